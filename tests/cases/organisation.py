"""A small organisation: three processes, four roles, and what an assessment says of its people."""

from datetime import UTC, date, datetime, time
from typing import Any

from gapwizard.domain.assessment import (
    About,
    Answer,
    Assessment,
    Department,
    Interface,
    Responsibility,
    Slot,
)
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import Questionnaire

TODAY = date(2026, 11, 20)
"""A Friday."""


def _asked(clause: str, count: int, **more: object) -> list[dict[str, Any]]:
    return [{"id": f"{clause}-Q{n}", "text": "How?", **more} for n in range(1, count + 1)]


QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "format": 1,
        "id": "mine",
        "version": "1",
        "language": "en",
        "title": "Mine",
        "triggers": [{"id": "suppliers", "question": "Any?"}],
        "roles": [
            {"id": "boss", "title": "Top management"},
            {"id": "desk", "title": "Service desk"},
            {"id": "change", "title": "Change manager"},
            {"id": "nobody", "title": "Nobody asks"},
        ],
        "clauses": [
            {"id": "5", "title": "Leadership", "roles": ["boss"], "questions": _asked("5", 2)},
            {"id": "8", "title": "Operation"},
            {"id": "8.5", "title": "Change", "parent": "8", "roles": ["change"],
             "see_also": ["8.6.1", "gone"],
             "questions": [*_asked("8.5", 3), {"id": "8.5-Q4", "text": "?", "roles": ["boss"]}]},
            {"id": "8.6", "title": "Resolution", "parent": "8"},
            {"id": "8.6.1", "title": "Incidents", "parent": "8.6", "roles": ["desk", "change"],
             "see_also": ["8.6.2"],
             "questions": [{"id": "8.6.1-Q1", "text": "?", "documents": ["D-1", "D-2"]},
                           {"id": "8.6.1-Q2", "text": "?", "depends_on": ["suppliers"]}]},
            {"id": "8.6.2", "title": "Requests", "parent": "8.6", "roles": ["desk"],
             "questions": _asked("8.6.2", 1)},
        ],
        "documents": [
            {"id": "D-1", "title": "Incident process", "obligation": "required"},
            {"id": "D-2", "title": "Wiki"},
        ],
        "charts": ["5", "8.5", "8.6"],
    }
)  # fmt: skip


def slot(start: str = "10:00", minutes: int = 60, day: str = "2026-11-23", **more: Any) -> Slot:
    """A slot, on the Monday after today unless said otherwise."""
    begin = time.fromisoformat(start)
    return Slot(day=date.fromisoformat(day), start=begin, minutes=minutes, **more)


def assessment(**tables: Any) -> Assessment:
    """An assessment with some tables."""
    about = {
        "name": "Acme",
        "questionnaire": "mine",
        "questionnaire_version": "1",
        "created": datetime(2026, 11, 1, tzinfo=UTC),
        **tables.pop("about", {}),
    }
    return Assessment(id="acme", about=About.model_validate(about), **tables)


def diagnosed(**tables: Any) -> Diagnosis:
    """The diagnosis of an assessment with some tables."""
    return diagnose(QUESTIONNAIRE, assessment(**tables), TODAY)


def departments(**roles: str) -> dict[str, Department]:
    """Departments by id with their roles: `departments(ops="desk change")`."""
    return {
        name: Department(title=name.upper(), roles=tuple(written.split()))
        for name, written in roles.items()
    }


def duties(**rows: str) -> dict[str, Responsibility]:
    """Letters by clause, its dots written as underscores: `duties(_8_6="ops:AR desk:C")`."""
    return {
        clause.strip("_").replace("_", "."): Responsibility.model_validate(
            {"parts": {part.split(":")[0]: tuple(part.split(":")[1]) for part in parts.split()}}
        )
        for clause, parts in rows.items()
    }


def note(text: str = "on Fridays") -> Interface:
    """A word on a handover."""
    return Interface(note=text)


def rated(rating: str = "F", **more: Any) -> Answer:
    """An answer."""
    return Answer.model_validate({"rating": rating, **more})

"""Create the sample assessment, its dates moved so that it was finished this week, and last year's."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from gapwizard.domain.assessment import Answer, Assessment
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session.portfolio import creation

FILE = Path(__file__).with_name("northlight.json")
SLUG = "northlight"
LAST = "northlight-2025"
"""Id of last year's assessment, a locked baseline."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Rows: TypeAlias = dict[str, dict[str, dict[str, object]]]


def create(data: Path, today: date | None = None) -> str:
    """Put the sample and last year's into a data folder and give the sample's id."""
    day = today or datetime.now().astimezone().date()
    questionnaire = Shelf(data).load(DEFAULT)
    rows, last = _rows(day)
    now = _assessment(SLUG, rows, questionnaire)
    creation.start_from(data, LAST, before(now, last, questionnaire, day - timedelta(days=374)))
    return creation.start_from(data, SLUG, now)


def sample(data: Path, today: date) -> Assessment:
    """The sample as it stands on a day."""
    rows, _last = _rows(today)
    return _assessment(SLUG, rows, Shelf(data).load(DEFAULT))


def _rows(today: date) -> tuple[Rows, Mapping[str, object]]:
    """Read the file, its dates moved by whole weeks; what differed last year comes apart."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    shift = timedelta(weeks=(today - date.fromisoformat(raw.pop("as_of"))).days // 7)
    rows = _moved(raw, shift)
    if not isinstance(rows, dict):
        raise TypeError("the sample is an object")
    return rows, rows.pop("last_year")


def _assessment(name: str, rows: Rows, questionnaire: Questionnaire) -> Assessment:
    """Make the sample of its rows; it was begun on the day of its first interview."""
    begun = date.fromisoformat(min(str(slot["day"]) for slot in rows["slots"].values()))
    about = {
        **rows["about"],
        "questionnaire": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "created": datetime(begun.year, begun.month, begun.day).astimezone(),
    }
    return Assessment.model_validate(
        {
            **rows,
            "id": name,
            "about": about,
            "facts": {name: {"value": value} for name, value in rows["facts"].items()},
            "answers": {name: _answer(row) for name, row in rows["answers"].items()},
            "maturity": {name: {"level": level} for name, level in rows["maturity"].items()},
        }
    )


def _answer(row: Mapping[str, object]) -> dict[str, object]:
    """Read the evidence of an answer, which the file holds as it is typed."""
    items = row.get("evidence", [])
    written = [str(item) for item in items] if isinstance(items, list) else []
    return {**row, "evidence": [parse_item(item) for item in written]}


def _moved(value: object, shift: timedelta) -> object:
    """Move every date in the sample, in texts too, by the same span."""
    if isinstance(value, dict):
        return {key: _moved(inner, shift) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, shift) for inner in value]
    if isinstance(value, str):
        return _DAY.sub(lambda match: str(date.fromisoformat(match[0]) + shift), value)
    return value


DOWN = {Rating.F: Rating.L, Rating.L: Rating.P, Rating.P: Rating.N}
UP = {Rating.N: Rating.P, Rating.P: Rating.L, Rating.L: Rating.F}


def before(
    now: Assessment, change: Mapping[str, object], questionnaire: Questionnaire, created: date
) -> Assessment:
    """The assessment of a year before `now`.

    `change` names clauses that got better and questions that got worse since, clauses that were
    not asked then, and that year's own observations and findings.
    """
    better, worse, unasked = (
        frozenset(str(name) for name in _list(change[key]))
        for key in ("better_since", "worse_since", "not_asked")
    )
    told = _dict(change["observations"])
    answers = {}
    for name, answer in now.answers.items():
        clauses = set(questionnaire.line[questionnaire.clause_of[name].id])
        rating = answer.rating
        if rating is None or clauses & unasked:
            continue
        if name in worse:
            rating = UP.get(rating, rating)
        elif clauses & better:
            rating = DOWN.get(rating, rating)
        strength = 2 if answer.evidence and rating is not Rating.N else 1
        answers[name] = Answer.model_validate(
            {
                "rating": rating,
                "strength": strength,
                "reason": answer.reason,
                "observation": told.get(name, ""),
            }
        )
    about = {**now.about.model_dump(), **_dict(change["about"]), "baseline": None}
    about["created"] = datetime(created.year, created.month, created.day).astimezone()
    return Assessment.model_validate(
        {
            "id": now.id,
            "about": about,
            "facts": now.facts,
            "answers": answers,
            "maturity": {name: {"level": max(0, c.level - 1)} for name, c in now.maturity.items()},
            "findings": change["findings"],
            "departments": now.departments,
        }
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}

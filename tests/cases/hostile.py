"""An assessment from a stranger: every text of every table acts on something."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from annotated_types import MaxLen

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Value
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.scale import Grade, Rating
from gapwizard.session.portfolio import creation
from gapwizard.store import people

ACTING = (
    "\x1b[31mred\x1b]52;c;aGk=\x07\x1b]8;;http://x.example\x1b\\link",
    "a\x9b2J\x85\x90q\u202eltr\u2066iso\u200f\u2028\u2029\x00\x08\x7f\r\x0b\x0c",
)
"""What moves a terminal's cursor, fills a clipboard, reorders text."""
MARKUP = (
    "[/b] [@click=app.quit]x[/] [red] \\[",
    "<script>alert(1)</script> [l](javascript:alert(2)) <img src=x onerror=alert(3)> &lt; `c` | **b**",
    '=HYPERLINK("http://x.example") {{ 7*7 }} {% for %}',
)
"""What some reader takes for more than text."""
HOSTILE = " ".join((*ACTING, *MARKUP))
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1")
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What no terminal may be given; tab and line feed lay out."""
ODD_ID = "X\x1b[31m\u202e<b>[/b]|="
"""An id a stranger's file may hold: no white space in it."""
DAY = date(2026, 5, 15)
CLAUSE = "8.6.1"


def filled(model: type[Value], text: str = HOSTILE) -> Value:
    """A row that says the text wherever a text can stand."""
    values = {}
    for name, field in model.model_fields.items():
        limit = next(
            (mark.max_length for mark in field.metadata if isinstance(mark, MaxLen)), 20_000
        )
        said = _said(field.annotation, text, limit)
        if said is not None:
            values[name] = said
    return model.model_validate({**values, **FITTING.get(model.__name__, {})})


def _said(kind: Any, text: str, limit: int) -> Any:
    """A value of a type; None where the default does."""
    plain = {
        str: text if limit > 80 else ODD_ID,
        date: DAY,
        time: time(10),
        datetime: datetime(2026, 5, 15).astimezone(),
    }
    if kind in plain:
        return plain[kind]
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        first = inner[0]
        long = not any(
            isinstance(mark, MaxLen) and mark.max_length <= 80
            for part in getattr(first, "__metadata__", ())
            for mark in [part, *getattr(part, "metadata", ())]
        )
        if getattr(first, "__origin__", None) is str:
            return (text if long else ODD_ID,)
    if get_origin(kind) is UnionType and NoneType in inner and date in inner:
        return DAY
    return None


FITTING: dict[str, dict[str, Any]] = {
    "About": {
        "questionnaire": "iso20000-1-2018", "questionnaire_version": "1.0.0", "targets": {ODD_ID: 3},
        "later": (ODD_ID,), "internal_audit_clauses": (ODD_ID,), "basis": HOSTILE + " :2011",
    },
    "Dispute": {
        "table": "answers", "row": "8.6.1-Q02",
        "theirs": {"rating": "F", "observation": HOSTILE, "note": HOSTILE, HOSTILE: [HOSTILE]},
    },
    "Answer": {
        "rating": Rating.P, "follow_up": True, "candidate": True, "recurring": True,
        "evidence": tuple(Evidence(kind=kind, text=HOSTILE) for kind in EvidenceKind),
    },
    "Fact": {"value": True},
    "Claim": {"level": 3},
    "DocumentRecord": {
        "state": "current", "request": "asked", "clauses": (CLAUSE,), "sha256": "", "held_in": None,
    },
    "FileRecord": {"sha256": "", "documents": None, "place": 3},
    "TaskRecord": {"state": "doing", "days": "2", "done_on": None},
    "FindingRecord": {"clause": CLAUSE, "grade": Grade.MINOR, "set_aside": "", "state": "disputed"},
    "RegisterRow": {"cells": ({"field": "title", "text": HOSTILE}, {"field": "notes", "text": HOSTILE})},
    "Department": {"roles": ("service_desk",)},
    "Responsibility": {"parts": {ODD_ID: ("A",), "ops": ("R",)}},
    "Slot": {"clauses": ("8.6",), "roles": (), "department": "ops"},
}  # fmt: skip

IDS: Mapping[str, tuple[str, ...]] = {
    "facts": ("external_suppliers", ODD_ID),
    "answers": ("8.6.1-Q01", "8.6.1-Q02", "4.1-Q01", ODD_ID),
    "maturity": (CLAUSE, ODD_ID),
    "documents": ("DOC-045", "OWN-1", ODD_ID),
    "findings": ("NC-8.6.1", "F-1", ODD_ID),
    "actions": ("A-01", ODD_ID),
    "departments": ("ops", ODD_ID),
    "responsibilities": ("8.6", ODD_ID),
    "interfaces": ("8.5|8.6", ODD_ID),
    "slots": ("S-01", ODD_ID),
    "texts": ("summary.answer", "summary.decisions", "clause.8.6", ODD_ID),
    "files": ("FILE-13", "OWN-FILE", ODD_ID),
    "tasks": ("T-01", "T-02", ODD_ID),
    "registers": ("risks/R-01", "risks/R-02", ODD_ID),
    "disputes": ("X-01", ODD_ID),
}


SMALLER = {
    "8.6.1": "8.1", "8.6": "8", "8.5": "9", "4.1-Q01": "8.2-Q01", "DOC-045": "D-1",
    "service_desk": "desk", "external_suppliers": "suppliers", "iso20000-1-2018": "small",
}  # fmt: skip
"""The same places in the small questionnaire of `cases.app`."""


def hostile(
    data: Path, text: str = HOSTILE, name: str = "stranger", *, smaller: bool = False
) -> str:
    """Put a stranger's assessment into a data folder and give its id."""
    tables = {
        table: {key: filled(model, text) for key in IDS[table]}
        for table, model in TABLES.items()
        if table != "about"
    }
    whole = Assessment(id=name, about=filled(TABLES["about"], text), **tables)
    if smaller:
        whole = Assessment.model_validate_json(_smaller(data, whole.model_dump_json()))
    taken = creation.start_from(data, name, whole)
    people.write(data / taken, {"ops": people.Person(text, text), ODD_ID: people.Person(text)})
    return taken


def _smaller(data: Path, dumped: str) -> str:
    """Move an assessment to the small questionnaire, which joins the shelf."""
    from cases.plan import WITH_PLAN
    from cases.registers import RISKS

    own = data / "questionnaires"
    own.mkdir(parents=True, exist_ok=True)
    (own / "small.json").write_text(
        json.dumps({**WITH_PLAN, "registers": [RISKS]}), encoding="utf-8"
    )
    for ours, there in SMALLER.items():
        dumped = dumped.replace(ours, there)
    return dumped

"""Questionnaires, assessments and readers of Markdown for the tests of the report."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gapwizard import i18n
from gapwizard.domain.assessment import (
    About,
    ActionRecord,
    Answer,
    Assessment,
    Claim,
    DocumentRecord,
    Fact,
    FindingRecord,
    OwnText,
)
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.library.shelf import Shelf
from gapwizard.report.render import render

TODAY = date(2026, 11, 20)

patient = settings(deadline=None)
"""For laws: a slow machine breaks none."""

few = settings(deadline=None, max_examples=12)
"""For laws over whole reports."""

SMALL = {
    "format": 1,
    "id": "small",
    "version": "1",
    "language": "en",
    "title": "A small one",
    "standard": {"reference": "ISO/IEC 20000-1", "edition": "2018"},
    "triggers": [{"id": "supplier", "question": "Is there a supplier?", "kind": "profile"}],
    "roles": [{"id": "desk", "title": "Service desk lead"}],
    "clauses": [
        {"id": "8", "title": "Operation"},
        {
            "id": "8.6",
            "title": "Incidents",
            "parent": "8",
            "roles": ["desk"],
            "questions": [
                {
                    "id": "8.6-Q01",
                    "text": "How?",
                    "criterion": "Incidents are recorded.",
                    "key": True,
                    "documented": True,
                    "documents": ["DOC-1"],
                    "gap": {"N": "No records were shown.", "P": "Part was not.", "L": "Coarse."},
                    "fix": "Open a ticket.",
                },
                {"id": "8.6-Q02", "text": "And?", "criterion": "Priorities are set."},
                {
                    "id": "8.6-Q03",
                    "text": "Who?",
                    "criterion": "Suppliers are told.",
                    "depends_on": ["supplier"],
                },
            ],
        },
    ],
    "documents": [
        {
            "id": "DOC-1",
            "title": "Incident process",
            "kind": "process",
            "level": "L2",
            "clauses": ["8.6"],
            "obligation": "required",
            "contents": ["who records"],
        }
    ],
    "readiness": {"stage1_clauses": ["8"]},
}


def small() -> Questionnaire:
    return Questionnaire.model_validate(SMALL)


@cache
def shipped() -> Questionnaire:
    return Shelf(Path("/nowhere")).load("iso20000-1-2018")


def about(**fields: object) -> About:
    begun = datetime(2026, 11, 1, tzinfo=UTC)
    known = {"name": "Acme", "questionnaire": "small", "questionnaire_version": "1"}
    return About(**{**known, "created": begun, **fields})


AUDITED = about(
    internal_audit_date=TODAY - timedelta(9),
    internal_audit_clauses=("8",),
    management_review_date=TODAY - timedelta(3),
    records_since=TODAY - timedelta(200),
)
"""What an organisation knows of itself to which nothing but its answers is left."""


def assessment(answers: dict[str, Answer] | None = None, **tables: object) -> Assessment:
    tables.setdefault("about", about())
    return Assessment(id="acme", answers=answers or {}, **tables)


def rated(rating: str, *items: str, **fields: object) -> Answer:
    return Answer(rating=rating, evidence=tuple(map(parse_item, items)), **fields)


def met() -> dict[str, Answer]:
    """Every question of the small questionnaire fully met, with a record."""
    return {name: rated("F", "record: x") for name in small().questions}


def diagnosis_of(
    answers: dict[str, Answer] | None = None,
    questionnaire: Questionnaire | None = None,
    **tables: object,
) -> Diagnosis:
    return diagnose(questionnaire or small(), assessment(answers, **tables), TODAY)


def full() -> Diagnosis:
    """Every question of the shipped questionnaire answered, each rating in turn."""
    ratings = ("N", "P", "L", "F", "F", "?")
    items = (("record[3/5]: tickets",), ("document: DOC-045 v1",), (), ("observed: the queue",))
    answers = {
        name: rated(ratings[place % 6], *items[place % 4], note="PRIVATE")
        for place, name in enumerate(shipped().questions)
    }
    return diagnosis_of(answers, shipped())


@cache
def whole_report() -> str:
    """The report of `full`, in English; what many tests read is written once."""
    assert i18n.language() == "en"
    return render(full(), revision=42)


def words(markdown: str, preset: str = "js-default", *, linkify: bool = False) -> list[str]:
    """Read Markdown as a reader sees it: the plain text of each piece of inline content."""
    parser = MarkdownIt(preset, {"linkify": linkify})
    if linkify:
        parser.enable("linkify")
    return [plain(token) for token in parser.parse(markdown) if token.type == "inline"]


def plain(inline: Token) -> str:
    pieces = []
    for token in inline.children or []:
        known = ("text", "text_special", "code_inline")
        ours = ("strong_open", "strong_close")
        told = "" if token.type in ours else f"[{token.type}]"
        pieces.append(token.content if token.type in known else told)
    return "".join(pieces)


def kinds(markdown: str) -> set[str]:
    """Name every kind of thing that stands in a Markdown text."""
    found = set()
    for token in MarkdownIt("js-default").parse(markdown):
        found.add(token.type)
        found |= {child.type for child in token.children or []}
    return found


HOSTILE = (
    "**b** <script>alert(1)</script> | [x](javascript:alert(1)) {{ 7*7 }} {% raw %}\n# head\n- item"
)


def hostile(text: str):
    """A diagnosis with one text in every place a person can write to."""
    return diagnosis_of(
        {
            "8.6-Q01": rated("P", f"record[1/2]: x{text}", other_party=text),
            "8.6-Q02": rated("L", other_party=text, control=text),
            "8.6-Q03": rated("NA", reason=text),
        },
        about=about(
            name=text or "x", organisation=text, scope=text, services=text, sites=text, basis=text,
            assessor=text, confidentiality=text,
        ),
        facts={"supplier": Fact(value=True)},
        maturity={"8.6": Claim(level=2)},
        documents={
            "DOC-1": DocumentRecord(state="draft", owner=text, reason=text),
            "OLD": DocumentRecord(state="obsolete", title=text or "x", owner=text, reason=text),
        },
        findings={
            "NC-8.6": FindingRecord(
                title=text, statement=text, evidence=text, cause=text, risk=text, position=text,
                correction=text, corrective_action=text, owner=text, verification=text,
                effectiveness=text, grade="major", grade_reason=text, cause_category="tool",
            ),
            "OFI-8.6": FindingRecord(set_aside=text),
            "F-01": FindingRecord(clause="8.6", grade="strength", title=text, statement=text),
            "NC-9": FindingRecord(title=text),
        },
        texts={
            key: OwnText(text=text)
            for key in ("summary.answer", "summary.why", "summary.dates", "summary.decisions",
                        "clause.8")
        },
        actions={"A-01": ActionRecord(title=text, source=text, owner=text, depends_on=text)},
    )  # fmt: skip

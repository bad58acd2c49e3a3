"""What is handed over beside the report: forms, slides, sheets to sign and to write on.

Each is a template with values, and Markdown like the report. Nobody is named: names, signatures and
dates are lines to write on. Private notes are in none.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gapwizard.domain.agenda import (
    asked_of,
    departments_heard,
    in_order,
    questions_of,
    to_look_at,
)
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_texts import cause_told, noted_evidence
from gapwizard.domain.findings import Finding
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.words import grade_word
from gapwizard.i18n import _, names, parts
from gapwizard.report import conclusion
from gapwizard.report.agenda import span
from gapwizard.report.control import PaperTop, paper_top
from gapwizard.report.environment import document
from gapwizard.report.findings import Block, block_of, by_itself
from gapwizard.report.markdown import BLANK, Md
from gapwizard.report.options import ReportOptions
from gapwizard.report.parts import (
    Line,
    dashed,
    name_of,
    to_fill,
)
from gapwizard.report.render import Report

LINES = Md(" ".join([BLANK] * 3))
"""Three lines to write on, in a cell."""
CHOSEN, FREE = "■", "□"
"""Boxes that every font for Chinese has."""
PRESENT = 15
"""Rows of an attendance sheet."""
OBJECTIONS = 6
"""Rows for objections."""
NONCONFORMITIES = (Grade.MAJOR, Grade.MINOR)


class NonconformityForm(NamedTuple):
    """A nonconformity as a form to fill in and to sign."""

    id: str
    title: str
    department: str
    """Of the client, which answers for the clause; a line to write on where nobody does."""
    nature: str
    """Boxes, one of them chosen, with the reason."""
    rows: tuple[Line, ...]
    """A part of the form and what stands there; the label is empty where the part goes on."""


class InterviewSheet(NamedTuple):
    """One interview as a sheet to write on."""

    id: str
    topic: str
    day: str
    time: str
    asked: str
    clauses: tuple[str, ...]
    questions: tuple[Line, ...]
    """Id and topic."""
    documents: str
    """Ids of those to look at."""


class InterviewRow(NamedTuple):
    """One interview in the plan of the opening meeting."""

    day: str
    time: str
    topic: str
    asked: str


def _by_hand(sheet: PaperTop) -> PaperTop:
    """The top of a paper that is filled in: a line to write on where nobody entered the period."""
    return sheet if sheet.period else sheet._replace(period=BLANK)


# Forms of nonconformities


def nonconformities(diagnosis: Diagnosis) -> tuple[Finding, ...]:
    """Those with a form: looked at one by one, the gravest first, each grade by clause."""
    order = {clause.id: place for place, clause in enumerate(diagnosis.questionnaire.clauses)}
    found = [f for grade in NONCONFORMITIES for f in diagnosis.graded(grade) if by_itself(f)]
    return tuple(sorted(found, key=lambda f: (NONCONFORMITIES.index(f.grade), order[f.clause])))


def forms_markdown(diagnosis: Diagnosis, chosen: Sequence[Finding]) -> str:
    """The forms of some findings, one a page. Raises Refused for a broken template."""
    forms = tuple(form_of(diagnosis, finding) for finding in chosen)
    sheet = paper_top(diagnosis, _("Forms of nonconformities"), "*")
    return document("forms.md", {"sheet": sheet, "forms": forms})


def form_of(diagnosis: Diagnosis, finding: Finding) -> NonconformityForm:
    """One finding as a form."""
    block, record = block_of(diagnosis, finding), finding.record
    heard = departments_heard(diagnosis, {point.question.id for point in finding.points})
    boxes = "  ".join(
        f"{CHOSEN if grade is finding.grade else FREE} {grade_word(grade)}"
        for grade in NONCONFORMITIES
    )
    rows = (
        *_part(_("Requirement not met"), [block.clause, *map(_named, block.criteria)]),
        *_part(_("Nonconformity (facts)"), _facts(block, finding)),
        *_part(_("Objective evidence"), [*map(_named, block.evidence), noted_evidence(finding)]),
        *_part(_("Nature and reason"), [boxes, block.why]),
        *(_part(_("Risk"), [record.risk]) if substance(record.risk) else ()),
        *_part(_("Client position"), [record.position]),
        *_part(_("Cause"), [cause_told(record)]),
        *_part(_("Correction"), [record.correction]),
        *_part(_("Corrective action"), [record.corrective_action]),
        *_part(_("Owner (a role)"), [to_fill(record.owner)]),
        *_part(_("Due"), [to_fill(record.due.isoformat() if record.due else "")]),
        *_part(_("Verification concluded"), [record.verification]),
        *_part(_("Effective on"), [to_fill(record.effectiveness)]),
    )
    return NonconformityForm(block.id, block.title, to_fill(names(heard)), boxes, rows)


def _facts(block: Block, finding: Finding) -> list[str]:
    """What was found, a row for each point or paragraph."""
    told = substance(finding.record.statement)
    return told.splitlines() if told else [*map(_named, block.condition), block.bulk]


def _named(line: Line) -> str:
    return f"{line.label} {line.text}"


def _part(label: str, texts: Iterable[str]) -> list[Line]:
    """Rows of a part, whose label stands once."""
    found = [text for text in texts if substance(text)] or [LINES]
    return [Line(label if not at else "", text) for at, text in enumerate(found)]


# Closing meeting


def slides_markdown(diagnosis: Diagnosis, baseline: Diagnosis | None) -> str:
    """The slides of the closing meeting. Raises Refused for a broken template."""
    report = Report(diagnosis, 0, ReportOptions("summary", baseline=baseline))
    sheet = paper_top(diagnosis, _("Closing meeting"))
    return document(
        "slides.md",
        {
            "report": report,
            "sheet": sheet,
            "strengths": conclusion.strengths_of(diagnosis),
            "nonconformities": sum(len(diagnosis.graded(g)) for g in (Grade.MAJOR, Grade.MINOR)),
        },
    )


# Sheets


def attendance_markdown(diagnosis: Diagnosis) -> str:
    """The sheet for attendance and objections. Raises Refused for a broken template."""
    titles = [row.title for row in diagnosis.assessment.departments.values()]
    present = [*titles, *[""] * max(0, PRESENT - len(titles))]
    rows = tuple(Line(str(at), title) for at, title in enumerate(present, 1))
    title, apart = _("Attendance of the opening and closing meeting"), _("Objections to findings")
    return document(
        "attendance.md",
        {
            "sheet": _by_hand(paper_top(diagnosis, title, apart)),
            "rows": rows,
            "objections": tuple(range(1, OBJECTIONS + 1)),
        },
    )


def opening_markdown(diagnosis: Diagnosis) -> str:
    """What is said and agreed when an assessment begins. Raises Refused for a broken template."""
    about = diagnosis.assessment.about
    rows = tuple(
        InterviewRow(
            slot.day.isoformat(),
            span(slot),
            substance(slot.topic) or name,
            dashed(names(asked_of(diagnosis, slot))),
        )
        for name, slot in in_order(diagnosis.assessment.slots)
    )
    return document(
        "opening.md",
        {
            "sheet": _by_hand(paper_top(diagnosis, _("Opening meeting"))),
            "scope": to_fill(about.scope),
            "audited": diagnosis.readiness is not None,
            "rows": rows,
        },
    )


def record_markdown(diagnosis: Diagnosis, chosen: Sequence[str]) -> str:
    """A sheet for each of some interviews. Raises Refused for a broken template."""
    slots = tuple(interview_sheet(diagnosis, name) for name in chosen)
    sheet = paper_top(diagnosis, _("Interview record"), "*")
    return document("record.md", {"sheet": sheet, "slots": slots})


def interview_sheet(diagnosis: Diagnosis, name: str) -> InterviewSheet:
    """One interview, with what its questions are about."""
    slot = diagnosis.assessment.slots[name]
    asked = questions_of(diagnosis, slot)
    return InterviewSheet(
        name,
        substance(slot.topic) or name,
        slot.day.isoformat(),
        span(slot),
        dashed(names(asked_of(diagnosis, slot))),
        tuple(name_of(diagnosis.questionnaire, clause) for clause in slot.clauses),
        tuple(Line(question.id, question.criterion) for question in asked),
        dashed(parts(line.document.named for line in to_look_at(diagnosis, slot))),
    )

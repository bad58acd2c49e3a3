"""What the workbook of a report holds: a sheet for each thing that somebody works on for a year.

Summary, answers, findings, the register of actions, documents, files, the evidence by clause, and
where it is known the load by role. Private notes, the client's people and what the assessor noted of
a document are in none.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PureWindowsPath
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.evidence_record import STATES
from gapwizard.domain.figures import one_decimal, percent, signed_points
from gapwizard.domain.files import PlannedFile, file_plan
from gapwizard.domain.finding_basis import basis_word
from gapwizard.domain.load import LoadRow
from gapwizard.domain.overview import charted_clauses, moved_by, overview
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.readiness import ENOUGH
from gapwizard.domain.sentences import (
    subject_of,
    verdict_of,
)
from gapwizard.domain.visible import substance
from gapwizard.domain.words import (
    grade_word,
    rating_word,
    ready_word,
    sampled_kind,
)
from gapwizard.exchange.csv_lines import Cell
from gapwizard.exchange.workbook import Chart, Papers, SheetColumn, SheetPlan, plan, workbook
from gapwizard.i18n import _, names
from gapwizard.session.papers.action_register import action_register
from gapwizard.session.papers.documents import columns as document_columns
from gapwizard.session.papers.findings import columns as finding_columns
from gapwizard.session.papers.findings import shown_for
from gapwizard.session.papers.lists import in_sheet

FINDINGS = {
    "id": 16, "title": 40, "grade": 14, "clause": 26, "questions": 18, "statement": 60, "evidence": 40,
    "risk": 30, "cause": 30, "position": 26, "correction": 30, "corrective_action": 40, "owner": 18,
    "due": 12, "state": 14, "verification": 26, "effectiveness": 26,
}  # fmt: skip
DOCUMENTS = {
    "id": 11, "title": 46, "kind": 13, "obligation": 14, "clauses": 16, "state": 13, "verdict": 18,
    "reason": 44, "owner": 20, "due": 12, "version": 11, "dated": 12, "seen_on": 12, "contents": 70,
}  # fmt: skip
"""Which columns of the lists stand in the sheet, and how many characters wide."""


class EvidenceLine(NamedTuple):
    """One item of evidence for one clause."""

    clause: Clause
    point: Point
    item: Evidence


def report_workbook(
    diagnosis: Diagnosis, baseline: Diagnosis | None, papers: Papers, loads: Sequence[LoadRow] = ()
) -> bytes:
    """The xlsx file of a report, in the language spoken now."""
    return workbook(papers, sheets(diagnosis, baseline, papers, loads))


def sheets(
    diagnosis: Diagnosis, baseline: Diagnosis | None, papers: Papers, loads: Sequence[LoadRow] = ()
) -> Iterator[SheetPlan]:
    """The sheets; one without rows but its headings says that nothing is recorded there."""
    yield _summary(diagnosis, baseline, papers)
    yield plan(_("Answers"), _answers(diagnosis), diagnosis.points.values())
    owner = {"owner": _("Owner (a role)")}
    found = finding_columns(diagnosis.questionnaire)
    yield plan(_("Findings"), in_sheet(found, FINDINGS, owner), diagnosis.findings)
    yield action_register(diagnosis)
    said = {**owner, "verdict": _("To do"), "reason": _("Why"), "dated": _("Dated")}
    yield plan(
        _("Documents"),
        in_sheet(document_columns(diagnosis.today), DOCUMENTS, said),
        diagnosis.documents,
    )
    if file_plan(diagnosis):
        yield _files(diagnosis)
    yield plan(_("Evidence matrix"), _evidence(diagnosis), list(_items(diagnosis)))
    if loads:
        yield plan(_("Load by role"), _loads(), loads)


# Summary


def _summary(diagnosis: Diagnosis, baseline: Diagnosis | None, papers: Papers) -> SheetPlan:
    about, overall, ready = diagnosis.assessment.about, diagnosis.overall, diagnosis.readiness
    above: list[tuple[str, Cell]] = [
        (_("Organisation"), subject_of(about)),
        (_("Assessment"), about.name),
        (_("Date"), papers.day),
        (_("Confirmed %"), percent(overall.confirmed_if_asked)),
        (_("Declared %"), percent(overall.declared)),
        (_("Asked"), overall.answered),
        (_("Applicable"), overall.applicable),
        (_("Indicative maturity"), one_decimal(diagnosis.maturity)),
        *((grade_word(grade), len(diagnosis.graded(grade))) for grade in diagnosis.grades),
    ]
    if ready is not None:
        above.append((_("Stage 1"), ready_word(ready.stage1.verdict)))
        above.append((_("Stage 2"), ready_word(ready.stage2.verdict)))
    columns: list[SheetColumn[Clause]] = [
        SheetColumn(_("Clause"), lambda one: one.id, 24),
        SheetColumn(_("Title"), lambda one: one.title, 42),
        SheetColumn(_("Confirmed %"), lambda one: percent(overview(diagnosis, one.id).confirmed)),
        SheetColumn(_("Last time %"), lambda one: _before(baseline, one.id)),
        SheetColumn(_("Target %"), lambda _one: percent(ENOUGH)),
        SheetColumn(_("Declared %"), lambda one: percent(diagnosis.clauses[one.id].scores.declared)),
        SheetColumn(_("Asked"), lambda one: diagnosis.clauses[one.id].scores.answered),
        SheetColumn(_("Applicable"), lambda one: diagnosis.clauses[one.id].scores.applicable),
        SheetColumn(_("Maturity"), lambda one: one_decimal(overview(diagnosis, one.id).maturity)),
        SheetColumn(_("Major"), lambda one: overview(diagnosis, one.id).majors),
        SheetColumn(_("Minor"), lambda one: overview(diagnosis, one.id).minors),
        SheetColumn(_("Points since last time"), lambda one: signed_points(moved_by(diagnosis, baseline, one.id))),
        SheetColumn(_("Asked last time"), lambda one: _asked_before(baseline, one.id), 18),
    ]  # fmt: skip
    if baseline is None:
        dropped = ("Last time %", "Points since last time", "Asked last time")
        columns = [column for column in columns if column.heading not in dropped]
    shown = charted_clauses(diagnosis)
    made = plan(_("Summary"), columns, shown)
    bars, line = ((2, 3), 4) if baseline is not None else ((2,), 3)
    chart = Chart(_("Conformity by clause, weighed by the evidence"), 0, bars, line, len(shown))
    return SheetPlan(made.name, made.headings, made.widths, made.rows, made.choices, above, chart)


def _before(baseline: Diagnosis | None, clause: str) -> Cell:
    """The figure of a clause last time."""
    if baseline is None or clause not in baseline.clauses:
        return None
    return percent(overview(baseline, clause).confirmed)


def _asked_before(baseline: Diagnosis | None, clause: str) -> Cell:
    """How many questions of a clause were asked last time, of how many: `12/14`."""
    if baseline is None or clause not in baseline.clauses:
        return None
    scores = baseline.clauses[clause].scores
    return f"{scores.answered}/{scores.applicable}"


# Answers


def _answers(diagnosis: Diagnosis) -> tuple[SheetColumn[Point], ...]:
    clause_of = diagnosis.questionnaire.clause_of

    def text(key: str) -> Callable[[Point], Cell]:
        return lambda point: (
            substance(getattr(point.answer, key)) if point.answer is not None else ""
        )

    return (
        SheetColumn(_("Question"), lambda one: one.question.id, 13),
        SheetColumn(_("Clause"), lambda one: _named(clause_of[one.question.id]), 26),
        SheetColumn(_("Criterion"), lambda one: one.question.criterion, 60),
        SheetColumn(_("Rating"), _rated, 16),
        SheetColumn(_("Rests on"), lambda one: basis_word(one) if one.answered else "", 16),
        SheetColumn(_("Counts (of 3)"), lambda one: one.counted if one.answered else None, 9),
        SheetColumn(_("What was observed"), text("observation"), 60),
        SheetColumn(_("Evidence"), _evidence_of, 45),
        SheetColumn(_("Reason"), text("reason"), 30),
        SheetColumn(_("Done by another party"), text("other_party"), 22),
        SheetColumn(_("Control over it"), text("control"), 30),
        SheetColumn(_("Client's comment"), text("comment"), 40),
        SheetColumn(_("Answered on"), _answered_on, 12),
    )


def _rated(point: Point) -> str:
    if not point.answered:
        return _("not asked") if point.standing is Standing.OPEN else _("not applicable")
    marks = [rating_word(point.rating)]
    if point.answer is not None:
        marks += [_("recurring")] * point.answer.recurring + [_("a lapse")] * point.answer.lapse
    return names(marks)


def _evidence_of(point: Point) -> str:
    return "\n".join(shown_for(point))


def _answered_on(point: Point) -> date | None:
    at = point.answer.at if point.answer is not None else None
    return at.date() if at is not None else None


# Documents, files, evidence, load


def _loads() -> tuple[SheetColumn[LoadRow], ...]:
    return (
        SheetColumn(_("Department or post"), lambda one: one.owner or _("nobody"), 34),
        SheetColumn(
            _("Month"), lambda one: f"{one.month:%Y-%m}" if one.month else _("no date"), 12
        ),
        SheetColumn(_("Days of work"), lambda one: one_decimal(one.days), 14),
        SheetColumn(_("Days there are"), lambda one: one_decimal(one.capacity), 14),
    )


def _files(diagnosis: Diagnosis) -> SheetPlan:
    """The files of the plan in writing order, each with what its documents still want."""
    planned = file_plan(diagnosis)
    number = {one.file.id: at for at, one in enumerate(planned, 1)}

    def wanted(one: PlannedFile) -> str:
        return "\n".join(f"{line.document.id} {verdict_of(line)}" for line in one.lines)

    def held(one: PlannedFile) -> str:
        return "\n".join(dict.fromkeys(line.document.named for line in one.lines))

    columns: tuple[SheetColumn[PlannedFile], ...] = (
        SheetColumn(_("No."), lambda one: number[one.file.id], 6),
        SheetColumn(_("File"), lambda one: one.file.title, 40),
        SheetColumn(_("Documents in it"), held, 50),
        SheetColumn(_("To do"), wanted, 30),
        SheetColumn(_("Why together"), lambda one: one.file.why, 50),
    )
    return plan(_("Files"), columns, planned)


def _items(diagnosis: Diagnosis) -> Iterator[EvidenceLine]:
    clause_of = diagnosis.questionnaire.clause_of
    for point in diagnosis.points.values():
        for item in point.answer.evidence if point.answer is not None else ():
            if item.kind is not EvidenceKind.SAID:
                yield EvidenceLine(clause_of[point.question.id], point, item)


def _evidence(diagnosis: Diagnosis) -> tuple[SheetColumn[EvidenceLine], ...]:
    """From the clause to its evidence: where it is, of when, who has it; statements are none."""
    records = diagnosis.assessment.documents

    def where(one: EvidenceLine) -> str:
        if substance(one.item.location):
            return _place(one.item.location)
        held = (record.location for name, record in records.items() if one.item.names(name))
        return _place(next(filter(substance, held), ""))

    return (
        SheetColumn(_("Clause"), lambda one: one.clause.id, 10),
        SheetColumn(_("Title"), lambda one: one.clause.title, 34),
        SheetColumn(_("Question"), lambda one: one.point.question.id, 13),
        SheetColumn(_("Kind"), lambda one: sampled_kind(one.item), 18),
        SheetColumn(_("Evidence"), lambda one: one.item.text, 60),
        SheetColumn(_("Where it is"), where, 36),
        SheetColumn(_("Date"), lambda one: one.item.dated, 12),
        SheetColumn(_("Owner"), lambda one: one.item.owner, 20),
        SheetColumn(
            _("State"), lambda one: _(STATES[one.item.state]) if one.item.state else "", 14
        ),
        SheetColumn(
            _("Shown on"),
            lambda one: one.point.answer.shown if one.point.answer and one.item.counts else None,
            12,
        ),
        SheetColumn(_("Rating"), lambda one: _rated(one.point), 16),
    )


def _place(location: str) -> str:
    """Where a document is, as a reader may know it: of a file on this machine its name alone."""
    own = PureWindowsPath(location)
    if own.drive[1:] == ":" or location.startswith(("/", "~", "file:")):
        return own.name
    return location


def _named(clause: Clause | None, name: str = "") -> str:
    return f"{clause.id} {clause.title}" if clause is not None else name

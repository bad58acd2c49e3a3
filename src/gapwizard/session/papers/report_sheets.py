"""What the workbook of a report holds: a sheet for each thing that somebody works on for a year.

Summary, answers, findings, the register of actions, documents, files, the evidence by clause, and
where it is known the load by role. Private notes, the client's people and what the assessor noted of
a document are in none.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PureWindowsPath
from typing import NamedTuple

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.evidence_record import STATES
from gapwizard.domain.figures import one_decimal, percent, signed_points
from gapwizard.domain.files import PlannedFile, file_plan
from gapwizard.domain.finding_basis import basis_word
from gapwizard.domain.finding_texts import cause_told, noted_evidence
from gapwizard.domain.findings import Finding
from gapwizard.domain.load import LoadRow
from gapwizard.domain.overview import charted_clauses, moved_by, overview
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.readiness import ENOUGH
from gapwizard.domain.sentences import (
    document_reason,
    owner_word,
    state_of_line,
    subject_of,
    verdict_of,
)
from gapwizard.domain.visible import substance
from gapwizard.domain.words import (
    DOCUMENT_STATES,
    FINDING_STATES,
    GRADES,
    document_kind_word,
    evidence_word,
    finding_state_word,
    grade_word,
    obligation_word,
    rating_word,
    ready_word,
    sampled_kind,
)
from gapwizard.exchange.workbook import Chart, Papers, SheetColumn, SheetPlan, Value, plan, workbook
from gapwizard.i18n import N_, _, labelled, names, parts
from gapwizard.session.papers.action_register import action_register


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
    yield plan(_("Findings"), _findings(diagnosis), diagnosis.findings)
    yield action_register(diagnosis)
    yield plan(_("Documents"), DOCUMENTS, diagnosis.documents)
    if file_plan(diagnosis):
        yield _files(diagnosis)
    yield plan(_("Evidence matrix"), _evidence(diagnosis), list(_items(diagnosis)))
    if loads:
        yield plan(_("Load by role"), LOADS, loads)


# Summary


def _summary(diagnosis: Diagnosis, baseline: Diagnosis | None, papers: Papers) -> SheetPlan:
    about, overall, ready = diagnosis.assessment.about, diagnosis.overall, diagnosis.readiness
    above: list[tuple[str, Value]] = [
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
        SheetColumn(N_("Clause"), lambda one: one.id, 24),
        SheetColumn(N_("Title"), lambda one: one.title, 42),
        SheetColumn(N_("Confirmed %"), lambda one: percent(overview(diagnosis, one.id).confirmed)),
        SheetColumn(N_("Last time %"), lambda one: _before(baseline, one.id)),
        SheetColumn(N_("Target %"), lambda _one: percent(ENOUGH)),
        SheetColumn(N_("Declared %"), lambda one: percent(diagnosis.clauses[one.id].scores.declared)),
        SheetColumn(N_("Asked"), lambda one: diagnosis.clauses[one.id].scores.answered),
        SheetColumn(N_("Applicable"), lambda one: diagnosis.clauses[one.id].scores.applicable),
        SheetColumn(N_("Maturity"), lambda one: one_decimal(overview(diagnosis, one.id).maturity)),
        SheetColumn(N_("Major"), lambda one: overview(diagnosis, one.id).majors),
        SheetColumn(N_("Minor"), lambda one: overview(diagnosis, one.id).minors),
        SheetColumn(N_("Points since last time"), lambda one: signed_points(moved_by(diagnosis, baseline, one.id))),
        SheetColumn(N_("Asked last time"), lambda one: _asked_before(baseline, one.id), 18),
    ]  # fmt: skip
    if baseline is None:
        dropped = ("Last time %", "Points since last time", "Asked last time")
        columns = [column for column in columns if column.heading not in dropped]
    shown = charted_clauses(diagnosis)
    made = plan(_("Summary"), columns, shown)
    bars, line = ((2, 3), 4) if baseline is not None else ((2,), 3)
    chart = Chart(_("Conformity by clause, weighed by the evidence"), 0, bars, line, len(shown))
    return SheetPlan(made.name, made.headings, made.widths, made.rows, made.choices, above, chart)


def _before(baseline: Diagnosis | None, clause: str) -> Value:
    """The figure of a clause last time."""
    if baseline is None or clause not in baseline.clauses:
        return None
    return percent(overview(baseline, clause).confirmed)


def _asked_before(baseline: Diagnosis | None, clause: str) -> Value:
    """How many questions of a clause were asked last time, of how many: `12/14`."""
    if baseline is None or clause not in baseline.clauses:
        return None
    scores = baseline.clauses[clause].scores
    return f"{scores.answered}/{scores.applicable}"


# Answers and findings


def _answers(diagnosis: Diagnosis) -> tuple[SheetColumn[Point], ...]:
    clause_of = diagnosis.questionnaire.clause_of

    def text(key: str) -> Callable[[Point], Value]:
        return lambda point: (
            substance(getattr(point.answer, key)) if point.answer is not None else ""
        )

    return (
        SheetColumn(N_("Question"), lambda one: one.question.id, 13),
        SheetColumn(N_("Clause"), lambda one: _named(clause_of[one.question.id]), 26),
        SheetColumn(N_("Criterion"), lambda one: one.question.criterion, 60),
        SheetColumn(N_("Rating"), _rated, 16),
        SheetColumn(N_("Rests on"), lambda one: basis_word(one) if one.answered else "", 16),
        SheetColumn(N_("Counts (of 3)"), lambda one: one.counted if one.answered else None, 9),
        SheetColumn(N_("What was observed"), text("observation"), 60),
        SheetColumn(N_("Evidence"), _evidence_of, 45),
        SheetColumn(N_("Reason"), text("reason"), 30),
        SheetColumn(N_("Done by another party"), text("other_party"), 22),
        SheetColumn(N_("Control over it"), text("control"), 30),
        SheetColumn(N_("Client's comment"), text("comment"), 40),
        SheetColumn(N_("Answered on"), _answered_on, 12),
    )


def _rated(point: Point) -> str:
    if not point.answered:
        return _("not asked") if point.standing is Standing.OPEN else _("not applicable")
    marks = [rating_word(point.rating)]
    if point.answer is not None:
        marks += [_("recurring")] * point.answer.recurring + [_("a lapse")] * point.answer.lapse
    return names(marks)


def _evidence_of(point: Point) -> str:
    found = point.answer.showing if point.answer is not None else ()
    return "\n".join(labelled(evidence_word(item), item.text) for item in found)


def _answered_on(point: Point) -> date | None:
    at = point.answer.at if point.answer is not None else None
    return at.date() if at is not None else None


def _findings(diagnosis: Diagnosis) -> tuple[SheetColumn[Finding], ...]:
    questionnaire = diagnosis.questionnaire
    return (
        SheetColumn(N_("id"), lambda one: one.id, 16),
        SheetColumn(N_("Title"), lambda one: wording.finding_title(one, questionnaire), 40),
        SheetColumn(N_("Grade"), lambda one: grade_word(one.grade), 14, _grades),
        SheetColumn(N_("Clause"), lambda one: _named(questionnaire.clause.get(one.clause), one.clause), 26),
        SheetColumn(N_("Questions"), lambda one: names(p.question.id for p in one.points), 18),
        SheetColumn(N_("What was found"), lambda one: wording.statement(one, questionnaire), 60),
        SheetColumn(N_("Evidence"), _finding_evidence, 40),
        SheetColumn(N_("Risk"), lambda one: one.record.risk, 30),
        SheetColumn(N_("Cause"), lambda found: cause_told(found.record), 30),
        SheetColumn(N_("Client position"), lambda one: one.record.position, 26),
        SheetColumn(N_("Correction"), lambda one: one.record.correction, 30),
        SheetColumn(N_("Corrective action"), lambda one: one.record.corrective_action, 40),
        SheetColumn(N_("Owner (a role)"), lambda one: one.record.owner, 18),
        SheetColumn(N_("Due"), lambda one: one.record.due, 12),
        SheetColumn(N_("State"), lambda one: finding_state_word(one.record.state), 14, _states),
        SheetColumn(N_("Verified by"), lambda one: one.record.verification, 26),
        SheetColumn(N_("Effective on"), lambda one: one.record.effectiveness, 26),
    )  # fmt: skip


def _grades() -> list[str]:
    return [_(word) for word in GRADES.values()]


def _states() -> list[str]:
    return [_(word) for word in FINDING_STATES.values()]


def _finding_evidence(finding: Finding) -> str:
    items = [_evidence_of(point) for point in finding.points]
    return "\n".join(filter(None, (*items, substance(noted_evidence(finding)))))


# Documents, files, evidence, load


def _document_states() -> list[str]:
    return [_(word) for word in DOCUMENT_STATES.values()]


DOCUMENTS: tuple[SheetColumn[DocumentResult], ...] = (
    SheetColumn(N_("id"), lambda one: one.document.id, 11),
    SheetColumn(N_("Title"), lambda one: one.document.title, 46),
    SheetColumn(N_("Kind"), lambda one: document_kind_word(one.document.kind), 13),
    SheetColumn(N_("Obligation"), lambda one: obligation_word(one.document.obligation), 14),
    SheetColumn(N_("Clauses"), lambda one: names(one.document.clauses), 16),
    SheetColumn(N_("State"), state_of_line, 13, _document_states),
    SheetColumn(N_("To do"), verdict_of, 18),
    SheetColumn(N_("Why"), document_reason, 44),
    SheetColumn(N_("Owner (a role)"), owner_word, 20),
    SheetColumn(N_("Due"), lambda one: one.record.due, 12),
    SheetColumn(N_("Version"), lambda one: one.record.version, 11),
    SheetColumn(N_("Dated"), lambda one: one.record.dated, 12),
    SheetColumn(N_("Seen on"), lambda one: one.seen_on, 12),
    SheetColumn(N_("What must be inside"), lambda one: parts(one.document.contents), 70),
)
LOADS: tuple[SheetColumn[LoadRow], ...] = (
    SheetColumn(N_("Department or post"), lambda one: one.owner or _("nobody"), 34),
    SheetColumn(N_("Month"), lambda one: f"{one.month:%Y-%m}" if one.month else _("no date"), 12),
    SheetColumn(N_("Days of work"), lambda one: one_decimal(one.days), 14),
    SheetColumn(N_("Days there are"), lambda one: one_decimal(one.capacity), 14),
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
        SheetColumn(N_("No."), lambda one: number[one.file.id], 6),
        SheetColumn(N_("File"), lambda one: one.file.title, 40),
        SheetColumn(N_("Documents in it"), held, 50),
        SheetColumn(N_("To do"), wanted, 30),
        SheetColumn(N_("Why together"), lambda one: one.file.why, 50),
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
        SheetColumn(N_("Clause"), lambda one: one.clause.id, 10),
        SheetColumn(N_("Title"), lambda one: one.clause.title, 34),
        SheetColumn(N_("Question"), lambda one: one.point.question.id, 13),
        SheetColumn(N_("Kind"), lambda one: sampled_kind(one.item), 18),
        SheetColumn(N_("Evidence"), lambda one: one.item.text, 60),
        SheetColumn(N_("Where it is"), where, 36),
        SheetColumn(N_("Date"), lambda one: one.item.dated, 12),
        SheetColumn(N_("Owner"), lambda one: one.item.owner, 20),
        SheetColumn(
            N_("State"), lambda one: _(STATES[one.item.state]) if one.item.state else "", 14
        ),
        SheetColumn(
            N_("Shown on"),
            lambda one: one.point.answer.shown if one.point.answer and one.item.counts else None,
            12,
        ),
        SheetColumn(N_("Rating"), lambda one: _rated(one.point), 16),
    )


def _place(location: str) -> str:
    """Where a document is, as a reader may know it: of a file on this machine its name alone."""
    own = PureWindowsPath(location)
    if own.drive[1:] == ":" or location.startswith(("/", "~", "file:")):
        return own.name
    return location


def _named(clause: Clause | None, name: str = "") -> str:
    return f"{clause.id} {clause.title}" if clause is not None else name

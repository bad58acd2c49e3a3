"""Proposing actions: one for each finding, document and evidence gap that none deals with yet.

An action says what is to be closed, never why it came to be: the cause is the client's to find.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import Literal, NamedTuple

from gapwizard.domain.assessment import ActionRecord
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point
from gapwizard.domain.registers import DocumentResult, Verdict, Why
from gapwizard.domain.roadmap import priority
from gapwizard.domain.scale import GRAVITY, Grade
from gapwizard.domain.sources import Source, ids_in, of_document, of_finding
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title
from gapwizard.i18n import _, ngettext

TO_DO = (Verdict.CREATE, Verdict.REVISE, Verdict.WITHDRAW)
SETTLED = ("closed", "verified")
"""States of a finding that leave nothing to do."""
Kind = Literal["findings", "documents", "evidence"]
KINDS: tuple[Kind, ...] = ("findings", "documents", "evidence")
EFFORTS: tuple[Literal["S", "M", "L"], ...] = ("S", "M", "L")


class Proposals(NamedTuple):
    """What nobody planned yet, the gravest first."""

    findings: tuple[ActionRecord, ...]
    documents: tuple[ActionRecord, ...]
    evidence: tuple[ActionRecord, ...]

    def of(self, *kinds: Kind) -> tuple[ActionRecord, ...]:
        """Those of some kinds, all where none is named."""
        return tuple(row for kind in kinds or KINDS for row in getattr(self, kind))


def proposals(diagnosis: Diagnosis) -> Proposals:
    """Propose actions; a source that any action names already is dealt with."""
    known = {name for row in diagnosis.assessment.actions.values() for name in ids_in(row.source)}
    gains = {step.clause: step.gain for step in diagnosis.steps}
    findings = sorted(
        (f for f in diagnosis.findings if f.grade is not Grade.STRENGTH),
        key=lambda finding: -GRAVITY[finding.grade],
    )
    grouped = groupby(diagnosis.documents, key=lambda line: line.document.id)
    lines = {name: [n for n in group if n.verdict in TO_DO] for name, group in grouped}
    return Proposals(
        tuple(
            _for_finding(diagnosis, gains, finding)
            for finding in findings
            if finding.id not in known and finding.record.state not in SETTLED
        ),
        tuple(
            _for_document(diagnosis, gains, of_one)
            for name, of_one in lines.items()
            if of_one and name not in known
        ),
        tuple(
            _for_evidence(result)
            for name, result in diagnosis.clauses.items()
            if name not in known and any(point.evidence_gap for point in result.points)
        ),
    )


def effort_of(points: Iterable[Point]) -> Literal["", "S", "M", "L"]:
    """The greatest effort that the questionnaire names for some points."""
    named = {point.question.effort for point in points}
    return next((effort for effort in reversed(EFFORTS) if effort in named), "")


def _for_finding(
    diagnosis: Diagnosis, gains: dict[str, Fraction], finding: Finding
) -> ActionRecord:
    record = finding.record
    title = _("Close {finding}: {title}").format(
        finding=finding.id, title=finding_title(finding, diagnosis.questionnaire)
    )
    effort = effort_of(finding.points)
    return ActionRecord(
        title=" ".join(record.corrective_action.split()) or title,
        source=finding.id,
        owner=substance(record.owner),
        due=record.due,
        effort=effort,
        priority=_priority(of_finding(diagnosis, finding), effort, gains),
        verify=record.verification,
    )


def _for_document(
    diagnosis: Diagnosis, gains: dict[str, Fraction], lines: list[DocumentResult]
) -> ActionRecord:
    first, verdicts = lines[0], {line.verdict for line in lines}
    document, record = first.document, first.record
    effort = effort_of(diagnosis.points[name] for name in first.unmet)
    return ActionRecord(
        title=_document_title(first, verdicts).format(title=document.title),
        source=document.id,
        owner=substance(record.owner) or document.owner,
        due=record.due,
        effort=effort,
        priority=_priority(of_document(diagnosis, lines), effort, gains),
    )


def _document_title(line: DocumentResult, verdicts: set[Verdict]) -> str:
    """Say what to do in the words of the kind: nobody revises a record."""
    if line.document.kind == "record" and verdicts == {Verdict.CREATE}:
        return _("Start keeping {title}")
    if line.document.kind == "record" and verdicts == {Verdict.REVISE}:
        form = line.why in (Why.DRAFT, Why.OUTDATED)
        return _("Mend the form of {title}") if form else _("Keep {title} completely from now on")
    if verdicts == {Verdict.CREATE}:
        return _("Create {title}")
    if verdicts == {Verdict.REVISE}:
        return _("Revise {title}")
    if verdicts == {Verdict.WITHDRAW}:
        return _("Withdraw {title}")
    return _("Withdraw and replace {title}")


def _for_evidence(result: ClauseResult) -> ActionRecord:
    count = sum(point.evidence_gap for point in result.points)
    title = ngettext(
        "Obtain evidence for {count} answer of {clause} {title}",
        "Obtain evidence for {count} answers of {clause} {title}",
        count,
    )
    return ActionRecord(
        title=title.format(count=count, clause=result.clause.id, title=result.clause.title),
        source=result.clause.id,
        priority="3",
    )


def _priority(source: Source, effort: str, gains: dict[str, Fraction]) -> Literal["1", "2", "3"]:
    gain = sum((gains.get(leaf, Fraction(0)) for leaf in source.leaves), Fraction(0))
    return priority(source.grade, effort, gain)

"""Actions: what each one comes from, and those to propose.

The source of an action is a text that people may edit: ids of findings, documents, questions or
clauses. What those ids stand for gives the action its grade, its horizon in days and the leaf clauses
it closes. Proposed are actions for every finding, document and evidence gap that no action names yet;
one says what is to be closed, never why it came to be: the cause is the client's to find.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal, NamedTuple

from gapwizard.domain.assessment import ActionRecord
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.points import Point
from gapwizard.domain.registers import DocumentResult, Verdict, Why
from gapwizard.domain.scale import GRAVITY, Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title
from gapwizard.i18n import _, ngettext

HORIZON = {Grade.MAJOR: 30, Grade.MINOR: 90, Grade.OFI: 180}
"""Days within which a finding of each grade is to be dealt with."""

LARGE_GAIN = Fraction(1, 100)
"""From one point of overall conformity on, a gain counts as large."""

Priority = Literal["1", "2", "3"]

TO_DO = (Verdict.CREATE, Verdict.REVISE, Verdict.WITHDRAW)
"""Verdicts on a document that are work for somebody; the others say that it stands or is unknown."""
Kind = Literal["findings", "documents", "evidence"]
KINDS: tuple[Kind, ...] = ("findings", "documents", "evidence")
"""What actions are proposed for, the most urgent first."""
EFFORTS: tuple[Literal["S", "M", "L"], ...] = ("S", "M", "L")
"""Efforts that a questionnaire names, the smallest first."""

_DIVIDERS = re.compile(r"[\s,;，；、]+")


class Source(NamedTuple):
    """What one or more ids of an action's source stand for."""

    ids: tuple[str, ...]
    title: str
    """Of the first one that is known."""
    grade: Grade | None
    """The gravest: of a finding its grade, of a document how much it blocks."""
    days: int | None
    """The horizon that follows where no date is set; None where nothing is known."""
    leaves: tuple[str, ...]
    """The leaf clauses it belongs to."""
    findings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def ids_in(text: str) -> tuple[str, ...]:
    """The ids in a text, divided by spaces, commas or semicolons of any script."""
    return tuple(dict.fromkeys(name for name in _DIVIDERS.split(text) if name))


def source_of(diagnosis: Diagnosis, text: str) -> Source:
    """Tell what the source of an action stands for; words that name nothing stand for nothing."""
    found = [one for name in ids_in(text) if (one := _known(diagnosis, name)) is not None]
    grades = [one.grade for one in found if one.grade is not None]
    return Source(
        ids_in(text),
        next((one.title for one in found), ""),
        max(grades, key=GRAVITY.__getitem__, default=None),
        min((one.days for one in found if one.days is not None), default=None),
        tuple(dict.fromkeys(leaf for one in found for leaf in one.leaves)),
        tuple(name for one in found for name in one.findings),
        tuple(name for one in found for name in one.documents),
    )


def _known(diagnosis: Diagnosis, name: str) -> Source | None:
    questionnaire = diagnosis.questionnaire
    finding = diagnosis.finding(name)
    if finding is not None:
        return of_finding(diagnosis, finding)
    lines = [line for line in diagnosis.documents if line.document.id == name]
    if lines:
        return of_document(diagnosis, lines)
    if name in questionnaire.clause_of:
        leaf = questionnaire.clause_of[name]
        return Source((name,), questionnaire.questions[name].text, None, 180, (leaf.id,))
    if name in questionnaire.clause:
        leaves = leaves_below(questionnaire, name)
        return Source((name,), questionnaire.clause[name].title, None, 180, leaves)
    return None


def of_finding(diagnosis: Diagnosis, finding: Finding) -> Source:
    """Tell what an action against a finding is about."""
    title = finding_title(finding, diagnosis.questionnaire)
    leaves = leaves_below(diagnosis.questionnaire, finding.clause)
    days = HORIZON.get(finding.grade)
    return Source((finding.id,), title, finding.grade, days, leaves, (finding.id,))


def of_document(diagnosis: Diagnosis, lines: Sequence[DocumentResult]) -> Source:
    """Tell what an action on a document is about, from all its lines in the register.

    A critical document that has to be created blocks stage 1 as a major does.
    """
    document = lines[0].document
    missing = any(line.verdict is Verdict.CREATE for line in lines)
    grade = Grade.MAJOR if missing and document.critical else Grade.OFI
    if grade is Grade.OFI and document.obligation == "required":
        grade = Grade.MINOR
    leaves = [
        leaf for name in document.clauses for leaf in leaves_below(diagnosis.questionnaire, name)
    ]
    return Source(
        (document.id,),
        document.title,
        grade,
        HORIZON[Grade.MINOR] if missing else HORIZON[Grade.OFI],
        tuple(dict.fromkeys(leaves)),
        documents=(document.id,),
    )


def gain_of(source: Source, gains: Mapping[str, Fraction]) -> Fraction:
    """How much overall confirmed rises once the leaf clauses of a source are closed; `gains` are by leaf clause."""
    return sum((gains.get(leaf, Fraction(0)) for leaf in source.leaves), Fraction(0))


def priority(grade: Grade | None, effort: str, gain: Fraction) -> Priority:
    """Derive a priority from grade and effort.

    A major comes first; a minor the sooner the less it costs and the more it gains.
    """
    if grade is Grade.MAJOR:
        return "1"
    if grade is not Grade.MINOR:
        return "3"
    easy = (effort == "S") + (gain >= LARGE_GAIN)
    return "1" if easy == 2 else "2" if easy else "3"


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
    effort, about = effort_of(finding.points), of_finding(diagnosis, finding)
    return ActionRecord(
        title=" ".join(record.corrective_action.split()) or title,
        source=finding.id,
        owner=substance(record.owner),
        due=record.due,
        effort=effort,
        priority=priority(about.grade, effort, gain_of(about, gains)),
        verify=record.verification,
    )


def _for_document(
    diagnosis: Diagnosis, gains: dict[str, Fraction], lines: list[DocumentResult]
) -> ActionRecord:
    first, verdicts = lines[0], {line.verdict for line in lines}
    document, record = first.document, first.record
    effort = effort_of(diagnosis.points[name] for name in first.unmet)
    about = of_document(diagnosis, lines)
    return ActionRecord(
        title=_document_title(first, verdicts).format(title=document.title),
        source=document.id,
        owner=substance(record.owner) or document.owner,
        due=record.due,
        effort=effort,
        priority=priority(about.grade, effort, gain_of(about, gains)),
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

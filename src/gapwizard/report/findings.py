"""Section 4: nonconformity reports, opportunities, evidence to obtain, and what is set aside.

`4-findings.md` prints it. A block is one finding in full, with lines that the client fills in by hand
where nothing is recorded.
"""

from collections.abc import Callable
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point
from gapwizard.domain.scale import UNCONTROLLED_CAP, Grade
from gapwizard.domain.support import basis_word
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import (
    bulk_sentences,
    cause_word,
    evidence_label,
    finding_state_word,
    finding_title,
    grade_why,
    grade_word,
    listed,
    point_sentence,
    rating_word,
    strength_word,
    worded,
)
from gapwizard.i18n import _, labelled, sentences, with_aside
from gapwizard.report.basis import evidence
from gapwizard.report.markdown import BLANK, Md, block
from gapwizard.report.parts import Line, dashed, grade_counts, name_of, to_fill


class Block(NamedTuple):
    """One finding in full."""

    id: str
    title: str
    clause: str
    criteria: tuple[Line, ...]
    """Question id and criterion."""
    told: Md
    """The statement a person wrote, as paragraphs; empty where the points speak."""
    condition: tuple[Line, ...]
    """Question id and what was recorded there."""
    bulk: str
    """How the clause was rated as a whole; empty where every point was looked at by itself."""
    evidence: tuple[Line, ...]
    """Question id and item."""
    noted: Md
    """Evidence a person wrote with the finding, as paragraphs."""
    grade: str
    why: str
    fields: tuple[Line, ...]
    """What the client and the assessor fill in."""
    to_do: tuple[Line, ...]
    """Question id and what to do."""


class FindingGap(NamedTuple):
    """An answer that counts less than it says, for want of evidence."""

    question: str
    criterion: str
    rated: str
    counted: str
    why: str


class ToEstablish(NamedTuple):
    """A question that nobody could answer yet, or one whose answer lacks words."""

    question: str
    criterion: str
    ask: str
    """The roles to ask."""


class Findings(NamedTuple):
    """Everything section 4 prints."""

    counts: tuple[Line, ...]
    majors: tuple[Block, ...]
    minors: tuple[Block, ...]
    opportunities: tuple[Block, ...]
    gaps: tuple[FindingGap, ...]
    to_establish: tuple[ToEstablish, ...]
    """Answered with don't know: no finding, and an information gap to close."""
    undescribed: tuple[ToEstablish, ...]
    """Rated largely met, and nobody said which weakness remains."""
    unprepared: tuple[ToEstablish, ...]
    """Preparations for the audit that are still open."""
    referred: tuple[Line, ...]
    set_aside: tuple[Line, ...]
    no_longer_raised: tuple[Line, ...]


def build(diagnosis: Diagnosis) -> Findings:
    """Collect the findings by grade, in the order of the clauses."""
    order = {clause.id: place for place, clause in enumerate(diagnosis.questionnaire.clauses)}

    def blocks(grade: Grade) -> tuple[Block, ...]:
        found = sorted(diagnosis.graded(grade), key=lambda finding: order[finding.clause])
        return tuple(block_of(diagnosis, finding) for finding in found)

    questionnaire = diagnosis.questionnaire
    return Findings(
        counts=grade_counts(diagnosis),
        majors=blocks(Grade.MAJOR),
        minors=blocks(Grade.MINOR),
        opportunities=blocks(Grade.OFI),
        gaps=tuple(_gap(point) for point in diagnosis.points.values() if point.evidence_gap),
        to_establish=_asking(diagnosis, lambda point: point.to_establish),
        undescribed=_asking(diagnosis, lambda point: point.undescribed),
        unprepared=_asking(diagnosis, lambda point: point.unprepared),
        referred=tuple(Line(here, there) for here, there in diagnosis.referred.items()),
        set_aside=tuple(
            Line(
                with_aside(f"{f.id} {finding_title(f, questionnaire)}", grade_word(f.grade)),
                f.record.set_aside,
            )
            for f in diagnosis.set_aside
        ),
        no_longer_raised=tuple(
            Line(f.id, substance(f.record.title) or f.record.statement)
            for f in diagnosis.no_longer_raised
        ),
    )


def block_of(diagnosis: Diagnosis, finding: Finding) -> Block:
    """Print one finding."""
    questionnaire, points = diagnosis.questionnaire, finding.points
    told = substance(finding.record.statement)
    return Block(
        id=finding.id,
        title=finding_title(finding, questionnaire),
        clause=name_of(questionnaire, finding.clause),
        criteria=tuple(Line(p.question.id, p.question.criterion) for p in points),
        told=block(told),
        condition=()
        if told
        else tuple(
            Line(p.question.id, point_sentence(p, questionnaire)) for p in points if worded(p)
        ),
        bulk="" if told else sentences(bulk_sentences(points, questionnaire)),
        evidence=tuple(line for point in points for line in _evidence(point)),
        noted=block(finding.record.evidence),
        grade=grade_word(finding.grade),
        why=grade_why(finding).rstrip(".。"),
        fields=_fields(finding),
        to_do=tuple(Line(p.question.id, p.question.fix) for p in points if p.question.fix),
    )


def _evidence(point: Point) -> list[Line]:
    """The items of a point; without one, what its strength says, or that none is recorded."""
    name = point.question.id
    items = [Line(name, labelled(evidence_label(item), item.text)) for item in evidence(point)]
    if point.strength == 0:
        items.append(Line(name, strength_word(0)))
    elif not items and point.strength == 1:
        items.append(Line(name, basis_word(point)))
    elif not items:
        words = _("{strength}, as the assessor judged; no item was recorded")
        items.append(Line(name, words.format(strength=strength_word(point.strength))))
    return items


def _asking(diagnosis: Diagnosis, which: Callable[[Point], bool]) -> tuple[ToEstablish, ...]:
    """Some questions, each with the roles to ask."""
    questionnaire = diagnosis.questionnaire
    return tuple(
        ToEstablish(
            point.question.id,
            point.question.criterion,
            dashed(listed([role.title for role in questionnaire.roles_of(point.question)])),
        )
        for point in diagnosis.points.values()
        if which(point)
    )


def _fields(finding: Finding) -> tuple[Line, ...]:
    record = finding.record
    category = cause_word(record.cause_category) if record.cause_category else ""
    cause = ": ".join(filter(None, (category, substance(record.cause))))
    return (
        Line(_("Risk"), to_fill(record.risk)),
        Line(_("Client position"), to_fill(record.position)),
        Line(_("Correction"), to_fill(record.correction)),
        Line(_("Cause"), to_fill(cause)),
        Line(_("Corrective action"), to_fill(record.corrective_action)),
        Line(_("Owner (a role)"), to_fill(record.owner)),
        Line(_("Due"), record.due.isoformat() if record.due else BLANK),
        Line(_("Verified by"), to_fill(record.verification)),
        Line(_("Effective on"), to_fill(record.effectiveness)),
        Line(_("State"), finding_state_word(record.state)),
        Line(_("Agreed (signature, date)"), BLANK),
    )


def _gap(point: Point) -> FindingGap:
    answer = point.answer
    uncontrolled = (
        answer is not None and substance(answer.other_party) and not substance(answer.control)
    )
    if answer is not None and uncontrolled and point.counted <= UNCONTROLLED_CAP:
        why = _("done by {party}, and no control over it is described").format(
            party=answer.other_party
        )
    elif point.strength == 0:
        why = _("looked for and not found")
    elif point.question.documented:
        why = _("documented information is required; recorded so far: {what}").format(
            what=basis_word(point)
        )
    else:
        why = basis_word(point)
    return FindingGap(
        point.question.id,
        point.question.criterion,
        rating_word(point.rating),
        _("{counted} of 3").format(counted=point.counted),
        why,
    )

"""What a finding rests on: its criteria, and the evidence that carries it.

From it follows whether a finding may be agreed: a MAJOR or MINOR needs criteria and at least one item
of evidence. The screen of findings, the commands and the report checks ask the same function.
"""

from typing import NamedTuple

from gapwizard.domain.assessment import Answer, FindingRecord
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_word, strength_word
from gapwizard.i18n import _, labelled

SAID_BY_RATING = (Rating.N, Rating.P, Rating.L)
"""Ratings that, given one by one, say that somebody said so; a don't-know says nothing."""


class Criterion(NamedTuple):
    """One requirement that a finding is held against."""

    ref: str
    """Id of the question, or of the clause of a finding added by hand."""
    text: str


def criteria(finding: Finding, questionnaire: Questionnaire) -> list[Criterion]:
    """The criteria: those of its points, or the clause of one added by hand."""
    if finding.points:
        return [Criterion(point.question.id, point.question.criterion) for point in finding.points]
    clause = questionnaire.clause.get(finding.clause)
    if finding.origin is not Origin.BY_HAND or clause is None:
        return []
    return [Criterion(clause.id, clause.title)]


def items(answer: Answer | None) -> list[str]:
    """The items of an answer that show something, by their numbers: `E1 record[3/5]: ...`."""
    found = answer.evidence if answer is not None else ()
    return [
        labelled(f"E{number} {evidence_word(item)}", item.text)
        for number, item in enumerate(found, 1)
        if item.counts
    ]


def point_evidence(point: Point, *, by_hand: bool = True) -> list[str]:
    """What a point rests on in words; empty where nothing is recorded.

    "Seen" needs a strength of 2, "said" an item or the assessor's own word for it; that word
    counts only with `by_hand`.
    """
    shown = items(point.answer)
    if point.strength == 0 and point.answered:
        shown.append(strength_word(0))
    set_by_hand = point.answer is not None and point.answer.strength is not None
    if by_hand and not shown and set_by_hand and point.answered:
        shown.append(strength_word(point.strength))
    return shown


def basis_word(point: Point) -> str:
    """Say in a word what an answer rests on: its strength, or that nothing is recorded."""
    return _("nothing recorded") if is_bare(point) else strength_word(point.strength)


def is_bare(point: Point) -> bool:
    """Tell whether an answer counts as said, and nothing is recorded on which it rests."""
    return point.strength == 1 and not is_recorded(point)


def is_recorded(point: Point) -> bool:
    """Tell whether anything is recorded on which an answer rests: evidence, or an observation."""
    told = point.answer is not None and bool(substance(point.answer.observation))
    return told or bool(point_evidence(point))


def is_carried(point: Point) -> bool:
    """Tell whether something carries a point: evidence, words, ticks, or its own rating.

    An answer given one by one counts as said; one given with its clause, or a don't-know, does not.
    """
    ticked = point.answer is not None and bool(point.answer.ticked)
    one_by_one = point.rating in SAID_BY_RATING and not point.bulk
    return is_recorded(point) or ticked or one_by_one


def has_evidence(finding: Finding, record: FindingRecord) -> bool:
    """Tell whether a finding, with `record`, has at least one item of evidence."""
    return bool(substance(record.evidence)) or any(map(is_carried, finding.points))


def ready_to_agree(
    finding: Finding, record: FindingRecord, grade: Grade, questionnaire: Questionnaire
) -> bool:
    """Tell whether a finding may be agreed: a MAJOR or MINOR needs criteria and evidence."""
    if grade not in (Grade.MAJOR, Grade.MINOR):
        return True
    return bool(criteria(finding, questionnaire)) and has_evidence(finding, record)

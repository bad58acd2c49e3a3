"""What a finding rests on: its criteria, and the evidence that carries it.

From it follows whether a finding may be agreed: a MAJOR or MINOR needs criteria and at least one item
of evidence. The screen of findings, the commands and the report checks ask the same function.
"""

from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.assessment import Answer, FindingRecord
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.evidence_record import REFUSED
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_word, not_counted_words, strength_word
from gapwizard.i18n import N_, _, labelled

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


class Backing(StrEnum):
    """On what an answer rests that counts like a statement."""

    SAID = N_("said")
    """Somebody said it, or the assessor judged so."""
    REFUSED = N_("not accepted")
    """What was shown was rejected or is out of date."""
    AWAITED = N_("not there yet")
    """What was asked for has not come, or its sample is still to be drawn."""
    OBSERVATION = N_("observation only")
    """The assessor wrote down what was observed, and named no evidence."""
    NOTHING = N_("nothing recorded")


NOTED = (Backing.OBSERVATION, Backing.REFUSED, Backing.AWAITED)
"""Where neither a statement nor evidence is recorded, but something is."""


def backing_of(point: Point) -> Backing | None:
    """On what an answer rests that counts like a statement; None where it counts otherwise."""
    if point.strength != 1:
        return None
    if point_evidence(point):
        return Backing.SAID
    named = _uncounted(point)
    if any(item.state in REFUSED for item in named):
        return Backing.REFUSED
    if named:
        return Backing.AWAITED
    return Backing.OBSERVATION if is_recorded(point) else Backing.NOTHING


def _uncounted(point: Point) -> list[Evidence]:
    """The items of an answer that show nothing: rejected, out of date, or not there yet."""
    found = point.answer.evidence if point.answer is not None else ()
    return [item for item in found if not item.counts]


def not_counted(point: Point) -> list[str]:
    """The same in words: `not counted: document: Audit programme (rejected)`."""
    return [labelled(_("not counted"), not_counted_words(item)) for item in _uncounted(point)]


def basis_word(point: Point) -> str:
    """Say in a word what an answer rests on: its strength, or what stands there instead of evidence."""
    found = backing_of(point)
    return strength_word(point.strength) if found is None else _(found.value)


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

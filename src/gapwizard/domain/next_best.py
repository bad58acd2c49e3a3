"""Which question to look at next: majors and what nobody could tell first, then what gains most.

Among those that gain the same a key question comes first: it may be a major.

Source: the diagnosis rules, "What to do first", read for single questions.
"""

from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.scale import FULL, Grade
from gapwizard.i18n import N_, _

MAJOR = N_("rated as a whole, it is a major nonconformity")
UNKNOWN = N_("nobody could tell so far")
WHOLE = N_("rated as a whole so far")
NOT_ASKED = N_("not answered yet")


class NextBest(NamedTuple):
    """A question worth a look of its own."""

    question: str
    reason: str
    """Why it comes where it comes, one of the above."""
    gain: Fraction
    """How much the overall confirmed rises at most, as a share."""

    @property
    def why(self) -> str:
        """The reason in words."""
        return _(self.reason)


def ranked_questions(diagnosis: Diagnosis, only: AbstractSet[str] | None = None) -> list[NextBest]:
    """The questions that nobody looked at one by one, or could not tell, the best one first.

    `only` are the questions that are asked, None for all; a clause put off to a later round is none.
    """
    later = diagnosis.assessment.about.later
    full = diagnosis.overall.full_weight
    place = {step.clause: number for number, step in enumerate(diagnosis.steps)}
    found = []
    for leaf, result in diagnosis.clauses.items():
        if diagnosis.questionnaire.within(leaf, later):
            continue
        for point in result.points:
            reason = _reason(point)
            if reason and (only is None or point.question.id in only):
                missing = point.question.weight * (FULL - point.counted)
                one = NextBest(point.question.id, reason, Fraction(missing, full or 1))
                grave = reason in (MAJOR, UNKNOWN)
                order = (not grave, -missing, not point.question.key, place.get(leaf, 0))
                found.append((order, one))
    found.sort(key=lambda entry: entry[0])
    return [one for _order, one in found]


def _reason(point: Point) -> str:
    """Why a question is worth a look; empty where it was looked at, or does not apply."""
    if not point.applicable:
        return ""
    if point.as_a_whole:
        return MAJOR if point.grade is Grade.MAJOR else UNKNOWN if point.unknown else WHOLE
    if point.to_establish:
        return UNKNOWN
    return "" if point.answered else NOT_ASKED


def as_a_whole(diagnosis: Diagnosis) -> list[str]:
    """The questions that were rated with their clause, in their order."""
    return [name for name, point in diagnosis.points.items() if point.as_a_whole]

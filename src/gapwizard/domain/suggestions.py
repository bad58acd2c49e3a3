"""Suggestions: a rating from the ticked points, a level from the ratings, words for an observation.

A suggestion is never an answer: a person takes it, or another.
"""

from collections.abc import Sequence

from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import ClauseResult
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.scale import Band, Rating
from gapwizard.domain.visible import substance


def suggested_rating(question: Question, ticked: Sequence[int]) -> Rating | None:
    """The rating that ticked points suggest, None where nothing is ticked or there are none.

    All of them: fully met. Some: part of the criterion is not fulfilled, which is what Partly
    means (diagnosis rules, "Scales"); whether a weakness is left instead, only a person can tell.
    """
    seen = {index for index in ticked if 0 <= index < len(question.points)}
    if not seen:
        return None
    return Rating.F if len(seen) == len(question.points) else Rating.P


def observation(question: Question, answer: Answer) -> str:
    """The question's own sentence for a rating P or L, offered as the observation.

    Empty where the questionnaire has none, where an observation stands already, or where the
    clause was rated as a whole. Its facts are blanks for the assessor to fill.
    """
    if substance(answer.observation) or answer.bulk:
        return ""
    if answer.rating is Rating.P:
        return question.gap.P
    return question.gap.L if answer.rating is Rating.L else ""


def lapse_open(answer: Answer) -> bool:
    """Tell whether words on a Largely leave open if they tell of a weakness or of a lapse."""
    return answer.rating is Rating.L and bool(substance(answer.observation)) and not answer.lapse


def level(result: ClauseResult) -> int | None:
    """The maturity level that the ratings of a leaf clause suggest, None before any rating.

    Never more than the band allows (diagnosis rules, "Maturity"); a clause that is fully met is
    at least managed, and established where every answer rests on something seen.
    """
    band = result.scores.band
    if band is None or not result.scores.answered:
        return None
    # The band allows 0, 1 or 5; what is fully met is suggested as managed (2) or established (3) alone.
    if band in (Band.N, Band.P):
        return 0
    if band is Band.L:
        return 1
    return 3 if result.scores.evidence_backed == 1 else 2

"""Suggestions: a rating from the ticked points, a level from the ratings, words for an observation or a title.

The title of an action is the first step of what a question says to do: advice is a sentence or two of
up to 200 characters, and a long one is left where a reader can pause. A suggestion is never an answer: a person takes it, or another.
"""

import re
from collections.abc import Sequence

from gapwizard.domain.assessment import Answer
from gapwizard.domain.brevity import DOT, PHRASE, cut, is_closed
from gapwizard.domain.diagnosis import ClauseResult
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.scale import Band, Rating
from gapwizard.domain.titles import HALF
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


_SENTENCE = re.compile(rf"(?:{DOT}|[!?])(?=\s|$)|[。！？]")
_PAUSE = re.compile(rf"[;:](?=\s)|{PHRASE.pattern}|\s\(|[；：，（]")
"""Where a sentence can be left and still say something: at a comma where a phrase follows, no item."""
_JOINT = re.compile(r" and (?!\w+ing)")
"""Where one without a comma can be left."""
_WHEN = re.compile("[；，,][^；，,]*(?:之前|之后|时)$")
"""An end that only says when: what is to be done then was cut off."""
STEP_WORDS = 17
"""Words of a title made of advice, two Chinese characters for one: of 286 shipped sentences 38 stand
whole and 181 end at a pause; with the eleven words of a finding's title 216 broke off in a phrase."""

ADVISING = "建议"
"""How what to do begins in Chinese, in a report: "it is advised to"; an action begins with the verb."""


def first_step(fix: str) -> str:
    """The first sentence of what a question says to do; a long one as far as it makes sense alone."""
    text = " ".join(fix.split()).removeprefix(ADVISING)
    end = _SENTENCE.search(text)
    sentence = text[: end.start()] if end is not None else text
    kept = cut(sentence, STEP_WORDS, HALF)
    if len(kept) >= len(sentence):
        return kept
    # A third of what fits, else too little is said; a weaker joint only from its half on.
    least, most = len(kept) // 3, len(kept)
    joints = [] if "," in kept else [*_JOINT.finditer(sentence, most // 2, most)]
    pauses = [*_PAUSE.finditer(sentence, least, most)] or joints
    ends = [sentence[: match.start()].rstrip() for match in pauses]
    closed = [end for end in ends if is_closed(end) and not _WHEN.search(end)]
    return next(reversed(closed), kept)

"""Concerns: doubts about the data, each with the questions behind it.

A figure is only as good as the answers under it. Claimed without evidence, answered in bulk, never
asked, partly met without a word about what is missing: each such doubt is counted here by one test,
so that dashboard, commands, exports and the check before a report count the same.
"""

from collections.abc import Callable
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_basis import point_evidence
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import Rating
from gapwizard.domain.wording import BLANK, observation_of, unshown
from gapwizard.i18n import N_, _


class Concern(NamedTuple):
    """One doubt about the data."""

    code: str
    number: int
    """How many questions, or findings where it is about findings."""
    questions: tuple[str, ...]
    findings: tuple[str, ...] = ()
    """The findings it is about, for one that counts findings; their questions stand beside them."""


def _blank(point: Point) -> bool:
    return point.standing is Standing.OPEN and (point.answer is None or point.answer.rating is None)


def partly_wordless(point: Point) -> bool:
    """Tell whether a Partly, looked at by itself, says neither in words nor in ticks what is missing."""
    return (
        point.rating is Rating.P
        and not point.bulk
        and not observation_of(point)
        and not unshown(point)
    )


def evidence_wordless(point: Point) -> bool:
    """Tell whether an answer counts as seen or verified and no evidence item says what was seen."""
    return point.answered and point.strength >= 2 and not point_evidence(point, by_hand=False)


def word_for_word(point: Point) -> bool:
    """Tell whether the observation is the question's own suggestion, taken and not changed."""
    return bool(observation_of(point)) and point.answer is not None and point.answer.suggested


def blank_left(point: Point) -> bool:
    """Tell whether the observation still has a blank of a suggestion to fill."""
    return BLANK in observation_of(point)


def wordless(point: Point) -> bool:
    """Tell whether an answer still wants words before a report can say what was found."""
    lacking = partly_wordless(point) or evidence_wordless(point) or blank_left(point)
    return lacking or point.undescribed


_TESTS: dict[str, Callable[[Point], bool]] = {
    "not_asked": _blank,
    "claimed_only": lambda point: point.evidence_gap,
    "fully_unseen": lambda point: point.rating is Rating.F and point.strength < 2,
    "unknown": lambda point: point.to_establish,
    "partly_wordless": partly_wordless,
    "undescribed": lambda point: point.undescribed,
    "evidence_wordless": evidence_wordless,
    "word_for_word": word_for_word,
    "blank_left": blank_left,
    "unprepared": lambda point: point.unprepared,
    "bulk": lambda point: point.answered and point.bulk,
    "na_without_reason": lambda point: point.standing is Standing.OPEN and not _blank(point),
}
_WORDS = {
    "not_asked": N_("not asked"),
    "later": N_("of these, put off to a later round"),
    "claimed_only": N_("claimed only: counts less for want of evidence"),
    "fully_unseen": N_("fully met, and nothing was seen"),
    "unknown": N_("don't know: to be established"),
    "partly_wordless": N_("partly met, and nobody wrote what is missing"),
    "undescribed": N_("largely met, and nobody wrote which weakness remains"),
    "evidence_wordless": N_("counts as seen, and no evidence item says what was seen"),
    "word_for_word": N_("observation taken from the suggestion, word for word"),
    "blank_left": N_("observation with a blank of the suggestion still to fill"),
    "unprepared": N_("preparation for the audit still open"),
    "bulk": N_("rated as a whole, not looked at one by one"),
    "na_without_reason": N_("not applicable without a reason: counts as open"),
    "contradictions": N_("not applicable although a fact says yes"),
    "draft": N_("findings nobody has agreed to yet"),
    "disputed": N_("findings the client disputes"),
}
CODES = tuple(_WORDS)
"""Every concern by its code, in the order in which they are shown."""


def concerns(diagnosis: Diagnosis) -> list[Concern]:
    """Every concern in a fixed order, those without a question too."""
    points = diagnosis.points
    found = {
        code: tuple(name for name, point in points.items() if test(point))
        for code, test in _TESTS.items()
    }
    questionnaire, later = diagnosis.questionnaire, diagnosis.assessment.about.later
    found["later"] = tuple(
        name
        for name in found["not_asked"]
        if questionnaire.within(questionnaire.clause_of[name].id, later)
    )
    found["contradictions"] = diagnosis.contradictions
    every = {code: Concern(code, len(questions), questions) for code, questions in found.items()}
    for state in ("draft", "disputed"):
        those = [finding for finding in diagnosis.findings if finding.record.state == state]
        behind = (point.question.id for finding in those for point in finding.points)
        names = tuple(finding.id for finding in those)
        every[state] = Concern(state, len(those), tuple(dict.fromkeys(behind)), names)
    return [every[code] for code in CODES]


def concern_word(code: str) -> str:
    """Say what a concern is."""
    return _(_WORDS[code])

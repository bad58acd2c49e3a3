"""Concerns: what a reader of the figures has to know, each with the questions behind it."""

from collections.abc import Callable
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import Rating
from gapwizard.i18n import N_, _


class Concern(NamedTuple):
    """One doubt about the data."""

    code: str
    number: int
    """How many questions, or findings where it is about findings."""
    questions: tuple[str, ...]


def _blank(point: Point) -> bool:
    return point.standing is Standing.OPEN and (point.answer is None or point.answer.rating is None)


def _without_reason(point: Point) -> bool:
    return point.standing is Standing.OPEN and not _blank(point)


def _fully_unseen(point: Point) -> bool:
    return point.rating is Rating.F and point.strength < 2


_TESTS: dict[str, Callable[[Point], bool]] = {
    "not_asked": _blank,
    "claimed_only": lambda point: point.evidence_gap,
    "fully_unseen": _fully_unseen,
    "unknown": lambda point: point.rating is Rating.UNKNOWN,
    "bulk": lambda point: point.answered and point.bulk,
    "na_without_reason": _without_reason,
}
_WORDS = {
    "not_asked": N_("not asked"),
    "later": N_("of these, put off to a later round"),
    "claimed_only": N_("claimed only: counts less for want of evidence"),
    "fully_unseen": N_("fully met, and nothing was seen"),
    "unknown": N_("don't know: nobody could tell"),
    "bulk": N_("answered in bulk, not looked at one by one"),
    "na_without_reason": N_("not applicable without a reason: counts as open"),
    "contradictions": N_("not applicable although a fact says yes"),
    "draft": N_("findings nobody has agreed to yet"),
    "disputed": N_("findings the client disputes"),
}
CODES = tuple(_WORDS)


def concerns(diagnosis: Diagnosis) -> list[Concern]:
    """Give every concern in a fixed order, those without a question too."""
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
    counts = {code: len(questions) for code, questions in found.items()}
    for state in ("draft", "disputed"):
        those = [finding for finding in diagnosis.findings if finding.record.state == state]
        behind = (point.question.id for finding in those for point in finding.points)
        found[state] = tuple(dict.fromkeys(behind))
        counts[state] = len(those)
    return [Concern(code, counts[code], found[code]) for code in CODES]


def concern_word(code: str) -> str:
    """Say what a concern is."""
    return _(_WORDS[code])

"""Why a score changed: the change of confirmed, split into answers, evidence and questions.

The parts sum to the change exactly. Answers and evidence act together on what an answer counts,
so each is given the mean of what it does when it changes first and when it changes second; the
same holds for the weights of last time and of now. What is left is due to the questions: those
that came, went, began or ceased to apply, or weigh differently.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.points import Point, cap_of
from gapwizard.domain.scale import FULL


class Twice(NamedTuple):
    """One question last time and now; None where it was not in the questionnaire."""

    before: Point | None
    after: Point | None


class Parts(NamedTuple):
    """Where a change of confirmed comes from, in shares of 1."""

    answers: Fraction
    """Other ratings of the same questions, those asked only one of the times included."""
    asked: Fraction
    """Of which: questions that were answered only one of the two times."""
    evidence: Fraction
    """The same ratings held up by more or less evidence."""
    questions: Fraction
    """Questions that came, went, apply or not, or weigh differently."""

    @property
    def total(self) -> Fraction:
        """The whole change."""
        return self.answers + self.evidence + self.questions


def split(pairs: Sequence[Twice]) -> Parts | None:
    """Split the change of confirmed over some questions; None where nothing applies either time."""
    then, now = _confirmed([p.before for p in pairs]), _confirmed([p.after for p in pairs])
    if then is None or now is None:
        return None
    both = [_Both.of(b, a) for b, a in pairs if b and a and b.applicable and a.applicable]
    answers = asked = evidence = Fraction()
    for place in (0, 1):  # with the weights of last time, and with those of now
        full = 4 * FULL * sum(one.weights[place] for one in both)
        if full:  # of weight 0 then or now: what changed is the questions
            answers += Fraction(sum(one.answers * one.weights[place] for one in both), full)
            asked += Fraction(
                sum(one.answers * one.weights[place] for one in both if one.once), full
            )
            evidence += Fraction(sum(one.evidence * one.weights[place] for one in both), full)
    return Parts(answers, asked, evidence, now - then - answers - evidence)


def _confirmed(points: Sequence[Point | None]) -> Fraction | None:
    counting = [point for point in points if point is not None and point.applicable]
    full = FULL * sum(point.question.weight for point in counting)
    return Fraction(sum(p.question.weight * p.counted for p in counting), full) if full else None


class _Both(NamedTuple):
    """What answer and evidence did to what one question counts."""

    weights: tuple[int, int]
    answers: int
    """Twice the mean of what the answer did; whole numbers, for there are many."""
    evidence: int
    once: bool
    """Answered only one of the two times."""

    @classmethod
    def of(cls, before: Point, after: Point) -> "_Both":
        """Weigh a question that applied both times."""
        caps = (_cap(before), _cap(after))
        then = caps[0] or caps[1] or FULL
        now = caps[1] or caps[0] or FULL
        low, high = before.value, after.value
        answers = min(high, then) - min(low, then) + min(high, now) - min(low, now)
        evidence = min(low, now) - min(low, then) + min(high, now) - min(high, then)
        weights = (before.question.weight, after.question.weight)
        once = before.answered is not after.answered
        return cls(weights, answers, evidence, once)


def _cap(point: Point) -> int | None:
    """The most its answer may count; None while there is no answer to weigh."""
    if not point.answered or point.answer is None:
        return None
    return cap_of(point.question, point.answer, point.strength)

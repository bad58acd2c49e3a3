"""The scores of a set of questions, in exact whole numbers.

Source: the diagnosis rules, "Scores of a set of questions".
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.points import Point
from gapwizard.domain.scale import FULL, Band, band


class Scores(NamedTuple):
    """Sums over a set of questions; scores of disjoint sets add up field by field."""

    questions: int = 0
    applicable: int = 0
    answered: int = 0
    seen: int = 0
    """Answered with evidence strength 2 or 3."""
    full_weight: int = 0
    """What all applicable questions could count: the sum of 3 w."""
    answered_weight: int = 0
    """What the answered ones could count."""
    value: int = 0
    """What the answered ones are worth as declared."""
    counted: int = 0
    """What they count after the evidence."""

    @property
    def completeness(self) -> Fraction | None:
        """Answered of applicable."""
        return Fraction(self.answered, self.applicable) if self.applicable else None

    @property
    def declared(self) -> Fraction | None:
        """Conformity as declared, over what was answered."""
        return Fraction(self.value, self.answered_weight) if self.answered_weight else None

    @property
    def confirmed(self) -> Fraction | None:
        """Conformity weighed by the evidence, unanswered counting 0: the headline figure."""
        return Fraction(self.counted, self.full_weight) if self.full_weight else None

    @property
    def confirmed_if_asked(self) -> Fraction | None:
        """The same for people to read; None where nothing is answered: 0 % would say that it was asked."""
        return self.confirmed if self.answered else None

    @property
    def ceiling(self) -> Fraction | None:
        """Confirmed if every open question turned out to be fully met."""
        if not self.full_weight:
            return None
        return Fraction(self.counted + self.full_weight - self.answered_weight, self.full_weight)

    @property
    def evidence_backed(self) -> Fraction | None:
        """Share of the answered questions for which something was seen."""
        return Fraction(self.seen, self.answered) if self.answered else None

    @property
    def band(self) -> Band | None:
        """The band of confirmed; None where nothing that weighs applies or was answered."""
        return band(self.counted, self.full_weight) if self.answered_weight else None

    @property
    def settled_band(self) -> Band | None:
        """The band where no answer still to come can change it: only then it says something in words."""
        most = self.counted + self.full_weight - self.answered_weight
        return (
            self.band
            if self.answered_weight and self.band is band(most, self.full_weight)
            else None
        )


def score(points: Iterable[Point]) -> Scores:
    """Sum up the scores of some points."""
    questions = applicable = answered = seen = full = reached = value = counted = 0
    for point in points:
        questions += 1
        if not point.applicable:
            continue
        weight = point.question.weight
        applicable += 1
        full += FULL * weight
        if point.answered:
            answered += 1
            seen += point.strength >= 2
            reached += FULL * weight
            value += weight * point.value
            counted += weight * point.counted
    return Scores(questions, applicable, answered, seen, full, reached, value, counted)


def together(parts: Iterable[Scores]) -> Scores:
    """The scores of disjoint sets together; of no set nothing."""
    return Scores(*map(sum, zip(*parts, strict=True)))


class Counts(NamedTuple):
    """How many points of each kind."""

    major: int = 0
    minor: int = 0
    ofi: int = 0
    evidence_gap: int = 0
    undescribed: int = 0


def counts_together(parts: Iterable[Counts]) -> Counts:
    """The counts of disjoint sets together."""
    return Counts(*map(sum, zip(*parts, strict=True)))

"""Overviews of a diagnosis: what charts, lists and the dashboard read off it.

One line for each clause with all below it, how good the data under the figures is, the maturity
profile, the readiness rules that fail first, the advice that would help now, and the same answers by
the views of the questionnaire (by phases, by another certificate). Nothing here grades or scores: it only picks, counts
and sorts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Clause, Guidance, Questionnaire, View
from gapwizard.domain.readiness import Rule
from gapwizard.domain.scale import TOP_LEVEL, Grade, Rating
from gapwizard.domain.scores import Scores, score


class Overview(NamedTuple):
    """One clause with all below it."""

    confirmed: Fraction | None
    """None where nothing was asked yet."""
    maturity: Fraction | None
    """Mean of the confirmed levels of the leaf clauses below."""
    ratings: dict[Rating, int]
    """How many of each rating."""
    majors: int
    minors: int


def charted_clauses(diagnosis: Diagnosis) -> list[Clause]:
    """The clauses that charts show: those the questionnaire names, else the top ones."""
    known = diagnosis.questionnaire.clause
    named = [known[name] for name in diagnosis.questionnaire.charts if name in known]
    return named or list(diagnosis.questionnaire.top)


def points_below(diagnosis: Diagnosis, clause: str) -> list[Point]:
    """The points of a clause and of all below it, in order."""
    line = diagnosis.questionnaire.line
    results = diagnosis.clauses.values()
    return [point for r in results if clause in line[r.clause.id] for point in r.points]


def leaves_below(questionnaire: Questionnaire, clause: str) -> tuple[str, ...]:
    """The ids of the leaf clauses at or below a clause, in order; none for one that is not there."""
    return tuple(leaf.id for leaf in questionnaire.leaves if clause in questionnaire.line[leaf.id])


def overview(diagnosis: Diagnosis, clause: str) -> Overview:
    """The overview of a clause."""
    line = diagnosis.questionnaire.line
    scores = diagnosis.clauses[clause].scores
    levels = [
        result.maturity.confirmed
        for result in diagnosis.clauses.values()
        if clause in line[result.clause.id]
        and result.maturity is not None
        and result.maturity.confirmed is not None
    ]
    ratings = [point.rating for point in points_below(diagnosis, clause)]
    grades = [f.grade for f in diagnosis.findings if clause in line[f.clause]]
    return Overview(
        scores.confirmed_if_asked,
        Fraction(sum(levels), len(levels)) if levels else None,
        {rating: ratings.count(rating) for rating in Rating},
        grades.count(Grade.MAJOR),
        grades.count(Grade.MINOR),
    )


def drilled_points(diagnosis: Diagnosis, questions: Iterable[str]) -> list[Point]:
    """The points of some questions, those with something open first, else in order."""
    points = [diagnosis.points[name] for name in questions]
    return sorted(points, key=lambda point: not point.to_do)


class Profile(NamedTuple):
    """How many leaf clauses stand at each confirmed maturity level."""

    levels: tuple[int, ...]
    """Counts of level 0 to 5."""
    unclaimed: int
    """Leaf clauses without a level yet."""
    below: int
    """Leaf clauses under their target."""


def profile(diagnosis: Diagnosis) -> Profile:
    """The maturity profile."""
    known = [r.maturity for r in diagnosis.clauses.values() if r.maturity is not None]
    levels = [maturity.confirmed for maturity in known]
    return Profile(
        tuple(levels.count(level) for level in range(TOP_LEVEL + 1)),
        levels.count(None),
        sum(bool(maturity.gap) for maturity in known),
    )


def rules(diagnosis: Diagnosis) -> list[tuple[int, Rule]]:
    """Every readiness rule with its stage, 1 or 2: those that fail first."""
    readiness = diagnosis.readiness
    if readiness is None:
        return []
    stages = ((1, readiness.stage1), (2, readiness.stage2))
    every = [(number, rule) for number, stage in stages for rule in stage.rules]
    return sorted(every, key=lambda entry: (entry[1].holds, entry[1].tier == "conditional"))


def moved_by(diagnosis: Diagnosis, baseline: Diagnosis | None, clause: str) -> Fraction | None:
    """Tell how far a clause's confirmed moved since last time; None where one has no figure."""
    if baseline is None or clause not in baseline.clauses:
        return None
    now, then = overview(diagnosis, clause).confirmed, overview(baseline, clause).confirmed
    return None if now is None or then is None else now - then


def scan_counts(diagnosis: Diagnosis) -> tuple[int, int]:
    """How many leaf clauses were answered in bulk, and how many questions one by one."""
    clauses = sum(
        any(point.bulk and point.answered for point in result.points)
        for result in diagnosis.clauses.values()
    )
    return clauses, sum(p.answered and not p.bulk for p in diagnosis.points.values())


class PlacedAdvice(NamedTuple):
    """One piece of advice with the clauses it belongs to."""

    advice: Guidance
    clauses: tuple[Clause, ...]
    weak: tuple[Clause, ...]
    """Those with an answer below Fully, in themselves or below them."""


def placed_advice(diagnosis: Diagnosis) -> tuple[PlacedAdvice, ...]:
    """All advice of the questionnaire, in its order."""
    known = diagnosis.questionnaire.clause
    return tuple(
        PlacedAdvice(
            advice,
            tuple(known[name] for name in advice.clauses),
            tuple(known[name] for name in advice.clauses if _weak(diagnosis, name)),
        )
        for advice in diagnosis.questionnaire.advice
    )


def _weak(diagnosis: Diagnosis, clause: str) -> bool:
    points = points_below(diagnosis, clause)
    return any(p.answered and (p.not_found or p.rating is not Rating.F) for p in points)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One group of a view."""

    title: str
    clauses: tuple[str, ...]
    """As the questionnaire names them, each with all below it."""
    scores: Scores
    majors: int
    minors: int


def view_rows(diagnosis: Diagnosis, view: View) -> list[ViewRow]:
    """The groups of a view, in its order; a leaf counts once in each group it belongs to."""
    within = diagnosis.questionnaire.within
    found = []
    for group in view.groups:
        points = [
            point
            for result in diagnosis.clauses.values()
            if within(result.clause.id, group.clauses)
            for point in result.points
        ]
        grades = [f.grade for f in diagnosis.findings if within(f.clause, group.clauses)]
        found.append(
            ViewRow(
                group.title,
                group.clauses,
                score(points),
                grades.count(Grade.MAJOR),
                grades.count(Grade.MINOR),
            )
        )
    return found

"""Overviews of a diagnosis: one line per clause, and how good the data under the figures is."""

from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.scale import Grade, Rating


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


class Quality(NamedTuple):
    """What a reader of the figures has to know."""

    not_asked: int
    claimed: int
    """Answers that count less than they claim, for want of evidence."""
    unknown: int
    """Information gaps: nobody could tell."""
    bulk: int
    contradictions: int
    """N/A although a fact says yes."""
    draft: int
    """Findings nobody has agreed to yet."""


def charted(diagnosis: Diagnosis) -> list[Clause]:
    """Give the clauses that charts show: those the questionnaire names, else the top ones."""
    known = diagnosis.questionnaire.clause
    named = [known[name] for name in diagnosis.questionnaire.charts if name in known]
    return named or list(diagnosis.questionnaire.top)


def points_below(diagnosis: Diagnosis, clause: str) -> list[Point]:
    """Give the points of a clause and of all below it, in order."""
    line = diagnosis.questionnaire.line
    results = diagnosis.clauses.values()
    return [point for r in results if clause in line[r.clause.id] for point in r.points]


def overview(diagnosis: Diagnosis, clause: str) -> Overview:
    """Give the overview of a clause."""
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
        scores.confirmed if scores.answered else None,
        Fraction(sum(levels), len(levels)) if levels else None,
        {rating: ratings.count(rating) for rating in Rating},
        grades.count(Grade.MAJOR),
        grades.count(Grade.MINOR),
    )


def first_open(diagnosis: Diagnosis, clause: str) -> str | None:
    """Give the question of a clause to go on with: the first open point, else its first one."""
    points = points_below(diagnosis, clause)
    chosen = next((point for point in points if point.to_do), points[0] if points else None)
    return chosen.question.id if chosen is not None else None


def quality(diagnosis: Diagnosis) -> Quality:
    """Tell how good the data is."""
    points = diagnosis.points.values()
    return Quality(
        not_asked=diagnosis.overall.applicable - diagnosis.overall.answered,
        claimed=sum(point.evidence_gap for point in points),
        unknown=sum(point.rating is Rating.UNKNOWN for point in points),
        bulk=sum(point.answered and point.bulk for point in points),
        contradictions=len(diagnosis.contradictions),
        draft=sum(finding.record.state == "draft" for finding in diagnosis.findings),
    )


def scanned(diagnosis: Diagnosis) -> tuple[int, int]:
    """Give how many leaf clauses were answered in bulk, and how many questions one by one."""
    clauses = sum(
        any(point.bulk and point.answered for point in result.points)
        for result in diagnosis.clauses.values()
    )
    return clauses, sum(p.answered and not p.bulk for p in diagnosis.points.values())

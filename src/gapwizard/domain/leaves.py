"""What each leaf clause adds to a diagnosis: the part that is kept from one answer to the next.

A leaf's result follows from its points, from the records of findings, and from which of its points
are dealt with elsewhere. An answer changes the points of one leaf, so a diagnosis that follows
another takes every other leaf over as it is: on 1,638 questions that is the difference between a
key that waits for 25 ms of arithmetic and one that waits for 4.
"""

from collections.abc import Mapping
from typing import NamedTuple

from gapwizard.domain import findings as found
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point, weigh
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.scale import FULL, Grade
from gapwizard.domain.scores import Counts, Scores, score


class LeafResult(NamedTuple):
    """One leaf clause, summed up."""

    points: tuple[Point, ...]
    """In the order of its questions."""
    scores: Scores
    counts: Counts
    findings: tuple[Finding, ...]
    """What its points raise, set aside or not."""
    systemic: bool
    referred: tuple[str, ...]
    """Its mirror questions that are dealt with elsewhere."""
    open_points: tuple[str, ...]
    """Ids of the questions that count less than they could."""
    missing: int
    """How much weight they leave uncounted, in thirds of full conformity."""


class Leaves(NamedTuple):
    """All leaf clauses of an assessment, and which of its mirror points are referred to where."""

    results: Mapping[str, LeafResult]
    referred: Mapping[str, str]
    """Mirror question to the question that deals with it."""
    changed: frozenset[str] | None
    """Leaves that differ from the diagnosis these follow; None where they follow none."""


def weighed(
    questionnaire: Questionnaire, assessment: Assessment, no: frozenset[str]
) -> dict[str, Point]:
    """Every question, weighed; `no` are the triggers that are no."""
    answers = assessment.answers
    return {
        name: weigh(questionnaire, question, answers.get(name), no)
        for name, question in questionnaire.questions.items()
    }


def weighed_again(
    questionnaire: Questionnaire,
    before: Assessment,
    after: Assessment,
    points: Mapping[str, Point],
    no: frozenset[str],
) -> tuple[dict[str, Point], frozenset[str]]:
    """The points after some answers changed, and the ids of these answers.

    Answers are frozen, so one that is the same object is the same answer.
    """
    old, new = before.answers, after.answers
    changed = frozenset(
        name for name in old.keys() | new.keys() if new.get(name) is not old.get(name)
    )
    again = {
        name: weigh(questionnaire, questionnaire.questions[name], new.get(name), no)
        for name in changed
        if name in questionnaire.questions
    }
    return {**points, **again}, changed


def sum_up(
    questionnaire: Questionnaire,
    assessment: Assessment,
    points: Mapping[str, Point],
    kept: Leaves | None = None,
    changed: frozenset[str] = frozenset(),
) -> Leaves:
    """Sum up every leaf clause.

    `kept` are the leaves of a diagnosis with the same records of findings, from which the questions
    of `changed` differ and no others.
    """
    by_leaf = {
        leaf.id: tuple(points[question.id] for question in leaf.questions)
        for leaf in questionnaire.leaves
    }
    referred = found.referrals(by_leaf)
    anew = {questionnaire.clause_of[name].id for name in changed & questionnaire.questions.keys()}
    results: dict[str, LeafResult] = {}
    for leaf in questionnaire.leaves:
        before = kept.results.get(leaf.id) if kept is not None else None
        of_it = tuple(question.id for question in leaf.questions if question.id in referred)
        if before is not None and leaf.id not in anew and before.referred == of_it:
            results[leaf.id] = before
        else:
            anew.add(leaf.id)
            results[leaf.id] = _result(leaf, by_leaf[leaf.id], referred, of_it, assessment)
    return Leaves(results, referred, frozenset(anew) if kept is not None else None)


def _result(
    leaf: Clause,
    points: tuple[Point, ...],
    referred: Mapping[str, str],
    of_it: tuple[str, ...],
    assessment: Assessment,
) -> LeafResult:
    raised, systemic = found.of_leaf(leaf, points, referred, assessment.findings)
    to_do = [point for point in points if point.to_do]
    missing = sum(point.question.weight * (FULL - point.counted) for point in to_do)
    names = tuple(point.question.id for point in to_do)
    return LeafResult(
        points, score(points), _count(points), tuple(raised), systemic, of_it, names, missing
    )


def _count(points: tuple[Point, ...]) -> Counts:
    grades = [point.grade for point in points]
    return Counts(
        grades.count(Grade.MAJOR),
        grades.count(Grade.MINOR),
        grades.count(Grade.OFI),
        sum(point.evidence_gap for point in points),
        sum(point.undescribed for point in points),
    )

"""What each leaf clause adds to a diagnosis: the part that is kept from one answer to the next.

A leaf's result follows from its points, from the records of findings, and from which of its points
are dealt with elsewhere. An answer changes the points of one leaf, so a diagnosis that follows
another takes every other leaf over as it is: on 1,638 questions that is the difference between a
key that waits for 25 ms of arithmetic and one that waits for 4.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain import findings as found
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point, weigh
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import FULL, Grade, Rating
from gapwizard.domain.scores import Counts, Scores, score


class LeafResult(NamedTuple):
    """One leaf clause, summed up."""

    points: tuple[Point, ...]
    """In the order of its questions."""
    scores: Scores
    counts: Counts
    failing: tuple[Point, ...]
    """Its points of nonconformities, here or dealt with elsewhere."""
    unknown_keys: tuple[str, ...]
    """Ids of its key questions that nobody could answer."""
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


def weighed_points(
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
    anew = {questionnaire.clause_of[name].id for name in changed & questionnaire.questions.keys()}
    before = {} if kept is None else {k: v for k, v in kept.results.items() if k not in anew}
    by_leaf: dict[str, tuple[Point, ...]] = {}
    failing: dict[str, tuple[Point, ...]] = {}
    for leaf in questionnaire.leaves:
        known = before.get(leaf.id)
        if known is not None:
            by_leaf[leaf.id], failing[leaf.id] = known.points, known.failing
        else:
            of_it = tuple(points[question.id] for question in leaf.questions)
            by_leaf[leaf.id] = of_it
            failing[leaf.id] = tuple(point for point in of_it if point.nonconforming)
    referred = found.referrals(failing)
    by_clause: dict[str, tuple[str, ...]] = {}
    for name in referred:
        leaf_id = questionnaire.clause_of[name].id
        by_clause[leaf_id] = (*by_clause.get(leaf_id, ()), name)
    results: dict[str, LeafResult] = {}
    for leaf in questionnaire.leaves:
        elsewhere = by_clause.get(leaf.id, ())
        known = before.get(leaf.id)
        if known is not None and known.referred == elsewhere:
            results[leaf.id] = known
        else:
            anew.add(leaf.id)
            raised = found.of_leaf(
                leaf, by_leaf[leaf.id], failing[leaf.id], referred, assessment.findings
            )
            results[leaf.id] = _result(by_leaf[leaf.id], failing[leaf.id], elsewhere, raised)
    return Leaves(results, referred, frozenset(anew) if kept is not None else None)


def _result(
    points: tuple[Point, ...],
    failing: tuple[Point, ...],
    elsewhere: tuple[str, ...],
    raised: tuple[Sequence[Finding], bool],
) -> LeafResult:
    findings, systemic = raised
    to_do = [point for point in points if point.counted < FULL and point.applicable]
    unknown = [point for point in points if point.rating is Rating.UNKNOWN and point.question.key]
    return LeafResult(
        points=points,
        scores=score(points),
        counts=_count(points),
        failing=failing,
        unknown_keys=tuple(point.question.id for point in unknown),
        findings=tuple(findings),
        systemic=systemic,
        referred=elsewhere,
        open_points=tuple(point.question.id for point in to_do),
        missing=sum(point.question.weight * (FULL - point.counted) for point in to_do),
    )


def _count(points: tuple[Point, ...]) -> Counts:
    grades = [point.grade for point in points]
    return Counts(
        grades.count(Grade.MAJOR),
        grades.count(Grade.MINOR),
        grades.count(Grade.OFI),
        sum(point.evidence_gap for point in points if point.counted < point.value),
        sum(point.undescribed for point in points if point.rating is Rating.L),
    )

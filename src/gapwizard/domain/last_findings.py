"""Last time's findings: closed, raised again, or not checked this time.

A finding follows the questions it was made of, one added by hand its clause. One whose questions are
asked no more is raised again by its clause, and never closed by it: nobody asked.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.overview import points_below
from gapwizard.domain.points import Point
from gapwizard.domain.scale import GRAVITY, NO_GAPS, Grade, Rating


class Fate(StrEnum):
    """What became of a finding of last time."""

    CLOSED = "closed"
    """It stands no more: `FateWhy` tells whether it was set aside, somebody closed it, or all is in order."""
    REPEATED = "repeated"
    UNCHECKED = "unchecked"


ORDER = (Fate.UNCHECKED, Fate.REPEATED, Fate.CLOSED)
"""The fates in the order of a list: what still has to be done this time comes first."""


class FateWhy(StrEnum):
    """The rule that says so."""

    RAISED = "raised"
    RAISED_CLOSED = "raised_closed"
    """Its answers raise it, whoever recorded it as closed since: it counts until they say otherwise."""
    SET_ASIDE = "set_aside"
    RECORDED_CLOSED = "recorded_closed"
    NOT_APPLICABLE = "not_applicable"
    NO_LONGER_RAISED = "no_longer_raised"
    UNANSWERED = "unanswered"
    UNKNOWN = "unknown"
    """Asked, and nobody could tell: that is no better than not asked."""
    CLAUSE_GONE = "clause_gone"
    QUESTIONS_GONE = "questions_gone"
    SOME_GONE = "some_gone"


class Followed(NamedTuple):
    """One finding of last time and what became of it."""

    finding: Finding
    fate: Fate
    why: FateWhy
    now: tuple[str, ...] = ()
    """The findings of now that raise it again, or that show it closed."""
    unasked: tuple[str, ...] = ()
    """The questions to ask before anybody can tell."""


def follow(before: Diagnosis, after: Diagnosis, names: Mapping[str, str]) -> tuple[Followed, ...]:
    """Tell what became of each finding of last time; observations and strengths are none to follow.

    Those to look at come first: not checked, repeated, closed, and the gravest first in each.
    """
    found = [
        _followed(finding, after, names)
        for finding in before.findings
        if finding.grade not in NO_GAPS
    ]
    found.sort(key=lambda one: (ORDER.index(one.fate), -GRAVITY[one.finding.grade]))
    return tuple(found)


def _followed(finding: Finding, after: Diagnosis, names: Mapping[str, str]) -> Followed:
    known = [names.get(point.question.id, point.question.id) for point in finding.points]
    points = [after.points[name] for name in known if name in after.points]
    if points:
        chosen = {p.question.id for p in points if _again(finding, p)}
        raised = [f for f in _every(after) if _stands_on(f, chosen, after)]
    elif finding.clause in after.clauses:
        points = points_below(after, finding.clause)
        raised = [
            f for f in _every(after) if f.clause == finding.clause and _as_grave(finding, f.grade)
        ]
    else:
        return _unchecked(finding, FateWhy.CLAUSE_GONE, ())
    judged = _judged(finding, points, raised)
    gone = [name for name in known if name not in after.points]
    if judged.why is not FateWhy.NO_LONGER_RAISED or not gone:
        return judged
    # What is left of it may be in order: of what is asked no more nobody can say so.
    return _unchecked(
        finding, FateWhy.QUESTIONS_GONE if len(gone) == len(known) else FateWhy.SOME_GONE, ()
    )


def _judged(finding: Finding, points: Sequence[Point], raised: Sequence[Finding]) -> Followed:
    """Judge by the points that stand for a finding and the findings that raise it again."""
    standing = [f for f in raised if not (f.set_aside or f.done_by_hand)]
    if standing:
        still = any(f.record.state not in SETTLED for f in standing)
        why = FateWhy.RAISED if still else FateWhy.RAISED_CLOSED
        return Followed(finding, Fate.REPEATED, why, _ids(standing))
    if finding.record.state in SETTLED:
        return Followed(finding, Fate.CLOSED, FateWhy.RECORDED_CLOSED, _ids(raised))
    unasked = tuple(p.question.id for p in points if p.applicable and not p.answered)
    if unasked:
        return _unchecked(finding, FateWhy.UNANSWERED, unasked)
    unknown = tuple(p.question.id for p in points if p.applicable and p.rating is Rating.UNKNOWN)
    if unknown:
        return _unchecked(finding, FateWhy.UNKNOWN, unknown)
    if raised:
        aside = all(f.set_aside for f in raised)
        why = FateWhy.SET_ASIDE if aside else FateWhy.RECORDED_CLOSED
        return Followed(finding, Fate.CLOSED, why, _ids(raised))
    applies = any(point.applicable for point in points)
    why = FateWhy.NO_LONGER_RAISED if applies else FateWhy.NOT_APPLICABLE
    return Followed(finding, Fate.CLOSED, why)


def _unchecked(finding: Finding, why: FateWhy, unasked: tuple[str, ...]) -> Followed:
    if finding.record.state in SETTLED:
        return Followed(finding, Fate.CLOSED, FateWhy.RECORDED_CLOSED)
    return Followed(finding, Fate.UNCHECKED, why, (), unasked)


def _every(diagnosis: Diagnosis) -> tuple[Finding, ...]:
    return (*diagnosis.findings, *diagnosis.set_aside, *diagnosis.done_by_hand)


def _again(finding: Finding, point: Point) -> bool:
    """Tell whether a point fails again: a nonconformity is not repeated by a mere opportunity."""
    return point.nonconforming if _serious(finding.grade) else point.grade is not None


def _as_grave(finding: Finding, grade: Grade) -> bool:
    return _serious(grade) if _serious(finding.grade) else grade not in NO_GAPS


def _serious(grade: Grade) -> bool:
    return grade is Grade.MAJOR or grade is Grade.MINOR


def _stands_on(finding: Finding, questions: set[str], diagnosis: Diagnosis) -> bool:
    """Tell whether a finding rests on one of some questions, or deals with its mirror."""
    if any(point.question.id in questions for point in finding.points):
        return True
    return any(diagnosis.referred.get(name) == finding.id for name in questions)


def _ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings)

"""Findings: what the points of each leaf clause add up to, and what a person decided about it.

Source: the diagnosis rules, "Grades".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.scale import NO_GAPS, Grade


class Origin(Enum):
    """Where a finding comes from."""

    NONCONFORMITY = "NC"
    """All nonconforming points of a leaf clause."""
    SPLIT = "split"
    """One point split off by the assessor."""
    OPPORTUNITY = "OFI"
    """All opportunities of a leaf clause."""
    BY_HAND = "F"
    """Added by the assessor."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with its decided grade."""

    id: str
    clause: str
    origin: Origin
    proposed: Grade | None
    """The grade by the rules; None for one added by hand."""
    points: tuple[Point, ...]
    record: FindingRecord
    systemic: bool = False

    @property
    def grade(self) -> Grade:
        """The grade in force: the assessor's, else the proposed one."""
        return self.grade_with(self.record)

    def grade_with(self, record: FindingRecord) -> Grade:
        """The grade it has with a record: that one's, else the proposed one."""
        return record.grade or self.proposed or Grade.MINOR

    @property
    def set_aside(self) -> bool:
        """Tell whether the assessor set it aside with a reason."""
        return bool(self.record.set_aside)

    @property
    def provisional(self) -> bool:
        """Tell whether its grade rests on answers given for the clause as a whole, and nothing else."""
        deciding = [point for point in self.points if point.grade is self.proposed]
        looked_at = self.systemic or any(not point.bulk for point in deciding)
        return bool(deciding) and not looked_at

    @property
    def done_by_hand(self) -> bool:
        """Tell whether a person raised it and closed it: it has no answer that could release it."""
        by_hand, gap = self.origin is Origin.BY_HAND, self.grade not in NO_GAPS
        return by_hand and gap and not self.set_aside and self.record.state in SETTLED


EMPTY = FindingRecord()
"""The record of a finding that nobody decided anything about yet."""
SETTLED = ("closed", "verified")
"""States in which a finding is no open work."""


def nonconformity_id(name: str) -> str:
    """The id of the nonconformity of a leaf clause, or of one question split off."""
    return f"NC-{name}"


def opportunity_id(clause: str) -> str:
    """The id of the opportunity for improvement of a leaf clause."""
    return f"OFI-{clause}"


def referrals(points: Mapping[str, Sequence[Point]]) -> dict[str, str]:
    """Tell which mirror points are dealt with elsewhere: question id to question id there.

    A mirror point is referred where another leaf has a nonconforming point at least as grave,
    itself no mirror, that judges one of the same documents.
    """
    graded: dict[str, list[tuple[str, Point]]] = {}
    mirrors: list[tuple[str, Point]] = []
    for leaf, of_leaf in points.items():
        for point in of_leaf:
            if not point.nonconforming:
                continue
            if point.question.mirror:
                mirrors.append((leaf, point))
            else:
                for document in point.question.documents:
                    graded.setdefault(document, []).append((leaf, point))
    found = {}
    for leaf, point in mirrors:
        elsewhere = (
            there.question.id
            for document in point.question.documents
            for other, there in graded.get(document, ())
            if other != leaf and (there.grade is Grade.MAJOR or point.grade is Grade.MINOR)
        )
        there = next(elsewhere, None)
        if there is not None:
            found[point.question.id] = there
    return found


def is_systemic(applicable: int, own: Sequence[Point], low: Sequence[Point]) -> bool:
    """Tell whether a leaf clause fails as a whole.

    `own` are its nonconforming points, `low` those rated N or P; answers given in bulk and points
    dealt with elsewhere count in neither, preparations for the audit in none of the three.
    """
    # Three of a clause are no accident, and half of it (diagnosis rules, "Grades").
    return applicable >= 3 and len(own) >= 3 and 2 * len(low) >= applicable


def of_leaf(
    clause: Clause,
    points: Sequence[Point],
    failing: Sequence[Point],
    referred: Mapping[str, str],
    records: Mapping[str, FindingRecord],
) -> tuple[list[Finding], bool]:
    """The findings of a leaf clause, and whether it is systemic; `failing` are its nonconforming points."""
    own = [point for point in failing if point.question.id not in referred]
    systemic = bool(own) and is_systemic(
        sum(point.applicable and not point.question.preparation for point in points),
        [point for point in own if not point.bulk],
        [
            point
            for point in points
            if point.low
            and not point.bulk
            and not point.question.preparation
            and point.question.id not in referred
        ],
    )
    split = [p for p in own if nonconformity_id(p.question.id) in records]
    rest = tuple(p for p in own if nonconformity_id(p.question.id) not in records)
    found = []
    if rest:
        major = systemic or any(point.grade is Grade.MAJOR for point in rest)
        name = nonconformity_id(clause.id)
        grade = Grade.MAJOR if major else Grade.MINOR
        record = records.get(name, EMPTY)
        found.append(Finding(name, clause.id, Origin.NONCONFORMITY, grade, rest, record, systemic))
    for point in split:
        name = nonconformity_id(point.question.id)
        found.append(Finding(name, clause.id, Origin.SPLIT, point.grade, (point,), records[name]))
    chances = tuple(point for point in points if point.grade is Grade.OFI)
    if chances:
        name = opportunity_id(clause.id)
        record = records.get(name, EMPTY)
        found.append(Finding(name, clause.id, Origin.OPPORTUNITY, Grade.OFI, chances, record))
    return found, systemic


def by_hand(questionnaire: Questionnaire, records: Mapping[str, FindingRecord]) -> list[Finding]:
    """The findings added by hand, in the order of their ids."""
    found = []
    known = questionnaire.clause
    for name in sorted((k for k, one in records.items() if one.clause in known), key=natural):
        record = records[name]
        if record.clause is not None:
            found.append(Finding(name, record.clause, Origin.BY_HAND, None, (), record))
    return found


def no_longer_raised(
    questionnaire: Questionnaire, records: Mapping[str, FindingRecord], raised: set[str]
) -> list[Finding]:
    """The findings that a person wrote about and no answer supports any more, then those closed by hand."""
    done = [finding for finding in by_hand(questionnaire, records) if finding.done_by_hand]
    found = []
    left = (k for k, one in records.items() if k not in raised and one.clause is None)
    for name in sorted(left, key=natural):
        kind, _, subject = name.partition("-")
        leaf = questionnaire.clause_of.get(subject)
        origin = Origin.OPPORTUNITY if kind == "OFI" else Origin.NONCONFORMITY
        clause = leaf.id if leaf is not None else subject
        found.append(Finding(name, clause, origin, None, (), records[name]))
    return [*found, *done]


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts `F-9` before `F-10`.

    Numbers compare by their length and then as text: Python refuses to read thousands of digits.
    """
    import re

    return tuple(
        (len(number), number) if part.isdecimal() else (-1, part)
        for part in re.split(r"(\d+)", name)
        for number in (part.lstrip("0"),)
    )

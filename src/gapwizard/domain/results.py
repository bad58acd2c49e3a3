"""Results in the assessor's words: what was recorded about a clause, and nothing that was not.

Of a clause stand the findings as they were worded and the observations, the gravest first, then what
holds; sentences of the questionnaire are nobody's words and stand only with the findings.
"""

from gapwizard.domain.brevity import Kept, within
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import points_below
from gapwizard.domain.points import Point
from gapwizard.domain.scale import GRAVITY, Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import observation_of, point_sentence, unshown

ROOM = 60
"""Words about one top clause (Chinese: 100 characters). Source: report.md, section 3."""


def recorded_words(diagnosis: Diagnosis, clause: str, room: float = ROOM) -> Kept:
    """What was recorded in words at or below a clause: the gravest first, then what holds.

    Empty where nothing was.
    """
    points = points_below(diagnosis, clause)
    here = {point.question.id for point in points}
    worded = [
        finding
        for finding in diagnosis.findings
        if substance(finding.record.statement)
        and (finding.clause == clause or any(p.question.id in here for p in finding.points))
    ]
    retold = {point.question.id for finding in worded for point in finding.points}
    graded: list[tuple[int, str]] = [
        (-GRAVITY[finding.grade], finding.record.statement) for finding in worded
    ]
    graded += [
        (_gravity(point), point_sentence(point, diagnosis.questionnaire))
        for point in points
        if point.question.id not in retold and in_words(point)
    ]
    graded.sort(key=lambda entry: entry[0])
    return within([" ".join(text.split()) for _rank, text in graded], room)


def in_words(point: Point) -> bool:
    """Tell whether somebody recorded what was seen, heard, ticked or not found at a point."""
    return bool(observation_of(point) or (point.answered and (unshown(point) or point.not_found)))


def _gravity(point: Point) -> int:
    """The place of a point among what is told: by its grade, and what holds comes last."""
    if point.grade is not None:
        return -GRAVITY[point.grade]
    return 1 if point.rating is Rating.F else 0

"""Closing an interview: what stays open, and what is read back to whoever was asked."""

from gapwizard.domain import agenda
from gapwizard.domain.agenda import WrapUp
from gapwizard.domain.assessment import Slot
from gapwizard.domain.concerns import wordless
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point, Standing


def left_open(diagnosis: Diagnosis, slot: Slot | None) -> WrapUp:
    """What a slot leaves open; without one, what the whole assessment does."""
    if slot is not None:
        return agenda.wrap_up(diagnosis, slot)
    points = tuple(diagnosis.points.values())
    return WrapUp(
        tuple(point for point in points if point.standing is Standing.OPEN),
        tuple(point for point in points if point.evidence_gap),
        tuple(point for point in points if wordless(point)),
        tuple(point for point in points if flagged(point)),
        tuple(line for line in diagnosis.documents if line.record.request == "asked"),
    )


def flagged(point: Point) -> bool:
    """Tell whether a point is parked for follow-up, or flagged as a candidate finding."""
    return point.answer is not None and (point.answer.follow_up or point.answer.candidate)


def read_back(diagnosis: Diagnosis, slot: Slot | None) -> tuple[Point, ...]:
    """The rated points of a slot, or of everything, in order, for the interviewee to confirm."""
    points = diagnosis.points.values() if slot is None else agenda.points_of(diagnosis, slot)
    return tuple(p for p in points if p.rating is not None and p.standing is not Standing.BY_FACT)

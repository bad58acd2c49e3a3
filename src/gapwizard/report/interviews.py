"""Annex B: the interviews that were held, by slot."""

from datetime import date
from typing import NamedTuple

from gapwizard.domain.agenda import asked_of, by_day, points_of
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.report.agenda import span
from gapwizard.report.parts import NONE, dashed, of


class Held(NamedTuple):
    """One interview that was held; no person is named."""

    date: str
    time: str
    topic: str
    asked: str
    clauses: str
    answered: str
    """`x of y` questions of the slot."""


def held(diagnosis: Diagnosis) -> tuple[Held, ...]:
    """The interviews that were held: marked done, or with an answer given on their day."""
    return tuple(
        _held(diagnosis, slot)
        for day, rows in by_day(diagnosis.assessment.slots).items()
        for _name, slot in rows
        if slot.done or _answered_on(diagnosis, slot, day)
    )


def _answered_on(diagnosis: Diagnosis, slot: Slot, day: date) -> bool:
    """Tell whether a question of a slot was answered on a day."""
    answers = (point.answer for point in points_of(diagnosis, slot))
    return any(a is not None and a.at is not None and a.at.date() == day for a in answers)


def _held(diagnosis: Diagnosis, slot: Slot) -> Held:
    points = points_of(diagnosis, slot)
    return Held(
        slot.day.isoformat(),
        span(slot),
        dashed(slot.topic),
        dashed(", ".join(asked_of(diagnosis, slot))),
        ", ".join(slot.clauses) or NONE,
        of(sum(point.answered for point in points), sum(point.applicable for point in points)),
    )

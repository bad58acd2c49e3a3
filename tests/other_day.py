"""A plugin for pytest, `-p other_day`: the whole program lives on another day.

`GAPWIZARD_OTHER_DAY` says when it begins, as 2028-02-29T23:58, local time; the clock goes on from
there. It replaces the clocks of `datetime` and `time` before anything of ours is imported.
"""

import datetime
import os
import time

REAL_DATE, REAL_MOMENT = datetime.date, datetime.datetime
SHIFT = REAL_MOMENT.fromisoformat(os.environ["GAPWIZARD_OTHER_DAY"]) - REAL_MOMENT.now()


class Like(type):
    """What is a day or a moment to the standard library is one here."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, REAL_MOMENT if issubclass(cls, REAL_MOMENT) else REAL_DATE)


class Day(REAL_DATE, metaclass=Like):
    """A date whose today is another day."""

    @classmethod
    def today(cls) -> datetime.date:
        return (REAL_MOMENT.now() + SHIFT).date()


class Moment(REAL_MOMENT, metaclass=Like):
    """A moment whose now is on another day."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return REAL_MOMENT.now(tz) + SHIFT

    @classmethod
    def today(cls) -> datetime.datetime:
        return REAL_MOMENT.now() + SHIFT


def days_later(clock: str) -> None:
    """Let a function of `time` that takes seconds, or none for now, begin on the other day."""
    real = getattr(time, clock)
    setattr(time, clock, lambda seconds=None: real(now() if seconds is None else seconds))


REAL_TIME, REAL_STRFTIME = time.time, time.strftime


def now() -> float:
    return REAL_TIME() + SHIFT.total_seconds()


for name in ("localtime", "gmtime"):
    days_later(name)
time.time = now
time.strftime = lambda form, when=None: REAL_STRFTIME(form, when or time.localtime())
datetime.date, datetime.datetime = Day, Moment  # type: ignore[misc]

"""Days: as people write them (the year first, in either language; nothing is guessed), and working days."""

import re
import unicodedata
from datetime import date, datetime, timedelta

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?)"
)
"""A day whose year stands first: no other order is certain."""
YEARS = (1900, 2199)
"""A day that somebody types for anything of an assessment lies in these; outside is a slip of the finger."""
SATURDAY = 5
"""The first day of a week, counted from Monday as 0, on which nobody works."""


def day_of(written: str) -> date | None:
    """Read a day whose year stands first, with or without a time; None for anything else.

    >>> day_of("2026年12月31日")
    datetime.date(2026, 12, 31)
    >>> day_of("31/12/2026")
    """
    plain = unicodedata.normalize("NFKC", written).strip()
    match = _DAY.fullmatch(plain)
    try:
        if match is not None:
            year, month, day = (int(part) for part in match.groups() if part is not None)
            return date(year, month, day)
        return datetime.fromisoformat(plain).date()
    except ValueError:
        return None


def iso(day: date | None) -> str:
    """A day as `2026-11-30`, empty for none."""
    return day.isoformat() if day is not None else ""


def to_the_minute(moment: str) -> str:
    """An ISO moment as people read it: `2026-11-28 09:30`."""
    return moment[:16].replace("T", " ")  # behind the minute stand seconds and the time zone


def days_later(day: date, days: int) -> date:
    """A day so many days later, earlier where `days` is negative; it stops where the calendar does.

    >>> days_later(date(9999, 12, 30), 5)
    datetime.date(9999, 12, 31)
    """
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def working_day(day: date, steps: int) -> date:
    """Go some working days on from a day, back where `steps` is negative; stops where the calendar does."""
    one = timedelta(days=1 if steps > 0 else -1)
    try:
        for _step in range(abs(steps)):
            day += one
            while day.weekday() >= SATURDAY:
                day += one
    except OverflowError:
        return date.max if steps > 0 else date.min
    return day


def next_working(day: date) -> date:
    """A day, or the Monday after it."""
    return days_later(day, 7 - day.weekday()) if day.weekday() >= SATURDAY else day


def working_days(first: date, last: date) -> int:
    """How many days from Monday to Friday lie between two days, both of them among these.

    >>> working_days(date(2026, 11, 27), date(2026, 11, 30))
    2
    """
    return max(_worked_until(last.toordinal()) - _worked_until(first.toordinal() - 1), 0)


def _worked_until(ordinal: int) -> int:
    """Working days since the first day of the calendar, which was a Monday."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * SATURDAY + min(rest, SATURDAY)

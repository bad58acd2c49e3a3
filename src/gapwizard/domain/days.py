"""A day as people write it: the year first, in either language; nothing is guessed."""

import re
import unicodedata
from datetime import date, datetime

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?)"
)
"""A day whose year stands first: no other order is certain."""


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

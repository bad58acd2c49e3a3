"""Every date in a sample moved by the same span, as a day, a Chinese day or a Chinese month."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")
"""`2026年8月6日`, `8月6日`, `2026年8月` or `8月`: without a year it is of the year named before it."""
_MIDDLE = 15
"""The day that stands for a month, so that a week or two seldom makes another month of it."""


def shift_dates(value: object, shift: timedelta) -> object:
    """Move every date, in texts too; keys stay."""
    if isinstance(value, Mapping):
        return {key: shift_dates(inner, shift) for key, inner in value.items()}
    if isinstance(value, list):
        return [shift_dates(inner, shift) for inner in value]
    if isinstance(value, str):
        text = _DAY.sub(lambda match: str(date.fromisoformat(match[0]) + shift), value)
        return "".join(_chinese(text, shift))
    return value


def _chinese(text: str, shift: timedelta) -> Iterator[str]:
    """The pieces of a text, its Chinese dates moved; a year is said where it is another one."""
    end, year, said = 0, 0, 0
    for match in _CHINESE.finditer(text):
        year = int(match[1] or year)
        if not year:
            continue  # a month of no year is no date
        then = date(year, int(match[2]), int(match[3] or _MIDDLE)) + shift
        yield text[end : match.start()]
        if match[1] or then.year != said:
            yield f"{then.year}年"
        yield f"{then.month}月" + (f"{then.day}日" if match[3] else "")
        end, said = match.end(), then.year
    yield text[end:]

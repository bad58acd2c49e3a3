"""Events as an iCalendar file (RFC 5545) that calendars of every kind take in.

Times are floating: ten o'clock is ten o'clock where the interview is. There are no alarms.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from gapwizard.domain.visible import substance, visible

OCTETS = 75
"""A longer line is folded (RFC 5545, 3.1)."""
_ESCAPED = re.compile(r"[\\;,]")


class Event(NamedTuple):
    """One entry of a calendar."""

    uid: str
    """Names it for good: a calendar that knows it changes it instead of adding another."""
    start: datetime
    minutes: int
    summary: str
    description: str


def uid(name: str, assessment: str, created: datetime) -> str:
    """The name for good of something in an assessment: one made later under its id has others."""
    return f"{name}-{created.astimezone(UTC):%Y%m%dT%H%M%SZ}-{assessment}@gapwizard"


def calendar(events: Iterable[Event], *, title: str, stamp: datetime, revision: int) -> str:
    """The file. `stamp` is when it is made, with its zone; a newer revision replaces."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//gapwizard//gapwizard//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(title)}",
    ]
    for event in events:
        lines += _event(event, stamp, revision)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in line_parts(line))


def _event(event: Event, stamp: datetime, revision: int) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{text(event.uid)}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{revision}",
        f"DTSTART:{_floating(event.start)}",
        f"DTEND:{_floating(event.start + timedelta(minutes=event.minutes))}",
        f"SUMMARY:{text(' '.join(event.summary.split()))}",
        *([f"DESCRIPTION:{text(event.description)}"] if substance(event.description) else []),
        "END:VEVENT",
    ]


def _floating(moment: datetime) -> str:
    """A local time without a zone; the year in four digits."""
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def text(words: str) -> str:
    """Escape words into a value of the kind TEXT; what acts on a terminal becomes a mark."""
    plain = visible(words.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPED.sub(lambda found: "\\" + found[0], plain).replace("\n", "\\n")


def line_parts(line: str) -> Iterator[str]:
    """Fold a line to 75 octets, never inside a character; what follows begins with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part += letter
        size += octets
    yield part

"""What an interview leaves to say: after a rating, and at the beginning of a note."""

from datetime import datetime
from typing import NamedTuple


class Rated(NamedTuple):
    """What a rating leaves to say and to ask, in sentences; empty where it leaves nothing."""

    said: str = ""
    offered: str = ""
    """The question's own words, which `+` takes as the observation."""
    lapse: str = ""
    """Whether the words on a Largely tell of a weakness or of a lapse; `x` says a lapse."""
    asks_reason: bool = False
    """Not applicable was given without a reason: it stays in focus until it has one."""


def note_line(text: str) -> str:
    """A line of a private note as it is begun: `14:05 text`, by the clock of the place."""
    return f"{datetime.now().astimezone():%H:%M} {text}"

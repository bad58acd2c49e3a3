"""What an interview answers to a key: what is left to say and to ask, and how a note begins."""

from datetime import datetime
from typing import NamedTuple

from gapwizard.domain.questionnaire import Clause


class Rated(NamedTuple):
    """What a rating leaves to say and to ask, in sentences; empty where it leaves nothing."""

    said: str = ""
    offered: str = ""
    """The question's own words, which `+` takes as the observation."""
    lapse: str = ""
    """Whether the words on a Largely tell of a weakness or of a lapse; `x` says a lapse."""
    asks_reason: bool = False
    """Not applicable needs a reason: nothing was changed."""


class LevelAsked(NamedTuple):
    """The clause whose maturity is asked."""

    leaf: Clause
    suggested: int | None
    """The level that the ratings suggest."""
    claimed: int | None
    """The level it has."""

    @property
    def offered(self) -> int | None:
        """The level that is taken where none is named: the one it has, else the one suggested."""
        return self.suggested if self.claimed is None else self.claimed


def note_line(text: str) -> str:
    """A line of a private note as it is begun: `14:05 text`, by the clock of the place."""
    return f"{datetime.now().astimezone():%H:%M} {text}"

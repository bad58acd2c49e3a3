"""How sure it is that some words of a text name a person."""

from enum import IntEnum
from typing import NamedTuple


class Sure(IntEnum):
    """Whether a place names a person; the surer, the higher."""

    DOUBTFUL = 0
    """One letter of the name, a part of a longer word, after a number, or a word too: a person decides."""
    LIKELY = 1
    """A part of the name, or the whole in an unusual way: left out when all is hidden, else asked."""
    WHOLE = 2
    """The whole name as people write it."""


class Seen(NamedTuple):
    """One place, by where it begins and ends in the text as it was written."""

    start: int
    end: int
    sure: Sure

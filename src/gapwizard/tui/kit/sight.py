"""The scrolling of a pane: which window of its rows is shown, from the top or around the row in focus."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

MARGIN = 3
"""Rows that stay in sight above and below the one in focus."""


class Painted(NamedTuple):
    """Rows that may be more than fit, and how they are seen."""

    rows: Sequence[Content]
    foot: Sequence[Content] = ()
    """Rows at the bottom that are always in sight."""
    about: str = ""
    """What the rows are about: of another thing one reads from the top; empty: the first row says."""
    focus: int | None = None
    """The row around which the others are seen; None: they are read from the top, with a mark."""


class Sight(NamedTuple):
    """Which rows of many are in sight."""

    first: int
    rows: int
    most: tuple[int, int]
    """How far they can be rolled up and down; zeros: all of them are in sight."""
    step: int
    """Rows that one key rolls: a window, less a row that is seen twice."""
    rolled: int
    """How far they are rolled."""


def in_sight(painted: Painted, room: int, rolled: int, top: int = 0) -> Sight:
    """Which rows are seen in a room; one row of it is the mark where some do not fit.

    `top` is the first row that was seen before: it stays as long as the one in focus is well inside.
    """
    count = len(painted.rows)
    if count <= room:
        return Sight(0, count, (0, 0), 0, 0)
    if painted.focus is None:
        rolled = max(0, min(rolled, count - room + 1))
        return Sight(rolled, room - 1, (0, count - room + 1), max(1, room - 2), rolled)
    margin = min(MARGIN, room // 3)
    if not top + margin <= painted.focus < top + room - margin:
        top = painted.focus - room // 2
    around = max(0, min(top, count - room))
    rolled = max(-around, min(rolled, count - room - around))
    return Sight(around + rolled, room, (-around, count - room - around), room, rolled)

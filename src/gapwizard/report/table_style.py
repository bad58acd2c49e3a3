"""How tables look on paper, whatever draws them: widths of columns, letters of a heat map, text bars.

A width is a share of the line. Columns are as wide as their dashes say, but none is narrower than
its longest word, so that words are not broken where another column has room.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from gapwizard.domain.visible import width
from gapwizard.report.blocks import Grid, Runs, plain

LINE = 96
"""Places of one line of a table on A4: a figure or a small letter takes one, a wide one two."""
MARGIN = 3
"""Places that the white space beside the text of one cell takes."""
SHADES = {"N": "E59A92", "P": "F3C98B", "L": "E6E9A8", "F": "E2F2E2"}
"""Behind the letters of a heat map; on a grey printer they go from dark to light."""
FULL, EMPTY, HEAD = "5B7FA6", "E3E8EE", "DCE3EC"
"""Behind the full and the empty part of a bar, and behind the headings of a table."""
_BAR = re.compile(r"(?=(?:[|:+]*[#.]){4})[#.|:+]{5,60}")
_WORD = re.compile(r"[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef、-]+[-、]?")
_DOTS = re.compile("…+(?: …+)*")
LONGEST = 24
"""Places of a word beyond which it may be broken."""
FEWEST = 6
"""Columns beside the first from which on a table too wide for its words is parted."""
SHORT = 14
"""Places of a cell that stands on one line where there is room."""

PROSE = 20
"""Places that a column of sentences keeps where room is short; one of shorter texts half of its own."""


class Segment(NamedTuple):
    """A part of a bar: so many cells of one kind."""

    mark: str
    """`#` full, `.` empty, another letter is a mark such as the target."""
    cells: int


def bar_of(runs: Runs) -> tuple[Segment, ...]:
    """The pieces of a cell that is a bar of text, none for another cell.

    >>> from gapwizard.report.blocks import Run
    >>> bar_of((Run("##...", code=True),))
    (Segment(mark='#', cells=2), Segment(mark='.', cells=3))
    """
    if len(runs) != 1 or not runs[0].code or not _BAR.fullmatch(runs[0].text):
        return ()
    return tuple(Segment(mark, len(list(cells))) for mark, cells in groupby(runs[0].text))


def bar_cells(grid: Grid) -> tuple[int, ...]:
    """For each column the cells of its bars, 0 where it has none or they differ."""
    found = []
    for column in range(len(grid.head)):
        lengths = {
            len(row[column][0].text)
            for row in grid.rows
            if column < len(row) and bar_of(row[column])
        }
        found.append(lengths.pop() if len(lengths) == 1 else 0)
    return tuple(found)


def shade(text: str, head: str) -> str:
    """The colour behind a cell: of its letter, or of the letter of its column where it is filled."""
    if len(text) == 1:
        return SHADES.get(text, "")
    return SHADES.get(head, "") if text else ""


def lines_to_write(runs: Runs) -> int:
    """How many dotted lines a cell is, none for another cell: there somebody writes or signs."""
    text = plain(runs)
    return text.count(" ") + 1 if _DOTS.fullmatch(text) else 0


def is_lead(runs: Runs) -> bool:
    """Tell whether a paragraph leads to what stands below it, and stays with it."""
    return plain(runs).rstrip().endswith((":", "："))


def parts_of(grid: Grid) -> Iterator[Grid]:
    """A table that is too wide for its words as several, each with the first column again."""
    columns, least = range(1, len(grid.head)), _least(grid)
    room = LINE - least[0] - MARGIN
    taken = sum(least[column] + MARGIN for column in columns)
    # One column too many goes unnoticed: words take a little less than places are counted.
    if taken - MARGIN <= room or len(columns) < FEWEST:
        yield grid
        return
    parts = -(-taken // max(room, 1))
    size = max(-(-len(columns) // parts), 2)
    for at in range(0, len(columns), size):
        kept = (0, *columns[at : at + size])
        yield Grid(
            tuple(grid.dashes[column] for column in kept),
            tuple(grid.head[column] for column in kept),
            tuple(tuple(row[column] for column in kept if column < len(row)) for row in grid.rows),
        )


def _least(grid: Grid) -> list[int]:
    """Places of the longest word of each column; one that is very long may be broken."""
    return [
        min(
            max(_longest(row[column]) for row in (grid.head, *grid.rows) if column < len(row)),
            LONGEST,
        )
        for column in range(len(grid.head))
    ]


def shares(grid: Grid) -> tuple[float, ...]:
    """The share of the line that each column takes; together 1."""
    count = len(grid.head)
    least = _least(grid)
    least = [max(a, min(b // 2, PROSE)) for a, b in zip(least, grid.dashes, strict=True)]
    room = max(LINE - MARGIN * count, count)
    whole = [max(a, min(b + 1, SHORT)) for a, b in zip(least, grid.dashes, strict=True)]
    least = whole if sum(whole) < room else least
    return tuple(
        (part * room + MARGIN) / (room + MARGIN * count)
        for part in _parts(grid.dashes, least, room)
    )


def _parts(wanted: Sequence[int], least: Sequence[int], room: int) -> list[float]:
    """Divide 1 by what is wanted; what would be less than its least takes that first."""
    if sum(least) >= room:
        return [part / sum(least) for part in least]
    fixed: dict[int, float] = {}
    while True:
        rest = 1 - sum(fixed.values())
        free = [i for i in range(len(wanted)) if i not in fixed]
        total = sum(wanted[i] for i in free)
        short = [i for i in free if wanted[i] / total * rest * room < least[i]]
        if not short:
            return [
                fixed.get(i, wanted[i] / total * rest if total else 0) for i in range(len(wanted))
            ]
        fixed.update({i: least[i] / room for i in short})


def _longest(runs: Runs) -> int:
    """Places of the longest word of a cell, at least one; bold letters are wider by a tenth."""
    text = plain(runs)
    if lines_to_write(runs):  # drawn as wide as the column is
        return SHORT
    # Most cells are one short word; for them the longest need not be looked for.
    if text.isascii() and len(text) < 12 and " " not in text:
        return len(text) + 1
    return max((width(word) for word in _WORD.findall(text)), default=1) + 1

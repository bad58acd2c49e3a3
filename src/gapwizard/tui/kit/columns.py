"""The columns of a list: which are shown as the room grows, and one row of cells."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from gapwizard.i18n import _
from gapwizard.tui.kit.text import id_cell, line, padded, plain


class Column(NamedTuple):
    """One column, shown as far as there is room."""

    key: str
    words: str
    """Its head, marked for translation."""
    width: int
    """Cells; 0 takes what is left."""
    right: bool = False
    """Whether its cells end under each other: figures."""


class ListedColumns(NamedTuple):
    """The columns of one list."""

    all: Sequence[Column]
    """From left to right."""
    first: Sequence[str]
    """Those that are always shown."""
    next: Sequence[str]
    """Which come in as the room grows."""
    least: int
    """Cells that the column which takes what is left has at the least."""

    def shown(self, width: int) -> list[Column]:
        """Choose the columns that fit."""
        by_key = {column.key: column for column in self.all}
        chosen = set(self.first)
        room = width - 2 - self.least - sum(by_key[key].width + 1 for key in self.first)
        for key in self.next:
            if by_key[key].width + 1 <= room:
                chosen.add(key)
                room -= by_key[key].width + 1
        return [column for column in self.all if column.key in chosen]

    def head(self, width: int, style: str) -> Content:
        """The heads."""
        return self.row({column.key: _(column.words) for column in self.all}, {}, width, style)

    def row(
        self, cells: Mapping[str, str], styles: Mapping[str, str], width: int, style: str = ""
    ) -> Content:
        """One row; an empty cell is a dash, an id keeps its end."""
        chosen = self.shown(width)
        rest = max(width - 2 - sum(column.width + 1 for column in chosen if column.width) - 1, 1)
        made = plain(" ")
        for column in chosen:
            text = " ".join((cells.get(column.key) or "-").split())
            look = styles.get(column.key, "") or style
            if column.key == "id":
                made += line(" ", id_cell(text, column.width, look))
                continue
            cell, room = plain(text, look), column.width or rest
            if column.right:
                cell = plain(" " * max(0, room - cell.cell_length)) + cell
            made += line(" ", padded(cell, room))
        return made

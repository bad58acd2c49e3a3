"""What help says in sentences: of a screen, and of the marks that stand on it."""

from typing import NamedTuple

from textual.content import Content

from gapwizard.domain.visible import width as cells_of
from gapwizard.tui.kit.text import STRONG, hanging, id_cell, line, wrapped

MARK, LONG = 12, 24
"""Cells of a key or a mark in front of what it means, and of one that is longer."""
ROWS = 40
"""Rows no sentence has."""


def key_cell(key: str) -> Content:
    """A key, an id or a mark in front of its words, those of most rows under each other."""
    return line(" ", id_cell(key, min(max(MARK, cells_of(key)), LONG), STRONG), " ")


class Meaning(NamedTuple):
    """One thing that is explained."""

    mark: str
    """The word or sign as it stands on the screen; empty: it is about the screen itself."""
    words: str

    def rows(self, width: int) -> list[Content]:
        """Lay it out in as many rows as it takes."""
        if not self.mark:
            return [line(" ", row) for row in wrapped(self.words, width - 2, ROWS)]
        head = key_cell(self.mark)
        return hanging(head, wrapped(self.words, width - head.cell_length - 1, ROWS))

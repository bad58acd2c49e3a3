"""A list of things, each painted as one row when it is in sight, with a cursor that stays on its thing.

Its columns are those for which there is room: more are shown as it grows (`ListedColumns`).
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from textual import events
from textual.content import Content
from textual.message import Message

from gapwizard.i18n import _
from gapwizard.session.papers.lists import ListColumn, chosen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.text import DIM, SELECTED, STRONG, id_cell, line, padded, plain

R = TypeVar("R")


class RowList(Pane, Generic[R], can_focus=False):
    """A list of things, each painted as one row, with a cursor that stays on its thing.

    Rows are made on demand, those in sight alone: a thousand cost as much as a screenful.
    """

    DEFAULT_CSS = "RowList { height: 1fr; }"

    class Picked(Message):
        """A row was clicked; the cursor is on it."""

        def __init__(self, rows: "RowList[Any]", *, again: bool) -> None:
            """Tell in which list, and whether the cursor was there before: a second click opens."""
            super().__init__()
            self.rows = rows
            self.again = again

    class Wheeled(Message):
        """The wheel moved the cursor."""

    def __init__(
        self,
        paint: Callable[[R, int], Content],
        *,
        key: Callable[[R], str] = str,
        head: Callable[[R], bool] = lambda _one: False,
        id: str = "rows",  # noqa: A002 - Textual's name
        cursor: bool = True,
        counts_rest: bool = False,
        edge: str = "",
    ) -> None:
        """Paint a thing for a width with `paint`, and know it again by its `key`.

        What has an empty key is not followed; the cursor passes over a `head`; without a `cursor` the
        list only scrolls. With `counts_rest` the last row says how many are below it.
        """
        super().__init__(self._paint_rows, id=id, edge=edge)
        self.paint = paint
        self._key = key
        self._head = head
        self._with_cursor = cursor
        self._follows = True
        self._counts_rest = counts_rest
        self._instead: Sequence[Content] = ()
        self.shown: Sequence[R] = ()
        self.cursor = 0

    def fill(self, shown: Sequence[R], instead: Sequence[Content] = ()) -> None:
        """Show other things, the cursor on the one it was on; `instead` is said where there is none.

        A thing that is gone leaves the cursor in its row.
        """
        here = self.here if self._with_cursor and self._follows else None
        self.shown, self._instead, self._follows = shown, instead, True
        key = self._key(here) if here is not None else ""
        there = self.here
        if key and (there is None or self._key(there) != key):
            self.go_to(key)
        self.move(0)

    def restart(self) -> None:
        """Go to the top; what is filled in next is another list, in which nothing is followed."""
        self.cursor, self._follows = 0, False

    def move(self, step: int) -> None:
        """Move the cursor by some rows; in front of a head it goes on, behind the last one back."""
        self.go(self.cursor + step)
        if self.here is not None and self._head(self.here):
            self.go(self.cursor + (1 if step >= 0 or self.cursor == 0 else -1))

    def go(self, index: int) -> None:
        """Put the cursor on a row."""
        self.cursor = max(0, min(index, len(self.shown) - 1))
        self.repaint()

    def go_to(self, key: str) -> bool:
        """Put the cursor on a thing, where it is shown; tells whether it is."""
        at = next((i for i, one in enumerate(self.shown) if self._key(one) == key), None)
        if at is not None:
            self.go(at)
        return at is not None

    @property
    def here(self) -> R | None:
        """The thing under the cursor, None where nothing is shown."""
        return self.shown[min(self.cursor, len(self.shown) - 1)] if self.shown else None

    @property
    def key_here(self) -> str:
        """The id of the thing under the cursor, empty for none."""
        here = self.here
        return self._key(here) if here is not None else ""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.shown)

    @property
    def page(self) -> int:
        """How many rows one page is."""
        return max(1, self.size.height - 1)

    def _paint_rows(self, width: int, height: int) -> list[Content]:
        """The window around the cursor."""
        if not self.shown:
            return list(self._instead)
        if self._with_cursor:
            self._top = min(max(self._top, self.cursor - height + 1), self.cursor)
        else:
            self._top = self.cursor
        self._top = max(0, min(self._top, self.count - height))
        rest = self.count - self._top - height
        words = _("{count} more below").format(count=rest) if self._counts_rest and rest > 0 else ""
        rows: list[Content] = []
        for index in range(self._top, min(self._top + height, self.count)):
            told = plain(f" {words} " if words and len(rows) == height - 1 else "", STRONG)
            room = width - told.cell_length
            row = padded(self.paint(self.shown[index], room), room) + told
            marked = self._with_cursor and index == self.cursor
            rows.append(row.stylize(SELECTED) if marked else row)
        return rows

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        self.move(rows)
        self.post_message(self.Wheeled())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked; what the piece of it says is done after that."""
        index = self._top + event.y - self._above
        if self._with_cursor and index < self.count:
            again = index == self.cursor and self._target(event) is None
            self.cursor = index
            self.move(0)
            self.post_message(self.Picked(self, again=again and self.cursor == index))


class ListedColumns(NamedTuple, Generic[R]):
    """Declared columns of a list, as many as there is room for."""

    declared: Sequence[ListColumn[R]]
    widths: Mapping[str, int]
    """Those that the list may show, from left to right, with their cells; 0 takes what is left."""
    first: Sequence[str]
    """Those that are always shown."""
    next: Sequence[str]
    """Which come in as the room grows."""
    least: int
    """Cells that the column which takes what is left has at the least."""
    right: Sequence[str] = ()
    """Those whose cells end under each other: figures."""
    headings: Mapping[str, str] = MappingProxyType({})
    """What is called otherwise here, marked for translation."""

    def shown(self, width: int) -> list[ListColumn[R]]:
        """Choose the columns that fit."""
        kept = set(self.first)
        room = width - 2 - self.least - sum(self.widths[key] + 1 for key in self.first)
        for key in self.next:
            if self.widths[key] + 1 <= room:
                kept.add(key)
                room -= self.widths[key] + 1
        return chosen(self.declared, (key for key in self.widths if key in kept))

    def head(self, width: int, start: str = " ") -> Content:
        """The heads."""
        heads = [
            _(self.headings[one.key]) if one.key in self.headings else one.head
            for one in self.shown(width)
        ]
        return self._line(heads, {}, width, start).stylize(DIM)

    def row(
        self,
        one: R,
        width: int,
        styles: Mapping[str, str] = MappingProxyType({}),
        *,
        start: str = " ",
        instead: Mapping[str, str] = MappingProxyType({}),
    ) -> Content:
        """One row behind its `start`; `instead` holds what a screen says in place of a declared cell."""
        cells = [
            instead[column.key] if column.key in instead else column.said(one)
            for column in self.shown(width)
        ]
        return self._line(cells, styles, width, start)

    def _line(
        self, cells: Sequence[str], styles: Mapping[str, str], width: int, start: str
    ) -> Content:
        """Cells in their columns; an empty one is a dash, an id keeps its end."""
        columns = self.shown(width)
        taken = sum(self.widths[column.key] + 1 for column in columns)
        rest = max(width - len(start) - 1 - taken, 1)
        made = plain(start)
        for column, cell in zip(columns, cells, strict=True):
            text, look = " ".join(cell.split()) or "-", styles.get(column.key, "")
            room = self.widths[column.key] or rest
            if column.key == "id":
                made += line(" ", id_cell(text, room, look))
                continue
            if column.key in self.right:
                text = " " * (room - plain(text).cell_length) + text
            made += line(" ", padded(plain(text, look), room))
        return made

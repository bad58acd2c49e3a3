"""What paints text without a widget for each row: `Pane`, and `RowList`, a list with a cursor.

Painting one pane costs a tenth of laying out a widget per row, and keeps every key under a frame.
Between closing an assessment and the next screen a timer may fall due, and a pane be painted: only
on a screen that still `stands` may what was put off run, and its panes paint.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec

from textual import events
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from gapwizard.tui.kit.text import SELECTED, lines, padded

Painter = Callable[[int, int], list[Content]]
"""Rows for a width and a height."""


class Pane(Widget, can_focus=False):
    """Paints what its painter gives for the size it has."""

    def __init__(self, painter: Painter, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Paint with `painter`."""
        super().__init__(id=id)
        self._painter = painter

    def render(self) -> Content:
        """Paint the rows; nothing on a screen that is gone."""
        if not stands(self.screen):
            return Content("")
        width, height = self.size
        rows = self._painter(width, height)[:height]
        return lines([padded(row, width) for row in rows])


P = ParamSpec("P")


def stands(screen: Screen[Any]) -> bool:
    """Tell whether a screen is on the stack, and the assessment it shows is open."""
    if screen not in screen.app.screen_stack:
        return False
    place = getattr(screen.app, "places", {}).get(getattr(screen, "NAME", ""))
    return place is None or not place.needs or getattr(screen.app, "session", None) is not None


def while_standing(screen: Screen[Any], act: Callable[P, None]) -> Callable[P, None]:
    """An act that does nothing once its screen is gone."""

    @wraps(act)
    def guarded(*args: P.args, **named: P.kwargs) -> None:
        if stands(screen):
            act(*args, **named)

    return guarded


class RowList(Widget, can_focus=False):
    """Shows rows made on demand; a thousand cost as much as a screenful."""

    DEFAULT_CSS = "RowList { height: 1fr; }"

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, index: int) -> None:
            """Say which."""
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None, cursor: bool = True) -> None:  # noqa: A002 - Textual's name
        """Begin empty; without a cursor it only scrolls."""
        super().__init__(id=id)
        self._count = 0
        self._row: Callable[[int], Content] = lambda _index: Content("")
        self._with_cursor = cursor
        self._top = 0
        self.cursor = 0

    def fill(
        self, rows: Sequence[Content] | Callable[[int], Content], count: int | None = None
    ) -> None:
        """Show other rows: a list, or a function that makes row i and how many there are."""
        if callable(rows):
            self._row, self._count = rows, count or 0
        else:
            self._row, self._count = rows.__getitem__, len(rows)
        self.cursor = max(0, min(self.cursor, self._count - 1))
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor by some rows."""
        self.go(self.cursor + step)

    def go(self, index: int) -> None:
        """Put the cursor on a row."""
        self.cursor = max(0, min(index, self._count - 1))
        self.refresh()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def page(self) -> int:
        """How many rows one page is."""
        return max(1, self.size.height - 1)

    def render(self) -> Content:
        """Paint the window around the cursor; nothing on a screen that is gone."""
        if not stands(self.screen):
            return Content("")
        width, height = self.size
        if self._with_cursor:
            self._top = min(max(self._top, self.cursor - height + 1), self.cursor)
            self._top = max(0, min(self._top, self._count - height))
        else:
            self._top = max(0, min(self.cursor, self._count - height))
        shown = range(self._top, min(self._top + height, self._count))
        rows = []
        for index in shown:
            row = padded(self._row(index), width)
            marked = self._with_cursor and index == self.cursor
            rows.append(row.stylize(SELECTED) if marked else row)
        return lines(rows)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked."""
        index = self._top + event.y
        if self._with_cursor and index < self._count:
            self.go(index)
            self.post_message(self.Picked(index))

"""What paints text without a widget for each row: `Pane`, and `RowList`, a list with a cursor.

Painting one pane costs a tenth of laying out a widget per row, and keeps every key under a frame.
Between closing an assessment and the next screen a timer may fall due, and a pane be painted: only
on a screen that still `stands` may what was put off run, and its panes paint.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from gapwizard.i18n import _
from gapwizard.tui.kit.text import SELECTED, STRONG, lines, padded, plain, rule

Painter = Callable[[int, int], list[Content]]
"""Rows for a width and a height."""


class Pane(Widget, can_focus=False):
    """Paints what its painter gives for the size it has."""

    def __init__(
        self,
        painter: Painter,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        ruled: bool = False,
    ) -> None:
        """Paint with `painter`, under a row that divides where it is `ruled`."""
        super().__init__(id=id)
        self._painter = painter
        self._ruled = ruled

    def render(self) -> Content:
        """Paint the rows; nothing on a screen that is gone."""
        if not stands(self.screen):
            return Content("")
        width, height = self.size
        head = [rule(width)] if self._ruled else []
        rows = [*head, *self._painter(width, height - len(head))][:height]
        return lines([padded(row, width) for row in rows])


P = ParamSpec("P")
R = TypeVar("R")


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


class RowList(Widget, Generic[R], can_focus=False):
    """A list of things, each painted as one row, with a cursor that stays on its thing.

    Rows are made on demand, those in sight alone: a thousand cost as much as a screenful.
    """

    DEFAULT_CSS = "RowList { height: 1fr; }"

    class Picked(Message):
        """A row was clicked; the cursor is on it."""

    def __init__(
        self,
        paint: Callable[[R, int], Content],
        *,
        key: Callable[[R], str] = str,
        head: Callable[[R], bool] = lambda _one: False,
        id: str = "rows",  # noqa: A002 - Textual's name
        cursor: bool = True,
        counts_rest: bool = False,
    ) -> None:
        """Paint a thing for a width with `paint`, and know it again by its `key`.

        What has an empty key is not followed. The cursor passes over what is a `head`. Without a
        cursor the list only scrolls. With
        `counts_rest` the last row says how many are below it.
        """
        super().__init__(id=id)
        self.paint = paint
        self._key = key
        self._head = head
        self._with_cursor = cursor
        self._follows = True
        self._counts_rest = counts_rest
        self._top = 0
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
        self.refresh()

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
    def count(self) -> int:
        """How many rows there are."""
        return len(self.shown)

    @property
    def page(self) -> int:
        """How many rows one page is."""
        return max(1, self.size.height - 1)

    def render(self) -> Content:
        """Paint the window around the cursor; nothing on a screen that is gone."""
        if not stands(self.screen):
            return Content("")
        width, height = self.size
        if not self.shown:
            return lines([padded(row, width) for row in self._instead[:height]])
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
        return lines(rows)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked."""
        index = self._top + event.y
        if self._with_cursor and index < self.count:
            self.cursor = index
            self.move(0)
            self.post_message(self.Picked())

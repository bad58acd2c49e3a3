"""Picker: type to narrow a list, Enter takes one; help, palette, clauses and jump are pickers."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from gapwizard.i18n import _
from gapwizard.tui.kit.commands import Astray, swallow
from gapwizard.tui.kit.editors import LineEditor
from gapwizard.tui.kit.panes import Pane, RowList
from gapwizard.tui.kit.text import STRONG, id_cell, line, plain

V = TypeVar("V")


def next_of(ring: Sequence[V], now: V, step: int = 1) -> V:
    """The one after `now` in a ring; the first where `now` is none of it."""
    at = ring.index(now) + step if now in ring else 0
    return ring[at % len(ring)]


class Item(NamedTuple, Generic[V]):
    """One thing to pick."""

    key: str
    words: str
    value: V


class Picker(Screen[None], Generic[V]):
    """A list that narrows as one types; Esc or the key that opened it closes it."""

    AUTO_FOCUS = "Input"

    def __init__(self, title: str, items: Sequence[Item[V]], take: Callable[[V], None]) -> None:
        """Offer `items`; `take` gets the value of the one picked."""
        super().__init__()
        self._title = title
        self._items = items
        self._found = list(items)
        self._take = take
        self._narrowed = ""
        """What the rows fit; keys that come at once are ahead of it."""
        self._rows: RowList[Item[V]] = RowList(
            lambda item, _width: line(" ", id_cell(item.key, 12, STRONG), " ", item.words)
        )

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        yield Pane(
            lambda _w, _h: [line(" ", (self._title, STRONG), f"  {len(self._found)}")], id="header"
        )
        yield LineEditor(placeholder=_("type to search"))
        yield self._rows
        words = _("Enter take  Up Down move  Esc back")
        yield Pane(lambda _w, _h: [plain(f" {words}")], id="footer")

    def on_mount(self) -> None:
        """Fill the list."""
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list: every word typed must occur."""
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        self._narrowed = typed
        words = typed.casefold().replace("？", "?").split()
        self._found = [
            item
            for item in self._items
            if all(word in f"{item.key} {item.words}".casefold() for word in words)
        ]
        exact = [item for item in self._found if item.key.casefold() == typed.strip().casefold()]
        if exact and typed.strip():
            self._found = [*exact, *(item for item in self._found if item not in exact)]
        self._rows.cursor = 0
        self._rows.fill(self._found)
        self.query_one("#header", Pane).refresh()

    def on_key(self, event: events.Key) -> None:
        """Move, take or close."""
        rows = self._rows
        steps = {"down": 1, "up": -1, "pagedown": rows.page, "pageup": -rows.page}
        empty = not self.query_one(Input).value
        if event.key in steps:
            rows.move(steps[event.key])
        elif event.key == "escape" or (empty and event.key in ("question_mark", "f1")):
            self.dismiss()
        else:
            return
        swallow(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row under the cursor, of those that fit all that was typed before Enter."""
        if event.value != self._narrowed:
            self._narrow(event.value)
        self._finish()

    def on_astray(self, message: Astray) -> None:
        """Type on with a key that came in one burst with the key that opened the list."""
        self.query_one(Input).post_message(message.key)

    def on_row_list_picked(self) -> None:
        """Take the row clicked."""
        self._finish()

    def _finish(self) -> None:
        here = self._rows.here
        if here is not None:
            self.dismiss()
            self._take(here.value)

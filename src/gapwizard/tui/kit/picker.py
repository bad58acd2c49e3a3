"""Picker: type to narrow a list, Enter takes one; help, palette, clauses and jump are pickers."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from gapwizard.i18n import _
from gapwizard.tui.kit.editors import LineEditor
from gapwizard.tui.kit.panes import Pane, RowList
from gapwizard.tui.kit.text import STRONG, id_cell, line, plain


class Item(NamedTuple):
    """One thing to pick."""

    key: str
    words: str
    value: object


class Picker(Screen[None]):
    """A list that narrows as one types; Esc or the key that opened it closes it."""

    AUTO_FOCUS = "Input"

    def __init__(
        self, title: str, items: Sequence[Item], take: Callable[[object], None], typed: str = ""
    ) -> None:
        """Offer `items`; `take` gets the value of the one picked."""
        super().__init__()
        self._title = title
        self._items = items
        self._found = list(items)
        self._take = take
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        yield Pane(
            lambda _w, _h: [line(" ", (self._title, STRONG), f"  {len(self._found)}")], id="header"
        )
        yield LineEditor(self._typed, placeholder=_("type to search"))
        yield RowList(id="rows")
        words = _("Enter take  Up Down move  Esc back")
        yield Pane(lambda _w, _h: [plain(f" {words}")], id="footer")

    def on_mount(self) -> None:
        """Fill the list."""
        self._narrow(self._typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list: every word typed must occur."""
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().replace("？", "?").split()
        self._found = [
            item
            for item in self._items
            if all(word in f"{item.key} {item.words}".casefold() for word in words)
        ]
        exact = [item for item in self._found if item.key.casefold() == typed.strip().casefold()]
        if exact and typed.strip():
            self._found = [*exact, *(item for item in self._found if item not in exact)]
        rows = self.query_one(RowList)
        rows.cursor = 0
        rows.fill(
            [line(" ", id_cell(item.key, 12, STRONG), " ", item.words) for item in self._found]
        )
        self.query_one("#header", Pane).refresh()

    def on_key(self, event: events.Key) -> None:
        """Move, take or close."""
        rows = self.query_one(RowList)
        steps = {"down": 1, "up": -1, "pagedown": rows.page, "pageup": -rows.page}
        empty = not self.query_one(Input).value
        if event.key in steps:
            rows.move(steps[event.key])
        elif event.key == "escape" or (empty and event.key in ("question_mark", "f1")):
            self.dismiss()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_submitted(self) -> None:
        """Take the row under the cursor."""
        self._finish()

    def on_row_list_picked(self) -> None:
        """Take the row clicked."""
        self._finish()

    def _finish(self) -> None:
        rows = self.query_one(RowList)
        if self._found:
            value = self._found[rows.cursor].value
            self.dismiss()
            self._take(value)

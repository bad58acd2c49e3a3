"""Editors: the fields texts are typed in, which show what they hold without letting it act.

A character that steers terminals or turns the direction of text is painted as a mark of one cell,
so that the cursor stays where it is; what is kept is what was typed.
"""

from collections.abc import Callable
from typing import Any

from rich.text import Text
from textual import events
from textual.widgets import Input, TextArea

from gapwizard.domain.visible import masked
from gapwizard.tui.kit.commands import swallow


class LineEditor(Input):
    """A field of one line."""

    def __init__(self, **options: Any) -> None:
        """Begin empty, its cursor still and its text not selected."""
        super().__init__(compact=True, select_on_focus=False, **options)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        shown = "*" * len(self.value) if self.password else masked(self.value)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, as one: Textual drops all but the first."""
        swallow(event)
        self.replace(" ".join(event.text.split()), *self.selection)


class NoteEditor(TextArea):
    """A field of many lines."""

    def __init__(self, entered: Callable[[], bool] = lambda: False, **options: Any) -> None:
        """Begin empty, its cursor still; `entered` tells of an Enter whether it begins no line."""
        super().__init__(compact=True, tab_behavior="focus", **options)
        self.cursor_blink = False
        self._entered = entered

    def on_key(self, event: events.Key) -> None:
        """Let an Enter that means something else begin no line."""
        if event.key == "enter" and self._entered():
            swallow(event)

    def get_line(self, line_index: int) -> Text:
        """One line as it is painted."""
        return Text(masked(self.document.get_line(line_index)), end="", no_wrap=True)

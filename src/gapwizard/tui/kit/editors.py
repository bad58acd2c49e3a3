"""Editors: the fields texts are typed in, which show what they hold without letting it act.

A character that steers terminals or turns the direction of text is painted as a mark of one cell,
so that the cursor stays where it is; what is kept is what was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, TextArea

from gapwizard.domain.visible import masked
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.text import STRONG, line


class LineEditor(Input):
    """A field of one line."""

    def __init__(self, value: str = "", **options: Any) -> None:
        """Begin with a text, its cursor still and its text not selected."""
        super().__init__(value, compact=True, select_on_focus=False, **options)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        return Text(masked(self.value), no_wrap=True, overflow="ignore", end="")


class NoteEditor(TextArea):
    """A field of many lines."""

    def __init__(self, **options: Any) -> None:
        """Begin empty, its cursor still."""
        super().__init__(compact=True, tab_behavior="focus", **options)
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """One line as it is painted."""
        return Text(masked(self.document.get_line(line_index)), end="", no_wrap=True)


@dataclass(slots=True)
class AskedLine:
    """What a line is open for: its text at first, who takes it, who follows while one types."""

    start: str
    take: Callable[[str], None]
    live: Callable[[str], None] | None
    refused: bool = False


class AskLine(Horizontal):
    """A prompt and a field in one row, closed until something is asked."""

    DEFAULT_CSS = """
    AskLine { height: 1; display: none; background: $surface; }
    AskLine.-open { display: block; }
    AskLine Pane { width: 30; height: 1; }
    AskLine Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    """

    def __init__(self, entered: Callable[[], None], changed: Callable[[str], None]) -> None:
        """Begin closed; `entered` is told of Enter, `changed` gets every text on the way."""
        super().__init__()
        self._entered = entered
        self._changed = changed
        self.line = LineEditor(id="askline")
        self._prompt = ""

    def compose(self) -> ComposeResult:
        """Prompt, then field."""
        yield Pane(lambda _w, _h: [line(" ", (self._prompt, STRONG))])
        yield self.line

    def open(self, prompt: str, start: str) -> None:
        """Ask something; `start` stands in the field."""
        self._prompt = prompt
        pane = self.query_one(Pane)
        pane.styles.width = min(line(prompt).cell_length + 2, 50)
        with self.line.prevent(Input.Changed):
            self.line.value = start
        self.line.cursor_position = len(start)
        self.add_class("-open")
        pane.refresh()

    def close(self) -> None:
        """Close."""
        self.remove_class("-open")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say that Enter was pressed."""
        event.stop()
        self._entered()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed."""
        event.stop()
        self._changed(event.value)

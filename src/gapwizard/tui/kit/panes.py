"""Pane: a widget that paints rows made for its size, without a layout of its own.

Painting one pane costs a tenth of laying out a widget per row, and keeps every key under a frame.
"""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from gapwizard.tui.kit.standing import stands
from gapwizard.tui.kit.text import lines, padded

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

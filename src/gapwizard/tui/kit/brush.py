"""Turns styled rows into the strips that Textual shows, keeping strips and mixed styles, for one pane."""

from itertools import pairwise

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content, Span
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

KEPT = 500
"""Rows that are kept: some screenfuls."""


class Brush:
    """Paints rows for one width and theme; each mix of styles is made once."""

    def __init__(self, widget: Widget) -> None:
        """Take the look that a widget has now."""
        self._base = widget.visual_style
        self._width = widget.size.width
        self._ground = widget.background_colors[1]
        self._filters = widget.app.get_line_filters()
        self._kept: dict[tuple[str, tuple[Span, ...]], Strip] = {}
        self._mixed: dict[tuple[str, ...], RichStyle] = {}

    def strip(self, row: Content) -> Strip:
        """A row as wide as the pane, as Textual puts it on the screen; one that was moved is kept."""
        key = (row.plain, tuple(row.spans))
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > KEPT:
                self._kept.clear()
            found = self._kept[key] = self._painted(row)
        return found

    def _painted(self, row: Content) -> Strip:
        segments = self._segments(row)
        for each in self._filters:  # what turns colours into those that the terminal has
            segments = each.apply(segments, self._ground)
        return Strip(segments, self._width)

    def _segments(self, row: Content) -> list[Segment]:
        """Pieces of one style each; what a click does has no look."""
        text, spans = row.plain, [span for span in row.spans if isinstance(span.style, str)]
        ends = {0, len(text), *(end for span in spans for end in (span.start, span.end))}
        return [
            Segment(
                text[start:end],
                self._style(
                    tuple(str(s.style) for s in spans if s.start <= start and s.end >= end)
                ),
            )
            for start, end in pairwise(sorted(ends))
        ]

    def _style(self, over: tuple[str, ...]) -> RichStyle:
        """The style of the pane with others over it."""
        found = self._mixed.get(over)
        if found is None:
            found = Style.combine([self._base, *map(Style.parse, over)]).rich_style
            self._mixed[over] = found
        return found

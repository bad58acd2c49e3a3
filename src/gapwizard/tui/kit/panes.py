"""What paints text without a widget for each row: `Pane`; `row_list` has the list with a cursor.

Painting one pane costs a tenth of laying out a widget per row, and only rows whose values changed
are painted again: a key costs the same in a large window as in a small one.
What is shown of a long text is a window of its rows, from the top or around the row in focus.
Between closing an assessment and the next screen a timer may fall due, and a pane be painted: only
on a screen that still `stands` may what was put off run, and its panes paint.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, Self

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from gapwizard.i18n import _, ngettext
from gapwizard.tui.kit.brush import Brush
from gapwizard.tui.kit.clicks import Target, clickable, follow, target_at, targets
from gapwizard.tui.kit.text import DIM, both_ends, padded, plain, rule

MARGIN = 3
"""Rows that stay in sight above and below the one in focus."""


class Painted(NamedTuple):
    """Rows that may be more than fit, and how they are seen."""

    rows: Sequence[Content]
    foot: Sequence[Content] = ()
    """Rows at the bottom that are always in sight."""
    about: str = ""
    """What the rows are about: of another thing one reads from the top; empty: the first row says."""
    focus: int | None = None
    """The row around which the others are seen; None: they are read from the top, with a mark."""


class Sight(NamedTuple):
    """Which rows of many are in sight."""

    first: int
    rows: int
    most: tuple[int, int]
    """How far they can be rolled up and down; zeros: all of them are in sight."""
    step: int
    """Rows that one key rolls: a window, less a row that is seen twice."""
    rolled: int
    """How far they are rolled."""


def in_sight(painted: Painted, room: int, rolled: int, top: int = 0) -> Sight:
    """Which rows are seen in a room; one row of it is the mark where some do not fit.

    `top` is the first row that was seen before: it stays as long as the one in focus is well inside.
    """
    count = len(painted.rows)
    if count <= room:
        return Sight(0, count, (0, 0), 0, 0)
    if painted.focus is None:
        rolled = max(0, min(rolled, count - room + 1))
        return Sight(rolled, room - 1, (0, count - room + 1), max(1, room - 2), rolled)
    margin = min(MARGIN, room // 3)
    if not top + margin <= painted.focus < top + room - margin:
        top = painted.focus - room // 2
    around = max(0, min(top, count - room))
    rolled = max(-around, min(rolled, count - room - around))
    return Sight(around + rolled, room, (-around, count - room - around), room, rolled)


WHEEL = 3
"""Rows that one notch of the wheel moves."""


Painter = Callable[[int, int], Sequence[Content] | Painted]
"""Rows for a width and a height."""


class Pane(Widget, can_focus=False):
    """Paints what its painter gives for the size it has; what does not fit is rolled where it `rolls`."""

    ALLOW_SELECT = False

    def __init__(
        self,
        painter: Painter,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        ruled: bool = False,
        rolls: bool = False,
        edge: str = "",
    ) -> None:
        """Paint with `painter`, under a row that divides where it is `ruled`.

        `edge` is the side on which a line divides it from the next pane: left, right, or `beside`
        for a pane that stands beside the rows in a wide window, and below them in another
        one, or on a screen of the class `-stacked`.
        """
        super().__init__(id=id)
        self._painter = painter
        self._ruled = ruled
        self._rolls = rolls
        self._edge = edge
        self._above = 0
        """Rows above what is painted: the one that divides."""
        self._rows: list[Content] = []
        self._strips: list[Strip | None] = []
        self._brush: Brush | None = None
        self._looks: tuple[Size, Style] | None = None
        """The size and style that the rows were painted for; None: they are painted anew."""
        self._due = False
        """Whether a comparison with the values of now is on its way."""
        self._about = ""
        self._rolled = 0
        self._most = (0, 0)
        """How far it can be rolled up and down."""
        self._step = 0
        """Rows that one key rolls."""
        self._top = 0
        """The first row in sight where they are seen around one of them."""
        self._around = False
        """Whether the rows are seen around one of them, and not from the top."""

    # Painting

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint everything anew, unless rows are named."""
        if repaint and not regions:
            self._looks = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def repaint(self) -> None:
        """Paint the rows whose values changed, once what is under way is done."""
        if not self._due and self.is_attached:
            self._due = self.call_later(self._compare)

    def _compare(self) -> None:
        """Paint the rows that are others than before."""
        self._due = False
        if self._looks is None or not self.display or self._looks[0] != self.size:
            self.refresh()
            return
        before, self._rows = self._rows, self._now()
        changed = [at for at, row in enumerate(self._rows) if not _same(row, before[at])]
        for at in changed:
            self._strips[at] = None
        if changed:
            ends = (max(_ink(before[at]), _ink(self._rows[at])) for at in changed)
            regions = (Region(0, at, end, 1) for at, end in zip(changed, ends, strict=True))
            self.refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows as Textual takes them: it keeps none of them itself, which costs more than painting."""
        looks = (self.size, self.visual_style)
        if self._looks != looks:
            self._looks = looks
            self._brush = Brush(self)
            self._rows = self._now()
            self._strips = [None] * len(self._rows)
        strips = [self._strip(y) for y in crop.line_range if y < len(self._rows)]
        if crop.column_span != (0, looks[0].width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _strip(self, y: int) -> Strip:
        found = self._strips[y]
        if found is None and self._brush is not None:
            found = self._brush.strip(self._rows[y])
            self._strips[y] = found
        return found or Strip([])

    def _now(self) -> list[Content]:
        """As many rows as there are; blank ones on a screen that is gone."""
        width, height = self.size
        if not stands(self.screen):
            return [plain(" " * width)] * height
        edge = self._edge
        if edge == "beside":
            below = not self.screen.has_class("-widest") or self.screen.has_class("-stacked")
            edge = "top" if below else "left"
        width -= edge in ("left", "right")
        head = [rule(width)] if self._ruled or edge == "top" else []
        self._above = len(head)
        room = height - len(head)
        given = self._painter(width, room)
        if self._rolls or isinstance(given, Painted):
            painted = given if isinstance(given, Painted) else Painted(given)
            given = self._window(painted, width, room)
        rows = [padded(row, width) for row in [*head, *given][:height]]
        rows += [plain(" " * width)] * (height - len(rows))
        if edge not in ("left", "right"):
            return rows
        bar = plain("│", DIM)
        return [bar + row if edge == "left" else row + bar for row in rows]

    @property
    def said(self) -> str:
        """What stands in it now, row by row."""
        return "\n".join(row.plain.rstrip() for row in self._now())

    # Rolling

    def _window(self, painted: Painted, width: int, height: int) -> list[Content]:
        """The rows in sight: all of them, else those that were rolled to."""
        rows, room = painted.rows, max(1, height - len(painted.foot))
        self._around = painted.focus is not None
        about = painted.about or (rows[0].plain if rows else "")
        if about != self._about:
            self._about, self._rolled = about, 0
        sight = in_sight(painted, room, self._rolled, self._top)
        self._top = sight.first - (sight.rolled if self._around else 0)
        self._most, self._step, self._rolled = sight.most, sight.step, sight.rolled
        seen = list(rows[sight.first : sight.first + sight.rows])
        if self.overflows and not self._around:
            seen.append(self._mark(len(rows) - sight.first - sight.rows, width))
        return [*seen, *[plain("")] * (room - len(seen)), *painted.foot]

    def _mark(self, rest: int, width: int) -> Content:
        """Say that more rows follow, how many, and which key shows them."""
        key = getattr(self.screen, "roll_key", "")
        words = ngettext("{key}: {count} more row", "{key}: {count} more rows", rest)
        words = words if rest else _("{key}: back to the top")
        said = plain(words.format(key=key, count=rest) + " ", DIM)
        return both_ends(plain(""), clickable(said, "roll", self.id or ""), width)

    @property
    def overflows(self) -> bool:
        """Whether not all rows are in sight at once."""
        return self.display and self._most != (0, 0)

    @property
    def marked(self) -> bool:
        """Whether a mark says that more rows follow: a tree has none."""
        return not self._around

    def roll(self, rows: int) -> bool:
        """Roll by some rows; tells whether anything moved."""
        before, (least, most) = self._rolled, self._most
        self._rolled = max(least, min(before + rows, most))
        self.repaint()
        return self._rolled != before

    def roll_on(self) -> None:
        """Roll a window on, less a row that is seen twice; at the end back to the top."""
        if not self.roll(self._step):
            self.roll(self._most[0] - self._rolled)

    def roll_page(self, pages: int) -> None:
        """Roll by some windows."""
        self.roll(pages * self._step)

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Roll down."""
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Roll up."""
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        self.roll(rows)

    def on_click(self, event: events.Click) -> None:
        """Do what the piece of the row that was clicked says."""
        target = self._target(event)
        if target is not None:
            event.stop()
            follow(self.screen, target)

    def _target(self, event: events.Click) -> Target | None:
        at = event.get_content_offset(self)
        if at is None or at.y >= len(self._rows):
            return None
        return target_at(self._rows[at.y], at.x)

    def targets(self) -> list[tuple[int, int, Target]]:
        """What can be clicked: cell, row and what each does."""
        return [
            (x, y, target) for y, row in enumerate(self._rows) for x, _end, target in targets(row)
        ]


def _ink(row: Content) -> int:
    """The cells of a row up to the last that is seen: blanks behind it need no painting."""
    styled = (span.end for span in row.spans if isinstance(span.style, str))
    return max(1, row[: max(len(row.plain.rstrip()), *styled, 0)].cell_length)


def _same(row: Content, other: Content) -> bool:
    return row.plain == other.plain and row.spans == other.spans


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

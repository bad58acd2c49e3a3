"""Jump mode: a letter on everything that can be reached; the letter goes there or does it.

What takes a click is found by the targets that its row carries, so nothing is labelled by hand.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label, TextArea

from gapwizard.tui.kit.clicks import Target, follow
from gapwizard.tui.kit.commands import swallow
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList

LETTERS = ascii_lowercase + ascii_uppercase
"""Labels in the order in which they are given; what comes after the last one has none."""
UNLABELLED = ("footer",)
"""Panes that name their keys already."""


class Reached(NamedTuple):
    """One thing that can be reached."""

    at: Offset
    reach: Callable[[], object]


def places(
    screen: Screen[Any], move_in: Callable[[RowList[Any]], object], read: Callable[[Pane], object]
) -> list[Reached]:
    """Lists, fields and panes that are longer than their window, then what takes a click.

    `move_in` lets the keys move in a list, `read` lets them roll a pane.
    """
    first: list[Reached] = []
    named: dict[Target, Offset] = {}
    for widget in screen.query("*"):
        if not widget.display or not widget.region:
            continue
        corner = widget.content_region.offset
        if isinstance(widget, Input | TextArea):
            first.append(Reached(corner, partial(screen.set_focus, widget)))
        elif isinstance(widget, RowList):
            first.append(Reached(corner, partial(move_in, widget)))
        elif isinstance(widget, Pane) and widget.overflows:
            first.append(Reached(corner, partial(read, widget)))
        if isinstance(widget, Pane) and widget.id not in UNLABELLED:
            for x, y, target in widget.targets():
                named.setdefault(target, corner + Offset(x, y))
    then = [Reached(at, partial(follow, screen, target)) for target, at in named.items()]
    return list(_apart([*first, *then]))


def _apart(found: Sequence[Reached]) -> Iterator[Reached]:
    """As many places as there are letters, one for each cell."""
    seen: set[Offset] = set()
    for place in found:
        if place.at not in seen and len(seen) < len(LETTERS):
            seen.add(place.at)
            yield place


ROLLS = {"down": 1, "j": 1, "up": -1, "k": -1}
PAGES = {"pagedown": 1, "space": 1, "pageup": -1}


def roll(pane: Pane, key: str) -> bool:
    """Roll a pane by a key that moves; tells whether it is one."""
    if key in ROLLS:
        pane.roll(ROLLS[key])
    elif key in PAGES:
        pane.roll_page(PAGES[key])
    return key in ROLLS or key in PAGES


class JumpScreen(ModalScreen[None]):
    """The letters over the screen below; any other key takes them away."""

    AUTO_FOCUS = None

    def __init__(self, found: Sequence[Reached]) -> None:
        """Label some places."""
        super().__init__()
        self._found = dict(zip(LETTERS, found, strict=False))

    def compose(self) -> ComposeResult:
        """A letter at each place."""
        for letter, place in self._found.items():
            label = Label(letter, classes="jump", markup=False)
            label.styles.offset = (place.at.x, place.at.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Reach what the letter labels; another key only takes the letters away."""
        if event.key in ("ctrl+q", "ctrl+c"):
            return
        swallow(event)
        self.dismiss()
        place = self._found.get(event.character or "")
        if place is not None:
            self.app.call_later(place.reach)

    def on_click(self) -> None:
        """Take the letters away."""
        self.dismiss()

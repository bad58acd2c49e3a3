"""The last row of a screen: the keys that act now, each of which takes a click as well."""

from collections.abc import Sequence
from functools import lru_cache

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.line_breaks import broken
from gapwizard.i18n import _
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.commands import NAMES, Command
from gapwizard.tui.kit.text import DIM, STRONG, plain

ENDS = ("interview", "give_up", "help")
"""Commands that the footer shows last and never drops: the way out, and help."""
FEW, MANY = 8, 14
"""Commands that it shows at most: below 100 columns, and from there on."""
BROAD = 100
"""Cells from which on it is the longer footer."""
KEYS = {shown: key for key, shown in NAMES.items()}
"""The key that stands behind each name."""


def row(commands: Sequence[Command], width: int) -> Content:
    """As many of the commands as fit, the most useful first."""
    return _row(tuple(commands), width, i18n.language())


@lru_cache(maxsize=64)
def _row(commands: tuple[Command, ...], width: int, _language: str) -> Content:
    """The same; it is painted at every key and seldom differs."""
    shown = [command for command in commands if command.shown]
    ends = [command for command in shown if command.id in ENDS]
    most = (FEW if width < BROAD else MANY) - len(ends)
    chosen = [item(command) for command in shown if command not in ends][:most]
    last = [item(command) for command in ends]
    room = width - sum(one.cell_length for one in last)
    found = plain(" ")
    for one in chosen:
        if found.cell_length + one.cell_length <= room:
            found += one
    return Content("").join([found, *last])


def item(command: Command) -> Content:
    """A key and what it does, dim where it would be refused; a click presses the key that is clicked."""
    named = command.shown.split(" ")
    keys = plain(" ").join(_key(name, dim=bool(command.barred)) for name in named)
    words = plain(f" {_(command.short or command.words)}", DIM if command.barred else "")
    whole = keys + (
        clickable(words, "press", _pressed(named[0])) if _pressed(command.shown) else words
    )
    return whole + plain("  ")


def _key(name: str, *, dim: bool) -> Content:
    pressed = _pressed(name)
    shown = plain(name, DIM if dim else STRONG)
    return clickable(shown, "press", pressed) if pressed else shown


def _pressed(name: str) -> str:
    """The key of a name; none for a name of several, such as `1-4`: there is no telling which."""
    return KEYS.get(name, name if len(name) == 1 else "")


def too_small(least: tuple[int, int], width: int, height: int) -> list[Content]:
    """What is said in a window in which nothing can be shown: what it needs, and how to leave."""
    words = _(
        "needs {columns}x{rows}, here {width}x{height}: make the window larger. Nothing is lost. "
        "Ctrl+Q saves and ends; gapwizard ask asks line by line."
    ).format(columns=least[0], rows=least[1], width=width, height=height)
    return [plain(row.rstrip()) for row in broken(words, max(width, 1))]

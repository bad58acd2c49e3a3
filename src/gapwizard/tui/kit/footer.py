"""The last row of a screen: the keys that act now, each of which takes a click as well.

While a line or a text is typed, or a second key is waited for, it offers what acts then. What stands
at the other end of the frame is here too: the marks DEMO and CLIENT VIEW before every header.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from textual import events
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.line_breaks import broken
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.commands import NAMES, Command, character_of
from gapwizard.tui.kit.host import Host
from gapwizard.tui.kit.text import DIM, STRONG, line, plain

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


IN_LINE = (
    Command("take", (), N_("Take what is typed"), "Enter", N_("Take")),
    Command("close", (), N_("Drop what is typed: nothing is changed"), "Esc", N_("Drop")),
    Command("help", (), N_("Help for this screen"), "F1", N_("Help")),
)
"""What the footer offers while a line is typed: no letter is a key then."""
IN_TEXT = (
    Command("keep", (), N_("Leave the text being typed; it is kept"), "Esc", N_("Done, it is kept")),
    Command("client", (), N_("Client view"), "F9", N_("Client view")),
    Command("help", (), N_("Help for this screen"), "F1", N_("Help")),
)  # fmt: skip
"""What it offers while a text of many lines is typed."""
LEAVING = ("escape", "ctrl+q", "ctrl+c")
"""Keys that give up a prefix, and are none that does nothing."""
GIVE_UP = Command("give_up", (), N_("Do nothing, and have the keys back"), "Esc", N_("Back"))
"""The last thing it offers while a prefix waits for a second key."""


class Waiting(NamedTuple):
    """What a prefix waits for: one more key."""

    take: Callable[[events.Key], None]
    mode: str
    """The word for it in the corner, where the screen says its mode."""
    offered: Sequence[Command] | None
    """What the footer offers meanwhile; None where any key may mean what it always means."""
    texts: bool = False
    """Whether it takes a letter that no key has, such as Chinese; else that begins a text."""

    def wants(self, event: events.Key) -> bool:
        """Whether a key is the one waited for, and does not give it up."""
        return event.key not in LEAVING and (self.texts or character_of(event).isascii())


BADGE = "bold reverse"
"""How such a mark looks: it survives without colour."""


def badges(host: Host) -> Content:
    """The marks of now, each with a blank after it; empty for none."""
    words = (
        _("DEMO") if host.in_demo else "",
        _("CLIENT VIEW") if host.client_view else "",
    )
    return line(*(plain(f" {word} ", BADGE) + plain(" ") for word in words if word))

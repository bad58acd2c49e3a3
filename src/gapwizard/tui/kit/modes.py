"""What the footer offers while a line or a text is typed or a second key is waited for."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events

from gapwizard.i18n import N_
from gapwizard.tui.kit.commands import Command, character_of

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

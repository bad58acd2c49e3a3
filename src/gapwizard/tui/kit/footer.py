"""The footer: the keys that act now, as many as there is room for."""

from collections.abc import Callable, Sequence

from textual.content import Content

from gapwizard.i18n import N_, _
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.text import DIM, STRONG, line, plain

ENDS = ("interview", "give_up", "help")
"""Commands that the footer shows last and never drops: the way out, and help."""


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
GIVE_UP = Command("give_up", (), N_("Do nothing, and have the keys back"), "Esc", N_("Back"))
"""The last thing it offers while a prefix waits for a second key."""


def _item(command: Command, style: str = STRONG) -> Content:
    words = f" {_(command.short or command.words)}  "
    return line((command.shown, style), (words, DIM if style == DIM else ""))


def row(
    offered: Sequence[Command], width: int, most: int, barred: Callable[[Command], bool]
) -> Content:
    """The row of the commands that show a key, at most `most`; those that are barred are dim."""
    shown = [command for command in offered if command.shown]
    ends = [command for command in shown if command.id in ENDS]
    chosen = [command for command in shown if command not in ends][: most - len(ends)]
    items = [_item(command, DIM if barred(command) else STRONG) for command in chosen]
    last = [_item(command) for command in ends]
    room = width - sum(item.cell_length for item in last)
    whole = plain(" ")
    for item in items:
        if whole.cell_length + item.cell_length <= room:
            whole += item
    for item in last:
        whole += item
    return whole

"""Screens around a list: the keys that move in it, and the way back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from gapwizard.i18n import N_
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.panes import RowList

if TYPE_CHECKING:
    from gapwizard.session.session import Session

MOVES = (
    Command("down", ("down", "j"), N_("Next row")),
    Command("up", ("up", "k"), N_("Previous row")),
    Command("page_down", ("pagedown",), N_("Page down")),
    Command("page_up", ("pageup",), N_("Page up")),
    Command("top", ("home",), N_("To the top")),
    Command("end", ("end",), N_("To the end")),
)
CLOSE = Command("close", ("escape", "q"), N_("Back one screen"), "Esc", N_("Back"))


class ListScreen(KeyScreen):
    """A screen with one list of rows."""

    LAST: ClassVar[Sequence[Command]] = (CLOSE,)
    """Commands after those that move; a screen that is not left by Esc has none."""

    def commands(self) -> list[Command]:
        """Its own commands, then those that move, then the global ones."""
        own = self.keyed(self.NAME, self.KEYS)
        moves = self.keyed("list", (*MOVES, *self.LAST))
        return [*own, *moves, *super().commands()[len(own) :]]

    @property
    def session(self) -> "Session":
        """The open assessment."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("this screen shows an open assessment")
        return session

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def move(self, step: int) -> None:
        """Move by some rows."""
        self.rows.move(step)
        self.moved()

    def moved(self) -> None:
        """Show what belongs to the row under the cursor."""

    def on_row_list_picked(self) -> None:
        """Follow a click."""
        self.moved()

    def do_down(self) -> None:
        """Go one down."""
        self.move(1)

    def do_up(self) -> None:
        """Go one up."""
        self.move(-1)

    def do_page_down(self) -> None:
        """Go a page down."""
        self.move(self.rows.page)

    def do_page_up(self) -> None:
        """Go a page up."""
        self.move(-self.rows.page)

    def do_top(self) -> None:
        """Go to the first row."""
        self.move(-self.rows.count)

    def do_end(self) -> None:
        """Go to the last row."""
        self.move(self.rows.count)

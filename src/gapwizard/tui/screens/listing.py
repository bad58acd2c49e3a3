"""Screens around a list: the keys that move in it."""

from gapwizard.i18n import N_
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.base import KeyScreen
from gapwizard.tui.widgets.rows import RowList

MOVES = (
    Command("down", ("down", "j"), N_("Next row")),
    Command("up", ("up", "k"), N_("Previous row")),
    Command("page_down", ("pagedown",), N_("Page down")),
    Command("page_up", ("pageup",), N_("Page up")),
    Command("top", ("home",), N_("To the top")),
    Command("end", ("end",), N_("To the end")),
)


class ListScreen(KeyScreen):
    """A screen with one list of rows."""

    def commands(self) -> list[Command]:
        """Give its own commands, then those that move, then the global ones."""
        return [*self.KEYS, *MOVES, *super().commands()[len(self.KEYS) :]]

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

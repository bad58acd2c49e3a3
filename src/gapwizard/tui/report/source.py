"""The two lists of the report screen, the menu and the source, and the keys that move in them."""

from textual.content import Content

from gapwizard.i18n import _
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import STRONG, line
from gapwizard.tui.report.menu import MenuRow


class SourcePart(ListScreen):
    """Two lists, of which one takes the keys."""

    def __init__(self) -> None:
        """Begin in the menu."""
        super().__init__()
        self.menu_rows: list[MenuRow] = []
        self.lines: list[str] = []
        self.reading = False

    @property
    def menu(self) -> RowList:
        """The list of what can be chosen."""
        return self.query_one("#menu", RowList)

    @property
    def source(self) -> RowList:
        """The lines of the report."""
        return self.query_one("#source", RowList)

    @property
    def rows(self) -> RowList:
        """The list that the keys move in."""
        return self.source if self.reading else self.menu

    def source_row(self, index: int) -> Content:
        """One line of the source."""
        text = self.lines[index]
        return line(" ", (text, STRONG) if text.startswith("#") else text)

    def move(self, step: int) -> None:
        """Move, past the heads of the menu."""
        super().move(step)
        if not self.reading and self.menu_rows and self.here.act == "head":
            at = self.menu.cursor
            super().move(1 if step > 0 or at == 0 else -1)

    @property
    def here(self) -> MenuRow:
        """The row of the menu under the cursor."""
        return self.menu_rows[min(self.menu.cursor, len(self.menu_rows) - 1)]

    def moved(self) -> None:
        """Show where in the source."""
        self.repaint("header")

    def on_row_list_picked(self) -> None:
        """Follow a click into the menu."""
        self.reading = False
        self.moved()

    def do_lists(self) -> None:
        """Move in the other list."""
        self.reading = not self.reading
        self.repaint("header")
        if self.reading:
            self.tell(_("Up, Down and PgDn move in the source; Tab goes back to the menu"))

    def _section(self, direction: int) -> None:
        heads = [i for i, text in enumerate(self.lines) if text.startswith(("# ", "## "))]
        ahead = [i for i in heads if (i - self.source.cursor) * direction > 0]
        if ahead:
            self.source.go(min(ahead) if direction > 0 else max(ahead))
            self.moved()

    def do_section(self) -> None:
        """Go to the next section."""
        self._section(1)

    def do_section_back(self) -> None:
        """Go to the section before."""
        self._section(-1)

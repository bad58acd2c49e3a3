"""Moving among actions: along the rows of a list, or over the columns of the board."""

from gapwizard.domain.roadmap import COLUMNS, Column, Planned
from gapwizard.tui.kit.listing import ListScreen


class BoardingScreen(ListScreen):
    """Actions in rows or on a board, one of them in focus."""

    def __init__(self) -> None:
        """Begin with the list, empty."""
        super().__init__()
        self._view = "list"
        self._plan: list[Planned] = []
        self._here = ""

    @property
    def here(self) -> Planned | None:
        """The action in focus."""
        if self._view == "board":
            return next((one for one in self._plan if one.id == self._here), None)
        return self._plan[self.rows.cursor] if self._plan else None

    def moved(self) -> None:
        """Show the detail of the action in focus."""
        if self._view != "board" or self.here is None:
            self._here = self._plan[self.rows.cursor].id if self._plan else ""
        self.repaint("detail", "board")

    def columns(self) -> dict[Column, list[Planned]]:
        """The actions of each column."""
        return {name: [one for one in self._plan if one.column == name] for name in COLUMNS}

    def move(self, step: int) -> None:
        """Move in the list, or within a column of the board."""
        here = self.here
        if self._view != "board" or here is None:
            super().move(step)
            return
        cards = self.columns()[here.column]
        at = cards.index(here)
        self._here = cards[max(0, min(at + step, len(cards) - 1))].id
        self.moved()

    def _sideways(self, step: int) -> None:
        here, columns = self.here, self.columns()
        if self._view != "board" or here is None:
            return
        at, row = COLUMNS.index(here.column), columns[here.column].index(here)
        names = COLUMNS[at + 1 :] if step > 0 else COLUMNS[:at][::-1]
        cards = next((columns[name] for name in names if columns[name]), None)
        if cards is not None:
            self._here = cards[min(row, len(cards) - 1)].id
            self.moved()

    def do_left(self) -> None:
        """Go to the column on the left."""
        self._sideways(-1)

    def do_right(self) -> None:
        """Go to the column on the right."""
        self._sideways(1)

"""Which assessments are in sight: chosen from all by filter, archive and client view."""

import math
from datetime import datetime
from pathlib import Path

from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.i18n import _
from gapwizard.session.portfolio import listing


class Shown:
    """The rows of the portfolio that are in sight, and those that are marked."""

    def __init__(self) -> None:
        """Begin with nothing read, and everything in sight but what is archived."""
        self.every: list[PortfolioRow] = []
        self.rows: list[PortfolioRow] = []
        self.words = ""
        """What the names of those in sight have to hold."""
        self.archived = False
        self.client_view = False
        self.marks: set[str] = set()
        self._client: str | None = None
        """The organisation of the assessment opened last."""

    def read(self, data: Path, now: datetime, patience: float, last: str) -> bool:
        """Read the portfolio for some seconds; gives whether reading on would tell more.

        `last` is the assessment opened last, whose client is hidden from nobody.
        """
        before = self._pending or math.inf
        self.every = listing.all_rows(data, now, patience)
        known = (str(row.organisation) for row in self.every if row.id == last)
        self._client = next(known, None)
        self.narrow()
        return 0 < self._pending < before

    @property
    def _pending(self) -> int:
        return sum(row.pending for row in self.every)

    def narrow(self) -> None:
        """Choose the rows in sight."""
        self.rows = [row for row in self.every if self._in_sight(row)]

    def _in_sight(self, row: PortfolioRow) -> bool:
        if row.archived and not self.archived:
            return False
        return not self.words or (row.matches(self.words) and not self.hides(row))

    def hides(self, row: PortfolioRow) -> bool:
        """Tell whether client view hides a row: that of any client but the last one opened."""
        return self.client_view and str(row.organisation) != self._client

    @property
    def marked(self) -> list[PortfolioRow]:
        """The rows marked, the one changed first first."""
        rows = [row for row in self.every if row.id in self.marks]
        return sorted(rows, key=lambda row: row.changed)

    @property
    def told(self) -> str:
        """What is in sight, in words."""
        if not self.every:
            return ""
        filtered = (
            _("filter") if self.client_view else _("filter: {words}").format(words=self.words)
        )
        parts = [
            _("{shown} of {count}").format(shown=len(self.rows), count=len(self.every)),
            filtered if self.words else "",
            _("with archived ones") if self.archived else "",
        ]
        return "   ".join(part for part in parts if part)

"""Compare: last time beside now, clause by clause, question by question, finding by finding."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from gapwizard.domain.compare import Comparison, Row
from gapwizard.domain.compare_words import title_of
from gapwizard.domain.followed import Followed
from gapwizard.domain.pairing import Outcome, Pair
from gapwizard.i18n import N_, _
from gapwizard.session import comparison as comparisons
from gapwizard.tui.comparison import details
from gapwizard.tui.comparison import painting as paint
from gapwizard.tui.comparison.keys import CompareActs
from gapwizard.tui.comparison.state import FILTERS, Compared, Shown
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import DIM, STRONG, line, plain, shortened, wrapped

DAY = "2026-12-31"
"""As much of the end of a title as its day takes."""
LEAST = 24
"""Cells from which a title is shortened inside; below, only the first has room at all."""


class CompareScreen(CompareActs):
    """What got better and worse, why the figures changed, what became of findings."""

    NAME = "compare"
    TITLE_WORDS = N_("Compare")
    DEFAULT_CSS = """
    CompareScreen #figures { height: 4; }
    CompareScreen #listhead { height: 1; }
    CompareScreen #columns { layout: vertical; height: 1fr; }
    CompareScreen #list { width: 100%; height: 1fr; }
    CompareScreen #detail { width: 100%; height: 7; border-top: ascii $panel; }
    CompareScreen #fates { height: 1; }
    CompareScreen.-tall #detail { height: 14; }
    CompareScreen.-widest #columns { layout: horizontal; }
    CompareScreen.-widest #list { width: 1fr; height: 100%; }
    CompareScreen.-widest #detail { width: 46; height: 100%; border-top: none; border-left: ascii $panel; }
    """
    KEYS: ClassVar[Sequence[Command]] = (
        Command("details", ("enter",), N_("Open the clause, the question or the finding"), "Enter", N_("Details")),
        Command("worse", ("w",), N_("Worse only, over everything"), "w", N_("Worse")),
        Command("new", ("n",), N_("New and gone questions, and those asked only one of the times"), "n", N_("New, gone")),
        Command("repeated", ("r",), N_("Last time's findings: repeated, not checked, closed"), "r", N_("Repeated")),
        Command("filter", ("v",), N_("Show all questions, the worse, the better, those not comparable")),
        Command("swap", ("s",), N_("Swap A and B"), "s", N_("Swap")),
        Command("other", ("o",), N_("Choose the assessment to compare with"), "o", N_("Other")),
        Command("add", ("a",), N_("Flag the questions of a finding that was not checked"), "a", N_("Add")),
        Command("export", ("x",), N_("Write the comparison into a Markdown file"), "x", N_("Export")),
    )  # fmt: skip

    def body(self) -> ComposeResult:
        """Figures, the list, and the details below or beside it."""
        yield Pane(self._paint_figures, id="figures")
        yield Pane(self._paint_head, id="listhead")
        with Container(id="columns"):
            with Vertical(id="list"):
                yield RowList(id="rows")
            yield Pane(self._paint_detail, id="detail")
        yield Pane(self._paint_fates, id="fates")

    def compose(self) -> ComposeResult:
        """Open what is to be compared: what was marked, else last time's assessment."""
        names = [n for n in self.wizard.comparing if n != self.session.assessment.id]
        self.wizard.comparing = ()
        self.compared = Compared(self.session, names)
        yield from super().compose()

    def on_mount(self) -> None:
        """Fill the rows; offer the other assessments where there is no last time."""
        self.show()
        known = self.compared.before or self.wizard.client_view
        if not known and comparisons.others(self.session):
            self.later(self.do_other)

    def show(self) -> None:
        """Fill the rows."""
        compared = self.compared
        compared.refill()
        if compared.comparison is None:
            self.rows.fill(self._several_row, len(compared.clauses))
        else:
            self.rows.fill(self._row, len(compared.rows))
        super().show()

    def moved(self) -> None:
        """Show the details of the row."""
        self.repaint("detail", "footer")

    def copyable(self) -> str:
        """The id of what is under the cursor."""
        here = self.here
        if isinstance(here, Followed):
            return here.finding.id
        return here.id if here is not None else ""

    # Painting

    def title_row(self) -> Content:
        """Name what is compared; the client view names nobody."""
        compared = self.compared
        if self.wizard.client_view or not compared.before:
            return line((_("Compare"), STRONG))
        row, every = line((_("Compare"), STRONG)), compared.every
        taken = row.cell_length + self.corner().cell_length + 4
        room = (self.size.width - taken) // len(every) - 6
        for index, one in enumerate(every):
            title = title_of(one)
            name = shortened(title, room, len(DAY)) if room > LEAST else plain(title)
            row += line(f"   {paint.letter(index)}: ", name)
        return row

    def corner(self) -> Content:
        """Say how many questions both ask."""
        comparison = self.compared.comparison
        if comparison is None:
            return super().corner()
        counts = comparison.overall.counts
        words = _("matched {matched}  new {new}  gone {gone}").format(
            matched=comparison.matched, new=counts[Outcome.NEW], gone=counts[Outcome.GONE]
        )
        return plain(words, DIM)

    def _several_row(self, index: int) -> Content:
        every, width = self.compared.every, self.rows.size.width
        return paint.several_row(every, *self.compared.clauses[index], width)

    def _row(self, index: int) -> Content:
        shown: Shown = self.compared.rows[index]
        if isinstance(shown, Row):
            return paint.clause_row(shown, self.rows.size.width)
        if isinstance(shown, Pair):
            return paint.question_row(shown)
        return paint.finding_row(self.compared.sure(), shown)

    def _paint_figures(self, width: int, _height: int) -> list[Content]:
        compared = self.compared
        if compared.comparison is not None:
            return paint.figures(compared.comparison, width)
        if not compared.before:
            other = _("o chooses another assessment")
            why = wrapped(compared.why_none, width - 2, 3, STRONG)
            return [*(line(" ", row) for row in why), plain(f" {other}")]
        words = _("{count} assessments side by side; o chooses one to compare with in detail")
        return [plain(f" {words.format(count=len(compared.every))}")]

    def _paint_head(self, _width: int, _height: int) -> list[Content]:
        compared, width = self.compared, self.rows.size.width
        if compared.comparison is None:
            return [paint.several_head(compared.every, width)] if compared.before else []
        if compared.view == "clauses":
            return [paint.clause_head(width)]
        if compared.view == "findings":
            return [plain(f"   {_(paint.FINDINGS)}", DIM)]
        where = compared.clause or _("everything")
        shown = _(FILTERS[compared.filter][0])
        return [plain(f"   {where}: {shown} ({len(compared.rows)})", DIM)]

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        comparison = self.compared.comparison
        if comparison is not None:
            return self._detail(comparison, width, height)[:height]
        if not self.compared.before:
            return []
        return paint.several_figures(self.compared.every, width)[:height]

    def _detail(self, comparison: Comparison, width: int, height: int) -> list[Content]:
        here, private = self.here, not self.wizard.client_view
        if isinstance(here, Row):
            return details.clause_detail(comparison, here, width)
        if isinstance(here, Pair):
            return details.question_detail(comparison, here, width, height, private=private)
        if here is not None:
            return details.finding_detail(comparison, here, width)
        return [line(" ", (_("nothing here"), DIM))]

    def _paint_fates(self, _width: int, _height: int) -> list[Content]:
        comparison = self.compared.comparison
        return [paint.findings_row(comparison)] if comparison is not None else []

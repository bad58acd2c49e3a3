"""The dashboard: the honesty numbers, bars by clause, the heatmap of letters, what to do first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import charted, first_open
from gapwizard.i18n import N_, _
from gapwizard.tui import dashboard as paint
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.listing import ListScreen
from gapwizard.tui.text import STRONG, line
from gapwizard.tui.widgets.panes import Pane
from gapwizard.tui.widgets.rows import RowList

VIEWS = ("bars", "heat", "first")


class DashboardScreen(ListScreen):
    """How far, where it fails, what to do first."""

    TITLE_WORDS = N_("Dashboard")
    KEYS: ClassVar[Sequence[Command]] = (
        Command(
            "drill",
            ("enter",),
            N_("Open the first open question of the clause"),
            "Enter",
            N_("Drill down"),
        ),
        Command("view", ("v",), N_("View: bars, heatmap, what to do first"), "v", N_("View")),
        Command("report", ("r",), N_("Report"), "r", N_("Report")),
        Command(
            "interview", ("i", "escape", "q"), N_("Back to the interview"), "Esc", N_("Interview")
        ),
        Command("home", ("h",), N_("Home"), "h", N_("Home")),
    )

    def __init__(self) -> None:
        """Begin with the bars."""
        super().__init__()
        self._view = "bars"
        self._shown: list[str] = []

    def body(self) -> ComposeResult:
        """Figures, then rows, and a side in wide windows."""
        yield Pane(self._paint_figures, id="figures")
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield Pane(self._paint_side, id="side")

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of now."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("a dashboard has an open assessment")
        return session.diagnosis

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.diagnosis.assessment.about.name
        return line((_("Dashboard"), STRONG), f"  {name}")

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        diagnosis = self.diagnosis
        if self._view == "bars":
            self._shown = [clause.id for clause in charted(diagnosis)]
            self.rows.fill([paint.bar_row(diagnosis, name) for name in self._shown])
        elif self._view == "heat":
            self._shown = [leaf.id for leaf in diagnosis.questionnaire.leaves]
            self.rows.fill([paint.heat_row(diagnosis, name) for name in self._shown])
        else:
            self._shown = [step.clause for step in diagnosis.steps]
            self.rows.fill([paint.step_row(diagnosis, i) for i in range(len(self._shown))])
        super().show()

    def _paint_figures(self, width: int, _height: int) -> list[Content]:
        return paint.figures(self.diagnosis, self._view, width)

    def _paint_side(self, width: int, height: int) -> list[Content]:
        return paint.side(self.diagnosis, width - 1, height)

    # Commands

    def do_view(self) -> None:
        """Show the next view."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.rows.cursor = 0
        self.show()

    def do_drill(self) -> None:
        """Open the first open question of the row."""
        if self._shown:
            target = first_open(self.diagnosis, self._shown[self.rows.cursor])
            self.wizard.start_at = target or ""
            self.wizard.visit("interview")

    def on_row_list_picked(self) -> None:
        """Drill into the row clicked."""
        self.run_command(self.KEYS[0])

    def do_report(self) -> None:
        """Go to the report."""
        self.wizard.visit("report")

    def do_interview(self) -> None:
        """Go back to the interview."""
        self.wizard.visit("interview")

    def do_home(self) -> None:
        """Go home."""
        self.wizard.visit("home")

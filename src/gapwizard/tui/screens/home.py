"""Home: the portfolio, and the way to a new assessment or the demo."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.errors import GapwizardError, InUse
from gapwizard.i18n import N_, _
from gapwizard.session import portfolio
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.base import KeyScreen
from gapwizard.tui.screens.frame import WIDE, WIDEST
from gapwizard.tui.screens.listing import ListScreen
from gapwizard.tui.text import DIM, line, padded, plain
from gapwizard.tui.widgets.panes import Pane
from gapwizard.tui.widgets.rows import RowList

EMPTY = (
    N_("There is no assessment yet."),
    "",
    N_("n   starts one: a name, a few facts, and the first question."),
    N_("d   opens a finished sample to look around in; nothing in it is kept."),
    N_("?   shows the keys of whatever screen you are on."),
    "",
    N_("The quick scan (s inside an assessment) answers each clause with one digit:"),
    N_("in ten minutes you have a first report, and refine it from there."),
    "",
    N_("Everything stays on this machine, in the folder below."),
)


class HomeScreen(ListScreen):
    """All assessments of the data folder."""

    TITLE_WORDS = N_("gapwizard  Portfolio")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("open", ("enter",), N_("Open the assessment"), "Enter", N_("Open")),
        Command("new", ("n",), N_("New assessment"), "n", N_("New")),
        Command("demo", ("d",), N_("Open the demo"), "d", N_("Demo")),
        Command("dashboard", ("b",), N_("Open its dashboard"), "b", N_("Dashboard")),
        Command("report", ("r",), N_("Open its report"), "r", N_("Report")),
        Command("read", ("o",), N_("Open read-only"), "o", N_("Read only")),
        Command("search", ("/", "、", "／", "f4"), N_("Find an assessment"), "/", N_("Find")),
    )

    def body(self) -> ComposeResult:
        """Head and rows."""
        yield Pane(self._paint_head, id="head")
        yield RowList(id="rows")
        yield Pane(self._paint_below, id="below")

    def on_mount(self) -> None:
        """Read the portfolio."""
        self._rows = portfolio.listing(self.wizard.data)
        rows = self.rows
        if self._rows:
            rows.fill(self._row, len(self._rows))
            last = self.wizard.settings.last_assessment
            rows.go(next((i for i, row in enumerate(self._rows) if row["id"] == last), 0))
        else:
            rows.fill([line("   ", _(words)) if words else plain("") for words in EMPTY])
            rows.cursor = -1
        if self.wizard.notice:
            self.tell(self.wizard.notice)
            self.wizard.notice = ""

    def corner(self) -> Content:
        """Give the date."""
        return plain(str(datetime.now().astimezone().date()), DIM)

    def _columns(self, width: int) -> tuple[int, int]:
        if width < WIDE:
            return (22, 16)
        return (34, 20) if width < WIDEST else (44, 28)

    def _paint_head(self, width: int, _height: int) -> list[Content]:
        name, asked = self._columns(width)
        head = line(
            "   ",
            padded(plain(_("Assessment")), name),
            " ",
            padded(plain(_("Questionnaire")), asked),
            " ",
            padded(plain(_("Asked")), 13),
            padded(plain(_("Conf")), 6),
            padded(plain(_("Mat")), 5),
            _("Findings"),
        )
        return [head.stylize(DIM), plain("-" * width, DIM)]

    def _row(self, index: int) -> Content:
        row = self._rows[index]
        name, asked = self._columns(self.size.width)
        if "problem" in row:
            return line(
                "   ", padded(plain(row["name"]), name), " ", (str(row["problem"]), "$text-error")
            )
        shown = _("hidden") if self.wizard.client_view else row["name"]
        return line(
            "   ",
            padded(plain(shown), name),
            " ",
            padded(plain(row["questionnaire"]), asked),
            " ",
            padded(plain(_progress(row["completeness"])), 13),
            padded(plain(_percent(row["confirmed"])), 6),
            padded(plain("--" if row["maturity"] is None else row["maturity"]), 5),
            _("{majors} MAJ {minors} min").format(majors=row["majors"], minors=row["minors"]),
        )

    def _paint_below(self, width: int, _height: int) -> list[Content]:
        where = "" if self.wizard.client_view else str(self.wizard.data)
        row = self._chosen()
        words = _("last change {when}").format(when=row["changed"]) if row else ""
        return [plain(f" {words}", DIM), padded(plain(f" {where}", DIM), width)]

    def _chosen(self) -> dict[str, object] | None:
        if not self._rows:
            return None
        return self._rows[self.rows.cursor]

    def move(self, step: int) -> None:
        """Move where there are assessments."""
        if self._rows:
            super().move(step)

    def moved(self) -> None:
        """Show when the assessment under the cursor was changed."""
        self.repaint("below")

    def on_row_list_picked(self) -> None:
        """Open the row clicked."""
        self.run_command(self.KEYS[0])

    def _open(self, screen: str, *, write: bool = True) -> None:
        row = self._chosen()
        if row is None:
            self.tell(_("there is no assessment yet: n starts one, d opens the demo"))
            return
        try:
            session = self.wizard.open(str(row["id"]), write=write)
        except InUse as problem:
            self.tell(_("o opens it read-only. {why}").format(why=problem))
            return
        notices = " ".join(session.notices)
        self.wizard.visit(screen)
        if notices:
            self.app.call_later(self._tell_there, notices)

    def _tell_there(self, notices: str) -> None:
        screen = self.app.screen
        if isinstance(screen, KeyScreen):
            screen.tell(notices)

    def do_open(self) -> None:
        """Open the interview."""
        self._open("interview")

    def do_read(self) -> None:
        """Open without the right to write."""
        self._open("interview", write=False)

    def do_dashboard(self) -> None:
        """Open the dashboard."""
        self._open("dashboard")

    def do_report(self) -> None:
        """Open the report."""
        self._open("report")

    def do_new(self) -> None:
        """Start a new assessment."""
        self.wizard.visit("new")

    def do_demo(self) -> None:
        """Open the sample in a folder that goes with the app."""
        try:
            self.wizard.open_demo()
        except GapwizardError as problem:
            self.tell(str(problem))
            return
        self.wizard.visit("interview")

    def do_search(self) -> None:
        """Find an assessment by name."""
        from gapwizard.tui.screens.picker import Item, Picker

        items = [
            Item(str(i + 1), f"{row['name']}  {row['id']}", i) for i, row in enumerate(self._rows)
        ]
        self.app.push_screen(Picker(_("Find an assessment"), items, self._found))

    def _found(self, value: object) -> None:
        if isinstance(value, int):
            self.rows.go(value)
            self.repaint("below")


def _percent(value: object) -> str:
    return f"{value:.0f}%" if isinstance(value, float) else "--"


def _progress(value: object) -> str:
    if not isinstance(value, float):
        return "--"
    full = int(value / 100 * 6 + 0.5)
    return f"[{'#' * full}{'-' * (6 - full)}]{value:3.0f}%"

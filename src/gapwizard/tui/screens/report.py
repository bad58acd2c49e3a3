"""The report: its source as it would be written, and the way to a file."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard.domain.overview import quality
from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.session import reporting
from gapwizard.session.session import Session
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.listing import ListScreen
from gapwizard.tui.text import DIM, STRONG, line, plain, wrapped
from gapwizard.tui.widgets.panes import Pane
from gapwizard.tui.widgets.rows import RowList


class ReportScreen(ListScreen):
    """Preview as source, checks before export, export to a new file."""

    TITLE_WORDS = N_("Report")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("export", ("ctrl+s", "e"), N_("Export as Markdown"), "Ctrl+S", N_("Export")),
        Command("html", ("w",), N_("Export as a web page (HTML)"), "w", N_("HTML")),
        Command("page", ("space",), N_("Page down"), "Space", N_("Page")),
        Command("section", ("tab", "]"), N_("Next section"), "Tab", N_("Section")),
        Command("section_back", ("shift+tab", "["), N_("Previous section")),
        Command("copy", ("y",), N_("Copy the path of the last export"), "y", N_("Copy path")),
        Command("dashboard", ("b",), N_("Dashboard"), "b", N_("Dashboard")),
        Command(
            "interview", ("i", "escape", "q"), N_("Back to the interview"), "Esc", N_("Interview")
        ),
        Command("home", ("h",), N_("Home")),
    )

    def __init__(self) -> None:
        """Begin with nothing exported."""
        super().__init__()
        self._lines: list[str] = []
        self._path = ""

    def body(self) -> ComposeResult:
        """Give the checks above the source."""
        yield Pane(self._paint_checks, id="figures")
        with Horizontal(id="columns"):
            yield RowList(id="rows", cursor=False)

    @property
    def session(self) -> Session:
        """The open assessment."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("a report has an open assessment")
        return session

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.session.assessment.about.name
        return line((_("Report"), STRONG), f"  {name}")

    def corner(self) -> Content:
        """Say where in the source."""
        at = self.rows.cursor + 1
        return plain(_("line {at} of {count}").format(at=at, count=len(self._lines)), DIM)

    def on_mount(self) -> None:
        """Write the report into the preview."""
        try:
            text = reporting.render(self.session, "md")
        except GapwizardError as problem:
            text = str(problem)
            self.tell(text)
        self._lines = text.split("\n")
        self.rows.fill(self._row, len(self._lines))

    def _row(self, index: int) -> Content:
        text = self._lines[index]
        return line(" ", (text, STRONG) if text.startswith("#") else text)

    def _paint_checks(self, width: int, height: int) -> list[Content]:
        words = "   ".join(f"! {check}" for check in self._checks()) or _(
            "ready: nothing to warn of"
        )
        rows = wrapped(words, width - 2, height - 1, "$text-warning")
        return [*(line(" ", row) for row in rows), plain("-" * width, DIM)]

    def _checks(self) -> list[str]:
        """Say what the reader of the report will notice."""
        seen = quality(self.session.diagnosis)
        found = [
            (seen.not_asked, _("questions not asked: {count}")),
            (seen.claimed, _("claimed above their evidence: {count}")),
            (seen.bulk, _("answered in bulk: {count}")),
            (seen.draft, _("findings still draft: {count}")),
            (seen.contradictions, _("N/A against a fact: {count}")),
        ]
        return [words.format(count=count) for count, words in found if count]

    # Commands

    def _export(self, kind: str) -> None:
        folder = self.wizard.data / "exports" / self.session.assessment.id
        try:
            text = reporting.render(self.session, kind)
            path = reporting.write(self.session, text, kind, None, folder)
        except GapwizardError as problem:
            self.tell(str(problem))
            return
        self._path = str(path)
        self.wizard.farewell = _("exported: {path}").format(path=path)
        shown = path.name if self.wizard.client_view else str(path)
        self.tell(_("written: {path}").format(path=shown))

    def do_export(self) -> None:
        """Write Markdown."""
        self._export("md")

    def do_html(self) -> None:
        """Write HTML."""
        self._export("html")

    def do_copy(self) -> None:
        """Copy the path of the last export."""
        if self._path:
            self.app.copy_to_clipboard(self._path)
            self.tell(_("path copied, if the terminal allows it"))
        else:
            self.tell(_("nothing exported yet"))

    def _section(self, direction: int) -> None:
        rows = self.rows
        heads = [i for i, text in enumerate(self._lines) if text.startswith(("# ", "## "))]
        ahead = [i for i in heads if (i - rows.cursor) * direction > 0]
        if ahead:
            self.move((min(ahead) if direction > 0 else max(ahead)) - rows.cursor)

    def do_section(self) -> None:
        """Go to the next section."""
        self._section(1)

    def do_section_back(self) -> None:
        """Go to the section before."""
        self._section(-1)

    def moved(self) -> None:
        """Show where in the source."""
        self.repaint("header")

    def do_page(self) -> None:
        """Go a page down."""
        self.do_page_down()

    def do_dashboard(self) -> None:
        """Go to the dashboard."""
        self.wizard.visit("dashboard")

    def do_interview(self) -> None:
        """Go back to the interview."""
        self.wizard.visit("interview")

    def do_home(self) -> None:
        """Go home."""
        self.wizard.visit("home")

"""Home: the portfolio, and the way to a new assessment or the demo."""

from collections.abc import Sequence
from datetime import datetime
from functools import partialmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import GapwizardError, InUse, Refused, Unreadable
from gapwizard.i18n import N_, _, parts, sentences
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, line, plain
from gapwizard.tui.portfolio import assessment_dialogues
from gapwizard.tui.portfolio import painting as look
from gapwizard.tui.portfolio.rows import Shown

EMPTY = (
    N_("There is no assessment yet."),
    "",
    N_("n   starts one in five steps; Enter alone goes through."),
    N_("d   opens a finished sample; kept only if you say so."),
    N_("?   explains any screen, its marks and its keys."),
    "",
    N_("A first assessment begins with the quick scan: a digit"),
    N_("for each clause, a report in a quarter of an hour."),
    "",
    N_("Everything stays on this machine, in the folder below."),
)
NO_FIT = N_("Nothing fits; Esc shows all again.")
PATIENCE, PAUSE = 0.2, 0.02
"""Seconds to read what the index does not know before keys are looked at again."""
ALWAYS = ("new", "import", "demo", "help")
"""What the footer offers while there is nothing to choose from."""
REPEATED = frozenset({"goto", "undo"})
"""Global commands that the footer leaves out: nothing is open here."""


class HomeScreen(ListScreen):
    """All assessments of the data folder."""

    NAME = "home"
    TOLD = ("about",)
    TITLE_WORDS = N_("gapwizard  Portfolio")
    LAST: ClassVar[Sequence[Command]] = (
        Command("close", ("escape", "q"), N_("Show all again, unmark")),
    )
    KEYS: ClassVar[Sequence[Command]] = (
        Command("open", ("enter",), N_("Open the assessment"), "Enter", N_("Open")),
        Command("new", ("n",), N_("New assessment"), "n", N_("New")),
        Command("import", ("i",), N_("Import a bundle"), "i", N_("Import")),
        Command(
            "merge",
            ("m",),
            N_("Merge: take in what a colleague did in another copy"),
            "m",
            N_("Merge"),
        ),
        Command(
            "everything", (), N_("Export all assessments with their questionnaires, encrypted")
        ),
        Command("compare", ("c",), N_("Compare those marked with Space"), "c", N_("Compare")),
        Command("export", ("e",), N_("Export: open its report"), "e", N_("Export")),
        Command("archive", ("x",), N_("Archive or restore"), "x", N_("Archive")),
        Command("lock", ("L",), N_("Lock as a baseline, or unlock"), "L", N_("Lock")),
        Command("duplicate", ("D",), N_("Duplicate without answers"), "D", N_("Duplicate")),
        Command("mend", ("R",), N_("Damaged: say what, and mend it")),
        Command("delete", ("delete",), N_("Delete for good: its id has to be typed")),
        Command("mark", ("space", "\u3000"), N_("Mark for comparing")),
        Command("filter", ("f",), N_("Show only those with some words")),
        Command("archived", ("v",), N_("Show or hide archived ones"), "v", N_("Archived")),
        Command("read", ("o",), N_("Open read-only"), "o", N_("Read only")),
        Command("demo", ("d",), N_("Open the demo"), "d", N_("Demo")),
    )

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with nothing read."""
        super().__init__(handed)
        self.shown = Shown()
        self.rows: RowList[PortfolioRow] = RowList(self._row, key=lambda row: row.id)
        self._refused = ""
        """Why the data folder cannot be read; empty where it can."""

    def body(self) -> ComposeResult:
        """Head, rows, and what is known of one."""
        yield Pane(lambda width, _height: look.head(width), id="head")
        yield self.rows
        yield Pane(self._paint_about, id="about", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Read the portfolio."""
        self.reload(self.wizard.settings.last_assessment)
        if self.handed.notice:
            self.tell(self.handed.notice)

    # Rows

    def reload(self, name: str = "") -> None:
        """Read the portfolio anew; the cursor goes to `name`, else stays."""
        now, last = datetime.now().astimezone(), self.wizard.settings.last_assessment
        more, self._refused = False, ""
        try:
            more = self.shown.read(self.wizard.data, now, PATIENCE, last)
        except GapwizardError as problem:
            self._refused = str(problem)
        self._refill(name)
        if more:
            self.after(PAUSE, lambda: self.reload(self._here))

    @property
    def _here(self) -> str:
        return self.rows.here.id if self.rows.here is not None else ""

    def _refill(self, name: str) -> None:
        """Show what is in sight."""
        words = [_(said) if said else "" for said in EMPTY]
        words = [self._refused] if self._refused else [_(NO_FIT)] if self.shown.every else words
        self.rows.fill(self.shown.rows, [line("   ", said) for said in words])
        self.rows.go_to(name)
        self.repaint("header", "about", "footer")

    def show(self) -> None:
        """Choose the rows anew: client view and language change them."""
        name, self.shown.client_view = self._here, self.client
        self.shown.narrow()
        self._refill(name)
        super().show()

    # Painting

    @property
    def subject(self) -> str:
        """What is in sight of the portfolio."""
        return f" {self.shown.told}"

    def corner(self) -> Content:
        """The date."""
        return plain(str(datetime.now().astimezone().date()), DIM)

    def available(self) -> Sequence[Command]:
        """Offer what can be done with what there is."""
        every = [command for command in self.commands() if command.id not in REPEATED]
        if not self.shown.every:
            return [command for command in every if command.id in ALWAYS]
        return every

    def _row(self, row: PortfolioRow, width: int) -> Content:
        seen = look.RowLook(row.id in self.shown.marks, self.shown.hides(row))
        return look.entry(row, seen, width)

    def _paint_about(self, width: int, height: int) -> list[Content]:
        row = self.rows.here
        folder = self.private(str(self.wizard.data))
        if row is None or self.shown.hides(row):
            return [plain(f" {folder}", DIM)]
        path = str(self.wizard.data / row.id) if folder else ""
        found = look.about(row, path, width, height - 1)
        return [*found, *[plain("")] * (height - 1 - len(found)), look.legend(width)]

    def copyable(self) -> str:
        """The id of the assessment under the cursor."""
        row = self.rows.here
        return "" if row is None or self.shown.hides(row) else row.id

    # Commands

    def _open(self, screen: str, command: str = "", *, write: bool = True) -> None:
        """Open the assessment under the cursor, show a screen of it, and run a command there."""
        try:
            session = self.wizard.open(self.here().id, write=write)
        except InUse as problem:
            self.tell(_("o opens it read-only. {why}").format(why=problem))
            return
        except Unreadable as problem:
            self.tell(_("R says what is damaged and mends it. {why}").format(why=problem))
            return
        notices = sentences(session.notices)
        self.wizard.visit(screen, command)
        if notices:
            self.app.call_later(self._tell_there, notices)

    def _tell_there(self, notices: str) -> None:
        screen = self.app.screen
        if isinstance(screen, KeyScreen):
            screen.tell(notices)

    @property
    def leads_on(self) -> bool:
        """Whether there is a row to open."""
        row = self.rows.here
        return row is not None and not self.shown.hides(row)

    def go_to_screen(self, name: str) -> None:
        """Go to a screen, of the assessment under the cursor where it shows one."""
        if self.wizard.places[name].needs:
            self._open(name)
        else:
            super().go_to_screen(name)

    do_open = partialmethod(_open, "interview")
    do_read = partialmethod(_open, "interview", write=False)
    do_export = partialmethod(_open, "report")

    def do_merge(self) -> None:
        """Open the assessment, and choose the copy that is taken into it."""
        self._open("staging", "merge")

    def do_new(self) -> None:
        """Start a new assessment."""
        self.wizard.visit("new")

    def do_demo(self) -> None:
        """Open the sample in a folder that goes with the app."""
        self.wizard.open_demo()
        self.wizard.visit("interview")

    def do_mark(self) -> None:
        """Mark the assessment under the cursor, or take the mark off."""
        self.shown.marks ^= {self.here().id}
        self.rows.refresh()
        self.move(1)

    def do_archived(self) -> None:
        """Show archived ones too, or hide them."""
        self.shown.archived = not self.shown.archived
        self.show()

    def do_filter(self) -> None:
        """Show only those whose names hold every word typed."""
        words = self.private(self.shown.words)
        self.ask(_("Filter"), words, self._filtered, live=self._filtered)

    def _filtered(self, typed: str) -> None:
        name, self.shown.words = self._here, typed.strip()
        self.shown.narrow()
        self._refill(name)

    def do_search(self) -> None:
        """Find an assessment: there is nothing else to search here."""
        self.do_filter()

    def do_close(self) -> None:
        """Show all again, and take every mark off."""
        self.shown.words = ""
        self.shown.marks.clear()
        self.show()

    def do_undo(self) -> None:
        """Say how acts of the portfolio are taken back."""
        self.tell(_("nothing is open here; x and L pressed again take back what they did"))

    def here(self) -> PortfolioRow:
        """The row under the cursor. Raises Refused where nothing can be done with it."""
        row = self.rows.here
        if row is None:
            raise Refused(_("there is no assessment yet: n starts one, d opens the demo"))
        if self.shown.hides(row):
            raise Refused(_("hidden in client view; F9 shows it"))
        return row

    def do_archive(self) -> None:
        """Put the assessment out of sight, or back, at the second press."""
        from gapwizard.session.portfolio import archive, listing

        row = listing.whole_row(self.wizard.data, self.here())
        name, back = row.id, row.archived
        ask = _("x again restores {name}") if back else _("x again archives {name}")
        said = _("restored: {name}") if back else _("archived: {name}; v shows archived ones")

        def act() -> None:
            archive.archive(self.wizard.data, name, restore=back)
            self.reload()
            self.tell(said.format(name=row.name))

        self.confirm(ask.format(name=row.name), "x", act)

    def do_lock(self) -> None:
        """Lock the assessment as a baseline; unlock it at the second press."""
        from gapwizard.session.portfolio import archive, listing

        row = listing.whole_row(self.wizard.data, self.here())
        name = row.id

        def unlock() -> None:
            archive.lock(self.wizard.data, name, unlock=True)
            self.reload(name)
            self.tell(_("unlocked: {name}").format(name=row.name))

        if row.locked:
            ask = _("L again unlocks {name}").format(name=row.name)
            self.confirm(ask, "L", unlock)
            return
        archive.lock(self.wizard.data, name)
        self.reload(name)
        self.tell(_("locked as a baseline, read only: {name}").format(name=row.name))

    def do_duplicate(self) -> None:
        """Ask for the name of a copy without answers."""
        from gapwizard.session.portfolio import archive, creation, listing

        row = listing.whole_row(self.wizard.data, self.here())
        name = row.id

        def take(title: str) -> None:
            made = archive.duplicate(self.wizard.data, name, title)
            self.reload(made)
            said = _("created from {name}, without its answers").format(name=row.name)
            self.tell(parts((said, *creation.plain_words(self.wizard.data, name, made))))

        proposal = archive.name_after(row.name)
        self.ask(_("Duplicate as"), proposal, take, proposed=True, sure=True)

    def do_mend(self) -> None:
        """Say what is damaged in the assessment, and mend it when that is picked."""
        assessment_dialogues.mend(self, self.here(), self.reload)

    def do_delete(self) -> None:
        """Delete the assessment for good when its id is typed."""
        assessment_dialogues.delete(self, self.here(), self.reload)

    def do_import(self) -> None:
        """Ask for a bundle and make an assessment of it."""
        assessment_dialogues.take_in(self, self.reload)

    def do_everything(self) -> None:
        """Ask for a file and a passphrase, and write everything into it."""
        assessment_dialogues.hand_out_all(self)

    def do_compare(self) -> None:
        """Compare those marked; one with the one under the cursor, none with its baseline."""
        rows = self.shown.marked
        row = self.here()
        if len(rows) < 2 and row not in rows:
            rows = sorted([*rows, row], key=lambda known: known.changed)
        names = [known.id for known in rows]
        if len(names) < 2 and row.baseline:
            names = [row.baseline, *names]
        if len(names) < 2:
            raise Refused(_("mark two assessments with Space, then c compares them"))
        try:
            self.wizard.open(names[-1])
        except InUse:
            self.wizard.open(names[-1], write=False)
        self.wizard.visit("compare", handed=Handed(compared=tuple(names)))

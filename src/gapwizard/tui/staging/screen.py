"""Staging: what comes in beside what is here; row by row whose words stand, then one act."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.register_rows import BETWEEN
from gapwizard.domain.staging import Choice, Kind, StagedRow
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session.acts.registers import register_in
from gapwizard.session.staging import sources
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.frame import ROOMY
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, indented, plain
from gapwizard.tui.staging import painting as paint
from gapwizard.tui.staging.state import FILTERS, StagingState

if TYPE_CHECKING:
    from gapwizard.session.staging.files import IncomingFile
    from gapwizard.session.staging.incoming import Staged


class StagingScreen(ListScreen):
    """What comes in, each row with whose words stand; Enter takes it in."""

    rows: RowList[StagedRow]

    NAME = "staging"
    TOLD = ("detail", "footer")
    TITLE_WORDS = N_("Take in")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("take", ("enter",), N_("Take in what is chosen, as one change"), "Enter", N_("Take in")),
        Command("choose", ("space", "\u3000"), N_("Let the other side stand in this row"), "Space", N_("Other side")),
        Command("theirs", ("t",), N_("Let what comes in stand in this row"), "t", N_("Theirs")),
        Command("mine", ("m",), N_("Let what is here stand in this row"), "m", N_("Mine")),
        Command("both", ("d",), N_("Let both stand in this row, as disputed")),
        Command("every_theirs", ("T",), N_("Let what comes in stand in every conflict")),
        Command("every_mine", ("M",), N_("Let what is here stand in every conflict")),
        Command("proposed", ("a",), N_("Forget what was chosen: all rows as proposed"), "a", N_("All as proposed")),
        Command("filter", ("v",), N_("Show all but the same, conflicts, new, changed, what cannot be taken"), "v", N_("Filter")),
        Command("reason", ("r",), N_("Say why it is decided so, for the history")),
        Command("merge", ("c",), N_("Merge: take in what a colleague did in another copy of the assessment"), "c", N_("Copy")),
        Command("disputes", ("D",), N_("Lay out what two people said differently, to settle it")),
        Command("file", ("o",), N_("Take a sheet of answers or a list in: name the file"), "o", N_("File")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with what is handed over, or with nothing."""
        super().__init__(handed)
        self.laid: StagingState | None = None

    def body(self) -> ComposeResult:
        """The rows, and both texts of one of them below or beside."""
        yield Pane(self._paint_head, id="listhead")
        with Container(id="columns"):
            with Vertical(id="list"):
                self.rows = RowList(self._row, key=lambda row: "\n".join(row.key))
                yield self.rows
            yield Pane(self._paint_detail, id="detail", edge="beside", rolls=True)

    def on_mount(self) -> None:
        """Lay out what was handed over."""
        if self.handed.staged is not None:
            self.laid = StagingState(self.session, self.handed.staged)
        self.show()
        if self.handed.listed:
            self.later(self.attempt, self.do_file)

    def show(self) -> None:
        """Fill the rows, beside the assessment as it is now."""
        laid, instead = self.laid, []
        if laid is None:
            said = _(
                "Nothing was laid out here yet. o names a file: a sheet of answers, or a list, that "
                "came back; c takes in another copy of the assessment."
            )
            instead = indented(said, self.size.width)
        elif not laid.rows():
            instead = [plain(" " + _("no row of this kind; v shows others"), DIM)]
        self.rows.fill(laid.rows() if laid is not None else [], instead)
        super().show()

    @property
    def subject(self) -> str:
        """The file, and the assessment that it comes into."""
        title = self.laid.title if self.laid is not None else ""
        return i18n.names(filter(None, (self.private(title), self.assessed)))

    def corner(self) -> Content:
        """How many rows of each kind."""
        narrow = self.size.width < ROOMY[0]
        if self.laid is None:
            return super().corner()
        return paint.counts(self.laid, narrow=narrow)

    def copyable(self) -> str:
        """What the row is about."""
        return self.rows.here.id if self.rows.here is not None else ""

    # Painting

    def _paint_head(self, width: int, _height: int) -> list[Content]:
        if self.laid is None:
            return []
        shown = i18n.with_aside(_(FILTERS[self.laid.filter][0]), self.rows.count)
        return [paint.head_row(shown, width)]

    def _row(self, row: StagedRow, _width: int) -> Content:
        return paint.row_line(self.sure(), row, client=self.client)

    def _paint_detail(self, width: int, _height: int) -> list[Content]:
        here = self.rows.here
        if here is None or self.laid is None:
            return []
        return paint.detail(self.laid, here, width, client=self.client)

    # Choosing

    def sure(self) -> StagingState:
        """What is laid out. Raises Refused where nothing is."""
        if self.laid is None:
            raise Refused(_("nothing is laid out here; o names a file, c another copy"))
        return self.laid

    def _here(self) -> StagedRow:
        """The row under the cursor. Raises Refused where there is none, or nothing to choose in it."""
        self.sure()
        row = self.rows.here
        if row is None:
            raise Refused(_("there is no row here; v shows others"))
        if not row.outcomes:
            raise Refused(_("nothing of this row can be taken in"))
        return row

    def do_choose(self) -> None:
        """Let the next side stand."""
        self.sure().choose_next(self._here())
        self.show()

    def _choose(self, choice: Choice) -> None:
        """Let one side stand, and go on to the next row."""
        if not self.sure().choose(self._here(), choice):
            raise Refused(_("both cannot stand in this row; t takes theirs, m keeps mine"))
        self.show()
        self.move(1)

    do_theirs = partialmethod(_choose, Choice.THEIRS)
    do_mine = partialmethod(_choose, Choice.MINE)
    do_both = partialmethod(_choose, Choice.BOTH)

    def _every(self, choice: Choice) -> None:
        """Let one side stand in every conflict."""
        count = self.sure().decide(choice)
        self.show()
        words = ngettext("{count} conflict decided", "{count} conflicts decided", count)
        self.tell(words.format(count=count) if count else _("there is no conflict"))

    do_every_theirs = partialmethod(_every, Choice.THEIRS)
    do_every_mine = partialmethod(_every, Choice.MINE)

    def do_proposed(self) -> None:
        """Forget what was chosen."""
        laid = self.sure()
        laid.chosen.clear()
        self.show()
        open_ones = len(laid.staging.undecided({}))
        self.tell(
            _(
                "as proposed: what is new or changed comes in; conflicts that wait for you: {count}"
            ).format(count=open_ones)
        )

    def do_filter(self) -> None:
        """Show the next kind of rows."""
        self.sure().next_filter()
        self.rows.restart()
        self.show()

    # Taking in

    def do_take(self) -> None:
        """Take in what is chosen; where conflicts are undecided, ask first."""
        laid = self.sure()
        count = len(laid.staging.undecided(laid.chosen))
        if not count:
            self._take()
            return
        words = ngettext(
            "{count} conflict is undecided and would stay as it is; Enter again takes in the rest",
            "{count} conflicts are undecided and would stay as they are; Enter again takes in the rest",
            count,
        )
        self.confirm(words.format(count=count), ("enter",), self._take)

    def _take(self) -> None:
        laid = self.sure()
        done = laid.take()
        count = len(done.changes) if done is not None else 0
        left = laid.count((Kind.UNKNOWN, Kind.INVALID))
        self.show()
        said = ngettext(
            "taken in: {count}; u takes it back", "taken in: {count}; u takes them back", count
        )
        words = [_("nothing was taken in: nothing is chosen")]
        if done is not None:
            kept = _("all stays as it is here, and the history says so")
            words = [said.format(count=count) if count else kept]
        if left:
            more = ngettext(
                "{count} row could not be taken; v shows it",
                "{count} rows could not be taken; v shows them",
                left,
            )
            words.append(more.format(count=left))
        self.tell(i18n.parts(words))

    def do_reason(self) -> None:
        """Ask why it is decided so."""
        laid = self.sure()
        self.ask(_("Why (for the history)"), laid.reason, self._reasoned)

    def _reasoned(self, typed: str) -> None:
        self.sure().reason = typed.strip()

    # Another copy

    def do_merge(self) -> None:
        """Choose another copy of the assessment, or type its path."""
        if self.client:
            raise Refused(_("other assessments are hidden in the client view"))
        found = sources.other_copies(self.session)
        items = [Item(row.id, row.name, row.id) for row in found]
        items.append(Item("", _(sources.ANOTHER), ""))
        self.pick(_("Merge which copy?"), items, self._merge, typed=self._merge)

    def _merge(self, name: str) -> None:
        if not name:
            self.later(self._ask_copy)
        elif sources.needs_passphrase(self.session, name):
            self.later(self._ask_passphrase, name)
        else:
            self._lay_beside(sources.staged_copy(self.session, name))

    def _ask_passphrase(self, name: str) -> None:
        def unlocked(typed: str) -> None:
            if typed:
                self._lay_beside(sources.staged_copy(self.session, name, typed))

        prompt = _("Passphrase of {what}").format(what=one_line(name))
        self.ask(prompt, "", unlocked, secret=True, sure=True, private=True)

    def _ask_copy(self) -> None:
        self.ask(_("Bundle or folder to merge"), "", self._typed_copy, private=True)

    def _typed_copy(self, typed: str) -> None:
        if typed.strip():
            self._merge(typed.strip())

    def do_disputes(self) -> None:
        """Lay out what is disputed."""
        from gapwizard.session.staging import disputes

        self._lay_beside(disputes.staged_disputes(self.session))

    def _lay_beside(self, staged: "Staged") -> None:
        self.laid = StagingState(self.session, staged)
        self.rows.restart()
        self.show()
        if not self.laid.rows():
            self.tell(_("nothing new in it"))

    # Naming a file

    def do_file(self) -> None:
        """Choose a file that came back, or type its path."""
        if self.client:
            raise Refused(_("files are hidden in the client view; F9 shows them"))
        found = sources.candidates(self.exports)
        items = [Item("", _("another file: type its path"), Path())]
        items[:0] = [Item("", f"{path.name}   {path.parent}", path) for path in found]
        if found:
            self.pick(
                _("Take in which file?"),
                items,
                self._chosen,
                typed=lambda written: self._chosen(sources.typed_path(written)),
            )
        else:
            self._chosen(Path())

    def _chosen(self, path: Path) -> None:
        if path == Path():
            self.later(self._ask_path)
        else:
            self._read(path)

    def _ask_path(self) -> None:
        self.ask(
            _("File to take in"),
            "",
            lambda typed: self._read(sources.typed_path(typed)),
            private=True,
        )

    def _read(self, path: Path, what: str = "") -> None:
        """Read a file; who sent it is asked where it does not say so, and what it is."""
        from gapwizard.session.staging import files

        if path == Path():
            raise Refused(_("name a file, .xlsx or .csv"))
        what = what or self._taken_listed() or files.kind_of(path)
        if not what:
            self.later(self._ask_kind, path)
            return
        if BETWEEN in what:
            register = register_in(self.session.moment, what.partition(BETWEEN)[2])
            file = files.read_register(path, register)
        else:
            file = files.read(path, what)
        if file.sender:
            self._lay_out(file, file.sender)
        else:
            self.later(self._ask_sender, file)

    def _taken_listed(self) -> str:
        """What the screen that sent one here named, for the first file alone."""
        listed, self.handed = self.handed.listed, replace(self.handed, listed="")
        return listed

    def _ask_kind(self, path: Path) -> None:
        from gapwizard.session.staging.files import kinds_of

        items = [Item("", words, what) for what, words in kinds_of(path).items()]
        title = _("What is {file} a list of?").format(file=path.name)
        self.pick(title, items, lambda what: self._read(path, what))

    def _ask_sender(self, file: "IncomingFile") -> None:
        prompt = _("Who sent it (a post, for the history)")
        self.ask(prompt, "", lambda typed: self._lay_out(file, " ".join(typed.split())))

    def _lay_out(self, file: "IncomingFile", sender: str) -> None:
        self.laid = StagingState(self.session, file.staged(self.session, sender))
        self.rows.restart()
        self.show()
        self.tell(file.said if not self.client else "")

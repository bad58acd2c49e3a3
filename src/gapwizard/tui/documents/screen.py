"""The documents register: what there is, what is missing, and what the client was asked for."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.register_views import (
    VIEWS,
    Remark,
    Request,
    Row,
    request_of,
    request_word,
    rows_of,
)
from gapwizard.domain.registers import UNSET, DocumentResult
from gapwizard.domain.wording import state_word
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session import local_file
from gapwizard.session.acts import documents
from gapwizard.session.papers import documents as document_papers
from gapwizard.session.papers import files
from gapwizard.tui.documents import painting as paint
from gapwizard.tui.documents.detail import detail
from gapwizard.tui.documents.form import fields_of
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, Picker
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import DIM, STRONG, line, plain

BESIDE = 38
"""Cells of the detail beside the list."""


class DocumentsScreen(ListScreen):
    """Documents and records with their states, requests and verdicts."""

    TITLE_WORDS = N_("Documents and records")
    DEFAULT_CSS = """
    DocumentsScreen #register { height: 2; }
    DocumentsScreen #detail { height: 9; }
    DocumentsScreen.-tall #detail { height: 14; }
    DocumentsScreen #beside { width: 38; display: none; border-left: solid $panel; }
    DocumentsScreen.-ascii #beside { border-left: ascii $panel; }
    DocumentsScreen.-widest #beside { display: block; }
    DocumentsScreen.-widest #detail { display: none; }
    """

    NAME = "documents"
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the document"), "Enter", N_("Edit")),
        Command("state", ("space", "\u3000"), N_("Next state: unknown, absent, draft, outdated, current, obsolete"), "Space", N_("State")),
        Command("request", ("r",), N_("Request: ask with a date, then received, refused, none"), "r", N_("Request")),
        Command("new", ("n",), N_("Add a document by hand"), "n", N_("New")),
        Command("view", ("v",), N_("View: all, required and missing, to create, to revise, requested, overlaps and omissions"), "v", N_("View")),
        Command("list", ("x",), N_("Write the request list for the client (Markdown and CSV)"), "x", N_("Request list")),
        Command("link", ("l",), N_("Link to a question: evidence that names the document"), "l", N_("Link")),
        Command("hash", ("h",), N_("Hash the local file at its location, and say whether it changed"), "h", N_("Hash")),
        Command("remove", ("delete",), N_("Remove a document added by hand")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with all documents."""
        super().__init__(handed)
        self._view = "all"
        self._shown: Sequence[Row] = ()

    def body(self) -> ComposeResult:
        """Figures, the list with its detail beside it, or below it where it is narrow."""
        yield Pane(self._paint_heads, id="register")
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield Pane(self._paint_detail, id="beside")
        yield Pane(self._paint_below, id="detail")

    def on_mount(self) -> None:
        """Begin at the row that another screen asked for."""
        wanted = self.handed.row
        self.show()
        self._go_to(wanted)

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.session.assessment.about.name
        view = f": {_(VIEWS[self._view])}" if self._view != "all" else ""
        return line((_(self.TITLE_WORDS) + view, STRONG), f"  {name}")

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self._shown = rows_of(self.session.diagnosis, self._view)
        self.rows.fill(self._row, len(self._shown))
        super().show()

    def moved(self) -> None:
        """Show the detail of the row under the cursor."""
        self.repaint("beside", "detail")

    def copyable(self) -> str:
        """The id of the document."""
        here = self.here
        return "" if here is None else here.clause if isinstance(here, Remark) else here.document.id

    @property
    def here(self) -> Row | None:
        """The row under the cursor."""
        return self._shown[self.rows.cursor] if self._shown else None

    @property
    def document(self) -> DocumentResult:
        """The document under the cursor. Raises Refused where there is none."""
        here = self.here
        if here is None:
            raise Refused(_("no document here; v changes the view, n adds one"))
        if isinstance(here, Remark):
            raise Refused(_("this row is a remark; the documents it is about stand below it"))
        return here

    def _go_to(self, name: str) -> None:
        for index, shown in enumerate(self._shown):
            if isinstance(shown, DocumentResult) and shown.document.id == name:
                self.rows.go(index)
                self.moved()
                return

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        beside = BESIDE if self.has_class("-widest") else 0
        return paint.heads(self.session.diagnosis, width, width - beside)

    def _row(self, index: int) -> Content:
        return paint.row(self.session.diagnosis, self._shown[index], self.rows.size.width)

    def _paint_below(self, width: int, height: int) -> list[Content]:
        return [plain("-" * width, DIM), *self._paint_detail(width, height - 1)]

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        here, client = self.here, self.wizard.client_view
        if here is None:
            return [plain(" " + _("no document here; v changes the view, n adds one"))][:height]
        told: list[document_papers.Told] = []
        if isinstance(here, DocumentResult):
            told = document_papers.story(self.session, here.document.id)
        return detail(self.session.diagnosis, here, told, client=client, width=width, height=height)

    def _stay(self, name: str) -> None:
        """Show the change; the cursor stays with the document while the view has it."""
        self.show()
        self._go_to(name)

    # Commands

    def do_edit(self) -> None:
        """Edit every field of the document."""
        name = self.document.document.id
        title = f"{name} {self.document.document.title}"

        def save(key: str, text: str) -> None:
            self.session.do(documents.change(self.session.moment, name, {key: text}))

        self.app.push_screen(FormScreen(title, fields_of(self.session, name), save))

    def do_state(self) -> None:
        """The document its next state."""
        name = self.document.document.id
        state = documents.next_state(self.session.assessment, name)
        self.session.do(documents.change(self.session.moment, name, {"state": state}))
        self._stay(name)
        record = self.session.assessment.documents.get(name, UNSET)
        self.tell(i18n.labelled(name, state_word(record.state)))

    def do_request(self) -> None:
        """Ask for the document, or say what became of the request."""
        name, record = self.document.document.id, self.document.record
        if request_of(record, self.session.today()) is Request.NONE:
            start = str(document_papers.usual_day(self.session))
            self.ask(_("{name}: until which day?").format(name=name), start, self._ask_for(name))
            return
        self.session.do(documents.turn_request(self.session.moment, name))
        request = document_papers.request_today(self.session, name)
        self._stay(name)
        self.tell(i18n.labelled(name, request_word(request) or _("no longer asked for")))

    def _ask_for(self, name: str) -> Callable[[str], None]:
        def take(day: str) -> None:
            self.session.do(documents.ask(self.session.moment, name, day))
            self._stay(name)
            self.tell(i18n.labelled(name, request_word(Request.ASKED)))

        return take

    def do_new(self) -> None:
        """Add a document by hand."""
        self.ask(_("Title of the document"), "", self._added)

    def _added(self, title: str) -> None:
        act = self.session.do(
            documents.change(self.session.moment, documents.NEW, {"title": title})
        )
        self._view = "all"
        self.show()
        if act is not None:
            name = act.changes[0].id
            self._go_to(name)
            self.tell(_("{name} added; Enter fills in the rest").format(name=name))

    def do_remove(self) -> None:
        """Remove a document added by hand."""
        name = self.document.document.id
        self.session.do(documents.remove(self.session.moment, name))
        self.show()
        self.tell(_("{name} removed; u takes it back").format(name=name))

    def do_view(self) -> None:
        """Show the next view."""
        views = list(VIEWS)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.rows.cursor = 0
        self.show()

    def do_link(self) -> None:
        """Choose the question that the document is evidence of."""
        name = self.document.document.id
        item = documents.evidence_of(self.session.moment, name)
        known = self.session.questionnaire
        linked = [question.id for question in known.links.get(name, ())]
        names = [*linked, *(other for other in known.questions if other not in linked)]
        items = [Item(other, known.questions[other].text, other) for other in names]
        title = _("{document}: evidence of which question?").format(document=item.text)
        self.app.push_screen(Picker(title, items, lambda q: self._linked(name, str(q))))

    def _linked(self, name: str, question: str) -> None:
        try:
            self.session.do(documents.link(self.session.moment, name, question))
        except GapwizardError as problem:
            self.tell(str(problem))
            return
        self._stay(name)
        self.tell(_("{name} is evidence of {question} now").format(name=name, question=question))

    def do_hash(self) -> None:
        """Read the file of the document; a large one takes a moment, so a thread does it."""
        name = self.document.document.id
        location = documents.location_of(self.session.moment, name)
        self.tell(_("{name}: reading the file").format(name=name))
        self.run_worker(self._hashed(name, location), exclusive=True)

    async def _hashed(self, name: str, location: str) -> None:
        client = self.wizard.client_view
        try:
            look = await asyncio.to_thread(local_file.look_at, location)
            words = document_papers.hash_words(
                document_papers.keep_hash(self.session, name, look), paths=not client
            )
        except GapwizardError as problem:
            words = _("the file could not be read") if client else str(problem)
        self.show()
        self.tell(i18n.labelled(name, words))

    def do_list(self) -> None:
        """Write the request list for the client to new files."""
        folder = self.wizard.data / "exports" / self.session.assessment.id
        paths = [
            files.write(
                self.session,
                document_papers.render(self.session, kind),
                kind,
                None,
                folder,
                "requests",
            )
            for kind in document_papers.KINDS
        ]
        self.wizard.farewell = _("exported: {path}").format(path=", ".join(map(str, paths)))
        names = ", ".join(path.name for path in paths)
        if self.wizard.client_view:
            self.tell(_("written: {path}").format(path=names))
        else:
            self.tell(_("written: {names} in {folder}").format(names=names, folder=folder))

"""The documents register: what there is, what is missing, and what the client was asked for.

A row is a document or record with its state, its request and its verdict, or in one view a remark
(an overlap or an omission) above the documents it is about.
"""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import document_views as views
from gapwizard.domain.documents import UNSET, DocumentResult
from gapwizard.domain.files import home_of, homes
from gapwizard.domain.life import step_word
from gapwizard.domain.questionnaire import File
from gapwizard.domain.words import state_word
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session import local_file
from gapwizard.session.acts import documents
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.documents import BY_HAND, FIELDS
from gapwizard.session.acts.names import NEW
from gapwizard.session.papers import documents as document_papers
from gapwizard.session.session import Session
from gapwizard.tui.documents import painting as paint
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormField, FormScreen, form_fields
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.life_steps import ask_step
from gapwizard.tui.kit.listing import TAKE_IN, ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import STRONG, line, plain

BESIDE = 38
"""Cells of the detail beside the list."""


class DocumentsScreen(ListScreen):
    """Documents and records with their states, requests and verdicts."""

    TITLE_WORDS = N_("Documents and records")

    NAME = "documents"
    TOLD = ("side", "detail")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the document"), "Enter", N_("Edit")),
        Command("state", ("space", "\u3000"), N_("Next state: unknown, absent, draft, outdated, current, obsolete"), "Space", N_("State")),
        Command("request", ("r",), N_("Request: ask with a date, then received, refused, none"), "r", N_("Request")),
        Command("step", ("L",), N_("Next step in its life: draft, reviewed, approved, released, known, current"), "L", N_("Step")),
        Command("new", ("n",), N_("Add a document by hand"), "n", N_("New")),
        Command("view", ("v",), N_("View: all, required and missing, to create, to revise, requested, overlaps and omissions"), "v", N_("View")),
        Command("list", ("x",), N_("Write the request list for the client (Markdown and CSV)"), "x", N_("Request list")),
        Command("link", ("l",), N_("Link to a question: evidence that names the document"), "l", N_("Link")),
        Command("hash", ("h",), N_("Hash the local file at its location, and say whether it changed"), "h", N_("Hash")),
        Command("file", ("F",), N_("Go to its file in the plan"), "F", N_("File")),
        TAKE_IN,
        Command("remove", ("delete",), N_("Remove a document added by hand")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with all documents."""
        super().__init__(handed)
        self.rows: RowList[views.Row] = RowList(
            lambda row, width: paint.row(self.session.diagnosis, row, width), key=_id_of
        )
        self._view = self.left.view or "all"

    def body(self) -> ComposeResult:
        """Figures, the list with its detail beside it, or below it where it is narrow."""
        yield Pane(self._paint_heads, id="register")
        with Horizontal(id="columns"):
            yield self.rows
            yield Pane(self._paint_detail, id="side", edge="left", rolls=True)
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Begin at the row that another screen asked for."""
        self.stay(self.handed.row or self.left.row)

    def title_row(self) -> Content:
        """Name the assessment."""
        title = _(self.TITLE_WORDS)
        if self._view != "all":
            title = i18n.labelled(title, _(views.VIEWS[self._view]))
        return line((title, STRONG), f"  {self.assessed}")

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self.rows.fill(views.rows_of(self.session.diagnosis, self._view))
        super().show()

    def copyable(self) -> str:
        """The id of the document."""
        here = self.rows.here
        return (
            here.clause if isinstance(here, views.Remark) else "" if here is None else _id_of(here)
        )

    @property
    def document(self) -> DocumentResult:
        """The document under the cursor. Raises Refused where there is none."""
        here = self.rows.here
        if here is None:
            raise Refused(_("no document here; v changes the view, n adds one"))
        if isinstance(here, views.Remark):
            raise Refused(_("this row is a remark; the documents it is about stand below it"))
        return here

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        beside = BESIDE if self.has_class("-widest") else 0
        return paint.heads(self.session.diagnosis, width, width - beside)

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        here = self.rows.here
        if here is None:
            return [plain(" " + _("no document here; v changes the view, n adds one"))][:height]
        told: list[document_papers.Told] = []
        if isinstance(here, DocumentResult):
            told = document_papers.story(self.session, here.document.id)
        diagnosis = self.session.diagnosis
        return paint.detail(diagnosis, here, told, client=self.client, width=width)

    # Commands

    def do_edit(self) -> None:
        """Edit every field of the document."""
        name = self.document.document.id
        title = f"{name} {self.document.document.title}"
        fields = fields_of(self.session, name)
        self.app.push_screen(FormScreen(title, fields, partial(self._save, name)))

    def _save(self, name: str, key: str, text: str) -> None:
        self.session.do(self._change(name, key, text))

    def _change(self, name: str, key: str, text: str) -> Act:
        return documents.change(self.session.moment, name, {key: text})

    def do_state(self) -> None:
        """Put the document into its next state."""
        name = self.document.document.id
        state = documents.next_state(self.session.assessment, name)
        self.enact(self._change(name, "state", state))
        record = self.session.assessment.documents.get(name, UNSET)
        self.tell(i18n.labelled(name, state_word(record.state)))

    def do_request(self) -> None:
        """Ask for the document, or say what became of the request."""
        name, record = self.document.document.id, self.document.record
        if views.request_of(record, self.session.today()) is views.Request.NONE:
            start = str(documents.usual_day(self.session.today()))
            words = _("{name}: until which day?").format(name=name)
            self.ask(words, start, partial(self._ask_for, name), proposed=True)
            return
        self.enact(documents.turn_request(self.session.moment, name))
        request = document_papers.request_today(self.session, name)
        self.tell(i18n.labelled(name, views.request_word(request) or _("no longer asked for")))

    def _ask_for(self, name: str, day: str) -> None:
        self.enact(documents.ask(self.session.moment, name, day))
        self.tell(i18n.labelled(name, views.request_word(views.Request.ASKED)))

    def do_step(self) -> None:
        """Ask for the next step in the life of the document."""
        here = self.document
        name = here.document.id
        documents.refuse_held(self.session.assessment, name)
        owner = here.likely_owner
        ask_step(self, name, {name: here.record.life}, owner, partial(self._stepped, name))

    def _stepped(self, name: str, step: str, who: str, day: str) -> None:
        self.enact(documents.take_step(self.session.moment, (name,), step, who, day))
        record = self.session.assessment.documents[name]
        step = i18n.labelled(_("step"), step_word(record.life[-1].step))
        state = i18n.labelled(_("state"), state_word(record.state))
        self.tell(i18n.labelled(name, i18n.parts((step, state))))

    def do_file(self) -> None:
        """Go to the file that holds the document."""
        name = self.document.document.id
        known = homes(self.session.questionnaire, self.session.assessment)
        home = home_of(known, self.session.assessment, name)
        if not isinstance(home, File):
            raise Refused(_("{name} stands in no file of the plan"), name=name)
        self.wizard.visit("files", handed=Handed(row=home.id))

    def do_new(self) -> None:
        """Add a document by hand."""
        self.ask(_("Title of the document"), "", self._added)

    def _added(self, title: str) -> None:
        act = self._change(NEW, "title", title)
        self._view = "all"
        name = self.enact(act)
        if name:
            self.tell(_("{name} added; Enter fills in the rest").format(name=name))

    def do_remove(self) -> None:
        """Remove a document added by hand."""
        name = self.document.document.id
        self.enact(documents.remove(self.session.moment, name))
        self.tell(_("{name} removed; u takes it back").format(name=name))

    def do_view(self) -> None:
        """Show the next view."""
        self._view = next_of(list(views.VIEWS), self._view)
        self.rows.restart()
        self.show()

    def do_link(self) -> None:
        """Choose the question that the document is evidence of."""
        name = self.document.document.id
        item = documents.document_item(self.session.moment, name)
        known = self.session.questionnaire
        linked = [question.id for question in known.links.get(name, ())]
        names = [*linked, *(other for other in known.questions if other not in linked)]
        offered = ((other, known.questions[other].text) for other in names)
        title = _("{document}: evidence of which question?").format(document=item.text)
        self.pick_id(title, offered, partial(self._linked, name))

    def _linked(self, name: str, question: str) -> None:
        self.session.do(documents.link(self.session.moment, name, question))
        self.stay(name)
        self.tell(_("{name} is evidence of {question} now").format(name=name, question=question))

    def do_hash(self) -> None:
        """Read the file of the document; a large one takes a moment, so a thread does it."""
        name = self.document.document.id
        location = documents.location_of(self.session.moment, name)
        self.tell(_("{name}: reading the file").format(name=name))
        self.run_worker(self._hashed(name, location), exclusive=True)

    async def _hashed(self, name: str, location: str) -> None:
        client = self.client
        try:
            look = await asyncio.to_thread(local_file.look_at, location)
            found = document_papers.compare_hash(self.session, name, look)
            self.session.do(found.act)
            words = document_papers.hash_words(found, paths=not client)
        except GapwizardError as problem:
            words = _("the file could not be read") if client else str(problem)
        self.show()
        self.tell(i18n.labelled(name, words))

    def do_list(self) -> None:
        """Write the request list for the client to new files."""
        render = document_papers.render
        kinds = document_papers.KINDS
        self.written(*(self.file(render(self.session, kind), kind, "requests") for kind in kinds))


def _id_of(row: views.Row) -> str:
    """The id of a document; a remark has none."""
    return row.document.id if isinstance(row, DocumentResult) else ""


def fields_of(session: Session, name: str) -> list[FormField]:
    """The fields of a document; the questionnaire's own title and clauses stay as they are."""
    listed = session.questionnaire.document.get(name)
    required = listed is not None and listed.obligation == "required"
    states = [
        (code, _(word))
        for code, word in FIELDS["state"].choices
        if not (required and code == "not_needed")
    ]
    return form_fields(
        (field for field in FIELDS.values() if listed is None or field.key not in BY_HAND),
        lambda: session.assessment.documents.get(name, UNSET),
        {"state": states},
    )

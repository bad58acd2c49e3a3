"""The agenda: interviews by day, how far each is, and what no slot asks yet.

A slot is an interview at a day and a time about some clauses; the list has the heads of days between
them. The slot chosen here is handed on to the interview and to the wrap-up.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard.domain import agenda as rules
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session import people
from gapwizard.session.acts import agenda as agenda_acts
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.papers import agenda as agenda_paper
from gapwizard.session.people import Person
from gapwizard.session.session import Session
from gapwizard.tui.agenda import painting as paint
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormField, FormScreen, form_fields, roles_help
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import line


class AgendaScreen(ListScreen):
    """The slots of the agenda with the one under the cursor in full."""

    NAME = "agenda"
    TOLD = ("side", "detail")
    TITLE_WORDS = N_("Agenda")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the slot"), "Enter", N_("Edit")),
        Command("ask_now", ("i",), N_("Interview: ask the questions of this slot"), "i", N_("Interview")),
        Command("new", ("n",), N_("Add a slot"), "n", N_("New")),
        Command("remove", ("delete", "-", "－"), N_("Remove the slot"), "Del", N_("Remove")),
        Command("propose", ("P", "p"), N_("Propose slots for every clause that none asks yet"), "P", N_("Propose")),
        Command("propose_core", ("H",), N_("Propose slots for the half-day interview")),
        Command("export", ("x",), N_("Write the agenda to send (Markdown and .ics); no person is named"), "x", N_("Export")),
        Command("wrap_up", ("w",), N_("Wrap-up: what the slot leaves open"), "w", N_("Wrap-up")),
        Command("done", ("space", "\u3000"), N_("Slot done, or not")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin without rows."""
        super().__init__(handed)
        self.rows: RowList[paint.AgendaRow] = RowList(
            self._row, key=lambda row: row.name, head=lambda row: row.slot is None
        )
        self._people: Mapping[str, Person] = {}
        self._painted: dict[tuple[paint.AgendaRow, int], Content] = {}

    def body(self) -> ComposeResult:
        """Slots with the one under the cursor beside or below them, and what is left open."""
        with Horizontal(id="columns"):
            yield self.rows
            yield Pane(self._paint_detail, id="side", edge="left", rolls=True)
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)
        yield Pane(self._paint_summary, id="summary", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Begin at the slot that another screen asked for, else the one that is on or next."""
        slots, now = self.session.assessment.slots, self._now()
        nearest = rules.current(slots, now) or rules.next_slot(slots, now)
        self.stay(self.handed.row or self.left.row or self.handed.slot or nearest or "")

    @property
    def subject(self) -> str:
        """How much there is."""
        return paint.heading(self.session.diagnosis)

    def show(self) -> None:
        """Fill the rows."""
        self._painted.clear()
        self._people = {} if self.client else people.names(self.session)
        empty = _("No slot yet: P proposes some for all clauses, n adds one.")
        self.rows.fill(paint.rows_of(self.session.assessment.slots), [line("   ", empty)])
        super().show()

    def copyable(self) -> str:
        """The id of the slot."""
        return self.rows.here.name if self.rows.here is not None else ""

    @property
    def slot_id(self) -> str:
        """The slot under the cursor. Raises Refused where there is none."""
        if self.rows.here is None:
            raise Refused(_("no slot here; n adds one, P proposes some"))
        return self.rows.here.name

    def _now(self) -> datetime:
        return datetime.now().astimezone()

    # Painting

    def _row(self, row: paint.AgendaRow, width: int) -> Content:
        """Paint a row once for its width: counting questions takes a third of a millisecond each."""
        if (row, width) not in self._painted:
            self._painted[row, width] = self._paint_row(row, width)
        return self._painted[row, width]

    def _paint_row(self, row: paint.AgendaRow, width: int) -> Content:
        diagnosis = self.session.diagnosis
        if row.slot is None:
            return paint.day_head(diagnosis, row.day)
        return paint.slot_row(diagnosis, row.name, row.slot, width, self._now())

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        here, diagnosis = self.rows.here, self.session.diagnosis
        if here is None or here.slot is None:
            return []
        return paint.detail(diagnosis, here.name, here.slot, self._people, width, height)

    def _paint_summary(self, width: int, _height: int) -> list[Content]:
        return paint.summary(self.session.diagnosis, width, client=self.client)

    # Commands

    def do_edit(self) -> None:
        """Edit every field of the slot."""
        name = self.slot_id
        title = f"{name} {self.session.assessment.slots[name].topic}"
        fields = slot_fields(self.session, name)
        self.app.push_screen(FormScreen(title, fields, partial(self._save, name)))

    def _save(self, name: str, key: str, text: str) -> None:
        self.session.do(self._change(name, {key: text}))

    def _change(self, name: str, pairs: Mapping[str, str]) -> Act:
        return agenda_acts.change(self.session.moment, name, pairs)

    def do_ask_now(self) -> None:
        """Go to the interview with the questions of this slot."""
        self.wizard.visit("interview", handed=Handed(slot=self.slot_id, begins_slot=True))

    def do_wrap_up(self) -> None:
        """Go to what this slot leaves open."""
        self.wizard.visit("wrapup", handed=Handed(row=self.slot_id))

    def do_done(self) -> None:
        """Mark the slot as done, or take that back."""
        name = self.slot_id
        done = self.session.assessment.slots[name].done
        self.enact(self._change(name, {"done": "no" if done else "yes"}))

    def do_new(self) -> None:
        """Add a slot after the one under the cursor."""
        start = datetime.combine(self.session.today() + timedelta(days=1), datetime.min.time())
        start += timedelta(hours=9)
        if self.rows.here is not None and self.rows.here.slot is not None:
            start = rules.end_of(self.rows.here.slot)
        when = f"{start:%Y-%m-%d %H:%M}"
        self.ask(_("Day and time"), when, self._added, proposed=True)

    def _added(self, text: str) -> None:
        day, _space, time = text.strip().replace("\u3000", " ").partition(" ")
        if not day[:1].isdecimal() or not time.strip():
            raise Refused(_("a day and a time are needed, such as 2026-12-01 10:00"))
        name = self.enact(self._change("new", {"day": day, "start": time}))
        if name:
            self.tell(_("{name} added; Enter fills in the rest").format(name=name))

    def do_remove(self) -> None:
        """Remove the slot."""
        name = self.slot_id
        self.enact(agenda_acts.remove(self.session.moment, name))
        self.tell(_("{name} removed; u takes it back").format(name=name))

    def do_propose_core(self) -> None:
        """Propose slots for the questions of the half-day interview."""
        self._propose(core=True)

    def do_propose(self) -> None:
        """Propose slots for every clause that none asks yet."""
        self._propose(core=False)

    def _propose(self, *, core: bool) -> None:
        act = agenda_acts.propose(self.session.diagnosis, core=core)
        if not self.enact(act):
            self.tell(_("Every clause has its slot already; nothing was added."))
            return
        count = len(act.changes)
        words = ngettext("{count} slot added; u takes it back", "{count} slots added; u takes them back", count)  # fmt: skip
        self.tell(words.format(count=count))

    def do_export(self) -> None:
        """Write the agenda to new files."""
        texts = {kind: agenda_paper.render(self.session, kind) for kind in agenda_paper.KINDS}
        self.written(*(self.file(text, kind, "agenda") for kind, text in texts.items()))


def slot_fields(session: Session, name: str) -> list[FormField]:
    """The fields of a slot; one that was undone meanwhile shows as it was."""
    known = session.assessment.slots[name]
    titles = ((key, row.title) for key, row in session.assessment.departments.items())
    return form_fields(
        SLOT.values(),
        lambda: session.assessment.slots.get(name, known),
        {"department": [("", "-"), *titles]},
        {"roles": roles_help(session)},
    )

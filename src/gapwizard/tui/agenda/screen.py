"""The agenda: interviews by day, how far each is, and what no slot asks yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard.domain import agenda as rules
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session import people
from gapwizard.session.acts import agenda as agenda_acts
from gapwizard.session.papers import agenda as agenda_paper
from gapwizard.session.papers import files
from gapwizard.store.people import Person
from gapwizard.tui.agenda import painting as paint
from gapwizard.tui.agenda.form import slot_fields
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import DIM, STRONG, line, plain


class AgendaScreen(ListScreen):
    """The slots of the agenda with the one under the cursor in full."""

    NAME = "agenda"
    TITLE_WORDS = N_("Agenda")
    DEFAULT_CSS = """
    AgendaScreen #side { width: 40; }
    AgendaScreen #detail { height: 7; }
    AgendaScreen.-tall #detail { height: 12; }
    AgendaScreen.-widest #detail { display: none; }
    AgendaScreen #summary { height: 3; }
    AgendaScreen.-tall #summary { height: 4; }
    """
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the slot"), "Enter", N_("Edit")),
        Command("ask_now", ("i",), N_("Interview: ask the questions of this slot"), "i", N_("Interview")),
        Command("new", ("n",), N_("Add a slot"), "n", N_("New")),
        Command("remove", ("delete", "-", "－"), N_("Remove the slot"), "Del", N_("Remove")),
        Command("propose", ("P", "p"), N_("Propose slots for every clause that none asks yet"), "P", N_("Propose")),
        Command("export", ("x",), N_("Write the agenda to send (Markdown and .ics); no person is named"), "x", N_("Export")),
        Command("wrap_up", ("w",), N_("Wrap-up: what the slot leaves open"), "w", N_("Wrap-up")),
        Command("done", ("space", "\u3000"), N_("Slot done, or not")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin without rows."""
        super().__init__(handed)
        self._shown: list[paint.AgendaRow] = []
        self._people: Mapping[str, Person] = {}
        self._painted: dict[tuple[int, int], Content] = {}

    def body(self) -> ComposeResult:
        """Slots with the one under the cursor beside or below them, and what is left open."""
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield Pane(self._paint_detail, id="side")
        yield Pane(self._paint_below, id="detail")
        yield Pane(self._paint_summary, id="summary")

    def on_mount(self) -> None:
        """Begin at the slot that another screen asked for, else the one that is on or next."""
        wanted = self.handed.row
        slots, now = self.session.assessment.slots, self._now()
        nearest = rules.current(slots, now) or rules.following(slots, now)
        self.show()
        self._go_to(wanted or self.wizard.slot or nearest or "")

    def title_row(self) -> Content:
        """Say how much there is."""
        return line((_(self.TITLE_WORDS), STRONG), f"  {paint.heading(self.session.diagnosis)}")

    def show(self) -> None:
        """Fill the rows."""
        self._painted.clear()
        self._shown = paint.rows_of(self.session.assessment.slots)
        self._people = {} if self.wizard.client_view else people.names(self.session)
        if not self._shown:
            empty = _("No slot yet: P proposes some for all clauses, n adds one.")
            self.rows.fill([line("   ", empty)])
        else:
            self.rows.fill(self._row, len(self._shown))
            if not self._here.name:
                self.rows.move(1)
        super().show()

    def move(self, step: int) -> None:
        """Move by some rows; the heads of days are passed over."""
        self.rows.move(step)
        if self._shown and not self._here.name:
            down = step > 0 or self.rows.cursor == 0
            self.rows.move(1 if down else -1)
        self.moved()

    def moved(self) -> None:
        """Show the slot under the cursor."""
        self.repaint("side", "detail")

    def copyable(self) -> str:
        """The id of the slot."""
        return self._here.name if self._shown else ""

    @property
    def _here(self) -> paint.AgendaRow:
        return self._shown[min(self.rows.cursor, len(self._shown) - 1)]

    @property
    def slot_id(self) -> str:
        """The slot under the cursor. Raises Refused where there is none."""
        if not self._shown or not self._here.name:
            raise Refused(_("no slot here; n adds one, P proposes some"))
        return self._here.name

    def _go_to(self, name: str) -> None:
        for index, row in enumerate(self._shown):
            if name and row.name == name:
                self.rows.go(index)
                self.moved()

    def _now(self) -> datetime:
        return datetime.now().astimezone()

    # Painting

    def _row(self, index: int) -> Content:
        """Paint a row once for its width: counting questions takes a third of a millisecond each."""
        width = self.rows.size.width
        if (index, width) not in self._painted:
            self._painted[index, width] = self._paint_row(self._shown[index], width)
        return self._painted[index, width]

    def _paint_row(self, row: paint.AgendaRow, width: int) -> Content:
        diagnosis = self.session.diagnosis
        if row.slot is None:
            return paint.day_head(diagnosis, row.day)
        return paint.slot_row(diagnosis, row.name, row.slot, width, self._now())

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        if not self._shown or self._here.slot is None:
            return []
        here = self._here
        diagnosis = self.session.diagnosis
        return paint.detail(diagnosis, here.name, self._here.slot, self._people, width, height)

    def _paint_below(self, width: int, height: int) -> list[Content]:
        return [plain("-" * width, DIM), *self._paint_detail(width, height - 1)]

    def _paint_summary(self, width: int, height: int) -> list[Content]:
        client = self.wizard.client_view
        return paint.summary(self.session.diagnosis, width, height, client=client)

    # Commands

    def do_edit(self) -> None:
        """Edit every field of the slot."""
        name = self.slot_id
        title = f"{name} {self.session.assessment.slots[name].topic}"

        def save(key: str, text: str) -> None:
            self.session.do(agenda_acts.change(self.session.moment, name, {key: text}))

        self.app.push_screen(FormScreen(title, slot_fields(self.session, name), save))

    def do_ask_now(self) -> None:
        """Go to the interview with the questions of this slot."""
        self.wizard.slot = self.slot_id
        self.wizard.visit("interview")

    def do_wrap_up(self) -> None:
        """Go to what this slot leaves open."""
        self.wizard.slot = self.slot_id
        self.wizard.visit("wrapup")

    def do_done(self) -> None:
        """Mark the slot as done, or take that back."""
        name = self.slot_id
        done = self.session.assessment.slots[name].done
        self.session.do(
            agenda_acts.change(self.session.moment, name, {"done": "no" if done else "yes"})
        )
        self._stay(name)

    def do_new(self) -> None:
        """Add a slot after the one under the cursor."""
        start = datetime.combine(self.session.today() + timedelta(days=1), datetime.min.time())
        start += timedelta(hours=9)
        if self._shown and self._here.slot is not None:
            start = rules.end_of(self._here.slot)
        self.ask(_("Day and time"), f"{start:%Y-%m-%d %H:%M}", self._added)

    def _added(self, text: str) -> None:
        day, _space, time = text.strip().replace("\u3000", " ").partition(" ")
        if not day[:1].isdecimal() or not time.strip():
            raise Refused(_("a day and a time are needed, such as 2026-12-01 10:00"))
        act = self.session.do(
            agenda_acts.change(self.session.moment, "new", {"day": day, "start": time})
        )
        if act is not None:
            name = act.changes[0].id
            self._stay(name)
            self.tell(_("{name} added; Enter fills in the rest").format(name=name))

    def do_remove(self) -> None:
        """Remove the slot."""
        name = self.slot_id
        self.session.do(agenda_acts.remove(self.session.moment, name))
        self.show()
        self.tell(_("{name} removed; u takes it back").format(name=name))

    def do_propose(self) -> None:
        """Propose slots for every clause that none asks yet."""
        act = self.session.do(agenda_acts.propose(self.session.diagnosis))
        if act is None:
            self.tell(_("Every clause has its slot already; nothing was added."))
            return
        self._stay(act.changes[0].id)
        count = len(act.changes)
        words = ngettext("{count} slot added; u takes it back", "{count} slots added; u takes them back", count)  # fmt: skip
        self.tell(words.format(count=count))

    def _stay(self, name: str) -> None:
        self.show()
        self._go_to(name)

    def do_export(self) -> None:
        """Write the agenda to new files."""
        folder = self.wizard.data / "exports" / self.session.assessment.id
        texts = {kind: agenda_paper.render(self.session, kind) for kind in agenda_paper.KINDS}
        paths = [
            files.write(self.session, text, kind, None, folder, "agenda")
            for kind, text in texts.items()
        ]
        self.wizard.farewell = _("exported: {path}").format(path=paths[0])
        first = paths[0].name if self.wizard.client_view else str(paths[0])
        self.tell(_("written: {path}").format(path=f"{first}, {paths[1].name}"))

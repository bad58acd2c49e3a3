"""A new assessment: five short steps through one draft; Enter alone goes through them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from gapwizard import i18n
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts.agenda import check_core
from gapwizard.session.portfolio import creation, drafts
from gapwizard.session.portfolio.draft_desk import DraftDesk
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.commands import Command, swallow
from gapwizard.tui.kit.editors import LineEditor
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, indented, line
from gapwizard.tui.new import painting as paint
from gapwizard.tui.new.steps import WizardEntry, agenda, basics, people, scope

ASKING: tuple[Callable[[DraftDesk, Draft], list[WizardEntry]], ...] = (
    basics,
    scope,
    people,
    agenda,
)
REVIEW = len(ASKING)
MOST_HELP = 40
"""Rows that no help of an entry has: what does not fit is rolled."""
WHILE_TYPING = ("tab", "shift+tab", "down", "up", "pagedown", "pageup")
"""Keys that act while a text is being typed."""
MANY = 9
"""Choices that are turned through one by one."""


class NewScreen(KeyScreen):
    """Five steps; each shows its entries, of which one is filled in at a time."""

    NAME = "new"
    TITLE_WORDS = N_("New assessment")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("next", ("enter", "pagedown"), N_("Next step; at the last one, create and start as it says"), "Enter", N_("Next step")),
        Command("scan", ("s",), N_("At the last step: create and start the quick scan"), "s", N_("Quick scan")),
        Command("core", ("h",), N_("At the last step: create and start the half-day interview"), "h", N_("Half day")),
        Command("all", ("f",), N_("At the last step: create and start with all questions"), "f", N_("All")),
        Command("down", ("down", "tab", "j"), N_("Next field"), "Down", N_("Next field")),
        Command("up", ("up", "shift+tab", "k"), N_("Previous field")),
        Command("choose", ("space", "right", "\u3000"), N_("Next choice"), "Space", N_("Choose")),
        Command("choose_back", ("left",), N_("Previous choice")),
        Command("anew", ("X",), N_("Drop the draft and begin anew")),
        Command("previous", ("pageup",), N_("Step before"), "PgUp", N_("Step before")),
        Command("close", ("escape",), N_("Drop what is typed; step before; from the first one, keep the draft and go home"), "Esc", N_("Back")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin at the first step."""
        super().__init__(handed)
        self._step = 0
        self._cursor = 0
        self._draft = Draft()
        self._entries: Sequence[WizardEntry] = ()
        self._keeps = True
        """Whether the draft is kept when the wizard is left."""
        self._ready = False
        self._rows: RowList[WizardEntry] = RowList(self._row, counts_rest=True)

    def body(self) -> ComposeResult:
        """The steps, the entry that is filled in, all entries, and help."""
        yield Pane(lambda width, _height: paint.steps(self._step, width), id="head")
        with Horizontal(id="edit"):
            yield Pane(lambda width, _height: paint.name(self._entry, width), id="label")
            yield LineEditor(id="typed", max_length=2000)
            yield Pane(lambda width, _height: paint.choices(self._entry, width), id="choices")
        yield self._rows
        yield Pane(self._paint_help, id="help", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Go on with the draft that was kept."""
        self._desk = self._new_desk()
        kept = drafts.load(self.wizard.data)
        self._draft = self._fresh = drafts.fresh(i18n.language())
        if kept is not None and self.client:
            self._keeps = False
        elif kept is not None:
            self._draft = creation.without_what_is_gone(self.wizard.data, kept)
            self.tell(_("this is the draft you left; X outside a text field begins anew"))
        self._ready = True
        self._fill(0)

    # The entry that is filled in

    @property
    def _entry(self) -> WizardEntry | None:
        return self._entries[self._cursor] if self._entries else None

    @property
    def _typed(self) -> LineEditor:
        return self.query_one("#typed", LineEditor)

    def _fill(self, cursor: int) -> None:
        """Show the entries of the step, and let one be filled in."""
        last = self._step == REVIEW
        self._entries = () if last else ASKING[self._step](self._desk, self._draft)
        self._cursor = max(0, min(cursor, len(self._entries) - 1))
        self._rows.fill(self._entries, paint.review(self._desk, self._draft) if last else ())
        self._rows.go(self._cursor)
        entry = self._entry
        typing = entry is not None and not entry.choices
        self.set_class(typing, "-typing")
        if entry is not None and typing:
            with self._typed.prevent(Input.Changed):
                self._typed.value = entry.value
            self._typed.placeholder = entry.hint
            self._typed.cursor_position = len(entry.value)
        self.set_focus(self._typed if typing else None)
        super().show()

    def show(self) -> None:
        """Show the step anew: language and client view change it."""
        if self._ready:
            self.attempt(self._keep)
            self._desk = self._new_desk()
            self._fill(self._cursor)
        super().show()

    def _new_desk(self) -> DraftDesk:
        today = datetime.now().astimezone().date()
        return DraftDesk(self.wizard.data, today, private=not self.client)

    @property
    def _untaken(self) -> bool:
        """Whether a field holds something that the draft does not."""
        entry = self._entry
        return entry is not None and not entry.choices and self._typed.value != entry.value

    def _keep(self) -> None:
        """Take what was typed into the draft. Raises Refused."""
        entry = self._entry
        if entry is not None and self._untaken:
            self._draft = entry.put(self._typed.value)
            self._entries = ASKING[self._step](self._desk, self._draft)

    def _choose(self, value: str) -> None:
        entry = self._entry
        if entry is not None and value in dict(entry.choices):
            self._draft = entry.put(value)
            self._fill(self._cursor)

    def _move(self, step: int) -> None:
        before = len(self._entries)
        self._keep()
        here = self._cursor if len(self._entries) != before and step > 0 else self._cursor + step
        self._fill(here)

    # Painting

    def title_row(self) -> Content:
        """Say which step it is."""
        words = _("step {step} of {count}").format(step=self._step + 1, count=len(paint.STEPS))
        return line(super().title_row(), f"   {words}   {_(paint.STEPS[self._step])}")

    def _row(self, entry: WizardEntry, width: int) -> Content:
        if entry is self._entry and not entry.choices:
            entry = entry._replace(value=self._typed.value)
        return paint.row(entry, width)

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Follow a click to an entry; a second one takes its next choice."""
        self.attempt(partial(self._move, self._rows.cursor - self._cursor))
        if event.again:
            self.attempt(self.do_choose)

    def on_input_changed(self) -> None:
        """Let the row follow what is typed."""
        self.repaint("rows", "footer")

    def _paint_help(self, width: int, _height: int) -> list[Content]:
        entry = self._entry
        words = entry.help if entry is not None else ""
        if self._step == REVIEW:
            words = _(paint.BEGINNINGS[drafts.first_way(self._draft)])
        return indented(words, width, MOST_HELP, DIM)

    def available(self) -> Sequence[Command]:
        """Offer what fits the step and the entry."""
        entry = self._entry
        wanted = {"next", "close", "help"}
        wanted |= {"scan", "core", "all"} if self._step == REVIEW else {"down"}
        wanted |= {"choose"} if entry is not None and entry.choices else set()
        wanted |= {"previous"} if self._step else set()
        last = {"next": N_("Create")} if self._step == REVIEW else {}
        if self._untaken:
            last["close"] = N_("Drop")
        typing = {"help": "F1"} if self.focused is self._typed else {}
        return [
            replace(
                command,
                short=last.get(command.id, command.short),
                shown=typing.get(command.id, command.shown),
            )
            for command in self.commands()
            if command.id in wanted
        ]

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Let some keys act while a text is being typed."""
        command = self._keys.get(event.key)
        if self.focused is self._typed and event.key in WHILE_TYPING and command is not None:
            self.wizard.forget_interrupt()
            swallow(event)
            self.run_command(command)
            return
        super().on_key(event)

    def on_input_submitted(self) -> None:
        """Go on from a text; an older refusal is not about what is taken now."""
        self.tell("")
        self.attempt(self.do_next)

    def do_next(self) -> None:
        """Go on, or create."""
        if self._step == REVIEW:
            {"scan": self.do_scan, "core": self.do_core, "all": self.do_all}[
                drafts.first_way(self._draft)
            ]()
            return
        self._keep()
        self._step += 1
        self._fill(0)

    def do_previous(self) -> None:
        """Go a step back."""
        self._keep()
        self._step = max(0, self._step - 1)
        self._fill(0)

    def do_close(self) -> None:
        """Drop what is typed in a field; where nothing is, go a step back, from the first one home."""
        if self._untaken:
            self._fill(self._cursor)
            self.tell(_("dropped, nothing was changed; Esc again goes back"))
        elif self._step == 0:
            self.wizard.visit("home")
        else:
            self._step -= 1
            self._fill(0)

    def do_down(self) -> None:
        """Go to the next entry."""
        self._move(1)

    def do_up(self) -> None:
        """Go to the entry before."""
        self._move(-1)

    def do_choose(self) -> None:
        """Take the next choice; where there are many, open a list of them."""
        entry = self._entry
        if entry is None or len(entry.choices) <= MANY:
            self._turn(1)
            return
        items = [Item(value or "-", words, value) for value, words in entry.choices]
        self.pick(entry.label, items, self._choose)

    def do_choose_back(self) -> None:
        """Take the choice before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        entry = self._entry
        if entry is not None and entry.choices:
            values = [value for value, _words in entry.choices]
            self._choose(next_of(values, entry.value, step))

    def do_anew(self) -> None:
        """Drop the draft."""
        self._drop()
        self._step = 0
        self._fill(0)

    def do_scan(self) -> None:
        """Create and begin with the quick scan."""
        self._check_last()
        self._create(Handed(scan=True))

    def do_core(self) -> None:
        """Create and begin with the half-day interview."""
        self._check_last()
        check_core(self._desk.shown(self._draft))
        self._create(Handed(core=True))

    def do_all(self) -> None:
        """Create and begin with all questions."""
        self._check_last()
        self._create(NOTHING)

    def _check_last(self) -> None:
        if self._step != REVIEW:
            raise Refused(_("the last step creates it: Enter goes on to it"))

    def _create(self, handed: Handed) -> None:
        data = self.wizard.data
        created = creation.from_draft(data, drafts.with_name(self._draft, self._desk.today))
        self._drop()
        self.wizard.open(created)
        self.wizard.visit("interview", handed=handed)

    def _drop(self) -> None:
        """Forget the draft, on the disk too unless that one is another client's."""
        self._draft = self._fresh
        if self._keeps:
            drafts.discard(self.wizard.data)

    def leave(self) -> None:
        """Keep the draft."""
        super().leave()
        notice = ""
        try:
            self._keep()
        except GapwizardError as problem:
            notice = str(problem)
        if self._draft != self._fresh and self._keeps:
            try:
                drafts.save(self.wizard.data, self._draft)
                notice = _("the draft is kept; n goes on with it")
            except GapwizardError as problem:
                notice = str(problem)
        self.wizard.hand_on(Handed(notice=notice))

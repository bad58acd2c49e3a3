"""The actions screen: what is to be done, as a list, a board and a gantt, and what it would gain."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.actions import KINDS, Kind, proposals
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.roadmap import (
    COLUMNS,
    HORIZONS,
    Column,
    Moved,
    Planned,
    action_state_word,
    as_done,
    moved,
    roadmap,
    stands_word,
    tally,
)
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session.acts import actions
from gapwizard.session.papers.registers import export_actions
from gapwizard.tui.actions import painting as paint
from gapwizard.tui.actions.form import fields_of
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import STRONG, line, wrapped

LETTERS: dict[str, tuple[Kind, ...]] = {
    "a": KINDS,
    "f": ("findings",),
    "d": ("documents",),
    "e": ("evidence",),
}


class ActionsScreen(ListScreen):
    """What is to be done, by whom, until when."""

    NAME = "actions"
    TITLE_WORDS = N_("Actions and roadmap")
    DEFAULT_CSS = """
    ActionsScreen #heads { height: 2; }
    ActionsScreen #board { height: 1fr; display: none; }
    ActionsScreen.-board #board { display: block; }
    ActionsScreen.-board #rows { display: none; }
    ActionsScreen #detail { height: 7; }
    ActionsScreen.-what-if #detail { height: 9; }
    """
    KEYS: ClassVar[Sequence[Command]] = (
        Command("new", ("n",), N_("New action"), "n", N_("New")),
        Command("edit", ("enter",), N_("Edit every field of the action"), "Enter", N_("Edit")),
        Command("state", ("space", "\u3000"), N_("Next state: to do, doing, done, verified"), "Space", N_("State")),
        Command("view", ("v",), N_("View: list, board, gantt by 30, 90, 180 days"), "v", N_("View")),
        Command("what_if", ("w",), N_("What if the marked actions, or this one, were done"), "w", N_("What-if")),
        Command("propose", ("P",), N_("Propose actions from findings, documents and evidence gaps"), "P", N_("Propose")),
        Command("export", ("x",), N_("Export as Markdown and CSV"), "x", N_("Export")),
        Command("owner", ("o",), N_("Set the owner"), "o", N_("Owner")),
        Command("due", ("d",), N_("Set the due date"), "d", N_("Due")),
        Command("priority", ("p",), N_("Set the priority"), "p", N_("Priority")),
        Command("mark", ("m",), N_("Mark for the what-if"), "m", N_("Mark")),
        Command("source", ("s",), N_("Go to what the action comes from"), "s", N_("Source")),
        Command("delete", ("delete",), N_("Take the action off the list"), "Del", N_("Delete")),
        Command("left", ("left", "h"), N_("Column to the left, on the board")),
        Command("right", ("right", "l"), N_("Column to the right, on the board")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the list."""
        super().__init__(handed)
        self._view = "list"
        self._plan: list[Planned] = []
        self._here = ""
        self._marked: set[str] = set()
        self._asks_what_if = False
        self._known: tuple[Diagnosis, tuple[str, ...], list[Moved]] | None = None

    def body(self) -> ComposeResult:
        """Put counts and heads above the rows or the board, the detail below."""
        yield Pane(self._paint_heads, id="heads")
        yield RowList(id="rows")
        yield Pane(self._paint_board, id="board")
        yield Pane(self._paint_detail, id="detail")

    def on_mount(self) -> None:
        """Begin at the action that was asked for."""
        self._here = self.handed.row

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.session.assessment.about.name
        return line((_(self.TITLE_WORDS), STRONG), f"  {name}")

    # What is shown

    def show(self) -> None:
        """Take the actions of now, and stay at the one in focus."""
        plan = list(roadmap(self.session.diagnosis))
        if self._view == "gantt":
            plan.sort(key=lambda one: (not one.open, one.horizon or HORIZONS[-1] + 1))
        self._plan = plan
        self._marked &= {one.id for one in plan}
        self.set_class(self._view == "board", "-board")
        self.rows.fill(self._row, len(plan))
        at = next((number for number, one in enumerate(plan) if one.id == self._here), None)
        self.rows.go(self.rows.cursor if at is None else at)
        self.moved()
        super().show()

    def _row(self, index: int) -> Content:
        one, width = self._plan[index], self.rows.size.width
        marked = one.id in self._marked
        if self._view == "gantt":
            scale = paint.scale_of(self.session.today(), width)
            return paint.gantt_row(one, scale, width, marked=marked)
        return paint.list_row(one, width, marked=marked)

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        rows = paint.figures(tally(self._plan), self._view, width)
        if self._view != "board":
            scale = paint.scale_of(self.session.today(), width)
            rows.append(paint.head(self._view, width, scale))
        return rows

    def _paint_board(self, width: int, height: int) -> list[Content]:
        return paint.board(self.columns(), self._here, self._marked, width, height)

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        rule, here = paint.rule(self._view, width), self.here
        if here is None:
            words = _(
                "No action yet. P proposes one for each finding, document and evidence gap that "
                "none deals with; n adds one by hand."
            )
            return [rule, *(line(" ", row) for row in wrapped(words, width - 2, height))]
        if self._asks_what_if:
            return [rule, *paint.effect(self._names(), self._effect(), width)]
        states = {one.id: stands_word(one) for one in self._plan}
        return [rule, *paint.detail(here, states, width, height - 1)]

    def _names(self) -> tuple[str, ...]:
        """Name the marked actions, else the one in focus."""
        marked = tuple(one.id for one in self._plan if one.id in self._marked)
        return marked or (self._here,)

    def _effect(self) -> list[Moved]:
        """Say what the chosen actions would move; reckoned once for the same choice."""
        before, names = self.session.diagnosis, self._names()
        if self._known is None or self._known[0] is not before or self._known[1] != names:
            chosen = [one for one in self._plan if one.id in names]
            self._known = (before, names, moved(before, as_done(before, chosen)))
        return self._known[2]

    def copyable(self) -> str:
        """Id and title of the action in focus."""
        here = self.here
        return f"{here.id} {here.record.title}" if here is not None else ""

    # Commands

    def do_view(self) -> None:
        """Show the next view."""
        views = list(paint.VIEWS)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.show()

    def _set(self, key: str, text: str) -> None:
        here = self.here
        if here is not None:
            self._put(here.id, key, text)
            self.show()

    def _asked(self, prompt: str, key: str, start: str) -> None:
        if self.here is not None:
            self.ask(prompt, start, lambda text: self._set(key, text))

    def do_new(self) -> None:
        """Ask for the title of a new action."""
        self.ask(_("new action:"), "", self._add)

    def _add(self, title: str) -> None:
        act = self.session.do(actions.change(self.session.diagnosis, "new", {"title": title}))
        if act is not None:
            self._here = act.changes[0].id
            self.show()

    def do_owner(self) -> None:
        """Ask for the owner."""
        here = self.here
        if here is not None:
            self._asked(_("owner (a role):"), "owner", here.record.owner)

    def do_due(self) -> None:
        """Ask for the due date."""
        here = self.here
        if here is not None:
            self._asked(_("due, as 2026-11-30:"), "due", str(here.record.due or ""))

    def do_priority(self) -> None:
        """Wait for a priority."""
        if self.here is not None:
            self.then(_("priority: 1, 2 or 3; - takes it from grade and effort"), self._prioritise)

    def _prioritise(self, event: events.Key) -> None:
        written = {"minus": "", "１": "1", "２": "2", "３": "3"}.get(
            event.key, event.character or ""
        )
        self._set("priority", "" if written in ("-", "－") else written)

    def do_state(self) -> None:
        """Go on to the next state."""
        here = self.here
        if here is not None:
            at = actions.STATES.index(here.record.state)
            self._set("state", actions.STATES[(at + 1) % len(actions.STATES)])
            self.tell(i18n.labelled(here.id, action_state_word(actions.STATES[(at + 1) % 4])))

    def do_edit(self) -> None:
        """Edit every field."""
        here = self.here
        if here is not None:
            form = FormScreen(
                here.id, fields_of(self.session, here.id), partial(self._put, here.id)
            )
            self.app.push_screen(form)

    def _put(self, name: str, key: str, text: str) -> None:
        self.session.do(actions.change(self.session.diagnosis, name, {key: text}))

    def do_mark(self) -> None:
        """Mark the action, or take the mark back, and go on."""
        here = self.here
        if here is not None:
            self._marked ^= {here.id}
            self.rows.refresh()
            self.move(1)

    def do_what_if(self) -> None:
        """Show or hide what the figures would be."""
        self._asks_what_if = not self._asks_what_if
        self.set_class(self._asks_what_if, "-what-if")
        self.repaint("detail")

    def do_propose(self) -> None:
        """Say what could be proposed and wait for which."""
        found = proposals(self.session.diagnosis)
        if not found.of():
            self.tell(_("every finding, document and evidence gap has its action"))
            return
        words = _(
            "propose: a all {all}, f findings {findings}, d documents {documents}, e evidence {evidence}"
        ).format(
            all=len(found.of()),
            findings=len(found.findings),
            documents=len(found.documents),
            evidence=len(found.evidence),
        )
        self.then(words, self._propose)

    def _propose(self, event: events.Key) -> None:
        kinds = LETTERS.get(event.key)
        if kinds is None:
            self.tell(_("nothing was proposed"))
            return
        act = actions.propose(self.session.diagnosis, *kinds)
        if self.session.do(act):
            self._here = act.changes[0].id
        self.show()
        count = len(act.changes)
        words = ngettext(
            "{count} action added; u takes it back",
            "{count} actions added; u takes them back",
            count,
        )
        self.tell(words.format(count=count))

    def do_export(self) -> None:
        """Write Markdown and CSV."""
        folder = self.wizard.data / "exports" / self.session.assessment.id
        paths = export_actions(self.session, folder)
        client = self.wizard.client_view
        shown = i18n.names(path.name if client else str(path) for path in paths)
        self.tell(_("written: {path}").format(path=shown))

    def do_source(self) -> None:
        """Go to the finding, the document or the question the action comes from."""
        here = self.here
        name = here.source.ids[0] if here is not None and here.source.ids else ""
        if here is None or not name:
            self.tell(_("this action names no source"))
        elif name in here.source.findings or name in here.source.documents:
            place = "findings" if name in here.source.findings else "documents"
            self.wizard.visit(place, handed=Handed(row=name))
        elif here.source.leaves:
            leaf = self.session.questionnaire.clause[here.source.leaves[0]]
            known = name in self.session.questionnaire.questions
            self.jump(name if known else leaf.questions[0].id)
        else:
            self.tell(_("{name} names nothing here").format(name=name))

    def do_delete(self) -> None:
        """Ask before an action goes."""
        here = self.here
        if here is not None:
            words = _("Delete again takes {name} off the list").format(name=here.id)
            self.then(words, lambda event: self._delete(event, here.id))

    def _delete(self, event: events.Key, name: str) -> None:
        if event.key == "delete":
            self.session.do(actions.remove(self.session.moment, name))
            self.show()
            self.tell(_("{name} is off the list; u takes it back").format(name=name))

    def do_close(self) -> None:
        """Hide the what-if, or go back."""
        if self._asks_what_if:
            self.do_what_if()
        else:
            super().do_close()

    @property
    def here(self) -> Planned | None:
        """The action in focus."""
        if self._view == "board":
            return next((one for one in self._plan if one.id == self._here), None)
        return self._plan[self.rows.cursor] if self._plan else None

    def moved(self) -> None:
        """Show the detail of the action in focus."""
        if self._view != "board" or self.here is None:
            self._here = self._plan[self.rows.cursor].id if self._plan else ""
        self.repaint("detail", "board")

    def columns(self) -> dict[Column, list[Planned]]:
        """The actions of each column."""
        return {name: [one for one in self._plan if one.column == name] for name in COLUMNS}

    def move(self, step: int) -> None:
        """Move in the list, or within a column of the board."""
        here = self.here
        if self._view != "board" or here is None:
            super().move(step)
            return
        cards = self.columns()[here.column]
        at = cards.index(here)
        self._here = cards[max(0, min(at + step, len(cards) - 1))].id
        self.moved()

    def _sideways(self, step: int) -> None:
        here, columns = self.here, self.columns()
        if self._view != "board" or here is None:
            return
        at, row = COLUMNS.index(here.column), columns[here.column].index(here)
        names = COLUMNS[at + 1 :] if step > 0 else COLUMNS[:at][::-1]
        cards = next((columns[name] for name in names if columns[name]), None)
        if cards is not None:
            self._here = cards[min(row, len(cards) - 1)].id
            self.moved()

    def do_left(self) -> None:
        """Go to the column on the left."""
        self._sideways(-1)

    def do_right(self) -> None:
        """Go to the column on the right."""
        self._sideways(1)

"""The actions screen: what is to be done, as a list, a board and a gantt, and what it would gain.

An action is what closes a gap: it has an owner, a due date and the findings, documents or clauses it
comes from. The board has its own focus, the other two views that of the list.
"""

from collections.abc import Sequence
from functools import partial, partialmethod
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import roadmap as plans
from gapwizard.domain.assessment import ActionRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.load import LoadTable, OwnerLoad, load, table
from gapwizard.domain.posts import post_of
from gapwizard.domain.proposals import KINDS, Kind, proposals
from gapwizard.domain.roadmap import Moved, outlook_moves
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session.acts import about, actions
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.papers.actions import export
from gapwizard.session.session import Session
from gapwizard.tui.actions import load as loads
from gapwizard.tui.actions import painting as paint
from gapwizard.tui.kit.commands import Command, character_of
from gapwizard.tui.kit.form import FormField, FormScreen, form_fields
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import TAKE_IN, ListScreen
from gapwizard.tui.kit.panes import Painted, Pane
from gapwizard.tui.kit.picker import next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import effect, indented

LETTERS: dict[str, tuple[Kind, ...]] = {
    "a": KINDS, "f": ("findings",), "d": ("documents",), "e": ("evidence",),
}  # fmt: skip


class ActionsScreen(ListScreen):
    """What is to be done, by whom, until when."""

    NAME = "actions"
    TITLE_WORDS = N_("Actions and roadmap")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("new", ("n",), N_("New action"), "n", N_("New")),
        Command("edit", ("enter",), N_("Edit every field of the action"), "Enter", N_("Edit")),
        Command("state", ("space", "\u3000"), N_("Next state: to do, doing, done, verified"), "Space", N_("State")),
        Command("view", ("v",), N_("View: list, board, gantt by 30, 90, 180 days, load by owner and month"), "v", N_("View")),
        Command("what_if", ("w",), N_("What if the marked actions, or this one, were done"), "w", N_("What-if")),
        Command("propose", ("P",), N_("Propose actions from findings, documents and evidence gaps"), "P", N_("Propose")),
        Command("export", ("x",), N_("Export as Markdown and CSV"), "x", N_("Export")),
        Command("owner", ("o",), N_("Set the owner"), "o", N_("Owner")),
        Command("due", ("d",), N_("Set the due date"), "d", N_("Due")),
        Command("priority", ("p",), N_("Set the priority"), "p", N_("Priority")),
        Command("mark", ("m",), N_("Mark for the what-if"), "m", N_("Mark")),
        Command("source", ("s",), N_("Go to what the action comes from"), "s", N_("Source")),
        Command("delete", ("delete",), N_("Take the action off the list"), "Del", N_("Delete")),
        TAKE_IN,
        Command("capacity", ("c",), N_("Days a week that an owner has, in the load")),
        Command("left", ("left", "h"), N_("Column of the board, or month of the load, to the left")),
        Command("right", ("right", "l"), N_("Column of the board, or month of the load, to the right")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the list."""
        super().__init__(handed)
        self.rows: RowList[plans.Planned] = RowList(self._row, key=lambda one: one.id)
        self.load: RowList[OwnerLoad] = RowList(
            lambda one, width: loads.owner_row(one, self._months(width)),
            key=lambda one: one.owner,
            id="load",
        )
        self._table = LoadTable((), ())
        self._month = 0
        """The first month of the load that is shown."""
        self._view = self.left.view or "list"
        self._here = ""
        self._marked: set[str] = set()
        self._known: tuple[Diagnosis, tuple[str, ...], list[Moved]] | None = None

    def body(self) -> ComposeResult:
        """Put counts and heads above the rows or the board, the detail below."""
        yield Pane(self._paint_heads, id="heads")
        yield self.rows
        yield self.load
        yield Pane(self._paint_board, id="board")
        yield Pane(self._paint_detail, id="detail", rolls=True)

    def on_mount(self) -> None:
        """Begin at the action that was asked for."""
        self._here = self.handed.row or self.left.row

    # What is shown

    def show(self) -> None:
        """Take the actions of now, and stay at the one in focus."""
        plan = list(plans.roadmap(self.session.diagnosis))
        if self._view == "gantt":
            plan.sort(key=lambda one: (not one.open, one.horizon or plans.HORIZONS[-1] + 1))
        self._marked &= {one.id for one in plan}
        self.set_class(self._view == "board", "-board")
        self.set_class(self._view == "load", "-load")
        self._table = table(load(self.session.diagnosis, plan))
        self.load.fill(self._table.owners)
        self.rows.fill(plan)
        self.rows.go_to(self._here)
        self.moved()
        super().show()

    def _row(self, one: plans.Planned, width: int) -> Content:
        marked = one.id in self._marked
        if self._view == "gantt":
            scale = paint.scale_of(self.session.today(), width)
            return paint.gantt_row(one, scale, width, marked=marked)
        return paint.list_row(one, width, marked=marked)

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        rows = paint.figures(plans.tally(self.rows.shown), self._view, width)
        if self._view == "load":
            rows.append(loads.head(self._table, self._months(width)))
        elif self._view != "board":
            scale = paint.scale_of(self.session.today(), width)
            rows.append(paint.head(self._view, width, scale))
        return rows

    def _months(self, width: int) -> loads.Months:
        return loads.months_for(self._table, self._month, width)

    def _paint_board(self, width: int, height: int) -> list[Content]:
        return paint.board(self.columns(), self._here, self._marked, width, height)

    def _paint_detail(self, width: int, height: int) -> Sequence[Content] | Painted:
        divider = paint.divider(self._view, width)
        if not self.rows.shown:
            words = _(
                "No action yet. P proposes one for each finding, document and evidence gap that "
                "none deals with; n adds one by hand."
            )
            return [divider, *indented(words, width, height)]
        if self.asks_what_if:
            title = _("as if done: {names}").format(names=i18n.names(self._names()))
            return [divider, *effect(title, self._effect(), width)]
        if self._view == "load":
            owner = self.load.here
            told = loads.detail(owner, self.rows.shown, width, height - 1) if owner else []
            return [divider, *told]
        states = {one.id: plans.stands_word(one) for one in self.rows.shown}
        steps = [
            i18n.labelled(name, fix)
            for name in self.here.source.questions
            if (fix := self.session.questionnaire.questions[name].fix)
        ]
        rows = [divider, *paint.detail(self.here, steps, states, width)]
        return Painted(rows, about=self.here.id)

    def _names(self) -> tuple[str, ...]:
        """Name the marked actions, else the one in focus."""
        marked = tuple(one.id for one in self.rows.shown if one.id in self._marked)
        return marked or (self._here,)

    def _effect(self) -> list[Moved]:
        """Say what the chosen actions would move; reckoned once for the same choice."""
        before, names = self.session.diagnosis, self._names()
        if self._known is None or self._known[0] is not before or self._known[1] != names:
            chosen = [one for one in self.rows.shown if one.id in names]
            self._known = (before, names, outlook_moves(before, plans.as_done(before, chosen)))
        return self._known[2]

    def copyable(self) -> str:
        """Id and title of the action in focus."""
        return f"{self.here.id} {self.here.record.title}" if self.rows.shown else ""

    # Commands

    def do_view(self) -> None:
        """Show the next view."""
        self.look(next_of(list(paint.VIEWS), self._view))

    def look(self, view: str) -> None:
        """Show a view."""
        self._view = view
        self.load.restart()
        self.show()

    def turn_to(self, name: str) -> None:
        """Put the cursor on a card of the board."""
        self._here = name
        self.moved()

    def available(self) -> Sequence[Command]:
        """Offer in the load what is done to owners, and not what is done to one action."""
        every = super().available()
        return loads.owner_commands(every) if self._view == "load" else every

    def run_command(self, command: Command) -> None:
        """Run a command; what is done to an action is refused where there is none."""
        if self._view == "load" and command.id in loads.ABOUT_ONE:
            self.tell(_("here are owners; v goes on to the list of actions"))
        elif self.rows.shown or command.id not in loads.ABOUT_ONE:
            super().run_command(command)
        else:
            self.tell(_("there is no action here; n adds one, P proposes some"))

    def _set(self, key: str, text: str, name: str = "") -> None:
        self._put(name or self.here.id, key, text)
        self.show()

    def do_new(self) -> None:
        """Ask for the title of a new action."""
        self.ask(_("new action:"), "", self._add)

    def _add(self, title: str) -> None:
        self.enact(actions.change(self.session.diagnosis, "new", {"title": title}))

    def do_owner(self) -> None:
        """Ask for the owner."""
        here = self.here
        take = partial(self._set, "owner", name=here.id)
        self.ask(
            _("{name} owner (a role):").format(name=here.id), here.record.owner, take, proposed=True
        )

    def do_due(self) -> None:
        """Ask for the due date."""
        here = self.here
        start, take = str(here.record.due or ""), partial(self._set, "due", name=here.id)
        self.ask(_("{name} due, as 2026-11-30:").format(name=here.id), start, take, proposed=True)

    def do_priority(self) -> None:
        """Wait for a priority."""
        self.then(_("priority: 1, 2 or 3; - takes it from grade and effort"), self._prioritise)

    def _prioritise(self, event: events.Key) -> None:
        written = character_of(event)
        self._set("priority", "" if written == "-" else written)

    def do_state(self) -> None:
        """Go on to the next state."""
        here = self.here
        state = next_of(actions.STATES, here.record.state)
        self._set("state", state)
        self.tell(i18n.labelled(here.id, plans.action_state_word(state)))

    def do_edit(self) -> None:
        """Edit every field."""
        name = self.here.id
        self.app.push_screen(
            FormScreen(name, fields_of(self.session, name), partial(self._put, name))
        )

    def _put(self, name: str, key: str, text: str) -> None:
        self.session.do(actions.change(self.session.diagnosis, name, {key: text}))

    def do_capacity(self) -> None:
        """Ask how many days a week the owner under the cursor of the load has for actions."""
        owner = self.load.here if self._view == "load" else None
        if owner is None or not loads.is_owned(owner, self.rows.shown):
            nobody = _("nobody owns these: o gives an action of the list an owner")
            here = _("v shows the load by owner; there c sets the days that one has")
            self.tell(here if owner is None else nobody)
            return
        post = post_of(self.session.diagnosis, owner.owner)
        about.post_with_days(self.session.moment, post.id)  # before anything is typed
        known = self.session.assessment.about.capacity.get(post.id, "")
        prompt = _("days a week of {owner}:").format(owner=owner.owner)
        self.ask(prompt, known, partial(self.describe, f"{about.CAPACITY}{post.id}"))

    def do_mark(self) -> None:
        """Mark the action, or take the mark back, and go on."""
        self._marked ^= {self.here.id}
        self.rows.refresh()
        self.move(1)

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
        self.then(words, self._propose, offered=paint.PROPOSED)

    def _propose(self, event: events.Key) -> None:
        kinds = LETTERS.get(event.key)
        if kinds is None:
            self.tell(_("nothing was proposed"))
            return
        act = actions.propose(self.session.diagnosis, *kinds)
        self.enact(act)
        count = len(act.changes)
        words = ngettext(
            "{count} action added; u takes it back",
            "{count} actions added; u takes them back",
            count,
        )
        self.tell(words.format(count=count))

    def do_export(self) -> None:
        """Write Markdown and CSV."""
        self.written(*export(self.session, self.exports))

    def do_source(self) -> None:
        """Go to the finding, the document or the question the action comes from."""
        source = self.here.source
        if not source.ids:
            self.tell(_("this action names no source"))
            return
        name = source.ids[0]
        if name in source.findings or name in source.documents:
            place = "findings" if name in source.findings else "documents"
            self.wizard.visit(place, handed=Handed(row=name))
        elif source.leaves:
            leaf = self.session.questionnaire.clause[source.leaves[0]]
            known = name in self.session.questionnaire.questions
            self.jump(name if known else leaf.questions[0].id)
        else:
            self.tell(_("{name} names nothing here").format(name=name))

    def do_delete(self) -> None:
        """Take an action off the list."""
        name = self.here.id
        self.session.do(actions.remove(self.session.moment, name))
        self.show()
        self.tell(_("{name} is off the list; u takes it back").format(name=name))

    @property
    def here(self) -> plans.Planned:
        """The action in focus, where there is one; on the board it is not the row of the list."""
        return next(one for one in self.rows.shown if one.id == self._here)

    def go_to(self, key: str) -> None:
        """Put an action in focus, on the board too."""
        self._here = key or self._here
        super().go_to(key)

    def moved(self) -> None:
        """Show the detail of the action in focus."""
        if self._view != "board" or all(one.id != self._here for one in self.rows.shown):
            self._here = self.rows.here.id if self.rows.here is not None else ""
        self.repaint("detail", "board")

    def columns(self) -> dict[plans.Column, list[plans.Planned]]:
        """The actions of each column."""
        return {
            name: [one for one in self.rows.shown if one.column == name] for name in plans.COLUMNS
        }

    def move(self, step: int) -> None:
        """Move in the list, or within a column of the board."""
        if self._view == "load":
            self.load.move(step)
            self.repaint("detail")
            return
        if self._view != "board" or not self.rows.shown:
            super().move(step)
            return
        here = self.here
        cards = self.columns()[here.column]
        at = cards.index(here)
        self._here = cards[max(0, min(at + step, len(cards) - 1))].id
        self.moved()

    def _sideways(self, step: int) -> None:
        """Go to the next column that has actions, or show other months of the load."""
        if self._view == "load":
            self._month = max(0, self._months(self.size.width).first + step)
            self.repaint("heads", "load")
            return
        if self._view != "board" or not self.rows.shown:
            return
        here, columns = self.here, self.columns()
        at, row = plans.COLUMNS.index(here.column), columns[here.column].index(here)
        names = plans.COLUMNS[at + 1 :] if step > 0 else plans.COLUMNS[:at][::-1]
        cards = next((columns[name] for name in names if columns[name]), None)
        if cards is not None:
            self._here = cards[min(row, len(cards) - 1)].id
            self.moved()

    do_left = partialmethod(_sideways, -1)
    do_right = partialmethod(_sideways, 1)


def fields_of(session: Session, name: str) -> list[FormField]:
    """The fields of an action; each shows the value of now."""
    return form_fields(
        ACTION.values(), lambda: session.assessment.actions.get(name, ActionRecord())
    )

"""The way to the certificate: every task with who, when and what it waits for, as a list or as bars."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.domain.plan import plan
from gapwizard.domain.plan_outcome import PlanOutcome, outcome
from gapwizard.domain.plan_task import PlanTask, TaskState, chosen, task_state_word
from gapwizard.domain.posts import Post
from gapwizard.domain.records import TaskRecord
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, labelled
from gapwizard.session.acts import plan as acts
from gapwizard.session.papers.plan import PlanList
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormScreen, form_fields
from gapwizard.tui.kit.host import NOTHING, Handed, Left
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Painted, Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import plain
from gapwizard.tui.plan import painting as paint

EVERYBODY = "*"
BARS = "bars"
"""The view over time, as it is remembered."""


class PlanScreen(ListScreen):
    """The tasks of the plan."""

    TITLE_WORDS = N_("Plan")
    NAME = "plan"
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the task"), "Enter", N_("Edit")),
        Command("state", ("space", "\u3000"), N_("Next state: as the assessment shows, doing, done"), "Space", N_("State")),
        Command("bars", ("v",), N_("Bars over time, or the list"), "v", N_("Bars")),
        Command("now", ("w",), N_("Only what can be worked on now, or all"), "w", N_("Now")),
        Command("role", ("e",), N_("Only the tasks of one role or department"), "e", N_("Whose")),
        Command("begin", ("p",), N_("When the way begins"), "p", N_("Begin")),
        Command("until", ("P",), N_("Until when it is to be done")),
        Command("export", ("x",), N_("Write the plan as a list, a workbook, a calendar and a picture"), "x", N_("Export")),
        Command("drop", ("delete",), N_("Leave the task out: not needed in this firm")),
        Command("restore", ("insert",), N_("Have back a task that was left out")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with all tasks as a list."""
        super().__init__(handed)
        self._bars, self._now = self.left.view == BARS, False
        self._post: Post | None = None
        self._plan: tuple[PlanTask, ...] = ()
        self._ends: PlanOutcome | None = None
        self.rows: RowList[PlanTask] = RowList(self._paint_row, key=lambda one: one.id)

    def body(self) -> ComposeResult:
        """What comes out, the heading, the tasks, and one of them whole."""
        yield Pane(self._paint_heads, id="register", rolls=True)
        yield self.rows
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Begin at the task that another screen asked for, else at the first that is open."""
        self.show()
        open_ones = [task.id for task in self._plan if not task.done]
        left = self.left.row if self.left.row in open_ones else ""
        self.go_to(self.handed.row or left or next(iter(open_ones), ""))

    def looked_at(self) -> Left:
        """Remember bars or list, and the task."""
        return Left(BARS if self._bars else "", self.rows.key_here)

    def show(self) -> None:
        """Fill the rows from the plan as it is now."""
        diagnosis = self.session.diagnosis
        self._plan = plan(diagnosis)
        self._ends = outcome(diagnosis, self._plan)
        self.rows.fill(chosen(diagnosis, self._plan, self._post, now=self._now))
        super().show()

    @property
    def subject(self) -> str:
        """Whose tasks, and of what."""
        told = [
            self._post.title if self._post else "",
            _("now") if self._now else "",
            self.assessed,
        ]
        return "  ".join(filter(None, told))

    @property
    def here(self) -> PlanTask:
        """The task under the cursor. Raises Refused where there is none."""
        found = self.rows.here
        if found is None:
            raise Refused(_("no task here; w and e show more"))
        return found

    def copyable(self) -> str:
        """The id of the task."""
        return self.rows.here.id if self.rows.here is not None else ""

    @property
    def _list(self) -> PlanList:
        return PlanList(self.session.diagnosis, self._plan)

    def _state(self, task: PlanTask) -> TaskState:
        return self._list.state(task)

    @property
    def _scale(self) -> tuple[date, int]:
        """The first day of the bars, and how many days one sign is."""
        starts = [task.start for task in self._plan if task.start is not None]
        ends = [task.end for task in self._plan if task.end is not None and task.start is not None]
        first = min(starts, default=self.session.today())
        days = (max(ends, default=first) - first).days + 1
        return first, max(1, -(-days // max(20, self.rows.size.width - paint.ID - 3)))

    def _paint_heads(self, width: int, _height: int) -> Painted:
        if not self.session.questionnaire.plan:
            return Painted([plain(" " + _("the questionnaire has no plan"))])
        first, step = self._scale
        ends = [] if self._ends is None else paint.ends(self._ends, width)
        return Painted(
            ends, (paint.head(self._list, width, bars=self._bars, first=first, step=step),)
        )

    def _paint_row(self, task: PlanTask, width: int) -> Content:
        if self._bars:
            first, step = self._scale
            return paint.bar(task, self._state(task), width, first, step)
        return paint.row(self._list, task, width)

    def _paint_detail(self, width: int, _height: int) -> list[Content]:
        task = self.rows.here
        if task is None:
            return []
        told = self._list.told(task)
        return paint.detail(task, self._state(task), told, width)

    # Commands

    def do_edit(self) -> None:
        """Edit every field of the task."""
        name = self.here.id

        def record() -> TaskRecord:
            return self.session.assessment.tasks.get(name, TaskRecord())

        fields = form_fields(acts.FIELDS.values(), record)
        self.app.push_screen(
            FormScreen(f"{name} {self.here.title}", fields, partial(self._save, name))
        )

    def _save(self, name: str, key: str, text: str) -> None:
        self.session.do(acts.change(self.session.diagnosis, name, {key: text}))

    def do_state(self) -> None:
        """Put the task into its next state."""
        task = self.here
        self.session.do(acts.turn(self.session.diagnosis, task.id))
        self.stay(task.id)
        known = self._list.known.get(task.id)
        if known is not None:
            self.tell(labelled(task.id, task_state_word(self._state(known))))

    def do_drop(self) -> None:
        """Leave the task out."""
        name = self.here.id
        self.session.do(acts.change(self.session.diagnosis, name, {"dropped": "yes"}))
        self.show()
        self.tell(_("{name} left out; u takes it back").format(name=name))

    def do_restore(self) -> None:
        """Have back a task that was left out."""
        known = {one.id: one.title for one in self.session.questionnaire.plan}
        gone = self._ends.dropped if self._ends is not None else ()
        if not gone:
            raise Refused(_("no task was left out"))
        self.pick_id(
            _("Have back which task?"),
            [(name, known.get(name, "")) for name in gone],
            self._restored,
        )

    def _restored(self, name: str) -> None:
        self.session.do(acts.change(self.session.diagnosis, name, {"dropped": ""}))
        self.stay(name)

    def do_bars(self) -> None:
        """Bars or the list."""
        self._refuse_without_plan()
        self._bars = not self._bars
        self.show()

    def _refuse_without_plan(self) -> None:
        """Raise Refused where there is nothing to show in another way."""
        if not self.session.questionnaire.plan:
            raise Refused(_("the questionnaire has no plan"))

    def do_now(self) -> None:
        """What can be worked on now, or all."""
        self._refuse_without_plan()
        self._now = not self._now
        self.rows.restart()
        self.show()

    def do_role(self) -> None:
        """Choose whose tasks are shown."""
        posts = {task.post.id: task.post.title for task in self._plan if task.post.id}
        offered = [(EVERYBODY, _("everybody")), *posts.items()]
        self.pick_id(_("Whose tasks?"), offered, self._of)

    def _of(self, name: str) -> None:
        posts = {task.post.id: task.post for task in self._plan}
        self._post = posts.get(name)
        self.rows.restart()
        self.show()

    def do_begin(self) -> None:
        """Ask when the way begins."""
        start = str(self.session.assessment.about.plan_from or self.session.today())
        self.ask(_("The way begins on"), start, partial(self.describe, "plan_from"), proposed=True)

    def do_until(self) -> None:
        """Ask until when the certificate is wanted."""
        wanted = self.session.assessment.about.plan_until
        self.ask(
            _("It is to be done by"),
            str(wanted or ""),
            partial(self.describe, "plan_until"),
            proposed=True,
        )

    def do_export(self) -> None:
        """Write the tasks that are shown, in every format there is."""
        from gapwizard.session.papers.plan import FORMATS, plan_file

        shown = self.rows.shown
        self.written(
            *(
                self.file(plan_file(self.session, self._plan, shown, kind), kind, "plan")
                for kind in FORMATS
            )
        )

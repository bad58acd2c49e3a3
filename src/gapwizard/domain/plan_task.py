"""One task of the plan, where it stands, and which of them somebody can work on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.domain.posts import Post, is_called
from gapwizard.domain.records import TaskRecord
from gapwizard.i18n import N_, _, with_aside

TaskState = Literal["done", "overtaken", "doing", "todo", "waits", "late"]
STATES: Mapping[TaskState, str] = {
    "done": N_("done"),
    "overtaken": N_("overtaken"),
    "doing": N_("doing"),
    "todo": N_("can begin"),
    "waits": N_("waits"),
    "late": N_("late"),
}
"""Where a task stands: it waits for others or for its gate; late: its wanted day has passed."""


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One task with its place in time."""

    id: str
    template: TaskTemplate
    title: str
    record: TaskRecord
    post: Post
    days: Fraction
    needs: tuple[str, ...]
    """Ids of the tasks before it."""
    done: bool
    by_rule: bool
    """Whether the assessment itself tells that it is done."""
    gate: bool
    """Whether what it waits for holds; true without a gate."""
    start: date | None = None
    end: date | None = None
    latest: date | None = None
    """The day it has to be done for the wanted day to be kept; None without one."""
    waits_for: str = ""
    """The task that keeps it from beginning earlier: one before it, or one of the same post."""
    no_time: bool = False
    """Whether its post has no time at all."""
    owner: str = ""
    """Who it was given to, as somebody wrote it; empty: nobody, and its post is that of its role."""
    actions: tuple[str, ...] = ()
    """Ids of the actions that it is made of."""
    overtaken: bool = False
    """Whether nobody said that it is done, but all that it leads to is."""

    @property
    def owner_words(self) -> str:
        """Who does it: as it was written, with the post with whose time it counts where that is another."""
        own = (self.post.id, self.post.title)
        if not self.owner or any(is_called(self.owner, name) for name in own):
            return self.post.title
        return with_aside(self.owner, self.post.title)

    @property
    def over(self) -> bool:
        """Whether nothing is left of it: what comes after does not wait for it."""
        return self.done or self.overtaken

    def touches(self, begin: date, days: int) -> bool:
        """Whether it is worked on in some days of the calendar."""
        if self.start is None or self.end is None:
            return False
        return self.start < begin + timedelta(days=days) and self.end >= begin


def goal_tasks(tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """What the wanted day is about: the tasks that are the goal, all where none is."""
    return [task for task in tasks if task.template.goal] or list(tasks)


def state_of(task: PlanTask, tasks: Mapping[str, PlanTask], today: date) -> TaskState:
    """Where a task stands today."""
    if task.over:
        return "done" if task.done else "overtaken"
    if task.record.due is not None and task.record.due < today:
        return "late"
    if task.record.state == "doing":
        return "doing"
    ready = task.gate and all(tasks[need].over for need in task.needs)
    return "todo" if ready else "waits"


def task_state_word(state: TaskState) -> str:
    """The word of where a task stands."""
    return _(STATES[state])


def chosen(
    diagnosis: Diagnosis, tasks: Sequence[PlanTask], post: Post | None, *, now: bool
) -> list[PlanTask]:
    """The tasks of one post or of all; of `now` what is begun, late, or free to begin."""
    known = {task.id: task for task in tasks}
    return [
        task
        for task in tasks
        if (post is None or task.post.id == post.id)
        and (not now or state_of(task, known, diagnosis.today) in ("doing", "todo", "late"))
    ]

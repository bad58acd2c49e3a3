"""The way to the certificate: every task with who does it, when, and whether it is done already.

Tasks come from the questionnaire and are fitted to the assessment: one for each file that is still to be
written, with what the actions about it say, one for each open action that is about no such file. What
the assessment shows as done is done. The rest is laid on the working days that each post has, forwards
from the first day; nobody works on two things at once, and a task without time for it says so. What comes
out is told by `plan_outcome`.

Source: guides 000, 002 and 004; how long work takes is that of `effort`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import PlannedFile, file_plan, worth_of
from gapwizard.domain.plan_facts import Asks, asks
from gapwizard.domain.plan_record import TaskRecord
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.domain.posts import NOBODY, Post, of_role, post_of
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.timetable import SATURDAY, working_day
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, labelled, names, with_aside

WEEK = 5
"""Working days of a week."""
UNSET = TaskRecord()
TaskState = Literal["done", "doing", "todo", "waits", "late"]
STATES: Mapping[TaskState, str] = {
    "done": N_("done"),
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

    def touches(self, begin: date, days: int) -> bool:
        """Whether it is worked on in some days of the calendar."""
        if self.start is None or self.end is None:
            return False
        return self.start < begin + timedelta(days=days) and self.end >= begin


def plan(diagnosis: Diagnosis) -> tuple[PlanTask, ...]:
    """All tasks of an assessment, scheduled, in the order of the questionnaire."""
    holds, work = asks(diagnosis), _open_work(diagnosis)
    found: dict[str, list[PlanTask]] = {}
    passed: dict[str, tuple[str, ...]] = {}
    for template in diagnosis.questionnaire.plan:
        before = _before(template, found, passed)
        if template.applies and not holds(template.applies):
            passed[template.id] = before
            continue
        made = [replace(one, needs=before) for one in _instances(diagnosis, template, holds, work)]
        kept = [one for one in made if not one.record.dropped]
        found[template.id] = kept
        if not kept:
            passed[template.id] = before
    tasks = [one for some in found.values() for one in some]
    scheduled = _scheduled(diagnosis, tasks)
    return _with_latest(scheduled, diagnosis.assessment.about.plan_until)


def _before(
    template: TaskTemplate,
    found: Mapping[str, Sequence[PlanTask]],
    passed: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """The tasks before one; what is not needed here is passed over to what was before it."""
    names: list[str] = []
    for name in template.after:
        names += passed.get(name, ()) or [one.id for one in found.get(name, ())]
    return tuple(dict.fromkeys(names))


class _Work(NamedTuple):
    """What is still to be done about the assessment itself."""

    files: tuple[tuple[PlannedFile, frozenset[str]], ...]
    """The files to write or revise, each with its documents."""
    actions: tuple[Planned, ...]
    """The open actions."""


def _open_work(diagnosis: Diagnosis) -> _Work:
    """The open work, where the questionnaire has tasks for it."""
    if not any(template.each for template in diagnosis.questionnaire.plan):
        return _Work((), ())
    files = (one for one in file_plan(diagnosis) if one.to_do)
    return _Work(
        tuple((one, frozenset(line.document.id for line in one.lines)) for one in files),
        tuple(one for one in roadmap(diagnosis) if one.open),
    )


def _instances(
    diagnosis: Diagnosis, template: TaskTemplate, holds: Asks, work: _Work
) -> Iterable[PlanTask]:
    if template.each == "file":
        for file, documents in work.files:
            about = [one for one in work.actions if documents & {*one.source.documents}]
            worth = worth_of(diagnosis, file)
            title = labelled(template.title, file.file.title)
            if about:
                title = with_aside(title, names(one.id for one in about))
            said = _said_by(about, file.record.due, file.record.owner)
            name = f"{template.id}.{file.file.id}"
            yield _task(diagnosis, template, holds, name, title, worth.owner, worth.days, said)
        return
    if template.each == "action":
        covered = frozenset[str]().union(*(documents for _file, documents in work.files))
        for action in work.actions:
            if not covered & {*action.source.documents}:
                name, days = f"{template.id}.{action.id}", action.days or Fraction(1)
                said = _said_by([action])
                title = action.record.title
                yield _task(diagnosis, template, holds, name, title, NOBODY, days, said)
        return
    post = NOBODY
    if template.who is not None and template.who in diagnosis.questionnaire.role:
        post = of_role(diagnosis.questionnaire, diagnosis.assessment, template.who)
    days = Fraction(template.days)
    yield _task(diagnosis, template, holds, template.id, template.title, post, days, UNSET)


def _said_by(actions: Sequence[Planned], due: date | None = None, owner: str = "") -> TaskRecord:
    """What actions say of the one task that they are: who, until when, and whether it is begun.

    What its file says goes before it; of several actions the one that is due first names who.
    """
    rows = sorted((one.record for one in actions), key=lambda row: row.due or date.max)
    dues = [row.due for row in rows if row.due is not None]
    owners = [row.owner for row in rows if substance(row.owner)]
    begun: Literal["", "doing"] = "doing" if any(row.state == "doing" for row in rows) else ""
    return TaskRecord(
        due=due or next(iter(dues), None),
        owner=owner or next(iter(owners), ""),
        state=begun,
    )


def _task(
    diagnosis: Diagnosis,
    template: TaskTemplate,
    holds: Asks,
    name: str,
    title: str,
    post: Post,
    days: Fraction,
    said: TaskRecord,
) -> PlanTask:
    """A task; `said` is what its file or action says of it, where nobody said so of the task."""
    record = diagnosis.assessment.tasks.get(name, UNSET)
    of_its_own = {"due": record.due or said.due, "state": record.state or said.state}
    record = record.model_copy(update=of_its_own)
    owner = record.owner if substance(record.owner) else said.owner
    if substance(owner):
        post = post_of(diagnosis.questionnaire, diagnosis.assessment, owner)
    by_rule = bool(template.done) and holds(template.done)
    return PlanTask(
        name,
        template,
        title,
        record,
        post,
        Fraction(record.days) if record.days else days,
        (),
        done=by_rule or record.state == "done",
        by_rule=by_rule,
        gate=not template.gate or holds(template.gate),
    )


# The schedule


def weekly(diagnosis: Diagnosis, post: Post) -> Fraction | None:
    """Days a week that a post has: its own, else those of its roles; None where nobody said."""
    known = diagnosis.assessment.about.capacity
    row = diagnosis.assessment.departments.get(post.id)
    names = [post.id] if post.id in known or row is None else list(row.roles)
    said = [Fraction(known[name]) for name in names if name in known]
    return sum(said, Fraction(0)) if said else None


def _scheduled(diagnosis: Diagnosis, tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """Lay what is open on working days; each task as soon as those before it and its post allow."""
    first = _working(max(diagnosis.assessment.about.plan_from or diagnosis.today, diagnosis.today))
    free: dict[Post, tuple[date, str]] = {}
    placed: dict[str, PlanTask] = {}
    for task in tasks:
        if task.done:
            placed[task.id] = replace(task, end=task.record.done_on)
            continue
        start, why = _earliest(task, placed, first)
        rate = weekly(diagnosis, task.post)
        if rate == 0 or start == date.max:
            placed[task.id] = replace(task, no_time=True, waits_for=why)
            continue
        if task.days and task.post != NOBODY and task.post in free and free[task.post][0] > start:
            start, why = free[task.post]
        if task.record.start is not None and task.record.start > start:
            start, why = _working(task.record.start), ""
        length = max(1, math.ceil(task.days * WEEK / (rate or WEEK)))
        end = working_day(start, length - 1)
        if task.post != NOBODY:
            free[task.post] = (working_day(end, 1), task.id)
        if task.template.wait:
            counted = _since(task, diagnosis, placed) or start
            end = _working(max(end, min(counted, start) + timedelta(days=task.template.wait)))
        placed[task.id] = replace(task, start=start, end=end, waits_for=why)
    return [placed[task.id] for task in tasks]


def _since(task: PlanTask, diagnosis: Diagnosis, placed: Mapping[str, PlanTask]) -> date | None:
    """From when the days count that have to pass in a task; None: from its own first day."""
    if task.template.since == "records":
        return diagnosis.assessment.about.records_since
    if task.template.since == "goal":
        return max(
            (one.end for one in placed.values() if one.template.goal and one.end), default=None
        )
    return None


def _earliest(task: PlanTask, placed: Mapping[str, PlanTask], first: date) -> tuple[date, str]:
    """The day after the last task before it, and which that is; the last day there is: never."""
    start, why = first, ""
    for need in task.needs:
        before = placed[need]
        if before.no_time:
            return date.max, need
        if not before.done and before.end is not None and before.end >= start:
            start, why = working_day(before.end, 1), need
    return start, why


def _working(day: date) -> date:
    """A day, or the Monday after it."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _with_latest(tasks: Sequence[PlanTask], wanted: date | None) -> tuple[PlanTask, ...]:
    """Count back from the wanted day: until when what leads to the goal has to be done."""
    if wanted is None:
        return tuple(tasks)
    latest = {task.id: wanted for task in goal_tasks(tasks)}
    for task in reversed(tasks):
        own = latest.get(task.id)
        if own is None or task.start is None or task.end is None:
            continue
        begin = own - (task.end - task.start)
        for need in task.needs:
            latest[need] = min(latest.get(need, wanted), working_day(begin, -1))
    return tuple(task if task.done else replace(task, latest=latest.get(task.id)) for task in tasks)


def goal_tasks(tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """What the wanted day is about: the tasks that are the goal, all where none is."""
    return [task for task in tasks if task.template.goal] or list(tasks)


def state_of(task: PlanTask, tasks: Mapping[str, PlanTask], today: date) -> TaskState:
    """Where a task stands today."""
    if task.done:
        return "done"
    if task.record.due is not None and task.record.due < today:
        return "late"
    if task.record.state == "doing":
        return "doing"
    ready = task.gate and all(tasks[need].done for need in task.needs)
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

"""The way to the certificate: every task with who does it, when, and whether it is done already.

Tasks come from the questionnaire and are fitted to the assessment: one for each file that is still to be
written, one for each open action that no file covers. What the assessment shows as done is done. The rest
is laid on the working days that each post has, forwards from the first day; nobody works on two things at
once, and a task without time for it says so.

Source: guides 000, 002 and 004; how long work takes is that of `effort`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import file_plan, worth_of
from gapwizard.domain.findings import natural
from gapwizard.domain.plan_facts import Asks, asks
from gapwizard.domain.plan_record import TaskRecord
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.domain.posts import NOBODY, Post, of_role, post_of
from gapwizard.domain.roadmap import roadmap
from gapwizard.domain.timetable import SATURDAY, working_day
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, day_words, labelled, names, ngettext

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


class PlanOutcome(NamedTuple):
    """What comes out of a plan."""

    end: date | None
    """When the last task ends; None: it cannot be told, for somebody has no time."""
    wanted: date | None
    late: int
    """Working days by which the wanted day is missed; 0 where it is kept or none is wanted."""
    chain: tuple[str, ...]
    """The tasks that decide the end, the first one first."""
    without_time: tuple[str, ...]
    """Posts that have work and no time."""
    unsaid: tuple[str, ...]
    """Posts of whom nobody said how much time they have; a whole week is taken."""
    dropped: tuple[str, ...] = ()
    """Tasks that were left out."""
    unseen: int = 0
    """Files of which nobody knows yet whether they have to be written."""
    overdue: tuple[str, ...] = ()
    """Tasks that end after the day they are due."""


def plan(diagnosis: Diagnosis) -> tuple[PlanTask, ...]:
    """All tasks of an assessment, scheduled, in the order of the questionnaire."""
    holds = asks(diagnosis)
    found: dict[str, list[PlanTask]] = {}
    passed: dict[str, tuple[str, ...]] = {}
    for template in diagnosis.questionnaire.plan:
        before = _before(template, found, passed)
        if template.applies and not holds(template.applies):
            passed[template.id] = before
            continue
        made = [replace(one, needs=before) for one in _instances(diagnosis, template, holds)]
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


def _instances(diagnosis: Diagnosis, template: TaskTemplate, holds: Asks) -> Iterable[PlanTask]:
    if template.each == "file":
        for one in file_plan(diagnosis):
            if one.to_do:
                worth = worth_of(diagnosis, one)
                name, title = (
                    f"{template.id}.{one.file.id}",
                    labelled(template.title, one.file.title),
                )
                said = TaskRecord(due=one.record.due)
                yield _task(diagnosis, template, holds, name, title, worth.owner, worth.days, said)
        return
    if template.each == "action":
        written = {
            line.document.id for one in file_plan(diagnosis) for line in one.lines if one.to_do
        }
        for action in roadmap(diagnosis):
            if action.open and not set(action.source.documents) & written:
                post = post_of(diagnosis.questionnaire, diagnosis.assessment, action.record.owner)
                days = action.days or Fraction(1)
                name, title = f"{template.id}.{action.id}", action.record.title
                begun: Literal["", "doing"] = "doing" if action.record.state == "doing" else ""
                said = TaskRecord(due=action.record.due, state=begun)
                yield _task(diagnosis, template, holds, name, title, post, days, said)
        return
    post = NOBODY
    if template.who is not None and template.who in diagnosis.questionnaire.role:
        post = of_role(diagnosis.questionnaire, diagnosis.assessment, template.who)
    days = Fraction(template.days)
    yield _task(diagnosis, template, holds, template.id, template.title, post, days, UNSET)


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
    if substance(record.owner):
        post = post_of(diagnosis.questionnaire, diagnosis.assessment, record.owner)
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
    latest = {task.id: wanted for task in _goals(tasks)}
    for task in reversed(tasks):
        own = latest.get(task.id)
        if own is None or task.start is None or task.end is None:
            continue
        begin = own - (task.end - task.start)
        for need in task.needs:
            latest[need] = min(latest.get(need, wanted), working_day(begin, -1))
    return tuple(task if task.done else replace(task, latest=latest.get(task.id)) for task in tasks)


def _goals(tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """What the wanted day is about: the tasks that are the goal, all where none is."""
    return [task for task in tasks if task.template.goal] or list(tasks)


# What comes out


def outcome(diagnosis: Diagnosis, tasks: Sequence[PlanTask]) -> PlanOutcome:
    """When it ends, whether that is in time, and what decides it."""
    still = [task for task in tasks if not task.done]
    lacking = list(
        dict.fromkeys(
            task.post.title for task in still if task.no_time and weekly(diagnosis, task.post) == 0
        )
    )
    unsaid = dict.fromkeys(
        task.post.title
        for task in still
        if task.post != NOBODY and weekly(diagnosis, task.post) is None
    )
    ends = [task for task in _goals(still) if task.end is not None]
    last = max(ends, key=lambda task: task.end or date.min, default=None)
    end = None if lacking or last is None else last.end
    goals = [task for task in tasks if task.template.goal]
    reached = bool(goals) and all(task.done for task in goals)
    wanted = None if reached else diagnosis.assessment.about.plan_until
    late = _days_between(wanted, end) if wanted is not None and end is not None else 0
    known = {task.id: task for task in tasks}
    chain: list[str] = []
    name = last.id if last is not None else ""
    while name and name not in chain:
        chain.append(name)
        name = known[name].waits_for
    dropped = [key for key, row in diagnosis.assessment.tasks.items() if row.dropped]
    files = any(template.each == "file" for template in diagnosis.questionnaire.plan)
    unseen = sum(one.state == "check" for one in file_plan(diagnosis)) if files else 0
    return PlanOutcome(
        end, wanted, late, tuple(reversed(chain)), tuple(lacking), tuple(unsaid),
        tuple(sorted(dropped, key=natural)), unseen,
        tuple(one.id for one in still if one.end and one.record.due and one.end > one.record.due),
    )  # fmt: skip


def outcome_lines(found: PlanOutcome) -> Iterator[str]:
    """What comes out in sentences, the worst first."""
    if found.without_time:
        yield _("Nobody has time for it: {posts}.").format(posts=names(found.without_time))
    if found.late:
        words = _("It cannot be done by {wanted}: {days} working days too late.")
        yield words.format(wanted=day_words(found.wanted or ""), days=found.late)
    if found.end is not None:
        yield _("With the time there is, it ends on {day}.").format(day=day_words(found.end))
        if found.wanted is not None and not found.late:
            yield _("That is in time for {wanted}.").format(wanted=day_words(found.wanted))
    if found.overdue:
        yield _("These end after the day they are due: {tasks}.").format(tasks=names(found.overdue))
    if found.unseen:
        yield ngettext(
            "{count} file was not looked at yet: whether it has to be written is known only then.",
            "{count} files were not looked at yet: whether they have to be written is known only then.",
            found.unseen,
        ).format(count=found.unseen)
    if found.dropped:
        yield _("Left out: {tasks}.").format(tasks=names(found.dropped))
    if found.unsaid:
        words = _("A whole week is taken where nobody said how much time there is: {posts}.")
        yield words.format(posts=names(found.unsaid))


def _days_between(first: date, last: date) -> int:
    """Working days after `first` up to `last`; 0 where it is not later."""
    count, day = 0, first
    while day < last:
        day = working_day(day, 1)
        count += day <= last
    return count


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


def now_for(diagnosis: Diagnosis, tasks: Sequence[PlanTask], post: Post | None) -> list[PlanTask]:
    """What can be worked on now, by one post or by all: begun, late, or free to begin."""
    known = {task.id: task for task in tasks}
    return [
        task
        for task in tasks
        if (post is None or task.post.id == post.id)
        and state_of(task, known, diagnosis.today) in ("doing", "todo", "late")
    ]

"""When the tasks of a plan are done: in their order, on the working days that each post has.

Forwards from the first day; nobody works on two things at once, and a task without time for it says so.
What is begun goes on first. From the wanted day counted back, each task has a latest day.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gapwizard.domain.assessment import About
from gapwizard.domain.days import days_later, next_working, working_day
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.plan_task import PlanTask, goal_tasks
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.domain.posts import NOBODY, WEEK, Post, weekly


def schedule(diagnosis: Diagnosis, tasks: Sequence[PlanTask]) -> tuple[PlanTask, ...]:
    """Lay some tasks on the calendar; they come back in the order in which they came."""
    ordered = _overtaken(_in_order(tasks))
    dated = _with_latest(_scheduled(diagnosis, ordered), diagnosis.assessment.about.plan_until)
    return tuple(dated[task.id] for task in tasks)


def _in_order(tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """Tasks after those that they need, else as they stand; what would close a circle is let go.

    Actions in two files can need each other crosswise, although no action does.
    """
    known = {task.id: task for task in tasks}
    placed: dict[str, PlanTask] = {}
    begun: set[str] = set()

    def place(task: PlanTask) -> None:
        begun.add(task.id)
        for need in task.needs:
            if need not in begun:
                place(known[need])
        needs = tuple(need for need in task.needs if need in placed)
        placed[task.id] = task if needs == task.needs else replace(task, needs=needs)

    for task in tasks:
        if task.id not in begun:
            place(task)
    return list(placed.values())


def _overtaken(tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """Pass over what only prepared for something: all that it leads to is done or passed over.

    Where somebody said how it stands, or the questionnaire when it is done, that goes before.
    `tasks` come after their needs.
    """
    over = {task.id for task in tasks if task.done}
    leads_to: dict[str, list[str]] = {}
    passed: set[str] = set()
    for task in reversed(tasks):
        after = leads_to.get(task.id, ())
        silent = not (task.done or task.record.state or task.template.done or task.template.each)
        if silent and after and over.issuperset(after):
            passed.add(task.id)
            over.add(task.id)
        for need in task.needs:
            leads_to.setdefault(need, []).append(task.id)
    return [replace(task, overtaken=True) if task.id in passed else task for task in tasks]


def _scheduled(diagnosis: Diagnosis, tasks: Sequence[PlanTask]) -> list[PlanTask]:
    """Lay what is open on working days; each task as soon as those before it and its post allow.

    What is begun goes on first; then what has an agreed day, with all that it needs, the first day
    first. The rest keeps its own order in the time that these leave. `tasks` come after their needs.
    """
    first = next_working(
        max(diagnosis.assessment.about.plan_from or diagnosis.today, diagnosis.today)
    )
    busy: dict[Post, list[_Busy]] = {}
    line: dict[tuple[Post, bool], tuple[date, str]] = {}
    placed: dict[str, PlanTask] = {}
    agreed, begun = _agreed(tasks), _begun(tasks)
    for task in sorted(tasks, key=lambda one: (one.id not in begun, agreed[one.id])):
        if task.over:
            placed[task.id] = replace(task, end=task.record.done_on)
            continue
        start, why = (first, "") if task.id in begun else _earliest(task, placed, first)
        rate = weekly(diagnosis, task.post)
        if rate == 0 or start == date.max:
            placed[task.id] = replace(task, no_time=True, waits_for=why)
            continue
        own = busy.setdefault(task.post, []) if task.days and task.post != NOBODY else []
        place = task.post, task.id in begun or agreed[task.id] < date.max
        if task.post != NOBODY and task.days and place in line and line[place][0] > start:
            start, why = line[place]
        wanted = start if task.id in begun else max([start, *_entered(task, diagnosis)])
        later = wanted > start
        if later:
            start, why = next_working(wanted), ""
        length = max(1, math.ceil(task.days * WEEK / (rate or WEEK)))
        start, why = _free(own, start, length, why)
        end = working_day(start, length - 1)
        own.append(_Busy(start, end, task.id))
        own.sort()
        if not later:  # a day of its own far ahead holds nothing back
            line[place] = working_day(end, 1), task.id
        if task.template.wait:
            counted = _since(task, diagnosis, placed) or start
            end = next_working(max(end, days_later(counted, task.template.wait)))
        placed[task.id] = replace(task, start=start, end=end, waits_for=why)
    return [placed[task.id] for task in tasks]


def entered_day(template: TaskTemplate, about: About) -> date | None:
    """The day that was entered for an audit or a review; None for another task, or without one."""
    of_audit = {
        "": None,
        "internal_audit_date": about.internal_audit_date,
        "management_review_date": about.management_review_date,
    }
    return of_audit[template.day]


def _entered(task: PlanTask, diagnosis: Diagnosis) -> Iterator[date]:
    """The days before which somebody said that a task is not begun: its own, and of an audit."""
    days = (task.record.start, entered_day(task.template, diagnosis.assessment.about))
    yield from (day for day in days if day is not None)


class _Busy(NamedTuple):
    """Days on which a post works on something."""

    start: date
    end: date
    task: str


def _free(busy: Sequence[_Busy], start: date, length: int, why: str) -> tuple[date, str]:
    """The first day from `start` on from which a post has so many working days, and what it waits for.

    `busy` is in order.
    """
    for taken in busy:
        if taken.start > working_day(start, length - 1):
            break
        if taken.end >= start:
            start, why = working_day(taken.end, 1), taken.task
    return start, why


def _begun(tasks: Sequence[PlanTask]) -> frozenset[str]:
    """What is being done, whatever comes before it: files and actions; else where that is done too."""
    found: set[str] = set()
    over = {task.id for task in tasks if task.over}
    for task in tasks:
        doing = task.record.state == "doing" and not task.over
        if doing and (task.template.each or (over | found).issuperset(task.needs)):
            found.add(task.id)
    return frozenset(found)


def _agreed(tasks: Sequence[PlanTask]) -> dict[str, date]:
    """The agreed day of each task, or the first of what waits for it; the last day there is: none.

    So ordered, tasks still come after their needs.
    """
    found = {task.id: task.record.due or date.max for task in tasks}
    for task in reversed(tasks):
        for need in task.needs:
            found[need] = min(found[need], found[task.id])
    return found


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
        if not before.over and before.end is not None and before.end >= start:
            start, why = working_day(before.end, 1), need
    return start, why


def _with_latest(tasks: Sequence[PlanTask], wanted: date | None) -> dict[str, PlanTask]:
    """Count back from the wanted day: until when what leads to the goal has to be done; by id."""
    if wanted is None:
        return {task.id: task for task in tasks}
    latest = {task.id: wanted for task in goal_tasks(tasks)}
    for task in reversed(tasks):
        own = latest.get(task.id)
        if own is None or task.start is None or task.end is None:
            continue
        begin = days_later(own, (task.start - task.end).days)
        for need in task.needs:
            latest[need] = min(latest.get(need, wanted), working_day(begin, -1))
    return {
        task.id: task if task.over else replace(task, latest=latest.get(task.id)) for task in tasks
    }

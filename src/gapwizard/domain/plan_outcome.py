"""What comes out of the plan: when it ends, whether that is in time, what decides it, what outlasts it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gapwizard.domain.certification_audit import WAITS
from gapwizard.domain.days import working_day
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import file_plan
from gapwizard.domain.findings import natural
from gapwizard.domain.plan_task import PlanTask, goal_tasks
from gapwizard.domain.posts import NOBODY, weekly
from gapwizard.domain.readiness import Ready
from gapwizard.domain.roadmap import Planned, as_done, roadmap
from gapwizard.domain.sentences import short_list
from gapwizard.i18n import N_, _, day_words, names, ngettext

_STAGES = {"stage1": N_("stage 1"), "stage2": N_("stage 2")}
_OF_DOCUMENTS = ("critical_documents", "required_documents")


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
    outlasting: tuple[str, ...] = ()
    """Tasks that the goal does not wait for, and that end after it is reached, or after the wanted day."""
    goal: str = ""
    """The task with which the goal is reached; empty where the questionnaire names none."""
    short: tuple[str, ...] = ()
    """`stage1`, `stage2`: those of which rules fail even where all that is planned is done."""
    planned: bool = True
    """Whether any action is open."""


def outcome(diagnosis: Diagnosis, tasks: Sequence[PlanTask]) -> PlanOutcome:
    """When it ends, whether that is in time, and what decides it."""
    still = [task for task in tasks if not task.over]
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
    ends = [task for task in goal_tasks(still) if task.end is not None]
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
    waiting = [one for one in roadmap(diagnosis) if one.open]
    unseen = sum(one.state == "check" for one in file_plan(diagnosis)) if files else 0
    return PlanOutcome(
        end, wanted, late, tuple(reversed(chain)), tuple(lacking), tuple(unsaid),
        tuple(sorted(dropped, key=natural)), unseen,
        tuple(one.id for one in still if one.end and one.record.due and one.end > one.record.due),
        _outlasting(tasks, max(filter(None, (end, wanted)), default=None)),
        last.id if last is not None and last.template.goal else "", _short(diagnosis, waiting), bool(waiting),
    )  # fmt: skip


def _short(diagnosis: Diagnosis, waiting: Sequence[Planned]) -> tuple[str, ...]:
    """The stages that all open actions together do not make ready, by code.

    Documents, audits, reviews and records are other tasks of the plan, and are not asked for; nor is
    anything where questions are open.
    """
    if diagnosis.readiness is None or not diagnosis.overall.answered:
        return ()
    ready = as_done(diagnosis, waiting).readiness
    if ready is None:
        return ()
    stages = (("stage1", ready.stage1), ("stage2", ready.stage2))
    return tuple(
        name
        for name, stage in stages
        if stage.verdict is not Ready.NO_VERDICT  # questions to come may change it
        and any(rule.code not in WAITS and rule.code not in _OF_DOCUMENTS for rule in stage.failing)
    )


def _outlasting(tasks: Sequence[PlanTask], last: date | None) -> tuple[str, ...]:
    """Open tasks that the goal does not wait for, and that end after the day by which all should be done.

    Those that come after the goal itself are the years that follow.
    """
    if last is None or not any(task.template.goal for task in tasks):
        return ()
    follow: set[str] = set()
    for task in tasks:  # what follows the goal stands behind it in the questionnaire
        if task.template.goal or follow & {*task.needs}:
            follow.add(task.id)
    return tuple(
        task.id
        for task in tasks
        if not task.over and task.id not in follow and task.end is not None and task.end > last
    )


def outcome_lines(found: PlanOutcome, named: Callable[[str], str] = str) -> Iterator[str]:
    """What comes out in sentences, the worst first; `named` says how a task is called by its id."""
    if found.without_time:
        yield _("Nobody has time for it: {posts}.").format(posts=names(found.without_time))
    if found.late:
        words = _("It cannot be done by {wanted}: {days} working days too late.")
        yield words.format(wanted=day_words(found.wanted or ""), days=found.late)
    yield from _end_lines(found, named)
    if found.outlasting:
        words = ngettext(
            "The goal does not wait for this one, and it ends only later: {tasks}.",
            "The goal does not wait for these, and they end only later: {tasks}.",
            len(found.outlasting),
        )
        yield words.format(tasks=short_list([*map(named, found.outlasting)]))
    if found.overdue:
        words = ngettext(
            "This one ends after the day it is due: {tasks}.",
            "These end after the day they are due: {tasks}.",
            len(found.overdue),
        )
        yield words.format(tasks=short_list([*map(named, found.overdue)]))
    yield from _beside(found, named)


def _end_lines(found: PlanOutcome, named: Callable[[str], str]) -> Iterator[str]:
    """When it ends, whether that is in time, and what that does not settle."""
    if found.end is None:
        return
    words = _("With the time there is, it ends on {day}.")
    if found.goal:
        words = _("With the time there is, the goal ({goal}) is reached on {day}.")
    yield words.format(goal=named(found.goal), day=day_words(found.end))
    if found.short:
        words = _(
            "That is the time the tasks take: the actions planned, all of them done, do not "
            "satisfy the rules of {stages}."
        )
        if not found.planned:
            words = _(
                "That is the time the tasks take: no action is planned for the rules of {stages} "
                "that fail."
            )
        yield words.format(stages=names(_(_STAGES[code]) for code in found.short))
    if found.wanted is not None and not found.late and not found.outlasting:
        words = _("That is in time for {wanted}.")
        if found.short:
            words = _("The tasks alone are in time for {wanted}.")
        yield words.format(wanted=day_words(found.wanted))


def _beside(found: PlanOutcome, named: Callable[[str], str]) -> Iterator[str]:
    """What the schedule does not know, and what is not in it."""
    if found.unseen:
        yield ngettext(
            "{count} file was not looked at yet: whether it has to be written is known only then.",
            "{count} files were not looked at yet: whether they have to be written is known only then.",
            found.unseen,
        ).format(count=found.unseen)
    if found.dropped:
        yield _("Left out: {tasks}.").format(tasks=names(map(named, found.dropped)))
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

"""The way to the certificate: every task with who does it, when, and whether it is done already.

Tasks come from the questionnaire and are fitted to the assessment: one for each file that is still to be
written, with what the actions about it say, one for each open action that is about no such file. What
the assessment shows as done is done. When the rest is done is worked out by `plan_schedule`; what comes
out is told by `plan_outcome`.

Source: guides 000, 002 and 004; how long work takes is that of `effort`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import cost_of, days_in_force
from gapwizard.domain.files import PlannedFile, file_plan, worth_of
from gapwizard.domain.plan_facts import Asks, asks
from gapwizard.domain.plan_schedule import schedule
from gapwizard.domain.plan_task import PlanTask
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.domain.posts import NOBODY, Post, of_role, post_of, role_called
from gapwizard.domain.records import TaskRecord
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.visible import substance
from gapwizard.i18n import _, labelled, names, with_aside

UNSET = TaskRecord()


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
    return schedule(diagnosis, _after_actions(tasks, work.actions))


def _after_actions(tasks: Sequence[PlanTask], actions: Sequence[Planned]) -> list[PlanTask]:
    """Let the tasks that are actions come after those of the actions that they depend on."""
    made_of: dict[str, list[str]] = {}
    for task in tasks:
        for name in task.actions:
            made_of.setdefault(name, []).append(task.id)
    before = {one.id: one.needs for one in actions}
    found = []
    for task in tasks:
        needs = [need for name in task.actions for need in before[name]]
        after = [one for need in needs for one in made_of.get(need, ()) if one != task.id]
        every = tuple(dict.fromkeys((*task.needs, *after)))
        found.append(replace(task, needs=every) if after else task)
    return found


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
        beside = _days_beside(diagnosis, work.actions)
        for file, documents in work.files:
            about = [one for one in work.actions if documents & {*one.source.documents}]
            worth = worth_of(diagnosis, file)
            # What an action asks for beside its documents is done with the first of its files.
            days = worth.days + sum((beside.pop(one.id, Fraction(0)) for one in about), Fraction(0))
            title = labelled(template.title, file.file.title)
            if file.state == "revise":
                title = _("Revise: {title}").format(title=file.file.title)
            if about:
                title = with_aside(title, names(one.id for one in about))
            said = _said_by(about, file.writer, file.record.due)
            name = f"{template.id}.{file.file.id}"
            made = _task(diagnosis, template, holds, name, title, worth.owner, days, said)
            yield replace(made, actions=tuple(one.id for one in about))
        return
    if template.each == "action":
        covered = frozenset[str]().union(*(documents for _file, documents in work.files))
        for action in work.actions:
            if not covered & {*action.source.documents}:
                name = f"{template.id}.{action.id}"
                days = Fraction(1) if action.days is None else action.days
                said = _said_by([action], action.record.owner)
                title = action.record.title
                made = _task(diagnosis, template, holds, name, title, NOBODY, days, said)
                yield replace(made, actions=(action.id,))
        return
    post = NOBODY
    if template.who is not None and template.who in diagnosis.questionnaire.role:
        post = of_role(diagnosis.questionnaire, diagnosis.assessment, template.who)
    days = Fraction(template.days)
    yield _task(diagnosis, template, holds, template.id, template.title, post, days, UNSET)


def _days_beside(diagnosis: Diagnosis, actions: Sequence[Planned]) -> dict[str, Fraction]:
    """Days of each action that are no writing of its documents: routines, and what a person set."""
    days = days_in_force(diagnosis.assessment.about)
    cost = {line.document.id: cost_of(line, days) for line in diagnosis.documents}
    none = Fraction(0)
    return {
        one.id: max((one.days or none) - sum((cost[d] for d in one.source.documents), none), none)
        for one in actions
    }


def _said_by(actions: Sequence[Planned], owner: str, due: date | None = None) -> TaskRecord:
    """What is said of the one task that actions are: by `owner`, from and until when, whether it is begun.

    The day `due` of its file goes before theirs.
    """
    rows = sorted((one.record for one in actions), key=lambda row: row.due or date.max)
    dues = [row.due for row in rows if row.due is not None]
    starts = [row.start for row in rows if row.start is not None]
    begun: Literal["", "doing"] = "doing" if any(row.state == "doing" for row in rows) else ""
    return TaskRecord(
        start=min(starts, default=None),
        due=due or next(iter(dues), None),
        owner=owner if substance(owner) else "",
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
    if said is not UNSET:
        of_its_own = {
            key: getattr(record, key) or getattr(said, key) for key in ("start", "due", "state")
        }
        record = record.model_copy(update=of_its_own)
    owner = record.owner if substance(record.owner) else said.owner
    if substance(owner):
        post = post_of(diagnosis, owner)
    # By its id, or by its title in whichever language it was written.
    role = diagnosis.questionnaire.role.get(role_called(diagnosis.questionnaire, owner) or "")
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
        owner=role.title if role is not None else substance(owner),
    )

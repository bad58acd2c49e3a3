"""What is written of the plan: JSON, `{"tasks": [...]}`, a list, a workbook, a calendar, bars over time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Literal

from gapwizard.domain.certification_audit import estimate, estimate_words
from gapwizard.domain.days import iso
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import days_word
from gapwizard.domain.plan_facts import gate_conditions
from gapwizard.domain.plan_outcome import outcome
from gapwizard.domain.plan_schedule import entered_day
from gapwizard.domain.plan_task import PlanTask, TaskState, state_of, task_state_word
from gapwizard.domain.posts import weekly
from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, labelled
from gapwizard.session.papers.lists import ListColumn, csv_of, in_sheet
from gapwizard.session.session import Session

TITLES = 72
"""Cells for a title in the picture of the plan, which stands alone: the longest of ours has 70."""
WEEKS = 60
"""Weeks that a picture in the terminal shows at most; a way of more is shown in steps of several."""


class PlanList:
    """What is told of a plan, for every format."""

    def __init__(
        self,
        diagnosis: Diagnosis,
        tasks: Sequence[PlanTask],
        every: Sequence[PlanTask] | None = None,
    ) -> None:
        """Hold the tasks with the day on which they are looked at; `every` where these are some."""
        self.diagnosis, self.tasks = diagnosis, tasks
        self.known: Mapping[str, PlanTask] = {task.id: task for task in every or tasks}

    def state(self, task: PlanTask) -> TaskState:
        """Where a task stands, as a code."""
        return state_of(task, self.known, self.diagnosis.today)

    @property
    def columns(self) -> tuple[ListColumn[PlanTask], ...]:
        """The columns of the list."""
        return (
            ListColumn("id", N_("id"), lambda task: task.id),
            ListColumn("phase", N_("phase"), lambda task: task.template.phase),
            ListColumn("title", N_("title"), lambda task: task.title),
            ListColumn("owner", N_("owner"), lambda task: task.owner_words),
            ListColumn("days", N_("days"), lambda task: float(task.days), lambda task: days_word(task.days)),
            ListColumn("start", N_("start"), lambda task: task.start),
            ListColumn("end", N_("end"), lambda task: task.end, lambda task: _("no time") if task.no_time else iso(task.end)),
            ListColumn("latest", N_("latest"), lambda task: task.latest),
            ListColumn("due", N_("due"), lambda task: task.record.due),
            ListColumn("after", N_("tasks before"), lambda task: " ".join(task.needs)),
            ListColumn("state", N_("state"), lambda task: task_state_word(self.state(task))),
        )  # fmt: skip

    def json(self, tasks: Iterable[PlanTask]) -> Json:
        """What comes of the whole plan, with some of its tasks."""
        ends = outcome(self.diagnosis, self.tasks)
        return {
            "from": iso(self.diagnosis.assessment.about.plan_from) or None,
            "until": iso(ends.wanted) or None,
            "end": iso(ends.end) or None,
            "late": ends.late,
            "chain": list(ends.chain),
            "without_time": list(ends.without_time),
            "capacity_unsaid": list(ends.unsaid),
            "left_out": list(ends.dropped),
            "files_not_looked_at": ends.unseen,
            "not_satisfied": list(ends.short),
            "tasks": [self.task_json(task) for task in tasks],
        }

    def task_json(self, task: PlanTask) -> Json:
        """One task."""
        return {
            "id": task.id,
            "phase": task.template.phase,
            "title": task.title,
            "what": list(task.template.what),
            "owner": task.post.title or None,
            "given_to": task.owner or None,
            "days": float(task.days),
            "start": iso(task.start) or None,
            "end": iso(task.end) or None,
            "latest": iso(task.latest) or None,
            "due": iso(task.record.due) or None,
            "after": list(task.needs),
            "state": self.state(task),
            "done": task.done,
            "by_rule": task.by_rule,
            "overtaken": task.overtaken,
            "gate": task.template.gate or None,
            "gate_open": task.gate,
            "waits_for": task.waits_for or None,
            "no_time": task.no_time,
        }

    def told(self, task: PlanTask) -> list[str]:
        """What a task waits for, what tells that it is done, and what stands beside it; in words."""
        template, found = task.template, []
        if task.no_time:
            idle = weekly(self.diagnosis, task.post) == 0
            found.append(
                _("Nobody has time for it: {posts}.").format(posts=task.post.title)
                if idle
                else labelled(_("waits for"), task.waits_for)
            )
        about = self.diagnosis.assessment.about
        entered = entered_day(template, about)
        today = self.diagnosis.today
        if entered is not None and task.start is not None and today <= entered < task.start:
            words = _("entered for {day}, and cannot begin before {start}")
            found.append(words.format(day=entered, start=task.start))
        if task.overtaken:
            found.append(_("nobody said that it is done, and what it leads to is"))
        elif not task.done:
            open_ones = [
                one.words for one in gate_conditions(self.diagnosis, template.gate) if not one.holds
            ]
            found += [labelled(_("waits until"), words) for words in open_ones]
            rules = gate_conditions(self.diagnosis, template.done)
            found += [labelled(_("is done when"), one.words) for one in rules if not one.holds]
        elif task.by_rule:
            found.append(_("the assessment itself shows that it is done"))
        if template.shows and (days := estimate(self.diagnosis)) is not None:
            found.append(estimate_words(days))
        return found

    def ics(self, revision: int, stamp: datetime) -> str:
        """A calendar with the last day of each open task, at nine."""
        from gapwizard.exchange.calendar import Event, calendar, uid

        assessment = self.diagnosis.assessment
        name, made = assessment.id, assessment.about.created
        events = [
            Event(
                uid(task.id, name, made),
                datetime.combine(task.end, time(9)),
                30,
                f"{task.id} {task.title}",
                "\n".join(_told(task)),
            )
            for task in self.tasks
            if task.end is not None and not task.over
        ]
        title = _("{name}: plan").format(name=self.diagnosis.assessment.about.name)
        return calendar(events, title=title, stamp=stamp, revision=revision)

    def bars(self) -> tuple[str, list[tuple[str, str]]]:
        """Their heading, and each open task with a bar: `#` works, `.` lies before or after."""
        still = [task for task in self.tasks if task.start is not None and task.end is not None]
        if not still:
            return "", []
        first = min(task.start for task in still if task.start)
        last = max(task.end for task in still if task.end)
        first -= timedelta(days=first.weekday())
        weeks = (last - first).days // 7 + 1
        step = -(-weeks // WEEKS)
        cells = -(-weeks // step)
        head = f"{first.isoformat()}  " + _("a sign is {days} days").format(days=7 * step)
        return head, [
            (
                task.id,
                "".join(
                    "#" if task.touches(first + timedelta(weeks=at * step), 7 * step) else "."
                    for at in range(cells)
                ),
            )
            for task in still
        ]


def _told(task: PlanTask) -> Iterator[str]:
    """What an event says of a task: whose it is, its agreed day, and its steps, a line each."""
    if task.owner_words:
        yield labelled(_("owner"), task.owner_words)
    if task.record.due is not None:
        yield labelled(_("due"), task.record.due)
    yield from task.template.what


PlanFormat = Literal["csv", "xlsx", "ics", "svg"]
FORMATS: tuple[PlanFormat, ...] = ("csv", "xlsx", "ics", "svg")
"""What a plan is written as."""


def plan_file(
    session: Session, every: Sequence[PlanTask], tasks: Sequence[PlanTask], kind: str
) -> str | bytes:
    """The content of a file with some tasks of the plan.

    Raises Refused for a calendar or a picture of nothing.
    """
    shown = PlanList(session.diagnosis, tasks, every)
    if kind in ("ics", "svg") and not any(task.start and task.end for task in tasks):
        if len(tasks) < len(every):
            raise Refused(_("none of the tasks chosen has a day, or all of them are done"))
        raise Refused(_("no task of the plan has a day yet, or all are done"))
    if kind == "ics":
        return shown.ics(session.revision, session.moment.now)
    if kind == "svg":
        return _picture(session, tasks)
    if kind == "xlsx":
        return _workbook(session, shown)
    return csv_of(shown.columns, tasks)


def _title(session: Session) -> str:
    about = session.assessment.about
    certified = session.diagnosis.readiness is not None
    return labelled(
        _("The way to the certificate") if certified else _("The way ahead"), about.name
    )


def _picture(session: Session, tasks: Sequence[PlanTask]) -> str:
    from gapwizard.report.charts import GanttBar, gantt

    bars = [
        GanttBar(f"{task.id} {task.title}", task.start, task.end)
        for task in tasks
        if task.start is not None and task.end is not None and not task.over
    ]
    return gantt(bars, session.today(), _title(session), titles=TITLES)


def _workbook(session: Session, shown: PlanList) -> bytes:
    from gapwizard.exchange.workbook import Papers, plan, workbook

    wide = {"title": 50, "owner": 28, "after": 24, "phase": 20}
    widths = {column.key: wide.get(column.key, 12) for column in shown.columns}
    about = session.assessment.about
    papers = Papers(_title(session), about.assessor, about.confidentiality, session.today())
    return workbook(papers, [plan(_("Plan"), in_sheet(shown.columns, widths), shown.tasks)])

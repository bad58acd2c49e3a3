"""The plan as a file: a list, a workbook, a calendar, or a picture with bars over the months."""

from collections.abc import Sequence
from typing import Literal

from gapwizard.domain.plan import PlanTask
from gapwizard.exchange.lists import csv_of
from gapwizard.exchange.plan import PlanList
from gapwizard.i18n import _, labelled
from gapwizard.session.session import Session

PlanFormat = Literal["csv", "xlsx", "ics", "svg"]
FORMATS: tuple[PlanFormat, ...] = ("csv", "xlsx", "ics", "svg")
"""What a plan is written as."""


def plan_file(session: Session, tasks: Sequence[PlanTask], kind: str) -> str | bytes:
    """The content of a file of the plan."""
    shown = PlanList(session.diagnosis, tasks)
    if kind == "ics":
        return shown.ics(session.revision, session.moment.now)
    if kind == "svg":
        return _picture(session, tasks)
    if kind == "xlsx":
        return _workbook(session, shown)
    return csv_of(shown.columns, tasks)


def _title(session: Session) -> str:
    about = session.assessment.about
    certified = about.aim == "certificate"
    return labelled(
        _("The way to the certificate") if certified else _("The way ahead"), about.name
    )


def _picture(session: Session, tasks: Sequence[PlanTask]) -> str:
    from gapwizard.report.charts import GanttBar, gantt

    bars = [
        GanttBar(f"{task.id} {task.title}", task.start, task.end)
        for task in tasks
        if task.start is not None and task.end is not None and not task.done
    ]
    return gantt(bars, session.today(), _title(session))


def _workbook(session: Session, shown: PlanList) -> bytes:
    from gapwizard.exchange.workbook import Papers, SheetColumn, plan, workbook

    widths = {"title": 50, "owner": 28, "after": 24, "phase": 20}
    columns = [
        SheetColumn(column.heading, column.cell, widths.get(column.key, 12))
        for column in shown.columns
    ]
    about = session.assessment.about
    papers = Papers(_title(session), about.assessor, about.confidentiality, session.today())
    return workbook(papers, [plan(_("Plan"), columns, shown.tasks)])

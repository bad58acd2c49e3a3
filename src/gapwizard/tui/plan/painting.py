"""What the plan screen paints: tasks with their days, bars over the weeks, one task whole, what comes out."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from gapwizard.domain.days import iso
from gapwizard.domain.effort import days_word
from gapwizard.domain.plan_outcome import PlanOutcome, outcome_lines
from gapwizard.domain.plan_task import PlanTask, TaskState, task_state_word
from gapwizard.domain.visible import one_line
from gapwizard.i18n import N_, _, labelled, names, parts, sentences
from gapwizard.session.papers.plan import PlanList
from gapwizard.tui.kit.row_list import ListedColumns
from gapwizard.tui.kit.text import DIM, STRONG, WHOLE, id_cell, indented, line, padded, plain

ID = 12
"""Cells of an id before its bar."""
STYLES: dict[TaskState, str] = {
    "done": "$text-success",
    "overtaken": DIM,
    "doing": "$text-accent",
    "todo": "",
    "waits": DIM,
    "late": "$text-error",
}
SIGN = {"done": "", "overtaken": "", "doing": "#", "todo": "#", "waits": "-", "late": "!"}


def head(shown: PlanList, room: int, *, bars: bool, first: date, step: int) -> Content:
    """The heading of the list."""
    if bars:
        return line(
            " ",
            padded(plain(_("ID"), DIM), ID),
            (f"{first.isoformat()}  ", DIM),
            (_("a sign is {days} days").format(days=step), DIM),
        )
    return columns_of(shown).head(room, "")


def columns_of(shown: PlanList) -> ListedColumns[PlanTask]:
    """The columns of the list."""
    return ListedColumns(
        shown.columns,
        {"id": 11, "state": 9, "title": 0, "owner": 17, "days": 6, "start": 10, "end": 10},
        first=("id", "state", "title", "end"),
        next=("owner", "days", "start"),
        least=20,
        headings={"title": N_("Task"), "days": N_("Effort")},
    )


def row(shown: PlanList, task: PlanTask, room: int) -> Content:
    """One task."""
    behind = task.latest is not None and task.end is not None and task.end > task.latest
    styles = {
        "state": STYLES[shown.state(task)],
        "owner": DIM,
        "end": "$text-error" if behind or task.no_time else "",
    }
    return columns_of(shown).row(task, room, styles, start="")


def bar(task: PlanTask, state: TaskState, room: int, first: date, step: int) -> Content:
    """One task over time."""
    sign = SIGN[state]
    cells = "".join(
        sign if task.touches(first + timedelta(days=at * step), step) else "."
        for at in range(max(0, room - ID - 2))
    )
    shown = task_state_word(state) if task.done else cells
    return line(" ", id_cell(task.id, ID), (shown, STYLES[state]))


def detail(
    task: PlanTask | None, state: TaskState, told_of: Sequence[str], room: int
) -> list[Content]:
    """One task whole; `told_of` is what it waits for and what else stands beside it."""
    if task is None:
        return []
    found: list[Content] = [line((f" {task.id}  ", STRONG), plain(one_line(task.title)))]
    facts = [
        (_("phase"), task.template.phase),
        (_("owner"), task.owner_words),
        (_("effort"), days_word(task.days)),
        (_("start"), iso(task.start)),
        (_("end"), iso(task.end)),
        (_("latest"), iso(task.latest)),
        # A dozen ids are two lines; the gate before an audit has all tasks before it.
        (_("tasks before"), names(task.needs[:12])),
    ]
    words = parts(labelled(label, text) for label, text in facts if text)
    found += indented(words, room, 4, STYLES[state] if state == "late" else "")
    for step in task.template.what:
        found += indented(f"- {step}", room)
    for text in told_of:
        found += indented(text, room, 3, DIM)
    return found


def ends(found: PlanOutcome, room: int) -> list[Content]:
    """What comes out of the plan, the worst first, in as many rows as it takes."""
    style = "$text-error" if found.late or found.without_time else ""
    return indented(sentences(outcome_lines(found)), room, WHOLE, style)

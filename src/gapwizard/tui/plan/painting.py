"""What the plan screen paints: tasks with their days, bars over the weeks, one task whole, what comes out."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from gapwizard.domain.days import iso
from gapwizard.domain.effort import days_word
from gapwizard.domain.plan_outcome import PlanOutcome, outcome_lines
from gapwizard.domain.plan_task import PlanTask, TaskState, task_state_word
from gapwizard.domain.visible import one_line
from gapwizard.i18n import _, labelled, names, parts, sentences
from gapwizard.tui.kit.text import DIM, STRONG, WHOLE, id_cell, indented, line, padded, plain

ID, STATE, OWNER, DAYS, DAY = 12, 10, 18, 7, 11
ROOMY, WIDE = 72, 100
"""Cells from which the owner has room, and effort and start as well."""
STYLES: dict[TaskState, str] = {
    "done": "$text-success",
    "overtaken": DIM,
    "doing": "$text-accent",
    "todo": "",
    "waits": DIM,
    "late": "$text-error",
}
SIGN = {"done": "", "overtaken": "", "doing": "#", "todo": "#", "waits": "-", "late": "!"}


def head(room: int, *, bars: bool, first: date, step: int) -> Content:
    """The heading of the list."""
    if bars:
        return line(
            " ",
            padded(plain(_("ID"), DIM), ID),
            (f"{first.isoformat()}  ", DIM),
            (_("a sign is {days} days").format(days=step), DIM),
        )
    words = (_("State"), _("Task"), _("Owner"), _("Effort"), _("Start"), _("End"))
    return _line(plain(_("ID"), DIM), [plain(one, DIM) for one in words], room)


def _line(name: Content, cells: Sequence[Content], room: int) -> Content:
    """State, task, owner, effort, start and end behind the id, as far as there is room for them."""
    wide = [
        STATE,
        0,
        OWNER if room >= ROOMY else 0,
        *((DAYS, DAY) if room >= WIDE else (0, 0)),
        DAY,
    ]
    wide[1] = room - 1 - ID - sum(wide)
    kept = zip(cells, wide, strict=True)
    return line(" ", padded(name, ID), *(line(padded(cell, n - 1), " ") for cell, n in kept if n))


def row(task: PlanTask, state: TaskState, room: int) -> Content:
    """One task."""
    behind = task.latest is not None and task.end is not None and task.end > task.latest
    end = _("no time") if task.no_time else iso(task.end)
    cells = [
        plain(task_state_word(state), STYLES[state]),
        plain(one_line(task.title)),
        plain(one_line(task.owner_words), DIM),
        plain(days_word(task.days)),
        plain(iso(task.start)),
        plain(end, "$text-error" if behind or task.no_time else ""),
    ]
    return _line(id_cell(task.id, ID - 1), cells, room)


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

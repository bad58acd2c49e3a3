"""What the plan screen paints: tasks with their days, bars over the weeks, one task whole, what comes out."""

from collections.abc import Sequence
from datetime import date, timedelta

from textual.content import Content

from gapwizard.domain.effort import days_word
from gapwizard.domain.plan import PlanOutcome, PlanTask, TaskState, task_state_word
from gapwizard.domain.visible import one_line
from gapwizard.i18n import _, labelled, names, parts
from gapwizard.tui.kit.text import DIM, STRONG, id_cell, line, padded, plain, wrapped

ID, STATE, OWNER, DAYS, DAY = 12, 9, 18, 7, 11
STYLES: dict[TaskState, str] = {
    "done": "$text-success",
    "doing": "$text-accent",
    "todo": "",
    "waits": DIM,
    "late": "$text-error",
}
SIGN = {"done": "=", "doing": "#", "todo": "#", "waits": "-", "late": "!"}


def head(room: int, *, bars: bool, first: date, step: int) -> Content:
    """The heading of the list."""
    if bars:
        return line(
            " ",
            padded(plain(_("ID"), DIM), ID),
            (f"{first.isoformat()}  ", DIM),
            (_("a sign is {days} days").format(days=step), DIM),
        )
    cells = [(_("ID"), ID), (_("State"), STATE), (_("Task"), _title(room)), (_("Owner"), OWNER)]
    if room >= 100:
        cells += [(_("Effort"), DAYS), (_("Start"), DAY)]
    cells.append((_("End"), DAY))
    return line(" ", *(padded(plain(words, DIM), wide) for words, wide in cells))


def _title(room: int) -> int:
    taken = 1 + ID + STATE + OWNER + DAY + (DAYS + DAY if room >= 100 else 0)
    return max(14, room - taken)


def row(task: PlanTask, state: TaskState, room: int) -> Content:
    """One task."""
    cells = [
        id_cell(task.id, ID),
        padded(plain(task_state_word(state), STYLES[state]), STATE),
        padded(plain(one_line(task.title)), _title(room)),
        padded(plain(one_line(task.post.title), DIM), OWNER),
    ]
    if room >= 100:
        cells += [padded(plain(days_word(task.days)), DAYS), padded(plain(_day(task.start)), DAY)]
    behind = task.latest is not None and task.end is not None and task.end > task.latest
    end = _("no time") if task.no_time else _day(task.end)
    cells.append(padded(plain(end, "$text-error" if behind or task.no_time else ""), DAY))
    return line(" ", *cells)


def bar(task: PlanTask, state: TaskState, room: int, first: date, step: int) -> Content:
    """One task over time."""
    sign = SIGN[state]
    cells = "".join(
        sign if _touches(task, first + timedelta(days=at * step), step) else "."
        for at in range(max(0, room - ID - 2))
    )
    return line(" ", id_cell(task.id, ID), (cells, STYLES[state]))


def _touches(task: PlanTask, begin: date, step: int) -> bool:
    if task.start is None or task.end is None:
        return False
    return task.start < begin + timedelta(days=step) and task.end >= begin


def detail(
    task: PlanTask | None, state: TaskState, told_of: Sequence[str], room: int
) -> list[Content]:
    """One task whole; `told_of` is what it waits for and what else stands beside it."""
    if task is None:
        return []
    found: list[Content] = [line((f" {task.id}  ", STRONG), plain(one_line(task.title)))]
    told = [
        (_("phase"), task.template.phase),
        (_("owner"), task.post.title),
        (_("effort"), days_word(task.days)),
        (_("start"), _day(task.start)),
        (_("end"), _day(task.end)),
        (_("latest"), _day(task.latest)),
        (_("after"), names(task.needs[:12])),
    ]
    words = "   ".join(labelled(label, text) for label, text in told if text)
    found += wrapped(f" {words}", room - 1, 4, STYLES[state] if state == "late" else "")
    for step in task.template.what:
        found += wrapped(f" - {step}", room - 1, 3)
    for text in told_of:
        found += wrapped(f" {text}", room - 1, 3, DIM)
    return found


def ends(found: PlanOutcome, room: int) -> list[Content]:
    """What comes out of the plan, the worst first."""
    told = []
    if found.without_time:
        told.append(_("nobody has time for it: {posts}").format(posts=names(found.without_time)))
    if found.late and found.wanted is not None:
        words = _("it cannot be done by {wanted}: {days} working days too late")
        told.append(words.format(wanted=found.wanted, days=found.late))
    if found.end is not None:
        told.append(_("ends on {day}").format(day=found.end))
    if found.unsaid:
        told.append(_("a whole week is taken where nobody said how much time there is"))
    style = "$text-error" if found.late or found.without_time else ""
    rows = wrapped(f" {parts(told)}", room - 1, 2, style)
    return [*rows, plain("")][:2]


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""

"""What the actions screen paints: rows, the board's columns, the bars of the gantt, the detail."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import roadmap as plans
from gapwizard.domain.actions import serves_word
from gapwizard.domain.visible import one_line
from gapwizard.domain.words import grade_word
from gapwizard.i18n import N_, _
from gapwizard.session.papers.actions import COLUMNS
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.commands import second
from gapwizard.tui.kit.footer import GIVE_UP
from gapwizard.tui.kit.frame import WIDE
from gapwizard.tui.kit.row_list import ListedColumns
from gapwizard.tui.kit.text import DIM, SELECTED, STRONG, line, padded, plain, rule, wrapped

VIEWS = {"list": N_("list"), "board": N_("board"), "gantt": N_("gantt"), "load": N_("load")}
SIGNS: dict[plans.Column, str] = {"todo": "=", "doing": "#", "late": "!", "done": "-"}
"""What the bar of an action is made of."""
TODAY = ":"
MOST = 40
"""Rows that a text of the detail has at most: it is rolled."""
STYLES: dict[plans.Column, str] = {
    "todo": "",
    "doing": "$text-accent",
    "late": "$text-error",
    "done": DIM,
}
PROPOSED = (
    second("a", N_("All")),
    second("f", N_("Findings")),
    second("d", N_("Documents")),
    second("e", N_("Evidence")),
    GIVE_UP,
)
"""The second keys of a proposal."""
LISTED = ListedColumns(
    COLUMNS,
    {
        "id": 5, "priority": 3, "title": 0, "from": 11, "owner": 12, "due": 10, "state": 8,
        "effort": 10, "gain": 5, "depends_on": 11,
    },
    first=("id", "priority", "title", "due", "state"),
    next=("owner", "from", "effort", "gain", "depends_on"),
    least=22,
    headings={"priority": N_("Pri"), "title": N_("Action"), "from": N_("Source"), "depends_on": N_("After")},
)  # fmt: skip
"""The columns of the list; what a narrow window leaves out, the detail names."""
MARK = (" ", "*")
"""Before an action: whether it is marked."""
IN_GANTT = (9, 6)
"""Cells of id and horizon in a gantt row."""
WEEKS = 27
"""Weeks that the gantt shows: the last one and 180 days."""


class Scale(NamedTuple):
    """The days that the cells of a gantt stand for."""

    today: date
    cells: int

    @property
    def first(self) -> date:
        """The day of the first cell: a week ago."""
        return self.today - timedelta(days=7)

    def cell(self, day: date) -> int:
        """The cell of a day, which may lie outside."""
        return (day - self.first).days * self.cells // (WEEKS * 7)


def figures(tally: plans.Tally, view: str, width: int) -> list[Content]:
    """The counts, and which view of all is shown."""
    counts = _("{open} open, {late} late, {week} due this week, {done} done").format(
        open=tally.open, late=tally.late, week=tally.this_week, done=tally.done
    )
    views = plain("")
    for name, words in VIEWS.items():
        tab = plain(f"[{_(words)}]", STRONG) if name == view else plain(f" {_(words)} ")
        views += clickable(tab, "look", name)
    room = max(0, width - views.cell_length - 3)
    return [line(" ", padded(plain(counts), room), " ", views)]


def head(view: str, width: int, scale: Scale) -> Content:
    """The head of the rows."""
    if view == "gantt":
        return line(
            padded(plain("   " + _("ID"), DIM), IN_GANTT[0]),
            padded(plain(_("By"), DIM), IN_GANTT[1]),
            padded(plain(_("Action"), DIM), _title_cells(width)),
            _months(scale),
        )
    return LISTED.head(width, "  ")


def list_row(one: plans.Planned, width: int, *, marked: bool) -> Content:
    """One action as a row; of a late one that it is late, its state stands in the detail."""
    late = {"state": plans.column_word("late")} if one.column == "late" else {}
    row = LISTED.row(one, width, start=f" {MARK[marked]}", instead=late)
    return row.stylize(STYLES[one.column])


def gantt_row(one: plans.Planned, scale: Scale, width: int, *, marked: bool) -> Content:
    """One action with its bar."""
    days = "-" if one.horizon is None else str(one.horizon)
    start = f" {'*' if marked else ' '} {one.id}"
    return line(
        padded(plain(start), IN_GANTT[0]),
        padded(plain(days if one.open else ""), IN_GANTT[1]),
        padded(plain(one_line(one.record.title)), _title_cells(width) - 1),
        " ",
        (bar(one, scale), STYLES[one.column]),
    )


def _title_cells(width: int) -> int:
    """The cells of the title beside the bars."""
    return 23 if width < WIDE else 42


def bar(one: plans.Planned, scale: Scale) -> str:
    """Draw when an action begins and ends; what lies outside the scale is a pointer to it."""
    cells = [" "] * scale.cells
    cells[scale.cell(scale.today)] = TODAY
    if one.start is None or one.end is None:
        return "".join(cells)
    first, last = scale.cell(one.start), scale.cell(one.end)
    for cell in range(max(0, first), min(last + 1, scale.cells)):
        cells[cell] = SIGNS[one.column]
    if first < 0:
        cells[0] = "<"
    if last >= scale.cells:
        cells[-1] = ">"
    return "".join(cells)


def scale_of(today: date, width: int) -> Scale:
    """The scale of a window: from last week to beyond 180 days."""
    return Scale(today, max(10, width - sum(IN_GANTT) - _title_cells(width) - 1))


def _months(scale: Scale) -> Content:
    """The months as a row above the bars: `|12` where December begins."""
    row = [" "] * (scale.cells + 4)
    day = scale.first.replace(day=1)
    while scale.cell(day) < scale.cells:
        at = scale.cell(day)
        if at >= 0:
            row[at : at + 3] = f"|{day.month:02}"
        day = (day + timedelta(days=32)).replace(day=1)
    return plain("".join(row)[: scale.cells], DIM)


def board(
    columns: dict[plans.Column, list[plans.Planned]],
    here: str,
    marked: set[str],
    width: int,
    height: int,
) -> list[Content]:
    """The board: a column per state, two rows per action."""
    room = width // len(plans.COLUMNS)
    fit = max(1, (height - 1) // 2)
    shown = [_column(name, columns[name], here, marked, room - 1, fit) for name in plans.COLUMNS]
    return [
        Content("").join(part for cell in cells for part in (cell, plain("|", DIM)))
        for cells in zip(*shown, strict=True)
    ]


def _column(
    name: plans.Column,
    cards: Sequence[plans.Planned],
    here: str,
    marked: set[str],
    room: int,
    fit: int,
) -> list[Content]:
    """One column of the board: its head, and as many actions as fit around the cursor."""
    at = next((number for number, one in enumerate(cards) if one.id == here), 0)
    top = max(0, min(at - fit // 2, len(cards) - fit))
    hidden = len(cards) - fit
    words = " " + i18n.with_aside(plans.column_word(name), len(cards))
    if hidden > 0:
        words += f" {top + 1}-{top + fit}"
    rows = [padded(plain(words, STRONG), room)]
    for one in cards[top : top + fit]:
        style = SELECTED if one.id == here else STYLES[one.column]
        first = plain(
            f"{'>' if one.id == here else ' '}{one.id} P{one.priority} {one_line(one.record.title)}"
        )
        due = str(one.record.due or "-")
        owner = padded(plain(one_line(one.record.owner) or "-"), max(1, room - 2 - len(due)))
        second = line("*" if one.id in marked else " ", owner, f" {due}")
        both = (padded(first, room).stylize(style), padded(second, room).stylize(style))
        rows += [clickable(row, "turn_to", one.id) for row in both]
    return [*rows, *(plain(" " * room) for _row in range(1 + 2 * fit - len(rows)))]


def divider(view: str, width: int) -> Content:
    """The line over the detail; under the gantt it says what the signs mean."""
    if view != "gantt":
        return rule(width)
    signs = (f"{sign} {plans.column_word(column).lower()}" for column, sign in SIGNS.items())
    words = "  ".join((*signs, TODAY + " " + _("today")))
    row = plain(f" {words}  ", DIM)
    return row + plain("-" * max(0, width - row.cell_length), DIM)


def detail(
    one: plans.Planned, steps: Sequence[str], states: dict[str, str], width: int
) -> list[Content]:
    """What is known of one action; `steps` say what to do, `states` where those stand that it needs."""
    record, source = one.record, one.source
    needs = i18n.names(
        i18n.with_aside(name, states[name]) if name in states else name for name in one.needs
    )
    serves = serves_word(source, most=6)
    if source.grade is not None:
        serves = i18n.with_aside(serves, grade_word(source.grade))
    facts = _("effort {effort}; gain {gain}; start {start}; depends on: {needs}").format(
        effort=plans.effort_word(one),
        gain=plans.gain_word(one.gain),
        start=record.start or "-",
        needs=needs or "-",
    )
    served = _("serves {source}").format(source=serves)
    rows = wrapped(f"{one.id} {record.title}", width - 2, MOST, STRONG)
    rows += wrapped(served, width - 2, MOST)
    rows += wrapped(facts, width - 2, MOST)
    if record.verify or record.check:
        checked = _("verify by: {words}; effectiveness check: {day}")
        said = checked.format(words=record.verify or "-", day=record.check or "-")
        rows += wrapped(said, width - 2, MOST)
    for step in steps:
        rows += wrapped(step, width - 2, MOST, DIM)
    return [line(" ", row) for row in rows]

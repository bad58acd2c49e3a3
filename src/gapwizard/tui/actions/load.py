"""The load as the actions screen paints it: owners by months, as many months as there is room for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.effort import days_word
from gapwizard.domain.load import LoadTable, OwnerLoad
from gapwizard.domain.roadmap import Planned
from gapwizard.domain.visible import one_line, substance
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.text import DIM, STRONG, cut, indented, line, padded, plain

OWNER, TOTAL, MONTH = 28, 9, 12
"""Cells of the columns."""


ABOUT_ONE = (
    *("edit", "state", "owner", "due", "priority"),
    *("mark", "delete", "what_if", "source"),
)
"""Commands about one action or those marked, none of which the load shows."""


class Months(NamedTuple):
    """The months that a window shows."""

    first: int
    last: int
    """Behind the last one."""
    hidden: int
    """How many there are on its right."""

    def of(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells of these months."""
        return cells[self.first : self.last]


def months_for(table: LoadTable, first: int, width: int) -> Months:
    """Choose the months that fit, from one on."""
    most = max(1, (width - OWNER - TOTAL - 6) // MONTH)
    start = max(0, min(first, len(table.months) - most))
    last = min(len(table.months), start + most)
    return Months(start, last, len(table.months) - last)


def head(table: LoadTable, months: Months) -> Content:
    """The heads of the columns, and how many months lie outside on either side."""
    left = f"<{months.first}" if months.first else ""
    right = f"{months.hidden}>" if months.hidden else ""
    return line(
        padded(plain("  " + _("Owner")), OWNER),
        padded(plain(_("Days")), TOTAL),
        padded(plain(left), 3),
        *(padded(plain(month), MONTH) for month in months.of(table.months)),
        right,
    ).stylize(DIM)


def owner_row(one: OwnerLoad, months: Months) -> Content:
    """One owner; what is too much stands out, and has its mark."""
    cells = [
        padded(plain(cell, "$text-error" if cell.endswith("!") else ""), MONTH)
        for cell in months.of(one.cells)
    ]
    return line(
        padded(cut(plain(f"  {one_line(one.owner)}"), OWNER - 1), OWNER),
        padded(plain(one.total), TOTAL),
        "   ",
        *cells,
    )


def detail(one: OwnerLoad, plan: Sequence[Planned], width: int, height: int) -> list[Content]:
    """What an owner has to do, and how one says what time there is."""
    rows = [line(" ", (one_line(one.owner), STRONG), f"  {one.total}")]
    known = {action.id: action for action in plan}
    named = (
        f"{name} {i18n.with_aside(one_line(known[name].record.title), days_word(known[name].days))}"
        for name in one.actions
        if name in known
    )
    words = _("Days of work, then days there are where that is known (c sets it); ! is too much.")
    told = indented(words, width, 2, DIM)
    rows += indented(i18n.parts(named), width, max(1, height - 1 - len(told)))
    return [*rows[: height - len(told)], *told]


def owner_commands(commands: Sequence[Command]) -> list[Command]:
    """What the footer offers beside the load: the days of an owner first, and nothing about one action."""
    found = [
        replace(one, shown="c", short=N_("Days a week"))
        if one.id == "capacity"
        else replace(one, barred=one.barred or one.id in ABOUT_ONE)
        for one in commands
    ]
    return sorted(found, key=lambda one: (one.barred, one.id != "capacity"))


def is_owned(one: OwnerLoad, plan: Sequence[Planned]) -> bool:
    """Whether what a row of the load holds has an owner."""
    return any(action.id in one.actions and substance(action.record.owner) for action in plan)

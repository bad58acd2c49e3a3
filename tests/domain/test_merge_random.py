"""Random pairs of sides whose rows name each other: either order gives the same, and nothing dangles."""

import random
from collections.abc import Callable, Iterator
from datetime import date, time

import pytest

from cases.organisation import assessment, departments
from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import (
    ActionRecord,
    Assessment,
    Change,
    DocumentRecord,
    Responsibility,
    Slot,
)
from gapwizard.domain.base import Value
from gapwizard.domain.merge import Copies, Merge, merge
from gapwizard.domain.merge_rules import clashes, let_go
from gapwizard.domain.records import FileRecord
from gapwizard.domain.registers import RegisterCell, RegisterRow
from gapwizard.domain.staging import Choice, Kind, Staging

Key = tuple[str, str, str]
HELD = ("D-7", "D-8", "D-01")
REMOVED = ("actions", "documents", "departments", "files", "slots", "registers", "responsibilities")


def start() -> Assessment:
    """An assessment with some rows of each kind."""
    return assessment(
        actions={name: ActionRecord(title=name) for name in ("A-01", "A-02", "A-03")},
        documents={name: DocumentRecord(title=name) for name in ("D-01", "D-02", "D-03")},
        files={name: FileRecord(title=name) for name in ("F-01", "F-02")},
        departments=departments(desk="", ops=""),
        slots={"S-01": Slot(day=date(2026, 12, 1), start=time(9))},
        registers={"risks/R-01": RegisterRow(cells=(RegisterCell(field="a", text="x"),))},
    )


def _set(
    table: str, field: str, value: Callable[[random.Random, Assessment, str], object]
) -> Callable[[random.Random, Assessment], Change | None]:
    def edit(dice: random.Random, now: Assessment) -> Change | None:
        rows = now.rows(table)
        if not rows:
            return None
        name = dice.choice(sorted(rows))
        row = rows[name].model_copy(update={field: value(dice, now, name)})
        return Change(table, name, row)

    return edit


def _letters(dice: random.Random, now: Assessment) -> Change | None:
    if not now.departments:
        return None
    before = now.responsibilities.get("8.5") or Responsibility()
    name = dice.choice(sorted(now.departments))
    parts = {**before.parts, name: (dice.choice("RAC"),)}
    return Change("responsibilities", "8.5", Responsibility.model_validate({"parts": parts}))


def _cells(dice: random.Random, now: Assessment, name: str) -> object:
    texts = {cell.field: cell.text for cell in now.registers[name].cells}
    texts[dice.choice("abcd")] = str(dice.random())
    return tuple(RegisterCell(field=field, text=text) for field, text in sorted(texts.items()))


def _removed(dice: random.Random, now: Assessment) -> Change | None:
    table = dice.choice(REMOVED)
    rows = sorted(now.rows(table))
    return Change(table, dice.choice(rows), None) if rows else None


EDITS = (
    _removed,
    _letters,
    _letters,
    _set("actions", "depends_on", lambda dice, now, _name: dice.choice([*sorted(now.actions), ""])),
    _set("actions", "note", lambda dice, _now, _name: str(dice.random())),
    _set("documents", "held_in", lambda dice, now, _name: dice.choice([*sorted(now.documents), None])),
    _set("files", "documents", lambda dice, _now, _name: tuple(dice.sample(HELD, dice.randrange(3)))),
    _set("slots", "department", lambda dice, now, _name: dice.choice([*sorted(now.departments), None])),
    _set("registers", "cells", _cells),
)  # fmt: skip


def edited(dice: random.Random, now: Assessment, count: int) -> Assessment:
    """An assessment after some edits that the commands would let through."""
    for _ in range(count):
        change = dice.choice(EDITS)(dice, now)
        after = now.with_changes([change] if change else [])
        after = after.with_changes(let_go(now, after))
        now = now if [*faults(after)] else after
    return now


def faults(now: Assessment) -> Iterator[object]:
    """What no command lets stand: rows that clash, names of what is not there."""
    yield from clashes(now)
    named: list[tuple[str | None, dict[str, Value]]] = []
    actions, papers, posts = (dict(now.rows(t)) for t in ("actions", "documents", "departments"))
    named += [(name, actions) for row in now.actions.values() for name in ids_in(row.depends_on)]
    named += [(row.held_in, papers) for row in now.documents.values()]
    named += [(row.department, posts) for row in now.slots.values()]
    for row in now.responsibilities.values():
        named += [(name, posts) for name in row.parts]
        accountable = [name for name, letters in row.parts.items() if "A" in letters]
        yield from accountable[1:]
    yield from (name for name, rows in named if name is not None and name not in rows)


def decided(mine: Assessment, found: Merge, chosen: dict[Key, Choice]) -> Assessment:
    """The assessment after some decisions."""
    made = mine.with_changes(Staging("", found.rows).changes(chosen))
    return made.with_changes(let_go(mine, made))


def at_random(dice: random.Random, found: Merge) -> dict[Key, Choice]:
    """Decisions for some of the conflicts."""
    rows = [row for row in found.rows if row.kind is Kind.CONFLICT and dice.random() < 0.7]
    return {row.key: dice.choice(sorted(row.outcomes)) for row in rows}


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_two_hundred_pairs_of_sides_that_name_each_other(first: int) -> None:
    for seed in range(first, first + 50):
        dice = random.Random(seed)
        base = edited(dice, start(), 6)
        mine, theirs = (edited(dice, base, dice.randrange(7)) for _ in range(2))
        there = merge(Copies(base, mine, theirs, True, {}, {}))
        here = merge(Copies(base, theirs, mine, False, {}, {}))
        for ours, yours in ((Choice.MINE, Choice.THEIRS), (Choice.THEIRS, Choice.MINE)):
            one = decided(mine, there, Staging("", there.rows).decided(ours))
            two = decided(theirs, here, Staging("", here.rows).decided(yours))
            assert one == two, (seed, ours)
            assert [*faults(one)] == [], (seed, ours)
        for _ in range(3):
            some = decided(mine, there, at_random(dice, there))
            assert [*faults(some)] == [], seed

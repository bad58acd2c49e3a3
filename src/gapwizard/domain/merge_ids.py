"""Rows that two people added by hand under one id: each stands, one of them under the next free id.

Ids of actions, findings, documents, files, slots, departments, register rows and disputes are given by
counting, so two copies give the same one to different things. What both have is told by
`merge_lineage`; all else that comes in gets an id that nobody has, and what refers to it follows.
"""

import re
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain.assessment import (
    ActionRecord,
    Answer,
    Assessment,
    Dispute,
    DocumentRecord,
    Responsibility,
    Slot,
)
from gapwizard.domain.base import Value
from gapwizard.domain.evidence import begins_with
from gapwizard.domain.mentions import ONLY_IDS, ids_named
from gapwizard.domain.merge_lineage import (
    COUNTED,
    UNKNOWN_ORIGINS,
    Origins,
    is_given,
    same_things,
    whereabouts,
)
from gapwizard.domain.records import FileRecord
from gapwizard.domain.registers import RegisterRow

Renamed = Mapping[str, Mapping[str, str]]
"""What ids of the other side are called here, by table."""


class FreeIds:
    """Ids that nobody has, of the kind of another one: `A-06` after `A-05`, `desk-2` after `desk`."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the ids that are taken."""
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, name: str) -> str:
        """The next free id like `name`, which is taken from now on."""
        counted = _COUNTED_ID.fullmatch(name)
        begin, look = (counted[1], "{:02}") if counted else (f"{name}-", "{}")
        if begin not in self._last:
            numbers = [int(found[2]) for n in self._taken if (found := _COUNTED_ID.fullmatch(n))
                       and found[1] == begin]  # fmt: skip
            self._last[begin] = max(numbers, default=0 if counted else 1)
        made = name
        while made in self._taken:
            self._last[begin] += 1
            made = f"{begin}{look.format(self._last[begin])}"
        self._taken.add(made)
        return made


_COUNTED_ID = re.compile(r"([A-Z]+-|[^/]+/(?:.*\D)?)(\d{1,9})")
"""What an id begins with, and its number; a register may begin those of its rows with anything."""


class IdsHere(NamedTuple):
    """What rows are called in the copy that is here, where that is another id."""

    theirs: Renamed
    """Rows of the other side."""
    base: Renamed
    """Rows as they were when both sides were one."""


def new_ids(
    base: Assessment,
    mine: Assessment,
    theirs: Assessment,
    listed: Container[str] = (),
    origins: Origins = UNKNOWN_ORIGINS,
) -> IdsHere:
    """What rows of the other side and of the base are called here, where that is another id than there.

    Those `listed` are ids of the questionnaire, which mean one thing on both sides.
    """
    other: dict[str, dict[str, str]] = {}
    old: dict[str, dict[str, str]] = {}
    own, named = _since(base, mine), ids_named(mine)
    for table in COUNTED:  # a slot is known by its department, under its id here
        states = (with_ids(base, old), mine, with_ids(theirs, other))
        then, here, there = (one.rows(table) for one in states)
        in_mine = whereabouts(table, then, here, (origins.base, origins.mine), listed)
        in_theirs = whereabouts(table, then, there, (origins.base, origins.theirs), listed)
        new = [n for n in there if n not in in_theirs.values() and is_given(table, n, listed)]
        left = {n: row for n, row in here.items() if n not in in_mine.values()}
        both = same_things(table, left, {n: there[n] for n in new}, origins[1:])
        # What nobody touched here is taken with the id it has there: both copies then have the same.
        moved = [n for n, name in in_theirs.items() if n != name and n in here]
        moved = _movable(_untouched(own, table, moved), in_theirs, here, {*both})
        new += [name for n in moved if (name := in_theirs[n]) and name not in moved]
        new = [n for n in new if n not in moved]
        in_theirs |= {n: n for n in moved}
        ids, before = _table((here, there), new, both, (in_mine, in_theirs), named)
        other[table] = {there: here for there, here in ids.items() if there != here}
        old[table] = {then: here for then, here in before.items() if then != here}
    return IdsHere(*({t: own for t, own in one.items() if own} for one in (other, old)))


def _table(
    rows: tuple[Mapping[str, Value], Mapping[str, Value]],
    new: Iterable[str],
    both: Mapping[str, str],
    kept: tuple[Mapping[str, str | None], Mapping[str, str | None]],
    named: Collection[str],
) -> tuple[dict[str, str], dict[str, str]]:
    """The ids here of rows of the other side and of the base; `kept` has every row of the base.

    Of the `new` ones there, `both` are here as well. What is `named` here, though nothing here has
    that id, is the id of something that is gone.
    """
    (ours, other), (in_mine, in_theirs) = rows, kept
    ids = dict(both)
    here = ours.keys() | set(ids.values())
    gone = {name for name in new if name in named and name not in here}
    free = FreeIds({*in_mine, *here, *other})
    base: dict[str, str] = {}
    for then, found in in_mine.items():
        base[then] = then if found is None else found
        if found not in ours and (then in here or then in new):
            # It is no more here and something else has its id: it is compared under one of its own.
            base[then] = free.take(then)
        there = in_theirs[then]
        if there is not None and there in other:
            ids[there] = base[then]
    for name in new:
        if name not in ids:
            ids[name] = free.take(name) if name in here or name in gone else name
    return ids, base


def _since(base: Assessment, mine: Assessment) -> Assessment:
    """An assessment of the rows alone that are others than they were."""
    update: dict[str, object] = {
        table: {n: row for n, row in mine.rows(table).items() if row != base.row(table, n)}
        for table in (*_FOLLOW, "tasks")
    }
    if mine.about.capacity == base.about.capacity:
        update["about"] = mine.about.model_copy(update={"capacity": {}})
    return mine.model_copy(update=update)


def _movable(
    some: Iterable[str],
    in_theirs: Mapping[str, str | None],
    here: Container[str],
    both: set[str],
) -> list[str]:
    """Of some things of the base those that can have the id they have there: nothing else keeps it here.

    Nor may what has their own id there be something that keeps another one here.
    """
    moved = {*some}
    while True:
        kept = both | {there for n, there in in_theirs.items() if there and n not in moved}
        stay = {
            n for n in moved if n in kept or (in_theirs[n] in here and in_theirs[n] not in moved)
        }
        if not stay:
            return [n for n in in_theirs if n in moved]
        moved -= stay


def _untouched(rows: Assessment, table: str, names: Sequence[str]) -> list[str]:
    """Of some things those that are none of some rows, and that none of these refers to."""

    def follows(some: Sequence[str]) -> bool:
        return with_ids(rows, {table: dict.fromkeys(some, "~")}) != rows

    apart = [name for name in names if name not in rows.rows(table)]
    return [name for name in apart if not follows([name])] if follows(apart) else apart


def with_ids(assessment: Assessment, ids: Renamed) -> Assessment:
    """An assessment whose rows, and all that refers to them, have their ids here."""
    if not any(ids.values()):
        return assessment
    update: dict[str, object] = {}
    for table, follow in _FOLLOW.items():
        rows = {name: follow(row, ids) for name, row in assessment.rows(table).items()}
        own = ids.get(table, {})
        update[table] = {own.get(name, name): row for name, row in rows.items()}
    tasks = assessment.tasks.items()
    update["tasks"] = {_task(name, ids): _owned(row, ids) for name, row in tasks}
    capacity = assessment.about.capacity
    if capacity:
        own = ids.get("departments", {})
        moved = {own.get(name, name): days for name, days in capacity.items()}
        update["about"] = assessment.about.model_copy(update={"capacity": moved})
    return assessment.model_copy(update=update)


def _id(table: str, name: str, ids: Renamed) -> str:
    return ids.get(table, {}).get(name, name)


def _task(name: str, ids: Renamed) -> str:
    """The id of a task; one of a file or an action names it: `T-12.F-04`."""
    task, mark, about = name.partition(".")
    return f"{task}{mark}{_id('files', _id('actions', about, ids), ids)}"


def _in_text(text: str, ids: Renamed, tables: Iterable[str]) -> str:
    """A list of ids as people write it, each as it is called here."""
    known = {there: here for table in tables for there, here in ids.get(table, {}).items()}
    if not text or not known:
        return text
    every = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{every})(?![\w-])", lambda found: known[found[0]], text)


def _owned(row: Value, ids: Renamed) -> Value:
    """An owner that is just the id of a department is that department."""
    owner = getattr(row, "owner", "")
    here = _id("departments", owner, ids)
    return row if here == owner else row.model_copy(update={"owner": here})


def _action(row: Value, ids: Renamed) -> Value:
    row = _owned(row, ids)
    if not isinstance(row, ActionRecord):
        return row
    needs = _in_text(row.depends_on, ids, ("actions",))
    source = _in_text(row.source, ids, ("findings", "documents"))
    return row.model_copy(update={"depends_on": needs, "source": source})


def _slot(row: Value, ids: Renamed) -> Value:
    if not isinstance(row, Slot) or row.department is None:
        return row
    return row.model_copy(update={"department": _id("departments", row.department, ids)})


def _document(row: Value, ids: Renamed) -> Value:
    row = _owned(row, ids)
    if not isinstance(row, DocumentRecord):
        return row
    named = {"held_in": row.held_in, "replaced_by": row.replaced_by}
    update = {field: _id("documents", name, ids) for field, name in named.items() if name}
    return row.model_copy(update=update)


def _file(row: Value, ids: Renamed) -> Value:
    row = _owned(row, ids)
    if not isinstance(row, FileRecord) or row.documents is None:
        return row
    held = tuple(_id("documents", name, ids) for name in row.documents)
    return row.model_copy(update={"documents": held})


def _register_row(row: Value, ids: Renamed) -> Value:
    """A cell that says nothing but ids refers to what has them; a text that names one stays."""
    if not isinstance(row, RegisterRow):
        return row
    whole = {there.partition("/")[2]: here.partition("/")[2]
             for there, here in ids.get("registers", {}).items()}  # fmt: skip
    whole |= ids.get("departments", {})

    def text(said: str) -> str:
        if said in whole:
            return whole[said]
        return _in_text(said, ids, ("findings", "documents")) if ONLY_IDS.fullmatch(said) else said

    cells = (cell.model_copy(update={"text": text(cell.text)}) for cell in row.cells)
    return row.model_copy(update={"cells": tuple(cells)})


def _responsibility(row: Value, ids: Renamed) -> Value:
    if not isinstance(row, Responsibility):
        return row
    parts = {_id("departments", name, ids): letters for name, letters in row.parts.items()}
    return row.model_copy(update={"parts": parts})


def _dispute(row: Value, ids: Renamed) -> Value:
    if not isinstance(row, Dispute):
        return row
    return row.model_copy(update={"row": _id(row.table, row.row, ids)})


def _answer(row: Value, ids: Renamed) -> Value:
    """Evidence that begins with a document's id links it."""
    documents = ids.get("documents", {})
    if not isinstance(row, Answer) or not documents:
        return row
    items = []
    for item in row.evidence:
        linked = next((name for name in documents if begins_with(item.text, name)), None)
        text = item.text if linked is None else documents[linked] + item.text[len(linked) :]
        items.append(item.model_copy(update={"text": text}))
    return row.model_copy(update={"evidence": tuple(items)})


def _as_it_is(row: Value, _ids: Renamed) -> Value:
    return row


_FOLLOW: Mapping[str, Callable[[Value, Renamed], Value]] = {
    "answers": _answer,
    "actions": _action,
    "documents": _document,
    "files": _file,
    "registers": _register_row,
    "findings": _owned,
    "departments": _as_it_is,
    "slots": _slot,
    "responsibilities": _responsibility,
    "disputes": _dispute,
}
"""How the rows of each table follow the ids that they name."""

"""Rows of two sides that cannot stand together: a person decides, and what is named stays.

One side took away what the other newly named (`with_links`): an owner gone, a document in which another
is held, an action that others wait for. And rows exclude each other (`clashes`), of which one side's words hold:
a document has one home, nothing is held in itself and no action waits for itself. Each side kept that,
and what both did together may not: then the field is decided for all those rows at once, at one of
them, and either choice is a state that one side had.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import Assessment, Change, Dispute, Responsibility
from gapwizard.domain.base import Value
from gapwizard.domain.mentions import TABLES, Mention, Thing, mentions_in
from gapwizard.domain.merge_fields import Voice, cell_text, flat, plain_fields, row_of_fields
from gapwizard.domain.merge_lineage import COUNTED
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging

LINKED = ("departments", "documents", "findings", "actions", "files", "registers")
"""The tables whose rows others name."""


class ThreeStates(NamedTuple):
    """An assessment as it was when both copies were one, as it is here, and there by the ids here."""

    base: Assessment
    mine: Assessment
    theirs: Assessment


Away = Callable[[Thing], Change]
"""The dispute that says that a row was taken away, and by whom."""


def gone_things(before: Assessment, after: Assessment) -> set[Thing]:
    """What was added by hand before, and is not there after."""
    return {
        (table, name)
        for table in LINKED
        for name in before.rows(table)
        if name not in after.rows(table) and re.fullmatch(COUNTED[table].pattern, name)
    }


def _row_mentions(table: str, name: str, row: Value, things: set[Thing]) -> Iterator[Mention]:
    """Where a row names some things, each by the key that it has in its table."""
    for one in mentions_in(table, name, row):
        other, called = one.thing
        for thing in things:
            whole = thing[1].partition("/")[2] if other == "registers" else thing[1]
            if (thing[0], whole) == (other, called):
                yield one._replace(thing=thing)


def mentions(assessment: Assessment, things: set[Thing]) -> dict[Mention, object]:
    """Where some rows are named, and what is said there: letters, or nothing but the name."""
    if not things:
        return {}
    return {
        one: flat(row).get(one.path) if one.path.startswith(("parts.", "capacity.")) else None
        for table in TABLES
        for name, row in assessment.rows(table).items()
        for one in _row_mentions(table, name, row, things)
    }


def _newly(before: Assessment, now: Assessment, things: set[Thing]) -> list[Mention]:
    """What names some rows now and did not before, or said something else of them."""
    old = mentions(before, things)
    return [
        one for one, said in mentions(now, things).items() if one not in old or old[one] != said
    ]


# Words that go with what they name


def without(table: str, row: Value | None, things: set[Thing]) -> Value | None:
    """A row that rests on some things no more; what only tells of them stays as words."""
    if row is None:
        return None
    made = flat(row)
    names = {name for _table, name in things}
    for one in _row_mentions(table, "", row, things):
        value = made.get(one.path)
        if one.path.startswith("parts."):
            made.pop(one.path)
        elif one.path == "depends_on" and isinstance(value, str):
            made[one.path] = ", ".join(name for name in ids_in(value) if name not in names)
        elif one.path in ("department", "held_in"):
            made[one.path] = None
    after = row_of_fields(table, made)
    return None if after == Responsibility() else after


def let_go(before: Assessment, after: Assessment) -> Iterator[Change]:
    """What rests on rows that were there before and are not after, without them."""
    things = gone_things(before, after)
    found = dict.fromkeys((one.table, one.row) for one in mentions(after, things))
    for table, name in found:
        row = after.row(table, name)
        left = without(table, row, things)
        if left != row:
            yield Change(table, name, left)


# What a person has to decide


def with_links(rows: Sequence[StagedRow], states: ThreeStates, away: Away) -> list[StagedRow]:
    """The same rows, where one side's removal and what the other newly rests on it wait together."""
    base, mine, theirs = states
    went = gone_things(base, theirs) - gone_things(base, mine)
    used: dict[Thing, list[Mention]] = {}
    for one in _newly(base, mine, went):
        used.setdefault(one.thing, []).append(one)
    gone = gone_things(base, mine) - gone_things(base, theirs)
    wanted = {one.thing for one in _newly(base, theirs, gone)}
    found = []
    for row in rows:
        key = (row.table, row.id)
        kept = _kept(row, used[key], states, away) if key in used else row
        kept = _letting_go(kept, went - used.keys(), mine)
        named = _named_by(row, gone)
        if named & wanted:
            kept = _called_back(kept, named & wanted, states, away)
        found.append(_without_rest(kept, named - wanted) if named - wanted else kept)
    return found


def _letting_go(row: StagedRow, things: set[Thing], mine: Assessment) -> StagedRow:
    """A conflict over a row that rests on what goes: where it stays, it goes on without that."""
    here = mine.row(row.table, row.id)
    left = without(row.table, here, things)
    if left == here or row.kind is not Kind.CONFLICT:
        return row
    outcomes = {
        choice: Change(row.table, row.id, left) if change is None else change
        for choice, change in row.outcomes.items()
    }
    before, after = flat(here), flat(left)
    shown = tuple(
        Difference(path, cell_text(path, said), cell_text(path, after.get(path)), conflict=True)
        for path, said in before.items()
        if said != after.get(path) and path not in {one.field for one in row.differences}
    )
    return row._replace(outcomes=outcomes, differences=(*row.differences, *shown))


def _named_by(row: StagedRow, things: set[Thing]) -> set[Thing]:
    """Which of some things a row names, whatever is chosen."""
    made = [one.row for one in row.outcomes.values() if one is not None and one.row is not None]
    return {one.thing for said in made for one in _row_mentions(row.table, row.id, said, things)}


def _without_rest(row: StagedRow, things: set[Thing]) -> StagedRow:
    """A row that still rests on what went here, as it did before: it goes on without that."""
    outcomes = {
        choice: change and change._replace(row=without(row.table, change.row, things))
        for choice, change in row.outcomes.items()
    }
    return row._replace(outcomes=outcomes)


def _kept(row: StagedRow, used: list[Mention], states: ThreeStates, away: Away) -> StagedRow:
    """The removal of what is newly named here."""
    thing = (row.table, row.id)
    shown = [one._replace(conflict=True) for one in row.differences]
    for one in used:
        before = states.mine.row(one.table, one.row)
        now, then = (flat(r).get(one.path) for r in (before, without(one.table, before, {thing})))
        words = " ".join(filter(None, (one.table, one.row, one.path)))
        here, there = (cell_text(one.path, value) for value in (now, then))
        shown.append(Difference(words, here, there, None, conflict=True))
    row = row._replace(differences=tuple(shown))
    if row.kind is Kind.CONFLICT:
        return row
    outcomes = {Choice.MINE: None, Choice.THEIRS: row.outcomes[Choice.THEIRS], Choice.BOTH: None}
    beside: Mapping[Choice, tuple[Change, ...]] = {Choice.BOTH: (away(thing),)}
    return row._replace(kind=Kind.CONFLICT, outcomes=outcomes, beside=beside)


def _called_back(row: StagedRow, gone: set[Thing], states: ThreeStates, away: Away) -> StagedRow:
    """A row that newly names what was taken away here: taken, it brings that back."""
    things = sorted(gone)
    back = tuple(Change(*thing, states.theirs.row(*thing)) for thing in things)
    kept = row.outcomes[Choice.MINE if row.kind is Kind.CONFLICT else Choice.THEIRS]
    stripped = kept
    if kept is not None:
        stripped = kept._replace(row=without(row.table, kept.row, gone))
        if stripped.row == states.mine.row(row.table, row.id):
            stripped = None
    taken = row.outcomes[Choice.THEIRS]
    outcomes = {Choice.MINE: stripped, Choice.THEIRS: taken, Choice.BOTH: kept}
    beside = {
        Choice.THEIRS: (*row.beside.get(Choice.THEIRS, ()), *back),
        Choice.BOTH: (*row.beside.get(Choice.BOTH, ()), *back, *map(away, things)),
    }
    shown = tuple(_comes_back(thing, states, away(thing)) for thing in things)
    return row._replace(
        kind=Kind.CONFLICT,
        differences=(*row.differences, *shown),
        outcomes=outcomes,
        beside=beside,
    )


def _comes_back(thing: Thing, states: ThreeStates, dispute: Change) -> Difference:
    """What was taken away here, as it is there."""
    row = states.theirs.row(*thing)
    said = next((text for value in flat(row).values() if (text := cell_text("", value))), "-")
    by = ""
    if isinstance(dispute.row, Dispute) and dispute.row.who:
        by = str(Voice(dispute.row.who, dispute.row.at))
    return Difference(" ".join(thing), "", said, said, conflict=True, mine_by=by)


class Clash(NamedTuple):
    """A field of some rows that does not go together."""

    table: str
    field: str
    rows: tuple[str, ...]


Disputing = Callable[[str, str, str, object], Change]
"""The dispute that keeps the other side's words of one field of a row."""


def clashes(assessment: Assessment) -> Iterator[Clash]:
    """What no command would have let stand together."""
    homes: dict[str, list[str]] = {}
    for name, file in assessment.files.items():
        for document in file.documents or ():
            homes.setdefault(document, []).append(name)
    for names in homes.values():
        if len(names) > 1:
            yield Clash("files", "documents", tuple(sorted(names)))
    held = {name: [row.held_in] for name, row in assessment.documents.items() if row.held_in}
    needs = {name: ids_in(row.depends_on) for name, row in assessment.actions.items()}
    for table, field, graph in (("documents", "held_in", held), ("actions", "depends_on", needs)):
        circle = _circle(graph)
        if circle:
            yield Clash(table, field, circle)


def _circle(graph: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The rows of one circle, empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return tuple(sorted(set(found.args[1])))
    return ()


def with_rules(
    rows: Sequence[StagedRow], states: ThreeStates, disputing: Disputing
) -> list[StagedRow]:
    """The same rows, where what cannot stand together waits for a person at the last such row."""
    known = {*clashes(states.mine), *clashes(states.theirs)}
    made = list(rows)
    while True:
        new = {one for choice in (Choice.MINE, Choice.THEIRS)
               for one in clashes(_decided(made, states.mine, choice))} - known  # fmt: skip
        if not new:
            return made
        for clash in sorted(new):
            made = _Opening(clash, states, disputing).lay_open(made)
        known |= new


def _decided(rows: Sequence[StagedRow], mine: Assessment, choice: Choice) -> Assessment:
    staging = Staging("", tuple(rows))
    return mine.with_changes(staging.changes(staging.decided(choice)))


class _Opening(NamedTuple):
    """One clash that is laid before a person."""

    clash: Clash
    states: ThreeStates
    disputing: Disputing

    def words_of(self, side: Assessment, name: str) -> object:
        """What one side says in the field of a row."""
        row = side.row(self.clash.table, name)
        field = self.clash.field
        return plain_fields(self.clash.table)[field] if row is None else getattr(row, field)

    def with_words_of(self, change: Change | None, side: Assessment) -> Change | None:
        """A change that says in the field what one side does; None where all is as it is here."""
        if change is None or change.row is None:
            return change
        row: Value = change.row.model_copy(
            update={self.clash.field: self.words_of(side, change.id)}
        )
        same = row == self.states.mine.row(change.table, change.id)
        return None if same else change._replace(row=row)

    def lay_open(self, rows: list[StagedRow]) -> list[StagedRow]:
        """The rows, the field as it is here in all but the last of them, where it is decided."""
        _base, mine, theirs = self.states
        named = [n for n in self.clash.rows if self.words_of(mine, n) != self.words_of(theirs, n)]
        here = [row for row in rows if row.table == self.clash.table and row.id in named]
        if not here:
            return rows
        last = ([row for row in here if row.kind is Kind.CONFLICT] or here)[-1]
        others = [name for name in named if name != last.id]
        coming = {row.id: row.outcomes.get(Choice.THEIRS) for row in here}
        found = [self._settled(row) if row in here else row for row in rows if row is not last]
        return [*filter(None, found), self._asked(last, others, coming)]

    def _settled(self, row: StagedRow) -> StagedRow | None:
        """A row of which the field is decided elsewhere; None where nothing else of it comes in."""
        mine = self.states.mine
        outcomes = {choice: self.with_words_of(one, mine) for choice, one in row.outcomes.items()}
        shown = tuple(one for one in row.differences if one.field != self.clash.field)
        if row.kind is not Kind.CONFLICT and outcomes.get(Choice.THEIRS) is None:
            return None
        return row._replace(outcomes=outcomes, differences=shown)

    def _asked(
        self, row: StagedRow, others: list[str], coming: Mapping[str, Change | None]
    ) -> StagedRow:
        """The row at which it is decided: theirs takes the field of all the rows from there."""
        table, field, _rows = self.clash
        _base, mine, theirs = self.states
        taken = row.outcomes[Choice.THEIRS]
        kept = row.outcomes[Choice.MINE] if row.kind is Kind.CONFLICT else taken
        kept = self.with_words_of(kept, mine)
        outcomes = {Choice.MINE: kept, Choice.THEIRS: taken, Choice.BOTH: kept}
        if taken is not None and taken.row is not None:
            outcomes[Choice.THEIRS] = self.with_words_of(taken, theirs)
        moved = []
        for name in others:
            change = coming.get(name) or Change(table, name, mine.row(table, name))
            moved.append(self.with_words_of(change, theirs))
        dispute = self.disputing(table, row.id, field, self.words_of(theirs, row.id))
        beside = {
            Choice.THEIRS: (*row.beside.get(Choice.THEIRS, ()), *filter(None, moved)),
            Choice.BOTH: (*row.beside.get(Choice.BOTH, ()), dispute),
        }
        shown = [one for one in row.differences if one.field != field]
        shown += [self._difference(name, row.id) for name in (row.id, *others)]
        return row._replace(
            kind=Kind.CONFLICT, differences=tuple(shown), outcomes=outcomes, beside=beside
        )

    def _difference(self, name: str, asked: str) -> Difference:
        """The field of one row on both sides."""
        table, field, _rows = self.clash
        base, mine, theirs = (cell_text(field, self.words_of(side, name)) for side in self.states)
        path = field if name == asked else f"{table} {name} {field}"
        return Difference(path, mine, theirs, base, conflict=True)

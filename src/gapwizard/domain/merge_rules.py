"""Rows that cannot stand beside each other: of one field of several rows, one side's words hold.

A document has one home, nothing is held in itself and no action waits for itself. Each side kept that,
and what both did together may not: then the field is decided for all those rows at once, at one of
them, and either choice is a state that one side had.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import Assessment, Change
from gapwizard.domain.base import Value
from gapwizard.domain.merge_fields import plain_fields
from gapwizard.domain.merge_links import ThreeStates
from gapwizard.domain.row_words import cell_text
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging


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

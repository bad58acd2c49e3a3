"""Rows of a declared register from a CSV or xlsx file, laid beside those that are here.

A row with an id is about the one of that id; without one it is about the row whose first field says
the same, else a new one. Ids are counted, so that of a row of another copy means something else here:
where the first field says something else too, it is about the row that says the same, else a conflict.
An empty cell changes nothing; `∅` takes away. Titles and the words of a choice count in every language
of the questionnaire; the others are loaded where one is unknown.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from gapwizard.domain.assessment import Change
from gapwizard.domain.mentions import ids_named
from gapwizard.domain.other_words import fold
from gapwizard.domain.register_rows import field_text, key_of, register_of, rows_of
from gapwizard.domain.registers import Register, RegisterField, RegisterRow
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.domain.visible import one_line
from gapwizard.errors import GapwizardError, Refused
from gapwizard.exchange import sheet
from gapwizard.exchange.sheet import CLEARS, Sheet, SheetRow
from gapwizard.exchange.table import Faults, Form
from gapwizard.i18n import N_, _, in_all
from gapwizard.library.translation import translations_of
from gapwizard.session.acts import registers
from gapwizard.session.acts.act import Moment
from gapwizard.session.acts.names import next_free, no_such
from gapwizard.session.session import Session
from gapwizard.session.staging.cells import (
    cells_of,
    claimed_rows,
    is_unchanged,
    plain,
    where_of,
    without_label,
)

OtherWords = Callable[[], Sequence[Register]]
"""The same register in the other languages of its questionnaire, loaded when it is called."""


def read(
    register: Register,
    path: Path,
    others: OtherWords = tuple,
    ignore: Collection[str] = (),
) -> Sheet:
    """The cells of a file by the fields of a register. Raises Refused or Unreadable."""
    try:
        found = sheet.read(path, _form(register), ignore=ignore)
        if not any(found.faults.lines):
            return found
    except Refused:
        pass
    return sheet.read(path, _form(register, others()), ignore=ignore)


def in_other_languages(session: Session, register: Register) -> tuple[Register, ...]:
    """A register in every other language of the questionnaire that can be read."""
    known = session.questionnaire
    try:
        entry = session.shelf.find(known.id, known.version)
        languages = ["", *translations_of(entry.path)]
    except GapwizardError:
        return ()
    found = []
    for language in languages:
        try:
            one = register_of(session.translated(language), register.id)
        except GapwizardError:
            continue
        if one is not None and one != register:
            found.append(one)
    return tuple(found)


def stage(
    moment: Moment, register: Register, found: Sheet, source: str, others: OtherWords = tuple
) -> Staging:
    """The rows of a file that was read. Raises Refused with every fault of the file."""
    faults = found.faults.copy()
    reading = _Reading(moment, register, faults, others)
    rows = reading.of(found.rows)
    faults.check()
    return Staging(source, rows, "import")


def _form(register: Register, others: Sequence[Register] = ()) -> Form:
    """The columns by id or title; what is computed is passed over.

    A title of the others counts where it names no field of this one.
    """
    own = {fold(word) for one in register.fields for word in (one.id, one.title)}
    titles = {one.id: [one.title] for one in register.fields}
    for other in others:
        for field in other.fields:
            if field.id in titles and fold(field.title) not in own:
                titles[field.id].append(field.title)
    typed = {one.id: tuple(titles[one.id]) for one in register.fields if one.kind != "computed"}
    computed = {one.id: tuple(titles[one.id]) for one in register.fields if one.kind == "computed"}
    first = next(iter(typed))
    columns = {"id": in_all(N_("id")), **typed} if "id" not in typed else typed
    return Form(columns=columns, required=(first,), passed=computed)


class _Reading:
    """One file being read: ids given to new rows count for those that follow."""

    def __init__(
        self, moment: Moment, register: Register, faults: Faults, others: OtherWords
    ) -> None:
        self._moment, self._register, self._faults = moment, register, faults
        self._rows = {one.id: one.row for one in rows_of(moment.assessment, register)}
        self._first = register.fields[0]
        self._seen: dict[str, int] = {}
        """The line of each row that was met."""
        self._by_name: set[str] = set()
        """Those that were met without an id, by their first field."""
        self._taken = {*self._rows, *ids_named(moment.assessment)}
        self._claims: dict[int, str] = {}
        self._awaited = frozenset[str]()
        self._others = others

    def of(self, rows: Sequence[SheetRow]) -> tuple[StagedRow, ...]:
        """Each row as it is staged; a fault is noted with its column."""
        told = [(row.line, cells_of(row)) for row in rows]
        self._taken |= {cells["id"] for _line, cells in told if self._is_id(cells)}
        self._claims = claimed_rows(told, self._is_stranger, self._same_first)
        self._awaited = frozenset(self._claims.values())
        return tuple(self._staged(line, cells) for line, cells in told)

    def _staged(self, line: int, cells: dict[str, str]) -> StagedRow:
        stranger = line not in self._claims and self._is_stranger(cells)
        name, where = cells.pop("id", ""), where_of(line)
        try:
            name = self._named(line, name, cells, stranger=stranger)
        except Refused as problem:
            self._faults.add(line, "id", problem)
            return StagedRow("registers", name, Kind.UNKNOWN, where, why=str(problem))
        new = name not in self._rows
        before = self._rows.get(name, RegisterRow())
        try:
            after = registers.row_with(self._register, self._told(line, before, cells))
        except Refused as problem:
            self._faults.add(line, "", problem)
            return StagedRow("registers", name, Kind.INVALID, where, why=str(problem))
        if after == before:
            return StagedRow("registers", name, Kind.SAME, where, outcomes={Choice.MINE: None})
        conflict = stranger and not new
        differences = tuple(
            Difference(one.id, before.text(one.id), after.text(one.id), conflict=conflict)
            for one in self._register.fields
            if before.text(one.id) != after.text(one.id)
        )
        kind = Kind.CONFLICT if conflict else Kind.NEW if new else Kind.CHANGED
        change = Change("registers", key_of(self._register.id, name), after)
        outcomes: dict[Choice, Change | None] = {Choice.THEIRS: change, Choice.MINE: None}
        return StagedRow("registers", name, kind, where, differences, outcomes)

    def _told(self, line: int, before: RegisterRow, cells: Mapping[str, str]) -> dict[str, str]:
        """All that a row says then, by field; what a cell cannot be is noted as a fault."""
        told = {cell.field: cell.text for cell in before.cells}
        for key, cell in cells.items():
            field = self._register.field(key)
            if field is None or is_unchanged(cell, {self._said(before, field)}):
                continue
            try:
                told[key] = self._read(field, "" if cell == CLEARS else cell)
            except Refused as problem:
                why = without_label(str(problem), field.title)
                self._faults.add(line, field.title, why)
        return told

    def _is_id(self, cells: Mapping[str, str]) -> bool:
        """Whether a row says what it is and has an id as rows of this register are given."""
        number = re.fullmatch(
            rf"{re.escape(self._register.prefix)}(\d{{1,6}})", cells.get("id", "")
        )
        if number is None or not cells.get(self._first.id):
            return False
        return int(number[1]) > 0 and number[1] == f"{int(number[1]):02}"

    def _is_stranger(self, cells: Mapping[str, str]) -> bool:
        """Whether no row has the id of one that came in, or one that says something else."""
        row, said = self._rows.get(cells.get("id", "")), cells.get(self._first.id, CLEARS)
        if row is None:
            return self._is_id(cells)
        return not is_unchanged(said, {CLEARS, self._said(row, self._first)})

    def _same_first(self, cells: Mapping[str, str]) -> list[str]:
        """The rows here whose first field says the same as a row, without those already met."""
        said = cells.get(self._first.id, "")
        return [
            name
            for name, row in self._rows.items()
            if said
            and name not in self._seen
            and is_unchanged(said, {self._said(row, self._first)})
        ]

    def _named(self, line: int, name: str, cells: Mapping[str, str], *, stranger: bool) -> str:
        """The id that a row is about, a free one for a new row. Raises Refused."""
        if line in self._claims:
            name = self._claims[line]
        elif not name or (stranger and name in self._awaited):
            same = [one for one in self._same_first(cells) if one not in self._awaited]
            name = same[0] if same else next_free(self._register.prefix, self._taken)
            self._by_name |= set(same[:1])
        elif name not in self._rows and not self._is_id({"id": name, **cells}):
            raise no_such(_("there is no row {name!r}{hint}"), name, self._rows)
        if name in self._seen:
            words = _("{name} stands in line {first} already")
            if name in self._by_name:
                words = _(
                    "line {first}, which has no id, was taken for {name} by its first field; give it one"
                )
            raise Refused(words, name=name, first=self._seen[name])
        self._seen[name] = line
        self._taken.add(name)
        return name

    def _read(self, field: RegisterField, written: str) -> str:
        """What a field keeps of a cell in any language. Raises Refused."""
        try:
            return registers.read(self._moment, field, written)
        except Refused:
            if field.kind not in ("choice", "scale"):
                raise
            for other in self._others():
                same = other.field(field.id)
                try:
                    if same is not None and same.kind == field.kind:
                        return registers.read(self._moment, same, written)
                except Refused:
                    continue
            raise

    def _said(self, row: RegisterRow, field: RegisterField) -> str:
        """How a list of ours writes a field now."""
        return plain(one_line(field_text(self._register, row, field, self._moment.today)))

"""Rows of a declared register from a CSV or xlsx file, laid beside those that are here.

A row with an id is about the one of that id; without one it is about the row whose first field says
the same, else a new one. An empty cell changes nothing; `∅` takes away. Titles and the words of a
choice count in every language of the questionnaire; the others are loaded where one is unknown.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from gapwizard.domain.assessment import Change
from gapwizard.domain.register_rows import field_text, key_of, register_of, rows_of
from gapwizard.domain.registers import Register, RegisterField, RegisterRow
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.domain.visible import one_line
from gapwizard.errors import GapwizardError, Refused
from gapwizard.exchange import sheet
from gapwizard.exchange.sheet import CLEARS, Sheet, SheetRow
from gapwizard.exchange.table import Faults, Form, fold
from gapwizard.i18n import N_, _, in_all
from gapwizard.library.translation import translations_of
from gapwizard.session.acts import registers
from gapwizard.session.acts.act import Moment
from gapwizard.session.acts.names import next_free, no_such
from gapwizard.session.session import Session
from gapwizard.session.staging.cells import cells_of, is_unchanged, plain, where_of

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
    rows = tuple(reading.of(row) for row in found.rows)
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
        self._taken = set(self._rows)
        self._seen: set[str] = set()
        self._others = others

    def of(self, row: SheetRow) -> StagedRow:
        """A row as it is staged; a fault is noted with its column."""
        cells = cells_of(row)
        name, where = cells.pop("id", ""), where_of(row.line)
        try:
            name, new = self._named(name, cells)
        except Refused as problem:
            self._faults.add(row.line, "id", problem)
            return StagedRow("registers", name, Kind.UNKNOWN, where, why=str(problem))
        before = self._rows.get(name, RegisterRow())
        told = {cell.field: cell.text for cell in before.cells}
        for key, cell in cells.items():
            field = self._register.field(key)
            if field is None or is_unchanged(cell, {self._said(before, field)}):
                continue
            try:
                written = "" if cell == CLEARS else cell
                told[key] = self._read(field, written)
            except Refused as problem:
                self._faults.add(row.line, key, problem)
        try:
            after = registers.row_with(self._register, told)
        except Refused as problem:
            self._faults.add(row.line, "", problem)
            return StagedRow("registers", name, Kind.INVALID, where, why=str(problem))
        if after == before:
            return StagedRow("registers", name, Kind.SAME, where, outcomes={Choice.MINE: None})
        change = Change("registers", key_of(self._register.id, name), after)
        differences = tuple(
            Difference(one.id, before.text(one.id), after.text(one.id))
            for one in self._register.fields
            if before.text(one.id) != after.text(one.id)
        )
        kind = Kind.NEW if new else Kind.CHANGED
        outcomes: dict[Choice, Change | None] = {Choice.THEIRS: change, Choice.MINE: None}
        return StagedRow("registers", name, kind, where, differences, outcomes)

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

    def _named(self, name: str, cells: dict[str, str]) -> tuple[str, bool]:
        """The id that a row is about, and whether it is a new one. Raises Refused."""
        if name:
            if name not in self._rows:
                raise no_such(_("there is no row {name!r}{hint}"), name[:80], self._rows)
        else:
            first = self._register.fields[0].id
            told = cells.get(first, "")
            name = next(
                (
                    key
                    for key, row in self._rows.items()
                    if told and row.text(first) == told and key not in self._seen
                ),
                "",
            )
        if name in self._seen:
            raise Refused(_("{name} stands in the file twice"), name=name)
        new = not name
        name = name or next_free(self._register.prefix, self._taken)
        self._seen.add(name)
        self._taken.add(name)
        return name, new

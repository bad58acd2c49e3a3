"""What every table from outside has in common: its lines, its heading, its faults, how much is read.

Which of the first rows names the columns, and which columns these are, is found by a `Form`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gapwizard.disk import MIB, unread
from gapwizard.domain.other_words import fold
from gapwizard.errors import Refused, nearest, quoted
from gapwizard.i18n import _, language, names, ngettext

MAX_LINES = 100_000
"""A full assessment has 286 rows."""
NO_VALUE = "\ufffc"
"""Stands for the value of a formula that no spreadsheet has computed."""
PRINTED = 50
"""Faults that are told one by one, two screens of them; the others are counted."""
FIRST = 30
"""Rows among which the heading is looked for: titles may stand above it."""


class TableLine(NamedTuple):
    """One record and the line of the file, or the row of the sheet, in which it begins."""

    number: int
    cells: Sequence[str]


class CellFault(NamedTuple):
    """What is wrong in one place; without a column it is the whole line."""

    line: int
    column: str
    why: str


class Faults:
    """The faults of one file, collected while it is read."""

    def __init__(self, name: str) -> None:
        """Collect for a file of this name."""
        self.name = name
        self.columns: dict[str, str] = {}
        """What the file calls a column, where that is known: a fault names it so."""
        self._found: list[CellFault] = []
        self._lines: dict[int, list[CellFault]] = {}

    def add(self, line: int, column: str, why: object) -> None:
        """Note a fault; `column` may be empty."""
        fault = CellFault(line, column, str(why))
        self._found.append(fault)
        self._lines.setdefault(line, []).append(fault)

    def copy(self) -> "Faults":
        """The faults of now, to be added to apart."""
        same = Faults(self.name)
        same.columns = self.columns
        for fault in self._found:
            same.add(*fault)
        return same

    @property
    def lines(self) -> Iterable[int]:
        """The lines in which something is wrong."""
        return self._lines.keys()

    def at(self, line: int) -> Sequence[CellFault]:
        """What is wrong in one line."""
        return self._lines.get(line, ())

    @property
    def full(self) -> bool:
        """Whether more are known than are told, so that what is added now only counts."""
        return len(self._found) > PRINTED

    def check(self) -> None:
        """Raise Refused with the first faults by line, and the count of the rest, if there are any."""
        if not self._found:
            return
        found = list(_once(sorted(self._found, key=lambda fault: fault.line)))
        said = [self._said(fault) for fault in found[:PRINTED]]
        rest = len(found) - PRINTED
        if rest > 0:
            said.append(
                ngettext("and {count} fault more", "and {count} faults more", rest).format(
                    count=rest
                )
            )
        raise Refused("\n".join(said))

    def _said(self, fault: CellFault) -> str:
        if not fault.column:
            return _("{name}: line {line}: {why}").format(
                name=self.name, line=fault.line, why=fault.why
            )
        return _("{name}: line {line}: column {column}: {why}").format(
            name=self.name,
            line=fault.line,
            column=self.columns.get(fault.column, fault.column),
            why=fault.why,
        )


def _once(faults: Iterable[CellFault]) -> Iterator[CellFault]:
    """Faults with those of a whole sheet said once: it is of one assessment, whatever its rows are."""
    told: set[str] = set()
    for fault in faults:
        if fault.column != "assessment" or fault.why not in told:
            yield fault
        if fault.column == "assessment":
            told.add(fault.why)


def too_long(name: str) -> Refused:
    """The refusal of a file of too many lines."""
    return Refused(
        _("{path}: more than {limit} lines, the most that are read"), path=name, limit=MAX_LINES
    )


def read_limited(path: Path, limit: int, too_large: str = "") -> bytes:
    """The content of a file of at most `limit` bytes; `too_large` is what is said of more.

    Never more than that is read: a device has no size to ask for. Raises Refused or Unreadable.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except ValueError as problem:  # a NUL in the name
        raise Refused(f"{str(path)!r}: {problem}") from problem
    except OSError as problem:
        raise unread(path, problem) from problem
    if len(content) > limit:
        said = too_large or _("{path}: larger than {limit} MiB")
        raise Refused(said, path=path, limit=limit // MIB)
    return content


@dataclass(frozen=True)
class Form:
    """The columns that a kind of table may have."""

    columns: Mapping[str, tuple[str, ...]]
    """What each is called, and what else."""
    required: tuple[str, ...]
    passed: Mapping[str, tuple[str, ...]]
    """Columns that are known and not read: they tell a person what the row is about."""
    instead: tuple[tuple[str, ...], ...] = ()
    """Columns that do instead of the required ones: whose sheet it is stands there."""

    def called(self, key: str) -> str:
        """What a column is called in the language spoken, by its key where that has no word for it."""
        if language() == "en":
            return key
        known = (*self.columns.get(key, ()), *self.passed.get(key, ()))
        return next((name for name in known if not name.isascii() and "\n" not in name), key)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The column of each name, folded."""
        every = {**self.columns, **self.passed}
        return {fold(name): key for key, names in every.items() for name in (key, *names)}


class Heading:
    """The heading that was found: what its cells name."""

    def __init__(self, form: Form, line: TableLine) -> None:
        """Look at the cells of one line."""
        self.form = form
        self.line = line
        self.names = [form.keys.get(fold(cell)) for cell in line.cells]

    @property
    def known(self) -> int:
        """How many columns are known."""
        return sum(name is not None for name in self.names)

    @property
    def whole(self) -> bool:
        """Whether every required column is there, or others that do instead."""
        ways = (self.form.required, *self.form.instead)
        return any(all(name in self.names for name in way) for way in ways)

    @property
    def chinese(self) -> bool:
        """Whether a known column has its Chinese name."""
        return any(
            name is not None and not cell.isascii()
            for name, cell in zip(self.names, map(fold, self.line.cells), strict=True)
        )

    def check(self, faults: Faults, ignore: Iterable[str]) -> None:
        """Note unknown, doubled and missing columns; those to ignore count as passed."""
        ignored = {fold(name): name for name in ignore}
        number = self.line.number
        for at, cell in enumerate(self.line.cells):
            if fold(cell) in ignored:
                self.names[at] = None
                ignored.pop(fold(cell))
            elif self.names[at] is None and cell.strip():
                faults.add(number, "", self._unknown(cell.strip()))
            elif self.names[at] is not None and self.names[at] in self.names[:at]:
                why = _("the column {column!r} stands twice").format(
                    column=self.form.called(self.names[at] or "")
                )
                faults.add(number, "", why)
        for name in ignored.values():
            why = _("there is no column {column!r} to ignore").format(column=quoted(name))
            faults.add(number, "", why)
        for name in self.form.required:
            if name not in self.names and not self.whole:
                why = _("the column {column!r} is required").format(column=self.form.called(name))
                faults.add(number, "", why)

    def _unknown(self, cell: str) -> str:
        # A column that stands here already is not what somebody meant by another name.
        free = [name for name in self.form.columns if name not in self.names]
        near = nearest(cell, free)
        hint = (
            _("; the nearest is {near!r}").format(near=near)
            if near
            else _("; columns are {columns}").format(
                columns=names(map(self.form.called, self.form.columns))
            )
        )
        said = _("unknown column {column!r}{hint}").format(column=quoted(cell), hint=hint)
        return said + _("; `--ignore` passes over a column")


def heading_in(form: Form, lines: Iterable[TableLine]) -> Heading | None:
    """The first of the first rows that names all required columns, else the best one."""
    best: Heading | None = None
    for line in _first(lines):
        heading = Heading(form, line)
        if heading.whole:
            return heading
        if heading.known > (best.known if best is not None else 0):
            best = heading
    return best


def better(headings: Sequence[Heading | None]) -> int | None:
    """The position of the best of some headings, None where there is none."""
    rank = [(found.whole, found.known) if found is not None else (False, 0) for found in headings]
    most = max(rank, default=(False, 0))
    return rank.index(most) if most[1] else None


def no_heading(name: str, form: Form) -> str:
    """Say that no row of a file names the columns."""
    return _("{name}: no row names the columns; required are {columns}").format(
        name=name, columns=names(map(form.called, form.required))
    )


def _first(lines: Iterable[TableLine]) -> Iterable[TableLine]:
    seen = 0
    for line in lines:
        if any(cell.strip() for cell in line.cells):
            seen += 1
            yield line
            if seen == FIRST:
                return

"""The heading of a table: which of the first rows names the columns, and which columns these are."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapwizard.errors import nearest
from gapwizard.exchange.table import Faults, TableLine
from gapwizard.i18n import _, names

FIRST = 30
"""Rows among which the heading is looked for: titles may stand above it."""


@dataclass(frozen=True)
class Form:
    """The columns that a kind of table may have."""

    columns: Mapping[str, tuple[str, ...]]
    """What each is called, and what else."""
    required: tuple[str, ...]
    passed: Mapping[str, tuple[str, ...]]
    """Columns that are known and not read: they tell a person what the row is about."""

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
        """Whether every required column is there."""
        return all(name in self.names for name in self.form.required)

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
                why = _("the column {column!r} stands twice").format(column=self.names[at])
                faults.add(number, "", why)
        for name in ignored.values():
            why = _("there is no column {column!r} to ignore").format(column=name)
            faults.add(number, "", why)
        for name in self.form.required:
            if name not in self.names:
                why = _("the column {column!r} is required").format(column=name)
                faults.add(number, "", why)

    def _unknown(self, cell: str) -> str:
        # A column that stands here already is not what somebody meant by another name.
        free = [name for name in self.form.columns if name not in self.names]
        near = nearest(cell, free)
        hint = (
            _("; the nearest is {near!r}").format(near=near)
            if near
            else _("; columns are {columns}").format(columns=names(self.form.columns))
        )
        said = _("unknown column {column!r}{hint}").format(column=cell[:80], hint=hint)
        return said + _("; `--ignore` passes over a column")


def find(form: Form, lines: Iterable[TableLine]) -> Heading | None:
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


def missing(name: str, form: Form) -> str:
    """Say that no row of a file names the columns."""
    return _("{name}: no row names the columns; required are {columns}").format(
        name=name, columns=names(form.required)
    )


def fold(name: str) -> str:
    """The name of a column as it is compared: `Other Party` as `other_party`."""
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return "_".join(plain.replace("-", " ").replace("_", " ").split())


def _first(lines: Iterable[TableLine]) -> Iterable[TableLine]:
    seen = 0
    for line in lines:
        if any(cell.strip() for cell in line.cells):
            seen += 1
            yield line
            if seen == FIRST:
                return

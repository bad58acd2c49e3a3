"""Lists whose columns are declared once: for CSV, a table of words, a sheet of a workbook, a screen.

A face picks columns by their keys and says how wide they are; what stands in them is said here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar

from gapwizard.exchange.csv_lines import Cell, csv_bytes, csv_text, written_in
from gapwizard.exchange.workbook import SheetColumn
from gapwizard.i18n import _, language

__all__ = [
    "ListColumn", "cells_of", "chosen", "csv_bytes", "csv_of", "in_sheet", "table_of",
    "written_in",
]  # fmt: skip

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[Row]):
    """One column of a list."""

    key: str
    """Names the column in code, in every language."""
    heading: str
    """Marked for translation, with a small letter."""
    cell: Callable[[Row], Cell]
    """What a program reads."""
    words: Callable[[Row], str] | None = None
    """What a person reads, where it is not the cell itself."""
    code: Callable[[Row], str] | None = None
    """What an English table has instead of words, for scripts."""
    choices: Callable[[], Sequence[str]] | None = None
    """What may be written in a sheet; None: anything."""

    @property
    def head(self) -> str:
        """The heading as a sheet and a screen have it, with a capital."""
        said = _(self.heading)
        return said.upper() if said == "id" else said[:1].upper() + said[1:]

    def value(self, row: Row) -> Cell:
        """What a sheet has: figures and days as such, else what a person reads."""
        found = self.cell(row)
        if self.words is None or isinstance(found, int | float | date):
            return found
        return self.words(row)

    def said(self, row: Row) -> str:
        """What a person reads; empty for nothing."""
        if self.words is not None:
            return self.words(row)
        found = self.cell(row)
        return "" if found is None else str(found)


def csv_of(columns: Sequence[ListColumn[Row]], rows: Iterable[Row]) -> str:
    """A list as CSV, a line for each row."""
    return csv_text(
        (_(column.heading) for column in columns),
        ([column.cell(row) for column in columns] for row in rows),
    )


def chosen(columns: Sequence[ListColumn[Row]], keys: Iterable[str]) -> list[ListColumn[Row]]:
    """Some columns, named by key, in the order of the keys."""
    known = {column.key: column for column in columns}
    return [known[key] for key in keys]


def table_of(
    columns: Sequence[ListColumn[Row]], keys: Iterable[str], rows: Iterable[Row]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headings and rows of a table of some columns; `-` stands for an empty cell."""
    picked = chosen(columns, keys)
    return tuple(_(column.heading) for column in picked), [cells_of(picked, row) for row in rows]


def cells_of(columns: Iterable[ListColumn[Row]], row: Row) -> tuple[str, ...]:
    """One row of such a table."""
    coded = language() == "en"
    return tuple(
        (column.code(row) if coded and column.code is not None else column.said(row)) or "-"
        for column in columns
    )


def in_sheet(
    columns: Sequence[ListColumn[Row]],
    widths: Mapping[str, float],
    headings: Mapping[str, str] = MappingProxyType({}),
) -> tuple[SheetColumn[Row], ...]:
    """Some columns for a sheet: by key, in the order of the keys, so many characters wide.

    `headings` are said where a sheet calls a column otherwise.
    """
    return tuple(
        SheetColumn(
            headings.get(column.key, column.head),
            column.value,
            widths[column.key],
            column.choices,
        )
        for column in chosen(columns, widths)
    )

"""Lists whose columns are declared once, for CSV that a spreadsheet opens and for a table of words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gapwizard.exchange.csv_lines import Cell, csv_bytes, csv_text, written_in
from gapwizard.i18n import _

__all__ = ["ListColumn", "csv_bytes", "csv_of", "table_of", "written_in"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[Row]):
    """One column of a list."""

    key: str
    """Names the column in code, in every language."""
    heading: str
    """Marked for translation."""
    cell: Callable[[Row], Cell]
    """What a program reads."""
    words: Callable[[Row], str] | None = None
    """What a person reads in a table, where it is not the cell itself."""


def csv_of(columns: Sequence[ListColumn[Row]], rows: Iterable[Row]) -> str:
    """A list as CSV, a line for each row."""
    return csv_text(
        (_(column.heading) for column in columns),
        ([column.cell(row) for column in columns] for row in rows),
    )


def table_of(
    columns: Sequence[ListColumn[Row]], keys: Iterable[str], rows: Iterable[Row]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headings and rows of a table of some columns, named by key; `-` stands for an empty cell."""
    known = {column.key: column for column in columns}
    chosen = [known[key] for key in keys]
    return tuple(_(column.heading) for column in chosen), [
        tuple(_said(column, row) for column in chosen) for row in rows
    ]


def _said(column: ListColumn[Row], row: Row) -> str:
    if column.words is not None:
        return column.words(row) or "-"
    cell = column.cell(row)
    return "-" if cell is None or cell == "" else str(cell)

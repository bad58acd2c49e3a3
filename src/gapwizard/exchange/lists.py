"""Lists whose columns are declared once, for CSV that a spreadsheet opens and for a table of words.

All CSV that leaves the program is written here: with a byte order mark, so that Excel takes it for
UTF-8, or on request in GB18030, which older Chinese programs expect; with CRLF (RFC 4180); numbers
as numbers; and no text that a spreadsheet calculates.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from gapwizard.domain.visible import one_line
from gapwizard.i18n import _

Row = TypeVar("Row")
Cell = str | float | None
"""None is an empty cell."""

MARK = "\ufeff"
"""What tells Excel that a file is UTF-8."""
ENCODINGS = ("utf-8", "gb18030")
"""In which CSV can be written; the first is the default. Both have every character."""
_encoding: ContextVar[str] = ContextVar("gapwizard_csv_encoding", default=ENCODINGS[0])
"""That of a piece of work, such as one command."""
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate a cell; the full-width twins count in some of them."""


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


@contextmanager
def written_in(encoding: str) -> Iterator[None]:
    """Write CSV in an encoding for a piece of work."""
    token = _encoding.set(encoding)
    try:
        yield
    finally:
        _encoding.reset(token)


def csv_bytes(text: str) -> bytes:
    """CSV as it stands in a file; the byte order mark is for UTF-8 only."""
    encoding = _encoding.get()
    plain = text if encoding == ENCODINGS[0] else text.removeprefix(MARK)
    return plain.encode(encoding, "backslashreplace")


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


def csv_text(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Headings and rows as CSV."""
    return MARK + csv_lines([headings, *(map(_safe, row) for row in rows)])


def csv_lines(rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV, their cells as they are."""
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue()


def _safe(cell: Cell) -> Cell:
    """A text on one line that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    shown = one_line(cell)
    return f"'{shown}" if shown.startswith(FORMULA_STARTS) else shown


def _said(column: ListColumn[Row], row: Row) -> str:
    if column.words is not None:
        return column.words(row) or "-"
    cell = column.cell(row)
    return "-" if cell is None or cell == "" else str(cell)

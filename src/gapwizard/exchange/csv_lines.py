"""CSV as every list leaves the program: no text that a spreadsheet calculates.

With a byte order mark, so that Excel takes it for UTF-8, or on request in GB18030, which older Chinese
programs expect; with CRLF (RFC 4180); numbers as numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from gapwizard.domain.visible import visible

Cell = str | float | date | None
"""What stands in a cell of CSV or of a sheet; None is an empty one."""

MARK = "\ufeff"
"""What tells Excel that a file is UTF-8."""
ENCODINGS = ("utf-8", "gb18030")
"""In which CSV can be written; the first is the default. Both have every character."""
_encoding: ContextVar[str] = ContextVar("gapwizard_csv_encoding", default=ENCODINGS[0])
"""That of a piece of work, such as one command."""
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate a cell; the full-width twins count in some of them."""


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


def csv_text(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Headings and rows as CSV."""
    return MARK + csv_lines(map(_safe, row) for row in (headings, *rows))


def csv_lines(rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV, their cells as they are."""
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue()


def _safe(cell: Cell) -> Cell:
    """A text as it was typed, line breaks too, that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    shown = visible("\n".join(cell.strip().splitlines()))
    return f"'{shown}" if shown.startswith(FORMULA_STARTS) else shown

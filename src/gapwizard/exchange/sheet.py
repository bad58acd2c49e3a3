"""One machine for sheets of every kind: bytes, table, heading, rows; its faults are collected.

Answers, lists and registers come through it; each says its columns with a `Form`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gapwizard.disk import MIB
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused, quoted
from gapwizard.exchange import csv_table
from gapwizard.exchange.table import (
    NO_VALUE,
    Faults,
    Form,
    Heading,
    TableLine,
    no_heading,
    read_limited,
)
from gapwizard.i18n import _

MAX_BYTES = 16 * MIB
"""The largest sheet that is read; one of a full assessment has less than one MiB."""
CLEARS = "∅"
"""What a cell holds that takes away what stands in its field."""


ERRORS = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
"""What a spreadsheet shows for a formula that fails: `-no` typed into Excel is a `#NAME?`."""


class SheetRow(NamedTuple):
    """One row that holds something: the cells of known columns, by column."""

    line: int
    cells: Mapping[str, str]


class Sheet(NamedTuple):
    """The rows of a file, what is wrong in them so far, and how the file was read."""

    rows: Sequence[SheetRow]
    faults: Faults
    said: str
    """How the file was read: its encoding and divider, or the sheet of the workbook."""
    beside: Mapping[str, Sequence[TableLine]] | None
    """The other sheets that were asked for, where it is a workbook."""
    sha256: str


def read(
    path: Path,
    form: Form,
    *,
    encoding: str | None = None,
    ignore: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> Sheet:
    """Read a CSV or xlsx file whose columns are those of a form, and some sheets `beside` it.

    Raises Refused for what is no such file or has no heading, Unreadable for the disk; the faults
    of its rows are in the sheet, for whoever reads the cells to add to.
    """
    raw = read_limited(path, MAX_BYTES)
    faults = Faults(str(path))
    others: Mapping[str, Sequence[TableLine]] | None = None
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        from gapwizard.exchange import xlsx_table

        if encoding is not None:
            raise Refused(_("{path}: --encoding is for CSV only"), path=path)
        found = xlsx_table.read(raw, path, form, beside)
        others = found.beside
        heading, lines = found.heading, iter(found.lines)
        divider = ""
        said = _("{name}: read from the sheet {sheet!r}").format(name=path, sheet=found.sheet)
    else:
        _refuse_foreign(raw, path)
        text = csv_table.text_of(raw, str(path), form, encoding)
        table = csv_table.of(text.text, form)
        if table.heading is None:
            raise Refused(no_heading(str(path), form))
        heading, lines, divider = table.heading, table.lines(faults), table.divider
        said = _("{name}: read as {encoding}, divided by {divider}").format(
            name=path,
            encoding=text.encoding,
            divider=_("tabs") if table.divider == "\t" else table.divider,
        )
    heading.check(faults, ignore)
    faults.columns |= {
        name: quoted(one_line(cell))
        for name, cell in zip(heading.names, heading.line.cells, strict=True)
        if name is not None
    }
    if not heading.whole:
        faults.check()
    rows = tuple(_rows(heading, lines, divider, faults))
    return Sheet(rows, faults, said, others, hashlib.sha256(raw).hexdigest())


def _refuse_foreign(raw: bytes, path: Path) -> None:
    """Say what a file is that somebody may take for a sheet."""
    if raw.startswith((b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE")):
        raise Refused(
            _(
                "{path}: encrypted; a bundle comes in as an assessment of its own: `gapwizard import "
                "FILE`, without an id before it"
            ),
            path=path,
        )
    if raw.startswith((b"{", b"[", b"%PDF", b"<")) or not raw.strip():
        what = _("empty") if not raw.strip() else _("neither CSV nor xlsx")
        raise Refused(_("{path}: {what}; a row of it names the columns"), path=path, what=what)


def _rows(
    heading: Heading, lines: Iterator[TableLine], divider: str, faults: Faults
) -> Iterator[SheetRow]:
    """The rows that hold something; cells that no column is named for are faults."""
    needed = [name for name in heading.form.required if name in heading.names]
    last = max(map(heading.names.index, needed), default=0)
    others = [other for other in csv_table.DIVIDERS if divider and other != divider]
    for number, cells in lines:
        for at, cell in enumerate(cells[len(heading.names) :], len(heading.names) + 1):
            if cell.strip():
                faults.add(number, str(at), _nameless(cell))
        row = _known_cells(heading, number, cells, faults)
        if not any(cell.strip() for cell in row.values()):
            continue
        if len(cells) <= last and any(other in cell for other in others for cell in cells):
            faults.add(
                number,
                "",
                _("{count} cells; it seems to be divided otherwise than the heading").format(
                    count=len(cells)
                ),
            )
            continue
        yield SheetRow(number, row)


def _known_cells(
    heading: Heading, number: int, cells: Sequence[str], faults: Faults
) -> dict[str, str]:
    """The cells of known columns; one with an error of the spreadsheet counts as empty."""
    row = {}
    for at, (name, cell) in enumerate(zip(heading.names, cells, strict=False), 1):
        if name is not None and name not in heading.form.passed:
            row[name] = cell
            if cell.strip() in ERRORS:
                said = _("{cell} is an error of the spreadsheet, not what somebody wrote")
                faults.add(number, name, said.format(cell=cell.strip()))
                row[name] = ""
            elif cell == NO_VALUE:
                faults.add(
                    number,
                    name,
                    _(
                        "a formula without a value; open the file in a spreadsheet, save it there, and try again"
                    ),
                )
                row[name] = ""
        elif name is None and cell.strip() and not heading.line.cells[at - 1].strip():
            faults.add(number, str(at), _nameless(cell))
    return row


def _nameless(cell: str) -> str:
    return _("{cell!r} stands in a column without a name").format(cell=quoted(one_line(cell)))

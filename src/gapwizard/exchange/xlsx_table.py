"""An xlsx workbook as a table of cells; the only module that knows python-calamine.

Sizes are looked at before a byte is unpacked, and the place of the last filled cell before the
table is made: one cell in the last corner of a sheet would otherwise take all memory.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat

from gapwizard.disk import MIB
from gapwizard.domain.damaged_zip import DAMAGED_ZIP
from gapwizard.errors import Refused
from gapwizard.exchange import bundle
from gapwizard.exchange.table import (
    MAX_LINES,
    NO_VALUE,
    Form,
    Heading,
    TableLine,
    heading_in,
    no_heading,
)
from gapwizard.i18n import _, names

MAX_UNPACKED = 128 * MIB
"""A full assessment takes less than one."""
MAX_MEMBERS = 1000
"""Files in a workbook: a sheet, its styles and texts take a dozen, pictures one each."""
MAX_CELLS = 2_000_000
"""Rows times columns; a full assessment has 5,000."""
_BEGINNING = 256
"""Bytes in which XML shows its first bracket."""
_ERROR = re.compile(rb"(<(?:\w+:)?c\b[^>]*?\st=)([\"'])e\2")
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
Cell = int | float | str | bool | time | date | datetime | timedelta


class XlsxTable(NamedTuple):
    """The one sheet of a workbook that has the heading, and the lines below it."""

    heading: Heading
    lines: Sequence[TableLine]
    sheet: str
    beside: Mapping[str, Sequence[TableLine]]
    """Other sheets by title, hidden ones too."""


def read(raw: bytes, path: Path, form: Form, beside: Iterable[str] = ()) -> XlsxTable:
    """Read the sheet of a workbook that names all required columns, and those `beside` it by title.

    Raises Refused for anything but an xlsx workbook without macros, for sizes above the limits,
    and where no sheet names them, or several do.
    """
    name = str(path)
    extents = _check(raw, name)
    failed = [member for member, extent in extents.items() if extent.errors]
    wanted = frozenset(beside)
    tables, others = _sheets(_errors_as_text(raw, failed) if failed else raw, name, wanted)
    found = [
        (title, lines, best)
        for title, lines in tables
        if (best := heading_in(form, lines)) is not None
    ]
    whole = [one for one in found if one[2].whole]
    if len(whole) > 1:
        raise Refused(
            _("{name}: several sheets name the columns: {sheets}; leave one, or hide the others"),
            name=name,
            sheets=names(repr(title) for title, *_rest in whole),
        )
    if not found:
        raise Refused(no_heading(name, form))
    title, lines, best = max(whole or found, key=lambda one: one[2].known)
    extent = extents.get(_members(raw).get(title, ""))
    if extent is not None:
        lines = extent.completed(lines, best.line.number)
    below = [line for line in lines if line.number > best.line.number]
    return XlsxTable(best, below, title, others)


def cells(raw: bytes, name: str) -> tuple[Sequence[str], ...]:
    """The rows of all visible sheets. Raises Refused as `read` does."""
    failed = [member for member, extent in _check(raw, name).items() if extent.errors]
    tables, _others = _sheets(_errors_as_text(raw, failed) if failed else raw, name, frozenset())
    return tuple(line.cells for _title, lines in tables for line in lines)


_Titled = list[tuple[str, list[TableLine]]]


def _sheets(
    raw: bytes, name: str, wanted: frozenset[str]
) -> tuple[_Titled, dict[str, list[TableLine]]]:
    """The visible sheets with their titles; those `wanted`, whether they are visible or not."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            read = {
                one.name: _lines(book.get_sheet_by_name(one.name).iter_rows())
                for one in sheets
                if one.visible == SheetVisibleEnum.Visible or one.name in wanted
            }
            shown = [
                (one.name, read[one.name])
                for one in sheets
                if one.visible == SheetVisibleEnum.Visible
            ]
            return shown, {title: read[title] for title in wanted & read.keys()}
    except (CalamineError, OSError, ValueError) as problem:
        raise Refused(_damaged(name)) from problem


def _lines(rows: Iterable[Sequence[Cell]]) -> list[TableLine]:
    return [
        TableLine(number, [_text(cell) for cell in cells]) for number, cells in enumerate(rows, 1)
    ]


def _text(cell: Cell) -> str:
    """A cell as a person reads it: 2.0 as 2, a day as 2026-11-30."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell)


def _errors_as_text(raw: bytes, members: Iterable[str]) -> bytes:
    """A workbook whose error cells are texts: calamine gives nothing for a `#NAME?`."""
    out, chosen = io.BytesIO(), frozenset(members)
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in chosen:
                content = _ERROR.sub(rb"\1\2str\2", content)
            new.writestr(info.filename, content)
    return out.getvalue()


def _check(raw: bytes, name: str) -> "dict[str, _Extent]":
    """Refuse what is no workbook of ours to read; gives what calamine does not tell, by member.

    Raises Refused.
    """
    extents = {}
    if not raw.startswith(b"PK\x03\x04"):
        raise Refused(
            _("{name}: an old .xls workbook, or one with a password; save it as xlsx without one"),
            name=name,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            _check_members(infos, name)
            for info in infos:
                # A worksheet may have any name: whatever could be XML is looked at.
                with archive.open(info) as member:
                    could_be = b"<" in member.read(_BEGINNING)
                if could_be or info.filename.casefold().endswith(".xml"):
                    extent = _Extent(name)
                    with archive.open(info) as member:
                        extent.read(member)
                    extents[info.filename] = extent
    except (*DAMAGED_ZIP, LookupError, OSError, expat.ExpatError) as problem:
        raise Refused(_damaged(name)) from problem
    return extents


def _check_members(infos: Sequence[zipfile.ZipInfo], name: str) -> None:
    members = {info.filename for info in infos}
    if bundle.MANIFEST in members and bundle.ROWS in members:
        raise Refused(
            _(
                "{path}: a bundle of gapwizard; it comes in as an assessment of its own: `gapwizard "
                "import FILE`, without an id before it"
            ),
            path=name,
        )
    if "xl/workbook.xml" not in members:
        raise Refused(
            _("{name}: neither CSV nor an xlsx workbook; save it as one of these"), name=name
        )
    if any(member.casefold().endswith("vbaproject.bin") for member in members) or (
        name.casefold().endswith(".xlsm")
    ):
        raise Refused(_("{name}: a workbook with macros is not read; save it as xlsx"), name=name)
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refused(
            _("{name}: unpacked it is larger than {limit} MiB, the most that is read"),
            name=name,
            limit=MAX_UNPACKED // MIB,
        )


def _members(raw: bytes) -> dict[str, str]:
    """The member of each worksheet by its title."""
    found: dict[str, str] = {}
    targets: dict[str, str] = {}

    def start(tag: str, attributes: "dict[str, str]") -> None:
        kind = tag.rpartition(" ")[2]
        if kind == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif kind == "sheet":
            ids = (value for key, value in attributes.items() if key.endswith((" id", ":id")))
            target = targets.get(next(ids, ""), "")
            found[attributes.get("name", "")] = (
                target[1:] if target.startswith("/") else f"xl/{target}"
            )

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
            if member in archive.namelist():
                parser = expat.ParserCreate(namespace_separator=" ")
                parser.StartElementHandler = start
                parser.Parse(archive.read(member), True)  # noqa: FBT003 - expat names no parameter
    return found


class _Extent:
    """How far the filled cells of a worksheet reach, and what calamine does not tell of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._at = (0, 0)
        self._row = self._column = 0
        self._last = (0, 0)
        self.errors = False
        """Whether a cell holds an error, such as `#NAME?`."""
        self._formula = self._valued = self._string = False
        self._spread = 0
        """Cells that merged ones fill."""
        self._uncomputed: list[tuple[int, int]] = []
        """Cells with a formula that no spreadsheet has computed yet, as row and column."""
        self._merged: list[tuple[int, int, int]] = []
        """Cells that reach over several rows: the first row, the last one, the column."""

    def read(self, member: IO[bytes]) -> None:
        """Read a worksheet. Raises Refused where its table would be too large."""
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ParseFile(member)

    def completed(self, lines: Sequence[TableLine], heading: int) -> list[TableLine]:
        """The lines with what stands below the heading and calamine leaves empty.

        A cell over several rows holds for each of them; a formula without a value is `NO_VALUE`.
        """
        cells = {line.number: list(line.cells) for line in lines}
        fills = [(row, column, NO_VALUE) for row, column in self._uncomputed]
        for first, last, column in self._merged:
            top = cells.get(first, [])
            if first > heading and len(top) >= column:
                fills += [(row, column, top[column - 1]) for row in range(first + 1, last + 1)]
        for row, column, text in fills:
            if row > heading and text:
                held = cells.setdefault(row, [])
                held += [""] * (column - len(held))
                held[column - 1] = held[column - 1] or text
        return [TableLine(number, held) for number, held in sorted(cells.items())]

    def _start(self, tag: str, attributes: "dict[str, str]") -> None:
        kind = tag.rpartition(" ")[2]
        if kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif kind == "c":
            self._at = self._place(attributes.get("r", ""))
            self.errors = self.errors or attributes.get("t") == "e"
            self._formula = self._valued = False
            self._string = attributes.get("t") == "str"
        elif kind == "f":
            self._formula = True
            self._grow()
        elif kind in ("v", "is"):
            self._grow()
            if self._formula and kind == "v" and not self._string:
                self._parser.CharacterDataHandler = self._see
            else:
                self._valued = True
        elif kind == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _see(self, text: str) -> None:
        self._valued = self._valued or bool(text.strip())

    def _end(self, tag: str) -> None:
        self._parser.CharacterDataHandler = None
        if tag.rpartition(" ")[2] == "c" and self._formula and not self._valued:
            self._uncomputed.append(self._at)

    def _merge(self, written: str) -> None:
        first, _colon, last = written.partition(":")
        begin, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
        if begin is None or end is None or int(end[2]) <= int(begin[2]):
            return
        self._spread += int(end[2]) - int(begin[2])
        if self._spread > MAX_CELLS:
            raise self._too_large(int(end[2]), _column(end[1]))
        self._merged.append((int(begin[2]), int(end[2]), _column(begin[1])))

    def _place(self, written: str) -> tuple[int, int]:
        match = _CELL.fullmatch(written)
        self._column += 1
        if match is not None:
            self._row, self._column = int(match[2]), _column(match[1])
        return self._row, self._column

    def _grow(self) -> None:
        self._last = (max(self._last[0], self._at[0]), max(self._last[1], self._at[1]))
        if self._last[0] > MAX_LINES or self._last[0] * self._last[1] > MAX_CELLS:
            raise self._too_large(*self._last)

    def _too_large(self, rows: int, columns: int) -> Refused:
        return Refused(
            _("{name}: a sheet of {rows} rows and {columns} columns is not read"),
            name=self.name,
            rows=rows,
            columns=columns,
        )


def _column(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def _damaged(name: str) -> str:
    return _("{name}: no xlsx workbook, or a damaged one").format(name=name)

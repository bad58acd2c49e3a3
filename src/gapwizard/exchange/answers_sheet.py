"""Answers from a CSV file: every row checked, every fault named by line and column.

Reading gives plain rows; what they change is the session's affair.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from gapwizard.domain.evidence import Evidence, parse_item
from gapwizard.errors import Refused, nearest
from gapwizard.exchange import limited
from gapwizard.i18n import _


class CsvReader(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __next__(self) -> list[str]:
        """Give the next record."""


MAX_BYTES = 16 * limited.MIB
MAX_LINES = 100_000
"""A full assessment has 286 rows."""
COLUMNS = (
    "question", "rating", "strength", "note", "evidence", "recurring", "lapse", "reason",
    "other_party", "control",
)  # fmt: skip
REQUIRED = ("question", "rating")
YES_NO = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}


class AnswerRow(NamedTuple):
    """One row with a rating; None is an empty cell."""

    line: int
    question: str
    rating: str
    strength: int | None
    note: str | None
    evidence: tuple[Evidence, ...]
    recurring: bool | None
    lapse: bool | None
    reason: str | None
    other_party: str | None
    control: str | None


class AnswerRows(NamedTuple):
    """What a file holds."""

    rows: tuple[AnswerRow, ...]
    left_alone: tuple[int, ...]
    """Lines without a rating."""


def read(path: Path) -> AnswerRows:
    """Read a CSV file of answers. Raises Refused with line, column and reason, or Unreadable."""
    raw = limited.read(path, MAX_BYTES)
    if raw.count(b"\n") > MAX_LINES:
        raise Refused(
            _("{path}: more than {limit} lines, the most that are read").format(
                path=path, limit=MAX_LINES
            )
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise Refused(
            _("{path}: line {line}: no UTF-8; save the file as CSV UTF-8").format(
                path=path, line=line
            )
        ) from problem
    return parse(text, str(path))


def parse(text: str, name: str) -> AnswerRows:
    """Parse CSV text; `name` is said in messages. Raises Refused."""
    head_line = text.split("\n", 1)[0]
    divider = max(",;\t", key=head_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    lines = _lines(reader, name)
    head = next(lines, None)
    if head is None:
        raise Refused(_("{name}: empty; the first line names the columns").format(name=name))
    columns = _columns(head[1], name)
    rows, left_alone = [], []
    first_seen: dict[str, int] = {}
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            raise Refused(
                _("{name}: line {line}: {count} cells, and there are {columns} columns").format(
                    name=name, line=line, count=len(cells), columns=len(columns)
                )
            )
        row = _row(
            f"{name}: " + _("line {line}").format(line=line),
            line,
            dict(zip(columns, cells, strict=False)),
        )
        if row.question in first_seen:
            raise Refused(
                _(
                    "{name}: line {line}: column question: {question} stands in line {first} already"
                ).format(
                    name=name, line=line, question=row.question, first=first_seen[row.question]
                )
            )
        first_seen[row.question] = line
        if row.rating:
            rows.append(row)
        else:
            left_alone.append(line)
    return AnswerRows(tuple(rows), tuple(left_alone))


def _lines(reader: "CsvReader", name: str) -> "Iterator[tuple[int, list[str]]]":
    """Give each record with the number of the line it begins in."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise Refused(
                _("{name}: line {line}: no CSV: {why}").format(name=name, line=line, why=problem)
            ) from problem


def _columns(head: list[str], name: str) -> list[str]:
    columns = [cell.strip().casefold() for cell in head]
    for column in columns:
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            hint = (
                _("; the nearest is {near!r}").format(near=near)
                if near
                else _("; columns are {columns}").format(columns=", ".join(COLUMNS))
            )
            raise Refused(
                _("{name}: line 1: unknown column {column!r}{hint}").format(
                    name=name, column=column, hint=hint
                )
            )
        if columns.count(column) > 1:
            raise Refused(
                _("{name}: line 1: the column {column!r} stands twice").format(
                    name=name, column=column
                )
            )
    for column in REQUIRED:
        if column not in columns:
            raise Refused(
                _("{name}: line 1: the column {column!r} is required").format(
                    name=name, column=column
                )
            )
    return columns


def _row(place: str, line: int, cells: dict[str, str]) -> AnswerRow:
    question = cells.get("question", "").strip()
    if not question:
        raise Refused(_("{place}: column question: empty").format(place=place))
    return AnswerRow(
        line,
        question,
        cells.get("rating", "").strip(),
        _strength(place, cells.get("strength", "")),
        _text(cells, "note"),
        _evidence(place, cells.get("evidence", "")),
        _flag(place, "recurring", cells),
        _flag(place, "lapse", cells),
        _text(cells, "reason"),
        _text(cells, "other_party"),
        _text(cells, "control"),
    )


def _text(cells: dict[str, str], column: str) -> str | None:
    text = cells.get(column, "").strip()
    return text or None


def _strength(place: str, cell: str) -> int | None:
    if not cell.strip():
        return None
    if cell.strip() not in ("0", "1", "2", "3"):
        raise Refused(
            _("{place}: column strength: {cell!r} is none of 0, 1, 2, 3").format(
                place=place, cell=cell
            )
        )
    return int(cell)


def _flag(place: str, column: str, cells: dict[str, str]) -> bool | None:
    cell = cells.get(column, "").strip().casefold()
    if not cell:
        return None
    if cell not in YES_NO:
        raise Refused(
            _("{place}: column {column}: {cell!r} is none of yes, no, 1, 0, true, false").format(
                place=place, column=column, cell=cell
            )
        )
    return YES_NO[cell]


def _evidence(place: str, cell: str) -> tuple[Evidence, ...]:
    items = []
    for part in cell.split(";"):
        if part.strip():
            try:
                items.append(parse_item(part))
            except Refused as problem:
                raise Refused(
                    _("{place}: column evidence: {why}").format(place=place, why=problem)
                ) from problem
    return tuple(items)

"""The cells of a list that came in, and how our own list writes the same things now."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from gapwizard.domain.assessment import DocumentRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.staging import Kind, StagedRow
from gapwizard.domain.visible import one_line, substance
from gapwizard.exchange.csv_lines import FORMULA_STARTS
from gapwizard.exchange.sheet import SheetRow
from gapwizard.exchange.table import Faults
from gapwizard.i18n import _, labelled, names, parts
from gapwizard.session.acts import documents, fields
from gapwizard.session.papers.bulk import BulkList

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
Ours = Mapping[str, Mapping[str, Collection[str]]]
"""By the id of a row and the column: each way in which a list of ours writes it."""


def cells_of(row: SheetRow) -> dict[str, str]:
    """The filled cells of a row by column, without the mark that keeps a text from being a formula."""
    return {column: plain(cell) for column, cell in row.cells.items() if substance(cell)}


def plain(cell: str) -> str:
    """What a cell says."""
    said = cell.strip()
    return said[1:] if said[:1] == "'" and said[1:].startswith(FORMULA_STARTS) else said


def ours_of(one: BulkList, diagnosis: Diagnosis, beside: Iterable[Any] = ()) -> Ours:
    """How our own lists write each row now; its id stands in the first column, with a number's."""
    found: dict[str, dict[str, set[str]]] = {}
    for columns, rows in ((one.columns, one.rows(diagnosis)), (one.beside, beside)):
        keys = [column for column in columns if column.key in ("id", "question", "number")]
        for row in rows:
            name = " ".join(str(column.cell(row)) for column in keys)
            cells = found.setdefault(name, {})
            for column in columns:
                cells.setdefault(column.key, set()).add(
                    plain(one_line(str(column.cell(row) or "")))
                )
    return found


def is_unchanged(cell: str, ours: Collection[str]) -> bool:
    """Tell whether a cell is as one of our lists writes it, or as a spreadsheet leaves that: 1.20 as 1.2."""
    said = one_line(cell)
    return said in ours or (
        _NUMBER.fullmatch(said) is not None
        and any(_NUMBER.fullmatch(one) and float(one) == float(said) for one in ours)
    )


def claimed_rows(
    told: Iterable[tuple[int, Mapping[str, str]]],
    is_stranger: Callable[[Mapping[str, str]], bool],
    titled: Callable[[Mapping[str, str]], Iterable[str]],
) -> dict[int, str]:
    """By line, the one here whose title a row has, though under a counted id of its own.

    `told` are the cells of each line with the id that it gives; a stranger is a row whose id means
    something else here, or nothing; `titled` names those here that have the title of a row.
    """
    rows = [(line, cells, is_stranger(cells)) for line, cells in told]
    taken = {cells.get("id", "") for _line, cells, stranger in rows if not stranger}
    found = {}
    for line, cells, stranger in rows:
        name = next((one for one in titled(cells) if one not in taken), "") if stranger else ""
        if name:
            found[line] = name
            taken.add(name)
    return found


def where_of(*lines: int) -> str:
    """Where a row of a file stands, or the rows that are about one thing."""
    return _("line {number}").format(number=names(lines))


def broken_row(
    table: str, name: str, line: int, faults: Faults, kind: Kind = Kind.INVALID
) -> StagedRow:
    """A row of which nothing can be taken, and why."""
    why = (
        one.why
        if not one.column or one.why.startswith(f"{one.column}:")
        else labelled(faults.columns.get(one.column, one.column), one.why)
        for one in faults.at(line)
    )
    return StagedRow(table, name, kind, where_of(line), why=parts(why))


def without_label(why: str, label: str) -> str:
    """A refusal without the name of its field, where the fault names the column already."""
    return why.removeprefix(labelled(label, ""))


def says_so(
    declared: Document, key: str, written: str, titles: Mapping[str, Collection[str]]
) -> bool:
    """Tell whether a cell says what the questionnaire does, in whichever of its languages."""
    if key == "title":
        return written == declared.title or written in titles.get(declared.id, ())
    if key == "clauses":
        parts = re.split(r"[;；,，、\n]", written)
        return {part.split()[0] for part in parts if part.strip()} == set(declared.clauses)
    return fields.read({key: written}, documents.FIELDS, DocumentRecord)[key] == declared.kind

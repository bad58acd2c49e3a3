"""The registers of a file of the plan as a workbook: a sheet each, with its columns ready to be filled."""

from collections.abc import Mapping

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import PlannedFile
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.register_rows import field_text, rows_of
from gapwizard.domain.registers import Register
from gapwizard.domain.skeleton import Skeleton, SkeletonSection
from gapwizard.domain.visible import substance
from gapwizard.exchange.workbook import Papers, SheetPlan, workbook
from gapwizard.i18n import _
from gapwizard.report.skeleton import first_cells, kept_rows
from gapwizard.report.skeleton_fills import Subject, Usual, fill_in

REGISTER = "register"
"""The kind of document that is kept as a sheet."""
EMPTY = 20
"""Rows that are ready to be filled: what fits on a page."""
WIDTH = 24
"""Characters of a column: five stand beside each other on a page."""


def registers_of(
    diagnosis: Diagnosis, one: PlannedFile, known: Mapping[str, Skeleton]
) -> bytes | None:
    """An xlsx file with a sheet for each register that a file holds; None where it holds none."""
    kept = [
        register
        for register in diagnosis.questionnaire.registers
        if rows_of(diagnosis.assessment, register)
        and set(register.documents) & {line.document.id for line in one.lines}
    ]
    done = {name for register in kept for name in register.documents}
    sheets = [_kept(diagnosis, register) for register in kept]
    sheets += [
        _sheet(Subject(diagnosis, line.document), section)
        for line in one.lines
        if line.document.kind == REGISTER and line.document.id in known
        if line.document.id not in done
        for section in known[line.document.id].sections
        if section.columns or (section.fill is not None and section.fill != "gaps")
    ]
    sheets = [sheet for sheet in sheets if sheet.headings]
    if not sheets:
        return None
    about = diagnosis.assessment.about
    names: set[str] = set()
    papers = Papers(
        one.file.title,
        "",
        substance(about.confidentiality),
        diagnosis.today,
    )
    return workbook(papers, [_named(sheet, names) for sheet in sheets])


def _kept(diagnosis: Diagnosis, register: Register) -> SheetPlan:
    """A register that is kept here, with its rows as they are now."""
    columns = tuple(field.title for field in register.fields)
    rows = [
        (
            one.id,
            *(field_text(register, one.row, field, diagnosis.today) for field in register.fields),
        )
        for one in rows_of(diagnosis.assessment, register)
    ]
    blank = [("",) * (len(columns) + 1)] * EMPTY
    return SheetPlan(
        _safe(register.title), (_("id"), *columns), [WIDTH] * (len(columns) + 1), [*rows, *blank]
    )


def _sheet(subject: Subject, section: SkeletonSection) -> SheetPlan:
    columns: tuple[str, ...] = section.columns
    rows = [(first, *("",) * (len(columns) - 1)) for first in first_cells(subject, section)]
    kept = kept_rows(subject, section)
    if kept:
        columns, rows = kept[0], list(kept[1:])
    elif section.fill is not None:
        found = fill_in(section.fill, subject)
        columns, rows = found.columns, [tuple(map(_recorded, row)) for row in found.rows]
    blank = [("",) * len(columns)] * EMPTY
    return SheetPlan(
        _name(subject.document, section), columns, [WIDTH] * len(columns), [*rows, *blank]
    )


def _recorded(cell: str | Usual) -> str:
    return cell if isinstance(cell, str) else ""


def _name(document: Document, section: SkeletonSection) -> str:
    return _safe(f"{document.id} {section.title}")


def _safe(title: str) -> str:
    """The name of a sheet without what no spreadsheet takes in one."""
    return " ".join("".join(" " if letter in "[]:*?/\\'" else letter for letter in title).split())


def _named(sheet: SheetPlan, taken: set[str]) -> SheetPlan:
    """A sheet under a name that no other has, of the length that fits."""
    # Spreadsheets take 31 characters.
    name, number = sheet.name[:31].strip(), 2
    while name.casefold() in taken:
        mark = f" {number}"
        name, number = f"{sheet.name[: 31 - len(mark)].strip()}{mark}", number + 1
    taken.add(name.casefold())
    return SheetPlan(name, sheet.headings, sheet.widths, sheet.rows)

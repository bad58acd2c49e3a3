"""What the registers screen paints: the fields a list shows, one row whole, and the picture of two scales."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from gapwizard.domain.register_formula import value_of
from gapwizard.domain.register_rows import (
    ListedRow,
    field_text,
    matrix_of,
    outside_matrix,
    with_word,
)
from gapwizard.domain.registers import Register, RegisterField
from gapwizard.domain.sentences import short_list
from gapwizard.domain.visible import one_line, width
from gapwizard.i18n import _, labelled
from gapwizard.tui.kit.text import DIM, STRONG, id_cell, indented, line, padded, plain

ID = 7
"""Cells of the id of a row: `R-0001` and a blank."""
NARROW = {"scale": 4, "computed": 6, "date": 10, "number": 9}
"""Cells of fields whose values are short."""
WORDS = 14
"""Cells of the others."""
HEADED = 12
"""Cells that a heading may ask for."""
FIRST = 26
"""Cells at least of the first field, which says what the row is; it takes what is left as well."""
LEVELS = {"high": "$text-error bold", "middle": "$text-warning", "low": ""}
SIGNS = {"high": "!", "middle": "*", "low": " "}


def widths(register: Register, room: int) -> list[tuple[RegisterField, int]]:
    """The fields that fit, with the cells of each; the first takes what the others leave."""
    first, *others = register.shown
    left = room - ID - FIRST - 1
    chosen: list[tuple[RegisterField, int]] = []
    for field in others:
        wide = max(NARROW.get(field.kind, WORDS), min(width(field.title), HEADED)) + 1
        if wide > left:
            break
        chosen.append((field, wide))
        left -= wide
    return [(first, left + FIRST), *chosen]


def heads(register: Register, room: int) -> list[Content]:
    """The heading of the list."""
    cells = [padded(plain(_("ID"), DIM), ID)]
    cells += [_cell(plain(field.title, DIM), wide) for field, wide in widths(register, room)]
    return [line(" ", *cells)]


def row(register: Register, one: ListedRow, room: int, today: date) -> Content:
    """One row of the list; what is computed as true, such as overdue, stands out."""
    cells = [id_cell(one.id, ID)]
    for field, wide in widths(register, room):
        value = value_of(register, one.row, field, today)
        style = "$text-error" if value is True else ""
        text = "" if value is False else one_line(field_text(register, one.row, field, today))
        cells.append(_cell(plain(text, style), wide))
    return line(" ", *cells)


def _cell(content: Content, wide: int) -> Content:
    """A cell with room before the next one."""
    return line(padded(content, wide - 1), " ")


def detail(register: Register, one: ListedRow | None, room: int, today: date) -> list[Content]:
    """One row whole; without one what the register is for."""
    if one is None:
        return indented(register.why, room, 6, DIM) if register.why else []
    found: list[Content] = [line((f" {one.id}", STRONG))]
    for field in register.fields:
        text = with_word(field, field_text(register, one.row, field, today))
        if text:
            found += indented(labelled(field.title, text), room, 12)
    return found


def picture(register: Register, rows: Sequence[ListedRow], today: date) -> list[Content]:
    """How many rows lie where the two scales cross, the highest line first."""
    lines = matrix_of(register, tuple(rows), today)
    if not lines or register.matrix is None:
        return [plain(" " + _("this register has no picture of two scales"))]
    across, up = register.field(register.matrix.across), register.field(register.matrix.up)
    found = [line((f" {up.title if up else ''}", DIM))]
    for cells in lines:
        parts = [
            padded(plain(f"{len(cell.rows) or '.'}{SIGNS[cell.level]}", LEVELS[cell.level]), 4)
            for cell in cells
        ]
        found.append(line(f" {cells[0].up:>2}  ", *parts))
    found.append(line("     ", *(padded(plain(str(cell.across), DIM), 4) for cell in lines[-1])))
    found.append(line((f"     {across.title if across else ''}", DIM)))
    if outside := outside_matrix(register, tuple(rows), today):
        words = _("Not in this picture: {rows}").format(rows=short_list(outside))
        found.append(line((f" {words}", DIM)))
    return found

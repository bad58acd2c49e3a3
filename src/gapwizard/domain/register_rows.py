"""The rows of the registers that a questionnaire declares, as lists, views, pictures and trends show them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.findings import natural
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.register_formula import Computed, evaluate, value_of, value_text
from gapwizard.domain.registers import Register, RegisterField, RegisterRow, RegisterView
from gapwizard.i18n import labelled

BETWEEN = "/"
"""What stands between the id of a register and that of a row, as the key of the row."""


class ListedRow(NamedTuple):
    """A row with its id."""

    id: str
    row: RegisterRow


class RegisterPlace(NamedTuple):
    """One place of the picture: how high it is and which rows lie there."""

    across: int
    up: int
    rows: tuple[str, ...]
    level: str
    """`low`, `middle` or `high`."""


def register_of(questionnaire: Questionnaire, name: str) -> Register | None:
    """A register by id; None where there is none."""
    return next((one for one in questionnaire.registers if one.id == name), None)


def key_of(register: str, row: str) -> str:
    """The key of a row in its assessment."""
    return f"{register}{BETWEEN}{row}"


def rows_of(assessment: Assessment, register: Register) -> tuple[ListedRow, ...]:
    """The rows of a register, by id."""
    begin = key_of(register.id, "")
    found = [
        ListedRow(key.removeprefix(begin), row)
        for key, row in assessment.registers.items()
        if key.startswith(begin)
    ]
    return tuple(sorted(found, key=lambda one: natural(one.id)))


def rows_in_view(
    register: Register, rows: tuple[ListedRow, ...], view: RegisterView | None, today: date
) -> tuple[ListedRow, ...]:
    """The rows of a view; all without one."""
    if view is None:
        return rows
    return tuple(one for one in rows if evaluate(view.where, register, one.row, today))


def field_text(register: Register, row: RegisterRow, field: RegisterField, today: date) -> str:
    """What a field of a row says to a person: the word of a choice, the step of a scale with its word."""
    if field.kind == "number":
        return row.text(field.id)
    value = value_of(register, row, field, today)
    if field.kind == "choice":
        return next((one.title for one in field.choices if one.id == value), value_text(value))
    return value_text(value)


def with_word(field: RegisterField, text: str) -> str:
    """A step of a scale with what it means."""
    if field.kind != "scale" or field.of is None:
        return text
    words = {str(field.of[0] + at): word for at, word in enumerate(field.words)}
    return labelled(text, words[text]) if text in words else text


def values(register: Register, row: RegisterRow, today: date) -> Mapping[str, Computed]:
    """What every field of a row is."""
    return {one.id: value_of(register, row, one, today) for one in register.fields}


def outside_matrix(register: Register, rows: tuple[ListedRow, ...], today: date) -> tuple[str, ...]:
    """The rows that the picture of two scales leaves out: not what it is about, or without a scale."""
    matrix = register.matrix
    if matrix is None:
        return ()
    return tuple(
        one.id
        for one in rows
        if (matrix.where and not evaluate(matrix.where, register, one.row, today))
        or not (one.row.text(matrix.across) and one.row.text(matrix.up))
    )


def matrix_of(
    register: Register, rows: tuple[ListedRow, ...], today: date
) -> tuple[tuple[RegisterPlace, ...], ...]:
    """The picture of two scales, the highest line first; empty where the register has none."""
    matrix, outside = register.matrix, outside_matrix(register, rows, today)
    across, up = (
        (register.field(matrix.across), register.field(matrix.up)) if matrix else (None, None)
    )
    if matrix is None or across is None or up is None or across.of is None or up.of is None:
        return ()
    lines = []
    for high in range(up.of[1], up.of[0] - 1, -1):
        line = []
        for wide in range(across.of[0], across.of[1] + 1):
            here = tuple(
                one.id
                for one in rows
                if (one.row.text(across.id), one.row.text(up.id)) == (str(wide), str(high))
                and one.id not in outside
            )
            product = wide * high
            level = (
                "high"
                if product >= matrix.high
                else "middle"
                if product >= matrix.middle
                else "low"
            )
            line.append(RegisterPlace(wide, high, here, level))
        lines.append(tuple(line))
    return tuple(lines)

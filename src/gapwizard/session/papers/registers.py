"""Declared registers as JSON, `{"register": "risks", "rows": [...]}`, and as lists for CSV and tables."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.register_formula import Computed, figure
from gapwizard.domain.register_rows import ListedRow, field_text, rows_of, values
from gapwizard.domain.registers import Register, RegisterField
from gapwizard.domain.strict_json import Json
from gapwizard.i18n import N_
from gapwizard.session.papers.lists import ListColumn


def registers_json(questionnaire: Questionnaire, assessment: Assessment) -> list[Json]:
    """Every register with how many rows it has."""
    return [
        {
            "register": one.id,
            "title": one.title,
            "rows": len(rows_of(assessment, one)),
            "fields": [
                {"id": field.id, "title": field.title, "kind": field.kind} for field in one.fields
            ],
        }
        for one in questionnaire.registers
    ]


def register_json(register: Register, rows: Sequence[ListedRow], today: date) -> Json:
    """One register."""
    return {"register": register.id, "rows": [row_json(register, one, today) for one in rows]}


def row_json(register: Register, one: ListedRow, today: date) -> Json:
    """One row: numbers as numbers, what is computed with them, null where nothing stands."""
    found = values(register, one.row, today)
    return {"id": one.id, **{key: _plain(value) for key, value in found.items()}}


def _plain(value: Computed) -> object:
    if isinstance(value, Fraction):
        return figure(value)
    return value


def columns(register: Register, today: date) -> tuple[ListColumn[ListedRow], ...]:
    """The columns of a list of a register, headed in its own words."""
    return (
        ListColumn("id", N_("id"), lambda one: one.id),
        *(_column(register, field, today) for field in register.fields),
    )


def _column(register: Register, field: RegisterField, today: date) -> ListColumn[ListedRow]:
    return ListColumn(
        field.id, field.title, lambda one: field_text(register, one.row, field, today)
    )

"""Registers that a questionnaire declares: their fields, scales, views and the picture of two scales.

One machine gives each of them its rows, form, command, CSV and JSON; nothing here knows a risk from an
offer of a certification body. What a field computes is a small expression over the others.

Source: guides 000, 002 and 004; which registers there are is data of the questionnaire.
"""

from typing import Literal

from pydantic import Field

from gapwizard.domain.base import Count, Flag, Id, Text, Value

FieldKind = Literal[
    "text", "long", "date", "number", "role", "scale", "choice", "question", "clause", "document",
    "finding", "party", "service", "computed",
]  # fmt: skip


COLUMNS = 6
"""Fields that a list shows where the questionnaire names none: those that say most stand first."""


class FieldChoice(Value):
    """One of the things a field may be."""

    id: Id
    title: Text


class RegisterField(Value):
    """One field of a register."""

    id: Id
    title: Text
    kind: FieldKind = "text"
    help: Text = ""
    of: tuple[Count, Count] | None = None
    """The ends of a scale."""
    words: tuple[Text, ...] = ()
    """What the steps of a scale mean, from the lowest."""
    choices: tuple[FieldChoice, ...] = ()
    required: Flag = False
    formula: Text = ""
    """What a computed field is: `likelihood * impact`, `overdue(review) and state != "closed"`."""


class RegisterView(Value):
    """Some rows of a register: those for which an expression over the fields is true."""

    id: Id
    title: Text
    where: Text


class Matrix(Value):
    """The picture of a register: how many rows lie where two scales cross."""

    across: Id
    up: Id
    middle: Count = Field(default=6, ge=1)
    """The product of both from which a place is to be watched."""
    high: Count = Field(default=12, ge=1)
    """The product from which something has to be done."""
    where: Text = ""
    """The rows that lie in it, as of a view; empty: all. An opportunity is no risk to act on."""


class Register(Value):
    """One register."""

    id: Id
    title: Text
    why: Text = ""
    prefix: Id
    """How the ids of its rows begin: `R-`."""
    fields: tuple[RegisterField, ...]
    columns: tuple[Id, ...] = ()
    """The fields a list shows, in order; empty: the first six."""
    printed: tuple[Id, ...] = ()
    """The fields that stand on paper, where there is more room; empty: those of the list."""
    views: tuple[RegisterView, ...] = ()
    matrix: Matrix | None = None
    documents: tuple[Id, ...] = ()
    """The documents that it is kept as."""
    questions: tuple[Id, ...] = ()
    """The questions for which it is evidence."""

    def field(self, name: str) -> RegisterField | None:
        """A field by id; None where there is none."""
        return next((one for one in self.fields if one.id == name), None)

    @property
    def shown(self) -> tuple[RegisterField, ...]:
        """The fields a list shows."""
        chosen = [one for name in self.columns if (one := self.field(name)) is not None]
        return tuple(chosen) or self.fields[:COLUMNS]

    @property
    def on_paper(self) -> tuple[RegisterField, ...]:
        """The fields that stand on paper."""
        chosen = [one for name in self.printed if (one := self.field(name)) is not None]
        return tuple(chosen) or self.shown


class RegisterCell(Value):
    """What one field of a row says, as it was typed and checked."""

    field: Id
    text: Text


class RegisterRow(Value):
    """One row of a register; its key in the assessment is `REGISTER/ROW`."""

    cells: tuple[RegisterCell, ...] = ()

    def text(self, field: str) -> str:
        """What a field says; empty for nothing."""
        return next((cell.text for cell in self.cells if cell.field == field), "")

"""The rows of declared registers: set, added, taken away; each field is read by its kind."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import Change
from gapwizard.domain.other_words import choice
from gapwizard.domain.register_rows import key_of, register_of, rows_of
from gapwizard.domain.registers import Register, RegisterCell, RegisterField, RegisterRow
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, names, with_aside
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import (
    NEW,
    clauses_in,
    documents_in,
    next_id,
    no_such,
    question_of,
)

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\s\d{3})+(?:\.\d+)?")
"""A number whose thousands stand apart, 1 250.5; any other gap might be two numbers."""
LARGEST = Decimal(10) ** 12
"""Numbers above it are no figure of a firm."""


def register_in(moment: Moment, name: str) -> Register:
    """A register of the questionnaire by its id or its title. Raises Refused."""
    titles = {one.id: one.title for one in moment.questionnaire.registers}
    found = register_of(moment.questionnaire, choice(name, titles) or name)
    if found is None:
        near = [*titles, *titles.values()]
        raise no_such(_("there is no register {name!r}{hint}"), name, near)
    return found


def row_in(moment: Moment, register: Register, name: str) -> RegisterRow:
    """A row by id. Raises Refused."""
    known = {one.id: one.row for one in rows_of(moment.assessment, register)}
    if name not in known:
        raise no_such(_("there is no row {name!r}{hint}"), name, known)
    return known[name]


def change(moment: Moment, register: Register, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a row; `new` adds one (`R-01`); an empty text clears a field. Raises Refused."""
    rows = rows_of(moment.assessment, register)
    if name == NEW:
        name, before = (
            next_id(moment.assessment, register.prefix, [one.id for one in rows]),
            RegisterRow(),
        )
    else:
        before = row_in(moment, register, name)
    told = {cell.field: cell.text for cell in before.cells}
    titles = {one.id: one.title for one in register.fields}
    said: set[str] = set()
    for key, written in pairs.items():
        field = register.field(choice(key, titles) or key)
        if field is None:
            raise Refused(fields.unknown(key, [one.id for one in register.fields]))
        if field.id in said:
            raise Refused(_("{key!r} is given twice"), key=field.title)
        said.add(field.id)
        told[field.id] = read(moment, field, written)
    row = Change("registers", key_of(register.id, name), row_with(register, told))
    return Act("register", f"{register.id} {name} {' '.join(pairs)}", (row,))


def row_with(register: Register, told: Mapping[str, str]) -> RegisterRow:
    """A row of what was read for its fields, in their order. Raises Refused for one that is needed."""
    for field in register.fields:
        if field.required and not told.get(field.id):
            raise Refused(_("{field} is needed"), field=with_aside(field.title, field.id))
    if not any(told.values()):
        raise Refused(_("a row says something in at least one field"))
    return RegisterRow(
        cells=tuple(
            RegisterCell(field=one.id, text=told[one.id])
            for one in register.fields
            if told.get(one.id)
        )
    )


def remove(moment: Moment, register: Register, name: str) -> Act:
    """Take a row away. Raises Refused."""
    row_in(moment, register, name)
    gone = Change("registers", key_of(register.id, name), None)
    return Act("register", f"{register.id} {name} -", (gone,))


def read(moment: Moment, field: RegisterField, written: str) -> str:
    """What was typed for a field, checked by its kind; empty for nothing. Raises Refused."""
    if not substance(written):
        return ""
    return _READERS.get(field.kind, _words)(moment, field, written)


def form_field(field: RegisterField) -> Field:
    """The field of a form."""
    choices = tuple((one.id, one.title) for one in field.choices)
    return Field(
        field.id,
        fields.text,
        field.title,
        field.help,
        (("", "-"), *choices) if choices else (),
        long=field.kind == "long",
    )


def _words(_moment: Moment, field: RegisterField, written: str) -> str:
    text = fields.clean(written, field.title)
    return text if field.kind == "long" else " ".join(text.split())


def _day(_moment: Moment, field: RegisterField, written: str) -> str:
    return fields.day(field.title, written).isoformat()


def _number(_moment: Moment, field: RegisterField, written: str) -> str:
    plain = written.strip().replace("，", ",")
    if _THOUSANDS.fullmatch(plain):
        plain = "".join(plain.split())
    try:
        number = Decimal(plain if "_" not in plain else "")  # Python reads 12_5 as 125
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_nan():
        raise Refused(
            _("{key}: {written!r} is no number; write it as 1250.5"),
            key=field.title,
            written=written,
        )
    if not number.is_finite() or abs(number) > LARGEST:
        raise Refused(_("{key}: {written!r} is too large"), key=field.title, written=written)
    return f"{number.normalize() + 0:f}"  # plus nothing: a minus before nothing goes


def _worded(steps: Mapping[str, str]) -> Mapping[str, str]:
    """The steps of a scale as they are shown, `4: often`."""
    return {step: labelled(step, word) for step, word in steps.items()}


def _scale(_moment: Moment, field: RegisterField, written: str) -> str:
    least, most = field.of or (0, 0)
    steps = {str(least + at): word for at, word in enumerate(field.words)}
    found = choice(written, steps) or choice(written, _worded(steps)) if steps else None
    if found is None and steps and not any(map(str.isdecimal, written)):
        raise Refused(
            _("{key}: {written!r} is none of {words}"),
            key=field.title,
            written=written,
            words=names(_worded(steps).values()),
        )
    return found or str(fields.whole(field.title, written, least, most))


def _choice(_moment: Moment, field: RegisterField, written: str) -> str:
    words = {one.id: one.title for one in field.choices}
    found = choice(written, words)
    if found is None:
        raise Refused(
            _("{key}: {written!r} is none of {words}"),
            key=field.title,
            written=written,
            words=names(words),
        )
    return found


def _computed(_moment: Moment, field: RegisterField, _written: str) -> str:
    raise Refused(_("{key} is computed: {formula}"), key=field.title, formula=field.formula)


def _questions(moment: Moment, _field: RegisterField, written: str) -> str:
    return ", ".join(question_of(moment.questionnaire, one).id for one in ids_in(written))


def _clauses(moment: Moment, _field: RegisterField, written: str) -> str:
    return ", ".join(clauses_in(moment.questionnaire, written))


def _documents(moment: Moment, _field: RegisterField, written: str) -> str:
    return ", ".join(documents_in(moment.questionnaire, moment.assessment, written))


_READERS: Mapping[str, Callable[[Moment, RegisterField, str], str]] = {
    "date": _day,
    "number": _number,
    "scale": _scale,
    "choice": _choice,
    "computed": _computed,
    "question": _questions,
    "clause": _clauses,
    "document": _documents,
}
"""How each kind of field is read; the others are words."""

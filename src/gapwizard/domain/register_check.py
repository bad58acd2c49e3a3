"""What is wrong with a declared register: fields that stand twice, scales without ends, bad expressions."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gapwizard.domain.register_formula import BadFormula, circle_of, names_in
from gapwizard.domain.registers import FieldChoice, Register, RegisterField, RegisterView
from gapwizard.i18n import N_, _, in_all

WIDEST = 20
"""Steps of a scale: more nobody tells apart."""
Place = tuple[str | int, ...]


def register_faults(register: Register) -> Iterator[tuple[Place, str]]:
    """Each fault with its place below the register."""
    known = {one.id for one in register.fields}
    for name, count in Counter(one.id for one in register.fields).items():
        if count > 1:
            yield ("fields",), _("the id {id!r} stands twice; ids are unique").format(id=name)
    yield from _title_faults(register)
    if not register.fields:
        yield ("fields",), _("a register needs at least one field")
    for at, field in enumerate(register.fields):
        yield from _field_faults(("fields", at), field, known)
    for at, view in enumerate(register.views):
        yield from _expression(("views", at, "where"), view.where, known)
    yield from _column_faults("columns", register.columns, known)
    yield from _column_faults("printed", register.printed, known)
    matrix = register.matrix
    for key, scale in (("across", matrix.across), ("up", matrix.up)) if matrix is not None else ():
        field_of = register.field(scale)
        if field_of is None or field_of.kind != "scale":
            yield ("matrix", key), _("{name!r} is no scale of this register").format(name=scale)
    if matrix is not None and matrix.where:
        yield from _expression(("matrix", "where"), matrix.where, known)


def misleading_faults(register: Register) -> Iterator[tuple[Place, str]]:
    """What opens and misleads, so that lint alone refuses it, each with its place."""
    if "/" in register.id:
        yield ("id",), _("the id of a register holds no /, which stands before the id of a row")
    if register.field("id") is not None:
        yield ("fields",), _("no field is called id: that is what a row is known by")
    yield from _twice(("views",), register.views)
    for at, field in enumerate(register.fields):
        yield from _twice(("fields", at, "choices"), field.choices)
    if name := circle_of(register):
        yield ("fields",), _("{name!r} is computed from itself").format(name=name)


def _twice(
    place: Place, entries: Sequence[RegisterView] | Sequence[FieldChoice]
) -> Iterator[tuple[Place, str]]:
    for name, count in Counter(one.id for one in entries).items():
        if count > 1:
            yield place, _("the id {id!r} stands twice; ids are unique").format(id=name)


def _column_faults(
    key: str, columns: tuple[str, ...], known: set[str]
) -> Iterator[tuple[Place, str]]:
    for at, column in enumerate(columns):
        if column not in known:
            yield (key, at), _("there is no field {name!r}").format(name=column)


def _title_faults(register: Register) -> Iterator[tuple[Place, str]]:
    """Titles by which a sheet that comes in could not tell its columns apart."""
    taken = {one.id.casefold(): at for at, one in enumerate(register.fields)}
    for word in in_all(N_("id")):
        taken.setdefault(word.casefold(), -1)
    for at, field in enumerate(register.fields):
        if taken.setdefault(field.title.casefold(), at) != at:
            words = _(
                "the title {title!r} is another field's id or title; a sheet could not be read"
            )
            yield ("fields", at, "title"), words.format(title=field.title)


def _field_faults(
    place: Place, field: RegisterField, known: set[str]
) -> Iterator[tuple[Place, str]]:
    if field.kind == "scale":
        if field.of is None or not field.of[0] < field.of[1] < field.of[0] + WIDEST:
            yield (*place, "of"), _("a scale has two ends, such as [1, 5]")
        elif field.words and len(field.words) != field.of[1] - field.of[0] + 1:
            yield (*place, "words"), _("a scale has a word for each of its steps, or none")
    if field.kind == "choice" and not field.choices:
        yield (*place, "choices"), _("a choice needs what can be chosen")
    if field.kind == "computed":
        yield from _expression((*place, "formula"), field.formula, known)


def _expression(place: Place, formula: str, known: set[str]) -> Iterator[tuple[Place, str]]:
    try:
        strange = [name for name in names_in(formula) if name not in known]
    except BadFormula as problem:
        yield place, str(problem)
        return
    for name in strange:
        yield place, _("there is no field {name!r}").format(name=name)

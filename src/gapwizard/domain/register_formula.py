"""What a computed field of a register is: an expression over its other fields, and nothing else.

Numbers, the four operations, comparisons, `and`, `or`, `not`, `one if condition else other`, and the
functions `overdue(date)`, `filled(field)`, `min` and `max`. A field that is empty makes a sum empty, and
more or less than it empty too; `and`, `or` and `not` take what is empty as not so. Who wants a "no" to
be said only where somebody knows writes `... if filled(level) else ""`: the text `""` is what is empty.
"""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from gapwizard.domain.figures import one_decimal
from gapwizard.domain.registers import Register, RegisterField, RegisterRow
from gapwizard.i18n import _, names

Computed = Fraction | bool | str | None
LONGEST = 500
"""Characters of an expression: a line or two."""
BITS = 4096
"""Bits of a number: some 1,200 digits, far beyond anything that is counted."""
ENDS = 10**6
"""A number whose denominator divides this ends within six decimals: 99.83 is 99.83, not 99.8."""
_OPERATIONS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction | None]] = {
    ast.Add: lambda one, two: one + two,
    ast.Sub: lambda one, two: one - two,
    ast.Mult: lambda one, two: one * two,
    ast.Div: lambda one, two: one / two if two else None,
}
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,400})?")
"""A number as one is kept. What another copy brought, or a field that was a text once, may be none."""
_FUNCTIONS = ("overdue", "filled", "min", "max")
_SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
Asked = Callable[[str, Sequence[Computed]], Computed]
"""A function that only one kind of expression has, by name and what it is given."""


class BadFormula(ValueError):
    """An expression that is none; its text says why."""


def names_in(formula: str, functions: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The fields an expression names. Raises BadFormula; `functions` are further ones it may call."""
    tree = _parsed(formula, functions)
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return tuple(
        dict.fromkeys(
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in called
        )
    )


def calls_in(formula: str, functions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The functions that an expression calls with one text, and that text. Raises BadFormula."""
    return tuple(
        (node.func.id, node.args[0].value)
        for node in ast.walk(_parsed(formula, functions))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


def of_the_day(formula: str) -> bool:
    """Whether an expression says something else on another day; an empty one does not.

    >>> of_the_day("overdue(due) and not reached"), of_the_day("likelihood * impact")
    (True, False)
    """
    called = (
        (node.func for node in ast.walk(_parsed(formula)) if isinstance(node, ast.Call))
        if formula
        else ()
    )
    return any(isinstance(name, ast.Name) and name.id == "overdue" for name in called)


class FormulaTerm(NamedTuple):
    """One of the conditions that have to hold together."""

    text: str
    about: str
    """What it is about, an expression: the left side of a comparison, else the whole of it."""
    sign: str
    """`>=` and the like; empty for one that is so or not."""
    than: str


def terms_of(formula: str, functions: tuple[str, ...]) -> tuple[FormulaTerm, ...]:
    """The conditions that an expression joins by `and`, one by one. Raises BadFormula."""
    tree = _parsed(formula, functions)
    both = isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)
    found = []
    for node in tree.values if both and isinstance(tree, ast.BoolOp) else [tree]:
        text, about, sign, than = ast.unparse(node), node, "", ""
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            about, sign = node.left, _SIGNS[type(node.ops[0])]
            than = ast.unparse(node.comparators[0])
        found.append(FormulaTerm(text, ast.unparse(about), sign, than))
    return tuple(found)


@lru_cache(maxsize=256)
def _parsed(formula: str, functions: tuple[str, ...] = ()) -> ast.expr:
    if len(formula) > LONGEST:
        raise BadFormula(_("longer than {most} characters").format(most=LONGEST))
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        raise BadFormula(_("{formula!r} is no expression").format(formula=formula)) from problem
    _check(tree, (*_FUNCTIONS, *functions))
    return tree


def _check(tree: ast.expr, functions: tuple[str, ...]) -> None:
    """Raise BadFormula for anything but what this module evaluates."""
    known = (
        ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.IfExp, ast.Compare, ast.Call, ast.Name, ast.Constant, ast.Load,
        ast.Add, ast.Sub, ast.Mult, ast.Div, ast.And, ast.Or, ast.Not, ast.USub,
        ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
    )  # fmt: skip
    for node in ast.walk(tree):
        if not isinstance(node, known):
            raise BadFormula(_("{what} is not computed here").format(what=type(node).__name__))
        if isinstance(node, ast.Call) and (
            not isinstance(node.func, ast.Name) or node.func.id not in functions or node.keywords
        ):
            raise BadFormula(_("functions are {names}").format(names=names(functions)))
        if isinstance(node, ast.Constant) and not _is_constant(node.value):
            raise BadFormula(_("{what!r} is not computed here").format(what=node.value))


def value_of(register: Register, row: RegisterRow, field: RegisterField, today: date) -> Computed:
    """What a field of a row is; a computed one that leads back to itself is empty."""
    return _field(field, register, row, today, {})


def evaluate(formula: str, register: Register, row: RegisterRow, today: date) -> Computed:
    """What an expression over a row is."""
    return _over_row(formula, register, row, today, {})


def _field(
    field: RegisterField,
    register: Register,
    row: RegisterRow,
    today: date,
    known: dict[str, Computed],
) -> Computed:
    """What a field is; `known` are computed ones that were met before, each once in a row."""
    if field.kind != "computed":
        text = row.text(field.id)
        if field.kind in ("scale", "number"):
            return Fraction(text) if _NUMBER.fullmatch(text) else None
        return text or None
    if field.id not in known:
        known[field.id] = None  # what leads back here is empty
        known[field.id] = _over_row(field.formula, register, row, today, known)
    return known[field.id]


def _over_row(
    formula: str, register: Register, row: RegisterRow, today: date, known: dict[str, Computed]
) -> Computed:
    def named(name: str) -> Computed:
        field = register.field(name)
        return None if field is None else _field(field, register, row, today, known)

    return _value(_parsed(formula), named, today, None)


def circle_of(register: Register) -> str:
    """A computed field that leads back to itself, by its id; empty where none does."""
    named = {one.id: names_in(one.formula) for one in register.fields if one.kind == "computed"}
    for start, first in named.items():
        ahead, passed = [*first], set[str]()
        while ahead:
            name = ahead.pop()
            if name == start:
                return start
            if name not in passed:
                passed.add(name)
                ahead += named.get(name, ())
    return ""


def evaluate_over(
    formula: str,
    named: Callable[[str], Computed],
    functions: tuple[str, ...],
    asked: Asked,
    today: date,
) -> Computed:
    """What an expression is over anything that has names and functions. Raises BadFormula."""
    return _value(_parsed(formula, functions), named, today, asked)


def _value(
    node: ast.expr, named: Callable[[str], Computed], today: date, asked: Asked | None
) -> Computed:
    if isinstance(node, ast.Name):
        return named(node.id)
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.BoolOp):
        parts = [bool(_value(one, named, today, asked)) for one in node.values]
        return all(parts) if isinstance(node.op, ast.And) else any(parts)
    if isinstance(node, ast.IfExp):
        holds = _value(node.test, named, today, asked)
        return _value(node.body if holds else node.orelse, named, today, asked)
    if isinstance(node, ast.UnaryOp):
        found = _value(node.operand, named, today, asked)
        if isinstance(node.op, ast.Not):
            return not found
        return -found if isinstance(found, Fraction) else None
    if isinstance(node, ast.BinOp):
        one, two = _value(node.left, named, today, asked), _value(node.right, named, today, asked)
        if not isinstance(one, Fraction) or not isinstance(two, Fraction):
            return None
        found = _OPERATIONS[type(node.op)](one, two)
        # A product of products of itself would have more digits than there is memory.
        small = found is not None and max(map(int.bit_length, found.as_integer_ratio())) <= BITS
        return found if small else None
    if isinstance(node, ast.Compare):
        return _compared(node, named, today, asked)
    return _called(node, named, today, asked) if isinstance(node, ast.Call) else None


def _is_constant(known: object) -> bool:
    """Whether it is a number that ends, or a text."""
    return isinstance(known, int | str) or (isinstance(known, float) and isfinite(known))


def _constant(known: object) -> Computed:
    if isinstance(known, int | float):
        return Fraction(str(known)) if isinstance(known, float) else Fraction(known)
    return known or None if isinstance(known, str) else None


def _compared(
    node: ast.Compare, named: Callable[[str], Computed], today: date, asked: Asked | None
) -> bool | None:
    """Whether a comparison holds; None where one is more or less than what nobody said."""
    left = _value(node.left, named, today, asked)
    for operation, other in zip(node.ops, node.comparators, strict=True):
        right = _value(other, named, today, asked)
        if isinstance(operation, ast.Eq | ast.NotEq):
            holds = (left == right) is isinstance(operation, ast.Eq)
        elif isinstance(left, Fraction) and isinstance(right, Fraction):
            below, same = left < right, left == right
            holds = {
                ast.Lt: below, ast.LtE: below or same,
                ast.Gt: not below and not same, ast.GtE: not below,
            }[type(operation)]  # fmt: skip
        elif left is None or right is None:
            return None
        else:
            holds = False
        if not holds:
            return False
        left = right
    return True


def _called(
    node: ast.Call, named: Callable[[str], Computed], today: date, asked: Asked | None
) -> Computed:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    given = [_value(one, named, today, asked) for one in node.args]
    if name == "filled":
        return all(one is not None and one != "" for one in given)
    if name == "overdue":
        return any(isinstance(one, str) and one < today.isoformat() for one in given)
    if name not in ("min", "max"):
        return asked(name, given) if asked is not None else None
    numbers = [one for one in given if isinstance(one, Fraction)]
    if not numbers:
        return None
    return min(numbers) if name == "min" else max(numbers)


def value_text(value: Computed) -> str:
    """A value as a person reads it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Fraction):
        return str(figure(value))
    return value


def figure(value: Fraction) -> float | int | None:
    """A number whole as it is; one that never ends, such as a third, with one decimal."""
    if value.denominator == 1:
        return value.numerator
    return float(value) if ENDS % value.denominator == 0 else one_decimal(value)

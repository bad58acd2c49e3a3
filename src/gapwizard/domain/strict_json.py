"""JSON from outside, read strictly: no key twice in an object, nothing that JSON does not know."""

import json
from collections import Counter
from collections.abc import Callable
from typing import NoReturn

from gapwizard.errors import Refused
from gapwizard.i18n import N_, _

_WHYS = (
    N_("Expecting value"), N_("Expecting property name enclosed in double quotes"),
    N_("Expecting ':' delimiter"), N_("Expecting ',' delimiter"), N_("Extra data"),
    N_("Unterminated string starting at"), N_("Invalid control character at"),
    N_("Invalid \\escape"), N_("Illegal trailing comma before end of object"),
    N_("Illegal trailing comma before end of array"),
)  # fmt: skip
"""What Python says of a text that is no JSON."""

Json = dict[str, object]
"""An object of JSON as Python holds it."""


def parse_strictly(
    text: str, name: str, *, number: Callable[[str], object] | None = None
) -> object:
    """Parse a text; `number` reads its numbers in another way than Python does.

    Raises Refused with line and column, for a key that stands twice, and for one nested too deeply.
    """
    try:
        found: object = json.loads(
            text, object_pairs_hook=_no_repeats, parse_constant=_no_constant,
            parse_int=number or _whole, parse_float=number,
        )  # fmt: skip
    except json.JSONDecodeError as problem:
        raise Refused(
            _("{name}: line {line}, column {column}: no JSON: {why}"),
            name=name,
            line=problem.lineno,
            column=problem.colno,
            why=_(problem.msg),
        ) from problem
    except RecursionError as problem:
        raise Refused(_("{name}: nested too deeply"), name=name) from problem
    except ValueError as problem:
        raise Refused("{name}: {why}", name=name, why=problem) from problem
    return found


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(key for key, _value in pairs).most_common(1)[0][0]
        raise ValueError(_("the key {key!r} stands twice in one object").format(key=twice))
    return found


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise ValueError(_("a number of {count} digits").format(count=len(digits))) from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(_("{name} is no number of JSON").format(name=name))

"""Fields that are set as KEY=VALUE: read, checked, and refused by name.

Used for what an assessment knows of itself, for findings and for actions.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from gapwizard.domain import reading
from gapwizard.domain.base import Value
from gapwizard.domain.reading import choice, day_of
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused, nearest
from gapwizard.i18n import _
from gapwizard.session.text import clean

V = TypeVar("V", bound=Value)
K = TypeVar("K", bound=str)

Parser = Callable[[str, str], object]
"""Reads the text after `=`; gets the key for its message. Raises Refused."""


def text(key: str, written: str) -> object:
    """Read words."""
    return clean(written, key)


def day(key: str, written: str) -> object:
    """Read a date whose year stands first, in either language; a time after it is passed over."""
    found = day_of(written)
    if found is None:
        raise Refused(
            _("{key}: {written!r} is no date; write it as 2026-11-30"), key=key, written=written
        )
    return found


def level(key: str, written: str) -> object:
    """Read a maturity level."""
    plain = unicodedata.normalize("NFKC", written).strip()
    if plain not in tuple("012345"):
        raise Refused(_("{key}: {written!r} is no level from 0 to 5"), key=key, written=written)
    return int(plain)


def one_of(*codes: str, words: Mapping[K, str] | None = None) -> Parser:
    """A parser of one of some codes; `words` are what the app calls them, in any language."""
    named = {str(code): message for code, message in (words or {}).items()}
    known = {code: named.get(code, code) for code in codes}

    def read(key: str, written: str) -> object:
        code = choice(written, known)
        if code is None:
            raise Refused(
                _("{key}: {written!r} is none of {words}"),
                key=key,
                written=written,
                words=", ".join(codes),
            )
        return code

    return read


def yes_or_no(key: str, written: str) -> bool | None:
    """Read yes or no; empty gives None. Raises Refused."""
    found = reading.yes_or_no(written)
    if found is None and substance(written):
        raise Refused(_("{key}: {written!r} is neither yes nor no"), key=key, written=written)
    return found


def split(pairs: Iterable[str]) -> dict[str, str]:
    """Split KEY=VALUE words. Raises Refused for one without `=` and for a key given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, mark, value = pair.partition("=")
        key = key.strip()
        if not mark or not key:
            raise Refused(_("{pair!r} is not of the form KEY=VALUE"), pair=pair)
        if key in found:
            raise Refused(_("{key!r} is given twice"), key=key)
        found[key] = value
    return found


def read(
    pairs: Mapping[str, str], parsers: Mapping[str, Parser], model: type[Value]
) -> dict[str, object]:
    """Read fields by their parsers; an empty text gives the model's default. Raises Refused."""
    update: dict[str, object] = {}
    for key, written in pairs.items():
        parser = parsers.get(key)
        if parser is None:
            raise Refused(unknown(key, list(parsers)))
        field = model.model_fields[key]
        update[key] = (
            parser(key, written)
            if substance(written)
            else field.get_default(call_default_factory=True)
        )
    return update


def unknown(key: str, known: list[str]) -> str:
    """Say that a key is unknown, with the nearest one, or all of them."""
    near = nearest(key, known)
    hint = (
        _("the nearest is {near!r}").format(near=near)
        if near
        else _("keys are {keys}").format(keys=", ".join(known))
    )
    return _("unknown key {key!r}; {hint}").format(key=key, hint=hint)


def with_fields(row: V, update: dict[str, object]) -> V:
    """A row with some fields changed and checked. Raises Refused."""
    try:
        return TypeAdapter(type(row)).validate_python({**row.model_dump(), **update})
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refused(f"{place}: {first['msg']}") from problem

"""The fields of a record, each declared once: how it is read, what it is called, what it means.

Commands read KEY=VALUE by the declaration and forms are made of it, so that both faces take the
same words for the same field and refuse the same things.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from gapwizard.domain import readers
from gapwizard.domain.base import Value
from gapwizard.domain.days import YEARS, day_of
from gapwizard.domain.other_words import choice, fold
from gapwizard.domain.text_limit import LIMIT, of_characters
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused, nearest, quoted
from gapwizard.i18n import LANGUAGES, N_, _, as_typed, names, with_aside

_SHOWN = 60
"""Characters of a name that an error quotes: the name may itself be the long text that was typed."""

V = TypeVar("V", bound=Value)
K = TypeVar("K", bound=str)

Parser = Callable[[str, str], object]
"""Reads the text after `=`; gets the key for its message. Raises Refused."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person sets of a record."""

    key: str
    parser: Parser
    label: str = ""
    """What a form calls it, marked for translation; empty where no form edits it."""
    help: str = ""
    """What it means or how it is typed, marked for translation."""
    choices: tuple[tuple[str, str], ...] = ()
    """Values and their words, marked for translation, where one is chosen; empty: it is typed."""
    long: bool = False
    """Whether it takes several lines."""
    private: bool = False
    """Whether client view hides it."""
    between: str = " "
    """What stands between the parts of one that holds several."""

    @property
    def replaced(self) -> bool:
        """Whether one types another value in place of the old one, a date say, and not on in it."""
        return self.parser not in (text, line)

    def typed(self, value: object) -> str:
        """A value of the field as a person would type it; empty for none."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, tuple):
            return as_typed(value) if self.between == TEXTS else self.between.join(map(str, value))
        return "" if value is None else str(value)


LONGEST_REASON = 500
"""Characters of why something was decided: the history says it in one line."""
TEXTS = "; "
"""What stands between several texts; each language has its own mark."""
YES_OR_NO = (("no", N_("no")), ("yes", N_("yes")))
"""The choices of a field that is so or not."""
Fields = Mapping[str, Field]
"""The fields of a record by key, in the order in which a form shows them."""


def by_key(*fields: Field) -> Fields:
    """The fields of a record by their keys."""
    return {field.key: field for field in fields}


def check_length(written: str, what: str, limit: int = LIMIT) -> None:
    """Raise Refused for a text of more than `limit` characters; `what` names it."""
    if len(written) > limit:
        raise Refused(
            _("{what}: {count} characters, and at most {limit} fit; shorten it"),
            what=what[:_SHOWN],
            count=len(written),
            limit=limit,
        )


def clean(written: str, what: str) -> str:
    """A text with plain line ends and no half characters, empty where nothing of it is seen.

    Raises Refused when too long, or when it was no UTF-8.
    """
    plain = written.replace("\r\n", "\n").replace("\r", "\n")
    plain = of_characters(plain, what[:_SHOWN])
    check_length(plain, what)
    return plain if substance(plain) else ""


def text(key: str, written: str) -> str:
    """Read words."""
    return clean(written, key)


def post(key: str, written: str) -> str:
    """Read the post of somebody: one value, which another one replaces."""
    return text(key, written)


def identifier(_key: str, written: str) -> str:
    """Read an id, which is looked up afterwards."""
    return written.strip()


def line(key: str, written: str) -> str:
    """Read words that stand on one line."""
    return " ".join(clean(written, key).split())


def day(key: str, written: str) -> date:
    """Read a date whose year stands first, in either language; a time after it is passed over."""
    found = day_of(written)
    if found is not None and not YEARS[0] <= found.year <= YEARS[1]:
        words = _("{key}: {written!r}: the year lies from {first} to {last}")
        raise Refused(words, key=key, written=written, first=YEARS[0], last=YEARS[1])
    if found is None:
        raise Refused(
            _("{key}: {written!r} is no date; write it as 2026-11-30"), key=key, written=written
        )
    return found


def level(key: str, written: str) -> int:
    """Read a maturity level."""
    plain = unicodedata.normalize("NFKC", written).strip()
    if plain not in tuple("012345"):
        raise Refused(_("{key}: {written!r} is no level from 0 to 5"), key=key, written=written)
    return int(plain)


def figures_of(written: str) -> str:
    """A number as it is read: wide figures are figures, raised ones stay the footnote they are.

    >>> figures_of("５０"), figures_of("50¹")
    ('50', '50¹')
    """
    return "".join(
        one
        if unicodedata.decomposition(one).startswith("<su")
        else unicodedata.normalize("NFKC", one)
        for one in written.strip()
    )


def whole(key: str, written: str, least: int, most: int) -> int:
    """Read a whole number within limits. Raises Refused."""
    plain = figures_of(written)
    # Below nine digits, that no number of thousands of digits is computed.
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 9) or not (
        least <= int(plain) <= most
    ):
        raise Refused(
            _("{key}: {written!r} is no whole number from {least} to {most}"),
            key=key,
            written=written,
            least=least,
            most=most,
        )
    return int(plain)


def _with_words(known: Mapping[str, str]) -> list[str]:
    """Codes, with the words of the app behind those that say something else."""
    words = {code: _(message) for code, message in known.items()}
    return [
        code if fold(word) == fold(code) else with_aside(code, word) for code, word in words.items()
    ]


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
                words=names(_with_words(known)),
            )
        return code

    return read


language = one_of(*LANGUAGES)
"""Reads the tag of a language of ours."""


def code_field(
    key: str, label: str, words: Mapping[K, str], help_: str = "", *, first: str | None = None
) -> Field:
    """A field that takes one of some codes; `first` says in words what leaving it empty means."""
    codes = {str(code): message for code, message in words.items()}
    none = () if first is None else (("", first),)
    parser = one_of(*(code for code in codes if code), words=words)
    return Field(key, parser, label, help_, (*none, *codes.items()))


def flag(key: str, written: str) -> bool:
    """Read yes or no; empty is no. Raises Refused."""
    return bool(yes_or_no(key, written))


def yes_or_no(key: str, written: str) -> bool | None:
    """Read yes or no; empty gives None. Raises Refused."""
    found = readers.yes_or_no(written)
    if found is None and substance(written):
        raise Refused(_("{key}: {written!r} is neither yes nor no"), key=key, written=written)
    return found


def field_key(written: str, known: Fields) -> str:
    """The key of the field that is called so in any language; what was written where there is none.

    What its name says in brackets, `Owner (a role)`, need not be written.
    """
    if written in known:
        return written
    forms = {key: field.label for key, field in known.items() if field.label}
    plain = {key: re.split(r"\s*[(（]", label)[0] for key, label in forms.items()}
    return choice(written, forms) or choice(written, plain) or written


def split(pairs: Iterable[str], known: Fields | None = None) -> dict[str, str]:
    """Split KEY=VALUE words, with the keys of `known` for what its fields are called.

    Raises Refused for one without `=`, of either width, and for a key given twice.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        # Without a mark the two empty texts stand for it and for the value.
        key, mark, value = [*re.split("([=＝])", pair, maxsplit=1), "", ""][:3]
        key = field_key(key.strip(), known or {})
        if not mark or not key:
            raise Refused(_("{pair!r} is not of the form KEY=VALUE"), pair=pair)
        if key in found:
            raise Refused(_("{key!r} is given twice"), key=key)
        found[key] = value
    return found


def read(pairs: Mapping[str, str], known: Fields, model: type[Value]) -> dict[str, object]:
    """Read fields as they are declared; an empty text gives the model's default. Raises Refused."""
    update: dict[str, object] = {}
    for key, written in pairs.items():
        if key not in known:
            raise Refused(unknown(key, list(known)))
        update[key] = (
            known[key].parser(key, written)
            if substance(written)
            else model.model_fields[key].get_default(call_default_factory=True)
        )
    return update


def check_span(name: str, start: date | None, due: date | None) -> None:
    """Hold that what is planned does not begin after it is due. Raises Refused."""
    if start is not None and due is not None and start > due:
        words = _("{name}: it starts on {start}, after it is due on {due}")
        raise Refused(words, name=name, start=start, due=due)


def unknown(key: str, known: list[str]) -> str:
    """Say that a key is unknown, with the nearest one, or all of them."""
    near = nearest(key, known)
    hint = (
        _("the nearest is {near!r}").format(near=near)
        if near
        else _("keys are {keys}").format(keys=names(known))
    )
    return _("unknown key {key!r}; {hint}").format(key=quoted(key), hint=hint)


def with_fields(row: V, update: dict[str, object]) -> V:
    """A row with some fields changed and checked. Raises Refused."""
    try:
        return TypeAdapter(type(row)).validate_python({**row.model_dump(), **update})
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Refused(_("{field}: {problem}"), field=place, problem=first["msg"]) from problem

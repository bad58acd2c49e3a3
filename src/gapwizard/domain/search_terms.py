"""The query language of the search: words, scopes and states, as they are typed.

    priority "no record"    words and phrases; all must occur
    n:intranet              a word in one kind of text: q n e f d a
    r:P c:8.6 !             states of a question
Full-width characters mean the same as their ASCII twins.
"""

import re
import unicodedata
from typing import NamedTuple

from gapwizard.errors import Refused, nearest_hint
from gapwizard.i18n import _, names

LIMIT = 200
"""Characters one query may have."""

SCOPES = ("q", "n", "e", "f", "d", "a")
"""Question, note, evidence, finding, document, action."""
OPEN = ("c", "role", "slot")
"""States whose values the assessment decides."""
STATES: dict[str, tuple[str, ...]] = {
    "r": ("n", "p", "l", "f", "?", "na", "none", "any"),
    "ev": (
        "none", "claimed", "e0", "e1", "e2", "e3", "said", "document", "record", "observed",
    ),
    "obs": ("none", "any", "suggested"),
    "last": ("worse", "better", "same", "new"),
    "lang": ("zh", "en"),
    "doc": (
        "missing", "create", "revise", "keep", "withdraw", "check", "consider", "unknown",
        "absent", "draft", "outdated", "current", "obsolete", "asked", "received", "refused",
        "late",
    ),
    "due": ("late", "none"),
}  # fmt: skip
"""States with their values."""
FLAGS = {"*": "follow_up", "×": "follow_up", "!": "candidate", "bulk": "bulk"}
"""Words that are states by themselves; in quotation marks they are words."""
PREFIXES = (*SCOPES, *OPEN, *STATES)

_TOKEN = re.compile(
    r"(?:(?P<prefix>[^\W\d_]+):)?"
    r"(?:[\"“”「『](?P<phrase>[^\"“”」』]*)[\"“”」』]?|(?P<word>[^\s\"“”「『]+))"
    r"|(?P<stray>\S)"
)


class SearchTerm(NamedTuple):
    """One condition of a query."""

    field: str
    """Empty for a word, a scope's letter for a word in that scope, else the state."""
    value: str
    """Folded; empty for a scope without a word."""


def fold(text: str) -> str:
    """A text as it is compared: one form of each letter, without case."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def parse(query: str) -> tuple[SearchTerm, ...]:
    """Read a query. Raises Refused for an unknown prefix or value, or one that is too long."""
    if len(query) > LIMIT:
        raise Refused(
            _("a search may have {limit} characters; this one has {count}"),
            limit=LIMIT,
            count=len(query),
        )
    text = unicodedata.normalize("NFKC", query)
    terms = (_term(found) for found in _TOKEN.finditer(text))
    return tuple(dict.fromkeys(term for term in terms if term is not None))


def _term(found: re.Match[str]) -> SearchTerm | None:
    prefix, phrase, word = found["prefix"], found["phrase"], found["word"] or ""
    if prefix is None and phrase is None:
        if fold(word) in FLAGS:
            return SearchTerm(FLAGS[fold(word)], "")
        bare = re.fullmatch(r"([^\W\d_]+):", word)
        if bare is not None:
            prefix, word = bare[1], ""
    value = fold(phrase if phrase is not None else word)
    if prefix is None:
        return SearchTerm("", value) if value.strip() else None
    return _scoped(fold(prefix), value)


def _scoped(prefix: str, value: str) -> SearchTerm:
    if prefix in SCOPES:
        return SearchTerm(prefix, value)
    if prefix not in PREFIXES:
        hint = nearest_hint(prefix, PREFIXES)
        raise Refused(
            _(
                'there is no search prefix {prefix!r}{hint}; in quotation marks it is a word: "{word}"'
            ),
            prefix=prefix,
            hint=hint,
            word=f"{prefix}:{value}",
        )
    if not value.strip():
        known = names(STATES.get(prefix, ()))
        raise Refused(
            _("{prefix}: wants one of {values}").format(prefix=prefix, values=known)
            if known
            else _("{prefix}: wants a value").format(prefix=prefix)
        )
    for one in value.split(",") if prefix in STATES else ():
        if one not in STATES[prefix]:
            raise Refused(unknown_value(prefix, one, list(STATES[prefix])))
    return SearchTerm(prefix, value)


def unknown_value(prefix: str, value: str, known: list[str]) -> str:
    """Say that a state has no such value, with the nearest one or all of them."""
    hint = nearest_hint(value, known)
    if hint or len(known) > 20:
        return _("{prefix}:{value} is not known{hint}").format(
            prefix=prefix, value=value, hint=hint
        )
    return _("{prefix}:{value} is not known; there are {values}").format(
        prefix=prefix, value=value, values=names(known)
    )

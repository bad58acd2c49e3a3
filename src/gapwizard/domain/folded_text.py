"""Text folded for comparison: one form of each letter, with the way back to where it stood.

Names of people and words to hide are looked for in folded text. Case, accents, full-width forms, the
many apostrophes, hyphens and spaces, and what takes no room (zero-width characters, soft hyphens,
direction marks) make no difference in it. A place found in it is a `Seen`, with how sure it is.
"""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07\uff40"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_DOTS = "\u00b7\u2022\u2027\u22c5\u30fb\uff65"
_PLAIN = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_DOTS, "\u00b7"),
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
}  # fmt: skip
_SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Letters that those without the key write as two."""
_ASCII = {ord("`"): "'", **{ord(space): " " for space in "\t\n\r\x0b\x0c"}}
ROOMLESS = ("Cf", "Mn", "Me")
"""Categories of what joins letters without taking room: zero-width characters and accents."""


class Folded(NamedTuple):
    """A folded text."""

    text: str
    starts: Sequence[int]
    """For each folded character, where its letter begins in the text as it was written."""
    ends: Sequence[int]
    """For each folded character, where its letter ends in the text as it was written."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of `start` to `end` in the text as it was written."""
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> Folded:
    """Fold a text; `ü` is `u`."""
    return _fold(text, spelled_out=False)


def foldings(text: str) -> tuple[Folded, ...]:
    """Fold a text in the ways that differ: `Müller` is `muller`, and it is `mueller`."""
    plain = _fold(text, spelled_out=False)
    if text.isascii():
        return (plain,)
    other = _fold(text, spelled_out=True)
    return (plain,) if other.text == plain.text else (plain, other)


def words_of(text: str) -> tuple[str, ...]:
    """The folded forms of some words, without where they stood."""
    return tuple(dict.fromkeys(one.text for one in foldings(text)))


@lru_cache(maxsize=8_192)  # texts are folded again whenever a screen is shown
def _fold(text: str, *, spelled_out: bool) -> Folded:
    if text.isascii():
        return Folded(text.translate(_ASCII).lower(), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        after = at + 1
        while after < len(text) and unicodedata.combining(text[after]):
            after += 1
        for letter in _letter(text[at:after], spelled_out=spelled_out):
            letters.append(letter)
            starts.append(at)
            ends.append(after)
        at = after
    return Folded("".join(letters), starts, ends)


@lru_cache(maxsize=8_192)
def _letter(written: str, *, spelled_out: bool) -> str:
    """Fold one letter with the accents that follow it; one that takes no room is nothing."""
    if written in _PLAIN:
        return _spelled(written, spelled_out=spelled_out)
    if written.isspace():
        return " "
    lowered = unicodedata.normalize("NFKC", written).casefold()
    found = []
    for letter in unicodedata.normalize("NFC", lowered):
        if spelled_out and letter in _SPELLED_OUT:
            found.append(_SPELLED_OUT[letter])
            continue
        bare = [
            one for one in unicodedata.normalize("NFD", letter)
            if unicodedata.category(one) not in ROOMLESS
        ]  # fmt: skip
        whole = unicodedata.normalize("NFC", "".join(bare))
        found.append("".join(_PLAIN.get(one, " " if one.isspace() else one) for one in whole))
    return "".join(found)


def _spelled(letter: str, *, spelled_out: bool) -> str:
    return _SPELLED_OUT.get(letter, _PLAIN[letter]) if spelled_out else _PLAIN[letter]


class Sure(IntEnum):
    """Whether a place names a person; the surer, the higher."""

    DOUBTFUL = 0
    """One letter of the name, a part of a longer word, after a number, or a word too: a person decides."""
    LIKELY = 1
    """A part of the name, or the whole in an unusual way: left out when all is hidden, else asked."""
    WHOLE = 2
    """The whole name as people write it."""


class Seen(NamedTuple):
    """One place, by where it begins and ends in the text as it was written."""

    start: int
    end: int
    sure: Sure

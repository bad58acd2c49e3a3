"""A translation held against its original: what is missing, stale, untranslated or says something else.

Everything here is a warning named by the id it stands under; what does not fit the shape of the
original is an error of `translation.overlay`. Numbers are compared by what they say, in digits or in
words of either language.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from gapwizard.domain.base import Fault, Place
from gapwizard.i18n import _, labelled, names
from gapwizard.library.translation import HOLDERS, TEXTS, names_only

# What a word counts, whatever it says beside: an April is a fourth month, a dozen twelve.
_ENGLISH = {
    word: value
    for value, said in enumerate(
        (
            "zero nought", "one once first single a an january",
            "two twice second both pair fortnight half february", "three third march",
            "four fourth quarter quarterly april", "five fifth may", "six sixth june",
            "seven seventh july", "eight eighth august", "nine ninth september",
            "ten tenth october", "eleven eleventh november", "twelve twelfth dozen december",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
            "twenty",
        )
    )
    for word in said.split()
} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
# Measured in translations: 首 is a first, 双 a pair, 半 half a year of two.
_CHINESE = {"零": 0, "一": 1, "首": 1, "二": 2, "两": 2, "双": 2, "半": 2} | {
    character: value for value, character in enumerate("三四五六七八九", 3)
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[a-z]+")
_CHARACTERS = re.compile(f"[{''.join((*_CHINESE, *_TENS))}]+")
_NATIONAL = re.compile(r"(?<![A-Za-z])(?:GB|GB/T|GB/Z|RB/T|CNAS|YD/T)[ -]?[A-Z]*\d[\d.:-]*")
"""A national standard, which a translation may name beside or instead of the international one."""


def in_digits(text: str) -> set[str]:
    """The numbers written in digits: `8.6.1`, `24`, `99.9`; a national standard's is none."""
    return set(_DIGITS.findall(_NATIONAL.sub("", text)))


def in_words(text: str) -> set[str]:
    """The numbers written in words, in digits; `twenty-four` also as its parts."""
    found = {_ENGLISH[word] for word in _WORD.findall(text.casefold()) if word in _ENGLISH}
    for unit in (10, 100, 1000):  # twenty-four; a hundred and twenty-four; a thousand and ...
        whole = {one for one in found if one >= max(unit, 20) and one % unit == 0}
        found |= {one + rest for one in whole for rest in found if 0 < rest < unit}
    for run in _CHARACTERS.findall(text):
        found |= {_CHINESE[one] for one in run if one in _CHINESE} | {_value(run)}
    return set(map(str, found))


def _value(run: str) -> int:
    """The value of Chinese numerals up to some thousands: `二十四` is 24."""
    total = unit = 0
    for character in run:
        if character in _TENS:
            total, unit = total + (unit or 1) * _TENS[character], 0
        else:
            unit = _CHINESE[character]
    return total + unit


def unequal(one: str, other: str) -> list[str]:
    """The numbers in digits of either text that the other does not say, in digits or in words."""
    ours, theirs = in_digits(one), in_digits(other)
    missing = (ours - theirs - in_words(other)) | (theirs - ours - in_words(one))
    return sorted(missing)


class _Pair(NamedTuple):
    """A text of the original and what the translation says for it."""

    id: str
    """The id of the entry that both stand in; empty at the top."""
    key: str
    place: Place
    """Where the text stands in the translation, or would stand."""
    text: str
    said: str | None


_WORDS = re.compile(r"[A-Za-z][a-z]{2,}(?:[ -][A-Za-z(]|$)")
"""A word that a translation would put into its language; an abbreviation or a code has none."""
_MARKS = (
    (re.compile(r"\{[^{}]*\}|\[\[.*?\]\]"), ""),
    (re.compile(r"(?<![A-Za-z\d.])(?:[A-Z]{2,5}-\d+|\d+(?:\.\d+)+-Q\d+)(?!\d)"), ""),
    (re.compile(r"(?<![A-Za-z/+\d])(?:[NPLF]|N/?A)(?![A-Za-z/+'’\d])"), ""),
    (re.compile(r"(?<!…)…(?!…)"), "gap"),
)
"""What both must hold equally often: placeholders, ids, ratings, slots (`…`, in gap sentences only)."""


def faults(base: dict[str, object], words: dict[str, object]) -> list[Fault]:
    """What is wrong with the texts of a translation whose shape fits, as warnings."""
    found = [*_stale(base, words)]
    missing: list[_Pair] = []
    wrong: dict[str, Fault] = {}  # once for the entries of one list
    for pair in _pairs(base, words, "", (), ()):
        if pair.said is None:
            missing.append(pair)
        elif said := _wrong(pair):
            text = labelled(pair.id, said) if pair.id else said
            wrong.setdefault(text, Fault(pair.place, text, warning=True))
    found += wrong.values()
    if missing:
        of = names(dict.fromkeys(f"{one.id} {one.key}".strip() for one in missing))
        text = _("texts that are not translated: {names}").format(names=of)
        found.append(Fault(missing[0].place, text, warning=True))
    return found


def _stale(base: dict[str, object], words: dict[str, object]) -> Iterator[Fault]:
    of, now = words.get("version"), base.get("version")
    if of is not None and of != now:
        text = _("made for version {of}; the original is {now}: hold it against the changes")
        yield Fault(("version",), text.format(of=of, now=now), warning=True)


def _wrong(pair: _Pair) -> str:
    """What one text of a translation has wrong; empty when nothing."""
    text, said = pair.text, pair.said or ""
    if text.strip() and not said.strip():
        return _("{key} is empty").format(key=pair.key)
    if text == said and _WORDS.search(text):
        return _("{key} is the original's, not translated").format(key=pair.key)
    if numbers := unequal(text, said):
        return _("{key} has other numbers than the original: {names}").format(
            key=pair.key, names=names(numbers)
        )
    for mark, only in _MARKS:
        if only and only not in pair.key.split("."):
            continue
        ours, theirs = Counter(mark.findall(text)), Counter(mark.findall(said))
        if ours != theirs:
            return _("{key} has {ours} where the original has {theirs}").format(
                key=pair.key, ours=_counted(theirs), theirs=_counted(ours)
            )
    return ""


def _counted(marks: Counter[str]) -> str:
    return names(f"{count} × {mark}" for mark, count in sorted(marks.items())) or _("none")


def _pairs(
    base: object, words: object, name: str, place: Place, keys: tuple[str, ...]
) -> Iterator[_Pair]:
    """Each text of the original with the translation's, entries by their ids."""
    if isinstance(base, str):
        yield _Pair(name, ".".join(keys), place, base, words if isinstance(words, str) else None)
    elif isinstance(base, dict):
        said = words if isinstance(words, dict) else {}
        for key, value in base.items():
            if key in TEXTS or (key in HOLDERS and not names_only(key, place)):
                yield from _pairs(value, said.get(key), name, (*place, key), (*keys, key))
    elif isinstance(base, list):
        yield from _pairs_of_list(base, words, name, place, keys)


def _pairs_of_list(
    base: list[object], words: object, name: str, place: Place, keys: tuple[str, ...]
) -> Iterator[_Pair]:
    """The texts of a list; entries that the translation leaves out whole are told elsewhere."""
    said = words if isinstance(words, list) else []
    at = {entry.get("id"): i for i, entry in enumerate(said) if isinstance(entry, dict)}
    for i, entry in enumerate(base):
        own = entry.get("id") if isinstance(entry, dict) else None
        if own is None:
            if isinstance(entry, dict) and not said:
                continue
            other = said[i] if i < len(said) else None
            yield from _pairs(entry, other, name, (*place, i) if said else place, keys)
        elif own in at:
            where = at[own]
            yield from _pairs(entry, said[where], str(own), (*place, where), ())

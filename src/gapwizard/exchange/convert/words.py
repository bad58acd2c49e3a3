"""Texts and ids of others as ours may be: cleaned, bounded, and whatever that changed is told."""

import re
import unicodedata

from gapwizard.domain.text_limit import LONGEST_ID
from gapwizard.domain.visible import substance
from gapwizard.errors import quoted
from gapwizard.exchange.convert.source import Ledger, Worded, text_of
from gapwizard.i18n import N_, _, speaking

LONGEST_TITLE = 300
"""Characters of a title: three lines of a report."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_DASHES = re.compile("-{2,}")
_NO_ID = re.compile(r"[^\w.\-+()§]+")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_BULLET = re.compile(r"\s*(?:[-*•–▪o]|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})[.)])\s+(\S.*)")
_HAN = re.compile("[\u3400-\u9fff]")
_HANT = ("tw", "hk", "mo", "hant")
_SENTENCE = re.compile(r"(?<=[.;:。；：])\s+|\n")

CUT = N_("texts cut at {limit} characters")
IDS = N_("ids that are none of ours, written otherwise")
DOUBLED = N_("ids that something else has already")


def cleaned(text: str) -> str:
    """A text without control characters and without white space around it or at line ends."""
    if not text.isprintable():
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return substance(text)


def bounded(text: str, limit: int, place: str, ledger: Ledger) -> str:
    """A text of at most so many characters; a longer one is cut, and told."""
    if len(text) <= limit:
        return text
    ledger.mend(_(CUT).format(limit=limit), place)
    return text[: limit - 1].rstrip() + "…"


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold something, each on one line."""
    return [flat(one) for one in text.split("\n") if substance(one)]


def bullets(text: str) -> list[str]:
    """The items of a list in a text, where it has two or more."""
    found = [flat(match[0]) for one in text.split("\n") if (match := _BULLET.fullmatch(one))]
    return found if len(found) > 1 else []


# Ninety letters are a row of a list in a wide window.
def shortened(text: str, most: int = 90) -> str:
    """The beginning of a text, as a title."""
    first = flat(_SENTENCE.split(text.strip(), maxsplit=1)[0]).rstrip(":：;；.。")
    if len(first) <= most:
        return first
    cut = first[:most]
    return (cut.rpartition(" ")[0] if " " in cut else cut) + "…"


def with_title(title: Worded, text: Worded) -> Worded:
    """A text with its title before it, where it does not begin with it."""

    def join(one: str, other: str) -> str:
        if not one or not other or other.casefold().startswith(one.casefold()):
            return other or one
        between = "：" if _HAN.search(one) else ": "
        return f"{one.rstrip(' :：.')}{between}{other}"

    return text_of(join, title, text)


def spoken(language: str, message: str, **values: object) -> str:
    """Words of ours that stand in a questionnaire, in its language if it is one of ours."""
    with speaking(language):
        return _(message).format(**values)


def group_question(title: Worded, language: str) -> Worded:
    """The question of the fact that a group is, in every language of its title."""
    message = N_("Does this apply: {group}?")
    return Worded(
        spoken(language, message, group=flat(title.base)),
        {tag: spoken(tag, message, group=flat(words)) for tag, words in title.others.items()},
    )


def folded_id(name: str) -> str:
    """The letters and digits of an id: `AC-2(1)` and `ac-2.1` are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def id_of(written: str) -> str:
    """A name as an id: no white space, nothing that means something in a path or a command."""
    plain = unicodedata.normalize("NFC", written)
    return _DASHES.sub("-", _NO_ID.sub("-", plain)).strip("-.")[:LONGEST_ID]


class Ids:
    """Ids of one kind, each given once."""

    def __init__(self, ledger: Ledger) -> None:
        """Note in a ledger what had to be changed."""
        self._ledger = ledger
        self._taken: set[str] = set()
        self._kept: set[str] = set()

    def reserve(self, name: str) -> None:
        """Keep an id of the source for what has it there."""
        if id_of(name):
            self._kept.add(id_of(name))

    def new(self, wanted: str, place: str, *, told: bool = True, own: bool = True) -> str:
        """A free id like the one that is wanted; one that is not the source's `own` takes none of its."""
        made = id_of(wanted) or "x"
        free, number = made, 2
        while free in self._taken or (free in self._kept and (free != made or not own)):
            end = f"-{number}"
            free, number = made[: LONGEST_ID - len(end)] + end, number + 1
        self._taken.add(free)
        if told and wanted and free != wanted:
            why = IDS if id_of(wanted) != wanted else DOUBLED
            self._ledger.mend(_(why), f"{quoted(flat(cleaned(wanted))) or place} → {free}")
        return free


def tag_of(written: str) -> str | None:
    """A language tag as ours are, None for none: `zh` and `zh_CN` are `zh-Hans`."""
    tag = written.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    if first.casefold() == "zh":
        return "zh-Hant" if any(part.casefold() in _HANT for part in rest) else "zh-Hans"
    return "-".join((first.casefold(), *rest))

r"""Evidence items: their strength, and several of them in the one text of a cell of a sheet.

In a cell an item begins where a kind begins: at the start, or after `;`, `；` or a new line. A
backslash before such a divider makes it part of the text before it, and two make one backslash. Its
date, its state and where it lies stand in braces behind it (`evidence_record`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from math import isqrt
from typing import NamedTuple

from pydantic import model_validator

from gapwizard.domain.base import Count, Text, Value
from gapwizard.domain.evidence_record import NO_EVIDENCE, EvidenceState, braces, split_record
from gapwizard.domain.folded_text import ROOMLESS
from gapwizard.domain.scale import Strength
from gapwizard.domain.text_limit import LIMIT, of_characters
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _


class EvidenceKind(StrEnum):
    """Where a claim comes from."""

    SAID = "said"
    DOCUMENT = "document"
    RECORD = "record"
    OBSERVED = "observed"


_WIDE = (
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\U00020000", "\U0003ffff"),
)
"""First and last letters of scripts that put no space between an id and the words after it.

No regular expression: one with these ranges takes 2 ms to compile, a comparison nothing.
"""
_HYPHENS = re.compile("[\u2010-\u2012\u2212\ufe63\uff0d]")


DRAWS = re.compile(
    r"[\[［]?\s*[?？]\s*[/／]\s*(\d{1,9})(?:\s*[\]］]\s*[:：]?|(?=[\s:：]|$)[:：]?)\s*(.*)",
    re.DOTALL,
)
"""A text that asks for a sample: `?/120 tickets of May`, `[?/120]: tickets`."""


class Evidence(Value):
    """One item of evidence."""

    kind: EvidenceKind
    text: Text
    taken: Count | None = None
    """Records looked at; together with `of`, for records only."""
    of: Count | None = None
    """Records there are."""
    dated: date | None = None
    """The day the record or the document is of."""
    owner: Text = ""
    """The post that keeps it."""
    location: Text = ""
    """Where it lies: a path or a link."""
    asked_of: Text = ""
    """The post that was asked for it."""
    state: EvidenceState = ""
    """How far it has come; empty: it was looked at when it was noted down, as accepted."""

    @model_validator(mode="after")
    def _sample_is_one(self) -> "Evidence":
        if (self.taken is None) != (self.of is None):
            raise ValueError("a sample has two numbers: taken and of")
        if self.taken is not None and self.of is not None:
            if self.kind is not EvidenceKind.RECORD:
                raise ValueError("only a record has a sample")
            if not 1 <= self.taken <= self.of:
                raise ValueError("a sample takes at least 1 and at most all of the records")
        return self

    @property
    def sample(self) -> str | None:
        """The sample as `n/N`, None where there is none."""
        return None if self.taken is None else f"{self.taken}/{self.of}"

    @property
    def label(self) -> str:
        """The kind as it is written: `record[3/5]`."""
        return self.kind.value if self.taken is None else f"{self.kind.value}[{self.sample}]"

    @property
    def missing(self) -> int:
        """How many more records make the sample sufficient; 0 where it is, or there is none."""
        if self.taken is None or self.of is None:
            return 0
        return max(0, sufficient(self.of) - self.taken)

    @property
    def wants_sample(self) -> bool:
        """Whether it only says of how many records some are to be drawn: `record: ?/120 tickets`."""
        record = self.kind is EvidenceKind.RECORD and self.taken is None
        return record and self.text[:1] in "[［?？" and DRAWS.fullmatch(self.text) is not None

    @property
    def counts(self) -> bool:
        """Whether it shows anything: not while it is only asked for, rejected or out of date.

        Nor does a sample that is still to be drawn, however it was written down.
        """
        is_record = self.kind is EvidenceKind.RECORD
        return self.state not in NO_EVIDENCE and not (is_record and self.wants_sample)

    def names(self, document: str) -> bool:
        """Tell whether the text begins with the id of `document`."""
        return begins_with(self.text, document)

    def written(self, word: Callable[[str], str] = str, *, placed: bool = True) -> str:
        """The text as `parse_item` reads it after the kind, with what is known beside it.

        Without `placed` it does not say where the item lies, which a client is not shown.
        """
        values = dict(self) if placed else {**dict(self), "location": ""}
        return self.text + braces(self.text, self.state, values, word)

    def placed_as(self, other: "Evidence") -> "Evidence":
        """The item, which lies where another one lay unless it says where."""
        return self if self.location else self.model_copy(update={"location": other.location})


def begins_with(text: str, document: str) -> bool:
    """Tell whether a text begins with a document's id, and not with one that looks like it.

    Source: the contract, "a text that begins with a document's id links it".
    """
    if not text.startswith(document):
        return False
    rest = text[len(document) : len(document) + 2]
    if not rest or rest[0] == " ":  # nearly every one
        return True
    rest = _HYPHENS.sub("-", rest)
    if unicodedata.category(rest[0]) in ROOMLESS:
        return False
    if _wide(rest[0]):  # `DOC-045号文件` names it, `流程图` does not name `流程`
        return not _wide(document[-1])
    return not _goes_on(rest)


def _wide(letter: str) -> bool:
    return letter > "\u303f" and any(first <= letter <= last for first, last in _WIDE)


def _goes_on(rest: str) -> bool:
    """Tell whether an id goes on: `DOC-045` is not named by `DOC-0451` nor by `DOC-045.2`."""
    first, second = rest[0], rest[1:2]
    return (
        first in "_-"
        or first.isalnum()
        or (first in ".:/" and second.isalnum() and not _wide(second))
    )


KINDS = {
    "said": EvidenceKind.SAID, "document": EvidenceKind.DOCUMENT,
    "record": EvidenceKind.RECORD, "observed": EvidenceKind.OBSERVED,
    "陈述": EvidenceKind.SAID, "口述": EvidenceKind.SAID, "文件": EvidenceKind.DOCUMENT,
    "记录": EvidenceKind.RECORD, "观察": EvidenceKind.OBSERVED,
}  # fmt: skip
"""What a kind may be called where it is read."""

HEAD = rf"({'|'.join(KINDS)})\s*(?:[\[［]\s*(\d{{1,9}})\s*[/／]\s*(\d{{1,9}})\s*[\]］]\s*)?[:：]"
"""How an item begins, whatever the case of its letters: its kind, its sample, a colon."""
ITEM = re.compile(rf"\s*{HEAD}\s*(.*)", re.DOTALL | re.IGNORECASE)


def parse_item(written: str) -> Evidence:
    """Read one item as it is written: `document: DOC-045 v1.2`, `record[3/5]: tickets`.

    Kinds are known in both languages, colons and brackets in either width. Raises Refused for a
    kind that does not exist, a sample that cannot be, or a text of which nothing can be seen.
    """
    written = of_characters(written, _("evidence"))
    match = ITEM.fullmatch(written)
    if match is None:
        raise Refused(
            _(
                "evidence {written!r} is not of the form KIND: text; KIND is said, document, "
                "record, record[n/N] or observed"
            ),
            written=written,
        )
    kind, taken, of, rest = match.groups()
    words, known = split_record(rest)
    text = substance(words)
    if not text:
        raise Refused(_("evidence {written!r} has no text after its kind"), written=written)
    if (count := max(len(str(one)) for one in (text, *known.values()))) > LIMIT:
        raise Refused(
            _("evidence {written!r}: {count} characters, and at most {limit} fit"),
            written=written,
            count=count,
            limit=LIMIT,
        )
    numbers = (int(taken), int(of)) if taken is not None else (None, None)
    try:
        made = Evidence(kind=KINDS[kind.lower()], text=text, taken=numbers[0], of=numbers[1])
    except ValueError as problem:
        raise Refused(
            _(
                "evidence {written!r}: only a record has a sample, and record[n/N] takes at least "
                "1 and at most all N of them"
            ),
            written=written,
        ) from problem
    return made.model_copy(update=known) if known else made


def with_item(items: Sequence[Evidence], new: Evidence) -> tuple[Evidence, ...]:
    """Items with one more; where the same one stands there, what the new one knows comes to it."""
    for at, item in enumerate(items):
        if (item.label, item.text) == (new.label, new.text):
            known = {key: value for key, value in new if value}
            return (*items[:at], item.model_copy(update=known), *items[at + 1 :])
    return (*items, new)


SAMPLE = re.compile(
    r"(?:[\[［]\s*(\d{1,9})\s*[/／]\s*(\d{1,9})\s*[\]］]|(\d{1,9})[/／](\d{1,9})(?=[\s:：]))\s*[:：]?(.*)",
    re.DOTALL,
)
"""A sample at the start of a text: `[3/5]: tickets`, `3/5 tickets`; no date, `3/5/2026`."""


def with_sample(item: Evidence) -> Evidence:
    """A record as it is typed, with the sample that its text begins with.

    Raises Refused for a sample in brackets that cannot be; without brackets it then is a text, as
    in `24/7 desk`. Only for what is typed: a text that was kept is never read anew.

    >>> with_sample(parse_item("record: 3/5 tickets of May")).label
    'record[3/5]'
    """
    match = SAMPLE.fullmatch(item.text)
    if match is None or item.kind is not EvidenceKind.RECORD or item.taken is not None:
        return item
    taken, of, bare, of_bare, rest = match.groups()
    if taken is None:
        if not 1 <= int(bare) <= int(of_bare) or not substance(rest):
            return item
        taken, of = bare, of_bare
    behind = item.written()[len(item.text) :]
    return parse_item(f"record[{taken}/{of}]:{rest}{behind}")


FEWEST, ENOUGH = 3, 25
"""The smallest sample that says something of many, and one that is sufficient whatever there is."""


def sufficient(of: int) -> int:
    """Tell how many of `of` records make a sufficient sample.

    The square root, at least 3 and at most 25, and never more than there are (the rule of IAF MD 1
    for sites, borrowed; diagnosis rules, "Scales").

    >>> [sufficient(of) for of in (1, 2, 3, 9, 10, 17, 626, 1_000_000)]
    [1, 2, 3, 3, 4, 5, 25, 25]
    """
    root = isqrt(of - 1) + 1  # rounded up, exact for any whole number
    return min(of, ENOUGH, max(FEWEST, root))


def strength_of(items: tuple[Evidence, ...]) -> Strength:
    """The strength that evidence items have by themselves.

    3 verified: a document or an observation, and a record with a sufficient sample; 2 seen: at
    least one of the three; else 1, somebody said so (diagnosis rules, "Scales"). What is only asked
    for, rejected or out of date shows nothing.
    """
    shown = False
    sampled = False
    seen = False
    for item in items:
        if not item.counts:
            continue
        if item.kind is EvidenceKind.RECORD:
            seen = True
            sampled = sampled or (item.taken is not None and not item.missing)
        elif item.kind is not EvidenceKind.SAID:
            seen = shown = True
    if shown and sampled:
        return 3
    return 2 if seen else 1


_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.)、．）]")
_BEGIN = re.compile(rf"\s*(?:{_NUMBER.pattern})?\s*{HEAD}|\s*\Z", re.IGNORECASE)
"""What stands after a divider that ends an item: the next one, or nothing."""
_RUN = re.compile(r"(?<!\\)(?:\\*+[;；\n][^\S\n]*+)++")
"""Dividers in a row, each with the backslashes before it; possessive, so that none costs a square."""
_DIVIDER = re.compile(r"(\\*)([;；\n])([^\S\n]*)")


class EvidenceItem(NamedTuple):
    """One item of a cell."""

    number: int | None
    """Its number in a sheet of ours, from 1: it replaces the item that stands there."""
    evidence: Evidence


def items_in(cell: str) -> tuple[EvidenceItem, ...]:
    """The items of a cell, none of an empty one. Raises Refused, naming the item."""
    return tuple(map(_item, _parts(cell.replace("\r\n", "\n").replace("\r", "\n"))))


def _label(item: Evidence) -> str:
    return item.label


def cell_of(
    items: Sequence[Evidence],
    *,
    numbered: bool = False,
    label: Callable[[Evidence], str] = _label,
    word: Callable[[str], str] = str,
    join: Callable[[str, str], str] = "{}: {}".format,
) -> str:
    """The items as one cell that `items_in` reads back the same.

    `label` says how the kind of an item is called, `word` how the parts beside its text are, `join`
    how a kind stands before its text: as they are in a file, or in a language.

    In a sheet of ours they are `numbered`, each on a line of its own, and where they lie is left out:
    it goes to others, and an item that comes back in the place of one lies where that lay.
    """
    last, divider, after = len(items) - 1, *(("\n", "") if numbered else (";", " "))
    written = []
    for at, item in enumerate(items):
        head = f"{at + 1}. {label(item)}" if numbered else label(item)
        whole = item.written(word, placed=not numbered)
        text = _escaped(whole) if at == last else f"{_escaped(whole, divider)}{after}"
        written.append(join(head, text))
    return "".join(written)


def _escaped(text: str, divider: str = "") -> str:
    """A text whose own dividers end no item, with the one that does behind it."""
    cell = f"{text}{divider}"
    for run in reversed(list(_ends(cell))):
        pieces = list(_DIVIDER.finditer(run[0]))
        ours = len(pieces) - 1 if divider and run.end() == len(cell) else None
        escaped = "".join(
            one[1] * 2 + ("" if number == ours else "\\") + one[2] + one[3]
            for number, one in enumerate(pieces)
        )
        cell = cell[: run.start()] + escaped + cell[run.end() :]
    return cell


def _ends(cell: str) -> Iterator[re.Match[str]]:
    """The runs of dividers that an item, or nothing, stands behind."""
    return (run for run in _RUN.finditer(cell) if _BEGIN.match(cell, run.end()))


def _parts(cell: str) -> list[str]:
    """Divide a cell where items begin, and take the backslashes before dividers away."""
    parts, part, at = [], "", 0
    for run in _ends(cell):
        part += cell[at : run.start()]
        at = run.end()
        for slashes, divider, blank in _DIVIDER.findall(run[0]):
            part += "\\" * (len(slashes) // 2)
            if len(slashes) % 2:
                part += divider + blank
            else:
                parts.append(part)
                part = blank
    return [one for one in (*parts, part + cell[at:]) if one.strip()]


def _item(written: str) -> EvidenceItem:
    found = _NUMBER.match(written)
    if found is None:
        return EvidenceItem(None, parse_item(written))
    if int(found[1]) == 0:
        raise Refused(_("evidence {written!r}: items count from 1"), written=written)
    return EvidenceItem(int(found[1]), parse_item(written[found.end() :]))

"""Finds and replaces words in texts: names, a client, links, paths, addresses, numbers; counts each kind.

Every match says how sure it is. What is less sure than the scrubber's limit is found, and stays.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from gapwizard.domain.brevity import is_wide
from gapwizard.domain.folded_text import Seen, Sure, foldings
from gapwizard.domain.hidden_words import Contact, HiddenWord
from gapwizard.domain.person_names import PersonName
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords
from gapwizard.i18n import _

NAME, CONTACT, CLIENT, HIDDEN = "name", "contact", "client", "hidden"
LINK, PATH, MAIL, PHONE = "link", "path", "mail", "phone"

_LEGAL = re.compile(
    r"(?<![\s,])[\s,]+(ltd|limited|llc|llp|inc|corp|corporation|company|co|plc|gmbh|ag|kg|se|sa|s\.a|srl|bv|b\.v|nv|ab|as|oy|pty|group)\.?$",
    re.IGNORECASE,
)
_LEGAL_HAN = re.compile(r"(股份有限公司|有限责任公司|有限公司|集团公司|集团|公司)$")
_PHONES = (
    r"(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(0\)[ ./-]?)?(?:\d[ ./-]?){5,12}\d",  # with its country
    r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}",  # a mobile one of China
    r"(?:0\d{2,4}[ /-]|\(0\d{2,4}\) ?)\d{3,4}[ -]?\d{3,5}",  # with its town
)
_PLACES = (
    (LINK, ("://", "www."), r"(?:https?|ftp|file|smb)://[^\s<>\"'）)，。；、]+|\bwww\.[^\s<>\"'）)，。；、]+"),
    (
        MAIL,
        ("@",),
        r"(?<![\w.+-])[\w.+'\u0300-\u036f-]{1,64}[@＠][^\W_][\w\u0300-\u036f-]*(?:\.[^\W_][\w\u0300-\u036f-]*)+",
    ),
    (
        PATH,
        ("/", "\\"),
        r"\b[A-Za-z]:\\[^\s<>\"|）)，。；、]*|\\\\[^\s<>\"|）)，。；、]+|(?<![\w.:/])~?/(?:[\w.@-]+/)+[\w.@-]*",
    ),
    (PHONE, tuple("0123456789"), rf"(?<![\w.+-])(?:{'|'.join(_PHONES)})(?![\w-])"),
)  # fmt: skip
"""What is looked for beside names, with the characters it cannot be without, and its pattern."""


_ADDRESSED = re.compile(
    r"(?<![A-Za-z])(?:(?:Mrs?|Ms|Dr)\.?\s+and\s+)?"
    r"(?:(?:Mrs?|MRS?|Ms|Mx|Prof|PROF|Mme)\.\s*|Dr\.\s*(?:(?:med|phil|jur|rer|nat|ing|h|c)\.[\s-]*)*"
    r"|(?:Mrs?|Ms|Mx|Dr|Prof|Mme|Miss|Herrn?|Frau)\s+)+$"
)
"""What stands before a name and goes with it: no department is a doctor.

"DR" stays: it is disaster recovery."""
ADDRESS = 60
"""Characters before a name in which to look for how the person is addressed: a text may be a stranger's."""


class NameRule(NamedTuple):
    """Some words and what is put in their place."""

    kind: str
    words: str
    replacement: str


class Match(NamedTuple):
    """One place in a text where words of a rule stand."""

    start: int
    end: int
    rule: NameRule
    sure: Sure


class _Finder(Protocol):
    marks: frozenset[str]

    def seen(self, text: str) -> Iterator[Seen]:
        """The places where something stands."""


class _Pattern:
    """Links, addresses, paths or telephone numbers."""

    def __init__(self, marks: tuple[str, ...], pattern: str, sure: Sure) -> None:
        self.marks, self._pattern, self._sure = frozenset(marks), re.compile(pattern), sure

    def seen(self, text: str) -> Iterator[Seen]:
        """The places where one stands."""
        for found in self._pattern.finditer(text):
            yield Seen(*found.span(), self._sure)


class Scrubber:
    """Takes words out of texts, in one pass, and counts what it took."""

    def __init__(
        self,
        rules: Iterable[NameRule],
        places: str = "",
        words: PlainWords = NO_TEXTS,
        least: Sure = Sure.LIKELY,
        public: PlainWords = NO_TEXTS,
    ) -> None:
        """Begin with some rules; with `places` links, paths and addresses become that word.

        `words` are no names, `public` ones stand in texts that everybody has, and what is less
        sure than `least` stays.
        """
        self.counts: Counter[str] = Counter()
        self.least = least
        # A report goes over every text twice, and the same words often stand at several answers.
        self._searched: dict[str, tuple[Match, ...]] = {}
        # Of telephone numbers a person decides: a number of that shape may be a ticket's.
        self._finders: list[tuple[NameRule, _Finder]] = [
            (
                NameRule(kind, "", places),
                _Pattern(marks, pattern, Sure.DOUBTFUL if kind == PHONE else Sure.WHOLE),
            )
            for kind, marks, pattern in _PLACES
            if places
        ]
        self._finders += [
            (rule, _finder(rule, words, public)) for rule in rules if rule.words.strip()
        ]
        self._marks = [
            (mark, number)
            for number, (_rule, finder) in enumerate(self._finders)
            for mark in finder.marks
        ]
        self._numbers = [
            (digits, number)
            for number, (_rule, finder) in enumerate(self._finders)
            if isinstance(finder, Contact)
            for digits in finder.numbers
        ]

    def __call__(self, text: str) -> str:
        """`text` without the words."""
        chosen = [match for match in self.matches(text) if match.sure >= self.least]
        for match in chosen:
            self.counts[match.rule.kind] += 1
        return self.replace(text, chosen)

    @staticmethod
    def replace(text: str, matches: Iterable[Match]) -> str:
        """A text with what stands at some places replaced; none of them touches another."""
        for match in sorted(matches, reverse=True):
            text = "".join(
                Scrubber.beside(text[: match.start], match.rule.replacement, text[match.end :])
            )
        return text

    @staticmethod
    def beside(head: str, words: str, tail: str) -> tuple[str, str, str]:
        """Words that stand in the place of others.

        With these goes a blank that parted Latin from Chinese, and how a person is addressed: `Dr. `.
        """
        head = head[:-ADDRESS] + _ADDRESSED.sub("", head[-ADDRESS:])
        if tail.startswith(" ") and is_wide(words[-1:]) and is_wide(tail[1:2]):
            tail = tail[1:]
        if head.endswith(" ") and is_wide(words[:1]) and is_wide(head[-2:-1]):
            head = head[:-1]
        return head, words, tail

    def finds(self, text: str) -> bool:
        """Tell whether anything would be taken out of `text`."""
        return any(match.sure >= self.least for match in self.matches(text))

    def matches(self, text: str) -> list[Match]:
        """All places in a text in their order, sure and doubtful ones; none touches another."""
        if text not in self._searched:
            self._searched[text] = tuple(self._search(text))
        return list(self._searched[text])

    def _search(self, text: str) -> list[Match]:
        found = [
            Match(seen.start, seen.end, rule, seen.sure)
            for rule, finder in self._that_may_find(text)
            for seen in finder.seen(text)
        ]
        sure = _united(match for match in found if match.sure >= self.least)
        doubtful = _united(
            match
            for match in found
            if match.sure < self.least
            and not any(match.start < one.end and one.start < match.end for one in sure)
        )
        return sorted([*sure, *doubtful])

    def _that_may_find(self, text: str) -> list[tuple[NameRule, _Finder]]:
        """The few finders worth asking: all of 300 people's would take 2 ms a text."""
        every = "\n".join(form.text for form in foldings(text))
        chosen = {number for mark, number in self._marks if mark in every}
        if self._numbers:
            digits = re.sub(r"\D", "", every.partition("\n")[0])
            chosen |= {number for tail, number in self._numbers if tail in digits}
        return [self._finders[number] for number in sorted(chosen)]


def _united(matches: Iterable[Match]) -> list[Match]:
    """Make one of places that overlap: the longest says what is put there."""
    united: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.start, -one.end, -one.sure)):
        if not united or match.start >= united[-1].end:
            united.append(match)
            continue
        last = united[-1]
        if match.rule == last.rule and match.end > last.end:
            continue  # `Dana Whitfield, Dana` is the name and a part of it, not one long name
        longer = last if last.end - last.start >= match.end - match.start else match
        rule, sure = longer.rule, max(last.sure, match.sure)
        same = last[:2] == match[:2]
        if same and {last.rule.kind, match.rule.kind} == {NAME} and last.rule != match.rule:
            rule, sure = _either(last, match), min(last.sure, match.sure)
        end = max(last.end, match.end)
        united[-1] = Match(last.start, end, rule, sure)
    return united


def _either(one: Match, other: Match) -> NameRule:
    """A rule for what may be the name of either of two people."""
    if one.rule.replacement == other.rule.replacement or one.sure is not other.sure:
        return max(one, other, key=lambda match: match.sure).rule
    return one.rule._replace(replacement=_("a person"))


def _finder(rule: NameRule, words: PlainWords, public: PlainWords) -> _Finder:
    if rule.kind == NAME:
        return PersonName(rule.words, words)
    if rule.kind == CONTACT:
        return Contact(rule.words, words)
    return HiddenWord(rule.words, public, capitals=rule.kind == CLIENT)


def short_forms(organisation: str) -> list[str]:
    """An organisation's name, and its name without the legal form."""
    forms = [" ".join(organisation.split())]
    for pattern in (_LEGAL, _LEGAL, _LEGAL_HAN):
        shorter = pattern.sub("", forms[-1]).strip(" ,")
        if len(shorter) >= 2 and shorter != forms[-1]:
            forms.append(shorter)
    return [form for form in forms if form]

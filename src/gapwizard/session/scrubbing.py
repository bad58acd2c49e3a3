"""Words taken out of texts: names, a client, links, paths, e-mail addresses, each counted."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

NAME, CONTACT, CLIENT, HIDDEN = "name", "contact", "client", "hidden"
LINK, PATH, MAIL = "link", "path", "mail"

COMMON = {
    "april", "art", "august", "bill", "faith", "frank", "grace", "grant", "hope", "iris", "june",
    "mark", "may", "page", "rich", "rose", "sunny", "will",
}  # fmt: skip
"""First names that are words too: found alone they stay, and are named to whoever exports."""
_HONORIFIC = "总经理|经理|总监|总|主任|主管|部长|处长|科长|工程师|工|老师|先生|女士|小姐"
LONGEST = 200
"""Characters of a name that are looked for."""
_BETWEEN = re.compile(r"[\s,，、]+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_LEGAL = re.compile(
    r"(?<![\s,])[\s,]+(ltd|limited|llc|llp|inc|corp|corporation|company|co|plc|gmbh|ag|kg|se|sa|s\.a|srl|bv|b\.v|nv|ab|as|oy|pty|group)\.?$",
    re.IGNORECASE,
)
_LEGAL_HAN = re.compile(r"(股份有限公司|有限责任公司|有限公司|集团公司|集团|公司)$")
_PLACES = (
    (LINK, ("://", "www."), r"(?:https?|ftp|file|smb)://[^\s<>\"'）)，。；、]+|\bwww\.[^\s<>\"'）)，。；、]+"),
    (MAIL, ("@",), r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (
        PATH,
        ("/", "\\"),
        r"\b[A-Za-z]:\\[^\s<>\"|）)，。；、]*|\\\\[^\s<>\"|）)，。；、]+|(?<![\w.:/])~?/(?:[\w.@-]+/)+[\w.@-]*",
    ),
)  # fmt: skip


class Rule(NamedTuple):
    """Some words and what is put in their place."""

    kind: str
    words: str
    replacement: str


class _Branch(NamedTuple):
    """One way in which the words of a rule are written."""

    pattern: str
    rule: Rule
    marks: tuple[str, ...]
    """One of these stands in every text that the pattern finds, whatever the case."""


class Scrubber:
    """Takes words out of texts, in one pass, and counts what it took."""

    def __init__(self, rules: Iterable[Rule], places: str = "") -> None:
        """Begin with some rules; with `places` links, paths and addresses become that word."""
        self.counts: Counter[str] = Counter()
        self._branches = [
            _Branch(pattern, Rule(kind, "", places), marks)
            for kind, marks, pattern in _PLACES
            if places
        ]
        named = [branch for rule in rules for branch in _branches(rule)]
        self._branches += sorted(named, key=lambda branch: -len(branch.rule.words))
        self._known: dict[tuple[int, ...], re.Pattern[str]] = {}

    def __call__(self, text: str) -> str:
        """Give `text` without the words."""
        pattern = self._pattern_for(text)
        return text if pattern is None else pattern.sub(self._put, text)

    def finds(self, text: str) -> bool:
        """Tell whether anything would be taken out of `text`."""
        pattern = self._pattern_for(text)
        return pattern is not None and pattern.search(text) is not None

    def _pattern_for(self, text: str) -> re.Pattern[str] | None:
        """Give the pattern of the few branches that can find anything in `text`.

        All at once would take 50 ms a text with 300 people; looking for marks takes 0.1.
        """
        folded = text.casefold()
        chosen = tuple(
            number
            for number, branch in enumerate(self._branches)
            if any(mark in folded for mark in branch.marks)
        )
        if not chosen:
            return None
        if chosen not in self._known:
            parts = (f"(?P<r{number}>{self._branches[number].pattern})" for number in chosen)
            self._known[chosen] = re.compile("|".join(parts))
        return self._known[chosen]

    def _put(self, match: re.Match[str]) -> str:
        rule = self._branches[int((match.lastgroup or "r0")[1:])].rule
        self.counts[rule.kind] += 1
        return rule.replacement


def parts_of(name: str) -> list[str]:
    """Give the words of a person's name that stand for the person alone: three letters or more."""
    return [word for word in re.split(r"[\s,.]+", name) if len(word) >= 3 and word.isalpha()]


def short_forms(organisation: str) -> list[str]:
    """Give an organisation's name, and its name without the legal form."""
    forms = [" ".join(organisation.split())]
    for pattern in (_LEGAL, _LEGAL, _LEGAL_HAN):
        shorter = pattern.sub("", forms[-1]).strip(" ,")
        if len(shorter) >= 2 and shorter != forms[-1]:
            forms.append(shorter)
    return [form for form in forms if form]


def _branches(rule: Rule) -> list[_Branch]:
    """Give the ways in which the words of a rule are written."""
    pieces = [piece for piece in _BETWEEN.split(rule.words[:LONGEST]) if piece]
    if not pieces:
        return []
    found = [_Branch(_whole(pieces), rule, _marks(pieces[0]))]
    if rule.kind != NAME:
        return found
    if len(pieces) == 2:
        found.append(_Branch(_whole(pieces[::-1]), rule, _marks(pieces[1])))
    found += [
        _Branch(_edged(re.escape(part), part), rule, _marks(part))
        for part in parts_of(" ".join(pieces))
        if len(pieces) > 1 and part.casefold() not in COMMON
    ]
    if _HAN.fullmatch("".join(pieces)):
        titled = f"{pieces[0][0]}(?:{_HONORIFIC})"
        found.append(_Branch(titled, rule, _marks(pieces[0][0])))
    return found


def _marks(piece: str) -> tuple[str, ...]:
    return tuple(sorted({form.casefold() for form in _spelled(piece)}))


def _spelled(words: str) -> set[str]:
    """Give both ways in which letters with accents are stored."""
    return {unicodedata.normalize(form, words) for form in ("NFC", "NFD")}


def _whole(pieces: list[str]) -> str:
    """Give the pattern of whole words: any case unless they are short, any white space or comma."""
    words = " ".join(pieces)
    texts = [_BETWEEN.pattern.join(map(re.escape, one.split(" "))) for one in _spelled(words)]
    pattern = _edged("(?:" + "|".join(sorted(texts)) + ")", words)
    return f"(?i:{pattern})" if len(words) > 3 else pattern


def _edged(pattern: str, words: str) -> str:
    """Let a pattern end where a word ends; Chinese has no such ends."""
    before = r"(?<!\w)" if _latin(words[0]) else ""
    after = r"(?!\w)" if _latin(words[-1]) else ""
    return f"{before}{pattern}{after}"


def _latin(letter: str) -> bool:
    return letter.isalnum() and unicodedata.east_asian_width(letter) not in "WF"

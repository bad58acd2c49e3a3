"""How to reach a person, found in a text: an address, a telephone number however it is divided."""

import re
from collections.abc import Iterator

from gapwizard.domain.folding import folded
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords
from gapwizard.domain.sureness import Seen, Sure

LONGEST = 200
"""Characters of a contact that are looked for."""
FEWEST = 6
"""Digits from which a number is one to telephone with."""
_DIVIDED = r"[\s()./\-]{0,3}"
_PHONE = re.compile(r"\+?\(?\d[\d\s()./\-]{4,30}\d")
_MAIL = re.compile(r"[^\s<>@;,]{1,64}@[^\s<>@;,]{1,120}")


class Contact:
    """One contact and the ways in which it is written."""

    def __init__(self, contact: str, words: PlainWords = NO_TEXTS) -> None:
        """Take a contact as it was entered; it may hold several of them."""
        plain = folded(contact[:LONGEST]).text.strip()
        mails = _MAIL.findall(plain)
        numbers = [
            digits
            for found in _PHONE.findall(_MAIL.sub(" ", plain))
            if len(digits := re.sub(r"\D", "", found)) >= FEWEST
        ]
        self.marks = frozenset([*mails, *plain.split()[:1]])
        """One of these stands in every folded text with the contact, or one of the numbers does."""
        self.numbers = frozenset(digits[-FEWEST:] for digits in numbers)
        """The last digits of each number."""
        self._certain = [re.compile(rf"(?<![\w.]){re.escape(mail)}(?![\w])") for mail in mails]
        self._certain += [_telephone(digits, "+" in plain) for digits in numbers]
        whole = len(plain) > 1 and plain not in mails
        words_only = r"\s+".join(map(re.escape, plain.split()))
        self._other = re.compile(rf"(?<!\w){words_only}(?!\w)") if whole else None
        self._known = all(words.hold(word) for word in re.findall(r"[^\W\d_]+", plain))

    def seen(self, text: str) -> Iterator[Seen]:
        """Every place in `text` where the contact stands."""
        form = folded(text)
        for pattern in self._certain:
            for found in pattern.finditer(form.text):
                yield Seen(*form.span(*found.span()), Sure.WHOLE)
        for found in self._other.finditer(form.text) if self._other is not None else ():
            yield Seen(*form.span(*found.span()), Sure.DOUBTFUL if self._known else Sure.LIKELY)


def _telephone(digits: str, international: bool) -> re.Pattern[str]:
    """The pattern of a number: with or without its country, divided in any way.

    +44 20 7946 0958 is 0044 (0)20 79460958, +442079460958 and 020 7946 0958.
    """
    digits = digits.removeprefix("00") if digits.startswith("00") else digits
    ways = [_joined(digits)]
    if international or len(digits) > 10:
        for country in (1, 2, 3):
            rest = digits[country:]
            if len(rest) >= FEWEST:
                ways.append(rf"{_joined(digits[:country])}{_DIVIDED}0{_DIVIDED}{_joined(rest)}")
                ways.append(rf"0{_DIVIDED}{_joined(rest)}")
    elif digits.startswith("0"):
        ways.append(rf"\+?\d{{1,3}}{_DIVIDED}{_joined(digits[1:])}")
    return re.compile(rf"(?<!\d)(?:(?:\+|00){_DIVIDED})?(?:{'|'.join(ways)})(?!\d)")


def _joined(digits: str) -> str:
    return _DIVIDED.join(digits)

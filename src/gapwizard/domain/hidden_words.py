"""What shall stand nowhere beside names of people: words to hide, and how to reach somebody.

A word is the client's name, or one that somebody named to be hidden. It is found however it is
spelled, inside longer words too: the rule is to hide too much rather than too little. Only short
words, and a client's name that is a common word, must stand alone. A contact is an address, or a
telephone number however it is divided.
"""

import re
from collections.abc import Iterator

from gapwizard.domain.chinese_names import HAN
from gapwizard.domain.folded_text import Folded, Seen, Sure, fold_text, foldings, words_of
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords

LONGEST = 200
"""Characters of a word or a contact that are looked for."""
ALONE = 4
"""A word of fewer letters must stand alone: IT is no part of `with`."""
_PIECE = re.compile(rf"[{HAN}]|(?:(?![{HAN}])[^\W_])+")
_BETWEEN = r"[\s,.'·_&+/\-]{0,3}"


class HiddenWord:
    """One word or phrase and the ways in which it is written."""

    def __init__(self, word: str, words: PlainWords = NO_TEXTS, *, capitals: bool = False) -> None:
        """Take a word as it was entered.

        With `capitals` one that is a common word too (`Service`) counts only with a capital.
        """
        self._patterns = [
            pattern for form in words_of(word[:LONGEST]) if (pattern := _pattern(form)) is not None
        ]
        pieces = [_PIECE.findall(form) for form in words_of(word[:LONGEST])]
        letters = pieces[0] if pieces else []
        self.marks = frozenset(
            found[0] if found else form.strip()
            for form, found in zip(words_of(word[:LONGEST]), pieces, strict=True)
            if form.strip()
        )
        """One of these stands in every folded text that holds the word."""
        common = len(letters) == 1 and words.hold(letters[0])
        chinese = any(re.match(f"[{HAN}]", piece) for piece in letters)
        self._alone = not chinese and (common or len("".join(letters)) < ALONE)
        self._capitals = capitals and common
        short = self._alone and not common
        self._abbreviation = short and word != word.lower()

    def seen(self, text: str) -> Iterator[Seen]:
        """Every place in `text` where the word stands."""
        for form in foldings(text):
            for pattern in self._patterns:
                for found in pattern.finditer(form.text):
                    seen = self._judged(form, text, *found.span())
                    if seen is not None:
                        yield seen

    def _judged(self, form: Folded, text: str, start: int, end: int) -> Seen | None:
        closed = _goes_on(form, text, start, end)
        if self._alone and closed:
            return None
        if self._abbreviation and text[form.starts[start]].islower():
            return None  # IT is not `it`
        if form.text[end : end + 1] == "s" and not form.text[end + 1 : end + 2].isalpha():
            end += 1
        place = form.span(start, end)
        if self._capitals and text[place[0]].islower():
            return Seen(*place, Sure.DOUBTFUL)
        return Seen(*place, Sure.LIKELY if closed else Sure.WHOLE)


def _pattern(form: str) -> re.Pattern[str] | None:
    pieces = _PIECE.findall(form)
    if pieces:
        return re.compile(_BETWEEN.join(map(re.escape, pieces)))
    return re.compile(re.escape(form.strip())) if form.strip() else None


def _goes_on(form: Folded, text: str, start: int, end: int) -> bool:
    """Tell whether letters stand beside a word without a capital between them."""
    folded_text = form.text
    if folded_text[end : end + 1] == "s":
        end += 1
    if start and folded_text[start - 1].isalpha() and folded_text[start].isalpha():
        before, first = text[form.starts[start - 1]], text[form.starts[start]]
        if not (before.islower() and first.isupper()) and before.isascii() is first.isascii():
            return True
    if end < len(folded_text) and folded_text[end].isalpha() and folded_text[end - 1].isalpha():
        last, after = text[form.starts[end - 1]], text[form.starts[end]]
        return not (after.isupper() and last.islower()) and after.isascii() is last.isascii()
    return False


FEWEST = 6
"""Digits from which a number is one to telephone with."""
_DIVIDED = r"[\s()./\-]{0,3}"
_PHONE = re.compile(r"\+?\(?\d[\d\s()./\-]{4,30}\d")
_MAIL = re.compile(r"[^\s<>@;,]{1,64}@[^\s<>@;,]{1,120}")


class Contact:
    """One contact and the ways in which it is written."""

    def __init__(self, contact: str, words: PlainWords = NO_TEXTS) -> None:
        """Take a contact as it was entered; it may hold several of them."""
        plain = fold_text(contact[:LONGEST]).text.strip()
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
        self._certain += [_telephone(digits, international="+" in plain) for digits in numbers]
        whole = len(plain) > 1 and plain not in mails
        words_only = r"\s+".join(map(re.escape, plain.split()))
        self._other = re.compile(rf"(?<!\w){words_only}(?!\w)") if whole else None
        self._known = all(words.hold(word) for word in re.findall(r"[^\W\d_]+", plain))

    def seen(self, text: str) -> Iterator[Seen]:
        """Every place in `text` where the contact stands."""
        form = fold_text(text)
        for pattern in self._certain:
            for found in pattern.finditer(form.text):
                yield Seen(*form.span(*found.span()), Sure.WHOLE)
        for found in self._other.finditer(form.text) if self._other is not None else ():
            yield Seen(*form.span(*found.span()), Sure.DOUBTFUL if self._known else Sure.LIKELY)


def _telephone(digits: str, *, international: bool) -> re.Pattern[str]:
    """The pattern of a number: with or without its country, divided in any way.

    +44 20 7946 0958 is 0044 (0)20 79460958, +442079460958 and 020 7946 0958.
    """
    digits = digits.removeprefix("00") if digits.startswith("00") else digits
    ways = [_joined(digits)]
    # Ten digits are a number of one country; country codes have one to three.
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

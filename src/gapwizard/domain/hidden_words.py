"""A word that shall stand nowhere: the client's name, or one that somebody named to be hidden.

It is found however it is spelled, inside longer words too: the rule is to hide too much rather
than too little. Only short words, and a client's name that is a common word, must stand alone.
"""

import re
from collections.abc import Iterator

from gapwizard.domain.chinese_names import HAN
from gapwizard.domain.folding import Folded, foldings, words_of
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords
from gapwizard.domain.sureness import Seen, Sure

LONGEST = 200
"""Characters of a word that are looked for."""
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

"""Which of many things a few typed letters mean: where every word occurs, then by sound, then fuzzily."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.fuzzy import Matcher

from gapwizard.domain.pinyin import spelled_run

T = TypeVar("T")

LONGEST = 64
"""Characters that are matched fuzzily: in a sentence nearly any letters occur in some order, and
the matcher tries every way in which they do."""
LEAST = 1.3
"""Score of a letter typed: one at the beginning of a word, or beside its neighbour, has more."""


def matches(items: Sequence[T], typed: str, words_of: Callable[[T], tuple[str, str]]) -> list[T]:
    """The items that what was typed means, the best first; all of them where nothing was typed.

    `words_of` gives the key and the words of one. First stands the one whose key was typed, then
    those that hold what was typed in one piece, those that hold every word, each in their order, then
    Chinese ones that the words spell in pinyin, then those that hold their letters.
    """
    words = typed.casefold().replace("？", "?").split()
    if not words:
        return list(items)
    whole = " ".join(words)
    exact, phrase, plain, heard, near = [], [], [], [], []
    matchers = [Matcher(word) for word in words]
    for item in items:
        key, said = words_of(item)
        text = f"{key} {said}"
        folded = text.casefold()
        if key.casefold() == whole:
            exact.append(item)
        elif whole in folded:
            phrase.append(item)
        elif all(word in folded for word in words):
            plain.append(item)
        elif all(word in folded or spelled_run(word, folded) for word in words):
            heard.append(item)
        elif (score := _score(matchers, text)) > 0:
            near.append((score, item))
    near.sort(key=lambda pair: -pair[0])
    return [*exact, *phrase, *plain, *heard, *(item for _score_, item in near)]


def _score(matchers: Sequence[Matcher], text: str) -> float:
    """How well letters fit a short text; 0 where a word of them is too scattered, or it is long."""
    if len(text) > LONGEST:
        return 0
    scores = [matcher.match(text) for matcher in matchers]
    enough = all(
        score >= LEAST * len(matcher.query) for score, matcher in zip(scores, matchers, strict=True)
    )
    return sum(scores) if enough else 0

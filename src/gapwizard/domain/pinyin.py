"""Chinese by its sound: what is typed in Latin letters finds it, and lists are in its order.

`yxj`, `youxianji` and `youxj` all spell 优先级: of each character either the whole syllable is typed or
how it begins. The table of readings comes with pypinyin, whose import takes 0.1 s: it happens when
Chinese is first searched or sorted so, never at the start.
"""

import unicodedata
from functools import lru_cache

from gapwizard.i18n import language

LEAST = 2
"""Letters from which on something is taken for pinyin: one begins a tenth of all characters."""
_BEGINNINGS = ("zh", "ch", "sh")
"""Beginnings of two letters; any other is the first letter."""


def spellable(word: str) -> bool:
    """Tell whether a folded word can be pinyin: Latin letters only."""
    return len(word) >= LEAST and word.isascii() and word.isalpha()


def spelled_run(word: str, text: str) -> str:
    """The first run of Chinese characters in a text that a folded word spells; empty for none.

    >>> spelled_run("yxj", "按优先级处理")
    '优先级'
    """
    if text.isascii() or not spellable(word):
        return ""
    for at, character in enumerate(text):
        if character > "\u33ff" and word[0] in _firsts(character):
            end = _end(word, text, at)
            if end:
                return text[at:end]
    return ""


def _end(word: str, text: str, at: int) -> int:
    """Where the characters end that a word spells from a place on; 0 where they do not."""
    if not word:
        return at
    if at == len(text) or text[at] <= "\u33ff":
        return 0
    for reading in _readings(text[at]):
        if reading.startswith(word):
            return at + 1
        for said in (reading, reading[: 2 if reading.startswith(_BEGINNINGS) else 1], reading[0]):
            if word.startswith(said) and (end := _end(word[len(said) :], text, at + 1)):
                return end
    return 0


@lru_cache(maxsize=8_192)
def _readings(character: str) -> tuple[str, ...]:
    """The syllables of a Chinese character without tones, `v` for ü; none for anything else."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(one for one in found[0] if one)) if found else ()


@lru_cache(maxsize=8_192)
def _firsts(character: str) -> str:
    """The letters with which the syllables of a character begin."""
    return "".join(reading[0] for reading in _readings(character))


def in_order(text: str) -> tuple[str, ...]:
    """What a text is sorted by where people read the list: in Chinese by its pinyin."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return (folded,) if folded.isascii() or language() != "zh-Hans" else _spoken(folded)


@lru_cache(maxsize=8_192)
def _spoken(folded: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return (*lazy_pinyin(folded), folded)

"""Brevity: how long texts are for a reader, and as many of them as a page has room for.

A word counts as one; of Chinese, whose words nothing divides, ten characters count as six words.
Source: report.md, whose budgets stand in words and in Chinese characters (60 and 100, 650 and 1,100).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from gapwizard import i18n

_BLACK = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-z]*[a-z]{2}")
"""What tells a word from an id or an abbreviation."""
_TITLES = "".join(
    rf"(?<!\b{word})"
    for word in ("Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "Fig", "vs", "approx")
)
DOT = rf"{_TITLES}(?<!\b[A-Za-z])\."
"""A full stop that ends a sentence: not the one of an abbreviation, of an initial, of i.e."""
_STOP = re.compile(rf"(?:{DOT}|[!?])(?=\s+[A-Z])|;(?=\s)|[。！？；]")
_PAUSE = re.compile(r",(?=\s)|，")
"""Where a reader stops, and where one can pause; not at a colon, which announces, nor in a number."""
_ITEM = re.compile("、")
"""Between items of a Chinese list."""
SLACK = 6
"""Words more that a cell bears where they end a phrase."""
PHRASE = re.compile(r",(?=(?: and)?(?: (?!and |or )[^\s,;:()]+){3})")
"""A comma where a phrase follows, no item of a list."""
_LOOSE = re.compile(
    r"(?: (?:a|an|and|as|at|by|for|from|in|into|is|its|of|on|or|that|the|their|to|where|which|who|with))+$"
)
"""Small words that lead on to the next one: what is cut does not end with them."""
CHARACTER = 0.6
"""What a Chinese character counts, in words."""


@cache
def _mixed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word of a text with wide characters, and what is cut off with its unit or text at the end.

    A word is one Chinese character, or all up to the next white space or wide character; at the end
    a number, an id or an opening quotation mark stands. Compiled (3 ms) once there is such a text.
    """
    narrow = r"[^\s\u3001-\u303f\u3400-\u9fff\uff00-\uffef]+"
    return re.compile(rf"[\u3400-\u9fff]|{narrow}"), re.compile(rf"{narrow}$")


def _words(text: str) -> Iterator[re.Match[str]]:
    return (_BLACK if text.isascii() else _mixed()[0]).finditer(text)


class Kept(NamedTuple):
    """The texts that there is room for, and how many there is none for."""

    texts: tuple[str, ...]
    more: int


def is_wide(letter: str) -> bool:
    """Tell whether a letter or mark is a Chinese one; comparing needs no expression to compile."""
    return (
        "\u3001" <= letter <= "\u303f"
        or "\u3400" <= letter <= "\u9fff"
        or "\uff00" <= letter <= "\uffef"
    )


def _chinese(text: str) -> bool:
    """Tell whether a text is Chinese: more of its characters than of Latin words.

    Ids and numbers alone are of the language that is spoken.
    """
    wide, latin = sum("\u3400" <= letter <= "\u9fff" for letter in text), len(_LATIN.findall(text))
    return CHARACTER * wide > latin if wide or latin else i18n.language() != "en"


def stopped(text: str) -> str:
    """A text with a full stop, where it ends with no mark of its own."""
    text = text.rstrip()
    if not text or text[-1] in ".!?…。！？；;:：":
        return text
    return text + ("。" if is_wide(text[-1]) or _chinese(text) else ".")


def words_in(text: str, character: float = CHARACTER) -> float:
    """The length of a text in words, a Chinese character counting `character` of one."""
    return sum(character if is_wide(match[0][0]) else 1 for match in _words(text))


def within(texts: Iterable[str], limit: float) -> Kept:
    """The first of some texts that fit into `limit` words together, each ended as a sentence.

    No text is cut but the first, and that one only where there is no room for the whole of it.
    """
    every, kept, left = list(texts), [], limit
    for text in every:
        left -= words_in(text)
        if left < 0:
            break
        kept.append(stopped(text))
    if every and not kept:
        kept.append(cut_at_pause(every[0], limit))
    return Kept(tuple(kept), len(every) - len(kept))


def cut(text: str, limit: float, character: float = CHARACTER) -> str:
    """A text on one line of at most `limit` words, marked where it is cut between two of them."""
    length, end = 0.0, 0
    for match in _words(text):
        length += character if is_wide(match[0][0]) else 1
        if length > limit:
            kept = " ".join(text[:end].split())
            if chinese := _chinese(text):
                kept = _mixed()[1].sub("", kept) or kept
            kept = _LOOSE.sub("", kept.rstrip(",;:，；：、 ")).rstrip(",;:，；：、 ") or kept
            return kept + ("……" if chinese else " ...")
        end = match.end()
    return " ".join(text.split())


def cut_at_pause(text: str, limit: float, character: float = CHARACTER, slack: float = 0) -> str:
    """As `cut`, but what somebody said is left at a stop in its second half, else where one can pause.

    Half a phrase can say the opposite: "the supplier owed ..." of one who owed nothing. Where there is
    no such place, up to `slack` words more lead to the next one; a Chinese list ends behind an item.
    """
    kept, whole = cut(text, limit, character), " ".join(text.split())
    if kept == whole:
        return kept
    end = len(bare(kept))
    stops = [match.end() for match in _STOP.finditer(whole, end // 2, end + 2)]
    # A pause may come earlier than a stop: there is none better.
    pauses = [match.end() for match in _PAUSE.finditer(whole, end // 3, end + 2)]
    items = [match.end() for match in _ITEM.finditer(whole, end // 3, end + 2)]
    for place in (*reversed(stops), *reversed(pauses), 0, *reversed(items)):
        if slack and not place and (longer := _up_to_next(whole, end, limit + slack, character)):
            return longer
        head = whole[:place].rstrip(",;，；、")
        if head and len(head) <= end and is_closed(head):
            return head + kept[end:]
    return kept


def bare(kept: str) -> str:
    """A text that was cut, without the dots that say so."""
    return kept.removesuffix(" ...").removesuffix("……")


def _up_to_next(whole: str, end: int, limit: float, character: float) -> str:
    """A text up to the first stop or pause behind a place; empty where that is beyond `limit` words."""
    places = [match.end() for mark in (_STOP, _PAUSE) for match in mark.finditer(whole, end)]
    place = min(places, default=len(whole))
    head = whole[:place].rstrip(",;，；")
    if words_in(head, character) > limit or not is_closed(head):
        return ""
    if place == len(whole):
        return head
    return head + ("……" if _chinese(whole) else " ...")


def is_closed(text: str) -> bool:
    """Whether every bracket and quotation that is opened in a text is closed."""
    return all(text.count(one) == text.count(other) for one, other in ("()", "（）", "“”", "《》"))

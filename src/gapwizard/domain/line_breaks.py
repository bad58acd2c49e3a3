"""Where a line of text may be broken: at blanks, and between the wide characters of Chinese.

No line begins with a mark that closes and none ends with one that opens (in Japanese kinsoku, in
Chinese 避头尾), wherever the app or a command breaks text: all of them ask here.
"""

import re
from functools import cache
from itertools import pairwise

from gapwizard.domain.visible import width as width_of

CLOSING = "，。；：！？、）】》」』〉〕〗｝］”’…～·％"
"""Marks that no line begins with."""
OPENING = "（【《「『〈〔〖｛［“‘"
"""Marks that no line ends with."""
_CLOSING = CLOSING + ",.;:!?)]}%"
"""With those of Latin script, where one stands right behind a wide character."""
_OPENING = OPENING + "([{"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_NARROW = re.compile(r"\s+|\S+")


@cache
def _any_width() -> re.Pattern[str]:
    """What a text with wide characters is made of; compiled (3 ms) once there is one."""
    return re.compile(rf"[{_WIDE}]|\s+|[^\s{_WIDE}]+")


def _pieces(text: str) -> list[str]:
    """What stays together in one row: a word or a wide character, with the marks around it."""
    pieces: list[str] = []
    tokens = _NARROW if text.isascii() else _any_width()
    for token in tokens.findall(text):
        behind = bool(pieces) and not pieces[-1].isspace()
        if behind and (token[0] in _CLOSING or pieces[-1].rstrip()[-1] in _OPENING):
            pieces[-1] += token
        elif token[0] in CLOSING and len(pieces) > 1:
            blank = pieces.pop()
            pieces[-1] += blank + token
        else:
            pieces.append(token)
    return pieces


def breaks(text: str, width: int, *, dropped: bool = False) -> list[int]:
    """Where rows of `width` cells begin, after the first; blanks there take no room where `dropped`."""
    found: list[int] = []
    at, room = 0, width
    for piece in _pieces(text):
        rest, cells = piece, width_of(piece)
        if room < width and (room < cells <= width or room < min(cells, 2)):
            found.append(at)
            room = width
            if dropped and piece.isspace():
                rest, cells, at = "", 0, at + len(piece)
        while cells > room:
            fits = _cut(rest, room, least=0 if room < width else 1)
            at += fits
            found.append(at)
            rest, room = rest[fits:], width
            cells = width_of(rest)
        at, room = at + len(rest), room - cells
    return found


def broken(text: str, width: int) -> list[str]:
    """Break a text into rows: at blanks, between wide characters, and inside what fits no row."""
    first, *others = pairwise((0, *breaks(text, width, dropped=True), len(text)))
    rows = [text[slice(*first)], *(text[slice(*one)].lstrip() for one in others)]
    return rows if rows[-1].strip() or len(rows) == 1 else rows[:-1]


def _cut(text: str, width: int, least: int) -> int:
    """Where to cut what fits no row: where marks allow it, else after what fits."""
    fits = len(cell_cut(text, width))
    return next((at for at in range(fits, least - 1, -1) if not _tied(text, at)), fits)


def _tied(text: str, at: int) -> bool:
    """Tell whether a mark forbids to break a text at a place inside it."""
    return text[at : at + 1] in tuple(CLOSING) or text[max(at - 1, 0) : at] in tuple(OPENING)


def cell_cut(text: str, width: int) -> str:
    """As much of a text as fits, at least one character."""
    taken = 0
    for index, letter in enumerate(text):
        taken += width_of(letter)
        if taken > width:
            return text[: max(index, 1)]
    return text


def folded(text: str, width: int) -> str:
    """A text of several lines with none wider than `width` cells; what goes on is indented as it began."""
    rows = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        # Eight cells hold a short word, however far the line is indented.
        room = max(width - width_of(indent), 8)
        rows += [f"{indent}{row.rstrip()}" for row in broken(line.lstrip(), room)]
    return "\n".join(rows)

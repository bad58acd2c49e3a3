"""Where a line of text may be broken: at blanks, and between the wide characters of Chinese."""

import re

from gapwizard.domain.visible import width as width_of

_PIECE = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef][，。；：！？、）】》」』”]*|\s+|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+"
)
"""What stays together in one row: a word, or a wide character with the marks that close it."""


def broken(text: str, width: int) -> list[str]:
    """Break a text into rows: at blanks, between wide characters, and inside what fits no row."""
    rows, row, room = [], "", width
    for piece in _PIECE.findall(text):
        rest, cells = piece, width_of(piece)
        if row and (room < cells <= width or room < min(cells, 2)):
            rows.append(row)
            row, room = "", width
            rest = piece.lstrip()
            cells = width_of(rest)
        while cells > room:
            head = cell_cut(rest, room)
            rows.append(row + head)
            row, room = "", width
            rest = rest[len(head) :]
            cells = width_of(rest)
        row, room = row + rest, room - cells
    return [*rows, row] if row.strip() or not rows else rows


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
        room = max(width - width_of(indent), 8)
        rows += [f"{indent}{row.rstrip()}" for row in broken(line.lstrip(), room)]
    return "\n".join(rows)

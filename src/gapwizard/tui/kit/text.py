"""Text on its way to the screen: what a person typed is shown verbatim and is never markup.

An error names a field as forms call it, never by its key (`message_of`).
"""

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.content import Content, Span

from gapwizard import i18n
from gapwizard.domain import figures
from gapwizard.domain.line_breaks import broken
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import visible
from gapwizard.errors import GapwizardError

if TYPE_CHECKING:
    from gapwizard.domain.roadmap import Moved

MARKS = {
    Rating.N: "N",
    Rating.P: "P",
    Rating.L: "L",
    Rating.F: "F",
    Rating.UNKNOWN: "?",
    Rating.NA: "-",
}
"""One letter per rating; position and letter carry the meaning, colour only helps."""

STYLES = {"N": "$text-error bold", "P": "$text-warning", "L": "$text-accent", "F": "$text-success"}
DIM = "$text-muted"
STRONG = "bold"
SELECTED = "reverse"
READING = 100
"""Cells that a row of running text has at most: from a longer one the eye misses the next."""


_DOUBTED = {
    "…": "...", "·": ".", "•": "*", "●": "*", "○": "o", "■": "#", "□": "o", "▲": "^", "▼": "v", "★": "*",
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "×": "x", "÷": "/", "±": "+-", "°": "o", "≥": ">=", "≤": "<=",
    "≠": "!=", "–": "-", "—": "-", "―": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "§": "S", "¶": "P",
    "─": "-", "━": "-", "│": "|", "┃": "|", "█": "#", "▓": "#", "▒": "+", "①": "(1)", "②": "(2)", "③": "(3)",
}  # fmt: skip
"""Characters that take one cell in some terminals and two in others, and what stands for them."""
_TABLE = str.maketrans(_DOUBTED)
_ASCII: ContextVar[bool] = ContextVar("ascii", default=False)


def use_ascii(*, on: bool) -> None:
    """Keep to characters whose width no terminal doubts, or show all; for the app that is made."""
    _ASCII.set(on)


def ascii_only() -> bool:
    """Whether it is kept to such characters: what keeps rows has to ask."""
    return _ASCII.get()


def plain(text: object, style: str = "") -> Content:
    """Any text as content that is neither markup nor a terminal command."""
    shown = visible(str(text))
    if not shown.isascii() and _ASCII.get():
        shown = shown.translate(_TABLE)
    spans = [Span(0, len(shown), style)] if style and shown else None
    return Content(shown, spans, strip_control_codes=False)


def line(*parts: str | tuple[str, str] | Content) -> Content:
    """Put parts together: texts, texts with a style, or content."""
    made = [
        part
        if isinstance(part, Content)
        else plain(part)
        if isinstance(part, str)
        else plain(*part)
        for part in parts
    ]
    return Content("").join(made)


def mark(letter: str) -> Content:
    """A rating or band letter in its colour."""
    return plain(letter, STYLES.get(letter, ""))


@lru_cache(maxsize=2000)
def _rows(text: str, width: int) -> tuple[str, ...]:
    """A text in rows; the same texts are painted at every key."""
    return tuple(broken(text, width))


def wrapped(text: str, width: int, most: int, style: str = "") -> list[Content]:
    """A text in at most `most` rows of `width` cells; one that is cut ends in `~`."""
    flat, width = plain(" ".join(text.split())).plain, min(width, READING)
    rows = [plain(row.rstrip(), style) for row in _rows(flat, max(width, 8))]
    if len(rows) > most:
        rows = rows[: max(most, 1)]
        rows[-1] = rows[-1].truncate(max(width - 2, 1)).rstrip() + plain(" ~", style)
    return rows


def cut(content: Content, width: int) -> Content:
    """Cut content to `width` cells; what is cut ends in `~`."""
    if content.cell_length <= width:
        return content
    return content.truncate(width - 1).rstrip() + plain("~") if width > 1 else content.truncate(0)


# Seven cells: a blank, a year, and what often stands behind it.
def shortened(name: str, width: int, kept: int = 7) -> Content:
    """A name in `width` cells, its end kept: a year tells one assessment from the next."""
    whole = plain(name)
    if whole.cell_length <= width:
        return whole
    end = whole[-kept:]
    return cut(whole, max(2, width - end.cell_length)) + end


def id_cell(name: str, width: int, style: str = "") -> Content:
    """An id in exactly `width` cells; a long one keeps its end, which tells it from the next."""
    tail = max(1, (width - 1) * 2 // 3)
    short = shortened(" ".join(name.split()), width, tail)
    return padded(short.stylize(style) if style else short, width)


def padded(content: Content, width: int) -> Content:
    """Cut or fill content to exactly `width` cells; it is one row, whatever a name holds."""
    if "\n" in content.plain or "\t" in content.plain:
        content = plain(content.plain.replace("\n", " ").replace("\t", " "))
    short = cut(content, width)
    return short.pad_right(max(0, width - short.cell_length))


def both_ends(left: Content, right: Content, width: int) -> Content:
    """Put two pieces at the ends of one row; the left one is cut when there is no room."""
    room = width - right.cell_length - 1
    return padded(left, max(room, 0)) + plain(" ") + right


def bar(share: Fraction | None, width: int) -> str:
    """A share as a bar in brackets: `[######....]`."""
    return f"[{figures.bar(share, width)}]"


WHOLE = 99
"""Rows that no text of a pane has which rolls: it is laid out whole."""


# Three rows are read at a glance; a pane has more to say.
def indented(text: str, width: int, most: int = 3, style: str = "") -> list[Content]:
    """A text in at most `most` rows of a pane `width` cells wide, a blank at either side."""
    return [line(" ", row) for row in wrapped(text, width - 2, most, style)]


def hanging(head: Content, rows: Iterable[Content]) -> list[Content]:
    """Rows behind a head; those after the first stand under it."""
    blank = plain(" " * head.cell_length)
    return [(blank if at else head) + row for at, row in enumerate(rows)]


def rule(width: int) -> Content:
    """A row that divides."""
    return plain("-" * width, DIM)


def effect(title: str, moved: Sequence["Moved"], width: int) -> list[Content]:
    """The figures before and after a what-if; those that move stand out."""
    rows = [cut(line(" ", (title, STRONG)), width)]
    for row in moved:
        style = STRONG if row.changed else DIM
        label, before = padded(plain(row.label, style), 26), padded(plain(row.before, style), 22)
        rows.append(line(" ", label, before, ("-> ", DIM), (row.after, style)))
    return rows


def with_person(words: str, person: Iterable[str] | None) -> str:
    """Words with who is meant behind them, where a person may be named."""
    return words if person is None else i18n.with_aside(words, i18n.names(filter(None, person)))


def right(content: Content, width: int) -> Content:
    """Content at the right end of `width` cells."""
    return plain(" " * max(0, width - content.cell_length)) + content


def message_of(problem: GapwizardError, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """The message of an error; fields are looked up only once something is refused.

    `own` are the names that fields have in the form at hand, where several records have one.
    """
    from gapwizard.session.acts.labels import labels

    return problem.worded({**labels(), **own})

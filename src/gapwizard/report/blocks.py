"""A Markdown report as plain blocks: the one walk over its tokens from which Word and PDF are made.

Nothing here knows where the blocks go. Headings never skip a level (readers of a screen count on
it); the first one is the title of the whole and stands on the cover. An address behind a link is
printed, for paper has no links. In the front matter `pagebreak` lists patterns of headings that
begin a page, such as `NC-*`; a heading of a higher level right above one begins it instead. The
front matter is read back here too: keys and values between two lines of dashes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token


def split_front(markdown: str) -> tuple[dict[str, str], str]:
    """Take the front matter off: its keys with their values, and the text without it."""
    lines = markdown.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return {}, markdown
    end = lines.index("---", 1)
    pairs = (line.partition(": ") for line in lines[1:end] if ": " in line)
    return {key: _plain(value) for key, _colon, value in pairs}, "\n".join(lines[end + 1 :])


def _plain(value: str) -> str:
    """Read a quoted value, or a list of them, as words."""
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return ", ".join(map(str, read)) if isinstance(read, list) else str(read)


DEEPEST = 6
"""Levels of headings below the title."""
_NO_TEXT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), 65533)
"""What XML cannot hold; a text from outside never has it (`markdown.visible`), a template may."""
_BOX = re.compile(r"\[([ xX])\]\s+")
BOXES = ("☐", "☒")
"""Of a task that is open, and of one that is done."""


class Run(NamedTuple):
    """Text that looks the same throughout."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; level 1 is a section of the report."""

    level: int
    runs: Runs
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    runs: Runs
    caption: bool = False
    """Nothing but emphasis, and a table follows: it says what the table shows."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, its items made of blocks."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None
    """The number of the first item; None where dots stand before them."""
    boxed: bool = False
    """Whether a box stands before each item instead of a dot: a list of tasks."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    dashes: tuple[int, ...]
    """Under each heading: the widths that its columns ask for."""
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands alone in its paragraph."""

    source: str
    words: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines that are shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are set off."""

    blocks: tuple["Block", ...]


Block: TypeAlias = Title | Words | ItemList | Grid | Picture | Verbatim | Quotation


INTRODUCTION = 400
"""Letters between two headings that fill no page: four or five lines."""


class ReportText(NamedTuple):
    """A whole report."""

    front: Mapping[str, str]
    title: str
    """The first heading of level 1; the title of the front matter where there is none."""
    blocks: tuple[Block, ...]


def parse(markdown: str) -> ReportText:
    """Read a report that `render` made."""
    front, text = split_front(markdown.translate(_NO_TEXT))
    parser = MarkdownIt("js-default", {"html": False, "linkify": False})
    walk = _Walk(parser.parse(text), text.split("\n"), front.get("pagebreak", "").split(", "))
    blocks = _with_headings_above(walk.until(""))
    return ReportText(front, walk.title or front.get("title", ""), blocks)


def _with_headings_above(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a report; what begins a page takes the headings that it stands under along.

    They would be left alone at the end of the page before, or with a few lines on a page of their own.
    """
    found = list(blocks)
    for at in range(len(found) - 1, 0, -1):
        below, over = found[at], _heading_over(found, at)
        above = found[over] if over is not None else None
        if isinstance(above, Title) and isinstance(below, Title) and over is not None:
            taken = below.new_page and above.level < below.level
            found[over] = replace(above, new_page=above.new_page or taken)
            found[at] = replace(below, new_page=below.new_page and not taken)
    return tuple(found)


def _heading_over(blocks: Sequence[Block], at: int) -> int | None:
    """Where the heading stands above a block, with no more than a short introduction between."""
    letters = 0
    for place in range(at - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, Title):
            return place
        if not isinstance(block, Words):
            return None
        letters += len(plain(block.runs))
        if letters > INTRODUCTION:
            return None
    return None


def plain(runs: Runs) -> str:
    """The words of some runs."""
    return runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)


class _Walk:
    """One pass over the tokens, forward only."""

    def __init__(self, tokens: Sequence[Token], lines: Sequence[str], breaks: list[str]) -> None:
        self._tokens = tokens
        self._lines = lines
        self._breaks = breaks
        self._at = 0
        self._level = 0
        self.title = ""

    def until(self, end: str) -> Iterator[Block]:
        """The blocks up to the token that closes their container, which is taken too."""
        while self._at < len(self._tokens):
            token = self._take()
            if token.type == end:
                return
            block = self._block(token)
            if block is not None:
                yield block

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "heading_open":
                return self._heading(int(token.tag[1:]))
            case "paragraph_open":
                return self._paragraph()
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "table_open":
                return self._table(token)
            case "fence" | "code_block":
                return Verbatim(token.content.rstrip("\n"))
            case "blockquote_open":
                return Quotation(tuple(self.until("blockquote_close")))
        return None  # a rule divides nothing that headings do not

    def _inline(self) -> Token:
        """The one inline token of a heading, paragraph or cell; its closing token is taken too."""
        token = self._take()
        self._at += 1
        return token

    def _heading(self, level: int) -> Title | None:
        runs = runs_of(self._inline())
        if level == 1 and not self.title and not self._level:
            self.title = plain(runs)
            return None
        self._level = min(max(1, level - bool(self.title)), self._level + 1, DEEPEST)
        words = plain(runs)
        new_page = any(fnmatchcase(words, pattern) for pattern in self._breaks if pattern)
        return Title(self._level, runs, new_page)

    def _paragraph(self) -> Block:
        token = self._inline()
        inside = token.children or []
        if len(inside) == 1 and inside[0].type == "image":
            return Picture(str(inside[0].attrs.get("src", "")), inside[0].content)
        runs = runs_of(token)
        follows = self._tokens[self._at].type if self._at < len(self._tokens) else ""
        caption = follows == "table_open" and bool(runs) and all(run.italic for run in runs)
        return Words(runs, caption)

    def _list(self, token: Token) -> ItemList:
        first = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        end = token.type.replace("open", "close")
        items = []
        while self._take().type != end:
            items.append(tuple(self.until("list_item_close")))
        boxed = [_with_box(item) for item in items]
        all_boxed = bool(items) and all(
            one is not item for one, item in zip(boxed, items, strict=True)
        )
        return ItemList(tuple(boxed), first, first is None and all_boxed)

    def _table(self, token: Token) -> Grid:
        rows: list[tuple[Runs, ...]] = []
        row: list[Runs] = []
        while (inside := self._take()).type != "table_close":
            if inside.type in ("th_open", "td_open"):
                row.append(runs_of(self._inline()))
            elif inside.type == "tr_close":
                rows.append(tuple(row))
                row = []
        rule = self._lines[token.map[0] + 1] if token.map else ""
        dashes = tuple(max(3, cell.count("-")) for cell in rule.split("|") if "-" in cell)
        even = (1,) * len(rows[0])
        return Grid(dashes if len(dashes) == len(even) else even, rows[0], tuple(rows[1:]))


def runs_of(token: Token) -> Runs:
    """The text inside a heading, paragraph or cell; neighbours that look alike are one run."""
    children = token.children or []
    if len(children) == 1 and children[0].type == "text":  # nearly every cell
        return (Run(children[0].content),) if children[0].content else ()
    found: list[Run] = []
    state = {"strong": 0, "em": 0, "s": 0}
    links: list[str] = []
    for child in children:
        mark, _underscore, end = child.type.rpartition("_")
        text = child.content
        if mark in state:
            state[mark] += 1 if end == "open" else -1
            continue
        if child.type == "link_open":
            links.append(str(child.attrs.get("href", "")))
            continue
        if child.type == "link_close":
            text = _address(links.pop(), found)
        elif child.type in ("softbreak", "hardbreak"):
            text = "\n" if child.type == "hardbreak" else " "
        if text:
            look = (
                state["strong"] > 0,
                state["em"] > 0,
                state["s"] > 0,
                child.type == "code_inline",
            )
            if found and found[-1][1:] == look:
                found[-1] = found[-1]._replace(text=found[-1].text + text)
            else:
                found.append(Run(text, *look))
    return tuple(found)


def _address(target: str, before: list[Run]) -> str:
    """What stands behind the words of a link: where it leads, unless the words say so."""
    said = before[-1].text if before else ""
    return "" if target.startswith("#") or said.endswith(target) else f" ({target})"


def _with_box(item: tuple[Block, ...]) -> tuple[Block, ...]:
    """An item of a list of tasks with a box that is empty or ticked."""
    if not item or not isinstance(item[0], Words) or not item[0].runs:
        return item
    first = item[0].runs[0]
    box = _BOX.match(first.text)
    if box is None:
        return item
    words = BOXES[box[1] != " "] + " " + first.text[box.end() :]
    return (Words((first._replace(text=words), *item[0].runs[1:])), *item[1:])

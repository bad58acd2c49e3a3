"""Text from outside becomes Markdown that shows it, and tables become as wide as what they hold.

The law: text, escaped, parsed as Markdown, read as plain text, is the text again (a line break
becomes a space; white space at the ends goes; what cannot be seen is shown as a visible mark).

Pandoc, and so Word, divides a table that is wider than a line by the dashes under its heading: with
three under each, a column of ids is as wide as one of sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from gapwizard.domain.visible import mark as mark_of
from gapwizard.domain.visible import width
from gapwizard.i18n import with_aside

_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
"""Controls, direction overrides, zero-width characters and halves of characters."""

_BREAKS = "\r\n\u2028\u2029"
_ALWAYS = r"\\`*{}\[\]<#|~$^@"
"""What can open or close something anywhere."""

_SPECIAL = re.compile(
    rf"[{_BREAKS}{_HIDDEN}{_ALWAYS}_&/.](?:"  # one set first: the search skips all else quickly
    rf"(?<=\r)\n?|(?<=[{_BREAKS}{_HIDDEN}{_ALWAYS}])"
    r"|(?<=_)(?:(?<![0-9A-Za-z]_)|(?![0-9A-Za-z]))"  # inside a word an underscore is itself
    r"|(?<=&)(?!\s)"  # an entity
    r"|(?<=//)|(?<=[wW]{3}\.)|(?<=\w\.)(?=[^\W\d_]{2}))"  # what makes an address a link
)
_START = re.compile(r"[-+=>:.)]|[0-9]+(?=[.)](?:\s|$))")
"""What opens a list, a quotation, an underline or a table when a line begins with it."""


LEAST, MOST = 3, 40
"""Dashes of one column: a sentence wraps, and one long cell does not starve the others."""
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+ *")
_BAR = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Md(str):
    """Markdown made by ourselves, to be printed as it is."""

    __slots__ = ()


BLANK = Md("……………………")
"""A line to fill in by hand."""
TO_WRITE_IN = 56
"""Places of a column in which a person writes: two thirds of the line beside the longest label."""
NONE = Md("–")
"""An empty cell."""


def inline(text: str) -> Md:
    """Escape a text into one line of Markdown, for a cell, a heading or a paragraph."""
    text = text.strip()
    escaped = _SPECIAL.sub(_escape, text)
    start = _START.match(escaped)
    if start is not None:
        digits = start[0] if start[0].isdigit() else ""
        escaped = f"{digits}\\{escaped[len(digits) :]}"
    if escaped.endswith("\\\\"):  # a bar that closes the cell must not be escaped by it
        escaped = escaped[:-2] + "&#92;"
    return Md(escaped)


def block(text: str) -> Md:
    """Escape a text into paragraphs of Markdown, one for each line that holds anything."""
    lines = (inline(line) for line in re.split(r"\r\n?|[\n\u2028\u2029]", text))
    return Md("\n\n".join(line for line in lines if line))


def as_markdown(value: object) -> Md:
    """Any value as Markdown: ours as it is, everything else escaped."""
    return value if isinstance(value, Md) else inline(str(value))


def visible(text: str) -> str:
    """A text with everything that cannot be seen as a visible mark, on one line."""
    return re.sub(rf"\r\n?|[\n\u2028\u2029]|[{_HIDDEN}]", lambda found: _mark(found[0]), text)


def _escape(found: re.Match[str]) -> str:
    special = found[0]
    if special == "<":
        return "&lt;"
    if special.isascii() and special.isprintable():
        return f"\\{special}"
    return _mark(special).replace("<", "&lt;")


def _mark(letter: str) -> str:
    return " " if letter[0] in _BREAKS else mark_of(letter)


def proportioned(markdown: str) -> str:
    """Markdown whose tables have dashes in proportion to what their columns hold."""
    lines = markdown.split("\n")
    for at in _rules(lines):
        rows = [_cells(lines[at - 1])]
        for line in lines[at + 1 :]:
            if not line.startswith("|"):
                break
            rows.append(_cells(line))
        lines[at] = _rule(_cells(lines[at]), rows)
    return "\n".join(lines)


def tables(
    title: str, headings: Sequence[str], groups: Mapping[str, Sequence[Sequence[str]]]
) -> str:
    """A document with a table for each group that has rows; `title` is Markdown, all else is text."""
    parts = [f"# {title}"]
    for name, rows in groups.items():
        if rows:
            lines = [headings, *([inline(cell) or NONE for cell in row] for row in rows)]
            head, *body = [f"| {' | '.join(cells)} |" for cells in lines]
            rule = f"|{'---|' * len(headings)}"
            parts += [
                f"## {with_aside(name, len(rows))}",
                proportioned("\n".join([head, rule, *body])),
            ]
    return "\n\n".join(parts) + "\n"


def _rules(lines: Sequence[str]) -> Iterator[int]:
    """The lines under the headings of tables, those inside a fence left out."""
    fence = ""
    for at, line in enumerate(lines):
        if line.startswith("|"):
            if not fence and at and lines[at - 1].startswith("|") and _RULE.fullmatch(line):
                yield at
        elif "```" in line or "~~~" in line:  # looking first is faster than matching every line
            found = _FENCE.match(line)
            if found is not None and (not fence or found[1].startswith(fence)):
                fence = "" if fence else found[1]


def _cells(line: str) -> list[str]:
    # A bar can be escaped only where there is a backslash; else dividing needs no expression.
    cells = _BAR.split(line.strip()) if "\\" in line else line.strip().split("|")
    return [cell.strip() for cell in cells[1:-1]]


def _rule(marks: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rule of a table: a dash for each place of the widest cell, alignment kept.

    A column whose cells do not fit on a line has one for each place of its mean cell: one long cell
    among short ones takes no room from a column that is full of words. Beside labels, a column to
    write in has room for a hand, however little stands there yet.
    """
    parts = []
    for column, mark in enumerate(marks):
        widths = [width(row[column]) for row in rows if column < len(row)]
        places = max(widths, default=0)
        if places > MOST:
            places = min(max(sum(widths) // len(widths), MOST // 2), 2 * MOST)
        if len(marks) == 2 and any(BLANK in row[column : column + 1] for row in rows):
            places = max(places, TO_WRITE_IN)
        ends = mark.startswith(":") + mark.endswith(":")
        dashes = "-" * (max(places, LEAST) - ends)
        parts.append(f"{':' * mark.startswith(':')}{dashes}{':' * mark.endswith(':')}")
    return f"|{'|'.join(parts)}|"

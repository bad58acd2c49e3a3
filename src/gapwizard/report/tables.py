"""Tables of Markdown whose dashes tell how wide each column is to be.

Pandoc, and so Word, divides a table that is wider than a line by the dashes under its heading: with
three under each, a column of ids is as wide as one of sentences.
"""

import re
from collections.abc import Iterator, Sequence

from gapwizard.domain.visible import width

LEAST, MOST = 3, 40
"""Dashes of one column: a sentence wraps, and one long cell does not starve the others."""
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+ *")
_BAR = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


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


def _rules(lines: Sequence[str]) -> Iterator[int]:
    """The lines under the headings of tables, those inside a fence left out."""
    fence = ""
    for at, line in enumerate(lines):
        found = _FENCE.match(line)
        if found is not None and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        elif not fence and at and lines[at - 1].startswith("|") and _RULE.fullmatch(line):
            yield at


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.strip())[1:-1]]


def _rule(marks: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rule of a table: a dash for each place of the widest cell, alignment kept."""
    parts = []
    for column, mark in enumerate(marks):
        widest = max((width(row[column]) for row in rows if column < len(row)), default=0)
        ends = mark.startswith(":") + mark.endswith(":")
        dashes = "-" * (min(max(widest, LEAST), MOST) - ends)
        parts.append(f"{':' * mark.startswith(':')}{dashes}{':' * mark.endswith(':')}")
    return f"|{'|'.join(parts)}|"

r"""Several evidence items in one text, as the cell of a sheet holds them.

An item begins where a kind begins: at the start, or after `;`, `；` or a new line. A backslash
before such a divider makes it part of the text before it, and two make one backslash.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gapwizard.domain.evidence import HEAD, Evidence, parse_item
from gapwizard.errors import Refused
from gapwizard.i18n import _

_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.)、．）]")
_BEGIN = re.compile(rf"\s*(?:{_NUMBER.pattern})?\s*{HEAD}|\s*\Z", re.IGNORECASE)
"""What stands after a divider that ends an item: the next one, or nothing."""
_RUN = re.compile(r"(?<!\\)(?:\\*+[;；\n][^\S\n]*+)++")
"""Dividers in a row, each with the backslashes before it; possessive, so that none costs a square."""
_DIVIDER = re.compile(r"(\\*)([;；\n])([^\S\n]*)")


class Item(NamedTuple):
    """One item of a cell."""

    number: int | None
    """Its number in a sheet of ours, from 1: it replaces the item that stands there."""
    evidence: Evidence


def items_in(cell: str) -> tuple[Item, ...]:
    """The items of a cell, none of an empty one. Raises Refused, naming the item."""
    return tuple(map(_item, _parts(cell.replace("\r\n", "\n").replace("\r", "\n"))))


def cell_of(items: Sequence[Evidence]) -> str:
    """The items as one cell that `items_in` reads back the same."""
    last = len(items) - 1
    return "".join(
        f"{item.label}: {_escaped(item.text)}"
        if number == last
        else f"{item.label}: {_escaped(item.text, ';')} "
        for number, item in enumerate(items)
    )


def _escaped(text: str, divider: str = "") -> str:
    """A text whose own dividers end no item, with the one that does behind it."""
    cell = f"{text}{divider}"
    for run in reversed(list(_ends(cell))):
        pieces = list(_DIVIDER.finditer(run[0]))
        ours = len(pieces) - 1 if divider and run.end() == len(cell) else None
        escaped = "".join(
            one[1] * 2 + ("" if number == ours else "\\") + one[2] + one[3]
            for number, one in enumerate(pieces)
        )
        cell = cell[: run.start()] + escaped + cell[run.end() :]
    return cell


def _ends(cell: str) -> Iterator[re.Match[str]]:
    """The runs of dividers that an item, or nothing, stands behind."""
    return (run for run in _RUN.finditer(cell) if _BEGIN.match(cell, run.end()))


def _parts(cell: str) -> list[str]:
    """Divide a cell where items begin, and take the backslashes before dividers away."""
    parts, part, at = [], "", 0
    for run in _ends(cell):
        part += cell[at : run.start()]
        at = run.end()
        for slashes, divider, blank in _DIVIDER.findall(run[0]):
            part += "\\" * (len(slashes) // 2)
            if len(slashes) % 2:
                part += divider + blank
            else:
                parts.append(part)
                part = blank
    return [one for one in (*parts, part + cell[at:]) if one.strip()]


def _item(written: str) -> Item:
    found = _NUMBER.match(written)
    if found is None:
        return Item(None, parse_item(written))
    if int(found[1]) == 0:
        raise Refused(_("evidence {written!r}: items count from 1"), written=written)
    return Item(int(found[1]), parse_item(written[found.end() :]))

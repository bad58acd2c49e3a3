"""A map of ids: which question of last time is which of now, from a CSV file of two columns."""

import csv
import io
from pathlib import Path

from gapwizard.errors import Refused
from gapwizard.exchange import limited
from gapwizard.i18n import _

MAX_BYTES = limited.MIB


def read(path: Path) -> dict[str, str]:
    """Read lines of an id of last time and the id of now; a heading `before,after` may stand first.

    Raises Refused with the line and the reason, Unreadable for the disk.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, cells in enumerate(_records(path), 1):
        words = [cell.strip() for cell in cells]
        if not any(words) or (number == 1 and words == ["before", "after"]):
            continue
        if len(words) != 2 or not all(words):
            raise _refused(path, number, _("two ids are wanted: that of last time, that of now"))
        old, new = words
        if old in found or new in taken:
            name = old if old in found else new
            raise _refused(path, number, _("{name} stands twice").format(name=name))
        found[old] = new
        taken.add(new)
    return found


def _records(path: Path) -> list[list[str]]:
    content = limited.read(path, MAX_BYTES)
    try:
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise Refused(_("{path}: no CSV in UTF-8").format(path=path)) from problem


def _refused(path: Path, line: int, why: str) -> Refused:
    return Refused(_("{path}: line {line}: {why}").format(path=path, line=line, why=why))

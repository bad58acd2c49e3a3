"""A map of ids: which question of last time is which of now, from a CSV file of two columns."""

from pathlib import Path

from gapwizard.exchange import csv_table, limited, sheet
from gapwizard.exchange.heading import Form
from gapwizard.exchange.table import Faults, Line
from gapwizard.i18n import _

MAX_BYTES = limited.MIB
FORM = Form({"before": ("原题号",), "after": ("现题号",)}, ("before", "after"), {})


def read(path: Path) -> dict[str, str]:
    """Read lines of an id of last time and the id of now; a heading `before,after` may stand first.

    Raises Refused with the line and the reason of every fault, Unreadable for the disk.
    """
    faults = Faults(str(path))
    text = sheet.text_of(limited.read(path, MAX_BYTES), str(path), FORM).text
    found: dict[str, str] = {}
    taken: set[str] = set()
    for line in csv_table.of(text, FORM).lines(faults):
        pair = _pair(line, faults)
        if pair is None:
            continue
        old, new = pair
        if old in found or new in taken:
            name = old if old in found else new
            faults.add(line.number, "", _("{name} stands twice").format(name=name))
        found[old] = new
        taken.add(new)
    faults.check()
    return found


def _pair(line: Line, faults: Faults) -> tuple[str, str] | None:
    """The two ids of a line, None for a blank one and, with a fault, for any other."""
    words = [cell.strip() for cell in line.cells]
    while words and not words[-1]:
        words.pop()
    if len(words) == 2 and all(words):
        return words[0], words[1]
    if words:
        faults.add(line.number, "", _("two ids are wanted: that of last time, that of now"))
    return None

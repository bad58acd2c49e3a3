"""The map of ids for a renamed questionnaire: a CSV file of the id of last time and the id of now."""

from pathlib import Path

from gapwizard.exchange import csv_table
from gapwizard.exchange.table import MIB, Faults, Form, TableLine, read_limited
from gapwizard.i18n import _

MAX_BYTES = MIB
"""The largest map of ids: 286 questions take some 6 KiB, at 20 bytes a line."""
ID_MAP = Form({"before": ("原题号",), "after": ("现题号",)}, ("before", "after"), {})


def read_id_map(path: Path) -> dict[str, str]:
    """Read lines of an id of last time and the id of now; a heading `before,after` may stand first.

    Raises Refused with the line and the reason of every fault, Unreadable for the disk.
    """
    faults = Faults(str(path))
    text = csv_table.text_of(read_limited(path, MAX_BYTES), str(path), ID_MAP).text
    found: dict[str, str] = {}
    taken: set[str] = set()
    for line in csv_table.of(text, ID_MAP).lines(faults):
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


def _pair(line: TableLine, faults: Faults) -> tuple[str, str] | None:
    """The two ids of a line, None for a blank one and, with a fault, for any other."""
    words = [cell.strip() for cell in line.cells]
    while words and not words[-1]:
        words.pop()
    if len(words) == 2 and all(words):
        return words[0], words[1]
    if words:
        faults.add(line.number, "", _("two ids are wanted: that of last time, that of now"))
    return None

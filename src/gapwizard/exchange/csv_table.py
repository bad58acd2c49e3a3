"""CSV text as a table of cells: how it is divided is seen by its heading."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from gapwizard.exchange import heading
from gapwizard.exchange.heading import Form, Heading
from gapwizard.exchange.table import MAX_LINES, Faults, TableLine, too_long
from gapwizard.i18n import _

DIVIDERS = ",;\t"
_SEP = re.compile(r'"?sep=([^"\s\w]|\t)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""What Excel writes and reads above the heading."""
_SEARCHED = 1000
"""Records among which the heading is looked for, blank ones included."""


class CsvTable(NamedTuple):
    """A CSV text, divided as its heading is."""

    heading: Heading | None
    divider: str
    text: str
    above: int
    """Lines of the file that stood above `text`."""

    def lines(self, faults: Faults) -> Iterator[TableLine]:
        """The lines below the heading; where it is no CSV any more, it ends with a fault."""
        first = self.heading.line.number if self.heading is not None else 0
        try:
            for line in _records(self.text, self.divider, self.above, strict=True):
                if line.number > MAX_LINES:
                    raise too_long(faults.name)
                if line.number > first:
                    yield line
        except _Broken as problem:
            faults.add(problem.line, "", _("no CSV: {why}").format(why=problem.why))


class _Broken(Exception):
    """A text is no CSV from a line on."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


def of(text: str, form: Form) -> CsvTable:
    """Find how a text is divided: as most columns are known; `sep=` above the heading says it."""
    above, dividers = 0, DIVIDERS
    sep = _SEP.match(text)
    if sep is not None:
        above, dividers, text = 1, sep[1], text[sep.end() :]
    found = [heading.find(form, _probe(text, divider, above)) for divider in dividers]
    best = heading.better(found)
    if best is None:
        divider = max(dividers, key=text.partition("\n")[0].count)
        return CsvTable(None, divider, text, above)
    return CsvTable(found[best], dividers[best], text, above)


def _probe(text: str, divider: str, above: int) -> Iterator[TableLine]:
    """The first records as a forgiving reader sees them."""
    try:
        yield from islice(_records(text, divider, above, strict=False), _SEARCHED)
    except _Broken:
        return


def _records(text: str, divider: str, above: int, *, strict: bool) -> Iterator[TableLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=strict)
    while True:
        number = reader.line_num + 1 + above
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _Broken(number, str(problem)) from problem
        yield TableLine(number, cells)

"""A table of cells with the numbers of its lines, and the faults that are found in it."""

from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.errors import Refused
from gapwizard.i18n import _, ngettext

MAX_LINES = 100_000
"""A full assessment has 286 rows."""
NO_VALUE = "\ufffc"
"""Stands for the value of a formula that no spreadsheet has computed."""
PRINTED = 50
"""Faults that are told one by one."""


class Line(NamedTuple):
    """One record and the line of the file, or the row of the sheet, in which it begins."""

    number: int
    cells: Sequence[str]


class Fault(NamedTuple):
    """What is wrong in one place; without a column it is the whole line."""

    line: int
    column: str
    why: str


class Faults:
    """The faults of one file, collected while it is read."""

    def __init__(self, name: str) -> None:
        """Collect for a file of this name."""
        self.name = name
        self._found: list[Fault] = []

    def add(self, line: int, column: str, why: object) -> None:
        """Note a fault; `column` may be empty."""
        self._found.append(Fault(line, column, str(why)))

    @property
    def full(self) -> bool:
        """Whether more are known than are told, so that what is added now only counts."""
        return len(self._found) > PRINTED

    def check(self) -> None:
        """Raise Refused with the first faults by line, and the count of the rest, if there are any."""
        if not self._found:
            return
        found = sorted(self._found, key=lambda fault: fault.line)
        said = [self._said(fault) for fault in found[:PRINTED]]
        rest = len(found) - PRINTED
        if rest > 0:
            said.append(
                ngettext("and {count} fault more", "and {count} faults more", rest).format(
                    count=rest
                )
            )
        raise Refused("\n".join(said))

    def _said(self, fault: Fault) -> str:
        if not fault.column:
            return _("{name}: line {line}: {why}").format(
                name=self.name, line=fault.line, why=fault.why
            )
        return _("{name}: line {line}: column {column}: {why}").format(
            name=self.name, line=fault.line, column=fault.column, why=fault.why
        )


def too_long(name: str) -> Refused:
    """The refusal of a file of too many lines."""
    return Refused(
        _("{path}: more than {limit} lines, the most that are read"), path=name, limit=MAX_LINES
    )

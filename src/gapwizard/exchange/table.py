"""What every sheet from outside has in common: how much of it is read, its lines, and its faults."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _, ngettext

MIB = 1024 * 1024
MAX_LINES = 100_000
"""A full assessment has 286 rows."""
NO_VALUE = "\ufffc"
"""Stands for the value of a formula that no spreadsheet has computed."""
PRINTED = 50
"""Faults that are told one by one."""


class TableLine(NamedTuple):
    """One record and the line of the file, or the row of the sheet, in which it begins."""

    number: int
    cells: Sequence[str]


class CellFault(NamedTuple):
    """What is wrong in one place; without a column it is the whole line."""

    line: int
    column: str
    why: str


class Faults:
    """The faults of one file, collected while it is read."""

    def __init__(self, name: str) -> None:
        """Collect for a file of this name."""
        self.name = name
        self._found: list[CellFault] = []

    def add(self, line: int, column: str, why: object) -> None:
        """Note a fault; `column` may be empty."""
        self._found.append(CellFault(line, column, str(why)))

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

    def _said(self, fault: CellFault) -> str:
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


def limited(path: Path, limit: int) -> bytes:
    """The content of a file of at most `limit` bytes. Raises Refused or Unreadable.

    Never more than that is read: a device has no size to ask for.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError as problem:
        raise Refused(_("{path}: there is no such file"), path=path) from problem
    except ValueError as problem:  # a NUL in the name
        raise Refused(f"{str(path)!r}: {problem}") from problem
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
    if len(content) > limit:
        raise Refused(_("{path}: larger than {limit} MiB"), path=path, limit=limit // MIB)
    return content

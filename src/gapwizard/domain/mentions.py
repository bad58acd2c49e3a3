"""Which row names which: the one place that knows the fields by which rows of an assessment refer to others.

What is gone but named gives its id to no other thing, and a merge takes nothing away that the other
side newly rests on.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.base import Value
from gapwizard.domain.evidence import Evidence, begins_with
from gapwizard.domain.merge_fields import flat

Thing = tuple[str, str]
"""A row that can be named: its table and its id."""
TABLES = ("about", "answers", "documents", "actions", "responsibilities", "slots", "files",
          "registers", "tasks")  # fmt: skip
"""The tables whose rows name others."""
ONLY_IDS = re.compile(r"[A-Z]+-[\w.]+(?:[\s,;，、；]+[A-Z]+-[\w.]+)*")
"""A cell that says nothing but ids refers to what has them; a text that holds one does not."""
_COUNTED = re.compile(r"[A-Z]+-\d+")


class Mention(NamedTuple):
    """A field of a row that names another row."""

    thing: Thing
    table: str
    row: str
    path: str
    """Empty: the row itself is about the other one, as a task is."""


def mentions_in(table: str, name: str, row: Value) -> Iterator[Mention]:
    """Everything that one row names; a row of a register by its id alone, as cells name it."""
    for path, value in flat(row).items():
        for thing in _named(table, path, value):
            yield Mention(thing, table, name, path)
    if table == "tasks" and (about := name.partition(".")[2]):
        yield from (Mention((other, about), table, name, "") for other in ("actions", "files"))


def _named(table: str, path: str, value: object) -> Iterator[Thing]:
    first, _divided, key = path.partition(".")
    if first in ("parts", "capacity") and table in ("responsibilities", "about"):
        yield "departments", key
    elif isinstance(value, str):
        yield from _named_in_text(table, path, value)
    elif isinstance(value, tuple) and (table, path) == ("files", "documents"):
        yield from (("documents", name) for name in value)
    elif isinstance(value, tuple) and (table, path) == ("answers", "evidence"):
        for item in value:
            found = _COUNTED.match(item.text) if isinstance(item, Evidence) else None
            if found and begins_with(item.text, found[0]):
                yield "documents", found[0]


def _named_in_text(table: str, path: str, value: str) -> Iterator[Thing]:
    if table == "registers" and ONLY_IDS.fullmatch(value):
        every = ids_in(value)
        yield from ((other, name) for other in ("documents", "findings") for name in every)
        if len(every) == 1:  # a row of another register is named alone
            yield "registers", value
    elif (table, path) == ("actions", "depends_on"):
        yield from (("actions", name) for name in ids_in(value))
    elif (table, path) == ("actions", "source"):
        yield from ((other, name) for other in ("documents", "findings") for name in ids_in(value))
    elif (table, path) == ("slots", "department"):
        yield "departments", value
    elif table == "documents" and path in ("held_in", "replaced_by"):
        yield "documents", value


def ids_named(assessment: Assessment) -> set[str]:
    """The ids that anything names: what is gone leaves them to nobody.

    Were the last action deleted and its id given anew, what depends on it would be the new one's
    without anybody having said so.
    """
    return {
        one.thing[1]
        for table in TABLES
        for name, row in assessment.rows(table).items()
        for one in mentions_in(table, name, row)
    }

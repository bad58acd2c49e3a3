"""Every text of an assessment given through one function: names taken out, words replaced.

A text is recognised by its type, so that a field added later is not forgotten; ids stay.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar, get_args

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Text, Value

V = TypeVar("V", bound=Value)


class Where(NamedTuple):
    """Where in an assessment a text stands."""

    table: str
    row: str
    field: str
    item: int = 0
    """Which of several texts in the field, from 1; 0 where there is one."""

    def __str__(self) -> str:
        """It as a person reads it: `answers 8.6.1-Q02 evidence 2`."""
        place = f"{self.table} {self.row} {self.field}"
        return f"{place} {self.item}" if self.item else place


Change = Callable[[str, Where], str]


def rewritten(assessment: Assessment, change: Callable[[str], str]) -> Assessment:
    """An assessment with every text of every row changed; rows and ids stay."""
    return rewritten_where(assessment, lambda text, _where: change(text))


def rewritten_where(assessment: Assessment, change: Change) -> Assessment:
    """Do the same with a function that is told where each text stands."""
    update: dict[str, object] = {
        "about": _row(assessment.about, change, Where("about", "about", ""))
    }
    for table in TABLES:
        if table != "about":
            rows: Mapping[str, Value] = getattr(assessment, table)
            update[table] = {
                name: _row(row, change, Where(table, name, "")) for name, row in rows.items()
            }
    return assessment.model_copy(update=update)


def texts_of(assessment: Assessment) -> Iterable[str]:
    """Every text of an assessment."""
    found: list[str] = []

    def collect(text: str) -> str:
        found.append(text)
        return text

    rewritten(assessment, collect)
    return found


def _row(row: V, change: Change, where: Where) -> V:
    update: dict[str, object] = {}
    for name, field in type(row).model_fields.items():
        value = getattr(row, name)
        here = where if where.field else where._replace(field=name)
        if isinstance(value, str) and field.metadata == _TEXT:
            update[name] = change(value, here)
        elif isinstance(value, tuple):
            texts = get_args(field.annotation)[:1] == (Text,)
            update[name] = tuple(
                _item(item, change, here._replace(item=number), text=texts)
                for number, item in enumerate(value, 1)
            )
    return row.model_copy(update=update)


def _item(item: object, change: Change, where: Where, *, text: bool) -> object:
    if isinstance(item, Value):
        return _row(item, change, where)
    return change(item, where) if text and isinstance(item, str) else item


class _Sample(Value):
    """A row with one text, to know texts by."""

    text: Text


_TEXT = _Sample.model_fields["text"].metadata

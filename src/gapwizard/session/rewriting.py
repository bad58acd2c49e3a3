"""Every text of an assessment given through one function: names taken out, words replaced.

A text is recognised by its type, so that a field added later is not forgotten; ids stay.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, get_args

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Text, Value
from gapwizard.session.text import LIMIT

V = TypeVar("V", bound=Value)


def rewritten(assessment: Assessment, change: Callable[[str], str]) -> Assessment:
    """Give an assessment with every text of every row changed; rows and ids stay."""
    update: dict[str, object] = {"about": _row(assessment.about, change)}
    for table in TABLES:
        if table != "about":
            rows: Mapping[str, Value] = getattr(assessment, table)
            update[table] = {name: _row(row, change) for name, row in rows.items()}
    return assessment.model_copy(update=update)


def texts_of(assessment: Assessment) -> Iterable[str]:
    """Give every text of an assessment."""
    found: list[str] = []

    def collect(text: str) -> str:
        found.append(text)
        return text

    rewritten(assessment, collect)
    return found


def _row(row: V, change: Callable[[str], str]) -> V:
    update: dict[str, object] = {}
    for name, field in type(row).model_fields.items():
        value = getattr(row, name)
        if isinstance(value, str) and field.metadata == _TEXT:
            update[name] = change(value)[:LIMIT]
        elif isinstance(value, tuple):
            texts = get_args(field.annotation)[:1] == (Text,)
            update[name] = tuple(_item(item, change, text=texts) for item in value)
    return row.model_copy(update=update)


def _item(item: object, change: Callable[[str], str], *, text: bool) -> object:
    if isinstance(item, Value):
        return _row(item, change)
    return change(item)[:LIMIT] if text and isinstance(item, str) else item


class _Sample(Value):
    """A row with one text, to know texts by."""

    text: Text


_TEXT = _Sample.model_fields["text"].metadata

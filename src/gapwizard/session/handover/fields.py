"""The fields of an assessment's tables: what becomes of each when it is handed out, and its texts.

A test holds that FATES names every field; one that is added later gets its line there. Texts are
recognised by their type, so that a field added later is not forgotten; ids stay.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeVar, get_args, get_origin

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Text, Value
from gapwizard.session.acts.labels import DECLARED


class FieldFate(StrEnum):
    """What a redacted export and a report do with a field."""

    TEXT = "text"
    """Words: names and forbidden words in it are replaced, and it is searched again afterwards."""
    PRIVATE = "private"
    """Emptied in a redacted export; no report prints it."""
    POST = "post"
    """A name and nothing else: in a redacted export the part that person had."""
    ID = "id"
    """An id or a list of them: searched; one that holds a forbidden word is renamed."""
    PLAIN = "plain"
    """A number, a date, a code out of a fixed list: it can name nobody."""


_T, _P, _POST, _ID, _X = (
    FieldFate.TEXT,
    FieldFate.PRIVATE,
    FieldFate.POST,
    FieldFate.ID,
    FieldFate.PLAIN,
)

FATES: Mapping[str, Mapping[str, FieldFate]] = {
    "about": {
        "name": _T, "questionnaire": _ID, "questionnaire_version": _ID, "created": _X,
        "language": _X, "organisation": _T, "scope": _T, "services": _T, "sites": _T, "basis": _T,
        "contracts": _T, "own_rules": _T, "law": _T, "assessor": _POST, "confidentiality": _T,
        "target": _X, "targets": _ID, "later": _ID, "internal_audit_date": _X,
        "internal_audit_clauses": _ID, "management_review_date": _X, "records_since": _X,
        "period": _X, "report_number": _T, "distribution": _T, "size": _X, "effort": _X, "file_plan": _X, "aim": _X, "other_systems": _T, "plan_from": _X,
        "plan_until": _X,
        "capacity": _ID, "archived": _X, "locked": _X, "grading": _X, "quotes": _X, "baseline": _P, "rules": _X, "former": _X,
    },
    "facts": {"value": _X},
    "answers": {
        "rating": _X, "strength": _X, "note": _P, "observation": _T, "suggested": _X,
        "comment": _T, "evidence": _T, "shown": _X, "recurring": _X, "lapse": _X,
        "reason": _T, "other_party": _T, "control": _T, "bulk": _X, "follow_up": _P,
        "candidate": _P, "ticked": _X, "at": _X, "client": _X, "reviewed_by": _T, "reviewed_on": _X,
    },
    "maturity": {"level": _X},
    "documents": {
        "state": _X, "held_in": _ID, "reason": _T, "owner": _T, "due": _X, "title": _T,
        "clauses": _ID, "kind": _T, "version": _T, "dated": _X, "location": _P, "sha256": _P,
        "confidentiality": _T, "request": _X, "asked_on": _X, "asked_by": _X, "note": _P, "life": _T,
        "replaced_by": _ID, "disposal": _X,
    },
    "findings": {
        "clause": _ID, "grade": _X, "grade_reason": _T, "set_aside": _T, "title": _T,
        "statement": _T, "evidence": _T, "cause_category": _X, "cause": _T, "risk": _T,
        "position": _T, "correction": _T, "corrective_action": _T, "owner": _T, "due": _X,
        "verification": _T, "effectiveness": _T, "state": _X,
    },
    "actions": {
        "title": _T, "source": _T, "owner": _T, "due": _X, "effort": _X, "priority": _X,
        "depends_on": _T, "state": _X, "note": _P, "start": _X, "verify": _T, "check": _X,
    },
    "departments": {"title": _T, "roles": _ID},
    "responsibilities": {"parts": _ID},
    "interfaces": {"note": _T},
    "slots": {
        "day": _X, "start": _X, "minutes": _X, "topic": _T, "department": _ID, "roles": _ID,
        "core": _X, "clauses": _ID, "interviewer": _POST, "note_taker": _POST, "language": _X, "done": _X,
        "summary": _T,
    },
    "texts": {"text": _T, "over": _T},
    "files": {
        "title": _T, "documents": _ID, "place": _X, "owner": _T, "due": _X, "location": _P,
        "sha256": _P,
    },
    "registers": {"cells": _T},
    "tasks": {
        "owner": _T, "days": _X, "start": _X, "due": _X, "state": _X, "done_on": _X, "dropped": _X,
        "note": _P,
    },
    "disputes": dict.fromkeys(("table", "row", "theirs", "gone", "who", "at", "reason"), _P),
}  # fmt: skip


def fields_with(table: str, fate: FieldFate) -> tuple[str, ...]:
    """The names of the fields of a table that share a fate."""
    return tuple(field for field, known in FATES[table].items() if known is fate)


def is_private(table: str, field: str) -> bool:
    """Tell whether a field is hidden while the client looks on.

    Its form says so, or it is emptied or made a post in what is handed out.
    """
    declared = DECLARED.get(table, {}).get(field)
    if declared is not None and declared.private:
        return True
    return FATES.get(table, {}).get(field) in (FieldFate.PRIVATE, FieldFate.POST)


V = TypeVar("V", bound=Value)


class Where(NamedTuple):
    """Where in an assessment a text stands."""

    table: str
    row: str
    field: str
    item: int = 0
    """Which of several texts in the field, from 1; 0 where there is one."""

    @property
    def field_of_row(self) -> tuple[str, str, str]:
        """Table, row and field, whichever of its texts it is."""
        return self.table, self.row, self.field


Change = Callable[[str, Where], str]
"""What shall stand in the place of a text, by the text and where it stands."""


def rewrite(assessment: Assessment, change: Change) -> Assessment:
    """An assessment with every text of every row changed; rows and ids stay.

    A row of which no text is another is the same object as before.
    """
    made = {
        table: {
            name: _row(row, change, Where(table, name, ""))
            for name, row in assessment.rows(table).items()
        }
        for table in TABLES
    }
    return assessment.model_copy(update={**made, "about": made["about"]["about"]})


def texts_of(assessment: Assessment) -> list[tuple[Where, str]]:
    """Every text of an assessment, with where it stands."""
    found: list[tuple[Where, str]] = []

    def collect(text: str, where: Where) -> str:
        found.append((where, text))
        return text

    rewrite(assessment, collect)
    return found


def _row(row: V, change: Change, where: Where) -> V:
    update: dict[str, object] = {}
    for name, text, texts in _fields(type(row)):
        value = getattr(row, name)
        if not value:
            continue
        field = where.field or name
        if text:
            made: object = change(value, Where(where.table, where.row, field, where.item))
        else:
            made = tuple(
                _item(item, change, Where(where.table, where.row, field, number), text=texts)
                for number, item in enumerate(value, 1)
            )
        if made != value:
            update[name] = made
    return row.model_copy(update=update) if update else row


@cache
def _fields(kind: type[Value]) -> tuple[tuple[str, bool, bool], ...]:
    """The fields of a row that may hold texts: its name, whether it is one, and whether it is several."""
    every = (
        (name, field.metadata == _TEXT, field.annotation)
        for name, field in kind.model_fields.items()
    )
    return tuple(
        (name, text, get_args(kind_)[:1] == (Text,))
        for name, text, kind_ in every
        if text or get_origin(kind_) is tuple
    )


def _item(item: object, change: Change, where: Where, *, text: bool) -> object:
    if isinstance(item, Value):
        return _row(item, change, where)
    return change(item, where) if text and isinstance(item, str) else item


class _Sample(Value):
    """A row with one text, to know texts by."""

    text: Text


_TEXT = _Sample.model_fields["text"].metadata

"""Proof of a history from outside: its chain holds, every act follows from the ones before.

What passes here can be replayed, shown and undone without a surprise.
"""

from pydantic import ValidationError

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Value
from gapwizard.errors import Unreadable
from gapwizard.i18n import _
from gapwizard.store import folder as store
from gapwizard.store import history, rows


def prove(content: bytes, result: Assessment, name: str) -> None:
    """Follow a history to its end, which must be `result`; `name` is said in messages.

    Raises Unreadable naming the line that does not follow.
    """
    log = history.prove(content, name)
    if log.broken is not None or log.torn or not log.acts:
        raise Unreadable(_altered(name, log.broken or len(log.acts) + 1))
    tables: rows.Tables = {}
    for number, act in enumerate(log.acts, start=1):
        try:
            _follow(tables, act, begins=number == 1)
        except (_Odd, ValidationError) as problem:
            raise Unreadable(_altered(name, number)) from problem
    if store.parse(result.id, tables) != result:
        raise Unreadable(
            _("{name}: its history does not lead to the answers in it; nothing was taken in"),
            name=name,
        )


class _Odd(Exception):
    """An act does not follow from the ones before."""


def _altered(name: str, line: int) -> str:
    return _(
        "{name}: line {line} of its history is damaged or was altered; nothing was taken in"
    ).format(name=name, line=line)


def _follow(tables: rows.Tables, act: history.HistoryEntry, *, begins: bool) -> None:
    """Do one act on rows. Raises _Odd or ValidationError when it does not fit them."""
    for change in act.changes:
        if change.table not in TABLES:
            raise _Odd(change.table)
        table = tables.setdefault(change.table, {})
        old, new = _value(change.table, change.old), _value(change.table, change.new)
        now = table.get(change.id)
        if not begins and change.old != now and old != _value(change.table, now):
            raise _Odd(change.id)
        if change.table == "about" and (change.id != "about" or new is None):
            raise _Odd(change.id)
        if change.new is None:
            table.pop(change.id, None)
        else:
            table[change.id] = change.new


def _value(table: str, row: rows.Row | None) -> Value | None:
    return store.value_of(table, row)

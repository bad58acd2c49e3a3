"""By which acts the things of an assessment were made, read from its history.

Ids are given by counting. A row that was removed leaves its id to nobody who counts, but an undo, another
copy or somebody who types it may give it again, and a merge may bring a thing under another id; which
thing a row is, its history tells. An act is named by its hash, which is one in every copy that has it.
"""

import json
from collections.abc import Iterator, Sequence

from gapwizard.domain.merge_lineage import COUNTED, Made
from gapwizard.session.acts.act import MERGE, REWIND
from gapwizard.session.undo import REDO, UNDO
from gapwizard.store import history
from gapwizard.store.history import Acts, HistoryEntry, RowChange
from gapwizard.store.rows import Row

_Key = tuple[str, str]
"""Table and id."""
_Found = dict[_Key, frozenset[str]]
_Step = dict[_Key, frozenset[str] | None]
"""What an act makes of rows; None: they are there no more."""


def print_of(act: HistoryEntry) -> str:
    """What tells an act from all others, in every copy that has it, encrypted or not."""
    # 64 bits tell the acts of one assessment apart.
    return history.encode(act, "")[1][:16]


def made_by(acts: Acts, until: int) -> Made:
    """By which acts the things that stand at a revision of a history were made."""
    found: _Found = {}
    steps: dict[int, tuple[_Step, _Step]] = {}
    texts = _Texts(wanted=any(act.what == REWIND for act in acts.after(0)))
    for act in acts.after(0):
        if act.revision > until:
            break
        if act.what in (UNDO, REDO) and act.reverses in steps:
            before, after = steps[act.reverses]
            step = before if act.what == UNDO else after
        else:
            again = texts.made_again(act) if act.what == REWIND else {}
            step = _step(found, act) | again
            if step:
                steps[act.revision] = ({key: found.get(key) for key in step}, step)
        for key, made in step.items():
            found.pop(key, None)
            if made is not None:
                found[key] = made
        texts.follow(act, found)
    tables: dict[str, dict[str, frozenset[str]]] = {table: {} for table in COUNTED}
    for (table, name), made in found.items():
        tables[table][name] = made
    return tables


class _Texts:
    """What rows said, and which things they were then: a restored one says it again."""

    def __init__(self, *, wanted: bool) -> None:
        """Begin; what is not `wanted` is not remembered."""
        self._known: dict[tuple[_Key, str], frozenset[str]] = {}
        self._wanted = wanted

    def follow(self, act: HistoryEntry, found: _Found) -> None:
        """Remember what the rows of an act say."""
        for change in act.changes if self._wanted else ():
            key = (change.table, change.id)
            if change.new is not None and key in found:
                self._known[key, _text(change.new)] = found[key]

    def made_again(self, act: HistoryEntry) -> _Step:
        """By which acts the rows were made that an act brings back to what they were."""
        told = [((c.table, c.id), _text(c.new)) for c in act.changes if c.new is not None]
        return {key: self._known[key, text] for key, text in told if (key, text) in self._known}


def _text(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _step(found: _Found, act: HistoryEntry) -> _Step:
    """What an act that takes nothing back makes of the rows there were."""
    step: _Step = {}
    brought = {(table, name): frozenset(acts) for (table, name), acts in _brought(act)}
    changed = {(c.table, c.id): c for c in act.changes if c.table in COUNTED}
    new = [
        key
        for key, change in changed.items()
        if change.new is not None and key not in brought
        and (change.old is None or key not in found or _is_replaced(act, change))
    ]  # fmt: skip
    if new:
        mark = print_of(act)
        step.update({key: frozenset([f"{key[1]}.{mark}"]) for key in new})
    for key, acts in brought.items():
        # Whoever decided that a row stays as it is here has kept the thing that it was.
        if key in changed or found.get(key, {""}) <= acts:
            step[key] = acts
    return step | {key: None for key, change in changed.items() if change.new is None}


def _brought(act: HistoryEntry) -> Iterator[tuple[_Key, Sequence[str]]]:
    for name, acts in (act.origins or {}).items():
        table, _slash, row = name.partition("/")
        if table in COUNTED:
            yield (table, row), acts


def _is_replaced(act: HistoryEntry, change: RowChange) -> bool:
    """Whether a merge that did not keep the origins of what it brought put another thing under an id."""
    return (
        act.what == MERGE
        and act.origins is None
        and _about(change.table, change.old or {}) != _about(change.table, change.new or {})
    )


def _about(table: str, row: Row) -> list[object]:
    """As `about_of`, of a row as a history keeps it."""
    cells = row.get("cells")
    if table == "registers":
        return cells[:1] if isinstance(cells, list) else []
    return [row.get(name) for name in COUNTED[table].about]

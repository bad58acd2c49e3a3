"""Undo and redo, worked out from the history, so that they reach across sessions.

The history only grows: an undo is an act of its own that says which one it takes back.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gapwizard.session.acts.act import LOCK, UNLOCK
from gapwizard.store.history import HistoryEntry, RowChange

__all__ = ["HistoryEntry", "RowChange", "UndoStack"]
"""Faces know entries of the history from here."""

UNDO: Final = "undo"
REDO: Final = "redo"
CREATE: Final = "create"
REPAIR: Final = "repair"
"""The act with which a repaired history begins."""
MORE: Final = "more"
"""The act that goes on with the text of the one before it: both are one step of undo."""
RULES_ACT: Final = "rules"
"""The act that keeps the figures under older rules, when an assessment comes to those of today."""
NEVER_UNDONE = (CREATE, REPAIR, RULES_ACT, LOCK, UNLOCK)
"""A lock is no work to take back: undone, it would bar its own redo."""


class UndoStack:
    """Which acts can be undone and redone, in order; reads a history when it is first asked."""

    def __init__(self, acts: Sequence[HistoryEntry]) -> None:
        """Follow a history, now and as it grows."""
        self._acts = acts
        self._read = 0
        self._done: list[HistoryEntry] = []
        self._undone: list[HistoryEntry] = []

    def _follow(self) -> None:
        for place in range(self._read, len(self._acts)):
            with contextlib.suppress(IndexError):  # one that takes nothing back changes nothing
                self.take(self._acts[place])
        self._read = len(self._acts)

    def take(self, act: HistoryEntry) -> None:
        """Follow one act. Raises IndexError for one that takes back what was never done."""
        if act.label.partition(" ")[0] in NEVER_UNDONE and act.what in (UNDO, REDO):
            return  # of a time when a lock could be undone
        if act.what == UNDO:
            self._undone.append(self._done.pop())
        elif act.what == REDO:
            self._done.append(self._undone.pop())
        elif act.what not in NEVER_UNDONE:
            joined = _joined(self._done[-1], act) if self._done and act.what == MORE else None
            self._done[-1:] = [*self._done[-1:], act] if joined is None else [joined]
            self._undone.clear()

    @property
    def undoable(self) -> HistoryEntry | None:
        """The act that undo would take back."""
        self._follow()
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> HistoryEntry | None:
        """The act that redo would do again."""
        self._follow()
        return self._undone[-1] if self._undone else None

    def __len__(self) -> int:
        self._follow()
        return len(self._done)


def _joined(step: HistoryEntry, act: HistoryEntry) -> HistoryEntry | None:
    """One step of the one before and of an act that goes on with it, None where it does not."""
    before = {(change.table, change.id): change for change in step.changes}
    if step.revision + 1 != act.revision or [*before] != [(c.table, c.id) for c in act.changes]:
        return None
    rows = (change._replace(old=before[change.table, change.id].old) for change in act.changes)
    return replace(step, revision=act.revision, changes=tuple(rows))

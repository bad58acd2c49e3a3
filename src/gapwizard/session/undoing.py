"""Undo and redo, worked out from the history, so that they reach across sessions."""

from gapwizard.store.history import Act

UNDO = "undo"
REDO = "redo"
CREATE = "create"


class UndoStack:
    """Which acts can be undone and redone, in order."""

    def __init__(self, acts: tuple[Act, ...]) -> None:
        """Work it out from the acts of a history."""
        self._done: list[Act] = []
        self._undone: list[Act] = []
        for act in acts:
            self.take(act)

    def take(self, act: Act) -> None:
        """Follow one more act."""
        if act.what == UNDO:
            self._undone.append(self._done.pop())
        elif act.what == REDO:
            self._done.append(self._undone.pop())
        elif act.what != CREATE:
            self._done.append(act)
            self._undone.clear()

    @property
    def undoable(self) -> Act | None:
        """The act that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Act | None:
        """The act that redo would do again."""
        return self._undone[-1] if self._undone else None

    def __len__(self) -> int:
        return len(self._done)

"""What one undo takes back: an act, or a text with all its saves."""

from gapwizard.session.acts.act import LOCK, UNLOCK
from gapwizard.session.undo import MORE, UNDO, UndoStack
from gapwizard.store.history import HistoryEntry, RowChange


def entry(revision: int, what: str, old: str, new: str, name: str = "Q1") -> HistoryEntry:
    """An act that changes the note of one answer."""
    change = RowChange("answers", name, {"note": old}, {"note": new})
    return HistoryEntry(revision, "2026-01-01", "x", what, name, (change,))


class TestAStep:
    def test_goes_from_before_the_first_save_to_the_last(self) -> None:
        acts = [entry(1, "answer", "", "a"), entry(2, MORE, "a", "ab"), entry(3, MORE, "ab", "abc")]
        stack = UndoStack(acts)
        step = stack.undoable
        assert step is not None
        assert len(stack) == 1
        assert (step.revision, step.what) == (3, "answer")
        assert (step.changes[0].old, step.changes[0].new) == ({"note": ""}, {"note": "abc"})

    def test_does_not_join_what_came_between_or_belongs_elsewhere(self) -> None:
        between = [entry(1, "answer", "", "a"), entry(3, MORE, "a", "ab")]
        elsewhere = [entry(1, "answer", "", "a"), entry(2, MORE, "", "b", "Q2")]
        assert [len(UndoStack(acts)) for acts in (between, elsewhere, between[1:])] == [2, 2, 1]

    def test_is_no_lock_nor_the_undo_of_one_that_an_older_history_has(self) -> None:
        acts = [entry(1, "answer", "", "a"), entry(2, LOCK, "", ""), entry(3, UNLOCK, "", "")]
        assert [act.what for act in [UndoStack(acts).undoable] if act] == ["answer"]
        older = [*acts, entry(4, UNDO, "", "", "unlock acme"), entry(5, UNLOCK, "", "")]
        assert [act.what for act in [UndoStack(older).undoable] if act] == ["answer"]

    def test_is_followed_as_the_history_grows(self) -> None:
        acts = [entry(1, "answer", "", "a")]
        stack = UndoStack(acts)
        assert len(stack) == 1
        acts += [entry(2, MORE, "a", "ab"), entry(3, UNDO, "ab", "")]
        assert len(stack) == 0
        redo = stack.redoable
        assert redo is not None
        assert redo.changes[0].new == {"note": "ab"}

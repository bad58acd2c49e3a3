"""How the card and the note under it share the rows between header and footer."""

from gapwizard.tui.kit.panes import Painted

USUAL, TALL = 5, 9
"""Rows of the note where the question leaves them: in a window, and in a tall one."""
LINES = 3
"""Rows of a note that stay in sight where the question needs the rest."""


def note_rows(asked: Painted, both: int, written: int, usual: int) -> int:
    """The rows of the note, of `both` that card and note have; `written` are those it holds.

    It has its usual rows where the question leaves them, else its head and its last lines: nothing
    between, for each change of heights lays the screen out anew, which doubles the cost of a key.
    """
    fits = len(asked.rows) + len(asked.foot) + usual <= both
    return usual if fits else 1 + min(LINES, written)

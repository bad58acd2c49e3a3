"""Screens around a list: the keys that move in it, the cursor, and the way back.

A screen over `ListScreen` makes its `RowList` with how one thing is painted and how it is known
again, fills it in `show`, and says in panes what is under the cursor.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.content import Content

from gapwizard import i18n
from gapwizard.i18n import N_, _
from gapwizard.tui.kit import opener
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.clicks import key_event
from gapwizard.tui.kit.commands import Command, character_of
from gapwizard.tui.kit.host import Handed, Left
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import line

if TYPE_CHECKING:
    from gapwizard.session.acts.act import Act
    from gapwizard.session.session import Session

T = TypeVar("T")
TAKE_IN = Command("take_in", (), N_("Take a list in from CSV or xlsx, beside what is here"))
"""A command of screens whose rows come in from outside as well."""
MOVES = (
    Command("down", ("down", "j"), N_("Next row")),
    Command("up", ("up", "k"), N_("Previous row")),
    Command("page_down", ("pagedown",), N_("Page down")),
    Command("page_up", ("pageup",), N_("Page up")),
    Command("top", ("home",), N_("To the top")),
    Command("end", ("end",), N_("To the end")),
)
CLOSE = Command("close", ("escape", "q"), N_("Back one screen"), "Esc", N_("Back"))


class ListScreen(KeyScreen):
    """A screen with one list of rows, its first: what is under the cursor is told beside or below."""

    LAST: ClassVar[Sequence[Command]] = (CLOSE,)
    """Commands after those that move; a screen that is not left by Esc has none."""
    TOLD: ClassVar[Sequence[str]] = ("detail",)
    """The panes that tell of the row under the cursor."""

    rows: RowList[Any]
    """The list that the keys move in."""

    LISTED: ClassVar[str] = ""
    """The list that `TAKE_IN` takes in, where it has another name than the screen."""

    _view = ""
    """Which of its views is shown; empty where it has one only."""

    # Coming back

    @property
    def left(self) -> Left:
        """How it was left last, unless one is sent to a row."""
        return Left() if self.handed.row else self.handed.left.get(self.NAME, Left())

    def looked_at(self) -> Left:
        """How it is left now."""
        return Left(self._view, self.rows.key_here)

    def leave(self) -> None:
        """Remember the view and the row, beside what every screen keeps."""
        super().leave()
        self.wizard.hand_on(Handed(left={self.NAME: self.looked_at()}))

    def do_take_in(self) -> None:
        """Ask for a file whose rows are laid beside these."""
        self.wizard.visit("staging", handed=Handed(listed=self.LISTED or self.NAME))

    def commands(self) -> list[Command]:
        """Its own commands, then those that move, then the global ones."""
        own = self.keyed(self.NAME, self.KEYS)
        moves = self.keyed("list", (*MOVES, *self.LAST))
        return [*own, *moves, *super().commands()[len(own) :]]

    @property
    def session(self) -> "Session":
        """The open assessment."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("this screen shows an open assessment")
        return session

    @property
    def assessed(self) -> str:
        """The name of the assessment as the title shows it: not before a client."""
        return self.private(self.session.assessment.about.name)

    def title_row(self) -> Content:
        """The title, then what it is about."""
        return line(super().title_row(), "  ", self.subject)

    @property
    def subject(self) -> str | Content:
        """What stands after the title: the name of the assessment."""
        return self.assessed

    # Moving

    def move(self, step: int) -> None:
        """Move by some rows."""
        self.rows.move(step)
        self.moved()

    def moved(self) -> None:
        """Show what belongs to the row under the cursor."""
        self.repaint(*self.TOLD)

    def go_to(self, key: str) -> None:
        """Put the cursor on a thing; it stays where it is when that one is not shown."""
        if key and self.rows.go_to(key):
            self.moved()

    def stay(self, key: str) -> None:
        """Show a change, the cursor on what was changed."""
        self.show()
        self.go_to(key)

    def enact(self, act: "Act") -> str:
        """Do an act and show it, the cursor on the first row it changed.

        Gives the id of that row, empty where the act changed nothing. Raises Refused.
        """
        done = self.session.do(act)
        name = done.changes[0].id if done is not None else ""
        self.stay(name)
        return name

    def describe(self, key: str, text: str) -> None:
        """Set what the assessment knows of itself, and show it. Raises Refused."""
        from gapwizard.session.acts import about

        self.session.do(about.describe(self.session.moment, {key: text}))
        self.show()

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Follow a click; a second one on the same row means Enter."""
        if event.rows is not self.rows:
            self.move_in(event.rows)
        self.moved()
        if event.again and not self.editing:
            self.app.post_message(key_event("enter"))

    def on_row_list_wheeled(self) -> None:
        """Follow the wheel."""
        self.moved()

    def move_in(self, rows: RowList[Any]) -> None:
        """Move in one of several lists from now on."""
        self.rows = rows
        self.repaint("header")

    def _by(self, step: int) -> None:
        self.move(step)

    do_down = partialmethod(_by, 1)
    do_up = partialmethod(_by, -1)

    def do_page_down(self) -> None:
        """Go a page down."""
        self.move(self.rows.page)

    def do_page_up(self) -> None:
        """Go a page up."""
        self.move(-self.rows.page)

    def do_top(self) -> None:
        """Go to the first row."""
        self.move(-self.rows.count)

    def do_end(self) -> None:
        """Go to the last row."""
        self.move(self.rows.count)

    # A what-if in place of what is told of the row

    @property
    def asks_what_if(self) -> bool:
        """Whether the detail shows what the figures would be."""
        return self.has_class("-what-if")

    def do_what_if(self) -> None:
        """Show or hide what the figures would be."""
        self.toggle_class("-what-if")
        self.repaint("detail")

    def do_close(self) -> None:
        """Hide a what-if, or go back one screen."""
        if self.asks_what_if:
            self.do_what_if()
        else:
            super().do_close()

    # Files

    @property
    def exports(self) -> Path:
        """The folder for what is written of the open assessment."""
        return self.wizard.data / "exports" / self.session.assessment.id

    def file(self, text: str | bytes, kind: str, what: str) -> Path:
        """Write a text of a kind (`md`, `csv`, ...) into a new file among the exports."""
        from gapwizard.session.papers import output

        return output.write(self.session, text, kind, None, self.exports, what)

    def written(self, *paths: Path, said: str = "") -> None:
        """Say what was written, and what is to be said of it; the paths are told at the end too.

        At the next key o opens it, and any other key means what it always means.
        """
        self.wizard.farewell = _farewell(paths)

        def take(event: events.Key) -> None:
            if character_of(event) == "o":
                self.open_file(opened_for(paths))
            else:
                self.press(event)

        shown = i18n.names((self.path_words(paths[0]), *(path.name for path in paths[1:])))
        words = _("written, o opens it: {path}").format(path=shown)
        self.then(i18n.parts(filter(None, (words, said))), take)

    async def one_by_one(
        self, work: Sequence[tuple[str, Callable[[], T]]]
    ) -> AsyncIterator[tuple[str, T]]:
        """Make file after file in a thread, saying which; whoever leaves the screen stops it."""
        words = _("writing {name}, {at} of {count}; Esc stops it")
        for at, (name, make) in enumerate(work, 1):
            self.tell(words.format(name=name, at=at, count=len(work)))
            yield name, await asyncio.to_thread(make)

    def written_into(self, folder: Path, paths: Sequence[Path]) -> str:
        """What is said of files that `o` opens; the paths are told at the end too."""
        self.wizard.farewell = _farewell(paths)
        words = _("{count} files written, o opens them: {path}")
        return words.format(count=len(paths), path=self.path_words(folder))

    def open_file(self, path: Path) -> None:
        """Open a file or a folder of ours as the machine opens such things."""
        self.tell(opener.show(self.app, path, client=self.client))


def _farewell(paths: Sequence[Path]) -> str:
    return "\n".join(_("exported: {path}").format(path=path) for path in paths)


def opened_for(paths: Sequence[Path]) -> Path:
    """What to open of some files: the only one, the only page to be read, else their folder."""
    pages = [path for path in paths if path.suffix == ".html"]
    single = pages if len(pages) == 1 else paths
    return single[0] if len(single) == 1 else paths[0].parent

"""Going from screen to screen: the trail behind one, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.registry import PLACES, kind_of

if TYPE_CHECKING:
    from gapwizard.session.session import Session

BELOW = 2
"""Screens that stay: Textual's own, and the one that is visited."""
LONGEST = 20
"""Screens of the trail: nobody goes back further, and it must not grow all day."""
ASIDE = ("new", "search", "staging")
"""Screens that one looks into and is not sent back to."""


class _Opened(Protocol):
    """What is open while one goes to and fro."""

    session: "Session | None"

    def close_session(self) -> None:
        """Save and close. Raises what kept something from being saved."""

    def ask_to_keep(self, go_on: Callable[[], None]) -> bool:
        """Ask, before the demo goes, whether to keep a copy; where that is asked `go_on` comes after."""


class Navigation:
    """One screen at a time, and the trail of those before it."""

    def __init__(self, app: App[Any], opened: _Opened) -> None:
        """Begin without a trail."""
        self._app = app
        self._opened = opened
        self._trail: tuple[str, ...] = ()
        self.handed_on = NOTHING
        """What every screen to come begins with."""

    @property
    def screens(self) -> list[KeyScreen]:
        """Our screens, the one at the bottom first."""
        return [screen for screen in self._app.screen_stack if isinstance(screen, KeyScreen)]

    @property
    def here(self) -> str:
        """The name of the screen that is visited, empty before the first."""
        return self.screens[0].NAME if self.screens else ""

    @property
    def came_from(self) -> str:
        """The screen that `go_back` shows, empty for none."""
        aside = (self.here, *ASIDE)
        return next((name for name in reversed(self._trail) if name not in aside), "")

    def visit(self, name: str, command: str = "", handed: Handed = NOTHING) -> None:
        """Show another screen, and run one of its commands; home and new close what is open."""
        if not self._leave(name, lambda: self.visit(name, command, handed)):
            return
        here = self.here
        if here and here != name:
            self._trail = (*self._trail[-LONGEST:], here)
        self._show(name, command, handed)

    def go_back(self) -> None:
        """Show the screen before this one; without one the interview, or home."""
        while self._trail and self._trail[-1] in (self.here, *ASIDE):
            self._trail = self._trail[:-1]
        fallback = "home" if self._opened.session is None else "interview"
        name = self._trail[-1] if self._trail else fallback
        if self._leave(name, self.go_back):
            self._trail = self._trail[:-1]
            self._show(name)

    def hand_on(self, handed: Handed) -> None:
        """Let the screens to come have something of what lasts."""
        on = handed.on(self.handed_on)
        self.handed_on = replace(
            on, question="", scan=False, begins_slot=False, row="", compared=(), staged=None
        )

    def screen(self, name: str, handed: Handed = NOTHING) -> KeyScreen:
        """Make a screen that begins with what is handed to it; home says every notice."""
        screen = kind_of(name)(handed.on(self.handed_on))
        self.hand_on(handed)
        if name == "home":
            self.handed_on = replace(self.handed_on, notice="")
        return screen

    def leave_all(self) -> None:
        """Keep what is typed on every screen."""
        for screen in self.screens:
            if screen.is_mounted:
                screen.leave()

    def tell(self, words: str) -> None:
        """Say something on the screen in front, where it is one of ours."""
        if isinstance(self._app.screen, KeyScreen):
            self._app.screen.tell(words)

    def _leave(self, name: str, again: Callable[[], None]) -> bool:
        """Keep what is typed on the screens that go; False where the next one is not shown now.

        `again` comes back here once what had to be asked before was answered.
        """
        if not PLACES[name].needs and self._opened.ask_to_keep(again):
            return False
        self.leave_all()
        if not PLACES[name].needs:
            self._trail = ()
            # Interview and slot go with the assessment; a search is found again with its own.
            kept = self.handed_on
            self.handed_on = Handed(searched=kept.searched, notice=kept.notice)
            try:
                self._opened.close_session()
            except GapwizardError as problem:
                self.hand_on(Handed(notice=str(problem)))
        elif self._opened.session is None:
            self.tell(_("open an assessment first"))
            return False
        return True

    def _show(self, name: str, command: str = "", handed: Handed = NOTHING) -> None:
        while len(self._app.screen_stack) > BELOW:
            self._app.pop_screen()
        screen = self.screen(name, handed)
        self._app.switch_screen(screen)
        if command:
            self._app.call_later(_run, screen, command)


def _run(screen: KeyScreen, command: str) -> None:
    for known in screen.commands():
        if known.id == command:
            screen.later(screen.run_command, known)

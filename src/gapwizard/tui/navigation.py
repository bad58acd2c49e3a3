"""Going from screen to screen: the trail behind one, and what one screen hands to the next."""

from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.registry import PLACES, kind_of
from gapwizard.tui.opening import OpeningApp

BELOW = 2
"""Screens that stay: Textual's own, and the one that is visited."""


class VisitingApp(OpeningApp):
    """An app with one screen at a time, and a way back."""

    _trail: tuple[str, ...] = ()
    start_at = ""
    """Question at which the next interview begins."""
    scan_first = False
    """Whether the next interview begins with the quick scan."""
    slot = ""
    """Slot of the agenda whose questions the interview asks; empty: all of them."""
    start_row = ""
    """Id of the row at which the next list begins."""
    comparing: tuple[str, ...] = ()
    """Assessments that the next comparison shows."""
    searched = ("", "", 0)
    """Assessment, query and row of the last search: the next one goes on there."""

    def screen_for(self, name: str) -> KeyScreen:
        """Make a screen."""
        return kind_of(name if name in PLACES else "home")()

    def visit(self, name: str, command: str = "") -> None:
        """Show another screen, and run one of its commands; home and new close what is open."""
        if not self._leave(name):
            return
        here = self._here()
        if here and here != name:
            self._trail = (*self._trail[-20:], here)
        self._show(name, command)

    def go_back(self) -> None:
        """Show the screen before this one; without one the interview, or home."""
        while self._trail and self._trail[-1] in (self._here(), "new", "search"):
            self._trail = self._trail[:-1]
        fallback = "home" if self.session is None else "interview"
        name = self._trail[-1] if self._trail else fallback
        self._trail = self._trail[:-1]
        if self._leave(name):
            self._show(name, "")

    @property
    def came_from(self) -> str:
        """The screen that `go_back` shows, empty for none."""
        aside = (self._here(), "new", "search")
        return next((name for name in reversed(self._trail) if name not in aside), "")

    def _here(self) -> str:
        stack = [screen for screen in self.screen_stack if isinstance(screen, KeyScreen)]
        return stack[0].NAME if stack else ""

    def _leave(self, name: str) -> bool:
        """Keep what is typed on the screens that go; False where the next one cannot be shown."""
        for screen in self.screen_stack:
            if isinstance(screen, KeyScreen) and screen.is_mounted:
                screen.leave()
        if not PLACES[name].needs:
            self._trail = ()
            self.slot = ""
            try:
                self.close_session()
            except GapwizardError as problem:
                self.notice = str(problem)
        elif self.session is None:
            if isinstance(self.screen, KeyScreen):
                self.screen.tell(_("open an assessment first"))
            return False
        return True

    def _show(self, name: str, command: str) -> None:
        while len(self.screen_stack) > BELOW:
            self.pop_screen()
        screen = self.screen_for(name)
        self.switch_screen(screen)
        if command:
            self.call_later(self._run_there, screen, command)

    def _run_there(self, screen: KeyScreen, command: str) -> None:
        for known in screen.commands():
            if known.id == command:
                screen.later(screen.run_command, known)

"""The app: which screen, which session, the theme; everything else is a screen's affair."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message

from gapwizard import i18n, settings
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.session.session import Session
from gapwizard.tui.screens.base import KeyScreen

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


WATCH = 2.0
"""Seconds between two looks at whether the terminal is still there; nothing is painted."""


class GapwizardApp(App[None], inherit_bindings=False):
    """The second face of gapwizard."""

    TITLE = "gapwizard"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False),
        Binding("ctrl+c", "interrupt", show=False),
    ]

    class Saved(Message):
        """The writer put something on the disk, or could not."""

    def __init__(self, data: Path, *, opened: str = "", remember: bool = True) -> None:
        """Run over a folder of assessments; `opened` is the id to begin with.

        Without `remember` the settings stay as they are.
        """
        super().__init__()
        self._remembers = remember
        self.data = data
        self.session: Session | None = None
        self.settings = settings.load()
        self.client_view = False
        self.farewell = ""
        self.failure: GapwizardError | None = None
        self._first = opened
        self._interrupted = False
        self._throw_away: TemporaryDirectory[str] | None = None
        self.animation_level = "none"
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme

    async def on_mount(self) -> None:
        """Go where the user stopped."""
        self._listen_to_signals()
        first = self._first or (self.settings.last_assessment if self._remembers else "")
        if first and self._opens(first):
            await self.push_screen(self.screen_for("interview"))
        else:
            await self.push_screen(self.screen_for("home"))

    def _opens(self, name: str) -> bool:
        """Try to open an assessment without a word when it is gone or in use."""
        from gapwizard.store.index import stamp_of

        if not stamp_of(self.data / name):
            return False
        try:
            self.open(name)
        except GapwizardError as problem:
            self.farewell = ""
            self.notice = str(problem)
            return False
        return True

    notice = ""
    """What the next home screen has to say."""
    start_at = ""
    """Question at which the next interview begins."""
    scan_first = False
    """Whether the next interview begins with the quick scan."""

    def open_demo(self) -> None:
        """Open the sample in a folder that goes when the app ends. Raises Unreadable."""
        import tempfile

        from gapwizard.demo import sample

        self.close_session()
        self._throw_away = tempfile.TemporaryDirectory(prefix="gapwizard-demo-")
        folder = Path(self._throw_away.name)
        name = sample.create(folder)
        self.session = Session.open(folder, name, saved=self._saved)

    # Sessions

    def open(self, name: str, *, write: bool = True) -> Session:
        """Open an assessment, closing the one before. Raises Refused, InUse or Unreadable."""
        self.close_session()
        language = i18n.language() if i18n.language() != "en" else None
        self.session = Session.open(
            self.data, name, write=write, saved=self._saved if write else None, language=language
        )
        return self.session

    def close_session(self) -> None:
        """Save and close. Raises what kept something from being saved."""
        session, self.session = self.session, None
        if session is not None:
            session.close()

    def _saved(self) -> None:
        self.post_message(self.Saved())

    def on_gapwizard_app_saved(self) -> None:
        """Show in the header what the disk said."""
        screen = self.screen
        if isinstance(screen, KeyScreen) and screen.is_mounted:
            screen.repaint("header")

    @property
    def saved_words(self) -> str:
        """Say whether everything is saved."""
        session = self.session
        if session is None:
            return ""
        if session.writer is None:
            return _("read only")
        if session.writer.problem is not None:
            return _("NOT SAVED: {why}").format(why=session.writer.problem)
        if session.writer.saved_at is None:
            return _("rev {revision}").format(revision=session.revision)
        return _("saved {time}").format(time=f"{session.writer.saved_at:%H:%M:%S}")

    # Screens

    def screen_for(self, name: str) -> KeyScreen:
        """Make a screen; each is imported when it is first wanted."""
        if name == "interview":
            from gapwizard.tui.screens.interview import InterviewScreen

            return InterviewScreen()
        if name == "dashboard":
            from gapwizard.tui.screens.dashboard import DashboardScreen

            return DashboardScreen()
        if name == "report":
            from gapwizard.tui.screens.report import ReportScreen

            return ReportScreen()
        if name == "new":
            from gapwizard.tui.screens.new import NewScreen

            return NewScreen()
        from gapwizard.tui.screens.home import HomeScreen

        return HomeScreen()

    def visit(self, name: str) -> None:
        """Show another screen; home and new close the open assessment."""
        screen = self.screen
        if isinstance(screen, KeyScreen):
            screen.leave()
        if name in ("home", "new"):
            try:
                self.close_session()
            except GapwizardError as problem:
                self.notice = str(problem)
        elif self.session is None:
            if isinstance(screen, KeyScreen):
                screen.tell(_("open an assessment first"))
            return
        self.switch_screen(self.screen_for(name))

    def switch_language(self) -> None:
        """Speak the other language; questions follow where they are translated."""
        i18n.use("en" if i18n.language() != "en" else "zh-Hans")

    def remember(self, question: str) -> None:
        """Remember where the user is."""
        session = self.session
        if session is not None and self._remembers and session.folder.parent == self.data:
            self.settings = self.settings.with_place(session.assessment.id, question)

    # The end

    bug: Exception | None = None
    """What ended the app when it was a mistake of ours."""

    def _handle_exception(self, error: Exception) -> None:
        """Keep a bug for the edge to log: Textual would print it with a client's texts in it."""
        self.bug = self.bug or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without printing."""
        self._close_messages_no_wait()

    async def action_quit(self) -> None:
        """Save everything and end."""
        self.finish()
        self.exit()

    def finish(self) -> None:
        """Keep what is being typed, save, remember the place."""
        for screen in self.screen_stack:
            if isinstance(screen, KeyScreen) and screen.is_mounted:
                screen.leave()
        if self._remembers:
            settings.save(self.settings)
        try:
            self.close_session()
        except GapwizardError as problem:
            self.failure = problem
        if self._throw_away is not None:
            self._throw_away.cleanup()
            self._throw_away = None

    def action_interrupt(self) -> None:
        """Quit on the second Ctrl+C."""
        if self._interrupted:
            self.call_later(self.action_quit)
        self._interrupted = True
        if isinstance(self.screen, KeyScreen):
            self.screen.tell(_("Ctrl+C again quits; everything is saved"))

    def calm(self) -> None:
        """Forget a first Ctrl+C: another key followed."""
        self._interrupted = False

    def _listen_to_signals(self) -> None:
        """Save when the terminal goes or the process is asked to end: Textual does neither."""
        if sys.__stdin__ is not None and sys.__stdin__.isatty():
            self.set_interval(WATCH, self._watch)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, self._ended_by, number)
                except (NotImplementedError, RuntimeError, ValueError):
                    return  # Windows, or an app that does not run in the main thread

    def _watch(self) -> None:
        """Leave when the terminal has gone without a word: Textual would spin for ever."""
        if sys.__stdin__ is None or not sys.__stdin__.isatty():
            self._ended_by(signal.SIGHUP if hasattr(signal, "SIGHUP") else signal.SIGTERM)

    def _ended_by(self, number: int) -> None:
        self.finish()
        if number == getattr(signal, "SIGHUP", None):
            os._exit(128 + number)  # the terminal is gone: nothing can be drawn any more
        self.exit(return_code=128 + number)

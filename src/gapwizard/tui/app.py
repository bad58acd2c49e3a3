"""The app: which screen, which session, the theme; everything else is a screen's affair."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message

from gapwizard import i18n, paths, settings
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.session.session import Session
from gapwizard.tui import keyfile, text
from gapwizard.tui.registry import PLACES, kind_of
from gapwizard.tui.screens.base import KeyScreen
from gapwizard.tui.themes import OWN, THEMES

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from gapwizard.tui.interview.place import Place as InterviewPlace


BELOW = 2
"""Screens that stay: Textual's own, and the one that is visited."""
WATCH = 2.0
"""Seconds between two looks at whether the terminal is still there; nothing is painted."""


def command_ids() -> list[str]:
    """Give the id of every command, as the key map file names them."""
    from gapwizard.tui.keysheet import sheet

    return [row.id for row in sheet()]


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

    def __init__(
        self,
        data: Path,
        *,
        opened: str = "",
        remember: bool = True,
        ascii: bool = False,  # noqa: A002 - the word of the option
    ) -> None:
        """Run over a folder of assessments; `opened` is the id to begin with.

        Without `remember` the settings stay as they are. `ascii` keeps to characters whose width
        no terminal doubts.
        """
        super().__init__()
        self._remembers = remember
        self.data = data
        self.session: Session | None = None
        self.settings = settings.load()
        self.ascii = ascii
        text.use_ascii(ascii)
        self.client_view = False
        self.farewell = ""
        self.failure: GapwizardError | None = None
        self._first = opened
        self._interrupted = False
        self._throw_away: TemporaryDirectory[str] | None = None
        self.animation_level = "none"
        self._trail: list[str] = []
        for theme in OWN:
            self.register_theme(theme)
        self._wear(self.settings.theme)

    def _wear(self, word: str) -> bool:
        name = THEMES[word][0] if word in THEMES else ""
        if name in self.available_themes:
            self.theme = name
        return bool(name)

    def dress(self, word: str) -> None:
        """Wear another theme, and remember it."""
        if self._wear(word):
            self.settings = replace(self.settings, theme=word)

    async def on_mount(self) -> None:
        """Go where the user stopped."""
        self._listen_to_signals()
        self.notice = (
            keyfile.check(keyfile.load(), command_ids()) if keyfile.path().is_file() else ""
        )
        first = self._first or (self.settings.last_assessment if self._remembers else "")
        if first and self._opens(first):
            await self.push_screen(self.screen_for("interview"))
        else:
            await self.push_screen(self.screen_for("home"))

    def _opens(self, name: str) -> bool:
        """Try to open an assessment without a word when it is gone or in use."""
        from gapwizard.store.index import stamp_of

        folder = paths.inside(self.data, name)
        if folder is None or not stamp_of(folder):
            return False
        try:
            self.open(name)
        except GapwizardError as problem:
            self.farewell = ""
            self.notice = str(problem)
            return False
        return True

    place: "InterviewPlace | None" = None
    """Where the interview of the open assessment is."""
    notice = ""
    """What the next home screen has to say."""
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
        self.place = None
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
        time = f"{session.writer.saved_at:%H:%M:%S}"
        if session.writer.folder.conflict:
            return _("saved {time}, CONFLICT: both versions kept").format(time=time)
        return _("saved {time}").format(time=time)

    # Screens

    def screen_for(self, name: str) -> KeyScreen:
        """Make a screen."""
        return kind_of(name if name in PLACES else "home")()

    def visit(self, name: str, command: str = "") -> None:
        """Show another screen, and run one of its commands; home and new close what is open."""
        if not self._leave(name):
            return
        here = self._here()
        if here and here != name:
            self._trail = [*self._trail[-20:], here]
        self._show(name, command)

    def go_back(self) -> None:
        """Show the screen before this one; without one the interview, or home."""
        while self._trail and self._trail[-1] in (self._here(), "new", "search"):
            self._trail.pop()
        fallback = "home" if self.session is None else "interview"
        name = self._trail.pop() if self._trail else fallback
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
            self._trail.clear()
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
                screen.call_after_refresh(screen.run_command, known)

    def switch_language(self) -> None:
        """Speak the other language, and remember it."""
        i18n.use("en" if i18n.language() != "en" else "zh-Hans")
        self.settings = replace(self.settings, language=i18n.language())

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
            mine = self.settings  # searches and the like were saved when they were made
            settings.save(
                replace(
                    settings.load(),
                    theme=mine.theme,
                    language=mine.language,
                    last_assessment=mine.last_assessment,
                    last_question=mine.last_question,
                )
            )
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
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
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

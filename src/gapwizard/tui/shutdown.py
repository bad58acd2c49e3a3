"""The end of the app: everything typed is kept and saved, whatever ends it."""

import asyncio
import os
import signal
import sys
from dataclasses import replace

from gapwizard import settings
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.navigation import VisitingApp

WATCH = 2.0
"""Seconds between two looks at whether the terminal is still there; nothing is painted."""


class EndingApp(VisitingApp):
    """An app that ends well: by a key, a signal, a terminal that goes, or a bug."""

    failure: GapwizardError | None = None
    """What kept something from the disk at the end."""
    _interrupted = False
    _told_of_loss = False
    """Whether the last key was a Ctrl+Q that would have lost a text."""
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
        """Save everything and end; what no field can hold is said first."""
        standing = [one for one in self.screen_stack if isinstance(one, KeyScreen)]
        lost = next(filter(None, (one.unkept() for one in standing)), "")
        if lost and not self._told_of_loss and isinstance(self.screen, KeyScreen):
            self._told_of_loss = True
            self.screen.tell(lost)
            return
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
            self.screen.tell(_("Ctrl+C again saves what is typed, and quits"))

    def calm(self) -> None:
        """Forget a first Ctrl+C or Ctrl+Q: another key followed."""
        self._interrupted = self._told_of_loss = False

    def _listen_to_signals(self) -> None:
        """Save when the terminal goes or the process is asked to end: Textual does neither."""
        if sys.__stdin__ is not None and sys.__stdin__.isatty():
            self.set_interval(WATCH, self._watch)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    # The loop takes its handler off when it closes, but loses a signal that comes
                    # while 280 keys wait (its pipe is full): the one under it never does.
                    loop.add_signal_handler(number, int)
                    signal.signal(number, lambda n, _: loop.call_soon_threadsafe(self._ended_by, n))
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

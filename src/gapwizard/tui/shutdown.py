"""The end of the app: everything typed is kept and saved, whatever ends it."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from textual.app import App

from gapwizard.i18n import _
from gapwizard.tui.navigation import Navigation

WATCH = 2.0
"""Seconds between two looks at whether the terminal is still there; nothing is painted."""


class Shutdown:
    """How the app ends: by a key, a signal, or a terminal that goes."""

    def __init__(
        self,
        app: App[Any],
        navigation: Navigation,
        finish: Callable[[], None],
        asks_first: Callable[[Callable[[], None]], bool],
    ) -> None:
        """`finish` keeps what is typed, saves, and remembers the place.

        `asks_first` tells whether something is asked before; it then goes on with what it gets.
        """
        self._app = app
        self._navigation = navigation
        self._finish = finish
        self._asks_first = asks_first
        self._interrupted = False
        self._told_of_loss = False
        """Whether the last key was a Ctrl+Q that would have lost a text."""

    def quit(self) -> None:
        """Save everything and end; what would be lost is said first: a text too long, a line not taken."""
        lost = next(filter(None, (screen.unkept() for screen in self._navigation.screens)), "")
        if lost and not self._told_of_loss and self._app.screen in self._navigation.screens:
            self._told_of_loss = True
            self._navigation.tell(lost)
            return
        if self._asks_first(self.quit):
            return
        self._finish()
        self._app.exit()

    def interrupt(self) -> None:
        """Quit on the second Ctrl+C."""
        if self._interrupted:
            self._app.call_later(self.quit)
        self._interrupted = True
        self._navigation.tell(_("Ctrl+C again saves what is typed, and quits"))

    def forget_interrupt(self) -> None:
        """Forget a first Ctrl+C or Ctrl+Q: another key followed."""
        self._interrupted = self._told_of_loss = False

    def listen_to_signals(self) -> None:
        """Save when the terminal goes or the process is asked to end: Textual does neither."""
        if sys.__stdin__ is not None and sys.__stdin__.isatty():
            self._app.set_interval(WATCH, self._watch)
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
        self._finish()
        if number == getattr(signal, "SIGHUP", None):
            os._exit(128 + number)  # the terminal is gone: nothing can be drawn any more
        self._app.exit(return_code=128 + number)

"""Writers: how acts reach the disk, at once for a command, in one worker thread for the app.

Both write in order. The app's screen never waits for a disk; what could not be written stays in
the queue, is said, and is tried again.
"""

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from gapwizard.domain.assessment import Assessment
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import Act

IDLE = 1.0
"""Seconds without a change after which the file follows the history."""
BATCH = 50
"""Changes after which it follows at the latest."""
RETRY = 2.0
"""Seconds after which a refused write is tried again."""


class Writer(Protocol):
    """The way of acts to the disk."""

    problem: str | None
    """Why the newest change is not saved; None when all is."""
    saved_at: datetime | None

    def submit(self, act: Act, assessment: Assessment) -> None:
        """Save an act; `assessment` is what it led to."""

    def checkpoint(self) -> None:
        """Bring the file up to the history."""

    def close(self) -> None:
        """Save all, and let others write. Raises what kept something from being saved."""


def _words(problem: OSError) -> str:
    return problem.strerror or str(problem)


class InlineWriter:
    """Saves each act before `submit` returns; errors are raised there."""

    def __init__(self, folder: AssessmentFolder) -> None:
        """Write into an open folder."""
        self.problem: str | None = None
        self.saved_at: datetime | None = None
        self._folder = folder
        self._assessment = folder.assessment

    def submit(self, act: Act, assessment: Assessment) -> None:
        """Save an act. Raises Unreadable or InUse."""
        try:
            self._folder.append(act)
        except OSError as problem:
            raise Unreadable(f"{self._folder.path}: {_words(problem)}") from problem
        self._assessment = assessment
        self.saved_at = datetime.now().astimezone()

    def checkpoint(self) -> None:
        """Bring the file up to the history. Raises Unreadable or InUse."""
        try:
            self._folder.checkpoint(self._assessment)
        except OSError as problem:
            raise Unreadable(f"{self._folder.path}: {_words(problem)}") from problem

    def close(self) -> None:
        """Checkpoint and let others write."""
        try:
            self.checkpoint()
        finally:
            self._folder.close()


class BackgroundWriter:
    """Saves acts in one thread, in order, and checkpoints when nothing has come for a second."""

    def __init__(self, folder: AssessmentFolder, changed: Callable[[], None]) -> None:
        """Write into an open folder; `changed` is called from the thread after every write."""
        self.problem: str | None = None
        self.saved_at: datetime | None = None
        self.changed = changed
        self._folder = folder
        self._latest = folder.assessment
        self._queue: deque[tuple[Act, Assessment]] = deque()
        self._news = threading.Condition()
        self._closing = False
        self._due = False
        self._refused: GapwizardError | None = None
        self._since = 0
        self._thread = threading.Thread(target=self._run, name="gapwizard-writer", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> int:
        """How many acts are not on the disk yet."""
        return len(self._queue)

    def submit(self, act: Act, assessment: Assessment) -> None:
        """Queue an act; returns at once."""
        with self._news:
            self._queue.append((act, assessment))
            self._news.notify()

    def checkpoint(self) -> None:
        """Ask for a checkpoint; returns at once."""
        with self._news:
            self._due = True
            self._news.notify()

    def close(self) -> None:
        """Save what is queued, checkpoint, end the thread. Raises what kept it from the disk."""
        with self._news:
            self._closing = True
            self._news.notify()
        self._thread.join()
        try:
            if self._refused is not None:
                raise self._refused
            if self.problem is not None:
                raise Unreadable(f"{self._folder.path}: {self.problem}")
        finally:
            self._folder.close()

    def _run(self) -> None:
        while True:
            with self._news:
                if not self._queue and not self._closing and not self._due:
                    self._news.wait(IDLE if self._folder.behind else None)
                elif self.problem is not None and not self._closing:
                    self._news.wait(RETRY)
                idle = not self._queue
                closing = self._closing
            self._save()
            if self._refused is None and (idle or self._due or self._since >= BATCH or closing):
                self._follow()
            if closing and (not self._queue or self.problem is not None):
                return

    def _save(self) -> None:
        """Put the queue on the disk, as far as the disk lets us."""
        while self._queue and self._refused is None:
            act, assessment = self._queue[0]
            try:
                self._folder.append(act)
            except OSError as problem:
                self._tell(_words(problem))
                return
            except GapwizardError as problem:
                self._refused = problem
                self._tell(str(problem))
                return
            self._queue.popleft()
            self._latest = assessment
            self._since += 1
            self.saved_at = datetime.now().astimezone()
            self._tell(None)

    def _follow(self) -> None:
        """Checkpoint; a failure costs nothing that is saved, so it is only said."""
        self._due = False
        try:
            self._folder.checkpoint(self._latest)
        except OSError as problem:
            self._tell(_words(problem))
        except GapwizardError as problem:
            self._refused = problem
            self._tell(str(problem))
        else:
            self._since = 0
            if self.problem is not None and not self._queue:
                self._tell(None)

    def _tell(self, problem: str | None) -> None:
        self.problem = problem
        self.changed()

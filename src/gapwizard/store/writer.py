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
from gapwizard.errors import GapwizardError, InUse, Unreadable
from gapwizard.i18n import _
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
    folder: AssessmentFolder

    def submit(self, act: Act, assessment: Assessment) -> None:
        """Save an act; `assessment` is what it led to."""

    def checkpoint(self) -> None:
        """Bring the file up to the history."""

    def close(self) -> None:
        """Save all, and let others write.

        Raises what kept something from being saved, InUse when somebody else changed the files.
        """


def _words(problem: OSError) -> str:
    return problem.strerror or str(problem)


def _release(folder: AssessmentFolder) -> None:
    """Let others write. Raises InUse when both versions had to be kept."""
    folder.close()
    if folder.conflict:
        raise InUse(folder.conflict)


class InlineWriter:
    """Saves each act before `submit` returns; errors are raised there."""

    def __init__(self, folder: AssessmentFolder) -> None:
        """Write into an open folder."""
        self.problem: str | None = None
        self.saved_at: datetime | None = None
        self.folder = folder
        self._assessment = folder.assessment

    def submit(self, act: Act, assessment: Assessment) -> None:
        """Save an act. Raises Unreadable."""
        try:
            self.folder.append(act)
        except OSError as problem:
            raise Unreadable(
                _("{path}: not saved: {why}. Nothing was changed; try again.").format(
                    path=self.folder.path, why=_words(problem)
                )
            ) from problem
        self._assessment = assessment
        self.saved_at = datetime.now().astimezone()

    def checkpoint(self) -> None:
        """Bring the file up to the history. Raises Unreadable."""
        try:
            self.folder.checkpoint(self._assessment)
        except OSError as problem:
            raise Unreadable(
                _(
                    "{path}: every change is saved in the history; the file could not follow: "
                    "{why}. It will when the assessment is next opened."
                ).format(path=self.folder.path, why=_words(problem))
            ) from problem

    def close(self) -> None:
        """Checkpoint and let others write."""
        try:
            self.checkpoint()
        except BaseException:
            self.folder.close()
            raise
        _release(self.folder)


class BackgroundWriter:
    """Saves acts in one thread, in order, and checkpoints when nothing has come for a second."""

    def __init__(self, folder: AssessmentFolder, changed: Callable[[], None]) -> None:
        """Write into an open folder; `changed` is called from the thread after every write."""
        self.problem: str | None = None
        self.saved_at: datetime | None = None
        self.changed = changed
        self.folder = folder
        self._latest = folder.assessment
        self._queue: deque[tuple[Act, Assessment]] = deque()
        self._news = threading.Condition()
        self._closing = False
        self._due = False
        self._bug: Exception | None = None
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
        if self._bug is not None or self.problem is not None:
            self.folder.close()
            raise self._bug or Unreadable(f"{self.folder.path}: {self.problem}")
        _release(self.folder)

    def _run(self) -> None:
        try:
            while self._step():
                pass
        except Exception as bug:  # noqa: BLE001 - a thread that dies in silence would lose answers
            self._bug = bug
            self._tell(str(bug) or type(bug).__name__)

    def _step(self) -> bool:
        """Wait for something to do and do it; False when that was the last."""
        with self._news:
            if self.problem is not None and not self._closing:
                self._news.wait(RETRY)
            elif not self._queue and not self._closing and not self._due:
                self._news.wait(IDLE if self.folder.behind else None)
            idle = not self._queue
            closing = self._closing
        self._save()
        if not self._queue and (idle or self._due or self._since >= BATCH or closing):
            self._follow()
        return not (closing and (not self._queue or self.problem is not None))

    def _save(self) -> None:
        """Put the queue on the disk, as far as the disk lets us."""
        while self._queue:
            act, assessment = self._queue[0]
            try:
                self.folder.append(act)
            except (OSError, GapwizardError) as problem:
                self._tell(_words(problem) if isinstance(problem, OSError) else str(problem))
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
            self.folder.checkpoint(self._latest)
        except (OSError, GapwizardError) as problem:
            self._tell(_words(problem) if isinstance(problem, OSError) else str(problem))
        else:
            self._since = 0
            if self.problem is not None:
                self._tell(None)

    def _tell(self, problem: str | None) -> None:
        self.problem = problem
        self.changed()

"""Writers: how acts reach the disk, at once for a command, in one worker thread for the app.

Both write in order. The app's screen never waits for a disk; what could not be written stays in
the queue, is said, and is tried again. An act is saved when its line in the history was flushed,
and by nothing else: a file that could not follow the history is behind, and all in it is saved.
"""

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime

from gapwizard import atomic
from gapwizard.domain.assessment import Assessment
from gapwizard.errors import GapwizardError, InUse, Unreadable
from gapwizard.i18n import _, ngettext, reason_of
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import HistoryEntry

IDLE = 1.0
"""Seconds without a change after which the file follows the history."""
BATCH = 50
"""Changes after which it follows at the latest."""
RETRY = 2.0
"""Seconds after which a refused write is tried again."""


def _words(problem: OSError | GapwizardError) -> str:
    return reason_of(problem)


def _why_behind(folder: AssessmentFolder, assessment: Assessment) -> str:
    """Let the file follow the history; gives why it could not, empty when it did."""
    try:
        folder.checkpoint(assessment)
    except (OSError, GapwizardError) as problem:
        return _words(problem)
    return ""


def _release(folder: AssessmentFolder) -> None:
    """Let others write. Raises InUse when both versions had to be kept."""
    folder.close()
    if folder.conflict:
        raise InUse(folder.conflict)


class InlineWriter:
    """Saves each act before `submit` returns; errors are raised there."""

    pending = 0
    """How many acts are not on the disk yet."""

    def __init__(self, folder: AssessmentFolder) -> None:
        """Write into an open folder."""
        self.problem: str | None = None
        """Why the newest change is not saved; None when all is, or is about to be."""
        self.behind = ""
        """Why the file could not follow the history, in which all is saved; empty when it could."""
        self.saved_at: datetime | None = None
        """When the newest saved change was flushed; None before the first."""
        self.folder = folder
        self._saved = 0
        self._assessment = folder.assessment

    def submit(self, act: HistoryEntry, assessment: Assessment) -> None:
        """Save an act. Raises Unreadable, with what of it and of those before is saved."""
        try:
            self.folder.append(act)
        except OSError as problem:
            self.problem = _words(problem)
            raise Unreadable(self._not_saved(problem)) from problem
        self._assessment = assessment
        self._saved += 1
        self.saved_at = datetime.now().astimezone()

    def _not_saved(self, problem: OSError) -> str:
        """Say what is saved after an act was refused."""
        words = {"path": self.folder.path, "why": _words(problem)}
        if isinstance(problem, atomic.Undecided):
            return _(
                "{path}: not known to be saved: {why}. The change may stand in the history or not: "
                "look with `show` before you do it again."
            ).format(**words)
        if not self._saved:
            return _("{path}: not saved: {why}. Nothing was changed; try again.").format(**words)
        return ngettext(
            "{path}: not saved: {why}. {count} change before it is saved.",
            "{path}: not saved: {why}. {count} changes before it are saved.",
            self._saved,
        ).format(count=self._saved, **words)

    def checkpoint(self) -> None:
        """Bring the file up to the history, as far as the disk lets us."""
        self.behind = _why_behind(self.folder, self._assessment)

    def close(self) -> None:
        """Checkpoint and let others write. Raises InUse when somebody else changed the files."""
        self.checkpoint()
        _release(self.folder)


class BackgroundWriter:
    """Saves acts in one thread, in order, and checkpoints when nothing has come for a second."""

    def __init__(self, folder: AssessmentFolder, changed: Callable[[], None]) -> None:
        """Write into an open folder; `changed` is called whenever what is saved differs."""
        self.problem: str | None = None
        """Why the newest change is not saved; None when all is, or is about to be."""
        self.behind = ""
        """Why the file could not follow the history, in which all is saved; empty when it could."""
        self.saved_at: datetime | None = None
        """When the newest saved change was flushed; None before the first."""
        self.changed = changed
        self.folder = folder
        self._latest = folder.assessment
        self._queue: deque[tuple[HistoryEntry, Assessment]] = deque()
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

    def submit(self, act: HistoryEntry, assessment: Assessment) -> None:
        """Queue an act; returns at once."""
        with self._news:
            self._queue.append((act, assessment))
            self._news.notify()
        self.changed()

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
                idle_for = IDLE if self.folder.behind else None
                self._news.wait(RETRY if self.behind else idle_for)
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
                self._tell(_words(problem))
                return
            self._queue.popleft()
            self._latest = assessment
            self._since += 1
            self.saved_at = datetime.now().astimezone()
            self._tell(None)

    def _follow(self) -> None:
        """Checkpoint; a failure costs nothing that is saved, so it is only said."""
        self._due = False
        before = self.behind
        self.behind = _why_behind(self.folder, self._latest)
        if not self.behind:
            self._since = 0
        if self.behind != before:
            self.changed()

    def _tell(self, problem: str | None) -> None:
        self.problem = problem
        self.changed()


Writer = InlineWriter | BackgroundWriter
"""The way of acts to the disk."""


def behind_words(writer: Writer) -> str:
    """Say what is saved though the file could not follow; empty when it could."""
    if not writer.behind:
        return ""
    if writer.problem is not None:  # something was not saved, and that was said
        return _(
            "{path}: the changes before it are saved in the history; the file could not follow: "
            "{why}. It will when the assessment is next opened."
        ).format(path=writer.folder.path, why=writer.behind)
    return _(
        "{path}: every change is saved in the history; the file could not follow: {why}. It will "
        "when the assessment is next opened."
    ).format(path=writer.folder.path, why=writer.behind)

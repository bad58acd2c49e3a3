"""One assessment's folder: created whole, opened, recovered, acts appended, rows checkpointed.

The rows stand in ROWS_FILE, the generation before them in BACKUP, every act in HISTORY_FILE. The newest whole
file and the acts after it make the assessment.
"""

import contextlib
import errno
import os
from pathlib import Path
from typing import NamedTuple

from gapwizard import atomic, folders
from gapwizard.disk import disk_words
from gapwizard.domain.assessment import Assessment
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.i18n import _, ngettext, reason_of, sentences
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.store import backups, cipher, history, plain, rows, salvage
from gapwizard.store.history import Journal
from gapwizard.store.index import folder_of
from gapwizard.store.lock import WriterLock
from gapwizard.store.tables import migrate, parse, row_of, rows_after
from gapwizard.store.workshop import move_in, tidy, workshop

BACKUP = f"{ROWS_FILE}.bak"
"""The generation of the rows before."""
ATTEMPTS = 3
"""How often an act is tried when somebody else writes at the same time: once more may meet the end of
their write, and who still writes then does not stop."""


class Generation(NamedTuple):
    """One file as it was read."""

    path: Path
    sealed: rows.Sealed | None
    why: str
    """What is wrong with it; empty when it is whole, or not there."""


def read_generation(path: Path) -> Generation:
    """Read one file. Raises Unreadable when the disk does not give it."""
    with disk_words(path):
        try:
            content = cipher.unseal(path.parent, plain.read(path, rows.LIMIT))
            return Generation(path, rows.load(content), "")
        except FileNotFoundError:
            return Generation(path, None, "")
        except (plain.NotPlain, plain.TooLarge) as problem:
            return Generation(path, None, reason_of(problem))
        except (rows.Damaged, ValueError) as problem:
            return Generation(path, None, str(problem))


def against_history(generation: Generation, log: history.Log) -> Generation:
    """A generation as it was read, or as damaged where its rows belong to another history."""
    sealed = generation.sealed
    if sealed is None or not sealed.chain:
        return generation
    if log.acts.chain_at(sealed.revision) in (None, sealed.chain):
        return generation
    return Generation(generation.path, None, _("it belongs to another history"))


def newest_whole(folder: Path, newest: Generation, log: history.Log) -> list[Generation]:
    """The generations that were looked at, newest first; the last of them is whole where one is.

    `newest` is the file itself, read before the history was.
    """
    looked = [against_history(newest, log)]
    if looked[-1].sealed is None:
        looked.append(against_history(read_generation(folder / BACKUP), log))
    return looked


class Taken(Refused):
    """Another assessment has the name."""


def create(folder: Path, act: history.HistoryEntry) -> None:
    """Make a folder that holds one act, whole or not at all. Raises Taken or Unreadable."""
    data = folder.parent
    with disk_words(data):  # what is in the way there is no assessment of this name
        folders.private(data)
    with disk_words(folder):
        taken = Taken(_("{path} is there already"), path=folder)
        if os.path.lexists(folder):
            raise taken
        try:
            with workshop(data, folder.name) as half:
                atomic.write_bytes(half / HISTORY_FILE, history.encode(act, "")[0])
                move_in(half, folder)
            folders.sync(data)
        except FileExistsError as problem:
            raise taken from problem


class AssessmentFolder:
    """An assessment read from its folder, and the way back into it.

    `notices` says in words what had to be mended on opening.
    """

    conflict = ""
    """What somebody else did to the files meanwhile, and where both versions are."""
    replaced = False
    """Whether somebody else's files stand there now; known when it was closed."""

    def __init__(self, path: Path, *, write: bool, old: bool = False) -> None:
        """Open a folder; `old`: even as it was, where a damage hides what was done later.

        Raises Refused, InUse or Unreadable.
        """
        self.path = path
        self._old = old
        self.notices: list[str] = []
        self._lock = WriterLock(path) if write else None
        try:
            with disk_words(path):
                self._open(write=write)
        except BaseException:
            self._unlock()
            raise

    def _open(self, *, write: bool) -> None:
        cipher.unlock(self.path)
        # The file first: what a checkpoint adds meanwhile then stands in the history read after it.
        newest = read_generation(self.path / ROWS_FILE)
        log = history.read(self.path / HISTORY_FILE)
        looked = newest_whole(self.path, newest, log)
        sealed = looked[-1].sealed
        if not log.acts and sealed is None:
            raise Unreadable(
                _(
                    "{name}: neither file nor history can be read; `gapwizard repair {name}` looks "
                    "for more."
                ),
                name=self.path.name,
            )
        base = sealed or rows.Sealed({}, rows.SCHEMA, 0)
        tables = migrate(base.tables, base.schema, self.path.name)
        self._judge(log, base.revision, refuse=write or sealed is None)
        self.acts = log.acts
        self.revision = max(base.revision, log.acts.last)
        current = rows_after(tables, base.revision, log.acts)
        # A copy may lie in a folder of any name, and an id has no blank.
        self.assessment = parse("-".join(self.path.name.split()), current)
        self.tables = current
        self._tell_damage(looked, keep=write)
        if write:
            self._prepare(log, base.revision, current)

    def _prepare(self, log: history.Log, checkpointed: int, current: rows.Tables) -> None:
        """Get ready to write: what a dead process left goes, what earlier days left is kept."""
        from gapwizard.store.storage import RowDatabase, RowStorage

        if self._lock is not None and self._lock.notice:
            self.notices.append(self._lock.notice)
        if (self.path / BACKUP).is_dir():
            why = _("a folder")
            self._set_apart(Generation(self.path / BACKUP, None, why), keep=True)
        for place in (self.path, self.path / backups.FOLDER):
            tidy(place)
        said = cipher.mend(self.path, (b.path for b in backups.look_safely(self.path)))
        self.notices += [said] if said else []
        try:
            backups.keep_daily(self.path, log.acts[-1].at)
        except OSError as problem:
            self.notices.append(
                _("Today's backup could not be made: {why}.").format(why=reason_of(problem))
            )
        self._journal = Journal(self.path / HISTORY_FILE, log)
        self._storage = RowStorage(self.path / ROWS_FILE, self.path / BACKUP, current)
        self._database = RowDatabase(self.path / ROWS_FILE, storage=lambda _path: self._storage)
        self._checkpointed = checkpointed
        self._appended = False
        self._dirty: set[tuple[str, str]] = set()
        self._theirs = ""

    def _tell_damage(self, looked: list[Generation], *, keep: bool) -> None:
        """Say what could not be used, and from what the assessment was made instead."""
        for generation in looked:
            if generation.why:
                self._set_apart(generation, keep=keep)
        if looked[0].sealed is None:
            source = _("restored from the generation before and the history")
            if looked[-1].sealed is None:
                source = _("rebuilt from the history")
            words = _("{file} could not be used: {source}.")
            if not looked[0].why:
                words = _("{file} was not there: {source}.")
            self.notices.append(words.format(file=ROWS_FILE, source=source))

    def _set_apart(self, damaged: Generation, *, keep: bool) -> None:
        """Keep a damaged file under another name (a writer only; a reader just tells)."""
        name = damaged.path.name
        notice = _("{file} is damaged ({why}).").format(file=name, why=damaged.why)
        if keep:
            with disk_words(damaged.path):
                kept = backups.set_apart(damaged.path)
            notice = sentences([notice, _("It is kept as {kept}.").format(kept=kept.name)])
        self.notices.append(notice)

    def _judge(self, log: history.Log, file_revision: int, *, refuse: bool) -> None:
        """Refuse to write after a damaged or lost history line; a reader is told.

        Nobody is shown an old state as if it were the newest.
        """
        hidden = 0 if log.broken is None else self._hidden(log, file_revision)
        if hidden and not self._old:
            raise Unreadable(
                ngettext(
                    "{name}: line {line} of its history is damaged, and {count} change stands in it or "
                    "behind it; `gapwizard repair {name}` gets back what can be read. Nothing is shown "
                    "until then.",
                    "{name}: line {line} of its history is damaged, and {count} changes stand in it or "
                    "behind it; `gapwizard repair {name}` gets back what can be read. Nothing is shown "
                    "until then.",
                    hidden,
                ),
                name=self.path.name,
                line=log.broken,
                count=hidden,
            )
        if log.broken is not None:
            message = _(
                "{name}: line {line} of its history is damaged; `gapwizard repair {name}` mends it. "
                "It can be read, not written."
            ).format(name=self.path.name, line=log.broken)
        elif file_revision > log.acts.last:
            message = _(
                "{name}: its history ends at {last}, not at {revision}; `gapwizard repair {name}` "
                "mends it. It can be read, not written."
            ).format(name=self.path.name, last=log.acts.last, revision=file_revision)
        else:
            return
        if refuse:
            raise Unreadable(message)
        self.notices.append(message)

    def _hidden(self, log: history.Log, file_revision: int) -> int:
        """Count the changes in and behind a damaged line that nothing whole holds."""
        shown = max(file_revision, log.acts.last)
        lines = salvage.lines_of(plain.read(self.path / HISTORY_FILE, history.LIMIT), {})
        found = {line.revision for line in lines if line.revision > shown}
        # The damaged line was saved, too: it is the one after the last whole one.
        return len(found | ({log.acts.last + 1} if shown == log.acts.last else set()))

    def append(self, act: history.HistoryEntry) -> None:
        """Put an act on the disk: it is saved when this returns. Raises OSError."""
        for _attempt in range(ATTEMPTS):
            try:
                self._journal.append(act)
                break
            except atomic.FileChanged:
                if not self._journal.unchanged():
                    self._keep_both()
        else:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(self.path))
        self._appended = True
        self.revision = act.revision
        self._dirty.update((change.table, change.id) for change in act.changes)

    @property
    def behind(self) -> bool:
        """Tell whether acts are on the disk that the file does not hold yet."""
        return self._checkpointed != self.revision

    def checkpoint(self, assessment: Assessment) -> None:
        """Bring the file up to the newest saved act. Raises OSError."""
        if (self._appended or self.behind) and not self._is_ours():
            self._keep_both()
        if not self.behind:
            return
        by_table: dict[str, dict[str, rows.Row | None]] = {}
        for table, name in self._dirty:
            by_table.setdefault(table, {})[name] = row_of(assessment.row(table, name))
        with self._storage.batch(self.revision, self._journal.chain):
            for table, changed in by_table.items():
                self._database.put(table, changed)
        self._checkpointed = self.revision
        self._dirty.clear()

    def _is_ours(self) -> bool:
        return self._storage.unchanged() and self._journal.unchanged()

    def _keep_both(self) -> None:
        """Put somebody else's version aside and ours back in its place. Raises OSError."""
        theirs = atomic.mark_of(self.path / ROWS_FILE)  # before it is kept: what comes after is not
        if not self._theirs:
            self._theirs = backups.keep(self.path, backups.CONFLICT).name
        self._journal.write_anew()
        self._storage.accept(theirs)
        self._checkpointed = -1  # ours is written whole at the next checkpoint
        self.conflict = _(
            "{name} was changed by somebody else meanwhile; both versions are kept. Yours stands; "
            "theirs is in {kept}: `gapwizard restore {name} {backup}` takes it over."
        ).format(
            kept=f"{backups.FOLDER}/{self._theirs}",
            name=self.path.name,
            backup=self._theirs,
        )
        self._theirs = ""
        self.notices.append(self.conflict)

    def close(self) -> None:
        """Let others write."""
        if self._lock is not None:
            try:
                self.replaced = not self._is_ours()
            except OSError:
                self.replaced = True
            self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def check_before(data: Path, name: str, before: str) -> None:
    """Hold that what came before an assessment is there, and has it not before itself. Raises Refused.

    What nobody can read without a passphrase ends the way.
    """
    folder_of(data, before)
    way = [before]
    while (earlier := _before(data, way[-1])) and earlier not in way:
        way.append(earlier)
        if earlier == name:
            raise Refused(
                _("{before} has {name} before it ({way}): only one of them can be the earlier one"),
                before=before,
                name=name,
                way=" > ".join(way),
            )


def _before(data: Path, name: str) -> str:
    """Last time's assessment of another one; empty where none is named, or where it cannot be read."""
    with contextlib.suppress(GapwizardError):
        folder = folder_of(data, name)
        if cipher.key_of(folder) is not None or not cipher.is_encrypted(folder):
            return AssessmentFolder(folder, write=False).assessment.about.baseline or ""
    return ""

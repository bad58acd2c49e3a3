"""One assessment's folder: open it, recover it, append acts, checkpoint its rows."""

import time
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Value
from gapwizard.errors import InUse, Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import history, rows
from gapwizard.store.lock import WriterLock
from gapwizard.store.migrations import migrate

FILE = "assessment.json"
BACKUP = "assessment.json.bak"
"""The generation before."""
HISTORY = "history.jsonl"


def row_of(value: Value | None) -> rows.Row | None:
    """Give the row of a value: what differs from the defaults."""
    return None if value is None else value.model_dump(mode="json", exclude_defaults=True)


def value_of(table: str, row: rows.Row | None) -> Value | None:
    """Give the value of a row."""
    return None if row is None else TABLES[table].model_validate(row)


class AssessmentFolder:
    """An assessment read from its folder, and the way back into it.

    `notices` says in words what had to be mended on opening.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open a folder. Raises Refused, InUse or Unreadable."""
        self.path = path
        self.notices: list[str] = []
        self._lock = WriterLock(path) if write else None
        try:
            self._open(write=write)
        except BaseException:
            self.close()
            raise

    def _open(self, *, write: bool) -> None:
        # The file first: what a checkpoint adds meanwhile then stands in the history read after it.
        sealed = self._newest_whole_file()
        log = history.read(self.path / HISTORY)
        if not log.acts and sealed is None:
            raise Unreadable(
                _("{path}: neither the assessment nor its history can be read").format(
                    path=self.path
                )
            )
        if log.broken is not None:
            self._judge_broken(log, sealed, write=write)
        base = sealed or rows.Sealed({}, rows.SCHEMA, 0)
        tables = migrate(base.tables, base.schema, self.path.name)
        self.acts = log.acts
        self.revision = max(base.revision, len(log.acts))
        self._checkpointed = base.revision
        newer = [act for act in log.acts if act.revision > base.revision]
        current = {name: dict(table) for name, table in tables.items()}
        for act in newer:
            replay(current, act)
        self.assessment = parse(self.path.name, current)
        if write:
            from gapwizard.store.storage import RowDatabase, RowStorage

            self._journal = history.Journal(self.path / HISTORY, log)
            self._storage = RowStorage(self.path / FILE, self.path / BACKUP, tables)
            self._database = RowDatabase(self.path / FILE, storage=lambda _path: self._storage)
            self._stamp = stamp(self.path / FILE)
            self._dirty = {(c.table, c.id) for act in newer for c in act.changes}
            if sealed is None:
                self._dirty |= {(t, name) for t, table in current.items() for name in table}

    def _newest_whole_file(self) -> rows.Sealed | None:
        """Read the file, else the generation before; None when neither is whole."""
        path = self.path / FILE
        for candidate in (path, self.path / BACKUP):
            try:
                sealed = rows.load(candidate.read_bytes())
            except FileNotFoundError:
                continue
            except OSError as problem:
                raise Unreadable(f"{candidate}: {problem.strerror or problem}") from problem
            except rows.Damaged as problem:
                self._set_apart(candidate, str(problem))
                continue
            if candidate != path:
                self.notices.append(
                    _(
                        "{file} could not be used; restored from the generation before and the history."
                    ).format(file=FILE)
                )
            return sealed
        if (self.path / HISTORY).is_file() and not self.notices:
            self.notices.append(
                _("{file} was not there; rebuilt from the history.").format(file=FILE)
            )
        return None

    def _set_apart(self, damaged: Path, why: str) -> None:
        """Keep a damaged file under another name (a writer only; a reader just tells)."""
        notice = _("{file} is damaged ({why}).").format(file=damaged.name, why=why)
        if self._lock is not None:
            kept = damaged.with_name(f"{damaged.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
            try:
                damaged.rename(kept)
            except OSError as problem:
                raise Unreadable(f"{damaged}: {problem.strerror or problem}") from problem
            notice += " " + _("It is kept as {kept}.").format(kept=kept.name)
        self.notices.append(notice)

    def _judge_broken(self, log: history.Log, sealed: rows.Sealed | None, *, write: bool) -> None:
        """Refuse to write after a damaged history line; a reader is told."""
        message = _(
            "{path}: line {line} of the history is damaged or was altered. The assessment can be "
            "read, not written; restore {file} from a backup."
        ).format(path=self.path, line=log.broken, file=HISTORY)
        if write or sealed is None:
            raise Unreadable(message)
        self.notices.append(message)

    def append(self, act: history.Act) -> None:
        """Put an act on the disk: it is saved when this returns. Raises OSError or InUse."""
        self._journal.append(act)
        self.revision = act.revision
        self._dirty.update((change.table, change.id) for change in act.changes)

    @property
    def behind(self) -> bool:
        """Tell whether acts are on the disk that the file does not hold yet."""
        return self._checkpointed != self.revision

    def checkpoint(self, assessment: Assessment) -> None:
        """Bring the file up to the newest saved act. Raises OSError or InUse."""
        if not self.behind:
            return
        if stamp(self.path / FILE) != self._stamp:
            raise InUse(
                _(
                    "{path} was changed by somebody else since it was opened. Your answers are in "
                    "{history}; both are kept. Close and open the assessment again."
                ).format(path=self.path / FILE, history=HISTORY)
            )
        by_table: dict[str, dict[str, rows.Row | None]] = {}
        for table, name in self._dirty:
            by_table.setdefault(table, {})[name] = row_of(assessment.row(table, name))
        with self._storage.batch(self.revision):
            for table, changed in by_table.items():
                self._database.put(table, changed)
        self._checkpointed = self.revision
        self._dirty.clear()
        self._stamp = stamp(self.path / FILE)

    def close(self) -> None:
        """Let others write."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def stamp(path: Path) -> tuple[int, int, int]:
    """Give what changes when a file is replaced or written: inode, size, time in ns."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def replay(tables: rows.Tables, act: history.Act) -> None:
    """Apply an act to rows."""
    for change in act.changes:
        table = tables.setdefault(change.table, {})
        if change.new is None:
            table.pop(change.id, None)
        else:
            table[change.id] = change.new


def parse(name: str, tables: rows.Tables) -> Assessment:
    """Make the assessment of some rows. Raises Unreadable naming the row that is none of ours."""
    data: dict[str, object] = {"id": name, **tables}
    about = tables.get("about", {}).get("about")
    data["about"] = about
    try:
        return Assessment.model_validate(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = " > ".join(str(step) for step in first["loc"])
        raise Unreadable(
            _("{name}: {place}: {why}").format(name=name, place=place, why=first["msg"])
        ) from problem


def create(folder: Path, act: history.Act) -> None:
    """Make a folder that holds one act. Raises Refused when it is there, Unreadable when it cannot."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(mode=0o700)
        history.Journal(folder / HISTORY, history.EMPTY_LOG).append(act)
    except FileExistsError as problem:
        raise Refused(_("{path} is there already").format(path=folder)) from problem
    except OSError as problem:
        raise Unreadable(f"{folder}: {problem.strerror or problem}") from problem


def changes_between(
    before: Assessment, changed: Iterable[tuple[str, str, Value | None]]
) -> tuple[history.RowChange, ...]:
    """Give the row changes that lead from `before` to some new rows, leaving out what stays."""
    found = []
    for table, name, value in changed:
        old, new = row_of(before.row(table, name)), row_of(value)
        if old != new:
            found.append(history.RowChange(table, name, old, new))
    return tuple(found)

"""One writer at a time: a lock held as long as an assessment is open for writing.

The lock is a side file that is never renamed; who holds it stands in a second one. The system lets
a lock go when its process dies; the name that then stays behind is taken over with a word.
"""

import contextlib
import errno
import json
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gapwizard import atomic
from gapwizard.errors import InUse, Unreadable
from gapwizard.folders import belong
from gapwizard.i18n import _, reason_of
from gapwizard.store import plain

NAMED, MOMENT = 200, 40
"""Characters of a name and of a time that are read from a lock: another program may have written it."""
PATIENCE = 1.0
"""Seconds to wait for a lock: a command that is about to end lets go within that, and a person who
waits longer thinks the program hangs."""
HOLDER = "holder.json"


class Holder(NamedTuple):
    """Who has an assessment open for writing."""

    who: str
    host: str
    since: str
    pid: int
    started: str
    """When the process began, as the system counts; empty where it does not tell."""
    place: str = ""
    """Which folder it was, as the system counts: a copy of it is another."""


class WriterLock:
    """The right to write one assessment."""

    notice = ""
    """Whose lock was taken over, in words; empty when nobody's was."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of a folder. Raises InUse with who has it, or Unreadable."""
        import socket  # readers, who take no lock, need not wait for these

        from filelock import FileLock, Timeout

        self._holder = folder / HOLDER
        self._lock = FileLock(folder / ".lock", mode=0o600)
        try:
            locks = _has_locks(folder / ".lock")
            if locks:
                self._lock.acquire(timeout=PATIENCE, poll_interval=0.02)
        except Timeout as problem:
            raise InUse(_in_use(folder.name, read_holder(self._holder))) from problem
        except OSError as problem:
            raise _unwritable(folder, problem) from problem
        pid = os.getpid()
        mine = Holder(
            user(), socket.gethostname(), now(), pid, process_start(pid), place_of(folder)
        )
        try:
            self._take_over(folder.name, mine)
            self.notice = self.notice if locks else _without_locks(folder.name)
            atomic.write_text(self._holder, json.dumps(mine._asdict(), ensure_ascii=False))
        except BaseException as problem:
            self._lock.release()
            if isinstance(problem, OSError):
                raise _unwritable(folder, problem) from problem
            raise

    def _take_over(self, name: str, mine: Holder) -> None:
        """Say in `notice` who held the lock before and did not give it back.

        Raises InUse when that process still runs: somebody removed the lock file under it.
        """
        before = read_holder(self._holder)
        if before is None or before.pid == mine.pid:
            return
        words = {"name": name, **before._asdict()}
        if before.host != mine.host:
            self.notice = _(
                "{name} was left open on {host} by {who}, since {since}; whether that has ended "
                "cannot be seen from here. Should both write, both versions are kept."
            ).format(**words)
        elif before.place and before.place != mine.place:
            self.notice = _(
                "{name} is a copy, made while {who} had the other one open, since {since}."
            ).format(**words)
        elif before.started and before.started == process_start(before.pid):
            raise InUse(_in_use(name, before))
        else:
            self.notice = _(
                "The lock of {who} on {host} (process {pid}, since {since}) was taken over: that "
                "process has ended."
            ).format(**words)

    def release(self) -> None:
        """Let others write."""
        with contextlib.suppress(OSError):  # a name that stays is taken over by the next
            os.unlink(self._holder)  # noqa: PTH108 - the disk is reached through `os` alone
        self._lock.release()


def _has_locks(file: Path) -> bool:
    """Tell whether the file system of a lock file knows locks. Raises OSError.

    Where it does not (some network shares), what stands in for a lock is a file that a process
    leaves for ever when it dies: worse than none.
    """
    try:
        import fcntl
    except ImportError:  # Windows, where every file system does
        return True
    handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        belong(handle, file.parent)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as problem:
        return problem.errno not in (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK)
    finally:
        os.close(handle)
    return True


def _without_locks(name: str) -> str:
    return _(
        "{name} lies where there are no locks: nobody on another machine is kept from writing at "
        "the same time. Should both write, both versions are kept."
    ).format(name=name)


def _unwritable(folder: Path, problem: OSError) -> Unreadable:
    words = _("{folder} cannot be opened for writing: {why}.")
    if os.access(folder, os.R_OK | os.X_OK):
        words = _(
            "{folder} cannot be opened for writing: {why}. `show`, `diagnose` and `report` read it "
            "all the same."
        )
    return Unreadable(words, folder=folder, why=reason_of(problem))


def read_holder(file: Path) -> Holder | None:
    """Who holds a lock; None where nobody says."""
    try:
        raw = json.loads(plain.read(file, 10_000))
        return Holder(
            str(raw["who"])[:NAMED],
            str(raw["host"])[:NAMED],
            str(raw["since"])[:MOMENT],
            int(raw["pid"]),
            str(raw.get("started", "")),
            str(raw.get("place", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _in_use(name: str, holder: Holder | None) -> str:
    if holder is None:
        return _("{name} is open for writing elsewhere. Close it there first.").format(name=name)
    return _(
        "{name} is open for writing: {who} on {host}, since {since}. Close it there, or "
        "look at it with `show` and `diagnose`."
    ).format(name=name, who=holder.who, host=holder.host, since=holder.since)


def process_start(pid: int) -> str:
    """When a process began, as the system counts; empty when it has ended or the system does not tell.

    Numbers of processes come again; the number with its beginning does not.
    """
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = line.rpartition(")")[2].split()
    # proc(5): the state stands first here, and 19 further on when the process started.
    return fields[19] if len(fields) > 19 and fields[0] != "Z" else ""


def place_of(folder: Path) -> str:
    """Which folder this is, by device and inode; empty where the system does not tell."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - the disk is reached through `os` alone
    except OSError:
        return ""
    return f"{status.st_dev}:{status.st_ino}" if status.st_ino else ""


def user() -> str:
    """The login name, `assessor` where there is none."""
    import getpass

    try:
        return getpass.getuser().encode("utf-8", "replace").decode("utf-8")[:NAMED]
    except (OSError, KeyError, ImportError):  # Windows has no `pwd` to ask
        return "assessor"


def now() -> str:
    """This second, local time with its offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")

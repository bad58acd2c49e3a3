"""One writer at a time: a lock held as long as an assessment is open for writing.

The lock is a side file that is never renamed; who holds it stands in a second one.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from gapwizard import atomic
from gapwizard.errors import InUse, Unreadable
from gapwizard.i18n import _

PATIENCE = 1.0
"""Seconds to wait for a command of the same user that is about to end."""


class WriterLock:
    """The right to write one assessment."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of a folder. Raises InUse with who has it, or Unreadable."""
        import socket  # readers, who take no lock, need not wait for these

        from filelock import FileLock, Timeout

        self._holder = folder / "holder.json"
        self._lock = FileLock(folder / ".lock", mode=0o600)
        try:
            self._lock.acquire(timeout=PATIENCE, poll_interval=0.02)
        except Timeout as problem:
            raise InUse(self._who(folder.name)) from problem
        except OSError as problem:
            raise Unreadable(f"{folder}: {problem.strerror or problem}") from problem
        mine = {"who": user(), "host": socket.gethostname(), "pid": os.getpid(), "since": now()}
        try:
            atomic.write_text(self._holder, json.dumps(mine, ensure_ascii=False))
        except OSError as problem:
            self._lock.release()
            raise Unreadable(f"{folder}: {problem.strerror or problem}") from problem

    def release(self) -> None:
        """Let others write."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _who(self, name: str) -> str:
        try:
            raw = json.loads(self._holder.read_text(encoding="utf-8"))
            return _(
                "{name} is open for writing: {who} on {host}, since {since}. Close it there, or "
                "look at it with `show` and `diagnose`."
            ).format(name=name, who=raw["who"], host=raw["host"], since=raw["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return _("{name} is open for writing elsewhere. Close it there first.").format(
                name=name
            )


def user() -> str:
    """Give the login name, `assessor` where there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "assessor"


def now() -> str:
    """Give this second, local time with its offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")

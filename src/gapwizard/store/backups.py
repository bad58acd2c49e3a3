"""Generations of an assessment that are kept: one a day, those asked for, and other people's.

Each is a folder under `backups` beside the assessment, with the two files as they were; it can be
read, copied and opened like any assessment.
"""

import os
import shutil
import time
from pathlib import Path
from typing import NamedTuple

from gapwizard import atomic, folders
from gapwizard.folders import private
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.store import history, locked_key, plain, rows
from gapwizard.store.workshop import move_in, workshop

FOLDER = "backups"
FILES = (ROWS_FILE, HISTORY_FILE)
"""What a backup holds of an assessment, beside its locked key: rows and history."""
DAILY = "daily"
ASKED = "asked"
CONFLICT = "conflict"
"""Somebody else's version that was found in place of ours."""
DAYS = 7
"""How many daily ones are kept: a week of work, so that a mistake of last Monday can be undone. The
others stay until somebody removes them."""
_LIMITS = (rows.LIMIT, history.LIMIT)


class Backup(NamedTuple):
    """One generation that was kept."""

    name: str
    path: Path
    kind: str


def look_safely(folder: Path) -> list[Backup]:
    """The backups of an assessment, oldest first; none where their folder cannot be read."""
    try:
        return look(folder)
    except OSError:
        return []


def look(folder: Path) -> list[Backup]:
    """The backups of an assessment, oldest first. Raises OSError where nobody may look."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder / FOLDER) if entry.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [
        Backup(name, folder / FOLDER / name, name.split("-")[2])
        for name in names
        if name.count("-") >= 2 and not name.startswith(".")
    ]


def keep(folder: Path, kind: str) -> Path:
    """Copy the files of an assessment as they are into a new backup. Raises OSError."""
    parent = private(folder / FOLDER)
    while True:
        target = folders.free(parent, f"{time.strftime('%Y%m%d-%H%M%S')}-{kind}")
        try:
            copy(folder, target, take_odd=kind == CONFLICT)
        except FileExistsError:  # another process took the name meanwhile
            continue
        return target


def copy(folder: Path, target: Path, *, take_odd: bool = False) -> None:
    """Copy the files of an assessment into a new folder, which is there whole or not at all.

    A link, pipe or too large file in the place of one of ours is an error, or with `take_odd` moved
    there unread. Raises OSError, FileExistsError when `target` is there.
    """
    if os.path.lexists(target):
        raise FileExistsError(17, os.strerror(17), str(target))
    with workshop(target.parent, target.name) as half:
        for name, limit in zip(FILES, _LIMITS, strict=True):
            _copy_file(folder / name, half / name, limit, take_odd=take_odd)
        for name in locked_key.FILES:  # a backup opens by itself, wherever it is taken
            _copy_file(folder / name, half / name, locked_key.LIMIT, take_odd=False)
        move_in(half, target)
    folders.sync(target.parent)


def _copy_file(source: Path, target: Path, limit: int, *, take_odd: bool) -> None:
    try:
        content = plain.read(source, limit)
    except FileNotFoundError:
        return
    except (plain.NotPlain, plain.TooLarge):
        if not take_odd:
            raise
        os.rename(source, target)  # noqa: PTH104 - the disk is reached through `os` alone
        return
    atomic.write_bytes(target, content)


def keep_daily(folder: Path, changed: str) -> None:
    """Keep the files as earlier days left them, once a day, and remove all but the newest DAYS of these.

    `changed` is when the last act was done, ISO 8601. Raises OSError.
    """
    today = time.strftime("%Y-%m-%d")
    if changed[:10] >= today:
        return
    daily = [backup for backup in look_safely(folder) if backup.kind == DAILY]
    if any(backup.name.startswith(today.replace("-", "")) for backup in daily):
        return
    keep(folder, DAILY)
    for backup in daily[: max(0, len(daily) + 1 - DAYS)]:
        shutil.rmtree(backup.path, ignore_errors=True)


def apart(path: Path) -> Path:
    """The name beside a damaged file under which it is kept."""
    return folders.free(path.parent, f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")


def set_apart(path: Path) -> Path:
    """Rename a damaged file to the name under which it is kept; gives that. Raises OSError."""
    kept = apart(path)
    os.rename(path, kept)  # noqa: PTH104 - the disk is reached through `os` alone
    return kept

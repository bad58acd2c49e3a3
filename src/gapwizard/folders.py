"""Folders and files of ours: private, owned by whoever owns what is around them, flushed to the disk.

Answers of a client are confidential, so nothing here can be read by others on the machine; and what
root makes with `sudo` in a user's folder belongs to that user.
"""

import errno
import os
import stat
from pathlib import Path
from typing import IO

_WAIT_FOR_NOBODY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def private(folder: Path) -> Path:
    """Make a folder and what is missing above it, readable by its owner alone, and flush it to the disk.

    Raises OSError.
    """
    if not folder.is_dir():
        private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        belong(folder, folder.parent)
        sync(folder.parent)
    return folder


def belong(made: Path | int, folder: Path) -> None:
    """Hand what was made to the owner of `folder`, where root made it: they could not read it else.

    `made` is a path or an open file. Raises OSError.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    status = os.stat(folder)  # noqa: PTH116 - the disk is reached through `os` alone
    if status.st_uid != 0:
        os.chown(made, status.st_uid, status.st_gid)


def sync(folder: Path) -> None:
    """Flush a folder, so that what was made or renamed in it survives a loss of power.

    Windows has no such call and needs none. A folder above ours may be closed to us: what stands in
    it is not ours to flush.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_plain(file: Path) -> IO[bytes]:
    """Open a file of ours for reading, and refuse a pipe or device in its place at once.

    Opening one of those would wait until somebody writes to it. Raises FileNotFoundError or another
    OSError.
    """
    handle = os.open(file, _WAIT_FOR_NOBODY)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "a pipe or device, no plain file", str(file))
    return os.fdopen(handle, "rb")


def free(parent: Path, name: str, ending: str = "") -> Path:
    """A path in a folder that is not taken: `name` with its ending, else `name-2`, `name-3`, ..."""
    number, path = 1, parent / f"{name}{ending}"
    while os.path.lexists(path):
        number += 1
        path = parent / f"{name}-{number}{ending}"
    return path

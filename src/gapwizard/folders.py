"""Making folders and files where somebody's others are: private, theirs, and there to stay."""

import errno
import os
import stat
from pathlib import Path
from typing import IO

_WAIT_FOR_NOBODY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def private(folder: Path) -> Path:
    """Make a folder, and what is missing above it, for its owner's eyes only, to stay.

    Raises OSError.
    """
    if not folder.is_dir():
        private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        belong(folder, folder.parent)
        sync(folder.parent)
    return folder


def belong(made: Path | int, folder: Path) -> None:
    """Let what root made in the folder of somebody belong to them: they could not read it else.

    `made` is a path or an open file. Raises OSError.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    status = os.stat(folder)  # noqa: PTH116 - the disk is reached through `os` alone
    if status.st_uid != 0:
        os.chown(made, status.st_uid, status.st_gid)


def sync(folder: Path) -> None:
    """Make what was made or renamed in `folder` last; Windows has no such thing and needs none.

    A folder above ours may be closed to us: what stands in it is not ours to flush.
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
    """Open a file of ours for reading; a pipe or device in its place would be waited for.

    Raises FileNotFoundError or another OSError.
    """
    handle = os.open(file, _WAIT_FOR_NOBODY)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "a pipe or device, no plain file", str(file))
    return os.fdopen(handle, "rb")

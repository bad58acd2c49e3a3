"""A new assessment: a folder that is there whole or not at all."""

import errno
import os
import shutil
import time
from pathlib import Path

from gapwizard import atomic, paths
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import backups, history

HISTORY = "history.jsonl"
HOUR = 3600.0
"""Seconds after which what a process left half made counts as left for good."""


def create(folder: Path, act: history.Act) -> None:
    """Make a folder that holds one act, whole or not at all. Raises Refused or Unreadable."""
    data = folder.parent
    half = data / f".{folder.name}.{os.getpid()}.tmp"
    try:
        paths.private(data)
        backups.tidy(data, before=time.time() - HOUR)
        if folder.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        half.mkdir(mode=0o700)
        try:
            atomic.write_bytes(half / HISTORY, history.encode(act, "")[0])
            os.rename(half, folder)  # noqa: PTH104 - the disk is reached through `os` alone
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
        atomic.sync_folder(data)
    except OSError as problem:
        if problem.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise Refused(_("{path} is there already").format(path=folder)) from problem
        raise Unreadable(f"{folder}: {problem.strerror or problem}") from problem

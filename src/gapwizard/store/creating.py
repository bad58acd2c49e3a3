"""A new assessment: a folder that is there whole or not at all."""

import errno
import os
from pathlib import Path

from gapwizard import atomic, paths
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import history
from gapwizard.store.workshop import tidy, workshop

HISTORY = "history.jsonl"
HOUR = 3600.0
"""Seconds after which what a process left half made counts as left for good."""


def create(folder: Path, act: history.Act) -> None:
    """Make a folder that holds one act, whole or not at all. Raises Refused or Unreadable."""
    data = folder.parent
    try:
        paths.private(data)
        tidy(data, older=HOUR)
        if folder.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with workshop(data, folder.name) as half:
            atomic.write_bytes(half / HISTORY, history.encode(act, "")[0])
            os.rename(half, folder)  # noqa: PTH104 - the disk is reached through `os` alone
        atomic.sync_folder(data)
    except OSError as problem:
        if problem.errno in (errno.EEXIST, errno.ENOTEMPTY):
            raise Refused(_("{path} is there already").format(path=folder)) from problem
        raise Unreadable(f"{folder}: {problem.strerror or problem}") from problem

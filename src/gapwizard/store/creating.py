"""A new assessment: a folder that is there whole or not at all."""

import errno
import os
from pathlib import Path

from gapwizard import atomic, paths
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import history
from gapwizard.store.workshop import move_in, workshop

HISTORY = "history.jsonl"


class Taken(Refused):
    """Another assessment has the name."""


def create(folder: Path, act: history.HistoryEntry) -> None:
    """Make a folder that holds one act, whole or not at all. Raises Taken or Unreadable."""
    data = folder.parent
    try:
        paths.private(data)
    except OSError as problem:  # what is in the way there is no assessment of this name
        raise Unreadable(f"{data}: {problem.strerror or problem}") from problem
    try:
        if os.path.lexists(folder):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with workshop(data, folder.name) as half:
            atomic.write_bytes(half / HISTORY, history.encode(act, "")[0])
            move_in(half, folder)
        atomic.sync_folder(data)
    except OSError as problem:
        if isinstance(problem, FileExistsError):
            raise Taken(_("{path} is there already").format(path=folder)) from problem
        raise Unreadable(f"{folder}: {problem.strerror or problem}") from problem

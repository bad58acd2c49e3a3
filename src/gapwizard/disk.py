"""What the disk refuses, as errors of ours: where it was, why, and whose fault it is."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.i18n import _, labelled, reason_of

MIB = 1024 * 1024
"""Bytes; limits of files are told in it."""
_NO_FILE = (errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
"""What the disk says of a name that is none of a file: the name is wrong, not the disk."""


def unread(path: object, problem: OSError) -> GapwizardError:
    """The error for a file that somebody named: Refused for a wrong name, Unreadable for the disk."""
    if problem.errno == errno.ENOENT:
        return Refused(_("{path}: there is no such file"), path=path)
    kind = Refused if problem.errno in _NO_FILE else Unreadable
    return kind(labelled(path, reason_of(problem)))


def unwritten(path: object, problem: OSError | ValueError) -> Unreadable:
    """The error for a file or folder that could not be written."""
    why = (reason_of(problem) if isinstance(problem, OSError) else "") or problem
    return Unreadable(_("{path} could not be written: {why}"), path=path, why=why)


def is_folder(path: Path) -> bool:
    """Whether a path that somebody typed leads to a folder; one that cannot be looked at does not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, a NUL, a folder that is closed
        return False


@contextmanager
def disk_words(place: Path | None = None) -> Iterator[None]:
    """Raise Unreadable, with where and why, for anything the disk refuses inside.

    Where is `place`, else what the system names.
    """
    try:
        yield
    except OSError as problem:
        where = place or problem.filename or ""
        raise Unreadable(labelled(where, reason_of(problem))) from problem

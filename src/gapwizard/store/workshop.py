"""A workshop: a marked folder in which something is made before it is moved to its place whole.

A process that dies leaves its workshop. It is known by the mark inside, never by its name alone:
nothing that the program did not make is ever removed.
"""

import errno
import itertools
import math
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gapwizard import atomic
from gapwizard.folders import belong

MARK = "made-by-gapwizard"
HOUR = 3600.0
"""Seconds after which what a process left half made counts as left for good: making it takes
seconds, unless the machine slept meanwhile."""
_HALF = re.compile(
    r"\.(assessment\.json|history\.jsonl|holder\.json|people\.json|key\.age|index\.json"
    r"|\.draft\.json)[^/]*\.[0-9]+-[0-9]+\.tmp"
)
"""The names of files that were being written when their process died."""
_numbers = itertools.count()
"""Two workshops of one process get two names."""


@contextmanager
def workshop(parent: Path, name: str) -> Iterator[Path]:
    """An empty folder on the same disk as `parent/name`; it goes at the end, whatever happens.

    What shall stay is renamed out of it. What others left in `parent` an hour ago goes, by the
    disk's own clock: ours may be another machine's. Raises OSError.
    """
    # As in `atomic`: 48 characters of any script and the numbers fit a file name.
    whole = parent / f".{name[:48]}.{os.getpid()}-{next(_numbers)}.tmp"
    os.mkdir(whole, 0o700)  # noqa: PTH102 - the disk is reached through `os` alone
    try:
        os.close(os.open(whole / MARK, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        bench = whole / "work"
        os.mkdir(bench, 0o700)  # noqa: PTH102 - the disk is reached through `os` alone
        for made in (whole, bench):
            belong(made, parent)
        _tidy(parent, before=os.stat(whole).st_mtime - HOUR)  # noqa: PTH116
        yield bench
    finally:
        shutil.rmtree(whole, ignore_errors=True)


def move_in(made: Path, target: Path) -> None:
    """Let what was made in a workshop be `target`. Raises FileExistsError, or another OSError."""
    try:
        os.rename(made, target)  # noqa: PTH104 - the disk is reached through `os` alone
    except OSError as problem:
        if problem.errno in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from problem
        raise


def tidy(folder: Path, *, only: str = "") -> None:
    """Remove what a process that died left half made in a folder, as far as the disk lets us.

    Only the holder of the folder's lock may call it. With `only`, nothing but what was left half
    written of the file of that name goes.
    """
    _tidy(folder, only=only)


def _tidy(folder: Path, *, before: float = math.inf, only: str = "") -> None:
    """Remove what was left half made before a time of the disk's clock, in seconds."""
    try:
        begins = [entry for entry in os.scandir(folder) if entry.name.startswith(f".{only}")]
        found = [entry for entry in begins if _is_ours(entry)]
        old = [e for e in found if e.stat(follow_symlinks=False).st_mtime < before]
    except OSError:
        return
    for entry in old:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            atomic.remove(Path(entry.path))


def _is_ours(entry: "os.DirEntry[str]") -> bool:
    """Tell whether the program made something, and no link leads elsewhere."""
    if entry.is_dir(follow_symlinks=False):
        marked = entry.name.startswith(".") and entry.name.endswith(".tmp")
        return marked and os.path.lexists(f"{entry.path}/{MARK}")
    return entry.is_file(follow_symlinks=False) and _HALF.fullmatch(entry.name) is not None

"""Write a file so that a reader finds the old one or the new one, never a torn one.

Everything that reaches a disk goes through `os` here, one call per step: the tests of `tests/faults`
let each of these calls fail in turn.
"""

import contextlib
import itertools
import os
import time
from pathlib import Path
from typing import NamedTuple

from gapwizard.folders import belong, sync

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_CHANGE = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_numbers = itertools.count()
"""Two temporary files of one process get two names."""


class FileChanged(Exception):
    """A file was changed by somebody else since it was read."""


class Undecided(OSError):
    """A line could neither be flushed nor cut off again: it may stand in the file or not."""


class Mark(NamedTuple):
    """What tells a file that was written or replaced from the one it was before."""

    inode: int
    size: int
    changed: int
    """Time of the last write, in ns."""


MISSING = Mark(0, 0, 0)


def mark_of(path: Path) -> Mark:
    """The mark of a file; MISSING where it cannot be seen."""
    try:
        return _mark(os.stat(path))  # noqa: PTH116 - the disk is reached through `os` alone
    except OSError:
        return MISSING


def _mark(status: os.stat_result) -> Mark:
    return Mark(status.st_ino, status.st_size, status.st_mtime_ns)


def write_bytes(
    path: Path,
    content: bytes,
    *,
    keep: Path | None = None,
    flush: bool = True,
    settle: bool = True,
) -> Mark:
    """Replace `path` by `content`: temporary file beside it, flush, rename, flush the folder.

    `keep` names where the generation before goes; `flush` False is for what can be made again.
    Without `settle` the folder is not flushed: after a loss of power `path` may be the old one,
    whole. Gives the mark of what was written, and not of what somebody else puts there meanwhile.
    Raises OSError; `path` then holds what it held, or all of `content`.
    """
    temporary, mark = _filled(path, content, flush=flush)
    try:
        if keep is not None:
            _keep(path, keep)
        replace(temporary, path)
    except BaseException:
        remove(temporary)
        raise
    if flush and settle:
        sync(path.parent)
    return mark


PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between tries: on Windows nothing can be renamed over a file that somebody has open, and
a virus scanner has each new file open for a moment."""


def replace(made: Path, place: Path) -> None:
    """Put a file into the place of another. Raises OSError."""
    for pause in PAUSES:
        try:
            os.replace(made, place)  # noqa: PTH105 - the disk is reached through `os` alone
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(made, place)  # noqa: PTH105 - the disk is reached through `os` alone


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there, whole or not at all, through no link.

    Raises FileExistsError for anything that has the name, also when it came to have it meanwhile,
    or another OSError.
    """
    temporary, _mark_of_it = _filled(path, content, flush=True)
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _write_exclusively(path, content)
    finally:
        remove(temporary)
    sync(path.parent)


def _write_exclusively(path: Path, content: bytes) -> None:
    """Write a file that must not be there; where the disk refuses, none of it stays."""
    handle = os.open(path, _NEW | _BINARY, 0o600)
    try:
        try:
            belong(handle, path.parent)
            _write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        remove(path)
        raise


def write_text(path: Path, content: str) -> None:
    """Replace `path` by `content` as UTF-8 with the line ends it has."""
    write_bytes(path, content.encode("utf-8"))


def _temporary(path: Path) -> Path:
    """A name beside `path` with the number of this process in it: what a dead process left is known."""
    # A file name has at most 255 bytes: 48 characters of any script and the numbers fit.
    return path.with_name(f".{path.name[:48]}.{os.getpid()}-{next(_numbers)}.tmp")


def _filled(path: Path, content: bytes, *, flush: bool) -> tuple[Path, Mark]:
    """A new file beside `path`, for the owner's eyes only, that holds `content`; its mark."""
    temporary = _temporary(path)
    handle = os.open(temporary, _NEW | _BINARY, 0o600)
    try:
        try:
            belong(handle, path.parent)
            _write_all(handle, content)
            if flush:
                os.fsync(handle)
            mark = _mark_of_open(handle)
        finally:
            os.close(handle)
    except BaseException:
        remove(temporary)
        raise
    return temporary, mark


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def remove(temporary: Path) -> None:
    """Remove a file that is needed no more; where the disk refuses, it stays."""
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108 - the disk is reached through `os` alone


def _keep(path: Path, keep: Path) -> None:
    """Let `keep` be the file that `path` is now, without a moment in which `path` is gone."""
    spare = _temporary(keep)
    try:
        os.link(path, spare)
    except FileNotFoundError:
        return
    except OSError:  # a file system without hard links
        spare = _filled(keep, path.read_bytes(), flush=True)[0]
    try:
        replace(spare, keep)
    finally:
        remove(spare)  # two names of one file: the rename left both


def append_line(path: Path, line: bytes, *, at: Mark, remnant: bytes = b"") -> Mark:
    """Append `line` to `path`, flush it to the disk with one flush, and give the new mark.

    `remnant` is the line of an append that failed before: what is left of it is cut off first, so
    a line is never there twice. Raises FileChanged when the file is not the one `at` marks, OSError
    when the disk refuses; the line then does not count as written. Undecided is the OSError after
    which part of it, or all, may be there.
    """
    try:
        handle = os.open(path, _CHANGE | _BINARY)
    except FileNotFoundError as problem:
        raise FileChanged(str(path)) from problem
    try:
        now = _mark(os.fstat(handle))
        if now != at:
            _cut_off(handle, now, at, remnant)
        try:
            _write_all(handle, line)
            os.fsync(handle)
        except OSError as problem:
            try:
                os.ftruncate(handle, at.size)
            except OSError:
                raise Undecided(problem.errno, problem.strerror, str(path)) from problem
            raise
        return _mark_of_open(handle)
    finally:
        with contextlib.suppress(OSError):  # what was flushed stays; what was not is raised
            os.close(handle)


def _mark_of_open(handle: int) -> Mark:
    """The mark of a file that was flushed; MISSING where the disk refuses to tell.

    The content is saved all the same, so that is no error.
    """
    try:
        return _mark(os.fstat(handle))
    except OSError:
        return MISSING


def _cut_off(handle: int, now: Mark, at: Mark, remnant: bytes) -> None:
    """Cut off what an append of ours left behind. Raises FileChanged when it is not ours."""
    extra = now.size - at.size
    if not remnant or now.inode != at.inode or not 0 <= extra <= len(remnant):
        raise FileChanged
    os.lseek(handle, at.size, os.SEEK_SET)
    if os.read(handle, extra) != remnant[:extra]:
        raise FileChanged
    os.ftruncate(handle, at.size)


def cut(path: Path, size: int) -> None:
    """Shorten a file to `size` bytes."""
    handle = os.open(path, _CHANGE | _BINARY)
    try:
        os.ftruncate(handle, size)
    finally:
        os.close(handle)

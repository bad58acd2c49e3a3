"""Read a file of an assessment: a plain file of a sensible size, never a link, pipe or device.

A folder may come from a stranger: a link in it would lead out of it, a pipe would never end.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gapwizard.disk import MIB
from gapwizard.i18n import _

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class NotPlain(OSError):
    """A link, pipe, device or folder stands where a file belongs."""


class TooLarge(OSError):
    """A file is larger than any of its kind can be; the limit is named."""


def read(path: Path, limit: int) -> bytes:
    """The content of a plain file of at most `limit` bytes.

    Raises FileNotFoundError, NotPlain, TooLarge or another OSError.
    """
    with _opened(path) as (handle, size):
        if size > limit:
            raise TooLarge(
                errno.EFBIG,
                _("larger than {limit} MiB, the most that is read").format(limit=limit // MIB),
                str(path),
            )
        return _all(handle, size)


def head(path: Path, count: int) -> bytes:
    """The first bytes of a plain file. Raises OSError as `read` does."""
    with _opened(path) as (handle, size):
        return _all(handle, min(count, size))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, int]]:
    """The handle of a plain file and its size in bytes."""
    try:
        handle = os.open(path, _OPEN | getattr(os, "O_BINARY", 0))
    except OSError as problem:
        if problem.errno in (errno.ELOOP, errno.ENXIO):
            raise _not_plain(path) from problem
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _not_plain(path)
        yield handle, status.st_size
    finally:
        os.close(handle)


def _not_plain(path: Path) -> NotPlain:
    return NotPlain(errno.EINVAL, _("a link or device, no plain file"), str(path))


def _all(handle: int, size: int) -> bytes:
    """Read to the end; a file that grows meanwhile is read as far as it went."""
    parts = []
    while size > 0 and (part := os.read(handle, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)

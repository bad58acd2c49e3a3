"""The file of this computer that a document's location names: only such a file is ever opened.

The file is read and never copied; a link to elsewhere on this computer is followed, and said.
"""

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from gapwizard.disk import MIB, unread
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.paths import with_home

LIMIT = 2 * 1024**3
"""Bytes of the largest file that is read: 2 GiB."""
_PIECE = MIB
"""Bytes that are read at a time: a file of any size takes no more memory."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""A drive letter of Windows is too short to be one."""
_WAIT_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class ShownFile(NamedTuple):
    """What was found where a document's location points."""

    location: str
    path: Path
    followed: Path | None
    """Where the file really is, when a link led there."""
    size: int
    """Bytes."""
    sha256: str


def look_at(location: str) -> ShownFile:
    """Read the file at a location. Raises Refused for what is no local file, or Unreadable."""
    path = _path_of(location)
    try:
        _check(path, path.stat())
        handle = os.open(path, os.O_RDONLY | _WAIT_FOR_NOBODY)
        with os.fdopen(handle, "rb") as file:
            _check(path, os.fstat(file.fileno()))
            digest, size = hashlib.sha256(), 0
            while piece := file.read(_PIECE):
                size += len(piece)
                _check_size(path, size)
                digest.update(piece)
        real, plain = os.path.realpath(path), os.path.abspath(path)  # noqa: PTH100 - links stay
    except OSError as problem:
        raise unread(path, problem) from problem
    followed = None if real == plain else Path(real)
    return ShownFile(location, path, followed, size, digest.hexdigest())


def _path_of(location: str) -> Path:
    """The local path that a location names. Raises Refused."""
    written = substance(location)
    if written.lower().startswith("file:"):
        written = _from_url(written)
    elif _SCHEME.match(written):
        raise Refused(
            _("{location}: a link is not followed; only a file on this computer is hashed"),
            location=location,
        )
    if written.startswith(("\\\\", "//")):
        raise Refused(
            _("{location}: another computer is not asked; copy the path of a local file"),
            location=location,
        )
    if not written or "\x00" in written or "\n" in written:
        raise Refused(_("{location!r} is no path of a file"), location=location)
    try:
        return with_home(written).absolute()
    except (RuntimeError, ValueError) as problem:  # ~nobody, halves of characters
        raise Refused(_("{location!r} is no path of a file"), location=location) from problem


def _from_url(written: str) -> str:
    parts = urlsplit(written)
    if parts.netloc not in ("", "localhost") or parts.query or parts.fragment:
        raise Refused(
            _("{location}: only file:/// and a path is a file on this computer"), location=written
        )
    path = unquote(parts.path)
    return path[1:] if re.match(r"/[A-Za-z]:", path) and os.name == "nt" else path


def _check(path: Path, status: os.stat_result) -> None:
    """Raise Refused for what is no plain file, or one larger than LIMIT."""
    if stat.S_ISDIR(status.st_mode):
        raise Refused(_("{path} is a folder; only a file is hashed"), path=path)
    if not stat.S_ISREG(status.st_mode):
        raise Refused(_("{path} is a device or a pipe; only a file is hashed"), path=path)
    _check_size(path, status.st_size)


def _check_size(path: Path, size: int) -> None:
    if size > LIMIT:
        raise Refused(_("{path}: larger than {limit} GiB"), path=path, limit=LIMIT // 1024**3)

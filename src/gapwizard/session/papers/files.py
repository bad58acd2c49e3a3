"""Handing out: the one way in which a file leaves the program.

Never over a file that is there unless that is said, never through a link or into a device, whole or
not at all, for its owner's eyes only.
"""

import os
import stat
from pathlib import Path

from gapwizard import atomic, folders
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _


def check_free(target: Path, *, force: bool) -> None:
    """Raise Refused for a file that is there, and with `force` for all but an ordinary file.

    Raises Unreadable for a folder.
    """
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        raise Unreadable(_unwritten(target, problem)) from problem
    if stat.S_ISDIR(mode):
        raise Unreadable(_("{path} is a folder; name a file in it"), path=target)
    if not stat.S_ISREG(mode):
        raise Refused(
            _(
                "{path} is a link, pipe or device, and nothing is written through one; name "
                "another file"
            ),
            path=target,
        )
    if not force:
        raise Refused(_already_there(target))


def hand_out(target: Path, content: bytes, *, force: bool) -> Path:
    """Write a file and give its path. Raises Refused or Unreadable."""
    check_free(target, force=force)
    try:
        if force:
            atomic.write_bytes(target, content)
        else:
            atomic.write_new(target, content)
    except FileExistsError as problem:  # it came to be meanwhile
        raise Refused(_already_there(target)) from problem
    except (OSError, ValueError) as problem:
        raise Unreadable(_unwritten(target, problem)) from problem
    return target


def hand_out_anew(folder: Path, stem: str, kind: str, content: bytes) -> Path:
    """Write a file under a name that nothing has yet, `STEM.KIND` or `STEM-2.KIND`; gives its path.

    Raises Unreadable.
    """
    number, path = 1, folder / f"{stem}.{kind}"
    try:
        folders.private(folder)
        while True:
            try:
                atomic.write_new(path, content)
            except FileExistsError:
                number += 1
                path = folder / f"{stem}-{number}.{kind}"
            else:
                return path
    except OSError as problem:
        raise Unreadable(_unwritten(path, problem)) from problem


def _already_there(target: Path) -> str:
    return _("{path} is there already; name another file, or say --force").format(path=target)


def _unwritten(target: Path, problem: OSError | ValueError) -> str:
    why = problem.strerror if isinstance(problem, OSError) else ""
    return _("{path} could not be written: {why}").format(path=target, why=why or problem)

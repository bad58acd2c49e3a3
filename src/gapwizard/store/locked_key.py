"""The locked key of an encrypted assessment: held twice, the second time under a checksum.

Without it nothing can be read, so one damaged file must not be the end of it. Each backup holds
both files too and opens by itself, wherever it is copied.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from gapwizard import age, atomic, folders
from gapwizard.disk import disk_words
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import plain

FILE = "key.age"
COPY = "key.age.copy"
FILES = (FILE, COPY)
LIMIT = 10_000
"""Bytes that either may have."""
_MARK = b"sha256 "


def texts(locked: bytes) -> dict[str, bytes]:
    """The two files of a locked key by name."""
    digest = hashlib.sha256(locked).hexdigest().encode()
    return {FILE: locked, COPY: _MARK + digest + b"\n" + locked}


def is_there(folder: Path) -> bool:
    """Tell whether a folder has a locked key. Raises Unreadable when the disk does not tell."""
    for name in FILES:
        with disk_words(folder / name):
            try:
                os.stat(folder / name)  # noqa: PTH116 - the disk is reached through `os` alone
            except (FileNotFoundError, NotADirectoryError):
                continue
        return True
    return False


def candidates(folder: Path, beside: Iterator[Path]) -> list[bytes]:
    """What may be the locked key, each once: the file, its copy, the copies `beside`.

    What is no age file, or fails its checksum, is left out; empty where there is nothing at all.
    Raises Unreadable where there is a key and none of it is whole, or for the disk.
    """
    kept: list[bytes] = []
    there = False
    for place in (folder, *beside):
        for name in FILES:
            content = _read(place / name)
            there = there or content is not None
            locked = content if name == FILE else _checked(content)
            if locked is not None and age.is_encrypted(locked) and locked not in kept:
                kept.append(locked)
    if there and not kept:
        raise Unreadable(
            _(
                "{path}: the key is damaged, and so is every copy of it; a backup elsewhere holds "
                "one: copy its {file} here"
            ),
            path=folder / FILE,
            file=FILE,
        )
    return kept


def _read(path: Path) -> bytes | None:
    with disk_words(path):
        try:
            return plain.read(path, LIMIT)
        except (FileNotFoundError, NotADirectoryError, plain.NotPlain, plain.TooLarge):
            return None


def _checked(content: bytes | None) -> bytes | None:
    """The locked key of a copy that is whole."""
    head, _break, locked = (content or b"").partition(b"\n")
    return locked if texts(locked)[COPY].partition(b"\n")[0] == head else None


def open_first(folder: Path, locked: list[bytes], passphrase: str) -> tuple[bytes, age.Key]:
    """Open the first that the passphrase opens; gives it with its key.

    Raises Refused for a wrong passphrase, Unreadable when none is whole.
    """
    name = str(folder / FILE)
    problems: list[GapwizardError] = []
    for one in locked:
        try:
            return one, age.Key(age.decrypt(one, passphrase, name).decode().strip())
        except GapwizardError as problem:
            problems.append(problem)
        except ValueError:
            problems.append(Unreadable(age.damage_words(name)))
    wrong = [problem for problem in problems if isinstance(problem, Refused)]
    if wrong and _is_checked(folder, locked):
        raise Refused(_("{name}: the passphrase is wrong"), name=name) from wrong[0]
    raise (wrong or problems)[0]


def _is_checked(folder: Path, locked: list[bytes]) -> bool:
    """Tell whether the copy beside vouches that the key is as it was written."""
    return _checked(_read(folder / COPY)) in locked


def is_whole(folder: Path, locked: bytes) -> bool:
    """Tell whether both files hold this locked key. Raises Unreadable."""
    return all(_read(folder / name) == content for name, content in texts(locked).items())


def is_held_twice(folder: Path) -> bool:
    """Tell whether the key and its copy are whole, as far as no passphrase is needed. Raises Unreadable."""
    locked = _read(folder / FILE) or b""
    return age.is_encrypted(locked) and _checked(_read(folder / COPY)) == locked


def write(folder: Path, locked: bytes) -> None:
    """Put both files into a folder, the one that is checked first. Raises OSError."""
    held = texts(locked)
    for name in (COPY, FILE):
        atomic.write_bytes(folder / name, held[name])


def remove(folder: Path) -> None:
    """Take both files from a folder. Raises OSError."""
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    folders.sync(folder)

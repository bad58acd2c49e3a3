"""Encryption at rest: the files of an assessment, readable with its passphrase alone (age format).

`key.age` beside them holds a key of the assessment's own, encrypted with the passphrase; all else
is encrypted with that key. What is encrypted shows in its own bytes, so an assessment on the way
from one state to the other can be read too. A key once opened stays in the memory of the process.
"""

import base64
import binascii
import os
from collections.abc import Callable
from pathlib import Path

from gapwizard import age, atomic
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import plain

FILE = "key.age"
VARIABLE = "GAPWIZARD_PASSPHRASE"
LIMIT = 10_000
"""Bytes that the key may have."""
_BACKUPS = "backups"
_known: dict[Path, age.Key] = {}


def _from_environment(name: str) -> str:
    """Give the passphrase of the environment. Raises Refused where there is none."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        raise Refused(
            _(
                "{name} is encrypted: set {variable} and start again; `gapwizard decrypt {name}` "
                "ends it"
            ).format(name=name, variable=VARIABLE)
        )
    return given


_ask: list[Callable[[str], str]] = [_from_environment]


def ask_with(ask: Callable[[str], str]) -> None:
    """Say who is asked for the passphrase of an assessment, by its id."""
    _ask[0] = ask


def home(folder: Path) -> Path:
    """Give the folder of the assessment to which a folder of files belongs: itself, or above."""
    return folder.parent.parent if folder.parent.name == _BACKUPS else folder


def is_encrypted(folder: Path) -> bool:
    """Tell whether an assessment has a key. Raises Unreadable when the disk does not tell."""
    if key_of(folder) is not None:
        return True
    path = home(folder) / FILE
    try:
        os.stat(path)  # noqa: PTH116 - the disk is reached through `os` alone
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
    return True


def unlock(folder: Path) -> age.Key | None:
    """Open the key of an assessment; None where there is none. Raises Refused or Unreadable."""
    place = home(folder)
    if place in _known:
        return _known[place]
    try:
        locked = plain.read(place / FILE, LIMIT)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise Unreadable(f"{place / FILE}: {problem.strerror or problem}") from problem
    if not age.is_encrypted(locked):
        raise Unreadable(age.damaged(str(place / FILE)))
    opened = age.decrypt(locked, _ask[0](place.name), str(place / FILE))
    try:
        _known[place] = age.Key(opened.decode().strip())
    except ValueError as problem:
        raise Unreadable(age.damaged(str(place / FILE))) from problem
    return _known[place]


def forget() -> None:
    """Close every key that was opened."""
    _known.clear()


def key_of(folder: Path) -> age.Key | None:
    """Give the key that was opened for an assessment; None where it has none."""
    return _known.get(home(folder))


def begin(folder: Path, passphrase: Callable[[], str]) -> age.Key:
    """Give an assessment a key; one that it has already is opened. Raises OSError too."""
    found = unlock(folder)
    if found is not None:
        return found
    key = age.Key()
    atomic.write_bytes(folder / FILE, age.encrypt(f"{key}\n".encode(), passphrase()))
    _known[folder] = key
    return key


def end(folder: Path) -> None:
    """Take the key from an assessment that is encrypted no more. Raises OSError."""
    (folder / FILE).unlink(missing_ok=True)
    atomic.sync_folder(folder)
    _known.pop(folder, None)


def sealed(folder: Path, content: bytes) -> bytes:
    """Give what is written of some content: itself, or encrypted where there is a key."""
    key = key_of(folder)
    return content if key is None else key.seal(content)


def opened(folder: Path, content: bytes) -> bytes:
    """Give what stands in a file, encrypted or not. Raises ValueError when no key opens it."""
    if not content.startswith(age.BINARY):
        return content
    key = key_of(folder)
    if key is None:
        raise ValueError("no key")
    return key.open(content)


def seal_text(key: age.Key, text: bytes) -> bytes:
    """Give one act of a history, encrypted, as it stands in its line."""
    return base64.b64encode(key.seal(text))


def open_text(written: str) -> bytes:
    """Give the act again. Raises ValueError when no key that was opened is its own."""
    try:
        content = base64.b64decode(written, validate=True)
    except binascii.Error as problem:
        raise ValueError(str(problem)) from problem
    for key in _known.values():
        try:
            return key.open(content)
        except ValueError:
            continue
    raise ValueError("no key")

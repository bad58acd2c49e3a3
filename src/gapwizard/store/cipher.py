"""Encryption at rest: the files of an assessment, readable with its passphrase alone (age format).

`key.age` beside them (`locked_key`) holds a key of the assessment's own, encrypted with the
passphrase; all else is encrypted with that key. A folder is opened by the key in it: where it lies
and what it is called means nothing. What is encrypted shows in its own bytes, so an assessment on
the way from one state to the other can be read too. A key once opened stays in the memory of the
process.
"""

import base64
import binascii
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gapwizard import age
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.store import locked_key, plain

VARIABLE = "GAPWIZARD_PASSPHRASE"


class Opened(NamedTuple):
    """A key that was opened in this process."""

    key: age.Key
    locked: bytes
    """As it stands on the disk."""
    passphrase: str
    """What opened it: a proof in a new process opens it as its owner would."""


def _from_environment(name: str) -> str:
    """The passphrase of the environment. Raises Refused where there is none."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        raise Refused(
            _(
                "{name} is encrypted: set {variable} and start again; `gapwizard decrypt {name}` "
                "ends it"
            ),
            name=name,
            variable=VARIABLE,
        )
    return given


class _Keyring:
    """The keys that this process has opened, and who is asked for the next passphrase."""

    def __init__(self) -> None:
        """Begin without a key; the environment is asked."""
        self.opened: dict[Path, Opened] = {}
        """By the folder that a key was found in."""
        self.ask: Callable[[str], str] = _from_environment


_ring = _Keyring()
"""One for the whole process, on purpose. The app's writer is a thread and each screen runs in a
context of its own: with a keyring for each, a file could be written in the clear."""


def ask_with(ask: Callable[[str], str]) -> None:
    """Say who is asked for the passphrase of an assessment, by its id."""
    _ring.ask = ask


def is_encrypted(folder: Path) -> bool:
    """Tell whether an assessment has a key. Raises Unreadable when the disk does not tell."""
    return key_of(folder) is not None or locked_key.is_there(folder) or _lost_its_key(folder)


def unlock(folder: Path) -> age.Key | None:
    """Open the key of an assessment; None where there is none. Raises Refused or Unreadable."""
    if folder in _ring.opened:
        return _ring.opened[folder].key
    if not (locked_key.is_there(folder) or _lost_its_key(folder)):
        return None
    locked = locked_key.candidates(folder, _backups(folder))
    if not locked:
        raise Unreadable(
            _("{path}: the key is gone; a backup elsewhere holds one: copy its {file} here"),
            path=folder / locked_key.FILE,
            file=locked_key.FILE,
        )
    known = next((opened for opened in _ring.opened.values() if opened.locked in locked), None)
    if known is None:
        passphrase = _ring.ask(folder.name)
        whole, key = locked_key.open_first(folder, locked, passphrase)
        known = Opened(key, whole, passphrase)
    _ring.opened[folder] = known
    return known.key


def has_key(folder: Path) -> bool:
    """Tell whether a key lies in an encrypted assessment or a backup of it. Raises Unreadable for a damaged one."""
    return bool(locked_key.candidates(folder, _backups(folder)))


def _lost_its_key(folder: Path) -> bool:
    """Tell whether what was recorded is encrypted though no key stands beside it."""
    rows = _begin(folder / ROWS_FILE)
    if rows.startswith(b"{"):
        return False
    return rows.startswith(age.BINARY) or _SEALED_LINE in _begin(folder / HISTORY_FILE)


_SEALED_LINE = b',"age":"'
"""What stands behind the revision in a line of an encrypted history."""


def _begin(path: Path) -> bytes:
    """How a file begins; empty where nobody can tell."""
    try:
        return plain.head(path, 40)
    except OSError:
        return b""


def _backups(folder: Path) -> Iterator[Path]:
    """The folders that may hold a copy of the key, newest first."""
    try:
        names = sorted((e.name for e in os.scandir(folder / "backups")), reverse=True)
    except OSError:
        return
    yield from (folder / "backups" / name for name in names)


def mend(folder: Path, kept: Iterable[Path]) -> str:
    """Write the key anew where it is damaged or missing: in an assessment open for writing, and in `kept`.

    `kept` are its backups. Gives what had to be mended, in words; empty for nothing. Raises OSError, or Unreadable.
    """
    opened = _ring.opened.get(folder)
    if opened is None:
        return ""
    for place in kept:
        if not locked_key.is_there(place):
            locked_key.write(place, opened.locked)
    if locked_key.is_whole(folder, opened.locked):
        return ""
    locked_key.write(folder, opened.locked)
    return _("{file} was damaged or not held twice; it is again.").format(file=locked_key.FILE)


def key_damage(folder: Path) -> str:
    """Say that the key of an opened assessment is damaged or not held twice; empty where it is whole."""
    opened = _ring.opened.get(folder)
    if opened is None or locked_key.is_whole(folder, opened.locked):
        return ""
    return key_damage_words()


def key_damage_words() -> str:
    """Say that a key is damaged or not held twice."""
    return _("{file} is damaged or not held twice").format(file=locked_key.FILE)


def lend(folder: Path, backup: Path) -> None:
    """Let the key of an assessment open a backup of it that holds none of its own."""
    if folder in _ring.opened and not locked_key.is_there(backup):
        _ring.opened[backup] = _ring.opened[folder]


def forget() -> None:
    """Close every key that was opened."""
    _ring.opened.clear()


def key_of(folder: Path) -> age.Key | None:
    """The key that was opened for an assessment; None where it has none."""
    opened = _ring.opened.get(folder)
    return None if opened is None else opened.key


def begin(folder: Path, passphrase: Callable[[], str]) -> Opened:
    """The key of an assessment; where it has none, a new one that is not written yet."""
    if unlock(folder) is not None:
        return _ring.opened[folder]
    key, chosen = age.Key(), passphrase()
    return Opened(key, age.encrypt(f"{key}\n".encode(), chosen), chosen)


def end(folder: Path, kept: Iterable[Path]) -> None:
    """Remove the key of an assessment that is not encrypted any more, and of its backups in `kept`.

    Its own goes last: while a backup is encrypted, its key is found there. Raises OSError.
    """
    for place in (*kept, folder):
        locked_key.remove(place)
        _ring.opened.pop(place, None)


def seal(folder: Path, content: bytes) -> bytes:
    """What is written of some content: itself, or encrypted where there is a key."""
    key = key_of(folder)
    return content if key is None else key.seal(content)


def unseal(folder: Path, content: bytes) -> bytes:
    """What stands in a file, encrypted or not. Raises ValueError when no key opens it."""
    if not content.startswith(age.BINARY):
        return content
    key = key_of(folder)
    if key is None:
        raise ValueError("no key")
    return key.open(content)


def seal_text(key: age.Key, text: bytes) -> bytes:
    """One act of a history, encrypted, as it stands in its line."""
    return base64.b64encode(key.seal(text))


def open_text(written: str) -> bytes:
    """The act that `seal_text` encrypted. Raises ValueError when no key that was opened opens it."""
    try:
        content = base64.b64decode(written, validate=True)
    except binascii.Error as problem:
        raise ValueError(str(problem)) from problem
    for opened in _ring.opened.values():
        try:
            return opened.key.open(content)
        except ValueError:
            continue
    raise ValueError("no key")

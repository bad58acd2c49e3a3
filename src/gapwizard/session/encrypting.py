"""An assessment encrypted at rest, and plain again: one file after the other, each whole.

Whenever it is cut off, the assessment can be opened, and the same command goes on where it ended.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from gapwizard import age, atomic
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.session import portfolio
from gapwizard.session.deleting import forget_copies
from gapwizard.session.session import Session
from gapwizard.store import backups, cipher, generations, history, index, people, plain, rows
from gapwizard.store.folder import HISTORY
from gapwizard.store.lock import HOLDER, WriterLock
from gapwizard.store.migrations import migrate

SUFFIX = ".age"
"""Of a file that is none of ours any more, such as a damaged copy: encrypted as a whole."""
_KEPT = (cipher.FILE, ".lock", HOLDER)
_LIMIT = max(rows.LIMIT, history.LIMIT)


def encrypt(data: Path, name: str, passphrase: Callable[[], str]) -> None:
    """Encrypt the files of an assessment. Raises Refused, InUse or Unreadable."""
    folder = _mended(data, name)
    _convert(folder, lambda: cipher.begin(folder, passphrase))


def decrypt(data: Path, name: str) -> None:
    """Make the files of an assessment plain again. Raises Refused, InUse or Unreadable."""
    folder = portfolio.folder_of(data, name)
    if not cipher.is_encrypted(folder):
        raise Refused(_("{name} is not encrypted").format(name=name))
    _convert(_mended(data, name), None)


def _mended(data: Path, name: str) -> Path:
    """Give the folder of an assessment that opens for writing. Raises Unreadable for others."""
    folder = portfolio.folder_of(data, name)
    Session.open(data, name).close()
    return folder


def _convert(folder: Path, begin: Callable[[], age.Key] | None) -> None:
    """Write every file anew, what makes the assessment last."""
    lock = WriterLock(folder)
    try:
        key = begin() if begin is not None else None
        for path in _files(folder):
            _write_anew(folder, path, key)
        if begin is None:
            cipher.end(folder)
        _forget(folder)
    except OSError as problem:
        raise Unreadable(
            _("{path}: {why}; it can be opened as it is, and the same command goes on").format(
                path=problem.filename or folder, why=problem.strerror or problem
            )
        ) from problem
    finally:
        lock.release()


def _files(folder: Path) -> Iterator[Path]:
    """Give the files to be written anew: backups first, then the rest, the history last."""
    backups.tidy(folder)
    backups.tidy(folder / backups.FOLDER)
    places = [backup.path for backup in backups.held(folder)]
    for place in (*places, folder):
        found = [path for path in place.iterdir() if path.is_file() and not path.is_symlink()]
        yield from sorted(found, key=lambda path: (path.name == HISTORY, path.name))


def _write_anew(folder: Path, path: Path, key: age.Key | None) -> None:
    """Encrypt a file, or make it plain without a key. Raises OSError or Unreadable."""
    if path.name in _KEPT:
        return
    content = plain.read(path, _LIMIT)
    made: bytes | None = None
    with contextlib.suppress(ValueError, Unreadable):  # damaged: kept as a whole
        if path.name == HISTORY:
            made = _history(content, key)
        elif path.name in (generations.FILE, generations.BACKUP):
            made = _sealed(_rows(cipher.opened(folder, content)), key)
        elif path.name == people.FILE:
            made = _sealed(cipher.opened(folder, content), key)
    if made is not None:
        atomic.write_bytes(path, made)
    elif path == folder / HISTORY:
        raise Unreadable(age.damaged(str(path)))
    else:
        _whole(folder, path, content, key)


def _sealed(content: bytes | None, key: age.Key | None) -> bytes | None:
    return content if content is None or key is None else key.seal(content)


def _history(content: bytes, key: age.Key | None) -> bytes | None:
    """Give the lines of a history with a new chain; None for one that is damaged."""
    log = history.prove(content)
    if log.broken is not None:
        return None
    lines, chain = [], ""
    for act in log.acts:
        line, chain = history.encode(act, chain, key)
        lines.append(line)
    return b"".join(lines)


def _rows(content: bytes) -> bytes | None:
    """Give the rows without the chain of the history, which is another now; None when damaged."""
    try:
        sealed = rows.load(content)
    except rows.Damaged:
        return None
    return rows.dump(migrate(sealed.tables, sealed.schema, ""), sealed.revision)


def _whole(folder: Path, path: Path, content: bytes, key: age.Key | None) -> None:
    """Encrypt a damaged file as a whole under another name, or take that back."""
    if key is not None and path.suffix != SUFFIX:
        atomic.write_bytes(path.with_name(path.name + SUFFIX), key.seal(content))
        path.unlink()
    elif key is None and path.suffix == SUFFIX:
        atomic.write_bytes(path.with_suffix(""), _opened(folder, content))
        path.unlink()
    elif key is None:
        atomic.write_bytes(path, _opened(folder, content))


def _opened(folder: Path, content: bytes) -> bytes:
    """Give the content of a damaged file, as much as can be opened of it."""
    with contextlib.suppress(ValueError):
        content = cipher.opened(folder, content)
    lines = content.split(b"\n")
    for place, line in enumerate(lines):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            lines[place] = cipher.open_text(json.loads(line)["age"])
    return b"\n".join(lines)


def _forget(folder: Path) -> None:
    """Take what others keep of it away: its line in the index, which a listing makes anew."""
    forget_copies(folder.parent)
    entries = index.read(folder.parent)
    if entries.pop(folder.name, None) is not None:
        index.write(folder.parent, entries)

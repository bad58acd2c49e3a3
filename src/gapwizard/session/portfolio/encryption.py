"""An assessment encrypted at rest, and plain again: written anew, proved, then put into its place.

One file after the other takes its place, each whole. Whenever it is cut off, the assessment can be
opened, and the same command goes on where it ended.
"""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gapwizard import age, atomic, folders
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _, reason_of
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.session.portfolio import drafts, opening_proof
from gapwizard.session.portfolio.deletion import forget_copies
from gapwizard.session.session import Session
from gapwizard.store import backups, cipher, history, index, locked_key, people, plain, rows
from gapwizard.store.folder import BACKUP
from gapwizard.store.lock import HOLDER, WriterLock
from gapwizard.store.tables import migrate
from gapwizard.store.workshop import tidy, workshop

SUFFIX = ".age"
"""Of a file that is none of ours any more, such as a damaged copy: encrypted as a whole."""
_KEPT = (*locked_key.FILES, ".lock", HOLDER)
_LIMIT = max(rows.LIMIT, history.LIMIT)


def encrypt(data: Path, name: str, passphrase: Callable[[], str]) -> None:
    """Encrypt the files of an assessment. Raises Refused, InUse or Unreadable."""
    folder = _mended(data, name)
    organisation = Session.open(data, name, write=False).assessment.about.organisation
    _convert(folder, lambda: cipher.begin(folder, passphrase))
    drafts.forget_about(data, name, organisation)


def decrypt(data: Path, name: str) -> None:
    """Make the files of an assessment plain again. Raises Refused, InUse or Unreadable."""
    folder = index.folder_of(data, name)
    if cipher.unlock(folder) is None:
        raise Refused(_("{name} is not encrypted"), name=name)
    _convert(_mended(data, name), None)


def _mended(data: Path, name: str) -> Path:
    """The folder of an assessment that opens for writing. Raises Unreadable for others."""
    folder = index.folder_of(data, name)
    Session.open(data, name).close()
    return folder


class _Made(NamedTuple):
    """One file written anew, on its way to its place."""

    made: Path
    place: Path
    before: Path
    """What it takes the place of; the same but for a damaged file, which gets another name."""


def _convert(folder: Path, begin: Callable[[], cipher.Opened] | None) -> None:
    """Write every file anew, prove that they open, then put each into its place."""
    lock = WriterLock(folder)
    try:
        opened = begin() if begin is not None else None
        tidy(folder)
        tidy(folder / backups.FOLDER)
        with workshop(folder, "convert") as bench:
            made = _written(folder, bench, opened)
            _prove(folder, bench, opened.passphrase if opened else "")
            for one in made:
                _put(one)
        if begin is None:
            cipher.end(folder, (backup.path for backup in backups.look(folder)))
        _forget(folder)
    except OSError as problem:
        raise Unreadable(
            _("{path}: {why}; it can be opened as it is, and the same command goes on"),
            path=problem.filename or folder,
            why=reason_of(problem),
        ) from problem
    finally:
        lock.release()


def _places(folder: Path) -> list[Path]:
    """The folders that open as an assessment: the backups, then the assessment's own."""
    return [*(backup.path for backup in backups.look(folder)), folder]


def _written(folder: Path, bench: Path, opened: cipher.Opened | None) -> list[_Made]:
    """Write every file anew on a bench, in the order in which they go to their places.

    First the keys, the assessment's own before all, then the files, the history of each place last:
    whenever the way is cut off, what is encrypted finds its key, and the rest is read as it was.
    Raises OSError or Unreadable.
    """
    places = _places(folder)
    benches = {place: bench / place.relative_to(folder) for place in places}
    found: list[_Made] = []
    for place in reversed(places):
        benches[place].mkdir(parents=True, exist_ok=True)
        if opened is not None:
            locked_key.write(benches[place], opened.locked)
            keys = [(benches[place] / name, place / name) for name in locked_key.FILES]
            found += [_Made(made, key, key) for made, key in keys]
    for place in places:
        files = [path for path in place.iterdir() if path.is_file() and not path.is_symlink()]
        for path in sorted(files, key=lambda path: (path.name == HISTORY_FILE, path.name)):
            if path.name not in _KEPT:
                name, content = _anew(folder, path, opened.key if opened else None)
                atomic.write_bytes(benches[place] / name, content)
                found.append(_Made(benches[place] / name, place / name, path))
    return found


def _prove(folder: Path, bench: Path, passphrase: str) -> None:
    """Hold that a new process opens what was written as this one opens what it is made from.

    Raises Unreadable; nothing is changed then. Raises OSError where no process starts.
    """
    before = [(place, opening_proof.digest(place)) for place in _places(folder)]
    whole = [(bench / place.relative_to(folder), digest) for place, digest in before if digest]
    found = opening_proof.digests_anew([place for place, _digest in whole], passphrase)
    if found != [digest for _place, digest in whole]:
        raise Unreadable(
            _(
                "{path}: what was written does not open again as it should; nothing was changed. "
                "`gapwizard repair {name}` looks at what is there"
            ),
            path=folder,
            name=folder.name,
        )


def _put(one: _Made) -> None:
    """Put a file into its place, and take away what it takes the place of. Raises OSError."""
    atomic.replace(one.made, one.place)
    if one.before != one.place:
        one.before.unlink()
    folders.sync(one.place.parent)


def _anew(folder: Path, path: Path, key: age.Key | None) -> tuple[str, bytes]:
    """The name and the content of a file encrypted, or plain without a key.

    Raises OSError or Unreadable.
    """
    content = plain.read(path, _LIMIT)
    made: bytes | None = None
    with contextlib.suppress(ValueError, Unreadable, rows.Damaged):  # damaged: kept as a whole
        if path.name == HISTORY_FILE:
            made = _history(content, key)
        elif path.name in (ROWS_FILE, BACKUP):
            made = _sealed(_rows(cipher.unseal(folder, content)), key)
        elif path.name == people.FILE:
            made = _sealed(cipher.unseal(folder, content), key)
    if made is not None:
        return path.name, made
    if path == folder / HISTORY_FILE:
        raise Unreadable(age.damage_words(str(path)))
    return _whole(folder, path, content, key)


def _sealed(content: bytes, key: age.Key | None) -> bytes:
    return content if key is None else key.seal(content)


def _history(content: bytes, key: age.Key | None) -> bytes:
    """The lines of a history with a new chain. Raises ValueError for one that is damaged."""
    log = history.prove(content)
    if log.broken is not None:
        raise ValueError(log.broken)
    return history.encode_all(log.acts, key)


def _rows(content: bytes) -> bytes:
    """The rows without the chain of the history, which is another now. Raises rows.Damaged."""
    sealed = rows.load(content)
    return rows.dump(migrate(sealed.tables, sealed.schema, ""), sealed.revision)


def _whole(folder: Path, path: Path, content: bytes, key: age.Key | None) -> tuple[str, bytes]:
    """Encrypt a damaged file as a whole under another name, or take that back."""
    if key is None:
        name = path.name.removesuffix(SUFFIX)
        return name, _opened(folder, content)
    if path.suffix == SUFFIX:
        return path.name, content
    return path.name + SUFFIX, key.seal(content)


def _opened(folder: Path, content: bytes) -> bytes:
    """The content of a damaged file, as much as can be opened of it."""
    with contextlib.suppress(ValueError):
        content = cipher.unseal(folder, content)
    lines = content.split(b"\n")
    for place, line in enumerate(lines):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            lines[place] = cipher.open_text(json.loads(line)["age"])
    return b"\n".join(lines)


def _forget(folder: Path) -> None:
    """Take what others keep of it away: its line in the index, which a listing makes anew."""
    forget_copies(folder.parent)
    index.forget(folder.parent, folder.name)

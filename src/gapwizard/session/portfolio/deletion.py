"""Delete means delete: the assessment, its history, its backups and exports, and what names it.

Files are removed, not overwritten: on flash memory and on file systems that copy on write,
overwriting promises nothing that removing does not.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gapwizard import folders, paths, settings
from gapwizard.disk import disk_words
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.i18n import _, labelled, names, ngettext, reason_of
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.session.portfolio import drafts
from gapwizard.session.session import Session
from gapwizard.store import cipher, index
from gapwizard.store.folder import BACKUP
from gapwizard.store.index import folder_of
from gapwizard.store.lock import WriterLock
from gapwizard.store.workshop import tidy

LAST = (ROWS_FILE, HISTORY_FILE)
"""Removed after all else: a deletion that was cut off is still an assessment that can be deleted."""
BESIDE = ("exports", "backups")
"""Folders of the data folder that hold something of each assessment under its id."""

COPIED = "clipboard.txt"
"""What was copied last in the app; it may be of this assessment."""


class Doomed(NamedTuple):
    """What a deletion would remove."""

    id: str
    places: tuple[Path, ...]
    """Folders: the assessment's own first."""
    files: int

    @property
    def words(self) -> str:
        """What is removed, in words."""
        count = ngettext("{count} file", "{count} files", self.files).format(count=self.files)
        return labelled(count, names(self.places))


def beyond_reach() -> str:
    """Say what a deletion does not reach."""
    return _(
        "Not reached: reports, bundles and backups written elsewhere, snapshots, backups of the "
        "machine, synced folders and their history, and what a disk keeps of removed files."
    )


@disk_words()
def plan(data: Path, name: str) -> Doomed:
    """What belongs to an assessment, one that cannot be opened too.

    Raises Refused, and Unreadable for a place that nobody may look into.
    """
    folder = paths.inside(data, name)
    if folder is None or name in paths.RESERVED or name in BESIDE:
        folder = folder_of(data, name)
    if folder.is_symlink():
        raise Refused(
            _("{path} is a link to another place; delete the assessment there"), path=folder
        )
    if not any((folder / mark).exists() for mark in (*LAST, BACKUP, ".lock")):
        folder = folder_of(data, name)
    beside = [data / kind / name for kind in BESIDE]
    places = (folder, *(place for place in beside if _is_there(place)))
    return Doomed(name, places, sum(1 for place in places for _file in _files(place)))


def delete(data: Path, name: str) -> Doomed:
    """Delete an assessment; gives what was removed.

    Raises Refused when there is none, InUse when it is open elsewhere, Unreadable when the disk
    refuses: what is left can be deleted again.
    """
    found = plan(data, name)
    own, *beside = found.places
    organisation = _organisation_of(data, name)
    try:
        lock = WriterLock(own)
        try:
            for place in beside:
                _remove(place)
            _empty(own)
        finally:
            lock.release()
        shutil.rmtree(own)
        folders.sync(data)
    except OSError as problem:
        raise Unreadable(
            _("{path}: {why}; the assessment is not wholly deleted, delete it again"),
            path=problem.filename or own,
            why=reason_of(problem),
        ) from problem
    _forget(data, name)
    drafts.forget_about(data, name, organisation)
    return found


def _organisation_of(data: Path, name: str) -> str:
    """Whom an assessment is about; empty where that cannot be read without a passphrase."""
    try:
        if cipher.is_encrypted(data / name):
            return ""
        return Session.open(data, name, write=False).assessment.about.organisation
    except GapwizardError:
        return ""


def _is_there(place: Path) -> bool:
    try:
        os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _files(place: Path) -> Iterator[Path]:
    if place.is_symlink() or not place.is_dir():
        yield place
        return
    for entry in sorted(os.listdir(place)):  # noqa: PTH208 - a pattern passes over what is closed
        yield from _files(place / entry)


def _remove(place: Path) -> None:
    """Remove a file, a link or a folder with all in it."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _empty(folder: Path) -> None:
    """Remove all but the lock that is held, what makes it an assessment last."""
    entries = [entry for entry in folder.iterdir() if entry.name != ".lock"]
    for entry in sorted(entries, key=lambda entry: (entry.name in LAST, entry.name)):
        _remove(entry)


def _forget(data: Path, name: str) -> None:
    """Take an assessment out of the index and out of what the app remembers."""
    index.forget(data, name)
    forget_copies(data)
    known = settings.load()
    searches = tuple(search for search in known.searches if not _names(search, name))
    place = known.with_place("", "") if known.last_assessment == name else known
    forgotten = replace(place, searches=searches)
    if forgotten != known:
        settings.save(forgotten)


def forget_copies(data: Path) -> None:
    """Remove what may hold a text of any assessment: half an index, the last thing copied."""
    tidy(data, only=index.NAME)
    (paths.cache_folder() / COPIED).unlink(missing_ok=True)


def _names(search: str, name: str) -> bool:
    """Tell whether a saved search holds an id as a word of its own."""
    words = search.casefold().replace("#", " ").replace(":", " ").replace('"', " ").split()
    return name.casefold() in words

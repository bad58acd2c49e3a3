"""A bundle becomes an assessment: proven whole first, then put on the disk whole or not at all."""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from gapwizard import age, atomic, paths
from gapwizard.domain.assessment import Assessment
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.exchange import bundle, manifest
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf
from gapwizard.session.handover.proof import prove
from gapwizard.session.session import Session
from gapwizard.session.undo import CREATE
from gapwizard.store import folder as store
from gapwizard.store import lock, people, rows
from gapwizard.store.history import HistoryEntry, RowChange, encode
from gapwizard.store.migrations import migrate
from gapwizard.store.workshop import move_in, workshop


def take_in(data: Path, file: Path, passphrase: Callable[[], str], *, dry_run: bool = False) -> str:
    """Make an assessment of a bundle and give its id; `passphrase` is asked for when it needs one.

    The history in it is proven and kept; a bundle without one begins a new history. Raises Refused
    or Unreadable; nothing is changed then.
    """
    name = str(file)
    content = bundle.read(file)
    if age.is_encrypted(content):
        content = age.decrypt(content, passphrase(), name)
    members = bundle.unpack(content, name)
    slug = paths.slug(manifest.check(members, name))
    try:
        sealed = rows.load(members[bundle.ROWS])
    except rows.Damaged as problem:
        raise Unreadable(bundle.damaged(name)) from problem
    tables = migrate(sealed.tables, sealed.schema, name)
    try:
        start = store.parse(slug, tables)
    except Unreadable as problem:
        raise Unreadable(f"{name}: {problem}") from problem
    if bundle.HISTORY in members:
        prove(members[bundle.HISTORY], start, name)
    acts = members.get(bundle.HISTORY) or _begun(tables, start)
    with ExitStack() as undo:
        try:
            return _put(data, name, members, start, acts, undo, dry_run=dry_run)
        except OSError as problem:
            raise Unreadable(f"{data}: {problem.strerror or problem}") from problem


def _begun(tables: rows.Tables, start: Assessment) -> bytes:
    """The first line of a new history: all rows at once."""
    changes = [
        RowChange(table, key, None, row)
        for table, held in tables.items()
        for key, row in held.items()
    ]
    act = HistoryEntry(1, lock.now(), lock.user(), CREATE, start.about.name, tuple(changes))
    return encode(act, "")[0]


def _put(
    data: Path,
    name: str,
    members: Mapping[str, bytes],
    start: Assessment,
    acts: bytes,
    undo: ExitStack,
    *,
    dry_run: bool,
) -> str:
    """Put a proven bundle on the disk; `undo` takes every step back. Raises OSError too."""
    paths.private(data)
    _shelve(data, name, members, start, undo)
    with workshop(data, start.id) as half:
        if bundle.PEOPLE in members:
            atomic.write_bytes(half / people.FILE, members[bundle.PEOPLE])
            if people.read(half).damage:
                raise Unreadable(bundle.damaged(name))
        atomic.write_bytes(half / store.HISTORY, acts)
        folder = _free(data, start.id)
        while not dry_run:
            try:
                move_in(half, folder)
            except FileExistsError:
                folder = _free(data, start.id)
            else:
                break
    if not dry_run:
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        atomic.sync_folder(data)
        Session.open(data, folder.name).close()
        undo.pop_all()
    return folder.name


def _shelve(
    data: Path, name: str, members: Mapping[str, bytes], start: Assessment, undo: ExitStack
) -> None:
    """Let the questionnaire of a bundle join the shelf. Raises Refused or Unreadable."""
    shelf, own = Shelf(data), data / "questionnaires"
    undo.callback(_forget, own, paths.slug(start.about.questionnaire), set(own.glob("*")))
    with workshop(data, "import") as staging:
        for member in members:
            if member.startswith("questionnaire."):
                atomic.write_bytes(staging / member, members[member])
        try:
            entry = shelf.take_in(staging / bundle.QUESTIONNAIRE)
        except GapwizardError as problem:
            raise type(problem)(str(problem).replace(str(staging), name)) from problem
    if entry.id != start.about.questionnaire:
        raise Refused(
            _("{name}: its answers belong to {wanted}, and the questionnaire in it is {id}"),
            name=name,
            wanted=start.about.questionnaire,
            id=entry.id,
        )


def _forget(own: Path, begin: str, known: set[Path]) -> None:
    """Take back what joined the shelf."""
    for file in set(own.glob(f"{begin}-*")) - known:
        file.unlink(missing_ok=True)


def _free(data: Path, slug: str) -> Path:
    """A folder that is not there, whose name begins with `slug`."""
    number, folder = 1, data / slug
    while os.path.lexists(folder):
        number += 1
        folder = data / f"{slug}-{number}"
    return folder

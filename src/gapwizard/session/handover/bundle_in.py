"""A bundle becomes an assessment: proven whole first, then put on the disk whole or not at all.

Proven are the hashes of its manifest, the chain of its history, and that the history leads to the
answers that are in it. A bundle from elsewhere is nobody's word: every step can be taken back.
"""

import json
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from gapwizard import atomic, folders, paths
from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.exchange import bundle
from gapwizard.folders import free
from gapwizard.i18n import _, labelled
from gapwizard.library.shelf import Shelf, ShelfEntry, load_file
from gapwizard.paths import HISTORY_FILE
from gapwizard.session import face
from gapwizard.session.portfolio.creation import first_entry
from gapwizard.session.session import Session
from gapwizard.store import history, people, rows
from gapwizard.store.history import encode
from gapwizard.store.tables import apply, migrate, parse, value_of
from gapwizard.store.workshop import move_in, workshop


class Proven(NamedTuple):
    """A bundle that was proven whole."""

    name: str
    """Said in messages."""
    named: str
    """The id that the assessment had."""
    members: Mapping[str, bytes]
    start: Assessment
    """What it holds, under an id that may be taken."""
    lines: bytes
    """The history of the new assessment."""

    @property
    def acts(self) -> history.Acts:
        """What was done to it."""
        return history.prove(self.lines, self.name).acts


def open_bundle(content: bytes, name: str) -> Proven:
    """Prove a bundle; `name` is said in messages. Raises Refused or Unreadable.

    The history in it is proven and kept; a bundle without one begins a new history.
    """
    members = bundle.unpack(content, name)
    named = bundle.check_manifest(members, name)
    slug = paths.slug(named)
    try:
        sealed = rows.load(members[bundle.ROWS])
    except rows.Damaged as problem:
        raise Unreadable(bundle.damage_words(name)) from problem
    tables = migrate(sealed.tables, sealed.schema, name)
    try:
        start = parse(slug, tables)
    except Unreadable as problem:
        raise Unreadable(labelled(name, problem)) from problem
    if bundle.HISTORY in members:
        prove(members[bundle.HISTORY], start, name)
    lines = members.get(bundle.HISTORY) or encode(first_entry(tables, start.about.name), "")[0]
    return Proven(name, named, members, start, lines)


def put(data: Path, found: Proven, undo: ExitStack, *, dry_run: bool) -> str:
    """Put a proven bundle on the disk and give its id; `undo` takes every step back.

    Raises Refused, Unreadable or OSError.
    """
    folders.private(data)
    wanted = found.start.about.questionnaire
    entry = shelve(data, found.members, found.name, undo)
    if entry.id != wanted:
        raise Refused(
            _("{name}: its answers belong to {wanted}, and the questionnaire in it is {id}"),
            name=found.name,
            wanted=wanted,
            id=entry.id,
        )
    with workshop(data, found.start.id) as half:
        if bundle.PEOPLE in found.members:
            atomic.write_bytes(half / people.FILE, found.members[bundle.PEOPLE])
            if people.read(half).damage:
                raise Unreadable(bundle.damage_words(found.name))
        atomic.write_bytes(half / HISTORY_FILE, found.lines)
        folder = free(data, found.start.id)
        while not dry_run:
            try:
                move_in(half, folder)
            except FileExistsError:
                folder = free(data, found.start.id)
            else:
                break
    if not dry_run:
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        folders.sync(data)
        Session.open(data, folder.name).close()
    return folder.name


def shelve(data: Path, members: Mapping[str, bytes], name: str, undo: ExitStack) -> ShelfEntry:
    """Let the questionnaire among some members join the shelf; `undo` takes it off again.

    Raises Refused or Unreadable.
    """
    folders.private(data)
    own = data / "questionnaires"
    undo.callback(_forget, own, _begins(members), set(own.glob("*")))
    with workshop(data, "import") as staging:
        for member, content in members.items():
            if member.startswith("questionnaire."):
                atomic.write_bytes(staging / member, content)
        try:
            entry = Shelf(data).take_in(staging / bundle.QUESTIONNAIRE, same=False)
            _tell_other_words(entry, staging / bundle.QUESTIONNAIRE)
        except GapwizardError as problem:
            raise type(problem)(str(problem).replace(str(staging), name)) from problem
        return entry


def _tell_other_words(entry: ShelfEntry, came: Path) -> None:
    """Say that a questionnaire of ours had other words where the assessment comes from."""
    if not entry.own and load_file(entry.path, "").model_dump() != load_file(came, "").model_dump():
        words = _(
            "{id} {version} has other words here than where this comes from; those here are used"
        )
        face.tell([words.format(id=entry.id, version=entry.version)])


def _begins(members: Mapping[str, bytes]) -> str:
    """How the names of its files begin on the shelf; a wrong one where it will not join it."""
    try:
        return paths.slug(str(json.loads(members[bundle.QUESTIONNAIRE])["id"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return "-"


def _forget(own: Path, begin: str, known: set[Path]) -> None:
    """Take back what joined the shelf."""
    for file in set(own.glob(f"{begin}-*")) - known:
        file.unlink(missing_ok=True)


def prove(content: bytes, result: Assessment, name: str) -> None:
    """Follow a history to its end, which must be `result`; `name` is said in messages.

    Raises Unreadable naming the line that does not follow.
    """
    log = history.prove(content, name)
    if log.broken is not None or log.torn or not log.acts:
        raise Unreadable(_altered(name, log.broken or len(log.acts) + 1))
    tables: rows.Tables = {}
    for number, act in enumerate(log.acts, start=1):
        try:
            _follow(tables, act, begins=number == 1)
        except (_Odd, ValidationError) as problem:
            raise Unreadable(_altered(name, number)) from problem
    if parse(result.id, tables) != result:
        raise Unreadable(
            _("{name}: its history does not lead to the answers in it; nothing was taken in"),
            name=name,
        )


class _Odd(Exception):
    """An act does not follow from the ones before."""


def _altered(name: str, line: int) -> str:
    return _(
        "{name}: line {line} of its history is damaged or was altered; nothing was taken in"
    ).format(name=name, line=line)


def _follow(tables: rows.Tables, act: history.HistoryEntry, *, begins: bool) -> None:
    """Do one act on rows. Raises _Odd or ValidationError when it does not fit them."""
    for change in act.changes:
        if change.table not in TABLES:
            raise _Odd(change.table)
        old, new = value_of(change.table, change.old), value_of(change.table, change.new)
        now = tables.get(change.table, {}).get(change.id)
        if not begins and change.old != now and old != value_of(change.table, now):
            raise _Odd(change.id)
        if change.table == "about" and (change.id != "about" or new is None):
            raise _Odd(change.id)
        apply(tables, change)

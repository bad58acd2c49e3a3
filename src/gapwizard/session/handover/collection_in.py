"""A file from another machine: one bundle, or a collection of them, taken in as a whole or not at all.

A copy of what is here already, with the same history, is left; an id that is taken gives way to a
free one, and what named it follows. Settings come in only where none are yet.
"""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from gapwizard import age, settings
from gapwizard.disk import disk_words
from gapwizard.errors import GapwizardError
from gapwizard.exchange import bundle, collection
from gapwizard.i18n import _, names
from gapwizard.paths import HISTORY_FILE
from gapwizard.session.acts import about
from gapwizard.session.handover import bundle_in
from gapwizard.session.session import Session
from gapwizard.store import cipher, history, index
from gapwizard.store.history import HistoryEntry


class Arrival(NamedTuple):
    """What came of a file."""

    made: tuple[tuple[str, str], ...]
    """The id that each new assessment had, and the one it has here."""
    same: tuple[tuple[str, str], ...] = ()
    """The id of each assessment that is here already, in the file and here."""
    settings: bool = False
    """Whether the settings came in."""
    words: tuple[str, ...] = ()
    """What else is to be said."""


def is_sealed(file: Path) -> bool:
    """Tell whether a file needs a passphrase. Raises Refused or Unreadable."""
    return age.is_encrypted(bundle.read(file, collection.MAX_BYTES))


def take_in(
    data: Path, file: Path, passphrase: Callable[[], str], *, dry_run: bool = False
) -> Arrival:
    """Take in what a file holds; `passphrase` is asked for when it needs one.

    Raises Refused or Unreadable; nothing is changed then.
    """
    name = str(file)
    content = bundle.read(file, collection.MAX_BYTES)
    sealed = age.is_encrypted(content)
    if sealed:
        content = age.decrypt(content, passphrase(), name)
    arrival = _taken(data, content, name, dry_run=dry_run)
    if not sealed or dry_run:
        return arrival
    return arrival._replace(words=(*arrival.words, *_plain_words(arrival)))


def _plain_words(came: Arrival) -> list[str]:
    """Say that what came encrypted lies here as it is: nobody would look."""
    made = [here for _named, here in came.made]
    words = _("not encrypted here, though the file was: {names}; `gapwizard encrypt ID` does it")
    return [words.format(names=names(made))] if made else []


def _taken(data: Path, content: bytes, name: str, *, dry_run: bool) -> Arrival:
    if not collection.is_one(content):
        bundle.check_size(content, name)
        found = bundle_in.open_bundle(content, name)
        with disk_words(data), ExitStack() as undo:
            here = bundle_in.put(data, found, undo, dry_run=dry_run)
            _keep(undo, dry_run=dry_run)
        return Arrival(((found.named, here),))
    held = collection.unpack(content, name)
    found_all = [
        bundle_in.open_bundle(one, f"{name}: {number}")
        for number, one in enumerate(held.bundles, 1)
    ]
    with disk_words(data), ExitStack() as undo:
        arrival = _put_all(data, name, held, found_all, undo, dry_run=dry_run)
        _keep(undo, dry_run=dry_run)
    return _with_settings(arrival, held.settings, dry_run=dry_run)


def arrival_lines(came: Arrival) -> list[str]:
    """What a person is told beside the new ids."""
    words = [_("{old} is here already as {id}, the same").format(old=a, id=b) for a, b in came.same]
    if came.settings:
        words.append(_("the settings came along"))
    return [*words, *came.words]


def _keep(undo: ExitStack, *, dry_run: bool) -> None:
    if not dry_run:
        undo.pop_all()


def _put_all(
    data: Path,
    name: str,
    held: collection.Collection,
    found: Iterable[bundle_in.Proven],
    undo: ExitStack,
    *,
    dry_run: bool,
) -> Arrival:
    here = _histories(data)
    made, same = [], []
    for files in held.shelf:
        bundle_in.shelve(data, files, name, undo)
    for one in found:
        known = here.get(_digest(one.acts))
        if known is not None:
            same.append((one.named, known))
        else:
            made.append((one.named, bundle_in.put(data, one, undo, dry_run=dry_run)))
    words = [] if dry_run else _follow(data, made, same)
    return Arrival(tuple(made), tuple(same), words=tuple(words))


def _histories(data: Path) -> dict[str, str]:
    """The assessments that are here by their history; an encrypted one is not opened for it."""
    found = {}
    for name in index.names(data):
        folder = data / name
        try:
            if not cipher.is_encrypted(folder):
                found[_digest(history.read(folder / HISTORY_FILE).acts)] = name
        except GapwizardError:
            continue
    return found


def _digest(acts: Iterable[HistoryEntry]) -> str:
    """What tells a history from any other, however its lines are chained."""
    held = hashlib.sha256()
    for act in acts:
        held.update(f"{act!r}\n".encode("utf-8", "surrogatepass"))
    return held.hexdigest()


def _follow(data: Path, made: list[tuple[str, str]], same: list[tuple[str, str]]) -> list[str]:
    """Let what names an assessment as its baseline name it as it is called here."""
    now = dict([*made, *same])
    words = []
    for _old, name in made:
        with Session.open(data, name) as session:
            known = session.assessment.about
            wanted = now.get(known.baseline or "", known.baseline)
            if wanted == known.baseline or wanted is None:
                continue
            if known.locked:
                said = _("{name} is locked and still names {old} as its baseline, here {new}")
                words.append(said.format(name=name, old=known.baseline, new=wanted))
            else:
                session.do(about.describe(session.moment, {"baseline": wanted}))
    return words


def _with_settings(arrival: Arrival, content: bytes | None, *, dry_run: bool) -> Arrival:
    """Take the settings in where there are none; where the user stopped follows the new ids."""
    if content is None:
        return arrival
    if settings.path().exists():
        return arrival._replace(words=(*arrival.words, _("the settings here stay as they are")))
    known = settings.read(content)
    place = dict([*arrival.made, *arrival.same]).get(known.last_assessment, "")
    if not dry_run:
        settings.save(known.with_place(place, known.last_question if place else ""))
    return arrival._replace(settings=True)

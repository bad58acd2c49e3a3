"""Another copy of an assessment: where it is read from, and since when it goes its own way.

Two copies are one assessment when their histories begin alike. What they have in common ends at the
last act that stands in both, or at what a later merge already took over.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from gapwizard import age, paths
from gapwizard.disk import is_folder
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.merge import Copies
from gapwizard.domain.merge_fields import Voice
from gapwizard.domain.merge_lineage import Origins
from gapwizard.errors import Refused, Unreadable
from gapwizard.exchange import bundle
from gapwizard.i18n import _, with_aside
from gapwizard.paths import HISTORY_FILE, ROWS_FILE, with_home
from gapwizard.session import lineage
from gapwizard.session.acts.act import MERGE, check_unlocked
from gapwizard.session.handover import bundle_in
from gapwizard.session.lineage import print_of
from gapwizard.session.session import Session
from gapwizard.session.undo import REDO, UNDO
from gapwizard.store import cipher, history, index, people
from gapwizard.store.folder import read_generation
from gapwizard.store.history import Acts, HistoryEntry
from gapwizard.store.people import Person
from gapwizard.store.tables import migrate, parse, rows_after

_MARK = re.compile(r"#(\d{1,9})\.([0-9a-f]{16})$")
"""What the label of a merge ends with: the revision of the other copy that was taken over."""


TOLD_BY = 8
"""Acts that tell a state: of copies that are merged in one second the newest may be the same."""


class OtherCopy(NamedTuple):
    """Another copy of an assessment, read and proven."""

    name: str
    """What its owner calls it: the id, or the name of its folder or file."""
    assessment: Assessment
    acts: Acts
    persons: Mapping[str, Person]
    notice: str = ""
    """What could not be read beside it."""
    sealed: bool = False
    """Whether it lies encrypted where it comes from."""


class Parting(NamedTuple):
    """Since when two copies go their own way."""

    copies: Copies
    revision: int
    """The last revision that both have in common."""
    new: int
    """Acts of the other copy that were not taken over yet."""


def read(data: Path, other: str, passphrase: Callable[[], str]) -> OtherCopy:
    """Read another copy: an id of the data folder, else a folder or a bundle.

    `passphrase` is asked for by an encrypted bundle. Raises Refused or Unreadable.
    """
    if other in index.names(data):
        return _of_folder(index.folder_of(data, other))
    path = with_home(other)
    if is_folder(path):
        return _of_folder(path)
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise Refused(_("{other!r} is no assessment here, no folder and no bundle"), other=other)
    content = bundle.read(path)
    sealed = age.is_encrypted(content)
    if sealed:
        content = age.decrypt(content, passphrase(), str(path))
    found = bundle_in.open_bundle(content, str(path))
    if bundle.HISTORY not in found.members:
        raise Refused(
            _(
                "{name}: it has no history, so what was changed since cannot be told; ask for a "
                "whole bundle, not a redacted one"
            ),
            name=found.name,
        )
    known = people.parse(lambda: found.members.get(bundle.PEOPLE, b"{}"))
    return OtherCopy(path.name, found.start, found.acts, known.persons, known.damage, sealed)


def _of_folder(folder: Path) -> OtherCopy:
    """Read a copy from the history in its folder, which holds all there is."""
    cipher.unlock(folder)
    # The rows first: what is written meanwhile then comes after them.
    newest = read_generation(folder / ROWS_FILE)
    log = history.read(folder / HISTORY_FILE)
    if not log.acts and newest.sealed is None:
        raise Refused(_("{path}: there is no assessment in it"), path=folder)
    behind = newest.sealed is not None and newest.sealed.revision > log.acts.last
    if log.broken is not None or behind:
        raise Unreadable(
            _("{path}: its history is damaged; `gapwizard repair` mends it where it lies"),
            path=folder,
        )
    if newest.sealed is not None:
        migrate({}, newest.sealed.schema, folder.name)
    known = people.read(folder)
    start = _state(log.acts, log.acts.last, paths.slug(folder.name))
    sealed = cipher.is_encrypted(folder)
    return OtherCopy(folder.name, start, log.acts, known.persons, known.damage, sealed)


def _state(acts: Acts, revision: int, name: str) -> Assessment:
    """The assessment at a revision of a history. Raises Unreadable."""
    return parse(name, rows_after({}, 0, acts, until=revision))


def parting_of(session: Session, other: OtherCopy) -> Parting:
    """Tell since when the other copy goes its own way.

    Raises Refused where it is no copy of this assessment, or where the two cannot be put together.
    """
    assessment, own = session.assessment, _acts_of(session)
    check_unlocked(assessment, MERGE)
    common = last_common(own, other.acts)
    if not common:
        raise Refused(
            _(
                "{other} is no copy of {name}: their histories do not begin alike. Copies are made "
                "by `gapwizard export {name} --bundle FILE`, or of the folder"
            ),
            other=other.name,
            name=assessment.id,
        )
    _check_questions(session, other)
    found = _base(own, other.acts, common)
    acts, revision = found.acts, found.revision
    base = _state(acts, revision, assessment.id)
    theirs = other.assessment.model_copy(update={"id": assessment.id})
    voices, their_voices = _voices(own, common), _voices(other.acts, common)
    first = _begins(own, common) <= _begins(other.acts, common)
    listed = frozenset(
        (*session.questionnaire.document, *(f.id for f in session.questionnaire.files))
    )
    origins = Origins(
        lineage.made_by(acts, revision),
        lineage.made_by(own, own.last),
        lineage.made_by(other.acts, other.acts.last),
    )
    copies = Copies(base, assessment, theirs, first, voices, their_voices, listed, origins)
    known = revision if acts is other.acts else common
    return Parting(copies, common, max(0, other.acts.last - known))


def _acts_of(session: Session) -> Acts:
    """The history of an open assessment, as far as it is on the disk and beyond."""
    acts = session.history
    if session.revision > acts.last:
        raise Unreadable(
            _("{name}: its history is damaged; `gapwizard repair {name}` mends it"),
            name=session.assessment.id,
        )
    return acts


def _check_questions(session: Session, other: OtherCopy) -> None:
    mine, theirs = session.assessment.about, other.assessment.about
    if mine.questionnaire_version == theirs.questionnaire_version:
        return
    raise Refused(
        _(
            "{other} is asked with {id} {theirs}, {name} with {mine}; first bring one to the version "
            "of the other: `gapwizard questionnaire carry ID --to VERSION`"
        ),
        other=other.name,
        id=theirs.questionnaire,
        theirs=theirs.questionnaire_version,
        name=session.assessment.id,
        mine=mine.questionnaire_version,
    )


def last_common(one: Acts, two: Acts) -> int:
    """The last revision up to which two histories say the same; 0 where they do not begin alike.

    A chain stands for all before it; copies of which one was encrypted have other chains, so acts
    themselves are compared where chains differ.
    """
    first, last = max(one.first, two.first), min(one.last, two.last)
    low, high = first - 1, last
    while low < high:
        middle = (low + high + 1) // 2
        if one.chain_at(middle) == two.chain_at(middle):
            low = middle
        else:
            high = middle - 1
    while low < last and _act(one, low + 1) == _act(two, low + 1):
        low += 1
    return low if low >= first else 0


def _act(acts: Acts, revision: int) -> HistoryEntry:
    return acts[revision - acts.first]


def mark_of(acts: Acts) -> str:
    """What the history keeps of the copy that was taken over, so that it is not asked twice."""
    return f"#{acts.last}.{_print(acts, acts.last)}"


def _print(acts: Acts, revision: int) -> str:
    """What tells a state: the acts that led to it last, for one alone may stand in two copies alike."""
    place = revision - acts.first
    last = acts[max(0, place + 1 - TOLD_BY) : place + 1]
    # 64 bits tell the acts of one assessment apart; marks of merges hold many.
    return history.link("", "".join(map(print_of, last)).encode())[:16]


class _Taken(NamedTuple):
    """A merge that stands in a history."""

    at: int
    """Its revision there."""
    revision: int
    """The revision of the other history that it took over."""


def _taken(acts: Acts, other: Acts, common: int) -> _Taken | None:
    """The last merge in a history that took over a state of another one and was not undone."""
    found: dict[int, _Taken] = {}
    undone: dict[int, _Taken] = {}
    for act in acts.after(common):
        mark = _MARK.search(act.label) if act.what == MERGE else None
        if mark is not None:
            revision = int(mark[1])
            known = common < revision <= other.last
            if known and mark[2] in (_print(other, revision), print_of(_act(other, revision))):
                found[act.revision] = _Taken(act.revision, revision)
        elif act.what == UNDO and act.reverses in found:
            undone[act.reverses] = found.pop(act.reverses)
        elif act.what == REDO and act.reverses in undone:
            found[act.reverses] = undone[act.reverses]
    return max(found.values(), key=lambda one: one.revision, default=None)


class _Base(NamedTuple):
    """The last state that both sides began from."""

    acts: Acts
    """The history it stands in."""
    revision: int
    """Its revision there."""
    merged: int
    """The revision of the other history, whose act took it over."""


def _base(mine: Acts, theirs: Acts, common: int) -> _Base:
    took, gave = _taken(mine, theirs, common), _taken(theirs, mine, common)
    of_mine = gave and _Base(mine, gave.revision, gave.at)
    of_theirs = took and _Base(theirs, took.revision, took.at)
    if took is None or gave is None:
        return of_theirs or of_mine or _Base(mine, common, common)
    if gave.at <= took.revision:
        return _Base(theirs, took.revision, took.at)
    if took.at <= gave.revision:
        return _Base(mine, gave.revision, gave.at)
    # Each took over the other before it knew of the other's merge: either state will do.
    if _begins(mine, common) <= _begins(theirs, common):
        return _Base(mine, gave.revision, gave.at)
    return _Base(theirs, took.revision, took.at)


def _begins(acts: Acts, common: int) -> tuple[str, str]:
    """When and with what a copy began to go its own way: an order that both sides agree on."""
    act = next(acts.after(common), None)
    return ("~", "") if act is None else (act.at, print_of(act))


_Field = tuple[str, str, str]
"""Table, row and field; the field is empty for the whole row."""


def _voices(acts: Acts, common: int) -> dict[_Field, Voice]:
    """Who said last what each field of a row holds, and who touched the row last (field '').

    What an undo gives back was said by whoever said it first; of what a merge took over no more is known
    than who merged.
    """
    found: dict[_Field, Voice] = {}
    before: dict[int, dict[_Field, Voice | None]] = {}
    said: dict[int, Voice] = {}
    for act in acts.after(common):
        who = with_aside(act.who, _("merge")) if act.what == MERGE else act.who
        voice = said[act.revision] = Voice(who, act.at)
        back = before.get(act.reverses or 0, {}) if act.what == UNDO else {}
        if act.what == REDO and act.reverses is not None:
            voice = said.get(act.reverses, voice)
        own = before[act.revision] = {}
        for change in act.changes:
            old, new = change.old or {}, change.new or {}
            for field in ("", *(old.keys() | new.keys())):
                if not field or old.get(field) != new.get(field):
                    key = (change.table, change.id, field)
                    own[key] = found.pop(key, None)
                    heard = back.get(key, voice)
                    if heard is not None:
                        found[key] = heard
    return found

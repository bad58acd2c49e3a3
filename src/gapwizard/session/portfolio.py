"""The portfolio: all assessments of a data folder, found, listed and created.

Listing imports nothing heavy while the index is fresh: `gapwizard list` lives from that.
"""

import math
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard import paths
from gapwizard.errors import GapwizardError, Refused, Unreadable, nearest
from gapwizard.i18n import _
from gapwizard.session import kept_rows, standing
from gapwizard.store import cipher, index
from gapwizard.store.plain import disk_words

if TYPE_CHECKING:
    from gapwizard.domain.assessment import Assessment
    from gapwizard.domain.diagnosis import Diagnosis
    from gapwizard.library.shelf import Entry, Shelf


@disk_words()
def folder_of(data: Path, name: str) -> Path:
    """Give the folder of an assessment. Raises Refused with the nearest id."""
    folder = paths.inside(data, name)
    if folder is not None and index.stamp_of(folder):
        return folder
    known = names(data)
    if name in known:
        raise Refused(
            _("{data}: a folder called {name!r} cannot be opened: give it a plain name").format(
                data=data, name=name
            )
        )
    near = nearest(name, known)
    hint = (
        _("; the nearest is {near!r}").format(near=near)
        if near
        else _("; `gapwizard list` shows what there is in {data}").format(data=data)
    )
    raise Refused(_("there is no assessment {name!r}{hint}").format(name=name, hint=hint))


@disk_words()
def names(data: Path) -> list[str]:
    """Give the ids of all assessments."""
    if not data.is_dir():
        return []
    return sorted(entry.name for entry in data.iterdir() if index.stamp_of(entry))


@disk_words()
def listing(
    data: Path, at: datetime | None = None, patience: float | None = None
) -> list[index.Entry]:
    """Give one row per assessment as it stands now, archived ones too, sorted by id.

    One that cannot be read says so in `problem`, and has `refused` set where it is damaged or the
    disk refused. With
    `patience`, seconds, those that the index does not know are read for that long; the rest are
    `pending` and can be listed again. Raises Unreadable for a data folder that cannot be read.
    """
    held, stale = index.fresh(data, kept_rows.is_row)
    rows = {name: entry["row"] for name, entry in held.items()}
    until = math.inf if patience is None else time.monotonic() + patience
    for folder in stale:
        if time.monotonic() > until:
            rows[folder.name] = standing.pending(folder.name)
            continue
        try:
            held[folder.name] = _entry(folder)
            rows[folder.name] = held[folder.name]["row"]
        except GapwizardError as problem:
            row = standing.unreadable(folder.name, str(problem))
            rows[folder.name] = {**row, "refused": isinstance(problem, Unreadable)}
    if stale:
        index.write(data, held)
    moment = at or datetime.now().astimezone()
    return [standing.on(row, moment) for _id, row in sorted(rows.items()) if isinstance(row, dict)]


def _entry(folder: Path) -> index.Entry:
    """Read and diagnose one assessment for the index."""
    from gapwizard.session.session import Session

    stamp = index.stamp_of(folder)
    if cipher.is_encrypted(folder):
        return {"stamp": stamp, "row": standing.encrypted(folder.name)}
    session = Session.open(folder.parent, folder.name, write=False)
    row = standing.row(session.diagnosis, session.changed)
    if session.notices:
        row["notices"] = list(session.notices)
    return {"stamp": stamp, "row": row}


def note(folder: Path, diagnosis: "Diagnosis", changed: str) -> None:
    """Put what a session knows of its assessment into the index."""
    entries = index.read(folder.parent)
    entries[folder.name] = {
        "stamp": index.stamp_of(folder),
        "row": (
            standing.encrypted(folder.name)
            if cipher.key_of(folder)
            else standing.row(diagnosis, changed)
        ),
    }
    index.write(folder.parent, entries)


@disk_words()
def create(
    data: Path,
    name: str,
    questionnaire: str = "",
    facts: Mapping[str, bool | None] | None = None,
    language: str = "",
    organisation: str = "",
    baseline: str = "",
) -> str:
    """Create an assessment and give its id.

    `questionnaire` is an id, or a file that then joins the shelf. With `baseline` it starts from
    that assessment, without its answers; what is named here goes before what is taken over.
    Raises Refused or Unreadable.
    """
    from gapwizard.library.shelf import Shelf
    from gapwizard.session import beginning, describing, drafting, telling
    from gapwizard.session.text import clean

    draft = drafting.Draft(
        name=clean(name, "NAME"), organisation=clean(organisation, "organisation")
    )
    if baseline:
        draft = drafting.following(data, draft, baseline)
    shelf = Shelf(data)
    if questionnaire:
        entry = _entry_of(shelf, questionnaire)
        draft = draft.model_copy(update={"questionnaire": entry.id, "version": entry.version})
    telling.tell(_choice(shelf, shelf.find(draft.questionnaire, draft.version or None)))
    chosen = facts or {}
    loaded = beginning.questionnaire_of(data, draft)
    describing.facts(loaded, chosen)
    kept = {key: value for key, value in {**draft.facts, **chosen}.items() if value is not None}
    spoken = language or draft.language
    return beginning.create(data, draft.model_copy(update={"facts": kept, "language": spoken}))


@disk_words()
def start_from(data: Path, slug: str, start: "Assessment") -> str:
    """Put a whole assessment into a new folder whose name begins with `slug`; gives its id."""
    from gapwizard.domain.assessment import TABLES
    from gapwizard.domain.scale import RULES
    from gapwizard.session.undoing import CREATE
    from gapwizard.store import folder as store
    from gapwizard.store import lock
    from gapwizard.store.history import Act, RowChange

    about = start.about.model_copy(update={"rules": RULES})
    changes = [RowChange("about", "about", None, store.row_of(about))]
    for table in TABLES:
        if table != "about":
            changes += [
                RowChange(table, key, None, store.row_of(value))
                for key, value in getattr(start, table).items()
            ]
    act = Act(1, lock.now(), lock.user(), CREATE, start.about.name, tuple(changes))
    number, taken = 1, slug
    while True:
        try:
            store.create(data / taken, act)
        except store.Taken:  # perhaps only a moment ago, by another process
            number += 1
            taken = f"{slug}-{number}"
        else:
            break
    from gapwizard.session.session import Session

    Session.open(data, taken).close()
    return taken


def _entry_of(shelf: "Shelf", written: str) -> "Entry":
    """Give the questionnaire that an id or a file name means."""
    known = [entry.id for entry in shelf.entries()]
    if written in known:
        return shelf.find(written)
    file = Path(written)
    if file.suffix == ".json" or file.is_file() or "/" in written:
        return shelf.take_in(file)
    return shelf.find(written)


def _choice(shelf: "Shelf", chosen: "Entry") -> Iterator[str]:
    """Say which version of a questionnaire was chosen, where there are others."""
    others = [f"{entry.id}@{entry.version}" for entry in shelf.others(chosen)]
    if others:
        whose = _("your own") if chosen.own else _("as shipped")
        yield _("asks {id} {version}, {whose}; others: --questionnaire {others}").format(
            id=chosen.id, version=chosen.version, whose=whose, others=", ".join(others)
        )


def now() -> datetime:
    """Give this second, local time."""
    return datetime.now().astimezone().replace(microsecond=0)

"""The portfolio: all assessments of a data folder, found, listed and created.

Listing imports nothing heavy while the index is fresh: `gapwizard list` lives from that.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard import paths
from gapwizard.errors import GapwizardError, Refused, nearest
from gapwizard.i18n import _
from gapwizard.store import index

if TYPE_CHECKING:
    from datetime import datetime

    from gapwizard.domain.assessment import Assessment
    from gapwizard.domain.diagnosis import Diagnosis
    from gapwizard.library.shelf import Entry, Shelf


def folder_of(data: Path, name: str) -> Path:
    """Give the folder of an assessment. Raises Refused with the nearest id."""
    folder = paths.inside(data, name)
    if folder is not None and index.stamp_of(folder):
        return folder
    near = nearest(name, names(data))
    hint = (
        _("; the nearest is {near!r}").format(near=near)
        if near
        else _("; `gapwizard list` shows what there is in {data}").format(data=data)
    )
    raise Refused(_("there is no assessment {name!r}{hint}").format(name=name, hint=hint))


def names(data: Path) -> list[str]:
    """Give the ids of all assessments."""
    if not data.is_dir():
        return []
    return sorted(entry.name for entry in data.iterdir() if index.stamp_of(entry))


def listing(data: Path) -> list[index.Entry]:
    """Give one row per assessment, sorted by id; one that cannot be read says so in `problem`."""
    held, stale = index.fresh(data)
    rows = {name: entry["row"] for name, entry in held.items()}
    for folder in stale:
        try:
            held[folder.name] = _entry(folder)
            rows[folder.name] = held[folder.name]["row"]
        except GapwizardError as problem:
            rows[folder.name] = _unreadable(folder.name, str(problem))
    if stale:
        index.write(data, held)
    return [row for _name, row in sorted(rows.items()) if isinstance(row, dict)]


def _entry(folder: Path) -> index.Entry:
    """Read and diagnose one assessment for the index."""
    from gapwizard.session.session import Session

    stamp = index.stamp_of(folder)
    session = Session.open(folder.parent, folder.name, write=False)
    return {"stamp": stamp, "row": row(session.diagnosis, session.changed)}


def row(diagnosis: "Diagnosis", changed: str) -> index.Entry:
    """Give the row that `list` shows."""
    from gapwizard.domain.scale import Grade, one_decimal, percent

    about, overall = diagnosis.assessment.about, diagnosis.overall
    return {
        "id": diagnosis.assessment.id,
        "name": about.name,
        "questionnaire": about.questionnaire,
        "questionnaire_version": about.questionnaire_version,
        "completeness": percent(overall.completeness),
        "declared": percent(overall.declared),
        "confirmed": percent(overall.confirmed),
        "ceiling": percent(overall.ceiling),
        "band": overall.band,
        "maturity": one_decimal(diagnosis.maturity),
        "majors": len(diagnosis.graded(Grade.MAJOR)),
        "minors": len(diagnosis.graded(Grade.MINOR)),
        "changed": changed,
    }


def _unreadable(name: str, problem: str) -> index.Entry:
    fields = (
        "questionnaire", "questionnaire_version", "completeness", "declared", "confirmed",
        "ceiling", "band", "maturity", "majors", "minors", "changed",
    )  # fmt: skip
    return {"id": name, "name": name, **dict.fromkeys(fields), "problem": problem}


def note(folder: Path, diagnosis: "Diagnosis", changed: str) -> None:
    """Put what a session knows of its assessment into the index."""
    entries = index.read(folder.parent)
    entries[folder.name] = {"stamp": index.stamp_of(folder), "row": row(diagnosis, changed)}
    index.write(folder.parent, entries)


def create(
    data: Path,
    name: str,
    questionnaire: str = "",
    facts: Mapping[str, bool | None] | None = None,
    language: str = "en",
) -> str:
    """Create an assessment and give its id.

    `questionnaire` is an id, or a file that then joins the shelf. Raises Refused or Unreadable.
    """
    from gapwizard.domain.assessment import About, Assessment
    from gapwizard.library.shelf import DEFAULT, Shelf
    from gapwizard.session import describing
    from gapwizard.session.text import clean

    title = " ".join(clean(name, "NAME").split())
    if not title:
        raise Refused(_("an assessment needs a name"))
    shelf = Shelf(data)
    entry = _entry_of(shelf, questionnaire or DEFAULT)
    loaded = shelf.load(entry.id, entry.version, language)
    set_facts = describing.facts(loaded, facts or {})
    about = About(
        name=title,
        questionnaire=loaded.id,
        questionnaire_version=loaded.version,
        created=_now(),
        language="zh-Hans" if language == "zh-Hans" else "en",
        organisation=title,
    )
    start = Assessment(id="new", about=about).with_changes(set_facts)
    return start_from(data, paths.slug(title), start)


def start_from(data: Path, slug: str, start: "Assessment") -> str:
    """Put a whole assessment into a new folder whose name begins with `slug`; gives its id."""
    from gapwizard.domain.assessment import TABLES
    from gapwizard.session.undoing import CREATE
    from gapwizard.store import folder as store
    from gapwizard.store import lock
    from gapwizard.store.history import Act, RowChange

    changes = [RowChange("about", "about", None, store.row_of(start.about))]
    for table in TABLES:
        if table != "about":
            changes += [
                RowChange(table, key, None, store.row_of(value))
                for key, value in getattr(start, table).items()
            ]
    act = Act(1, lock.now(), lock.user(), CREATE, start.about.name, tuple(changes))
    number, taken = 1, slug
    while (data / taken).exists():
        number += 1
        taken = f"{slug}-{number}"
    store.create(data / taken, act)
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


def _now() -> "datetime":
    from datetime import datetime

    return datetime.now().astimezone().replace(microsecond=0)

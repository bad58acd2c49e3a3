"""Merge a questionnaire's included files into one, remembering where each part came from."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gapwizard.domain.integrity import Fault, Place
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.library.reading import read_json

MAX_INCLUDES = 200
PARTS = ("clauses", "documents")
"""What an included file may hold."""


@dataclass
class Merged:
    """A questionnaire with its includes merged in, and whence each part came."""

    path: Path
    data: dict[str, object]
    origins: dict[tuple[str, int], tuple[Path, int]] = field(default_factory=dict)
    """File and position there of each clause and document, by part and position here."""
    faults: list[Fault] = field(default_factory=list)
    """What was wrong with the includes themselves."""

    def locate(self, place: Place) -> tuple[Path, Place]:
        """The file and the place in it that a place in the merged data means."""
        if len(place) >= 2 and isinstance(place[1], int):
            origin = self.origins.get((str(place[0]), place[1]))
            if origin is not None:
                return origin[0], (place[0], origin[1], *place[2:])
        return self.path, place


def merge(path: Path) -> Merged:
    """Read a questionnaire file and all it includes. Raises Refused or Unreadable."""
    raw = read_json(path)
    if not isinstance(raw, dict):
        merged = Merged(path, {})
        merged.faults.append(Fault((), _("a questionnaire is an object: {...}")))
        return merged
    names = raw.pop("include", [])
    merged = Merged(path, raw)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        merged.faults.append(Fault(("include",), _("a list of file names is wanted")))
        return merged
    if len(names) > MAX_INCLUDES:
        text = _("at most {limit} files may be included").format(limit=MAX_INCLUDES)
        merged.faults.append(Fault(("include",), text))
        return merged
    for part in PARTS:
        own = raw.get(part)
        if isinstance(own, list):
            merged.origins.update({(part, i): (path, i) for i in range(len(own))})
    for position, name in enumerate(names):
        _include(merged, position, name)
    return merged


def _include(merged: Merged, position: int, name: str) -> None:
    place = ("include", position)
    file = _beside(merged.path.parent, name)
    if file is None:
        text = _(
            "{name!r} leads out of the questionnaire's folder; include files beside it"
        ).format(name=name)
        merged.faults.append(Fault(place, text))
        return
    try:
        part_of = read_json(file, plain=True)
    except Refused as problem:
        merged.faults.append(Fault(place, str(problem)))
        return
    if not isinstance(part_of, dict) or set(part_of) - set(PARTS):
        text = _("{name!r} may hold only clauses and documents").format(name=name)
        merged.faults.append(Fault(place, text))
        return
    for part, entries in part_of.items():
        if not isinstance(entries, list):
            text = _("{part} of {name!r}: a list is wanted").format(part=part, name=name)
            merged.faults.append(Fault(place, text))
            continue
        here = merged.data.setdefault(part, [])
        if not isinstance(here, list):
            continue  # a fault of the main file, which its model will name
        for i, entry in enumerate(entries):
            merged.origins[(part, len(here))] = (file, i)
            here.append(entry)


def _beside(folder: Path, name: str) -> Path | None:
    """The file a relative name means, None when it would leave the folder."""
    relative = PurePosixPath(name)
    if not name or any(letter in name for letter in "\\:\0") or not _encodable(name):
        return None
    if relative.is_absolute() or ".." in relative.parts:
        return None
    file = folder / relative
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of links
        return None
    return file if inside else None


def _encodable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

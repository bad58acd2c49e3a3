"""Names of people, by department: a private file beside the assessment, in no history.

Only its owner may read it. A damaged one is kept apart, never overwritten.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from gapwizard import atomic
from gapwizard.disk import disk_words
from gapwizard.i18n import _, reason_of
from gapwizard.store import backups, cipher, plain

FILE = "people.json"
LIMIT = 1_000_000
"""Bytes of the file; ten thousand people fit."""


class Person(NamedTuple):
    """Who speaks for a department."""

    name: str = ""
    contact: str = ""


class People(NamedTuple):
    """What the file holds."""

    persons: dict[str, Person]
    """By the id of the department."""
    damage: str = ""
    """Why the file could not be used; empty when it could, or is not there."""


def read(folder: Path) -> People:
    """Read the names. A damaged file counts as empty and says so; raises Unreadable for the disk."""
    path = folder / FILE
    with disk_words(path):
        try:
            content = plain.read(path, LIMIT)
        except FileNotFoundError:
            return People({})
        except plain.TooLarge:
            return People({}, _("it is larger than {limit} bytes").format(limit=LIMIT))
        except plain.NotPlain as problem:
            if path.is_dir():  # no name of a file damaged, but a place that is taken
                raise
            return People({}, reason_of(problem))
    return parse(lambda: cipher.unseal(folder, content))


def parse(content: Callable[[], bytes]) -> People:
    """The names in the bytes of such a file; damaged ones count as none and say so."""
    try:
        return People(_persons(json.loads(content())))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return People({}, _("it holds no names as gapwizard writes them"))


def _persons(raw: dict[str, dict[str, object]]) -> dict[str, Person]:
    """Check the names. Raises ValueError, TypeError or AttributeError."""
    found = {}
    for department, row in raw.items():
        if not set(row) <= set(Person._fields):
            raise ValueError(department)
        if not all(isinstance(text, str) for text in row.values()):
            raise ValueError(department)
        found[department] = Person(str(row.get("name", "")), str(row.get("contact", "")))
    return found


def text(persons: Mapping[str, Person]) -> bytes:
    """The file of some names."""
    rows = {name: person._asdict() for name, person in sorted(persons.items())}
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")


APART = "~"
"""In no id of a department: behind it a number, of somebody who spoke for an earlier one of the id."""


def department_of(key: str) -> str:
    """The id of the department that a key of the file is about."""
    return key.partition(APART)[0]


def set_apart(folder: Path, departments: Iterable[str]) -> None:
    """Let nobody speak for some departments; their names stay, to be left out of what is handed over.

    Raises Unreadable.
    """
    known = read(folder)
    persons = dict(known.persons)
    for name in departments:
        if name in persons and not known.damage:
            number = 1
            while f"{name}{APART}{number}" in persons:
                number += 1
            persons[f"{name}{APART}{number}"] = persons.pop(name)
    if persons != known.persons:
        write(folder, persons)


def write(folder: Path, persons: Mapping[str, Person]) -> str:
    """Replace the names; gives under which name a damaged file was kept, empty for none.

    Raises Unreadable.
    """
    path = folder / FILE
    kept = ""
    with disk_words(path):
        if read(folder).damage:
            kept = path.rename(backups.apart(path)).name
        if persons:
            atomic.write_bytes(path, cipher.seal(folder, text(persons)))
        else:
            path.unlink(missing_ok=True)
    return kept

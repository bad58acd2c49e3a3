"""A collection: all assessments of a person as one zip file of bundles, to move to another machine.

Beside the bundles it holds the questionnaires of the person's own shelf and the settings. Its
manifest, COLLECTION.txt, says what it holds, and the hash of every member.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gapwizard.disk import MIB
from gapwizard.domain.visible import one_line
from gapwizard.exchange import bundle
from gapwizard.exchange.bundle import Bounds

MANIFEST = "COLLECTION.txt"
SETTINGS = "settings.json"
MAX_BYTES = 512 * MIB
"""The largest file that is read: it is held in memory, as are the bundles in it."""
MOST = 2_000
"""Assessments, and as many questionnaires, each with a few translations."""
_HEAD = "gapwizard collection"
_BUNDLE = re.compile(r"a\d{4}\.zip")
_SHELF = re.compile(r"q(\d{4})((?:\.[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})?\.json)")


def _limit_of(member: str) -> int | None:
    if _BUNDLE.fullmatch(member):
        return bundle.MAX_BYTES
    if _SHELF.fullmatch(member):
        return bundle.LIMITS[bundle.QUESTIONNAIRE]
    return {MANIFEST: 4 * MIB, SETTINGS: MIB}.get(member)


BOUNDS = Bounds(4 * MOST, MIB, 2 * MAX_BYTES, _limit_of, (MANIFEST,))
"""Assessments and questionnaires, each of these with two translations; unpacked, twice what is read."""
Questionnaire = Mapping[str, bytes]
"""One of the shelf with its translations, by the names that a bundle gives them."""


class Collection(NamedTuple):
    """What a collection holds."""

    bundles: Sequence[bytes]
    shelf: Sequence[Questionnaire]
    settings: bytes | None


def is_one(content: bytes) -> bool:
    """Tell whether some bytes begin as a collection does: its manifest is its first member."""
    # A zip begins with its sign; the name of the first member stands behind a head of 30 bytes.
    return content[30:].startswith(MANIFEST.encode()) and content.startswith(b"PK\x03\x04")


def pack(held: Collection, tool: str, words: Sequence[str]) -> bytes:
    """The file of a collection; `words` say in the manifest what it holds."""
    members = {f"a{number:04}.zip": one for number, one in enumerate(held.bundles, 1)}
    for number, files in enumerate(held.shelf, 1):
        for name, content in files.items():
            ending = name.removeprefix("questionnaire")
            members[f"q{number:04}{ending}"] = content
    if held.settings is not None:
        members[SETTINGS] = held.settings
    lines = (f"tool: gapwizard {tool}", *(f"holds: {one_line(said)}" for said in words))
    return bundle.pack({MANIFEST: bundle.seal(_HEAD, lines, members), **members})


def unpack(content: bytes, name: str) -> Collection:
    """What a collection holds, its hashes held against its manifest; `name` is said in messages.

    Raises Refused or Unreadable.
    """
    members = bundle.unpack(content, name, BOUNDS)
    bundle.check_sealed(_HEAD, MANIFEST, members, name)
    shelf: dict[str, dict[str, bytes]] = {}
    for member in sorted(members):
        if found := _SHELF.fullmatch(member):
            shelf.setdefault(found[1], {})[f"questionnaire{found[2]}"] = members[member]
    return Collection(
        [members[member] for member in sorted(members) if _BUNDLE.fullmatch(member)],
        [files for files in shelf.values() if bundle.QUESTIONNAIRE in files],
        members.get(SETTINGS),
    )

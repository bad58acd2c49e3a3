"""A bundle: one assessment as one zip file of a few known members, checked before it is unpacked.

The members lie side by side under fixed names; anything else in the file refuses the whole of it.
Sizes and counts are looked at in the directory of the zip, before a byte is unpacked. One member,
MANIFEST.txt, says what the bundle holds, what was left out of it, and the hash of every other one.
"""

import contextlib
import hashlib
import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from gapwizard.disk import MIB
from gapwizard.domain.damaged_zip import DAMAGED_ZIP
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused, Unreadable, quoted
from gapwizard.exchange.table import read_limited
from gapwizard.i18n import _
from gapwizard.paths import HISTORY_FILE, ROWS_FILE

MAX_BYTES = 128 * MIB
"""The largest file that is read."""
MAX_TOTAL = 256 * MIB
"""The most that all members may hold together."""
MAX_MEMBERS = 32
"""Members of a bundle: ours has five and a translation for each language."""
MAX_DIRECTORY = 64 * 1024
"""The largest directory of a zip that is read: 32 members take 3 KiB."""

MANIFEST = "MANIFEST.txt"
ROWS, HISTORY = ROWS_FILE, HISTORY_FILE
PEOPLE = "people.json"
QUESTIONNAIRE = "questionnaire.json"
_TRANSLATION = re.compile(r"questionnaire\.[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\.json")
LIMITS = {
    MANIFEST: MIB,
    ROWS: 64 * MIB,
    HISTORY: 128 * MIB,
    PEOPLE: MIB,
    QUESTIONNAIRE: 16 * MIB,
}
"""The most bytes that each member may hold."""


class Bounds(NamedTuple):
    """What a zip of one kind may hold at most, and has to hold."""

    members: int
    directory: int
    """Bytes of its directory."""
    total: int
    """Bytes of all members together."""
    limit_of: Callable[[str], int | None]
    """The most bytes of a member by its name; None for one that does not belong into it."""
    needed: tuple[str, ...]


def _limit_of(member: str) -> int | None:
    return LIMITS.get(QUESTIONNAIRE if _TRANSLATION.fullmatch(member) else member)


BUNDLE = Bounds(MAX_MEMBERS, MAX_DIRECTORY, MAX_TOTAL, _limit_of, (MANIFEST, ROWS, QUESTIONNAIRE))
FORMAT = 1
"""The newest format of a bundle that is known here; a newer one is not taken in."""
_HEAD = "gapwizard bundle"
_HASH = re.compile(r"sha256 ([0-9a-f]{64}): (\S+)")
_LINE = re.compile(r"([a-z][a-z0-9 ]*): (.*)")

_END = struct.Struct("<4s4H2LH")
"""The end of a zip: mark, disks, counts, size and place of the directory, length of a comment."""
_LOCATOR = 20
"""Bytes that stand before the end of a large zip; a bundle is none."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(members: Mapping[str, bytes]) -> bytes:
    """The zip of some members: the same members always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members, key=lambda name: (name != MANIFEST, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, members[name])
    return out.getvalue()


def read(path: Path, most: int = MAX_BYTES) -> bytes:
    """Read a file of at most `most` bytes that may be a bundle. Raises Refused or Unreadable."""
    with contextlib.suppress(OSError, ValueError):  # said by what opens it
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its writer
            raise Refused(_("{path}: not a file"), path=path)
    return read_limited(
        path, most, _("{path}: larger than {limit} MiB, the most a bundle may have")
    )


def check_size(content: bytes, name: str) -> None:
    """Raise Refused for a bundle that is larger than any."""
    if len(content) > MAX_BYTES:
        words = _("{path}: larger than {limit} MiB, the most a bundle may have")
        raise Refused(words, path=name, limit=MAX_BYTES // MIB)


def unpack(content: bytes, name: str, bounds: Bounds = BUNDLE) -> dict[str, bytes]:
    """The members of a bundle; `name` is said in messages.

    Raises Refused for what is no bundle of ours, Unreadable for one that is damaged.
    """
    if not content.startswith(b"PK\x03\x04"):
        raise Refused(foreign_words(name))
    _check_directory(content, name, bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist(), name, bounds)
            return {info.filename: _member(archive, info) for info in archive.infolist()}
    except DAMAGED_ZIP as problem:
        raise Unreadable(damage_words(name)) from problem


def foreign_words(name: str) -> str:
    """Say that a file is no bundle, and what else it may be."""
    return _(
        "{name}: not a bundle of gapwizard; `gapwizard export ID --bundle FILE` makes one, and "
        "`gapwizard import ID FILE` takes answers from a CSV or xlsx file"
    ).format(name=name)


def damage_words(name: str) -> str:
    """Say that a bundle is not whole."""
    return _("{name}: the bundle is damaged or cut short; ask for it once more").format(name=name)


def _check_directory(content: bytes, name: str, bounds: Bounds) -> None:
    """Look at the end of the zip, so that a huge directory is never read."""
    if len(content) < _END.size:
        raise Unreadable(damage_words(name))
    mark, *_disks, _here, count, size, place, comment = _END.unpack(content[-_END.size :])
    if mark != b"PK\x05\x06" or comment or place + size != len(content) - _END.size:
        raise Unreadable(damage_words(name))
    if content[-_END.size - _LOCATOR : -_END.size].startswith(b"PK\x06\x07"):
        raise Refused(
            foreign_words(name)
        )  # a second, larger end (zip64), which would count instead
    _check_count(count if size <= bounds.directory else bounds.members + 1, name, bounds)


def _check_count(count: int, name: str, bounds: Bounds) -> None:
    if count > bounds.members:
        raise Refused(
            _("{name}: more than {limit} files, the most a bundle may hold"),
            name=name,
            limit=bounds.members,
        )


def _check_members(infos: list[zipfile.ZipInfo], name: str, bounds: Bounds) -> None:
    """Refuse a member that is none of ours, too large, or there twice. Raises Refused."""
    _check_count(len(infos), name, bounds)
    seen: set[str] = set()
    for info in infos:
        _check_member(info, name, bounds)
        if info.filename in seen:
            raise Refused(_("{name}: {member!r} is in it twice"), name=name, member=info.filename)
        seen.add(info.filename)
    if sum(info.file_size for info in infos) > bounds.total:
        raise Refused(
            _("{name}: unpacked it has more than {limit} MiB, the most a bundle may hold"),
            name=name,
            limit=bounds.total // MIB,
        )
    for member in bounds.needed:
        if member not in seen:
            raise Refused(foreign_words(name))


def _check_member(info: zipfile.ZipInfo, name: str, bounds: Bounds) -> None:
    member = info.orig_filename
    limit = bounds.limit_of(member)
    kind = stat.S_IFMT(info.external_attr >> 16)
    packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if member == "[Content_Types].xml":  # a workbook, or a Word file
        raise Refused(foreign_words(name))
    if limit is None or kind not in (0, stat.S_IFREG) or info.flag_bits & 1 or not packed:
        raise Refused(
            _("{name}: {member!r} does not belong into a bundle; nothing was taken from it"),
            name=name,
            member=member,
        )
    if info.file_size > limit:
        raise Refused(
            _("{name}: {member} is larger than {limit} MiB"),
            name=name,
            member=info.filename,
            limit=limit // MIB,
        )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one member, never more than its directory entry says."""
    with archive.open(info) as file:
        content = file.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise EOFError(info.filename)
    return content


class Manifest(NamedTuple):
    """What stands in a manifest beside the hashes, one `key: value` a line."""

    tool: str
    """Version of gapwizard that made the bundle."""
    assessment: str
    revision: int
    redacted: bool
    counts: tuple[str, ...]
    """How much of each thing is in it, in words."""
    left_out: tuple[str, ...]
    """What is not in it, in words."""


def manifest_text(manifest: Manifest, members: Mapping[str, bytes]) -> bytes:
    """The text of a manifest for some members."""
    lines = (
        f"tool: gapwizard {manifest.tool}",
        f"assessment: {manifest.assessment}",
        f"revision: {manifest.revision}",
        f"redacted: {'yes' if manifest.redacted else 'no'}",
        *(f"holds: {one_line(words)}" for words in manifest.counts),
        *(f"left out: {one_line(words)}" for words in manifest.left_out),
    )
    return seal(_HEAD, lines, members)


def seal(head: str, lines: Iterable[str], members: Mapping[str, bytes]) -> bytes:
    """Lines under a head with the format, and the hash of each member."""
    hashes = (f"sha256 {_sum(members[name])}: {name}" for name in sorted(members))
    return ("\n".join([f"{head}: format {FORMAT}", *lines, *hashes]) + "\n").encode()


def check_manifest(members: Mapping[str, bytes], name: str) -> str:
    """Hold the members against their manifest and give the id that the assessment had.

    `name` is said in messages.

    Raises Refused for a manifest that is none of ours or newer, Unreadable for another content.
    """
    lines = check_sealed(_HEAD, MANIFEST, members, name)
    named = (line.partition("assessment: ") for line in lines)
    return next((name for before, mark, name in named if mark and not before), "")


def check_sealed(kind: str, manifest: str, members: Mapping[str, bytes], name: str) -> list[str]:
    """Hold the members against the manifest among them, and give its lines.

    Raises Refused for a manifest that is not of this kind or newer, Unreadable where a member is
    another than it says.
    """
    try:
        text = members[manifest].decode()
    except UnicodeDecodeError as problem:
        raise Unreadable(damage_words(name)) from problem
    first, *lines = text.split("\n")
    head = _LINE.fullmatch(first)
    if head is None or head[1] != kind:
        raise Refused(foreign_words(name))
    if head[2] != f"format {FORMAT}":
        raise Refused(
            _(
                "{name}: made by another gapwizard (bundle {theirs}; this one knows format {ours}). "
                "Update gapwizard to take it in; nothing was changed."
            ),
            name=name,
            theirs=quoted(head[2]),
            ours=FORMAT,
        )
    listed = [match for line in lines if (match := _HASH.fullmatch(line))]
    hashes = {match[2]: match[1] for match in listed}
    held = {member: _sum(content) for member, content in members.items() if member != manifest}
    if hashes != held:
        raise Unreadable(
            _("{name}: its files are not those that {manifest} lists; nothing was taken in"),
            name=name,
            manifest=manifest,
        )
    return lines


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

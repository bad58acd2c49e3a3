"""The index of the portfolio: one line per assessment, so that listing reads one small file.

It is a cache and never believed for its own sake: one that was not written here, by this user on this
machine, or is odd in anything, counts as empty, and an entry whose folder has another stamp is stale.
Nothing here needs pydantic, which costs as much as everything else `list` does.
"""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeGuard

from gapwizard import atomic, paths
from gapwizard.store import plain

NAME = "index.json"
FORMAT = 4
"""Goes up when a row holds other fields; an index of another format counts as empty."""
LIMIT = 64 * plain.MEGABYTE
MACHINE = Path("/etc/machine-id")
CLOSED = [-1]
"""The stamp of a folder that nobody may look into: it may be an assessment."""
Entry = dict[str, object]


def stamp_of(folder: Path) -> list[int]:
    """Sizes and times (ns) of the files an entry is made from; empty: no assessment.

    The time of the last change of any kind is among them: that of writing can be set at will.
    CLOSED where the disk does not let anybody look.
    """
    found: list[int] = []
    some = False
    if folder.name.startswith("."):  # half made, or no concern of ours
        return []
    for name in ("assessment.json", "history.jsonl"):
        try:
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 - 2,000 of these for 1,000 folders
            found += [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
            some = True
        except PermissionError:
            return [] if folder.name in paths.RESERVED else CLOSED
        except OSError:
            found += [0, 0, 0]
    return found if some else []


def read(data: Path) -> dict[str, Entry]:
    """Read the index of a data folder; one that is not whole, or not ours, is empty."""
    try:
        head, _break, body = plain.read(data / NAME, LIMIT).partition(b"\n")
        if head != _head(data, body):
            return {}
        return dict(json.loads(b"{" + body)["entries"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _head(data: Path, body: bytes) -> bytes:
    """The first line: no flipped bit and no stranger's figure passes for ours.

    Raises OSError where the data folder is not there.
    """
    check = hashlib.blake2b(body, key=_place(data), digest_size=16).hexdigest()
    return b'{"format": %d, "check": "%s",' % (FORMAT, check.encode())


def _place(data: Path) -> bytes:
    """What tells this folder on this machine from any other: an index that came along is none.

    Nobody who hands over a folder knows it. Raises OSError.
    """
    status = os.stat(data)  # noqa: PTH116 - the disk is reached through `os` alone
    try:
        machine = plain.read(MACHINE, 64)
    except OSError:
        machine = b""
    user = os.getuid() if hasattr(os, "getuid") else 0
    told = b"%d %d %d %s" % (status.st_dev, status.st_ino, user, machine)
    return hashlib.blake2b(told, digest_size=32).digest()


def write(data: Path, entries: dict[str, Entry]) -> None:
    """Write the index; a folder that cannot be written just stays without one."""
    lines = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(entries[name], ensure_ascii=False)}"
        for name in sorted(entries)
    )
    try:
        body = f'"entries": {{\n{lines}\n}}}}\n'.encode()
        atomic.write_bytes(data / NAME, _head(data, body) + b"\n" + body, flush=False)
    except (OSError, ValueError):
        return


def fresh(data: Path, is_row: Callable[[object, str], bool]) -> tuple[dict[str, Entry], list[Path]]:
    """The entries that still hold, by folder name, and the folders that need a new one.

    `is_row` tells whether something is the row of an assessment. Raises OSError for a data folder
    that cannot be read; one that is not there is empty.
    """
    entries = read(data)
    held: dict[str, Entry] = {}
    stale = []
    try:
        folders = sorted(entry.name for entry in os.scandir(data) if entry.is_dir())
    except FileNotFoundError:
        return {}, []
    for name in folders:
        stamp = stamp_of(data / name)
        if not stamp:
            continue
        entry = entries.get(name)
        if _holds(entry, stamp) and is_row(entry.get("row"), name):
            held[name] = entry
        else:
            stale.append(data / name)
    return held, stale


def _holds(entry: object, stamp: list[int]) -> TypeGuard[Entry]:
    """Tell whether an entry was made of the files as they are."""
    return isinstance(entry, dict) and stamp != CLOSED and entry.get("stamp") == stamp

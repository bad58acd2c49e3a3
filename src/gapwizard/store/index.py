"""The index of the portfolio: one line per assessment, so that listing reads one small file.

It is a convenience: an entry whose folder has another stamp is stale, and a damaged index counts as
empty. Nothing here needs pydantic, which costs as much as everything else `list` does.
"""

import json
import os
import zlib
from pathlib import Path

from gapwizard import atomic
from gapwizard.store import plain

NAME = "index.json"
FORMAT = 4
"""Goes up when a row holds other fields; an index of another format counts as empty."""
LIMIT = 64 * plain.MEGABYTE
Entry = dict[str, object]


def stamp_of(folder: Path) -> list[int]:
    """Give the sizes and times (ns) of the files an entry is made from; empty: no assessment."""
    found: list[int] = []
    some = False
    if folder.name.startswith("."):  # half made, or no concern of ours
        return []
    for name in ("assessment.json", "history.jsonl"):
        try:
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 - 2,000 of these for 1,000 folders
            found += [status.st_size, status.st_mtime_ns]
            some = True
        except OSError:
            found += [0, 0]
    return found if some else []


def read(data: Path) -> dict[str, Entry]:
    """Read the index of a data folder; one that is not whole is empty."""
    try:
        head, _break, body = plain.read(data / NAME, LIMIT).partition(b"\n")
        if head != _head(body):
            return {}
        return dict(json.loads(b"{" + body)["entries"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _head(body: bytes) -> bytes:
    """Give the first line: a flipped bit in a figure must not pass for another figure."""
    return b'{"format": %d, "check": %d,' % (FORMAT, zlib.crc32(body))


def write(data: Path, entries: dict[str, Entry]) -> None:
    """Write the index; a folder that cannot be written just stays without one."""
    lines = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(entries[name], ensure_ascii=False)}"
        for name in sorted(entries)
    )
    body = f'"entries": {{\n{lines}\n}}}}\n'.encode()
    try:
        atomic.write_bytes(data / NAME, _head(body) + b"\n" + body, flush=False)
    except OSError:
        return


def fresh(data: Path) -> tuple[dict[str, Entry], list[Path]]:
    """Give the entries that still hold, by folder name, and the folders that need a new one."""
    entries = read(data)
    held: dict[str, Entry] = {}
    stale = []
    try:
        folders = sorted(entry.name for entry in os.scandir(data) if entry.is_dir())
    except OSError:
        return {}, []
    for name in folders:
        stamp = stamp_of(data / name)
        if not stamp:
            continue
        entry = entries.get(name)
        if (
            isinstance(entry, dict)
            and entry.get("stamp") == stamp
            and isinstance(entry.get("row"), dict)
        ):
            held[name] = entry
        else:
            stale.append(data / name)
    return held, stale

"""Which assessments a data folder holds, and the index of them: listing reads one small file.

An assessment is a folder with its files in it, named by its id. The index has one line for each.
It is a cache and never believed for its own sake: one that was not written here, by this user on this
machine, or is odd in anything, counts as empty, and an entry whose folder has another stamp is stale.
Nothing here needs pydantic, which costs as much as everything else `list` does.
"""

import hashlib
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from gapwizard import atomic, paths
from gapwizard.disk import MIB, disk_words
from gapwizard.domain.portfolio_row import MINUTE, ClauseFigures, ComingInterview, PortfolioRow
from gapwizard.domain.text_limit import LONGEST_ID
from gapwizard.errors import Refused
from gapwizard.i18n import _, nearest_hint
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.store import plain

NAME = "index.json"
FORMAT = 4
"""Goes up when a row holds other fields; an index of another format counts as empty."""
LIMIT = 64 * MIB
"""The largest index that is read; 2,000 assessments, as many as a collection holds, stay far below."""
MACHINE = Path("/etc/machine-id")
"""What tells one Linux machine from another; elsewhere folder and user must do."""
CLOSED = [-1]
"""The stamp of a folder that nobody may look into: it may be an assessment."""
Entry = dict[str, object]
"""What the file holds of an assessment, as JSON: the `stamp` of its files, and its `row`."""


class Fresh(NamedTuple):
    """What an index tells of a data folder as it is now, by the name of a folder."""

    entries: dict[str, Entry]
    """The entries that still hold, as they were read."""
    rows: dict[str, PortfolioRow]
    """Their rows."""
    stale: list[Path]
    """The folders that need a new entry."""


def stamp_of(folder: Path) -> list[int]:
    """Sizes and times (ns) of the files an entry is made from; empty: no assessment.

    The time of the last change of any kind is among them: that of writing can be set at will.
    CLOSED where the disk does not let anybody look.
    """
    found: list[int] = []
    some = False
    if folder.name.startswith("."):  # half made, or no concern of ours
        return []
    for name in (ROWS_FILE, HISTORY_FILE):
        try:
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 - 2,000 of these for 1,000 folders
            found += [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
            some = True
        except PermissionError:
            return [] if folder.name in paths.RESERVED else CLOSED
        except OSError:
            found += [0, 0, 0]
    return found if some else []


@disk_words()
def folder_of(data: Path, name: str) -> Path:
    """The folder of an assessment. Raises Refused with the nearest id."""
    folder = paths.inside(data, name)
    if folder is not None and stamp_of(folder):
        check_id(data, name)
        return folder
    known = names(data)
    if name in known:
        raise Refused(
            _("{data}: a folder called {name!r} cannot be opened: give it a plain name"),
            data=data,
            name=name,
        )
    told = _("; `gapwizard list` shows what there is in {data}").format(data=data)
    hint = nearest_hint(name, known) or told
    raise Refused(_("there is no assessment {name!r}{hint}"), name=name, hint=hint)


def check_id(data: Path, name: str) -> None:
    """Hold that a name can be an id: files and histories name it, and none of them takes blanks. Raises Refused."""
    if name.split() != [name] or len(name) > LONGEST_ID:
        raise Refused(
            _(
                "{data}: {name!r} can be no id, which has up to {limit} characters and no blanks; "
                "call the folder {plain!r} instead"
            ),
            data=data,
            name=name,
            limit=LONGEST_ID,
            plain=paths.slug(name),
        )


@disk_words()
def names(data: Path) -> list[str]:
    """The ids of all assessments."""
    if not data.is_dir():
        return []
    return sorted(entry.name for entry in data.iterdir() if stamp_of(entry))


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


def entry_of(stamp: list[int], row: PortfolioRow) -> Entry:
    """The entry of an assessment whose files had `stamp` when its row was made."""
    return {"stamp": stamp, "row": _kept(row)}


def forget(data: Path, name: str) -> None:
    """Take an assessment out of the index; whatever listing follows makes its entry anew."""
    entries = read(data)
    if entries.pop(name, None) is not None:
        write(data, entries)


def fresh(data: Path) -> Fresh:
    """What of the index still holds, and what is stale.

    Raises OSError for a data folder that cannot be read; one that is not there is empty.
    """
    entries = read(data)
    found = Fresh({}, {}, [])
    try:
        folders = sorted(entry.name for entry in os.scandir(data) if entry.is_dir())
    except FileNotFoundError:
        return found
    for name in folders:
        stamp = stamp_of(data / name)
        if not stamp:
            continue
        entry = entries.get(name)
        row = _parsed(entry.get("row"), name) if _holds(entry, stamp) else None
        if _holds(entry, stamp) and row is not None:
            found.entries[name], found.rows[name] = entry, row
        else:
            found.stale.append(data / name)
    return found


def _holds(entry: object, stamp: list[int]) -> TypeGuard[Entry]:
    """Tell whether an entry was made of the files as they are."""
    return isinstance(entry, dict) and stamp != CLOSED and entry.get("stamp") == stamp


# What may stand in the index. It is a cache that anybody can have written to: each check takes the
# very type that JSON gives, so that `true` is no count and `1` no flag.

_Check = Callable[[object], bool]


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_name(value: object) -> bool:
    return value is None or type(value) is str


def _is_flag(value: object) -> bool:
    return type(value) is bool


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_figure(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and type(value) is not bool and 0 <= value <= 100


def _is_band(value: object) -> bool:
    return value in (None, "N", "P", "L", "F")


def _is_time(value: object) -> bool:
    try:
        datetime.strptime(str(value), MINUTE)  # noqa: DTZ007 - local
    except ValueError:
        return False
    return type(value) is str


def _all(check: _Check) -> _Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _each(*checks: _Check) -> _Check:
    def check(value: object) -> bool:
        if not isinstance(value, list) or len(value) != len(checks):
            return False
        return all(one(item) for one, item in zip(checks, value, strict=True))

    return check


_KEPT: dict[str, _Check] = {
    **dict.fromkeys(("id", "name", "questionnaire", "questionnaire_version"), _is_text),
    **dict.fromkeys(("completeness", "one_by_one", "declared", "confirmed", "ceiling"), _is_figure),
    "band": _is_band,
    "maturity": _is_figure,
    **dict.fromkeys(("majors", "minors"), _is_count),
    "changed": _is_text,
    **dict.fromkeys(
        ("open_findings", "opportunities", "actions", "follow_ups", "documents_missing"), _is_count
    ),
    **dict.fromkeys(("archived", "locked"), _is_flag),
    "baseline": _is_name,
    **dict.fromkeys(("organisation", "assessor"), _is_text),
    "dues": _all(_is_text),
    "slots": _all(_each(_is_time, _is_time, _is_text)),
    "clauses": _all(_each(_is_text, _is_figure, _is_band, _is_count, _is_count)),
}
"""The fields that the index keeps, with what each may hold; `notices` may stand beside them."""


def _kept(row: PortfolioRow) -> dict[str, object]:
    """What the index keeps of a row: of an encrypted assessment nothing but its id."""
    if row.encrypted:
        return {"id": row.id, "encrypted": True}
    kept: dict[str, object] = {key: getattr(row, key) for key in _KEPT}
    return {**kept, "notices": row.notices} if row.notices else kept


def _parsed(held: Any, name: str) -> PortfolioRow | None:
    """The row of the assessment called `name`, parsed from what an index held.

    None where a field is missing, odd or one too many: the row is then made anew from the files,
    for a cache is never a reason to stop, nor is half of it believed.
    """
    if held == {"id": name, "encrypted": True}:
        return PortfolioRow(id=name, name=name, encrypted=True)
    if not isinstance(held, dict) or held.get("id") != name:
        return None
    notices = held.get("notices", [])
    if held.keys() - {"notices"} != _KEPT.keys() or not _all(_is_text)(notices):
        return None
    if not all(check(held[key]) for key, check in _KEPT.items()):
        return None
    lists = {
        "dues": tuple(held["dues"]),
        "slots": tuple(ComingInterview(*slot) for slot in held["slots"]),
        "clauses": tuple(ClauseFigures(*clause) for clause in held["clauses"]),
        "notices": tuple(notices),
    }
    return PortfolioRow(**{**held, **lists})

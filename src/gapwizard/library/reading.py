"""Read a JSON file from outside: size, encoding, depth and repeated keys are checked first."""

import errno
import json
import stat
from collections import Counter
from pathlib import Path
from typing import NoReturn

from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _

MAX_BYTES = 16 * 1024 * 1024
"""The largest questionnaire file: eight times our own, merged."""
MAX_VALUES = 250_000
"""Commas and brackets in it, those inside texts too: twelve times our own, merged."""

_NO_FILE = (errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
"""What the disk says of a name that is none of a file: the name is wrong, not the disk."""


def read_json(path: Path, *, plain: bool = False) -> object:
    """Read one JSON file; a `plain` one may be no pipe or device, which could wait for ever.

    Raises Unreadable when the disk says no, Refused when what is there is no JSON of ours.
    """
    try:
        if plain and not (stat.S_ISREG(path.stat().st_mode) or path.is_dir()):
            raise Refused(_("{path}: a device or pipe, no plain file"), path=path)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # a device has no size to ask for
    except FileNotFoundError as problem:
        raise Refused(_("{path}: there is no such file"), path=path) from problem
    except ValueError as problem:  # a NUL in the name
        raise Refused(f"{str(path)!r}: {problem}") from problem
    except OSError as problem:
        kind = Refused if problem.errno in _NO_FILE else Unreadable
        raise kind(f"{path}: {problem.strerror or problem}") from problem
    if len(raw) > MAX_BYTES:
        raise Refused(
            _("{path}: larger than {limit} MiB, the most a questionnaire file may have"),
            path=path,
            limit=MAX_BYTES // 1024 // 1024,
        )
    return parse_json(raw, str(path))


def parse_json(raw: bytes, name: str) -> object:
    """Parse JSON bytes; `name` says where they come from. Raises Refused."""
    if sum(raw.count(mark) for mark in (b",", b"[", b"{")) > MAX_VALUES:
        raise Refused(
            _("{name}: more than {limit} values, the most a questionnaire file may have"),
            name=name,
            limit=MAX_VALUES,
        )
    try:
        return json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_no_repeats, parse_constant=_no_constant
        )
    except UnicodeDecodeError as problem:
        raise Refused(
            _("{name}: byte {at} is no UTF-8; save the file as UTF-8"), name=name, at=problem.start
        ) from problem
    except json.JSONDecodeError as problem:
        raise Refused(
            _("{name}: line {line}, column {column}: no JSON: {why}"),
            name=name,
            line=problem.lineno,
            column=problem.colno,
            why=problem.msg,
        ) from problem
    except RecursionError as problem:
        raise Refused(_("{name}: nested too deeply"), name=name) from problem
    except ValueError as problem:
        raise Refused(f"{name}: {problem}") from problem


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(
            name for name, count in Counter(pair[0] for pair in pairs).items() if count > 1
        )
        raise ValueError(_("the key {key!r} stands twice in one object").format(key=twice))
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(_("{name} is no number of JSON").format(name=name))

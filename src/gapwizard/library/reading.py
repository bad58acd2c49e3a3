"""Read a JSON file from outside: size, encoding, depth and repeated keys are checked first."""

import json
from pathlib import Path
from typing import NoReturn

from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _

MAX_BYTES = 16 * 1024 * 1024
"""The largest questionnaire file: eight times our own, merged."""


def read_json(path: Path) -> object:
    """Read one JSON file.

    Raises Unreadable when the disk says no, Refused when what is there is no JSON of ours.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused(
                _("{path}: larger than {limit} MiB, the most a questionnaire file may have").format(
                    path=path, limit=MAX_BYTES // 1024 // 1024
                )
            )
        raw = path.read_bytes()
    except FileNotFoundError as problem:
        raise Refused(_("{path}: there is no such file").format(path=path)) from problem
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
    return parse_json(raw, str(path))


def parse_json(raw: bytes, name: str) -> object:
    """Parse JSON bytes; `name` says where they come from. Raises Refused."""
    try:
        return json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_no_repeats, parse_constant=_no_constant
        )
    except UnicodeDecodeError as problem:
        raise Refused(
            _("{name}: byte {at} is no UTF-8; save the file as UTF-8").format(
                name=name, at=problem.start
            )
        ) from problem
    except json.JSONDecodeError as problem:
        raise Refused(
            _("{name}: line {line}, column {column}: no JSON: {why}").format(
                name=name, line=problem.lineno, column=problem.colno, why=problem.msg
            )
        ) from problem
    except RecursionError as problem:
        raise Refused(_("{name}: nested too deeply").format(name=name)) from problem
    except ValueError as problem:
        raise Refused(f"{name}: {problem}") from problem


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("the key {key!r} stands twice in one object").format(key=twice))
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(_("{name} is no number of JSON").format(name=name))

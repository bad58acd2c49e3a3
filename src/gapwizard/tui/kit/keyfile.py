"""The key map file: keys of one's own in `keys.json` of the config folder, by the id of a command.

`{"interview.note": ["n", "enter"]}` puts the note on two keys; an empty list leaves a command to
the palette. A file that cannot be used changes nothing and is said.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gapwizard import paths
from gapwizard.domain.strict_json import parse_strictly
from gapwizard.errors import Refused, nearest
from gapwizard.folders import open_plain
from gapwizard.i18n import _, reason_of
from gapwizard.tui.kit.commands import Command

NAME = "keys.json"
SIZE_LIMIT = 100_000
"""Bytes a key map may have."""
KEY_LIMIT = 20
"""Characters one key's name may have."""


class KeyMap(NamedTuple):
    """The keys a file asks for, and what is wrong with it."""

    keys: Mapping[str, tuple[str, ...]]
    problem: str = ""


def path() -> Path:
    """The key map file."""
    return paths.config_folder() / NAME


def load() -> KeyMap:
    """Read the file; a missing one asks for nothing."""
    file = path()
    try:
        with open_plain(file) as held:
            content = held.read(SIZE_LIMIT + 1)
        if len(content) > SIZE_LIMIT:
            return KeyMap(
                {}, _("{file}: at most {limit} bytes fit").format(file=file, limit=SIZE_LIMIT)
            )
        raw = _parsed(content.decode("utf-8-sig"), str(file))
    except FileNotFoundError:
        return KeyMap({})
    except Refused as problem:
        return KeyMap({}, _("{problem}; the file is not used").format(problem=problem))
    except (OSError, ValueError) as problem:
        why = reason_of(problem)
        return KeyMap({}, _("{file} is not used: {why}").format(file=file, why=why))
    if not isinstance(raw, dict):
        return KeyMap({}, _("{file} is not used: it holds no object").format(file=file))
    wrong = [name for name, keys in raw.items() if not _is_keys(keys)]
    good = {name: tuple(keys) for name, keys in raw.items() if name not in wrong}
    if wrong:
        words = _("{file}: {name} is no list of keys; the others are used")
        return KeyMap(good, words.format(file=file, name=wrong[0]))
    return KeyMap(good)


def _parsed(text: str, name: str) -> object:
    """A JSON text, in which a key may stand twice: the last one holds. Raises Refused."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return parse_strictly(text, name)  # which says what is wrong, and where


def _is_keys(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(key, str) and 0 < len(key) <= KEY_LIMIT for key in value
    )


def check(keymap: KeyMap, known: Iterable[str]) -> str:
    """Say what is wrong with a key map, empty for nothing: its own problem, or an unknown id."""
    if keymap.problem:
        return keymap.problem
    names = list(known)
    for name in keymap.keys:
        if name not in names:
            near = nearest(name, names) or names[0]
            return _("{file}: there is no command {name!r}; the nearest is {near!r}").format(
                file=path(), name=name, near=near
            )
    return ""


def with_keymap(keymap: KeyMap, scope: str, commands: Iterable[Command]) -> list[Command]:
    """Commands on the keys that the file asks for."""
    found = []
    for command in commands:
        keys = keymap.keys.get(f"{scope}.{command.id}")
        found.append(command if keys is None else replace(command.on(keys), moved=True))
    return found

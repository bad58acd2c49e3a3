"""What the app remembers of its user: language, theme, where the user stopped.

The file is a convenience: one that is missing or damaged counts as empty and is never an error.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from gapwizard import atomic, folders, paths
from gapwizard.folders import open_plain

SEARCHES = ("r:F ev:none", "*", "r:none", "last:worse")
"""The saved searches everybody begins with."""


SIZE_LIMIT = 1_000_000
"""Bytes of a file that is read; a larger one counts as damaged."""
MOST = 200
"""Saved searches that are kept."""
LONGEST = 1_000
"""Characters of one choice."""
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Settings:
    """The remembered choices, all optional."""

    theme: str = ""
    """Word of a theme; empty follows the default."""
    language: str = ""
    """Language of the program chosen in the app; empty follows the environment."""
    assessor: str = ""
    """Who the history names; empty takes the login name."""
    last_assessment: str = ""
    """Id of the assessment open when the app was left."""
    last_question: str = ""
    """Id of the question in focus then."""
    last_way: str = ""
    """Which questions were asked then, and of which slot: `core`, `slot S-02`."""
    searches: tuple[str, ...] = SEARCHES
    """Saved searches as they are typed, each with its name after ` # ` where it has one."""

    def with_place(self, assessment: str, question: str, way: str = "") -> "Settings":
        """The settings that remember where the user stopped, and which questions were asked."""
        return replace(self, last_assessment=assessment, last_question=question, last_way=way)


def path() -> Path:
    """The settings file."""
    return paths.config_folder() / "settings.json"


def load() -> Settings:
    """Read the settings; anything unreadable or unknown counts as not set."""
    return _known(_read())


def read(content: bytes) -> Settings:
    """The settings of a file from elsewhere; what is no setting counts as not set."""
    return _known(_parsed(content))


def content() -> bytes | None:
    """The file as another machine takes it in; None where there is none."""
    known = _read()
    return _text(known).encode("utf-8", "replace") or None if known else None


def _known(held: dict[str, object]) -> Settings:
    defaults = asdict(Settings())
    kept: dict[str, Any] = {}
    for name, value in held.items():
        default = defaults.get(name)
        if isinstance(default, str) and _is_text(value):
            kept[name] = value
        elif isinstance(default, tuple) and isinstance(value, list):
            kept[name] = tuple(item for item in value[:MOST] if _is_text(item))
    return Settings(**kept)


def _is_text(value: object) -> bool:
    """Tell whether a value is a text of bearable length that can be shown and written."""
    return isinstance(value, str) and len(value) <= LONGEST and not SURROGATES.search(value)


def save(settings: Settings) -> None:
    """Write the settings; a folder that cannot be written is no reason to stop working.

    What another version of the program keeps in the file stays there.
    """
    target = path()
    try:
        folders.private(target.parent)
        whole = _text({**_read(), **asdict(settings)})
        atomic.write_bytes(target, (whole or _text(asdict(settings))).encode("utf-8", "replace"))
    except OSError:
        return


def _text(values: dict[str, object]) -> str:
    """The file; empty when something in it is nested too deeply to be written again."""
    try:
        return json.dumps(values, ensure_ascii=False, indent=1)
    except RecursionError:
        return ""


def _read() -> dict[str, object]:
    """Read the file as it is; empty where there is none or it is damaged."""
    try:
        with open_plain(path()) as file:
            return _parsed(file.read(SIZE_LIMIT + 1))
    except (OSError, ValueError):
        return {}


def _parsed(held: bytes) -> dict[str, object]:
    try:
        raw = json.loads(held.decode("utf-8-sig")) if len(held) <= SIZE_LIMIT else {}
    except (ValueError, RecursionError):
        return {}
    return raw if isinstance(raw, dict) else {}

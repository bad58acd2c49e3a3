"""What the app remembers of its user: language, theme, where the user stopped.

The file is a convenience: one that is missing or damaged counts as empty and is never an error.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from gapwizard import atomic, paths


@dataclass(frozen=True, slots=True)
class Settings:
    """The remembered choices, all optional."""

    theme: str = ""
    """Name of a Textual theme; empty follows the default."""
    assessor: str = ""
    """Who the history names; empty takes the login name."""
    last_assessment: str = ""
    """Id of the assessment open when the app was left."""
    last_question: str = ""
    """Id of the question in focus then."""

    def with_place(self, assessment: str, question: str) -> "Settings":
        """Give the settings that remember where the user stopped."""
        return replace(self, last_assessment=assessment, last_question=question)


def path() -> Path:
    """Give the settings file."""
    return paths.config_folder() / "settings.json"


def load() -> Settings:
    """Read the settings; anything unreadable or unknown counts as not set."""
    try:
        raw = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    names = Settings.__dataclass_fields__
    return Settings(**{k: v for k, v in raw.items() if k in names and isinstance(v, str)})


def save(settings: Settings) -> None:
    """Write the settings; a folder that cannot be written is no reason to stop working."""
    target = path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.write_text(target, json.dumps(asdict(settings), ensure_ascii=False, indent=1))
    except OSError:
        return

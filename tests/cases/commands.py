"""What a command line gives back to a test."""

import importlib
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from gapwizard import i18n
from gapwizard.cli.root import COMMANDS


class Ran(NamedTuple):
    """What one command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document it printed."""
        return json.loads(self.out)


Command = Callable[..., Ran]


@lru_cache(maxsize=1)
def commands_in_english() -> None:
    """Import every command: its help takes the language spoken then, and keeps it for the process."""
    i18n.use("en")
    for module, _words in COMMANDS.values():
        importlib.import_module(f"gapwizard.cli.commands.{module}")

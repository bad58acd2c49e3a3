"""The base of every value read from outside: frozen, and strict about its keys."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_LOADER = "pydantic.plugin._loader"
"""The module in which pydantic looks for plugins."""


def _without_plugins() -> None:
    """Let pydantic look for no plugins among the packages that happen to be installed.

    None of them has a say in what a client's values are. Looking for them imports the metadata of
    every package, 13 ms in which a whole report takes 250. Whatever else pydantic may one day ask
    this module for, it gets from the real one.
    """

    def other(name: str) -> object:
        if name.startswith("__"):  # what the import itself looks at
            raise AttributeError(name)
        del sys.modules[_LOADER]
        return getattr(import_module(_LOADER), name)

    loader = ModuleType(_LOADER)
    vars(loader).update(get_plugins=tuple, __getattr__=other)
    sys.modules.setdefault(_LOADER, loader)


_without_plugins()

Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^\S+$")]
"""An identifier: up to 80 characters without white space."""

Text = Annotated[str, Field(max_length=20_000)]
"""Words of a questionnaire or a person."""

Flag = Annotated[bool, Field(strict=True)]
"""True or false, and nothing that merely looks like it."""

Count = Annotated[int, Field(strict=True)]
"""A whole number, and nothing that merely looks like it."""


class Value(BaseModel):
    """A value that never changes and refuses keys it does not know."""

    # Built at first use: a start-up that needs two models does not pay for twenty.
    model_config = ConfigDict(
        frozen=True, extra="forbid", protected_namespaces=(), defer_build=True
    )

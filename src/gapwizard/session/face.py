"""What a face does for the layers below: it hears notices, and is asked for passphrases.

Notices say what was mended or taken over on opening, to whoever called the command.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

from gapwizard.store.cipher import ask_with

__all__ = ["ask_with", "listen", "tell"]

_hear: ContextVar[Callable[[str], None] | None] = ContextVar("hear", default=None)
"""Who hears notices; nobody, until a face says so."""


def listen(hear: Callable[[str], None] | None) -> None:
    """Let somebody hear every notice from now on, or nobody."""
    _hear.set(hear)


def tell(notices: Iterable[str]) -> None:
    """Say some notices, when anybody listens."""
    hear = _hear.get()
    if hear is not None:
        for notice in notices:
            hear(notice)

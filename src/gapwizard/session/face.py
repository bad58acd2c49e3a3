"""What a face does for the layers below: it hears notices, and is asked for passphrases.

Notices say what was mended or taken over on opening, to whoever called the command.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

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


def ask_with(ask: Callable[[str], str]) -> None:
    """Let `ask` give the passphrase of an assessment by its id, where one is needed."""
    from gapwizard.store import cipher  # `--help` needs no encryption: 3 ms

    cipher.ask_with(ask)

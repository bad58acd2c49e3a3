"""Notices of a session to whoever called the command: what was mended or taken over on opening."""

from collections.abc import Callable, Iterable


class _Listener:
    """Who hears notices; nobody, until a face says so."""

    hear: Callable[[str], None] | None = None


def to(hear: Callable[[str], None] | None) -> None:
    """Let somebody hear every notice from now on."""
    _Listener.hear = hear


def tell(notices: Iterable[str]) -> None:
    """Say some notices, when anybody listens."""
    if _Listener.hear is not None:
        for notice in notices:
            _Listener.hear(notice)

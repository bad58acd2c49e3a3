"""A fault of a questionnaire file: what is wrong, and where; whoever looks for some imports this."""

from typing import NamedTuple

Place = tuple[str | int, ...]
"""Where in the file: keys and list positions from the root."""

MOST = 1_000
"""Faults that are looked for."""


class Fault(NamedTuple):
    """One thing wrong, and where."""

    place: Place
    message: str
    warning: bool = False

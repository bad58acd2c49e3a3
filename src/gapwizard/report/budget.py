"""What one report may cost: rounds, characters and seconds, counted while its templates run."""

import time
from collections.abc import Iterable, Iterator, Sized

from jinja2 import Undefined
from jinja2.exceptions import SecurityError

from gapwizard.i18n import _

MOST_ROUNDS = 1_000_000
"""Rounds of loops, calls and things looked at that a report may take; ours takes some 5,000."""

MOST_CHARACTERS = 20_000_000
"""What one report may hold; a full one of ours has 0.3 million."""

MOST_BUILT = 3 * MOST_CHARACTERS
"""Characters of all texts that templates put together on the way."""

MOST_SECONDS = 20.0
"""How long the templates of a report may run; ours take 0.3 s."""

CONTAINERS = (list, tuple, dict, set, frozenset, range, Iterator)


class Budget:
    """What is left of what one report may cost."""

    def __init__(self) -> None:
        """Begin with all of it."""
        self._rounds = 0
        self._built = 0
        self._until = time.monotonic() + MOST_SECONDS

    def rounds(self, count: int = 1) -> None:
        """Take some rounds. Raises SecurityError when none are left, nor time."""
        self._rounds += count
        if self._rounds > MOST_ROUNDS:
            raise SecurityError(_("more than {most} rounds").format(most=MOST_ROUNDS))
        if time.monotonic() > self._until:
            raise SecurityError(_("more than {most:g} seconds").format(most=MOST_SECONDS))

    def counted(self, values: Iterable[object]) -> Iterator[object]:
        """Values, a round each."""
        for value in values:
            self.rounds()
            yield value

    def looked_through(self, value: object) -> object:
        """What a filter will look through, a round for each thing in it."""
        if isinstance(value, str) or not isinstance(value, CONTAINERS):
            return value
        if not isinstance(value, Sized):
            return self.counted(value)
        self.rounds(len(value))
        return value

    def joined(self, texts: Iterable[str]) -> str:
        """Put texts together. Raises SecurityError before they fill the memory."""
        held = []
        for text in texts:
            self.built(len(text))
            held.append(text)
        return "".join(held)

    def built(self, size: int) -> None:
        """Take some characters. Raises SecurityError when none are left."""
        self._built += size
        if self._built > MOST_BUILT:
            raise SecurityError(_("more than {most} characters").format(most=MOST_BUILT))

    def result(self, value: object) -> object:
        """What a call gave, when there is room for it."""
        if isinstance(value, str):
            self.built(len(value))
        elif isinstance(value, CONTAINERS) and isinstance(value, Sized):
            self.rounds(len(value))
        return value


def single(value: object) -> object:
    """One value; a list in a list could hold itself a million times over.

    Raises SecurityError for a list, a tuple, a range or a mapping.
    """
    if isinstance(value, Undefined) or type(value).__module__.startswith("gapwizard."):
        return value
    if callable(value) or isinstance(value, CONTAINERS):
        raise SecurityError(_("a single value is wanted here, no list"))
    return value


def limited(chunks: Iterable[str]) -> str:
    """Put the pieces of a template together, up to the most a report may hold."""
    pieces, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_CHARACTERS:
            raise SecurityError(_("more than {most} characters").format(most=MOST_CHARACTERS))
        pieces.append(chunk)
    return "".join(pieces)

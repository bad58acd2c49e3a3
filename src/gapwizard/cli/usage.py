"""What does not go together on one command line."""

from collections.abc import Callable

from gapwizard.errors import Usage


def check(*faults: tuple[object, str], error: Callable[[str], Exception] = Usage) -> None:
    """Raise the error of the first fault that holds, with its words."""
    for holds, words in faults:
        if holds:
            raise error(words)

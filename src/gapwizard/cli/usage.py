"""What may stand on one command line: numbers within limits, and what does not go together."""

from collections.abc import Callable

import click

from gapwizard.errors import Usage
from gapwizard.i18n import _


def check(*faults: tuple[object, str], error: Callable[[str], Exception] = Usage) -> None:
    """Raise the error of the first fault that holds, with its words."""
    for holds, words in faults:
        if holds:
            raise error(words)


def whole_number(least: int, most: int | None = None) -> click.IntRange:
    """The type of a number on the command line, called so in the language spoken."""
    kind = click.IntRange(least, most)
    kind.name = _("whole number")
    return kind

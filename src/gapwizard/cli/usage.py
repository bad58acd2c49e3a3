"""What may stand on one command line: numbers within limits, and what does not go together."""

from collections.abc import Callable

import click

from gapwizard.errors import Usage
from gapwizard.i18n import _

TYPED = "gapwizard.typed"
"""Where the context of a command line keeps the words behind the command."""


def check(*faults: tuple[object, str], error: Callable[[str], Exception] = Usage) -> None:
    """Raise the error of the first fault that holds, with its words."""
    for holds, words in faults:
        if holds:
            raise error(words)


def options_typed() -> list[str]:
    """The options that were typed behind the command, each once, by their long names, in order.

    click keeps the last one of several that share a value, and says nothing of the others.
    """
    ctx = click.get_current_context()
    behind: list[str] = ctx.meta.get(TYPED, [])
    _values, _left, order = ctx.command.make_parser(ctx).parse_args(list(behind))
    found = (max(one.opts, key=len) for one in order if isinstance(one, click.Option))
    return list(dict.fromkeys(found))


def apart(*groups: str) -> None:
    """Raise Usage where two options of one group were typed; a group is their names in one text."""
    names = options_typed()
    for group in groups:
        both = [name for name in names if name in group.split()]
        if len(both) > 1:
            words = _("{one} and {other} do not go together; leave one of them out")
            raise Usage(words.format(one=both[0], other=both[1]))


def check_ids(option: str, *written: str | None) -> None:
    """Raise Usage for a list of ids that names none, where one was typed: it would mean everything."""
    from gapwizard.domain.actions import ids_in

    if not all(ids_in(one) for one in written if one is not None):
        raise Usage(_("{option} names at least one clause").format(option=option))


def whole_number(least: int, most: int | None = None) -> click.IntRange:
    """The type of a number on the command line, called so in the language spoken."""
    kind = click.IntRange(least, most)
    kind.name = _("whole number")
    return kind

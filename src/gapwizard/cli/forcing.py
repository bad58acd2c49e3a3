"""`--force`: the word without which no command writes over a file that is there."""

import click

from gapwizard.i18n import _


def option(function: click.decorators.FC) -> click.decorators.FC:
    """Add `--force` to a command that hands out a file."""
    return click.option("--force", is_flag=True, help=_("Write over a file that is there."))(
        function
    )


def check(option: str, target: object, *, force: bool) -> None:
    """Refuse `--force` where no file is named; `option` names it. Raises click.UsageError."""
    if force and target in (None, "-"):
        raise click.UsageError(_("--force goes with {option} FILE").format(option=option))

"""`gapwizard archive`: put an assessment out of sight, or back."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("archive", help=_("""
\b
Examples:
  gapwizard archive acme-2024
  gapwizard archive acme-2024 --restore

Put an assessment out of sight: `list` and the portfolio leave it out. Nothing else changes; every
command still works on it.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--restore", is_flag=True, help=_("Bring it back."))
@pass_place
def command(place: Place, assessment: str, *, restore: bool) -> None:
    """Archive or restore an assessment."""
    from gapwizard.session.portfolio import archive

    if not archive.archive(place.data, assessment, restore=restore):
        words = _("{name} is not archived") if restore else _("{name} is archived already")
        output.words(words.format(name=assessment))

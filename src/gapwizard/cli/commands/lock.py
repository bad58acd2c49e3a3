"""`gapwizard lock`: make an assessment a baseline that is read only."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("lock", help=_("""
\b
Examples:
  gapwizard lock acme-2026
  gapwizard lock acme-2026 --unlock

Lock an assessment as a baseline: it stays as it is, for the next round to be compared with. The app
opens it read-only and every command that would change it is refused.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--unlock", is_flag=True, help=_("Let it be changed again."))
@pass_place
def command(place: Place, assessment: str, *, unlock: bool) -> None:
    """Lock or unlock an assessment."""
    from gapwizard.session.portfolio import archive

    if not archive.lock(place.data, assessment, unlock=unlock):
        words = _("{name} is not locked") if unlock else _("{name} is locked already")
        output.words(words.format(name=assessment))

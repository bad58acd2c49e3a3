"""`gapwizard delete`: remove an assessment and all that belongs to it."""

import sys

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("delete", help=_("""
\b
Examples:
  gapwizard delete acme             asks for the id, so that it is meant
  gapwizard delete acme --yes       does not ask

Delete an assessment: answers, history, backups, damaged copies, names, its folder of exports, and
what gapwizard remembers of it. There is no way back. To put one out of sight instead:
`gapwizard archive`; to keep a copy first: `gapwizard export`.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@pass_place
def delete_command(place: Place, assessment: str, *, yes: bool) -> None:
    """Delete one assessment."""
    from gapwizard.errors import Refused
    from gapwizard.session.portfolio import deletion

    found = deletion.plan(place.data, assessment)
    if not yes:
        output.words(_("This deletes {what}").format(what=found.words))
        if not sys.stdin.isatty():
            raise Refused(_("nothing was deleted: say --yes where nobody can be asked"))
        typed = click.prompt(
            _("Type {id} to delete it").format(id=found.id),
            default="",
            show_default=False,
            err=True,
        )
        if typed.strip() != found.id:
            raise Refused(_("nothing was deleted: {id} was not typed"), id=found.id)
    deleted = deletion.delete(place.data, assessment)
    output.words(_("deleted {what}").format(what=deleted.words))
    output.words(deletion.beyond_reach())

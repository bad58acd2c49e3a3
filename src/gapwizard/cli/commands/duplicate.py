"""`gapwizard duplicate`: a new assessment that begins where another one stands."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("duplicate", help=_("""
\b
Examples:
  gapwizard duplicate acme-2026 "Acme 2027"
  gapwizard duplicate acme-2026                    the same name, a year later
  gapwizard duplicate acme-2026 "Acme 2026 second opinion" --answers

Create an assessment from another one and print its id. It takes over what describes the
organisation: scope, facts, departments, responsibilities, interfaces; the other one becomes its
baseline. With --answers it takes over what was found as well, as it is.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("name", required=False)
@click.option(
    "--answers/--facts",
    default=False,
    help=_("Take over answers, documents, findings and actions too, or (as it is done) not."),
)
@pass_place
def command(place: Place, assessment: str, name: str | None, *, answers: bool) -> None:
    """Duplicate an assessment."""
    from gapwizard.session.portfolio import archive

    output.data(archive.duplicate(place.data, assessment, name, answers=answers))

"""`gapwizard maturity`: claimed maturity of a leaf clause."""

import click

from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _
from gapwizard.session.acts import about


@click.command("maturity", help=_("""
\b
Examples:
  gapwizard maturity acme 8.6.1 3
  gapwizard maturity acme 8.6.1 -        take the claim back

Claim an indicative maturity level from 0 to 5 for a clause with questions. What counts is limited
by the conformity of the clause.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("clause")
@click.argument("level")
@pass_place
def command(place: Place, assessment: str, clause: str, level: str) -> None:
    """Claim a maturity level."""
    from gapwizard.session.session import Session

    with Session.open(place.data, assessment, language=place.lang) as session:
        session.do(about.claim(session.moment, clause, level))

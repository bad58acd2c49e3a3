"""`gapwizard fact`: scoping facts."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _
from gapwizard.session.acts import about


@click.command("fact", help=_("""
\b
Examples:
  gapwizard fact acme                                   list the facts
  gapwizard fact acme external_suppliers=yes transfer=no
  gapwizard fact acme transfer=                         take one back

A fact that is no takes the questions depending on it out, and they say so.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("pairs", nargs=-1, metavar="[TRIGGER=yes|no]...")
@pass_place
def command(place: Place, assessment: str, pairs: tuple[str, ...]) -> None:
    """Set or list facts."""
    from gapwizard.session.acts.fields import split, yes_or_no
    from gapwizard.session.session import Session

    facts = {key: yes_or_no(key, value) for key, value in split(pairs).items()}
    with Session.open(place.data, assessment, write=bool(facts), language=place.lang) as session:
        if facts:
            session.do(about.set_facts(session.moment, facts))
        else:
            known = session.assessment.facts
            for trigger in session.questionnaire.triggers:
                fact = known.get(trigger.id)
                value = "?" if fact is None else _("yes") if fact.value else _("no")
                output.data(f"{trigger.id}={value}  {trigger.question}")

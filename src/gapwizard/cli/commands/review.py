"""`gapwizard review`: which answers somebody else has looked at."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _, ngettext


@click.command("review", help=_("""
\b
Examples:
  gapwizard review acme --by "second assessor"           every answer, as it stands today
  gapwizard review acme 8.6 9.2.2-Q01 --by "quality manager"
  gapwizard review acme 8.6 --by ""                      take the mark back

The report says how many answers were reviewed, and by whom. An answer that changes afterwards is to
be reviewed anew.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("places", nargs=-1, metavar="[CLAUSE|QUESTION]...")
@click.option("--by", required=True, metavar="ROLE", help=_("The role of the reviewer, no name."))
@pass_invocation
def review_command(
    invocation: Invocation, assessment: str, places: tuple[str, ...], by: str
) -> None:
    """Mark answers as reviewed by somebody else."""
    from gapwizard.session.acts import answers
    from gapwizard.session.acts.names import questions_named

    with invocation.open(assessment) as session:
        asked = questions_named(session.questionnaire, places)
        act = session.do(answers.review(session.moment, asked, by))
        count = 0 if act is None else len(act.changes)
        words = ngettext("{count} answer marked", "{count} answers marked", count)
        output.words(words.format(count=count))

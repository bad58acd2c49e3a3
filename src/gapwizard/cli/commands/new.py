"""`gapwizard new`: create an assessment."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import LANGUAGES, _


@click.command("new", help=_("""
\b
Examples:
  gapwizard new "Acme Cloud"
  gapwizard new 北方数据 --language zh-Hans
  gapwizard new Acme --fact external_suppliers=yes --fact transfer=no
  gapwizard new Acme --questionnaire my-questions.json

Create an assessment and print its id. A questionnaire FILE joins your own questionnaires, so the
assessment stays readable when the file is gone.
"""))  # fmt: skip
@click.argument("name")
@click.option(
    "--questionnaire", metavar="ID_OR_FILE", default="", help=_("Which questions to ask.")
)
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="TRIGGER=yes|no",
    help=_("A scoping fact; may be repeated."),
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=None,
    help=_("Language of questions and report."),
)
@pass_place
def command(
    place: Place, name: str, questionnaire: str, facts: tuple[str, ...], language: str | None
) -> None:
    """Create an assessment."""
    from gapwizard.session import portfolio
    from gapwizard.session.describing import yes_or_no
    from gapwizard.session.fields import split

    pairs = {key: yes_or_no(key, value) for key, value in split(facts).items()}
    created = portfolio.create(
        place.data, name, questionnaire, pairs, language or place.lang or "en"
    )
    output.data(created)

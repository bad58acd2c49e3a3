"""`gapwizard report`: write the diagnosis report."""

from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import LANGUAGES, _

FORMATS = ("md", "html")


@click.command("report", help=_("""
\b
Examples:
  gapwizard report acme                      writes acme-report-DATE.md here
  gapwizard report acme -o report.html
  gapwizard report acme -o - | less
  gapwizard report acme --lang zh-Hans

Write the diagnosis report and print its path. Without -o nothing is ever overwritten.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option(
    "-o", "--output", "target", metavar="PATH", help=_("File to write, or - for standard output.")
)
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), help=_("Default: from PATH, else md.")
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the report."))
@pass_place
def command(
    place: Place, assessment: str, target: str | None, kind: str | None, lang: str | None
) -> None:
    """Write the diagnosis report."""
    from gapwizard.session.session import Session

    place.lang = lang or place.lang
    session = Session.open(place.data, assessment, write=False, language=place.lang)
    place.speak(session.assessment.about.language)
    for notice in session.notices:
        output.words(notice)
    from gapwizard.session.reporting import render, write

    chosen = kind or ("html" if target and target.endswith((".html", ".htm")) else "md")
    text = render(session, chosen)
    if target == "-":
        click.echo(text)
        return
    output.data(str(write(session, text, chosen, Path(target) if target else None)))

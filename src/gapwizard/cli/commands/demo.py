"""`gapwizard demo`: a finished sample assessment in a throw-away folder."""

import tempfile
from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("demo", help=_("""
\b
Examples:
  gapwizard demo                 open the sample in the app
  gapwizard demo --report        print its report (Markdown)

A finished assessment of an invented IT service provider. Nothing you do in it is kept.
"""))  # fmt: skip
@click.option("--report", is_flag=True, help=_("Print the report instead of opening the app."))
@pass_place
def demo_command(place: Place, *, report: bool) -> None:
    """Open the sample or print its report."""
    from gapwizard.demo import sample

    with tempfile.TemporaryDirectory(prefix="gapwizard-demo-") as folder:
        data = Path(folder)
        name = sample.create(data)
        if report:
            from gapwizard.session.papers.report import render
            from gapwizard.session.session import Session

            place.speak("en")
            output.file(render(Session.open(data, name, write=False, language=place.lang), "md"))
            return
        place.start_app(data, opened=name, sample=True)

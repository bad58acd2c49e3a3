"""`gapwizard new` and `demo`: create an assessment, or look at a finished one in a throw-away folder."""

import tempfile
from pathlib import Path

import click

from gapwizard import i18n
from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import LANGUAGES, _
from gapwizard.i18n import language as spoken_now


@click.command("new", help=_("""
\b
Examples:
  gapwizard new "Acme Cloud"
  gapwizard new 北方数据 --language zh-Hans
  gapwizard new Acme --fact external_suppliers=yes --fact transfer=no
  gapwizard new Acme --questionnaire my-questions.json
  gapwizard new Acme --questionnaire iso20000-1-2018@1.0.0    one version of several
  gapwizard new "Acme 2027" --baseline acme-2026

Create an assessment and print its id. A questionnaire FILE joins your own questionnaires, so the
assessment stays readable when the file is gone; of several versions the one that was shipped is asked
unless ID@VERSION names another. With a baseline it starts from an earlier assessment:
facts, scope, departments and responsibilities are taken over, its answers stand beside the questions.
"""))  # fmt: skip
@click.argument("name")
@click.option(
    "--questionnaire", metavar="ID[@VERSION]|FILE", default="", help=_("Which questions to ask.")
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
@click.option("--organisation", metavar="NAME", default="", help=_("Who is assessed; else NAME."))
@click.option("--baseline", metavar="ID", default="", help=_("The assessment of last time."))
@pass_invocation
def new_command(
    invocation: Invocation,
    name: str,
    questionnaire: str,
    facts: tuple[str, ...],
    language: str | None,
    organisation: str,
    baseline: str,
) -> None:
    """Create an assessment."""
    from gapwizard.session.acts.fields import split, yes_or_no
    from gapwizard.session.portfolio import creation

    pairs = {key: yes_or_no(key, value) for key, value in split(facts).items()}
    spoken = language or invocation.lang or ("" if i18n.language() == "en" else i18n.language())
    created = creation.create(
        invocation.data, name, questionnaire, pairs, spoken, organisation, baseline
    )
    output.data(created)


@click.command("demo", help=_("""
\b
Examples:
  gapwizard demo                     open the sample in the app
  gapwizard demo --report            print its report (Markdown)
  gapwizard demo --language zh-Hans  the Chinese sample

A finished assessment of an invented IT service provider; there is one that was interviewed in English and
one in Chinese. Nothing you do in it is kept; leaving it asks whether to keep a copy among your assessments.
"""))  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Which sample: the one interviewed in this language. By default that of your language."))  # fmt: skip
@click.option("--report", is_flag=True, help=_("Print the report instead of opening the app."))
@pass_invocation
def demo_command(invocation: Invocation, *, language: str | None, report: bool) -> None:
    """Open the sample or print its report."""
    if not report:
        invocation.start_app(demo=language or "")
        return
    from gapwizard.demo import sample
    from gapwizard.session.papers.report import render
    from gapwizard.session.session import Session

    with tempfile.TemporaryDirectory(prefix="gapwizard-demo-") as folder:
        data = Path(folder)
        chosen = language or spoken_now()
        name = sample.create(data, language=chosen)
        invocation.speak(chosen)
        output.file(render(Session.open(data, name, write=False, language=invocation.lang), "md"))

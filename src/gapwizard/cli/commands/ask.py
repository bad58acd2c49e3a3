"""`gapwizard ask`: the interview as plain line prompts."""

import sys

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("ask", help=_("""
\b
Examples:
  gapwizard ask acme                     go on at the first open question
  gapwizard ask acme 8.6.1-Q03           begin at a question
  gapwizard ask acme --open              only the questions still open
  gapwizard ask acme --slot S-02         only those of a slot of the agenda

Prints a question and reads a line: a digit rates and goes on, ? lists the rest, q or the end of the
input quits. Nothing is drawn, so screen readers, broken terminals and scripts can use it.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("question", metavar="[QUESTION]", required=False)
@click.option("--open", "only_open", is_flag=True, help=_("Only the questions still open."))
@click.option("--slot", metavar="SLOT", help=_("Only the questions of a slot of the agenda."))
@pass_place
def ask_command(
    place: Place, assessment: str, question: str | None, *, only_open: bool, slot: str | None
) -> None:
    """Interview in plain lines."""
    from gapwizard.cli.asking import Asking
    from gapwizard.session.acts.names import slot_in
    from gapwizard.session.session import Session

    with Session.open(place.data, assessment, language=place.lang) as session:
        place.speak(session.assessment.about.language)
        chosen = slot_in(session.assessment, slot) if slot is not None else None
        asking = Asking(session, question or "", only_open=only_open, slot=chosen)
        for notice in session.notices:
            output.words(notice)
        output.data(asking.asked())
        while not asking.over:
            written = _read()
            if written is None:
                return
            said = asking.answer(written)
            if said:
                output.data(said)


def _read() -> str | None:
    """Read one line; None at the end of the input."""
    if sys.stdin.isatty():
        click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None

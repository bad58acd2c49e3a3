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
    from gapwizard.cli.interview import LineInterview

    with place.open(assessment, speak=True) as session:
        interview = LineInterview(session, question or "", only_open=only_open, slot=slot)
        for notice in session.notices:
            output.words(notice)
        output.data(interview.asked())
        while not interview.over:
            written = _read()
            if written is None:
                return
            said = interview.answer(written)
            if said:
                output.data(said)


def _read() -> str | None:
    """Read one line; None at the end of the input."""
    if sys.stdin.isatty():
        click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None

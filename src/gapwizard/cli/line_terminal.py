"""The terminal of `gapwizard ask`: lines as wide as it, a hint, and where one stopped last.

A pipe gets the same words unbroken and no hint: scripts read them.
"""

import shutil
import sys
from pathlib import Path

import click

from gapwizard import settings
from gapwizard.cli import output
from gapwizard.domain.line_breaks import folded
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.portfolio import listing


def say(text: str) -> None:
    """Print some lines, those that are wider than the terminal broken between words."""
    if text and sys.stdout.isatty():
        text = folded(text, shutil.get_terminal_size().columns - 1)
    if text:
        output.data(text)


def hint() -> None:
    """Say to a person what may be typed."""
    if sys.stdin.isatty():
        say(
            _(
                "1 to 4 rate how far it holds, 9 is don't know; Enter goes on, ? lists the rest, q quits."
            )
        )


def read() -> str | None:
    """Read one line; None at the end of the input."""
    if sys.stdin.isatty():
        click.echo("1-4 ? > ", nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def last_assessment(data: Path) -> str:
    """The assessment that was open last, else the only one. Raises Refused for neither."""
    known = listing.names(data)
    last = settings.load().last_assessment
    if last in known:
        return last
    if len(known) == 1:
        return known[0]
    raise Refused(
        _("which assessment? `gapwizard list` lists them, `gapwizard new NAME` makes one")
    )


def remember(assessment: str, question: str) -> None:
    """Remember where one stopped, for the next time and for the app."""
    settings.save(settings.load().with_place(assessment, question))

"""`gapwizard undo`: take the last change back, or do it again."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("undo", help=_("""
\b
Examples:
  gapwizard undo acme
  gapwizard undo acme --redo

Take the last change back, or do again what was taken back. Nothing leaves the history.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--redo", is_flag=True, help=_("Do again what was undone last."))
@pass_place
def undo_command(place: Place, assessment: str, *, redo: bool) -> None:
    """Undo or redo one act."""
    with place.open(assessment) as session:
        act = session.redo() if redo else session.undo()
    words = _("done again: {act}") if redo else _("undone: {act}")
    output.words(words.format(act=f"{act.what} {act.label}"))

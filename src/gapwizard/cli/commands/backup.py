"""`gapwizard backup`: a copy of one assessment."""

from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("backup", help=_("""
\b
Examples:
  gapwizard backup acme                          keeps a copy beside the assessment
  gapwizard backup acme -o /media/stick/acme     writes it into a new folder

Copy an assessment with its history as it is on the disk, and print where the copy is. It is a
folder that opens like any assessment; `gapwizard restore` brings it back.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option(
    "-o", "--output", "target", metavar="FOLDER", type=click.Path(path_type=Path),
    help=_("New folder to write."),
)  # fmt: skip
@pass_place
def command(place: Place, assessment: str, target: Path | None) -> None:
    """Copy one assessment."""
    from gapwizard.session.portfolio import restore

    output.data(str(restore.back_up(place.data, assessment, target)))

"""`gapwizard decrypt`: end the encryption of an assessment on the disk."""

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("decrypt", help=_("""
\b
Examples:
  gapwizard decrypt acme
  gapwizard decrypt acme --passphrase-file secret.txt

Make an encrypted assessment plain again: answers, history, backups, names.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@passphrase.option
@pass_place
def command(place: Place, assessment: str, passphrase_file: str | None) -> None:
    """End the encryption of an assessment."""
    from gapwizard.session import face
    from gapwizard.session.portfolio import encryption

    face.ask_with(lambda name: passphrase.existing(passphrase_file, name))
    encryption.decrypt(place.data, assessment)
    output.words(_("{name} is not encrypted any more").format(name=assessment))

"""`gapwizard encrypt` and `decrypt`: an assessment under a passphrase, or plain again."""

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _
from gapwizard.session import face


@click.command("encrypt", help=_("""
\b
Examples:
  gapwizard encrypt acme                                     asks for a passphrase, twice
  gapwizard encrypt acme --passphrase-file secret.txt

Encrypt the files of an assessment (age format): answers, history, backups, names. From then on every
command that opens it asks for the passphrase or takes GAPWIZARD_PASSPHRASE; the app takes the latter.
The id stays readable; reports and exports written before stay as they are. A lost passphrase cannot
be replaced. `gapwizard decrypt` ends it.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@passphrase.option
@pass_invocation
def encrypt_command(invocation: Invocation, assessment: str, passphrase_file: str | None) -> None:
    """Encrypt an assessment at rest."""
    from gapwizard.session.portfolio import encryption

    face.ask_with(lambda name: passphrase.known_passphrase(passphrase_file, name))
    encryption.encrypt(invocation.data, assessment, lambda: passphrase.new(passphrase_file))
    output.words(_("{name} is encrypted"), name=assessment)
    output.words(
        _(
            "Not reached: exports, reports and backups written elsewhere, saved searches, snapshots and "
            "backups of the machine, and what the disk keeps of the plain files."
        )
    )


@click.command("decrypt", help=_("""
\b
Examples:
  gapwizard decrypt acme
  gapwizard decrypt acme --passphrase-file secret.txt

Make an encrypted assessment plain again: answers, history, backups, names.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@passphrase.option
@pass_invocation
def decrypt_command(invocation: Invocation, assessment: str, passphrase_file: str | None) -> None:
    """End the encryption of an assessment."""
    from gapwizard.session.portfolio import encryption

    face.ask_with(lambda name: passphrase.known_passphrase(passphrase_file, name))
    encryption.decrypt(invocation.data, assessment)
    output.words(_("{name} is not encrypted any more"), name=assessment)

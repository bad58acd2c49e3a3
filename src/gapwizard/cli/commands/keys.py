"""`gapwizard keys`: the keys of the terminal app, and a key map file to start from."""

import click

from gapwizard.cli import output, usage
from gapwizard.i18n import _


@click.command("keys", help=_("""
\b
Examples:
  gapwizard keys                          every key with the id of its command
  gapwizard keys --sample > keys.json     a key map file with all defaults
  gapwizard keys --markdown               the same as a page

Put keys.json into the config folder (`gapwizard doctor` prints it) to use other keys.
"""))  # fmt: skip
@click.option("--sample", is_flag=True, help=_("Print a key map file with all defaults."))
@click.option("--markdown", is_flag=True, help=_("Print a Markdown page."))
def keys_command(*, sample: bool, markdown: bool) -> None:
    """Print the keys of the terminal app."""
    from gapwizard.tui import keysheet

    usage.apart("--sample --markdown")
    if sample:
        output.file(keysheet.sample() + "\n")
        return
    if markdown:
        output.file(keysheet.markdown())
        return
    lines = [
        (row.scope, " ".join(row.command.keys), row.id, _(row.command.words))
        for row in keysheet.sheet()
    ]
    output.table((_("where"), _("keys"), _("id"), _("does")), lines)

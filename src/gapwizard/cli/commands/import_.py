"""`gapwizard import`: answers from a CSV file, or a whole assessment from a bundle."""

from pathlib import Path

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _, ngettext


@click.command("import", help=_("""
\b
Examples:
  gapwizard import acme answers.csv --dry-run
  gapwizard import acme answers.csv
  gapwizard import acme.zip.age                 a new assessment from a bundle; prints its id

\b
The first line of a CSV file names the columns, in any order; question and rating are required:
  question,rating,strength,note,evidence,recurring,lapse,reason,other_party,control
  8.6.1-Q02,P,,matrix not used,"record[3/5]: tickets; document: DOC-045 v1.2",no,,,,

All or nothing, one act that can be undone. Only filled cells change an answer; a row without a
rating leaves its answer alone. A bundle (see `gapwizard export`) becomes an assessment of its own,
with its history and its questionnaire.
"""))  # fmt: skip
@click.argument("words", nargs=-1, metavar="[ID] FILE")
@click.option("--dry-run", is_flag=True, help=_("Say what would change, change nothing."))
@passphrase.option
@pass_place
def command(
    place: Place, words: tuple[str, ...], *, dry_run: bool, passphrase_file: str | None
) -> None:
    """Take answers in from a CSV file, or an assessment from a bundle."""
    if len(words) == 2:
        if passphrase_file is not None:
            raise click.UsageError(_("--passphrase-file goes with a bundle."))
        _answers(place, words[0], Path(words[1]), dry_run=dry_run)
    elif len(words) == 1:
        _bundle(place, words[0], passphrase_file, dry_run=dry_run)
    else:
        raise click.UsageError(_("Name a bundle, or an assessment and a CSV file: [ID] FILE."))


def _bundle(place: Place, file: str, passphrase_file: str | None, *, dry_run: bool) -> None:
    from gapwizard.session import portfolio, unbundling

    if not Path(file).exists() and file in portfolio.names(place.data):
        raise click.UsageError(
            _("Name the CSV file too: `gapwizard import {id} FILE`.").format(id=file)
        )
    made = unbundling.take_in(
        place.data, Path(file), lambda: passphrase.existing(passphrase_file, file), dry_run=dry_run
    )
    if dry_run:
        output.words(_("{file} is whole; it would become {id}").format(file=file, id=made))
    else:
        output.data(made)


def _answers(place: Place, assessment: str, file: Path, *, dry_run: bool) -> None:
    from gapwizard.exchange import answers_csv
    from gapwizard.session.importing import edits_of
    from gapwizard.session.session import Session

    read = answers_csv.read(file)
    with Session.open(place.data, assessment, write=not dry_run, language=place.lang) as session:
        edits = edits_of(session, read, str(file))
        changes = session.import_answers(edits, file.name, dry_run=dry_run)
    if dry_run:
        for change in changes:
            output.data(change.id)
    same = len(read.rows) - len(changes)
    template = ngettext("{count} answer changed", "{count} answers changed", len(changes))
    if dry_run:
        template = ngettext(
            "{count} answer would change", "{count} answers would change", len(changes)
        )
    output.words(
        template.format(count=len(changes))
        + _("; {same} as they were; {alone} rows without a rating left alone.").format(
            same=same, alone=len(read.left_alone)
        )
    )

"""`gapwizard import`: answers from a CSV file."""

from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _, ngettext


@click.command("import", help=_("""
\b
Examples:
  gapwizard import acme answers.csv --dry-run
  gapwizard import acme answers.csv

\b
The first line names the columns, in any order; question and rating are required:
  question,rating,strength,note,evidence,recurring,lapse,reason,other_party,control
  8.6.1-Q02,P,,matrix not used,"record[3/5]: tickets; document: DOC-045 v1.2",no,,,,

All or nothing, one act that can be undone. Only filled cells change an answer; a row without a
rating leaves its answer alone.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Say what would change, change nothing."))
@pass_place
def command(place: Place, assessment: str, file: Path, *, dry_run: bool) -> None:
    """Take answers in from a CSV file."""
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

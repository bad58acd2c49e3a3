"""`gapwizard import`: answers from a CSV or xlsx file, or a whole assessment from a bundle."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Place, pass_place
from gapwizard.domain.visible import one_line
from gapwizard.i18n import _, ngettext

if TYPE_CHECKING:
    from gapwizard.exchange.answers_sheet import AnswerRows
    from gapwizard.session.answer_sheet import Words


@click.command("import", help=_("""
\b
Examples:
  gapwizard import acme answers.csv --dry-run   each change, before -> after
  gapwizard import acme answers.xlsx
  gapwizard import acme old.csv --rating Yes=F,Partial=P,No=N --ignore Owner
  gapwizard import acme old.csv --encoding gb18030
  gapwizard import acme.zip.age                 a new assessment from a bundle; prints its id

\b
One of the first rows names the columns, in any order; question and rating are required:
  question,rating,evidence,note
  8.6.1-Q02,P,"record[3/5]: tickets; document: DOC-045 v1.2",matrix not used
The others: strength, observation, recurring, lapse, reason, other_party, control, comment (the
client's), ticked (numbers of points), flags (follow_up, candidate). Chinese names work too.

CSV divided by comma, semicolon or tab, or xlsx. All or nothing, one act that can be undone: every
fault is named with its line and column. Only filled cells change an answer, and evidence is added;
a cell with ∅ takes away what stands there. RATING is N, P, L, F, ?, NA, - or the word for it;
--rating says what other words mean. A bundle (see `gapwizard export`) becomes an assessment of its
own, with its history and its questionnaire.
"""))  # fmt: skip
@click.argument("words", nargs=-1, metavar="[ID] FILE")
@click.option("--dry-run", is_flag=True, help=_("Say what would change, change nothing."))
@click.option(
    "--rating", "ratings", multiple=True, metavar="WORD=R,...",
    help=_("What other words for ratings mean: Yes=F,No=N; may be repeated."),
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="COLUMN", help=_("Pass over a column; may be repeated.")
)
@click.option(
    "--encoding", metavar="E", help=_("Encoding of the CSV file, where it cannot be told.")
)
@passphrase.option
@pass_place
def import_command(
    place: Place,
    words: tuple[str, ...],
    *,
    dry_run: bool,
    ratings: tuple[str, ...],
    ignore: tuple[str, ...],
    encoding: str | None,
    passphrase_file: str | None,
) -> None:
    """Take answers in from a CSV or xlsx file, or an assessment from a bundle."""
    if len(words) == 2:
        if passphrase_file is not None:
            raise click.UsageError(_("--passphrase-file goes with a bundle."))
        from gapwizard.domain.readers import own_ratings
        from gapwizard.exchange import answers_sheet

        meant = own_ratings(ratings)
        read = answers_sheet.read(Path(words[1]), encoding=encoding, ignore=ignore)
        _answers(place, words[0], read, meant, Path(words[1]).name, dry_run=dry_run)
    elif len(words) == 1:
        if ratings or ignore or encoding is not None:
            raise click.UsageError(
                _("--rating, --ignore and --encoding go with a file of answers.")
            )
        _bundle(place, words[0], passphrase_file, dry_run=dry_run)
    else:
        raise click.UsageError(
            _("Name a bundle, or an assessment and a file of answers: [ID] FILE.")
        )


def _bundle(place: Place, file: str, passphrase_file: str | None, *, dry_run: bool) -> None:
    from gapwizard.session.handover import bundle_in
    from gapwizard.store import index

    if not Path(file).exists() and file in index.names(place.data):
        raise click.UsageError(
            _("Name the file of answers too: `gapwizard import {id} FILE`.").format(id=file)
        )
    made = bundle_in.take_in(
        place.data, Path(file), lambda: passphrase.existing(passphrase_file, file), dry_run=dry_run
    )
    if dry_run:
        output.words(_("{file} is whole; it would become {id}"), file=file, id=made)
    else:
        output.data(made)


def _answers(
    place: Place,
    assessment: str,
    read: "AnswerRows",
    meant: "Words",
    name: str,
    *,
    dry_run: bool,
) -> None:
    from gapwizard.session.answer_sheet import act_of, changed_lines

    output.words(read.said)
    with place.open(assessment, write=not dry_run) as session:
        before = session.assessment.answers
        act = act_of(session, read, meant, name)
        changes = act.changes
        if not dry_run:
            session.do(act)
    if dry_run:
        for change in changes:
            for line in changed_lines(before, change):
                output.data(one_line(line))
    template = ngettext("{count} answer changed", "{count} answers changed", len(changes))
    if dry_run:
        template = ngettext(
            "{count} answer would change", "{count} answers would change", len(changes)
        )
    output.words(
        template.format(count=len(changes))
        + _("; {same} as they were.").format(same=len(read.rows) - len(changes))
    )

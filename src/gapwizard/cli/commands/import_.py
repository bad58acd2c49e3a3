"""`gapwizard import`: answers from a CSV or xlsx file, or a whole assessment from a bundle."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Place, pass_place
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _, names, ngettext

if TYPE_CHECKING:
    from gapwizard.exchange.answers_sheet import AnswerFile
    from gapwizard.session.answer_sheet import Words
    from gapwizard.session.session import Session


@click.command("import", help=_("""
\b
Examples:
  gapwizard import acme answers.csv --dry-run   each change, before -> after
  gapwizard import acme answers.xlsx
  gapwizard import acme old.csv --rating Yes=F,Partial=P,No=N --ignore Owner
  gapwizard import acme old.csv --encoding gb18030
  gapwizard import acme sheet.xlsx --dry-run    an answer sheet that came back
  gapwizard import acme sheet.xlsx --take mine --from "Service desk"
  gapwizard import acme requests.csv --what documents --dry-run   the request list that came back
  gapwizard import acme actions.xlsx --what actions
  gapwizard import acme.zip.age                 a new assessment from a bundle; prints its id
  gapwizard import all.zip.age                  everything of another machine (`export --all`)

\b
One of the first rows names the columns, in any order; question and rating are required:
  question,rating,evidence,note
  8.6.1-Q02,P,"record[3/5]: tickets; document: DOC-045 v1.2",matrix not used
The others: strength, observation, recurring, lapse, reason, other_party, control, comment (the
client's), own_rating (the client's), ticked (numbers of points), flags (follow_up, candidate).
Chinese names work too.

CSV divided by comma, semicolon or tab, or xlsx. All or nothing, one act that can be undone: every
fault is named with its line and column. Only filled cells change an answer, and evidence is added;
a cell with ∅ takes away what stands there. RATING is N, P, L, F, ?, NA, - or the word for it;
--rating says what other words mean.

\b
An answer sheet of ours (`gapwizard sheet`) is held against the state it was written from: a cell that
is as it left changes nothing. Where both sides changed one, nothing is taken until --take says whose
words stand: theirs, mine, or new for only what is new. An item of evidence with a number replaces the
item that had it.

\b
--what takes a list in: one that `gapwizard export ID --what documents` (evidence, actions, departments),
`action --csv` or `document --request-list` wrote, or any with such columns. A row without an id is a
new one, or the one with its title.

\b
A bundle (see `gapwizard export`) becomes an assessment of its own, with its history and its
questionnaire.
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
@click.option(
    "--what", type=click.Choice(("documents", "evidence", "actions", "departments")),
    help=_("The file is a list of these."),
)  # fmt: skip
@click.option(
    "--take", type=click.Choice(("new", "mine", "theirs")),
    help=_("Of an answer sheet: only what is new, or whose words stand where both changed; of a list: only what is new."),
)  # fmt: skip
@click.option(
    "--from",
    "sender",
    metavar="WHO",
    help=_("Who sent an answer sheet or a list, for the history."),
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
    what: str | None,
    take: str | None,
    sender: str | None,
    passphrase_file: str | None,
) -> None:
    """Take answers in from a CSV or xlsx file, or an assessment from a bundle."""
    if len(words) == 2:
        if passphrase_file is not None:
            raise click.UsageError(_("--passphrase-file goes with a bundle."))
        if what is not None:
            if ratings:
                raise click.UsageError(_("--rating goes with a file of answers."))
            path = Path(words[1])
            _list(
                place, words[0], what, path, encoding, ignore, take, sender or "", dry_run=dry_run
            )
            return
        from gapwizard.domain.readers import own_ratings

        meant = own_ratings(ratings)
        path = Path(words[1])
        file = _opened(path, encoding, ignore)
        if sender is not None:
            file = file._replace(sender=one_line(sender))
        output.words(file.said)
        with place.open(words[0], write=not dry_run) as session:
            from gapwizard.session.staging.answers import is_ours

            if is_ours(session, file):
                _sheet(session, file, meant, path.name, take, dry_run=dry_run)
            elif take is not None or sender is not None:
                raise click.UsageError(
                    _("--take and --from go with an answer sheet of this assessment.")
                )
            else:
                _answers(session, file, meant, path.name, dry_run=dry_run)
    elif len(words) == 1:
        if ratings or ignore or take or sender or what or encoding is not None:
            words_ = _(
                "--rating, --ignore, --encoding, --what, --take and --from go with an assessment."
            )
            raise click.UsageError(words_)
        _bundle(place, words[0], passphrase_file, dry_run=dry_run)
    else:
        raise click.UsageError(
            _("Name a bundle, or an assessment and a file of answers: [ID] FILE.")
        )


def _bundle(place: Place, file: str, passphrase_file: str | None, *, dry_run: bool) -> None:
    from gapwizard.session.handover import collection_in
    from gapwizard.session.portfolio import listing

    if not Path(file).exists() and file in listing.names(place.data):
        raise click.UsageError(
            _("Name the file of answers too: `gapwizard import {id} FILE`.").format(id=file)
        )
    came = collection_in.take_in(
        place.data,
        Path(file),
        lambda: passphrase.known_passphrase(passphrase_file, file),
        dry_run=dry_run,
    )
    for old, here in came.made:
        if dry_run:
            output.words(_("{file} is whole; it would become {id}"), file=file, id=here)
        else:
            output.data(here)
            if old != here:
                output.words(_("{old} is called {id} here"), old=old, id=here)
    for words in collection_in.arrival_lines(came):
        output.words("{words}", words=words)


def _sheet(
    session: "Session",
    file: "AnswerFile",
    meant: "Words",
    name: str,
    take: str | None,
    *,
    dry_run: bool,
) -> None:
    """Take an answer sheet of ours in, held against the state that it was written from."""
    from gapwizard.cli.staging import check_decided, counts, show
    from gapwizard.domain.staging import Choice
    from gapwizard.session.staging import answers
    from gapwizard.session.staging.staging import source_of

    source = source_of(name, file.sender, file.sha256)
    staging = answers.stage(session, file, meant, source)
    if dry_run:
        show(staging)
    output.words(counts(staging))
    file.faults.check()
    if take == "new":
        staging = staging.only_new()
    chosen = staging.decided(Choice(take)) if take in ("mine", "theirs") else {}
    remedy = _(
        "{name}: changed on both sides since the sheet was written, so nothing was taken: --take "
        "theirs takes the sheet's, --take mine keeps what is here, --take new takes only what is new"
    )
    check_decided(staging, chosen, remedy.format(name=name))
    act = answers.act_of(session, staging, tuple(staging.changes(chosen)))
    if not dry_run:
        session.do(act)
    _tell(len(act.changes), len(file.lines), dry_run=dry_run)


def _opened(path: Path, encoding: str | None, ignore: tuple[str, ...]) -> "AnswerFile":
    """Read a file of answers; where it is none, say whether it may be a list."""
    from gapwizard.exchange import answers_sheet

    try:
        return answers_sheet.open_answers(path, encoding=encoding, ignore=ignore)
    except Refused as problem:
        raise Refused(f"{problem}{_perhaps_a_list(path)}") from problem


def _perhaps_a_list(path: Path) -> str:
    """The hint that a file without questions and ratings may be a list; empty for none."""
    from gapwizard.exchange.bulk import kinds_of

    found = kinds_of(path) if path.is_file() else []
    hint = _("; it has the columns of a list: --what takes it in ({kinds})")
    return hint.format(kinds=names(found)) if found else ""


def _list(
    place: Place,
    assessment: str,
    what: str,
    path: Path,
    encoding: str | None,
    ignore: tuple[str, ...],
    take: str | None,
    sender: str,
    *,
    dry_run: bool,
) -> None:
    """Take a list in: all of it, or with `--take new` what is new."""
    from gapwizard.cli.staging import counts, show
    from gapwizard.exchange import bulk
    from gapwizard.session.staging import lists
    from gapwizard.session.staging.staging import source_of

    one = bulk.LISTS[what]
    found = bulk.read(path, one, encoding=encoding, ignore=ignore)
    output.words(found.said)
    with place.open(assessment, write=not dry_run, speak=True) as session:
        source = source_of(path.name, one_line(sender), found.sha256)
        staging = lists.stage(session.moment, session.diagnosis, one, found, found.faults, source)
        if dry_run:
            show(staging)
        output.words(counts(staging))
        found.faults.check()
        if take == "new":
            staging = staging.only_new()
        act = lists.act_of(session.moment, staging, tuple(staging.changes({})))
        if not dry_run:
            session.do(act)


def _answers(
    session: "Session", file: "AnswerFile", meant: "Words", name: str, *, dry_run: bool
) -> None:
    from gapwizard.exchange import answers_sheet
    from gapwizard.session.answer_sheet import act_of, changed_lines

    before = session.assessment.answers
    read = answers_sheet.parse_answers(file)
    act = act_of(session, read, meant, name)
    if dry_run:
        for change in act.changes:
            for line in changed_lines(before, change):
                output.data(one_line(line))
    else:
        session.do(act)
    _tell(len(act.changes), len(read.rows), dry_run=dry_run)


def _tell(changed: int, rows: int, *, dry_run: bool) -> None:
    template = ngettext("{count} answer changed", "{count} answers changed", changed)
    if dry_run:
        template = ngettext("{count} answer would change", "{count} answers would change", changed)
    output.words(
        template.format(count=changed) + _("; {same} as they were.").format(same=rows - changed)
    )

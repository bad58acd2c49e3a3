"""`gapwizard import`: answers from a CSV or xlsx file, or a whole assessment from a bundle."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output, passphrase, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _, names, ngettext

if TYPE_CHECKING:
    from gapwizard.session.answer_sheet import Words
    from gapwizard.session.session import Session
    from gapwizard.session.staging.files import AnswerFile, IncomingFile


class ImportOptions(TypedDict):
    """The options of `import`, by the names of their values."""

    dry_run: bool
    ratings: tuple[str, ...]
    ignore: tuple[str, ...]
    encoding: str | None
    what: str | None
    take: str | None
    sender: str | None
    passphrase_file: str | None


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
new one, or the one with its title. Ids that are counted (A-01, D-01) mean something else in another
copy: where another title has the same id here, nothing is taken until --take says whose stands.

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
    help=_("Only what is new, or whose words stand: where both changed an answer, or another title has the same id."),
)  # fmt: skip
@click.option(
    "--from",
    "sender",
    metavar="WHO",
    help=_("Who sent an answer sheet or a list, for the history."),
)
@passphrase.option
@pass_invocation
def import_command(
    invocation: Invocation, words: tuple[str, ...], **asked: Unpack[ImportOptions]
) -> None:
    """Take answers in from a CSV or xlsx file, or an assessment from a bundle."""
    if len(words) == 2:
        _file(invocation, words[0], Path(words[1]), asked)
    elif len(words) == 1:
        _bundle(invocation, words[0], asked)
    else:
        raise click.UsageError(
            _("Name a bundle, or an assessment and a file of answers: [ID] FILE.")
        )


def _file(invocation: Invocation, name: str, path: Path, asked: ImportOptions) -> None:
    """Take a file into an assessment: a list, a sheet of ours that comes back, or foreign answers."""
    what, sender, dry_run = asked["what"], asked["sender"], asked["dry_run"]
    usage.check(
        (asked["passphrase_file"] is not None, _("--passphrase-file goes with a bundle.")),
        (what is not None and asked["ratings"], _("--rating goes with a file of answers.")),
        error=click.UsageError,
    )
    from gapwizard.domain.readers import own_ratings

    meant = own_ratings(asked["ratings"])
    with invocation.open(name, write=not dry_run, speak=what is not None) as session:
        from gapwizard.cli.staging import take_in
        from gapwizard.session.staging.answers import is_ours

        file = _read(path, what, meant, asked["encoding"], asked["ignore"])
        if sender is not None:
            file = file._replace(sender=one_line(sender))
        output.words(file.said)
        if file.answers is None or is_ours(session, file.answers):
            act = take_in(session, file, asked["take"], dry_run=dry_run)
            if file.answers is not None:
                _tell(len(act.changes), len(file.answers.lines), dry_run=dry_run)
        elif asked["take"] is not None or sender is not None:
            raise click.UsageError(
                _("--take and --from go with an answer sheet of this assessment.")
            )
        else:
            _answers(session, file.answers, meant, file.name, dry_run=dry_run)


def _bundle(invocation: Invocation, file: str, asked: ImportOptions) -> None:
    from gapwizard.session.handover import collection_in
    from gapwizard.session.portfolio import listing

    dry_run = asked["dry_run"]
    others = (asked["ratings"], asked["ignore"], asked["take"], asked["sender"], asked["what"])
    usage.check(
        (
            any(others) or asked["encoding"] is not None,
            _("--rating, --ignore, --encoding, --what, --take and --from go with an assessment."),
        ),
        error=click.UsageError,
    )
    if not Path(file).exists() and file in listing.names(invocation.data):
        raise click.UsageError(
            _("Name the file of answers too: `gapwizard import {id} FILE`.").format(id=file)
        )
    came = collection_in.take_in(
        invocation.data,
        Path(file),
        lambda: passphrase.known_passphrase(asked["passphrase_file"], file),
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


def _read(
    path: Path, what: str | None, meant: "Words", encoding: str | None, ignore: tuple[str, ...]
) -> "IncomingFile":
    """Read a list or a file of answers; where it is none, say whether it may be a list."""
    from gapwizard.session.staging import files

    try:
        return files.read(path, what or files.ANSWERS, meant, encoding=encoding, ignore=ignore)
    except Refused as problem:
        if what is not None:
            raise
        raise Refused(f"{problem}{_perhaps_a_list(path)}") from problem


def _perhaps_a_list(path: Path) -> str:
    """The hint that a file without questions and ratings may be a list; empty for none."""
    from gapwizard.session.staging.files import kinds_of

    found = kinds_of(path) if path.is_file() else ()
    hint = _("; it has the columns of a list: --what takes it in ({kinds})")
    return hint.format(kinds=names(found)) if found else ""


def _answers(
    session: "Session", file: "AnswerFile", meant: "Words", name: str, *, dry_run: bool
) -> None:
    from gapwizard.session.answer_sheet import act_of, differences

    before = session.assessment.answers
    act = act_of(session, file, meant, name)
    if dry_run:
        for change in act.changes:
            for column, old, new in differences(before.get(change.id), change.row):
                said = i18n.labelled(field_words.part(column), f"{old} -> {new}")
                output.data(one_line(f"{change.id} {said}"))
    else:
        session.do(act)
    _tell(len(act.changes), len(file.lines), dry_run=dry_run)


def _tell(changed: int, rows: int, *, dry_run: bool) -> None:
    template = ngettext("{count} answer changed", "{count} answers changed", changed)
    if dry_run:
        template = ngettext("{count} answer would change", "{count} answers would change", changed)
    output.words(
        template.format(count=changed) + _("; {same} as they were.").format(same=rows - changed)
    )

"""`gapwizard merge`: another copy of the same assessment; `gapwizard dispute`: what was left open."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from gapwizard.session.merge import Incoming

TAKE = ("mine", "theirs", "dispute")
_REMEDY = N_(
    "changed on both sides, so nothing was taken: --take mine keeps what is here, --take theirs takes "
    "what the other copy says, --take dispute lets both stand until `gapwizard dispute` settles it"
)


@click.command("merge", help=_("""
\b
Examples:
  gapwizard merge acme acme-lee.zip --dry-run       each row, before -> after
  gapwizard merge acme acme-lee.zip
  gapwizard merge acme /media/stick/acme --take dispute --reason "to be asked again on Friday"
  gapwizard merge acme acme-2 --take theirs --reason "Lee saw the tickets"

Take what a colleague did in another copy of the same assessment: a bundle, its folder, or an id of
the same data folder. What only one side changed is taken, field by field; evidence of both stays.
What both changed differently is listed with who said it and when, and nothing is changed until
--take decides it: mine is what stands here, and with dispute both stand, until `dispute` settles
them. One act, taken back by `undo`. Names of people are taken where they are missing.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("other", metavar="OTHER")
@click.option("--dry-run", is_flag=True, help=_("Say what would change, change nothing."))
@click.option("--take", type=click.Choice(TAKE), help=_("Whose words stand where both changed."))
@click.option("--reason", default="", metavar="T", help=_("Why, for the history."))
@passphrase.option
@pass_invocation
def merge_command(
    invocation: Invocation,
    assessment: str,
    other: str,
    *,
    dry_run: bool,
    take: str | None,
    reason: str,
    passphrase_file: str | None,
) -> None:
    """Merge another copy."""
    from gapwizard.cli.staging import check_decided, show
    from gapwizard.domain.staging import Choice
    from gapwizard.session import copies, face, merge, people
    from gapwizard.session.acts.staging import take_copy

    if reason and take is None:
        raise click.UsageError(_("--reason goes with --take."))
    if other == assessment:
        raise Refused(_("{name} is the assessment itself; name another copy of it"), name=other)
    face.ask_with(lambda name: passphrase.of_two(passphrase_file, name, own=name == assessment))
    choices = {"mine": Choice.MINE, "theirs": Choice.THEIRS, "dispute": Choice.BOTH}
    with invocation.open(assessment, write=not dry_run, speak=True) as session:
        copy = copies.read(
            invocation.data, other, lambda: passphrase.known_passphrase(passphrase_file, other)
        )
        if copy.notice:
            output.words(_("names of people: {why}; none is taken"), why=copy.notice)
        found = merge.incoming_copy(session, copy)
        staging = found.staging
        chosen = staging.decided(choices[take]) if take else {}
        if dry_run:
            show(staging, session.questionnaire)
        _tell(found)
        check_decided(staging, session.questionnaire, chosen, _(_REMEDY))
        staging = staging._replace(reason=reason)
        act = take_copy(session.assessment, staging, staging.changes(chosen))
        if not dry_run:
            if staging.rows:
                session.do(act)
            people.take_missing(session, found.persons)
            if copy.sealed and staging.rows and not session.encrypted:
                words = _("{name} is not encrypted, though {other} was; `gapwizard encrypt {name}`")
                output.words(words, name=assessment, other=other)
            if staging.rows:
                _said(
                    assessment,
                    sum(c.table == "disputes" and c.row is not None for c in act.changes),
                )


def _tell(found: "Incoming") -> None:
    """Say how much came in, and since when."""
    from gapwizard.cli.staging import counts

    template = ngettext(
        "{other}: {count} act since revision {common}; {rows}",
        "{other}: {count} acts since revision {common}; {rows}",
        found.new,
    )
    rows = counts(found.staging) or _("nothing that is not here")
    other = found.staging.source
    output.words(template, other=other, count=found.new, common=found.common, rows=rows)


def _said(name: str, disputed: int) -> None:
    words = ngettext(
        "merged; {count} row is disputed: `gapwizard dispute {name}` lists it",
        "merged; {count} rows are disputed: `gapwizard dispute {name}` lists them",
        disputed,
    )
    output.words(
        words if disputed else _("merged; `undo` takes it back"), count=disputed, name=name
    )


@click.command("dispute", help=_("""
\b
Examples:
  gapwizard dispute acme                     what two people said differently
  gapwizard dispute acme X-01 mine --reason "the tickets show it"
  gapwizard dispute acme X-01 theirs
  gapwizard dispute acme 8.6.1-Q02 theirs

List the rows on which two people said different things, or settle one: `mine` keeps what stands in
the assessment, `theirs` puts the other side's words in its place. Taken back by `undo`.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("row", required=False, metavar="[DISPUTE|ROW]")
@click.argument("side", required=False, type=click.Choice(TAKE[:2]))
@click.option("--reason", default="", metavar="T", help=_("Why, for the history."))
@output.json_option
@pass_invocation
def dispute_command(
    invocation: Invocation,
    assessment: str,
    row: str | None,
    side: str | None,
    *,
    reason: str,
    as_json: bool,
) -> None:
    """List or settle disputes."""
    from gapwizard.cli.staging import row_lines
    from gapwizard.session.acts import disputes
    from gapwizard.session.staging.disputes import stage

    if side is not None and row is not None:
        with invocation.open(assessment, speak=True) as session:
            session.do(disputes.settle(session.moment, row, take=side == "theirs", reason=reason))
        return
    session = invocation.read(assessment, speak=True)
    found = disputes.disputes_named(session.assessment, row) if row else session.assessment.disputes
    if as_json:
        listed = [{"id": name, **one.model_dump(mode="json")} for name, one in found.items()]
        output.document({"disputes": listed})
        return
    for row_staged in stage(session.assessment, found).rows:
        output.data(one_line(row_staged.where))
        for text in row_lines(row_staged, session.questionnaire, several=True):
            output.data(f"  {one_line(text)}")
    if not found:
        output.words(_("nothing is disputed"))

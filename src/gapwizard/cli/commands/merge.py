"""`gapwizard merge`: another copy of the same assessment; `gapwizard dispute`: what was left open."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, passphrase
from gapwizard.cli.root import Place, pass_place
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, ngettext, with_aside

if TYPE_CHECKING:
    from gapwizard.domain.staging import StagedRow, Staging
    from gapwizard.session.merge import Incoming

TAKE = ("mine", "theirs", "dispute")


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
@pass_place
def merge_command(
    place: Place,
    assessment: str,
    other: str,
    *,
    dry_run: bool,
    take: str | None,
    reason: str,
    passphrase_file: str | None,
) -> int:
    """Merge another copy."""
    from gapwizard.domain.staging import Choice
    from gapwizard.session import copies, face, merge

    if reason and take is None:
        raise click.UsageError(_("--reason goes with --take."))
    if other == assessment:
        raise Refused(_("{name} is the assessment itself; name another copy of it"), name=other)
    face.ask_with(lambda name: passphrase.existing(passphrase_file, name))
    choice = {"dispute": Choice.BOTH}.get(take) or Choice(take) if take else None
    with place.open(assessment, write=not dry_run, speak=True) as session:
        copy = copies.read(place.data, other, lambda: passphrase.existing(passphrase_file, other))
        if copy.notice:
            output.words(_("names of people: {why}; none is taken"), why=copy.notice)
        found = merge.incoming(session, copy)
        staging = found.staging
        chosen = merge.all_by(staging, choice) if choice else {}
        undecided = staging.undecided(chosen)
        for row in staging.rows if dry_run else undecided:
            for text in lines(row):
                output.data(text)
        _tell(found)
        if undecided:
            output.words(_open_words(len(undecided)))
            return 1
        act = merge.act_of(staging, chosen, reason)
        if dry_run:
            return 0
        merge.carry_out(session, found, chosen, reason)
        disputes = sum(one.table == "disputes" and one.row is not None for one in act.changes)
        _said(staging, disputes)
    return 0


def lines(row: "StagedRow") -> Iterator[str]:
    """A staged row, a line for each of its fields: what is here, what comes in, and who said it."""
    head = f"{row.kind.value}  {row.table} {row.id}"
    head = f"{head} ({row.why})" if row.why else head
    if not row.differences:
        yield one_line(with_aside(head, row.where))
    for one in row.differences:
        if not one.conflict:
            by = one.theirs_by or row.where
            told = f"{head} {one.field}: {one.mine or '∅'} -> {one.theirs or '∅'}"
            yield one_line(with_aside(told, by) if by else told)
            continue
        yield one_line(f"{head} {one.field}:")
        for side, text, by in (
            (_("here"), one.mine, one.mine_by),
            (_("there"), one.theirs, one.theirs_by),
        ):
            said = labelled(with_aside(side, by) if by else side, text or "∅")
            yield f"    {one_line(said)}"


def _tell(found: "Incoming") -> None:
    from gapwizard.domain.staging import Kind

    staging = found.staging
    template = ngettext(
        "{other}: {count} act since revision {common}; rows: {new} new, {changed} changed, "
        "{conflict} changed on both sides",
        "{other}: {count} acts since revision {common}; rows: {new} new, {changed} changed, "
        "{conflict} changed on both sides",
        found.new,
    )
    numbers = {kind.value: len(staging.of(kind)) for kind in Kind}
    output.words(template, other=staging.source, count=found.new, common=found.common, **numbers)


def _open_words(count: int) -> str:
    return ngettext(
        "{count} row was changed on both sides and nothing was changed: --take mine, theirs or "
        "dispute decides",
        "{count} rows were changed on both sides and nothing was changed: --take mine, theirs or "
        "dispute decides",
        count,
    ).format(count=count)


def _said(staging: "Staging", disputes: int) -> None:
    if not staging.rows:
        output.words(_("nothing new in it"))
    elif disputes:
        words = ngettext(
            "merged; {count} row is disputed: `gapwizard dispute ID` lists it",
            "merged; {count} rows are disputed: `gapwizard dispute ID` lists them",
            disputes,
        )
        output.words(words, count=disputes)
    else:
        output.words(_("merged; `undo` takes it back"))


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
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def dispute_command(
    place: Place, assessment: str, row: str | None, side: str | None, *, reason: str, as_json: bool
) -> None:
    """List or settle disputes."""
    from gapwizard.session.acts import disputes

    if side is not None and row is not None:
        with place.open(assessment, speak=True) as session:
            session.do(disputes.settle(session.moment, row, take=side == "theirs", reason=reason))
        return
    session = place.read(assessment, speak=True)
    found = disputes.named(session.assessment, row) if row else session.assessment.disputes
    if as_json:
        listed = [{"id": name, **one.model_dump(mode="json")} for name, one in found.items()]
        output.document({"disputes": listed})
        return
    for staged in disputes.staged(session.assessment, found).rows:
        output.data(staged.where)
        for text in lines(staged):
            output.data(text)
    if not found:
        output.words(_("nothing is disputed"))

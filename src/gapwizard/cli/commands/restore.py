"""`gapwizard undo`, `backup`, `restore` and `repair`: copies, and the ways back to an earlier state."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import field_words, output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.disk import is_folder
from gapwizard.errors import Unreadable, Usage
from gapwizard.i18n import _, labelled, ngettext
from gapwizard.i18n import names as joined

if TYPE_CHECKING:
    from gapwizard.session.portfolio.repair import Plan


@click.command("undo", help=_("""
\b
Examples:
  gapwizard undo acme
  gapwizard undo acme --redo

Take the last change back, or do again what was taken back. Nothing leaves the history.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--redo", is_flag=True, help=_("Do again what was undone last."))
@pass_invocation
def undo_command(invocation: Invocation, assessment: str, *, redo: bool) -> None:
    """Undo or redo one act."""
    with invocation.open(assessment) as session:
        act = session.redo() if redo else session.undo()
    words = _("done again: {act}") if redo else _("undone: {act}")
    output.words(words, act=field_words.act(act.what, act.label, session.questionnaire))


@click.command("backup", help=_("""
\b
Examples:
  gapwizard backup acme                          keeps a copy beside the assessment
  gapwizard backup acme -o /media/stick/acme     writes it into a new folder

Copy an assessment with its history as it is on the disk, and print where the copy is. It is a
folder that opens like any assessment; `gapwizard restore` brings it back.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option(
    "-o", "--output", "target", metavar="FOLDER", type=click.Path(path_type=Path),
    help=_("New folder to write."),
)  # fmt: skip
@pass_invocation
def backup_command(invocation: Invocation, assessment: str, target: Path | None) -> None:
    """Copy one assessment."""
    from gapwizard.session.portfolio import restore

    output.data(str(restore.back_up(invocation.data, assessment, target)))


@click.command("restore", help=_("""
\b
Examples:
  gapwizard restore acme                               lists its backups
  gapwizard restore acme 20261120-081502-daily         brings one back
  gapwizard restore acme --to 2026-11-20T14:30         as it stood then
  gapwizard restore acme --to 42 --dry-run             what would change
  gapwizard restore acme /media/stick/acme             also when acme itself is gone

Bring an assessment back to what it was, as one change that `undo` takes back. A day means its end.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("backup", metavar="[BACKUP]", required=False)
@click.option("--to", "moment", metavar="WHEN", help=_("A revision or a time."))
@click.option("--dry-run", is_flag=True, help=_("Say what would change, change nothing."))
@output.json_option
@pass_invocation
def restore_command(
    invocation: Invocation,
    assessment: str,
    backup: str | None,
    moment: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """List backups, or restore one or a moment."""
    if backup and moment:
        raise Usage(_("name a BACKUP or --to WHEN, not both"))
    if backup or moment:
        _restore(invocation, assessment, backup, moment or "", dry_run=dry_run, as_json=as_json)
    else:
        _list(invocation, assessment, as_json=as_json)


def _list(invocation: Invocation, assessment: str, *, as_json: bool) -> None:
    from gapwizard.session.portfolio import restore

    found = restore.backups_of(invocation.data, assessment)
    if as_json:
        output.document([{"name": b.name, "kind": b.kind, "path": str(b.path)} for b in found])
        return
    for backup in found:
        output.data(backup.name)
    if not found:
        output.words(_("No backup yet. `gapwizard backup {id}` makes one."), id=assessment)


def _restore(
    invocation: Invocation,
    assessment: str,
    backup: str | None,
    moment: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from gapwizard.session.portfolio import restore
    from gapwizard.session.portfolio.listing import names

    if backup and assessment not in names(invocation.data) and is_folder(Path(backup)):
        restore.take_in(invocation.data, assessment, Path(backup), dry_run=dry_run)
        if as_json:
            output.document({"id": assessment, "dry_run": dry_run})
        else:
            output.data(assessment)
        if dry_run:
            output.words(_("would come back as {name}"), name=assessment)
        return
    with invocation.open(assessment, write=not dry_run) as session:
        act = restore.rewind(session, backup or moment, backup=bool(backup))
        if not dry_run:
            session.do(act)
    changes = act.changes
    if as_json:
        output.document([{"table": change.table, "id": change.id} for change in changes])
        return
    if dry_run:
        for change in changes:
            output.data(f"{field_words.table(change.table)} {change.id}")
    many = ngettext("{count} row changed", "{count} rows changed", len(changes))
    if dry_run:
        many = ngettext("{count} row would change", "{count} rows would change", len(changes))
    output.words(many, count=len(changes))


@click.command("repair", help=_("""
\b
Examples:
  gapwizard repair                 check every assessment
  gapwizard repair acme            say what is damaged and what can be saved
  gapwizard repair acme --yes      mend it

Check files and history, its chain of hashes included. What is damaged is kept beside what was made
of it; nothing is changed before you say so. Exit code 4 while something is damaged.
"""))  # fmt: skip
@click.argument("assessment", metavar="[ID]", required=False)
@click.option("--yes", is_flag=True, help=_("Mend without asking."))
@output.json_option
@pass_invocation
def repair_command(
    invocation: Invocation, assessment: str | None, *, yes: bool, as_json: bool
) -> None:
    """Check all assessments, or check and mend one."""
    from gapwizard.session.portfolio import repair

    if assessment is None:
        if yes:
            raise Usage(_("--yes mends one assessment; name its ID"))
        _check_all(invocation, as_json=as_json)
        return
    plan = repair.examine(invocation.data, assessment)
    if not plan.damages:
        if as_json:
            output.document(repair.damages_json(assessment, plan))
        else:
            output.words(_("{name} is whole."), name=assessment)
        return
    if yes:  # before it is told: nobody may be there to hear it
        try:
            mended = repair.mend(invocation.data, assessment)[1]
        finally:
            _told(assessment, plan, as_json=as_json)
    else:
        _told(assessment, plan, as_json=as_json)
        if not _agreed(as_json=as_json):
            raise Unreadable(
                _("{name} is damaged; `gapwizard repair {name} --yes` mends it"), name=assessment
            )
        mended = repair.mend(invocation.data, assessment)[1]
    for line in mended:
        output.words(line)
    output.words(_("{name} is mended."), name=assessment)


def _told(assessment: str, plan: "Plan", *, as_json: bool) -> None:
    """Print what is damaged, and what a repair does."""
    from gapwizard.session.portfolio import repair

    if as_json:
        output.document(repair.damages_json(assessment, plan))
        return
    for line in repair.words(plan):
        output.data(line)


def _agreed(*, as_json: bool) -> bool:
    """Ask, where somebody is there to answer."""
    return not as_json and sys.stdin.isatty() and click.confirm(_("Mend it now?"), err=True)


def _check_all(invocation: Invocation, *, as_json: bool) -> None:
    from gapwizard.session.portfolio import repair
    from gapwizard.session.portfolio.listing import names

    found = repair.damages(invocation.data)
    if as_json:
        output.document([{"id": name, "damages": why} for name, why in found.items()])
    else:
        for name, why in found.items():
            output.data(labelled(name, why))
        whole = len(names(invocation.data)) - len(found)
        output.words(_("{whole} whole, {damaged} damaged."), whole=whole, damaged=len(found))
        if sealed := [name for name in repair.sealed_names(invocation.data) if name not in found]:
            output.words(
                _(
                    "Encrypted, so that only the history was proven: {names}; `gapwizard repair ID` "
                    "looks at all of it."
                ),
                names=joined(sealed),
            )
    if found:
        raise Unreadable(_("`gapwizard repair ID` says of each what can be saved"))

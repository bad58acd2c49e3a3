"""`gapwizard backup` and `restore`: copies, and the way back to one or to an earlier state."""

from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.errors import Usage
from gapwizard.i18n import _, ngettext


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
@pass_place
def backup_command(place: Place, assessment: str, target: Path | None) -> None:
    """Copy one assessment."""
    from gapwizard.session.portfolio import restore

    output.data(str(restore.back_up(place.data, assessment, target)))


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
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def restore_command(
    place: Place,
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
        _restore(place, assessment, backup, moment or "", dry_run=dry_run, as_json=as_json)
    else:
        _list(place, assessment, as_json=as_json)


def _list(place: Place, assessment: str, *, as_json: bool) -> None:
    from gapwizard.session.portfolio import restore

    found = restore.backups_of(place.data, assessment)
    if as_json:
        output.document([{"name": b.name, "kind": b.kind, "path": str(b.path)} for b in found])
        return
    for backup in found:
        output.data(backup.name)
    if not found:
        output.words(_("No backup yet. `gapwizard backup {id}` makes one.").format(id=assessment))


def _restore(
    place: Place, assessment: str, backup: str | None, moment: str, *, dry_run: bool, as_json: bool
) -> None:
    from gapwizard.session.portfolio import restore
    from gapwizard.store.index import names

    if backup and assessment not in names(place.data) and Path(backup).is_dir():
        restore.take_in(place.data, assessment, Path(backup))
        output.data(assessment)
        return
    source = restore.from_backup if backup else restore.from_history
    with place.open(assessment, write=not dry_run) as session:
        changes = restore.restore(session, source, backup or moment, dry_run=dry_run)
    if as_json:
        output.document([{"table": change.table, "id": change.id} for change in changes])
        return
    if dry_run:
        for change in changes:
            output.data(f"{change.table} {change.id}")
    many = ngettext("{count} row changed", "{count} rows changed", len(changes))
    if dry_run:
        many = ngettext("{count} row would change", "{count} rows would change", len(changes))
    output.words(many.format(count=len(changes)))

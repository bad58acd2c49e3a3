"""`gapwizard archive`, `lock`, `duplicate` and `delete`: commands on whole assessments."""

import sys

import click

from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Refused
from gapwizard.i18n import _


@click.command("archive", help=_("""
\b
Examples:
  gapwizard archive acme-2024
  gapwizard archive acme-2024 --restore

Put an assessment out of sight: `list` and the portfolio leave it out. Nothing else changes; every
command still works on it.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--restore", is_flag=True, help=_("Bring it back."))
@pass_invocation
def archive_command(invocation: Invocation, assessment: str, *, restore: bool) -> None:
    """Archive or restore an assessment."""
    from gapwizard.session.portfolio import archive

    if not archive.archive(invocation.data, assessment, restore=restore):
        words = _("{name} is not archived") if restore else _("{name} is archived already")
        output.words(words, name=assessment)
    elif not restore and archive.is_encrypted(invocation.data, assessment):
        words = _("{name} is encrypted: `list` does not look into it, and shows it all the same")
        output.words(words, name=assessment)


@click.command("lock", help=_("""
\b
Examples:
  gapwizard lock acme-2026
  gapwizard lock acme-2026 --unlock

Lock an assessment as a baseline: it stays as it is, for the next round to be compared with. The app
opens it read-only and every command that would change it is refused.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--unlock", is_flag=True, help=_("Let it be changed again."))
@pass_invocation
def lock_command(invocation: Invocation, assessment: str, *, unlock: bool) -> None:
    """Lock or unlock an assessment."""
    from gapwizard.session.portfolio import archive

    if not archive.lock(invocation.data, assessment, unlock=unlock):
        words = _("{name} is not locked") if unlock else _("{name} is locked already")
        output.words(words, name=assessment)


@click.command("duplicate", help=_("""
\b
Examples:
  gapwizard duplicate acme-2026 "Acme 2027"
  gapwizard duplicate acme-2026                    the same name, a year later
  gapwizard duplicate acme-2026 "Acme 2026 second opinion" --answers

Create an assessment from another one and print its id. It takes over what describes the
organisation: scope, facts, departments, responsibilities, interfaces; the other one becomes its
baseline. With --answers it takes over what was found as well, as it is.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("name", required=False)
@click.option(
    "--answers/--facts",
    default=False,
    help=_("Take over answers, documents, findings and actions too, or (as it is done) not."),
)
@pass_invocation
def duplicate_command(
    invocation: Invocation, assessment: str, name: str | None, *, answers: bool
) -> None:
    """Duplicate an assessment."""
    from gapwizard.session.portfolio import archive

    output.data(archive.duplicate(invocation.data, assessment, name, answers=answers))


@click.command("delete", help=_("""
\b
Examples:
  gapwizard delete acme             asks for the id, so that it is meant
  gapwizard delete acme --yes       does not ask

Delete an assessment: answers, history, backups, damaged copies, names, its folder of exports, and
what gapwizard remembers of it. There is no way back. To put one out of sight instead:
`gapwizard archive`; to keep a copy first: `gapwizard export`.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@pass_invocation
def delete_command(invocation: Invocation, assessment: str, *, yes: bool) -> None:
    """Delete one assessment."""
    from gapwizard.session.portfolio import deletion

    found = deletion.plan(invocation.data, assessment)
    if not yes:
        output.words(_("This deletes {what}"), what=found.words)
        if not sys.stdin.isatty():
            raise Refused(_("nothing was deleted: say --yes where nobody can be asked"))
        typed = click.prompt(
            _("Type {id} to delete it").format(id=found.id),
            default="",
            show_default=False,
            err=True,
        )
        if typed.strip() != found.id:
            raise Refused(_("nothing was deleted: {id} was not typed"), id=found.id)
    deleted = deletion.delete(invocation.data, assessment)
    output.words(_("deleted {what}"), what=deleted.words)
    output.words(deletion.beyond_reach())

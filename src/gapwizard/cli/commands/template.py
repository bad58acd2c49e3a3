"""`gapwizard template`: the templates of the report, and one's own in their place."""

import tempfile
from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.help_text import help_of
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _
from gapwizard.i18n import language as spoken_now


@click.group("template", help=_("""
\b
Examples:
  gapwizard template list                   ours, and which you have of your own
  gapwizard template show 4-findings
  gapwizard template copy 4-findings        into your templates folder, to be changed
  gapwizard template check                  fills yours with the values of the sample
  gapwizard template values                 what a template may see

Your own template stands in the place of ours of the same name, in every report from then on.
"""))  # fmt: skip
def template_command() -> None:
    """Work with the templates of the report."""


@template_command.command("list", **help_of(
    _("List our templates, and which of them are your own."),
    "gapwizard template list",
    "gapwizard template list --json",
))  # fmt: skip
@output.json_option
def list_(*, as_json: bool) -> None:
    """List the templates."""
    from gapwizard.session.papers.templates import listing

    rows = listing()
    if as_json:
        output.document([row.as_json() for row in rows])
        return
    output.table(
        (_("template"), _("for"), _("your own")),
        [(row.name, row.purpose, str(row.own) if row.own is not None else "-") for row in rows],
    )


@template_command.command("show", **help_of(
    _("Print one template: yours where there is one, else ours."),
    "gapwizard template show 1-conclusion.md",
    "gapwizard template show 1-conclusion.md --ours",
))  # fmt: skip
@click.argument("name", metavar="NAME")
@click.option("--ours", is_flag=True, help=_("Ours, whatever you have."))
def show(name: str, *, ours: bool) -> None:
    """Print one template."""
    from gapwizard.session.papers.templates import content

    output.raw(content(name, ours=ours))


@template_command.command("copy", **help_of(
    _("Copy one of ours, by default into your templates folder; nothing is overwritten."),
    "gapwizard template copy 1-conclusion.md",
    "gapwizard template copy 1-conclusion.md drafts",
))  # fmt: skip
@click.argument("name", metavar="NAME")
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(readable=False, path_type=Path)
)
def copy(name: str, folder: Path | None) -> None:
    """Begin a template of one's own."""
    from gapwizard.session.papers.templates import copy as copied

    output.data(str(copied(name, folder)))


@template_command.command("check", **help_of(
    _("Fill your templates, or some files, with the values of the sample: file, line and fault. Exit 1 on any."),
    "gapwizard template check",
    "gapwizard template check drafts/1-conclusion.md",
))  # fmt: skip
@click.argument(
    "files", nargs=-1, metavar="[FILE]...", type=click.Path(readable=False, path_type=Path)
)
@pass_invocation
def check(invocation: Invocation, files: tuple[Path, ...]) -> int:
    """Check templates."""
    from gapwizard.demo import sample
    from gapwizard.session.papers.templates import faults, own_files, own_folder
    from gapwizard.session.session import Session

    chosen = files or tuple(own_files())
    if not chosen:
        output.words(_("no template of your own in {folder}"), folder=own_folder())
        return 0
    bad = False
    with tempfile.TemporaryDirectory(prefix="gapwizard-demo-") as folder:
        data = Path(folder)
        name = sample.create(data, language=spoken_now())
        session = Session.open(data, name, write=False, language=invocation.lang)
        for path in chosen:
            found = faults(path, session.diagnosis, session.baseline)
            for words in found:
                output.data(words)
            bad = bad or bool(found)
            if not found:
                output.words(_("{path}: no error"), path=path)
    return int(bad)


@template_command.command("values", **help_of(
    _("Print what templates may see, as Markdown."),
    "gapwizard template values > values.md",
))  # fmt: skip
def values() -> None:
    """Print the values of templates."""
    from gapwizard.session.papers.template_values import document

    output.file(document())

"""`gapwizard questionnaire`: list, show, lint, convert, carry, schema."""

from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.cli.commands.convert import convert
from gapwizard.cli.help_text import help_of
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Unreadable
from gapwizard.i18n import _, labelled, language, names, with_aside


@click.group("questionnaire", help=_("""
\b
Examples:
  gapwizard questionnaire list
  gapwizard questionnaire show iso20000-1-2018 --json
  gapwizard questionnaire lint my-questions.json
  gapwizard questionnaire convert framework.yaml -o mine.json
  gapwizard questionnaire schema > questionnaire.schema.json

Questionnaires are JSON files; bring your own with `gapwizard new NAME --questionnaire FILE`.
"""))  # fmt: skip
def questionnaire_command() -> None:
    """Work with questionnaires."""


@questionnaire_command.command("list", **help_of(
    _("List the questionnaires within reach."),
    "gapwizard questionnaire list",
    "gapwizard questionnaire list --json",
))  # fmt: skip
@output.json_option
@pass_invocation
def list_(invocation: Invocation, *, as_json: bool) -> None:
    """List the questionnaires."""
    from gapwizard.session.questionnaires import Shelf, entry_json, title_in

    entries, problems = Shelf(invocation.data).look()
    if as_json:
        output.document([entry_json(entry) for entry in entries])
    else:
        whose = {True: _("your own"), False: _("as shipped")}
        output.table(
            (_("id"), _("version"), _("from"), _("title")),
            [(e.id, e.version, whose[e.own], title_in(e, language())) for e in entries],
        )
    if problems:
        raise Unreadable("\n".join(map(str, problems)))


@questionnaire_command.command("show", **help_of(
    _("Show one questionnaire; --json prints it whole, includes merged in."),
    "gapwizard questionnaire show iso20000-1-2018",
    "gapwizard questionnaire show iso20000-1-2018@1.0.0 --json",
))  # fmt: skip
@click.argument("name", metavar="ID[@VERSION]")
@output.json_option
@pass_invocation
def show(invocation: Invocation, name: str, *, as_json: bool) -> None:
    """Show one questionnaire."""
    from gapwizard.session.questionnaires import Shelf, merged_data

    shelf = Shelf(invocation.data)
    entry = shelf.find(name)
    if as_json:
        output.document(merged_data(entry.path, invocation.lang or ""))
        return
    found = shelf.load(entry.id, entry.version, invocation.lang or "")
    output.data(with_aside(found.title, f"{found.id} {found.version}"))
    if found.notice:
        output.data(found.notice)
    for clause in found.clauses:
        output.data("")
        output.data(f"{clause.id}  {clause.title}")
        for question in clause.questions:
            output.data(f"  {question.id}  {question.text}")
    if found.advice:
        output.data("")
        output.data(_("Advice"))
    for advice in found.advice:
        output.data(f"  {advice.id}  {advice.title}")


@questionnaire_command.command("lint", **help_of(
    _("Check questionnaire files: place, fault and the nearest valid key. Exit 1 on any error."),
    "gapwizard questionnaire lint mine.json",
    "gapwizard questionnaire lint mine.json mine.zh-Hans.json",
))  # fmt: skip
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@pass_invocation
def lint(invocation: Invocation, files: tuple[Path, ...]) -> int:
    """Lint questionnaire files."""
    from gapwizard.session.questionnaires import Shelf

    bad = False
    for linted, path in zip(Shelf(invocation.data).lint(files), files, strict=True):
        for remark in linted.remarks:
            output.data(str(remark))
        bad = bad or bool(linted.errors)
        if not linted.errors:
            output.words(_("{path}: no error"), path=path)
    return int(bad)


@questionnaire_command.command("carry", short_help=_("Bring an assessment to another version."), help=_("""
\b
Examples:
  gapwizard questionnaire carry acme --dry-run        what version 2 changes for acme
  gapwizard questionnaire carry acme
  gapwizard questionnaire carry acme --to 1.0.0

Bring an assessment to another version of its questionnaire: the one that new assessments begin
with, or one by number. What holds is kept. An answer whose question asks for something else now
keeps its texts and evidence and is asked again. One act, taken back by `undo`.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--to", "version", metavar="VERSION", help=_("Default: the newest that was shipped."))
@click.option("--dry-run", is_flag=True, help=_("Only list what would change."))
@output.json_option
@pass_invocation
def carry(
    invocation: Invocation, assessment: str, version: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Bring an assessment to another version of its questionnaire."""
    from gapwizard.session.acts.filing import carry_over
    from gapwizard.session.carryover import coming_changes, coming_json

    with invocation.open(assessment, write=not dry_run, speak=True) as session:
        found = coming_changes(session, version)
        if not dry_run:
            session.do(carry_over(session.moment, found))
        if as_json:
            output.document(coming_json(found))
            return
        moved = [f"{there} > {here}" for there, here in found.renamed.items()]
        parts = (
            found.new, found.gone, found.changed, found.again, found.carried, found.facts,
            found.documents, found.documents_gone,
        )  # fmt: skip
        titles = (
            _("New questions"), _("Questions no longer asked"), _("Questions that ask for something else"),
            _("Rated, to be asked again"), _("Facts taken over as no"), _("Facts to be answered"),
            _("New documents"), _("Documents no longer listed"),
        )  # fmt: skip
        for title, ids in zip(titles, parts, strict=True):
            output.data(labelled(title, names(ids) if ids else _("none")))
        if moved:
            output.data(labelled(_("Of your own, under another id"), names(moved)))


@questionnaire_command.command("schema", **help_of(
    _("Print the JSON Schema of the questionnaire format."),
    "gapwizard questionnaire schema > questionnaire.schema.json",
))  # fmt: skip
def schema() -> None:
    """Print the JSON Schema."""
    from gapwizard.session.questionnaires import schema as made

    output.document(made())


questionnaire_command.add_command(convert)

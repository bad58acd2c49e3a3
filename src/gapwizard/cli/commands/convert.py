"""`gapwizard questionnaire convert`: any framework as a questionnaire."""

from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.i18n import _, labelled, names

SHOWN = 8
"""Names of one kind that are printed; `--json` has them all."""


@click.command("convert", short_help=_("Make one from a framework, a catalogue or a table."), help=_("""
\b
Examples:
  gapwizard questionnaire convert iso22301-2019.yaml -o continuity.json
  gapwizard questionnaire convert catalog.json -o bsi.json --language de
  gapwizard questionnaire convert rules.xlsx -o rules.json --title "House rules"
  gapwizard new Acme --questionnaire continuity.json

Make a questionnaire from a framework of CISO Assistant (YAML), an OSCAL catalogue (JSON, YAML) or a
plain table (CSV, xlsx; columns id, title, text and, if you like, criterion, clause, points and more).
What cannot be carried is listed, with its names under --json. The result lints without an error.
"""))  # fmt: skip
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option(
    "-o", "--output", "target", required=True, metavar="OUT.json", type=click.Path(readable=False, path_type=Path),
    help=_("File to write; translations are written beside it."),
)  # fmt: skip
@click.option("--id", "name", default="", help=_("Default: as the file says."))
@click.option("--version", default="", help=_("Default: as the file says, else 1."))
@click.option("--title", default="", help=_("Default: as the file says."))
@click.option(
    "--language", default="", metavar="TAG", help=_("Default: as the file says, else en.")
)
@click.option("--notice", default="", help=_("Rights and limits. Default: as the file says."))
@click.option("--encoding", help=_("Encoding of a CSV file, where it is not recognised."))
@click.option(
    "--ignore", multiple=True, metavar="COLUMN", help=_("A column of a table to pass over.")
)
@output.force_option
@output.json_option
def convert(
    file: Path,
    target: Path,
    name: str,
    version: str,
    title: str,
    language: str,
    notice: str,
    encoding: str | None,
    ignore: tuple[str, ...],
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Make a questionnaire from a framework."""
    from gapwizard.session.convert import (
        ConvertOptions,
        conversion_json,
        conversion_of,
        write_conversion,
    )

    options = ConvertOptions(name, version, title, language, notice, encoding, ignore)
    found = conversion_of(file, target, options)
    write_conversion(found, force=force)
    for kinds, words in (
        (found.left, _("not carried: {kind} ({count}): {names}")),
        (found.mended, _("carried otherwise: {kind} ({count}): {names}")),
    ):
        for kind, pieces in kinds.items():
            once = list(dict.fromkeys(pieces))
            shown = names(once[:SHOWN]) + (" …" if len(once) > SHOWN else "")
            output.words(words, kind=kind, count=len(pieces), names=shown)
    if as_json:
        output.document(conversion_json(found, target))
        return
    output.words(labelled(file, found.said))
    output.words(
        _(
            "clauses: {clauses}, questions: {questions}, facts: {facts}; warnings of lint: {warnings}"
        ),
        clauses=len(found.questionnaire.clauses),
        questions=len(found.questionnaire.questions),
        facts=len(found.questionnaire.triggers),
        warnings=len(found.warnings),
    )
    for path in found.files:
        output.data(str(path))

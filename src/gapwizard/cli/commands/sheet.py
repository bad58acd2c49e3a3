"""`gapwizard sheet`: questions and answers to fill in elsewhere."""

from pathlib import Path

import click

from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import LANGUAGES, _


@click.command("sheet", help=_("""
\b
Examples:
  gapwizard sheet acme                              acme-sheet-DATE.xlsx, with what is there
  gapwizard sheet acme --blank -o acme.xlsx         nothing filled in
  gapwizard sheet acme --clauses 8.6,8.7 -o 8.csv   some clauses, as CSV
  gapwizard sheet acme --department desk            what one department is asked
  gapwizard sheet acme --slot S-03                  one interview of the agenda
  gapwizard sheet acme --core -o -                  the half-day questions, CSV to stdout

Write an answer sheet for people without gapwizard: each question with its criterion and points, what
is there already, and columns for their own rating, evidence and comments. Instructions stand in it in
English and Chinese. Observations and evidence are in it as they were typed, the private note never.
`gapwizard import ID FILE` takes it back, from Excel, LibreOffice or WPS.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option(
    "-o", "--output", "target", metavar="PATH",
    help=_("File to write, .xlsx or .csv; - prints CSV."),
)  # fmt: skip
@click.option("--blank", is_flag=True, help=_("Leave out what is there already."))
@click.option("--clauses", metavar="C,...", help=_("These clauses, with all below them."))
@click.option("--department", metavar="D", help=_("What a department is asked, and what it owns."))
@click.option("--slot", metavar="S", help=_("What one interview of the agenda asks."))
@click.option("--core", is_flag=True, help=_("Only the questions of the half-day interview."))
@output.force_option
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the questions."))
@output.encoding_option
@pass_invocation
def sheet_command(
    invocation: Invocation,
    assessment: str,
    target: str | None,
    clauses: str | None,
    department: str | None,
    slot: str | None,
    lang: str | None,
    *,
    blank: bool,
    core: bool,
    force: bool,
) -> None:
    """Write an answer sheet to fill in elsewhere."""
    output.check_force("-o", target, force=force)
    invocation.lang = lang or invocation.lang
    session = invocation.read(assessment, speak=True)
    from gapwizard.session.acts.names import clauses_in, department_in, slot_in
    from gapwizard.session.papers.answer_sheet import KINDS, SheetOptions, names_told, render
    from gapwizard.session.papers.output import format_of, write

    usage.check_ids("--clauses", clauses)
    options = SheetOptions(
        clauses_in(session.questionnaire, clauses or ""),
        department_in(session.assessment, department) if department is not None else "",
        slot_in(session.assessment, slot) if slot is not None else None,
        core,
        blank,
    )
    if told := names_told(session, options):
        output.words(told)
    if target == "-":
        output.raw(render(session, "csv", options))
        return
    path = Path(target) if target is not None else None
    kind = format_of(path, KINDS) if path is not None else KINDS[0]
    content = render(session, kind, options)
    written = write(session, content, kind, path, what="sheet", force=force)
    output.data(str(written))
    output.tell_plain(session, written)

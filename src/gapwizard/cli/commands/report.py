"""`gapwizard report` and `check`: what its reader will notice, and the report itself."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from gapwizard import i18n
from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.cli.usage import whole_number
from gapwizard.domain.lengths import OF_LENGTH, STANDARD, Length, Selection
from gapwizard.domain.visible import width
from gapwizard.errors import Usage
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.papers.kinds import BINARY, FORMATS, USUAL, WHOLE

if TYPE_CHECKING:
    from gapwizard.session.handover.places import Decisions
    from gapwizard.session.papers.editions import Edition
    from gapwizard.session.session import Session

BOTH = "both"


class ReportCommandOptions(TypedDict):
    """The options of `report`, by the names of their values."""

    target: str | None
    kinds: tuple[str, ...]
    style: str | None
    lang: str | None
    length: Length
    written: str | None
    clauses: str | None
    department: str | None
    top: int | None
    final: bool
    force: bool
    folder: bool
    check: bool
    hide_client: bool
    names: bool
    replace: tuple[str, ...]
    keep: tuple[str, ...]
    as_json: bool


def _schema(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    """Print the schema of the JSON report and nothing else."""
    if wanted and not ctx.resilient_parsing:
        from gapwizard.session.papers.report_schema import schema

        output.document(schema())
        ctx.exit()


@click.command("report", help=_("""
\b
Examples:
  gapwizard report acme                      writes acme-report-DATE.md here
  gapwizard report acme -o report.docx       Word; so .html, .pdf, .xlsx, .json
  gapwizard report acme -o report.docx --style house.docx
  gapwizard report acme -o - | less
  gapwizard report acme --length summary     two pages for top management
  gapwizard report acme --length full        with every answer
  gapwizard report acme --final              to hand over: no draft any more
  gapwizard report acme --clauses 8.6,9.2    one page; so --department desk, --top 10
  gapwizard report acme --lang zh-Hans
  gapwizard report acme --check              what its reader will notice, and every name
  gapwizard report acme --replace 3fa2c1     a doubtful place is a name after all
  gapwizard report acme --sections 1,4,5     some sections only
  gapwizard report acme --export --lang both           md, html and docx in a new folder

Write the diagnosis report and print its path. Nothing is overwritten without --force. --export
makes a new folder in the data folder, with one file for each format and language and a
MANIFEST.txt, and prints the path of each. People of the private file are named by their department
where their whole name stands; every such place is listed, and so is what may be a name and stays.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option(
    "-o", "--output", "target", metavar="PATH", help=_("File to write, or - for standard output.")
)
@output.force_option
@click.option(
    "--format", "kinds", type=click.Choice(FORMATS), multiple=True,
    help=_("Default: from PATH, else md. Several with --export, where md, html and docx are usual."),
)  # fmt: skip
@click.option(
    "--style", metavar="FILE.docx",
    help=_("A Word document whose styles, page, head and foot the docx takes over."),
)  # fmt: skip
@click.option(
    "--lang", type=click.Choice((*LANGUAGES, BOTH)), help=_("Language of the report; both with --export.")
)  # fmt: skip
@click.option(
    "--length", type=click.Choice(list(OF_LENGTH)), default=STANDARD, show_default=True,
    help=_("How much of it: for top management, for the client, or everything."),
)  # fmt: skip
@click.option("--final", is_flag=True, help=_("No draft any more; refused while something stands against it."))  # fmt: skip
@click.option("--sections", "written", metavar="LIST", help=_("Only these: 1,4,5 or A."))
@click.option("--clauses", metavar="LIST", help=_("One page about some clauses: 8.6,9.2."))
@click.option("--department", metavar="ID", help=_("One page for a department."))
@click.option("--top", type=whole_number(1), metavar="N", help=_("One page with the gravest findings."))  # fmt: skip
@click.option("--export", "folder", is_flag=True, help=_("Write a new folder with a manifest."))
@click.option("--check", is_flag=True, help=_("List what the reader will notice; write nothing."))
@click.option("--hide-client", is_flag=True, help=_("Leave the client's name out."))
@click.option("--names", is_flag=True, help=_("Keep people's names where somebody wrote them."))
@click.option(
    "--replace", multiple=True, metavar="MARK",
    help=_("Replace a place that --check lists as doubtful; its mark or the words there."),
)  # fmt: skip
@click.option(
    "--keep", multiple=True, metavar="MARK",
    help=_("Leave a place as it was typed; its mark or the words there."),
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help=_("With --check: print one JSON document."))
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_schema,
    help=_("Print the JSON Schema of --format json; takes no ID."),
)  # fmt: skip
@pass_invocation
def report_command(
    invocation: Invocation, assessment: str, **asked: Unpack[ReportCommandOptions]
) -> None:
    """Check or write the diagnosis report."""
    _check(asked)
    lang = asked["lang"]
    invocation.lang = (lang if lang != BOTH else None) or invocation.lang
    session = invocation.open(assessment, write=False)
    spoken = invocation.speak(session.assessment.about.language)
    for notice in session.notices:
        output.words(notice)
    from gapwizard.session.handover.places import Decisions

    decided = Decisions(frozenset(asked["replace"]), frozenset(asked["keep"]))
    if asked["check"]:
        _checks(session, decided, as_json=asked["as_json"])
        return
    from gapwizard.session.papers.checks import refuse_unfinished
    from gapwizard.session.papers.report import language_notice

    edition = _edition(session, spoken, decided, asked)
    if edition.posts:
        tell_names(session, decided)
    if edition.final:
        refuse_unfinished(session, decided)
    languages = LANGUAGES if lang == BOTH else (spoken,)
    for tag in languages:
        if words := language_notice(session, tag):
            output.words(words)
    kinds = asked["kinds"]
    if asked["written"] is not None and (whole := _whole(kinds, asked["target"])):
        output.words(
            _("--sections says nothing to {kinds}: everything stands there"),
            kinds=i18n.names(whole),
        )
    if asked["folder"]:
        _export(invocation.data, session, kinds or USUAL, languages, edition)
    else:
        kind = kinds[0] if kinds else ""
        _write(session, asked["target"], kind, edition, force=asked["force"])


def _check(asked: ReportCommandOptions) -> None:
    """Refuse what does not go together."""
    target, kinds, folder = asked["target"], asked["kinds"], asked["folder"]
    output.check_force("-o", target, force=asked["force"])
    several = len(kinds) > 1 or asked["lang"] == BOTH
    styled = asked["style"] is not None
    usage.apart("--sections --clauses", "--sections --department", "--sections --top")
    usage.check_ids("--clauses", asked["clauses"])
    usage.check(
        (folder and target is not None, _("--export makes a folder of its own; leave -o out")),
        (several and not folder, _("several formats or languages need --export")),
        (
            asked["check"] and (folder or target is not None),
            _("--check writes nothing; leave -o and --export out"),
        ),
        (asked["as_json"] and not asked["check"], _("--json goes with --check")),
        (styled and not _is_word(kinds, target, folder=folder), _("--style goes with a docx")),
    )


def _edition(
    session: "Session", language: str, decided: "Decisions", asked: ReportCommandOptions
) -> "Edition":
    """What is asked for of the report, in a language. Raises Refused."""
    from gapwizard.session.papers.editions import Edition
    from gapwizard.session.papers.report import client_style, sections_named

    written, style = asked["written"], asked["style"]
    return Edition(
        language,
        asked["length"],
        sections_named(written) if written is not None else None,
        asked["final"],
        _selection(session, asked["clauses"], asked["department"], asked["top"]),
        posts=not asked["names"],
        client=asked["hide_client"],
        decided=decided,
        style=client_style(Path(style)) if style is not None else None,
    )


def _whole(kinds: tuple[str, ...], target: str | None) -> list[str]:
    """The formats asked for that have no sections."""
    return [one for one in WHOLE if one in kinds or (target or "").lower().endswith(f".{one}")]


def _is_word(kinds: tuple[str, ...], target: str | None, *, folder: bool) -> bool:
    """Tell whether a Word document is among what is written."""
    named = target is not None and target.lower().endswith(".docx")
    return "docx" in kinds or named or (folder and not kinds)


def _selection(
    session: "Session", clauses: str | None, department: str | None, top: int | None
) -> Selection | None:
    """Read what one page is to be about; None for a whole report. Raises Refused."""
    if clauses is None and department is None and top is None:
        return None
    from gapwizard.session.acts.names import clauses_in, department_in

    return Selection(
        clauses_in(session.questionnaire, clauses or ""),
        department_in(session.assessment, department) if department is not None else "",
        top or 0,
    )


def tell_names(session: "Session", decided: "Decisions") -> None:
    """List every name before anything is written: no replacement happens unseen."""
    from gapwizard.session.handover.places import check_decided, lines_of
    from gapwizard.session.papers.editions import places_in

    places = places_in(session, decided)
    check_decided(decided, places)
    for words in lines_of(places):
        output.words(words)


def _write(
    session: "Session", target: str | None, kind: str, edition: "Edition", *, force: bool
) -> None:
    from gapwizard.session.papers.output import format_of, write
    from gapwizard.session.papers.report import make

    path = Path(target) if target is not None and target != "-" else None
    chosen = format_of(path, FORMATS, kind) if path is not None else kind or FORMATS[0]
    if target == "-" and chosen in BINARY and sys.stdout.isatty():
        raise Usage(
            _("a {kind} file is not shown in a terminal; name a file after -o").format(kind=chosen)
        )
    content = make(session, edition).converted(chosen)
    if target == "-":
        output.raw(content)
        return
    output.data(str(write(session, content, chosen, path, force=force)))


def _export(
    data: Path,
    session: "Session",
    kinds: tuple[str, ...],
    languages: tuple[str, ...],
    edition: "Edition",
) -> None:
    from gapwizard.session.papers.report import export

    folder = data / "exports" / session.assessment.id
    for path in export(session, folder, tuple(dict.fromkeys(kinds)), languages, edition):
        output.data(str(path))


@click.command("check", help=_("""
\b
Examples:
  gapwizard check acme
  gapwizard check acme --json

List what the reader of the report will notice, each with the place where it is mended. Exits 1 when
something stands against handing the report over (marked !!). The same as `report ID --check`.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@output.json_option
@pass_invocation
def check_command(invocation: Invocation, assessment: str, *, as_json: bool) -> None:
    """List what stands against handing the report over."""
    session = invocation.read(assessment, speak=True)
    from gapwizard.session.handover.places import NOTHING_DECIDED

    _checks(session, NOTHING_DECIDED, as_json=as_json)


def _checks(session: "Session", decided: "Decisions", *, as_json: bool) -> None:
    """Print the checks; exits with 1 where one blocks. Raises Refused for a stale decision."""
    from gapwizard.session.handover.places import check_decided, lines_of
    from gapwizard.session.papers.checks import check_json, checks, standing_checks

    found = checks(session, decided)
    check_decided(decided, [place for one in found for place in one.places])
    if as_json:
        output.document([check_json(one) for one in found])
    else:
        fine = _("ok")
        for one in found:
            # The places are called as the app calls its screens, whose words it marks.
            where = f"  -> {_(one.place)} {one.row}" if one.place else ""
            sign = fine if one.ok else "!!" if one.blocks else "!"
            blank = " " * (width(fine) - width(sign) + 1)
            output.data(f"{sign}{blank}{one.words}{where}")
            for words in lines_of(one.places):
                output.data(f"     {words}")
    waits = [one.words for one in standing_checks(found, final=True)]
    if waits and not as_json:
        output.words(_("against a final report stands: {what}"), what=i18n.parts(waits))
    if standing_checks(found, final=False):
        raise click.exceptions.Exit(1)

"""`gapwizard report`: check, preview and write the diagnosis report."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.errors import Usage
from gapwizard.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from gapwizard.session.reporting import Edition
    from gapwizard.session.session import Session

FORMATS = ("md", "html")
BOTH = "both"


@click.command("report", help=_("""
\b
Examples:
  gapwizard report acme                      writes acme-report-DATE.md here
  gapwizard report acme -o report.html
  gapwizard report acme -o - | less
  gapwizard report acme --lang zh-Hans
  gapwizard report acme --check              what its reader will notice
  gapwizard report acme --sections 1,4,5     some sections only
  gapwizard report acme --export --lang both --format md --format html

Write the diagnosis report and print its path. Without -o nothing is ever overwritten. --export
makes a new folder in the data folder, with one file for each format and language and a
MANIFEST.txt, and prints the path of each. People of the private file are named by their department.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option(
    "-o", "--output", "target", metavar="PATH", help=_("File to write, or - for standard output.")
)
@click.option(
    "--format", "kinds", type=click.Choice(FORMATS), multiple=True,
    help=_("Default: from PATH, else md. Several with --export."),
)  # fmt: skip
@click.option(
    "--lang", type=click.Choice((*LANGUAGES, BOTH)), help=_("Language of the report; both with --export.")
)  # fmt: skip
@click.option("--sections", "written", metavar="LIST", help=_("Only these: 1,4,5 or A."))
@click.option("--export", "folder", is_flag=True, help=_("Write a new folder with a manifest."))
@click.option("--check", is_flag=True, help=_("List what the reader will notice; write nothing."))
@click.option("--hide-client", is_flag=True, help=_("Leave the client's name out."))
@click.option("--names", is_flag=True, help=_("Keep people's names where somebody wrote them."))
@click.option("--json", "as_json", is_flag=True, help=_("With --check: print one JSON document."))
@pass_place
def command(
    place: Place,
    assessment: str,
    target: str | None,
    kinds: tuple[str, ...],
    lang: str | None,
    written: str | None,
    *,
    folder: bool,
    check: bool,
    hide_client: bool,
    names: bool,
    as_json: bool,
) -> None:
    """Check or write the diagnosis report."""
    from gapwizard.session.session import Session

    _usable(target, kinds, lang, folder=folder, check=check, as_json=as_json)
    place.lang = (lang if lang != BOTH else None) or place.lang
    session = Session.open(place.data, assessment, write=False, language=place.lang)
    spoken = place.speak(session.assessment.about.language)
    for notice in session.notices:
        output.words(notice)
    if check:
        _check(session, as_json=as_json)
        return
    from gapwizard.session.reporting import Edition, mixed, sections_named

    sections = sections_named(written) if written is not None else None
    edition = Edition(spoken, sections, not names, hide_client)
    for tag in LANGUAGES if lang == BOTH else (spoken,):
        if words := mixed(session, tag):
            output.words(words)
    if folder:
        languages = LANGUAGES if lang == BOTH else (spoken,)
        _export(place.data, session, kinds or FORMATS[:1], languages, edition)
    else:
        _write(session, target, kinds[0] if kinds else "", edition)


def _usable(
    target: str | None,
    kinds: tuple[str, ...],
    lang: str | None,
    *,
    folder: bool,
    check: bool,
    as_json: bool,
) -> None:
    """Refuse options that contradict each other. Raises Usage."""
    if folder and target is not None:
        raise Usage(_("--export makes a folder of its own; leave -o out"))
    if not folder and (len(kinds) > 1 or lang == BOTH):
        raise Usage(_("several formats or languages need --export"))
    if check and (folder or target is not None):
        raise Usage(_("--check writes nothing; leave -o and --export out"))
    if as_json and not check:
        raise Usage(_("--json goes with --check"))


def _write(session: "Session", target: str | None, kind: str, edition: "Edition") -> None:
    from gapwizard.session.formats import format_of
    from gapwizard.session.reporting import render, write

    path = Path(target) if target and target != "-" else None
    chosen = format_of(path, FORMATS, kind) if path is not None else kind or FORMATS[0]
    text = render(session, chosen, edition)
    if target == "-":
        output.file(text)
        return
    output.data(str(write(session, text, chosen, path)))


def _export(
    data: Path,
    session: "Session",
    kinds: tuple[str, ...],
    languages: tuple[str, ...],
    edition: "Edition",
) -> None:
    from gapwizard.session.exporting import export

    folder = data / "exports" / session.assessment.id
    for path in export(session, folder, tuple(dict.fromkeys(kinds)), languages, edition):
        output.data(str(path))


def _check(session: "Session", *, as_json: bool) -> None:
    from gapwizard.session.checking import checks

    found = checks(session)
    if as_json:
        output.document(
            [
                {"check": one.code, "ok": one.ok, "words": one.words, "count": one.count,
                 "place": one.place or None, "row": one.row or None}
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        where = f"  -> {one.place} {one.row}" if one.place else ""
        output.data(f"{'ok' if one.ok else '! '} {one.words}{where}")

"""`gapwizard handout`: forms, slides and sheets beside the report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, usage
from gapwizard.cli.commands.report import tell_names
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Usage
from gapwizard.i18n import LANGUAGES, _, names
from gapwizard.session.papers.kinds import BINARY, HANDOUTS, PAPERS

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("handout", help=_("""
\b
Examples:
  gapwizard handout acme                            all of it, in a new folder
  gapwizard handout acme forms                      writes acme-forms-DATE.docx here
  gapwizard handout acme forms -o forms.pdf
  gapwizard handout acme forms --each nc            a file for each, in the new folder nc
  gapwizard handout acme slides -o closing.md       for pandoc, Marp or VS Code
  gapwizard handout acme attendance --lang zh-Hans

Write what is handed over beside the report, and print its path:

\b
  forms       a page for each nonconformity, with rows to sign
  slides      the closing meeting, eight to ten slides (Markdown)
  attendance  who was there, and objections to findings
  opening     what is said and agreed in the opening meeting
  record      a sheet to write on for each interview

Nothing is overwritten without --force. People are named by their department.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument(
    "piece",
    required=False,
    type=click.Choice(tuple(HANDOUTS)),
    metavar="[forms|slides|attendance|opening|record]",
)
@click.option(
    "-o", "--output", "target", metavar="PATH", help=_("File to write, or - for standard output.")
)
@click.option("--each", "folder", metavar="DIR", help=_("A file for each, in a new folder."))
@click.option(
    "--format", "kind", type=click.Choice(PAPERS), help=_("Default: from PATH, else the usual one.")
)  # fmt: skip
@output.force_option
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the paper."))
@pass_invocation
def handout_command(
    invocation: Invocation,
    assessment: str,
    piece: str | None,
    target: str | None,
    folder: str | None,
    kind: str | None,
    lang: str | None,
    *,
    force: bool,
) -> None:
    """Write what is handed over beside the report."""
    output.check_force("-o", target, force=force)
    usage.check(
        (
            piece is None and (target or folder or kind),
            _("-o, --each and --format go with one paper; name it"),
        ),
        (target is not None and folder is not None, _("--each makes a folder; leave -o out")),
    )
    invocation.lang = lang or invocation.lang
    session = invocation.open(assessment, write=False)
    spoken = invocation.speak(session.assessment.about.language)
    for notice in session.notices:
        output.words(notice)
    from gapwizard.session.handover.places import NOTHING_DECIDED
    from gapwizard.session.papers import handout
    from gapwizard.session.papers.report import language_notice

    tell_names(session, NOTHING_DECIDED)
    if words := language_notice(session, spoken):
        output.words(words)
    if piece is None:
        paths = handout.export(session, invocation.data / "exports" / session.assessment.id, spoken)
    elif folder is not None:
        usual = _known(piece, kind)
        paths = handout.write_each(session, piece, usual, Path(folder), spoken)
    else:
        paths = _one(session, piece, target, kind, spoken, force=force)
    for path in paths:
        output.data(str(path))


def _known(piece: str, kind: str | None) -> str:
    """The format asked for, else the usual one. Raises Usage for one that the paper has not."""
    known = HANDOUTS[piece]
    if kind is not None and kind not in known:
        raise Usage(
            _("{piece} is not written as {kind}; it is as {known}").format(
                piece=piece, kind=kind, known=names(known)
            )
        )
    return kind or known[0]


def _one(
    session: "Session",
    piece: str,
    target: str | None,
    kind: str | None,
    language: str,
    *,
    force: bool,
) -> list[Path]:
    """Write one paper and give its path; none where it was printed."""
    from gapwizard.session.papers import handout
    from gapwizard.session.papers.output import format_of, write

    chosen, path = _known(piece, kind), None
    if target == "-":
        chosen = kind or "md"
    elif target is not None:
        path = Path(target)
        chosen = format_of(path, HANDOUTS[piece], kind or "")
    if target == "-" and chosen in BINARY and sys.stdout.isatty():
        raise Usage(
            _("a {kind} file is not shown in a terminal; name a file after -o").format(kind=chosen)
        )
    content = handout.render(session, piece, chosen, language)
    if target == "-":
        output.raw(content)
        return []
    return [write(session, content, chosen, path, what=piece, force=force)]

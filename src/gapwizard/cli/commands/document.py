"""`gapwizard document`: list, show, set and request documents."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.days import iso
from gapwizard.domain.document_views import Remark, lines_of, rows_of
from gapwizard.domain.sentences import document_reason, verdict_of
from gapwizard.i18n import N_, _
from gapwizard.session.acts import documents, fields
from gapwizard.session.acts.fields import split
from gapwizard.session.acts.names import document_in
from gapwizard.session.papers.documents import document_json, register_json

if TYPE_CHECKING:
    from gapwizard.domain.documents import DocumentResult
    from gapwizard.session.session import Session


F = TypeVar("F", bound=Callable[..., object])

VIEWS = ("all", "missing", "create", "revise", "requested", "overlaps")
PARTS = {
    "held_in": ("DOC", N_("The document that holds this one; empty for none.")),
    "owner": ("TEXT", N_("A role.")),
    "due": ("DATE", N_("When it is to be ready.")),
    "reason": ("TEXT", N_("Why it is in this state.")),
    "title": ("TEXT", N_("Title of a document added by hand.")),
    "clauses": ("CLAUSES", N_("Clauses that a document added by hand serves.")),
    "kind": ("KIND", N_("Kind of a document added by hand, such as process, policy or record.")),
    "version": ("TEXT", N_("Version of the document.")),
    "dated": ("DATE", N_("Date on the document.")),
    "location": ("PATH", N_("Path or link of the file; it is never copied.")),
    "confidentiality": ("TEXT", N_("How confidential it is.")),
    "note": ("TEXT", N_("Private note; never in a report.")),
}
"""Fields that have an option of their own."""


def field_options(command: F) -> F:
    """Add an option for each of `PARTS`."""
    for name, (metavar, words) in reversed(PARTS.items()):
        option = f"--{name.replace('_', '-')}"
        command = click.option(option, name, metavar=metavar, help=_(words))(command)
    return command


@click.command("document", help=_("""
\b
Examples:
  gapwizard document acme                                      list the register
  gapwizard document acme --missing                            required, and not there
  gapwizard document acme DOC-045                              show one
  gapwizard document acme DOC-045 current --owner "Incident manager" --version 1.2
  gapwizard document acme DOC-046 unknown --held-in DOC-045
  gapwizard document acme DOC-005 not_needed --reason "wiki instead"
  gapwizard document acme new obsolete --title "Quality manual 2009"
  gapwizard document acme DOC-045 version=1.3 dated=2026-10-01 location=~/sms/incident.docx
  gapwizard document acme DOC-045 --ask --by 2026-12-01        ask the client for it
  gapwizard document acme DOC-045 --received
  gapwizard document acme DOC-045 --step approved --by "Managing director" --on 2026-11-20
  gapwizard document acme --request-list requests.md           what to send to the client
  gapwizard document acme DOC-045 --hash                       has the file changed?
  gapwizard document acme DOC-045 --link 8.6.1-Q02             evidence of a question

STATE is unknown, absent, draft, outdated, current, obsolete or not_needed (with a reason; not for a
required document). DOC is an id of the register, one of your own, or new.

Fields: state, held_in, reason, owner, due, title, clauses, kind, version, dated, location,
confidentiality, request (asked, received, refused), asked_on, asked_by, replaced_by, disposal
(withdrawn, kept), note. An empty value clears.

Steps: draft, reviewed_inside, reviewed_outside, approved, released, known, current.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("document", metavar="[DOC]", required=False)
@click.argument("words", nargs=-1, metavar="[STATE] [FIELD=VALUE]...")
@field_options
@click.option("--ask", "request", flag_value="asked", help=_("Ask the client for it, today."))
@click.option("--received", "request", flag_value="received", help=_("The client sent it."))
@click.option("--refused", "request", flag_value="refused", help=_("The client will not send it."))
@click.option("--step", metavar="STEP", help=_("A step in its life that was taken."))
@click.option("--by", metavar="DATE|ROLE", help=_("With --ask: until when; with --step: who took it."))  # fmt: skip
@click.option("--on", "day", metavar="DATE", help=_("With --step: when; default: today."))
@click.option("--link", "questions", multiple=True, metavar="QUESTION",
              help=_("Name it as evidence of a question; may be repeated."))  # fmt: skip
@click.option("--hash", "hashed", is_flag=True, help=_("Read the file at its location, keep its hash and say whether it changed."))  # fmt: skip
@click.option("--remove", is_flag=True, help=_("Remove a document added by hand."))
@click.option("--request-list", "target", metavar="FILE", help=_("Write what was asked to FILE.md or FILE.csv."))  # fmt: skip
@output.force_option
@click.option("--view", type=click.Choice(VIEWS), default="all", help=_("List only these."))
@click.option("--requests", "view", flag_value="requested", help=_("List only those asked for."))
@click.option("--missing", "view", flag_value="missing", help=_("List only those required and missing."))  # fmt: skip
@output.json_option
@output.encoding_option
@pass_invocation
def document_command(
    invocation: Invocation,
    /,
    assessment: str,
    document: str | None,
    words: tuple[str, ...],
    *,
    request: str | None,
    step: str | None,
    by: str | None,
    day: str | None,
    questions: tuple[str, ...],
    hashed: bool,
    remove: bool,
    target: str | None,
    force: bool,
    view: str,
    as_json: bool,
    **parts: str | None,
) -> None:
    """List, show, set and request documents."""
    usage.apart("--ask --received --refused", "--view --requests --missing", "--remove --json")
    pairs = _pairs(words, parts, request, by, step=step)
    writes = bool(pairs or questions or hashed or remove or step is not None or document == "new")
    usage.check(
        (document is None and writes, _("Missing argument 'DOC'.")),
        (target is not None and (document is not None or as_json),
         _("--request-list stands alone: it is about all documents")),
        (remove and bool(pairs or questions or hashed or step), _("--remove stands alone")),
        (step is not None and bool(pairs or questions or hashed), _("--step stands alone, with --by and --on")),
        (step is None and day is not None, _("--on goes with --step")),
        (view != "all" and (document or target), _("--view, --requests and --missing list documents; leave the rest out")),
        error=click.UsageError,
    )  # fmt: skip
    output.check_force("--request-list", target, force=force)
    with invocation.open(assessment, write=writes, speak=True) as session:
        if target is not None:
            from gapwizard.session.papers.documents import KINDS, render

            output.write_by_ending(session, target, KINDS, partial(render, session), force=force)
        elif document is None:
            _listing(session, view, as_json=as_json)
        elif remove:
            session.do(documents.remove(session.moment, document))
        elif step is not None:
            _take_step(session, document, step, by or "", day or "", as_json=as_json)
        elif writes:
            _change(session, document, pairs, questions, hashed=hashed, as_json=as_json)
        else:
            _one(session, document, as_json=as_json)


def _pairs(
    words: tuple[str, ...],
    parts: dict[str, str | None],
    request: str | None,
    by: str | None,
    *,
    step: str | None,
) -> dict[str, str]:
    """Put a state, options and FIELD=VALUE together. Raises Refused for a field given twice."""
    if by is not None and request != "asked" and step is None:
        raise click.UsageError(_("--by goes with --ask or --step"))
    written = list(words)
    if written and not {"=", "＝"} & set(written[0]):
        written[0] = f"state={written[0]}"
    written += [f"{name}={value}" for name, value in parts.items() if value is not None]
    if request is not None:
        written.append(f"request={request}")
    if by is not None and step is None:
        fields.day("--by", by)  # a fault is named as it was typed
        written.append(f"asked_by={by}")
    return split(written, documents.FIELDS)


def _take_step(
    session: "Session", name: str, step: str, by: str, day: str, *, as_json: bool
) -> None:
    session.do(documents.take_step(session.moment, (name,), step, by, day))
    if as_json:
        _one(session, name, as_json=True)


def _change(
    session: "Session",
    name: str,
    pairs: dict[str, str],
    questions: tuple[str, ...],
    *,
    hashed: bool,
    as_json: bool,
) -> None:
    """Set fields, link and hash; each is an act of its own."""
    from gapwizard.session import local_file
    from gapwizard.session.papers.documents import compare_hash as compared
    from gapwizard.session.papers.documents import hash_words

    added = name == "new"
    if pairs or added:
        act = documents.change(session.moment, name, pairs)
        session.do(act)
        name = act.changes[0].id
    for question in questions:
        session.do(documents.link(session.moment, name, question))
    if hashed:
        look = local_file.look_at(documents.location_of(session.moment, name))
        say = output.words if as_json else output.data
        found = compared(session, name, look)
        session.do(found.act)
        say(hash_words(found))
    if as_json:
        _one(session, name, as_json=True)
    elif added:
        output.data(name)


def _listing(session: "Session", view: str, *, as_json: bool) -> None:
    """Print the rows of a view."""
    from gapwizard.session.papers.documents import columns
    from gapwizard.session.papers.lists import cells_of, chosen

    rows, today = rows_of(session.diagnosis, view), session.diagnosis.today
    if as_json:
        output.document(register_json(rows, today))
        return
    picked = chosen(columns(today), ("id", "title", "state", "standing", "verdict", "reason"))
    lines = [
        (row.clause, row.title, "", "", row.kind, row.words)
        if isinstance(row, Remark)
        else cells_of(picked, row)
        for row in rows
    ]
    output.table([_(column.heading) for column in picked], lines)


def _verdict(line: "DocumentResult") -> str:
    """The code for scripts; to whoever reads Chinese what is done with a thing of its kind."""
    return line.verdict.value if i18n.language() == "en" else verdict_of(line)


def _one(session: "Session", name: str, *, as_json: bool) -> None:
    """Print one document with its history. Raises Refused."""
    from gapwizard.session.papers import documents

    document_in(session.questionnaire, session.assessment, name)
    lines = lines_of(session.diagnosis, name)
    shown = document_json(session.diagnosis, lines)
    story = documents.story(session, name)
    if as_json:
        output.document({**shown, "history": [act._asdict() for act in story]})
        return
    for key, value in shown.items():
        _tell(key, value, lines)
    for act in story:
        output.data(f"{act.at}  {act.who}  {act.words}")


def _tell(key: str, value: object, lines: "tuple[DocumentResult, ...]") -> None:
    """Print one key: nothing where nothing is known, a line for each thing that is long."""
    if key == "verdicts":
        for line in lines:
            told = i18n.labelled(_verdict(line), document_reason(line))
            field_words.field("verdict", told)
    elif key == "life":
        for one in lines[0].record.life:
            field_words.field(
                "life", " ".join(filter(None, (one.step, iso(one.on), one.by, one.version)))
            )
    elif key == "contents":
        for text in lines[0].document.contents:
            field_words.field("contents", text)
    elif key not in ("verdict", "reason") and value not in (None, "", [], False):
        field_words.field(key, value)

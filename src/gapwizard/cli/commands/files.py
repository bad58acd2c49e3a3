"""`gapwizard files`: the file plan, its skeletons, and what a folder of real files shows."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.errors import Refused, Usage
from gapwizard.i18n import LANGUAGES, _, labelled, names
from gapwizard.session.acts import files
from gapwizard.session.acts.fields import split

if TYPE_CHECKING:
    from gapwizard.domain.files import PlannedFile
    from gapwizard.session.session import Session

PLANS = ("small", "large")
KINDS = {"docx": ("docx",), "md": ("md",), "both": ("docx", "md")}


@click.command("files", help=_("""
\b
Examples:
  gapwizard files acme                                 which files to write, in which order
  gapwizard files acme FILE-13                         one of them
  gapwizard files acme --write sms                     a skeleton of each, into the folder sms
  gapwizard files acme FILE-13 --write sms --format both
  gapwizard files acme --scan sms                      what the real files show of their state
  gapwizard files acme --scan sms --take               and take it over
  gapwizard files acme FILE-13 owner="Service desk lead" due=2026-12-15
  gapwizard files acme FILE-13 documents=DOC-045,DOC-047
  gapwizard files acme new title="Service desk handbook" documents=DOC-047,DOC-075
  gapwizard files acme FILE-08 --join FILE-09
  gapwizard files acme FILE-13 --split DOC-048 --title "Problems"
  gapwizard files acme FILE-13 --step approved --by "Managing director"
  gapwizard files acme --plan large                    a file for each document people work by

A document has exactly one home: a file takes it out of the one it was in. Fields: title, documents,
place, owner, due, location; an empty value gives back what the plan has.

What is written has a control block and gaps, `[[what is asked (who would know)]]`; a file that is
there already stays as it is. A scan writes nothing into the folder and follows no link. It proposes
what a file shows: draft while a gap is left or nobody approved it, current once it is approved and
issued, outdated when its next review has passed.

Steps: draft, reviewed_inside, reviewed_outside, approved, released, known, current.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("file", metavar="[FILE]", required=False)
@click.argument("words", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option(
    "--plan",
    type=click.Choice(PLANS),
    help=_("Few files, or one for each document people work by."),
)
@click.option("--join", metavar="FILE", help=_("Put all that another file holds into this one."))
@click.option("--split", "taken", metavar="DOC,...", help=_("Put these documents into a new file."))
@click.option("--title", metavar="TEXT", help=_("With --split: how the new file is called."))
@click.option("--remove", is_flag=True, help=_("Take back what was set of this file."))
@click.option("--step", metavar="STEP", help=_("A step that all documents of the file took."))
@click.option("--by", metavar="ROLE", help=_("With --step: who took it."))
@click.option("--on", "day", metavar="DATE", help=_("With --step: when; default: today."))
@click.option("--write", "target", metavar="DIR", help=_("Write skeletons into a folder."))
@click.option(
    "--format", "kind", type=click.Choice(tuple(KINDS)), help=_("With --write; default: docx.")
)
@click.option(
    "--style", metavar="FILE.docx", help=_("A Word document whose styles the docx takes over.")
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=_("Language of the files."))
@click.option("--scan", "scanned", metavar="DIR", help=_("Read a folder of real files."))
@click.option("--take", is_flag=True, help=_("With --scan: take over what it proposes."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def files_command(
    place: Place,
    /,
    assessment: str,
    file: str | None,
    words: tuple[str, ...],
    *,
    plan: str | None,
    join: str | None,
    taken: str | None,
    title: str | None,
    remove: bool,
    step: str | None,
    by: str | None,
    day: str | None,
    target: str | None,
    kind: str | None,
    style: str | None,
    lang: str | None,
    scanned: str | None,
    take: bool,
    as_json: bool,
) -> None:
    """The file plan: list, show, change, write, scan."""
    pairs = split(words, files.FIELDS)
    given = [bool(pairs), plan, join, taken, remove, step, target, scanned]
    if sum(map(bool, given)) > 1:
        raise Usage(
            _(
                "one thing at a time: fields, --plan, --join, --split, --remove, --step, --write or --scan"
            )
        )
    for wrong, said in (
        (
            bool(pairs or join or taken or remove or step) and file is None,
            _("Missing argument 'FILE'."),
        ),
        ((title is not None) != (taken is not None), _("--split and --title go together")),
        (bool(by or day) and step is None, _("--by and --on go with --step")),
        (bool(kind or style) and target is None, _("--format and --style go with --write")),
        (take and scanned is None, _("--take goes with --scan")),
        (plan is not None and file is not None, _("--plan is about all files; leave FILE out")),
    ):
        if wrong:
            raise Usage(said)
    place.lang = lang or place.lang
    writes = bool(pairs or plan or join or taken or remove or step or take)
    with place.open(assessment, write=writes, speak=True) as session:
        if target is not None:
            _write(session, file, target, KINDS[kind or "docx"], style, place.lang or "")
        elif scanned is not None:
            _scan(session, file, scanned, take=take, as_json=as_json)
        elif writes:
            _change(
                session,
                file or "",
                pairs,
                plan,
                join,
                taken,
                title or "",
                step,
                by or "",
                day or "",
                remove=remove,
            )
            if as_json:
                _show(session, file, as_json=True)
        else:
            _show(session, file, as_json=as_json)


def _change(
    session: "Session",
    name: str,
    pairs: dict[str, str],
    plan: str | None,
    join: str | None,
    taken: str | None,
    title: str,
    step: str | None,
    by: str,
    day: str,
    *,
    remove: bool,
) -> None:
    """Do the one thing that was asked for."""
    from gapwizard.session.acts.about import describe

    moment = session.moment
    if plan is not None:
        session.do(describe(moment, {"file_plan": plan}))
    elif join is not None:
        session.do(files.join(moment, name, join))
    elif taken is not None:
        made = session.do(files.split(moment, name, taken, title))
        if made is not None:
            output.data(made.changes[-1].id)
    elif remove:
        session.do(files.remove(moment, name))
    elif step is not None:
        session.do(files.take_step(moment, _planned(session, name)[1], step, by, day))
    else:
        made = session.do(files.change(moment, name, pairs))
        if name == files.NEW and made is not None:
            output.data(made.changes[-1].id)


def _planned(session: "Session", name: str) -> "tuple[int, PlannedFile]":
    """A file of the plan with its number. Raises Refused."""
    from gapwizard.domain.files import file_plan

    files.file_in(session.moment, name)
    for number, one in enumerate(file_plan(session.diagnosis), 1):
        if one.file.id == name:
            return number, one
    raise Refused(_("{name} holds nothing that is needed here"), name=name)


def _show(session: "Session", name: str | None, *, as_json: bool) -> None:
    from gapwizard.domain.effort import days_word
    from gapwizard.domain.figures import with_sign
    from gapwizard.domain.files import file_plan, file_state_word, homeless, worth_of
    from gapwizard.domain.life import stage_of, step_word
    from gapwizard.domain.wording import document_reason, state_word
    from gapwizard.exchange.files import file_json, files_json

    diagnosis = session.diagnosis
    if name is None and as_json:
        output.document(files_json(diagnosis))
        return
    if name is None:
        rows = []
        for number, one in enumerate(file_plan(diagnosis), 1):
            worth = worth_of(diagnosis, one)
            rows.append(
                (
                    str(number), one.file.id, one.file.title, file_state_word(one),
                    worth.owner.title or "-", str(one.record.due or "-"), days_word(worth.days),
                    with_sign(worth.points), str(len(worth.majors)),
                    names(line.document.id for line in one.lines),
                )
            )  # fmt: skip
        head = (
            _("No."), _("id"), _("title"), _("to do"), _("owner"), _("due"), _("effort"),
            _("points"), _("majors"), _("holds"),
        )  # fmt: skip
        output.table(head, rows)
        for document in homeless(diagnosis):
            output.words(
                _(
                    "{document} is required and stands in no file: `gapwizard files {name} FILE documents=...`"
                ),
                document=f"{document.id} {document.title}",
                name=session.assessment.id,
            )
        return
    number, one = _planned(session, name)
    if as_json:
        output.document(file_json(diagnosis, one, number))
        return
    worth = worth_of(diagnosis, one)
    told = (
        (_("title"), one.file.title), (_("why"), one.file.why),
        (_("to do"), file_state_word(one)), (_("owner"), worth.owner.title),
        (_("due"), str(one.record.due or "")), (_("effort"), days_word(worth.days)),
        (_("majors"), names(worth.majors)), (_("minors"), names(worth.minors)),
        (_("for stage 1"), names(worth.stage1)), (_("file"), one.record.location),
    )  # fmt: skip
    for label, text in told:
        if text:
            output.data(labelled(label, text))
    for line in one.lines:
        stage = step_word(stage_of(line.record.life).step) if line.record.life else ""
        said = [state_word(line.state), *([stage] if stage else []), document_reason(line)]
        output.data(f"{line.document.id} {line.document.title}  {names(said)}")


def _write(
    session: "Session",
    name: str | None,
    target: str,
    kinds: tuple[str, ...],
    style: str | None,
    language: str,
) -> None:
    from gapwizard.cli.commands.report import tell_names
    from gapwizard.session.handover.places import NOTHING_DECIDED
    from gapwizard.session.papers import skeletons
    from gapwizard.session.papers.report import client_style

    tell_names(session, NOTHING_DECIDED)
    looks = client_style(Path(style)) if style is not None else None
    made = skeletons.prepare(session, [name] if name else [], language, looks)
    done = skeletons.write_skeletons(made, Path(target), kinds)
    for path in done.made:
        output.data(str(path))
    if done.left:
        output.words(skeletons.left_words(done.left, len(done.left)))


def _scan(session: "Session", name: str | None, folder: str, *, take: bool, as_json: bool) -> None:
    from gapwizard.cli.staging import counts, show
    from gapwizard.session.folder_scan import scan
    from gapwizard.session.papers.skeletons import wordings
    from gapwizard.session.staging.scan import stage
    from gapwizard.session.staging.staging import act_of

    found = scan(wordings(session), Path(folder))
    if name is not None:
        _number, one = _planned(session, name)
        found = found.about(one.file.id)
    staging = stage(session.diagnosis, found)
    changes = tuple(staging.changes({}))
    if as_json:
        from gapwizard.exchange.files import scan_json

        output.document(
            scan_json(session.diagnosis, found.seen, found.unknown, found.problems, changes)
        )
    else:
        show(staging)
        missing = names(f"{one.file.id} {one.file.title}" for one in found.missing)
        if missing:
            output.words(_("not found: {names}"), names=missing)
        output.words(counts(staging))
    if take and changes:
        session.do(act_of(staging, changes))

"""`gapwizard files`: the file plan, its skeletons, and what a folder of real files shows."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import LANGUAGES, _, labelled, names
from gapwizard.session.acts import files
from gapwizard.session.acts.fields import split
from gapwizard.session.acts.names import NEW

if TYPE_CHECKING:
    from gapwizard.domain.files import ListedFile, PlannedFile
    from gapwizard.session.session import Session

PLANS = ("small", "large")
KINDS = {"docx": ("docx",), "md": ("md",), "both": ("docx", "md")}


class FilesOptions(TypedDict):
    """The options of `files`, by the names of their values."""

    plan: str | None
    join: str | None
    taken: str | None
    title: str | None
    remove: bool
    step: str | None
    by: str | None
    day: str | None
    target: str | None
    kind: str | None
    style: str | None
    lang: str | None
    scanned: str | None
    take: bool
    as_json: bool


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
@output.json_option
@pass_invocation
def files_command(
    invocation: Invocation,
    /,
    assessment: str,
    file: str | None,
    words: tuple[str, ...],
    **asked: Unpack[FilesOptions],
) -> None:
    """The file plan: list, show, change, write, scan."""
    pairs = split(words, files.FIELDS)
    _check(file, pairs, asked)
    invocation.lang = asked["lang"] or invocation.lang
    changed = (
        pairs
        or file == NEW
        or asked["plan"]
        or asked["join"]
        or asked["taken"]
        or asked["remove"]
        or asked["step"]
    )
    writes = bool(changed or asked["take"])
    with invocation.open(assessment, write=writes, speak=True) as session:
        if asked["target"] is not None:
            _write(session, file, asked["target"], asked, invocation.lang or "")
        elif asked["scanned"] is not None:
            _scan(session, file, asked["scanned"], asked)
        elif writes:
            made = _change(session, file or "", pairs, asked)
            if asked["as_json"]:
                _show(session, made or file, as_json=True)
            elif made:
                output.data(made)
        else:
            _show(session, file, as_json=asked["as_json"])


def _check(file: str | None, pairs: dict[str, str], asked: FilesOptions) -> None:
    """Refuse what does not go together."""
    plan, join, taken, step = asked["plan"], asked["join"], asked["taken"], asked["step"]
    target, scanned = asked["target"], asked["scanned"]
    given = [bool(pairs), plan, join, taken, asked["remove"], step, target, scanned]
    empty = [
        one
        for one in (join, taken, step, target, scanned)
        if one is not None and not substance(one)
    ]
    usage.apart("--remove --json")
    usage.check(
        (empty, _("an option here has nothing behind it")),
        (sum(map(bool, given)) > 1, _(
            "one thing at a time: fields, --plan, --join, --split, --remove, --step, --write or --scan"
        )),
        ((pairs or join or taken or asked["remove"] or step) and file is None,
         _("Missing argument 'FILE'.")),
        ((asked["title"] is not None) != (taken is not None), _("--split and --title go together")),
        ((asked["by"] or asked["day"]) and step is None, _("--by and --on go with --step")),
        ((asked["kind"] or asked["style"]) and target is None,
         _("--format and --style go with --write")),
        (asked["take"] and scanned is None, _("--take goes with --scan")),
        (plan is not None and file is not None, _("--plan is about all files; leave FILE out")),
    )  # fmt: skip


def _change(session: "Session", name: str, pairs: dict[str, str], asked: FilesOptions) -> str:
    """Do the one thing that was asked for; the id of a new file, empty where none was made."""
    from gapwizard.session.acts.about import describe

    moment = session.moment
    if asked["plan"] is not None:
        session.do(describe(moment, {"file_plan": asked["plan"]}))
    elif asked["join"] is not None:
        session.do(files.join(moment, name, asked["join"]))
    elif asked["taken"] is not None:
        made = session.do(files.split(moment, name, asked["taken"], asked["title"] or ""))
        return made.changes[-1].id if made is not None else ""
    elif asked["remove"]:
        session.do(files.remove(moment, name))
    elif asked["step"] is not None:
        planned, by, day = _planned(session, name).file, asked["by"] or "", asked["day"] or ""
        session.do(files.take_step(moment, planned, asked["step"], by, day))
    else:
        made = session.do(files.change(moment, name, pairs))
        if name == NEW and made is not None:
            return made.changes[-1].id
    return ""


def _planned(session: "Session", name: str) -> "ListedFile":
    """A file of the plan. Raises Refused."""
    from gapwizard.domain.files import listed_files

    files.file_in(session.moment, name)
    for one in listed_files(session.diagnosis):
        if one.file.file.id == name:
            return one
    if name in session.assessment.files:
        words = _(
            "{name} holds nothing that is needed here; --remove takes back what was set of it"
        )
        raise Refused(words, name=name)
    raise Refused(_("{name} holds nothing that is needed here"), name=name)


def _show(session: "Session", name: str | None, *, as_json: bool) -> None:
    """All files of the plan, or one."""
    from gapwizard.session.papers.files import file_json, files_json

    if name is None and as_json:
        output.document(files_json(session.diagnosis))
    elif name is None:
        _list(session)
    else:
        one = _planned(session, name)
        if as_json:
            output.document(file_json(one))
        else:
            _one(session, one.file)


def _list(session: "Session") -> None:
    from gapwizard.domain.files import homeless, listed_files
    from gapwizard.session.papers.files import FILES
    from gapwizard.session.papers.lists import table_of

    diagnosis = session.diagnosis
    keys = (column.key for column in FILES)
    output.table(*table_of(FILES, keys, listed_files(diagnosis)))
    for document in homeless(diagnosis):
        output.words(
            _(
                "{document} is required and stands in no file: `gapwizard files {name} FILE documents=...`"
            ),
            document=document.named,
            name=session.assessment.id,
        )


def _one(session: "Session", one: "PlannedFile") -> None:
    from gapwizard.domain.effort import days_word
    from gapwizard.domain.files import file_owner_word, file_state_word, worth_of
    from gapwizard.domain.life import stage_of, step_word
    from gapwizard.domain.sentences import document_reason, state_of_line

    worth = worth_of(session.diagnosis, one)
    told = (
        (_("title"), one.file.title), (_("why"), one.file.why),
        (_("to do"), file_state_word(one)), (_("owner"), file_owner_word(one, worth.owner)),
        (_("due"), str(one.due or "")), (_("effort"), days_word(worth.days)),
        (_("majors"), names(worth.majors)), (_("minors"), names(worth.minors)),
        (_("for stage 1"), names(worth.stage1)), (_("file"), one.record.location),
    )  # fmt: skip
    for label, text in told:
        if text:
            output.data(labelled(label, text))
    for line in one.lines:
        stage = step_word(stage_of(line.record.life).step) if line.record.life else ""
        said = [state_of_line(line), *([stage] if stage else []), document_reason(line)]
        output.data(f"{line.document.named}  {names(said)}")


def _write(
    session: "Session", name: str | None, target: str, asked: FilesOptions, language: str
) -> None:
    from gapwizard.cli.commands.report import tell_names
    from gapwizard.session.handover.places import NOTHING_DECIDED
    from gapwizard.session.papers import skeletons
    from gapwizard.session.papers.report import client_style

    tell_names(session, NOTHING_DECIDED)
    style = asked["style"]
    looks = client_style(Path(style)) if style is not None else None
    made = skeletons.prepare(session, [name] if name else [], language, looks)
    done = skeletons.write_skeletons(made, Path(target), KINDS[asked["kind"] or "docx"])
    if asked["as_json"]:
        left = [str(path) for path in done.left]
        output.document({"written": [str(path) for path in done.made], "kept": left})
        return
    for path in done.made:
        output.data(str(path))
    if done.made:
        output.tell_plain(session, target)
    if done.left:
        output.words(skeletons.left_words(done.left, len(done.left)))


def _scan(session: "Session", name: str | None, folder: str, asked: FilesOptions) -> None:
    from gapwizard.cli.staging import counts, show
    from gapwizard.session.acts.staging import act_of
    from gapwizard.session.folder_scan import scan
    from gapwizard.session.papers.skeletons import wordings
    from gapwizard.session.staging.scan import stage

    found = scan(wordings(session), Path(folder))
    if name is not None:
        one = _planned(session, name).file
        found = found.about(one.file.id)
    staging = stage(session.diagnosis, found)
    changes = tuple(staging.changes({}))
    before = session.diagnosis
    if asked["take"] and changes:
        session.do(act_of(staging, changes))  # before it is told: nobody may be there to hear it
    if asked["as_json"]:
        from gapwizard.session.papers.files import scan_json

        output.document(scan_json(before, found, changes))
    else:
        show(staging, session.questionnaire)
        missing = names(f"{one.file.id} {one.file.title}" for one in found.missing)
        if missing:
            output.words(_("not found: {names}"), names=missing)
        output.words(counts(staging))
    if found.unread:
        words = _("{folder}: the disk lets nobody read {names}")
        if asked["take"] and changes:
            words = _("{folder}: the disk lets nobody read {names}; what was taken stays")
        raise Unreadable(words, folder=folder, names=names(name for name, _file in found.unread))

"""`gapwizard export`: one assessment as one file, whole or fit for other eyes."""

from pathlib import Path
from typing import TypedDict, Unpack

import click

from gapwizard.cli import output, passphrase, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _


class ExportOptions(TypedDict):
    """The options of `export`, by the names of their values."""

    bundle: str | None
    target: str | None
    every: bool
    without: tuple[str, ...]
    what: str | None
    encrypt: bool
    passphrase_file: str | None
    redact: bool
    client_name: bool
    hide: tuple[str, ...]
    replace: tuple[str, ...]
    keep: tuple[str, ...]
    dry_run: bool
    force: bool


@click.command("export", help=_("""
\b
Examples:
  gapwizard export acme --bundle acme.zip                     everything, to move or to keep
  gapwizard export acme --bundle acme.zip.age                 the same, with a passphrase
  gapwizard export acme --bundle for-review.zip --redact      without notes, names, paths, history
  gapwizard export acme --redact --client-name -o answers.json
  gapwizard export acme --redact --dry-run                    every place it would replace
  gapwizard export --all -o all.zip.age                       everything, to another machine
  gapwizard export acme --what evidence -o evidence.csv       a list that `import --what` takes back

One file of one assessment: answers, history, questionnaire, names. `gapwizard import FILE` makes an
assessment of it. It is for your eyes only (mode 0600); a file that is there is never overwritten
without --force. An encrypted one is an age file: `age -d FILE` opens it too. --redact lists every
place before anything is written, searches the outcome again, and fails where a word is left.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID", required=False)
@click.option(
    "--all", "every", is_flag=True,
    help=_("With -o FILE.zip.age: all assessments, your questionnaires, your settings."),
)  # fmt: skip
@click.option(
    "--without", multiple=True, metavar="ID", help=_("With --all: leave one out; may be repeated.")
)
@click.option("--bundle", metavar="FILE", help=_("Write a bundle (a zip file)."))
@click.option(
    "-o", "--output", "target", metavar="FILE",
    help=_("Write the answers alone as JSON, a list as CSV; - for standard output."),
)  # fmt: skip
@click.option(
    "--what", type=click.Choice(("documents", "evidence", "actions", "departments")),
    help=_("With -o: a list of these, without private notes."),
)  # fmt: skip
@click.option(
    "--encrypt",
    is_flag=True,
    help=_("Encrypt the bundle with a passphrase (age), as FILE.age does."),
)
@passphrase.option
@click.option(
    "--redact", is_flag=True,
    help=_("Leave out private notes, flags, names, contacts, locations, links and the history."),
)  # fmt: skip
@click.option(
    "--client-name", is_flag=True,
    help=_("Leave out the client's name too, and the assessment's (means --redact)."),
)  # fmt: skip
@click.option(
    "--hide", multiple=True, metavar="WORD",
    help=_("Leave out a further word wherever it stands; may be repeated (means --redact)."),
)  # fmt: skip
@click.option(
    "--replace", multiple=True, metavar="MARK",
    help=_("With --redact: replace a doubtful place too; its mark or the words there."),
)  # fmt: skip
@click.option(
    "--keep", multiple=True, metavar="MARK",
    help=_("With --redact: leave a place as it was typed; its mark or the words there."),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=_("With --redact: list every place; write nothing."))
@output.force_option
@output.encoding_option
@pass_invocation
def export_command(
    invocation: Invocation, assessment: str | None, **asked: Unpack[ExportOptions]
) -> None:
    """Write one assessment to one file."""
    if asked["every"] or asked["without"]:
        _everything(invocation, assessment, asked)
    elif assessment is None:
        raise click.UsageError(_("Missing argument 'ID'."))
    elif asked["what"] is not None:
        _list(invocation, assessment, asked["what"], asked)
    else:
        _one(invocation, assessment, asked)


def _redacted(asked: ExportOptions) -> bool:
    return asked["redact"] or asked["client_name"] or bool(asked["hide"])


def _one(invocation: Invocation, name: str, asked: ExportOptions) -> None:
    """Write one assessment, whole or fit for other eyes; or say what that would replace."""
    bundle, target, redacted = asked["bundle"], asked["target"], _redacted(asked)
    usage.check(
        (
            (asked["replace"] or asked["keep"] or asked["dry_run"]) and not redacted,
            _("--replace, --keep and --dry-run go with --redact."),
        ),
        (
            (bundle is None) == (target is None) and not (asked["dry_run"] and bundle is None),
            _("Name the file: --bundle FILE or -o FILE.json, one of them."),
        ),
        error=click.UsageError,
    )
    encrypt = _encrypted(bundle, target, encrypt=asked["encrypt"])
    if asked["passphrase_file"] is not None and not encrypt:
        raise click.UsageError(_("--passphrase-file goes with --encrypt."))
    from gapwizard.session.handover import bundle_out
    from gapwizard.session.handover.places import Decisions, lines_of
    from gapwizard.session.handover.redaction import RedactionOptions

    session = invocation.read(name, speak=True)
    decided = Decisions(frozenset(asked["replace"]), frozenset(asked["keep"]))
    options = RedactionOptions(asked["client_name"], asked["hide"]) if redacted else None
    export = bundle_out.prepare(session, options, decided)
    for words in lines_of(export.places):
        output.words(words)
    left_out = export.left_out
    if bundle is not None and not asked["dry_run"]:
        content, left_out = bundle_out.as_bundle(session, export, options)
        _save(Path(bundle), content, asked, encrypt=encrypt)
        if not encrypt:
            output.tell_plain(session, bundle)
    elif not asked["dry_run"]:
        content = bundle_out.as_json(session, export)
        if target == "-":
            output.file(content.decode())
        else:
            _save(Path(target if target is not None else "-"), content, asked, encrypt=False)
            output.tell_plain(session, target or "-")
    _tell(left_out, export.look)


def _save(file: Path, content: bytes, asked: ExportOptions, *, encrypt: bool) -> None:
    """Write a file that is for the owner's eyes only, and print its path."""
    from gapwizard.session.handover import bundle_out
    from gapwizard.session.papers.output import check_free

    check_free(file, force=asked["force"])
    secret = passphrase.new(asked["passphrase_file"]) if encrypt else ""
    bundle_out.save(file, content, force=asked["force"], passphrase=secret)
    output.data(str(file))


def _everything(invocation: Invocation, name: str | None, asked: ExportOptions) -> None:
    """Write all assessments to one file."""
    from gapwizard.session.handover import collection_out
    from gapwizard.session.papers.output import bundle_is_encrypted, check_free

    bundle, target, without = asked["bundle"], asked["target"], asked["without"]
    others = name is not None or _redacted(asked) or asked["what"] is not None or asked["dry_run"]
    usage.check(
        (
            others or not asked["every"],
            _("--all goes without an ID; with -o, --without and --encrypt"),
        ),
        ((bundle is None) == (target is None), _("Name the file of all: -o FILE.zip.age")),
        error=click.UsageError,
    )
    file = Path(bundle or target or "")
    sealed = bundle_is_encrypted(file, encrypt=asked["encrypt"])
    if asked["passphrase_file"] is not None and not sealed:
        raise click.UsageError(_("--passphrase-file goes with --encrypt."))
    check_free(file, force=asked["force"])
    held = collection_out.collect(invocation.data, sealed=sealed, without=without)
    _save(file, held.content, asked, encrypt=sealed)
    _tell(held.left_out, ())
    output.words(_("assessments in it: {count}"), count=len(held.ids))


def _list(invocation: Invocation, name: str, what: str, asked: ExportOptions) -> None:
    from gapwizard.session.papers import bulk
    from gapwizard.session.papers.lists import csv_bytes
    from gapwizard.session.papers.output import format_of, hand_out

    sealed = asked["encrypt"] or asked["passphrase_file"] is not None
    others = _redacted(asked) or asked["bundle"] is not None or sealed
    usage.check((others, _("--what goes with -o alone")), error=click.UsageError)
    session, target = invocation.read(name, speak=True), asked["target"] or "-"
    text = bulk.csv(session.diagnosis, what)
    if target == "-":
        output.csv(text)
        return
    format_of(Path(target), ("csv",))
    output.data(str(hand_out(Path(target), csv_bytes(text), force=asked["force"])))
    output.tell_plain(session, target)


def _encrypted(bundle: str | None, target: str | None, *, encrypt: bool) -> bool:
    """Tell whether the file is encrypted, by its ending too. Raises Refused or a usage error."""
    from gapwizard.session.papers.output import bundle_is_encrypted, format_of

    if bundle is not None:
        return bundle_is_encrypted(Path(bundle), encrypt=encrypt)
    if encrypt:
        raise click.UsageError(_("--encrypt goes with --bundle."))
    if target is not None and target != "-":
        format_of(Path(target), ("json",))
    return False


def _tell(left_out: tuple[str, ...], look: tuple[str, ...]) -> None:
    """Say what was left out and what deserves a look."""
    for words in left_out:
        output.words(_("left out: {what}"), what=words)
    for words in look:
        output.words(_("look: {what}"), what=words)

"""What a folder of real files shows, laid beside what the register says, a row for each document.

Nothing is proposed that a file does not show, and nothing is taken without a yes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from gapwizard.domain.assessment import Change, DocumentRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import short_hash
from gapwizard.domain.file_look import DocumentLook, LookedFile, SeenFile
from gapwizard.domain.life import LifeStep, Step, step_word
from gapwizard.domain.records import FileRecord
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.domain.words import state_word
from gapwizard.errors import quoted
from gapwizard.i18n import _, names, ngettext
from gapwizard.session.acts.staging import act_of
from gapwizard.session.folder_scan import FolderScan
from gapwizard.session.session import Session
from gapwizard.session.staging.incoming import Staged


def stage(diagnosis: Diagnosis, scan: FolderScan) -> Staging:
    """The rows of a scan."""
    return Staging(scan.folder.name or str(scan.folder), tuple(_rows(diagnosis, scan)), "scan")


def staged_scan(session: Session, found: FolderScan) -> Staged:
    """What a folder shows, ready to be laid beside what is here."""
    return Staged(
        found.folder.name or str(found.folder),
        lambda: stage(session.diagnosis, found),
        act_of,
    )


def _rows(diagnosis: Diagnosis, scan: FolderScan) -> Iterator[StagedRow]:
    yield from _rows_of_the_plan(diagnosis, scan)
    for where, name in scan.copies:
        yield StagedRow("files", name, Kind.SAME, where)
    for name in scan.unknown:
        why = _("belongs to no file of the plan: place it there, or withdraw it")
        yield StagedRow("files", "", Kind.UNKNOWN, name, why=why)
    for name, why in scan.problems:
        words = _("not read: {why}").format(why=why)
        yield StagedRow("files", "", Kind.INVALID, name, why=words)


def _rows_of_the_plan(diagnosis: Diagnosis, scan: FolderScan) -> Iterator[StagedRow]:
    read = Counter(one.planned.file.id for one in scan.seen if one.look is not None)
    for one in scan.seen:
        name = one.planned.file.id
        if one.look is None and name in read:  # its registers, or a copy for reading
            yield StagedRow("files", name, Kind.SAME, one.name)
            continue
        twins = [x for x in scan.seen if x.planned.file.id == name and (x.look or name not in read)]
        alone = [
            x for x in twins if not x.name.lower().endswith(".xlsx")
        ]  # its registers beside it
        if alone and one not in alone:
            yield StagedRow("files", name, Kind.SAME, one.name)
            continue
        others = [x.name for x in alone or twins if x is not one]
        if others:
            why = _("found as {names} too; leave one of them").format(names=names(others))
            yield StagedRow("files", name, Kind.INVALID, one.name, why=why)
            continue
        yield _file_row(diagnosis, one)
        if one.look is not None:
            for document in one.look.documents:
                owners = scan.owners.get(name, frozenset())
                row = _document_row(diagnosis, one, one.look, document, owners)
                if row is not None:
                    yield row


def _file_row(diagnosis: Diagnosis, one: SeenFile) -> StagedRow:
    """Where a planned file lies, and that it is another one than last time."""
    name = one.planned.file.id
    before = diagnosis.assessment.files.get(name, FileRecord())
    after = before.model_copy(update={"location": one.name, "sha256": one.sha256})
    found = []
    if before.location != one.name:
        found.append(Difference("location", before.location, one.name))
    if one.changed or (not found and before.sha256 != one.sha256):
        found.append(Difference("sha256", short_hash(before.sha256), short_hash(one.sha256)))
    return _row("files", name, one.name, found, before, after)


def _document_row(
    diagnosis: Diagnosis,
    one: SeenFile,
    look: LookedFile,
    document: DocumentLook,
    owners: frozenset[str],
) -> StagedRow | None:
    before = diagnosis.assessment.documents.get(document.id, DocumentRecord())
    if before.held_in is not None:
        return None
    if not document.found:
        why = _("its heading is not in the file")
        return StagedRow("documents", document.id, Kind.EMPTY, one.name, why=why)
    if document.state is None:
        why = _("nothing is filled in yet")
        return StagedRow("documents", document.id, Kind.EMPTY, one.name, why=why)
    update: dict[str, object] = {"state": document.state}
    if look.version:
        update["version"] = look.version
    if look.owner and look.owner not in owners:
        update["owner"] = look.owner
    if look.approved_by and look.approved_on is not None and look.approved_on <= diagnosis.today:
        update["dated"] = look.approved_on
    steps = tuple(_steps(look, before))
    if steps and document.state != "draft":
        update["life"] = (*before.life, *steps)
    after = before.model_copy(update=update)
    found = [
        Difference(field, _said(before, field), _said(after, field))
        for field in update
        if getattr(before, field) != getattr(after, field)
    ]
    return _row("documents", document.id, _where(one, document), found, before, after)


def _where(one: SeenFile, document: DocumentLook) -> str:
    """The file, how many gaps are left in the document, and which headings are gone."""
    told = [one.name]
    if one.look is not None and not one.look.has_control:
        told.append(_("no control block"))
    if one.look is not None and one.look.issued_before:
        told.append(_("issued before it was approved"))
    if document.gaps:
        told.append(
            ngettext("{count} gap left", "{count} gaps left", document.gaps).format(
                count=document.gaps
            )
        )
    if document.empty:
        told.append(_("nothing below: {headings}").format(headings=names(document.empty)))
    if one.look is not None and one.look.unread:
        words = _("no date, write it as 2026-11-30: {texts}")
        told.append(words.format(texts=names(map(quoted, one.look.unread))))
    if document.missing:
        told.append(_("without: {headings}").format(headings=names(document.missing)))
    return names(told)


def _steps(look: LookedFile, before: DocumentRecord) -> Iterator[LifeStep]:
    """The steps that a file shows with their day, and nobody recorded yet."""
    known = {(one.step, one.on) for one in before.life}
    shown: list[tuple[Step, object, str]] = [
        ("approved", look.approved_on, look.approved_by),
        ("released", look.issued_on, ""),
    ]
    for step, day, who in shown:
        if day is not None and (step, day) not in known:
            yield LifeStep.model_validate(
                {"step": step, "on": day, "by": who, "version": look.version}
            )


def _said(row: DocumentRecord, field: str) -> str:
    if field == "state":
        return state_word(row.state)
    if field == "life":
        return names(f"{step_word(one.step)} {one.on.isoformat()}" for one in row.life)
    value = getattr(row, field)
    return "" if value is None else str(value)


def _row(
    table: str,
    name: str,
    where: str,
    found: Sequence[Difference],
    before: FileRecord | DocumentRecord,
    after: FileRecord | DocumentRecord,
) -> StagedRow:
    if before == after:
        return StagedRow(table, name, Kind.SAME, where)
    kind = Kind.CHANGED if any(one.mine for one in found) else Kind.NEW
    outcomes = {Choice.THEIRS: Change(table, name, after), Choice.MINE: None}
    return StagedRow(table, name, kind, where, tuple(found), outcomes)

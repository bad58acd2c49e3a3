"""The file plan as JSON: `{"files": [...]}`, each file with its documents and what writing it brings."""

from collections.abc import Callable, Iterable

from gapwizard.domain.assessment import Change
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.effort import days_word
from gapwizard.domain.figures import percent, with_sign
from gapwizard.domain.file_look import SeenFile
from gapwizard.domain.files import (
    ListedFile,
    file_owner_word,
    file_state_word,
    homeless,
    listed_files,
    owner_is_recorded,
)
from gapwizard.domain.life import stage_of
from gapwizard.domain.strict_json import Json
from gapwizard.i18n import N_, labelled, names
from gapwizard.session.folder_scan import FolderScan
from gapwizard.session.papers.lists import ListColumn

FILES: tuple[ListColumn[ListedFile], ...] = (
    ListColumn("number", N_("No."), lambda one: one.number),
    ListColumn("id", N_("id"), lambda one: one.file.file.id),
    ListColumn("title", N_("title"), lambda one: one.file.file.title),
    ListColumn("state", N_("to do"), lambda one: file_state_word(one.file)),
    ListColumn("owner", N_("owner"), lambda one: file_owner_word(one.file, one.worth.owner)),
    ListColumn("due", N_("due"), lambda one: one.file.due),
    ListColumn("days", N_("effort"), lambda one: days_word(one.worth.days)),
    ListColumn("points", N_("points"), lambda one: with_sign(one.worth.points)),
    ListColumn("majors", N_("majors"), lambda one: len(one.worth.majors)),
    ListColumn("documents", N_("holds"), lambda one: names(line.document.id for line in one.file.lines)),
)  # fmt: skip
"""The plan as a list."""


def files_json(diagnosis: Diagnosis, besides: Callable[[str], Json] = lambda _name: {}) -> Json:
    """The whole plan, in writing order; `homeless` are required documents that stand nowhere.

    `besides` is what else is told of a file, by its id.
    """
    return {
        "plan": diagnosis.assessment.about.file_plan,
        "files": [
            {**file_json(one), **besides(one.file.file.id)} for one in listed_files(diagnosis)
        ],
        "homeless": [document.id for document in homeless(diagnosis)],
    }


def file_json(listed: ListedFile) -> Json:
    """One file."""
    one, worth = listed.file, listed.worth
    due = one.due
    return {
        "id": one.file.id,
        "number": listed.number,
        "title": one.file.title,
        "state": one.state,
        "why": one.file.why,
        "owner": worth.owner.title or None,
        "owner_is_usual": bool(worth.owner.title) and not owner_is_recorded(one),
        "due": due.isoformat() if due is not None else None,
        "days": float(worth.days),
        "points": percent(worth.points),
        "majors": list(worth.majors),
        "minors": list(worth.minors),
        "stage1": list(worth.stage1),
        "critical": one.critical,
        "location": one.record.location or None,
        "documents": [
            {
                "id": line.document.id,
                "title": line.document.title,
                "obligation": line.document.obligation,
                "state": line.state,
                "verdict": line.verdict.value,
                "version": line.record.version or None,
                "step": stage_of(line.record.life).step,
                "life": [
                    {
                        "step": step.step,
                        "on": step.on.isoformat(),
                        "by": step.by or None,
                        "version": step.version or None,
                    }
                    for step in line.record.life
                ],
            }
            for line in one.lines
        ],
    }


def scan_json(diagnosis: Diagnosis, scanned: FolderScan, changes: Iterable[Change]) -> Json:
    """The plan as it would be after all that a scan proposes, with what was found of each file."""
    after = diagnose(
        diagnosis.questionnaire,
        diagnosis.assessment.with_changes(changes),
        diagnosis.today,
        diagnosis,
    )
    by_file: dict[str, list[Json]] = {}
    for one in scanned.seen:
        by_file.setdefault(one.planned.file.id, []).append(_seen_json(one))
    return {
        **files_json(after, lambda name: {"found": by_file.get(name, [])}),
        "unknown": list(scanned.unknown),
        "problems": [labelled(*one) for one in scanned.problems],
        "copies": [name for name, _file in scanned.copies],
    }


def _seen_json(one: SeenFile) -> Json:
    look = one.look
    if look is None:
        return {"name": one.name, "changed": one.changed, "read": False}

    def day(value: object) -> str | None:
        return None if value is None else str(value)

    return {
        "name": one.name,
        "changed": one.changed,
        "read": True,
        "version": look.version or None,
        "owner": look.owner or None,
        "approved_by": look.approved_by or None,
        "approved_on": day(look.approved_on),
        "issued_on": day(look.issued_on),
        "review": day(look.review),
        "unread": list(look.unread),
        "gaps": look.gaps,
        "documents": [
            {
                "id": document.id,
                "found": document.found,
                "gaps": document.gaps,
                "missing": list(document.missing),
                "empty": list(document.empty),
                "state": document.state,
            }
            for document in look.documents
        ],
    }

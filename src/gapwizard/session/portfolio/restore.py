"""Copies of an assessment, and the ways back: to a copy, or to its own past.

To go back is one act of the history, which undo takes back; only an assessment that is gone is
copied into its place.
"""

from datetime import datetime, time
from pathlib import Path

from gapwizard import folders, paths
from gapwizard.disk import disk_words
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.days import day_of
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _, sentences
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.session import face
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.filing import rewound
from gapwizard.session.papers.output import check_folder
from gapwizard.session.session import Session
from gapwizard.store import backups
from gapwizard.store.backups import Backup
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import Acts
from gapwizard.store.index import check_id, folder_of
from gapwizard.store.tables import parse, rows_after


@disk_words()
def backups_of(data: Path, name: str) -> list[Backup]:
    """The backups that stand beside an assessment, oldest first.

    Raises Refused, and Unreadable where nobody may look.
    """
    return backups.look(folder_of(data, name))


def back_up(data: Path, name: str, target: Path | None = None) -> Path:
    """Copy an assessment as it is on the disk; gives the folder of the copy, proved by opening it.

    Raises Refused when `target` is there, Unreadable; of a damaged one once it has its copy.
    """
    folder = folder_of(data, name)
    if target is not None:
        check_folder(target)
    source = AssessmentFolder(folder, write=False)  # of a hidden damage no copy would open either
    with disk_words(target or folder):
        try:
            if target is None:
                made = backups.keep(folder, backups.ASKED)
            else:
                made = target.absolute()
                backups.copy(folder, made)
        except FileExistsError as problem:
            raise Refused(_("{path} is there already"), path=target) from problem
    AssessmentFolder(made, write=False, old=True)
    if source.notices:
        words = _("{path} is a copy of what is damaged: {why}")
        raise Unreadable(words, path=made, why=sentences(source.notices))
    return made


@disk_words()
def from_backup(session: Session, written: str) -> tuple[Assessment, str]:
    """The assessment in a backup, by its name or its folder, and its label.

    Raises Refused or Unreadable.
    """
    known = {backup.name: backup.path for backup in backups.look(session.folder)}
    path = known.get(written, Path(written))
    if not path.is_dir():
        raise Refused(
            _("there is no backup {written!r}; `gapwizard restore {name}` lists those of {name}"),
            written=written,
            name=session.assessment.id,
        )
    _check_holds_one(path)
    found = AssessmentFolder(path, write=False).assessment
    if found.about.created != session.assessment.about.created:
        raise Refused(_("{path} is a backup of another assessment; nothing was changed"), path=path)
    return found, f"{path.name}"


def _check_holds_one(folder: Path) -> None:
    """Raise Refused for a folder in which no assessment lies."""
    if not any((folder / name).exists() for name in (ROWS_FILE, HISTORY_FILE)):
        raise Refused(_("{path}: there is no assessment in it"), path=folder)


def from_history(session: Session, written: str) -> tuple[Assessment, str]:
    """The assessment as it stood at a revision or a time, and its label. Raises Refused."""
    acts = session.history
    revision = _revision(acts, written)
    if not acts.first <= revision <= acts.last:
        raise Refused(
            _("the history of {name} goes from revision {first} ({start}) to {last}"),
            name=session.assessment.id,
            first=acts.first,
            start=acts[0].at,
            last=acts.last,
        )
    return parse(session.assessment.id, rows_after({}, 0, acts, revision)), f"{revision}"


def _revision(acts: Acts, written: str) -> int:
    """The revision that a number or a time means; a day means its end."""
    if written.isdecimal():
        return int(written[:18])  # thousands of digits are no revision and cost a square
    moment = _moment(written)
    try:
        moment = moment.astimezone()
        before = [act.revision for act in acts if datetime.fromisoformat(act.at) <= moment]
    except (ValueError, OverflowError, TypeError) as problem:
        raise Refused(_("{written!r} cannot be compared"), written=written) from problem
    return max(before, default=0)


def _moment(written: str) -> datetime:
    """Read a time, or a day as its end. Raises Refused."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        day = day_of(written)
        if day is None:
            raise Refused(
                _(
                    "{written!r} is no revision and no time; write 42, 2026-11-20 or 2026-11-20T14:30"
                ),
                written=written,
            ) from None
        return datetime.combine(day, time.max)
    if len(written) <= len("2026-11-20"):
        return datetime.combine(moment.date(), time.max)
    return moment


def rewind(session: Session, written: str, *, backup: bool) -> Act:
    """The act that brings an assessment back to one of its backups, or to a moment of its history.

    Raises Refused or Unreadable.
    """
    source = from_backup if backup else from_history
    return rewound(session.assessment, *source(session, written))


def take_in(data: Path, name: str, source: Path, *, dry_run: bool = False) -> None:
    """Bring back an assessment that is gone, from a backup folder, and tell what is damaged of it.

    With `dry_run` nothing is copied. Raises Refused or Unreadable.
    """
    folder = paths.inside(data, name)
    if folder is None or name.startswith(".") or name in paths.RESERVED:
        raise Refused(_("{name!r} cannot be the id of an assessment"), name=name)
    check_id(data, name)
    _check_holds_one(source)
    face.tell(AssessmentFolder(source, write=False, old=True).notices)
    if dry_run:
        return
    with disk_words(folder):
        try:
            folders.private(data)
            backups.copy(source, folder)
        except FileExistsError as problem:
            raise Refused(_("{path} is there already"), path=folder) from problem

"""The files that may have come back, and one of them read."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard.domain.register_rows import BETWEEN
from gapwizard.domain.staging import Staging
from gapwizard.errors import Refused
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.exchange.answers_sheet import AnswerFile
    from gapwizard.session.session import Session
    from gapwizard.session.staging.staging import Staged

ENDINGS = (".xlsx", ".csv")
FOLDERS = ("Downloads", "下载", "Desktop", "桌面", "Documents", "文档")
"""Where mail programs and browsers put files, below the home folder."""
MOST = 40
ANSWERS = "answers"


def candidates(exports: Path) -> list[Path]:
    """Sheets where one keeps files: here, among the exports, in the usual folders; newest first."""
    folders = [Path.cwd(), exports, *(Path.home() / name for name in FOLDERS)]
    found = {path for folder in dict.fromkeys(folders) for path in _sheets(folder)}
    return sorted(found, key=_when, reverse=True)[:MOST]


def _sheets(folder: Path) -> Iterable[Path]:
    try:
        every = list(folder.iterdir())
    except OSError:
        return
    for path in every:
        # `~$a.xlsx` is what Excel puts beside a file that is open
        if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$")):
            yield path


def _when(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def typed_path(written: str) -> Path:
    """A path as it is typed, or dropped into a terminal, which puts quotes around it."""
    return Path(written.strip().strip("'\""))


def read(path: Path) -> "AnswerFile":
    """Read a sheet of answers. Raises Refused or Unreadable."""
    from gapwizard.exchange import answers_sheet

    return answers_sheet.open_answers(path.expanduser())


def kinds(path: Path) -> dict[str, str]:
    """The lists that a file may be, in words. Raises Unreadable."""
    from gapwizard.exchange.bulk import LISTS, kinds_of

    return {what: _(LISTS[what].title) for what in kinds_of(path.expanduser())}


def kind_of(path: Path) -> str:
    """What a file holds by its columns; empty where it may be several lists.

    Raises Refused for what is neither answers nor a list, Unreadable for the disk.
    """
    from gapwizard.exchange import answers_sheet, bulk

    path = path.expanduser()
    try:
        answers_sheet.open_answers(path)
    except Refused:
        found = bulk.kinds_of(path)
        if not found:
            raise
        return found[0] if len(found) == 1 else ""
    return ANSWERS


def staged_list(session: "Session", what: str, path: Path, sender: str) -> tuple["Staged", str]:
    """A list that was read, ready to be laid beside what is here, and how it was read.

    Raises Refused or Unreadable.
    """
    from gapwizard.exchange import bulk
    from gapwizard.session.staging import lists
    from gapwizard.session.staging.staging import Staged, source_of

    if BETWEEN in what:
        return _register(session, what.partition(BETWEEN)[2], path.expanduser(), sender), ""
    one = bulk.LISTS[what]
    found = bulk.read(path.expanduser(), one)
    source = source_of(path.name, sender, found.sha256)

    def make() -> Staging:
        faults = found.faults.copy()
        return lists.stage(session.moment, session.diagnosis, one, found, faults, source)

    made = Staged(
        path.name, make, lambda staging, rows: lists.act_of(session.moment, staging, rows)
    )
    return made, found.said


def _register(session: "Session", name: str, path: Path, sender: str) -> "Staged":
    """The rows of a declared register that a file holds. Raises Refused or Unreadable."""
    from gapwizard.session.acts.registers import register_in
    from gapwizard.session.staging import register as rows
    from gapwizard.session.staging.staging import Staged, counted_act_of, source_of

    register = register_in(session.moment, name)
    found = rows.read(register, path)
    source = source_of(path.name, sender, found.sha256)
    rows.stage(session.moment, register, found, source)
    return Staged(
        path.name,
        lambda: rows.stage(session.moment, register, found, source),
        counted_act_of,
    )


def staged(session: "Session", file: "AnswerFile", name: str, sender: str) -> "Staged":
    """A sheet that was read, ready to be laid beside what is here."""
    from gapwizard.session.staging import answers
    from gapwizard.session.staging.staging import Staged, source_of

    source = source_of(name, sender, file.sha256)

    def make() -> Staging:
        anew = file._replace(faults=file.faults.copy())
        return answers.stage(session, anew, {}, source)

    return Staged(name, make, lambda made, changes: answers.act_of(session, made, changes))

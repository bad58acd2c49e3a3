"""The files that may have come back, and one of them read."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard.domain.staging import Staging

if TYPE_CHECKING:
    from gapwizard.exchange.answers_sheet import AnswerFile
    from gapwizard.session.session import Session
    from gapwizard.session.staged import Staged

ENDINGS = (".xlsx", ".csv")
FOLDERS = ("Downloads", "下载", "Desktop", "桌面", "Documents", "文档")
"""Where mail programs and browsers put files, below the home folder."""
MOST = 40


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


def typed(written: str) -> Path:
    """A path as it is typed, or dropped into a terminal, which puts quotes around it."""
    return Path(written.strip().strip("'\""))


def read(path: Path) -> "AnswerFile":
    """Read a sheet of answers. Raises Refused or Unreadable."""
    from gapwizard.exchange import answers_sheet

    return answers_sheet.opened(path.expanduser())


def staged(session: "Session", file: "AnswerFile", name: str, sender: str) -> "Staged":
    """A sheet that was read, ready to be laid beside what is here."""
    from gapwizard.session import staged_answers
    from gapwizard.session.staged import Staged

    source = staged_answers.source_of(name, sender, file.sha256)

    def make() -> Staging:
        anew = file._replace(faults=file.faults.copy())
        return staged_answers.stage(session, anew, {}, source)

    return Staged(name, make, lambda made, changes: staged_answers.act_of(session, made, changes))

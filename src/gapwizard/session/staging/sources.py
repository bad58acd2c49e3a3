"""Where files to take in may lie: the folder one works in, the exports, Downloads, Desktop, Documents.

With them, which other copies of the open assessment there may be.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard.i18n import N_
from gapwizard.paths import with_home
from gapwizard.session.session import Session
from gapwizard.session.staging.incoming import Staged

if TYPE_CHECKING:
    from gapwizard.domain.portfolio_row import PortfolioRow

ENDINGS = (".xlsx", ".csv")
FOLDERS = ("Downloads", "下载", "Desktop", "桌面", "Documents", "文档")
"""Where mail programs and browsers put files, below the home folder."""
MOST = 40
"""Files that are offered, the newest first: two screens of a small window."""


def candidates(exports: Path) -> list[Path]:
    """Sheets where one keeps files: here, among the exports, in the usual folders; newest first."""
    found = {path for folder in dict.fromkeys(_folders(exports)) for path in _sheets(folder)}
    return sorted(found, key=_when, reverse=True)[:MOST]


def _folders(exports: Path) -> Iterator[Path]:
    with suppress(OSError):  # the folder one works in is gone
        yield Path.cwd()
    yield exports
    with suppress(RuntimeError):  # nobody has a home
        yield from (Path.home() / name for name in FOLDERS)


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
    return with_home(written.strip().strip("'\""))


ANOTHER = N_("a bundle or a folder elsewhere: type its path")


def other_copies(session: Session) -> "list[PortfolioRow]":
    """The other assessments of the folder that are asked with the same questionnaire."""
    from gapwizard.session.comparison import others

    name = session.assessment.about.questionnaire
    return [row for row in others(session) if row.questionnaire == name]


def needs_passphrase(session: Session, other: str) -> bool:
    """Whether another copy is an encrypted file. Raises Refused or Unreadable where it cannot be read."""
    from gapwizard.session.handover import collection_in
    from gapwizard.session.portfolio import listing

    try:
        file = with_home(other)
        there = file.is_file()
    except (OSError, ValueError):  # a name too long, a NUL
        return False  # what reads it says so
    here = other in listing.names(session.folder.parent)
    return there and not here and collection_in.is_sealed(file)


def staged_copy(session: Session, other: str, passphrase: str = "") -> Staged:
    """Another copy, ready to be laid beside what is here. Raises Refused or Unreadable."""
    from gapwizard.session import copies, merge

    return merge.staged_copy(session, copies.read(session.folder.parent, other, lambda: passphrase))

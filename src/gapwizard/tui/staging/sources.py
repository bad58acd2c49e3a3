"""Where files to take in may lie: the folder one works in, the exports, Downloads, Desktop, Documents."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from gapwizard.paths import with_home

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

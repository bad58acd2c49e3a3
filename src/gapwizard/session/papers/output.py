"""The one way in which a file leaves the program: its format, its name, and how it is written.

The ending of a name and the format that was asked for agree, or both are refused. Nothing is
written over a file that is there unless that is said, nothing through a link or into a device; a
file is written whole or not at all, for its owner's eyes only.
"""

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

from gapwizard import atomic, folders, i18n
from gapwizard.disk import unwritten
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.session.session import Session
from gapwizard.store import locked_key, people
from gapwizard.store.folder import BACKUP

ENDINGS = {
    "md": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "docx": (".docx",),
    "pdf": (".pdf",),
    "xlsx": (".xlsx",),
    "csv": (".csv",),
    "svg": (".svg",),
    "ics": (".ics",),
    "json": (".json",),
    "zip": (".zip",),
    "age": (".age",),
}
"""How the name of a file of each format ends."""


def format_of(path: Path, known: Sequence[str], named: str = "") -> str:
    """The format of a file: by its ending, else the one named, else the first that is known.

    Raises Refused for an ending of no known format, and where ending and named format disagree.
    """
    check_name(path)
    ending = path.suffix.lower() or (path.name.lower() if path.name.startswith(".") else "")
    if not ending:
        return named or known[0]
    found = next((kind for kind in known if ending in ENDINGS[kind]), None)
    if found is None:
        endings = i18n.names(ENDINGS[kind][0] for kind in known)
        raise Refused(
            _("{path}: this is not written as {ending}; it is as {endings}"),
            path=path,
            ending=ending,
            endings=endings,
        )
    if named and named != found:
        raise Refused(
            _("{path} ends in {ending}, and {named} is asked for; say one of them"),
            path=path,
            ending=ending,
            named=named,
        )
    return found


def check_name(path: Path) -> None:
    """Refuse names that another system reads otherwise, and `-`, which is none. Raises Refused."""
    if str(path) == "-":
        raise Refused(_("this is not printed: name a file or folder in place of -"))
    if path.name.endswith((".", " ")):
        raise Refused(
            _("{path!r} ends in a dot or a space, which Windows drops; name it otherwise"),
            path=str(path),
        )


def bundle_is_encrypted(path: Path, *, encrypt: bool) -> bool:
    """Tell whether a bundle of this name is encrypted: its ending says so, or `encrypt` does.

    Raises Refused where they disagree: nobody may take a plain file for an encrypted one.
    """
    return format_of(path, ("zip", "age"), "age" if encrypt else "") == "age"


def check_folder(path: Path) -> None:
    """Refuse a new folder that looks like a file of ours. Raises Refused."""
    check_name(path)
    ending = path.suffix.lower()
    if any(ending in endings for endings in ENDINGS.values()):
        raise Refused(
            _(
                "{path}: a backup is a folder and no {ending}; `gapwizard export ID --bundle FILE.zip` "
                "makes one file"
            ),
            path=path,
            ending=ending,
        )


KEPT_IN = (ROWS_FILE, BACKUP, HISTORY_FILE, people.FILE, *locked_key.FILES)
"""Files that an assessment is kept in; the names of people and its key have no second place."""


def check_free(target: Path, *, force: bool) -> None:
    """Raise Refused for a file that is there, and with `force` for all but an ordinary file.

    Raises Unreadable for a folder.
    """
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        raise unwritten(target, problem) from problem
    if stat.S_ISDIR(mode):
        raise Unreadable(_("{path} is a folder; name a file in it"), path=target)
    if not stat.S_ISREG(mode):
        raise Refused(
            _(
                "{path} is a link, pipe or device, and nothing is written through one; name "
                "another file"
            ),
            path=target,
        )
    if not force:
        raise Refused(_already_there(target))


def hand_out(target: Path, content: bytes, *, force: bool) -> Path:
    """Write a file and give its path. Raises Refused or Unreadable.

    Nothing is written over a file that an assessment is kept in, whoever says so.
    """
    check_free(target, force=force)
    if target.name in KEPT_IN and (target.parent / HISTORY_FILE).exists():
        raise Refused(_("{path}: an assessment is kept in this file; name another"), path=target)
    try:
        if force:
            atomic.write_bytes(target, content)
        else:
            atomic.write_new(target, content)
    except FileExistsError as problem:  # it came to be meanwhile
        raise Refused(_already_there(target)) from problem
    except (OSError, ValueError) as problem:
        raise unwritten(target, problem) from problem
    return target


def write(
    session: Session,
    text: str | bytes,
    kind: str,
    target: Path | None,
    folder: Path | None = None,
    what: str = "report",
    *,
    force: bool = False,
) -> Path:
    """Hand a paper out and give its path; without a target, as a new file in `folder` (or here).

    `what` is the noun of the paper in the name of a new file, `ID-WHAT-DAY.KIND`. Raises Refused
    for a target that is there, but for an ordinary file with `force`; Unreadable.
    """
    from gapwizard.exchange.csv_lines import csv_bytes

    plain = csv_bytes(text) if kind == "csv" and isinstance(text, str) else text
    content = plain.encode() if isinstance(plain, str) else plain
    if target is not None:
        return hand_out(target, content, force=force)
    name = f"{session.assessment.id}-{what}-{session.today()}"
    return hand_out_anew(folder or Path.cwd(), name, kind, content)


def hand_out_anew(folder: Path, stem: str, kind: str, content: bytes) -> Path:
    """Write a file under a name that nothing has yet, `STEM.KIND` or `STEM-2.KIND`; gives its path.

    Raises Unreadable.
    """
    number, path = 1, folder / f"{stem}.{kind}"
    try:
        folders.private(folder)
        while True:
            try:
                atomic.write_new(path, content)
            except FileExistsError:
                number += 1
                path = folder / f"{stem}-{number}.{kind}"
            else:
                return path
    except OSError as problem:
        raise unwritten(path, problem) from problem


def new_folder(folder: Path, stem: str) -> Path:
    """Make a folder that was not there before, `STEM` or `STEM-2`. Raises OSError."""
    folders.private(folder)
    number, path = 1, folder / stem
    while True:
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
            path = folder / f"{stem}-{number}"
        else:
            return path


def fill_new_folder(folder: Path, stem: str, content: Mapping[str, bytes]) -> list[Path]:
    """Write files, also into folders inside, into a new folder; gives their paths. Raises Unreadable."""
    target = folder
    try:
        target = new_folder(folder, stem)
        for name, raw in content.items():
            (target / name).parent.mkdir(mode=0o700, exist_ok=True)
            atomic.write_bytes(target / name, raw)
    except (OSError, ValueError) as problem:
        raise unwritten(target, problem) from problem
    return [target / name for name in content]


def _already_there(target: Path) -> str:
    return _("{path} is there already; name another file, or say --force").format(path=target)

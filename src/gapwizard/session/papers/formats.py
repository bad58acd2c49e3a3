"""The format a file is written in: its ending and what was asked for agree, or both are refused."""

from collections.abc import Sequence
from pathlib import Path

from gapwizard.errors import Refused
from gapwizard.i18n import _

ENDINGS = {
    "md": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "csv": (".csv",),
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
        endings = ", ".join(ENDINGS[kind][0] for kind in known)
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

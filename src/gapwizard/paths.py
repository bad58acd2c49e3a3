"""Where things live: the user's data and settings, what travels with the product, and names of folders.

Each folder of the user can be named by an environment variable; else the platform says where it is.
"""

import os
import unicodedata
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent

_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(10)),
    *(f"lpt{n}" for n in range(10)),
}
ROWS_FILE, HISTORY_FILE = "assessment.json", "history.jsonl"
"""What an assessment stands in, in its folder and in a bundle."""
RESERVED = {"questionnaires", "index", "exports", "demo"}
"""Names in the data folder that no assessment may take."""
LONGEST_NAME = 72
"""Bytes of a folder's name. It is an id, which has 80 characters at most, and `-2` may stand behind it."""


def with_home(written: str) -> Path:
    """A path as it is typed, with a home for `~`; that of nobody stays as it is, and is not there."""
    path = Path(written)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def data_folder() -> Path:
    """The folder of assessments: GAPWIZARD_DATA, or the platform's user data folder."""
    return _folder("GAPWIZARD_DATA", "user_data_dir")


def config_folder() -> Path:
    """The folder of settings and of the user's own templates."""
    return _folder("GAPWIZARD_CONFIG", "user_config_dir")


def cache_folder() -> Path:
    """The folder of what can be made again; no client's text goes there."""
    return _folder("GAPWIZARD_CACHE", "user_cache_dir")


def log_folder() -> Path:
    """The folder in which a bug of ours leaves its log."""
    return _folder("GAPWIZARD_LOGS", "user_log_dir")


def _folder(variable: str, platform: str) -> Path:
    """The folder that the environment names, else that of the platform."""
    if named := os.environ.get(variable):
        return with_home(named).absolute()
    import platformdirs  # 6 ms, and only where nothing is named

    return Path(getattr(platformdirs, platform)("gapwizard", appauthor=False))


def shipped_folder(kind: str) -> Path:
    """The folder `questionnaires` or `templates` that came with the product.

    The wheel carries them inside the package; an editable install finds them in the checkout.
    """
    inside = _PACKAGE / kind
    return inside if inside.is_dir() else _CHECKOUT / kind


def slug(name: str) -> str:
    """Make a readable folder name of any script from a person's words.

    >>> slug("Acme Cloud, FY26!")
    'acme-cloud-fy26'
    >>> slug("北方数据 2026")
    '北方数据-2026'
    """
    kept = []
    for letter in unicodedata.normalize("NFKC", name).casefold():
        category = unicodedata.category(letter)
        kept.append(letter if category[0] in "LN" or category in ("Mn", "Mc") else "-")
    words = [word for word in "".join(kept).split("-") if word]
    text = ""
    for word in words:
        longer = f"{text}-{word}" if text else word
        if len(longer.encode()) > LONGEST_NAME:
            break
        text = longer
    if not text and words:
        text = words[0].encode()[:LONGEST_NAME].decode(errors="ignore")
    text = text or "assessment"
    return f"{text}-1" if text in _DEVICES or text in RESERVED else text


def inside(folder: Path, name: str) -> Path | None:
    """`folder/name` when `name` is a plain name of something directly in it, else None."""
    if not name or name in (".", "..") or name != Path(name).name or "\\" in name or ":" in name:
        return None
    if any(unicodedata.category(letter)[0] == "C" for letter in name):
        return None
    return folder / name

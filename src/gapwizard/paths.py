"""Where things live: the user's data and settings, and what travels with the product."""

import os
import unicodedata
from pathlib import Path

from gapwizard.folders import private

__all__ = [
    "cache_folder",
    "config_folder",
    "data_folder",
    "inside",
    "log_folder",
    "private",
    "shipped",
    "slug",
]

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
RESERVED = {"questionnaires", "index", "exports", "demo"}
"""Names in the data folder that no assessment may take."""


def data_folder() -> Path:
    """The folder of assessments: GAPWIZARD_DATA, or the platform's user data folder."""
    if named := os.environ.get("GAPWIZARD_DATA"):
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("gapwizard", appauthor=False))


def config_folder() -> Path:
    """The folder of settings and of the user's own templates."""
    if named := os.environ.get("GAPWIZARD_CONFIG"):
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_config_dir("gapwizard", appauthor=False))


def cache_folder() -> Path:
    """The folder of what can be made again; no client's text goes there."""
    if named := os.environ.get("GAPWIZARD_CACHE"):
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("gapwizard", appauthor=False))


def log_folder() -> Path:
    """The folder in which a bug of ours leaves its log."""
    if named := os.environ.get("GAPWIZARD_LOGS"):
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_log_dir("gapwizard", appauthor=False))


def shipped(kind: str) -> Path:
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
        if len(longer.encode()) > 80:
            break
        text = longer
    if not text and words:
        text = words[0].encode()[:80].decode(errors="ignore")
    text = text or "assessment"
    return f"{text}-1" if text in _DEVICES or text in RESERVED else text


def inside(folder: Path, name: str) -> Path | None:
    """`folder/name` when `name` is a plain name of something directly in it, else None."""
    if not name or name in (".", "..") or name != Path(name).name or "\\" in name or ":" in name:
        return None
    if any(unicodedata.category(letter)[0] == "C" for letter in name):
        return None
    return folder / name

"""Copying: the terminal is asked (OSC 52), and a file keeps the text for terminals that refuse."""

from textual.app import App

from gapwizard import atomic, folders, paths
from gapwizard.i18n import _

LIMIT = 70_000
"""Characters that terminals take; longer texts only reach the file."""


def copy(app: App[None], text: str, *, client: bool) -> str:
    """Copy a text and say what became of it; client view names no file."""
    if len(text) <= LIMIT:
        app.copy_to_clipboard(text)
    file = paths.cache_folder() / "clipboard.txt"
    try:
        folders.private(file.parent)
        atomic.write_text(file, text)
    except OSError:
        client = True
    if client:
        return _("copied, if the terminal allows it")
    return _("copied, if the terminal allows it; also in {file}").format(file=file)

"""Opening a file in the user's editor: the words of $VISUAL or $EDITOR, never through a shell."""

import os
import shlex
import subprocess  # the user's editor is the user's own choice
from pathlib import Path

from textual.app import App, SuspendNotSupported

from gapwizard.errors import Refused
from gapwizard.i18n import _


def editor() -> list[str]:
    """The words of the editor's command. Raises Refused where none is set."""
    written = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if not written:
        raise Refused(_("no editor is set: set VISUAL or EDITOR, for example EDITOR=nano"))
    try:
        return shlex.split(written)
    except ValueError as problem:
        raise Refused(
            _("the editor {written!r} cannot be understood: {why}"), written=written, why=problem
        ) from problem


def edit(app: App[None], path: Path) -> None:
    """Let the editor have the terminal until it ends. Raises Refused where that cannot be."""
    command = editor()
    try:
        with app.suspend():
            problem = _run([*command, str(path)])
    except SuspendNotSupported as unable:
        raise Refused(_("this terminal cannot be lent to an editor")) from unable
    if problem:
        raise Refused(_("{editor} could not be started: {why}"), editor=command[0], why=problem)


def _run(words: list[str]) -> str:
    """Run a command and give why it could not be started.

    Nothing may be raised while the app is suspended: Textual would never take the terminal back.
    """
    try:
        subprocess.run(words, check=False)  # noqa: S603 - no shell, one file
    except (OSError, ValueError) as problem:
        return str(getattr(problem, "strerror", "") or problem)
    return ""

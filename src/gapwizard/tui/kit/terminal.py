"""What goes to and comes from the terminal past Textual: an editor, a copied text, a burst of keys."""

import os
import shlex
import subprocess  # the user's editor is the user's own choice
from pathlib import Path

from textual import events
from textual.app import App, SuspendNotSupported
from textual.message_pump import MessagePumpClosed
from textual.widgets import TextArea

from gapwizard import atomic, folders, paths
from gapwizard.errors import Refused
from gapwizard.i18n import _, reason_of

# The user's editor: the words of $VISUAL or $EDITOR, never through a shell


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
            problem = _run_alone([*command, str(path)])
    except SuspendNotSupported as unable:
        raise Refused(_("this terminal cannot be lent to an editor")) from unable
    if problem:
        raise Refused(_("{editor} could not be started: {why}"), editor=command[0], why=problem)


def _run_alone(words: list[str]) -> str:
    """Run a command and give why it could not be started.

    Nothing may be raised while the app is suspended: Textual would never take the terminal back.
    """
    try:
        subprocess.run(words, check=False)  # noqa: S603 - no shell, one file
    except (OSError, ValueError) as problem:
        return reason_of(problem)
    return ""


COPIED = 70_000
"""Characters that terminals take; longer texts only reach the file."""


# Copying


def copy(app: App[None], text: str, *, client: bool, sealed: bool = False) -> str:
    """Copy a text and say what became of it; client view names no file.

    What stands encrypted on the disk (`sealed`) is written to none.
    """
    if sealed and len(text) > COPIED:
        raise Refused(
            _("too long for a clipboard, and the assessment is encrypted: no file is written")
        )
    fits = len(text) <= COPIED
    if fits:
        app.copy_to_clipboard(text)
    if sealed:
        return _("copied, if the terminal allows it; to no file, as the assessment is encrypted")
    file = paths.cache_folder() / "clipboard.txt"
    try:
        folders.private(file.parent)
        atomic.write_text(file, text)
    except OSError as problem:
        if not fits:
            raise Refused(
                _("too long for a clipboard, and no file can be written: {why}"),
                why=reason_of(problem),
            ) from problem
        client = True
    if not fits:
        words = (
            _("too long for a clipboard; copied into a file")
            if client
            else _("too long for a clipboard; copied into {file}")
        )
    elif client:
        words = _("copied, if the terminal allows it")
    else:
        words = _("copied, if the terminal allows it; also in {file}")
    return words.format(file=file)


BURST = 16
"""Keys that wait at once before they count as a burst: nobody types so many within one frame."""


async def burst(app: App[None], first: events.Key) -> list[events.Event]:
    """What to do instead of a key: the key, or one paste for it and all that wait after it."""
    field = app.focused
    if not isinstance(field, TextArea) or field.read_only or not _is_typed(first):
        return [first]
    keys = [first]
    while (following := _waiting(app)) is not None:
        keys.append(following)
        await app._get_message()  # noqa: SLF001
    if len(keys) < BURST:
        return list(keys)
    return [events.Paste("".join("\n" if k.key == "enter" else k.character or "" for k in keys))]


def _waiting(app: App[None]) -> events.Key | None:
    """The next message where it is a key that types.

    Textual has no public way to look at what waits; its own loop does it like this.
    """
    try:
        message = app._peek_message()  # noqa: SLF001
    except MessagePumpClosed:  # the app ends: its loop learns of it after these keys
        return None
    return message if isinstance(message, events.Key) and _is_typed(message) else None


def _is_typed(key: events.Key) -> bool:
    return key.key == "enter" or (key.is_printable and bool(key.character))

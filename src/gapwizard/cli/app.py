"""Start the terminal app: the one place where the command line touches the second face."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session import face


@dataclass(frozen=True, slots=True)
class TerminalLook:
    """How the app shows itself in this terminal."""

    ascii: bool = False
    """Only characters whose width no terminal doubts."""
    mouse: bool = True
    """Whether the app listens to the mouse; without it the terminal selects text."""


PLAIN = TerminalLook()


def start(
    data: Path, *, opened: str = "", sample: bool = False, look: TerminalLook = PLAIN
) -> None:
    """Run the app over a folder of assessments; `opened` is the id to begin with.

    A `sample` leaves no trace in what the app remembers. Raises what kept an answer from the disk.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(
            _(
                "the terminal app needs a terminal; `gapwizard --help` lists the commands for scripts"
            )
        )
    # Textual paints at ticks of 1/60 s. What a key changes comes with one, that it is saved with a
    # later one: at 1/120 s "saved" stands there 32 ms after the key instead of 48.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from gapwizard.tui.app import GapwizardApp

    face.listen(None)  # a word on standard error would tear the screen; the app says it itself
    app = GapwizardApp(data, opened=opened, remember=not sample, ascii=look.ascii)
    app.run(mouse=look.mouse)
    if app.bug is not None:
        app.finish()
        raise app.bug
    if app.farewell:
        sys.stderr.write(app.farewell + "\n")
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        sys.exit(app.return_code)

"""Start the terminal app: the one place where the command line touches the second face."""

import sys
from pathlib import Path

from gapwizard.errors import Refused
from gapwizard.i18n import _


def start(data: Path, *, opened: str = "") -> None:
    """Run the app over a folder of assessments; `opened` is the id to begin with."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(
            _(
                "the terminal app needs a terminal; `gapwizard --help` lists the commands for scripts"
            )
        )
    from gapwizard.tui.app import GapwizardApp

    app = GapwizardApp(data, opened=opened)
    app.run(mouse=True)
    if app.farewell:
        sys.stderr.write(app.farewell + "\n")

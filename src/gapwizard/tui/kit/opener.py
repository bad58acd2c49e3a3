"""Opening a file or a folder of ours with what the machine opens such things with."""

import os
import shutil
import subprocess  # the opener gets one path of ours, and no shell
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

from textual.app import App

from gapwizard.i18n import _, labelled, parts
from gapwizard.tui.kit.terminal import copy

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
"""What names the display of a desktop; over ssh there is mostly none."""
OPENERS = (("xdg-open",), ("gio", "open"))


def opener(platform: str, environment: Mapping[str, str]) -> list[str]:
    """The words of the platform's own opener; empty where it has no display to open things on.

    It is handed a path of this machine and nothing else, so nothing goes over the network.
    """
    if platform == "win32":
        return ["explorer"]
    if platform == "darwin":
        return [] if "SSH_CONNECTION" in environment else ["open"]
    if not any(environment.get(name) for name in DISPLAYS):
        return []
    return next((list(words) for words in OPENERS if shutil.which(words[0])), [])


def show(app: App[None], path: Path, *, client: bool) -> str:
    """Open a file or a folder, or where that cannot be copy its path; says which."""
    shown = path.name if client else str(path)
    words = opener(sys.platform, os.environ)
    if not words:
        why = _("there is no display here to open it on")
        return labelled(parts((why, copy(app, str(path), client=True))), shown)
    Thread(target=_run, args=([*words, str(path)],), daemon=True).start()
    return _("opened: {path}").format(path=shown)


def _run(words: list[str]) -> None:
    """Run an opener to its end, its words kept off the screen."""
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - no file of ours
        subprocess.run(  # noqa: S603 - no shell, one path
            words, stdin=nothing, stdout=nothing, stderr=nothing, check=False
        )

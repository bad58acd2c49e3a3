"""A day in a real terminal through tmux: from nothing to an exported report, and back again."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.app import on_disk
from gapwizard.domain.scale import Rating

TMUX = shutil.which("tmux")
LIMIT = 15.0
"""Seconds in which the screen shows something."""

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


class Tmux:
    """The app in a tmux window of 80 columns and 24 rows."""

    def __init__(self, home: Path) -> None:
        self._socket = str(home / "tmux")
        self._home = home

    def run(self, *words: str) -> str:
        """Run one tmux command."""
        command = [str(TMUX), "-u", "-S", self._socket, "-f", os.devnull, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
        return done.stdout

    def start(self, then: str) -> None:
        """Start the app in a window of its own."""
        folders = [
            f"GAPWIZARD_{n.upper()}={self._home / n}" for n in ("data", "config", "cache", "logs")
        ]
        words = ["env", "LANG=C.UTF-8", *folders, sys.executable, "-m", "gapwizard"]
        self.run("new-session", "-d", "-x", "80", "-y", "24", *words)
        self.shows(then)

    def screen(self) -> str:
        """What the window shows."""
        return self.run("capture-pane", "-p")

    def shows(self, text: str) -> str:
        """Wait until a text is on the screen."""
        limit = time.monotonic() + LIMIT
        while text not in (seen := self.screen()):
            assert time.monotonic() < limit, f"{text!r} is not on\n{seen}"
            time.sleep(0.03)
        return seen

    def press(self, *keys: str, then: str) -> str:
        """Press keys and wait for what the screen then shows."""
        self.run("send-keys", *keys)
        return self.shows(then)

    def type(self, text: str, then: str) -> str:
        """Type a text as it is and wait for what the screen then shows."""
        self.run("send-keys", "-l", text)
        return self.shows(then)

    def gone(self) -> None:
        """Wait until the app has ended."""
        limit = time.monotonic() + LIMIT
        while self.run("list-sessions"):
            assert time.monotonic() < limit, self.screen()
            time.sleep(0.03)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Tmux with a server of its own."""
    made = Tmux(tmp_path)
    yield made
    made.run("kill-server")


def question(screen: str) -> str:
    """The question that a screen is about."""
    return next(word for word in screen.split() if word.count("-Q") == 1)


def test_a_day_from_nothing_to_the_report_and_back(tmux: Tmux, data: Path) -> None:
    tmux.start("There is no assessment yet")
    tmux.press("n", then="step 1 of 5")
    tmux.type("Acme 北方", "Acme 北方")
    for step in ("step 2 of 5", "step 3 of 5", "step 4 of 5", "step 5 of 5"):
        tmux.press("Enter", then=step)
    tmux.press("f", then="4.1-Q01")
    for number, key in enumerate("34213421342134213421", start=1):
        tmux.press(key, then=f" {number}/")
    name = question(tmux.screen())
    tmux.press("Enter", then="NOTE")
    tmux.type("优先级未使用", "优先级未使用")
    tmux.press("Escape", then="KEYS")
    tmux.press("*", then="follow-up: on")
    tmux.press("/", then="Search")
    tmux.type("incident priority", "8.6.1")
    tmux.press("Escape", then=name)
    tmux.press("4", then=" 21/")
    tmux.press("u", then=" 20/")
    tmux.press("g", "d", then="DOC-001")
    tmux.press("Space", then="absent")
    tmux.press("g", "r", then="Report")
    tmux.press("C-s", then="exports")
    left = question(tmux.press("g", "i", then="KEYS"))
    tmux.press("C-q", then="")
    tmux.gone()
    (kept,) = (entry.name for entry in data.iterdir() if (entry / "history.jsonl").is_file())
    found = on_disk(data, kept)
    assert sum(answer.rating is not None for answer in found.answers.values()) == 20
    assert [a.rating for a in found.answers.values()].count(Rating.L) == 5
    assert any("优先级未使用" in answer.note for answer in found.answers.values())
    assert any(answer.follow_up for answer in found.answers.values())
    assert any(row.state == "absent" for row in found.documents.values())
    assert list((data / "exports" / kept).rglob("*.html"))
    tmux.start(left)

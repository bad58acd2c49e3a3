"""The app in a real pseudo-terminal: a journey, and the ends a terminal can have."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from cases.app import on_disk, small
from gapwizard.domain.scale import Rating

LIMIT = 8.0
"""Seconds in which a screen shows something or a process ends."""


class Terminal:
    """The program in a pseudo-terminal of 80 columns and 24 rows."""

    def __init__(self, home: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        folders = {
            f"GAPWIZARD_{n.upper()}": str(home / n) for n in ("data", "config", "cache", "logs")
        }
        env = {
            **os.environ,
            **folders,
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "en_US.UTF-8",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gapwizard"],
            stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.output = b""

    def close(self) -> None:
        """End what still runs."""
        self.process.kill()
        self.process.wait(LIMIT)
        os.close(self._master)

    def _read(self) -> None:
        ready, _w, _x = select.select([self._master], [], [], 0.05)
        if ready:
            with suppress(OSError):  # Linux answers so when the other side is closed
                self.output += os.read(self._master, 65536)

    def shows(self, text: str) -> None:
        """Wait until a text has been written since the last key."""
        limit = time.monotonic() + LIMIT
        while text.encode() not in self.output:
            assert time.monotonic() < limit, (text, self.output[-2000:])
            self._read()

    def settle(self) -> None:
        """Wait until nothing has been written for a quarter of a second."""
        limit = time.monotonic() + LIMIT
        while select.select([self._master], [], [], 0.25)[0]:
            assert time.monotonic() < limit
            self._read()

    def press(self, keys: str, then: str) -> None:
        """Press keys when the screen is quiet, and wait for what it then shows."""
        self.settle()
        self.output = b""
        os.write(self._master, keys.encode())
        self.shows(then)

    def write(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def ended(self) -> int:
        """Wait for the end and give the exit code."""
        limit = time.monotonic() + LIMIT
        while self.process.poll() is None:
            assert time.monotonic() < limit, self.output[-2000:]
            self._read()
        return self.process.returncode


@pytest.fixture
def terminals(data: Path) -> Iterator[list[Terminal]]:
    """A list of terminals; the processes of all in it have ended afterwards."""
    started: list[Terminal] = []
    yield started
    for terminal in started:
        terminal.close()


def started(terminals: list[Terminal], data: Path) -> Terminal:
    """Start the app."""
    terminals.append(Terminal(data.parent))
    return terminals[-1]


class TestJourney:
    def test_an_assessment_is_created_rated_left_and_opened_again(
        self, data: Path, terminals: list[Terminal]
    ) -> None:
        first = started(terminals, data)
        first.shows("There is no assessment yet")
        first.press("n", "New assessment")
        first.press("Acme", "Acme")
        for step in ("step 2", "step 3", "step 4", "step 5"):
            first.press("\r", step)
        first.press("f", "KEYS")
        first.press("4", "4.1-Q02")
        first.write("\x11")
        assert first.ended() == 0
        (name,) = [f.name for f in data.iterdir() if (f / "history.jsonl").is_file()]
        assert [answer.rating for answer in on_disk(data, name).answers.values()] == [Rating.F]

        second = started(terminals, data)
        second.shows("4.1-Q02")
        second.write("\x03\x03")
        assert second.ended() == 0
        assert second.output.rstrip().find(b"Traceback") == -1


class TestKeysInOneBurst:
    """A slow line delivers a key and the text typed after it in one piece."""

    def test_text_right_after_enter_is_text(self, data: Path, terminals: list[Terminal]) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("\r4 records, all mine", "NOTE")
        terminal.settle()
        terminal.write("\x11")
        assert terminal.ended() == 0
        answers = on_disk(data, name).answers
        assert [(key, a.rating, a.note[6:]) for key, a in answers.items()] == [
            ("8.1-Q01", None, "4 records, all mine")
        ]

    def test_text_right_after_a_kind_of_evidence_is_text(
        self, data: Path, terminals: list[Terminal]
    ) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("er4 tickets\r", "E1")
        terminal.settle()
        terminal.write("\x11")
        assert terminal.ended() == 0
        answers = on_disk(data, name).answers
        assert [(key, [e.text for e in a.evidence]) for key, a in answers.items()] == [
            ("8.1-Q01", ["4 tickets"])
        ]


class TestSignals:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    def test_a_note_being_typed_is_on_the_disk(
        self, data: Path, terminals: list[Terminal], number: signal.Signals
    ) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("2", "8.1-Q02")
        terminal.press("\r", "NOTE")
        terminal.press("nobody kept a lo", "lo")
        terminal.press("zZ", "Z")
        os.kill(terminal.process.pid, number)
        assert terminal.ended() == 128 + number
        answers = on_disk(data, name).answers
        assert answers["8.1-Q01"].rating is Rating.P
        assert answers["8.1-Q02"].note[6:] == "nobody kept a lozZ"

    def test_it_ends_while_a_thousand_keys_wait(
        self, data: Path, terminals: list[Terminal]
    ) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("\r", "NOTE")
        terminal.press("mm", "m")
        terminal.write("m" * 2000)
        terminal.shows("mmmmm")
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert "mm" in on_disk(data, name).answers["8.1-Q01"].note

    def test_it_ends_and_keeps_the_note_when_the_terminal_goes(
        self, data: Path, terminals: list[Terminal]
    ) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("\r", "NOTE")
        terminal.press("windoZ", "Z")
        os.close(terminal._master)
        terminal._master = os.open(os.devnull, os.O_RDONLY)
        terminal.process.wait(LIMIT)
        assert on_disk(data, name).answers["8.1-Q01"].note[6:] == "windoZ"


class TestCtrlZ:
    def test_saves_the_note_stops_and_comes_back_where_one_was(
        self, data: Path, terminals: list[Terminal]
    ) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("\r", "NOTE")
        terminal.press("half a", "half a")
        terminal.write("\x1a")
        stat = Path(f"/proc/{terminal.process.pid}/stat")
        limit = time.monotonic() + LIMIT
        while stat.read_text().rpartition(")")[2].split()[0] != "T":
            assert time.monotonic() < limit, terminal.output[-2000:]
            terminal._read()
        terminal._read()
        assert b"\x1b[?1049l" in terminal.output  # the shell has its own screen again
        assert on_disk(data, name).answers["8.1-Q01"].note[6:] == "half a"

        terminal.output = b""
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.shows("NOTE")
        terminal.press(" sentence", "sentence")
        terminal.write("\x11")
        assert terminal.ended() == 0
        assert on_disk(data, name).answers["8.1-Q01"].note[6:] == "half a sentence"


class TestANoteBeingTyped:
    def test_is_called_saved_when_it_is_and_not_before(
        self, data: Path, terminals: list[Terminal]
    ) -> None:
        name = small(data)
        terminal = started(terminals, data)
        terminal.shows("Portfolio")
        terminal.press("\r", "KEYS")
        terminal.press("2", "saved")
        terminal.press("\r", "NOTE")
        terminal.press("nobody knows", "not saved yet")
        limit = time.monotonic() + LIMIT
        while not re.search(rb"saved \d\d:", terminal.output):
            assert time.monotonic() < limit, terminal.output[-2000:]
            terminal._read()
        terminal.process.kill()
        terminal.process.wait(LIMIT)
        assert on_disk(data, name).answers["8.1-Q02"].note[6:] == "nobody knows"

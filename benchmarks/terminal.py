"""A real pseudo-terminal: start a program, press keys, see when its screen has settled."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

QUIET = 0.25
"""Seconds without output after which a screen counts as settled."""


LIMIT = 20.0
"""Seconds in which a screen has to show something and fall quiet."""


class Terminal:
    """One program in a pseudo-terminal."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, env: dict[str, str]
    ) -> None:
        """Start `command`."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)
        self.output = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def busy(self, seconds: float) -> float:
        """The share of one core the program uses while it is left alone."""
        before = self._spent()
        time.sleep(seconds)
        return (self._spent() - before) / seconds

    def _spent(self) -> float:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settle(self, since: float) -> float:
        """The seconds from `since` to the last output before the screen falls quiet."""
        last, seen = since, b""
        limit = time.perf_counter() + LIMIT
        while True:
            if time.perf_counter() > limit:
                raise TimeoutError("the screen showed nothing, or never fell quiet")
            ready, _w, _x = select.select([self._master], [], [], QUIET)
            if not ready:
                if last > since:
                    break
                continue
            try:
                chunk = os.read(self._master, 65536)
            except OSError:
                break
            seen += chunk
            last = time.perf_counter()
        self.output += seen
        return last - since

    def press(self, key: bytes) -> float:
        """Press a key and give the seconds to the settled frame."""
        now = time.perf_counter()
        os.write(self._master, key)
        return self.settle(now)

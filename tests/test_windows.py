"""What a system without the calls of Unix does with the program, as far as that is seen from here.

A process of its own takes away what Python does not have on Windows, then loads every module and
goes through an assessment from `new` to its report.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gapwizard import atomic

WITHOUT = """
import builtins, os, pkgutil, importlib, signal, sys
import asyncio, multiprocessing, subprocess, tempfile, uuid  # these look at the system when loaded
import filelock, platformdirs, textual.app
TAKEN = {}
for name in ("geteuid", "getuid", "getgid", "chown", "fchmod", "fchown", "fork", "mkfifo", "O_NOFOLLOW",
             "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "statvfs", "sysconf", "uname", "sched_getaffinity",
             "getpgid", "killpg", "wait4", "posix_fallocate"):
    if hasattr(os, name):
        TAKEN[name] = getattr(os, name)
        delattr(os, name)
for name in ("SIGHUP", "SIGKILL", "SIGALRM", "SIGWINCH", "SIGTSTP", "SIGCONT", "setitimer", "alarm"):
    if hasattr(signal, name):
        delattr(signal, name)
GONE = ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "curses", "readline")
for name in GONE:
    sys.modules.pop(name, None)
theirs = builtins.__import__
def here(name, *rest, **more):
    if name in GONE:
        raise ImportError(name)
    return theirs(name, *rest, **more)
builtins.__import__ = here
"""
MODULES = """
import gapwizard
for found in pkgutil.walk_packages(gapwizard.__path__, "gapwizard."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""
COMMANDS = (
    MODULES
    + """
for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "fchmod"):  # the lock of this system needs them
    setattr(os, name, TAKEN[name])
from gapwizard.cli.entry import run
for words in (["new", "Acme"], ["answer", "acme", "8.6.1-Q02", "P", "--evidence", "record[3/5]: a"],
              ["department", "acme", "propose"], ["department", "acme", "operations", "--person", "Jo"],
              ["report", "acme", "-o", "report.md"], ["export", "--all", "-o", "all.zip"],
              ["--data", "there", "import", "all.zip"], ["list"], ["doctor"], ["undo", "acme"]):
    code = run(words)
    assert code == 0 or words[0] in ("doctor", "department"), (words, code)
"""
)


def ran(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    places = {
        f"GAPWIZARD_{name}": str(folder / name) for name in ("DATA", "CONFIG", "CACHE", "LOGS")
    }
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + script],
        cwd=folder,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


class TestWithoutTheCallsOfUnix:
    def test_every_module_loads_and_an_assessment_is_made_reported_and_moved(
        self, tmp_path: Path
    ) -> None:
        done = ran(COMMANDS, tmp_path)

        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert (tmp_path / "report.md").exists()


class TestAFileThatSomebodyHasOpen:
    def test_is_replaced_once_they_let_go(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held, real = [1, 2], os.replace

        def replace(made: Path, place: Path) -> None:
            if held:
                held.pop()
                raise PermissionError
            real(made, place)

        monkeypatch.setattr(atomic, "PAUSES", (0, 0, 0))
        monkeypatch.setattr(os, "replace", replace)
        atomic.write_bytes(tmp_path / "a", b"x")

        assert (tmp_path / "a").read_bytes() == b"x"

    def test_is_an_error_where_they_never_do(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def replace(_made: Path, _place: Path) -> None:
            raise PermissionError

        monkeypatch.setattr(atomic, "PAUSES", (0,))
        monkeypatch.setattr(os, "replace", replace)
        with pytest.raises(PermissionError):
            atomic.write_bytes(tmp_path / "a", b"x")
        assert list(tmp_path.iterdir()) == []

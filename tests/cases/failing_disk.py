"""A disk that fails at one system call: `os` with a counter in it, for files below one folder."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

BY_PATH = ("open", "replace", "rename", "link", "unlink", "mkdir", "rmdir", "scandir", "stat")
BY_HANDLE = ("write", "fsync", "ftruncate", "read", "close", "fstat")
WRITING = frozenset({"write", "fsync", "ftruncate", "replace", "rename", "link", "mkdir", "create"})
ERRORS = {
    "full disk": (errno.ENOSPC, WRITING),
    "read-only": (errno.EROFS, WRITING | {"unlink", "rmdir"}),
    "I/O error": (errno.EIO, None),
    "too many open files": (errno.EMFILE, frozenset({"open", "create", "scandir"})),
    "short write": (errno.ENOSPC, WRITING),
}
"""What happens, and to which calls; None: to all."""
REAL = {name: getattr(os, name) for name in (*BY_PATH, *BY_HANDLE)}


class FailingDisk:
    """Counts the calls below a folder and lets the n-th fail, or all from the n-th on."""

    def __init__(self, root: Path, kind: str = "", at: int = 0, *, lasting: bool = False) -> None:
        """Fail at call number `at` (from 1; 0: never)."""
        self.root = str(root)
        self.kind = kind
        self.at = at
        self.lasting = lasting
        self.calls: list[str] = []
        self.failed: list[str] = []
        self._handles: dict[int, str] = {}

    def _fails(self, call: str) -> bool:
        number, touched = ERRORS[self.kind] if self.kind else (0, None)
        if touched is not None and call not in touched:
            return False
        self.calls.append(call)
        now = len(self.calls)
        if not self.at or now < self.at or (now > self.at and not self.lasting):
            return False
        self.failed.append(call)
        return bool(number)

    def _error(self) -> OSError:
        number = ERRORS[self.kind][0]
        return OSError(number, os.strerror(number))

    def by_path(self, name: str) -> Callable[..., Any]:
        """`os.NAME` with the fault in it."""

        def call(*words: Any, **named: Any) -> Any:
            ours = any(str(word).startswith(self.root) for word in words[:2])
            what = "create" if name == "open" and words[1] & os.O_CREAT else name
            if ours and not isinstance(words[0], int) and self._fails(what):
                raise self._error()
            given = REAL[name](*words, **named)
            if ours and name == "open":
                self._handles[given] = str(words[0])
            return given

        return call

    def by_handle(self, name: str) -> Callable[..., Any]:
        """`os.NAME` with the fault in it."""

        def call(handle: int, *words: Any) -> Any:
            if handle not in self._handles:
                return REAL[name](handle, *words)
            fails = self._fails(name)
            if name == "close":
                del self._handles[handle]
                REAL[name](handle)
            if fails and name == "write" and self.kind == "short write" and len(words[0]) > 1:
                return REAL[name](handle, words[0][: len(words[0]) // 2])
            if fails:
                raise self._error()
            return None if name == "close" else REAL[name](handle, *words)

        return call

    @contextmanager
    def __call__(self) -> Iterator["FailingDisk"]:
        """Put the faults into `os`."""
        patches = [mock.patch.object(os, name, self.by_path(name)) for name in BY_PATH]
        patches += [mock.patch.object(os, name, self.by_handle(name)) for name in BY_HANDLE]
        for patch in patches:
            patch.start()
        try:
            yield self
        finally:
            for patch in patches:
                patch.stop()

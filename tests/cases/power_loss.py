"""A loss of power, simulated: what was flushed survives, and any prefix of what was not.

The calls of a save are recorded. At every instant between two of them the power goes: each file
keeps its flushed bytes and some prefix of the writes since, each folder its flushed entries and
some prefix of the renames since, independently of one another. That is stricter than any file
system in use.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from cases.failing_disk import REAL
from cases.scenarios import Ledger, Notes


class File:
    """One file: what was flushed, and what was done since."""

    def __init__(self, flushed: bytes = b"") -> None:
        """Begin with some flushed bytes."""
        self.flushed = flushed
        self.since: list[tuple[int, bytes | None]] = []

    def after(self, since: list[tuple[int, bytes | None]]) -> bytes:
        """The bytes after some of what was done: writes at an offset, or a cut (None)."""
        content = bytearray(self.flushed)
        for offset, data in since:
            if data is None:
                del content[offset:]
            else:
                content[offset : offset + len(data)] = data
        return bytes(content)


class Folder:
    """One folder: its flushed entries, and the changes to them since."""

    def __init__(self) -> None:
        """Begin empty."""
        self.flushed: dict[str, File | Folder] = {}
        self.since: list[dict[str, File | Folder | None]] = []

    def after(self, count: int) -> "dict[str, File | Folder]":
        """The entries after some of the changes."""
        entries: dict[str, File | Folder | None] = dict(self.flushed)
        for change in self.since[:count]:
            entries.update(change)
        return {name: held for name, held in entries.items() if held is not None}

    def now(self) -> "dict[str, File | Folder]":
        """The entries as a running system sees them."""
        return self.after(len(self.since))


class Recorder:
    """Follows every call below a folder and keeps what a loss of power could leave."""

    def __init__(self, root: Path, seed: int, variants: int, ledger: Ledger) -> None:
        """Begin with what is there, all of it flushed."""
        self.root = root
        self.tree = _flushed(root)
        self.ledger = ledger
        self.survivors: list[tuple[Any, Notes, list[Notes]]] = []
        self._variants = variants
        self._dice = random.Random(seed)
        self._handles: dict[int, tuple[File | Folder, int]] = {}

    def _find(self, path: str) -> tuple[Folder, str]:
        folder = self.tree
        *above, name = Path(path).relative_to(self.root).parts or ("",)
        for part in above:
            held = folder.now()[part]
            assert isinstance(held, Folder)
            folder = held
        return folder, name

    def _held(self, path: str) -> "File | Folder | None":
        folder, name = self._find(path)
        return folder.now().get(name) if name else self.tree

    def _change(self, path: str, held: "File | Folder | None") -> None:
        folder, name = self._find(path)
        folder.since.append({name: held})

    def power_may_go(self) -> None:
        """Keep some of the states in which the disk could be found now."""
        for variant in range(self._variants):
            kept = (0.0, 1.0)[variant] if variant < 2 else None
            state = self._survivor(self.tree, kept)
            self.survivors.append((state, dict(self.ledger.saved), list(self.ledger.tried)))

    def _survivor(self, held: "File | Folder", kept: float | None) -> Any:
        share = self._dice.random() if kept is None else kept
        if isinstance(held, Folder):
            entries = held.after(round(share * len(held.since)))
            return {name: self._survivor(inner, kept) for name, inner in entries.items()}
        since = held.since[: round(share * len(held.since))]
        if kept is None and since and since[-1][1]:
            offset, data = since[-1]
            since[-1] = (offset, (data or b"")[: self._dice.randint(0, len(data or b""))])
        return held.after(since)

    def call(self, name: str) -> Callable[..., Any]:
        """`os.NAME`, recorded."""

        def recorded(*words: Any, **named: Any) -> Any:
            paths = [os.fspath(w) for w in words[:2] if isinstance(w, (str, Path))]
            ours = bool(paths) and paths[0].startswith(str(self.root)) and "dir_fd" not in named
            ours = ours or (isinstance(words[0], int) and words[0] in self._handles)
            there = name == "open" and ours and self._held(paths[0]) is not None
            given = REAL[name](*words, **named)
            if ours:
                getattr(self, f"_{name}")(given, there, *words)
                if name not in ("open", "close"):
                    self.power_may_go()
            return given

        return recorded

    def _open(self, given: int, there: bool, path: Any, flags: int, *_mode: int) -> None:
        if not there and flags & os.O_CREAT:
            self._change(os.fspath(path), File())
        held = self._held(os.fspath(path))
        if held is not None:
            self._handles[given] = (held, flags)

    def _close(self, _given: Any, _there: bool, handle: int) -> None:
        del self._handles[handle]

    def _write(self, given: int, _there: bool, handle: int, data: Any) -> None:
        held, _flags = self._handles[handle]
        assert isinstance(held, File)
        held.since.append((len(held.after(held.since)), bytes(data)[:given]))

    def _ftruncate(self, _given: None, _there: bool, handle: int, size: int) -> None:
        held, _flags = self._handles[handle]
        assert isinstance(held, File)
        held.since.append((size, None))

    def _fsync(self, _given: None, _there: bool, handle: int) -> None:
        held, _flags = self._handles[handle]
        if isinstance(held, File):
            held.flushed = held.after(held.since)
        else:
            held.flushed = held.now()
        held.since.clear()

    def _replace(self, _given: None, _there: bool, source: Any, target: Any) -> None:
        held = self._held(os.fspath(source))
        folder, name = self._find(os.fspath(target))
        above, old = self._find(os.fspath(source))
        if above is folder and self._held(os.fspath(target)) is not held:
            folder.since.append({name: held, old: None})
        elif above is not folder:
            above.since.append({old: None})
            folder.since.append({name: held})

    _rename = _replace

    def _link(self, _given: None, _there: bool, source: Any, target: Any) -> None:
        self._change(os.fspath(target), self._held(os.fspath(source)))

    def _unlink(self, _given: None, _there: bool, path: Any) -> None:
        self._change(os.fspath(path), None)

    _rmdir = _unlink

    def _mkdir(self, _given: None, _there: bool, path: Any, *_mode: int) -> None:
        self._change(os.fspath(path), Folder())

    @contextmanager
    def __call__(self) -> Iterator["Recorder"]:
        """Record while inside."""
        names = ("open", "close", "write", "ftruncate", "fsync", "replace", "rename", "link",
                 "unlink", "mkdir", "rmdir")  # fmt: skip
        patches = [mock.patch.object(os, name, self.call(name)) for name in names]
        for patch in patches:
            patch.start()
        try:
            yield self
        finally:
            for patch in patches:
                patch.stop()


def _flushed(root: Path) -> Folder:
    folder = Folder()
    for path in root.iterdir():
        folder.flushed[path.name] = _flushed(path) if path.is_dir() else File(path.read_bytes())
    return folder


def put(state: Any, place: Path) -> None:
    """Write a state to a real folder."""
    place.mkdir()
    for name, held in state.items():
        if isinstance(held, bytes):
            (place / name).write_bytes(held)
        else:
            put(held, place / name)

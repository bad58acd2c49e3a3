"""The end of a history, open for appending: an act is saved when its line is on the disk."""

from pathlib import Path

from gapwizard import atomic
from gapwizard.errors import Unreadable
from gapwizard.store import cipher, plain
from gapwizard.store.history import LIMIT, Acts, HistoryEntry, Log, encode


class Journal:
    """The end of a history, open for appending."""

    def __init__(self, path: Path, log: Log) -> None:
        """Go on where `log` ends; what is no line after it is cut off first, and a line ended."""
        self._path = path
        self._acts = Acts(list(log.acts.lines), log.acts.first)
        self._chain = log.chain
        self._key = cipher.key_of(path.parent)
        self._mark = log.mark
        self._remnant = b""
        if log.torn or log.unended:
            try:
                atomic.cut(path, log.size)
                if log.unended:
                    atomic.append_line(path, b"\n", at=atomic.mark_of(path))
            except OSError as problem:
                raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
            self._mark = atomic.mark_of(path)

    @property
    def chain(self) -> str:
        """The chain after the newest act."""
        return self._chain

    def append(self, act: HistoryEntry) -> None:
        """Put one act on the disk; when this returns it is saved.

        Raises OSError when the disk refuses, FileChanged when somebody else wrote to the history;
        the act is then not saved, and may be given again.
        """
        line, chain = encode(act, self._chain, self._key)
        try:
            mark = atomic.append_line(self._path, line, at=self._mark, remnant=self._remnant)
        except OSError:
            self._remnant = line
            raise
        self._mark, self._chain, self._remnant = mark, chain, b""
        self._acts.add(act, line[:-1])

    def unchanged(self) -> bool:
        """Tell whether the history on the disk is still ours, though its time may differ.

        Raises OSError when it cannot be read.
        """
        mark = atomic.mark_of(self._path)
        if mark == self._mark:
            return True
        try:
            content = plain.read(self._path, LIMIT)
        except (FileNotFoundError, plain.NotPlain, plain.TooLarge):
            return False
        ours = self._content()
        if content == ours or (content.startswith(ours) and self._is_remnant(content[len(ours) :])):
            self._mark = mark._replace(size=len(ours))
            return True
        return False

    def _is_remnant(self, rest: bytes) -> bool:
        return self._remnant.startswith(rest)

    def _content(self) -> bytes:
        return b"".join(line + b"\n" for line in self._acts.lines)

    def write_anew(self) -> None:
        """Put every act of ours back in place of what somebody else put there. Raises OSError."""
        self._mark, self._remnant = atomic.write_bytes(self._path, self._content()), b""

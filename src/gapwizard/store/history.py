"""The history: one line per act, appended and never rewritten.

It is the audit trail, the undo stack and the recovery log. An act is saved when its line is on the
disk. Each line carries a hash over itself and the line before, so that a later edit shows.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gapwizard import atomic
from gapwizard.errors import InUse, Unreadable
from gapwizard.i18n import _
from gapwizard.store.rows import Row


class RowChange(NamedTuple):
    """One row before and after; None where there is none."""

    table: str
    id: str
    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did, with every row it changed."""

    revision: int
    at: str
    """When, ISO 8601 with the offset."""
    who: str
    what: str
    """Kind of act: create, answer, import, undo, ..."""
    label: str
    """What it was about, as it is shown."""
    changes: tuple[RowChange, ...]
    reverses: int | None = None
    """Revision of the act that an undo or redo takes back."""


class Log(NamedTuple):
    """A history as it was read."""

    acts: tuple[Act, ...]
    size: int
    """Bytes that are whole lines."""
    chain: str
    torn: bool
    """Whether bytes of an unfinished last line follow."""
    broken: int | None
    """Number of the first line that is damaged or does not follow the one before."""


EMPTY_LOG = Log((), 0, "", False, None)


def encode(act: Act, chain: str) -> tuple[bytes, str]:
    """Give the line of an act and the chain after it."""
    body: dict[str, object] = {
        "revision": act.revision,
        "at": act.at,
        "who": act.who,
        "what": act.what,
        "label": act.label,
        "changes": [list(change) for change in act.changes],
    }
    if act.reverses is not None:
        body["reverses"] = act.reverses
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    after = _link(chain, text)
    return f'{text[:-1]},"chain":"{after}"}}\n'.encode(), after


def _link(chain: str, text: str) -> str:
    return hashlib.sha256(f"{chain}{text}".encode()).hexdigest()[:32]


def _decode(line: bytes, chain: str) -> tuple[Act, str]:
    """Read one line. Raises ValueError when it is not what was written after `chain`."""
    text, mark, tail = line.decode().rpartition(',"chain":"')
    if not mark or _link(chain, text + "}") != tail.removesuffix('"}'):
        raise ValueError("chain")
    body = json.loads(text + "}")
    changes = tuple(RowChange(*change) for change in body["changes"])
    act = Act(
        body["revision"],
        body["at"],
        body["who"],
        body["what"],
        body["label"],
        changes,
        body.get("reverses"),
    )
    return act, tail.removesuffix('"}')


def read(path: Path) -> Log:
    """Read a history; a missing one is empty. Raises Unreadable."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return EMPTY_LOG
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
    lines = content.split(b"\n")
    torn = bool(lines.pop())
    acts: list[Act] = []
    chain, size = "", 0
    for number, line in enumerate(lines, start=1):
        try:
            act, after = _decode(line, chain)
        except (ValueError, KeyError, TypeError, RecursionError):
            return Log(tuple(acts), size, chain, torn, number)
        if act.revision != number:
            return Log(tuple(acts), size, chain, torn, number)
        acts.append(act)
        chain, size = after, size + len(line) + 1
    return Log(tuple(acts), size, chain, torn, None)


class Journal:
    """The end of a history, open for appending."""

    def __init__(self, path: Path, log: Log) -> None:
        """Go on where `log` ends; bytes of a torn line after it are cut off first."""
        self._path = path
        self._size = log.size
        self._chain = log.chain
        if log.torn:
            try:
                with path.open("r+b") as file:
                    file.truncate(log.size)
            except OSError as problem:
                raise Unreadable(f"{path}: {problem.strerror or problem}") from problem

    def append(self, act: Act) -> None:
        """Put one act on the disk; when this returns it is saved.

        Raises OSError when the disk refuses, InUse when somebody else wrote to the history.
        """
        line, chain = encode(act, self._chain)
        try:
            self._size = atomic.append_line(self._path, line, expected_size=self._size)
        except atomic.FileChanged as problem:
            raise InUse(
                _(
                    "{path} was changed by somebody else since it was opened; nothing was written. "
                    "Close and open the assessment again."
                ).format(path=self._path)
            ) from problem
        self._chain = chain

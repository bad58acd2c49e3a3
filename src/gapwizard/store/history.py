"""The history: one line per act, appended and never rewritten.

It is the audit trail, the undo stack and the recovery log. An act is saved when its line is on the
disk. Each line carries a hash over itself and the line before, so that a later edit shows. Opening
proves the whole chain and decodes only what is newer than the file; the rest is decoded when it
is asked for.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, overload

from gapwizard import age, atomic
from gapwizard.disk import MIB, disk_words
from gapwizard.errors import Unreadable
from gapwizard.i18n import _
from gapwizard.store import cipher, plain
from gapwizard.store.rows import Row

LIMIT = 512 * MIB
"""Bytes of the largest history that is read: a thousand an act, for each of `LINES`."""
LINES = 500_000
"""Acts of the largest history that is read: 137 a day for ten years."""
SEAM = b',"chain":"'
"""What stands in a line between its body and its chain."""
_SEALED = re.compile(rb'\{"revision":([1-9]\d{0,8}),"age":"')
"""How the line of an encrypted act begins; its revision is read without the key."""
END = re.compile(rb',"chain":"[0-9a-f]{32}"\}')


class RowChange(NamedTuple):
    """One row before and after; None where there is none."""

    table: str
    id: str
    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
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
    origins: Mapping[str, Sequence[str]] | None = None
    """Of a merge: by which acts what it brought was made, by `table/id`; None: that was not kept."""


def encode(act: HistoryEntry, chain: str, key: age.Key | None = None) -> tuple[bytes, str]:
    """The line of an act, encrypted with a key, and the chain after it."""
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
    if act.origins is not None:
        body["origins"] = {name: [*made] for name, made in act.origins.items()}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    if key is not None:
        text = b'{"revision":%d,"age":"%s"}' % (act.revision, cipher.seal_text(key, text))
    after = link(chain, text)
    return line_of(text, after) + b"\n", after


def encode_all(acts: Iterable[HistoryEntry], key: age.Key | None = None) -> bytes:
    """The lines of a history that begins anew with its first act, encrypted with a key."""
    lines, chain = [], ""
    for act in acts:
        line, chain = encode(act, chain, key)
        lines.append(line)
    return b"".join(lines)


def link(chain: str, text: bytes) -> str:
    """The chain after a line whose body is `text`."""
    # 128 bits are enough against a chance and against a forger; a line stays short.
    return hashlib.sha256(chain.encode() + text).hexdigest()[:32]


def line_of(text: bytes, chain: str) -> bytes:
    """The line of a body and the chain after it, without its line end."""
    return text[:-1] + SEAM + chain.encode() + b'"}'


def parts(line: bytes) -> tuple[bytes, str]:
    """The body of a line and the chain it states; empty where it states none."""
    text, _mark, tail = line.rstrip(b"\n").rpartition(SEAM)
    return text + b"}", tail.removesuffix(b'"}').decode("ascii", "replace")


def decode(line: bytes) -> HistoryEntry:
    """Read the act of a line. Raises ValueError when it is none."""
    try:
        body = json.loads(parts(line)[0])
        if "age" in body:
            body = json.loads(cipher.open_text(body["age"]))
        act = HistoryEntry(
            body["revision"],
            body["at"],
            body["who"],
            body["what"],
            body["label"],
            tuple(RowChange(*change) for change in body["changes"]),
            body.get("reverses"),
            body.get("origins"),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem
    words = (act.at, act.who, act.what, act.label)
    numbers = (act.revision, act.revision if act.reverses is None else act.reverses)
    if not all(type(word) is str for word in words) or {type(n) for n in numbers} != {int}:
        raise ValueError("types")
    if not all(_is_change(change) for change in act.changes):
        raise ValueError("changes")
    if act.origins is not None and not _are_origins(act.origins):
        raise ValueError("origins")
    return act


def _are_origins(found: object) -> bool:
    return type(found) is dict and all(
        type(made) is list and all(type(one) is str for one in made) for made in found.values()
    )


def _is_change(change: RowChange) -> bool:
    rows = (change.old, change.new)
    return (
        type(change.table) is str
        and type(change.id) is str
        and all(row is None or type(row) is dict for row in rows)
    )


class Acts(Sequence[HistoryEntry]):
    """The acts of a history, oldest first, each decoded when it is first asked for."""

    def __init__(self, lines: list[bytes], first: int = 1, name: str = "") -> None:
        """Hold the proven lines of a history whose oldest act is revision `first`."""
        self.lines = lines
        self.first = first
        self._name = name
        self._known: dict[int, HistoryEntry] = {}

    @property
    def last(self) -> int:
        """Revision of the newest act; 0 where there is none."""
        return self.first + len(self.lines) - 1 if self.lines else 0

    def chain_at(self, revision: int) -> str | None:
        """The chain after an act; None for one that is not here."""
        place = revision - self.first
        return parts(self.lines[place])[1] if 0 <= place < len(self.lines) else None

    def after(self, revision: int) -> Iterator[HistoryEntry]:
        """The acts newer than a revision."""
        start = max(0, revision + 1 - self.first)
        return (self[place] for place in range(start, len(self.lines)))

    def add(self, act: HistoryEntry, line: bytes = b"") -> None:
        """Follow one more act. `line` is how it stands in the file, for who writes the file again."""
        self._known[len(self.lines)] = act
        self.lines.append(line)

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> HistoryEntry: ...
    @overload
    def __getitem__(self, place: slice) -> list[HistoryEntry]: ...
    def __getitem__(self, place: int | slice) -> HistoryEntry | list[HistoryEntry]:
        """One act or some. Raises Unreadable for a line that is no act of ours."""
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self.lines)))]
        place = range(len(self.lines))[place]
        if place not in self._known:
            try:
                self._known[place] = decode(self.lines[place])
            except ValueError as problem:
                raise Unreadable(
                    _("{path}: line {line} of the history is no act"),
                    path=self._name,
                    line=place + 1,
                ) from problem
        return self._known[place]


class Log(NamedTuple):
    """A history as it was read."""

    acts: Acts
    size: int
    """Bytes that are whole, proven lines."""
    chain: str
    torn: bool
    """Whether bytes that are no line follow."""
    broken: int | None
    """Number of the first line that is damaged or does not follow the one before."""
    mark: atomic.Mark
    unended: bool = False
    """Whether the last line is whole but for its line end."""


def read(path: Path) -> Log:
    """Read a history; a missing one is empty. Raises Unreadable."""
    mark = atomic.mark_of(path)
    with disk_words(path):
        try:
            content = plain.read(path, LIMIT)
        except FileNotFoundError:
            return Log(Acts([]), 0, "", torn=False, broken=None, mark=atomic.MISSING)
    if content.count(b"\n") > LINES:
        raise Unreadable(
            _("{path}: more than {limit} lines, the most that is read"), path=path, limit=LINES
        )
    return prove(content, str(path), mark)


def prove(content: bytes, name: str = "", mark: atomic.Mark = atomic.MISSING) -> Log:
    """Follow the chain through the lines of a history."""
    lines = content.split(b"\n")
    tail = lines.pop()
    end = END.search(tail)
    whole = tail[: end.end()] if end else b""
    first = first_revision(lines[0] if lines else whole)
    chain, size = "", 0
    for place, line in enumerate(lines):
        follows = _follows(line, chain, first + place)
        if not follows:
            del lines[place:]
            return Log(Acts(lines, first, name), size, chain, bool(tail), place + 1, mark)
        chain, size = follows, size + len(line) + 1
    follows = _follows(whole, chain, first + len(lines))
    if follows:  # its line end is hurt or lost: it was saved all the same
        lines.append(whole)
        chain, size = follows, size + len(whole)
    acts = Acts(lines, first, name)
    if len(END.findall(tail)) > 1:  # more than the one line that a dead writer leaves unfinished
        return Log(acts, size, chain, torn=True, broken=len(lines) + 1, mark=mark)
    return Log(acts, size, chain, len(content) > size, None, mark, bool(follows))


def _follows(line: bytes, chain: str, revision: int) -> str:
    """The chain after a line that is whole and follows the one before; else empty."""
    text, stated = parts(line)
    begins = text.startswith(b'{"revision":%d,' % revision)
    return stated if begins and link(chain, text) == stated else ""


def first_revision(line: bytes) -> int:
    """The revision of the first line: 1, or more where `repair` began the history anew."""
    if sealed := _SEALED.match(line):
        return int(sealed[1])
    try:
        act = decode(line)
    except ValueError:
        return 1
    return act.revision if act.revision > 0 else 1


class Journal:
    """The end of a history, open for appending."""

    def __init__(self, path: Path, log: Log) -> None:
        """Go on where `log` ends. Raises Unreadable.

        Bytes after it that are no line are cut off first, and a last line without its line end
        gets one.
        """
        self._path = path
        self._acts = Acts(list(log.acts.lines), log.acts.first)
        self._chain = log.chain
        self._key = cipher.key_of(path.parent)
        self._mark = log.mark
        self._remnant = b""
        if log.torn or log.unended:
            with disk_words(path):
                atomic.cut(path, log.size)
                if log.unended:
                    atomic.append_line(path, b"\n", at=atomic.mark_of(path))
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
        if content == ours or (
            content.startswith(ours) and self._remnant.startswith(content[len(ours) :])
        ):
            self._mark = mark._replace(size=len(ours))
            return True
        return False

    def _content(self) -> bytes:
        return b"".join(line + b"\n" for line in self._acts.lines)

    def write_anew(self) -> None:
        """Put every act of ours back in place of what somebody else put there. Raises OSError."""
        self._mark, self._remnant = atomic.write_bytes(self._path, self._content()), b""

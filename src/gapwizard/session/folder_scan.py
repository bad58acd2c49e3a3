"""A folder of real files, read to see how far the plan is: nothing is written, no link is followed.

Each planned file is found by its control block or by its name. What it shows becomes a proposal that
a person takes or leaves; a file that belongs to nothing is listed, to be placed or withdrawn.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath
from typing import NamedTuple

from gapwizard.disk import MIB, unread
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.file_look import (
    Expected,
    FileText,
    SeenFile,
    best_look,
    file_named,
)
from gapwizard.domain.files import PlannedFile, file_plan, owner_is_recorded, owner_of_file
from gapwizard.domain.skeleton import Skeleton
from gapwizard.errors import GapwizardError, Refused, quoted
from gapwizard.exchange import xlsx_table
from gapwizard.exchange.table import read_limited
from gapwizard.i18n import _, labelled, reason_of, speaking
from gapwizard.paths import slug
from gapwizard.report.file_text import markdown_text, word_text
from gapwizard.report.skeleton import chapter_of, expected_of

MOST_FILES = 10_000
"""Names in a folder; a firm of any size has some hundreds of documents."""
DEEPEST = 8
"""Folders in folders; what lies deeper is an archive, or a circle of links."""
LARGEST = 30 * MIB
"""A manual with pictures has five."""
MOST_READ = 500 * MIB
"""Bytes that are read in all: about a minute."""
PASSED_OVER = ("~$", ".", "._", ".~lock")
"""How the names of lock files and of what is hidden begin."""


@dataclass
class FolderScan:
    """What a folder holds."""

    folder: Path
    seen: list[SeenFile] = field(default_factory=list)
    missing: list[PlannedFile] = field(default_factory=list)
    """Planned files of which nothing was found."""
    unknown: list[str] = field(default_factory=list)
    """Names of files that belong to nothing in the plan."""
    owners: dict[str, frozenset[str]] = field(default_factory=dict)
    """How whoever answers for a planned file is called, in each language."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Names of what could not be read, each with why."""
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Names of those that the disk lets nobody read, a folder's too, and the planned file of each."""
    copies: list[tuple[str, str]] = field(default_factory=list)
    """Names of files in Markdown that say what the Word file of their name says, and the planned file."""

    def about(self, name: str) -> "FolderScan":
        """What was found of one planned file."""
        return FolderScan(
            self.folder,
            [one for one in self.seen if one.planned.file.id == name],
            [one for one in self.missing if one.file.id == name],
            owners=self.owners,
            problems=self.problems,
            unread=[row for row in self.unread if row[1] == name],
            copies=[row for row in self.copies if row[1] == name],
        )


class _Found(NamedTuple):
    """A file of the folder."""

    path: Path
    name: str


_Part = tuple[_Found, str, FileText | None]
"""A file that belongs to a planned one, its hash, and its words where its kind is read."""


class SpokenPlan(NamedTuple):
    """What the files of the plan look like in one language."""

    diagnosis: Diagnosis
    skeletons: Mapping[str, Skeleton]
    language: str

    def files(self) -> Mapping[str, PlannedFile]:
        """The files of the plan by id."""
        return {one.file.id: one for one in file_plan(self.diagnosis)}

    def expected(self, one: PlannedFile) -> list[Expected]:
        """The documents of a file as they would be written."""
        with speaking(self.language):
            return [
                expected_of(chapter_of(self.diagnosis, line.document, self.skeletons))
                for line in one.lines
            ]


def scan(wordings: Sequence[SpokenPlan], folder: Path) -> FolderScan:
    """Read a folder whose files may be in any of some languages; the first is that of the plan.

    Raises Refused for one that is none or too large, Unreadable.
    """
    diagnosis = wordings[0].diagnosis
    result = FolderScan(folder)
    plan = [one for one in file_plan(diagnosis) if one.lines]
    known = {one.file.id.casefold(): one for one in plan}
    found: dict[str, list[_Part]] = {one.file.id: [] for one in plan}
    plans = [(wording, wording.files()) for wording in wordings]
    left, there = MOST_READ, set[str]()
    for file in list(_files(folder, result)):  # too many are refused before one is read
        named = _by_name(plan, [files for _wording, files in plans], file)
        if named is None and file.path.suffix.lower() not in READERS:
            result.unknown.append(file.name)
            continue
        try:
            raw, text = _read(file, left)
        except GapwizardError as problem:
            there.add(_note_unread(result, file, named, problem))
            continue
        left -= len(raw)
        planned = known.get(file_named(text).casefold()) if text is not None else None
        planned = planned or named
        if planned is None:
            result.unknown.append(file.name)
        else:
            digest = hashlib.sha256(raw).hexdigest()
            found[planned.file.id].append((file, digest, text))
    for one in plan:
        if not found[one.file.id]:
            if one.file.id not in there:
                result.missing.append(one)
            continue
        spoken = [(wording, files[one.file.id]) for wording, files in plans]
        result.owners[one.file.id] = _owners(spoken)
        known_words = [wording.expected(told) for wording, told in spoken]
        copies = _copies(one, found[one.file.id])
        result.copies += [(file.name, one.file.id) for file, _digest, _text in copies]
        result.seen += [
            _seen(diagnosis, one, known_words, *part)
            for part in found[one.file.id]
            if part not in copies
        ]
    return result


def _owners(spoken: Sequence[tuple[SpokenPlan, PlannedFile]]) -> frozenset[str]:
    """Whom a file names already, in each language: who usually answers for it stands in none."""
    return frozenset(
        owner_of_file(wording.diagnosis, told).title
        for wording, told in spoken
        if owner_is_recorded(told)
    )


def _note_unread(
    result: FolderScan, file: _Found, named: PlannedFile | None, problem: GapwizardError
) -> str:
    """Say why a file was not read; gives the planned file that its name tells, empty for none."""
    why, name = str(problem), named.file.id if named is not None else ""
    for begin in (file.path, file.name):  # it stands beside the reason
        why = why.removeprefix(f"{begin}: ").removeprefix(labelled(begin, ""))
    result.problems.append((file.name, why))
    if isinstance(problem.__cause__, OSError):
        result.unread.append((file.name, name))
    return name


def _copies(one: PlannedFile, parts: Sequence[_Part]) -> list[_Part]:
    """Those in Markdown that say word by word what the Word file of their name says.

    The one that the plan knows as the file's place is none.
    """
    words = {
        PurePath(file.name).with_suffix(""): _said(text)
        for file, _digest, text in parts
        if text is not None and file.path.suffix.lower() == ".docx"
    }
    return [
        (file, digest, text)
        for file, digest, text in parts
        if text is not None
        and file.path.suffix.lower() in (".md", ".markdown")
        and file.name != one.record.location
        and words.get(PurePath(file.name).with_suffix("")) == _said(text)
    ]


def _said(text: FileText) -> tuple[object, ...]:
    """What a file says, whatever its format makes of blanks and empty lines."""
    lines = ("".join(line.split()) for line in text.lines)
    rows = (tuple("".join(cell.split()) for cell in row) for row in text.rows)
    return tuple(filter(None, lines)), tuple(rows)


def _seen(
    diagnosis: Diagnosis,
    one: PlannedFile,
    expected: list[list[Expected]],
    file: _Found,
    digest: str,
    text: FileText | None,
) -> SeenFile:
    changed = bool(one.record.sha256) and one.record.sha256 != digest
    told = None if file.path.suffix.lower() == ".xlsx" else text  # a sheet has no control block
    look = None if told is None else best_look(told, expected, diagnosis.today)
    return SeenFile(one, file.name, digest, changed, look)


def _check_folder(folder: Path) -> None:
    """Raises Refused for what is no folder or not there, Unreadable for the disk."""
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise Refused(_("{path} is no folder"), path=folder)
    except ValueError as problem:  # a NUL in the name
        raise Refused(labelled(quoted(str(folder)), problem)) from problem
    except FileNotFoundError as problem:
        raise Refused(_("{path}: there is no such folder"), path=folder) from problem
    except OSError as problem:
        raise unread(folder, problem) from problem


def _files(folder: Path, result: FolderScan) -> Iterator[_Found]:
    """The plain files below a folder, by name; links and devices are said and left."""
    _check_folder(folder)
    count, ahead = 0, [(folder, "", 0)]
    while ahead:
        here, above, depth = ahead.pop(0)
        for entry in _listed(here, above or str(folder), result):
            count += 1
            if count > MOST_FILES:
                raise Refused(
                    _("{path}: more than {most} files; name a folder with the documents alone"),
                    path=folder,
                    most=MOST_FILES,
                )
            name = f"{above}{entry.name}"
            if entry.is_symlink():
                result.problems.append((name, _("a link; it is not followed")))
            elif entry.is_file(follow_symlinks=False):
                yield _Found(Path(entry.path), name)
            elif not entry.is_dir(follow_symlinks=False):
                result.problems.append((name, _("a device or a pipe")))
            elif depth < DEEPEST:
                ahead.append((Path(entry.path), f"{name}/", depth + 1))
            else:
                result.problems.append((name, _("too many folders one in another")))


def _listed(here: Path, name: str, result: FolderScan) -> list["os.DirEntry[str]"]:
    """What a folder holds, by name, without lock files and what is hidden."""
    try:
        with os.scandir(here) as listed:
            seen = (one for one in listed if not one.name.startswith(PASSED_OVER))
            entries = list(islice(seen, MOST_FILES + 1))
    except OSError as problem:
        if here == result.folder:
            raise unread(here, problem) from problem
        result.problems.append((name, reason_of(problem)))
        result.unread.append((name, ""))
        return []
    return sorted(entries, key=lambda entry: entry.name)


def _read(file: _Found, left: int) -> tuple[bytes, FileText | None]:
    """The bytes of a file and, where its kind is read, its words. Raises Refused or Unreadable."""
    if left < LARGEST:
        raise Refused(
            _("{name}: the folder holds more than {limit} MiB; name one with the documents alone"),
            name=file.name,
            limit=(MOST_READ - LARGEST) // MIB,
        )
    raw = read_limited(file.path, LARGEST, _("{path}: larger than {limit} MiB"))
    reader = READERS.get(file.path.suffix.lower())
    return raw, reader(raw, file.name) if reader is not None else None


def _sheet_text(raw: bytes, name: str) -> FileText:
    rows = tuple(tuple(cells) for cells in xlsx_table.cells(raw, name))
    return FileText((), rows, (0,) * len(rows))


READERS: Mapping[str, Callable[[bytes, str], FileText]] = {
    ".docx": word_text,
    ".md": markdown_text,
    ".markdown": markdown_text,
    ".xlsx": _sheet_text,
}
"""How the words of each kind of file are read; of another, only the name is looked at."""


def _by_name(
    plan: list[PlannedFile], spoken: Sequence[Mapping[str, PlannedFile]], file: _Found
) -> PlannedFile | None:
    """The planned file whose id a name begins with, or whose title in any language is the name."""
    stem = slug(Path(file.name).stem)
    for one in plan:
        begins = slug(one.file.id)
        titles = {slug(files[one.file.id].file.title) for files in spoken}
        if stem in (begins, *titles) or stem.startswith(f"{begins}-"):
            return one
    return None

"""The shelf: the questionnaires that came with the product and the user's own, by id and version.

Ours travel with the package, the user's stand in `questionnaires` below the data folder. A file is
linted before it is copied there, and an id with a version means one content for ever.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard import atomic, folders, paths
from gapwizard.disk import disk_words
from gapwizard.domain.original import original_words_of
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.i18n import _, labelled, names, nearest_hint, reason_of
from gapwizard.library.file import merge, read_json
from gapwizard.library.shape import parse
from gapwizard.library.translation import overlay, translations_of

if TYPE_CHECKING:
    from gapwizard.library.lint import Linted

DEFAULT = "iso20000-1-2018"
"""The questionnaire that a new assessment takes where none is named."""
EARLIER = "earlier"
"""Where earlier versions lie among the shipped questionnaires, for assessments made with them."""
LONGEST = 20
"""Digits of a number in a version; Python refuses to read thousands."""


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One questionnaire file on the shelf."""

    id: str
    version: str
    title: str
    path: Path
    own: bool
    """Whether the user brought it."""
    earlier: bool = False
    """Whether it is kept for assessments that were made with it, and a newer one was shipped."""


class Shelf:
    """All questionnaires within reach of one data folder."""

    def __init__(self, data: Path) -> None:
        """Look at the shipped questionnaires and at those in `data`."""
        self._own = data / "questionnaires"

    def entries(self) -> list[ShelfEntry]:
        """List the readable questionnaires, shipped ones first."""
        return self.look()[0]

    def look(self) -> tuple[list[ShelfEntry], list[Unreadable]]:
        """List the readable questionnaires, and what the disk does not let anybody read."""
        problems: list[Unreadable] = []
        return [*_shipped(problems), *_entries(self._own, problems, own=True)], problems

    def find(self, name: str, version: str | None = None) -> ShelfEntry:
        """Find one by id or `ID@VERSION`, or by a version that may be gone.

        Of several versions the newest that was shipped is the default, else the newest: a file
        beside it never takes over an id. Raises Refused with the nearest id, or with the versions
        there are; Unreadable where it may be in what cannot be read.
        """
        if version is not None:
            # What was shipped stands first, whoever put the same beside it; no other file is read.
            ours = (one for one in _shipped([]) if (one.id, one.version) == (name, version))
            for entry in ours:
                return entry
        entries, problems = self.look()
        of_name = [entry for entry in entries if entry.id == name]
        stem, mark, wanted = name.rpartition("@")
        if not of_name and mark and any(entry.id == stem for entry in entries):
            return _of_version([entry for entry in entries if entry.id == stem], stem, wanted)
        exact = [entry for entry in of_name if entry.version == version]
        if exact:
            return exact[0]
        if problems and (version or not of_name):
            raise problems[0]
        if not of_name:
            hint = nearest_hint(name, [entry.id for entry in entries])
            raise Refused(_("there is no questionnaire {name!r}{hint}"), name=name, hint=hint)
        shipped = [entry for entry in of_name if not entry.own]
        return max(shipped or of_name, key=lambda entry: _order(entry.version))

    def others(self, chosen: ShelfEntry) -> list[ShelfEntry]:
        """List the other versions of a questionnaire, which `ID@VERSION` chooses."""
        return [
            entry
            for entry in self.entries()
            if entry.id == chosen.id and entry.version != chosen.version
        ]

    def load(self, name: str, version: str | None = None, language: str = "en") -> Questionnaire:
        """Load one in a language; texts without a translation stay as they are."""
        return load_file(self.find(name, version).path, language)

    def lint(self, files: Sequence[Path]) -> "list[Linted]":
        """Lint files against each other and against what is on the shelf."""
        from gapwizard.library.lint import lint_all

        return lint_all(files, {(e.id, e.version): e.path for e in self.entries()})

    def take_in(self, path: Path, *, same: bool = True) -> ShelfEntry:
        """Copy a file of the user onto the shelf with its translations, and give its place there.

        Raises Refused with every error in the file, or when another questionnaire of the same id
        and version has other content; other words of a translation are such.

        One that comes with an assessment need not be the `same`: it only has to open, and what the
        shelf has under its id and version of ours, or of translations, stays.
        """
        found, data = _taken(path, strict=same)
        for entry in self.entries():
            if (entry.id, entry.version) == (found.id, found.version):
                if not (same or entry.own):
                    return entry
                if load_file(entry.path, "").model_dump() == found.model_dump():
                    if entry.own:
                        self._translate(path, entry, same=same)
                    return entry
                raise Refused(
                    _(
                        "{path}: {id} {version} is on the shelf with other content; give your file "
                        "another version"
                    ),
                    path=path,
                    id=found.id,
                    version=found.version,
                )
        return self._copy(path, found, data)

    def _translate(self, path: Path, entry: ShelfEntry, *, same: bool) -> None:
        """Put the translations beside a file that the shelf has not yet beside its own."""
        for language, file in translations_of(path).items():
            beside, words = entry.path.with_suffix(f".{language}.json"), merge(file).data
            if not beside.exists():
                with disk_words(self._own):
                    atomic.write_text(beside, _dump(words))
            elif same and merge(beside).data != words:
                raise Refused(
                    _(
                        "{path}: on the shelf this translation has other words; give the "
                        "questionnaire another version"
                    ),
                    path=file,
                )

    def _copy(self, path: Path, found: Questionnaire, data: dict[str, object]) -> ShelfEntry:
        name = f"{paths.slug(found.id)}-{paths.slug(found.version)}"
        with disk_words(self._own):
            folders.private(self._own)
            target = folders.free(self._own, name, ".json")
            for language, file in translations_of(path).items():
                beside = target.with_suffix(f".{language}.json")
                atomic.write_text(beside, _dump(merge(file).data))
            atomic.write_text(target, _dump(data))
        return ShelfEntry(found.id, found.version, found.title, target, own=True)


def _taken(path: Path, *, strict: bool) -> tuple[Questionnaire, dict[str, object]]:
    """A questionnaire from outside with its data. Raises Refused.

    `strict`: nothing that lint refuses; else it has to open, as it did where it comes from.
    """
    if not strict:
        return load_file(path, ""), _merged(path)
    linted = lint_or_refuse(path)
    if linted.questionnaire is None:
        raise Refused(_("{path}: not a questionnaire"), path=path)
    return linted.questionnaire, linted.data


def _of_version(entries: Sequence[ShelfEntry], name: str, version: str) -> ShelfEntry:
    """The one of a version. Raises Refused with those there are."""
    for entry in entries:
        if entry.version == version:
            return entry
    known = names(dict.fromkeys(entry.version for entry in entries))
    raise Refused(
        _("there is no version {version!r} of {name!r}; there are: {known}"),
        version=version,
        name=name,
        known=known,
    )


def _dump(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _order(version: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (int(part), "") if part.isdecimal() and len(part) < LONGEST else (-1, part)
        for part in version.split(".")
    )


def _shipped(problems: list[Unreadable]) -> Iterator[ShelfEntry]:
    """Those that came with the product, the newest of each first."""
    folder = paths.shipped_folder("questionnaires")
    yield from _entries(folder, problems, own=False)
    for entry in _entries(folder / EARLIER, problems, own=False):
        yield replace(entry, earlier=True)


def _entries(folder: Path, problems: list[Unreadable], *, own: bool) -> Iterator[ShelfEntry]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - a pattern passes over what is closed
        files = {name: folder / name for name in names if name.endswith(".json")}
        files = {name: file for name, file in files.items() if file.is_file()}
    except FileNotFoundError:
        return
    except OSError as problem:
        problems.append(Unreadable(labelled(folder, reason_of(problem))))
        return
    for name, path in files.items():
        stem, dot, _language = name.removesuffix(".json").rpartition(".")
        if dot and f"{stem}.json" in files:
            continue  # a translation of that one
        try:
            head = _head(path) if own else _shipped_head(path)
        except Unreadable as problem:
            problems.append(problem)
        except GapwizardError:
            continue  # `questionnaire lint` tells what is wrong with it
        else:
            if head is not None:
                yield ShelfEntry(*head, path, own)


def _head(path: Path) -> tuple[str, str, str] | None:
    """Id, version and title of a file; None where it is no questionnaire. Raises as `read_json`."""
    raw = read_json(path)
    if not (isinstance(raw, dict) and {"id", "version", "title"} <= set(raw)):
        return None
    return str(raw["id"]), str(raw["version"]), str(raw["title"])


_shipped_head = cache(_head)
"""What was shipped stays as it is, and an app looks at the shelf many times (1.8 ms each)."""


def title_in(entry: ShelfEntry, language: str) -> str:
    """What a questionnaire is called in a language; as it calls itself where it has none of it."""
    file = translations_of(entry.path).get(language)
    try:
        said = merge(file).data.get("title") if file is not None else None
    except GapwizardError:
        said = None  # `questionnaire lint` tells what is wrong with it
    return said if isinstance(said, str) else entry.title


def lint_or_refuse(path: Path) -> "Linted":
    """Lint a file and raise Refused with its errors, a line each, when there are any."""
    from gapwizard.library.lint import lint

    linted = lint(path)
    if linted.errors:
        raise Refused("\n".join(str(remark) for remark in linted.errors))
    return linted


def merged_data(path: Path, language: str) -> dict[str, object]:
    """A questionnaire in the file format, includes merged in, in a language if it has it."""
    return _in_language(path, _merged(path), language)


def _merged(path: Path) -> dict[str, object]:
    merged = merge(path)
    if merged.faults:
        raise Refused(f"{path}: {merged.faults[0].message}")
    return merged.data


def _in_language(path: Path, data: dict[str, object], language: str) -> dict[str, object]:
    translation = path.with_name(f"{path.stem}.{language}.json")
    if language and data.get("language") != language and translation.is_file():
        return overlay(data, merge(translation).data)[0]
    return data


def _translations(path: Path) -> Iterator[object]:
    """The translations beside a questionnaire, without their includes; a broken one is passed over."""
    for file in translations_of(path).values():
        with suppress(GapwizardError):  # lint says what is wrong with it
            yield read_json(file, plain=True)


def load_file(path: Path, language: str) -> Questionnaire:
    """Load a questionnaire file that was linted before, in a language. Raises Refused."""
    data = _merged(path)
    spoken = _in_language(path, data, language)
    questionnaire, faults = parse(spoken, original_words_of(data, [*_translations(path)]))
    if questionnaire is not None and not path.is_relative_to(
        paths.shipped_folder("questionnaires")
    ):
        # Somebody may have put it there by hand, with a cycle of parents in it.
        from gapwizard.domain import integrity

        faults = integrity.errors(questionnaire)
    if questionnaire is None or faults:
        raise Refused(
            _("{path}: {why}; `gapwizard questionnaire lint` tells more"),
            path=path,
            why=faults[0].message,
        )
    return questionnaire

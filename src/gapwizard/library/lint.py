"""Lint: every fault of a questionnaire file with its place and the way out, and the schema of such a file.

All faults are told at once, in the file they stand in (an included one, a translation), as
`FILE: $.clauses[3].questions[0].weight: error: ...`.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gapwizard.domain import integrity
from gapwizard.domain.base import MOST, Fault, Place
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, names
from gapwizard.library import translation_check
from gapwizard.library.file import Merged, merge
from gapwizard.library.shape import parse
from gapwizard.library.translation import only_words, original_file_of, overlay, translations_of

MAX_FAULTS = 200
"""More are counted, not listed: nobody mends a file from a longer list, and each fault is a line."""


class LintRemark(NamedTuple):
    """One line of lint."""

    path: Path
    place: str
    message: str
    warning: bool

    def __str__(self) -> str:
        """The line as it is printed."""
        kind = _("warning") if self.warning else _("error")
        where = f"{self.path}: {self.place}" if self.place else str(self.path)
        return f"{where}: {labelled(kind, self.message)}"


class Linted(NamedTuple):
    """What became of a file: its questionnaire when it has no error, and all remarks."""

    questionnaire: Questionnaire | None
    remarks: list[LintRemark]
    data: dict[str, object]
    """The file with its includes merged in, for whoever keeps it."""

    @property
    def errors(self) -> list[LintRemark]:
        """The remarks that refuse the file."""
        return [remark for remark in self.remarks if not remark.warning]


def json_path(place: Place) -> str:
    """A place as a JSON path: `$.clauses[3].questions[0].weight`."""
    text = "$"
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier():
            text += f".{step}"
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text


def lint(path: Path) -> Linted:
    """Lint one questionnaire file with its includes and its translations.

    Raises Unreadable for what the disk refuses: that is no fault inside a file.
    """
    try:
        merged = merge(path)
    except Refused as problem:
        return Linted(
            None, [LintRemark(path, "", _after_name(str(problem), path), warning=False)], {}
        )
    if is_translation(merged):
        return _lint_alone(merged, original_file_of(path))
    questionnaire, faults = _check(merged)
    remarks = _remarks(merged, faults)
    if questionnaire is not None:
        remarks += _lint_translations(merged)
    return Linted(questionnaire, remarks, merged.data)


def is_translation(merged: Merged) -> bool:
    """Tell whether a file is the translation of another: by its name, and by what it holds."""
    language = merged.path.stem.rpartition(".")[2]
    return original_file_of(merged.path) is not None or only_words(merged.data, language)


def _lint_alone(words: Merged, original: Path | None) -> Linted:
    """Lint a translation that was named itself; without a questionnaire, for it is none."""
    if original is None:
        text = _(
            "a translation, and its original {name} is not beside it; name the original before it"
        ).format(name=f"{words.path.stem.rpartition('.')[0]}{words.path.suffix}")
        return Linted(None, [LintRemark(words.path, "", text, warning=False)], words.data)
    try:
        base = merge(original)
    except Refused as problem:
        return Linted(None, [LintRemark(original, "", str(problem), warning=False)], words.data)
    return Linted(None, _lint_words(words, base.data), words.data)


def lint_data(
    path: Path, data: dict[str, object], translations: Mapping[Path, dict[str, object]]
) -> Linted:
    """Lint a questionnaire and its translations that no file holds yet, as if they stood in these."""
    merged = Merged(path, data)
    questionnaire, faults = _check(merged)
    remarks = _remarks(merged, faults)
    if questionnaire is not None:
        for file, words in translations.items():
            remarks += _lint_words(Merged(file, words), data)
    return Linted(questionnaire, remarks, data)


def lint_all(
    files: Sequence[Path], known: Mapping[tuple[str, str], Path] | None = None
) -> list[Linted]:
    """Lint some files: two of the same id and version must have the same content.

    A translation in another folder than its original is held against one of them, or a known one.

    `known` are files that count as well, by id and version.
    """
    first = dict(known or {})
    results = []
    for path in files:
        linted = lint(path)
        if original_file_of(path) in files:  # told with the original
            linted = linted._replace(remarks=[])
        key = (str(linted.data.get("id")), str(linted.data.get("version")))
        if linted.errors and key in first and original_file_of(path) is None:
            words = Merged(path, linted.data)
            linted = _lint_alone(words, first[key]) if is_translation(words) else linted
        if linted.questionnaire is not None:
            key = (linted.questionnaire.id, linted.questionnaire.version)
            other = first.setdefault(key, path)
            if other.resolve() != path.resolve() and not _same(linted.questionnaire, other):
                text = _(
                    "{id} {version} stands in {other} with other content; give one another version"
                ).format(id=key[0], version=key[1], other=other)
                remark = LintRemark(path, "$.version", text, warning=False)
                linted = Linted(None, [*linted.remarks, remark], linted.data)
        results.append(linted)
    return results


def _same(questionnaire: Questionnaire, other: Path) -> bool:
    """Tell whether another file holds the same questionnaire."""
    found = lint(other).questionnaire
    return found is not None and found.model_dump() == questionnaire.model_dump()


def _after_name(message: str, path: Path) -> str:
    return message.removeprefix(f"{path}: ").removeprefix(labelled(path, ""))


def _check(merged: Merged) -> tuple[Questionnaire | None, list[Fault]]:
    if merged.faults:
        return None, merged.faults
    questionnaire, faults = parse(merged.data)
    if questionnaire is None:
        return None, faults
    faults = integrity.faults(questionnaire)
    bad = any(not fault.warning for fault in faults)
    return (None if bad else questionnaire), faults


def _remarks(merged: Merged, faults: list[Fault]) -> list[LintRemark]:
    remarks = []
    for fault in faults[:MAX_FAULTS]:
        file, place = merged.locate(fault.place)
        remarks.append(LintRemark(file, json_path(place), fault.message, fault.warning))
    if len(faults) > MAX_FAULTS:
        words = _("and {count} more") if len(faults) < MOST else _("and more than {count} more")
        more = words.format(count=len(faults) - MAX_FAULTS)
        remarks.append(LintRemark(merged.path, "", more, all(f.warning for f in faults)))
    return remarks


def _lint_translations(merged: Merged) -> list[LintRemark]:
    files = translations_of(merged.path)
    if not files:
        text = _("no translation beside it, such as {name}").format(
            name=f"{merged.path.stem}.zh-Hans.json"
        )
        return [LintRemark(merged.path, "$.language", text, warning=True)]
    remarks = []
    for file in files.values():
        try:
            words = merge(file)
        except Refused as problem:
            remarks.append(LintRemark(file, "", _after_name(str(problem), file), warning=False))
            continue
        remarks += _lint_words(words, merged.data)
    return remarks


def _lint_words(words: Merged, base: dict[str, object]) -> list[LintRemark]:
    """Lint one translation of a questionnaire."""
    data, faults = overlay(base, words.data)
    faults = [*words.faults, *faults]
    if not faults:
        faults = parse(data)[1]
    remarks = _remarks(words, faults)
    if not faults:
        remarks += _left_out(words.path, base, words.data)
        remarks += _remarks(words, translation_check.faults(base, words.data))
    return remarks


def _left_out(file: Path, base: dict[str, object], words: dict[str, object]) -> list[LintRemark]:
    """Warn of what a translation says nothing of: entries by id, and the glossary."""
    remarks = []
    have = _ids(words)
    for part, ids in _ids(base).items():
        translated = set(have.get(part, ()))
        missing = [name for name in ids if name not in translated]
        if missing:
            text = _("{count} of {part} are not translated: {names}").format(
                count=len(missing),
                part=part,
                names=names(missing),
            )
            remarks.append(LintRemark(file, f"$.{part}", text, warning=True))
    if base.get("glossary") and not words.get("glossary"):
        remarks.append(
            LintRemark(file, "$.glossary", _("the glossary is not translated"), warning=True)
        )
    return remarks


def _ids(data: dict[str, object]) -> dict[str, list[str]]:
    """The ids of each kind of entry, questions too."""
    found: dict[str, list[str]] = {}
    for part in integrity.PARTS:
        entries = data.get(part)
        for entry in entries if isinstance(entries, list) else []:
            if not isinstance(entry, dict):
                continue
            found.setdefault(part, []).append(str(entry.get("id")))
            if part == "clauses" and isinstance(entry.get("questions"), list):
                names = [str(q.get("id")) for q in entry["questions"] if isinstance(q, dict)]
                found.setdefault("questions", []).extend(names)
    return found


DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, object]:
    """The schema of a questionnaire file, `include` with it."""
    made = {"$schema": DIALECT, **Questionnaire.model_json_schema()}
    made["title"] = "gapwizard questionnaire, format 1"
    made["properties"]["include"] = {
        "type": "array",
        "items": {"type": "string"},
        "default": [],
        "description": "Files beside this one whose clauses, documents, advice, registers and plan are appended in order.",
    }
    made["required"] = [name for name in made["required"] if name != "clauses"]
    made["anyOf"] = [{"required": ["clauses"]}, {"required": ["include"]}]
    return made

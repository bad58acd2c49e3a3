"""A framework of somebody else's as a questionnaire of ours: read, built, linted, written.

Nothing is written unless the questionnaire lints without an error and its files may be written.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused
from gapwizard.exchange.convert.reading import ConvertOptions, convert
from gapwizard.i18n import _
from gapwizard.library.file import MAX_BYTES, parse_json
from gapwizard.library.lint import LintRemark, lint_data
from gapwizard.library.translation import original_file_of
from gapwizard.session.papers.output import check_free, format_of, hand_out

__all__ = ["Conversion", "ConvertOptions", "conversion_json", "conversion_of", "write_conversion"]


class Conversion(NamedTuple):
    """A framework as a questionnaire that lints, and what became of the rest of it."""

    questionnaire: Questionnaire
    said: str
    """What kind of file it was."""
    files: Mapping[Path, bytes]
    """What is to be written: the questionnaire first, then its translations."""
    languages: Mapping[str, Path]
    """The translations by language."""
    left: Mapping[str, list[str]]
    """What was not carried, by kind: the name of each piece."""
    mended: Mapping[str, list[str]]
    """What was carried otherwise than it stood there."""
    warnings: list[LintRemark]


def conversion_of(path: Path, target: Path, options: ConvertOptions) -> Conversion:
    """A framework as a questionnaire for `target`. Raises Refused or Unreadable."""
    format_of(target, ("json",))
    beside = original_file_of(target)
    if beside is not None:
        raise Refused(
            _("{path} would be read as a translation of {original}; give it a name without a dot"),
            path=target,
            original=beside.name,
        )
    source, built = convert(path, options)
    languages = {tag: target.with_name(f"{target.stem}.{tag}.json") for tag in built.translations}
    words = {file: built.translations[tag] for tag, file in languages.items()}
    linted = lint_data(target, built.data, words)
    if linted.questionnaire is None or linted.errors:
        raise Refused(
            _("{path}: what it says makes no questionnaire:\n{errors}"),
            path=path,
            errors="\n".join(map(str, linted.errors[:10])),
        )
    files = {file: _dumped(data) for file, data in ((target, built.data), *words.items())}
    for file, content in files.items():
        if len(content) > MAX_BYTES:
            raise Refused(
                _("{path}: larger than {limit} MiB, the most a questionnaire file may have"),
                path=path,
                limit=MAX_BYTES // 1024 // 1024,
            )
        parse_json(content, str(file))
    return Conversion(
        linted.questionnaire,
        source.said,
        files,
        languages,
        source.ledger.left,
        source.ledger.mended,
        linted.remarks,
    )


def write_conversion(found: Conversion, *, force: bool) -> None:
    """Write a conversion, all its files or none of them. Raises Refused or Unreadable."""
    for file in found.files:
        check_free(file, force=force)
    for file, content in reversed(
        list(found.files.items())
    ):  # the questionnaire last: it names no words
        hand_out(file, content, force=force)


def _dumped(data: Mapping[str, object]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def conversion_json(found: Conversion, target: Path) -> Json:
    """What was written, and what was not, as the command prints it."""

    def kinds(pieces: dict[str, list[str]]) -> list[Json]:
        return [{"what": k, "count": len(held), "names": held} for k, held in pieces.items()]

    made = found.questionnaire
    return {
        "path": str(target),
        "id": made.id,
        "version": made.version,
        "title": made.title,
        "language": made.language,
        "source": found.said,
        "translations": {tag: str(path) for tag, path in found.languages.items()},
        "clauses": len(made.clauses),
        "questions": len(made.questions),
        "facts": len(made.triggers),
        "advice": len(made.advice),
        "not_carried": kinds(dict(found.left)),
        "carried_otherwise": kinds(dict(found.mended)),
        "warnings": len(found.warnings),
    }

"""The words of an assessment's questionnaire, in every language it has: they name nobody.

A name such as Long or Young is looked for with care where the questionnaire uses the same word.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gapwizard import paths
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords
from gapwizard.library.file import merge
from gapwizard.library.shelf import Shelf, merged_data
from gapwizard.library.translation import translations_of
from gapwizard.session.session import Session


class Known(NamedTuple):
    """What is known beside an assessment when it is redacted."""

    words: PlainWords = NO_TEXTS
    """Those of its questionnaire: they name nobody."""
    ids: frozenset[str] = frozenset()
    """Ids that everybody has: those of a questionnaire that came with gapwizard."""

    @property
    def public(self) -> PlainWords:
        """The words, where everybody has them: one's own questionnaire may name the client."""
        return self.words if self.ids else NO_TEXTS


NOTHING_KNOWN = Known()


def known_of(session: Session) -> Known:
    """What tells names and secrets from the words of the questionnaire, in all its languages.

    One's own questionnaire may name somebody, so that its words make no name an ordinary word; those
    of the one that came with gapwizard do. Raises Refused where the questionnaire is gone.
    """
    ours, path = is_ours(session), _path(session)
    if not ours:
        path = paths.shipped_folder("questionnaires") / "iso20000-1-2018.json"
    words = _words(path, path.stat().st_mtime_ns)
    return Known(words, names_in(session) if ours else frozenset())


def is_ours(session: Session) -> bool:
    """Tell whether the questionnaire came with gapwizard: everybody has it, and it names nobody."""
    return _path(session).is_relative_to(paths.shipped_folder("questionnaires"))


def names_in(session: Session) -> frozenset[str]:
    """Every id of the questionnaire: what refers to it must stay as it is."""
    questionnaire = session.questionnaire
    return frozenset(
        [
            questionnaire.id,
            questionnaire.version,
            *questionnaire.clause,
            *questionnaire.questions,
            *questionnaire.document,
            *(role.id for role in questionnaire.roles),
            *(trigger.id for trigger in questionnaire.triggers),
        ]
    )


def strings_in(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a JSON document, keys too, with its path: `clauses[3].title`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield path, str(key)
            yield from strings_in(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings_in(inner, f"{path}[{number}]")


def _path(session: Session) -> Path:
    about = session.assessment.about
    return Shelf(session.folder.parent).find(about.questionnaire, about.questionnaire_version).path


def files_of(session: Session) -> dict[str, dict[str, object]]:
    """The questionnaire with its translations by the names of its files, includes merged in."""
    return files_at(_path(session))


def files_at(path: Path) -> dict[str, dict[str, object]]:
    """A questionnaire of the shelf with its translations by the names of its files, includes merged in."""
    translated = {
        f"questionnaire.{k}.json": merge(v).data for k, v in translations_of(path).items()
    }
    return {"questionnaire.json": merged_data(path, ""), **translated}


@lru_cache(maxsize=4)
def _words(path: Path, _changed: int) -> PlainWords:
    return PlainWords(text for data in files_at(path).values() for _place, text in strings_in(data))

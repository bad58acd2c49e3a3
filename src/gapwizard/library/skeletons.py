"""Skeletons from the disk: a folder beside a questionnaire, read only when a file is to be written.

`NAME/skeletons/LANGUAGE/*.json` lies beside `NAME.json`; each file holds the skeletons of some
documents. A document without one is written from what the questionnaire says it contains.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from gapwizard import paths
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.skeleton import Skeleton, SkeletonFile
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.library.file import read_json

FOLDER = "skeletons"


def skeletons_of(beside: Path, questionnaire: Questionnaire) -> Mapping[str, Skeleton]:
    """The skeletons of a questionnaire's documents, by document; `beside` is its file.

    An earlier version takes those of the version that was shipped last. Raises Refused for a file
    that is none.
    """
    shipped = paths.shipped_folder("questionnaires") / questionnaire.id
    for folder in (beside.with_suffix("") / FOLDER, shipped / FOLDER):
        own = folder / questionnaire.language
        if own.is_dir():
            return {one.id: one for one in _read(own) if one.id in questionnaire.document}
    return {}


def _read(folder: Path) -> Iterator[Skeleton]:
    for file in sorted(folder.glob("*.json")):
        try:
            yield from SkeletonFile.model_validate(read_json(file)).documents
        except ValidationError as problem:
            first = problem.errors(include_url=False)[0]
            place = " > ".join(str(step) for step in first["loc"])
            raise Refused(
                _("{path}: {place}: {why}"), path=file, place=place, why=first["msg"]
            ) from problem

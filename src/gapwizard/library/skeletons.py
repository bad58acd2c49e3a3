"""Skeletons from the disk: a folder beside a questionnaire, read only when a file is to be written.

`NAME/skeletons/LANGUAGE/*.json` lies beside `NAME.json`; each file holds the skeletons of some
documents. A document without one is written from what the questionnaire says it contains.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from gapwizard import paths
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.registers import Register
from gapwizard.domain.skeleton import Skeleton, SkeletonFile
from gapwizard.errors import Refused
from gapwizard.i18n import _, nearest_hint
from gapwizard.library.file import read_json
from gapwizard.library.shape import why_wrong

FOLDER = "skeletons"


def skeletons_of(beside: Path, questionnaire: Questionnaire) -> Mapping[str, Skeleton]:
    """The skeletons of a questionnaire's documents, by document; `beside` is its file.

    An earlier version takes those of the version that was shipped last. Raises Refused for a file
    that is none, and for one beside its own questionnaire that names what is not there.
    """
    shipped = paths.shipped_folder("questionnaires") / questionnaire.id / FOLDER
    for folder in (beside.with_suffix("") / FOLDER, shipped):
        here = folder / questionnaire.language
        if here.is_dir():
            found = list(_read(here))
            if folder != shipped:
                _check(found, questionnaire)
            return {one.id: one for _file, one in found if one.id in questionnaire.document}
    return {}


def _read(folder: Path) -> Iterator[tuple[Path, Skeleton]]:
    for file in sorted(folder.glob("*.json")):
        try:
            read = SkeletonFile.model_validate(read_json(file, plain=True))
        except ValidationError as problem:
            first = problem.errors(include_url=False)[0]
            place = " > ".join(str(step) for step in first["loc"]) or _("the whole file")
            raise _refused(file, place, why_wrong(first)) from problem
        yield from ((file, one) for one in read.documents)


def _check(found: Sequence[tuple[Path, Skeleton]], questionnaire: Questionnaire) -> None:
    """Hold that everything skeletons name is there: what is not would be left out without a word."""
    seen: set[str] = set()
    for file, skeleton in found:
        if skeleton.id in seen:
            raise _refused(file, skeleton.id, _("it stands twice"))
        seen.add(skeleton.id)
        _known(file, skeleton.id, "id", skeleton.id, questionnaire.document)
        for section in skeleton.sections:
            place = f"{skeleton.id} > {section.id}"
            if section.rows and not section.columns:
                raise _refused(file, f"{place} > rows", _("a table of these needs columns"))
            for item in section.items:
                _known(file, place, "who", item.who, questionnaire.role)
            _known(file, place, "rows_from", section.rows_from, _registers(questionnaire))
            register = _registers(questionnaire).get(section.rows_from or "")
            views = [one.id for one in register.views] if register is not None else []
            fields = [one.id for one in register.fields] if register is not None else []
            _known(file, place, "view", section.view, views)
            for name in " ".join(section.fields).split():
                _known(file, place, "fields", name, ["id", *fields])


def _registers(questionnaire: Questionnaire) -> Mapping[str, Register]:
    return {one.id: one for one in questionnaire.registers}


def _known(file: Path, place: str, key: str, name: str | None, known: Iterable[str]) -> None:
    """Refuse a name that is none of those there are."""
    every = list(known)
    if name and name not in every:
        why = _("there is no {name!r}{hint}").format(name=name, hint=nearest_hint(name, every))
        raise _refused(file, f"{place} > {key}", why)


def _refused(file: Path, place: str, why: str) -> Refused:
    return Refused(_("{path}: {place}: {why}"), path=file, place=place, why=why)

"""The files of the plan written into a folder, to be filled in: Word, Markdown, and registers as sheets.

A file that is there already is somebody's work and stays as it is. People are named by their
department, as in the report.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gapwizard import atomic, folders, i18n
from gapwizard.disk import unwritten
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.files import PlannedFile, file_plan
from gapwizard.domain.sentences import short_list
from gapwizard.domain.skeleton import Skeleton
from gapwizard.errors import Refused
from gapwizard.i18n import _, nearest_hint, ngettext
from gapwizard.library.shelf import Shelf
from gapwizard.library.skeletons import skeletons_of
from gapwizard.paths import slug
from gapwizard.session.folder_scan import SpokenPlan
from gapwizard.session.papers import editions
from gapwizard.session.papers.editions import Edition
from gapwizard.session.papers.handout import converted_paper
from gapwizard.session.session import Session

FORMATS = ("docx", "md")
"""How a file of the plan is written; the first is the usual way."""


class Written(NamedTuple):
    """What became of a folder."""

    made: tuple[Path, ...]
    left: tuple[Path, ...]
    """Files that were there already and stay as they are."""


class Skeletons(NamedTuple):
    """Files of the plan as Markdown, and their registers; converting takes seconds."""

    texts: Mapping[str, str]
    """Markdown by the name of the file without its ending."""
    registers: Mapping[str, bytes]
    """Workbooks by name."""
    language: str
    style: tuple[str, bytes] | None

    def apart(self) -> "list[Skeletons]":
        """Each file with its register on its own, so that one can say how far it is."""
        return [
            self._replace(
                texts={stem: text},
                registers={k: v for k, v in self.registers.items() if k == register_name(stem)},
            )
            for stem, text in self.texts.items()
        ]


def register_name(stem: str) -> str:
    """The workbook of a file that holds registers."""
    return f"{stem}.xlsx"


def file_name(one: PlannedFile) -> str:
    """How the file of the plan is called on the disk, without its ending: `FILE-13-incidents`."""
    return f"{slug(one.file.id).upper()}-{slug(one.file.title)}"


def prepare(
    session: Session,
    chosen: Sequence[str] = (),
    language: str = "",
    style: tuple[str, bytes] | None = None,
) -> Skeletons:
    """Some files of the plan, all where none is named. Raises Refused for one there is not."""
    from gapwizard.report.skeleton import skeleton_markdown
    from gapwizard.session.papers.skeleton_registers import registers_of

    copy = editions.copy_of(session, Edition(language))
    plan = [one for one in file_plan(copy.diagnosis) if one.lines]
    known = {one.file.id: one for one in plan}
    for name in chosen:
        if name not in known:
            raise Refused(
                _("there is no file {name!r} in the plan{hint}"),
                name=name,
                hint=nearest_hint(name, list(known)),
            )
    if not plan:
        raise Refused(_("the questionnaire plans no files, so there is nothing to write"))
    skeletons = known_skeletons(session, language)
    with i18n.speaking(language):
        wanted = [known[name] for name in dict.fromkeys(chosen)] or plan
        texts = {
            file_name(one): skeleton_markdown(copy.diagnosis, one, skeletons) for one in wanted
        }
        registers = {
            register_name(file_name(one)): content
            for one in wanted
            if (content := registers_of(copy.diagnosis, one, skeletons)) is not None
        }
    return Skeletons(texts, registers, language, style)


def known_skeletons(session: Session, language: str = "") -> Mapping[str, Skeleton]:
    """The skeletons of the questionnaire's documents in a language, else in its own."""
    about = session.assessment.about
    entry = Shelf(session.folder.parent).find(about.questionnaire, about.questionnaire_version)
    return skeletons_of(entry.path, session.translated(language or session.questionnaire.language))


def wordings(session: Session) -> tuple[SpokenPlan, ...]:
    """What the files of the plan look like in each language, the one of the assessment first."""
    own, day = session.questionnaire.language, session.today()
    found: dict[str, SpokenPlan] = {}
    for tag in (own, *i18n.LANGUAGES):
        told = session.translated(tag)
        if told.language not in found:
            diagnosis = (
                session.diagnosis
                if tag == own
                else diagnose(told, session.assessment, day, session.diagnosis)
            )
            found[told.language] = SpokenPlan(diagnosis, known_skeletons(session, tag), tag)
    return tuple(found.values())


def write_skeletons(made: Skeletons, folder: Path, kinds: Sequence[str] = FORMATS[:1]) -> Written:
    """Convert and write what is not there yet. Raises Unreadable."""
    found: list[Path] = []
    left: list[Path] = []
    try:
        folders.private(folder)
        with i18n.speaking(made.language):
            for stem, text in made.texts.items():
                for kind in kinds:
                    path = folder / f"{stem}.{kind}"
                    if _is_there(path, left):
                        continue
                    atomic.write_new(path, converted_paper(text, kind, made.style))
                    found.append(path)
            for name, content in made.registers.items():
                if not _is_there(folder / name, left):
                    atomic.write_new(folder / name, content)
                    found.append(folder / name)
    except (OSError, ValueError) as problem:
        raise unwritten(folder, problem) from problem
    return Written(tuple(found), tuple(left))


def _is_there(path: Path, left: list[Path]) -> bool:
    """Tell whether something has this name, a broken link included; it is noted then."""
    there = path.exists() or path.is_symlink()
    if there:
        left.append(path)
    return there


def left_words(left: Sequence[Path], most: int) -> str:
    """Say what was there already, naming so many of them."""
    words = ngettext(
        "{count} file is there already and stays as it is: {names}",
        "{count} files are there already and stay as they are: {names}",
        len(left),
    )
    return words.format(count=len(left), names=short_list([path.name for path in left], most))

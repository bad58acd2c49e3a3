"""The report of a session: made once in each language, converted to every format, handed out.

An export is a new folder with one file for each language and format, and a manifest of their
hashes; no export ever touches an older one, and only the owner may read what is in it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gapwizard import __version__, i18n
from gapwizard.disk import unread
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.papers import editions
from gapwizard.session.papers.editions import PLAIN, Edition
from gapwizard.session.papers.formats import Paper
from gapwizard.session.papers.output import fill_new_folder
from gapwizard.session.session import Session

CONTROL = "0-control"
"""The section that is never left out."""
MANIFEST = "MANIFEST.txt"
SHORT = {"en": "en", "zh-Hans": "zh"}
"""How a language stands in a file name."""


def sections() -> tuple[str, ...]:
    """The ids of all sections, in order."""
    from gapwizard.domain.lengths import SECTIONS

    return SECTIONS


def sections_named(written: str) -> tuple[str, ...]:
    """Read `1,4,A` or whole ids, in any order, into section ids. Raises Refused.

    The control block always comes along: no page goes out without its revision and class.
    """
    known = sections()
    short = {name.partition("-")[0].casefold(): name for name in known}
    found = []
    for word in written.replace("，", ",").replace("、", ",").split(","):
        key = word.strip().casefold()
        name = next((one for one in known if one.casefold() == key), short.get(key))
        if name is None:
            raise Refused(
                _("the report has no section {name!r}; sections are {known}"),
                name=word.strip(),
                known=i18n.names(known),
            )
        found.append(name)
    return tuple(name for name in known if name in (CONTROL, *found))


def make(session: Session, edition: Edition = PLAIN) -> Paper:
    """Make a report: one diagnosis of what the edition prints, from which every format is made.

    Raises Refused for a decision about a place that is not there, and a client's name that would
    still stand in it.
    """
    with i18n.speaking(edition.language):
        return Paper(editions.copy_of(session, edition), edition, session.revision)


def render(session: Session, kind: str, edition: Edition = PLAIN) -> str:
    """The report of a session as a text: `md`, `html` or `json`. Raises Refused as `make` does."""
    return make(session, edition).converted(kind).decode()


def client_style(path: Path) -> tuple[str, bytes]:
    """Name and bytes of a client's own docx. Raises Unreadable."""
    try:
        return str(path), path.read_bytes()
    except OSError as problem:
        raise unread(path, problem) from problem


def language_notice(session: Session, language: str) -> str:
    """Say that a report in a language would have questions in another, empty where it would not."""
    texts = session.translated(language).language
    if i18n.same_language(texts, language):
        return ""
    return _(
        "the report mixes languages: its own words are in {words}, the questions of {id} in {texts}"
    ).format(words=language, id=session.questionnaire.id, texts=texts)


@dataclass(frozen=True)
class Export:
    """What one export writes, made from one moment of an assessment; a format takes up to seconds."""

    stem: str
    """How its folder is called."""
    head: tuple[str, ...]
    """The lines of its manifest before the hashes."""
    papers: Mapping[str, tuple[Paper, str]]
    """By the name of its file a paper and the format it is converted to."""

    def written(self, folder: Path, files: Mapping[str, bytes]) -> list[Path]:
        """Write converted files into a new folder inside `folder`, with a manifest as the last.

        Gives their paths. Raises Unreadable.
        """
        content = {**files, **self._illustrated()}
        content[MANIFEST] = _manifest(self.head, content)
        return fill_new_folder(folder, self.stem, content)

    def _illustrated(self) -> dict[str, bytes]:
        """The Markdown with its charts beside it, in a folder for each language: words are in them."""
        texts = {name: paper for name, (paper, kind) in self.papers.items() if kind == "md"}
        found: dict[str, bytes] = {}
        for name, paper in texts.items():
            beside = "img" if len(texts) == 1 else f"img-{name.split('.')[1]}"
            found[name] = paper.markdown.replace("](img/", f"]({beside}/").encode()
            shown = {at: svg for at, svg in paper.pictures.items() if f"]({at})" in paper.markdown}
            for picture, svg in shown.items():
                found[picture.replace("img/", f"{beside}/")] = svg.encode()
        return found


def prepare(
    session: Session,
    kinds: Sequence[str],
    languages: Sequence[str],
    edition: Edition = PLAIN,
) -> Export:
    """What an export in some formats and languages writes. Raises Refused as `make` does."""
    papers = {tag: make(session, replace(edition, language=tag)) for tag in languages}
    return Export(
        f"{session.today()}-r{session.revision}",
        _head(session, edition),
        {
            f"report.{SHORT.get(tag, tag)}.{kind}": (paper, kind)
            for tag, paper in papers.items()
            for kind in kinds
        },
    )


def export(
    session: Session,
    folder: Path,
    kinds: Sequence[str],
    languages: Sequence[str],
    edition: Edition = PLAIN,
) -> list[Path]:
    """Write a report in all formats and languages into a new folder inside `folder`.

    Gives the path of every file, the manifest last. Raises Refused for a broken template, and
    Unreadable for the disk.
    """
    made = prepare(session, kinds, languages, edition)
    files = {name: paper.converted(kind) for name, (paper, kind) in made.papers.items()}
    return made.written(folder, files)


def _head(session: Session, edition: Edition) -> tuple[str, ...]:
    """What a reader needs to tell one export from another.

    The lines are `key: value` in English whatever language the report is in: scripts read them.
    """
    about = session.assessment.about
    label = about.confidentiality
    if edition.client:
        label = editions.without_client(session, session.assessment)(label)
    left_out = [
        *(["whole names of people (department instead)"] if edition.posts else []),
        *(["the client's name"] if edition.client else []),
        "private notes",
    ]
    return (
        "gapwizard report: format 1",
        f"tool: gapwizard {__version__}",
        *([] if edition.client else [f"assessment: {one_line(session.assessment.id)}"]),
        f"revision: {session.revision}",
        f"date: {session.today()}",
        f"questionnaire: {about.questionnaire} {about.questionnaire_version}",
        f"classification: {one_line(label) or '-'}",
        f"sections: {', '.join(edition.sections) if edition.sections is not None else 'all'}",
        *(f"left out: {words}" for words in left_out),
    )


def _manifest(head: Sequence[str], files: Mapping[str, bytes]) -> bytes:
    """The list of the files with their hashes, behind what tells this export from another."""
    hashes = (f"sha256 {hashlib.sha256(files[name]).hexdigest()}: {name}" for name in sorted(files))
    return ("\n".join((*head, *hashes)) + "\n").encode()

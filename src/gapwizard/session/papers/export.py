"""Exporting: a new folder with every file of one report, and a manifest of their hashes.

No export ever touches an older one; only the owner may read what is in it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gapwizard import __version__, atomic, folders
from gapwizard.domain.visible import one_line
from gapwizard.errors import Unreadable
from gapwizard.i18n import _
from gapwizard.session.handover.known_words import known_of
from gapwizard.session.handover.redaction import Wish, client_words
from gapwizard.session.papers.editions import PLAIN, Edition
from gapwizard.session.papers.report import render
from gapwizard.session.session import Session

MANIFEST = "MANIFEST.txt"
SHORT = {"en": "en", "zh-Hans": "zh"}
"""How a language stands in a file name."""


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
    files = {
        f"report.{SHORT.get(language, language)}.{kind}": render(
            session, kind, replace(edition, language=language)
        ).encode()
        for language in languages
        for kind in kinds
    }
    files[MANIFEST] = _manifest(session, edition, files)
    target = folder
    try:
        target = _new(folder, f"{session.today()}-r{session.revision}")
        for name, content in files.items():
            atomic.write_bytes(target / name, content)
    except OSError as problem:
        raise Unreadable(
            _("{path} could not be written: {why}"), path=target, why=problem.strerror or problem
        ) from problem
    return [target / name for name in files]


def _new(folder: Path, stem: str) -> Path:
    """Make a folder that was not there before."""
    folders.private(folder)
    number, path = 1, folder / stem
    while True:
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
            path = folder / f"{stem}-{number}"
        else:
            return path


def _manifest(session: Session, edition: Edition, files: Mapping[str, bytes]) -> bytes:
    """The list of the files: what a reader needs to tell one export from another."""
    about = session.assessment.about
    label = about.confidentiality
    if edition.client:
        label = client_words(session.assessment, Wish(client=True), known_of(session))(label)
    left_out = [
        *(["whole names of people (department instead)"] if edition.posts else []),
        *(["the client's name"] if edition.client else []),
        "private notes",
    ]
    lines = [
        "gapwizard report: format 1",
        f"tool: gapwizard {__version__}",
        *([] if edition.client else [f"assessment: {one_line(session.assessment.id)}"]),
        f"revision: {session.revision}",
        f"date: {session.today()}",
        f"questionnaire: {about.questionnaire} {about.questionnaire_version}",
        f"classification: {one_line(label) or '-'}",
        f"sections: {', '.join(edition.sections) if edition.sections is not None else 'all'}",
        *(f"left out: {words}" for words in left_out),
        *(f"sha256 {hashlib.sha256(files[name]).hexdigest()}: {name}" for name in sorted(files)),
    ]
    return ("\n".join(lines) + "\n").encode()

"""What is handed over beside the report: forms, slides and sheets, in one language and format.

People are named by their department, as in the report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapwizard import i18n
from gapwizard.domain.agenda import in_order
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.paths import slug
from gapwizard.session import face
from gapwizard.session.papers import editions, output
from gapwizard.session.papers.agenda import no_slot
from gapwizard.session.papers.editions import Copy, Edition
from gapwizard.session.papers.kinds import EACH, HANDOUTS
from gapwizard.session.session import Session


def render(session: Session, piece: str, kind: str, language: str = "") -> bytes:
    """One of `kinds.HANDOUTS` in one of its formats. Raises Refused where it would say nothing."""
    copy = editions.copy_of(session, Edition(language))
    with i18n.speaking(language):
        return converted_paper(_markdown(copy, piece, _parts(copy, piece)), kind)


def each(session: Session, piece: str, kind: str, language: str = "") -> dict[str, bytes]:
    """A file for each finding or interview, by name. Raises Refused where there is none."""
    if piece not in EACH:
        raise Refused(
            _("{piece} is one paper; a file for each there is of {known}"),
            piece=piece,
            known=i18n.names(EACH),
        )
    copy = editions.copy_of(session, Edition(language))
    found: dict[str, bytes] = {}
    with i18n.speaking(language):
        for at, one in enumerate(_parts(copy, piece), 1):
            # An id may hold anything but white space: a slash, or what another differs from in case.
            name = f"{at:02}-{slug(one)}.{kind}"
            found[name] = converted_paper(_markdown(copy, piece, [one]), kind)
    return found


def write_each(
    session: Session, piece: str, kind: str, target: Path, language: str = ""
) -> list[Path]:
    """Write a file for each into a folder that is not there yet. Raises Refused or Unreadable."""
    output.check_folder(target)
    if target.exists() or target.is_symlink():
        raise Refused(_("{path} is there already; name a folder that is not"), path=target)
    content = each(session, piece, kind, language)
    return output.fill_new_folder(target.parent, target.name, content)


@dataclass(frozen=True)
class HandoutExport:
    """What one export writes, made from one moment of an assessment; converting takes seconds."""

    stem: str
    """How its folder is called."""
    texts: Mapping[str, str]
    """Markdown by the name of the file."""
    language: str
    empty: tuple[str, ...] = ()
    """Why some papers are not among them."""

    def converted(self) -> dict[str, bytes]:
        """The files, by name. Raises Refused where one cannot be made here."""
        with i18n.speaking(self.language):
            return {
                name: converted_paper(text, name.rpartition(".")[2])
                for name, text in self.texts.items()
            }

    def written(self, folder: Path, content: Mapping[str, bytes]) -> list[Path]:
        """Write converted files into a new folder inside `folder`. Raises Unreadable."""
        return output.fill_new_folder(folder, self.stem, content)


def prepare(session: Session, language: str = "") -> HandoutExport:
    """All that say something, each in its usual format. Raises Refused for a broken template."""
    copy = editions.copy_of(session, Edition(language))
    with i18n.speaking(language):
        texts = {
            f"{piece}.{kind}": _markdown(copy, piece, _parts(copy, piece))
            for piece, (kind, *_others) in HANDOUTS.items()
            if not _nothing(copy, piece)
        }
        empty = tuple(filter(None, (_nothing(copy, piece) for piece in HANDOUTS)))
    stem = f"{session.today()}-r{session.revision}-handout"
    return HandoutExport(stem, texts, language, empty)


def export(session: Session, folder: Path, language: str = "") -> list[Path]:
    """Write all that say something into a new folder inside `folder`, and tell which do not.

    Raises Refused or Unreadable.
    """
    made = prepare(session, language)
    face.tell(made.empty)
    return made.written(folder, made.converted())


def _nothing(copy: Copy, piece: str) -> str:
    """Say why a paper would be empty; empty itself where it is not."""
    if piece == "forms" and not _parts(copy, piece):
        return _("there is no nonconformity that was looked at by itself, so there is no form")
    if piece == "record" and not _parts(copy, piece):
        return no_slot(copy.diagnosis.assessment.id)
    return ""


def _parts(copy: Copy, piece: str) -> list[str]:
    """Ids of the findings or slots that a paper has a page for."""
    from gapwizard.report.handout import nonconformities

    if piece == "forms":
        return [finding.id for finding in nonconformities(copy.diagnosis)]
    if piece == "record":
        return [name for name, _slot in in_order(copy.diagnosis.assessment.slots)]
    return []


def _markdown(copy: Copy, piece: str, chosen: Sequence[str]) -> str:
    """A paper about some findings or slots. Raises Refused."""
    from gapwizard.report import handout

    if reason := _nothing(copy, piece):
        raise Refused(reason)
    diagnosis = copy.diagnosis
    if piece == "forms":
        return handout.forms_markdown(
            diagnosis, [one for one in handout.nonconformities(diagnosis) if one.id in chosen]
        )
    if piece == "record":
        return handout.record_markdown(diagnosis, chosen)
    if piece == "slides":
        return handout.slides_markdown(diagnosis, copy.baseline)
    if piece == "attendance":
        return handout.attendance_markdown(diagnosis)
    return handout.opening_markdown(diagnosis)


def converted_paper(markdown: str, kind: str, style: tuple[str, bytes] | None = None) -> bytes:
    """A paper as the bytes of a format, Word by a client's `style` where there is one.

    Raises Refused where it cannot be made here.
    """
    if kind == "docx":
        from gapwizard.report.word.document import to_word

        return to_word(markdown, style)
    if kind == "pdf":
        from gapwizard.report.pdf.document import to_pdf

        return to_pdf(markdown)
    return markdown.encode()

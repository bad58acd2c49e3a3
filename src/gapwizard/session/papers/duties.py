"""Duty cards, the checklist of top management and the matrix, to hand out; people are named by their department."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from gapwizard.errors import Refused
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.papers import editions, output
from gapwizard.session.papers.handout import converted_paper
from gapwizard.session.session import Session

Paper = Literal["duty-cards", "management", "matrix"]
"""What can be written, as it is called in the name of its file."""


PAPERS: tuple[Paper, ...] = get_args(Paper)
FORMATS: Mapping[Paper, tuple[str, ...]] = {
    "duty-cards": ("md",),
    "management": ("md",),
    "matrix": ("docx", "md", "pdf"),
}
"""How each can be written; the first is the usual one."""


def render(session: Session, paper: Paper) -> str:
    """One paper as Markdown. Raises Refused where it would say nothing, or a template is broken."""
    from gapwizard.report.duties import cards_markdown, management_markdown
    from gapwizard.report.matrix import matrix_markdown

    if reason := _nothing(session, paper):
        raise Refused(reason)
    copy = editions.copy_of(session)
    redacted = editions.redacted_lines(copy, editions.PLAIN)
    if paper == "management":
        return management_markdown(copy.diagnosis, redacted)
    if paper == "matrix":
        return matrix_markdown(copy.diagnosis, redacted)
    languages = [session.translated(language) for language in LANGUAGES]
    return cards_markdown(copy.diagnosis, redacted, languages)


def content(session: Session, paper: Paper, kind: str) -> bytes:
    """One paper as the bytes of a format. Raises Refused."""
    return converted_paper(render(session, paper), kind)


def export(session: Session, folder: Path) -> list[Path]:
    """Write the papers that say something into new files. Raises Refused for none; Unreadable."""
    wanted = [paper for paper in PAPERS if not _nothing(session, paper)]
    made = {paper: content(session, paper, FORMATS[paper][0]) for paper in wanted or PAPERS}
    return [
        output.write(session, raw, FORMATS[paper][0], None, folder, paper)
        for paper, raw in made.items()
    ]


def _nothing(session: Session, paper: Paper) -> str:
    """Say why a paper would be empty; empty itself where it is not."""
    known = session.assessment.departments
    if paper == "duty-cards":
        return "" if known else _("there is no department yet, so there is no duty card")
    if paper == "matrix":
        return "" if known else _("there is no department yet, so there is no matrix")
    if any(question.top_management for question in session.questionnaire.ordered):
        return ""
    words = _("no question of {questionnaire} is about top management")
    return words.format(questionnaire=session.questionnaire.id)

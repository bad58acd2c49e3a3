"""Duty cards and the checklist of top management, as Markdown to hand out; people are named by their department."""

from pathlib import Path
from typing import Literal, get_args

from gapwizard.errors import Refused
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.papers import editions, files
from gapwizard.session.session import Session

Paper = Literal["duty-cards", "management"]
"""What can be written, as it is called in the name of its file."""


PAPERS: tuple[Paper, ...] = get_args(Paper)


def render(session: Session, paper: Paper) -> str:
    """One paper as Markdown. Raises Refused where it would say nothing, or a template is broken."""
    from gapwizard.report.duties import cards_markdown, management_markdown

    if reason := _nothing(session, paper):
        raise Refused(reason)
    copy = editions.copy_of(session)
    redacted = editions.redacted_lines(copy, editions.PLAIN)
    if paper == "management":
        return management_markdown(copy.diagnosis, redacted)
    languages = [session.translated(language) for language in LANGUAGES]
    return cards_markdown(copy.diagnosis, redacted, languages)


def export(session: Session, folder: Path) -> list[Path]:
    """Write the papers that say something into new files. Raises Refused for none; Unreadable."""
    wanted = [paper for paper in PAPERS if not _nothing(session, paper)]
    texts = {paper: render(session, paper) for paper in wanted or PAPERS}
    return [files.write(session, text, "md", None, folder, what) for what, text in texts.items()]


def _nothing(session: Session, paper: Paper) -> str:
    """Say why a paper would be empty; empty itself where it is not."""
    if paper == "duty-cards":
        known = session.assessment.departments
        return "" if known else _("there is no department yet, so there is no duty card")
    if any(question.top_management for question in session.questionnaire.ordered):
        return ""
    words = _("no question of {questionnaire} is about top management")
    return words.format(questionnaire=session.questionnaire.id)

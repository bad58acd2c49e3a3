"""Duty cards and the checklist of top management, as Markdown to hand out; people are named by their department."""

from pathlib import Path
from typing import Literal, get_args

from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.papers import editions, files
from gapwizard.session.session import Session

Paper = Literal["duty-cards", "management"]
"""What can be written, as it is called in the name of its file."""


def render(session: Session, paper: Paper) -> str:
    """One paper as Markdown. Raises Refused where it would say nothing, or a template is broken."""
    from gapwizard.report.duties import cards_markdown, management_markdown

    questions = session.questionnaire.ordered
    if paper == "management" and not any(question.top_management for question in questions):
        raise Refused(
            _("no question of {questionnaire} is about top management"),
            questionnaire=session.questionnaire.id,
        )
    if paper == "duty-cards" and not session.assessment.departments:
        raise Refused(_("there is no department yet, so there is no duty card"))
    copy = editions.copy_of(session)
    markdown = cards_markdown if paper == "duty-cards" else management_markdown
    return markdown(copy.diagnosis, editions.redacted_lines(copy, editions.PLAIN))


def export(session: Session, folder: Path) -> list[Path]:
    """Write both papers into new files. Raises Refused as `render` does, or Unreadable."""
    texts = {paper: render(session, paper) for paper in get_args(Paper)}
    return [files.write(session, text, "md", None, folder, what) for what, text in texts.items()]

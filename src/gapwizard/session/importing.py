"""From the rows of a file to edits of answers, each fault with its line and column."""

from datetime import datetime

from gapwizard.domain.scale import Strength
from gapwizard.errors import Refused
from gapwizard.exchange.answers_csv import AnswerRow, AnswerRows
from gapwizard.i18n import _
from gapwizard.session.answering import AnswerEdit, edited, question_of, rating_of
from gapwizard.session.session import Session

STRENGTHS: tuple[Strength, ...] = (0, 1, 2, 3)


def edits_of(session: Session, read: AnswerRows, name: str) -> list[tuple[str, AnswerEdit]]:
    """Give the edits of a file, every one tried out first. Raises Refused."""
    return [(row.question, _edit(session, row, name)) for row in read.rows]


def _edit(session: Session, row: AnswerRow, name: str) -> AnswerEdit:
    column = "question"
    try:
        question_of(session.questionnaire, row.question)
        column = "rating"
        rating = rating_of(row.rating)
        edit = AnswerEdit(
            rating=rating,
            clear=rating is None,
            strength=STRENGTHS[row.strength] if row.strength is not None else None,
            note=row.note,
            add=row.evidence,
            recurring=row.recurring,
            lapse=row.lapse,
            reason=row.reason,
            other_party=row.other_party,
            control=row.control,
        )
        edited(
            session.questionnaire,
            session.assessment,
            row.question,
            edit,
            datetime.now().astimezone(),
        )
    except Refused as problem:
        raise Refused(
            _("{name}: line {line}: column {column}: {why}").format(
                name=name, line=row.line, column=column, why=problem
            )
        ) from problem
    return edit

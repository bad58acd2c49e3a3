"""The clause tree beside the card: the way to the question in focus unfolded, a letter each."""

from textual.content import Content

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause
from gapwizard.session.interview import Interview
from gapwizard.tui.kit.text import DIM, MARKS, SELECTED, line, mark, padded, plain


def paint(interview: Interview, width: int, height: int, *, client: bool) -> list[Content]:
    """The window of the tree around the question in focus."""
    diagnosis = interview.session.diagnosis
    questionnaire = diagnosis.questionnaire
    unfolded = set(questionnaire.line[interview.leaf.id])
    rows: list[Content] = []
    focus = 0
    for clause in questionnaire.clauses:
        if clause.parent is not None and clause.parent not in unfolded:
            continue
        if clause is interview.leaf:
            focus = len(rows)
        rows.append(_clause(diagnosis, clause, clause.id in unfolded, width))
        if clause is interview.leaf and not interview.scan:
            for question in clause.questions:
                if question is interview.question:
                    focus = len(rows)
                rows.append(
                    _question(
                        diagnosis.points[question.id],
                        width,
                        here=question is interview.question,
                        client=client,
                    )
                )
    if interview.scan:
        rows[focus] = rows[focus].stylize(SELECTED)
    top = max(0, min(focus - height // 2, len(rows) - height))
    return rows[top : top + height]


def _clause(diagnosis: Diagnosis, clause: Clause, unfolded: bool, width: int) -> Content:
    result = diagnosis.clauses[clause.id]
    depth = len(diagnosis.questionnaire.line[clause.id]) - 1
    sign = " " if clause.leaf else "v" if unfolded else ">"
    scores = result.scores
    figure = f"{scores.answered}/{scores.applicable}" if scores.questions else ""
    room = width - 3 - len(figure)
    name = padded(plain(f" {'  ' * depth}{sign} {clause.id} {clause.title}"), room)
    return name + line(" ") + mark(str(scores.band or ".")) + line((f" {figure}", DIM))


def _question(point: Point, width: int, *, here: bool, client: bool) -> Content:
    question, answer = point.question, point.answer
    if point.standing is Standing.BY_FACT:
        letter = "-"
    elif answer is not None and answer.rating is not None:
        letter = MARKS[answer.rating]
    else:
        letter = " "
    flags = ""
    if answer is not None:
        private = ("*" if answer.follow_up else "") + ("!" if answer.candidate else "")
        flags = ("" if client else private) + ("b" if answer.bulk else "")
    sign = ">" if here else " "
    text = " ".join(question.text.split())
    row = (
        line(f"   {sign}[")
        + mark(letter)
        + line(f"] {question.id.rpartition('-')[2]} {flags:<2} ", (text, DIM))
    )
    row = padded(row, width)
    return row.stylize(SELECTED) if here else row

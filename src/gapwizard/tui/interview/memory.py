"""What is known elsewhere about the question in focus: last time, same evidence, parked, finding."""

from collections.abc import Iterable, Iterator

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Question
from gapwizard.i18n import _
from gapwizard.tui.kit.text import MARKS

Block = tuple[str, list[str]]
"""A title and its rows."""
MOST = 3
"""Rows that one of these blocks has."""


def last_mark(baseline: Diagnosis | None, question: Question) -> str:
    """Say last time's rating in short: `last time P`; empty where there is none."""
    point = baseline.points.get(question.id) if baseline is not None else None
    if point is None or point.rating is None:
        return ""
    return _("last time {letter}").format(letter=MARKS[point.rating])


def blocks(
    diagnosis: Diagnosis, baseline: Diagnosis | None, question: Question, *, client: bool
) -> list[Block]:
    """The blocks that say something about a question; client view has no private ones."""
    point = diagnosis.points[question.id]
    found = []
    if baseline is not None:
        found.append((_("Last time"), list(_last(baseline, question, client=client))))
    found.append((_("Same evidence used in"), list(_same(diagnosis, point))))
    if not client:
        found.append((_("Parked"), list(_parked(diagnosis))))
    found.append((_("Finding"), list(_raised(diagnosis, question))))
    return [(title, rows[:MOST]) for title, rows in found if rows]


def _last(baseline: Diagnosis, question: Question, *, client: bool) -> Iterator[str]:
    point = baseline.points.get(question.id)
    if point is None:
        yield _("this question is new")
        return
    answer = point.answer
    if answer is None or answer.rating is None:
        yield _("not asked")
        return
    yield wording.rating_word(answer.rating)
    yield from (f"{wording.evidence_word(item)}: {item.text}" for item in answer.evidence[:1])
    if answer.note and not client:
        yield answer.note.split("\n")[-1]


def _same(diagnosis: Diagnosis, point: Point) -> Iterator[str]:
    texts = {item.text for item in point.answer.evidence} if point.answer is not None else set()
    if not texts:
        return
    names = [
        name
        for name, answer in diagnosis.assessment.answers.items()
        if name != point.question.id and any(item.text in texts for item in answer.evidence)
    ]
    if names:
        yield "  ".join(names[:9])


def _parked(diagnosis: Diagnosis) -> Iterable[str]:
    answers = diagnosis.assessment.answers
    return (
        f"{point.question.id} {point.question.text}"
        for name, point in diagnosis.points.items()
        if name in answers and answers[name].follow_up
    )


def _raised(diagnosis: Diagnosis, question: Question) -> Iterator[str]:
    for finding in diagnosis.findings:
        if any(point.question.id == question.id for point in finding.points):
            state = wording.finding_state_word(finding.record.state)
            yield f"{finding.id} {wording.grade_word(finding.grade)}, {state}"

"""Views: the same answers, grouped otherwise than by clause, as the questionnaire says.

A firm that knows its work by phases, or that holds another certificate, sees there what it has.
"""

from dataclasses import dataclass

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import View
from gapwizard.domain.scale import Grade
from gapwizard.domain.scores import Scores, score


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One group of a view."""

    title: str
    clauses: tuple[str, ...]
    """As the questionnaire names them, each with all below it."""
    scores: Scores
    majors: int
    minors: int


def view_rows(diagnosis: Diagnosis, view: View) -> list[ViewRow]:
    """The groups of a view, in its order; a leaf counts once in each group it belongs to."""
    within = diagnosis.questionnaire.within
    found = []
    for group in view.groups:
        points = [
            point
            for result in diagnosis.clauses.values()
            if within(result.clause.id, group.clauses)
            for point in result.points
        ]
        grades = [f.grade for f in diagnosis.findings if within(f.clause, group.clauses)]
        found.append(
            ViewRow(
                group.title,
                group.clauses,
                score(points),
                grades.count(Grade.MAJOR),
                grades.count(Grade.MINOR),
            )
        )
    return found

"""What top management has to do itself: the duties put on it, and what was shown of each.

Source: the clauses on leadership and management review; the questionnaire flags their questions.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gapwizard.domain.actions import TO_DO
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.findings import SETTLED
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.scale import Rating


class ManagementDuty(NamedTuple):
    """One duty of top management."""

    clause: Clause
    point: Point
    documents: tuple[DocumentResult, ...]
    """The documents and records that its answer judges, and those that may be shown for it."""
    next: date | None
    """The first day by which something about it is to be done; None where nothing is dated."""
    due: tuple[str, ...]
    """Ids of what is to be done by that day: findings, documents, actions."""
    late: bool
    """Whether that day has passed."""

    @property
    def done(self) -> bool:
        """Tell whether it is fully met, with nothing left to show."""
        return self.point.rating is Rating.F and not self.point.capped


def management_duties(diagnosis: Diagnosis) -> tuple[ManagementDuty, ...]:
    """The applicable duties of top management, in the order of the questionnaire."""
    lines: dict[str, DocumentResult] = {}
    for line in diagnosis.documents:
        lines.setdefault(line.document.id, line)
    actions = [action for action in roadmap(diagnosis) if action.open]
    found = []
    for name, point in diagnosis.points.items():
        if point.question.top_management and point.applicable:
            linked = dict.fromkeys((*point.question.documents, *point.question.evidence))
            held = tuple(lines[document] for document in linked if document in lines)
            clause = diagnosis.questionnaire.clause_of[name]
            dues = dict(_dues(diagnosis, actions, point, held))
            day = min(dues.values(), default=None)
            due = tuple(name for name, until in dues.items() if until == day)
            late = day is not None and day < diagnosis.today
            found.append(ManagementDuty(clause, point, held, day, due, late))
    return tuple(found)


def _dues(
    diagnosis: Diagnosis,
    actions: Sequence[Planned],
    point: Point,
    documents: Sequence[DocumentResult],
) -> Iterator[tuple[str, date]]:
    """Until when what is open is due: findings, documents, actions on them or on the clause."""
    name = point.question.id
    findings = [
        finding
        for finding in diagnosis.findings
        if finding.record.state not in SETTLED
        and any(p.question.id == name for p in finding.points)
    ]
    wanting = [line for line in documents if line.verdict in TO_DO]
    about = {name, diagnosis.questionnaire.clause_of[name].id}
    about |= {finding.id for finding in findings} | {line.document.id for line in wanting}
    dated = [
        *((finding.id, finding.record.due) for finding in findings),
        *((line.document.id, line.record.due) for line in wanting),
        *((action.id, action.record.due) for action in actions if about & set(action.source.ids)),
    ]
    return ((name, due) for name, due in dated if due is not None)

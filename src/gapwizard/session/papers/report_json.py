"""Everything a report is made from as one JSON document.

The diagnosis as `diagnose --json` prints it, and beside it what the registers hold: answers, findings,
documents and actions with all their fields, last time's figures. Private notes are in none.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic.main import IncEx

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.roadmap import roadmap
from gapwizard.domain.strict_json import Json
from gapwizard.session.handover.fields import FieldFate, fields_with
from gapwizard.session.papers.actions import action_json
from gapwizard.session.papers.diagnosis import diagnosis_json, scores_json
from gapwizard.session.papers.documents import line_json
from gapwizard.session.papers.findings import register_json

PRIVATE = frozenset(fields_with("actions", FieldFate.PRIVATE))
"""Fields of an action that are nobody else's."""
OWN = frozenset((*fields_with("answers", FieldFate.PRIVATE), "suggested"))
"""The same of answers: notes, and marks the assessor made for himself."""

LEFT_OUT: Mapping[str, IncEx | Literal[True]] = {
    **dict.fromkeys(OWN, True),
    "evidence": {"__all__": {"location"}},
}
"""With them where an item of evidence lies: nobody is told the location of a document either."""


def report_json(diagnosis: Diagnosis, baseline: Diagnosis | None, revision: int) -> Json:
    """All of it; the keys are those of the single commands, so that one reader reads both."""
    questionnaire = diagnosis.questionnaire
    return {
        "format": 1,
        "diagnosis": diagnosis_json(diagnosis, revision),
        "before": None if baseline is None else scores_json(baseline.overall),
        "answers": [_answer(point) for point in diagnosis.points.values()],
        "findings": [register_json(one, questionnaire) for one in diagnosis.findings],
        "documents": [line_json(line, diagnosis.today) for line in diagnosis.documents],
        "actions": [
            {key: value for key, value in action_json(one).items() if key not in PRIVATE}
            for one in roadmap(diagnosis)
        ],
    }


def _answer(point: Point) -> Json:
    known = {} if point.answer is None else point.answer.model_dump(mode="json", exclude=LEFT_OUT)
    return {
        "question": point.question.id,
        "criterion": point.question.criterion,
        "applicable": point.applicable,
        "answered": point.answered,
        "counted": point.counted,
        **known,
    }

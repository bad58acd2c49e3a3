"""Advice and where it would help: beside clauses with an answer below Fully, and never graded."""

import pytest

from cases.report import SMALL, diagnosis_of, rated
from gapwizard.domain.advice import placed_advice
from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Questionnaire

PIECES = [
    {"id": "learn", "title": "Learning", "text": "Ask what happened.", "clauses": ["8"]},
    {"id": "rest", "title": "Resting", "text": "Sleep well."},
]
ADVISED = Questionnaire.model_validate({**SMALL, "advice": PIECES})


def weak(**answers: Answer) -> dict[str, list[str]]:
    """The weak clauses of each piece; answers to questions of 8.6 by `Q01`."""
    diagnosis = diagnosis_of({f"8.6-{name}": row for name, row in answers.items()}, ADVISED)
    return {one.advice.id: [clause.id for clause in one.weak] for one in placed_advice(diagnosis)}


class TestAdvice:
    def test_is_listed_with_its_clauses_in_the_order_of_the_file(self):
        found = placed_advice(diagnosis_of({}, ADVISED))
        assert [one.advice.id for one in found] == ["learn", "rest"]
        assert [clause.id for clause in found[0].clauses] == ["8"]

    @pytest.mark.parametrize("rating", ["N", "P", "L", "?"])
    def test_would_help_where_something_below_is_rated_less_than_fully(self, rating: str):
        assert weak(Q02=rated(rating)) == {"learn": ["8"], "rest": []}

    def test_would_help_where_a_required_record_was_not_found(self):
        assert weak(Q01=rated("F", strength=0))["learn"] == ["8"]

    def test_is_not_called_for_by_what_was_not_asked_or_is_fully_met(self):
        assert weak()["learn"] == []
        assert weak(Q02=rated("F", "record: tickets"))["learn"] == []

    def test_changes_no_figure_and_no_finding(self):
        def told(questionnaire: Questionnaire | None) -> tuple[object, ...]:
            found: Diagnosis = diagnosis_of({"8.6-Q02": rated("P")}, questionnaire)
            return found.overall, found.findings, found.readiness

        assert told(ADVISED) == told(None)

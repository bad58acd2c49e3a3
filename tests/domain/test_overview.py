"""Overviews: what to look at first, the maturity profile, readiness rules, last time."""

import pytest

from cases.doubts import ANSWERS, seen
from cases.report import SMALL, diagnosis_of, rated
from cases.rules import all_of, asked, diagnosed, several
from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import (
    drilled_points,
    moved_by,
    placed_advice,
    profile,
    rules,
    view_rows,
)
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scores import together


class TestDrillingDown:
    def test_open_points_come_first(self) -> None:
        names = ["8-Q01", "9-Q01", "8-Q05", "8-Q03"]
        found = [point.question.id for point in drilled_points(seen(), names)]
        assert found == ["8-Q01", "9-Q01", "8-Q03", "8-Q05"]


class TestTheMaturityProfile:
    def test_counts_levels_those_not_claimed_and_those_below_target(self) -> None:
        answers = {**ANSWERS, **all_of("9", ["F2", "F2"])}
        found = profile(seen(answers=answers, maturity={"9": 4, "8": 2}))
        assert found.levels == (1, 0, 0, 0, 1, 0)
        assert (found.unclaimed, found.below) == (0, 1)
        assert profile(seen()).unclaimed == 2


class TestReadinessRules:
    def test_those_that_fail_come_first(self) -> None:
        found = [rule.holds for _stage, rule in rules(seen())]
        assert found == sorted(found)
        assert {stage for stage, _rule in rules(seen())} == {1, 2}

    def test_there_are_none_without_a_readiness_block(self) -> None:
        assert rules(diagnosed(asked(several("8", 1)))) == []


class TestSinceLastTime:
    def test_a_clause_moved_by_the_difference(self) -> None:
        before = seen(answers=all_of("9", ["N", "F2"]))
        now = seen(answers=all_of("9", ["F2", "F2"]))
        moved = moved_by(now, before, "9")
        assert moved is not None
        assert moved * 2 == 1

    def test_nothing_is_said_where_one_of_them_has_no_figure(self) -> None:
        answered, bare = seen(answers=all_of("9", ["F2"])), seen(answers={})
        assert moved_by(answered, bare, "9") is None
        assert moved_by(answered, None, "9") is None
        assert moved_by(answered, diagnosed(asked(several("8", 1))), "9") is None


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


VIEW = {
    "id": "phases",
    "title": "Phases",
    "groups": [
        {"title": "Plan", "clauses": ["1"]},
        {"title": "Run", "clauses": ["2.1", "2.2"]},
        {"title": "Nothing", "clauses": []},
    ],
}
TREE = asked(
    several("1", 2, key=True),
    {"id": "2", "title": "Two"},
    {**several("2.1", 1), "parent": "2"},
    {**several("2.2", 1), "parent": "2"},
    views=[VIEW],
)


class TestAView:
    def test_sums_up_each_group_with_all_below_its_clauses(self):
        diagnosis = diagnosed(TREE, answers={**all_of("1", ["N2", "F2"]), **all_of("2.1", ["P2"])})
        [view] = diagnosis.questionnaire.views
        rows = view_rows(diagnosis, view)
        assert [(r.title, r.scores.applicable, r.scores.counted) for r in rows] == [
            ("Plan", 2, 3),
            ("Run", 2, 1),
            ("Nothing", 0, 0),
        ]
        assert [(r.majors, r.minors) for r in rows] == [(1, 0), (0, 1), (0, 0)]

    def test_adds_up_to_the_whole_where_each_leaf_is_in_one_group(self):
        diagnosis = diagnosed(TREE, answers=all_of("2.2", ["L1"]))
        rows = view_rows(diagnosis, diagnosis.questionnaire.views[0])
        assert together(row.scores for row in rows) == diagnosis.overall

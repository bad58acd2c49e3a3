"""Overviews: what to look at first, the maturity profile, readiness rules, last time."""

from cases.doubts import ANSWERS, seen
from cases.rules import all_of, asked, diagnosed, several
from gapwizard.domain.overview import drilled_points, moved_by, profile, rules


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

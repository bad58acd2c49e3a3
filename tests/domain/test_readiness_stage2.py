"""Readiness for stage 2, rule by rule at its exact thresholds."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.readiness import FULL, OWNED, about, one_rule, stages, two, weighted
from cases.rules import TODAY, all_of, answer, asked, leaf, question, several
from gapwizard.domain.readiness import months_before, records_suffice_on

Dict = dict[str, Any]


class TestStage2Percentage:
    @pytest.mark.parametrize(
        ("thirds", "verdict"),
        [(256, "ready"), (255, "conditional"), (225, "conditional"), (224, "not_ready")],
        ids=["just above 85", "exactly 85", "exactly 75", "just below 75"],
    )
    def test_is_above_85_to_be_ready_and_75_to_be_conditional(
        self, thirds: int, verdict: str
    ) -> None:
        eight, given = weighted("8", thirds)
        four = leaf("4", heading=True) | {"questions": []}

        _, stage2 = stages(two(four, eight), answers=given, findings={"NC-8": OWNED})

        assert stage2.verdict == verdict


class TestStage2LowClauses:
    @pytest.mark.parametrize(
        ("low", "verdict"), [(0, "ready"), (1, "conditional"), (2, "conditional"), (3, "not_ready")]
    )
    def test_may_be_none_to_be_ready_and_two_to_be_conditional(
        self, low: int, verdict: str
    ) -> None:
        whole = [several("4", 1, weight=900), *(several(f"8.{n}", 2) for n in range(3))]
        data = asked(*whole, readiness={"stage1_clauses": ["4"]})
        given = all_of("4", ["F3"])
        for n in range(3):
            given |= all_of(f"8.{n}", ["F3", "N3"] if n < low else ["F3", "F3"])
        changed = about(internal_audit_clauses=["4", "8.0", "8.1", "8.2"])
        records = {f"NC-8.{n}": OWNED for n in range(low)}

        _, stage2 = stages(data, about=changed, answers=given, findings=records)

        assert stage2.verdict == verdict

    @pytest.mark.parametrize(
        ("shorts", "low"),
        [(["F3", "N3"], 1), (["L3", "P3"], 1), (["L3", "L3"], 0), (["F3", "P3"], 0)],
        ids=["exactly 50", "exactly 50 again", "66.7", "66.7 again"],
    )
    def test_are_those_confirmed_to_50_or_less(self, shorts: list[str], low: int) -> None:
        data = two(several("4", 1, weight=99), several("8", 2))

        _, stage2 = stages(data, answers={**FULL, **all_of("8", shorts)})

        assert one_rule(stage2, "low_clauses", "ready").value == low

    def test_without_an_applicable_question_do_not_count(self) -> None:
        eight = several("8", 1, depends_on=["t"])
        data = two(None, eight, triggers=[{"id": "t", "question": "?"}])

        _, stage2 = stages(data, facts={"t": False}, answers=all_of("4", ["F3"]))

        assert stage2.verdict == "ready"


class TestStage2Minors:
    @pytest.mark.parametrize(
        ("record", "verdict"),
        [
            (OWNED, "ready"),
            ({"owner": "service desk lead"}, "conditional"),
            ({"due": date(2026, 8, 1)}, "conditional"),
            ({}, "conditional"),
            ({"set_aside": "a misunderstanding"}, "ready"),
            ({"grade": "ofi", "grade_reason": "no effect"}, "ready"),
        ],
        ids=["owned", "no date", "no owner", "neither", "set aside", "lowered to OFI"],
    )
    def test_have_an_owner_and_a_due_date(self, record: Dict, verdict: str) -> None:
        data = two(None, several("8", 1), documents=[])
        data["clauses"][0] = several("4", 1, weight=99)
        data["clauses"][1] = leaf("8", question("8-Q01"), question("8-Q02", weight=9))
        given = {**FULL, "8-Q01": answer("P3"), "8-Q02": answer("F3")}

        _, stage2 = stages(data, answers=given, findings={"NC-8": record})

        assert stage2.verdict == verdict

    def test_added_by_hand_need_them_too(self) -> None:
        by_hand = {"F-01": {"clause": "8", "grade": "minor"}}

        _, stage2 = stages(two(), findings=by_hand)

        assert one_rule(stage2, "minors_owned", "ready").where == ("F-01",)


class TestStage2Majors:
    @pytest.mark.parametrize(
        ("record", "verdict"),
        [
            ({"clause": "8", "grade": "major"}, "not_ready"),
            ({"clause": "8", "grade": "major", "set_aside": "wrong"}, "ready"),
            ({"clause": "8", "grade": "strength"}, "ready"),
            ({"clause": "8", "grade": "ofi"}, "ready"),
        ],
        ids=["major", "major set aside", "strength", "OFI"],
    )
    def test_added_by_hand_block_unless_set_aside(self, record: Dict, verdict: str) -> None:
        _, stage2 = stages(two(), findings={"F-01": record})

        assert stage2.verdict == verdict

    def test_lowered_by_the_assessor_block_no_more(self) -> None:
        eight = leaf("8", question("8-Q01", key=True), question("8-Q02", weight=29))
        given = {**FULL, "8-Q01": answer("N3"), "8-Q02": answer("F3")}
        lowered = {"NC-8": {"grade": "minor", "grade_reason": "one case", **OWNED}}

        assert stages(two(None, eight), answers=given)[1].verdict == "not_ready"
        assert stages(two(None, eight), answers=given, findings=lowered)[1].verdict == "ready"


class TestStage2Dates:
    @pytest.mark.parametrize("key", ["internal_audit_date", "management_review_date"])
    @pytest.mark.parametrize(
        ("day", "verdict"),
        [
            (date(2026, 5, 14), "ready"),
            (TODAY, "ready"),
            (date(2026, 5, 16), "not_ready"),
            (None, "not_ready"),
        ],
        ids=["yesterday", "today", "tomorrow", "never entered"],
    )
    def test_of_audit_and_review_are_today_or_before(
        self, key: str, day: date | None, verdict: str
    ) -> None:
        _, stage2 = stages(two(), about=about(**{key: day}))

        assert stage2.verdict == verdict

    @pytest.mark.parametrize(
        ("since", "today", "holds"),
        [
            (date(2026, 2, 15), date(2026, 5, 15), True),
            (date(2026, 2, 16), date(2026, 5, 15), False),
            (date(2025, 11, 15), date(2026, 2, 15), True),
            (date(2025, 12, 31), date(2026, 3, 30), False),
            (date(2025, 12, 31), date(2026, 3, 31), True),
            (date(2026, 2, 28), date(2026, 5, 31), True),
            (date(2026, 3, 1), date(2026, 5, 31), False),
            (date(2026, 3, 1), date(2026, 6, 1), True),
            (None, date(2026, 5, 15), False),
            (date(2026, 6, 1), date(2026, 5, 15), False),
        ],
    )
    def test_of_records_are_at_least_three_months_ago(
        self, since: date | None, today: date, holds: bool
    ) -> None:
        _, stage2 = stages(two(), today=today, about=about(records_since=since))

        assert one_rule(stage2, "records").holds is holds

    @pytest.mark.parametrize(
        ("day", "months", "before"),
        [
            (date(2026, 5, 31), 3, date(2026, 2, 28)),
            (date(2024, 5, 31), 3, date(2024, 2, 29)),
            (date(2026, 1, 31), 3, date(2025, 10, 31)),
            (date(2026, 3, 31), 3, date(2025, 12, 31)),
            (date(2026, 12, 1), 12, date(2025, 12, 1)),
        ],
    )
    def test_some_months_earlier_fall_on_the_same_day_or_the_last(
        self, day: date, months: int, before: date
    ) -> None:
        assert months_before(day, months) == before


def test_records_suffice_from_the_first_day_on_which_the_rule_holds() -> None:
    for days in range(2 * 366):
        since = date(2026, 1, 1) + timedelta(days=days)
        first = records_suffice_on(since)
        held = [since <= months_before(day, 3) for day in (first - timedelta(days=1), first)]
        assert held == [False, True], since


class TestTheInternalAudit:
    @pytest.mark.parametrize(
        ("covered", "left_out"),
        [
            (["4", "8"], ()),
            (["8", "4", "8"], ()),
            (["4"], ("8",)),
            ([], ("4", "8")),
            (["4", "8.1"], ("8",)),
            (["4", "8.1", "8.2"], ()),
            (["4", "8.1", "8.2.1"], ()),
            (["no-such"], ("4", "8")),
        ],
    )
    def test_covers_every_top_clause_by_name_or_by_all_below_it(
        self, covered: list[str], left_out: tuple[str, ...]
    ) -> None:
        data = asked(
            {"id": "1", "title": "Scope", "heading": True},
            several("4", 1),
            {"id": "8", "title": "Operation"},
            several("8.1", 1) | {"parent": "8"},
            {"id": "8.2", "title": "Group", "parent": "8"},
            several("8.2.1", 1) | {"parent": "8.2"},
            readiness={"stage1_clauses": ["4"]},
        )

        _, stage2 = stages(data, about=about(internal_audit_clauses=covered))

        assert one_rule(stage2, "audit_covers").where == left_out

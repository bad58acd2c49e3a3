"""Readiness at its exact thresholds, rule by rule."""

from datetime import date
from typing import Any

import pytest
from domain_cases import TODAY, all_of, answer, asked, diagnosed, leaf, question, several

from gapwizard.domain.readiness import Rule, Stage, months_before

Dict = dict[str, Any]
AUDITED: Dict = {
    "internal_audit_date": date(2026, 3, 1),
    "internal_audit_clauses": ["4", "8"],
    "management_review_date": date(2026, 3, 15),
    "records_since": date(2025, 12, 1),
}
FULL = {**all_of("4", ["F3"]), **all_of("8", ["F3"])}
OWNED = {"owner": "service desk lead", "due": date(2026, 8, 1)}


def two(four: Dict | None = None, eight: Dict | None = None, **more: object) -> Dict:
    """A questionnaire of clauses 4 and 8 whose stage 1 looks at clause 4."""
    clauses = (four or several("4", 1), eight or several("8", 1))
    return asked(*clauses, readiness={"stage1_clauses": ["4"]}, **more)


def stages(data: Dict, *, today: date = TODAY, **tables: Dict) -> tuple[Stage, Stage]:
    """Both stages; where nothing else is said all is well and audited."""
    judged = diagnosed(data, today=today, **{"about": AUDITED, "answers": FULL, **tables}).readiness
    assert judged is not None
    return judged.stage1, judged.stage2


def weighted(clause: str, thirds: int) -> tuple[Dict, Dict]:
    """A leaf clause of weight 100 and answers that confirm `thirds` of its 300, none below P."""
    full, largely = divmod(thirds - 100, 2)
    shares = {"F": full, "L": largely, "P": 100 - full - largely}
    used = [(f"{clause}-{rating}", rating, weight) for rating, weight in shares.items() if weight]
    questions = [question(name, weight=weight) for name, _rating, weight in used]
    return leaf(clause, *questions), {name: answer(f"{rating}3") for name, rating, _ in used}


def one_rule(stage: Stage, code: str, tier: str = "hard") -> Rule:
    """The one rule of a code and tier."""
    (rule,) = [rule for rule in stage.rules if (rule.code, rule.tier) == (code, tier)]
    return rule


def about(**changes: object) -> Dict:
    """What an audited assessment knows of itself, with changes."""
    return {**AUDITED, **changes}


class TestAQuestionnaireWithoutAReadinessBlock:
    def test_has_no_readiness(self) -> None:
        assert diagnosed(asked(several("8", 1)), about=AUDITED).readiness is None


class TestAnOrganisationThatFulfilsEverything:
    def test_is_ready_for_both_stages(self) -> None:
        stage1, stage2 = stages(two())

        assert (stage1.verdict, stage2.verdict) == ("ready", "ready")
        assert stage1.failing == stage2.failing == ()

    def test_gets_every_rule_listed_with_what_is_needed(self) -> None:
        for stage in stages(two()):
            assert all(rule.needed for rule in stage.rules)
            assert all(rule.holds for rule in stage.rules)


class TestStage1Percentage:
    @pytest.mark.parametrize(
        ("thirds", "verdict"),
        [(210, "ready"), (209, "conditional"), (180, "conditional"), (179, "not_ready")],
        ids=["exactly 70", "just below 70", "exactly 60", "just below 60"],
    )
    def test_is_70_to_be_ready_and_60_to_be_conditional(self, thirds: int, verdict: str) -> None:
        four, given = weighted("4", thirds)

        stage1, _ = stages(two(four), answers={**given, **all_of("8", ["F3"])})

        assert stage1.verdict == verdict

    def test_looks_at_its_own_clauses_only(self) -> None:
        stage1, stage2 = stages(two(), answers={**FULL, **all_of("8", ["N3"])})

        assert stage1.verdict == "ready"
        assert stage2.verdict == "not_ready"

    def test_looks_at_everything_below_its_clauses(self) -> None:
        top = {"id": "4", "title": "T"}
        data = asked(top, several("4.1", 1, key=True) | {"parent": "4"}, several("8", 1))
        data["readiness"] = {"stage1_clauses": ["4"]}

        stage1, _ = stages(data, answers={"4.1-Q01": answer("N3"), "8-Q01": answer("F3")})

        assert one_rule(stage1, "major").where == ("NC-4.1",)


class TestStage1Documents:
    @pytest.mark.parametrize(
        ("standing", "verdict"),
        [(10, "ready"), (9, "ready"), (8, "conditional"), (7, "not_ready")],
    )
    def test_of_which_nine_in_ten_stand_are_ready_and_eight_conditional(
        self, standing: int, verdict: str
    ) -> None:
        names = [f"D{number}" for number in range(10)]
        required = [{"id": name, "title": name, "obligation": "required"} for name in names]
        states = {
            name: {"state": "current" if place < standing else "absent"}
            for place, name in enumerate(names)
        }

        stage1, _ = stages(two(documents=required), documents=states)

        assert stage1.verdict == verdict

    @pytest.mark.parametrize(
        ("state", "holds"),
        [
            ("current", True),
            ("outdated", True),
            ("draft", False),
            ("absent", False),
            ("obsolete", False),
            ("unknown", False),
        ],
    )
    def test_that_are_critical_are_kept_or_revised_and_no_draft(
        self, state: str, holds: bool
    ) -> None:
        critical = [{"id": "D", "title": "D", "critical": True}]

        stage1, _ = stages(two(documents=critical), documents={"D": {"state": state}})

        assert one_rule(stage1, "critical_documents").holds is holds
        assert stage1.verdict == ("ready" if holds else "not_ready")

    def test_that_are_critical_and_held_in_a_draft_are_drafts(self) -> None:
        documents = [{"id": "D", "title": "D", "critical": True}, {"id": "M", "title": "Manual"}]
        states = {"D": {"state": "current", "held_in": "M"}, "M": {"state": "draft"}}

        stage1, _ = stages(two(documents=documents), documents=states)

        assert one_rule(stage1, "critical_documents").where == ("D",)

    def test_that_do_not_apply_are_not_asked_for(self) -> None:
        four = leaf(
            "4",
            question("4-Q01"),
            question("4-Q02", depends_on=["t"], documents=["D"]),
        )
        document = {"id": "D", "title": "D", "obligation": "required", "critical": True}
        data = two(four, documents=[document], triggers=[{"id": "t", "question": "?"}])

        stage1, _ = stages(data, facts={"t": False}, documents={"D": {"state": "absent"}})

        assert stage1.verdict == "ready"

    def test_withdrawn_and_to_be_created_again_count_once_and_do_not_stand(self) -> None:
        required = [{"id": name, "title": name, "obligation": "required"} for name in ("A", "B")]
        states = {"A": {"state": "obsolete"}, "B": {"state": "current"}}

        stage1, _ = stages(two(documents=required), documents=states)

        assert one_rule(stage1, "required_documents", "ready").value == 50.0


class TestStage1HardRules:
    @pytest.mark.parametrize("missing", ["internal_audit_date", "management_review_date"])
    def test_want_the_audit_and_the_review_dated(self, missing: str) -> None:
        stage1, _ = stages(two(), about=about(**{missing: None}))

        assert stage1.verdict == "not_ready"

    def test_are_content_with_planned_dates(self) -> None:
        planned = date(2027, 1, 1)
        changed = about(internal_audit_date=planned, management_review_date=planned)

        stage1, stage2 = stages(two(), about=changed)

        assert (stage1.verdict, stage2.verdict) == ("ready", "not_ready")

    def test_are_blocked_by_one_major_whatever_the_percentage(self) -> None:
        four = leaf("4", question("4-Q01", key=True), question("4-Q02", weight=99))
        given = {"4-Q01": answer("N3"), "4-Q02": answer("F3"), **all_of("8", ["F3"])}

        stage1, _ = stages(two(four), answers=given)

        assert stage1.verdict == "not_ready"
        assert one_rule(stage1, "major").where == ("NC-4",)

    def test_are_not_blocked_by_a_major_elsewhere(self) -> None:
        given = {**FULL, **all_of("8", ["N3"])}

        stage1, stage2 = stages(two(None, several("8", 1, key=True)), answers=given)

        assert stage1.verdict == "ready"
        assert one_rule(stage2, "major").where == ("NC-8",)


class TestNoVerdict:
    def test_is_given_on_stage_1_while_a_question_there_is_open(self) -> None:
        stage1, stage2 = stages(two(), answers=all_of("8", ["F3"]))

        assert (stage1.verdict, stage2.verdict) == ("no_verdict", "no_verdict")

    def test_is_given_on_stage_2_only_while_a_question_elsewhere_is_open(self) -> None:
        stage1, stage2 = stages(two(), answers=all_of("4", ["F3"]))

        assert (stage1.verdict, stage2.verdict) == ("ready", "no_verdict")

    def test_is_given_for_an_na_without_a_reason(self) -> None:
        eight = several("8", 1, depends_on=["t"])
        data = two(None, eight, triggers=[{"id": "t", "question": "?"}])

        _, stage2 = stages(data, answers={**FULL, "8-Q01": answer("NA")})

        assert stage2.verdict == "no_verdict"

    def test_comes_before_a_major(self) -> None:
        eight = several("8", 2, key=True)

        _, stage2 = stages(two(None, eight), answers={**FULL, "8-Q01": answer("N3")})

        assert stage2.verdict == "no_verdict"


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

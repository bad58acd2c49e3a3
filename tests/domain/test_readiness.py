"""Readiness for stage 1, and what both stages share, rule by rule at its exact thresholds."""

from datetime import date
from typing import Any

import pytest

from cases.readiness import AUDITED, FULL, about, one_rule, stages, two, weighted
from cases.rules import all_of, answer, asked, diagnosed, items, leaf, question, several
from gapwizard.domain.readiness import Stage

Dict = dict[str, Any]


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
            ("not_needed", False),
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

    @pytest.mark.parametrize(
        ("state", "stands"),
        [
            ("current", True),
            ("outdated", True),
            ("draft", False),
            ("absent", False),
            ("unknown", False),
        ],
    )
    def test_that_are_required_stand_when_seen_and_no_draft(self, state: str, stands: bool) -> None:
        required = [{"id": "D", "title": "D", "obligation": "required"}]

        stage1, _ = stages(two(documents=required), documents={"D": {"state": state}})

        rule = one_rule(stage1, "required_documents", "ready")
        assert (rule.share, rule.where) == (((1, 1), ()) if stands else ((0, 1), ("D",)))

    def test_that_an_answer_shows_stand_though_nobody_set_their_state(self) -> None:
        four = leaf("4", question("4-Q01", documents=["D"]))
        required = [{"id": "D", "title": "D", "obligation": "required", "critical": True}]
        shown = answer("P3", evidence=items("document: D v1"))

        claimed, _ = stages(two(four, documents=required), answers={**FULL, "4-Q01": answer("P3")})
        seen, _ = stages(two(four, documents=required), answers={**FULL, "4-Q01": shown})

        assert one_rule(claimed, "critical_documents").where == ("D",)
        assert one_rule(seen, "critical_documents").holds

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


class TestKeyQuestionsToBeEstablished:
    @pytest.mark.parametrize(
        ("short", "flags", "holds"),
        [
            ("?3", {"key": True}, False),
            ("?1", {"key": True}, False),
            ("?0", {"key": True, "documented": True}, False),
            ("?3", {}, True),
            ("P3", {"key": True}, True),
        ],
    )
    def test_block_both_stages_where_they_are(self, short: str, flags: Dict, holds: bool) -> None:
        four = leaf("4", question("4-Q01", **flags), question("4-Q02", weight=99))
        given = {"4-Q01": answer(short), "4-Q02": answer("F3"), **all_of("8", ["F3"])}

        for stage in stages(two(four), answers=given):
            rule = one_rule(stage, "key_unknown")
            assert (rule.holds, rule.where) == (holds, () if holds else ("4-Q01",))
            assert (stage.verdict == "not_ready") is not holds

    def test_elsewhere_block_stage_2_only(self) -> None:
        eight = leaf("8", question("8-Q01", key=True), question("8-Q02", weight=99))
        given = {**FULL, "8-Q01": answer("?3"), "8-Q02": answer("F3")}

        stage1, stage2 = stages(two(None, eight), answers=given)

        assert one_rule(stage1, "key_unknown").holds
        assert one_rule(stage2, "key_unknown").where == ("8-Q01",)
        assert (stage1.verdict, stage2.verdict) == ("ready", "not_ready")

    def test_that_do_not_apply_block_nothing(self) -> None:
        four = leaf("4", question("4-Q01"), question("4-Q02", key=True, depends_on=["t"]))
        data = two(four, triggers=[{"id": "t", "question": "?"}])
        given = {**all_of("4", ["F3", "?3"]), **all_of("8", ["F3"])}

        stage1, stage2 = stages(data, facts={"t": False}, answers=given)

        assert (stage1.verdict, stage2.verdict) == ("ready", "ready")


class TestClausesNotObservedInThePeriod:
    def judged(self, kind: str, *, key: bool = True, **tables: Dict) -> Stage:
        """Stage 2, where all of clause 8 depends on one trigger of a kind."""
        data = two(None, several("8", 2, key=key, depends_on=["t"]))
        data["triggers"] = [{"id": "t", "question": "?", "kind": kind}]
        _, stage2 = stages(data, **{"answers": all_of("4", ["F3"]), **tables})
        return stage2

    def test_allow_a_conditional_verdict_at_most(self) -> None:
        stage2 = self.judged("event", facts={"t": False})

        assert stage2.verdict == "conditional"
        assert one_rule(stage2, "not_observed", "ready").where == ("8",)

    def test_are_none_where_a_profile_fact_took_them_out(self) -> None:
        assert self.judged("profile", facts={"t": False}).verdict == "ready"

    def test_are_none_without_a_key_question(self) -> None:
        assert self.judged("event", key=False, facts={"t": False}).verdict == "ready"

    def test_are_none_where_an_answer_took_them_out(self) -> None:
        na = answer("NA", reason="did not occur")
        given = {**all_of("4", ["F3"]), "8-Q01": na, "8-Q02": na}

        assert self.judged("event", answers=given).verdict == "ready"

    def test_are_none_while_one_question_applies(self) -> None:
        eight = leaf("8", question("8-Q01", key=True, depends_on=["t"]), question("8-Q02"))
        data = two(None, eight, triggers=[{"id": "t", "question": "?"}])
        given = {**all_of("4", ["F3"]), "8-Q02": answer("F3")}

        _, stage2 = stages(data, facts={"t": False}, answers=given)

        assert stage2.verdict == "ready"

    @pytest.mark.parametrize(
        ("facts", "observed"),
        [
            ({"event": False}, False),
            ({"firm": False}, True),
            ({"firm": False, "event": False}, False),
        ],
        ids=["the event itself", "the profile above it", "both"],
    )
    def test_follow_the_kind_of_the_fact_that_is_no(self, facts: Dict, observed: bool) -> None:
        data = two(None, several("8", 1, key=True, depends_on=["event"]))
        data["triggers"] = [
            {"id": "firm", "question": "?", "kind": "profile"},
            {"id": "event", "question": "?", "kind": "event", "needs": "firm"},
        ]

        _, stage2 = stages(data, facts=facts, answers=all_of("4", ["F3"]))

        assert one_rule(stage2, "not_observed", "ready").holds is observed

    def test_keep_no_stage_from_not_ready(self) -> None:
        four = {"4-Q01": answer("N3")}

        assert self.judged("event", facts={"t": False}, answers=four).verdict == "not_ready"


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

    def test_has_no_percentage_where_nothing_was_asked(self) -> None:
        stage1, stage2 = stages(two(), answers={})

        assert one_rule(stage1, "confirmed_there", "ready").value is None
        assert one_rule(stage2, "confirmed", "ready").value is None

    def test_comes_before_a_major(self) -> None:
        eight = several("8", 2, key=True)

        _, stage2 = stages(two(None, eight), answers={**FULL, "8-Q01": answer("N3")})

        assert stage2.verdict == "no_verdict"

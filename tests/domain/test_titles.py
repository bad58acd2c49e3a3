"""The title of a finding that nobody worded, and why a finding has its grade."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.questionnaires_at_random import cases
from cases.rules import OBSERVED, all_of, answer, asked, diagnosed, leaf, question, several
from gapwizard import i18n
from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding
from gapwizard.domain.scale import GRAVITY
from gapwizard.domain.titles import title_length

Dict = dict[str, Any]
WHOLE = asked(
    leaf(
        "8",
        question(
            "8-Q01",
            criterion="All are kept.",
            documented=True,
            points=["a date", "an owner"],
            documents=["D"],
            gap={"N": "None shown.", "P": "SUGGESTED P", "L": "SUGGESTED L"},
        ),
        question("8-Q02", criterion="All are sorted.", key=True),
        question("8-Q03", criterion="All are told."),
        title="Incidents",
    ),
    documents=[{"id": "D", "title": "Plan"}],
)

at_random = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def of(records: Dict | None = None, **answers: Dict) -> Diagnosis:
    """The diagnosis of answers to clause 8: `of(Q01=answer("N"))`."""
    rows = {f"8-{name}": one for name, one in answers.items()}
    return diagnosed(WHOLE, answers=rows, findings=records or {})


def title(records: Dict | None = None, name: str = "NC-8", **answers: Dict) -> str:
    """The title of one finding."""
    diagnosis = of(records, **answers)
    finding = diagnosis.finding(name)
    assert finding is not None
    return wording.finding_title(finding, diagnosis.questionnaire)


def why(diagnosis: Diagnosis, name: str = "NC-8") -> str:
    """Why one finding has its grade."""
    finding = diagnosis.finding(name)
    assert finding is not None
    return wording.grade_why(finding)


class TestATitle:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (answer("N"), "None shown"),
            (answer("N+"), OBSERVED),
            (answer("P"), "Partly met: All are kept"),
            (answer("P", recurring=True), "Partly met: All are kept"),
            (answer("P+"), OBSERVED),
            (answer("P", ticked=[0]), "Not shown: an owner"),
            (answer("F0"), "Looked for and not found: Plan (D)"),
            (answer("P0"), "Looked for and not found: Plan (D)"),
            (answer("L", lapse=True), "Largely met, with a lapse: All are kept"),
            (answer("L+", lapse=True), OBSERVED),
            (answer("P", bulk=True), "Rated as a whole: Incidents"),
            (answer("P+", bulk=True), OBSERVED),
        ],
        ids=[
            "N",
            "N observed",
            "P without words",
            "P recurring",
            "P observed",
            "P ticked",
            "F not found",
            "P not found",
            "lapse",
            "lapse observed",
            "bulk",
            "bulk observed",
        ],
    )
    def test_says_what_failed(self, given: Dict, expected: str) -> None:
        assert title(Q01=given) == expected

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [
            ({"Q01": "P", "Q02": "N"}, "It was not shown that this holds: All are sorted"),
            ({"Q01": "P", "Q02": "P"}, "Partly met: All are kept"),
            ({"Q02": "P", "Q03": "N"}, "Partly met: All are sorted"),
        ],
        ids=["the gravest", "the first of those alike", "the first, not the lowest rated"],
    )
    def test_is_that_of_the_gravest_point_then_of_the_first(
        self, answers: dict[str, str], expected: str
    ) -> None:
        assert title(**{name: answer(short) for name, short in answers.items()}) == expected

    def test_of_an_opportunity_is_what_was_observed(self) -> None:
        assert title(name="OFI-8", Q01=answer("L"), Q02=answer("L+")) == OBSERVED

    def test_is_the_persons_own_where_there_is_one(self) -> None:
        assert title({"NC-8": {"title": "Lost tickets"}}, Q01=answer("N+")) == "Lost tickets"

    def test_of_one_by_hand_is_its_statement_else_its_clause(self) -> None:
        worded = {"F-1": {"clause": "8", "grade": "ofi", "statement": "word " * 30}}
        bare = {"F-1": {"clause": "8", "grade": "ofi"}}

        assert title(worded, "F-1") == "word " * 11 + "..."
        assert title(bare, "F-1") == "Incidents"

    @at_random
    @given(cases(well=False))
    def test_is_the_same_however_many_points_fail_beside_the_gravest(
        self, case: tuple[Dict, Dict]
    ) -> None:
        questionnaire, assessment = case
        diagnosis = diagnosed(questionnaire, **assessment)

        for finding in diagnosis.findings:
            if finding.points:
                alone = replace(finding, points=(gravest(finding),))
                assert wording.finding_title(finding, diagnosis.questionnaire) == (
                    wording.finding_title(alone, diagnosis.questionnaire)
                )


def gravest(finding: Finding) -> Any:
    """The first of the gravest points of a finding."""
    ranks = [GRAVITY[point.grade] for point in finding.points if point.grade is not None]
    return finding.points[ranks.index(max(ranks))]


class TestATitleIsCut:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("word " * 11, "word " * 10 + "word"),
            ("word " * 12, "word " * 11 + "..."),
            (
                "one two three four five six seven eight nine ten eleven, twelve",
                "Partly met: All are kept",
            ),
            (
                "Credits went to six of the customers, and the supplier owed nothing",
                "Credits went to six of the customers ...",
            ),
            (
                "3 of 5 agreements name no targets at all. The other two have them.",
                "3 of 5 agreements name no targets at all",
            ),
            ("字" * 22, "字" * 22),
            ("字" * 23, "字" * 22 + "……"),
            ("字" * 20 + "ITSM 事件", "字" * 20 + "……"),
            (
                "A plan exists for the mail and for the print service but for no other",
                "Partly met: All are kept",
            ),
            (
                "The portal for the patients went live in May and is not listed",
                "Partly met: All are kept",
            ),
            (
                "No plan stands, says Dr. Who. It is late, too late for now and then",
                "No plan stands, says Dr. Who",
            ),
            (
                "7家可远程接入的公司中，5家没有签署保密协议，2家的已到期，都还在用",
                "Partly met: All are kept",
            ),
            ("two\nlines", "two lines"),
            ("3 of 5 had none。", "3 of 5 had none"),
            (
                "The change process is written down and approved, but no record of any change was shown",
                "Partly met: All are kept",
            ),
            (
                "Records are kept for all services. But approvals are absent in all of them",
                "Partly met: All are kept",
            ),
            (
                "In Gdansk nobody could approve a purchase above 500 EUR; the limits hold",
                "In Gdansk nobody could approve a purchase above 500 EUR ...",
            ),
            (
                "In the clinic of the east wing we talked with Dr. Weber about changes",
                "Partly met: All are kept",
            ),
            (
                "For the services of the group the agreements (DOC-063, one for each customer) had none",
                "Partly met: All are kept",
            ),
            (
                "与检验科和药房签订了内部服务协议，与信息中心、设备科、总务科等其他部门均未签订",
                "Partly met: All are kept",
            ),
        ],
        ids=[
            "eleven words",
            "twelve words",
            "a comma at the cut",
            "a pause",
            "a stop",
            "22 characters",
            "23 characters",
            "mixed",
            "what turns round",
            "what hangs",
            "an abbreviation",
            "what only leads up",
            "lines",
            "its stop",
            "but",
            "a sentence that turns round",
            "a failure of its own",
            "a doctor at the cut",
            "a bracket",
            "a phrase that turns round",
        ],
    )
    def test_between_words_and_two_chinese_characters_are_one(
        self, text: str, expected: str
    ) -> None:
        assert title(Q01=answer("P", observation=text)) == expected

    @at_random
    @given(st.text(st.sampled_from("ab ,;:，。字典…-\n"), min_size=1, max_size=80))
    def test_to_no_more_than_eleven_words_of_any_observation(self, text: str) -> None:
        shown = title(Q01=answer("P", observation=text))

        assert title_length(shown.removesuffix("...").removesuffix("……")) <= 11

    @pytest.mark.parametrize("text", [", " * 12, "：" * 30, "...", "。"])
    def test_and_is_never_empty(self, text: str) -> None:
        assert title(Q01=answer("P", observation=text)).strip()


class TestTheGradeOfAFinding:
    def test_major_names_each_key_criterion_and_how_it_fails(self) -> None:
        data = asked(several("8", 8, key=True, documented=True))
        given = {
            "8-Q01": answer("N"),
            "8-Q02": answer("F0"),
            "8-Q03": answer("P2", recurring=True),
            "8-Q04": answer("F2"),
        }

        assert why(diagnosed(data, answers=given)) == (
            "key criterion 8-Q01 is not met; "
            "what key criterion 8-Q02 needs was looked for and not found; "
            "key criterion 8-Q03 is partly met, and marked as recurring"
        )

    def test_major_of_a_systemic_clause_says_that_it_fails_as_a_whole(self) -> None:
        found = why(diagnosed(asked(several("8", 3)), answers=all_of("8", ["P3"] * 3)))

        assert found == (
            "the clause fails as a whole: three or more of its criteria are not fulfilled, and at "
            "least half of those that apply were rated N or P"
        )

    def test_minor_says_that_neither_holds(self) -> None:
        assert why(of(Q01=answer("P"))) == (
            "no key criterion is rated not met; the clause does not fail as a whole"
        )

    def test_minor_of_an_answer_in_bulk_is_provisional_and_says_nothing_of_the_whole(self) -> None:
        assert why(of(Q01=answer("P", bulk=True))) == (
            "no key criterion is rated not met; "
            "provisional, as it rests on answers given for the clause as a whole"
        )

    def test_of_an_opportunity_is_a_weakness_that_was_noted(self) -> None:
        assert why(of(Q01=answer("L+")), "OFI-8") == (
            "rated largely met: fulfilled, and a weakness in how it is done was noted"
        )

    def test_decided_otherwise_names_both_grades_and_the_reason(self) -> None:
        changed = {"NC-8": {"grade": "major", "grade_reason": "third year running"}}

        assert why(of(changed, Q01=answer("P"))) == (
            "MINOR by the rules; set to MAJOR by the assessor: third year running"
        )

    def test_decided_as_the_rules_have_it_is_that_of_the_rules(self) -> None:
        same = {"NC-8": {"grade": "minor", "grade_reason": "agreed"}}

        assert why(of(same, Q01=answer("P"))) == why(of(Q01=answer("P")))

    def test_split_off_says_nothing_of_a_clause_that_does_fail_as_a_whole(self) -> None:
        given = all_of("8", ["P3"] * 3)

        diagnosis = diagnosed(asked(several("8", 3)), answers=given, findings={"NC-8-Q01": {}})

        assert diagnosis.clauses["8"].systemic
        assert "does not fail as a whole" not in why(diagnosis, "NC-8-Q01")

    def test_no_longer_raised_claims_no_weakness_that_nobody_noted(self) -> None:
        diagnosis = of({"NC-8": {"cause": "staff left"}}, Q01=answer("F"))

        assert "largely" not in why(diagnosis)


class TestWordsOfMeasure:
    @at_random
    @given(cases(well=False))
    def test_stand_only_where_the_counts_make_them_true(self, case: tuple[Dict, Dict]) -> None:
        questionnaire, assessment = case
        diagnosis = diagnosed(questionnaire, **assessment)

        for finding in (*diagnosis.findings, *diagnosis.set_aside):
            reason = wording.grade_why(finding)
            said = {*reason.split(), *wording.statement(finding, diagnosis.questionnaire).split()}
            assert not said & {"isolated", "few", "most", "some", "many", "several"}
            assert finding.systemic or "fails as a whole" not in reason


class TestInChinese:
    @pytest.fixture(autouse=True)
    def _chinese(self) -> Iterator[None]:
        i18n.use("zh-Hans")
        yield
        i18n.use("en")

    @pytest.mark.parametrize("short", ["N", "P", "F0"])
    def test_a_title_holds_22_characters_at_most(self, short: str) -> None:
        long = "所有事件都按影响和紧急程度确定优先级并记录在事件管理系统之中"
        data = asked(leaf("8", question("8-Q01", criterion=long, documented=True), title="事件"))
        diagnosis = diagnosed(data, answers={"8-Q01": answer(short)})

        shown = wording.finding_title(diagnosis.findings[0], diagnosis.questionnaire)

        assert shown.endswith("：事件"), "no half phrase: its clause stands for the criterion"
        assert title_length(shown) <= 11

    def test_no_grade_is_said_to_be_isolated(self) -> None:
        diagnosis = of(Q01=answer("P"))

        assert not any(word in why(diagnosis) for word in ("孤立", "个别"))

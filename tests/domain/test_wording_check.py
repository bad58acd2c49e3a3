"""The wording check: advice on how a finding is written."""

from typing import Any

import pytest

from cases.rules import all_of, answer, asked, diagnosed, items, leaf, question, several
from gapwizard.domain.titles import title_length
from gapwizard.domain.wording_check import Advice, check, words_in

Dict = dict[str, Any]
QUESTIONS = asked(
    {"id": "8", "title": "Operation"},
    leaf("8.1", question("8.1-Q01"), question("8.1-Q02"), parent="8"),
)


def advice(
    record: Dict | None = None,
    *,
    given: Dict | None = None,
    names: tuple[str, ...] = (),
    name: str = "NC-8.1",
) -> dict[str, Advice]:
    """The advice on one finding, by rule."""
    answers = {"8.1-Q01": given or answer("N")}
    diagnosis = diagnosed(QUESTIONS, answers=answers, findings={name: record or {}})
    found = diagnosis.finding(name)
    assert found is not None
    return {one.rule: one for one in check(found, diagnosis.questionnaire, names)}


def by_hand(**more: str) -> Dict:
    """A record of a finding added by hand."""
    return {"clause": "8.1", "grade": "minor", "statement": "s", **more}


class TestEveryAdvice:
    def test_has_a_hint_exactly_where_it_is_not_in_order(self) -> None:
        for one in advice({"statement": "They should never be so careless."}).values():
            assert bool(one.hint) is not one.ok

    def test_is_all_in_order_for_a_finding_written_well(self) -> None:
        found = advice(
            {
                "title": "Incidents closed without priority",
                "statement": "3 of 5 sampled incidents carried no priority.",
                "evidence": "INC-20931, INC-20944, INC-21002, sampled 5 of 412",
                "state": "agreed",
            }
        )
        assert [one.rule for one in found.values() if not one.ok] == []

    def test_is_all_in_order_for_one_written_well_in_chinese(self) -> None:
        found = advice(
            {
                "title": "事件记录未标明优先级",
                "statement": "抽查5条事件记录,其中3条未见优先级。",
                "evidence": "2026年5月的事件记录",
                "state": "agreed",
            }
        )
        assert [one.rule for one in found.values() if not one.ok] == []


class TestOneRequirement:
    def test_is_one_point(self) -> None:
        assert advice()["requirement"].ok

    def test_is_not_several_points(self) -> None:
        diagnosis = diagnosed(asked(several("8", 2)), answers=all_of("8", ["N", "P"]))
        found = diagnosis.finding("NC-8")
        assert found is not None
        first = check(found, diagnosis.questionnaire, ())[0]
        assert not first.ok
        assert "2 criteria" in first.hint

    def test_by_hand_is_a_leaf_clause(self) -> None:
        assert advice(by_hand(), name="F-01")["requirement"].ok
        whole = advice(by_hand(clause="8"), name="F-01")["requirement"]
        assert not whole.ok
        assert "8 has clauses below it" in whole.hint


class TestEvidence:
    @pytest.mark.parametrize(
        "text",
        ["INC-20931", "ticket #4711", "minutes of 2026-03-02", "3 of 5 tickets", "3/5 tickets",
         "DOC-045 v1.2", "12 May 2026", "抽查5条，其中3条", "2026年5月会议纪要", "CHG4711", "见INC-20931"],
    )  # fmt: skip
    def test_can_be_traced_by_id_date_or_sample(self, text: str) -> None:
        assert advice({"evidence": text})["traceable"].ok

    @pytest.mark.parametrize("text", ["", "the tickets", "several people", "某些记录", "part 2"])
    def test_cannot_be_traced_by_less(self, text: str) -> None:
        assert not advice({"evidence": text})["traceable"].ok

    def test_of_its_answers_counts_and_our_number_of_it_does_not(self) -> None:
        sampled = answer("P", evidence=items("record[3/5]: tickets"))
        assert advice(given=sampled)["traceable"].ok
        assert not advice(given=answer("P", evidence=items("said: the lead")))["traceable"].ok


class TestFacts:
    @pytest.mark.parametrize(
        "text",
        ["The desk is careless.", "It SEEMS that", "一线人员工作不认真。", "我们感觉流程混乱"],
    )
    def test_are_no_opinions(self, text: str) -> None:
        assert not advice({"statement": text})["fact"].ok

    @pytest.mark.parametrize(
        "text", ["The carelessness index is 3.", "A badge is worn.", "事实如下"]
    )
    def test_are_found_as_whole_words(self, text: str) -> None:
        assert advice({"statement": text})["fact"].ok

    @pytest.mark.parametrize(
        "text", ["They should write a procedure.", "A process must be introduced", "应当建立流程"]
    )
    def test_hold_no_remedy(self, text: str) -> None:
        assert not advice({"statement": text})["remedy"].ok
        assert advice({"corrective_action": text})["remedy"].ok

    @pytest.mark.parametrize("text", ["Internal audits are not done.", "从未开展", "It never was"])
    def test_claim_no_more_than_was_seen(self, text: str) -> None:
        assert not advice({"statement": text})["absolute"].ok

    def test_may_say_that_no_record_was_presented(self) -> None:
        text = "No record of an internal audit after 2024 was presented."
        assert advice({"statement": text})["absolute"].ok
        assert advice({"statement": "未见2024年后的内审记录。"})["absolute"].ok


class TestPosts:
    @pytest.mark.parametrize(
        "text",
        ["asked Jane Doe", "由王小明负责", "jane doe said", "Mr Smith", "李先生", "问Jane Doe"],
    )
    def test_stand_instead_of_names(self, text: str) -> None:
        assert not advice({"cause": text}, names=("Jane Doe", "王小明"))["roles"].ok

    @pytest.mark.parametrize(
        "text", ["the incident manager", "Janet Doering", "事件经理", "MS SQL"]
    )
    def test_are_no_names(self, text: str) -> None:
        assert advice({"cause": text}, names=("Jane Doe", "王小明", "", "X"))["roles"].ok

    @pytest.mark.parametrize("text", ["责任成本偏高", "抽查10张工单", "主张伟大", "提高明显"])
    def test_are_no_words_that_a_name_can_be_cut_out_of(self, text: str) -> None:
        assert advice({"cause": text}, names=("任成", "张伟", "高明"))["roles"].ok


class TestATitle:
    @pytest.mark.parametrize(
        ("title", "length"),
        [("", 0), ("No internal audit since 2024", 5), ("事件未标明优先级", 4), ("CMDB 未核对", 3)],
    )
    def test_has_a_length_in_words(self, title: str, length: int) -> None:
        assert title_length(title) == length

    @pytest.mark.parametrize(
        ("title", "ok"),
        [("", True), ("word " * 11, True), ("word " * 12, False), ("字" * 23, False)],
    )
    def test_has_under_twelve(self, title: str, ok: bool) -> None:
        assert advice({"title": title.strip()})["title"].ok is ok


class TestTheClient:
    @pytest.mark.parametrize(
        ("state", "ok"), [("draft", False), ("disputed", False), ("agreed", True), ("closed", True)]
    )
    def test_has_confirmed_what_is_agreed(self, state: str, ok: bool) -> None:
        assert advice({"state": state})["confirmed"].ok is ok


def test_words_are_found_between_chinese_and_latin_letters() -> None:
    assert words_in("由Bad负责, badge", ["bad", "badg", "负责"]) == ["bad", "负责"]

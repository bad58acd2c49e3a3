"""The plan that comes with the questionnaire: every task can be read, placed and told as done."""

import json
import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cases import report
from cases.questionnaire_texts import MAIN, ROOT, Text, alike, hits, shipped, terms, whole_word
from cases.report import TODAY, about, diagnosis_of
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_template import FACTS, FUNCTIONS, TaskTemplate
from gapwizard.domain.register_formula import evaluate_over, names_in

FOLDER = ROOT / "questionnaires" / MAIN
REGISTERS = {
    "risks", "implementation_risks", "objectives", "business_case", "parties", "services",
    "obligations", "training", "team", "communication", "improvements", "offers", "audits",
}  # fmt: skip
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def rows(language: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / language / "plan.json").read_text("utf-8"))[
        "plan"
    ]
    return found


def tasks() -> tuple[TaskTemplate, ...]:
    return tuple(TaskTemplate.model_validate(row) for row in rows())


def texts(language: str = "") -> list[Text]:
    return [
        Text(MAIN, "plan", row["id"], f"{row['id']}[{number}]", words)
        for row in rows(language)
        for number, words in enumerate((row["phase"], row["title"], *row["what"]))
    ]


def expressions() -> list[tuple[str, str]]:
    return [
        (task.id, words)
        for task in tasks()
        for words in (task.applies, task.gate, task.done)
        if words
    ]


NOTHING: dict[str, int | bool] = {
    **dict.fromkeys(FACTS, 0), "audit_planned": False, "audit_done": False, "audit_uncovered": 7,
    "review_planned": False, "review_done": False, "stage1_ready": False, "stage2_ready": False,
}  # fmt: skip
"""An assessment of which nothing is known: what counts open things counts none."""
EVERYTHING: dict[str, int | bool] = {
    **dict.fromkeys(FACTS, 0), "size": 30, "sites": 2, "departments": 3, "parties": 2,
    "completeness": 100, "one_by_one": 100, "records_months": 12, "audit_planned": True, "audit_done": True,
    "review_planned": True, "review_done": True, "stage1_ready": True, "stage2_ready": True,
    "certificate": True,
}  # fmt: skip


def holds(words: str, known: dict[str, int | bool], rows_of_each: int) -> bool:
    """Whether an expression holds where each register has so many rows, and documents stand if it has."""

    def named(name: str) -> Fraction | bool:
        value = known[name]
        return value if isinstance(value, bool) else Fraction(value)

    def asked(name: str, _given: object) -> Fraction | bool:
        return Fraction(rows_of_each) if name == "rows" else bool(rows_of_each)

    return bool(evaluate_over(words, named, FUNCTIONS, asked, date(2026, 11, 30)))


class TestTheTasks:
    def test_are_numbered_and_come_in_eight_phases(self) -> None:
        assert [task.id for task in tasks()] == [f"T-{n:02d}" for n in range(1, len(tasks()) + 1)]
        in_order = [task.phase for task in tasks()]
        assert len(set(in_order)) == 8
        assert in_order == sorted(in_order, key=list(dict.fromkeys(in_order)).index)

    def test_come_after_tasks_named_before_them(self) -> None:
        before: set[str] = set()
        for task in tasks():
            assert set(task.after) <= before, task.id
            assert bool(task.after) == bool(before), task.id
            before.add(task.id)

    def test_are_done_by_roles_there_are_and_name_clauses_there_are(self) -> None:
        known = shipped(MAIN)
        for task in tasks():
            assert (task.who in known.role) != bool(task.each), task.id
            assert set(task.clauses) <= set(known.clause), task.id

    def test_take_days_a_small_firm_has(self) -> None:
        total = sum(float(task.days) for task in tasks() if not task.each)
        assert 60 <= total <= 120
        assert max(float(task.days) for task in tasks()) <= 5

    def test_write_each_file_once_and_do_each_action_once(self) -> None:
        assert sorted(task.each for task in tasks() if task.each) == ["action", "file"]

    def test_wait_three_months_for_records(self) -> None:
        (run,) = [task for task in tasks() if "records_months >= 3" in task.done]
        assert run.wait == 90


class TestTheExpressions:
    @pytest.mark.parametrize(("task", "words"), expressions())
    def test_name_only_what_an_assessment_knows(self, task: str, words: str) -> None:
        assert set(names_in(words, FUNCTIONS)) <= set(FACTS)

    def test_ask_only_for_registers_and_documents_there_are(self) -> None:
        known = {document.id for document in shipped(MAIN).documents}
        every = " ".join(words for _task, words in expressions())
        assert set(re.findall(r'stands\("([^"]*)"\)', every)) <= known
        assert set(re.findall(r'rows\("([^"]*)"\)', every)) == REGISTERS
        asked = len(re.findall(r"(?:stands|rows)\(", every))
        assert asked == len(re.findall(r'(?:stands|rows)\("[^"]+"\)', every))

    def test_hold_for_nobody_who_has_done_nothing(self) -> None:
        for task in tasks():
            for words in (task.applies, task.gate, task.done):
                assert not words or not holds(words, NOTHING, 0), task.id

    def test_hold_for_whoever_has_come_to_the_end(self) -> None:
        for task in tasks():
            for words in (task.applies, task.gate, task.done):
                assert not words or holds(words, EVERYTHING, 12), task.id

    @pytest.mark.parametrize(
        ("fact", "worse", "waiting"),
        [
            ("records_months", 2, {"Run by the files", "Carry out the internal", "Take the stage 2"}),
            ("audit_uncovered", 1, {"Carry out the internal", "Report the audit", "Gather agenda", "Hold the", "Write the minutes"}),
            ("majors", 1, {"Correct, remove", "Take the stage 2"}),
            ("stage1_ready", False, {"Rehearse", "Take the stage 1"}),
            ("files_to_write", 1, {"Approve, issue", "Run by the files"}),
            ("audit_done", False, {"Carry out the internal", "Report the audit", "Correct, remove", "Hold the", "Take the stage 1", "Take the stage 2"}),
        ],
    )  # fmt: skip
    def test_stop_what_one_bad_fact_stops(
        self, fact: str, worse: int | bool, waiting: set[str]
    ) -> None:
        known = {**EVERYTHING, fact: worse}
        stopped = [
            task.title
            for task in tasks()
            if not all(holds(words, known, 12) for words in (task.gate, task.done) if words)
        ]
        assert len(stopped) == len(waiting)
        assert all(title.startswith(tuple(waiting)) for title in stopped), stopped

    def test_tell_most_of_the_way(self) -> None:
        told = [task for task in tasks() if task.done or task.each]
        assert len(told) * 10 >= len(tasks()) * 6


class TestTheWords:
    def test_are_read_at_a_glance(self) -> None:
        assert [str(t) for t in texts() if len(t.words) > 140] == []
        assert all(1 <= len(row["what"]) <= 4 for row in rows())
        titles = [row["title"] for row in rows()]
        assert len(set(titles)) == len(titles)
        assert max(map(len, titles)) <= 70

    def test_claim_no_duty_of_their_own(self) -> None:
        assert hits(r"\b(shall|must)\b", texts()) == []

    def test_use_one_word_for_one_thing(self) -> None:
        for word, term in [(word, term) for term, others, _meaning in terms() for word in others]:
            assert hits(whole_word(word), texts()) == [], f"say {term!r}"

    def test_say_nothing_twice(self) -> None:
        assert alike([text for text in texts() if not text.place.endswith("[0]")], 0.5) == []

    def test_have_no_stray_space_or_dash(self) -> None:
        assert hits(r"^\s|\s$|\s\s|\s[,.;:?!]|\u2014", texts()) == []

    def test_are_wholly_in_chinese(self) -> None:
        chinese = rows("zh-Hans")
        assert [set(row) for row in chinese] == [{"id", "phase", "title", "what"}] * len(chinese)
        assert [t.place for t in texts("zh-Hans")] == [t.place for t in texts()]
        assert [str(t) for t in texts("zh-Hans") if not CHINESE.search(t.words)] == []
        pairs = {(one["phase"], other["phase"]) for one, other in zip(rows(), chinese, strict=True)}
        assert len(pairs) == 8
        half = r"[\u4e00-\u9fff][,.;:?!()]|[,;:?!()][\u4e00-\u9fff]"
        assert hits(half, texts("zh-Hans")) == []


def test_audit_and_review_are_not_laid_before_their_entered_days() -> None:
    known = about(
        internal_audit_date=date(2027, 9, 14),
        management_review_date=date(2027, 11, 30),
        plan_from=TODAY,
    )
    laid = {task.id: task.start for task in plan(diagnosis_of({}, report.shipped(), about=known))}
    assert (laid["T-43"], laid["T-47"]) == (date(2027, 9, 14), date(2027, 11, 30))

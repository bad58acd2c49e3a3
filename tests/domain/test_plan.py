"""The way to the certificate: which tasks, when, and whether it can be done, worked out by hand.

2026-11-30 is a Monday.
"""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.app import QUESTIONS
from cases.report import diagnosis_of, rated, shipped
from gapwizard.domain.assessment import About, ActionRecord, Assessment, Change, Department
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_facts import FACT_WORDS, gate_conditions
from gapwizard.domain.plan_outcome import outcome, outcome_lines
from gapwizard.domain.plan_task import PlanTask, chosen, state_of
from gapwizard.domain.plan_template import FACTS
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.records import FileRecord, TaskRecord

MONDAY = date(2026, 11, 30)
TASKS: list[dict[str, Any]] = [
    {"id": "T-01", "phase": "begin", "title": "Business case", "who": "desk", "days": "2"},
    {"id": "T-02", "phase": "begin", "title": "Team", "who": "boss", "days": "1", "after": ["T-01"]},
    {"id": "T-03", "phase": "begin", "title": "Large", "who": "desk", "days": "1", "after": ["T-02"], "applies": "size > 20"},
    {"id": "T-04", "phase": "run", "title": "Records", "who": "desk", "days": "1", "wait": 90, "after": ["T-03"], "done": "records_months >= 3"},
    {"id": "T-05", "phase": "audit", "title": "Audit", "who": "boss", "days": "3", "after": ["T-04"], "gate": "completeness == 100"},
]  # fmt: skip
WITH_PLAN = Questionnaire.model_validate(
    {**QUESTIONS, "roles": [*QUESTIONS["roles"], {"id": "boss", "title": "Boss"}], "plan": TASKS}
)


def diagnosed(today: date = MONDAY, **about: Any) -> Diagnosis:
    """The diagnosis of an assessment that knows no more than this of itself."""
    known = About(
        name="Acme", questionnaire="small", questionnaire_version="1.0.0",
        created="2026-11-01T09:00:00+00:00", **about,
    )  # type: ignore[arg-type]  # fmt: skip
    return diagnose(WITH_PLAN, Assessment(id="acme", about=known), today)


def with_tasks(before: Diagnosis, **tasks: TaskRecord) -> Diagnosis:
    changes = [Change("tasks", name.replace("_", "-"), row) for name, row in tasks.items()]
    return diagnose(WITH_PLAN, before.assessment.with_changes(changes), before.today)


def dates(tasks: tuple[PlanTask, ...]) -> dict[str, tuple[str, str]]:
    return {one.id: (str(one.start), str(one.end)) for one in tasks}


class TestTheSchedule:
    def test_lays_tasks_one_after_the_other_on_working_days(self) -> None:
        assert dates(plan(diagnosed())) == {
            "T-01": ("2026-11-30", "2026-12-01"),
            "T-02": ("2026-12-02", "2026-12-02"),
            "T-04": ("2026-12-03", "2027-03-03"),
            "T-05": ("2027-03-04", "2027-03-08"),
        }

    def test_passes_over_what_is_not_needed_here(self) -> None:
        small, large = plan(diagnosed()), plan(diagnosed(size=40))
        assert "T-03" not in {one.id for one in small}
        assert next(one for one in small if one.id == "T-04").needs == ("T-02",)
        assert next(one for one in large if one.id == "T-04").needs == ("T-03",)

    def test_takes_longer_where_there_is_less_time(self) -> None:
        tasks = plan(diagnosed(capacity={"desk": "1"}))
        assert dates(tasks)["T-01"] == ("2026-11-30", "2026-12-11")

    def test_begins_no_earlier_than_was_said_and_never_in_the_past(self) -> None:
        assert dates(plan(diagnosed(plan_from=date(2026, 12, 5))))["T-01"][0] == "2026-12-07"
        assert dates(plan(diagnosed(plan_from=date(2026, 1, 5))))["T-01"][0] == "2026-11-30"

    def test_says_plainly_that_nobody_has_time(self) -> None:
        diagnosis = diagnosed(capacity={"boss": "0"})
        tasks = plan(diagnosis)
        ends = outcome(diagnosis, tasks)
        assert [one.id for one in tasks if one.no_time] == ["T-02", "T-04", "T-05"]
        assert (ends.end, ends.without_time) == (None, ("Boss",))

    def test_gives_one_post_one_task_at_a_time(self) -> None:
        row = Department(title="Both", roles=("desk", "boss"))
        before = diagnosed()
        assessment = before.assessment.with_changes([Change("departments", "both", row)])
        tasks = plan(diagnose(WITH_PLAN, assessment, MONDAY))
        spans = sorted(
            (one.start, one.end) for one in tasks if one.start and one.end and not one.template.wait
        )
        assert all(one[1] < two[0] for one, two in itertools.pairwise(spans))

    def test_counts_back_from_the_wanted_day(self) -> None:
        diagnosis = diagnosed(plan_until=date(2027, 3, 31))
        tasks = {one.id: one for one in plan(diagnosis)}
        assert tasks["T-05"].latest == date(2027, 3, 31)
        assert all(one.end <= one.latest for one in tasks.values() if one.end and one.latest)
        assert outcome(diagnosis, tuple(tasks.values())).late == 0

    def test_says_by_how_much_it_is_too_late_and_what_decides_it(self) -> None:
        diagnosis = diagnosed(plan_until=date(2027, 3, 5))
        ends = outcome(diagnosis, plan(diagnosis))
        assert (str(ends.end), ends.late) == ("2027-03-08", 1)
        assert ends.chain == ("T-01", "T-02", "T-04", "T-05")

    def test_names_what_ends_after_the_day_it_is_due(self) -> None:
        due = with_tasks(
            diagnosed(),
            T_01=TaskRecord(due=date(2026, 12, 1)),
            T_02=TaskRecord(due=date(2026, 12, 1)),
        )
        found = outcome(due, plan(due))
        assert found.overdue == ("T-02",)
        assert "This one ends after the day it is due: T-02." in outcome_lines(found)

    def test_slips_what_comes_after_when_something_is_later(self) -> None:
        before, after = diagnosed(), with_tasks(diagnosed(), T_01=TaskRecord(days="5"))
        assert dates(plan(before))["T-02"][0] == "2026-12-02"
        assert dates(plan(after))["T-02"][0] == "2026-12-07"


class TestWhatIsDone:
    def test_is_told_by_the_assessment_itself(self) -> None:
        tasks = {one.id: one for one in plan(diagnosed(records_since=date(2026, 8, 30)))}
        assert (tasks["T-04"].done, tasks["T-04"].by_rule) == (True, True)
        almost = plan(diagnosed(records_since=date(2026, 8, 31)))
        assert not next(one for one in almost if one.id == "T-04").done

    def test_is_no_diagnosis_on_site_where_clauses_were_rated_as_a_whole(self) -> None:
        def done(*, bulk: bool) -> bool:
            every = {name: rated("F", bulk=bulk) for name in shipped().questions}
            return {one.id: one.done for one in plan(diagnosis_of(every, shipped()))}["T-11"]

        assert (done(bulk=True), done(bulk=False)) == (False, True)

    def test_or_by_somebody(self) -> None:
        done = TaskRecord(state="done", done_on=MONDAY)
        tasks = plan(with_tasks(diagnosed(), T_01=done))
        assert dates(tasks)["T-02"][0] == "2026-11-30"

    @pytest.mark.parametrize(
        ("record", "expected"),
        [(TaskRecord(), "todo"), (TaskRecord(state="doing"), "doing"),
         (TaskRecord(due=date(2026, 11, 27)), "late"), (TaskRecord(due=MONDAY), "todo")],
    )  # fmt: skip
    def test_and_the_rest_stands_where_it_stands(self, record: TaskRecord, expected: str) -> None:
        diagnosis = with_tasks(diagnosed(), T_01=record)
        tasks = {one.id: one for one in plan(diagnosis)}
        assert state_of(tasks["T-01"], tasks, MONDAY) == expected
        assert state_of(tasks["T-02"], tasks, MONDAY) == "waits"

    def test_waits_for_its_gate(self) -> None:
        diagnosis = with_tasks(
            diagnosed(records_since=date(2026, 1, 1)),
            T_01=TaskRecord(state="done", done_on=MONDAY), T_02=TaskRecord(state="done", done_on=MONDAY),
        )  # fmt: skip
        tasks = {one.id: one for one in plan(diagnosis)}
        assert (tasks["T-05"].gate, state_of(tasks["T-05"], tasks, MONDAY)) == (False, "waits")
        opened = {**tasks, "T-05": replace(tasks["T-05"], gate=True)}
        assert state_of(opened["T-05"], opened, MONDAY) == "todo"

    def test_what_now_names_what_can_be_worked_on(self) -> None:
        diagnosis = diagnosed()
        assert [one.id for one in chosen(diagnosis, plan(diagnosis), None, now=True)] == ["T-01"]

    def test_leaves_out_what_a_firm_does_not_need(self) -> None:
        tasks = plan(with_tasks(diagnosed(), T_02=TaskRecord(dropped=True)))
        assert next(one for one in tasks if one.id == "T-04").needs == ("T-01",)


class TestWhatATaskWaitsFor:
    def test_is_told_in_words_with_how_it_is_now(self) -> None:
        diagnosis = diagnosed(records_since=date(2026, 9, 1), size=40)
        found = gate_conditions(diagnosis, "records_months >= 3 and size > 20 and audit_done")
        assert [(one.holds, one.words) for one in found] == [
            (False, "months of records: 2; at least 3"),
            (True, "people: 40; more than 20"),
            (False, "the internal audit took place"),
        ]

    def test_counts_another_party_once_wherever_it_is_named(self) -> None:
        answers = {
            "8.3.4.1-Q01": {"rating": "P", "other_party": "Netz AG"},
            "8.3.4.1-Q02": {"rating": "P", "other_party": "ISP"},
        }
        cells = {
            "parties/OP-01": {"cells": [{"field": "title", "text": "netz ag"}]},
            "parties/OP-02": {"cells": [{"field": "title", "text": "Labor"}]},
        }
        about = diagnosed(services="Mail; Print").assessment.about
        assessment = Assessment.model_validate(
            {"id": "acme", "about": about, "answers": answers, "registers": cells}
        )
        found = gate_conditions(
            diagnose(shipped(), assessment, MONDAY), "parties >= 9 and services >= 9"
        )
        assert [one.words for one in found] == [
            "other parties known: 3; at least 9",
            "services entered: 2; at least 9",
        ]

    def test_names_registers_and_documents(self) -> None:
        ours = shipped()
        about = diagnosed().assessment.about
        diagnosis = diagnose(ours, Assessment(id="acme", about=about), MONDAY)
        (one,) = gate_conditions(diagnosis, 'stands("DOC-001")')
        assert one.words == f"{ours.document['DOC-001'].title} (DOC-001) stands"

    def test_has_words_for_every_fact(self) -> None:
        assert set(FACT_WORDS) == set(FACTS)


class TestWhatIsOvertaken:
    """T-04 runs after T-03, T-02, T-01, and is done by its rule once there are three months of records."""

    def states(self, **tasks: TaskRecord) -> list[str]:
        found = plan(with_tasks(diagnosed(records_since=date(2026, 1, 1), size=30), **tasks))
        known = {one.id: one for one in found}
        return [state_of(one, known, MONDAY) for one in found]

    def test_only_prepared_for_what_is_done(self) -> None:
        assert self.states() == ["overtaken", "overtaken", "overtaken", "done", "waits"]

    def test_is_nothing_of_which_somebody_said_how_it_stands_nor_what_leads_there(
        self,
    ) -> None:
        assert self.states(T_02=TaskRecord(state="doing"))[:3] == ["todo", "doing", "overtaken"]

    def test_is_laid_on_no_day_and_keeps_nothing_waiting(self) -> None:
        found = {one.id: one for one in plan(diagnosed(records_since=date(2026, 1, 1), size=30))}
        assert (found["T-03"].start, found["T-03"].done) == (None, False)
        assert found["T-05"].start == MONDAY


class TestWhatComesOut:
    def test_says_what_is_known_only_when_documents_were_looked_at(self) -> None:
        one = diagnose(shipped(), diagnosed().assessment, MONDAY)
        assert any(
            "were not looked at yet" in words for words in outcome_lines(outcome(one, plan(one)))
        )
        assert not outcome(diagnosed(), plan(diagnosed())).unseen

    def test_says_that_it_is_in_time_and_what_was_left_out(self) -> None:
        one = with_tasks(diagnosed(plan_until=date(2027, 3, 8)), T_01=TaskRecord(dropped=True))
        words = list(outcome_lines(outcome(one, plan(one))))
        assert "That is in time for 2027-03-08." in words
        assert "Left out: T-01." in words


class TestOpenActions:
    """With the questionnaire that ships: T-26 writes files, T-36 does actions."""

    @staticmethod
    def of(answers: tuple[str, ...] = (), **tables: Any) -> Diagnosis:
        before = diagnosed(plan_until=date(2027, 12, 31), capacity={"staff": "0.1"}).assessment
        rated_n = {name: rated("N") for name in answers}
        return diagnose(shipped(), before.model_copy(update={"answers": rated_n, **tables}), MONDAY)

    def test_about_a_file_to_write_are_told_by_its_task(self) -> None:
        row = ActionRecord(
            title="Rehearse", source="DOC-066", owner="Night shift", due=date(2026, 12, 1), state="doing"
        )  # fmt: skip
        diagnosis = self.of(("8.7.2-Q03",), actions={"A-01": row})
        (task,) = [one for one in plan(diagnosis) if "A-01" in one.title]
        assert task.id.startswith("T-26.FILE-")
        assert (task.post.title, task.record.due) == ("Night shift", date(2026, 12, 1))
        assert task.start == MONDAY  # what is begun goes on first, whatever comes before it
        assert state_of(task, {one.id: one for one in plan(diagnosis)}, MONDAY) == "doing"
        assert task.id in outcome(diagnosis, plan(diagnosis)).overdue

    def test_come_after_those_that_they_depend_on_and_not_before_their_own_beginning(self) -> None:
        rows = {
            "A-01": ActionRecord(title="Write the rules", effort="L", owner="Desk", depends_on="A-02"),
            "A-02": ActionRecord(title="Ask the desk", effort="S", owner="Night shift"),
            "A-03": ActionRecord(title="Not before March", owner="Day shift", start=date(2027, 3, 1)),
        }  # fmt: skip
        found = {one.id: one for one in plan(self.of(actions=rows))}
        first, second = found["T-36.A-02"], found["T-36.A-01"]
        assert first.id in second.needs
        assert first.end is not None
        assert second.start is not None
        assert second.start > first.end
        assert found["T-36.A-03"].start == date(2027, 3, 1)

    def test_with_an_agreed_day_go_before_what_has_none_with_all_that_they_need(self) -> None:
        rows = {
            "A-01": ActionRecord(title="Whenever", effort="L", owner="Desk", priority="1"),
            "A-02": ActionRecord(title="Before that", effort="S", owner="Desk"),
            "A-03": ActionRecord(
                title="By Christmas", effort="S", owner="Desk", due=date(2026, 12, 24), depends_on="A-02"
            ),
        }  # fmt: skip
        found = {one.id: one for one in plan(self.of(actions=rows))}
        starts = [found[f"T-36.{name}"].start or MONDAY for name in ("A-02", "A-03", "A-01")]
        assert starts == sorted(set(starts))

    def test_of_a_day_far_ahead_leave_the_time_before_it_to_others(self) -> None:
        rows = {
            "A-01": ActionRecord(
                title="Buy it", effort="S", owner="Desk", start=date(2027, 6, 1), due=date(2027, 6, 30)
            ),
            "A-02": ActionRecord(title="Whenever", effort="M", owner="Desk"),
        }  # fmt: skip
        found = {one.id: one for one in plan(self.of(actions=rows))}
        late, free = found["T-36.A-01"], found["T-36.A-02"]
        assert late.start == date(2027, 6, 1)
        assert free.end is not None
        assert free.end < date(2027, 6, 1)

    def test_that_need_each_other_crosswise_in_two_files_close_no_circle(self) -> None:
        """A-02 after A-01, A-03 after A-02; the first and the last are about one file."""
        rows = {
            "A-01": ActionRecord(title="One", source="DOC-066"),
            "A-02": ActionRecord(title="Two", source="DOC-046", depends_on="A-01"),
            "A-03": ActionRecord(title="Three", source="DOC-066", depends_on="A-02"),
        }
        found = [
            one for one in plan(self.of(("8.7.2-Q03", "8.6.1-Q03"), actions=rows)) if one.actions
        ]
        assert sorted(one.actions for one in found) == [("A-01", "A-03"), ("A-02",)]
        assert [len({*one.needs} & {other.id for other in found}) for one in found].count(1) == 1

    def test_yield_to_what_somebody_said_of_the_task_or_of_its_file(self) -> None:
        row = ActionRecord(
            title="Write", source="DOC-066", owner="Night shift", due=date(2026, 12, 5)
        )
        home = next(f.id for f in shipped().files if "DOC-066" in f.documents)
        file = FileRecord(owner="Day shift", due=date(2027, 1, 8))
        diagnosis = self.of(("8.7.2-Q03",), actions={"A-01": row}, files={home: file})
        task = {one.id: one for one in plan(diagnosis)}[f"T-26.{home}"]
        assert (task.post.title, task.record.due) == ("Day shift", date(2027, 1, 8))
        after = diagnosis.assessment.with_changes(
            [Change("tasks", task.id, TaskRecord(owner="Somebody"))]
        )
        again = {one.id: one for one in plan(diagnose(shipped(), after, MONDAY))}[task.id]
        assert again.post.title == "Somebody"

    def test_that_end_after_all_is_reached_are_named_and_nothing_is_in_time(self) -> None:
        row = ActionRecord(title="Publish", source="8.7.3.1-Q01", owner="Staff", effort="L")
        diagnosis = self.of(("8.7.3.1-Q01",), actions={"A-01": row})
        found = outcome(diagnosis, plan(diagnosis))
        assert found.end is not None
        assert found.end < date(2027, 12, 31)
        assert found.outlasting == ("T-36.A-01",)
        words = list(outcome_lines(found))
        assert "The goal does not wait for this one, and it ends only later: T-36.A-01." in words
        assert not any("in time" in line for line in words)


class TestWithoutACertificate:
    def test_nothing_is_said_about_readiness_nor_of_certification(self) -> None:
        ours = shipped()
        for aim, asked in (("certificate", True), ("improvement", False)):
            about = diagnosed(aim=aim).assessment.about
            diagnosis = diagnose(ours, Assessment(id="acme", about=about), MONDAY)
            assert (diagnosis.readiness is not None) is asked
            assert any("certificate" in one.template.applies for one in plan(diagnosis)) is asked

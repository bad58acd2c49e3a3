"""A task on the way to the certificate: what a person sets of it, and when the way begins."""

from datetime import date

import pytest

from cases.app import QUESTIONS
from cases.moment import TODAY, after, diagnosed, moment
from cases.plan import WITH_PLAN
from gapwizard.domain.assessment import Change
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.records import TaskRecord
from gapwizard.errors import Refused
from gapwizard.session.acts import about, plan
from gapwizard.session.acts.act import Moment

START = moment(Questionnaire.model_validate(WITH_PLAN))


def changed(now: Moment, name: str = "T-01", **pairs: str) -> Moment:
    """The moment when some fields of a task are set."""
    return after(now, plan.change(diagnosed(now), name, pairs))


def task(now: Moment, name: str = "T-01") -> TaskRecord:
    """What a person set of a task."""
    return now.assessment.tasks.get(name, TaskRecord())


class TestATask:
    def test_takes_what_is_typed_and_an_empty_text_takes_it_back(self) -> None:
        now = changed(
            START, owner="Lead", days="2,5", start="2026-12-01", due="2027-01-01", note="n"
        )
        assert task(now) == TaskRecord(
            owner="Lead", days="2.5", start=date(2026, 12, 1), due=date(2027, 1, 1), note="n"
        )
        act = plan.change(diagnosed(now), "T-01", dict.fromkeys(("owner", "days", "start", "due", "note"), ""))  # fmt: skip
        assert act.changes == (Change("tasks", "T-01", None),)

    def test_is_told_by_what_was_set(self) -> None:
        act = plan.change(diagnosed(START), "T-01", {"note": "secret", "days": "2"})
        assert (act.what, act.label) == ("task", "T-01 note days")

    def test_that_is_left_out_can_be_had_back_by_its_id(self) -> None:
        now = changed(START, "T-02", dropped="yes")
        with pytest.raises(Refused, match="T-02 is left out of the plan; `dropped=` has it back"):
            plan.task_in(diagnosed(now), "T-02")
        assert plan.task_in(diagnosed(changed(now, "T-02", dropped="")), "T-02").id == "T-02"

    @pytest.mark.parametrize(
        ("name", "pairs", "why"),
        [
            ("T-9", {"days": "1"}, "no task 'T-9' in the plan; they go from 'T-01' to 'T-03'"),
            ("T-01", {"ownr": "x"}, "the nearest is 'owner'"),
            ("T-01", {"days": "two"}, "no number of days"),
            ("T-01", {"state": "late"}, "state: 'late' is none of doing, done"),
        ],
    )
    def test_of_what_cannot_be_is_refused(self, name: str, pairs: dict[str, str], why: str) -> None:
        with pytest.raises(Refused, match=why):
            plan.change(diagnosed(START), name, pairs)


class TestATaskThatIsDone:
    def test_was_done_today_unless_another_day_is_said(self) -> None:
        assert task(changed(START, state="done")).done_on == TODAY
        said = changed(START, state="done", done_on="2026-11-01")
        assert task(said).done_on == date(2026, 11, 1)
        assert task(changed(said, state="done")).done_on == date(2026, 11, 1)

    @pytest.mark.parametrize("state", ["", "doing"])
    def test_and_is_not_any_more_was_done_on_no_day(self, state: str) -> None:
        now = changed(changed(START, state="done"), state=state)
        assert (task(now).state, task(now).done_on) == (state, None)

    def test_has_its_day_again_where_that_is_taken_away(self) -> None:
        now = changed(START, state="done", done_on="2026-11-01")
        assert task(changed(now, done_on="")).done_on == TODAY

    @pytest.mark.parametrize(
        "pairs",
        [
            {"done_on": "2026-11-01"},
            {"state": "doing", "done_on": "2026-11-01"},
            {"state": "done", "done_on": "2026-12-01"},
        ],
    )
    def test_needs_the_state_done_and_a_day_that_has_come(self, pairs: dict[str, str]) -> None:
        with pytest.raises(Refused, match=r"T-01: done on 2026-1.-01 needs the state done"):
            plan.change(diagnosed(START), "T-01", pairs)


class TestTheNextState:
    def test_goes_round(self) -> None:
        now, found = START, []
        for _turn in range(3):
            now = after(now, plan.turn(diagnosed(now), "T-01"))
            found.append(task(now).state)
        assert found == ["doing", "done", ""]

    def test_of_what_the_assessment_shows_as_done_is_turned_by_nobody(self) -> None:
        now = after(START, about.describe(START, {"records_since": "2020-01-01"}))
        with pytest.raises(Refused, match="T-02: the assessment itself shows that it is done"):
            plan.turn(diagnosed(now), "T-02")


class TestTheBeginning:
    def test_is_today_where_nobody_said_when(self) -> None:
        assert after(START, plan.begin(START, "", "")).assessment.about.plan_from == TODAY

    def test_and_the_wanted_day_are_set_and_an_empty_one_stays_as_it_is(self) -> None:
        now = after(START, plan.begin(START, "2026-12-01", "2027年3月1日"))
        assert now.assessment.about.plan_from == date(2026, 12, 1)
        assert now.assessment.about.plan_until == date(2027, 3, 1)
        now = after(now, plan.begin(now, " ", "2027-04-01"))
        assert now.assessment.about.plan_from == date(2026, 12, 1)
        assert now.assessment.about.plan_until == date(2027, 4, 1)

    def test_of_a_questionnaire_without_a_plan_has_no_tasks(self) -> None:
        without = moment(Questionnaire.model_validate(QUESTIONS))
        with pytest.raises(Refused, match=r"there is no task 'T-01' in the plan$"):
            plan.task_in(diagnosed(without), "T-01")

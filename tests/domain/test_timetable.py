"""A proposed agenda: every clause once, the right people, hours that people bear."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.organisation import TODAY, assessment, departments, diagnosed, duties, slot
from gapwizard.domain import agenda, timetable
from gapwizard.domain.agenda import unplaced_clauses
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import diagnose
from gapwizard.library.shelf import DEFAULT, Shelf

MONDAY = date(2026, 11, 23)
SHIPPED = Shelf(Path("/nowhere")).load(DEFAULT)


def proposed(slots: dict[str, Slot] | None = None, **tables: object) -> list[tuple[str, ...]]:
    found = timetable.propose(diagnosed(**tables), slots or {}, MONDAY)
    return [(one.department or "-", *one.clauses) for one in found]


class TestWhoIsAsked:
    def test_is_the_owner_of_a_clause(self):
        tables = {
            "departments": departments(ops="", it="desk"),
            "responsibilities": duties(_8="ops:A"),
        }
        assert proposed(**tables) == [("-", "5"), ("ops", "8.5", "8.6.1", "8.6.2")]

    def test_is_else_the_department_that_answers_for_the_first_role_that_has_one(self):
        it = departments(it="change", top="boss")
        assert proposed(departments=it) == [("top", "5"), ("it", "8.5", "8.6.1"), ("-", "8.6.2")]

    def test_is_else_the_role_itself_which_the_topic_names(self):
        topics = [one.topic for one in timetable.propose(diagnosed(), {}, MONDAY)]
        assert topics == [
            "Top management: Leadership",
            "Change manager: Change",
            "Service desk: Incidents, Requests",
        ]


class TestWhatIsPlaced:
    def test_is_every_clause_once(self):
        placed = [clause for one in proposed() for clause in one[1:]]
        assert placed == ["5", "8.5", "8.6.1", "8.6.2"]

    def test_is_nothing_that_a_slot_asks_already(self):
        assert proposed({"S-01": slot(clauses=("8",))}) == [("-", "5")]
        assert proposed({"S-01": slot(clauses=("5", "8"))}) == []

    def test_is_nothing_of_a_later_round(self):
        assert proposed(about={"later": ("8",)}) == [("-", "5")]


class TestTheHours:
    def whole(self, **more: object) -> tuple[Slot, ...]:
        diagnosis = diagnose(SHIPPED, assessment(), TODAY)
        return timetable.propose(diagnosis, {}, MONDAY, **more)

    @pytest.mark.parametrize("seconds", [10, 105, 300, 3600])
    def test_hold_every_leaf_clause_of_the_shipped_questionnaire_once(self, seconds):
        found = self.whole(seconds=seconds)
        placed = [clause for one in found for clause in one.clauses]
        assert sorted(placed) == sorted(leaf.id for leaf in SHIPPED.leaves)
        assert unplaced_clauses(diagnose(SHIPPED, assessment(), TODAY), found) == ()

    def test_plan_180_seconds_for_a_question_of_the_half_day_interview(self):
        found = self.whole(core=True)
        core = [q for q in SHIPPED.questions.values() if q.core]
        assert len(core) == 72
        assert sum(one.minutes for one in found) >= 72 * 180 / 60
        placed = {name for one in found for name in one.clauses}
        assert placed == {SHIPPED.clause_of[q.id].id for q in core}

    def test_ask_in_slots_of_the_half_day_interview_its_questions_and_no_other(self):
        diagnosis = diagnose(SHIPPED, assessment(), TODAY)
        found = self.whole(core=True)
        asked = [q.id for one in found for q in agenda.questions_of(diagnosis, one)]
        assert sorted(asked) == sorted(q.id for q in SHIPPED.questions.values() if q.core)
        assert unplaced_clauses(diagnosis, found) == ()
        planned = {f"S-{number}": one for number, one in enumerate(found)}
        assert timetable.propose(diagnosis, planned, MONDAY, core=True) == ()
        rest = timetable.propose(diagnosis, planned, MONDAY)
        assert unplaced_clauses(diagnosis, (*found, *rest)) == ()
        wholes = {q.id for one in rest for q in agenda.questions_of(diagnosis, one)}
        assert {q.id for q in SHIPPED.questions.values() if not q.core} <= wholes

    def test_are_enough_for_the_questions_within_15_and_90_minutes(self):
        diagnosis = diagnose(SHIPPED, assessment(), TODAY)
        for one in self.whole():
            needed = len(agenda.questions_of(diagnosis, one)) * 240 / 60
            assert needed <= one.minutes <= max(15, needed + 15)
            assert one.minutes in range(15, 91, 15)

    def test_lie_on_working_days_within_the_hours_and_never_overlap(self):
        for one, other in pairwise(found := self.whole()):
            assert agenda.end_of(one) <= agenda.start_of(other)
        for one in found:
            assert one.day.weekday() < 5
            start, end = agenda.start_of(one), agenda.end_of(one)
            spans = [("09:00", "12:00"), ("13:00", "16:30")]
            assert any(a <= f"{start:%H:%M}" and f"{end:%H:%M}" <= b for a, b in spans)

    def test_leave_a_break_after_two_hours_at_the_latest(self):
        run = timedelta()
        for one, other in pairwise(self.whole()):
            run += timedelta(minutes=one.minutes)
            assert run <= timedelta(hours=2)
            if agenda.end_of(one) != agenda.start_of(other):
                run = timedelta()

    def test_go_round_the_slots_that_are_there(self):
        there = {"S-01": slot("09:00", 180), "S-02": slot("13:00", 200)}
        found = timetable.propose(diagnosed(), there, MONDAY)
        assert {one.day for one in found} == {date(2026, 11, 24)}

    @settings(deadline=None, max_examples=30)
    @given(
        st.lists(st.tuples(st.integers(0, 23), st.integers(5, 300), st.integers(0, 2)), max_size=6)
    )
    def test_never_lie_beside_a_slot_that_is_there(self, given_slots):
        there = {
            f"S-{n:02}": slot(f"{hour:02}:07", minutes, str(MONDAY + timedelta(days=day)))
            for n, (hour, minutes, day) in enumerate(given_slots)
        }
        for one in timetable.propose(diagnosed(), there, MONDAY):
            for other in there.values():
                assert agenda.end_of(one) <= agenda.start_of(other) or agenda.end_of(
                    other
                ) <= agenda.start_of(one)


class TestTheTopic:
    def test_names_up_to_two_clauses_and_else_the_chapters(self):
        topics = {
            one.topic
            for one in timetable.propose(diagnose(SHIPPED, assessment(), TODAY), {}, MONDAY)
        }
        assert "Service desk lead: Incident management, Service request management" in topics
        assert max(map(len, topics)) < 130

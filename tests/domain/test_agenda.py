"""The agenda: what a slot asks, how far it is, what it leaves open, who is wanted twice."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from cases.organisation import departments, diagnosed, rated, slot
from gapwizard.domain import agenda
from gapwizard.domain.agenda import (
    double_bookings,
    hours_word,
    overbooked_word,
    unplaced_clauses,
    unplaced_word,
)
from gapwizard.domain.assessment import Department, DocumentRecord, Fact, Slot

MORNING = datetime.fromisoformat("2026-11-23T10:15")


def asked(one: Slot, **tables: object) -> list[str]:
    return [question.id for question in agenda.questions_of(diagnosed(**tables), one)]


class TestTheQuestionsOfASlot:
    def test_are_those_of_its_clauses_with_all_below_in_the_order_of_the_questionnaire(self):
        assert asked(slot(clauses=("8.6.2", "8.6"))) == ["8.6.1-Q1", "8.6.1-Q2", "8.6.2-Q1"]

    def test_are_those_of_its_roles_where_some_are_named(self):
        assert asked(slot(clauses=("8",), roles=("boss",))) == ["8.5-Q4"]
        assert asked(slot(clauses=("8.6.1",), roles=("change",))) == ["8.6.1-Q1", "8.6.1-Q2"]

    def test_without_clauses_are_all_of_its_roles(self):
        assert asked(slot(roles=("boss",))) == ["5-Q1", "5-Q2", "8.5-Q4"]

    def test_without_clauses_and_roles_are_those_of_the_roles_of_its_department(self):
        ops = departments(ops="boss")
        assert asked(slot(department="ops"), departments=ops) == ["5-Q1", "5-Q2", "8.5-Q4"]

    def test_of_clauses_stay_all_of_them_whatever_the_department_answers_for(self):
        ops = departments(ops="boss")
        assert len(asked(slot(clauses=("8.5",), department="ops"), departments=ops)) == 4

    @pytest.mark.parametrize("one", [slot(), slot(department="gone"), slot(clauses=("gone",))])
    def test_are_none_where_nothing_is_named_or_what_is_named_is_gone(self, one):
        assert asked(one) == []

    def test_leave_out_what_a_fact_takes_out(self):
        facts = {"suppliers": Fact(value=False)}
        assert asked(slot(clauses=("8.6.1",)), facts=facts) == ["8.6.1-Q1"]

    def test_leave_out_clauses_put_off_to_a_later_round_unless_named(self):
        later = {"later": ("8.6",)}
        assert len(asked(slot(clauses=("8",)), about=later)) == 4
        assert len(asked(slot(clauses=("8.6",)), about=later)) == 3
        assert asked(slot(clauses=("8", "8.6.2")), about=later)[-1] == "8.6.2-Q1"


class TestProgress:
    ONE = slot("10:00", 60, clauses=("8.5",))

    def test_counts_what_is_answered_and_the_pace_that_is_needed(self):
        diagnosis = diagnosed(answers={"8.5-Q1": rated(), "8.5-Q2": rated("N")})
        assert agenda.progress(diagnosis, self.ONE, MORNING) == (2, 4, 45, Fraction(2, 45))

    @pytest.mark.parametrize(
        ("moment", "left"),
        [
            ("09:00", 60),
            ("10:00", 60),
            ("10:00:01", 60),
            ("10:59:30", 1),
            ("11:00", 0),
            ("23:00", 0),
        ],
    )
    def test_says_how_many_minutes_are_left(self, moment, left):
        now = datetime.fromisoformat(f"2026-11-23T{moment}")
        assert agenda.progress(diagnosed(), self.ONE, now).minutes_left == left

    def test_needs_no_pace_without_time_or_without_questions(self):
        late = MORNING.replace(hour=20)
        assert agenda.progress(diagnosed(), self.ONE, late).per_minute_needed is None
        done = {f"8.5-Q{n}": rated() for n in range(1, 5)}
        assert agenda.progress(diagnosed(answers=done), self.ONE, MORNING)[3] is None

    def test_takes_the_clock_of_the_place_for_what_it_shows(self):
        aware = MORNING.replace(tzinfo=UTC)
        assert agenda.progress(diagnosed(), self.ONE, aware).minutes_left == 45

    def test_ends_a_slot_in_the_last_minutes_of_the_calendar(self):
        assert agenda.end_of(slot("23:59", 60, "9999-12-31")).year == 9999


SLOTS = {
    "S-03": slot("11:00", 60),
    "S-01": slot("10:00", 30),
    "S-02": slot("10:30", 30),
}


class TestWhichSlotIsOn:
    @pytest.mark.parametrize(
        ("moment", "now", "then"),
        [
            ("09:59", None, "S-01"),
            ("10:00", "S-01", "S-02"),
            ("10:30", "S-02", "S-03"),
            ("11:59", "S-03", None),
            ("12:00", None, None),
        ],
    )
    def test_and_which_one_follows(self, moment, now, then):
        at = datetime.fromisoformat(f"2026-11-23T{moment}")
        assert (agenda.current(SLOTS, at), agenda.next_slot(SLOTS, at)) == (now, then)

    def test_is_never_one_that_is_done(self):
        done = {name: one.model_copy(update={"done": True}) for name, one in SLOTS.items()}
        assert agenda.current(done, MORNING) is None
        assert agenda.next_slot(done, MORNING.replace(hour=1)) is None


class TestTheWrapUp:
    def test_lists_what_is_open_claimed_flagged_and_still_owed(self):
        diagnosis = diagnosed(
            answers={
                "8.6.1-Q1": rated(follow_up=True),
                "8.6.1-Q2": rated("N"),
                "8.6.2-Q1": rated(None, candidate=True),
            },
            documents={
                "D-1": DocumentRecord(request="asked"),
                "D-2": DocumentRecord(request="received"),
            },
        )
        found = agenda.wrap_up(diagnosis, slot(clauses=("8.6",)))
        assert [point.question.id for point in found.unanswered] == ["8.6.2-Q1"]
        assert [point.question.id for point in found.claimed] == ["8.6.1-Q1"]
        assert [point.question.id for point in found.flagged] == ["8.6.1-Q1", "8.6.2-Q1"]
        assert [line.document.id for line in found.requests] == ["D-1"]

    def test_lists_nothing_of_other_clauses(self):
        diagnosis = diagnosed(answers={"5-Q1": rated(follow_up=True)})
        found = agenda.wrap_up(diagnosis, slot(clauses=("8.6.2",)))
        assert [point.question.id for point in found.unanswered] == ["8.6.2-Q1"]
        assert found[1:] == ((), (), (), ())

    @pytest.mark.parametrize(
        ("answer", "wants"),
        [
            (rated("P"), True),
            (rated("P", observation="3 of 5 had none"), False),
            (rated("P", bulk=True), False),
            (rated("L"), True),
            (rated("L", lapse=True), False),
            (rated("L", observation="One was late"), False),
            (rated("L", observation="… was late"), True),
            (rated("F", strength=2), True),
            (rated("F"), False),
            (rated("N"), False),
            (rated("?"), False),
        ],
    )
    def test_lists_what_still_wants_words(self, answer, wants):
        diagnosis = diagnosed(answers={"8.6.2-Q1": answer})
        found = agenda.wrap_up(diagnosis, slot(clauses=("8.6.2",)))
        assert [point.question.id for point in found.wordless] == ["8.6.2-Q1"] * wants


class TestDocumentsToRequest:
    @pytest.mark.parametrize(
        ("record", "wanted"),
        [
            ({}, ["D-1"]),
            ({"request": "asked"}, ["D-1"]),
            ({"request": "refused"}, []),
            ({"state": "current"}, []),
            ({"state": "absent"}, []),
        ],
    )
    def test_are_the_required_ones_that_nobody_has_seen(self, record, wanted):
        documents = {"D-1": DocumentRecord.model_validate(record)}
        found = agenda.to_request(diagnosed(documents=documents), slot(clauses=("8.6",)))
        assert [line.document.id for line in found] == wanted

    @pytest.mark.parametrize(
        ("record", "wanted"),
        [({}, []), ({"request": "asked"}, ["D-2"]), ({"request": "received"}, [])],
    )
    def test_are_those_asked_for_and_owed_too_whatever_the_standard_asks_for(self, record, wanted):
        documents = {
            "D-1": DocumentRecord(state="current"),
            "D-2": DocumentRecord.model_validate({"state": "draft", **record}),
        }
        found = agenda.to_request(diagnosed(documents=documents), slot(clauses=("8.6",)))
        assert [line.document.id for line in found] == wanted

    def test_and_those_of_a_slot_include_what_was_added_for_its_clauses(self):
        mine = DocumentRecord(title="Board minutes", clauses=("8.6.2",), request="asked")
        found = agenda.wrap_up(diagnosed(documents={"X-1": mine}), slot(clauses=("8.6.2",)))
        assert [line.document.id for line in found.requests] == ["X-1"]


class TestTheDepartmentsHeard:
    """Those with which a question was gone through, by what the agenda shows."""

    HELD = slot("10:00", 60, clauses=("8.6.2",), department="ops").model_copy(
        update={"done": True, "day": date(2020, 1, 1)}
    )

    def heard(self, **slots: Slot) -> tuple[str, ...]:
        teams = {"ops": Department(title="Operations"), "it": Department(title="IT")}
        found = diagnosed(slots=slots, departments=teams, answers={"8.6.2-Q1": rated()})
        return agenda.departments_heard(found, {"8.6.2-Q1"})

    def test_are_those_of_interviews_held_about_it(self):
        other = self.HELD.model_copy(update={"clauses": ("8.5",), "department": "it"})
        assert self.heard(S_1=self.HELD, S_2=other) == ("Operations",)

    def test_are_none_of_a_day_to_come(self):
        later = self.HELD.model_copy(update={"day": date(2099, 1, 1)})
        assert self.heard(S_1=later) == ()

    def test_are_none_where_nothing_shows_that_one_was_held(self):
        assert self.heard(S_1=self.HELD.model_copy(update={"done": False})) == ()
        assert self.heard() == ()


class TestUnplacedClauses:
    def test_are_those_that_no_slot_asks_in_full(self):
        slots = [slot(clauses=("8.6",)), slot(clauses=("8.5",), roles=("boss",))]
        found = unplaced_clauses(diagnosed(), slots)
        assert [(one.clause.id, one.left, one.total) for one in found] == [
            ("5", 2, 2),
            ("8.5", 3, 4),
        ]
        assert unplaced_word(found) == "5, 8.5 (3 of 4)"

    def test_are_none_of_a_later_round(self):
        found = unplaced_clauses(diagnosed(about={"later": ("8",)}), [])
        assert [one.clause.id for one in found] == ["5"]

    def test_are_none_when_every_clause_has_its_slot(self):
        assert unplaced_word(unplaced_clauses(diagnosed(), [slot(clauses=("5", "8"))])) == "none"


class TestOverbooking:
    def test_is_a_department_role_or_interviewer_wanted_twice_at_once(self):
        slots = {
            "S-01": slot("10:00", 60, department="ops", roles=("desk",), interviewer="Li"),
            "S-02": slot("10:30", 60, department="ops", roles=("desk",), note_taker=" li "),
        }
        assert [(one.kind, one.who) for one in double_bookings(slots)] == [
            ("department", "ops"),
            ("role", "desk"),
            ("person", "Li"),
        ]

    @pytest.mark.parametrize("start", ["11:00", "09:00"])
    def test_is_none_where_slots_only_touch(self, start):
        slots = {"S-01": slot("10:00", department="a"), "S-02": slot(start, department="a")}
        assert double_bookings(slots) == ()

    def test_is_none_of_different_people(self):
        slots = {"S-01": slot(department="a"), "S-02": slot(department="b")}
        assert double_bookings(slots) == ()

    def test_names_no_interviewer_where_people_are_hidden(self):
        slots = {"S-01": slot(interviewer="Li"), "S-02": slot(interviewer="Li", department="ops")}
        diagnosis = diagnosed(slots=slots, departments=departments(ops=""))
        found = double_bookings(slots)
        assert overbooked_word(diagnosis, found, people=True) == "Li (S-01, S-02)"
        assert "Li" not in overbooked_word(diagnosis, found, people=False)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0m"), (45, "45m"), (60, "1h 00m"), (395, "6h 35m")]
)
def test_lengths_are_said_in_hours_and_minutes(minutes, words):
    assert hours_word(minutes) == words

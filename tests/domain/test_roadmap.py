"""The roadmap: horizons, lateness, order of dependence, what an action gains, and what if."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cases.rules import TODAY, Dict, all_of, asked, diagnosed, leaf, question, several
from gapwizard.domain.actions import Source, ids_in, known_in, source_of
from gapwizard.domain.assessment import ActionRecord, Change
from gapwizard.domain.days import working_day
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.roadmap import (
    Planned,
    as_done,
    by_horizon,
    outlived_actions,
    outlook,
    outlook_moves,
    priority,
    roadmap,
    tally,
)
from gapwizard.domain.scale import Grade

DOCUMENT = {"id": "DOC-1", "title": "Plan", "clauses": ["8.2"], "obligation": "required"}
WHOLE = asked(
    {"id": "8", "title": "Operation"},
    {**several("8.1", 3, key=True, effort="S", criterion="It is done."), "parent": "8"},
    leaf("8.2", question("8.2-Q01", effort="L", documents=["DOC-1"]), parent="8"),
    several("9", 2),
    documents=[DOCUMENT],
    readiness={"stage1_clauses": ["9"]},
)
ANSWERS = {
    **all_of("8.1", ["N", "F2", "F2"]),
    **all_of("8.2", ["P"]),
    **all_of("9", ["F2", "L2+"]),
}


def planned(diagnosis: Diagnosis, **actions: dict[str, Any]) -> Diagnosis:
    """The same diagnosis with actions: `planned(d, A01={...})`."""
    changes = [
        Change("actions", f"{name[0]}-{name[1:]}", ActionRecord(title=name, **fields))
        for name, fields in actions.items()
    ]
    assessment = diagnosis.assessment.with_changes(changes)
    return diagnose(diagnosis.questionnaire, assessment, diagnosis.today)


def whole(**tables: Dict) -> Diagnosis:
    return diagnosed(WHOLE, **{"answers": ANSWERS, **tables})


def plan(**actions: dict[str, Any]) -> dict[str, Planned]:
    return {one.id: one for one in roadmap(planned(whole(), **actions))}


def test_outlived_are_open_actions_of_which_nothing_is_open_any_more() -> None:
    rows = {
        "A01": {"source": "NC-8.1"},
        "A02": {"source": "8.1-Q01 8.1-Q02"},
        "A03": {},
        "A04": {"source": "8.1-Q02", "state": "done"},
        "A05": {"source": "8.1-Q02"},
    }
    assert outlived_actions(planned(whole(), **rows)) == ["A-05"]
    met = whole(answers={**ANSWERS, **all_of("8.1", ["F2", "F2", "F2"])})
    assert sorted(outlived_actions(planned(met, **rows))) == ["A-01", "A-02", "A-05"]


def stands_for(diagnosis: Diagnosis, text: str) -> Source:
    """What the source of an action stands for."""
    return source_of(diagnosis, text, known_in(diagnosis))


class TestTheSourceOfAnAction:
    @pytest.mark.parametrize(
        ("text", "leaves", "grade", "days"),
        [
            ("NC-8.1", ("8.1",), Grade.MAJOR, 30),
            ("NC-8.2", ("8.2",), Grade.MINOR, 90),
            ("OFI-9", ("9",), Grade.OFI, 180),
            ("DOC-1", ("8.2",), Grade.MINOR, 180),
            ("8.2-Q01", ("8.2",), None, 180),
            ("8", ("8.1", "8.2"), None, 180),
            ("NC-8.1, NC-8.2；OFI-9", ("8.1", "8.2", "9"), Grade.MAJOR, 30),
            ("a talk in the corridor", (), None, None),
            ("", (), None, None),
        ],
    )
    def test_gives_clauses_grade_and_horizon(
        self, text: str, leaves: tuple[str, ...], grade: Grade | None, days: int | None
    ) -> None:
        source = stands_for(whole(), text)
        assert (source.leaves, source.grade, source.days) == (leaves, grade, days)

    def test_a_critical_document_that_is_missing_weighs_as_a_major(self) -> None:
        critical = asked(*WHOLE["clauses"], documents=[{**DOCUMENT, "critical": True}])
        absent = {"DOC-1": {"state": "absent"}}
        seen = stands_for(diagnosed(critical, answers=ANSWERS, documents=absent), "DOC-1")
        assert (seen.grade, seen.days) == (Grade.MAJOR, 90)

    def test_ids_are_divided_by_anything(self) -> None:
        assert ids_in(" A-01，A-02、A-01 A-03;") == ("A-01", "A-02", "A-03")


class TestPriority:
    @pytest.mark.parametrize(
        ("grade", "days", "gain", "expected"),
        [
            (Grade.MAJOR, 8, 0, "1"),
            (Grade.MINOR, 1, 2, "1"),
            (Grade.MINOR, 1, 0, "2"),
            (Grade.MINOR, 8, 2, "2"),
            (Grade.MINOR, 3, 0, "3"),
            (Grade.MINOR, None, 0, "3"),
            (Grade.OFI, 1, 9, "3"),
            (None, 1, 9, "2"),
            (None, 1, 0, "3"),
        ],
    )
    def test_follows_from_grade_days_and_gain(
        self, grade: Grade | None, days: int | None, gain: int, expected: str
    ) -> None:
        assert priority(grade, days, Fraction(gain, 100)) == expected

    def test_what_a_person_set_stands(self) -> None:
        found = plan(A01={"source": "NC-8.1"}, A02={"source": "NC-8.1", "priority": "3"})
        assert [found[name].priority for name in ("A-01", "A-02")] == ["1", "3"]


class TestTime:
    @pytest.mark.parametrize(
        ("fields", "horizon"),
        [
            ({"due": date(2026, 6, 14)}, 30),
            ({"due": date(2026, 6, 15)}, 90),
            ({"due": date(2026, 11, 11)}, 180),
            ({"due": date(2026, 11, 12)}, None),
            ({"due": date(2020, 1, 1)}, 30),
            ({"source": "NC-8.1"}, 30),
            ({"source": "NC-8.2"}, 90),
            ({"source": "OFI-9"}, 180),
            ({}, None),
        ],
    )
    def test_the_horizon_is_that_of_the_date_else_of_the_grade(
        self, fields: dict[str, Any], horizon: int | None
    ) -> None:
        assert plan(A01=fields)["A-01"].horizon == horizon

    @pytest.mark.parametrize(
        ("due", "state", "column"),
        [
            (date(2026, 5, 14), "todo", "late"),
            (date(2026, 5, 14), "doing", "late"),
            (date(2026, 5, 14), "done", "done"),
            (date(2026, 5, 14), "verified", "done"),
            (TODAY, "todo", "todo"),
            (TODAY, "doing", "doing"),
            (None, "todo", "todo"),
        ],
    )
    def test_late_is_what_was_due_before_today_and_is_not_done(
        self, due: date | None, state: str, column: str
    ) -> None:
        assert plan(A01={"due": due, "state": state})["A-01"].column == column

    def test_this_week_ends_on_sunday(self) -> None:
        days = {"A01": 14, "A02": 15, "A03": 17, "A04": 18}  # 15 May 2026 is a Friday
        found = plan(**{name: {"due": date(2026, 5, day)} for name, day in days.items()})
        assert [found[f"A-0{n}"].this_week for n in range(1, 5)] == [False, True, True, False]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"due": date(2026, 6, 12), "effort": "S"}, (date(2026, 6, 12), date(2026, 6, 12))),
            ({"due": date(2026, 6, 12), "effort": "M"}, (date(2026, 6, 10), date(2026, 6, 12))),
            ({"due": date(2026, 6, 12), "effort": "L"}, (date(2026, 6, 3), date(2026, 6, 12))),
            ({"due": date(2026, 6, 12), "start": TODAY}, (TODAY, date(2026, 6, 12))),
            ({"start": TODAY, "effort": "M"}, (TODAY, date(2026, 5, 19))),
            ({"due": TODAY, "start": date(2026, 6, 1)}, (TODAY, TODAY)),
            ({}, (None, None)),
        ],
    )
    def test_a_bar_ends_at_the_due_date_and_is_as_long_as_the_effort(
        self, fields: dict[str, Any], expected: tuple[date | None, date | None]
    ) -> None:
        one = plan(A01=fields)["A-01"]
        assert (one.start, one.end) == expected

    def test_it_ends_with_the_first_due_date_of_what_it_serves(self) -> None:
        early = {"NC-8.2": {"due": date(2026, 6, 1)}, "NC-8.1": {"due": date(2026, 5, 20)}}
        diagnosis = planned(whole(findings=early), A01={"source": "NC-8.1 NC-8.2"})
        assert roadmap(diagnosis)[0].end == date(2026, 5, 20)

    def test_working_days_leave_out_weekends(self) -> None:
        friday, monday = date(2026, 5, 15), date(2026, 5, 18)
        assert (working_day(friday, 1), working_day(monday, -1)) == (monday, friday)
        assert working_day(friday, 0) == friday


class TestOrder:
    def test_what_others_wait_for_comes_first(self) -> None:
        found = plan(
            A01={"depends_on": "A-02", "due": date(2026, 6, 1)},
            A02={"due": date(2026, 9, 1)},
            A03={"due": date(2026, 5, 20)},
        )
        assert list(found) == ["A-03", "A-02", "A-01"]

    def test_what_is_done_comes_last_and_a_circle_loses_nothing(self) -> None:
        found = plan(
            A01={"depends_on": "A-02"},
            A02={"depends_on": "A-01"},
            A03={"state": "done"},
            A04={"depends_on": "A-99"},
        )
        assert list(found) == ["A-04", "A-03", "A-01", "A-02"]

    def test_each_horizon_has_its_open_actions(self) -> None:
        found = plan(
            A01={"source": "NC-8.1"}, A02={"source": "NC-8.2"}, A03={"source": "OFI-9"}, A04={},
            A05={"source": "NC-8.1", "state": "done"},
        )  # fmt: skip
        rows = [(days, [one.id for one in some]) for days, some in by_horizon([*found.values()])]
        assert rows == [(30, ["A-01"]), (90, ["A-02"]), (180, ["A-03"]), (None, ["A-04"])]

    def test_they_are_counted(self) -> None:
        found = plan(
            A01={"due": date(2026, 5, 1)}, A02={"due": TODAY}, A03={"state": "done"}, A04={}
        )
        assert tally(found.values()) == (3, 1, 1, 1)


class TestGain:
    def test_is_that_of_the_answers_that_it_serves(self) -> None:
        gains = {step.clause: step.gain for step in whole().steps}
        assert plan(A01={"source": "NC-8.1"})["A-01"].gain == gains["8.1"]
        assert plan(A01={"source": "NC-8.1 NC-8.2"})["A-01"].gain == gains["8.1"] + gains["8.2"]
        assert plan(A01={})["A-01"].gain == 0

    def test_is_shared_once_by_those_that_serve_the_same(self) -> None:
        gains = {step.clause: step.gain for step in whole().steps}
        found = plan(A01={"source": "NC-8.1"}, A02={"source": "NC-8.1 NC-8.2"})
        assert found["A-01"].gain == gains["8.1"] / 2
        assert found["A-01"].gain + found["A-02"].gain == gains["8.1"] + gains["8.2"]

    def test_of_a_finding_beside_its_own_questions_is_theirs_alone(self) -> None:
        answers = {**ANSWERS, **all_of("8.1", ["N", "P", "F2"])}
        both = stands_for(whole(answers=answers), "NC-8.1")
        assert both.questions == ("8.1-Q01", "8.1-Q02")
        one = stands_for(whole(answers=answers), "NC-8.1 8.1-Q02")
        assert (one.questions, one.findings) == (("8.1-Q02",), ("NC-8.1",))
        assert stands_for(whole(answers=answers), "8.1-Q02").findings == ("NC-8.1",)


class TestWhatIf:
    def done(self, diagnosis: Diagnosis, *names: str) -> Diagnosis:
        return as_done(diagnosis, [one for one in roadmap(diagnosis) if one.id in names])

    def test_gains_what_the_roadmap_promises(self) -> None:
        diagnosis = planned(whole(), A01={"source": "NC-8.1"}, A02={"source": "NC-8.1"})
        after = self.done(diagnosis, "A-01", "A-02")
        gain = sum(one.gain for one in roadmap(diagnosis))
        assert diagnosis.overall.confirmed is not None
        assert after.overall.confirmed == diagnosis.overall.confirmed + gain
        assert (outlook(diagnosis).majors, outlook(after).majors) == (1, 0)

    def test_closes_a_finding_added_by_hand(self) -> None:
        by_hand = {"F-01": {"clause": "9", "grade": "major", "statement": "No."}}
        diagnosis = planned(whole(findings=by_hand), A01={"source": "F-01"})
        assert (outlook(diagnosis).majors, outlook(self.done(diagnosis, "A-01")).majors) == (2, 1)

    def test_takes_the_documents_as_there(self) -> None:
        absent = {"DOC-1": {"state": "absent"}}
        diagnosis = planned(whole(documents=absent), A01={"source": "DOC-1"})
        (line,) = self.done(diagnosis, "A-01").documents
        assert line.verdict == "keep"

    def test_nothing_chosen_changes_nothing(self) -> None:
        diagnosis = planned(whole(), A01={})
        assert outlook(self.done(diagnosis, "A-01")) == outlook(diagnosis)

    def test_says_before_and_after_in_words(self) -> None:
        diagnosis = planned(whole(), A01={"source": "NC-8.1"})
        rows = {row.label: row for row in outlook_moves(diagnosis, self.done(diagnosis, "A-01"))}
        assert rows["major nonconformities"][1:] == ("1", "0")
        assert rows["confirmed"].changed
        assert not rows["indicative maturity"].changed
        assert {"range", "stage 1", "stage 2"} <= set(rows)

"""Load: the days of every owner in every month, against what they have time for."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cases.rules import Dict, answer, asked, diagnosed, leaf, question
from domain.test_roadmap import planned
from gapwizard.domain.assessment import Change, Department
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.load import LoadRow, cell_word, load, remarks, table
from gapwizard.domain.roadmap import roadmap

DATA = asked(leaf("8", question("8-Q01")), roles=[{"id": "desk", "title": "Desk lead"}])


class TestLoad:
    """Today is Friday, 15 May 2026."""

    def made(self, about: Dict | None = None, **actions: dict[str, Any]) -> Diagnosis:
        return planned(diagnosed(DATA, about=about or {}), **actions)

    def rows(self, about: Dict | None = None, **actions: dict[str, Any]) -> list[Any]:
        diagnosis = self.made(about, **actions)
        return [
            (row.owner, row.month, row.days, row.over)
            for row in load(diagnosis, roadmap(diagnosis))
        ]

    def test_lies_evenly_on_the_working_days_of_an_action(self) -> None:
        fields = {"owner": "Desk lead", "effort": "L", "due": date(2026, 6, 2)}
        assert self.rows(A01={**fields, "start": date(2026, 5, 28)}) == [
            ("Desk lead", date(2026, 5, 1), 4, False),
            ("Desk lead", date(2026, 6, 1), 4, False),
        ]

    def test_of_what_is_late_falls_on_today_and_of_what_is_done_on_nobody(self) -> None:
        fields = {"owner": "x", "effort": "M"}
        found = self.rows(
            A01={**fields, "due": date(2026, 1, 5)},
            A02={**fields, "due": date(2026, 6, 5), "state": "done"},
        )
        assert found == [("x", date(2026, 5, 1), 3, False)]

    def test_adds_up_under_one_name_of_a_post(self) -> None:
        day = date(2026, 5, 15)
        found = self.rows(
            A01={"owner": "Desk lead", "effort": "S", "due": day},
            A02={"owner": "desk", "effort": "M", "due": day},
            A03={"effort": "S"},
        )
        assert found == [
            ("Desk lead", date(2026, 5, 1), 4, False),
            ("", None, 1, False),
        ]

    def test_is_over_where_the_post_has_less_time_than_that(self) -> None:
        fields = {"owner": "Desk lead", "effort": "L", "due": date(2026, 5, 29)}
        about = {"capacity": {"desk": "2"}}
        assert self.rows(about, A01=fields)[0][-1] is True
        assert self.rows({"capacity": {"desk": "5"}}, A01=fields)[0][-1] is False
        shown = table(load(self.made(about, A01=fields), roadmap(self.made(about, A01=fields))))
        assert shown.months == ("2026-05",)
        assert shown.owners[0].cells == ("8/4.4 !",)
        assert (shown.owners[0].total, shown.owners[0].actions) == ("8 d", ("A-01",))

    def test_far_ahead_is_one_column(self) -> None:
        """A day of the wrong century once made a table of two thousand columns."""
        made = self.made(
            A01={
                "owner": "x",
                "effort": "L",
                "start": date(2026, 5, 15),
                "due": date(2199, 12, 31),
            },
            A02={"owner": "y", "effort": "S"},
        )
        shown = table(load(made, roadmap(made)))
        assert shown.months == (
            *(f"{2026 + m // 12}-{m % 12 + 1:02}" for m in range(4, 28)),
            "later",
            "no date",
        )
        assert [one.cells[-2:] for one in shown.owners] == [("7.9", "-"), ("-", "1")]

    def test_stands_with_most_to_do_first_and_what_nobody_owns_last(self) -> None:
        found = self.rows(
            A01={"effort": "L"},
            A02={"owner": "x", "effort": "S"},
            A03={"owner": "y", "effort": "M"},
        )
        assert [owner for owner, *_rest in found] == ["y", "x", ""]

    def test_of_a_department_is_against_the_time_of_its_roles_unless_it_has_its_own(self) -> None:
        row = Change("departments", "ops", Department(title="Ops", roles=("desk",)))
        for capacity, weekly in (({"desk": "1"}, 1), ({"desk": "1", "ops": "3"}, 3)):
            made = self.made(
                {"capacity": capacity},
                A01={"owner": "Ops", "effort": "S", "due": date(2026, 5, 15)},
            )
            there = diagnose(made.questionnaire, made.assessment.with_changes([row]), made.today)
            (one,) = load(there, roadmap(there))
            assert one.capacity == Fraction(weekly * 11, 5)  # 15 to 29 May has 11 working days

    @pytest.mark.parametrize(("start", "due"), [(1, 1), (9999, 9999), (2026, 9999)])
    def test_of_days_at_the_ends_of_the_calendar_is_told(self, start: int, due: int) -> None:
        """None is typed any more; another copy may bring one."""
        dates = {"start": date(start, 12, 31), "due": date(due, 12, 31)}
        found = self.rows(
            {"capacity": {"desk": "2"}}, A01={"owner": "desk", "effort": "L", **dates}
        )
        assert sum(days for _owner, _month, days, _over in found) == 8


class TestWithoutADate:
    """What is said of actions that lie in a month although nobody gave them a day."""

    def said(self, **fields: object) -> str:
        fields = {"effort": "S", "source": "8-Q01", **fields}
        diagnosis = planned(diagnosed(DATA, answers={"8-Q01": answer("N")}), A01=fields)
        return remarks(roadmap(diagnosis))

    def test_names_an_action_that_the_horizon_of_its_clause_places(self) -> None:
        assert self.said().endswith("placed before the last day of what they serve: A-01.")

    @pytest.mark.parametrize(
        "fields", [{"due": "2026-06-01"}, {"start": "2026-06-01"}, {"state": "done"}]
    )
    def test_says_nothing_of_one_with_a_day_of_its_own_or_that_is_done(self, fields: Dict) -> None:
        assert self.said(**fields) == ""


class TestACell:
    @pytest.mark.parametrize(
        ("days", "capacity", "word"),
        [
            (None, None, "-"),
            (Fraction(11, 2), None, "5.5"),
            (Fraction(11, 2), Fraction(43, 5), "5.5/8.6"),
            (Fraction(9), Fraction(43, 5), "9/8.6 !"),
            (Fraction(2), Fraction(2), "2/2"),
        ],
    )
    def test_says_days_and_how_many_there_are_and_whether_it_is_too_much(
        self, days: Fraction | None, capacity: Fraction | None, word: str
    ) -> None:
        row = None if days is None else LoadRow("x", None, days, capacity, ())
        assert cell_word(row) == word

"""Days as people write them, never guessed; and working days, to the ends of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard.domain.days import day_of, days_later, iso, working_day, working_days


class TestADay:
    @pytest.mark.parametrize(
        "written",
        ["2026-11-03", "2026-11-3", "2026/11/3", "2026.11.03", "2026年11月3日", "2026年11月3号",
         "2026 年 11 月 3", "２０２６－１１－０３", " 2026-11-03\n", "20261103", "2026-W45-2",
         "2026-11-03 23:59", "2026-11-03T00:00:00+14:00"],
    )  # fmt: skip
    def test_is_read_whatever_stands_between_and_behind(self, written: str) -> None:
        assert day_of(written) == date(2026, 11, 3)

    @pytest.mark.parametrize(
        "written",
        ["31/12/2026", "12/31/2026", "1/2/2026", "31.12.2026", "31-12-2026", "26-12-31", "2026-02-30",
         "2026年13月1日", "2026-12", "tomorrow", "20261", "", "2026-12/31", "2026-11-03 or later",
         "0000-01-01", "2026-00-10"],
    )  # fmt: skip
    def test_of_any_other_order_or_that_was_none_is_never_guessed(self, written: str) -> None:
        assert day_of(written) is None

    @given(st.dates())
    def test_that_is_written_is_the_same_day_read_again(self, day: date) -> None:
        assert day_of(iso(day)) == day
        assert day_of(f"{day.year:04}年{day.month}月{day.day}日") == day

    def test_without_one_is_written_as_nothing(self) -> None:
        assert (iso(None), iso(date(2026, 1, 2) - timedelta(1))) == ("", "2026-01-01")


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("first", "last", "days"),
        [
            (date(2026, 5, 15), date(2026, 5, 15), 1),
            (date(2026, 5, 15), date(2026, 5, 18), 2),
            (date(2026, 5, 16), date(2026, 5, 17), 0),
            (date(2026, 5, 18), date(2026, 5, 15), 0),
            (date(2026, 5, 16), date(2026, 5, 24), 5),
            (date(2026, 1, 1), date(2026, 12, 31), 261),
        ],
    )
    def test_are_monday_to_friday_both_ends_among_them(
        self, first: date, last: date, days: int
    ) -> None:
        assert working_days(first, last) == days

    def test_go_over_the_weekend(self) -> None:
        friday, monday = date(2026, 5, 15), date(2026, 5, 18)
        assert (working_day(friday, 1), working_day(monday, -1)) == (monday, friday)

    def test_stop_where_the_calendar_does(self) -> None:
        assert working_day(date.max, 5) == days_later(date.max, 5) == date.max
        assert working_day(date.min, -5) == days_later(date.min, -5) == date.min

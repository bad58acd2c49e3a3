"""Dates in the texts of a sample move by the same span, in every form they are written in."""

from datetime import timedelta

import pytest

from gapwizard.demo.dates import shift_dates


@pytest.mark.parametrize(
    ("text", "weeks", "expected"),
    [
        ("DOC-004 of 2026-03-09", 1, "DOC-004 of 2026-03-16"),
        ("2026年8月6日故障", 1, "2026年8月13日故障"),
        ("2026年4月23日、8月6日", 1, "2026年4月30日、8月13日"),
        ("2026年7月至9月共168条", 1, "2026年7月至9月共168条"),
        ("2026年7月至9月共168条", 18, "2026年11月至2027年1月共168条"),
        ("2026年12月30日和2027年1月4日", 1, "2027年1月6日和2027年1月11日"),
        ("4个月，6月每天一次", 9, "4个月，6月每天一次"),
        ("V1.0，第2—4页，7×24", 9, "V1.0，第2—4页，7×24"),
    ],
)
def test_moved(text: str, weeks: int, expected: str) -> None:
    assert shift_dates({"a": [text]}, timedelta(weeks=weeks)) == {"a": [expected]}


def test_what_is_no_text_stays() -> None:
    assert shift_dates({"2026-01-01": [True, 3, None]}, timedelta(7)) == {
        "2026-01-01": [True, 3, None]
    }

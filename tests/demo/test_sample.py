"""A demo is a firm half-way: its registers and its plan fit what its answers, findings and lists say."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from cases.questionnaire_texts import MAIN, shipped
from gapwizard.demo import sample
from gapwizard.demo.sample import shift_dates
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_outcome import outcome
from gapwizard.domain.register_rows import register_of, rows_in_view, rows_of
from gapwizard.domain.registers import Register, RegisterRow
from gapwizard.domain.staging import Kind
from gapwizard.session.acts import registers
from gapwizard.session.acts.act import Moment
from gapwizard.session.papers.lists import csv_of
from gapwizard.session.papers.registers import columns
from gapwizard.session.staging import register as staging

TODAY = date(2026, 11, 29)
REGISTERS = shipped(MAIN).registers
EACH = pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.id)
BOTH = pytest.mark.parametrize("tag", tuple(sample.SAMPLES))
"""Each of the samples, by its language."""


@cache
def firm(tag: str) -> Assessment:
    return sample.sample(Path("/nowhere"), TODAY, tag)


@cache
def last_year(tag: str) -> Assessment:
    rows, last = sample._rows(sample.SAMPLES[tag], TODAY)
    now = sample._assessment(sample.SAMPLES[tag], rows, shipped(MAIN))
    return sample.before(now, last, shipped(MAIN), TODAY.replace(year=2025))


@cache
def found(tag: str) -> Diagnosis:
    return diagnose(shipped(MAIN), firm(tag), TODAY)


def moment(tag: str) -> Moment:
    return Moment(shipped(MAIN), firm(tag), datetime(2026, 11, 29, tzinfo=UTC), TODAY)


def texts(tag: str, register: str, field: str) -> list[str]:
    (one,) = [one for one in REGISTERS if one.id == register]
    return [row.row.text(field) for row in rows_of(firm(tag), one)]


class TestItsRegisters:
    @BOTH
    def test_are_all_known_and_all_hold_something(self, tag: str) -> None:
        known = {name.split("/")[0] for name in firm(tag).registers}
        assert known == {one.id for one in REGISTERS}

    @BOTH
    @EACH
    def test_say_what_a_person_could_have_typed(self, tag: str, register: Register) -> None:
        for one in rows_of(firm(tag), register):
            typed = {cell.field: cell.text for cell in one.row.cells}
            read: dict[str, str] = {}
            for key, text in typed.items():
                field = register.field(key)
                assert field is not None, f"{one.id} {key}"
                read[key] = registers.read(moment(tag), field, text)
            assert read == typed, one.id
            assert registers.row_with(register, read) == one.row, "in the order of the fields"

    @BOTH
    @EACH
    def test_come_back_from_a_sheet_as_they_went_out(
        self, tag: str, register: Register, tmp_path: Path
    ) -> None:
        file = tmp_path / "rows.csv"
        rows = rows_of(firm(tag), register)
        file.write_text(csv_of(columns(register, TODAY), rows), encoding="utf-8")
        staged = staging.stage(moment(tag), register, staging.read(register, file), file.name).rows
        assert [row.kind for row in staged] == [Kind.SAME] * len(rows)

    @BOTH
    @EACH
    def test_are_half_way(self, tag: str, register: Register) -> None:
        """Of most views some rows are shown and not all; every register leaves something to do."""
        rows = rows_of(firm(tag), register)
        held = [len(rows_in_view(register, rows, view, TODAY)) for view in register.views]
        assert sum(0 < count < len(rows) for count in held) * 2 >= len(held), dict(
            zip([view.id for view in register.views], held, strict=True)
        )

    @BOTH
    def test_name_findings_actions_and_parties_there_are(self, tag: str) -> None:
        findings = {finding.id for finding in found(tag).findings}
        for register in ("risks", "parties", "obligations", "audits"):
            assert set(filter(None, texts(tag, register, "finding"))) <= findings, register
        parties = set(texts(tag, "parties", "title"))
        assert set(filter(None, texts(tag, "risks", "party"))) <= parties
        named = {
            part for text in texts(tag, "services", "parties") for part in text.split(", ") if part
        }
        assert named <= parties
        services = {name.lower() for name in texts(tag, "services", "title")}
        assert {name.lower() for name in filter(None, texts(tag, "risks", "service"))} <= services
        objectives = {one.id for one in rows_of(firm(tag), REGISTERS[2])}
        assert set(filter(None, texts(tag, "improvements", "objective"))) <= objectives

    @BOTH
    def test_name_departments_there_are(self, tag: str) -> None:
        titles = {one.title for one in firm(tag).departments.values()}
        assert titles <= set(texts(tag, "team", "department"))

    @BOTH
    def test_agree_with_the_audit_of_the_assessment(self, tag: str) -> None:
        (audit, *_others) = rows_of(firm(tag), REGISTERS[-1])
        about = firm(tag).about
        assert audit.row.text("ends") == str(about.internal_audit_date)
        assert audit.row.text("clauses").split(", ") == list(about.internal_audit_clauses)

    @BOTH
    def test_of_last_year_show_the_beginning(self, tag: str) -> None:
        rows = last_year(tag).registers
        assert 0 < len(rows) < 5
        assert not any(row.text("treatment") or row.text("target") for row in rows.values())
        assert isinstance(next(iter(rows.values())), RegisterRow)
        about = last_year(tag).about
        assert (last_year(tag).tasks, about.plan_from, about.capacity) == ({}, None, {})
        for name in rows:
            assert register_of(shipped(MAIN), name.split("/")[0]) is not None


class TestItsPlan:
    @BOTH
    def test_is_begun_and_not_done(self, tag: str) -> None:
        tasks = plan(found(tag))
        done = [task for task in tasks if task.done]
        assert len(tasks) / 4 < len(done) < len(tasks) * 3 / 4
        assert {"T-04", "T-05", "T-10"} <= {task.id for task in done if not task.by_rule}
        assert [task.id for task in tasks if task.record.state == "doing" and task.by_rule] == []

    @BOTH
    def test_has_records_of_tasks_there_are(self, tag: str) -> None:
        assert set(firm(tag).tasks) <= {task.id for task in plan(found(tag))}

    @BOTH
    def test_ends_before_the_day_that_is_wanted_with_the_time_there_is(self, tag: str) -> None:
        come = outcome(found(tag), plan(found(tag)))
        assert (come.late, come.without_time) == (0, ())
        assert come.end is not None
        assert come.wanted is not None
        assert TODAY < come.end < come.wanted

    @BOTH
    def test_was_worked_on_in_the_order_of_its_days(self, tag: str) -> None:
        begun = firm(tag).about.plan_from
        days = [row.done_on for row in firm(tag).tasks.values() if row.done_on is not None]
        assert begun is not None
        assert all(begun <= one <= other <= TODAY for one, other in pairwise(sorted(days)))


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

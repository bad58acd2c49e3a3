"""The demo is a firm half-way: its registers and its plan fit what its answers, findings and lists say."""

from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from cases.questionnaire_texts import MAIN, shipped
from gapwizard.demo import sample
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.declared import Register, RegisterRow
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.plan import outcome, plan
from gapwizard.domain.register_rows import register_of, rows_of, viewed
from gapwizard.session.acts import registers
from gapwizard.session.acts.act import Moment

TODAY = date(2026, 11, 29)
REGISTERS = shipped(MAIN).registers
EACH = pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.id)


@cache
def northlight() -> Assessment:
    return sample.sample(Path("/nowhere"), TODAY)


@cache
def last_year() -> Assessment:
    rows, last = sample._rows(TODAY)
    now = sample._assessment("northlight", rows, shipped(MAIN))
    return sample.before(now, last, shipped(MAIN), TODAY.replace(year=2025))


@cache
def found() -> Diagnosis:
    return diagnose(shipped(MAIN), northlight(), TODAY)


def moment() -> Moment:
    return Moment(shipped(MAIN), northlight(), datetime(2026, 11, 29, tzinfo=UTC), TODAY)


def texts(register: str, field: str) -> list[str]:
    (one,) = [one for one in REGISTERS if one.id == register]
    return [row.row.text(field) for row in rows_of(northlight(), one)]


class TestItsRegisters:
    def test_are_all_known_and_all_hold_something(self) -> None:
        known = {name.split("/")[0] for name in northlight().registers}
        assert known == {one.id for one in REGISTERS}

    @EACH
    def test_say_what_a_person_could_have_typed(self, register: Register) -> None:
        for one in rows_of(northlight(), register):
            typed = {cell.field: cell.text for cell in one.row.cells}
            read: dict[str, str] = {}
            for key, text in typed.items():
                field = register.field(key)
                assert field is not None, f"{one.id} {key}"
                read[key] = registers.read(moment(), field, text)
            assert read == typed, one.id

    @EACH
    def test_are_half_way(self, register: Register) -> None:
        """Of most views some rows are shown and not all; every register leaves something to do."""
        rows = rows_of(northlight(), register)
        held = [len(viewed(register, rows, view, TODAY)) for view in register.views]
        assert sum(0 < count < len(rows) for count in held) * 2 >= len(held), dict(
            zip([view.id for view in register.views], held, strict=True)
        )

    def test_name_findings_actions_and_parties_there_are(self) -> None:
        findings = {finding.id for finding in found().findings}
        for register in ("risks", "parties", "obligations", "audits"):
            assert set(filter(None, texts(register, "finding"))) <= findings, register
        parties = set(texts("parties", "title"))
        assert set(filter(None, texts("risks", "party"))) <= parties
        named = {part for text in texts("services", "parties") for part in text.split(", ") if part}
        assert named <= parties
        services = {name.lower() for name in texts("services", "title")}
        assert {name.lower() for name in filter(None, texts("risks", "service"))} <= services
        objectives = {one.id for one in rows_of(northlight(), REGISTERS[2])}
        assert set(filter(None, texts("improvements", "objective"))) <= objectives

    def test_name_departments_there_are(self) -> None:
        titles = {one.title for one in northlight().departments.values()}
        assert titles <= set(texts("team", "department"))

    def test_agree_with_the_audit_of_the_assessment(self) -> None:
        (audit, *_others) = rows_of(northlight(), REGISTERS[-1])
        about = northlight().about
        assert audit.row.text("ends") == str(about.internal_audit_date)
        assert audit.row.text("clauses").split(", ") == list(about.internal_audit_clauses)

    def test_of_last_year_show_the_beginning(self) -> None:
        rows = last_year().registers
        assert 0 < len(rows) < 5
        assert not any(row.text("treatment") or row.text("target") for row in rows.values())
        assert isinstance(next(iter(rows.values())), RegisterRow)
        assert (last_year().tasks, last_year().about.plan_from) == ({}, None)
        for name in rows:
            assert register_of(shipped(MAIN), name.split("/")[0]) is not None


class TestItsPlan:
    def test_is_begun_and_not_done(self) -> None:
        tasks = plan(found())
        done = [task for task in tasks if task.done]
        assert len(tasks) / 4 < len(done) < len(tasks) * 3 / 4
        assert {"T-04", "T-05", "T-10"} <= {task.id for task in done if not task.by_rule}
        assert [task.id for task in tasks if task.record.state == "doing" and task.by_rule] == []

    def test_has_records_of_tasks_there_are(self) -> None:
        assert set(northlight().tasks) <= {task.id for task in plan(found())}

    def test_ends_before_the_day_that_is_wanted_with_the_time_there_is(self) -> None:
        come = outcome(found(), plan(found()))
        assert (come.late, come.without_time) == (0, ())
        assert come.end is not None
        assert come.wanted is not None
        assert TODAY < come.end < come.wanted

    def test_was_worked_on_in_the_order_of_its_days(self) -> None:
        begun = northlight().about.plan_from
        days = [row.done_on for row in northlight().tasks.values() if row.done_on is not None]
        assert begun is not None
        assert all(begun <= one <= other <= TODAY for one, other in pairwise(sorted(days)))

"""The plan screen: every key, at both sizes."""

from pathlib import Path

from cases.app import (
    NARROW,
    WIDE,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
)
from cases.plan import WITH_PLAN
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.plan.screen import PlanScreen


class TestThePlan:
    async def test_shows_changes_filters_and_draws(self, data: Path) -> None:
        name = small(data, "Tiny", WITH_PLAN)
        async with running(data, name, NARROW, at="p") as pilot:
            assert isinstance(pilot.app.screen, PlanScreen)
            for words in ("Write down why", "waits", "ends on", "One page."):
                assert shows(pilot, words), words
            await press(pilot, "space", "space")
            assert session_of(pilot).assessment.tasks["T-01"].state == "done"
            await press(pilot, "v")
            assert all(len(text) <= NARROW[0] for text in picture(pilot))
            await press(pilot, "v", "w")
            assert not shows(pilot, "Audit it")
            await press(pilot, "w", "end", "delete")
            assert session_of(pilot).assessment.tasks["T-03"].dropped
            await press(pilot, "u", "home", "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            await press(pilot, "down", "down", "down", "down", "down", "down", "space")
            assert session_of(pilot).assessment.tasks["T-01"].dropped
            await press(pilot, "space")
            assert not session_of(pilot).assessment.tasks["T-01"].dropped
            await press(pilot, "escape", "P")
            await typed(pilot, "2026-12-01")
            await press(pilot, "enter")
            assert str(session_of(pilot).assessment.about.plan_until) == "2026-12-01"
            assert shows(pilot, "too late")
            await press(pilot, "P")
            await typed(pilot, "2098-12-01")
            await press(pilot, "enter")
            assert shows(pilot, "in time for 2098-12-01")
            await press(pilot, "P", "backspace", "enter")
            assert session_of(pilot).assessment.about.plan_until is None

    async def test_calls_a_field_that_is_refused_as_its_form_does(self, data: Path) -> None:
        async with running(data, small(data, "Tiny", WITH_PLAN), NARROW, at="p") as pilot:
            await press(pilot, "enter", "down", "down", "enter")
            await typed(pilot, "31.12.2027")
            await press(pilot, "enter")
            assert message(pilot).startswith("Not before: ")

    async def test_writes_what_it_shows(self, data: Path) -> None:
        async with running(data, small(data, "Tiny", WITH_PLAN), NARROW, at="p") as pilot:
            await press(pilot, "w", "x")
            (path,) = (data / "exports").rglob("*.csv")
            assert "T-03" not in path.read_text("utf-8-sig")

    async def test_begins_at_what_is_open_and_has_back_what_was_left_out(self, data: Path) -> None:
        long = {"T-02": "Keep every record of everything " * 6}
        plan = [
            {**task, "title": long.get(task["id"], task["title"])} for task in WITH_PLAN["plan"]
        ]
        name = small(data, "Tiny", {**WITH_PLAN, "plan": plan})
        async with running(data, name, NARROW, at="p") as pilot:
            await press(pilot, "insert")
            assert "no task was left out" in message(pilot)
            await press(pilot, "space", "space", "escape", "g", "p")
            assert pilot.app.screen.rows.here.id == "T-02"  # type: ignore[attr-defined]
            row = next(text for text in picture(pilot) if text.startswith(" T-02  "))
            assert "~ Service desk" in row
            await press(pilot, "delete")
            assert shows(pilot, "Left out: T-02.")
            await press(pilot, "insert", "enter")
            assert "T-02" not in session_of(pilot).assessment.tasks

    async def test_says_so_where_there_is_none(self, data: Path) -> None:
        async with running(data, small(data), WIDE, at="p") as pilot:
            assert shows(pilot, "the questionnaire has no plan")
            for key in ("enter", "space", "v", "w", "delete", "x"):
                await press(pilot, key)
            assert pilot.app.is_running
            assert message(pilot) is not None

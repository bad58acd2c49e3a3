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
        async with running(data, name, NARROW) as pilot:
            await press(pilot, "g", "p")
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
            await press(pilot, "escape", "P")
            await typed(pilot, "2026-12-01")
            await press(pilot, "enter")
            assert str(session_of(pilot).assessment.about.plan_until) == "2026-12-01"
            assert shows(pilot, "too late")

    async def test_says_so_where_there_is_none(self, data: Path) -> None:
        async with running(data, small(data), WIDE) as pilot:
            await press(pilot, "g", "p")
            assert shows(pilot, "the questionnaire has no plan")
            for key in ("enter", "space", "v", "w", "delete", "x"):
                await press(pilot, key)
            assert pilot.app.is_running
            assert message(pilot) is not None

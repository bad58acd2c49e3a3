"""Jump mode: a letter on all that can be reached, which goes there or does it."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from cases.app import WIDE, here, picture, press, rating, running, shows, small
from gapwizard.demo import sample
from gapwizard.domain.scale import Rating
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.jump import JumpScreen
from gapwizard.tui.report.screen import ReportScreen


@pytest.fixture
def acme(data: Path) -> str:
    return small(data)


def letter_at(pilot: Pilot[None], before: list[str], text: str) -> str:
    """The letter that stands where a text began before the letters came."""
    y, row = next((y, row) for y, row in enumerate(before) if text in row)
    return picture(pilot)[y][row.index(text)]


class TestTheLetters:
    @pytest.mark.parametrize("key", ["'", "ctrl+o"])
    async def test_stand_on_what_can_be_done_and_do_it(
        self, data: Path, acme: str, key: str
    ) -> None:
        async with running(data, acme, WIDE) as pilot:
            before = picture(pilot)
            await press(pilot, key)
            assert isinstance(pilot.app.screen, JumpScreen)
            await press(pilot, letter_at(pilot, before, " 2 Partly"))
            assert rating(pilot, "8.1-Q01") is Rating.P

    async def test_go_to_a_question_of_the_tree(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            before = picture(pilot)
            await press(pilot, "'")
            await press(pilot, letter_at(pilot, before, "    [ ] Q03"))
            assert here(pilot) == "8.1-Q03"

    async def test_are_each_given_once(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "'")
            labels = pilot.app.screen.query(Label)
            assert len({str(one.render()) for one in labels}) == len(labels) > 10

    async def test_go_at_any_other_key(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            before = picture(pilot)
            for key in ("escape", "4", "enter"):
                await press(pilot, "'", key)
                assert isinstance(pilot.app.screen, InterviewScreen)
                assert picture(pilot) == before

    async def test_let_the_keys_roll_a_pane(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, WIDE) as pilot:
            before = picture(pilot)
            await press(pilot, "'", "a")  # the one pane that is longer than its window
            await press(pilot, "down", "down")
            assert here(pilot) == "4.1-Q01"
            assert [row[86:] for row in picture(pilot)[2:5]] == [row[86:] for row in before[4:7]]
            await press(pilot, "space", "escape", "space")
            assert here(pilot) == "4.1-Q02"

    async def test_go_to_the_other_list_and_to_a_field(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, WIDE, at="r") as pilot:
            await press(pilot, "'", "b")
            screen = pilot.app.screen
            assert isinstance(screen, ReportScreen)
            assert screen.reading
            await press(pilot, "/", "down", "'", "a")
            assert isinstance(pilot.app.screen.focused, Input)
            await press(pilot, *"risk")
            assert shows(pilot, "risk")

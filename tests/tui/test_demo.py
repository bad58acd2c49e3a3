"""The demo: it says that it is one, keeps nothing by itself, and asks once when one leaves it."""

from pathlib import Path

import pytest

from cases.app import app_of, message, on_disk, picture, press, rating, running, shows, small, until
from gapwizard import i18n
from gapwizard.domain.scale import Rating
from gapwizard.store import index
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.portfolio.screen import HomeScreen
from gapwizard.tui.registry import PLACES

ASKED = "You leave the demo"


class TestItSaysSo:
    async def test_every_header_says_demo_and_none_says_saved(self, data: Path) -> None:
        async with running(data, demo=True) as pilot:
            await press(pilot, "4")
            for letter in "idfabrcosw":
                await press(pilot, "g", letter)
                head = picture(pilot)[0]
                assert head.startswith("  DEMO  "), head
                assert "saved" not in head, head
            await press(pilot, "?")
            assert picture(pilot)[0].startswith("  DEMO  ")

    async def test_an_assessment_of_ones_own_is_none(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            assert not shows(pilot, "DEMO")


class TestItsLanguage:
    async def test_a_chinese_session_opens_the_chinese_one(self, data: Path) -> None:
        with i18n.speaking("zh-Hans"):
            async with running(data) as pilot:
                await press(pilot, "d")
                await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
                assert app_of(pilot).session.assessment.id == "lanxiu"
                await press(pilot, "1", "g", "h", "y", "enter")
                await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert sorted(index.names(data)) == ["lanxiu", "lanxiu-2025"]


class TestLeaving:
    async def test_nothing_is_kept_unless_that_is_said(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "d")
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
            await press(pilot, "4", "g", "h")
            assert shows(pilot, ASKED)
            await press(pilot, "n", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
            assert not shows(pilot, "DEMO")
        assert index.names(data) == []

    async def test_a_copy_is_an_assessment_among_the_others(self, data: Path) -> None:
        async with running(data, demo=True) as pilot:
            await press(pilot, "1")
            assert rating(pilot, "4.1-Q01") is Rating.N
            await press(pilot, "g", "h", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
            assert "kept as northlight" in message(pilot)
            assert shows(pilot, "Northlight")
        assert sorted(index.names(data)) == ["northlight", "northlight-2025"]
        kept = on_disk(data, "northlight")
        assert kept.answers["4.1-Q01"].rating is Rating.N
        assert kept.about.baseline == "northlight-2025"

    async def test_from_any_screen_leads_home(self, data: Path) -> None:
        letters = [place.letter for place in PLACES.values() if place.needs and place.letter]
        async with running(data) as pilot:
            for letter in letters:
                await press(pilot, "d")
                await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
                await press(pilot, "g", letter, "g", "h", "enter")
                await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert len(letters) > 10
        assert index.names(data) == []

    @pytest.mark.parametrize("letter", ["f", "b", "p"])
    async def test_by_the_end_of_the_app_keeps_what_is_wanted(
        self, data: Path, letter: str
    ) -> None:
        async with running(data, demo=True) as pilot:
            await press(pilot, "g", letter, "ctrl+q", "y", "enter")
            await until(pilot, lambda: not pilot.app._running)
            assert app_of(pilot).bug is None
        assert "northlight" in index.names(data)

    async def test_a_second_copy_stands_beside_the_first(self, data: Path) -> None:
        for _time in range(2):
            async with running(data, demo=True) as pilot:
                await press(pilot, "1", "g", "h", "y", "enter")
                await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        assert sorted(index.names(data)) == ["northlight", "northlight-2", "northlight-2025"]

    async def test_quitting_asks_once(self, data: Path) -> None:
        async with running(data, demo=True) as pilot:
            await press(pilot, "ctrl+q")
            assert isinstance(pilot.app.screen, Picker)
            await press(pilot, "ctrl+q")
            await until(pilot, lambda: not pilot.app._running)
        assert index.names(data) == []

    async def test_whoever_stays_is_asked_again(self, data: Path) -> None:
        async with running(data, demo=True) as pilot:
            await press(pilot, "1", "ctrl+q", "escape")
            assert isinstance(pilot.app.screen, InterviewScreen)
            await press(pilot, "g", "h", "escape", "ctrl+q")
            assert shows(pilot, ASKED)
            await press(pilot, "y", "enter")
            await until(pilot, lambda: not pilot.app._running)
            assert "kept as northlight" in app_of(pilot).farewell
        assert "northlight" in index.names(data)

    async def test_a_text_being_typed_is_in_the_copy(self, data: Path) -> None:
        async with running(data, demo=True) as pilot:
            await press(pilot, "o", *"seen it", "ctrl+q", "y", "enter")
            await until(pilot, lambda: not pilot.app._running)
        assert on_disk(data, "northlight").answers["4.1-Q01"].observation.endswith("seen it")

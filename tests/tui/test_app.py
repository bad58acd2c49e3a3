"""Home, new assessment, dashboard, report, picker, and the app around them."""

import json
from pathlib import Path

from cases.app import (
    answer,
    app_of,
    here,
    message,
    on_disk,
    picture,
    press,
    rating,
    running,
    session_of,
    shows,
    small,
    until,
)
from gapwizard.demo import sample
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.words import grade_word
from gapwizard.session.acts import about
from gapwizard.tui.dashboard.screen import DashboardScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.portfolio.screen import HomeScreen


class TestHome:
    async def test_empty_says_how_to_begin(self, data: Path) -> None:
        async with running(data) as pilot:
            assert shows(pilot, "There is no assessment yet")
            for key in ("down", "up", "end", "home", "pagedown"):
                await press(pilot, key)
            for key in ("enter", "o", "e", "x", "L", "D", "c", "space"):
                await press(pilot, key)
                assert isinstance(pilot.app.screen, HomeScreen)
                assert "no assessment yet" in message(pilot)
            assert not any("_" in row for row in picture(pilot)[2:12])

    async def test_empty_says_it_whole_in_a_small_window(self, data: Path) -> None:
        async with running(data, size=(60, 18)) as pilot:
            assert [row for row in picture(pilot)[3:11] if row.rstrip().endswith("~")] == []

    async def test_lists_all_and_opens_the_one_under_the_cursor(self, data: Path) -> None:
        small(data, "Acme")
        small(data, "Borealis")
        async with running(data) as pilot:
            assert shows(pilot, "Acme")
            await press(pilot, "down", "enter")
            assert session_of(pilot).assessment.about.name == "Borealis"

    async def test_a_broken_one_says_so_and_stays_closed(self, data: Path) -> None:
        name = small(data, "Acme")
        small(data, "Borealis")
        for file in (data / name).iterdir():
            if file.is_file():
                file.write_text("{ broken", encoding="utf-8")
        async with running(data) as pilot:
            assert shows(pilot, "Borealis")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, HomeScreen)
            assert message(pilot)
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)


class TestDashboard:
    async def test_v_shows_each_view_and_enter_drills_down(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "a", "4", "e", "r", *"log", "enter", "g", "b")
            seen = []
            for _ in range(7):
                seen.append(picture(pilot)[4])
                await press(pilot, "v")
            assert seen[0] == seen[6]
            assert len(set(seen)) == 6
            await press(pilot, "v", "v", "enter", "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.1-Q02"

    async def test_the_demo_drills_down_from_every_view(self, data: Path) -> None:
        name = sample.create(data)
        async with running(data, name) as pilot:
            for _view in range(3):
                await press(pilot, "g", "b", "end", "enter", "enter")
                assert isinstance(pilot.app.screen, InterviewScreen)
                await press(pilot, "g", "b", "v")


class TestTheWordsOfGrades:
    async def test_are_those_that_the_open_assessment_asks_for_now(self, data: Path) -> None:
        small(data)
        async with running(data, "acme") as pilot:
            session = session_of(pilot)
            assert grade_word(Grade.MAJOR) == "MAJOR"
            session.do(about.describe(session.moment, {"grading": "gap"}))
            assert grade_word(Grade.MAJOR) == "GAP HIGH"
            session.undo()
            assert grade_word(Grade.MAJOR) == "MAJOR"
            session.redo()
            app_of(pilot).close_session()
            assert grade_word(Grade.MAJOR) == "MAJOR"


class TestPicker:
    async def test_the_palette_and_the_help_run_a_command(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, ":", *"largely met", "enter")
            await until(pilot, lambda: rating(pilot, "8.1-Q01") is Rating.L)
            await press(pilot, "?", *"candidate", "enter")
            await until(pilot, lambda: answer(pilot, "8.1-Q02").candidate)

    async def test_nothing_found_takes_nothing(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, ":", *"zzzz", "enter", "down", "up")
            assert isinstance(pilot.app.screen, Picker)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, InterviewScreen)

    async def test_colon_q_quits(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, ":", "q", "enter")
            await until(pilot, lambda: not pilot.app._running)


class TestApp:
    async def test_a_small_window_shows_one_line(self, data: Path) -> None:
        async with running(data, small(data), (59, 20)) as pilot:
            rows = [row.strip() for row in picture(pilot) if row.strip()]
            assert "needs 60x18, here 59x20" in rows[0]
            assert any("Ctrl+Q" in row for row in rows)
            assert any("gapwizard ask" in row for row in rows)
            await pilot.resize_terminal(80, 24)
            await until(pilot, lambda: shows(pilot, "8.1-Q01"))

    async def test_ctrl_c_twice_quits_and_saves(self, data: Path) -> None:
        name = small(data)
        async with running(data, name) as pilot:
            await press(pilot, "4", "ctrl+c")
            assert "Ctrl+C again saves what is typed, and quits" in message(pilot)
            await press(pilot, "space", "ctrl+c")
            assert app_of(pilot).session is not None
            await press(pilot, "ctrl+c")
            await until(pilot, lambda: not pilot.app._running)
        assert on_disk(data, name).answers["8.1-Q01"].rating is Rating.F

    async def test_settings_that_are_damaged_are_no_reason_to_stop(self, data: Path) -> None:
        config = data.parent / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps({"theme": "none", "last_question": 3}))
        async with running(data, small(data)) as pilot:
            assert isinstance(pilot.app.screen, InterviewScreen)
            await press(pilot, "g", "b")
            assert isinstance(pilot.app.screen, DashboardScreen)

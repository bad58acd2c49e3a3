"""The mouse: whatever is seen as something to press takes a click, and the wheel moves what is long."""

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    answer,
    app_of,
    here,
    message,
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
from gapwizard.domain.scale import Rating
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.frame import CommandScreen
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.registry import PLACES

Q1 = "8.1-Q01"


@pytest.fixture
def acme(data: Path) -> str:
    return small(data)


async def click(pilot: Pilot[None], text: str, within: str = "") -> None:
    """Click on the first place where a text stands, in a pane where one is named."""
    region = pilot.app.screen.query_one(within).region if within else pilot.app.screen.region
    for y, row in enumerate(picture(pilot)):
        x = row.find(text)
        if x >= 0 and region.contains(x, y):
            await pilot.click(offset=(x + len(text) // 2, y))
            await pilot.pause()
            return
    raise AssertionError(f"{text!r} is not on the screen")


async def wheel(pilot: Pilot[None], pane: str, *, down: bool = True) -> None:
    """Turn the wheel by one notch over a pane."""
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    await pilot._post_mouse_events([kind], pilot.app.screen.query_one(pane), offset=(2, 2))
    await pilot.pause()


def rows_of(pilot: Pilot[None]) -> ListScreen:
    """The screen in front, which has a list."""
    assert isinstance(pilot.app.screen, ListScreen)
    return pilot.app.screen


class TestTheInterview:
    @pytest.mark.parametrize(
        ("word", "given"),
        [
            ("1 Not", Rating.N),
            ("2 Partly", Rating.P),
            ("3 Largely", Rating.L),
            ("4 Fully", Rating.F),
            ("9 Don't know", Rating.UNKNOWN),
        ],
    )
    async def test_a_word_of_the_scale_rates(
        self, data: Path, acme: str, word: str, given: Rating
    ) -> None:
        async with running(data, acme) as pilot:
            await click(pilot, word, "#card")
            assert rating(pilot, Q1) is given
            assert here(pilot) != Q1

    async def test_the_tree_goes_there(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await click(pilot, "Q03", "#tree")
            assert here(pilot) == "8.1-Q03"
            await click(pilot, "8.2 Prob", "#tree")
            assert here(pilot) == "8.2-Q01"

    async def test_a_point_is_ticked(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await click(pilot, "2[ ] classified", "#card")
            assert answer(pilot, Q1).ticked == (1,)

    async def test_the_footer_runs_its_keys(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await click(pilot, "Next", "#footer")
            assert here(pilot) == "8.1-Q02"
            await click(pilot, "]", "#footer")
            assert here(pilot) == "8.2-Q01"
            await click(pilot, "Help", "#footer")
            assert isinstance(pilot.app.screen, Picker)

    async def test_note_flags_and_maturity_are_reached(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await click(pilot, "follow-up", "#below")
            assert answer(pilot, Q1).follow_up
            await click(pilot, "maturity", "#below")
            await click(pilot, "Level 2", "#card")
            assert session_of(pilot).assessment.maturity["8.1"].level == 2
            await click(pilot, "NOTE", "#notehead")
            await press(pilot, *"seen")
            await click(pilot, "Done", "#footer")
            assert answer(pilot, Q1).note.endswith("seen")

    async def test_a_click_does_not_type_into_a_text(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"seen")
            await click(pilot, "2 Partly", "#card")
            assert rating(pilot, Q1) is None
            assert "first end the text" in message(pilot)
            await press(pilot, "escape")
            assert answer(pilot, Q1).note.endswith("seen")

    async def test_hostile_text_takes_no_click(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "o", *"[@click=app.quit]press me[/]", "escape")
            await click(pilot, "press me", "#card")
            assert pilot.app.is_running
            assert pilot.app.screen.query_one("#note").display  # the observation is opened


class TestLists:
    async def test_one_click_puts_the_cursor_there_and_a_second_opens(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, at="f") as pilot:
            await click(pilot, "NC-9.2.2", "#rows")
            assert rows_of(pilot).rows.here.id == "NC-9.2.2"  # type: ignore[union-attr]
            await click(pilot, "NC-9.2.2", "#rows")
            await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))

    async def test_the_wheel_moves_the_cursor_and_what_is_told_of_it(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, at="d") as pilot:
            await wheel(pilot, "#rows")
            assert rows_of(pilot).rows.cursor == 3
            assert shows(pilot, "DOC-004 ")
            await wheel(pilot, "#rows", down=False)
            assert rows_of(pilot).rows.cursor == 0

    async def test_tabs_switch(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, at="b") as pilot:
            await click(pilot, "Heatmap")
            assert shows(pilot, "[Heatmap]")
            await press(pilot, "g", "a")
            await click(pilot, "gantt")
            assert shows(pilot, "[gantt]")
            await click(pilot, "board")
            cards = [row for row in picture(pilot) if "A-0" in row]
            assert cards
            await click(pilot, "A-06", "#board")
            assert any(">A-06" in row for row in picture(pilot))

    async def test_a_cell_of_the_matrix_takes_the_cursor(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, at="o") as pilot:
            (x, y) = (58, next(y for y, row in enumerate(picture(pilot)) if " 5 Lead" in row))
            await pilot.click(offset=(x, y))
            await pilot.pause()
            assert 50 < picture(pilot)[y].index("[") <= x

    async def test_a_field_of_the_wizard_takes_a_click(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"Acme", "down")
            await click(pilot, "Organisation", "#rows")
            await press(pilot, *"Acme Ltd")
            assert shows(pilot, "Acme Ltd")


class TestASecondKey:
    async def test_of_a_proposal_and_of_a_grade_takes_a_click(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "1", "g", "f", "s")
            await click(pilot, "MAJOR", "#footer")
            assert "why" in picture(pilot)[1].lower()
            await press(pilot, "escape", "g", "a", "P")
            await click(pilot, "All", "#footer")
            assert session_of(pilot).assessment.actions


class TestAPicker:
    async def test_its_footer_takes_clicks(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="f") as pilot:
            await press(pilot, "v")
            await click(pilot, "Esc", "#footer")
            assert not isinstance(pilot.app.screen, Picker)
            await press(pilot, "v", *"draft")
            await click(pilot, "Enter", "#footer")
            assert not isinstance(pilot.app.screen, Picker)
            assert shows(pilot, "draft")

    async def test_a_row_that_is_cut_is_read_whole_below_the_list(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, ":", *"8.1-Q01")
            row, below = picture(pilot)[2], " ".join(picture(pilot)[-3:-1])
            assert row.rstrip().endswith("~")
            assert "category and a priority." in below


class TestTheWheel:
    async def test_rolls_the_guidance_and_the_tree_and_leaves_them_at_their_ends(
        self, data: Path
    ) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, WIDE) as pilot:
            guidance = pilot.app.screen.query_one("#context", Pane)
            assert guidance.overflows
            before = picture(pilot)
            for _turn in range(30):
                await wheel(pilot, "#context")
            assert shows(pilot, "back to the top")
            for _turn in range(30):
                await wheel(pilot, "#context", down=False)
            assert picture(pilot) == before

    async def test_rolls_the_source_of_the_report(self, data: Path) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, WIDE, at="r") as pilot:
            await wheel(pilot, "#source")
            assert shows(pilot, "line 4 of")


class TestEveryScreen:
    @pytest.mark.parametrize("size", [NARROW, (60, 18)])
    async def test_the_wheel_breaks_nothing(self, data: Path, size: tuple[int, int]) -> None:
        name = sample.create(data, date(2026, 3, 2))
        async with running(data, name, size) as pilot:
            for place, letter in ((n, p.letter) for n, p in PLACES.items() if p.needs and p.letter):
                await press(pilot, "g", letter)
                screen = pilot.app.screen
                assert isinstance(screen, CommandScreen)
                assert place == screen.NAME
                for pane in screen.query(Pane):
                    if pane.display and pane.size.height > 2:
                        pane.on_mouse_scroll_down(
                            events.MouseScrollDown(
                                pane, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False
                            )
                        )
                await pilot.pause()
                assert app_of(pilot).bug is None
                assert shows(pilot, "Help")

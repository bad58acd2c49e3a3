"""What was put off for a screen never runs once it is gone; a list keeps its cursor on a thing."""

from pathlib import Path

import pytest
from textual.content import Content
from textual.widget import Widget

from cases.app import app_of, press, running, session_of, small, until
from gapwizard.session.acts import agenda
from gapwizard.session.session import Session
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.panes import stands
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.portfolio.screen import HomeScreen
from gapwizard.tui.registry import PLACES


@pytest.fixture
def acme(data: Path) -> str:
    """An assessment with a slot that is on today, whatever the hour."""
    name = small(data)
    with Session.open(data, name) as session:
        pairs = {"day": str(session.today()), "start": "00:00", "minutes": "720", "clauses": "8"}
        session.do(agenda.change(session.moment, "new", pairs))
    return name


class TestAScreenThatIsBeingClosed:
    async def test_hears_of_the_disk_and_of_messages_in_silence(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            app, screen = app_of(pilot), app_of(pilot).screen
            assert isinstance(screen, KeyScreen)
            await screen.remove_children()
            app.on_gapwizard_app_saved()
            screen.tell("late")


class TestAScreenWhoseAssessmentIsClosed:
    @pytest.mark.parametrize("name", [name for name, place in PLACES.items() if place.needs])
    async def test_runs_no_timer_and_paints_nothing(self, data: Path, acme: str, name: str) -> None:
        async with running(data, acme) as pilot:
            app = app_of(pilot)
            app.visit(name, handed=Handed(slot="S-01"))
            await until(pilot, lambda: getattr(app.screen, "NAME", "") == name)
            await pilot.pause()
            screen, session = app.screen, session_of(pilot)
            assert isinstance(screen, KeyScreen)
            assert stands(screen)

            app.session = None  # what `visit("home")` does before the next screen comes
            for timer in screen._timers:
                if timer._callback is not None:
                    timer._callback()
            screen.later(screen.show)
            screen.repaint("header")
            for widget in screen.query(Widget):
                widget.render()
            await pilot.pause()
            assert not stands(screen)
            app.session = session

    async def test_is_left_without_a_word(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            interview = pilot.app.screen
            assert isinstance(interview, KeyScreen)
            await press(pilot, "enter", *"seen")
            app_of(pilot).visit("home")
            await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))

            interview.later(interview.show)
            await pilot.pause()
            assert not stands(interview)


class TestARowList:
    """Of words, of which those that end in a colon are heads."""

    @pytest.fixture
    def rows(self) -> RowList[str]:
        return RowList(lambda word, _width: Content(word), head=lambda word: word.endswith(":"))

    def test_begins_behind_the_first_head(self, rows: RowList[str]) -> None:
        rows.fill(["first:", "a", "b"])
        assert rows.here == "a"

    @pytest.mark.parametrize(
        ("start", "step", "there"),
        [
            ("a", 2, "c"),
            ("c", -1, "b"),
            ("b", 1, "c"),
            ("a", -1, "a"),
            ("d", -9, "a"),
            ("a", 9, "d"),
        ],
    )
    def test_passes_over_heads(self, rows: RowList[str], start: str, step: int, there: str) -> None:
        rows.fill(["first:", "a", "b", "second:", "c", "d"])
        assert rows.go_to(start)
        rows.move(step)
        assert rows.here == there

    def test_keeps_its_place_where_a_thing_is_not_shown(self, rows: RowList[str]) -> None:
        rows.fill(["a", "b", "c"])
        rows.go_to("b")
        assert not rows.go_to("d")
        assert rows.here == "b"

    @pytest.mark.parametrize(
        ("after", "there"),
        [
            (["b", "a", "c"], "b"),
            (["c", "first:", "a", "b"], "b"),
            (["a", "c"], "c"),
            (["first:", "b"], "b"),
            (["a"], "a"),
        ],
    )
    def test_stays_on_its_thing_wherever_it_goes(
        self, rows: RowList[str], after: list[str], there: str
    ) -> None:
        rows.fill(["a", "b", "c"])
        rows.go_to("b")
        rows.fill(after)
        assert rows.here == there

    def test_stays_in_its_row_among_things_that_look_alike(self, rows: RowList[str]) -> None:
        rows.fill(["a", "b", "b"])
        rows.go(2)
        rows.fill(["a", "b", "b", "b"])
        assert rows.cursor == 2

    def test_follows_nothing_into_another_list(self, rows: RowList[str]) -> None:
        rows.fill(["a", "b", "c"])
        rows.go_to("c")
        rows.restart()
        rows.fill(["x", "c"])
        assert rows.here == "x"
        rows.go_to("c")
        rows.fill(["c", "x"])
        assert rows.here == "c"

    def test_stays_within_what_is_shown(self, rows: RowList[str]) -> None:
        rows.fill(["a", "b", "c"])
        rows.move(9)
        rows.fill(["a"])
        assert rows.here == "a"

    def test_has_nothing_under_its_cursor_where_nothing_is_shown(self, rows: RowList[str]) -> None:
        rows.fill([], [Content("nothing here")])
        assert rows.here is None
        rows.move(1)
        assert rows.cursor == 0

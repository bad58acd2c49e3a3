"""Whoever goes back one screen finds it as it was left; another language changes questions and words."""

from pathlib import Path

import pytest

from cases.app import app_of, press, running, session_of
from gapwizard.tui.comparison.screen import CompareScreen
from gapwizard.tui.kit.host import Handed, Left
from gapwizard.tui.kit.listing import ListScreen


@pytest.mark.parametrize(
    ("letter", "turn", "away"),
    [
        ("f", ("v", "down", "enter"), "o"), ("d", ("v",), "o"), ("a", ("v", "v"), "b"), ("b", ("v",), "f"),
        ("l", (), "d"), ("o", ("v", "right"), "f"), ("s", (), "b"), ("w", ("v",), "a"), ("p", ("v",), "a"), ("e", ("v",), "a"),
    ],
)  # fmt: skip
async def test_view_and_row_are_those_one_left(
    data: Path, letter: str, turn: tuple[str, ...], away: str
) -> None:
    async with running(data, demo=True, at=letter) as pilot:
        await press(pilot, *turn, "down", "down")
        before = pilot.app.screen
        assert isinstance(before, ListScreen)
        left, shown = before.looked_at(), [row.plain for row in before.query("Pane").first()._now()]
        assert left.row
        await press(pilot, "g", away, "escape")
        after = pilot.app.screen
        assert after is not before
        assert isinstance(after, ListScreen)
        assert after.looked_at() == left
        assert [row.plain for row in after.query("Pane").first()._now()] == shown


async def test_a_row_one_is_sent_to_goes_before_the_one_that_was_left(data: Path) -> None:
    async with running(data, demo=True, at="d") as pilot:
        await press(pilot, "v", "down", "g", "b")
        app_of(pilot).visit("documents", handed=Handed(row="DOC-009"))
        await pilot.pause()
        assert isinstance(pilot.app.screen, ListScreen)
        assert pilot.app.screen.looked_at() == Left("all", "DOC-009")


async def test_a_comparison_keeps_its_pair_swapped_as_it_was(data: Path) -> None:
    async with running(data, demo=True, at="c") as pilot:
        await press(pilot, "s", "r", "down", "g", "b", "escape")
        screen = pilot.app.screen
        assert isinstance(screen, CompareScreen)
        assert (screen.compared.swapped, screen.compared.view) == (True, "findings")
        assert screen.rows.cursor == 1


async def test_another_language_asks_as_one_opened_in_it_would(data: Path) -> None:
    async with running(data, demo=True) as pilot:
        english = session_of(pilot).questionnaire
        await press(pilot, "ctrl+l")
        assert session_of(pilot).questionnaire.language == "zh-Hans"
        assert session_of(pilot).diagnosis.questionnaire.language == "zh-Hans"
        await press(pilot, "ctrl+l")
        assert session_of(pilot).questionnaire == english

"""Merging in the app: another copy chosen, both texts side by side, one act, and disputes settled."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    answer,
    here,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
    until,
)
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.store import lock
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.staging.screen import StagingScreen

MINE, THEIRS = "The matrix hangs [bold]there", "=cmd 很长的文字 in the tool"


def say(data: Path, name: str, question: str, edit: AnswerEdit) -> None:
    """Change one answer."""
    with Session.open(data, name) as session:
        session.do(answers.change(session.moment, question, edit))


@pytest.fixture
def apart(data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of an assessment of which `lee` is a copy that says something else."""
    name = small(data)
    say(data, name, "8.1-Q01", AnswerEdit(rating=Rating.P))
    shutil.copytree(data / name, data / "lee")
    say(data, name, "8.1-Q01", AnswerEdit(rating=Rating.L, observation=MINE, note="mine alone"))
    monkeypatch.setattr(lock, "user", lambda: "lee")
    say(data, "lee", "8.1-Q01", AnswerEdit(rating=Rating.F, observation=THEIRS))
    say(data, "lee", "9-Q01", AnswerEdit(rating=Rating.N))
    monkeypatch.setattr(lock, "user", lambda: "dana")
    return name


async def laid_out(pilot: Pilot[None]) -> None:
    """Choose the copy on the staging screen."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, StagingScreen))
    await pilot.pause()


class TestAnotherCopy:
    async def test_is_chosen_in_the_portfolio_and_taken_in_as_one_act(
        self, data: Path, apart: str
    ) -> None:
        async with running(data, "", NARROW) as pilot:
            pilot.app.screen.rows.go_to(apart)  # type: ignore[attr-defined]
            await press(pilot, "m")
            await laid_out(pilot)
            shown = picture(pilot)
            assert shows(pilot, "CONFLICT  8.1-Q01")
            beside = next(row for row in shown if row.startswith("   here     L "))
            assert "there    F" in beside, "both texts side by side"
            assert shows(pilot, "lee; 20")
            await press(pilot, "enter")
            assert "undecided" in message(pilot)
            await press(pilot, "escape", "t", "enter")
            assert answer(pilot, "8.1-Q01").observation == THEIRS
            assert answer(pilot, "8.1-Q01").note == "mine alone"
            assert answer(pilot, "9-Q01").rating is Rating.N
            assert shows(pilot, "no row of this kind")
            await press(pilot, "u")
            assert answer(pilot, "8.1-Q01").observation == MINE
            assert shows(pilot, "CONFLICT  8.1-Q01")

    async def test_may_lie_elsewhere_and_what_cannot_be_merged_is_said(
        self, data: Path, apart: str
    ) -> None:
        there = data.parent / "from lee"
        shutil.move(data / "lee", there)
        small(data, "Another")
        async with running(data, apart, WIDE) as pilot:
            pilot.app.visit("staging", "merge")  # type: ignore[attr-defined]
            await laid_out(pilot)
            assert "do not begin alike" in message(pilot)
            await press(pilot, "c")
            await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
            await press(pilot, "down", "enter")
            await pilot.pause()
            await typed(pilot, str(there))
            await press(pilot, "enter")
            assert shows(pilot, "CONFLICT  8.1-Q01")

    async def test_left_as_it_is_here_is_not_asked_again(self, data: Path, apart: str) -> None:
        async with running(data, apart, WIDE) as pilot:
            pilot.app.visit("staging", "merge")  # type: ignore[attr-defined]
            await laid_out(pilot)
            await press(pilot, "M", "down", "m", "enter")
            assert "the history says so" in message(pilot)
            assert answer(pilot, "8.1-Q01").observation == MINE
            assert shows(pilot, "no row of this kind")
            assert session_of(pilot).history[-1].what == "merge"

    async def test_is_hidden_from_a_client(self, data: Path, apart: str) -> None:
        async with running(data, apart, WIDE) as pilot:
            await press(pilot, "f9")
            pilot.app.visit("staging", "merge")  # type: ignore[attr-defined]
            await pilot.pause()
            await pilot.pause()
            assert "hidden in the client view" in message(pilot)


class TestADispute:
    async def test_stands_on_the_card_with_its_reason_until_it_is_settled(
        self, data: Path, apart: str
    ) -> None:
        async with running(data, apart, WIDE) as pilot:
            pilot.app.visit("staging", "merge")  # type: ignore[attr-defined]
            await laid_out(pilot)
            await press(pilot, "d", "r")
            await typed(pilot, "ask on Friday")
            await press(pilot, "enter", "enter")
            [one] = session_of(pilot).assessment.disputes.values()
            assert (one.who, one.reason) == ("lee", "ask on Friday")
            await press(pilot, "g", "i")
            await until(pilot, lambda: here(pilot) != "")
            assert here(pilot) == "8.1-Q01"
            assert shows(pilot, "DISPUTED: lee")
            assert shows(pilot, "ask on Friday")
            await press(pilot, "f9")
            assert not shows(pilot, "DISPUTED")
            await press(pilot, "f9", "D", "x")
            assert session_of(pilot).assessment.disputes
            await press(pilot, "D", "t")
            assert answer(pilot, "8.1-Q01").rating is Rating.F
            assert not shows(pilot, "DISPUTED")
            await press(pilot, "D")
            assert "nothing of 8.1-Q01 is disputed" in message(pilot)
            await press(pilot, "u")
            assert shows(pilot, "DISPUTED: lee")

    async def test_is_laid_out_and_settled_with_all_others(self, data: Path, apart: str) -> None:
        async with running(data, apart, WIDE) as pilot:
            pilot.app.visit("staging", "merge")  # type: ignore[attr-defined]
            await laid_out(pilot)
            await press(pilot, "d", "enter", "D")
            assert shows(pilot, "CONFLICT  8.1-Q01")
            await press(pilot, "m", "enter")
            assert session_of(pilot).assessment.disputes == {}
            assert answer(pilot, "8.1-Q01").observation == MINE
            assert session_of(pilot).history[-1].what == "settle"
            await press(pilot, "D")
            assert "nothing is disputed" in message(pilot)


class TestAPathThatIsTyped:
    @pytest.mark.parametrize("typed_path", ["x" * 300, "~nosuchuser/q.zip", "nowhere.zip"])
    async def test_that_leads_nowhere_is_refused_in_words(
        self, data: Path, apart: str, typed_path: str
    ) -> None:
        async with running(data, apart, NARROW) as pilot:
            await press(pilot, "g", "h", "m")
            await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
            await typed(pilot, typed_path)
            await press(pilot, "enter")
            await until(pilot, lambda: "no assessment here" in message(pilot))

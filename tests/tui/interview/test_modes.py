"""Each mode has its word in the corner and its own footer; no key is silent or goes to an unseen question."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from cases.app import (
    NARROW,
    WIDE,
    answer,
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
from gapwizard.domain.scale import Rating
from gapwizard.session.session import Session
from gapwizard.tui.interview import note_field
from gapwizard.tui.interview.keys import UNSEEN_IN_SCAN
from gapwizard.tui.interview.screen import InterviewScreen

Q1, Q2 = "8.1-Q01", "8.1-Q02"
MODES = {
    "KEYS": ([], "1-4 Rate"),
    "NOTE": (["enter"], "Esc Done, it is kept"),
    "OBSERVED": (["o"], "Esc Done, it is kept"),
    "EVIDENCE": (["e"], "s Said"),
    "PARTY": (["p"], "Enter Take  Esc Drop"),
    "CONTROL": (["p", "x", "enter"], "Enter Take  Esc Drop"),
    "N/A": (["space", "0"], "Enter Take  Esc Drop"),
    "LEVEL": (["m"], "0-5 Level"),
    "POINT": (["t"], "1-2 Point"),
    "FACT": (["space", "f"], "y Yes"),
    "CLAUSE": (["A"], "1-4 Rate  9 Don't know"),
}


@pytest.fixture
def acme(data: Path) -> str:
    return small(data)


class TestAMode:
    @pytest.mark.parametrize("mode", MODES)
    async def test_has_its_word_and_its_footer(self, data: Path, acme: str, mode: str) -> None:
        keys, offered = MODES[mode]
        async with running(data, acme, NARROW) as pilot:
            await press(pilot, *keys)
            assert picture(pilot)[0].rstrip().endswith(mode)
            assert offered in picture(pilot)[-1]
            await press(pilot, *(["escape"] if keys else []))
            assert picture(pilot)[0].rstrip().endswith("KEYS")
            assert "1-4 Rate" in picture(pilot)[-1]

    async def test_while_evidence_is_typed_names_question_and_kind(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, NARROW) as pilot:
            await press(pilot, "e", "r")
            assert shows(pilot, "8.1-Q01 record: 3/5 at the start")
            assert picture(pilot)[0].rstrip().endswith("EVIDENCE")


class TestALine:
    async def test_goes_to_the_question_it_was_asked_of(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "0", *"in house", "f1", *"Next question", "enter")
            await press(pilot, "enter")
            assert answer(pilot, Q2).reason == "in house"
            assert list(session_of(pilot).assessment.answers) == [Q2]


class TestTheQuickScan:
    @pytest.mark.parametrize("command", sorted(UNSEEN_IN_SCAN))
    async def test_refuses_what_would_go_to_a_question_nobody_sees(
        self, data: Path, acme: str, command: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4", "s")
            screen = pilot.app.screen
            assert isinstance(screen, InterviewScreen)
            key = next(one.keys[0] for one in screen.commands() if one.id == command)
            before = len(session_of(pilot).history)
            await press(pilot, key)
            assert "answers whole clauses" in message(pilot)
            assert (screen.editing, len(session_of(pilot).history)) == (False, before)

    async def test_answers_a_fact_of_the_clause_which_it_names(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "s", "f")
            assert "Does any supplier take part" in message(pilot)
            await press(pilot, "n")
            assert session_of(pilot).assessment.facts["suppliers"].value is False


class TestALevel:
    async def test_that_is_claimed_is_kept_by_enter(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "1", "m", "3", "m")
            assert "Enter keeps 3" in message(pilot)
            assert "Enter Keep" in picture(pilot)[-1]
            await press(pilot, "enter")
            assert session_of(pilot).assessment.maturity["8.1"].level == 3

    async def test_is_not_chosen_by_another_key_which_says_so(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "m", "z")
            assert message(pilot) == "z is none of them; nothing was done"
            assert session_of(pilot).assessment.maturity == {}


class TestAKeyThatCannot:
    async def test_is_dim_where_not_applicable_is_not_allowed(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            screen = pilot.app.screen
            assert isinstance(screen, InterviewScreen)

            def barred() -> bool:
                return next(one.barred for one in screen.available() if one.id == "rate_na")

            assert barred()
            await press(pilot, "0")
            assert "Not, if nothing is" in message(pilot)
            await press(pilot, "space")
            assert not barred(), "a fact may take this one out"

    @pytest.mark.parametrize(
        ("keys", "why"),
        [
            (["5"], "5 does nothing here"),
            (["="], "no point is ticked"),
            (["e", '"'], "no item to repeat"),
            (["e", "-"], "no evidence to drop"),
            (["e", "e"], "no item yet"),
            (["-"], "no rating to clear"),
            (["f"], "depends on no fact"),
            (["r"], "2 rates it so"),
            (["x"], "3 rates it so"),
        ],
    )
    async def test_says_why(self, data: Path, acme: str, keys: list[str], why: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, *keys)
            assert why in message(pilot)
            assert session_of(pilot).assessment.answers == {}


class TestANoteOpenedToConfirm:
    async def test_is_closed_by_enter_again_and_says_what_rates(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", "enter")
            assert not isinstance(pilot.app.screen.focused, TextArea)
            assert "1 to 4 rate" in message(pilot)
            assert answer(pilot, Q1).note == ""

    async def test_takes_enter_as_a_line_once_something_is_typed(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"one", "enter", *"two", "escape")
            assert answer(pilot, Q1).note.endswith("one\ntwo")

    async def test_says_on_the_card_what_the_digits_rate(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            assert shows(pilot, "How far does that hold?")


class TestUndoOfAText:
    async def test_is_one_step_however_often_it_was_saved(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(note_field, "PAUSE", 0.0)
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "4", "up", "enter", *"one")
            await until(pilot, lambda: answer(pilot, Q1).note.endswith("one"))
            await press(pilot, *" two")
            await until(pilot, lambda: answer(pilot, Q1).note.endswith("two"))
            await press(pilot, *" three", "escape")
            whole = answer(pilot, Q1).note
            assert whole.endswith("one two three")
            assert len(session_of(pilot).history) > 4
            await press(pilot, "u")
            assert answer(pilot, Q1).note == ""
            await press(pilot, "U")
            assert answer(pilot, Q1).note == whole
            await press(pilot, "enter", *"more", "escape", "u")
            assert answer(pilot, Q1).note == whole, "the next sitting is a step of its own"
            await press(pilot, "u", "u")
            assert (answer(pilot, Q1).note, rating(pilot, Q1)) == ("", None)
            assert here(pilot) == Q1

    async def test_is_one_step_after_a_restart_too(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(note_field, "PAUSE", 0.0)
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "o", *"one")
            await until(pilot, lambda: answer(pilot, Q1).observation == "one")
            await press(pilot, *" two", "escape")
        with Session.open(data, acme) as session:
            session.undo()
            assert session.assessment.answers == {}
            session.redo()
            assert session.assessment.answers[Q1].observation == "one two"


class TestARating:
    async def test_na_is_one_step_with_its_reason(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "0", *"in house", "enter", "u")
            assert session_of(pilot).assessment.answers == {}
            await press(pilot, "U")
            assert answer(pilot, Q2).rating is Rating.NA

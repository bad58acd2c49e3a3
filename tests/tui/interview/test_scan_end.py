"""From the quick scan to single questions: what is shown, what counts, how one goes on."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import answer, here, interview, message, press, running, session_of, shows, small
from gapwizard.session.acts import about
from gapwizard.session.interview.ways import OPEN, WHOLE
from gapwizard.session.session import Session


async def scan(pilot: Pilot[None]) -> None:
    """Answer its three clauses with a digit each: 8.1 not met, 8.2 partly, 9 fully."""
    await press(pilot, "s", "1", "2", "4")


class TestTheEndOfTheScan:
    async def test_it_shows_what_to_refine(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            assert shows(pilot, "3 clauses scanned, 0 questions looked at one by one")
            assert shows(pilot, "What to look at first, one by one")
            assert shows(pilot, "8.1-Q01")
            assert shows(pilot, "rated as a whole, it is a major nonconformity (up to +")

    async def test_it_says_only_of_digits_alone_that_it_rests_on_them(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "1", "s", "1", "2", "4")
            assert shows(pilot, "1 question looked at one by one")
            assert shows(pilot, "Confirmed ")
            assert not shows(pilot, "It rests on a digit for each clause.")

    async def test_a_digit_there_rates_no_clause_that_is_not_in_sight(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            before = len(session_of(pilot).history)
            await press(pilot, "4")
            assert "all is scanned" in message(pilot)
            assert len(session_of(pilot).history) == before
            assert shows(pilot, "SCANNED")

    async def test_one_key_goes_to_the_best_question_and_again_to_the_next(
        self, data: Path
    ) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            await press(pilot, ">")
            assert here(pilot) == "8.1-Q01"
            assert "8.1-Q01: rated as a whole, it is a major nonconformity" in message(pilot)
            assert shows(pilot, "as a whole")
            await press(pilot, "3")
            assert not answer(pilot, "8.1-Q01").bulk
            assert shows(pilot, " 1+5/6 ")
            await press(pilot, "n")
            assert here(pilot) == "8.1-Q02"

    async def test_another_clause_or_an_undo_brings_the_card_back(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            await press(pilot, "[")
            assert shows(pilot, "QUICK SCAN")
            await press(pilot, "s", "s", "u")
            assert shows(pilot, "QUICK SCAN")

    async def test_a_clause_put_right_afterwards_goes_on_to_the_next_card(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            await press(pilot, "[", "[", "3")
            assert shows(pilot, "QUICK SCAN")
            assert interview(pilot).leaf.id == "8.2"

    async def test_a_clause_passed_over_is_come_back_to(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "s", "space", "2", "4")
            assert interview(pilot).leaf.id == "8.1"
            assert shows(pilot, "QUICK SCAN")

    async def test_what_was_put_off_to_a_later_round_is_not_waited_for(self, data: Path) -> None:
        name = small(data)
        with Session.open(data, name) as session:
            session.do(about.describe(session.moment, {"later": "9"}))
        async with running(data, name) as pilot:
            await press(pilot, "s", "1", "2")
            assert shows(pilot, "2 clauses scanned")
            assert shows(pilot, "What to look at first")


class TestF6:
    async def test_it_asks_what_was_rated_as_a_whole(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            await press(pilot, "f6")
            assert interview(pilot).way == WHOLE
            assert not interview(pilot).scan
            seen = []
            for _ in range(6):
                seen.append(here(pilot))
                await press(pilot, "4")
            assert seen == ["9-Q01", "8.1-Q01", "8.1-Q02", "8.1-Q03", "8.2-Q01", "8.2-Q02"]
            assert shows(pilot, " 6/6 ")
            await press(pilot, "space")
            assert "every question was looked at one by one" in message(pilot)

    async def test_only_open_comes_first_while_something_is_open(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "s", "1", "s", "f6")
            assert interview(pilot).way == OPEN
            assert here(pilot) == "8.2-Q01"
            await press(pilot, "f6")
            assert interview(pilot).way == WHOLE
            assert here(pilot) == "8.1-Q01"


class TestTheLastOpenOne:
    async def test_space_at_it_says_that_nothing_else_is_left(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, *"44444", "space")
            assert here(pilot) == "9-Q01"
            assert "nothing else is left among the questions" in message(pilot)


class TestSpaceAfterTheScan:
    @pytest.mark.parametrize("key", ["space", "down"])
    async def test_it_says_how_to_refine(self, data: Path, key: str) -> None:
        async with running(data, small(data)) as pilot:
            await scan(pilot)
            await press(pilot, "s", key, key)
            assert "6 were rated as a whole: > goes to the best one" in message(pilot)

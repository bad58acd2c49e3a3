"""What an interviewer meets in a day: mistakes taken back, notes beside a client, texts typed."""

from pathlib import Path

import pytest

from cases.app import (
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
    typed,
)
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.tui.kit.text import shortened, wrapped

Q1, Q2, Q3 = "8.1-Q01", "8.1-Q02", "8.1-Q03"


@pytest.fixture
def acme(data: Path) -> str:
    """An assessment whose suppliers are known, so that every question applies."""
    return small(data, facts={"suppliers": True})


class TestAMistakenDigit:
    async def test_undo_returns_to_its_question(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "1", "u", "4")
            assert (rating(pilot, Q1), rating(pilot, Q2)) == (Rating.F, None)

    async def test_redo_goes_where_it_changes_something(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "1", "u", "space", "space", "U")
            assert here(pilot) == Q1

    async def test_undoing_a_bulk_answer_stays_in_its_clause(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "A", "2", "u")
            assert here(pilot) == Q2

    async def test_back_without_a_jump_says_so(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "b")
            assert "no question to go back to" in message(pilot)


class TestBesideAClient:
    async def test_a_note_goes_on_below_what_stays_hidden(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            session_of(pilot).do(
                answers.change(session_of(pilot).moment, Q1, AnswerEdit(note="evasive"))
            )
            await press(pilot, "f9", "enter", *"more")
            assert not shows(pilot, "evasive")
            await press(pilot, "escape")
            first, second = answer(pilot, Q1).note.split("\n")
            assert (first, second[6:]) == ("evasive", "more")

    async def test_a_note_that_is_not_begun_stays_as_it_is(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            session_of(pilot).do(
                answers.change(session_of(pilot).moment, Q1, AnswerEdit(note="evasive"))
            )
            await press(pilot, "f9", "enter", "escape")
            assert answer(pilot, Q1).note == "evasive"

    async def test_a_flag_and_its_undo_are_not_named(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "f9", "!")
            assert answer(pilot, Q1).candidate
            assert message(pilot) == "kept"
            await press(pilot, "u")
            assert message(pilot) == f"undone: answer {Q1}"


class TestWhileTyping:
    async def test_the_footer_promises_no_letter_keys(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter")
            assert picture(pilot)[-1].split() == [
                "Esc",
                "Done,",
                "it",
                "is",
                "kept",
                "F9",
                "Client",
                "view",
                "F1",
                "Help",
            ]
            await press(pilot, "escape", "e", "s")
            assert picture(pilot)[-1].split() == ["Enter", "Take", "Esc", "Drop", "F1", "Help"]
            await press(pilot, "escape")
            assert "1-4 Rate" in picture(pilot)[-1]

    async def test_a_message_of_before_goes_when_a_note_begins(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "b")
            await typed(pilot, "说")
            assert message(pilot) == ""

    async def test_the_quick_scan_says_that_it_takes_no_note(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "s")
            await typed(pilot, "说")
            assert "takes no notes" in message(pilot)


class TestThereAndBack:
    async def test_a_check_of_the_report_is_mended_and_left_by_escape(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, at="r") as pilot:
            await press(pilot, "enter")
            assert here(pilot) == Q1
            assert shows(pilot, "Esc back to report")
            await press(pilot, "enter", *"so", "escape")
            assert here(pilot) == Q1
            await press(pilot, "escape")
            assert shows(pilot, "CHECKS")

    async def test_escape_stays_where_nothing_sent_one(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="r") as pilot:
            await press(pilot, "g", "i", "escape")
            assert here(pilot) == Q1

    async def test_a_refusal_is_not_said_any_more_once_it_is_dropped(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, at="b") as pilot:
            await press(pilot, "t", "9", "9", "enter")
            assert "no level" in message(pilot)
            await press(pilot, "escape")
            assert "no level" not in message(pilot)

    async def test_a_target_is_one_digit(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="b") as pilot:
            await press(pilot, "t", "4", "enter")
            assert session_of(pilot).assessment.about.target == 4
            await press(pilot, "t", "enter")
            assert session_of(pilot).assessment.about.target == 4

    async def test_the_wrap_up_leads_to_questions_and_documents(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "d", "enter", "w", "enter")
            assert here(pilot) == Q1
            await press(pilot, "w", "end", "enter")
            assert shows(pilot, "Documents and records")


class TestAWindowTooSmall:
    async def test_keys_do_nothing_that_cannot_be_seen(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await pilot.resize_terminal(58, 17)
            await press(pilot, "4", "r", "!")
            assert not session_of(pilot).assessment.answers

    async def test_a_note_goes_on_through_it(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"one")
            await pilot.resize_terminal(58, 17)
            await press(pilot, *" two")
            await pilot.resize_terminal(80, 24)
            await press(pilot, *" three", "escape")
            assert answer(pilot, Q1).note[6:] == "one two three"
            assert rating(pilot, Q1) is None


class TestTheKeyMapFile:
    async def test_a_mistake_in_it_is_said_where_the_interview_opens_first(
        self, data: Path, acme: str
    ) -> None:
        file = data.parent / "config" / "keys.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{bad", encoding="utf-8")
        async with running(data, acme) as pilot:
            await pilot.pause()
            assert "keys.json" in message(pilot)


class TestNamesAndPaths:
    async def test_a_copy_is_named_for_the_next_year(self, data: Path) -> None:
        small(data, name="Acme 2026")
        async with running(data) as pilot:
            await press(pilot, "D", "enter")
            assert shows(pilot, "Acme 2027")

    def test_a_long_name_keeps_its_year(self) -> None:
        assert shortened("Northlight services, gap 2026", 16, 4).plain == "Northlight~2026"

    def test_a_path_longer_than_a_row_begins_in_the_row_of_its_word(self) -> None:
        rows = [row.plain for row in wrapped("written: /tmp/" + "x" * 20, 20, 2)]
        assert rows == ["written: /tmp/" + "x" * 6, "x" * 14]

"""The question card shows the whole question: in the free rows, else with a key."""

from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from cases.app import (
    NARROW,
    WIDE,
    answer,
    here,
    message,
    picture,
    press,
    running,
    shows,
    small,
    until,
)
from gapwizard.domain.diagnosis import diagnose
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session.acts.fields import LIMIT
from gapwizard.session.interview import Interview
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.tui.interview import beside, card

Q1 = "8.1-Q01"


def flat(rows: list[Content]) -> str:
    """The words of some rows, white space left out."""
    return "".join("".join(row.plain.split()) for row in rows)


def whole(folder: Path, width: int, height: int, *, wide: bool) -> dict[str, int]:
    """How often each question of ours is rolled until its text and criterion were read whole."""
    creation.create(folder, "Acme")
    session = Session.open(folder, "acme", write=False)
    diagnosis = diagnose(session.questionnaire, session.assessment, session.today())
    found = {}
    for name, question in session.questionnaire.questions.items():
        laid = card.lay_out(diagnosis, [question], width, height, wide=wide, client=False)
        at, rolled, seen = 0, 0, []
        while True:
            seen += card.paint(laid, width, at)[: laid.room]
            at = card.roll_on(len(laid.top), laid.room, at)
            if not at:
                break
            rolled += 1
        read = flat(seen)
        assert "".join(question.text.split()) in flat(laid.top), name
        for row in laid.top:
            assert "".join(row.plain.split()) in read, name
        found[name] = rolled
    return found


class TestTheWholeQuestion:
    def test_stands_on_the_card_where_there_is_room(self, tmp_path: Path) -> None:
        rolled = whole(tmp_path, 136, 34, wide=True)

        assert [name for name, times in rolled.items() if times] == []

    def test_can_be_read_in_the_smallest_window_with_one_key(self, tmp_path: Path) -> None:
        rolled = whole(tmp_path, 80, 14, wide=False)

        assert max(rolled.values()) <= 4

    def test_and_the_guidance_beside_it_can_be_read_whole_with_the_same_key(
        self, tmp_path: Path
    ) -> None:
        creation.create(tmp_path, "Acme")
        session = Session.open(tmp_path, "acme", write=False)
        interview = Interview(session)
        width, height = 34, 36
        while True:
            rows = beside.context(interview, width, client=False)
            at, times, seen = 0, 0, []
            while True:
                seen += card.window(rows, height, at, width)
                at = card.roll_on(len(rows), height, at)
                if not at:
                    break
                times += 1
            read = flat(seen)
            for row in rows:
                assert "".join(row.plain.split()) in read, interview.question.id
            for text in (*interview.question.look_for, *interview.question.warning_signs):
                assert "".join(text.split()) in flat(rows), interview.question.id
            assert times <= 4
            if not interview.step(1):
                break

    def test_says_its_text_once_where_it_has_no_criterion(self, tmp_path: Path) -> None:
        questionnaire = Shelf(tmp_path).load(DEFAULT)
        creation.create(tmp_path, "Acme")
        session = Session.open(tmp_path, "acme", write=False)
        diagnosis = diagnose(questionnaire, session.assessment, session.today())
        question = next(iter(questionnaire.questions.values()))
        bare = question.model_copy(update={"criterion": question.text})

        laid = card.lay_out(diagnosis, [bare], 80, 30, wide=False, client=False)

        assert flat(laid.top).count("".join(question.text.split())) == 1

    async def test_rolls_with_v_and_comes_back(self, data: Path) -> None:
        creation.create(data, "Acme")
        async with running(data, "acme", NARROW) as pilot:
            before = picture(pilot)
            assert shows(pilot, "more rows")
            for _time in range(9):
                await press(pilot, "v")
                if shows(pilot, "v: back to the top"):
                    break
            assert shows(pilot, "v: back to the top")
            await press(pilot, "v")
            assert picture(pilot)[1:10] == before[1:10]


class TestATextThatIsTooLong:
    @pytest.fixture
    def acme(self, data: Path) -> str:
        return small(data)

    async def paste(self, pilot: Pilot[None], text: str) -> None:
        pilot.app.screen.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.pause()

    async def test_pasted_outside_a_field_waits_in_one_and_nothing_of_it_goes(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, WIDE) as pilot:
            await self.paste(pilot, "x" * 55_000)
            note = pilot.app.screen.query_one("#note", TextArea)
            assert "at most 20000 fit" in message(pilot)
            await press(pilot, "escape")
            assert "all of it waits in the field" in message(pilot)
            assert len(answer(pilot, Q1).note) == LIMIT
            assert shows(pilot, "not saved yet")
            await press(pilot, "3", "up", "g", "d", "g", "i", "enter")
            note = pilot.app.screen.query_one("#note", TextArea)
            assert note.text.count("x") == 55_000
            note.text = "12:00 shortened"
            await pilot.pause()
            await press(pilot, "escape")
            assert answer(pilot, Q1).note == "12:00 shortened"
            await until(pilot, lambda: not shows(pilot, "not saved yet"))

    async def test_pasted_into_a_note_can_be_shortened(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "enter", *"first")
            note = pilot.app.screen.query_one("#note", TextArea)
            note.insert("y" * 55_000)
            await pilot.pause()
            assert "at most 20000 fit" in message(pilot)
            note.clear()
            await press(pilot, *"short", "escape")
            assert answer(pilot, Q1).note == "short"
            assert here(pilot) == Q1

    async def test_that_a_terminal_types_key_by_key_comes_in_whole(
        self, data: Path, acme: str
    ) -> None:
        text = "Tickets 张伟 42.\n" * 300
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "o")
            driver = pilot.app._driver
            assert driver is not None
            for letter in text:
                key = "enter" if letter == "\n" else letter
                driver.send_message(events.Key(key, letter))
            driver.send_message(events.Key("escape", None))
            for _time in range(50):
                await pilot.pause()
            assert answer(pilot, Q1).observation == text.rstrip()

    async def test_is_said_before_the_app_ends(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await self.paste(pilot, "x" * 55_000)
            await press(pilot, "ctrl+q")
            assert "Ctrl+Q again keeps the first of them" in message(pilot)
            assert pilot.app.is_running
            await press(pilot, "ctrl+q")
        with Session.open(data, acme, write=False) as kept:
            assert len(kept.assessment.answers[Q1].note) == LIMIT

    async def test_in_one_line_is_refused_and_dropped_by_escape(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "e", "d")
            line = pilot.app.screen.query_one("#askline", Input)
            line.value = "x" * 21_000
            await press(pilot, "enter")
            assert "Esc drops it" in message(pilot)
            assert pilot.app.screen.focused is line
            await press(pilot, "escape")
            assert pilot.app.screen.focused is not line
            assert answer(pilot, Q1).evidence == ()

    async def test_up_to_the_limit_is_kept(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "o")
            pilot.app.screen.query_one("#note").insert("z" * LIMIT)  # type: ignore[attr-defined]
            await pilot.pause()
            await press(pilot, "escape")
            assert len(answer(pilot, Q1).observation) == LIMIT

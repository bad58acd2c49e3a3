"""The question card shows the whole question: in the free rows, else with a key."""

from pathlib import Path

import pytest
from app_cases import NARROW, WIDE, answer, here, message, picture, press, running, shows, small
from textual import events
from textual.content import Content
from textual.pilot import Pilot

from gapwizard.domain.diagnosis import diagnose
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session import portfolio
from gapwizard.session.session import Session
from gapwizard.session.text import LIMIT
from gapwizard.tui.interview import card

Q1 = "8.1-Q01"


def flat(rows: list[Content]) -> str:
    """The words of some rows, white space left out."""
    return "".join("".join(row.plain.split()) for row in rows)


def whole(folder: Path, width: int, height: int, *, wide: bool) -> dict[str, int]:
    """How often each question of ours is rolled until its text and criterion were read whole."""
    portfolio.create(folder, "Acme")
    session = Session.open(folder, "acme", write=False)
    diagnosis = diagnose(session.questionnaire, session.assessment, session.today())
    found = {}
    for name, question in session.questionnaire.questions.items():
        laid = card.laid_out(diagnosis, [question], width, height, wide=wide, client=False)
        at, rolled, seen = 0, 0, []
        while True:
            seen += card.paint(laid, width, at)[: laid.room]
            at = card.rolled_on(laid, at)
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

    def test_says_its_text_once_where_it_has_no_criterion(self, tmp_path: Path) -> None:
        questionnaire = Shelf(tmp_path).load(DEFAULT)
        portfolio.create(tmp_path, "Acme")
        session = Session.open(tmp_path, "acme", write=False)
        diagnosis = diagnose(questionnaire, session.assessment, session.today())
        question = next(iter(questionnaire.questions.values()))
        bare = question.model_copy(update={"criterion": question.text})

        laid = card.laid_out(diagnosis, [bare], 80, 30, wide=False, client=False)

        assert flat(laid.top).count("".join(question.text.split())) == 1

    async def test_rolls_with_v_and_comes_back(self, data: Path) -> None:
        portfolio.create(data, "Acme")
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

    async def test_pasted_outside_a_field_is_refused_whole_and_said(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, WIDE) as pilot:
            await self.paste(pilot, "x" * 55_000)
            assert "does not fit, and nothing was changed" in message(pilot)
            assert answer(pilot, Q1).note == ""

    async def test_pasted_into_a_note_leaves_what_was_there(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "enter", *"first")
            note = pilot.app.screen.query_one("#note")
            note.insert("y" * 55_000)  # type: ignore[attr-defined]
            await pilot.pause()
            assert "does not fit, and is not in it" in message(pilot)
            await press(pilot, *" words", "escape")
            assert answer(pilot, Q1).note.endswith("first words")
            assert here(pilot) == Q1

    async def test_up_to_the_limit_is_kept(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "o")
            pilot.app.screen.query_one("#note").insert("z" * LIMIT)  # type: ignore[attr-defined]
            await pilot.pause()
            await press(pilot, "escape")
            assert len(answer(pilot, Q1).observation) == LIMIT

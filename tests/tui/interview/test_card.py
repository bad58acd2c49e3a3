"""The question card shows the whole question: in the free rows, else with a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from cases.app import (
    WIDE,
    answer,
    here,
    interview,
    message,
    picture,
    press,
    running,
    shows,
    small,
    until,
)
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.text_limit import LIMIT
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session.interview.interview import Interview
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.tui.interview import card, context, layout
from gapwizard.tui.kit.panes import Painted, in_sight

Q1 = "8.1-Q01"


def flat(rows: list[Content]) -> str:
    """The words of some rows, white space left out."""
    return "".join("".join(row.plain.split()) for row in rows)


def all_asked(folder: Path, tongue: str) -> Iterator[Interview]:
    """The interview at each of our questions, in one language or both."""
    creation.create(folder, "Acme")
    asked = Interview(Session.open(folder, "acme", write=False))
    asked.question_language = tongue
    yield asked
    while asked.step(1):
        yield asked


def texts(asked: Interview) -> list[str]:
    """All that a question says."""
    shown = card.wording(asked)
    own = [text for one in shown for text in (one.text, one.criterion, *one.points)]
    first = shown[0]
    return [*own, *first.look_for, *first.follow_up, *first.warning_signs]


def laid_out(asked: Interview, width: int, height: int, *, besides: bool) -> Painted:
    """The card of the question in focus."""
    words = card.wording(asked)
    return card.lay_out(asked.session.diagnosis, words, width, height, beside=besides, client=False)


class TestTheWholeQuestion:
    @pytest.mark.parametrize("tongue", ["", "zh-Hans", "both"])
    @pytest.mark.parametrize("size", [(120, 40), (200, 50)])
    async def test_stands_in_a_window_with_room(
        self, data: Path, tmp_path: Path, size: tuple[int, int], tongue: str
    ) -> None:
        creation.create(data, "Acme")
        async with running(data, "acme", size) as pilot:
            interview(pilot).question_language = tongue
            await press(pilot, "space")
            screen = pilot.app.screen
            (width, height), around = screen.query_one("#card").size, screen.query_one("#context")
            both = height + screen.query_one("#notes").size.height
            beside_width, beside_height = around.content_size
        cut = []
        for asked in all_asked(tmp_path, tongue):
            laid = laid_out(asked, width, both, besides=True)
            note = layout.note_rows(laid, both, 0, layout.MANY)
            around = context.context(asked, beside_width - 1, client=False).rows[
                : beside_height - 1
            ]
            seen = flat([*laid.rows, *around])
            whole = all("".join(text.split()) in seen for text in texts(asked))
            if not whole or len(laid.rows) + len(laid.foot) > both - note:
                cut.append(asked.question.id)
        assert cut == []

    @pytest.mark.parametrize("tongue", ["", "zh-Hans", "both"])
    @pytest.mark.parametrize(("width", "height"), [(80, 18), (60, 12)])
    def test_is_read_whole_in_a_small_window_with_one_key(
        self, tmp_path: Path, width: int, height: int, tongue: str
    ) -> None:
        for asked in all_asked(tmp_path, tongue):
            laid = laid_out(asked, width, height, besides=False)
            at, seen = 0, set[int]()
            for _time in range(20):
                sight = in_sight(laid, height - len(laid.foot), at)
                seen |= {*range(sight.first, sight.first + sight.rows)}
                if at >= sight.most[1]:
                    break
                at = sight.rolled + sight.step
            assert seen == {*range(len(laid.rows))}, asked.question.id
            read = flat(list(laid.rows))
            # Between others a sentence is a part without its full stop.
            told = ["".join(text.split()).rstrip(".。") for text in texts(asked)]
            assert all(text in read for text in told), asked.question.id

    def test_says_its_text_once_where_it_has_no_criterion(self, tmp_path: Path) -> None:
        questionnaire = Shelf(tmp_path).load(DEFAULT)
        creation.create(tmp_path, "Acme")
        session = Session.open(tmp_path, "acme", write=False)
        diagnosis = diagnose(questionnaire, session.assessment, session.today())
        question = next(iter(questionnaire.questions.values()))
        bare = question.model_copy(update={"criterion": question.text})

        laid = card.lay_out(diagnosis, [bare], 80, 30, beside=False, client=False)

        assert flat(list(laid.rows)).count("".join(question.text.split())) == 1

    async def test_rolls_with_v_and_comes_back(self, data: Path) -> None:
        creation.create(data, "Acme")
        async with running(data, "acme", (60, 18)) as pilot:
            before = picture(pilot)
            assert shows(pilot, "more rows")
            for _time in range(9):
                await press(pilot, "v")
                if shows(pilot, "v: back to the top"):
                    break
            assert shows(pilot, "v: back to the top")
            await press(pilot, "v")
            assert picture(pilot)[1:10] == before[1:10]

    async def test_rolls_with_the_wheel_and_with_a_click_on_the_mark(self, data: Path) -> None:
        creation.create(data, "Acme")
        async with running(data, "acme", (60, 18)) as pilot:
            before = picture(pilot)
            card_pane = pilot.app.screen.query_one("#card")
            await pilot._post_mouse_events([events.MouseScrollDown], card_pane)
            await pilot.pause()
            assert picture(pilot)[1:6] == [*before[4:7], *picture(pilot)[4:6]]
            await pilot._post_mouse_events([events.MouseScrollUp], card_pane)
            await pilot.pause()
            assert picture(pilot) == before
            at = next(i for i, row in enumerate(before) if "more rows" in row)
            await pilot.click(offset=(55, at))
            assert picture(pilot)[1:6] != before[1:6]


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

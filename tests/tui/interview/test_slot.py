"""Interview by the agenda: slot filter, clock, wrap-up and read-back; ticks, tongues, last time."""

import copy
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cases.app import (
    QUESTIONS,
    answer,
    app_of,
    here,
    interview,
    message,
    on_disk,
    picture,
    press,
    rating,
    running,
    session_of,
    shows,
    small,
    until,
)  # fmt: skip
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import about, agenda, answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.interview.ways import OPEN
from gapwizard.session.session import Session
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.wrapup.screen import WrapUpScreen

WIDE = (120, 40)


def scheduled(data: Path, **fields: str) -> str:
    """Create an assessment with one slot, on problems, that is on at this moment."""
    name = small(data)
    now = datetime.now().astimezone()
    start = now.replace(minute=0)
    pairs = {
        "day": str(start.date()), "start": f"{start:%H:%M}", "minutes": "60", "topic": "Problems",
        "clauses": "8.2", **fields,
    }  # fmt: skip
    with Session.open(data, name) as session:
        session.do(agenda.change(session.moment, "new", pairs))
    return name


class TestSlot:
    async def test_the_header_counts_the_questions_of_the_slot(self, data: Path) -> None:
        async with running(data, scheduled(data), WIDE) as pilot:
            assert "Problems" in picture(pilot)[0]
            assert " 0/2" in picture(pilot)[0]
            await press(pilot, "f6", "f6", "4")
            assert " 1/2" in picture(pilot)[0]

    async def test_client_view_hides_the_topic(self, data: Path) -> None:
        async with running(data, scheduled(data, topic="Layoffs"), WIDE) as pilot:
            await press(pilot, "f9")
            assert not shows(pilot, "Layoffs")

    async def test_f6_goes_through_all_open_and_slot(self, data: Path) -> None:
        async with running(data, scheduled(data)) as pilot:
            await press(pilot, "f6")
            assert interview(pilot).way == OPEN
            await press(pilot, "f6")
            assert here(pilot) == "8.2-Q01"
            await press(pilot, "space")
            assert here(pilot) == "8.2-Q02"
            await press(pilot, "space")
            assert here(pilot) == "8.2-Q01"
            assert "that was the last one" in message(pilot)
            await press(pilot, "f6", "space", "space")
            assert here(pilot) == "9-Q01"

    async def test_a_slot_chosen_in_the_agenda_is_asked_at_once(self, data: Path) -> None:
        async with running(data, scheduled(data)) as pilot:
            app_of(pilot).visit("interview", handed=Handed(slot="S-01"))
            await pilot.pause()
            assert here(pilot) == "8.2-Q01"


class TestWrapUp:
    async def test_lists_what_is_open_and_opens_it(self, data: Path) -> None:
        async with running(data, scheduled(data)) as pilot:
            await press(pilot, "w")
            assert isinstance(pilot.app.screen, WrapUpScreen)
            assert shows(pilot, "How are problems found?")
            assert not shows(pilot, "How does management review?")
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.2-Q01"

    async def test_read_back_has_neither_notes_nor_flags(self, data: Path) -> None:
        name = scheduled(data)
        with Session.open(data, name) as session:
            session.do(
                answers.change(
                    session.moment,
                    "8.2-Q01",
                    AnswerEdit(rating=Rating.P, note="he is nervous", follow_up=True),
                )
            )
        async with running(data, name) as pilot:
            await press(pilot, "w")
            assert shows(pilot, "*")
            await press(pilot, "v")
            assert shows(pilot, "Partly met")
            assert not shows(pilot, "nervous")
            assert not any("*" in row for row in picture(pilot)[3:20])

    async def test_the_next_step_and_done_are_kept(self, data: Path) -> None:
        name = scheduled(data)
        async with running(data, name) as pilot:
            await press(pilot, "w", "n", *"send 清单", "enter", "x")
            assert shows(pilot, "DONE")
            await press(pilot, "u")
            assert not session_of(pilot).assessment.slots["S-01"].done
        assert on_disk(data, name).slots["S-01"].summary == "send 清单"

    async def test_without_a_slot_it_is_about_everything(self, data: Path) -> None:
        async with running(data, small(data), at="w") as pilot:
            assert shows(pilot, "How does management review?")
            await press(pilot, "n")
            assert "no slot is on" in message(pilot)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, InterviewScreen)


class TestPoints:
    async def test_ticks_suggest_a_rating_that_one_key_takes(self, data: Path) -> None:
        async with running(data, small(data), WIDE) as pilot:
            await press(pilot, "t", "1")
            assert shows(pilot, "1[x] recorded")
            assert shows(pilot, "points: = Partly")
            await press(pilot, "t", "２")
            assert shows(pilot, "points: = Fully")
            await press(pilot, "t", "1", "a", "＝")
            assert rating(pilot, "8.1-Q01") is Rating.P
            assert answer(pilot, "8.1-Q01").ticked == (1,)

    async def test_are_all_in_sight_while_one_is_chosen(self, data: Path) -> None:
        many = copy.deepcopy(QUESTIONS)
        many["clauses"][1]["questions"][0]["points"] = [
            f"point {n} " + "and what it means " * 5 for n in range(1, 10)
        ]
        async with running(data, small(data, questions=many)) as pilot:
            assert not shows(pilot, "point 7")
            await press(pilot, "t")
            assert shows(pilot, "1[ ] point 1")
            assert shows(pilot, "7[ ] point 7")
            await press(pilot, "7")
            assert shows(pilot, "Holds when")
            await press(pilot, "t")
            assert shows(pilot, "7[x] point 7")
            await press(pilot, "escape")
            assert shows(pilot, "Holds when")

    @pytest.mark.parametrize("key", ["3", "0", "x", "enter"])
    async def test_no_other_key_ticks(self, data: Path, key: str) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "t", key)
            assert answer(pilot, "8.1-Q01").ticked == ()
            assert rating(pilot, "8.1-Q01") is None

    async def test_a_question_without_points_says_so(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "space", "space", "t")
            assert "no points" in message(pilot)
            await press(pilot, "=")
            assert "no point is ticked" in message(pilot)


async def test_the_slot_is_named_whole_beside_the_way_back(data: Path) -> None:
    async with running(data, demo=True) as pilot:
        await press(pilot, "g", "s", "up", "i", "4")
        (row,) = (one for one in picture(pilot) if "back: " in one)
        assert "only this slot: " in row
        assert "~" not in row


class TestMaturity:
    async def test_a_clause_rated_as_a_whole_is_not_called_all_asked(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "]", "A", "2", "4")
            assert message(pilot) == ""
            await press(pilot, "4")
            assert "8.2 is all asked" in message(pilot)

    async def test_enter_takes_the_suggestion_for_the_clause_just_completed(
        self, data: Path
    ) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "]", "4", "4")
            assert here(pilot) == "9-Q01"
            assert "8.2 is all asked" in message(pilot)
            await press(pilot, "m", "enter")
            assert session_of(pilot).assessment.maturity["8.2"].level == 1
            await press(pilot, "m", "3")
            assert session_of(pilot).assessment.maturity["9"].level == 3


class TestTongues:
    async def test_f8_shows_the_other_language_then_both(self, data: Path) -> None:
        questions: dict[str, Any] = json.loads(json.dumps(QUESTIONS))
        name = small(data, questions=questions)
        chinese = {
            "clauses": [{"id": "8.1", "questions": [{"id": "8.1-Q01", "text": "事件如何记录？"}]}]
        }
        folder = data / "questionnaires"
        (file,) = folder.glob("*.json")
        file.with_suffix(".zh-Hans.json").write_text(json.dumps(chinese), encoding="utf-8")
        async with running(data, name) as pilot:
            await press(pilot, "f8")
            assert shows(pilot, "事件如何记录？")
            assert not shows(pilot, "How are incidents recorded")
            await press(pilot, "f8")
            assert shows(pilot, "事件如何记录？")
            assert shows(pilot, "How are incidents recorded")
            await press(pilot, "f8")
            assert not shows(pilot, "事件如何记录？")


class TestRequest:
    async def test_d_asks_for_the_document_of_the_question(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "d", "enter")
            assert session_of(pilot).assessment.documents["D-1"].request == "asked"
            await press(pilot, "d", "enter")
            assert session_of(pilot).assessment.documents["D-1"].request == "received"

    async def test_d_opens_the_same_list_where_no_document_is_linked(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "space", "f2")
            assert isinstance(pilot.app.screen, Picker)
            assert shows(pilot, "No document is linked")
            await press(pilot, "down", "enter")
            assert session_of(pilot).assessment.documents["D-1"].request == "asked"
            await press(pilot, "d", "enter")
            await until(pilot, lambda: shows(pilot, "Title of the document"))

    async def test_of_several_one_is_picked(self, data: Path) -> None:
        questions: dict[str, Any] = json.loads(json.dumps(QUESTIONS))
        questions["documents"].append({"id": "D-2", "title": "Major incident procedure"})
        questions["clauses"][1]["questions"][0]["documents"].append("D-2")
        async with running(data, small(data, questions=questions)) as pilot:
            await press(pilot, "d")
            assert isinstance(pilot.app.screen, Picker)
            await press(pilot, "down", "enter")
            assert session_of(pilot).assessment.documents["D-2"].request == "asked"


class TestLastTime:
    async def test_the_answer_of_the_baseline_stands_beside_the_question(self, data: Path) -> None:
        before = small(data, "Before")
        with Session.open(data, before) as session:
            session.do(
                answers.change(
                    session.moment, "8.1-Q01", AnswerEdit(rating=Rating.L, note="not for a client")
                )
            )
        after = small(data, "After")
        with Session.open(data, after) as session:
            session.do(about.describe(session.moment, {"baseline": before}))
        async with running(data, after, WIDE) as pilot:
            assert shows(pilot, "last time L")
            assert shows(pilot, "Largely met")
            assert shows(pilot, "not for a client")
            await press(pilot, "f9")
            assert not shows(pilot, "not for a client")
            assert rating(pilot, "8.1-Q01") is None

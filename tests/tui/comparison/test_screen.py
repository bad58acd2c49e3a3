"""The comparison: clauses, questions, last time's findings, both sides, and what is hidden."""

import json
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    QUESTIONS,
    WIDE,
    answer,
    app_of,
    here,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
)
from cases.organisation import QUESTIONNAIRE, assessment
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import about, answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.tui.comparison import painting
from gapwizard.tui.comparison.screen import CompareScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker

HOSTILE = "[/b] [red]x\x1b[31m\u202e"
THEN = {"8.1-Q01": "F", "8.1-Q03": "P", "8.2-Q01": "N", "9-Q01": "P"}
NOW = {"8.1-Q01": "P", "8.1-Q03": "F", "8.2-Q01": "N"}


def made(data: Path, name: str, ratings: dict[str, str], note: str) -> str:
    """Create an assessment with ratings, each with a note and a record."""
    made = small(data, name, QUESTIONS)
    with Session.open(data, made) as session:
        for question, rating in ratings.items():
            session.do(
                answers.change(
                    session.moment,
                    question,
                    AnswerEdit(rating=Rating(rating), note=note, add=(parse_item("record: log"),)),
                )
            )
    return made


@pytest.fixture
def two(data: Path) -> Path:
    """A data folder with an assessment of this year, its baseline, and a third one."""
    made(data, "Last year", THEN, "said then")
    now = made(data, "This year", NOW, "said now")
    made(data, f"Other {HOSTILE}", {}, "")
    with Session.open(data, now) as session:
        session.do(about.describe(session.moment, {"baseline": "last-year"}))
    return data


def screen(pilot: Pilot[None]) -> CompareScreen:
    assert isinstance(pilot.app.screen, CompareScreen)
    return pilot.app.screen


class TestTheClauses:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_show_both_sides_and_why(self, two: Path, size: tuple[int, int]) -> None:
        async with running(two, "this-year", size, at="c") as pilot:
            assert shows(pilot, "A: Last year")
            assert shows(pilot, "Like for like 44% > 44% (0.0)")
            assert shows(pilot, "4 of 6 asked last time, 3 of 6 now; 3 answered both times")
            assert shows(pilot, "questions asked only one of the times")
            assert shows(pilot, "stands no more 1   repeated 1   not checked 1")

    async def test_enter_opens_the_questions_and_esc_the_clauses(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "enter")
            assert shows(pilot, "8: all questions (5)")
            assert shows(pilot, "8.1-Q01        F P  worse")
            await press(pilot, "escape")
            assert shows(pilot, "Operation")
            await press(pilot, "escape")

            assert isinstance(pilot.app.screen, InterviewScreen)

    async def test_say_what_to_do_without_a_baseline(self, two: Path) -> None:
        async with running(two, "last-year", at="c") as pilot:
            await press(pilot, "escape")
            assert shows(pilot, "no last time is named yet")
            assert shows(pilot, "o chooses another assessment; B then makes it last time's")
            for key in ("enter", "w", "n", "r", "v", "s", "x", "a"):
                await press(pilot, key)
                assert message(pilot)

    async def test_offer_the_other_assessments_without_a_baseline(self, two: Path) -> None:
        async with running(two, "last-year", at="c") as pilot:
            assert isinstance(pilot.app.screen, Picker)
            await typed(pilot, "this-year")
            await press(pilot, "enter")

            assert shows(pilot, "A: This year")

    async def test_offer_nothing_in_the_client_view(self, two: Path) -> None:
        async with running(two, "last-year") as pilot:
            await press(pilot, "f9", "g", "c")

            assert isinstance(pilot.app.screen, CompareScreen)
            assert not shows(pilot, "This year")


class TestTheQuestions:
    async def test_show_both_answers_with_their_notes(self, two: Path) -> None:
        async with running(two, "this-year", WIDE, at="c") as pilot:
            await press(pilot, "enter")

            for words in ("Fully met", "Partly met", "said then", "said now", "record: log"):
                assert shows(pilot, words)

    async def test_w_shows_what_got_worse_and_again_the_clauses(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "w")
            assert shows(pilot, "everything: worse (1)")
            await press(pilot, "w")

            assert shows(pilot, "Operation")

    async def test_n_shows_what_cannot_be_compared(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "n")

            assert shows(pilot, "not asked now")
            assert shows(pilot, "9-Q01")

    async def test_v_goes_through_the_kinds(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "enter", "v", "v")

            assert shows(pilot, "8: better (1)")

    async def test_enter_opens_the_interview_there(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "w", "enter")

            assert here(pilot) == "8.1-Q01"

    async def test_y_copies_the_id(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "w")

            assert screen(pilot).copyable() == "8.1-Q01"


class TestLastTimesFindings:
    async def test_r_lists_them_those_to_look_at_first(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "r")
            rows = [row for row in picture(pilot) if row.startswith("   NC-")]

            assert [row.split()[0] for row in rows] == ["NC-9", "NC-8.2", "NC-8.1"]
            assert shows(pilot, "not checked")

    async def test_a_flags_the_questions_of_one_not_checked(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "r", "a")
            assert answer(pilot, "9-Q01").follow_up
            assert "1 question" in message(pilot)
            await press(pilot, "u")
            assert not answer(pilot, "9-Q01").follow_up

    async def test_a_refuses_one_that_was_checked(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "r", "down", "a")

            assert "not checked" in message(pilot)

    async def test_enter_opens_the_question_not_asked(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "r", "enter")

            assert here(pilot) == "9-Q01"

    async def test_enter_opens_the_finding_that_repeats_it(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "r", "down", "enter")

            assert getattr(pilot.app.screen, "NAME", "") == "findings"


class TestTheSides:
    async def test_s_swaps_them(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "s")
            assert shows(pilot, "A: This year")
            await press(pilot, "w")

            assert shows(pilot, "8.1-Q03        F P  worse")

    async def test_nothing_is_flagged_while_they_are_swapped(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "s", "r", "a")

            assert not any(a.follow_up for a in session_of(pilot).assessment.answers.values())

    async def test_o_chooses_another_one(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "o")
            await typed(pilot, "other")
            await press(pilot, "enter")

            assert shows(pilot, "A: Other [/b] [red]x␛[31m<U+202E>")
            assert shows(pilot, "0 of 6 asked last time")

    async def test_capital_b_makes_it_last_times_for_reports(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "B")
            assert message(pilot) == "last-year is last time's already"
            await press(pilot, "o")
            await typed(pilot, "other")
            await press(pilot, "enter", "B")

            assert message(pilot).startswith("other-b-red-x-31m is last time's now")
            assert session_of(pilot).assessment.about.baseline == "other-b-red-x-31m"
            await press(pilot, "u")
            assert session_of(pilot).assessment.about.baseline == "last-year"

    async def test_capital_b_wants_one_to_be_chosen(self, data: Path) -> None:
        async with running(data, made(data, "Alone", NOW, ""), at="c") as pilot:
            await press(pilot, "B")
            assert message(pilot) == "o chooses the assessment that shall be last time's"

    @pytest.mark.parametrize("width", [60, 80, 100, 120])
    def test_several_fit_the_window_or_say_no_names(self, width: int) -> None:
        known = diagnose(QUESTIONNAIRE, assessment(), date(2026, 12, 1))
        for count in range(3, min(12, (width - 8) // 6) + 1):
            every = [known] * count
            row = painting.several_row(every, "8.5", "Records", width)
            assert row.cell_length <= width
            assert row.cell_length == painting.several_head(every, width).cell_length

    @pytest.mark.parametrize("size", [(80, 24), (120, 40)])
    async def test_more_than_two_have_a_column_each(self, two: Path, size: tuple[int, int]) -> None:
        async with running(two, "this-year", size) as pilot:
            names = ("last-year", "other-b-red-x-31m", "this-year")
            app_of(pilot).visit("compare", handed=Handed(compared=names))
            await pilot.pause()

            assert shows(pilot, "3 assessments side by side")
            for words in ("A: Last year", "B: Other", "C: This year"):
                assert shows(pilot, words)
            confirmed = next(row for row in picture(pilot) if "confirmed" in row)
            assert confirmed.split() == ["confirmed", "28%", "--", "22%"]
            await press(pilot, "w")
            assert "only two" in message(pilot)


class TestTheClientView:
    async def test_names_nobody_and_hides_notes(self, two: Path) -> None:
        async with running(two, "this-year", WIDE, at="c") as pilot:
            await press(pilot, "enter", "f9")

            for words in ("Last year", "This year", "said then", "said now"):
                assert not shows(pilot, words)
            await press(pilot, "o")
            assert "hidden" in message(pilot)


class TestWritingIt:
    async def test_x_makes_a_new_file_each_time(self, two: Path) -> None:
        async with running(two, "this-year", at="c") as pilot:
            await press(pilot, "x", "x")

            files = sorted((two / "exports" / "this-year").glob("this-year-comparison-*.md"))
            assert len(files) == 2
            assert "said" not in files[0].read_text(encoding="utf-8")


class TestChangedQuestions:
    async def test_are_named_set_apart_and_shown_with_both_criteria(self, data: Path) -> None:
        then = made(data, "Then", {"8.1-Q01": "N", "8.2-Q01": "F"}, "n")
        new = json.loads(json.dumps({**QUESTIONS, "version": "2.0.0"}))
        new["clauses"][1]["questions"][0]["criterion"] = "Every incident has an [b]owner."
        now = small(data, "Now", new)
        with Session.open(data, now) as session:
            session.do(about.describe(session.moment, {"baseline": then}))
            session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(rating=Rating.F)))
        async with running(data, now, (200, 50), at="c") as pilot:
            assert shows(pilot, "set apart, as gone and new: 8.1-Q01")
            await press(pilot, "n")
            rows = [row for row in picture(pilot) if "8.1-Q01" in row]
            assert any("new question" in row for row in rows)
            assert any("question gone" in row for row in rows)
            assert shows(pilot, "another criterion than at the other time")
            assert shows(pilot, "an [b]owner.")
            await press(pilot, "end")
            assert shows(pilot, "a category and a priority.")

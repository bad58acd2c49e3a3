"""The search: typed, gone through, rated in, saved, written, and left again."""

from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual import events
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
    rating,
    running,
    send,
    session_of,
    shows,
    small,
    typed,
)
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import about, actions, answers, findings
from gapwizard.session.session import Session
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.search.screen import SearchScreen

HOSTILE = "[/b] [red]x\x1b[31m\u202e matrix"


@pytest.fixture
def filled(data: Path) -> Path:
    """A data folder with one assessment with notes, evidence, flags, a finding, an action."""
    name = small(data)
    with Session.open(data, name) as session:
        from gapwizard.domain.evidence import parse_item
        from gapwizard.session.acts.answers import AnswerEdit

        session.do(
            answers.change(
                session.moment,
                "8.1-Q01",
                AnswerEdit(
                    rating=Rating.P, note="the matrix hangs there", candidate=True, follow_up=True
                ),
            )
        )
        session.do(
            answers.change(
                session.moment,
                "8.2-Q01",
                AnswerEdit(rating=Rating.F, add=(parse_item("record: matrix of problems"),)),
            )
        )
        session.do(
            findings.change(
                session.diagnosis,
                "new",
                {"clause": "9", "grade": "minor", "statement": "No matrix was shown."},
            )
        )
        session.do(actions.change(session.diagnosis, "new", {"title": "Print the matrix"}))
    return data


def screen(pilot: Pilot[None]) -> SearchScreen:
    assert isinstance(pilot.app.screen, SearchScreen)
    return pilot.app.screen


def rows(pilot: Pilot[None]) -> list[str]:
    """The rows of the list."""
    return [row for row in picture(pilot)[2:-5] if row.strip()]


class TestTyping:
    async def test_finds_as_one_types(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "matrix")

            found = "\n".join(rows(pilot))
            for words in ("Notes (1)", "Evidence (1)", "Findings (", "Actions (1)"):
                assert words in found

    @pytest.mark.parametrize("key", ["/", "、", "／", "f4"])
    async def test_begins_with_every_key_for_it(self, filled: Path, key: str) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, key)

            assert screen(pilot).editing

    async def test_opens_the_form_of_what_the_assessment_was_told(self, filled: Path) -> None:
        with Session.open(filled, "acme") as session:
            session.do(about.describe(session.moment, {"contracts": "Frame with Globex"}))
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "globex")
            await press(pilot, "enter")

            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            assert form.rows.here.key == "contracts"

    async def test_that_cannot_be_read_is_no_saved_search_at_enter(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            screen(pilot).field.value = "r:"  # pasted
            await pilot.pause()
            await press(pilot, "enter")

            assert screen(pilot).field.value == "r:"
            assert message(pilot)

    async def test_stands_above_at_least_four_rows(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            region = screen(pilot).field.region

            assert pilot.app.size.height - region.bottom >= 4

    async def test_says_what_is_wrong_and_keeps_what_was_found(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "matrix r")
            before = rows(pilot)
            await typed(pilot, ":")

            assert "r: wants one of" in message(pilot)
            assert rows(pilot) == before

    async def test_says_that_nothing_is_found(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "zzz")

            assert shows(pilot, "nothing found")

    async def test_shows_hostile_text_as_it_is(self, filled: Path) -> None:
        async with running(filled, "acme", WIDE) as pilot:
            session_of(pilot).do(
                actions.change(session_of(pilot).diagnosis, "A-01", {"title": HOSTILE})
            )
            await press(pilot, "/")
            await typed(pilot, "a:matrix")

            assert shows(pilot, "[/b] [red]x␛[31m<U+202E> matrix")


class TestTheList:
    async def test_enter_goes_to_the_question_and_b_comes_back(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "space", "/")
            left = session_of(pilot).questionnaire
            assert left
            await typed(pilot, "n:matrix")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.1-Q01"
            await press(pilot, "b")

            assert here(pilot) == "8.1-Q02"

    async def test_the_next_search_goes_on_where_the_last_one_was_left(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "c:8.1 q:")
            await press(pilot, "down", "down", "enter", "/")
            assert screen(pilot).field.value == "c:8.1 q:"
            await press(pilot, "down", "enter")
            assert here(pilot) == "8.1-Q02"
            await press(pilot, "/")
            await typed(pilot, "x")

            assert screen(pilot).field.value == "x"

    @pytest.mark.parametrize(
        ("query", "name"),
        [("f:shown", "findings"), ("d:procedure", "documents"), ("a:print", "actions")],
    )
    async def test_enter_goes_to_the_screen_of_the_thing(
        self, filled: Path, query: str, name: str
    ) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, query)
            await press(pilot, "down", "enter")

            assert getattr(pilot.app.screen, "NAME", "") == name

    async def test_digits_rate_there_and_go_on(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "c:8.2 q:")
            await press(pilot, "down", "3", "１")

            assert (rating(pilot, "8.2-Q01"), rating(pilot, "8.2-Q02")) == (Rating.L, Rating.N)
            assert "8.2-Q02" in message(pilot)
            await press(pilot, "u")
            assert rating(pilot, "8.2-Q02") is None

    async def test_what_a_rating_leaves_to_ask_is_asked_as_in_the_interview(
        self, filled: Path
    ) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "c:8.2 q:")
            await press(pilot, "down", "3")
            assert "+ takes for 8.2-Q01: A weakness remains." in message(pilot)
            await press(pilot, "+")
            assert answer(pilot, "8.2-Q01").observation == "A weakness remains."
            assert "8.2-Q01: a weakness, or a lapse?" in message(pilot)
            await press(pilot, "x")
            assert answer(pilot, "8.2-Q01").lapse

            await press(pilot, "2", "4")
            assert rating(pilot, "8.2-Q02") is Rating.F, "another key means what it always means"
            assert not screen(pilot).editing

    async def test_a_question_that_a_fact_takes_out_is_not_rated(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            session = session_of(pilot)
            session.do(about.set_facts(session.moment, {"suppliers": False}))
            await press(pilot, "/")
            await typed(pilot, "8.1-Q02")
            await press(pilot, "down", "1")
            assert rating(pilot, "8.1-Q02") is None
            assert "a fact has taken this question out" in message(pilot)

    async def test_digits_in_the_line_are_text(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "8.2-Q01")
            await press(pilot, "3")

            assert screen(pilot).field.value == "8.2-Q013"
            assert rating(pilot, "8.2-Q01") is Rating.F

    async def test_a_digit_on_something_else_does_nothing(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            revision = session_of(pilot).revision
            await press(pilot, "/")
            await typed(pilot, "f:shown")
            await press(pilot, "down", "1", "2", "4")

            assert session_of(pilot).revision == revision

    async def test_headings_are_passed_over_and_up_leads_back_to_the_line(
        self, filled: Path
    ) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "matrix")
            await press(pilot, "down")
            kinds = []
            for _step in range(6):
                kinds.append(type(screen(pilot).rows.here).__name__)
                await press(pilot, "j")
            assert set(kinds) == {"Hit"}
            await press(pilot, "home", "up")

            assert screen(pilot).editing

    async def test_tab_goes_through_the_kinds(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "matrix")
            await press(pilot, "tab", "tab")

            assert shows(pilot, "in: Notes")
            assert len(rows(pilot)) == 2

    async def test_chinese_typed_in_the_list_goes_into_the_line(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/", "down", "事", "件")

            assert screen(pilot).field.value == "事件"

    async def test_a_paste_goes_into_the_line(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/", "down")
            await send(pilot, events.Paste("n:matrix\n"))
            await pilot.pause()

            assert screen(pilot).field.value == "n:matrix"

    async def test_esc_goes_back_to_where_one_came_from(self, filled: Path) -> None:
        async with running(filled, "acme", at="b") as pilot:
            await press(pilot, "/", "x", "escape")

            assert getattr(pilot.app.screen, "NAME", "") == "dashboard"

    async def test_esc_drops_what_is_typed_and_keeps_the_search_that_was_run(
        self, filled: Path
    ) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "n:hangs")
            await press(pilot, "enter", "/")
            await typed(pilot, "never run")
            await press(pilot, "escape", "/")

            assert screen(pilot).field.value == "n:hangs"

    async def test_y_copies_what_is_under_the_cursor(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "a:print")
            await press(pilot, "down")

            assert screen(pilot).copyable() == "A-01 Print the matrix"

    async def test_the_wide_window_shows_what_is_known_of_it(self, filled: Path) -> None:
        async with running(filled, "acme", WIDE) as pilot:
            await press(pilot, "/")
            await typed(pilot, "n:hangs")

            assert shows(pilot, "the matrix hangs there")
            assert shows(pilot, "Partly met")


class TestSavedSearches:
    async def test_stand_there_while_nothing_is_typed(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")

            assert shows(pilot, "Fully without evidence")
            assert shows(pilot, "Parked")
            await press(pilot, "down", "down", "enter")
            assert screen(pilot).field.value == "*"
            assert shows(pilot, "8.1-Q01")

    async def test_s_saves_under_a_name_and_the_app_keeps_it(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "r:P")
            await press(pilot, "down", "s")
            await typed(pilot, "Half")
            await press(pilot, "enter")
            assert "r:P # Half" in app_of(pilot).settings.searches

        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            assert shows(pilot, "Half")

    async def test_x_forgets_one_at_the_second_press(self, filled: Path) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/", "down", "X", "z")
            assert shows(pilot, "Fully without evidence")
            await press(pilot, "X", "X")

            assert not shows(pilot, "Fully without evidence")


class TestTheClientView:
    async def test_shows_no_saved_search_for_it_may_be_of_another_client(
        self, filled: Path
    ) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            assert shows(pilot, "Parked")
            await press(pilot, "f9")
            assert not shows(pilot, "Parked")

    async def test_hides_notes_and_flags(self, filled: Path) -> None:
        async with running(filled, "acme", WIDE) as pilot:
            await press(pilot, "/")
            await typed(pilot, "matrix")
            await press(pilot, "f9")
            assert not shows(pilot, "Notes (")
            assert not shows(pilot, "hangs there")
            assert shows(pilot, "Evidence (1)")

            await press(pilot, "f9")
            assert shows(pilot, "Notes (1)")
            assert answer(pilot, "8.1-Q01").candidate


class TestWritingTheList:
    @pytest.mark.parametrize(("key", "ending"), [("c", "csv"), ("m", "md")])
    async def test_makes_a_new_file_each_time(self, filled: Path, key: str, ending: str) -> None:
        async with running(filled, "acme") as pilot:
            await press(pilot, "/")
            await typed(pilot, "matrix")
            await press(pilot, "down", "x", key, "x", key)

            files = list((filled / "exports" / "acme").glob(f"acme-search-*.{ending}"))
            assert len(files) == 2
            assert files[0].stat().st_mode & 0o777 == 0o600


class TestTheFooter:
    async def test_offers_what_acts(self, filled: Path) -> None:
        async with running(filled, "acme", NARROW) as pilot:
            await press(pilot, "/")
            assert "Down List" in picture(pilot)[-1]
            assert "s Save" not in picture(pilot)[-1]
            await typed(pilot, "c:8 q:")
            await press(pilot, "down")

            assert "1-4 Rate" in picture(pilot)[-1]


class TestAdvice:
    QUESTIONNAIRE: ClassVar[dict[str, Any]] = {
        **QUESTIONS,
        "advice": [
            {
                "id": "learn",
                "title": "Learning [/b]",
                "text": "Ask who noticed.",
                "items": ["Note the time."],
                "clauses": ["8"],
            },
            {"id": "loose", "title": "Loose", "text": "Ask nobody."},
        ],
    }

    async def test_is_read_beside_the_list_and_beside_its_questions(self, data: Path):
        name = small(data, questions=self.QUESTIONNAIRE)
        async with running(data, name, WIDE) as pilot:
            await press(pilot, "slash")
            await typed(pilot, "noticed")
            assert shows(pilot, "Advice (1)")
            assert shows(pilot, "Ask who noticed.")
            assert shows(pilot, "- Note the time.")
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.1-Q01"
            assert shows(pilot, "Advice: Learning [/b]")
            assert shows(pilot, "- Ask who noticed.")
            assert shows(pilot, "- what to do: / and learn")

    async def test_of_no_clause_is_read_in_the_search(self, data: Path):
        name = small(data, questions=self.QUESTIONNAIRE)
        async with running(data, name, WIDE) as pilot:
            await press(pilot, "slash")
            await typed(pilot, "nobody")
            await press(pilot, "down", "enter")
            assert message(pilot) == "this advice belongs to no clause; it is read here"

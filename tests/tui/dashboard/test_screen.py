"""The dashboard: seven views, drilling down to questions, targets, what-if, exports, last time."""

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    QUESTIONS,
    WIDE,
    here,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
)
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.library.shelf import DEFAULT
from gapwizard.session.acts import about as about_acts
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.tui.dashboard.screen import DashboardScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.picker import Picker

VIEWS = ("bars", "heat", "first", "quality", "maturity", "readiness", "groups")
PHASES = {
    "id": "phases",
    "title": "By phase [/b]",
    "groups": [
        {"title": "Run [/b]", "clauses": ["8.1", "8.2"]},
        {"title": "Review", "clauses": ["9"]},
    ],
}
HOSTILE = "[/b] [red]x\x1b[31m\u202e 优先级矩阵"


def answered(data: Path, name: str = "Acme", rating: Rating = Rating.N) -> str:
    """Create an assessment in which 8.1 is begun."""
    made = small(data, name, {**QUESTIONS, "views": [PHASES]})
    with Session.open(data, made) as session:
        session.do(
            answers.change(
                session.moment,
                "8.1-Q01",
                AnswerEdit(rating=rating, add=(parse_item("record: tickets"),)),
            )
        )
        session.do(answers.change(session.moment, "8.1-Q03", AnswerEdit(rating=Rating.F)))
        session.do(about_acts.claim(session.moment, "8.1", "4"))
    return made


def screen(pilot: Pilot[None]) -> DashboardScreen:
    assert isinstance(pilot.app.screen, DashboardScreen)
    return pilot.app.screen


async def look(pilot: Pilot[None], view: str) -> None:
    """Open the dashboard at a view."""
    await press(pilot, "g", "b", *["v"] * VIEWS.index(view))


async def at(pilot: Pilot[None], words: str) -> None:
    """Go down to the row that says something."""
    for _row in range(screen(pilot).rows.count):
        if words in str(screen(pilot)._row(screen(pilot).rows.here, 80)):
            return
        await press(pilot, "down")
    raise AssertionError(f"no row says {words}")


class TestWhatTheAssessmentKnowsOfItself:
    async def test_is_changed_in_a_form_and_its_name_is_never_empty(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "bars")
            await press(pilot, "e", "enter", *" Ltd", "enter")
            assert session_of(pilot).assessment.about.name == "Acme Ltd"
            await press(pilot, "-")
            assert "needs a name" in message(pilot)
            await press(pilot, "down", "enter", *" Cloud", "enter", "escape")
            assert session_of(pilot).assessment.about.organisation == "Acme Cloud"
            assert isinstance(pilot.app.screen, DashboardScreen)
            assert shows(pilot, "Acme Ltd")

    async def test_shows_a_client_no_name_of_an_assessment(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "bars")
            await press(pilot, "f9", "e")
            assert shows(pilot, "Organisation")
            assert not shows(pilot, "  Name  ")
            assert not shows(pilot, "Last time")


class TestEveryView:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    @pytest.mark.parametrize("view", VIEWS)
    async def test_shows_the_honesty_numbers(
        self, data: Path, size: tuple[int, int], view: str
    ) -> None:
        async with running(data, answered(data), size) as pilot:
            await look(pilot, view)
            for words in ("Confirmed", "declared", "complete", "seen", "once all is asked"):
                assert shows(pilot, words)

    @pytest.mark.parametrize("view", VIEWS)
    async def test_every_key_works_on_every_row(self, data: Path, view: str) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, view)
            for _row in range(screen(pilot).rows.count):
                await press(pilot, "w", "w", "t", "escape", "down")
            assert isinstance(pilot.app.screen, DashboardScreen)

    async def test_text_from_outside_is_shown_as_it_is(self, data: Path) -> None:
        async with running(data, answered(data, HOSTILE)) as pilot:
            for _view in VIEWS:
                await press(pilot, "g", "b", "v")
                assert not {"\x1b", "\u202e"} & set("".join(picture(pilot)))
                strips = pilot.app.screen._compositor.render_strips()
                assert {strip.cell_length for strip in strips} == {80}
            assert shows(pilot, "[/b] [red]x")
            await press(pilot, "f9")
            assert not shows(pilot, "[red]")

    async def test_is_still_there_after_an_interview(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "quality")
            await press(pilot, "down", "down", "g", "i", "g", "b")
            assert (screen(pilot)._view, screen(pilot).rows.cursor) == ("quality", 2)


class TestTheVersion:
    async def test_is_come_to_at_a_yes_and_left_again_by_undo(self, data: Path) -> None:
        name = creation.create(data, "Acme", f"{DEFAULT}@1.0.0")
        with Session.open(data, name) as session:
            edit = AnswerEdit(rating=Rating.P, note="n")
            session.do(answers.change(session.moment, "9.2.2-Q04", edit))
        async with running(data, name, at="b") as pilot:
            await press(pilot, "V")
            assert isinstance(pilot.app.screen, Picker)
            assert shows(pilot, "1 asked again")
            assert shows(pilot, "asked again: ")
            await press(pilot, "escape")
            assert session_of(pilot).questionnaire.version == "1.0.0"
            await press(pilot, "V", "enter")
            session = session_of(pilot)
            assert session.questionnaire.version != "1.0.0"
            assert session.assessment.answers["9.2.2-Q04"].rating is None
            assert session.assessment.answers["9.2.2-Q04"].note == "n"
            await press(pilot, "u", "g", "i")
            assert session.questionnaire.version == "1.0.0"
            assert session.assessment.answers["9.2.2-Q04"].rating is Rating.P

    async def test_of_anybodys_questions_says_what_changes_and_what_it_leaves(
        self, data: Path
    ) -> None:
        name = answered(data)
        new = json.loads(json.dumps({**QUESTIONS, "version": "2.0.0"}))
        first, _second, gone = new["clauses"][1]["questions"]
        first["criterion"] = "Every incident has a record and an [b]owner."
        gone["id"] = "8.1-Q04"
        small(data, "Newer", new)
        async with running(data, name, WIDE, at="b") as pilot:
            await press(pilot, "V")
            for words in ("come to version 2.0.0", "an [b]owner", "8.1-Q04", "its answer stays"):
                assert shows(pilot, words), words
            await press(pilot, "enter")
            answers_kept = session_of(pilot).assessment.answers
            assert answers_kept["8.1-Q01"].rating is None
            assert answers_kept["8.1-Q01"].evidence
            assert answers_kept["8.1-Q03"].rating is Rating.F
            await press(pilot, "V")
            assert shows(pilot, "asked no more: When is an incident a major one?")
            assert shows(pilot, "Fully met")
            await press(pilot, "enter", "u", "V")
            assert shows(pilot, "come to version 2.0.0")

    async def test_is_refused_where_it_is_the_newest(self, data: Path) -> None:
        async with running(data, answered(data), at="b") as pilot:
            await press(pilot, "V")
            assert "already" in message(pilot)


class TestDrillingDown:
    async def test_a_clause_offers_its_questions_open_ones_first(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "heat")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, Picker)
            assert [item.key for item in pilot.app.screen._found][:2] == ["8.1-Q01", "8.1-Q02"]
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.1-Q02"

    async def test_a_group_of_a_view_offers_the_questions_of_its_clauses(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "groups")
            assert shows(pilot, "By phase [/b]")
            await at(pilot, "Run [/b]")
            await press(pilot, "enter")
            assert [item.key for item in pilot.app.screen._found][:2] == ["8.1-Q01", "8.1-Q02"]
            assert len(pilot.app.screen._found) == 5

    async def test_a_concern_offers_the_questions_behind_it(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "quality")
            await at(pilot, "claimed only")
            await press(pilot, "enter", "enter")
            assert here(pilot) == "8.1-Q03"

    async def test_a_concern_without_questions_says_so(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "quality")
            await at(pilot, "as a whole")
            await press(pilot, "enter")
            assert "nothing is behind" in message(pilot)
            await at(pilot, "disputes")
            await press(pilot, "enter")
            assert "nothing is behind" in message(pilot)

    async def test_an_unanswered_rule_offers_the_open_questions(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "readiness")
            await at(pilot, "1  FAILS  Applicable questions")
            await press(pilot, "enter", "enter")
            assert here(pilot) == "8.1-Q02"

    async def test_a_rule_on_a_date_asks_for_it(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "readiness")
            await at(pilot, "FAILS  Management review")
            await press(pilot, "enter", *"2026-01-02", "enter")
            assert str(session_of(pilot).assessment.about.management_review_date) == "2026-01-02"

    async def test_a_rule_on_conformity_goes_to_what_to_do_first(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "readiness")
            await at(pilot, "overall: ")
            await press(pilot, "enter")
            assert screen(pilot)._view == "first"


class TestTarget:
    async def test_of_all_where_the_row_is_no_leaf(self, data: Path) -> None:
        async with running(data, answered(data), at="b") as pilot:
            await press(pilot, "t", "backspace", "4", "enter")
            assert session_of(pilot).assessment.about.target == 4
            assert shows(pilot, "target 4")

    async def test_without_any_level_nothing_is_said_to_be_below(self, data: Path) -> None:
        async with running(data, small(data, "Acme", QUESTIONS), at="b") as pilot:
            assert shows(pilot, "target 3: no level given")

    async def test_of_the_leaf_under_the_cursor_and_back(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "maturity")
            await press(pilot, "t", "2", "enter")
            assert session_of(pilot).assessment.about.targets == {"8.1": 2}
            await press(pilot, "t", "backspace", "enter")
            assert session_of(pilot).assessment.about.targets == {}

    async def test_a_wrong_one_is_refused(self, data: Path) -> None:
        async with running(data, answered(data), at="b") as pilot:
            await press(pilot, "t", "backspace", "9", "enter")
            assert "no level" in message(pilot)
            await press(pilot, "escape", "escape")
            assert session_of(pilot).assessment.about.target == 3


class TestWhatIf:
    async def test_closes_the_clause_of_the_row(self, data: Path) -> None:
        async with running(data, answered(data), at="b") as pilot:
            await press(pilot, "w")
            assert shows(pilot, "as if closed: 8.1, 8.2")
            await press(pilot, "down")
            assert shows(pilot, "as if closed: 9")
            await press(pilot, "escape")
            assert not shows(pilot, "as if closed")
            assert isinstance(pilot.app.screen, DashboardScreen)

    async def test_needs_a_clause(self, data: Path) -> None:
        async with running(data, answered(data)) as pilot:
            await look(pilot, "readiness")
            await press(pilot, "w")
            assert "choose one" in message(pilot)


class TestExport:
    async def test_writes_the_figures(self, data: Path) -> None:
        async with running(data, answered(data), at="b") as pilot:
            await press(pilot, "x")
            folder = data / "exports" / session_of(pilot).assessment.id
            (file,) = folder.iterdir()
            assert file.read_text(encoding="utf-8-sig").startswith("clause,title")
            await press(pilot, "x")
            assert len(list(folder.iterdir())) == 2


class TestSinceLastTime:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_every_clause_shows_its_change(self, data: Path, size: tuple[int, int]) -> None:
        before = answered(data, "Last year", Rating.N)
        name = answered(data, "This year", Rating.F)
        with Session.open(data, name) as session:
            about = session.assessment.about.model_copy(update={"baseline": before})
            from gapwizard.domain.assessment import Change

            session.do(Act("set", "baseline", (Change("about", "about", about),)))
        async with running(data, name, size, at="b") as pilot:
            assert shows(pilot, "since last time +16.7")
            assert shows(pilot, "+20.0")

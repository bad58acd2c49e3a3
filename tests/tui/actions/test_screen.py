"""The actions screen: every key, three views, what-if, proposals, hostile and wide text."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    app_of,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
)
from gapwizard.domain.actions import Source
from gapwizard.domain.assessment import ActionRecord
from gapwizard.domain.roadmap import Column, Planned, span
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import actions, answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.tui.actions.painting import Scale, bar
from gapwizard.tui.actions.screen import ActionsScreen
from gapwizard.tui.kit.host import Handed

HOSTILE = "[/b] [red]x\n\x1b[31m\u202e 优先级矩阵"


def planned(data: Path, *titles: str) -> str:
    """Create an assessment with a major, a minor and some actions against the major."""
    name = small(data)
    with Session.open(data, name) as session:
        session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(rating=Rating.N)))
        session.do(answers.change(session.moment, "8.2-Q01", AnswerEdit(rating=Rating.P)))
        for title in titles:
            session.do(
                actions.change(session.diagnosis, "new", {"title": title, "source": "NC-8.1"})
            )
    return name


def row(pilot: Pilot[None], name: str = "A-01") -> ActionRecord:
    return session_of(pilot).assessment.actions[name]


def screen(pilot: Pilot[None]) -> ActionsScreen:
    assert isinstance(pilot.app.screen, ActionsScreen)
    return pilot.app.screen


def here(pilot: Pilot[None]) -> str:
    one = screen(pilot).here
    return one.id if one is not None else ""


class TestTheEmptyScreen:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_says_how_to_begin(self, data: Path, size: tuple[int, int]) -> None:
        async with running(data, planned(data), size, at="a") as pilot:
            assert shows(pilot, "No action yet. P proposes one")

    async def test_no_key_trips_over_it(self, data: Path) -> None:
        async with running(data, planned(data)) as pilot:
            keys = ["enter", "space", "o", "d", "p", "m", "w", "w", "s", "delete", "h", "l"]
            await press(pilot, "g", "a", *keys, "v", *keys, "v", *keys, "j", "end", "y")
            assert session_of(pilot).assessment.actions == {}

    @pytest.mark.parametrize("key", ["enter", "o", "s", "w"])
    async def test_says_that_there_is_none(self, data: Path, key: str) -> None:
        async with running(data, planned(data), at="a") as pilot:
            await press(pilot, key)
            assert message(pilot) == "there is no action here; n adds one, P proposes some"


class TestKeys:
    async def test_n_adds_one_and_stays_at_it(self, data: Path) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            await press(pilot, "n")
            await typed(pilot, "Test the plan")
            await press(pilot, "enter")
            assert (here(pilot), row(pilot, "A-02").title) == ("A-02", "Test the plan")

    async def test_space_goes_through_the_states(self, data: Path) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            states = []
            for _turn in range(4):
                await press(pilot, "space")
                states.append(row(pilot).state)
            assert states == ["doing", "done", "verified", "todo"]

    async def test_o_and_d_ask_for_owner_and_date(self, data: Path) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            await press(pilot, "o", *"Lead", "enter", "d", *"soon", "enter")
            assert "no date" in message(pilot)
            await press(pilot, *["backspace"] * 4, *"2027-01-31", "enter")
            assert (row(pilot).owner, str(row(pilot).due)) == ("Lead", "2027-01-31")

    @pytest.mark.parametrize(("key", "priority"), [("3", "3"), ("-", ""), ("２", "2")])
    async def test_p_waits_for_a_priority(self, data: Path, key: str, priority: str) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            await press(pilot, "p", "1", "p", key)
            assert row(pilot).priority == priority

    async def test_enter_edits_every_field(self, data: Path) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            await press(pilot, "enter", *["down"] * 5, "space", "escape")
            assert row(pilot).effort == "S"
            assert here(pilot) == "A-01"

    async def test_delete_acts_and_says_how_it_is_taken_back(self, data: Path) -> None:
        async with running(data, planned(data, "First", "Second"), at="a") as pilot:
            await press(pilot, "delete")
            assert "A-01" not in session_of(pilot).assessment.actions
            assert "u takes it back" in message(pilot)
            await press(pilot, "u")
            assert "A-01" in session_of(pilot).assessment.actions

    async def test_x_exports_and_hides_the_folder_from_a_client(self, data: Path) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            await press(pilot, "f9", "x")
            folder = data / "exports" / session_of(pilot).assessment.id
            assert sorted(path.suffix for path in folder.iterdir()) == [".csv", ".md"]
            assert str(data) not in message(pilot)

    async def test_y_copies_id_and_title(self, data: Path) -> None:
        async with running(data, planned(data, "First"), at="a") as pilot:
            assert screen(pilot).copyable() == "A-01 First"

    async def test_s_goes_to_a_question_named_as_source(self, data: Path) -> None:
        async with running(data, planned(data, "First")) as pilot:
            session_of(pilot).do(
                actions.change(session_of(pilot).diagnosis, "A-01", {"source": "8.2-Q02"})
            )
            await press(pilot, "g", "a", "s")
            assert shows(pilot, "8.2-Q02")

    async def test_a_start_row_is_where_it_begins(self, data: Path) -> None:
        async with running(data, planned(data, "First", "Second")) as pilot:
            app_of(pilot).visit("actions", handed=Handed(row="A-02"))
            await pilot.pause()
            assert here(pilot) == "A-02"


class TestProposing:
    async def test_p_says_how_many_and_adds_in_one_act(self, data: Path) -> None:
        async with running(data, planned(data), at="a") as pilot:
            await press(pilot, "P")
            assert "f findings 2" in message(pilot)
            await press(pilot, "f")
            assert len(session_of(pilot).assessment.actions) == 2
            assert shows(pilot, "Create: Incident procedure")
            await press(pilot, "u")
            assert session_of(pilot).assessment.actions == {}

    async def test_another_key_adds_nothing(self, data: Path) -> None:
        async with running(data, planned(data), at="a") as pilot:
            await press(pilot, "P", "z")
            assert session_of(pilot).assessment.actions == {}

    async def test_nothing_left_is_said(self, data: Path) -> None:
        async with running(data, planned(data), at="a") as pilot:
            await press(pilot, "P", "a", "P")
            assert "has its action" in message(pilot)


class TestWhatIf:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_w_shows_before_and_after(self, data: Path, size: tuple[int, int]) -> None:
        async with running(data, planned(data, "First"), size, at="a") as pilot:
            await press(pilot, "w")
            assert shows(pilot, "as if done: A-01")
            assert any(
                "major" in line and "1 " in line and "-> 0" in line for line in picture(pilot)
            )
            await press(pilot, "escape")
            assert not shows(pilot, "as if done")
            assert here(pilot) == "A-01"

    async def test_marked_ones_are_taken_together(self, data: Path) -> None:
        async with running(data, planned(data, "First", "Second", "Third"), at="a") as pilot:
            await press(pilot, "m", "m", "w")
            assert shows(pilot, "as if done: A-01, A-02")
            assert session_of(pilot).diagnosis.overall.answered == 2


class TestViews:
    async def test_the_board_has_a_column_per_state(self, data: Path) -> None:
        async with running(data, planned(data, "First", "Second", "Third")) as pilot:
            session = session_of(pilot)
            session.do(actions.change(session.diagnosis, "A-02", {"state": "doing"}))
            session.do(actions.change(session.diagnosis, "A-03", {"due": "2020-01-01"}))
            await press(pilot, "g", "a", "v")
            heads = next(line for line in picture(pilot) if "TO DO (1)" in line)
            assert "DOING (1)" in heads
            assert "LATE (1)" in heads
            seen = []
            for key in ("home", "right", "right", "right", "left", "h", "h"):
                await press(pilot, key)
                seen.append(here(pilot))
            assert seen[-3:] == ["A-02", "A-01", "A-01"]
            assert {"A-01", "A-02", "A-03"} == set(seen)

    async def test_a_card_that_moves_keeps_the_cursor(self, data: Path) -> None:
        async with running(data, planned(data, "First", "Second"), at="a") as pilot:
            await press(pilot, "v", "down", "space")
            assert here(pilot) == "A-02"
            assert row(pilot, "A-02").state == "doing"

    async def test_the_gantt_draws_bars_under_months(self, data: Path) -> None:
        async with running(data, planned(data, "First")) as pilot:
            session = session_of(pilot)
            session.do(
                actions.change(
                    session.diagnosis, "A-01", {"due": str(session.today()), "effort": "L"}
                )
            )
            await press(pilot, "g", "a", "v", "v")
            bar = next(line for line in picture(pilot) if "A-01" in line)
            assert "<=" in bar
            assert shows(pilot, ": today")
            assert any(line.count("|") >= 5 for line in picture(pilot))

    async def test_the_load_says_what_each_owner_has_to_do_in_each_month(self, data: Path) -> None:
        async with running(data, planned(data, "First", "Second")) as pilot:
            session = session_of(pilot)
            month = f"{session.today():%Y-%m}"
            for name, owner in (("A-01", "Service desk lead"), ("A-02", "desk")):
                fields = {"owner": owner, "effort": "L", "due": str(session.today())}
                session.do(actions.change(session.diagnosis, name, fields))
            await press(pilot, "g", "a", "v", "v", "v")
            (row,) = (
                line
                for line in picture(pilot)
                if "16 d" in line and "First" not in line and "lead  16" not in line
            )
            assert row.split()[3:] == ["16", "d", "16"]
            assert shows(pilot, month)
            assert shows(pilot, "A-01 First (8 d); A-02 Second (8 d)")
            assert "~" not in "".join(picture(pilot)[-4:])
            await press(pilot, "c", *"0.5", "enter")
            assert session.assessment.about.capacity == {"desk": "0.5"}
            assert any("16/" in line and "!" in line for line in picture(pilot))
            await press(pilot, "space", "delete")
            assert "here are owners" in message(pilot)
            assert session.assessment.actions["A-01"].state == "todo"


class TestBars:
    """One cell is a week; the scale begins a week before 2 March 2026."""

    SCALE = Scale(date(2026, 3, 2), 27)

    @pytest.mark.parametrize(
        ("fields", "begin"),
        [
            ({"due": date(2026, 3, 13), "start": date(2026, 3, 2)}, " =="),
            ({"due": date(2026, 3, 13), "start": date(2026, 3, 9)}, " :="),
            ({"due": date(2026, 3, 13), "start": date(2026, 1, 1), "state": "doing"}, "<##"),
            ({"due": date(2026, 3, 1), "start": date(2026, 2, 23)}, "!:"),
            ({"due": date(2026, 1, 1), "effort": "S", "state": "done"}, "<:"),
            ({"due": date(2030, 1, 1), "effort": "S"}, " :" + " " * 24 + ">"),
            ({}, " :"),
        ],
    )
    def test_lie_where_the_days_are(self, fields: dict[str, Any], begin: str) -> None:
        record = ActionRecord(title="t", **fields)
        start, end = span(record, record.due, None)
        late = record.due is not None and record.due < self.SCALE.today
        column: Column = "done" if record.state == "done" else "late" if late else "todo"
        column = "doing" if record.state == "doing" else column
        one = Planned("A-01", record, Source((), "", None, None, ()), (), Fraction(0), "3", start, end, None, column, False, None)  # fmt: skip
        drawn = bar(one, self.SCALE)
        assert len(drawn) == 27
        assert drawn.rstrip() == begin.rstrip()


class TestText:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    @pytest.mark.parametrize("views", [0, 1, 2, 3])
    async def test_is_shown_as_it_is_and_aligned(
        self, data: Path, size: tuple[int, int], views: int
    ) -> None:
        async with running(data, planned(data, HOSTILE), size) as pilot:
            session_of(pilot).do(
                actions.change(
                    session_of(pilot).diagnosis, "A-01", {"owner": HOSTILE, "verify": HOSTILE}
                )
            )
            await press(pilot, "g", "a", *["v"] * views, "w", "w")
            assert not {"\x1b", "\u202e"} & set("".join(picture(pilot)))
            assert shows(pilot, "[/b] [red]x")
            strips = pilot.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}

    async def test_a_private_note_is_hidden_from_a_client(self, data: Path) -> None:
        async with running(data, planned(data, "First")) as pilot:
            session_of(pilot).do(
                actions.change(session_of(pilot).diagnosis, "A-01", {"note": "SECRET"})
            )
            await press(pilot, "g", "a", "f9", "enter", "end")
            assert not shows(pilot, "SECRET")
            assert not shows(pilot, "Note")

"""The agenda in the app: every key, both sizes, and what a client must not see."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    app_of,
    interview,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
    until,
)
from gapwizard.domain.assessment import Slot
from gapwizard.session import people
from gapwizard.session.acts import agenda, departments
from gapwizard.session.interview.ways import ALL, SLOT
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.tui.agenda.screen import AgendaScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.wrapup.screen import WrapUpScreen

HOSTILE = "[/b] [red]x\x1b[31m\u202e 北方"


def made(data: Path, *slots: dict[str, str]) -> str:
    """An assessment with a department and slots, far in the future unless a day is named."""
    name = small(data)
    with Session.open(data, name) as session:
        session.do(departments.change(session.moment, "new", {"title": "Ops", "roles": "desk"}))
        people.set_person(session, "ops", name="Jane Roe")
        for pairs in slots:
            at = {"day": "2099-12-01", "start": "10:00"}
            session.do(agenda.change(session.moment, "new", {**at, **pairs}))
    return name


def slots(pilot: Pilot[None]) -> dict[str, Slot]:
    """The slots as the app has them."""
    return dict(session_of(pilot).assessment.slots)


async def opened(pilot: Pilot[None]) -> None:
    """Go to the agenda."""
    await press(pilot, "g", "s")
    assert isinstance(pilot.app.screen, AgendaScreen)


def under_cursor(pilot: Pilot[None]) -> str:
    """The slot under the cursor."""
    assert isinstance(pilot.app.screen, AgendaScreen)
    return pilot.app.screen.copyable()


class TestTheEmptyAgenda:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_says_what_to_do_first(self, data: Path, size):
        async with running(data, made(data), size, at="s") as pilot:
            assert shows(pilot, "No slot yet: P proposes some for all clauses, n adds one.")
            assert shows(pilot, "Unplaced clauses: 8.1, 8.2, 9")
            assert shows(pilot, "0 days, 0 slots, 0m")

    @pytest.mark.parametrize("key", ["enter", "i", "delete", "w", "space"])
    async def test_has_no_slot_to_work_on(self, data: Path, key):
        async with running(data, made(data), at="s") as pilot:
            await press(pilot, key)
            assert message(pilot) == "no slot here; n adds one, P proposes some"

    async def test_is_refused_for_export(self, data: Path):
        async with running(data, made(data), at="s") as pilot:
            await press(pilot, "x")
            assert message(pilot).startswith("there is no slot yet")

    async def test_is_filled_for_half_a_day(self, data: Path):
        async with running(data, creation.create(data, "Whole"), at="s") as pilot:
            await press(pilot, "H")
            half = slots(pilot)
            assert 0 < sum(slot.minutes for slot in half.values()) < 8 * 60
            await press(pilot, "u")
            assert slots(pilot) == {}

    async def test_has_no_half_day_where_no_question_is_marked(self, data: Path):
        async with running(data, made(data), at="s") as pilot:
            await press(pilot, "H")
            assert "half-day" in message(pilot)
            assert slots(pilot) == {}

    @pytest.mark.parametrize("key", ["P", "p"])
    async def test_is_filled_by_a_proposal_that_undo_takes_back(self, data: Path, key):
        async with running(data, made(data), at="s") as pilot:
            await press(pilot, key)
            assert len(slots(pilot)) == 2
            assert under_cursor(pilot) == "S-01"
            assert message(pilot) == "2 slots added; u takes them back"
            assert shows(pilot, "Unplaced clauses: none")
            await press(pilot, key)
            assert message(pilot).startswith("Every clause has its slot already")
            await press(pilot, "u")
            assert slots(pilot) == {}


class TestTheRows:
    FOUR = (
        {"day": "2099-12-02", "topic": "Fourth"},
        {"topic": "Second", "start": "11:00", "done": "yes"},
        {"topic": "First", "start": "09:00", "clauses": "8", "department": "ops"},
        {"topic": "Third", "start": "13:00"},
    )

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_stand_by_day_and_clock_with_their_state(self, data: Path, size):
        async with running(data, made(data, *self.FOUR), size, at="s") as pilot:
            rows = "\n".join(picture(pilot))
            places = [rows.index(f"{word} ") for word in ("First", "Second", "Third", "Fourth")]
            assert places == sorted(places)
            assert rows.index("2099-12-01 Tue  1h 30m") < places[0]
            assert places[2] < rows.index("2099-12-02 Wed") < places[3]
            assert any(
                "S-03 First" in row and "0/5" in row and "NEXT" in row for row in picture(pilot)
            )
            assert any("S-02 Second" in row and "DONE" in row for row in picture(pilot))
            assert shows(pilot, "2 days, 4 slots, 2h 00m")

    async def test_are_walked_without_the_heads_of_days(self, data: Path):
        async with running(data, made(data, *self.FOUR), at="s") as pilot:
            walked = [under_cursor(pilot)]
            for key in ("down", "j", "down", "down", "up", "k", "home", "end", "home", "up"):
                await press(pilot, key)
                walked.append(under_cursor(pilot))
            assert walked == [
                "S-03", "S-02", "S-04", "S-01", "S-01", "S-04", "S-02", "S-03", "S-01", "S-03", "S-03",
            ]  # fmt: skip

    async def test_begin_at_the_one_asked_for(self, data: Path):
        async with running(data, made(data, *self.FOUR)) as pilot:
            app_of(pilot).visit("agenda", handed=Handed(row="S-01"))
            await pilot.pause()
            assert under_cursor(pilot) == "S-01"

    async def test_say_who_is_wanted_twice_and_name_no_interviewer_to_a_client(self, data: Path):
        twice = ({"interviewer": "Li Na"}, {"interviewer": "Li Na"})
        async with running(data, made(data, *twice), at="s") as pilot:
            assert shows(pilot, "Overbooked: Li Na (S-01, S-02)")
            await press(pilot, "f9")
            assert shows(pilot, "Overbooked: the interviewer (S-01, S-02)")

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_show_hostile_texts_as_text(self, data: Path, size):
        async with running(data, made(data, {"topic": HOSTILE}), size, at="s") as pilot:
            assert shows(pilot, "S-01 [/b] [red]x␛[3")
            await press(pilot, "enter")
            assert shows(pilot, "[/b] [red]x␛[31m<U+202E> 北方")


class TestTheSlotUnderTheCursor:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_stands_in_full_with_what_to_have_at_hand(self, data: Path, size):
        one = {"topic": "Desk", "clauses": "8.1", "department": "ops", "minutes": "45"}
        async with running(data, made(data, one), size, at="s") as pilot:
            for words in ("8.1 Incidents", "Ops", "Jane Roe", "D-1"):
                assert shows(pilot, words)
            assert "15m00s each" in " ".join(" ".join(picture(pilot)).split())
            await press(pilot, "f9")
            assert not shows(pilot, "Jane Roe")

    async def test_is_edited_field_by_field(self, data: Path):
        async with running(data, made(data, {}), at="s") as pilot:
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            await press(pilot, "down", "down", "enter", "backspace", "backspace", *"45", "enter")
            assert slots(pilot)["S-01"].minutes == 45
            await press(pilot, "enter", "backspace", "backspace", *"xx", "enter")
            assert "from 5 to 720" in message(pilot)
            await press(pilot, "escape", "down", "down", "down", "space")
            assert slots(pilot)["S-01"].department == "ops"

    async def test_that_was_undone_while_being_edited_is_no_crash(self, data: Path):
        async with running(data, made(data, {"topic": "Gone"}), at="s") as pilot:
            await press(pilot, "enter", "u")
            assert shows(pilot, "Gone")
            await press(pilot, "escape")
            assert shows(pilot, "No slot yet")

    async def test_hides_its_interviewer_from_a_client(self, data: Path):
        async with running(data, made(data, {"interviewer": "Li Na"}), at="s") as pilot:
            await press(pilot, "enter")
            assert shows(pilot, "Li Na")
            await press(pilot, "f9")
            assert not shows(pilot, "Li Na")

    @pytest.mark.parametrize("key", ["delete", "-", "－"])
    async def test_is_removed_and_undone(self, data: Path, key):
        async with running(data, made(data, {}), at="s") as pilot:
            await press(pilot, key)
            assert slots(pilot) == {}
            assert message(pilot) == "S-01 removed; u takes it back"
            await press(pilot, "u")
            assert list(slots(pilot)) == ["S-01"]

    @pytest.mark.parametrize("key", ["space", "\u3000"])
    async def test_is_marked_done_and_not(self, data: Path, key):
        async with running(data, made(data, {}), at="s") as pilot:
            await press(pilot, key)
            assert slots(pilot)["S-01"].done
            await press(pilot, key)
            assert not slots(pilot)["S-01"].done

    async def test_starts_the_interview_with_its_questions(self, data: Path):
        async with running(data, made(data, {"clauses": "9"}), at="s") as pilot:
            await press(pilot, "i")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert app_of(pilot).navigation.handed_on.slot == "S-01"

    async def test_is_asked_anew_with_what_it_asks_by_now(self, data: Path):
        async with running(data, made(data, {"clauses": "9"}), at="s") as pilot:
            await press(pilot, "i")
            assert interview(pilot).only == {"9-Q01"}
            session = session_of(pilot)
            session.do(agenda.change(session.moment, "S-01", {"clauses": "8.1 9"}))
            await press(pilot, "g", "b", "g", "i")
            assert len(interview(pilot).only or ()) > 1, "coming back asks what was added"
            await press(pilot, "f6", "g", "s", "i")
            assert interview(pilot).way == SLOT, "i asks for the slot, whatever was turned to"
            session.do(agenda.remove(session.moment, "S-01"))
            await press(pilot, "g", "b", "g", "i")
            assert (interview(pilot).way, interview(pilot).only) == (ALL, None)

    async def test_goes_on_where_the_app_was_left(self, data: Path):
        name = made(data, {"clauses": "9"})
        async with running(data, name, at="s") as pilot:
            await press(pilot, "i", "ctrl+q")
            await until(pilot, lambda: not pilot.app._running)
        async with running(data, "") as pilot:
            assert session_of(pilot).assessment.id == name
            assert (interview(pilot).way, interview(pilot).chosen_slot) == (SLOT, "S-01")

    async def test_is_wrapped_up(self, data: Path):
        async with running(data, made(data, {"clauses": "9"}), at="s") as pilot:
            await press(pilot, "w")
            assert isinstance(pilot.app.screen, WrapUpScreen)
            assert pilot.app.screen.slot_id == "S-01"
            assert app_of(pilot).navigation.handed_on.slot == ""  # nobody began that interview


class TestANewSlot:
    async def test_is_added_after_the_one_under_the_cursor(self, data: Path):
        async with running(data, made(data, {"minutes": "45"}), at="s") as pilot:
            await press(pilot, "n")
            assert shows(pilot, "2099-12-01 10:45")
            await press(pilot, "enter")
            assert f"{slots(pilot)['S-02'].start}" == "10:45:00"
            assert under_cursor(pilot) == "S-02"
            assert message(pilot) == "S-02 added; Enter fills in the rest"

    async def test_is_refused_with_what_is_wrong_and_the_line_stays_open(self, data: Path):
        async with running(data, made(data, {}), at="s") as pilot:
            await press(pilot, "n")
            await press(pilot, "end")
            await typed(pilot, "x")
            await press(pilot, "enter")
            assert "is no time" in message(pilot)
            await press(pilot, "backspace", "enter")
            assert "S-02" in slots(pilot)
            assert "is no time" not in message(pilot)


class TestTheExport:
    async def test_writes_both_files_anew_and_names_no_person(self, data: Path):
        async with running(data, made(data, {"department": "ops"}), at="s") as pilot:
            await press(pilot, "x", "x")
            folder = data / "exports" / "acme"
            files = sorted(folder.iterdir())
            assert [path.suffix for path in files] == [".ics", ".md"] * 2
            assert all("Jane" not in path.read_text("utf-8") for path in files)
            assert str(folder) in message(pilot)

    async def test_shows_no_path_to_a_client(self, data: Path):
        async with running(data, made(data, {}), at="s") as pilot:
            await press(pilot, "f9", "x")
            assert message(pilot).startswith("written, o opens it: acme-agenda-")

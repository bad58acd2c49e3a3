"""A line is taken by Enter and dropped by Esc, on every screen; a text of many lines is kept."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from cases.app import (
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
    until,
)
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import actions, agenda, answers, departments, responsibilities
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.tui.kit.frame import CommandScreen

Q1 = "8.1-Q01"
LINES: dict[str, tuple[str, list[str], list[str], str]] = {
    "evidence": ("", [], ["e", "d"], "zz"),
    "item of evidence": ("", ["e", "d", "x", "enter"], ["e", "e", "enter"], "zz"),
    "other party": ("", [], ["p"], "zz"),
    "control of it": ("", ["p", "x", "enter", "escape"], ["p", "enter"], "zz"),
    "why not applicable": ("", ["space"], ["0"], "zz"),
    "target": ("b", [], ["t"], "4"),
    "one line of a finding": ("f", [], ["enter", "enter"], "zz"),
    "due date of a finding": ("f", [], ["enter", *["down"] * 12, "enter"], "2027-01-31"),
    "position of the client": ("f", ["f9", "D", "escape"], ["D"], "zz"),
    "why another grade": ("f", [], ["s", "o"], "zz"),
    "why set aside": ("f", [], ["X"], "zz"),
    "new finding": ("f", [], ["n", "enter", "n"], "zz"),
    "new action": ("a", [], ["n"], "zz"),
    "owner of an action": ("a", [], ["o"], "zz"),
    "due date of an action": ("a", [], ["d"], "2027-01-31"),
    "form of an action": ("a", [], ["enter", "enter"], "zz"),
    "new document": ("d", [], ["n"], "zz"),
    "day of a request": ("d", [], ["r"], "2099-01-31"),
    "form of a document": ("d", [], ["enter", *["down"] * 3, "enter"], "zz"),
    "new slot": ("s", [], ["n"], "2027-01-31 10:00"),
    "form of a slot": ("s", [], ["enter", "down", "down", "down", "enter"], "zz"),
    "new department": ("o", [], ["n"], "zz"),
    "form of a department": ("o", [], ["e", "enter"], "zz"),
    "next step of a slot": ("s", ["w"], ["n"], "zz"),
}
"""The letter of a screen, keys that lead on from there, those that open a line, and what is typed."""
TEXTS: dict[str, tuple[str, list[str], list[str]]] = {
    "note": ("", [], ["enter"]),
    "observation": ("", [], ["o"]),
    "many lines of a finding": ("f", [], ["enter", "down", "enter"]),
    "note of a document": ("d", [], ["enter", "end", "enter"]),
}

LABELS = {
    "note": "NOTE (private, in no report)",
    "observation": "OBSERVED (for the report; the client may see it)",
    "many lines of a finding": "Fact ----",
    "note of a document": "Note (private) ----",
}
"""What stands before each of them."""


@pytest.fixture
def acme(data: Path) -> str:
    """An assessment in which every screen has a row to edit."""
    name = small(data)
    with Session.open(data, name) as session:
        session.do(answers.change(session.moment, Q1, AnswerEdit(rating=Rating.N)))
        session.do(actions.change(session.diagnosis, "new", {"title": "Write it down"}))
        session.do(departments.change(session.moment, "new", {"title": "Desk"}))
        slot = {"day": "2026-12-01", "start": "09:00", "topic": "Talk"}
        session.do(agenda.change(session.moment, "new", slot))
        session.do(responsibilities.change(session.moment, "8.1", {"desk": "A"}))
    return name


class TestALine:
    @pytest.mark.parametrize("line", LINES)
    async def test_is_dropped_by_escape(self, data: Path, acme: str, line: str) -> None:
        there, way, opening, text = LINES[line]
        async with running(data, acme, WIDE, at=there) as pilot:
            await press(pilot, *way)
            await until(pilot, lambda: app_of(pilot).all_saved)  # what led there is an act, too
            await press(pilot, *opening)
            screen = pilot.app.screen
            assert isinstance(screen, CommandScreen)
            assert screen.asking
            assert "Drop" in picture(pilot)[-1]
            before = len(session_of(pilot).history)
            await press(pilot, *text)
            assert shows(pilot, "not saved yet")
            await press(pilot, "escape")
            assert (screen.asking, screen.editing) == (False, False)
            assert len(session_of(pilot).history) == before
            assert "nothing was changed" in message(pilot)
            assert app_of(pilot).all_saved

    @pytest.mark.parametrize("line", LINES)
    async def test_is_taken_by_enter(self, data: Path, acme: str, line: str) -> None:
        there, way, opening, text = LINES[line]
        async with running(data, acme, WIDE, at=there) as pilot:
            await press(pilot, *way)
            await press(pilot, *opening)
            await press(pilot, *text, "enter")
            held = session_of(pilot).history[-1].changes
            assert text.split(" ", maxsplit=1)[0] in str(held)

    async def test_that_was_dropped_comes_back_with_up(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="a") as pilot:
            await press(pilot, "n", *"Buy a log", "escape", "n", "up", "enter")
            titles = [row.title for row in session_of(pilot).assessment.actions.values()]
            assert "Buy a log" in titles

    async def test_keeps_every_line_of_a_paste(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="a") as pilot:
            await press(pilot, "n")
            assert pilot.app.screen.focused is not None
            pilot.app.screen.focused.post_message(events.Paste("Buy\na log"))
            await pilot.pause()
            await press(pilot, "enter")
            titles = [row.title for row in session_of(pilot).assessment.actions.values()]
            assert "Buy a log" in titles

    async def test_is_kept_when_the_app_ends(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "d", *"plan v2", "ctrl+q")
        with Session.open(data, acme, write=False) as kept:
            assert [item.text for item in kept.assessment.answers[Q1].evidence] == ["plan v2"]


class TestALineThatIsNotTaken:
    @pytest.mark.parametrize("keys", [("ctrl+q",), ("ctrl+c", "ctrl+c")])
    async def test_keeps_the_app_from_ending_once(
        self, data: Path, acme: str, keys: tuple[str, ...]
    ) -> None:
        async with running(data, acme, at="a") as pilot:
            await press(pilot, "d", *"2027-02-30", *keys)
            assert "is no date" in message(pilot)
            assert "Ctrl+Q again drops it" in message(pilot)
            assert shows(pilot, "2027-02-30")
            await press(pilot, "ctrl+q")
            await until(pilot, lambda: not pilot.app._running)

    async def test_is_asked_for_before_a_second_one_is_lost(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "L", "enter", *"Quality lead", "ctrl+q")
            assert "one more is asked" in message(pilot)
            await press(pilot, "enter", "ctrl+q")
            await until(pilot, lambda: not pilot.app._running)
        with Session.open(data, acme, write=False) as kept:
            assert kept.assessment.documents["D-1"].life[-1].by == "Quality lead"

    async def test_is_kept_in_the_note_where_there_is_one(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "r", *"[5/3]: tickets", "ctrl+q")
            await until(pilot, lambda: not pilot.app._running)
        with Session.open(data, acme, write=False) as kept:
            notes = [answer.note for answer in kept.assessment.answers.values()]
        assert notes == ["[5/3]: tickets"], "once"


class TestAProposal:
    async def test_is_replaced_by_the_first_key(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "r", *"2099-01-31", "enter")
            assert str(session_of(pilot).assessment.documents["D-1"].asked_by) == "2099-01-31"

    async def test_is_edited_after_an_arrow(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="s") as pilot:
            await press(pilot, "n", "end", "backspace", "5", "enter")
            assert session_of(pilot).assessment.slots["S-02"].start.minute % 10 == 5

    async def test_of_words_is_typed_on(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="a") as pilot:
            await press(pilot, "enter", "enter", *" now", "enter")
            assert session_of(pilot).assessment.actions["A-01"].title == "Write it down now"

    @pytest.mark.parametrize(
        ("way", "label", "key"),
        [("dr", "Until", "asked_by"), ("ad", "Due", "due:")],
    )
    async def test_that_is_wrong_is_called_by_its_words(
        self, data: Path, acme: str, way: str, label: str, key: str
    ) -> None:
        async with running(data, acme, at=way[0]) as pilot:
            await press(pilot, way[1], *"soon", "enter")
            assert label in message(pilot)
            assert key not in message(pilot)

    async def test_that_is_undone_is_called_by_its_words(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "r", *"2099-01-31", "enter", "u")
            assert message(pilot) == "undone: document D-1 asked for, Until"
            await press(pilot, "g", "i", "p", *"Ltd", "enter", "escape", "u")
            assert message(pilot) == "undone: answer 8.1-Q01 other party"


class TestAText:
    @pytest.mark.parametrize("text", TEXTS)
    async def test_is_kept_by_escape_and_says_so(self, data: Path, acme: str, text: str) -> None:
        there, way, opening = TEXTS[text]
        async with running(data, acme, WIDE, at=there) as pilot:
            await press(pilot, *way)
            await press(pilot, *opening)
            assert "Done, it is kept" in picture(pilot)[-1]
            assert shows(pilot, f" {LABELS[text]}")
            await press(pilot, *"zz", "escape")
            await until(pilot, lambda: app_of(pilot).all_saved)
            assert "zz" in str(session_of(pilot).history[-1].changes)


class TestAPrivateLine:
    async def test_is_closed_before_a_client(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="d") as pilot:
            await press(pilot, "enter", *["down"] * 7, "enter", *"/secret", "f9")
            assert not shows(pilot, "/secret")
            assert answer(pilot, Q1).note == ""


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Keys that come at once, as over a slow line: nothing settles between them."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        driver.send_message(events.Key(name, "\r" if key == "enter" else key))
    for _time in range(20):
        await pilot.pause()


class TestKeysThatComeAtOnce:
    async def test_go_on_where_the_first_of_them_led(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await burst(pilot, *"gan", *"Buy a log", "enter")
            assert answer(pilot, Q1).observation == ""
            titles = [row.title for row in session_of(pilot).assessment.actions.values()]
            assert titles == ["Write it down", "Buy a log"]

    async def test_go_into_the_list_that_one_of_them_opened(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            before = len(session_of(pilot).history)
            await burst(pilot, ":", *"known errors", "enter")
            await until(pilot, lambda: here(pilot) == "8.2-Q02")
            assert len(session_of(pilot).history) == before


class TestAnyKey:
    @pytest.mark.parametrize("there", ["", *"fadbr"])
    async def test_that_does_nothing_says_so(self, data: Path, acme: str, there: str) -> None:
        async with running(data, acme, at=there) as pilot:
            await press(pilot, "~")
            assert message(pilot) == "~ does nothing here; ? shows the keys"
            await press(pilot, "f12")
            assert message(pilot) == "F12 does nothing here; ? shows the keys"

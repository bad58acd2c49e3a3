"""The matrix of owners: every key, both sizes, and what a client must not see."""

from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    QUESTIONS,
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
from gapwizard.session import people
from gapwizard.session.acts import departments, responsibilities
from gapwizard.session.session import Session
from gapwizard.tui.agenda.screen import AgendaScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.responsibilities.screen import ResponsibilitiesScreen

HOSTILE = "[/b] [red]x\x1b[31m\u202e 北方"
LINKED: dict[str, Any] = {
    **QUESTIONS,
    "clauses": [
        {**clause, "see_also": ["9"]} if clause["id"] == "8.1" else clause
        for clause in QUESTIONS["clauses"]
    ],
}
UNDER: dict[str, Any] = {
    **LINKED,
    "clauses": [
        {**clause, "parent": "8"} if clause["id"] == "9" else clause for clause in LINKED["clauses"]
    ],
}
"""All under one top clause, as only such clauses hand over to each other."""


def made(data: Path, *titles: str, questions: dict[str, Any] = LINKED) -> str:
    """An assessment with departments."""
    name = small(data, questions=questions)
    with Session.open(data, name) as session:
        for title in titles:
            session.do(departments.change(session.moment, "new", {"title": title}))
    return name


def parts(pilot: Pilot[None], clause: str) -> dict[str, str]:
    """The letters of a clause by department."""
    row = session_of(pilot).assessment.responsibilities.get(clause)
    return {name: "".join(letters) for name, letters in row.parts.items()} if row else {}


def screen_of(pilot: Pilot[None]) -> ResponsibilitiesScreen:
    """The matrix."""
    assert isinstance(pilot.app.screen, ResponsibilitiesScreen)
    return pilot.app.screen


async def opened(pilot: Pilot[None]) -> None:
    """Go to the matrix."""
    await press(pilot, "g", "o")
    assert isinstance(pilot.app.screen, ResponsibilitiesScreen)


class TestTheEmptyMatrix:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_says_what_to_do_first(self, data: Path, size):
        async with running(data, made(data), size, at="o") as pilot:
            assert shows(
                pilot, "No department yet: n adds one, P proposes a few and owners for all clauses."
            )
            assert shows(pilot, "NO OWNER")
            assert shows(pilot, "no owner: 2 clauses")

    async def test_a_head_ends_its_rows_at_words(self, data: Path) -> None:
        titles = ("Purchasing", "Human resources", "IT", "Service management office")
        async with running(data, made(data, *titles), at="o") as pilot:
            rows = [" ".join(row.split()) for row in picture(pilot)[1:3]]
            assert rows[0].endswith("Human IT Purchas- Service")
            assert rows[1] == "resourc~ ing managem~"

    @pytest.mark.parametrize("key", ["A", "R", "C", "I", "delete", "e", "X"])
    async def test_has_no_cell_to_change(self, data: Path, key):
        async with running(data, made(data), at="o") as pilot:
            await press(pilot, key)
            assert message(pilot).startswith("no department yet: n adds one, P proposes a few")

    async def test_takes_every_proposal_in_one_act(self, data: Path):
        async with running(data, made(data), at="o") as pilot:
            await press(pilot, "P")
            assert list(session_of(pilot).assessment.departments) == ["desk"]
            assert parts(pilot, "8") == {"desk": "RA"}
            assert message(pilot) == "departments: 1, owners: 1; u takes them back"
            await press(pilot, "P")
            assert message(pilot).startswith("nothing tells who could own what is left")
            await press(pilot, "u")
            assert session_of(pilot).assessment.departments == {}
            assert session_of(pilot).assessment.responsibilities == {}


class TestTheCell:
    @pytest.mark.parametrize(
        ("keys", "letters"),
        [
            ("A", "A"),
            ("ra", "RA"),
            ("RACI", "RACI"),
            ("cc", ""),
            ("i", "I"),
            ("A-", ""),
            ("R－", ""),
        ],
    )
    async def test_takes_and_gives_back_letters(self, data: Path, keys, letters):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, *keys)
            assert parts(pilot, "8").get("ops", "") == letters
            assert shows(pilot, f"[{letters or '.'}]")

    async def test_is_chosen_with_the_arrows(self, data: Path):
        async with running(data, made(data, "Board", "Desk"), at="o") as pilot:
            await press(pilot, "right", "down", "A")
            assert parts(pilot, "9") == {"desk": "A"}
            await press(pilot, "left", "up", "R", "l", "l", "j", "C", "h")
            assert parts(pilot, "8") == {"board": "R"}
            assert parts(pilot, "9") == {"desk": "AC"}

    async def test_is_cleared_and_undone(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "A", "delete")
            assert parts(pilot, "8") == {}
            await press(pilot, "u")
            assert parts(pilot, "8") == {"ops": "A"}

    async def test_refuses_a_second_accountable_department(self, data: Path):
        async with running(data, made(data, "Board", "Desk"), at="o") as pilot:
            await press(pilot, "A", "right", "A")
            assert message(pilot).startswith("8: Board is accountable (A) already")
            assert parts(pilot, "8") == {"board": "A"}

    async def test_shows_owners_inherited_ones_and_none_in_words(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "A", "v")
            rows = [row for row in picture(pilot) if row.startswith("   8.1")]
            assert "(Ops)" in rows[0]
            assert shows(pilot, "owner: Ops, as for the clause above it")
            assert any("NO OWNER" in row for row in picture(pilot) if row.startswith("   9"))


class TestTheView:
    async def test_changes_between_charted_clauses_and_leaves_and_stays_near(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "down", "v")
            assert shows(pilot, "8.1 Incidents")
            assert pilot.app.screen.copyable() == "9"
            await press(pilot, "up", "v")
            assert pilot.app.screen.copyable() == "8"

    @pytest.mark.parametrize(("size", "fit"), [(NARROW, 4), (WIDE, 6)])
    async def test_scrolls_to_the_department_under_the_cursor(self, data: Path, size, fit):
        titles = [f"D{number:02}" for number in range(12)]
        async with running(data, made(data, *titles), size, at="o") as pilot:
            assert [title for title in titles if title in picture(pilot)[1]] == titles[:fit]
            await press(pilot, *["right"] * 11)
            assert "D11" in picture(pilot)[1]
            assert "D00" not in picture(pilot)[1]
            assert any(" < D" in row for row in picture(pilot))
            hidden = f"{12 - fit} more to the left ---"
            assert any(row.rstrip().endswith(hidden) for row in picture(pilot))
            await press(pilot, *["left"] * 11)
            assert shows(pilot, f"{12 - fit} more to the right ---")


class TestWhoHasNothing:
    async def test_is_said_with_what_is_proposed(self, data: Path):
        async with running(data, made(data, "Ops", "Board"), at="o") as pilot:
            assert shows(pilot, "without a clause: Board, Ops")
            assert shows(pilot, "no part in any clause")
            session = session_of(pilot)
            session.do(departments.change(session.moment, "ops", {"roles": "desk"}))
            await opened(pilot)
            assert shows(pilot, "+ proposed owner: Ops; P takes every proposal")
            await press(pilot, "P")
            assert parts(pilot, "8") == {"ops": "RA"}
            assert not shows(pilot, "proposed owner")
            assert shows(pilot, "without a clause: Board ---")

    async def test_the_cursor_stays_on_its_department(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "n")
            await typed(pilot, "Board")
            await press(pilot, "enter", "right")
            assert screen_of(pilot).department == "ops"
            await press(pilot, "u")
            assert screen_of(pilot).department == "ops"
            await press(pilot, "U")
            assert screen_of(pilot).department == "ops"


class TestDepartments:
    async def test_are_added_and_edited_with_their_person(self, data: Path):
        async with running(data, made(data), at="o") as pilot:
            await press(pilot, "n")
            await typed(pilot, "Ops")
            await press(pilot, "enter")
            assert message(pilot) == "ops added; e gives it roles"
            await press(pilot, "e")
            assert isinstance(pilot.app.screen, FormScreen)
            await press(pilot, "down", "enter")
            await typed(pilot, "desk")
            await press(pilot, "enter", "down", "enter")
            await typed(pilot, "Li")
            await press(pilot, "enter", "escape")
            session = session_of(pilot)
            assert session.assessment.departments["ops"].roles == ("desk",)
            assert people.names(session)["ops"].name == "Li"
            assert shows(pilot, "Ops, answering for: Service desk lead (Li)")

    async def test_hide_their_person_in_client_view(self, data: Path):
        name = made(data, "Ops")
        with Session.open(data, name) as session:
            people.set_person(session, "ops", name="Jane Roe")
        async with running(data, name, at="o") as pilot:
            assert shows(pilot, "Jane Roe")
            await press(pilot, "f9")
            assert not shows(pilot, "Jane Roe")
            await press(pilot, "e")
            assert not shows(pilot, "Person")
            assert not shows(pilot, "Jane Roe")

    async def test_are_removed_and_undone(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "A", "X")
            assert session_of(pilot).assessment.departments == {}
            assert parts(pilot, "8") == {}
            await press(pilot, "u")
            assert parts(pilot, "8") == {"ops": "A"}

    async def test_that_were_undone_while_being_edited_are_no_crash(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "e", "u")
            assert shows(pilot, "Ops")
            await press(pilot, "enter")
            await typed(pilot, "x")
            await press(pilot, "enter")
            assert "no department 'ops'" in message(pilot)

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_of_hostile_names_stay_text(self, data: Path, size):
        name = made(data, HOSTILE)
        with Session.open(data, name) as session:
            session.do(responsibilities.note_interface(session.moment, "8", "9", HOSTILE))
        async with running(data, name, size, at="o") as pilot:
            text = "\n".join(picture(pilot))
            assert "[/b]" in text
            assert "8|9: [/b] [red]x␛[31m<U+202E> 北方" in text
            await press(pilot, "e")
            assert shows(pilot, "[/b] [red]x␛[31m<U+202E> 北方")


class TestHandovers:
    async def test_are_noted_where_owners_differ(self, data: Path):
        async with running(data, made(data, "Board", "Desk", questions=UNDER), at="o") as pilot:
            await press(pilot, "o")
            assert message(pilot) == "no neighbouring clauses with different owners here"
            await press(pilot, "A", "right", "down", "A")
            assert shows(pilot, "NO NOTE on the handover 8 - 9: Board, Desk")
            assert shows(pilot, "no note: 1 handover")
            await press(pilot, "o")
            await typed(pilot, "by mail")
            await press(pilot, "enter")
            assert session_of(pilot).assessment.interfaces["8|9"].note == "by mail"
            assert shows(pilot, "8|9: by mail")
            assert shows(pilot, "no note: 0 handovers")

    async def test_are_chosen_from_where_there_are_several(self, data: Path):
        name = made(data, "Board", "Desk")
        with Session.open(data, name) as session:
            session.do(responsibilities.note_interface(session.moment, "8.1", "8.2", "first"))
            session.do(responsibilities.note_interface(session.moment, "8.2", "9", "second"))
        async with running(data, name, at="o") as pilot:
            await press(pilot, "down", "o")
            assert isinstance(pilot.app.screen, Picker)
            await press(pilot, "enter")
            await typed(pilot, "!")
            await press(pilot, "enter")
            assert session_of(pilot).assessment.interfaces["8.2|9"].note == "second!"


class TestWhatGoesForGood:
    async def test_is_asked_first_and_nothing_else_is(self, data: Path):
        async with running(data, made(data, "Ops", "Desk"), at="o") as pilot:
            session = session_of(pilot)
            people.set_person(session, "desk", name="Zhang Wei")
            screen = pilot.app.screen
            assert isinstance(screen, ResponsibilitiesScreen)
            await press(pilot, *(["right"] if screen.department != "desk" else []))
            assert screen.department == "desk"
            await press(pilot, "X", "z")
            assert "desk" in session.assessment.departments
            await press(pilot, "e", "down", "down", "-", "z")
            assert people.names(session)["desk"].name == "Zhang Wei"
            await press(pilot, "escape", "X", "X")
            assert "desk" not in session.assessment.departments
            await press(pilot, "X")
            assert session.assessment.departments == {}
            assert "u takes it back" in message(pilot)


class TestSlots:
    async def test_are_made_from_the_owners(self, data: Path):
        async with running(data, made(data, "Ops"), at="o") as pilot:
            await press(pilot, "A", "s")
            assert isinstance(pilot.app.screen, AgendaScreen)
            slots = session_of(pilot).assessment.slots
            assert slots["S-01"].department == "ops"
            await press(pilot, "g", "o", "s")
            assert message(pilot).startswith("Every clause has its slot already")

    async def test_esc_goes_back(self, data: Path):
        async with running(data, made(data), at="o") as pilot:
            await press(pilot, "escape")
            assert not isinstance(app_of(pilot).screen, ResponsibilitiesScreen)


class TestThePapers:
    LED: ClassVar[dict[str, Any]] = {
        **LINKED,
        "clauses": [
            {**clause, "questions": [{**clause["questions"][0], "top_management": True}]}
            if clause["id"] == "9"
            else clause
            for clause in LINKED["clauses"]
        ],
    }

    async def test_are_written_for_the_departments_and_top_management(self, data: Path):
        async with running(data, made(data, "[/b] Ops", questions=self.LED), at="o") as pilot:
            await press(pilot, "A", "x")
            assert message(pilot).startswith("written, o opens it: ")
            cards, top = sorted((data / "exports" / "acme").glob("*.md"))
            assert ("duty-cards" in cards.name, "management" in top.name) == (True, True)
            assert "\\[/b\\] Ops" in cards.read_text("utf-8")
            assert "[ ] How does management review?" in top.read_text("utf-8")

    async def test_without_a_department_are_the_checklist_alone(self, data: Path):
        async with running(data, made(data, questions=self.LED), at="o") as pilot:
            await press(pilot, "x")
            (top,) = (data / "exports" / "acme").glob("*.md")
            assert "management" in top.name

    async def test_are_refused_where_they_would_say_nothing(self, data: Path):
        async with running(data, made(data), at="o") as pilot:
            await press(pilot, "x")
            assert "no department yet" in message(pilot)

"""The staging screen: both texts, whose words stand, one change, and the way a file comes in."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    answer,
    app_of,
    message,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
)
from cases.sheets import as_csv, one_of_each_kind, rows_of
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.report.screen import ReportScreen
from gapwizard.tui.staging.screen import StagingScreen

SMALLEST = (60, 18)


async def laid(pilot: Pilot[None]) -> StagingScreen:
    """The screen with a row of every kind."""
    app_of(pilot).visit("staging", handed=Handed(staged=one_of_each_kind()))
    await pilot.pause()
    assert isinstance(pilot.app.screen, StagingScreen)
    return pilot.app.screen


@pytest.mark.parametrize("size", [SMALLEST, NARROW, WIDE])
async def test_shows_every_kind_and_both_texts_whole(data: Path, size: tuple[int, int]) -> None:
    async with running(data, small(data), size) as pilot:
        await laid(pilot)
        for words in ("CONFLICT", "UNKNOWN", "INVALID", "new", "changed", "8.1-Q01"):
            assert shows(pilot, words)
        assert not shows(pilot, "9-Q01"), "what is the same is not shown at first"
        assert shows(pilot, "undecided")
        for words in ("before", "ours", "stands"):
            assert shows(pilot, words)
        await press(pilot, ".")
        assert size == SMALLEST or shows(pilot, "theirs [bold]x 很长")


async def test_each_row_is_chosen_by_a_key_and_all_come_in_as_one_change(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        screen = await laid(pilot)
        before = session_of(pilot).revision
        await press(pilot, "space")
        assert shows(pilot, "is taken over")
        await press(pilot, "space")
        assert shows(pilot, "stays as it is here")
        await press(pilot, "\u3000")
        assert shows(pilot, "both stand")
        await press(pilot, "t")
        assert screen.rows.cursor == 1, "a choice goes on to the next row"
        await press(pilot, "d")
        assert "both cannot stand" in message(pilot)
        await press(pilot, "m", "enter")
        assert "taken in: 1; u takes it back" in message(pilot)
        assert session_of(pilot).revision == before + 1
        assert answer(pilot, "8.1-Q01").observation == "theirs [bold]x 很长"
        assert not answer(pilot, "8.2-Q01").comment, "mine stood"
        await press(pilot, "u")
        assert not answer(pilot, "8.1-Q01").observation


async def test_what_is_undecided_is_asked_about_and_stays(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        await laid(pilot)
        await press(pilot, "enter")
        assert "1 conflict is undecided" in message(pilot)
        await press(pilot, "x")
        assert "nothing was done" in message(pilot)
        await press(pilot, "enter", "enter")
        assert answer(pilot, "8.2-Q01").comment == "new"
        assert not answer(pilot, "8.1-Q01").observation
        assert "2 rows could not be taken" in message(pilot)


async def test_every_conflict_can_be_decided_at_once_and_undecided_again(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        screen = await laid(pilot)
        assert screen.laid is not None
        for key, undecided in (("T", 0), ("a", 1), ("M", 0)):
            await press(pilot, key)
            assert len(screen.laid.staging.undecided(screen.laid.chosen)) == undecided
            assert message(pilot)


async def test_v_goes_through_the_kinds_and_a_row_that_cannot_come_in_says_why(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        screen = await laid(pilot)
        seen = []
        for _kind in range(6):
            await press(pilot, "v")
            seen.append([row.id for row in screen.rows.shown])
        assert seen[:4] == [["8.1-Q01"], ["8.2-Q01"], ["8.2-Q02"], ["9-Q99", "8.1-Q03"]]
        await press(pilot, "v", "v", "v", "v")
        assert shows(pilot, "there is no question '9-Q99'")
        await press(pilot, "space")
        assert "nothing of this row can be taken in" in message(pilot)


async def test_in_client_view_no_private_note_is_seen_and_no_file(data: Path) -> None:
    async with running(data, small(data), WIDE) as pilot:
        await laid(pilot)
        await press(pilot, "down", "down")
        assert shows(pilot, "Privatenote")
        await press(pilot, "f9")
        assert not shows(pilot, "Privatenote")
        await press(pilot, "o")
        assert "files are hidden" in message(pilot)


async def test_without_anything_it_says_what_to_do(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        app_of(pilot).visit("staging")
        await pilot.pause()
        assert shows(pilot, "o names a file")
        for key in ("enter", "space", "t", "a", "v", "T"):
            await press(pilot, key)
            assert "nothing is laid out here" in message(pilot)


async def test_a_sheet_goes_out_of_the_report_screen_and_comes_back(
    place: Path, data: Path
) -> None:
    name = small(data)
    async with running(data, name, at="r") as pilot:
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, Picker)
        await typed(pilot, "blank")
        await press(pilot, "enter")
        assert "written, o opens it" in message(pilot)
        (written,) = (data / "exports" / name).glob("*-sheet-*.xlsx")

        session = session_of(pilot)
        left = rows_of(session)
        session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(comment="ours")))
        left[0] |= {"comment": "theirs", "own_rating": "P"}
        left[5] |= {"comment": "seen"}
        (place / "back.csv").write_bytes(as_csv(left))
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, Picker)
        for known in ("back.csv", written.name):
            assert shows(pilot, known)
        await typed(pilot, "back.csv")
        await press(pilot, "enter")
        await typed(pilot, "Service desk")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, StagingScreen)
        assert shows(pilot, "CONFLICT 1")
        await press(pilot, "t", "enter")
        assert answer(pilot, "8.1-Q01").comment == "theirs"
        assert answer(pilot, "9-Q01").comment == "seen"
        assert "Service desk" in session.history[-1].label
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_a_path_is_typed_and_a_wrong_one_stays_in_its_line(place: Path, data: Path) -> None:
    name = small(data)
    with Session.open(data, name, write=False) as session:
        sheet = as_csv(row | {"comment": "x"} for row in rows_of(session))
    (place / "elsewhere").mkdir()
    (place / "elsewhere" / "a.csv").write_bytes(sheet)
    async with running(data, name) as pilot:
        app_of(pilot).visit("staging", "file")
        await pilot.pause()
        await typed(pilot, "none.csv")
        await press(pilot, "enter")
        assert "there is no such file" in message(pilot)
        await press(pilot, "escape", "o")
        await typed(pilot, "elsewhere/a.csv")
        await press(pilot, "enter", "enter")
        assert shows(pilot, "new 6")

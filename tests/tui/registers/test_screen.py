"""The registers screen: every key, at both sizes, with any text."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
)
from cases.registers import WITH_REGISTER
from gapwizard.domain.register_rows import rows_of
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.registers.screen import RegistersScreen

HOSTILE = "[/b] [red]x\u202e 北方"


@pytest.fixture
def tiny(data: Path) -> str:
    """The id of an assessment with a register."""
    return small(data, "Tiny", WITH_REGISTER)


def texts(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """The ids and titles of the rows."""
    session = session_of(pilot)
    (register,) = session.questionnaire.registers
    return [(one.id, one.row.text("title")) for one in rows_of(session.assessment, register)]


async def taken_in(pilot: Pilot[None]) -> None:
    """Take the newest file here in."""
    screen = pilot.app.screen
    assert isinstance(screen, RegistersScreen)
    screen.attempt(screen.do_take_in)
    await pilot.pause()
    await press(pilot, "enter", "enter")


class TestTheScreen:
    async def test_adds_edits_views_and_takes_away(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, NARROW, at="e") as pilot:
            assert isinstance(pilot.app.screen, RegistersScreen)
            assert shows(pilot, "What may go wrong here.")
            await press(pilot, "enter")
            assert "no row here" in message(pilot)
            await press(pilot, "n")
            await typed(pilot, HOSTILE)
            await press(pilot, "enter")
            assert [name for name, _title in texts(pilot)] == ["R-01"]
            assert shows(pilot, "[/b] [red]x")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            await press(pilot, "escape", "v")
            assert shows(pilot, "Risks: High")
            await press(pilot, "v", "v", "m")
            assert shows(pilot, "Likelihood")
            assert all(len(text) <= NARROW[0] for text in picture(pilot))
            await press(pilot, "m", "delete")
            assert texts(pilot) == []
            await press(pilot, "u")
            assert len(texts(pilot)) == 1

    async def test_a_row_is_found_by_the_search_and_told_beside_its_question(
        self, data: Path, tiny: str
    ) -> None:
        async with running(data, tiny, WIDE, at="e") as pilot:
            await press(pilot, "n")
            await typed(pilot, "Zebra crossing")
            await press(pilot, "enter", "n")
            await typed(pilot, "Power cut")
            await press(pilot, "enter", "g", "i")
            assert shows(pilot, "Kept as a register")
            assert shows(pilot, "Risks: 2 rows")
            await press(pilot, "/")
            await typed(pilot, "zebra")
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, RegistersScreen)
            assert pilot.app.screen.here.id == "R-01"

    async def test_writes_and_pictures_what_the_view_shows_and_takes_it_in_again(
        self, data: Path, tiny: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path))
        file = tmp_path / "rows.csv"
        file.write_text(f"What,Likelihood,Impact\n{HOSTILE},5,5\nLow,1,1\n", encoding="utf-8")
        async with running(data, tiny, WIDE, at="e") as pilot:
            await taken_in(pilot)
            assert shows(pilot, "new 2")
            await press(pilot, "enter", "escape", "m", "v")
            assert [title for _name, title in texts(pilot)][1:] == ["Low"]
            assert shows(pilot, "1!")
            assert not shows(pilot, " 1   1 ")
            await press(pilot, "x")
            (written,) = (data / "exports").rglob("*risks*.csv")
            assert "Low" not in written.read_text(encoding="utf-8-sig")
            await press(pilot, "v", "v")
            file.write_text("What,Impact\nLow,9\n", encoding="utf-8")
            await taken_in(pilot)
            assert "line 2" in message(pilot)

    async def test_says_so_where_there_is_none(self, data: Path) -> None:
        async with running(data, small(data), WIDE, at="e") as pilot:
            assert shows(pilot, "the questionnaire declares no register")
            for key in ("enter", "n", "v", "x", "delete", "m"):
                await press(pilot, key)
                assert pilot.app.is_running

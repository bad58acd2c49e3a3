"""Every screen and every command of it, over an assessment of a stranger."""

from pathlib import Path

import pytest

from cases.app import NARROW, WIDE, app_of, press, running
from cases.hostile import RAW, hostile
from cases.walking import SCREENS, every_command, places, settle
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.row_list import RowList

LISTS = (
    "documents", "files", "findings", "actions", "dashboard", "compare", "responsibilities", "agenda",
    "wrapup", "plan", "registers",
)  # fmt: skip
"""Screens that list what is in an assessment; in an empty one a stranger has said nothing."""


def checker(pilot):
    """What looks at a picture: every row as wide as the window, nothing in it that acts."""

    def look(where: str) -> None:
        width, height = pilot.app.size
        strips = pilot.app.screen._compositor.render_strips()
        assert [strip.cell_length for strip in strips] == [width] * height, where
        for strip in strips:
            assert not RAW.search(strip.text), (where, ascii(strip.text))

    return look


@pytest.mark.parametrize("name", SCREENS)
class TestEveryCommand:
    async def test_shows_harmless_marks(self, data: Path, name: str) -> None:
        assessment = hostile(data, smaller=True)
        other = hostile(data, "[/b] other", "other", smaller=True)
        size = NARROW if SCREENS.index(name) % 2 else WIDE
        async with running(data, assessment, size, remember=False) as pilot:
            look = checker(pilot)
            app_of(pilot).visit(name, handed=Handed(compared=(other, assessment)))
            await pilot.pause()
            if name in LISTS:
                assert app_of(pilot).screen.query_one(RowList).count, "there is nothing to look at"
            look(name)
            await every_command(pilot, name, look)


@pytest.mark.parametrize("size", [NARROW, WIDE])
class TestEveryScreen:
    async def test_shows_its_rows_as_harmless_marks(
        self, data: Path, size: tuple[int, int]
    ) -> None:
        assessment = hostile(data, smaller=True)
        async with running(data, assessment, size, remember=False) as pilot:
            look = checker(pilot)
            async for name in places(pilot, SCREENS):
                for key in ("down", "end"):
                    await press(pilot, key)
                    look(f"{name}: {key}")
                await settle(pilot, name)

"""No key is silent: what it does is seen, or it says why it does nothing."""

from pathlib import Path

import pytest

from cases.app import NARROW, app_of, message, picture, press, running, small
from cases.walking import LEFT_OUT, SCREENS, TYPED, settle
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.listing import MOVES

QUIET = {*(command.id for command in MOVES), "client", "left", "right", "roll"}
"""Commands that move within what is shown, and may be at its end."""


@pytest.mark.parametrize("name", [name for name in SCREENS if name not in TYPED])
async def test_no_command_is_silent_where_there_is_nothing_yet(data: Path, name: str) -> None:
    async with running(data, small(data), NARROW) as pilot:
        app = app_of(pilot)
        app.visit(name)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, KeyScreen)
        silent = []
        for command in screen.commands():
            if command.id in LEFT_OUT | QUIET:
                continue
            await settle(pilot, name)
            here = app.screen
            if not isinstance(here, KeyScreen) or name != here.NAME:
                continue
            here.tell("")
            await pilot.pause()
            before = picture(pilot)
            here.run_command(command)
            await pilot.pause()
            await press(pilot)
            if app.screen is here and picture(pilot) == before and not message(pilot):
                silent.append(command.id)
        assert silent == []

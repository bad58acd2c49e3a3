"""Walk through every screen of the app and run every command there, looking at each picture."""

from collections.abc import AsyncIterator, Callable

from textual.pilot import Pilot

from cases.app import app_of, picture, press
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.frame import CommandScreen
from gapwizard.tui.registry import PLACES

LEFT_OUT = {
    "quit", "close", "back", "goto", "client", "language", "demo", "edit", "open_editor", "home",
    "delete", "undo", "redo",
}  # fmt: skip
"""Commands that lead away, or into a program of the user's own."""
TYPED = ("new", "search")
"""Screens that are typed into from the first."""
SCREENS = [name for name in PLACES if name != "home"]
Look = Callable[[str], None]


async def settle(pilot: Pilot[None], name: str) -> None:
    """Come back to a screen, whatever is open over it."""
    app = app_of(pilot)
    for _step in range(6):
        screen = app.screen
        asking = isinstance(screen, CommandScreen) and (screen.asking or screen._pending)
        if (
            isinstance(screen, KeyScreen)
            and name == screen.NAME
            and not asking
            and (name in TYPED or not screen.editing)
        ):
            return
        await press(pilot, "escape")
    app.visit(name)
    await pilot.pause()


async def every_command(pilot: Pilot[None], name: str, look: Look) -> None:
    """Run each command of a screen and look at what it shows."""
    app = app_of(pilot)
    await settle(pilot, name)
    screen = app.screen
    assert isinstance(screen, CommandScreen)
    for command in [c for c in screen.commands() if c.id not in LEFT_OUT]:
        await settle(pilot, name)
        here = app.screen
        if not isinstance(here, KeyScreen) or name != here.NAME:
            continue  # nothing to show here: the screen leads on by itself
        here.run_command(command)
        await pilot.pause()
        look(f"{name}: {command.id}")
    await settle(pilot, name)


async def places(pilot: Pilot[None], names: list[str]) -> AsyncIterator[str]:
    """Visit screens."""
    for name in names:
        app_of(pilot).visit(name)
        await pilot.pause()
        yield name


def seen(pilot: Pilot[None]) -> str:
    """All that a picture, its status row and the title of the window say."""
    app = app_of(pilot)
    said = app.screen.message if isinstance(app.screen, CommandScreen) else ""
    notes = " ".join(note.message for note in app._notifications)
    return "\n".join([*picture(pilot), app.title, app.sub_title, said, notes])

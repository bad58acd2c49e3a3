"""Commands and their keys: one definition each, no clash, all in the help."""

from collections import Counter
from pathlib import Path

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot

from cases.app import picture, press, running, shows, small
from gapwizard.tui.dashboard.screen import DashboardScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.base import GLOBAL, KeyScreen
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.new.screen import NewScreen
from gapwizard.tui.portfolio.screen import HomeScreen
from gapwizard.tui.registry import PLACES, kind_of
from gapwizard.tui.report.screen import ReportScreen

SCREENS: tuple[type[KeyScreen], ...] = tuple(kind_of(name) for name in PLACES)
DELIBERATE: dict[type[KeyScreen], set[str]] = {}
"""Keys with which a screen's own command takes the place of a move or a global command."""
TWINS = {
    "rate_n": "１", "rate_p": "２", "rate_l": "３", "rate_f": "４", "rate_unknown": "９",
    "rate_na": "０", "help": "？", "palette": "：", "search": "、／", "next_clause": "】",
    "previous_clause": "【", "candidate": "！", "follow_up": "＊×", "clear": "－", "next": "\u3000",
}  # fmt: skip
UX = {
    "rate_n": ("1",), "rate_p": ("2",), "rate_l": ("3",), "rate_f": ("4",), "rate_unknown": ("9",),
    "rate_na": ("0",), "recurring": ("r",), "lapse": ("x",), "clear": ("-", "delete"),
    "next": ("space", "down"), "previous": ("up",), "next_clause": ("]", "pagedown"),
    "previous_clause": ("[", "pageup"), "note": ("enter",), "evidence": ("e", "f3"),
    "follow_up": ("*",), "candidate": ("!",), "maturity": ("m", "f5"), "bulk": ("A",),
    "auto": ("a",), "filter": ("f6",), "help": ("?", "f1"), "palette": (":", "ctrl+p"),
    "search": ("/", "f4"), "wrapup": ("w",), "request": ("d", "f2"), "tongue": ("f8",), "keys": ("escape",), "back": ("b", "backspace"), "goto": ("g",),
    "undo": ("u", "f7"), "redo": ("U",), "copy": ("y",), "client": ("f9",), "language": ("ctrl+l",),
    "quit": ("ctrl+q",),
}  # fmt: skip
"""Keys of the interview that the table of keys in ux.md asks for."""


def key_name(key: str) -> str:
    """The name Textual gives a key."""
    return _character_to_key(key) if len(key) == 1 else key


@pytest.mark.parametrize("kind", SCREENS)
class TestCommandsOfAScreen:
    def test_each_has_a_method(self, kind: type[KeyScreen]) -> None:
        screen = kind()
        assert [
            c.id for c in screen.commands() if not callable(getattr(screen, f"do_{c.id}"))
        ] == []

    def test_each_has_its_own_id(self, kind: type[KeyScreen]) -> None:
        counted = Counter(command.id for command in kind().commands())
        assert [name for name, count in counted.items() if count > 1] == []

    def test_no_two_share_a_key(self, kind: type[KeyScreen]) -> None:
        keys = Counter(key_name(key) for command in kind().commands() for key in command.keys)
        assert {key for key, count in keys.items() if count > 1} == DELIBERATE.get(kind, set())

    def test_each_has_a_key_that_runs_it(self, kind: type[KeyScreen]) -> None:
        screen = kind()
        named = {c.id for c in screen.commands() if c.keys}
        assert named == {c.id for c in screen._keys.values()}

    def test_the_global_ones_are_there(self, kind: type[KeyScreen]) -> None:
        assert set(GLOBAL) <= set(kind().commands())

    def test_words_say_what_each_does(self, kind: type[KeyScreen]) -> None:
        assert [c.id for c in kind().commands() if not c.words.strip()] == []

    def test_keys_are_spelled_for_people(self, kind: type[KeyScreen]) -> None:
        """`Ctrl+S`, `Tab`, `PgUp`: never the names Textual gives them."""
        raw = [c.key for c in kind().commands() if len(c.key) > 1 and c.key == c.key.lower()]
        assert raw == []


class TestKeysOfTheInterview:
    @pytest.mark.parametrize(("command", "twins"), TWINS.items())
    def test_full_width_twins_are_bound(self, command: str, twins: str) -> None:
        keys = InterviewScreen()._keys
        assert [keys[key_name(twin)].id for twin in twins] == [command] * len(twins)

    @pytest.mark.parametrize(("command", "wanted"), UX.items())
    def test_keys_are_those_of_the_table(self, command: str, wanted: tuple[str, ...]) -> None:
        keys = InterviewScreen()._keys
        assert [keys[key_name(key)].id for key in wanted] == [command] * len(wanted)


class TestHelp:
    async def walk(self, pilot: Pilot[None], commands: list[Command]) -> None:
        """Look for each command in the help, by its words."""
        await press(pilot, "?")
        help_ = pilot.app.screen
        assert isinstance(help_, Picker)
        offered = {item.value: item for item in help_._items}
        assert set(commands) == set(offered)
        for command in commands:
            assert offered[command].words == command.words
        await press(pilot, *commands[0].words.lower()[:20])
        assert shows(pilot, commands[0].words[:40])
        await press(pilot, "escape")

    async def test_home_and_new_show_all_commands(self, data: Path) -> None:
        async with running(data) as pilot:
            await self.walk(pilot, HomeScreen().commands())
            await press(pilot, "n")
            await press(pilot, "f1")
            assert {i.value for i in pilot.app.screen._items} == set(NewScreen().commands())  # type: ignore[attr-defined]

    async def test_an_open_assessment_shows_all_commands(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await self.walk(pilot, InterviewScreen().commands())
            await press(pilot, "g", "b")
            await self.walk(pilot, DashboardScreen().commands())
            await press(pilot, "g", "r")
            await self.walk(pilot, ReportScreen().commands())

    async def test_the_footer_shows_help_last_and_at_most_eight_keys(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            for keys in ((), ("g", "b"), ("g", "r"), ("g", "h"), ("n",)):
                await press(pilot, *keys)
                row = picture(pilot)[-1].strip()
                assert row.endswith("? Help") or keys == ("n",), row
                assert len(row.split("  ")) <= 8

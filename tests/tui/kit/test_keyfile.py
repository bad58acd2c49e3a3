"""The key map file, and the sheet of all keys."""

import json
from pathlib import Path

import pytest

from cases.app import app_of, here, message, picture, press, rating, running, shows, small
from gapwizard import i18n
from gapwizard.domain.scale import Rating
from gapwizard.tui import keysheet
from gapwizard.tui.kit import keyfile
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.search.screen import SearchScreen

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture
def keys(data: Path) -> Path:
    """The file of the user's keys; its folder is there."""
    file = keyfile.path()
    file.parent.mkdir(parents=True)
    return file


def write(file: Path, text: str) -> None:
    """Put a text into the file."""
    file.write_text(text, encoding="utf-8")


class TestKeyMapFile:
    async def test_has_the_first_word_on_a_key_that_another_command_has(
        self, keys: Path, data: Path, acme: str
    ) -> None:
        write(keys, '{"dashboard.carry": ["e"], "dashboard.carry": ["e"]}')
        async with running(data, acme, at="b") as pilot:
            await press(pilot, "e")
            assert not isinstance(pilot.app.screen, FormScreen)
            assert "keys.json" not in message(pilot)

    async def test_may_put_any_command_elsewhere(self, keys: Path, data: Path, acme: str) -> None:
        """The palette and the line of the search looked commands up by keys that they may have lost."""
        moved = {row.id: ["f12"] for row in keysheet.sheet() if row.id != "global.search"}
        write(keys, json.dumps({**moved, "global.palette": ["f11"]}))
        async with running(data, acme) as pilot:
            await press(pilot, "f11")
            assert isinstance(pilot.app.screen, Picker)
            await press(pilot, *"Save")
            assert shows(pilot, "Save and quit")
            await press(pilot, "escape", "/", "tab", "enter", "a")
            assert isinstance(pilot.app.screen, SearchScreen)

    async def test_puts_a_command_on_another_key_everywhere_it_is_named(
        self, data: Path, keys: Path
    ) -> None:
        write(keys, json.dumps({"interview.rate_f": ["z"], "interview.next": ["n", "space"]}))
        async with running(data, small(data)) as pilot:
            await press(pilot, "4")
            assert rating(pilot, "8.1-Q01") is None
            await press(pilot, "z")
            assert rating(pilot, "8.1-Q01") is Rating.F
            await press(pilot, "n")
            assert here(pilot) == "8.1-Q03"
            await press(pilot, "?", *"Rate: Fully")
            assert any(row.split()[:1] == ["z"] for row in picture(pilot))

    async def test_an_empty_list_leaves_a_command_to_the_palette(
        self, data: Path, keys: Path
    ) -> None:
        write(keys, json.dumps({"interview.rate_f": []}))
        async with running(data, small(data)) as pilot:
            await press(pilot, "4", ":", *"Rate: Fully", "enter")
            assert rating(pilot, "8.1-Q01") is Rating.F

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("{", "is not used"),
            ("[]", "holds no object"),
            ('{"interview.nxt": ["n"]}', "interview.next"),
            ('{"interview.next": "n"}', "no list of keys"),
            ('{"interview.next": [1]}', "no list of keys"),
            ("[" * 100_001, "at most"),
            ("[" * 50_000, "is not used"),
        ],
    )
    async def test_one_that_cannot_be_used_is_said_and_changes_nothing(
        self, data: Path, keys: Path, text: str, said: str
    ) -> None:
        write(keys, text)
        async with running(data, size=(200, 24)) as pilot:
            assert said in message(pilot)
            assert app_of(pilot).is_running

    def test_the_sample_is_what_there_is_without_a_file(self) -> None:
        sample = json.loads(keysheet.sample())
        assert sample["interview.rate_f"] == ["4", "４"]
        assert list(sample) == [row.id for row in keysheet.sheet()]


class TestKeySheet:
    def test_the_page_in_docs_is_the_one_that_is_printed(self) -> None:
        assert (DOCS / "keys.md").read_text(encoding="utf-8") == keysheet.markdown()

    def test_the_chinese_page_in_docs_is_the_one_that_is_printed(self) -> None:
        with i18n.speaking("zh-Hans"):
            printed = keysheet.markdown()
        assert (DOCS / "keys.zh.md").read_text(encoding="utf-8") == printed

    def test_no_id_stands_there_twice(self) -> None:
        names = [row.id for row in keysheet.sheet()]
        assert len(names) == len(set(names))

    async def test_every_binding_stands_in_help_palette_and_sheet(self, data: Path) -> None:
        page = (DOCS / "keys.md").read_text(encoding="utf-8")
        async with running(data, small(data)) as pilot:
            screen = app_of(pilot).screen
            for command in screen.commands():  # type: ignore[attr-defined]
                assert f".{command.id}`" in page
            for opener in ("?", ":"):
                await press(pilot, opener)
                shown = {item.words for item in pilot.app.screen._items}  # type: ignore[attr-defined]
                assert {c.words for c in screen.commands()} <= shown  # type: ignore[attr-defined]
                await press(pilot, "escape")
            assert not shows(pilot, "Traceback")

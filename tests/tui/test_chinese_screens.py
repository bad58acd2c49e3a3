"""Screens of an assessment in Chinese: Chinese marks, no English but names, and rows well broken."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.app import NARROW, WIDE, picture, press, running
from cases.chinese import wrong_marks
from cases.chinese_client import MADE, N
from cases.commands import commands_in_english
from gapwizard import i18n
from gapwizard.cli import entry
from gapwizard.domain.line_breaks import CLOSING, OPENING
from gapwizard.store import lock

SCREENS = {
    "interview": (), "help": ("?",), "wrap-up": ("w",), "dashboard": ("g", "b"), "findings": ("g", "f"),
    "documents": ("g", "d"), "actions": ("g", "a"), "owners": ("g", "o"), "agenda": ("g", "s"),
    "report": ("g", "r"), "plan": ("g", "p"), "search": ("/",), "palette": (":",),
}  # fmt: skip
"""A sample of screens, by the keys that lead there from the interview."""
NAMES = frozenset(
    [
        "Enter",
        "Esc",
        "Space",
        "Tab",
        "Ctrl",
        "Del",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "PgUp",
        "PgDn",
        "Insert",
        "Backspace",
        "HTML",
        "Word",
        "Markdown",
        "Excel",
        "zh",
        "Amd",
        *re.findall("[A-Za-z]+", lock.user()),
        "bulk",
        "fg",
    ]
)
"""Keys of the keyboard, formats, the person, a word of the query language, one of the shell."""
OVER = ("help", "wrap-up", "search", "palette")
"""Those that Esc leaves."""
PREVIEW = {"report": "its preview is the Markdown file with its head"}
QUOTED = re.compile(r"`[^`]*`|[\w.-]*[_.\d/:*-][\w./:*-]*|--[a-z-]+")
WORD = re.compile(r"[A-Za-z][A-Za-z’]+")


@pytest.fixture(scope="module")
def north(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("screens")
    commands_in_english()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GAPWIZARD_DATA", str(place))
        patch.setenv("GAPWIZARD_LANG", "zh-Hans")
        for words in MADE:
            assert entry.run(words) == 0
    yield place
    i18n.use("en")


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    i18n.use("zh-Hans")
    yield
    i18n.use("en")


def english(rows: list[str]) -> list[str]:
    return [
        word
        for row in rows
        for word in WORD.findall(QUOTED.sub(" ", row))
        if not word.isupper() and word not in NAMES
    ]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_read_chinese_to_the_end(north: Path, size: tuple[int, int]) -> None:
    shown: dict[str, list[str]] = {}
    async with running(north, N, size) as pilot:
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            shown[name] = [re.sub(r" ?-{3,}", "", row).rstrip() for row in picture(pilot)]
            await press(pilot, *(("escape",) if name in OVER else ()))
    assert len({"\n".join(rows) for rows in shown.values()}) == len(SCREENS)
    for name, rows in shown.items():
        assert list(wrong_marks("\n".join(rows), columns=True)) == [], name
        assert name in PREVIEW or english(rows) == [], name
        if size == NARROW and name not in PREVIEW:
            for row in filter(str.strip, rows):
                assert row.lstrip()[0] not in CLOSING, (name, row)
                assert row[-1] not in OPENING, (name, row)

"""Texts are put together as the language does it: full-width colons and brackets in Chinese."""

import re
from pathlib import Path

import gapwizard.tui
from cases.app import press, running, session_of, shows, small
from gapwizard.session.acts import actions

BY_HAND = re.compile(r'f"[^"]* \(\{|": "\.join|\bf"[^"]*\}: \{')
"""What puts a colon or brackets between two texts itself."""
CODE = {'    return typed_item(text if own else f"{kind}: {text}")'}
"""Lines that write what a program reads."""


def test_no_screen_joins_by_hand() -> None:
    (folder,) = gapwizard.tui.__path__
    found = [
        f"{file.name}:{number} {line.strip()}"
        for file in Path(folder).rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if BY_HAND.search(line) and line not in CODE
    ]
    assert found == []


async def test_an_action_names_the_grade_in_wide_brackets(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        await press(pilot, "1", "ctrl+l")
        session = session_of(pilot)
        fields = {"title": "Write it", "source": "NC-8.1"}
        session.do(actions.change(session.diagnosis, "new", fields))
        await press(pilot, "g", "a")
        assert shows(pilot, "NC-8.1（")

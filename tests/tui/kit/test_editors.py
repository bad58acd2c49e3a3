"""Editors break Chinese as every other text: no row begins with a mark that closes."""

from itertools import pairwise

import pytest
from textual.app import App, ComposeResult

from gapwizard.domain.line_breaks import CLOSING, OPENING
from gapwizard.tui.kit import textual_patches
from gapwizard.tui.kit.editors import NoteEditor

TEXT = "抽查5张工单，其中2张未定优先级（见《事件管理程序》），其余已按影响确定；未见评审。"


class Held(App[None]):
    """An app with a note alone, with Textual as our own has it."""

    def __init__(self) -> None:
        textual_patches.apply()
        super().__init__()

    def compose(self) -> ComposeResult:
        yield NoteEditor()


@pytest.mark.parametrize("columns", [13, 20, 37])
async def test_rows_of_a_note(columns: int) -> None:
    app = Held()
    async with app.run_test(size=(columns, 24)) as pilot:
        editor = app.query_one(NoteEditor)
        editor.text = TEXT
        await pilot.pause()
        assert editor.wrap_width > 0
        starts = [0, *editor.wrapped_document.get_offsets(0), len(TEXT)]
        rows = [TEXT[a:b] for a, b in pairwise(starts)]
        assert len(rows) > 2
        assert all(row[0] not in CLOSING and row[-1] not in OPENING for row in rows)


async def test_latin_and_tabs_are_as_they_were() -> None:
    app = Held()
    async with app.run_test(size=(20, 10)):
        document = app.query_one(NoteEditor)
        document.text = "one two three four five\n一\t二"
        assert document.wrapped_document.get_offsets(0)

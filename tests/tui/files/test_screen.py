"""The files screen: arranging the plan, a step in the life of documents, writing and scanning."""

from pathlib import Path
from typing import Any

import pytest

from cases.app import (
    NARROW,
    QUESTIONS,
    WIDE,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
    until,
)
from gapwizard.domain.files import file_plan
from gapwizard.tui.documents.screen import DocumentsScreen
from gapwizard.tui.files.screen import FilesScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.staging.screen import StagingScreen

HOSTILE = "[/b] [red]x\u202e 北方"
WITH_FILES: dict[str, Any] = {
    **QUESTIONS,
    "documents": [
        *QUESTIONS["documents"],
        {"id": "D-2", "title": "Service policy", "obligation": "required", "contents": ["what is promised"]},
        {"id": "D-3", "title": "Service plan", "obligation": "required"},
    ],
    "files": [
        {"id": "FILE-01", "title": "Policy and plan", "documents": ["D-2", "D-3"], "why": "First what is promised."},
        {"id": "FILE-02", "title": "Incidents", "documents": ["D-1"]},
    ],
}  # fmt: skip


@pytest.fixture
def tiny(data: Path) -> str:
    """The id of an assessment with a plan of two files."""
    return small(data, "Tiny", WITH_FILES)


def homes(pilot: Any) -> dict[str, tuple[str, ...]]:
    """The documents of each file, in the order of the plan."""
    return {one.file.id: one.file.documents for one in file_plan(session_of(pilot).diagnosis)}


class TestArranging:
    async def test_splits_joins_and_gives_back(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, NARROW, at="l") as pilot:
            assert isinstance(pilot.app.screen, FilesScreen)
            assert shows(pilot, "Policy and plan")
            await press(pilot, "s", "enter", "enter")  # the first document, and that is all
            await typed(pilot, HOSTILE)
            await press(pilot, "enter")
            assert list(homes(pilot).values()) == [("D-3",), ("D-2",), ("D-1",)]
            assert shows(pilot, "[/b] [red]x")
            assert "u takes it back" in message(pilot)
            await press(pilot, "home", "s")
            assert "nothing to split" in message(pilot)
            await press(pilot, "J", "enter")
            assert homes(pilot)["FILE-01"] == ("D-3", "D-2")
            await press(pilot, "u", "u")
            assert homes(pilot) == {"FILE-01": ("D-2", "D-3"), "FILE-02": ("D-1",)}
            assert all(len(text) <= NARROW[0] for text in picture(pilot))

    async def test_adds_one_and_edits_every_field(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, WIDE, at="l") as pilot:
            await press(pilot, "n")
            await typed(pilot, "Handbook")
            await press(pilot, "enter")
            assert "Enter names its documents" in message(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            await press(pilot, "down", "enter")
            await typed(pilot, "D-1")
            await press(pilot, "enter", "escape")
            own = next(name for name in homes(pilot) if name not in ("FILE-01", "FILE-02"))
            assert (homes(pilot)[own], homes(pilot).get("FILE-02")) == (("D-1",), None)
            await press(pilot, "delete")
            assert homes(pilot)["FILE-02"] == ("D-1",)

    async def test_renames_and_puts_in_another_place(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, NARROW, at="l") as pilot:
            await press(pilot, "enter", "enter", "ctrl+u")
            await typed(pilot, HOSTILE)
            await press(pilot, "enter", "escape")
            assert shows(pilot, "[/b] [red]x")
            await press(pilot, "enter", "down", "down", "enter", "ctrl+u")
            await typed(pilot, "2")
            await press(pilot, "enter", "escape")
            assert list(homes(pilot)) == ["FILE-02", "FILE-01"]
            await press(pilot, "u")
            assert list(homes(pilot)) == ["FILE-01", "FILE-02"]

    async def test_plans_few_files_or_many(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, WIDE, at="l") as pilot:
            await press(pilot, "P")
            assert session_of(pilot).assessment.about.file_plan == "large"
            await press(pilot, "u")
            assert session_of(pilot).assessment.about.file_plan == "small"

    async def test_says_so_where_nothing_is_planned(self, data: Path) -> None:
        async with running(data, small(data), WIDE, at="l") as pilot:
            assert shows(pilot, "no file is planned; n adds one of your own")
            for key in ("enter", "space", "w", "S", "J", "s", "o", "d", "delete"):
                await press(pilot, key)
                assert message(pilot), key


class TestTheLife:
    async def test_a_step_is_that_of_all_documents_in_it(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, WIDE, at="l") as pilot:
            await press(pilot, "space", "enter")
            await press(pilot, "ctrl+u")
            await typed(pilot, "Quality manager")
            await press(pilot, "enter", "enter")
            rows = session_of(pilot).assessment.documents
            assert [rows[name].life[-1].step for name in ("D-2", "D-3")] == ["draft", "draft"]
            assert rows["D-2"].life[-1].by == "Quality manager"
            assert rows["D-2"].state == "draft"

    async def test_leads_to_a_document(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, WIDE, at="l") as pilot:
            await press(pilot, "d", "down", "enter")
            assert isinstance(pilot.app.screen, DocumentsScreen)
            assert pilot.app.screen.copyable() == "D-3"


class TestTheFolder:
    async def test_is_written_and_read_again(self, data: Path, tiny: str, tmp_path: Path) -> None:
        folder = tmp_path / "sms"
        async with running(data, tiny, WIDE) as pilot:
            await press(
                pilot, "g", "l", "w", *["down"] * 3, "enter"
            )  # all files, Word and Markdown
            await press(pilot, "ctrl+u")
            await typed(pilot, str(folder))
            await press(pilot, "enter")
            await until(pilot, lambda: "files written" in message(pilot))
            names = sorted(file.name for file in folder.iterdir())
            assert [name for name in names if name.endswith(".docx")] == [
                "FILE-01-policy-and-plan.docx", "FILE-02-incidents.docx",
            ]  # fmt: skip
            for file in folder.glob("*.docx"):
                file.unlink()
            text = folder / "FILE-02-incidents.md"
            text.write_text(text.read_text("utf-8").replace("0.1", "1.3", 1), encoding="utf-8")
            await press(pilot, "S", "ctrl+u")
            await typed(pilot, str(folder))
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, StagingScreen))
            before = session_of(pilot).assessment
            assert shows(pilot, "FILE-02")
            await press(pilot, "escape")
            assert session_of(pilot).assessment == before

    async def test_is_nothing_for_a_client(self, data: Path, tiny: str) -> None:
        async with running(data, tiny, WIDE, at="l") as pilot:
            await press(pilot, "f9", "w")
            assert "client view" in message(pilot)
            await press(pilot, "S")
            assert "client view" in message(pilot)

    @pytest.mark.parametrize("name", ["nowhere", "nowhere" + "x" * 300])
    async def test_that_is_not_there_is_said(
        self, data: Path, tiny: str, tmp_path: Path, name: str
    ) -> None:
        async with running(data, tiny, WIDE, at="l") as pilot:
            await press(pilot, "S", "ctrl+u")
            await typed(pilot, str(tmp_path / name))
            await press(pilot, "enter")
            await until(pilot, lambda: "no such folder" in message(pilot))
            assert isinstance(pilot.app.screen, FilesScreen)

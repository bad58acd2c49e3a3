"""Lists that come in through the app: from the screen of their rows, staged, one act."""

from pathlib import Path

import pytest

from cases.app import app_of, message, press, running, session_of, shows, small, typed
from gapwizard.domain.assessment import Change, DocumentRecord
from gapwizard.session.acts.act import Act
from gapwizard.tui.documents.screen import DocumentsScreen
from gapwizard.tui.staging.screen import StagingScreen


@pytest.fixture
def folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An assessment whose client was asked for a document, and a folder of files that came back."""
    small(data)
    here = data.parent / "back"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(here))
    return here


class TestAListOfDocuments:
    async def test_of_a_wrong_path_is_refused_before_anything_else_is_asked(
        self, data: Path, folder: Path
    ) -> None:
        (folder / "requests.csv").write_text("id,title\nD-1,\n", encoding="utf-8")
        async with running(data, "acme") as pilot:
            app_of(pilot).visit("documents")
            await pilot.pause()
            screen = pilot.app.screen
            assert isinstance(screen, DocumentsScreen)
            screen.attempt(screen.do_take_in)
            await pilot.pause()
            await typed(pilot, "/nowhere/at all.csv")
            await press(pilot, "enter")
            assert "there is no such file" in message(pilot)
            assert not shows(pilot, "Who sent it")

    async def test_comes_in_from_its_screen_and_goes_again_with_one_undo(
        self, data: Path, folder: Path
    ) -> None:
        (folder / "requests.csv").write_text(
            "id,title,state,version,request\nD-1,,current,1.2,received\n,[bold]Plan,draft,,\nX-9,,,2,\n",
            encoding="utf-8",
        )
        async with running(data, "acme") as pilot:
            asked = DocumentRecord(request="asked")
            session_of(pilot).do(Act("t", "t", (Change("documents", "D-1", asked),)))
            app_of(pilot).visit("documents")
            await pilot.pause()
            before = session_of(pilot).assessment
            screen = pilot.app.screen
            assert isinstance(screen, DocumentsScreen)
            screen.attempt(screen.do_take_in)
            await pilot.pause()
            assert shows(pilot, "requests.csv")
            await press(pilot, "enter")
            await typed(pilot, "Service desk")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, StagingScreen)
            assert shows(pilot, "UNKNOWN")
            await press(pilot, "enter")

            rows = session_of(pilot).assessment.documents
            assert (rows["D-1"].state, rows["D-1"].version, rows["D-1"].request) == (
                "current", "1.2", "received",
            )  # fmt: skip
            assert rows["D-02"].title == "[bold]Plan"
            assert "taken in: 2" in message(pilot)
            assert "1 row could not be taken" in message(pilot)
            assert "Service desk" in session_of(pilot).history[-1].label
            await press(pilot, "u")
            assert session_of(pilot).assessment.documents == before.documents


class TestAFile:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("question,kind,evidence\n8.1-Q01,record,tickets of May\n", "tickets of May"),
            ("title,roles\nDesk,desk\n", "Desk"),
        ],
    )
    async def test_is_known_by_its_columns_or_asked(
        self, data: Path, folder: Path, text: str, shown: str
    ) -> None:
        (folder / "list.csv").write_text(text, encoding="utf-8")
        async with running(data, "acme") as pilot:
            app_of(pilot).visit("staging")
            await pilot.pause()
            await press(pilot, "o", "enter", "enter")
            assert shows(pilot, shown)

    async def test_that_may_be_several_lists_is_asked_about(self, data: Path, folder: Path) -> None:
        (folder / "list.csv").write_text("id,title\n,Something\n", encoding="utf-8")
        async with running(data, "acme") as pilot:
            app_of(pilot).visit("staging")
            await pilot.pause()
            await press(pilot, "o", "enter")
            assert shows(pilot, "What is list.csv a list of?")
            await press(pilot, "down", "down", "enter", "enter", "enter")
            assert [row.title for row in session_of(pilot).assessment.departments.values()] == [
                "Something"
            ]

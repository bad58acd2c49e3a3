"""The header says saved when all is: it follows from editors, forms and the queue."""

import threading
from pathlib import Path

import pytest

from cases.app import app_of, press, running, session_of, shows, small, typed, until
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import about, actions, agenda, answers, departments
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import HistoryEntry
from gapwizard.store.writer import BackgroundWriter
from gapwizard.tui.interview import note_field

EDITORS = {
    "note": ([], ["enter"]),
    "evidence": ([], ["e", "d"]),
    "other party": ([], ["p"]),
    "one line of a finding": (["g", "f"], ["enter", "enter"]),
    "many lines of a finding": (["g", "f"], ["enter", "down", "enter"]),
    "position of the client": (["g", "f", "f9"], ["D"]),
    "new action": (["g", "a"], ["n"]),
    "owner of an action": (["g", "a"], ["o"]),
    "form of an action": (["g", "a"], ["enter", "enter"]),
    "new document": (["g", "d"], ["n"]),
    "form of a document": (["g", "d"], ["enter", "down", "enter"]),
    "form of a slot": (["g", "s"], ["enter", "down", "down", "down", "enter"]),
    "form of a department": (["g", "o"], ["e", "enter"]),
}
"""Keys that lead to a screen, and those that open an editor there."""
ENDS = dict.fromkeys(("note", "many lines of a finding", "form of a document"), "escape")
"""What ends a text of many lines; Enter takes every line."""


@pytest.fixture
def acme(data: Path) -> str:
    """An assessment in which every screen has a row to edit."""
    name = small(data)
    with Session.open(data, name) as session:
        session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(rating=Rating.N)))
        session.do(actions.change(session.diagnosis, "new", {"title": "Write it down"}))
        organise(session)
    return name


def organise(session: Session) -> None:
    """Add a department and a slot."""
    session.do(departments.change(session.moment, "new", {"title": "Desk"}))
    session.do(
        agenda.change(
            session.moment, "new", {"day": "2026-12-01", "start": "09:00", "topic": "Talk"}
        )
    )


class TestTextInAnEditor:
    @pytest.mark.parametrize("editor", EDITORS)
    async def test_is_called_not_saved_until_it_is(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch, editor: str
    ) -> None:
        monkeypatch.setattr(note_field, "PAUSE", 3600.0)
        monkeypatch.setattr(note_field, "LATEST", 3600.0)
        way, opening = EDITORS[editor]
        async with running(data, acme, (120, 40)) as pilot:
            await press(pilot, *way)
            await press(pilot, *opening)
            await until(pilot, lambda: app_of(pilot).all_saved)
            assert not shows(pilot, "not saved yet"), "nothing was typed"
            await typed(pilot, "zz")
            assert shows(pilot, "not saved yet")
            assert app_of(pilot).saved_words == "not saved yet"
            await press(pilot, ENDS.get(editor, "enter"))
            held = [act.changes for act in session_of(pilot).history]
            assert "zz" in str(held[-1])
            await until(pilot, lambda: not shows(pilot, "not saved yet"))
            assert app_of(pilot).all_saved


class TestAnActThatWaits:
    async def test_is_called_not_saved_while_the_disk_takes_its_time(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        flushed = threading.Event()
        append = AssessmentFolder.append

        def slow(folder: AssessmentFolder, act: HistoryEntry) -> None:
            assert flushed.wait(60)
            append(folder, act)

        async with running(data, acme) as pilot:
            await press(pilot, "2")
            await until(pilot, lambda: app_of(pilot).all_saved)
            monkeypatch.setattr(AssessmentFolder, "append", slow)
            for way in ([], ["g", "f"], ["g", "r"], ["g", "c"], ["b"]):
                flushed.clear()
                await press(pilot, *way)
                session_of(pilot).do(
                    about.describe(session_of(pilot).moment, {"scope": f"of {way}"})
                )
                await until(pilot, lambda: shows(pilot, "not saved yet"))
                flushed.set()
                await until(pilot, lambda: not shows(pilot, "not saved yet"))


class TestAFileThatIsBehind:
    async def test_is_said_and_nothing_is_called_unsaved(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_words: object) -> None:
            raise OSError(28, "No space left on device")

        async with running(data, acme, (120, 40)) as pilot:
            with monkeypatch.context() as broken:
                broken.setattr(AssessmentFolder, "checkpoint", full)
                await press(pilot, "2")
                writer = session_of(pilot).writer
                assert isinstance(writer, BackgroundWriter)
                writer.checkpoint()
                await until(pilot, lambda: shows(pilot, "the file is behind: No space left"))
                assert app_of(pilot).all_saved
            writer.checkpoint()
            await until(pilot, lambda: not shows(pilot, "the file is behind"))

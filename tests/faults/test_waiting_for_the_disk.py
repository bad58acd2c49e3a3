"""The app on a disk that refuses: it says why, work goes on, and all is saved when it can be."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cases.failing_disk import ERRORS, FailingDisk
from cases.scenarios import NAME, START, note, notes_of, on_disk, prepared
from gapwizard.session.session import Session
from gapwizard.store import writer
from gapwizard.store.writer import BackgroundWriter


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one assessment; waits are short."""
    monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(writer, "RETRY", 0.01)
    monkeypatch.setattr(writer, "IDLE", 0.01)
    prepared(tmp_path / "data")
    return tmp_path / "data"


class News:
    """What the writer tells the screen, and waiting for it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._news = threading.Condition()

    def __call__(self) -> None:
        """Hear of a write."""
        with self._news:
            self._news.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        with self._news:
            for _turn in range(1000):
                if condition():
                    return
                self._news.wait(0.01)
        raise AssertionError("it never came")


@pytest.fixture
def news() -> News:
    """News of the writer."""
    return News()


@pytest.fixture
def session(data: Path, news: News) -> Iterator[Session]:
    """The assessment open as the app opens it."""
    opened = Session.open(data, NAME, saved=news)
    yield opened
    opened.close()


class TestADiskThatRefuses:
    @pytest.mark.parametrize("kind", ERRORS)
    def test_is_named_and_waited_for(
        self, data: Path, session: Session, news: News, kind: str
    ) -> None:
        writing = session.writer
        assert isinstance(writing, BackgroundWriter)
        disk = FailingDisk(data, kind, 1, lasting=True)
        with disk():
            for number in (3, 4, 5):
                note(session, f"Q{number:02}", "typed")
            news.wait(lambda: writing.problem is not None)
            assert disk.failed
            assert notes_of(session) == {**START, "Q03": "typed", "Q04": "typed", "Q05": "typed"}
        news.wait(lambda: writing.problem is None and writing.pending == 0)
        assert on_disk(data) == notes_of(session)
        acts = Session.open(data, NAME, write=False).history
        assert [act.revision for act in acts] == list(range(1, len(acts) + 1))

    def test_does_not_hold_back_undo(self, data: Path, session: Session, news: News) -> None:
        writing = session.writer
        assert isinstance(writing, BackgroundWriter)
        with FailingDisk(data, "full disk", 1, lasting=True)():
            note(session, "Q03", "typed")
            session.undo()
            news.wait(lambda: writing.problem is not None)
            assert notes_of(session) == START
        news.wait(lambda: writing.problem is None and writing.pending == 0)
        assert on_disk(data) == START

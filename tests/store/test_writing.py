"""Writing: one writer at a time, readers beside it, and a worker that loses nothing."""

import errno
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_cases import answer, expected, made, next_act, notes, with_answers

from gapwizard.domain.assessment import Answer, Change
from gapwizard.errors import InUse, Unreadable
from gapwizard.store import lock, writer
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import Act
from gapwizard.store.writer import BackgroundWriter, InlineWriter


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh assessment; waits are short."""
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    monkeypatch.setattr(writer, "RETRY", 0.01)
    monkeypatch.setattr(writer, "IDLE", 0.02)
    return made(tmp_path / "acme")


@pytest.fixture
def opened(path: Path) -> Iterator[AssessmentFolder]:
    """The assessment open for writing."""
    folder = AssessmentFolder(path, write=True)
    yield folder
    folder.close()


class TestASecondWriter:
    def test_is_refused_and_told_who_has_it(self, path: Path, opened: AssessmentFolder) -> None:
        with pytest.raises(InUse, match=f"acme is open for writing: {lock.user()} on "):
            AssessmentFolder(path, write=True)

    def test_gets_in_when_the_first_has_closed(self, path: Path, opened: AssessmentFolder) -> None:
        opened.close()
        AssessmentFolder(path, write=True).close()

    def test_gets_in_after_an_open_that_failed(self, path: Path) -> None:
        history = path / "history.jsonl"
        whole = history.read_bytes()
        history.write_bytes(whole.replace(b"tester", b"nobody"))
        with pytest.raises(Unreadable):
            AssessmentFolder(path, write=True)
        history.write_bytes(whole)
        AssessmentFolder(path, write=True).close()

    def test_is_refused_too_when_the_holder_left_no_name(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        (path / "holder.json").write_text("{", encoding="utf-8")
        with pytest.raises(InUse, match="open for writing elsewhere"):
            AssessmentFolder(path, write=True)


class TestAReader:
    def test_sees_each_saved_answer_while_a_writer_has_it(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        for number in range(3):
            answer(opened, f"Q{number:02}", f"note {number}")
            assert notes(path) == expected(number + 1)

    def test_writes_nothing(self, path: Path) -> None:
        with_answers(path, 2, checkpoint=False)
        before = {file.name: file.stat().st_mtime_ns for file in path.iterdir()}
        assert notes(path) == expected(2)
        assert {file.name: file.stat().st_mtime_ns for file in path.iterdir()} == before


class TestAChangeUnderneath:
    def test_of_the_file_is_noticed_before_it_is_written_over(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        answer(opened, "Q00", "note 0")
        file = path / "assessment.json"
        file.write_bytes(file.read_bytes() + b" ")
        theirs = file.read_bytes()
        with pytest.raises(InUse, match="changed by somebody else"):
            opened.checkpoint(opened.assessment)
        assert file.read_bytes() == theirs

    def test_of_the_history_is_noticed_before_a_line_is_added(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        history = path / "history.jsonl"
        history.write_bytes(history.read_bytes() + b"{}\n")
        with pytest.raises(InUse, match="changed by somebody else"):
            answer(opened, "Q00", "note 0")


class TestACheckpointThatFails:
    def test_leaves_the_file_whole_and_can_be_done_again(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(opened, "Q00", "note 0")
        before = (path / "assessment.json").read_bytes()

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("gapwizard.atomic.write_bytes", full)
            with pytest.raises(OSError, match="No space"):
                opened.checkpoint(opened.assessment)
        assert (path / "assessment.json").read_bytes() == before
        assert notes(path) == expected(1)
        opened.checkpoint(opened.assessment)
        (path / "history.jsonl").unlink()
        assert notes(path) == expected(1)


class TestTheInlineWriter:
    def test_has_saved_when_submit_returns(self, path: Path, opened: AssessmentFolder) -> None:
        inline = InlineWriter(opened)
        submit(inline.submit, opened, 3)
        assert notes(path) == expected(3)
        inline.close()
        assert notes(path) == expected(3)

    def test_says_what_kept_it_from_the_disk(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opened, "append", refuse)
        with pytest.raises(Unreadable, match="No space left"):
            submit(InlineWriter(opened).submit, opened, 1)


def refuse(_act: Act) -> None:
    """A full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def submit(give: Callable[..., None], opened: AssessmentFolder, count: int) -> None:
    """Submit answers as a session does, each built on the one before."""
    state, revision = opened.assessment, opened.revision
    for number in range(count):
        name, note = f"Q{number:02}", f"note {number}"
        made_act = next_act(opened, name, note)
        revision += 1
        numbered = Act(revision, made_act.at, made_act.who, "answer", name, made_act.changes)
        state = state.with_changes([Change("answers", name, Answer(note=note))])
        give(numbered, state)


class Changed:
    """Counts the news of a writer, and waits for a condition."""

    def __init__(self) -> None:
        self.news = threading.Condition()

    def __call__(self) -> None:
        with self.news:
            self.news.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds; polls, for it may hold without any news."""
        with self.news:
            for _ in range(1000):
                if condition():
                    return
                self.news.wait(0.01)
        raise AssertionError("it never came")


class TestTheBackgroundWriter:
    def test_saves_in_order(self, path: Path, opened: AssessmentFolder) -> None:
        background = BackgroundWriter(opened, lambda: None)
        submit(background.submit, opened, 120)
        background.close()
        assert notes(path) == expected(120)
        revisions = [act.revision for act in AssessmentFolder(path, write=False).acts]
        assert revisions == list(range(1, 122))

    def test_brings_the_file_up_when_nothing_comes(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        news = Changed()
        background = BackgroundWriter(opened, news)
        submit(background.submit, opened, 2)
        news.wait(lambda: background.pending == 0 and not opened.behind)
        assert b"note 1" in (path / "assessment.json").read_bytes()
        background.close()

    def test_says_what_the_disk_refuses_and_saves_when_the_cause_is_gone(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        news = Changed()
        background = BackgroundWriter(opened, news)
        with monkeypatch.context() as patched:
            patched.setattr(opened, "append", refuse)
            submit(background.submit, opened, 3)
            news.wait(lambda: background.problem == "No space left on device")
            assert background.pending == 3
            assert notes(path) == {}
        news.wait(lambda: background.pending == 0 and background.problem is None)
        background.close()
        assert notes(path) == expected(3)

    def test_raises_on_close_what_was_not_saved_and_lets_others_write(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opened, "append", refuse)
        background = BackgroundWriter(opened, lambda: None)
        submit(background.submit, opened, 1)
        with pytest.raises(Unreadable, match="No space left"):
            background.close()
        AssessmentFolder(path, write=True).close()

    def test_raises_on_close_when_somebody_else_wrote(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        history = path / "history.jsonl"
        theirs = history.read_bytes() + b"{}\n"
        history.write_bytes(theirs)
        background = BackgroundWriter(opened, lambda: None)
        submit(background.submit, opened, 2)
        with pytest.raises(InUse):
            background.close()
        assert history.read_bytes() == theirs

    def test_closes_without_a_word_when_nothing_was_submitted(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        BackgroundWriter(opened, lambda: None).close()
        assert notes(path) == {}

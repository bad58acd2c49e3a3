"""Writing: one writer at a time, readers beside it, and a worker that loses nothing."""

import errno
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cases.store import answer, expected, made, next_act, notes, with_answers
from gapwizard.domain.assessment import Answer, Change
from gapwizard.errors import InUse, Unreadable
from gapwizard.store import backups, lock, rows, workshop, writer
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import HistoryEntry, Journal
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
    def test_of_the_file_is_kept_beside_ours(self, path: Path, opened: AssessmentFolder) -> None:
        answer(opened, "Q00", "note 0")
        file = path / "assessment.json"
        theirs = rows.dump({"about": {"about": {"name": "theirs"}}}, 9)
        file.write_bytes(theirs)
        opened.checkpoint(opened.assessment)
        (kept,) = backups.look_safely(path)
        assert (kept.kind, (kept.path / file.name).read_bytes()) == (backups.CONFLICT, theirs)
        assert rows.load(file.read_bytes()).tables["answers"] == {"Q00": {"note": "note 0"}}
        assert kept.name in opened.conflict

    @pytest.mark.parametrize("kind", ["grown", "cut", "replaced", "gone"])
    def test_of_the_history_is_kept_beside_ours(
        self, path: Path, opened: AssessmentFolder, kind: str
    ) -> None:
        answer(opened, "Q00", "note 0")
        history = path / "history.jsonl"
        whole = history.read_bytes()
        theirs = {"grown": whole + b"{}\n", "cut": whole[:50], "replaced": b"x" * len(whole)}
        history.unlink()
        if kind in theirs:
            history.write_bytes(theirs[kind])
        answer(opened, "Q01", "note 1")
        (kept,) = backups.look_safely(path)
        found = kept.path / history.name
        assert (found.read_bytes() if found.exists() else None) == theirs.get(kind)
        opened.checkpoint(opened.assessment)
        assert notes(path) == expected(2)
        assert AssessmentFolder(path, write=False).notices == []

    def test_that_never_ends_is_an_error_of_the_disk(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(opened, "Q00", "note 0")
        history, write = path / "history.jsonl", Journal.write_anew

        def overwritten(journal: Journal) -> None:
            write(journal)
            history.write_bytes(b"theirs\n")

        monkeypatch.setattr(Journal, "write_anew", overwritten)
        history.write_bytes(b"theirs\n")
        with pytest.raises(OSError, match="busy"):
            answer(opened, "Q01", "note 1")

    def test_at_once_after_ours_is_not_taken_for_ours(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer(opened, "Q00", "note 0")
        history, replace = path / "history.jsonl", os.replace
        history.write_bytes(b"theirs\n")

        def overtaken(source: Path, target: Path) -> None:
            replace(source, target)
            if target == history:
                monkeypatch.setattr(os, "replace", replace)
                history.write_bytes(b"theirs again\n")

        monkeypatch.setattr(os, "replace", overtaken)
        answer(opened, "Q01", "note 1")
        opened.checkpoint(opened.assessment)
        kept = sorted((one.path / history.name).read_bytes() for one in backups.look_safely(path))
        assert kept == [b"theirs\n", b"theirs again\n"]
        assert notes(path) == expected(2)

    def test_of_the_time_alone_is_no_change(self, path: Path, opened: AssessmentFolder) -> None:
        answer(opened, "Q00", "note 0")
        for name in ("assessment.json", "history.jsonl"):
            os.utime(path / name, ns=(1, 1))
        answer(opened, "Q01", "note 1")
        opened.checkpoint(opened.assessment)
        assert (opened.conflict, backups.look_safely(path), notes(path)) == ("", [], expected(2))

    def test_of_what_we_never_wrote_to_stays_as_it_is(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        history = path / "history.jsonl"
        theirs = history.read_bytes() + b"{}\n"
        history.write_bytes(theirs)
        opened.checkpoint(opened.assessment)
        opened.close()
        assert (history.read_bytes(), opened.replaced) == (theirs, True)


class TestALineThatFailed:
    def test_is_there_once_after_it_was_given_again(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_words: int) -> None:
            raise OSError(errno.EIO, "Input/output error")

        for broken in (("fsync",), ("fsync", "ftruncate")):
            with monkeypatch.context() as patched:
                for name in broken:
                    patched.setattr(os, name, fail)
                with pytest.raises(OSError, match="Input/output"):
                    answer(opened, "Q00", "note 0")
        assert opened.revision == 1
        answer(opened, "Q00", "note 0")
        assert (path / "history.jsonl").read_bytes().count(b"note 0") == 1
        assert notes(path) == expected(1)


class TestALockLeftBehind:
    def left(self, path: Path, **changed: object) -> None:
        """A holder's name as a process that died leaves it."""
        mine = {"who": "mia", "host": socket.gethostname(), "since": "yesterday", "pid": 4_000_000}
        (path / "holder.json").write_text(json.dumps({**mine, **changed}), encoding="utf-8")

    def test_is_taken_over_with_a_word(self, path: Path) -> None:
        self.left(path)
        opened = AssessmentFolder(path, write=True)
        opened.close()
        assert "mia" in opened.notices[0]
        assert "has ended" in opened.notices[0]
        assert "yesterday" in opened.notices[0]

    def test_of_another_machine_is_said_to_be_unsure(self, path: Path) -> None:
        self.left(path, host="elsewhere")
        opened = AssessmentFolder(path, write=True)
        opened.close()
        assert "cannot be seen from here" in opened.notices[0]

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell")
    def test_of_a_living_process_whose_lock_file_was_lost_is_respected(self, path: Path) -> None:
        parent = os.getppid()
        self.left(path, pid=parent, started=lock.process_start(parent))
        with pytest.raises(InUse, match="mia"):
            AssessmentFolder(path, write=True)

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell")
    def test_in_a_copy_made_while_another_was_open_is_no_hindrance(self, path: Path) -> None:
        parent = os.getppid()
        self.left(path, pid=parent, started=lock.process_start(parent), place="1:1")
        opened = AssessmentFolder(path, write=True)
        opened.close()
        assert "is a copy" in opened.notices[0]

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"who": 1}', "[" * 100_000])
    def test_that_says_nothing_is_no_hindrance(self, path: Path, content: str) -> None:
        (path / "holder.json").write_text(content, encoding="utf-8")
        opened = AssessmentFolder(path, write=True)
        opened.close()
        assert opened.notices == []


class TestAFileSystemWithoutLocks:
    """Some shares answer that there is no such thing: work goes on, and it is said."""

    @pytest.fixture(autouse=True)
    def _share(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fcntl = pytest.importorskip("fcntl")

        def none(*_words: object) -> None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

        monkeypatch.setattr(fcntl, "flock", none)

    @pytest.mark.filterwarnings("error")
    def test_is_written_again_and_again_with_a_word(self, path: Path) -> None:
        for _time in range(3):
            opened = AssessmentFolder(path, write=True)
            assert "no locks" in opened.notices[0]
            answer(opened, "Q00", "note 0")
            opened.close()
            assert (path / ".lock").exists()

    def test_has_one_writer_on_one_machine_all_the_same(self, path: Path) -> None:
        pid = os.getppid()
        holder = lock.Holder("mia", socket.gethostname(), "now", pid, lock.process_start(pid))
        (path / "holder.json").write_text(json.dumps(holder._asdict()))
        with pytest.raises(InUse, match="mia"):
            AssessmentFolder(path, write=True)

    def test_keeps_both_versions_of_two_writers(self, path: Path) -> None:
        first = AssessmentFolder(path, write=True)
        second = AssessmentFolder(path, write=True)
        answer(first, "Q00", "mine")
        answer(second, "Q01", "theirs")
        second.close()
        first.close()
        assert "both versions are kept" in " ".join(first.notices + second.notices)


def left_behind(parent: Path, name: str) -> Path:
    """A workshop as a process leaves it that is killed in it."""
    whole = parent / f".{name}.77-1.tmp"
    (whole / "work").mkdir(parents=True)
    (whole / workshop.MARK).touch()
    return whole


class TestWhatADeadProcessLeft:
    def test_goes_when_the_next_one_writes(self, path: Path) -> None:
        (path / ".assessment.json.77-1.tmp").write_bytes(b"half")
        left_behind(path / "backups", "20261128-081502-daily")
        AssessmentFolder(path, write=False)
        assert len(list(path.rglob("*.tmp"))) == 2
        AssessmentFolder(path, write=True).close()
        assert not list(path.rglob("*.tmp"))

    @pytest.mark.parametrize("ahead", [0.0, 1e8, -1e8])
    def test_in_the_data_folder_goes_with_the_next_new_one_when_it_is_old_by_the_disks_clock(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, ahead: float
    ) -> None:
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() + ahead)
        young, old = (left_behind(path.parent, name) for name in ("a", "b"))
        os.utime(old, (1, 1))
        made(path.with_name("next"))
        assert young.exists()
        assert not old.exists()


class TestWhatTheProgramDidNotMake:
    """It stays, whatever it is called and however old it is."""

    @pytest.mark.parametrize(
        "name", [".notes.tmp", ".acme.4711.tmp", ".index.json.tmp", ".x.4-1.tmp", ".a.md.4-1.tmp"]
    )
    def test_is_never_removed(self, path: Path, name: str) -> None:
        for place in (path, path / "backups", path.parent):
            place.mkdir(exist_ok=True)
            (place / name).write_bytes(b"mine")
            folder = place / f"{name}.tmp"
            folder.mkdir()
            (folder / "mine.txt").write_bytes(b"mine")
            (place / f".link{name}").symlink_to(folder, target_is_directory=True)
            for made_by_hand in (place / name, folder):
                os.utime(made_by_hand, (1, 1))
        before = sorted(path.parent.rglob("*tmp*"))
        made(path.with_name("next"))
        AssessmentFolder(path, write=True).close()
        assert sorted(path.parent.rglob("*tmp*")) == before


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


def refuse(_act: HistoryEntry) -> None:
    """A full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def submit(give: Callable[..., None], opened: AssessmentFolder, count: int) -> None:
    """Submit answers as a session does, each built on the one before."""
    state, revision = opened.assessment, opened.revision
    for number in range(count):
        name, note = f"Q{number:02}", f"note {number}"
        made_act = next_act(opened, name, note)
        revision += 1
        numbered = HistoryEntry(
            revision, made_act.at, made_act.who, "answer", name, made_act.changes
        )
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
        history.write_bytes(history.read_bytes() + b"{}\n")
        background = BackgroundWriter(opened, lambda: None)
        submit(background.submit, opened, 2)
        with pytest.raises(InUse, match="theirs is in backups"):
            background.close()
        assert notes(path) == expected(2)

    def test_says_a_mistake_of_ours_instead_of_dying_in_silence(
        self, path: Path, opened: AssessmentFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def mistaken(_act: HistoryEntry) -> None:
            raise RuntimeError("a bug")

        news = Changed()
        monkeypatch.setattr(opened, "append", mistaken)
        background = BackgroundWriter(opened, news)
        submit(background.submit, opened, 1)
        news.wait(lambda: background.problem == "a bug")
        with pytest.raises(RuntimeError):
            background.close()

    def test_closes_without_a_word_when_nothing_was_submitted(
        self, path: Path, opened: AssessmentFolder
    ) -> None:
        BackgroundWriter(opened, lambda: None).close()
        assert notes(path) == {}

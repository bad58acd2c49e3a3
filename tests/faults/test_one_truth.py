"""One truth about saved: exit code 0 means saved, 4 and `not saved` mean not, whatever fails."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from cases.failing_disk import FailingDisk
from cases.scenarios import NAME, START, note, on_disk, prepared
from gapwizard.cli.entry import run
from gapwizard.errors import Unreadable
from gapwizard.session import face
from gapwizard.session.session import Session
from gapwizard.store import lock

TEXT = "n" * 1500
SAVED = {**START, "Q03": TEXT}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one assessment, to be copied."""
    place = tmp_path_factory.mktemp("template")
    prepared(place / "data")
    return place


@pytest.fixture
def data(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, with settings of the test's own; no patience."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    shutil.copytree(template, tmp_path / "place")
    return tmp_path / "place" / "data"


class TestACommand:
    @pytest.mark.parametrize(
        ("kind", "lasting"),
        [("full disk", True), ("full disk", False), ("I/O error", False), ("short write", False)],
    )
    def test_says_saved_exactly_when_it_is(
        self, data: Path, kind: str, capsys: pytest.CaptureFixture[str], *, lasting: bool
    ) -> None:
        said = set()
        number = 0
        failed = True
        while failed:
            number += 1
            place = data.with_name(f"{number}")
            shutil.copytree(data, place)
            disk = FailingDisk(place, kind, number, lasting=lasting)
            with disk():
                code = run(["--data", str(place), "answer", NAME, "Q03", "P", "--note", TEXT])
            words = capsys.readouterr().err
            found = on_disk(place)
            assert found in (START, SAVED)
            where = f"call {number} {disk.failed[:1]}: {code} {words}"
            assert "Traceback" not in words, where
            if "not known to be saved" not in words:
                said.add((code, found == SAVED))
                assert (code == 0) == (found == SAVED), where
                assert ("every change is saved" not in words) or found == SAVED, where
                assert ("not saved" not in words) or found == START, where
            shutil.rmtree(place)
            failed = bool(disk.failed)
        assert said == {(0, True), (4, False)}


class TestALineThatIsNeitherFlushedNorCutOff:
    def test_is_called_neither_saved_nor_unchanged(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_words: object) -> None:
            raise OSError(errno.EIO, "Input/output error")

        with Session.open(data, NAME) as session, monkeypatch.context() as broken:
            broken.setattr(os, "fsync", refuse)
            broken.setattr(os, "ftruncate", refuse)
            with pytest.raises(Unreadable, match="not known to be saved") as problem:
                note(session, "Q03", TEXT)
        assert "Nothing was changed" not in str(problem.value)


class TestTheErrorThatMatters:
    def test_is_not_replaced_by_one_while_closing(self, data: Path) -> None:
        heard: list[str] = []
        face.listen(heard.append)
        history = data / NAME / "history.jsonl"
        session = Session.open(data, NAME)
        note(session, "Q03", TEXT)
        history.write_bytes(history.read_bytes() + b"{}\n")
        mattered = ZeroDivisionError()
        session.__exit__(type(mattered), mattered, None)
        assert "both versions are kept" in heard[-1]
        face.listen(None)

    def test_is_not_contradicted_by_a_file_that_is_behind(
        self, data: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        old = (data / NAME / "assessment.json").read_bytes()
        with Session.open(data, NAME) as session:
            note(session, "Q03", TEXT)
        (data / NAME / "assessment.json").write_bytes(old)
        both = 0
        for number in range(1, 30):
            place = data.with_name(f"{number}")
            shutil.copytree(data, place)
            with FailingDisk(place, "full disk", number, lasting=True)():
                run(["--data", str(place), "answer", NAME, "Q04", "P", "--note", TEXT])
            words = capsys.readouterr().err
            if "saved: " in words:  # not saved, or not known to be
                assert "every change is saved" not in words
                both += "the file could not follow" in words
        assert both

    def test_says_what_was_saved_before_it(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Session.open(data, NAME) as session:
            note(session, "Q03", TEXT)
            with monkeypatch.context() as broken:
                broken.setattr(os, "fsync", lambda _handle: os.fstat(-1))
                with pytest.raises(Unreadable) as problem:
                    note(session, "Q04", TEXT)
        assert "1 change before it is saved" in str(problem.value)
        assert on_disk(data) == SAVED

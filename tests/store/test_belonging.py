"""What is made where somebody's files are: theirs, flushed, under a name of its own, never a pipe."""

import os
import threading
from pathlib import Path

import pytest

from cases.store import ABOUT, act
from gapwizard import folders, settings
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation, drafts, listing
from gapwizard.session.session import Session
from gapwizard.store import backups, index, lock, tables
from gapwizard.store import folder as store
from gapwizard.store.history import RowChange
from gapwizard.tui.kit import keyfile

NOBODY = 65534


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, cache and logs of the test's own."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))


class TestWhatRootMakes:
    @pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
    def test_belongs_to_the_owner_of_the_folder(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        data.mkdir()
        os.chown(data, NOBODY, NOBODY)
        creation.create(data, "Acme")
        with Session.open(data, "acme") as session:
            session.do(answers.change(session.moment, "4.1-Q01", AnswerEdit(note="n")))
        backups.keep(data / "acme", backups.ASKED)
        drafts.save(data, drafts.Draft(name="Next"))
        listing.all_rows(data)
        made = list(data.rglob("*"))
        assert len(made) > 8
        assert {path.lstat().st_uid for path in made} == {NOBODY}


class TestAPipeInPlaceOfAFile:
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
    def test_is_not_waited_for(self, tmp_path: Path) -> None:
        for file in (settings.path(), keyfile.path(), tmp_path / "data" / drafts.FILE):
            file.parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(file)
        assert settings.load() == settings.Settings()
        assert "no plain file" in keyfile.load().problem
        assert drafts.load(tmp_path / "data") is None


class TestOneNameForMany:
    def test_gives_each_a_name_of_its_own(self, tmp_path: Path) -> None:
        made: list[str] = []
        start = threading.Barrier(8)

        def create() -> None:
            start.wait()
            made.append(creation.create(tmp_path / "data", "Acme"))

        crowd = [threading.Thread(target=create) for _one in range(8)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert sorted(made) == ["acme", *(f"acme-{n}" for n in range(2, 9))]
        assert index.names(tmp_path / "data") == sorted(made)

    def test_of_a_backup_gives_the_next_one_free(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.create(
            tmp_path / "a", act(1, RowChange("about", "about", None, tables.row_of(ABOUT)))
        )
        copy = backups.copy

        def raced(folder: Path, target: Path, *, take_odd: bool = False) -> None:
            monkeypatch.setattr(backups, "copy", copy)
            target.mkdir()
            copy(folder, target, take_odd=take_odd)

        monkeypatch.setattr(backups, "copy", raced)
        kept = backups.keep(tmp_path / "a", backups.ASKED)
        assert kept.name.endswith("asked-2")


class TestTheFirstFolders:
    @pytest.mark.skipif(os.name == "nt", reason="there is no folder flush there")
    def test_are_flushed_each_in_the_one_above(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        flushed = []
        monkeypatch.setattr(folders, "sync", flushed.append)
        folders.private(tmp_path / "a" / "b" / "c")
        assert flushed == [tmp_path, tmp_path / "a", tmp_path / "a" / "b"]


class TestHalvesOfCharacters:
    def test_in_the_login_name_stop_nobody(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOGNAME", "m\udc80a")
        assert lock.user() == "m?a"
        creation.create(tmp_path / "data", "A\ud800")
        with Session.open(tmp_path / "data", "a") as session:
            session.do(answers.change(session.moment, "4.1-Q01", AnswerEdit(note="\ud800")))
        assert Session.open(tmp_path / "data", "a", write=False).history[-1].who == "m?a"

    def test_in_evidence_are_kept_as_a_mark(self) -> None:
        from gapwizard.domain.evidence import parse_item

        assert parse_item("said: a\ud800").text == "a?"

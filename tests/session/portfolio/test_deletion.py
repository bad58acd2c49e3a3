"""Delete means delete: nothing of an assessment stays behind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapwizard import folders, paths, settings
from gapwizard.domain.scale import Rating
from gapwizard.errors import InUse, Refused, Unreadable
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation, deletion, listing
from gapwizard.session.session import Session
from gapwizard.store import index, people
from gapwizard.store.people import Person

SECRET = "Zanzibar"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with `zanzibar`, which left a trace wherever one can be left, and `other`."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    data = tmp_path / "data"
    clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}
    whole = {
        "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
        "clauses": [clause],
    }  # fmt: skip
    (tmp_path / "mine.json").write_text(json.dumps(whole), encoding="utf-8")
    for name in (SECRET, "Other"):
        creation.create(data, name, str(tmp_path / "mine.json"))
    (tmp_path / "mine.json").unlink()
    own = data / "zanzibar"
    with Session.open(data, "zanzibar") as session:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.P, note=SECRET)))
    people.write(own, {"it": Person(SECRET, "")})
    (own / "assessment.json.damaged-1").write_text(SECRET, encoding="utf-8")
    for place in (own / "backups" / "1", data / "exports" / "zanzibar", data / "backups/zanzibar"):
        place.mkdir(parents=True)
        (place / "copy.json").write_text(SECRET, encoding="utf-8")
    (data / ".index.json.4711-0.tmp").write_text(SECRET, encoding="utf-8")
    cache = folders.private(paths.cache_folder())
    (cache / "clipboard.txt").write_text(SECRET, encoding="utf-8")
    listing.all_rows(data)
    searches = ("note:zanzibar", "r:F zanzibar # Zanzibar", "r:none")
    settings.save(settings.Settings("nord", searches=searches).with_place("zanzibar", "1-Q1"))
    return data


def traces(folder: Path) -> Iterator[Path]:
    """Every file or folder below one that names the secret, or holds it."""
    for path in folder.rglob("*"):
        words = path.name + (path.read_text("utf-8") if path.is_file() else "")
        if SECRET.casefold() in words.casefold():
            yield path


class TestADeletedAssessment:
    def test_leaves_no_trace(self, data: Path, tmp_path: Path) -> None:
        assert len(list(traces(tmp_path))) > 8
        deletion.delete(data, "zanzibar")
        assert list(traces(tmp_path)) == []

    def test_leaves_the_others_alone(self, data: Path) -> None:
        deletion.delete(data, "zanzibar")
        assert index.names(data) == ["other"]
        assert [row.id for row in listing.all_rows(data)] == ["other"]
        kept = settings.load()
        assert (kept.theme, kept.searches) == ("nord", ("r:none",))

    def test_says_what_it_was(self, data: Path) -> None:
        found = deletion.delete(data, "zanzibar")
        assert [place.name for place in found.places] == ["zanzibar"] * 3
        assert found.files > 5

    def test_is_gone_also_when_it_was_damaged_beyond_reading(self, data: Path) -> None:
        for path in (data / "zanzibar").iterdir():
            if path.is_file():
                path.write_bytes(b"\xff")
        deletion.delete(data, "zanzibar")
        assert not (data / "zanzibar").exists()

    def test_that_was_cut_off_can_be_deleted_again(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_words: object, **_more: object) -> None:
            raise OSError(5, "Input/output error", str(data / "zanzibar" / "history.jsonl"))

        with monkeypatch.context() as broken:
            broken.setattr(Path, "unlink", refuse)
            with pytest.raises(Unreadable, match="delete it again"):
                deletion.delete(data, "zanzibar")
        assert "zanzibar" in index.names(data)
        deletion.delete(data, "zanzibar")
        assert not (data / "zanzibar").exists()

    def test_of_which_only_the_lock_is_left_can_be_deleted_again(self, data: Path) -> None:
        for name in ("assessment.json", "history.jsonl", "assessment.json.bak"):
            (data / "zanzibar" / name).unlink(missing_ok=True)
        deletion.delete(data, "zanzibar")
        assert not (data / "zanzibar").exists()


class TestNothingIsDeleted:
    def test_of_an_assessment_that_is_open_elsewhere(self, data: Path, tmp_path: Path) -> None:
        before = len(list(traces(tmp_path)))
        with Session.open(data, "zanzibar"), pytest.raises(InUse):
            deletion.delete(data, "zanzibar")
        assert len(list(traces(tmp_path))) == before

    @pytest.mark.parametrize(
        "name", ["", ".", "..", "exports", "backups", "questionnaires", "zanziba", "../data", "a/b"]
    )
    def test_that_is_no_assessment(self, data: Path, name: str) -> None:
        with pytest.raises(Refused):
            deletion.delete(data, name)
        assert index.names(data) == ["other", "zanzibar"]

    def test_behind_a_link(self, data: Path, tmp_path: Path) -> None:
        moved = (data / "zanzibar").rename(tmp_path / "elsewhere")
        (data / "zanzibar").symlink_to(moved)
        with pytest.raises(Refused, match="link"):
            deletion.delete(data, "zanzibar")
        assert (moved / "history.jsonl").is_file()

    def test_outside_through_a_link_inside(self, data: Path, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "file").write_text("keep", encoding="utf-8")
        (data / "zanzibar" / "link").symlink_to(outside)
        exports = data / "exports" / "zanzibar"
        (exports / "copy.json").unlink()
        exports.rmdir()
        exports.symlink_to(outside)
        deletion.delete(data, "zanzibar")
        assert (outside / "file").read_text(encoding="utf-8") == "keep"
        assert not exports.is_symlink()

"""Everything of one machine on another: whole, proven, all or nothing; what is here already is left."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gapwizard import settings
from gapwizard.domain.scale import Rating
from gapwizard.errors import GapwizardError, Refused
from gapwizard.exchange import bundle, collection
from gapwizard.library.shelf import Shelf
from gapwizard.session.acts import about, answers, departments
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.handover import bundle_out, collection_in, collection_out
from gapwizard.session.handover.collection_in import Arrival, arrival_lines
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.settings import Settings
from gapwizard.store import cipher, index, people
from gapwizard.store.people import Person


def never() -> str:
    """Fails when a passphrase is asked for."""
    raise AssertionError("a passphrase was asked for")


def questionnaire(path: Path, name: str) -> Path:
    clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}
    whole = {"format": 1, "id": name, "version": "1", "language": "en", "title": name}
    path.mkdir(parents=True, exist_ok=True)
    file = path / f"{name}.json"
    file.write_text(json.dumps({**whole, "clauses": [clause]}), encoding="utf-8")
    translated = {**whole, "language": "zh-Hans", "clauses": [{"id": "1", "title": "一"}]}
    (path / f"{name}.zh-Hans.json").write_text(json.dumps(translated), encoding="utf-8")
    return file


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Go to a machine of a name: its data folder, settings of its own."""

    def go(name: str) -> Path:
        for part in ("CONFIG", "CACHE", "LOGS"):
            monkeypatch.setenv(f"GAPWIZARD_{part}", str(tmp_path / name / part.lower()))
        return tmp_path / name / "data"

    return go


@pytest.fixture
def everything(machine: Callable[[str], Path], tmp_path: Path) -> Path:
    """The file of a machine with two assessments, one the other's baseline, and a spare questionnaire."""
    data = machine("old")
    mine = questionnaire(tmp_path, "mine")
    creation.create(data, "Acme 2025", str(mine))
    creation.create(data, "Acme 2026", "mine")
    Shelf(data).take_in(questionnaire(tmp_path, "spare"))
    with Session.open(data, "acme-2026") as session:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.P, note="中文")))
        session.do(about.describe(session.moment, {"baseline": "acme-2025"}))
        session.do(departments.change(session.moment, "new", {"title": "IT"}))
    people.write(data / "acme-2026", {"it": Person("Dana Whitfield", "")})
    settings.save(Settings(assessor="Ada", last_assessment="acme-2025", last_question="1-Q1"))
    file = tmp_path / "all.zip"
    held = collection_out.collect(data, sealed=True)
    assert held.ids == ("acme-2025", "acme-2026")
    bundle_out.save(file, held.content, force=False)
    return file


def taken(data: Path, file: Path, **more: bool) -> Arrival:
    return collection_in.take_in(data, file, never, **more)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("index.json", "lock")
    }


class TestOnAnEmptyMachine:
    def test_all_is_there_again(self, everything: Path, machine: Callable[[str], Path]) -> None:
        data = machine("new")
        came = taken(data, everything)

        assert came.made == (("acme-2025", "acme-2025"), ("acme-2026", "acme-2026"))
        assert came.settings
        assert settings.load() == Settings(
            assessor="Ada", last_assessment="acme-2025", last_question="1-Q1"
        )
        assert {entry.id for entry in Shelf(data).entries() if entry.own} == {"mine", "spare"}
        assert Shelf(data).load("spare", "1", "zh-Hans").clauses[0].title == "一"
        session = Session.open(data, "acme-2026", write=False)
        assert session.assessment.answers["1-Q1"].note == "中文"
        assert session.assessment.about.baseline == "acme-2025"
        assert people.read(data / "acme-2026").persons["it"].name == "Dana Whitfield"

    def test_a_trial_leaves_no_trace(
        self, everything: Path, machine: Callable[[str], Path]
    ) -> None:
        data = machine("new")
        before = files(data.parent)
        came = taken(data, everything, dry_run=True)

        assert [here for _old, here in came.made] == ["acme-2025", "acme-2026"]
        assert files(data.parent) == before


class TestOnAMachineInUse:
    def test_a_taken_id_gives_way_and_the_baseline_follows(
        self, everything: Path, machine: Callable[[str], Path]
    ) -> None:
        data = machine("new")
        creation.create(data, "Acme 2025", None)
        settings.save(Settings(assessor="Me"))
        came = taken(data, everything)

        assert came.made == (("acme-2025", "acme-2025-2"), ("acme-2026", "acme-2026"))
        assert (
            Session.open(data, "acme-2026", write=False).assessment.about.baseline == "acme-2025-2"
        )
        assert (came.settings, settings.load().assessor) == (False, "Me")
        assert any("stay as they are" in words for words in arrival_lines(came))

    def test_the_same_once_more_is_left(
        self, everything: Path, machine: Callable[[str], Path]
    ) -> None:
        data = machine("new")
        taken(data, everything)
        before = files(data)
        came = taken(data, everything)

        assert came.made == ()
        assert came.same == (("acme-2025", "acme-2025"), ("acme-2026", "acme-2026"))
        assert files(data) == before
        assert "acme-2025 is here already as acme-2025, the same" in arrival_lines(came)


class TestAllOrNothing:
    def test_a_questionnaire_with_other_content_refuses_all(
        self, everything: Path, machine: Callable[[str], Path], tmp_path: Path
    ) -> None:
        data = machine("new")
        other = questionnaire(tmp_path / "x", "spare")
        other.write_text(
            other.read_text(encoding="utf-8").replace("How?", "Why?"), encoding="utf-8"
        )
        Shelf(data).take_in(other)
        before = files(data)

        with pytest.raises(Refused, match="other content"):
            taken(data, everything)
        assert files(data) == before
        assert not settings.path().exists()

    def test_a_damaged_bundle_in_it_refuses_all(
        self, everything: Path, machine: Callable[[str], Path], tmp_path: Path
    ) -> None:
        old = machine("old")
        members = bundle.unpack(
            collection_out.collect(old, sealed=True).content, "b", collection.BOUNDS
        )
        del members[collection.MANIFEST]
        held = collection.Collection([members["a0001.zip"], members["a0002.zip"][:-9]], [], None)
        file = tmp_path / "cut.zip"
        file.write_bytes(collection.pack(held, "1", ()))
        data = machine("new")

        with pytest.raises(GapwizardError, match=r"cut.zip: 2"):
            collection_in.take_in(data, file, never)
        assert index.names(data) == []

    def test_a_member_that_is_not_listed_refuses_all(
        self, everything: Path, machine: Callable[[str], Path], tmp_path: Path
    ) -> None:
        content = collection_out.collect(machine("old"), sealed=True).content
        members = bundle.unpack(content, "b", collection.BOUNDS)
        for name, more in (("../evil", b"x"), ("a0003.zip", b"PK\x03\x04")):
            file = tmp_path / "more.zip"
            file.write_bytes(bundle.pack({**members, name: more}))
            with pytest.raises(GapwizardError):
                collection_in.take_in(machine("new"), file, never)

    def test_one_that_cannot_be_read_is_named_and_can_be_left_out(
        self, everything: Path, machine: Callable[[str], Path]
    ) -> None:
        data = machine("old")
        for name in ("history.jsonl", "assessment.json"):
            (data / "acme-2025" / name).write_bytes(b"{")

        with pytest.raises(Refused, match="acme-2025"):
            collection_out.collect(data, sealed=True)
        held = collection_out.collect(data, sealed=True, without=("acme-2025",))
        assert held.ids == ("acme-2026",)
        assert any("acme-2025" in words for words in held.left_out)

    def test_what_is_encrypted_here_goes_into_no_plain_file(
        self, everything: Path, machine: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = machine("old")
        monkeypatch.setattr(cipher, "is_encrypted", lambda folder: folder.name == "acme-2025")

        with pytest.raises(Refused, match="acme-2025"):
            collection_out.collect(data, sealed=False)

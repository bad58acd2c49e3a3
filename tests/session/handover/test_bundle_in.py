"""An assessment in a bundle and out of it again: whole, proven, or refused without a trace."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cases import another_age
from cases.arriving import taken_in
from cases.clock import an_hour_on
from gapwizard import age
from gapwizard.domain.scale import Rating
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.exchange import bundle
from gapwizard.session.acts import answers, departments
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.handover import bundle_out
from gapwizard.session.handover.redaction import RedactionOptions
from gapwizard.session.portfolio import creation, listing
from gapwizard.session.session import Session
from gapwizard.store import index, people, rows
from gapwizard.store.people import Person

PASSPHRASE = "correct horse 电池 staple"
WORDS = bundle.Manifest("1", "acme", 1, False, (), ())


def never() -> str:
    """Fails when a passphrase is asked for."""
    raise AssertionError("a passphrase was asked for")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an assessment of the user's own questions, answered and undone once."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}
    whole = {
        "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
        "clauses": [clause],
    }  # fmt: skip
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    translated = {**whole, "language": "zh-Hans", "title": "我的"}
    translated["clauses"] = [{"id": "1", "title": "一"}]
    (tmp_path / "mine.zh-Hans.json").write_text(json.dumps(translated), encoding="utf-8")
    name = creation.create(tmp_path / "data", "Acme", str(file))
    with Session.open(tmp_path / "data", name) as session:
        session.do(departments.change(session.moment, "new", {"title": "IT"}))
        session.do(
            answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.P, note="first"))
        )
        session.do(
            answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.F, note="second, 中文"))
        )
        session.undo()
    people.write(tmp_path / "data" / name, {"it": Person("Dana Whitfield", "d@example.org")})
    return tmp_path / "data"


def made(
    data: Path, file: Path, wish: RedactionOptions | None = None, passphrase: str = ""
) -> Path:
    """A bundle of `acme`."""
    session = Session.open(data, "acme", write=False)
    content, _left_out = bundle_out.as_bundle(session, bundle_out.prepare(session, wish), wish)
    bundle_out.save(file, content, force=True, passphrase=passphrase)
    return file


def changed(file: Path, change: Callable[[dict[str, bytes]], None], *, sealed: bool = True) -> Path:
    """A bundle with something else in it, its manifest written anew when it shall fit."""
    members = bundle.unpack(file.read_bytes(), "b")
    change(members)
    if sealed:
        del members[bundle.MANIFEST]
        members = {bundle.MANIFEST: bundle.manifest_text(WORDS, members), **members}
    file.write_bytes(bundle.pack(members))
    return file


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class TestAWholeBundle:
    def test_becomes_the_same_assessment_elsewhere(self, data: Path, tmp_path: Path) -> None:
        file = made(data, tmp_path / "b.zip")
        elsewhere = tmp_path / "elsewhere"
        assert taken_in(elsewhere, file, never) == "acme"
        ours, theirs = (Session.open(at, "acme", write=False) for at in (data, elsewhere))
        assert theirs.assessment == ours.assessment
        assert theirs.revision == ours.revision
        assert theirs.notices == []
        assert people.read(elsewhere / "acme") == people.read(data / "acme")

    def test_brings_its_history_to_the_letter(self, data: Path, tmp_path: Path) -> None:
        taken_in(tmp_path / "there", made(data, tmp_path / "b.zip"), never)
        ours, theirs = (at / "acme" / "history.jsonl" for at in (data, tmp_path / "there"))
        assert theirs.read_bytes() == ours.read_bytes()

    def test_is_undone_and_done_again_across(self, data: Path, tmp_path: Path) -> None:
        taken_in(data, made(data, tmp_path / "b.zip"), never)
        with Session.open(data, "acme-2") as session:
            session.redo()
            assert session.assessment.answers["1-Q1"].note == "second, 中文"
            session.undo()
            session.undo()
            assert "1-Q1" not in session.assessment.answers

    def test_takes_another_id_when_its_own_is_taken(self, data: Path, tmp_path: Path) -> None:
        file = made(data, tmp_path / "b.zip")
        assert [taken_in(data, file, never) for _ in range(2)] == ["acme-2", "acme-3"]
        assert len(listing.all_rows(data)) == 3

    def test_brings_its_questionnaire_with_the_translations(
        self, data: Path, tmp_path: Path
    ) -> None:
        there = tmp_path / "there"
        taken_in(there, made(data, tmp_path / "b.zip"), never)
        names = {path.name for path in (there / "questionnaires").iterdir()}
        assert names == {"mine-1.json", "mine-1.zh-Hans.json"}
        spoken = Session.open(there, "acme", write=False, language="zh-Hans").questionnaire
        assert spoken.clauses[0].title == "一"

    def test_is_the_same_bytes_when_made_again_an_hour_later(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = made(data, tmp_path / "1").read_bytes()
        an_hour_on(monkeypatch)
        assert made(data, tmp_path / "2").read_bytes() == before

    def test_of_a_history_that_is_damaged_comes_without_it_and_says_so(
        self, data: Path, tmp_path: Path
    ) -> None:
        path = data / "acme" / "history.jsonl"
        path.write_bytes(path.read_bytes().replace(b"first", b"FIRST", 1))
        session = Session.open(data, "acme", write=False)
        content, left_out = bundle_out.as_bundle(session, bundle_out.prepare(session, None), None)
        assert any("history" in words for words in left_out)
        (tmp_path / "b.zip").write_bytes(content)
        taken_in(tmp_path / "there", tmp_path / "b.zip", never)
        found = Session.open(tmp_path / "there", "acme")
        assert found.assessment == session.assessment
        assert [act.what for act in found.history] == ["create"]
        found.close()

    def test_of_a_newer_schema_is_left_to_a_newer_gapwizard(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as newer:
            newer.setattr(rows, "SCHEMA", 99)
            content = rows.dump({"about": {"about": {"name": "Acme"}}}, 1)

        def put(members: dict[str, bytes]) -> None:
            members[bundle.ROWS] = content

        file = changed(made(data, tmp_path / "b.zip"), put)
        with pytest.raises(Refused, match="newer gapwizard"):
            taken_in(tmp_path / "there", file, never)
        assert not (tmp_path / "there").exists()


class TestARefusedBundle:
    def refused(self, data: Path, file: Path, kind: type[GapwizardError] = GapwizardError) -> str:
        before = everything(data)
        with pytest.raises(kind) as problem:
            taken_in(data, file, never)
        assert everything(data) == before
        assert sorted(path.name for path in data.iterdir() if path.is_dir()) == [
            "acme",
            "questionnaires",
        ]
        return str(problem.value)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b"first", b"FIRST"),
            (b'"what":"answer"', b'"what":"create"'),
            (b'"revision":2', b'"revision":3'),
            (b"\n", b"\n\n"),
            (b'"chain"', b'"chian"'),
        ],
    )
    def test_with_an_altered_history_changes_nothing(
        self, data: Path, tmp_path: Path, old: bytes, new: bytes
    ) -> None:
        def alter(members: dict[str, bytes]) -> None:
            assert old in members[bundle.HISTORY]
            members[bundle.HISTORY] = members[bundle.HISTORY].replace(old, new, 1)

        file = changed(made(data, tmp_path / "b.zip"), alter)
        assert "history" in self.refused(data, file, Unreadable)

    def test_whose_history_leads_elsewhere_changes_nothing(
        self, data: Path, tmp_path: Path
    ) -> None:
        def shorten(members: dict[str, bytes]) -> None:
            lines = members[bundle.HISTORY].splitlines(keepends=True)
            members[bundle.HISTORY] = b"".join(lines[:-1])

        file = changed(made(data, tmp_path / "b.zip"), shorten)
        assert "lead" in self.refused(data, file, Unreadable)

    @pytest.mark.parametrize(
        "change",
        [
            ["nosuch", "x", None, {}],
            ["answers", "1-Q1", {"rating": "F"}, None],
            ["answers", "1-Q1", None, {"rating": "Z"}],
            ["about", "about", {"name": "x"}, None],
            ["about", "other", None, {"name": "x"}],
        ],
    )
    def test_whose_chain_holds_but_whose_acts_do_not_follow_changes_nothing(
        self, data: Path, tmp_path: Path, change: list[object]
    ) -> None:
        def forge(members: dict[str, bytes]) -> None:
            from gapwizard.store.history import HistoryEntry, RowChange, encode, prove

            log = prove(members[bundle.HISTORY])
            table, name, old, new = change
            forged = HistoryEntry(
                log.acts.last + 1, "", "x", "answer", "x",
                (RowChange(str(table), str(name), old, new),),  # type: ignore[arg-type]
            )  # fmt: skip
            members[bundle.HISTORY] += encode(forged, log.chain)[0]

        file = changed(made(data, tmp_path / "b.zip"), forge)
        assert "history" in self.refused(data, file, Unreadable)

    @pytest.mark.parametrize(
        "content",
        [b"", b"[]", b'{"it": 1}', b'{"it": {"secret": "x"}}', b"\xff", b"[" * 100_000],
    )
    def test_with_other_people_in_it_changes_nothing(
        self, data: Path, tmp_path: Path, content: bytes
    ) -> None:
        def put(members: dict[str, bytes]) -> None:
            members[bundle.PEOPLE] = content

        self.refused(data, changed(made(data, tmp_path / "b.zip"), put), Unreadable)

    @pytest.mark.parametrize(
        "content", [b"", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'{"about": {}}']
    )
    def test_with_other_rows_changes_nothing(
        self, data: Path, tmp_path: Path, content: bytes
    ) -> None:
        def put(members: dict[str, bytes]) -> None:
            members[bundle.ROWS] = content

        self.refused(data, changed(made(data, tmp_path / "b.zip"), put), Unreadable)

    @pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b'{"include": ["../x"]}'])
    def test_with_another_questionnaire_changes_nothing(
        self, data: Path, tmp_path: Path, content: bytes
    ) -> None:
        def put(members: dict[str, bytes]) -> None:
            members[bundle.QUESTIONNAIRE] = content

        self.refused(data, changed(made(data, tmp_path / "b.zip"), put))

    def test_with_the_same_questionnaire_but_other_questions_changes_nothing(
        self, data: Path, tmp_path: Path
    ) -> None:
        def put(members: dict[str, bytes]) -> None:
            members[bundle.QUESTIONNAIRE] = members[bundle.QUESTIONNAIRE].replace(b"How", b"Why")

        file = changed(made(data, tmp_path / "b.zip"), put)
        words = self.refused(data, file, Refused)
        assert "other content" in words
        assert ".import-" not in words

    def test_with_a_questionnaire_of_another_name_leaves_no_trace_on_the_shelf(
        self, data: Path, tmp_path: Path
    ) -> None:
        def put(members: dict[str, bytes]) -> None:
            text = members[bundle.QUESTIONNAIRE]
            members[bundle.QUESTIONNAIRE] = text.replace(b'"mine"', b'"mine-1-theirs"')

        self.refused(data, changed(made(data, tmp_path / "b.zip"), put), Refused)

    def test_that_was_changed_after_its_manifest_changes_nothing(
        self, data: Path, tmp_path: Path
    ) -> None:
        def put(members: dict[str, bytes]) -> None:
            members[bundle.PEOPLE] = b"{}"

        file = changed(made(data, tmp_path / "b.zip"), put, sealed=False)
        assert "MANIFEST.txt" in self.refused(data, file, Unreadable)

    def test_for_the_last_step_is_taken_back(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = made(data, tmp_path / "b.zip")
        before = everything(data)

        def full(*_words: object, **_more: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Session, "open", full)
        with pytest.raises(Unreadable, match="No space"):
            taken_in(data, file, never)
        assert everything(data) == before
        assert not (data / "acme-2").exists()

    def test_may_be_looked_at_without_a_change(self, data: Path, tmp_path: Path) -> None:
        file = made(data, tmp_path / "b.zip")
        before = everything(data)
        assert taken_in(data, file, never, dry_run=True) == "acme-2"
        assert everything(data) == before


@pytest.fixture(scope="module")
def encrypted() -> bytes:
    """What another tool encrypted with the passphrase."""
    return another_age.encrypt(b"secret" * 20_000, PASSPHRASE)


class TestAnEncryptedBundle:
    def test_opens_with_its_passphrase(self, data: Path, tmp_path: Path) -> None:
        file = made(data, tmp_path / "b.age", passphrase=PASSPHRASE)
        assert b"acme" not in file.read_bytes()
        assert file.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
        assert taken_in(data, file, lambda: PASSPHRASE) == "acme-2"

    @pytest.mark.usefixtures("cheap")
    def test_opens_with_no_other(self, data: Path, tmp_path: Path) -> None:
        file = made(data, tmp_path / "b.age", passphrase=PASSPHRASE)
        with pytest.raises(Refused, match="passphrase is wrong"):
            taken_in(data, file, lambda: PASSPHRASE + " ")
        assert index.names(data) == ["acme"]

    def test_says_that_another_passphrase_is_wrong(self, encrypted: bytes) -> None:
        with pytest.raises(Refused, match="passphrase is wrong"):
            age.decrypt(encrypted, PASSPHRASE + " ", "b")

    def test_that_is_damaged_is_called_so(self, encrypted: bytes) -> None:
        flipped = bytearray(encrypted)
        flipped[-100] ^= 1
        for content in (bytes(flipped), encrypted[:70_000]):
            with pytest.raises(Unreadable, match="damaged or cut short"):
                age.decrypt(content, PASSPHRASE, "b")

    @pytest.mark.parametrize("size", [22, 23, 40, 80, 120])
    def test_that_ends_in_its_head_is_called_damaged(self, encrypted: bytes, size: int) -> None:
        with pytest.raises(Unreadable, match="damaged or cut short"):
            age.decrypt(encrypted[:size], PASSPHRASE, "b")

    @pytest.mark.parametrize("work", [b"22", b"30", b"99"])
    def test_that_would_fill_the_memory_is_refused_unopened(
        self, encrypted: bytes, work: bytes
    ) -> None:
        head, _space, rest = encrypted.partition(b"\n-> scrypt ")
        salt, _space, rest = rest.partition(b" ")
        greedy = head + b"\n-> scrypt " + salt + b" " + work + rest[rest.index(b"\n") :]
        with pytest.raises(Refused, match=r"2\^21"):
            age.decrypt(greedy, PASSPHRASE, "b")

    def test_to_a_key_says_what_to_do(self) -> None:
        import pyrage

        key = pyrage.x25519.Identity.generate()
        with pytest.raises(Refused, match="age -d -i"):
            age.decrypt(pyrage.encrypt(b"x", [key.to_public()]), PASSPHRASE, "b")

    def test_may_wear_armour(self, encrypted: bytes) -> None:
        import base64

        lines = base64.encodebytes(encrypted)
        armoured = b"\n".join((age.ARMOUR[0], lines, age.ARMOUR[1]))
        assert age.is_encrypted(armoured)
        assert age.decrypt(armoured, PASSPHRASE, "b").startswith(b"secret")
        for torn in (armoured[:-5], armoured.replace(b"+", b"!"), armoured + b"x"):
            with pytest.raises(Unreadable):
                age.decrypt(torn, PASSPHRASE, "b")

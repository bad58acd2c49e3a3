"""Encryption at rest: nothing readable on the disk, everything as before in the program."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cases import another_age
from cases.arriving import taken_in
from gapwizard import age
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused, Unreadable
from gapwizard.exchange import bundle
from gapwizard.session import face
from gapwizard.session.acts import about, answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.handover import bundle_out, collection_out
from gapwizard.session.portfolio import (
    archive,
    creation,
    deletion,
    drafts,
    encryption,
    listing,
    opening_proof,
    restore,
)
from gapwizard.session.portfolio import repair as whole_check
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session
from gapwizard.store import backups, cipher, locked_key, people, repair
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.people import Person

SECRET = "Zanzibar"
PASSPHRASE = "four random words 口令"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands for scrypt, which takes a second each time; the keys and all they seal are real."""

    def decrypt(content: bytes, secret: str, name: str) -> bytes:
        if not content.endswith(secret.encode()):
            raise Refused(f"{name}: the passphrase is wrong")
        return content.removeprefix(age.BINARY).removesuffix(secret.encode())

    def anew(places: Sequence[Path], _passphrase: str) -> list[str]:
        known, cipher._ring.opened = cipher._ring.opened, {}
        try:
            return [opening_proof.digest(place) for place in places]
        finally:
            cipher._ring.opened = known

    monkeypatch.setattr(
        age, "encrypt", lambda content, secret: age.BINARY + content + secret.encode()
    )
    monkeypatch.setattr(age, "decrypt", decrypt)
    monkeypatch.setattr(opening_proof, "digests_anew", anew)
    monkeypatch.setattr(cipher._ring, "opened", {})
    monkeypatch.setattr(cipher._ring, "ask", lambda _name: PASSPHRASE)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an assessment that has a history, a backup, names and a damaged copy."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}
    whole = {
        "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
        "clauses": [clause],
    }  # fmt: skip
    (tmp_path / "mine.json").write_text(json.dumps(whole), encoding="utf-8")
    data = tmp_path / "data"
    creation.create(data, "acme", str(tmp_path / "mine.json"))
    own = data / "acme"
    answered(data, "first " + SECRET)
    backups.keep(own, backups.ASKED)
    answered(data, "second " + SECRET)
    people.write(own, {"it": Person(SECRET, "")})
    (own / "assessment.json.damaged-1").write_text(SECRET, encoding="utf-8")
    with Session.open(data, "acme") as session:
        session.do(about.describe(session.moment, {"organisation": SECRET}))
    listing.all_rows(data)
    return data


def answered(data: Path, note: str) -> None:
    """Answer the question."""
    with Session.open(data, "acme") as session:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.P, note=note)))


def encrypt(data: Path) -> None:
    """Encrypt it with the passphrase."""
    encryption.encrypt(data, "acme", lambda: PASSPHRASE)


def forget() -> None:
    """Begin as another process does: no key is known."""
    cipher.forget()


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for what the lock leaves."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (".lock", "holder.json")
    }


def after(steps: int, replace: Callable[..., None]) -> Callable[..., None]:
    """A disk that renames some files and then no more."""
    left = iter(range(steps))

    def stop(source: object, target: object) -> None:
        if next(left, None) is None:
            raise OSError(5, "Input/output error")
        replace(source, target)

    return stop


def succeeded(work: Callable[[], None]) -> bool:
    """Whether some work was done, rather than kept from the disk."""
    try:
        work()
    except Unreadable:
        return False
    return True


class TestAnEncryptedAssessment:
    def test_shows_nothing_on_the_disk(self, data: Path) -> None:
        assert sum(SECRET.encode() in held for held in content(data).values()) >= 7
        encrypt(data)
        listing.all_rows(data)
        answered(data, "third " + SECRET)
        listing.all_rows(data)
        assert [name for name, held in content(data).items() if SECRET.encode() in held] == []

    def test_is_as_it_was_in_the_program(self, data: Path) -> None:
        before = Session.open(data, "acme", write=False)
        acts = list(before.history)
        encrypt(data)
        forget()
        after = Session.open(data, "acme", write=False)
        assert after.assessment == before.assessment
        assert list(after.history) == acts
        assert after.notices == []
        assert people.read(data / "acme").persons == {"it": Person(SECRET, "")}

    def test_is_answered_undone_and_recovered_as_ever(self, data: Path) -> None:
        encrypt(data)
        answered(data, "third")
        forget()
        with Session.open(data, "acme") as session:
            session.undo()
            assert session.assessment.answers["1-Q1"].note == "second " + SECRET
        (data / "acme" / "assessment.json").unlink()
        (data / "acme" / "assessment.json.bak").unlink()
        forget()
        found = Session.open(data, "acme", write=False)
        assert found.assessment.answers["1-Q1"].note == "second " + SECRET

    def test_opens_with_its_passphrase_alone(self, data: Path) -> None:
        encrypt(data)
        forget()
        cipher.ask_with(lambda _name: "another")
        before = content(data)
        with pytest.raises(Refused, match="wrong"):
            Session.open(data, "acme")
        assert content(data) == before

    def test_says_what_to_do_where_nobody_can_be_asked(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        encrypt(data)
        forget()
        cipher.ask_with(cipher._from_environment)
        monkeypatch.delenv(cipher.VARIABLE, raising=False)
        with pytest.raises(Refused, match="decrypt acme"):
            Session.open(data, "acme")
        monkeypatch.setenv(cipher.VARIABLE, PASSPHRASE)
        assert Session.open(data, "acme", write=False).revision == 4

    def test_stands_in_the_list_by_its_id_and_nobody_is_asked(self, data: Path) -> None:
        encrypt(data)
        forget()
        cipher.ask_with(lambda _name: pytest.fail("asked"))
        for _again in range(2):
            (row,) = listing.all_rows(data)
            assert row.name == "acme"
            assert "encrypted" in row.problem
        assert b'"encrypted": true' in (data / "index.json").read_bytes()

    def test_holds_its_chain_and_shows_a_change(self, data: Path) -> None:
        encrypt(data)
        history = data / "acme" / "history.jsonl"
        lines = history.read_bytes().splitlines(keepends=True)
        history.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
        forget()
        assert "damaged" in Session.open(data, "acme", write=False).notices[0]
        with pytest.raises(Unreadable, match="line 2"):
            Session.open(data, "acme")

    def test_with_a_damaged_key_says_so(self, data: Path) -> None:
        encrypt(data)
        forget()
        for name in data.rglob(locked_key.FILE + "*"):
            name.write_bytes(b"nonsense")
        with pytest.raises(Unreadable, match=r"key\.age"):
            Session.open(data, "acme")

    def test_leaves_in_a_bundle_as_a_plain_one_does(self, data: Path, tmp_path: Path) -> None:
        encrypt(data)
        session = Session.open(data, "acme", write=False)
        packed, left_out = bundle_out.as_bundle(session, bundle_out.prepare(session, None), None)
        assert left_out == ()
        (tmp_path / "b.zip").write_bytes(packed)
        assert SECRET.encode() in bundle.unpack(packed, "b")[bundle.HISTORY]
        assert taken_in(data, tmp_path / "b.zip", lambda: "") == "acme-2"
        taken = Session.open(data, "acme-2", write=False)
        assert list(taken.history) == list(session.history)

    def test_is_open_to_any_age_tool_with_its_key(self, data: Path) -> None:
        import base64

        import pyrage

        encrypt(data)
        written = age.decrypt((data / "acme" / locked_key.FILE).read_bytes(), PASSPHRASE, "")
        identity = pyrage.x25519.Identity.from_str(written.decode().strip())
        rows = pyrage.decrypt((data / "acme" / "assessment.json").read_bytes(), [identity])
        assert SECRET in rows.decode()
        line = json.loads((data / "acme" / "history.jsonl").read_bytes().splitlines()[1])
        act = pyrage.decrypt(base64.b64decode(line["age"]), [identity])
        assert json.loads(act)["what"] == "answer"


class TestABackupOfAnEncryptedAssessment:
    def test_elsewhere_opens_with_the_same_passphrase(self, data: Path, tmp_path: Path) -> None:
        encrypt(data)
        before = Session.open(data, "acme", write=False).assessment
        forget()
        made = restore.back_up(data, "acme", tmp_path / "copy")
        assert not any(SECRET.encode() in held for held in content(made).values())
        forget()
        restore.take_in(data, "back", made)
        forget()
        after = Session.open(data, "back", write=False).assessment
        assert after.model_copy(update={"id": "acme"}) == before

    def test_beside_it_is_restored_as_ever(self, data: Path) -> None:
        encrypt(data)
        made = restore.back_up(data, "acme")
        answered(data, "third")
        forget()
        with Session.open(data, "acme") as session:
            session.do(restore.rewind(session, made.name, backup=True))
            assert session.assessment.answers["1-Q1"].note == "second " + SECRET


class TestAPathMeansNothing:
    """A folder may lie anywhere and be called anything: the key in it opens it."""

    @pytest.mark.parametrize("parent", ["backups", "backups/backups", "exports", "key.age", ".git"])
    def test_to_the_data_folder(self, data: Path, tmp_path: Path, parent: str) -> None:
        place = tmp_path / "else" / parent
        place.parent.mkdir(parents=True)
        data.rename(place)
        before = Session.open(place, "acme", write=False).assessment
        encrypt(place)
        forget()
        assert Session.open(place, "acme", write=False).assessment == before
        made = restore.back_up(place, "acme")
        assert not any(SECRET.encode() in held for held in content(made).values())
        forget()
        encryption.decrypt(place, "acme")
        assert Session.open(place, "acme", write=False).assessment == before

    @pytest.mark.parametrize("name", ["backups/acme", "acme/backups/acme"])
    def test_to_a_backup_elsewhere(self, data: Path, tmp_path: Path, name: str) -> None:
        encrypt(data)
        before = Session.open(data, "acme", write=False).assessment
        (tmp_path / name).parent.mkdir(parents=True)
        made = restore.back_up(data, "acme", tmp_path / name)
        forget()
        assert AssessmentFolder(made, write=False).assessment == before

    def test_to_a_backup_inside(self, data: Path) -> None:
        encrypt(data)
        made = restore.back_up(data, "acme")
        forget()
        assert AssessmentFolder(made, write=False).revision == 4


class TestTheProof:
    def test_keeps_what_does_not_open_again_from_taking_the_place_of_what_does(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = content(data / "acme")
        real = opening_proof.digests_anew
        monkeypatch.setattr(
            opening_proof, "digests_anew", lambda places, words: [*real(places, words)[:-1], ""]
        )
        with pytest.raises(Unreadable, match="nothing was changed"):
            encrypt(data)
        assert content(data / "acme") == before

    def test_comes_from_a_process_that_knows_nothing(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        monkeypatch.setattr(age, "encrypt", another_age.encrypt)  # with little work
        monkeypatch.setattr(cipher._ring, "opened", {})
        monkeypatch.setattr(cipher._ring, "ask", lambda _name: PASSPHRASE)
        real, said = opening_proof.digests_anew, []

        def asked(places: Sequence[Path], words: str) -> list[str]:
            said.append(real(places, words))
            return said[-1]

        monkeypatch.setattr(opening_proof, "digests_anew", asked)
        encryption.encrypt(data, "acme", lambda: PASSPHRASE)
        own = data / "acme"
        assert opening_proof.digest(own) in said[0]  # refused else: nothing takes its place
        assert real([own], "another") == [""]


class TestWhatIsToldWithoutItsPassphrase:
    def test_is_that_it_is_whole_as_far_as_one_can_tell(self, data: Path) -> None:
        encrypt(data)
        forget()
        assert whole_check.damages(data) == {}
        assert whole_check.sealed_names(data) == ["acme"]
        Session.open(data, "acme", write=False)  # asks for it
        assert whole_check.sealed_names(data) == []

    @pytest.mark.parametrize(
        ("file", "hurt", "words"),
        [
            ("assessment.json", b"", "assessment.json: no encrypted file"),
            ("assessment.json", None, "assessment.json: it is not there"),
            ("history.jsonl", b"", "history.jsonl: it ends at revision 0"),
            ("history.jsonl", None, "history.jsonl: it is not there"),
            ("key.age", b"no key", "key.age is damaged or not held twice"),
            ("key.age.copy", b"", "key.age is damaged or not held twice"),
            ("key.age", None, "key.age is damaged or not held twice"),
        ],
    )
    def test_is_what_is_damaged(
        self, data: Path, file: str, hurt: bytes | None, words: str
    ) -> None:
        encrypt(data)
        forget()
        path = data / "acme" / file
        path.unlink() if hurt is None else path.write_bytes(hurt)
        assert words in whole_check.damages(data)["acme"]

    def test_is_a_line_of_its_history_that_was_altered(self, data: Path) -> None:
        encrypt(data)
        forget()
        path = data / "acme" / "history.jsonl"
        lines = path.read_bytes().split(b"\n")
        path.write_bytes(b"\n".join([lines[0], lines[1][:-9] + lines[1][-8:], *lines[2:]]))
        assert "line 2" in whole_check.damages(data)["acme"]

    def test_is_no_figure_in_the_portfolio_until_somebody_opened_it(self, data: Path) -> None:
        encrypt(data)
        forget()
        (row,) = listing.all_rows(data)
        assert (row.name, row.questionnaire) == ("acme", "")
        assert listing.whole_row(data, row).organisation == SECRET
        (row,) = listing.all_rows(data)
        assert (row.organisation, row.encrypted, row.problem) == (SECRET, True, None)
        assert SECRET.encode() not in b"".join(content(data).values())

    @pytest.mark.parametrize("file", ["assessment.json", "history.jsonl"])
    def test_is_nothing_of_it_though_its_key_lies_in_a_backup_alone(
        self, data: Path, file: str
    ) -> None:
        encrypt(data)
        backups.keep(data / "acme", "x")
        for name in locked_key.FILES:
            (data / "acme" / name).unlink()
        forget()
        if file == "history.jsonl":
            (data / "acme" / "assessment.json").unlink()
        (row,) = listing.all_rows(data)
        assert (row.name, row.encrypted) == ("acme", True)
        assert SECRET.encode() not in b"".join(content(data).values())
        with pytest.raises(Refused, match="acme"):
            collection_out.collect(data, sealed=False)

    def test_is_that_it_is_encrypted_though_its_key_is_gone(self, data: Path) -> None:
        encrypt(data)
        forget()
        for path in [*data.rglob("key.age"), *data.rglob("key.age.copy")]:
            path.unlink()
        with pytest.raises(Unreadable, match="the key is gone"):
            encryption.decrypt(data, "acme")


class TestTheKeyIsHeldTwice:
    @pytest.mark.parametrize("file", locked_key.FILES)
    def test_whatever_byte_of_one_is_hurt_the_other_opens_it(self, data: Path, file: str) -> None:
        encrypt(data)
        path = data / "acme" / file
        whole = path.read_bytes()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            forget()
            assert Session.open(data, "acme", write=False).revision == 4

    @pytest.mark.parametrize("file", locked_key.FILES)
    def test_and_named_by_repair_which_mends_it(self, data: Path, file: str) -> None:
        encrypt(data)
        path = data / "acme" / file
        whole = path.read_bytes()
        path.write_bytes(whole[:60] + bytes([whole[60] ^ 1]) + whole[61:])
        forget()
        assert any("key.age is damaged" in one for one in repair.examine(data / "acme").damages)
        repair.mend(data / "acme")
        assert repair.examine(data / "acme").damages == ()

    @pytest.mark.parametrize("file", locked_key.FILES)
    def test_and_mended_when_it_is_opened_for_writing(self, data: Path, file: str) -> None:
        encrypt(data)
        whole = (data / "acme" / file).read_bytes()
        for damage in (whole[:-1], b"", None):
            (data / "acme" / file).unlink()
            if damage is not None:
                (data / "acme" / file).write_bytes(damage)
            forget()
            session = Session.open(data, "acme")
            session.close()
            assert "is again" in " ".join(session.notices)
            assert (data / "acme" / file).read_bytes() == whole

    def test_in_every_backup_too_which_opens_it_when_both_are_gone(self, data: Path) -> None:
        encrypt(data)
        for backup in backups.look_safely(data / "acme"):
            assert locked_key.is_whole(backup.path, (data / "acme/key.age").read_bytes())
        for file in locked_key.FILES:
            (data / "acme" / file).unlink()
        forget()
        assert Session.open(data, "acme", write=False).revision == 4

    def test_a_wrong_passphrase_is_called_wrong_and_damage_damage(self, data: Path) -> None:
        encrypt(data)
        forget()
        cipher.ask_with(lambda _name: "another")
        with pytest.raises(Refused, match=r"key\.age: the passphrase is wrong$"):
            Session.open(data, "acme")


class TestADraftBegunFromIt:
    """It holds the organisation and people in plain words, outside the assessment."""

    def test_goes_when_it_is_encrypted(self, data: Path) -> None:
        for draft in (Draft(baseline="acme"), Draft(organisation=SECRET, people={"it": SECRET})):
            drafts.save(data, draft)
            encrypt(data)
            assert drafts.load(data) is None
        drafts.save(data, Draft(organisation="Somebody else"))
        encrypt(data)
        assert drafts.load(data) is not None

    @pytest.mark.parametrize("sealed", [False, True])
    def test_goes_when_it_is_deleted(self, data: Path, *, sealed: bool) -> None:
        if sealed:
            encrypt(data)
        drafts.save(data, Draft(baseline="acme", organisation=SECRET))
        forget()
        deletion.delete(data, "acme")
        assert drafts.load(data) is None

    def test_is_plain_as_a_duplicate_is_and_that_is_said(self, data: Path) -> None:
        heard: list[str] = []
        encrypt(data)
        face.listen(heard.append)
        assert archive.duplicate(data, "acme", "Twin") == "twin"
        creation.create(data, "Next", baseline="acme")
        face.listen(None)
        assert [words.split()[0] for words in heard if "encrypt" in words] == ["twin", "next"]


class TestTheWayThereAndBack:
    def test_leaves_the_same_assessment(self, data: Path) -> None:
        before = Session.open(data, "acme", write=False)
        names = set(content(data / "acme"))
        encrypt(data)
        forget()
        encryption.decrypt(data, "acme")
        after = Session.open(data, "acme", write=False)
        assert after.assessment == before.assessment
        assert list(after.history) == list(before.history)
        assert after.notices == []
        assert set(content(data / "acme")) == names
        assert not cipher.is_encrypted(data / "acme")

    def test_to_the_letter_but_for_the_seal_of_the_rows(self, data: Path) -> None:
        before = content(data / "acme")
        encrypt(data)
        encryption.decrypt(data, "acme")
        after = content(data / "acme")
        changed = {Path(name).name for name, held in before.items() if after[name] != held}
        assert changed <= {"assessment.json", "assessment.json.bak"}

    @pytest.mark.parametrize("ready", [False, True])
    def test_may_be_cut_off_at_any_file_and_goes_on(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, *, ready: bool
    ) -> None:
        before = Session.open(data, "acme", write=False).assessment
        if ready:
            encrypt(data)
        for steps in range(120):
            with monkeypatch.context() as broken:
                broken.setattr(os, "replace", after(steps, os.replace))
                done = succeeded(
                    lambda: encryption.decrypt(data, "acme") if ready else encrypt(data)
                )
            forget()
            assert Session.open(data, "acme", write=False).assessment == before
            if done:
                break
        assert done
        assert steps > 5

    def test_is_refused_for_a_damaged_history(self, data: Path) -> None:
        history = data / "acme" / "history.jsonl"
        history.write_bytes(history.read_bytes().replace(b"first", b"FIRST"))
        before = content(data / "acme")
        with pytest.raises(Unreadable, match="repair"):
            encrypt(data)
        assert content(data / "acme") == before

    def test_keeps_what_was_damaged_readable(self, data: Path) -> None:
        own = data / "acme"
        encrypt(data)
        (own / "assessment.json").write_bytes(b"age-encryption.org/v1\nnonsense")
        (own / "history.jsonl.damaged-2").write_bytes(
            (own / "history.jsonl").read_bytes() + b"torn"
        )
        forget()
        encryption.decrypt(data, "acme")
        assert Session.open(data, "acme", write=False).notices == []
        assert SECRET in (own / "assessment.json.damaged-1").read_text("utf-8")
        copied = (own / "history.jsonl.damaged-2").read_text("utf-8")
        assert SECRET in copied
        assert copied.endswith("torn")
        assert len(list(own.glob("assessment.json.damaged-*"))) == 2

    def test_back_is_refused_for_a_plain_one(self, data: Path) -> None:
        with pytest.raises(Refused, match="not encrypted"):
            encryption.decrypt(data, "acme")

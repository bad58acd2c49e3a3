"""`gapwizard merge` and `dispute`, with real folders and bundles, encrypted and hostile ones too."""

import json
import shutil
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.exchange import bundle
from gapwizard.session.session import Session
from gapwizard.store import history, people, rows
from gapwizard.store.people import Person

Q1, Q2 = "8.6.1-Q01", "8.6.1-Q02"


@pytest.fixture
def lee(monkeypatch: pytest.MonkeyPatch, gapwizard: Command) -> Command:
    """Runs a command as another person."""

    def command(*words: object) -> object:
        with monkeypatch.context() as other:
            other.setattr("gapwizard.store.lock.user", lambda: "lee")
            return gapwizard(*words)

    return command  # type: ignore[return-value]


@pytest.fixture
def copy(gapwizard: Command, acme: str, data: Path) -> str:
    """The id of a copy, made after one answer; since then both sides answered the same question."""
    gapwizard("answer", acme, Q1, "P", "--evidence", "record: tickets")
    shutil.copytree(data / acme, data / "copy")
    return "copy"


@pytest.fixture
def apart(gapwizard: Command, lee: Command, acme: str, copy: str) -> str:
    """The id of a copy that says something else."""
    gapwizard("answer", acme, Q1, "L", "--note", "mine")
    lee("answer", copy, Q1, "F", "--observation", "[bold]seen", "--evidence", "observed: =desk")
    lee("answer", copy, Q2, "N")
    return copy


def answer(gapwizard: Command, name: str, question: str = Q1) -> dict[str, object]:
    """An answer as JSON."""
    return gapwizard("show", name, question, "--json").json["answer"]


class TestAMerge:
    def test_takes_what_one_side_did(
        self, gapwizard: Command, lee: Command, acme: str, copy: str
    ) -> None:
        lee("answer", copy, Q2, "N", "--note", "theirs")
        gapwizard("action", acme, "new", "title=mine")
        lee("action", copy, "new", "title=theirs")
        ran = gapwizard("merge", acme, copy)
        assert ran.code == 0
        assert "copy r4 lee: 2 acts since revision 2; 2 new" in ran.err
        assert answer(gapwizard, acme, Q2)["note"] == "theirs"
        titles = {row["id"]: row["title"] for row in gapwizard("action", acme, "--json").json}
        assert titles == {"A-01": "mine", "A-02": "theirs"}
        assert gapwizard("undo", acme).code == 0
        assert answer(gapwizard, acme, Q2) is None

    def test_that_has_to_be_decided_changes_nothing_and_shows_both(
        self, gapwizard: Command, acme: str, apart: str, data: Path
    ) -> None:
        before = (data / acme / "history.jsonl").read_bytes()
        dry, ran = gapwizard("merge", acme, apart, "--dry-run"), gapwizard("merge", acme, apart)
        assert (dry.code, ran.code) == (1, 1)
        for said in (dry.out, ran.err):
            assert f"{Q1} conflict rating: L (" in said
            assert ") -> F (lee; 20" in said
            assert "observation: ∅ -> [bold]seen (lee" in said
        assert f"{Q2} new rating: ∅ -> N (lee" in dry.out
        assert "--take dispute" in ran.err
        assert (data / acme / "history.jsonl").read_bytes() == before

    @pytest.mark.parametrize(("take", "rating"), [("mine", "L"), ("theirs", "F"), ("dispute", "L")])
    def test_is_decided_for_all(
        self, gapwizard: Command, acme: str, apart: str, take: str, rating: str
    ) -> None:
        assert gapwizard("merge", acme, apart, "--take", take, "--reason", "we looked").code == 0
        found = gapwizard("show", acme, Q1, "--json").json
        assert (found["answer"]["rating"], found["answer"]["note"]) == (rating, "mine")
        assert [one["text"] for one in found["answer"]["evidence"]] == ["tickets", "=desk"]
        last = found["history"][-1]
        assert (last["what"], "copy r4 lee: we looked" in last["label"]) == ("merge", True)
        assert ("disputed" in found) is (take == "dispute")
        again = gapwizard("merge", acme, apart)
        assert (again.code, "0 acts since" in again.err) == (0, True)

    def test_decided_as_it_is_here_is_not_asked_again_and_can_be_undone(
        self, gapwizard: Command, lee: Command, acme: str, copy: str
    ) -> None:
        gapwizard("answer", acme, Q1, "L")
        lee("answer", copy, Q1, "F")
        assert gapwizard("merge", acme, copy, "--take", "mine").code == 0
        assert gapwizard("merge", acme, copy).code == 0
        assert "merge" in gapwizard("undo", acme).err
        assert gapwizard("merge", acme, copy).code == 1
        assert gapwizard("undo", acme).code == 0
        assert answer(gapwizard, acme)["rating"] == "P"

    def test_both_ways_leads_to_the_same(
        self, gapwizard: Command, lee: Command, acme: str, apart: str
    ) -> None:
        gapwizard("action", acme, "new", "title=mine")
        lee("action", apart, "new", "title=theirs")
        gapwizard("merge", acme, apart, "--take", "theirs")
        assert gapwizard("merge", apart, acme).code == 0
        gapwizard("answer", acme, "8.7.1-Q01", "P")  # and on from there: what was settled stays so
        lee("answer", apart, Q2, "P")
        assert gapwizard("merge", acme, apart).code == 0
        assert gapwizard("merge", apart, acme).code == 0
        for words in (("show", Q1), ("show", Q2), ("show", "8.7.1-Q01"), ("action", "")):
            command, *more = filter(None, words)
            one, two = (gapwizard(command, n, *more, "--json").json for n in (acme, apart))
            assert one["answer"] == two["answer"] if more else one == two

    def test_asks_before_a_department_goes_that_the_other_side_used_and_shows_what_goes_with_it(
        self, gapwizard: Command, acme: str, copy: str, data: Path
    ) -> None:
        gapwizard("department", acme, "new", "title=Desk")
        shutil.copytree(data / acme, data / "third")
        gapwizard("department", "third", "desk", "--remove")
        gapwizard("responsibility", acme, "8.6.1", "desk=R")
        gapwizard("slot", acme, "new", "day=2026-12-01", "start=9:00", "department=desk")
        ran = gapwizard("merge", acme, "third", "--dry-run")
        assert (ran.code, "desk conflict" in ran.out) == (1, True)
        assert "responsibilities 8.6.1 parts.desk: R -> ∅" in ran.out
        assert "slots S-01 department: desk -> ∅" in ran.out
        assert gapwizard("merge", acme, "third", "--take", "theirs").code == 0
        with Session.open(data, acme, write=False) as session:
            assert (session.assessment.departments, session.assessment.responsibilities) == ({}, {})
            assert [slot.department for slot in session.assessment.slots.values()] == [None]

    def test_gives_each_department_its_own_person_again(
        self, gapwizard: Command, acme: str, copy: str, data: Path
    ) -> None:
        gapwizard("department", acme, "new", "title=Service Desk", "--person", "Kim Adams")
        gapwizard("department", copy, "new", "title=Service desk!", "--person", "Lee Berg")
        gapwizard("merge", acme, copy)
        gapwizard("merge", copy, acme)
        for name in (acme, copy):
            shown = gapwizard("department", name, "--names", "--json").json
            assert {one["title"]: one["person"] for one in shown} == {
                "Service Desk": "Kim Adams", "Service desk!": "Lee Berg",
            }  # fmt: skip
        gapwizard("undo", copy)
        gapwizard("merge", copy, acme)
        assert len(people.read(data / copy).persons) >= 2

    def test_takes_names_of_people_that_are_missing(
        self, gapwizard: Command, acme: str, copy: str, data: Path
    ) -> None:
        for name in (acme, copy):
            gapwizard("department", name, "new", "title=Desk")
            gapwizard("department", name, "new", "title=Audit")
        people.write(data / acme, {"desk": Person("Kim")})
        people.write(
            data / copy,
            {"desk": Person("Lee"), "audit": Person("Dana", "d@x"), "gone": Person("No")},
        )
        gapwizard("answer", copy, Q2, "N")
        assert gapwizard("merge", acme, copy).code == 0
        assert people.read(data / acme).persons == {
            "desk": Person("Kim"),
            "audit": Person("Dana", "d@x"),
        }


class TestWhatIsMerged:
    def test_is_a_bundle(self, gapwizard: Command, acme: str, apart: str, place: Path) -> None:
        file = place / "lee.zip"
        gapwizard("export", apart, "--bundle", file)
        ran = gapwizard("merge", acme, file, "--take", "theirs")
        assert (ran.code, answer(gapwizard, acme)["rating"]) == (0, "F")
        assert "lee.zip r4 lee" in ran.err
        assert "0 acts" in gapwizard("merge", acme, apart).err

    def test_is_an_encrypted_bundle(
        self,
        gapwizard: Command,
        cheap: None,
        acme: str,
        apart: str,
        place: Path,
    ) -> None:
        word = place / "word"
        word.write_text("correct horse battery\n", encoding="utf-8")
        file = place / "lee.zip.age"
        gapwizard("export", apart, "--bundle", file, "--encrypt", "--passphrase-file", word)
        assert gapwizard("merge", acme, file, "--take", "mine").code == 1
        ran = gapwizard("merge", acme, file, "--take", "theirs", "--passphrase-file", word)
        assert (ran.code, answer(gapwizard, acme)["rating"]) == (0, "F")

    def test_is_a_folder_of_any_name_elsewhere(
        self, gapwizard: Command, acme: str, apart: str, data: Path, place: Path
    ) -> None:
        there = place / "acme - 副本 (1)"
        shutil.move(data / apart, there)
        (there / "assessment.json").unlink()  # the history holds all there is
        assert gapwizard("merge", acme, there, "--take", "theirs").code == 0
        assert answer(gapwizard, acme)["rating"] == "F"

    def test_may_have_been_encrypted_since(
        self, gapwizard: Command, monkeypatch: pytest.MonkeyPatch, acme: str, apart: str, data: Path
    ) -> None:
        lines = (data / apart / "history.jsonl").read_bytes()
        acts = history.prove(lines).acts
        anew = history.encode_all([*acts[:1], *acts[1:]])
        assert anew.split(b"\n")[1] == lines.split(b"\n")[1]
        # Another chain, the same acts: what an encrypted copy looks like once it was exported.
        chain, other = "seed", b""
        for act in acts:
            line, chain = history.encode(act, chain)
            other += line
        monkeypatch.setattr(history, "_follows", lambda line, _chain, _n: history.parts(line)[1])
        (data / apart / "history.jsonl").write_bytes(other)
        (data / apart / "assessment.json").unlink()
        assert gapwizard("merge", acme, apart, "--take", "theirs").code == 0


class TestIsRefused:
    def refused(self, gapwizard: Command, *words: object, code: int = 1) -> str:
        """What is said of a merge that is refused, which changes nothing."""
        ran = gapwizard("merge", *words)
        assert ran.code == code, ran.err
        assert ran.out == ""
        return ran.err

    def test_what_is_no_copy(self, gapwizard: Command, acme: str, place: Path, data: Path) -> None:
        other = gapwizard("new", "Other").out.strip()
        assert "do not begin alike" in self.refused(gapwizard, acme, other)
        assert "assessment itself" in self.refused(gapwizard, acme, acme)
        assert "no assessment here" in self.refused(gapwizard, acme, "nowhere")
        assert "no assessment in it" in self.refused(gapwizard, acme, data)
        (place / "x.csv").write_text("question,rating\n", encoding="utf-8")
        assert "not a bundle" in self.refused(gapwizard, acme, place / "x.csv")

    def test_a_redacted_bundle(self, gapwizard: Command, acme: str, copy: str, place: Path) -> None:
        gapwizard("export", copy, "--bundle", place / "b.zip", "--redact")
        assert "no history" in self.refused(gapwizard, acme, place / "b.zip")

    def test_another_version_of_the_questionnaire(
        self, gapwizard: Command, place: Path, data: Path
    ) -> None:
        whole = {
            "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
            "clauses": [{"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}],
        }  # fmt: skip
        (place / "q.json").write_text(json.dumps(whole), encoding="utf-8")
        name = gapwizard("new", "Own", "--questionnaire", place / "q.json").out.strip()
        shutil.copytree(data / name, data / "two")
        (place / "q2.json").write_text(json.dumps({**whole, "version": "2"}), encoding="utf-8")
        gapwizard("new", "Newer", "--questionnaire", place / "q2.json")
        assert gapwizard("questionnaire", "carry", "two", "--to", "2").code == 0
        assert "carry ID --to VERSION" in self.refused(gapwizard, name, "two")

    def test_a_locked_baseline(self, gapwizard: Command, acme: str, apart: str) -> None:
        gapwizard("lock", acme)
        assert "locked" in self.refused(gapwizard, acme, apart)

    def test_a_damaged_history(self, gapwizard: Command, acme: str, apart: str, data: Path) -> None:
        file = data / apart / "history.jsonl"
        lines = file.read_bytes().split(b"\n")
        file.write_bytes(b"\n".join([lines[0], b"x" + lines[1], *lines[2:]]))
        assert "repair" in self.refused(gapwizard, acme, apart, code=4)

    def test_a_newer_schema(self, gapwizard: Command, acme: str, apart: str, data: Path) -> None:
        file = data / apart / "assessment.json"
        with pytest.MonkeyPatch.context() as newer:
            newer.setattr(rows, "SCHEMA", 99)
            gapwizard("answer", apart, Q2, "P")
        assert b'"schema": 99' in file.read_bytes()
        assert "newer gapwizard" in self.refused(gapwizard, acme, apart)

    @pytest.mark.parametrize(
        "change",
        [
            ["secrets", "x", None, {}],
            ["answers", Q1, None, {"rating": "best"}],
            ["about", "about", None, None],
            ["disputes", "X-01", None, {"table": "answers", "row": Q1, "theirs": []}],
        ],
    )
    def test_acts_of_a_stranger(
        self, gapwizard: Command, acme: str, apart: str, data: Path, change: list[object]
    ) -> None:
        file = data / apart / "history.jsonl"
        log = history.read(file)
        act = history.HistoryEntry(5, "2026", "x", "answer", "x", (history.RowChange(*change),))  # type: ignore[arg-type]
        file.write_bytes(file.read_bytes() + history.encode(act, log.chain)[0])
        self.refused(gapwizard, acme, apart, "--take", "theirs", code=4)

    def test_a_bundle_with_something_else_in_it(
        self, gapwizard: Command, acme: str, apart: str, place: Path
    ) -> None:
        file = place / "b.zip"
        gapwizard("export", apart, "--bundle", file)
        members = bundle.unpack(file.read_bytes(), "b")
        members[bundle.PEOPLE] = b"[1]"
        file.write_bytes(bundle.pack(members))
        assert "MANIFEST.txt" in self.refused(gapwizard, acme, file, code=4)

    def test_a_reason_without_a_decision(self, gapwizard: Command, acme: str, copy: str) -> None:
        assert gapwizard("merge", acme, copy, "--reason", "x").code == 2


class TestADispute:
    @pytest.fixture
    def disputed(self, gapwizard: Command, acme: str, apart: str) -> str:
        """The id of an assessment with a disputed question."""
        gapwizard("merge", acme, apart, "--take", "dispute", "--reason", "ask again")
        return acme

    def test_is_listed_found_and_stands_against_the_report(
        self, gapwizard: Command, disputed: str
    ) -> None:
        listed = gapwizard("dispute", disputed).out
        assert listed.startswith("X-01; lee; 20")
        assert f"{Q1} conflict rating: L -> F (lee" in listed
        [one] = gapwizard("dispute", disputed, "--json").json["disputes"]
        assert (one["id"], one["theirs"]["rating"], one["reason"]) == ("X-01", "F", "ask again")
        assert "disputed: lee; 20" in gapwizard("show", disputed, Q1).out
        assert Q1 in gapwizard("search", disputed, "disputed").out
        ran = gapwizard("check", disputed, "--json")
        check = next(one for one in ran.json if one["check"] == "disputed")
        assert (check["count"], check["row"], check["blocks"]) == (1, Q1, True)

    @pytest.mark.parametrize(("side", "rating"), [("mine", "L"), ("theirs", "F")])
    def test_is_settled_once(
        self, gapwizard: Command, disputed: str, side: str, rating: str
    ) -> None:
        assert gapwizard("dispute", disputed, Q1, side, "--reason", "seen").code == 0
        assert answer(gapwizard, disputed)["rating"] == rating
        assert gapwizard("dispute", disputed).out == ""
        assert "nothing about" in gapwizard("dispute", disputed, "X-01", side).err
        gapwizard("undo", disputed)
        assert gapwizard("dispute", disputed).out != ""

    def test_leaves_the_house_with_nobody(
        self, gapwizard: Command, disputed: str, place: Path
    ) -> None:
        ran = gapwizard("export", disputed, "--bundle", place / "b.zip", "--redact")
        assert "what other people said differently and nobody settled yet: 1" in ran.err
        members = bundle.unpack((place / "b.zip").read_bytes(), "b")
        assert b"ask again" not in b"".join(members.values())

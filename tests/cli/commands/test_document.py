"""`gapwizard document`: the register, one document, requests, hashes and links."""

import csv
from pathlib import Path
from typing import Any

import pytest

from cases.commands import Command

HOSTILE = "[/b] =1+1 \x1b[31m\u202e 北方"


def one(gapwizard: Command, name: str) -> Any:
    """A document of `acme` as JSON."""
    ran = gapwizard("document", "acme", name, "--json")
    assert ran.code == 0
    return ran.json


class TestOneDocument:
    def test_is_set_by_state_options_and_fields_in_one_act(
        self, gapwizard: Command, acme: str
    ) -> None:
        ran = gapwizard("document", acme, "DOC-045", "draft", "--owner", "desk", "version=1.2",
                        "dated=2026-02-01", "--location", "~/x", "--confidentiality", "internal",
                        "--note", "n", "--due", "2027-01-31", "--reason", "r")  # fmt: skip
        assert (ran.code, ran.out) == (0, "")
        found = one(gapwizard, "DOC-045")
        wanted = {
            "id": "DOC-045", "state": "draft", "verdict": "revise", "owner": "desk",
            "version": "1.2", "dated": "2026-02-01", "location": "~/x", "due": "2027-01-31",
            "confidentiality": "internal", "note": "n", "recorded_reason": "r", "by_hand": False,
            "obligation": "implied", "request": None, "late": False,
        }  # fmt: skip
        assert {key: found[key] for key in wanted} == wanted
        assert [told["words"].split(",")[0] for told in found["history"]] == ["draft"]
        assert gapwizard("undo", acme).code == 0
        assert one(gapwizard, "DOC-045")["state"] == "unknown"

    def test_is_shown_in_words(self, gapwizard: Command, acme: str) -> None:
        gapwizard("document", acme, "DOC-001", "current", "note=mine")
        out = gapwizard("document", acme, "DOC-001").out
        assert "verdict: keep: " in out
        assert "note: mine" in out
        assert "contents: " in out
        assert "linked: 4.3-Q01" in out

    def test_added_by_hand_prints_its_id(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard(
            "document", acme, "new", "obsolete", "--title", HOSTILE, "--clauses", "8.6.1"
        )
        assert ran.out == "D-01\n"
        assert one(gapwizard, "D-01")["title"] == HOSTILE
        assert gapwizard("document", acme, "new", "title=b", "--json").json["id"] == "D-02"
        for words in (("document", acme), ("document", acme, "D-01")):
            assert "\x1b" not in gapwizard(*words).out
        assert gapwizard("document", acme, "D-01", "--remove").code == 0
        assert gapwizard("document", acme, "D-01").code == 1

    def test_withdrawn_and_created_anew_has_two_verdicts(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("document", acme, "DOC-001", "obsolete")
        verdicts = [line["verdict"] for line in one(gapwizard, "DOC-001")["verdicts"]]
        assert verdicts == ["withdraw", "create"]

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (("DOC-01",), 1),
            (("DOC-001", "fine"), 1),
            (("DOC-001", "draft", "current"), 1),
            (("DOC-001", "draft", "state=current"), 1),
            (("DOC-001", "--owner", "a", "owner=b"), 1),
            (("DOC-001", "ownr=x"), 1),
            (("DOC-001", "draft", "--title", "x"), 1),
            (("DOC-001", "--ask", "--by", "tomorrow"), 1),
            (("DOC-001", "--by", "2099-01-01"), 2),
            (("DOC-001", "--received", "--by", "2099-01-01"), 2),
            (("DOC-001", "--remove"), 1),
            (("DOC-001", "--remove", "draft"), 2),
            (("DOC-001", "--request-list", "x.md"), 2),
            (("DOC-001", "--hash"), 1),
            (("DOC-001", "--link", "8.6.1-Q99"), 1),
            (("--hash",), 2),
            (("--view", "nonsense"), 2),
            (("--request-list", "x.pdf"), 1),
            (("--request-list", "x.md"), 1),
            (("", "draft"), 1),
        ],
    )
    def test_is_refused(
        self, gapwizard: Command, acme: str, words: tuple[str, ...], code: int
    ) -> None:
        ran = gapwizard("document", acme, *words)
        assert (ran.code, ran.out) == (code, "")
        assert ran.err


class TestTheRegister:
    def test_begins_each_row_with_the_keys_of_the_diagnosis(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("document", acme, "DOC-001", "obsolete")
        rows = gapwizard("document", acme, "--json").json
        known = gapwizard("diagnose", acme, "--json").json["documents"]
        keys = ("id", "title", "state", "verdict", "reason")
        assert [{key: row[key] for key in keys} for row in rows] == known

    def test_is_listed_by_view(self, gapwizard: Command, acme: str) -> None:
        gapwizard("document", acme, "DOC-001", "absent")
        gapwizard("document", acme, "DOC-002", "draft", "--ask")
        for words, names in (
            (("--missing",), ["DOC-001"]),
            (("--view", "create"), ["DOC-001"]),
            (("--view", "revise"), ["DOC-002"]),
            (("--requests",), ["DOC-002"]),
        ):
            rows = gapwizard("document", acme, *words, "--json").json
            assert [row["id"] for row in rows] == names

    def test_shows_overlaps_and_omissions_with_their_documents(
        self, gapwizard: Command, acme: str
    ) -> None:
        for title in ("Handbook", "Guide"):
            add = ("document", acme, "new", "current", "--title", title, "--clauses", "8.6.1")
            assert gapwizard(*add, "--kind", "procedure").code == 0
        rows = gapwizard("document", acme, "--view", "overlaps", "--json").json
        remarks = [row for row in rows if "remark" in row]
        assert {row["kind"] for row in remarks} >= {"overlap", "omission"}
        assert all(row["documents"] for row in remarks if row["kind"] == "overlap")
        assert "omission" in gapwizard("document", acme, "--view", "overlaps").out


class TestRequests:
    def test_are_asked_received_refused_and_late(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("document", acme, "DOC-045", "--ask", "--by", "2099-01-01").code == 0
        found = one(gapwizard, "DOC-045")
        assert (found["request"], found["late"], found["asked_by"]) == (
            "asked",
            False,
            "2099-01-01",
        )
        assert found["asked_on"]
        gapwizard("document", acme, "DOC-045", "asked_on=2020-01-01", "asked_by=2020-02-01")
        assert one(gapwizard, "DOC-045")["late"]
        assert "LATE" in gapwizard("document", acme, "--requests").out
        for word in ("received", "refused"):
            gapwizard("document", acme, "DOC-045", f"--{word}")
            assert one(gapwizard, "DOC-045")["request"] == word

    def test_make_a_list_to_send(self, gapwizard: Command, acme: str, place: Path) -> None:
        gapwizard("document", acme, "DOC-045", "--ask", "--by", "2099-01-01", "note=SECRET")
        gapwizard("document", acme, "new", "title==cmd|' /C calc'!A0")
        gapwizard("document", acme, "D-01", "--ask")
        for name in ("list.md", "list.CSV"):
            ran = gapwizard("document", acme, "--request-list", name)
            assert (ran.code, ran.out) == (0, f"{name}\n")
            assert "SECRET" not in (place / name).read_text(encoding="utf-8")
        raw = (place / "list.CSV").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        head, *lines = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
        assert [line[0] for line in lines] == ["DOC-045", "D-01"]
        cells = dict(zip(head, lines[1], strict=True))
        assert (cells["title"], cells["request"]) == ("'=cmd|' /C calc'!A0", "asked for")
        assert "8.6.1 Incident management" in lines[0][head.index("clauses")]

    def test_speak_the_language_of_the_assessment(self, gapwizard: Command, place: Path) -> None:
        name = gapwizard("new", "北方数据", "--language", "zh-Hans").out.strip()
        gapwizard("document", name, "DOC-045", "--ask")
        gapwizard("document", name, "--request-list", "清单.md")
        assert "事件" in (place / "清单.md").read_text(encoding="utf-8")


class TestAHash:
    def test_is_kept_and_compared(self, gapwizard: Command, acme: str, place: Path) -> None:
        file = place / "policy.txt"
        file.write_text("one", encoding="utf-8")
        said = [gapwizard("document", acme, "DOC-002", f"location={file}", "--hash").out]
        said.append(gapwizard("document", acme, "DOC-002", "--hash").out)
        file.write_text("two", encoding="utf-8")
        said.append(gapwizard("document", acme, "DOC-002", "--hash").out)
        assert [words.split()[0] for words in said] == ["hash", "the", "CHANGED"]
        assert len(one(gapwizard, "DOC-002")["sha256"]) == 64

    def test_of_a_link_to_the_web_is_refused(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("document", acme, "DOC-002", "location=https://x.example/y", "--hash")
        assert ran.code == 1
        assert "only a file on this computer" in ran.err
        assert one(gapwizard, "DOC-002")["location"] == "https://x.example/y"


class TestALink:
    def test_makes_it_evidence_of_questions(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("document", acme, "DOC-045", "version=1.2", "--link", "8.6.1-Q01",
                        "--link", "8.6.1-Q02")  # fmt: skip
        assert ran.code == 0
        assert one(gapwizard, "DOC-045")["cited_by"] == ["8.6.1-Q01", "8.6.1-Q02"]
        found = gapwizard("show", acme, "8.6.1-Q01", "--json").json["answer"]["evidence"]
        assert [item["text"] for item in found] == ["DOC-045 v1.2"]
        assert gapwizard("document", acme, "DOC-045", "--link", "8.6.1-Q01").code == 1

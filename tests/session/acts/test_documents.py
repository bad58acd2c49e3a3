"""Registering, requesting, linking and hashing documents."""

import json
import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gapwizard.domain.assessment import Answer, DocumentRecord
from gapwizard.domain.document_views import Request
from gapwizard.domain.evidence import parse_item
from gapwizard.errors import Refused, Unreadable
from gapwizard.session import local_file
from gapwizard.session.acts import answers, documents
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers import documents as papers
from gapwizard.session.papers import output
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session

TODAY = date(2026, 11, 21)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An assessment of two questions and three documents, open for writing on a fixed day."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    whole = {
        "format": 1,
        "id": "mine",
        "version": "1",
        "language": "en",
        "title": "Mine",
        "clauses": [
            {"id": "1", "title": "One", "questions": [
                {"id": "1-Q1", "text": "How?", "documents": ["A"]}, {"id": "1-Q2", "text": "Why?"}]}
        ],
        "documents": [
            {"id": "A", "title": "Scope", "clauses": ["1"], "obligation": "required"},
            {"id": "B", "title": "Handbook"},
            {"id": "C", "title": "Log", "contents": ["=1+1", "who did what"]},
        ],
    }  # fmt: skip
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    with Session.open(tmp_path / "data", "acme") as opened:
        opened.today = lambda: TODAY
        yield opened


def row(session: Session, name: str) -> DocumentRecord:
    """What is known of a document."""
    return session.assessment.documents.get(name, DocumentRecord())


class TestADocument:
    def test_keeps_every_field(self, session: Session) -> None:
        session.do(documents.change(session.moment, "B", {"state": "draft", "held_in": "A", "reason": "r", "owner": "desk", "due": "2027-01-31", "version": "1.2", "dated": "2026-02-01", "location": "~/b.docx", "confidentiality": "internal", "request": "asked", "asked_on": "2026-11-01", "asked_by": "2026-11-30", "note": "n"}))  # fmt: skip
        assert row(session, "B") == DocumentRecord(
            state="draft", held_in="A", reason="r", owner="desk", due=date(2027, 1, 31),
            version="1.2", dated=date(2026, 2, 1), location="~/b.docx", confidentiality="internal",
            request="asked", asked_on=date(2026, 11, 1), asked_by=date(2026, 11, 30), note="n",
        )  # fmt: skip

    def test_keeps_what_an_edit_does_not_name(self, session: Session) -> None:
        session.do(documents.change(session.moment, "B", {"state": "draft", "owner": "desk"}))
        session.do(documents.change(session.moment, "B", {"version": "2"}))
        assert (row(session, "B").state, row(session, "B").owner) == ("draft", "desk")

    def test_is_as_at_the_beginning_when_everything_is_cleared(self, session: Session) -> None:
        session.do(documents.change(session.moment, "B", {"state": "draft", "owner": "desk"}))
        session.do(documents.change(session.moment, "B", {"state": "", "owner": ""}))
        assert "B" not in session.assessment.documents

    @pytest.mark.parametrize(
        ("name", "parts", "word"),
        [
            ("B", {"state": "fine"}, "fine"),
            ("B", {"due": "soon"}, "no date"),
            ("B", {"held_in": "B"}, "held in itself"),
            ("B", {"held_in": "Z"}, "'Z'"),
            ("B", {"title": "Mine now"}, "title"),
            ("B", {"clauses": "1"}, "clauses"),
            ("B", {"request": "maybe"}, "maybe"),
            ("B", {"asked_by": "2026-12-01"}, "nothing is asked"),
            ("B", {"request": "asked", "asked_by": "2026-11-20"}, "2026-11-20"),
            ("B", {"ownr": "x"}, "'owner'"),
            ("B", {"sha256": "0" * 64}, "sha256"),
            ("B", {"state": "not_needed"}, "reason"),
            ("A", {"state": "not_needed", "reason": "r"}, "required"),
            ("D", {"state": "draft"}, "title"),
            ("D E", {"title": "x"}, "no id"),
            ("D=E", {"title": "x"}, "no id"),
            ("D\x1b[31m", {"title": "x"}, "no id"),
            ("D" * 81, {"title": "x"}, "no id"),
            ("", {"title": "x"}, "no id"),
            ("new", {"title": "x", "clauses": "1 7"}, "'7'"),
        ],
    )
    def test_is_refused(
        self, session: Session, name: str, parts: dict[str, str], word: str
    ) -> None:
        before = session.revision
        with pytest.raises(Refused, match=word):
            session.do(documents.change(session.moment, name, {**parts}))
        assert session.revision == before

    def test_loses_its_hash_when_its_location_changes(
        self, session: Session, tmp_path: Path
    ) -> None:
        file = tmp_path / "b.txt"
        file.write_text("b", encoding="utf-8")
        session.do(documents.change(session.moment, "B", {"location": str(file)}))
        session.do(documents.keep_hash(session.moment, "B", local_file.look_at(str(file))))
        session.do(documents.change(session.moment, "B", {"owner": "desk"}))
        assert row(session, "B").sha256
        session.do(documents.change(session.moment, "B", {"location": "elsewhere"}))
        assert row(session, "B").sha256 == ""

    def test_takes_its_next_state_in_turn_and_never_not_needed(self, session: Session) -> None:
        seen = []
        for _turn in range(6):
            session.do(
                documents.change(
                    session.moment, "B", {"state": documents.next_state(session.assessment, "B")}
                )
            )
            seen.append(row(session, "B").state)
        assert seen == ["absent", "draft", "outdated", "current", "obsolete", "unknown"]

    def test_that_is_held_in_another_has_no_state_of_its_own(self, session: Session) -> None:
        session.do(documents.change(session.moment, "B", {"held_in": "A"}))
        with pytest.raises(Refused, match="held in A"):
            documents.next_state(session.assessment, "B")
        with pytest.raises(Refused, match="held in A"):
            documents.change(session.moment, "B", {"state": "current"})
        session.do(documents.change(session.moment, "B", {"held_in": "", "state": "current"}))
        assert row(session, "B").state == "current"


class TestADocumentAddedByHand:
    def test_takes_the_next_free_id(self, session: Session) -> None:
        for title in ("one", "two"):
            session.do(documents.change(session.moment, "new", {"title": title}))
        session.do(
            documents.change(
                session.moment, "D-07", {"state": "obsolete", "title": "seven", "clauses": "1"}
            )
        )
        session.do(documents.change(session.moment, "new", {"title": "eight"}))
        assert list(session.assessment.documents) == ["D-01", "D-02", "D-07", "D-08"]
        assert row(session, "D-07").clauses == ("1",)

    def test_may_have_an_id_of_any_script(self, session: Session) -> None:
        session.do(documents.change(session.moment, "手册-1", {"title": "旧手册"}))
        assert row(session, "手册-1").title == "旧手册"

    def test_keeps_its_title(self, session: Session) -> None:
        session.do(documents.change(session.moment, "new", {"title": "old"}))
        with pytest.raises(Refused, match="title"):
            session.do(documents.change(session.moment, "D-01", {"title": ""}))

    def test_is_removed_and_comes_back(self, session: Session) -> None:
        session.do(documents.change(session.moment, "new", {"title": "old"}))
        session.do(documents.remove(session.moment, "D-01"))
        assert "D-01" not in session.assessment.documents
        session.undo()
        assert row(session, "D-01").title == "old"

    def test_is_not_removed_while_it_holds_another(self, session: Session) -> None:
        session.do(documents.change(session.moment, "new", {"title": "old"}))
        session.do(documents.change(session.moment, "B", {"held_in": "D-01"}))
        with pytest.raises(Refused, match="D-01 holds B"):
            session.do(documents.remove(session.moment, "D-01"))

    def test_is_not_removed_while_an_answer_rests_on_it(self, session: Session) -> None:
        session.do(documents.change(session.moment, "new", {"title": "old"}))
        for written, held in (("said: D-01 is good", False), ("document: D-01 v2, page 3", True)):
            shown = AnswerEdit(evidence=(parse_item(written),))
            session.do(answers.change(session.moment, "1-Q1", shown))
            if held:
                with pytest.raises(Refused, match="D-01 is evidence of 1-Q1"):
                    session.do(documents.remove(session.moment, "D-01"))
            else:
                session.do(documents.remove(session.moment, "D-01"))
                session.undo()

    def test_is_the_only_kind_that_can_be_removed(self, session: Session) -> None:
        for name in ("A", "D-09"):
            with pytest.raises(Refused, match=name):
                session.do(documents.remove(session.moment, name))


class TestARequest:
    def test_is_made_today_by_a_day(self, session: Session) -> None:
        session.do(documents.ask(session.moment, "B", "2026-12-01"))
        found = row(session, "B")
        assert (found.request, found.asked_on, found.asked_by) == (
            "asked",
            TODAY,
            date(2026, 12, 1),
        )

    def test_turns_from_asked_to_received_to_refused_to_none(self, session: Session) -> None:
        seen = []
        for _turn in range(4):
            session.do(documents.turn_request(session.moment, "B"))
            seen.append(papers.request_today(session, "B"))
        assert seen == [Request.ASKED, Request.RECEIVED, Request.REFUSED, Request.NONE]
        assert "B" not in session.assessment.documents

    def test_that_is_late_turns_to_received(self, session: Session) -> None:
        session.do(
            documents.change(
                session.moment,
                "B",
                {"request": "asked", "asked_on": "2026-11-01", "asked_by": "2026-11-02"},
            )
        )
        session.do(documents.turn_request(session.moment, "B"))
        assert papers.request_today(session, "B") is Request.RECEIVED

    def test_made_again_forgets_a_day_that_has_passed(self, session: Session) -> None:
        session.do(
            documents.change(
                session.moment,
                "B",
                {"request": "asked", "asked_on": "2026-11-01", "asked_by": "2026-11-02"},
            )
        )
        session.do(documents.ask(session.moment, "B"))
        assert (row(session, "B").asked_on, row(session, "B").asked_by) == (TODAY, None)

    def test_keeps_its_days_when_it_is_answered(self, session: Session) -> None:
        session.do(documents.ask(session.moment, "B", "2026-12-01"))
        session.do(documents.change(session.moment, "B", {"request": "received"}))
        assert row(session, "B").asked_by == date(2026, 12, 1)


class TestTheRequestList:
    def test_says_what_why_until_when_and_nothing_private(self, session: Session) -> None:
        session.do(documents.change(session.moment, "A", {"request": "asked", "asked_by": "2026-12-01", "note": "SECRET", "location": "/PLACE", "reason": "SUSPICION"}))  # fmt: skip
        session.do(documents.change(session.moment, "C", {"request": "received", "note": "SECRET"}))
        for kind in papers.KINDS:
            text = papers.render(session, kind)
            assert "Scope" in text
            assert "1 One" in text
            assert "2026-12-01" in text
            assert "received" in text
            for word in ("SECRET", "PLACE", "SUSPICION", "Handbook"):
                assert word not in text

    def test_shows_hostile_titles_as_text(self, session: Session) -> None:
        session.do(
            documents.change(
                session.moment, "new", {"title": "=cmd|' /C calc'!A0 <b>|[x](http://y)\x1b[31m"}
            )
        )
        session.do(documents.ask(session.moment, "D-01"))
        table = papers.render(session, "csv")
        assert "'=cmd" in table
        assert ",=cmd" not in table
        assert "\x1b" not in table
        text = papers.render(session, "md")
        assert "\x1b" not in text
        assert "<b>" not in text
        assert "[x](" not in text

    def test_as_csv_has_a_mark_for_excel_and_no_formula(self, session: Session) -> None:
        session.do(documents.ask(session.moment, "C"))
        text = papers.render(session, "csv")
        assert text.startswith("\ufeff")
        assert "'=1+1; who did what" in text

    def test_is_refused_where_nothing_is_asked(self, session: Session) -> None:
        with pytest.raises(Refused, match="nothing is asked"):
            papers.render(session, "md")

    def test_never_overwrites_in_a_folder(self, session: Session, tmp_path: Path) -> None:
        session.do(documents.ask(session.moment, "B"))
        text, folder = papers.render(session, "md"), tmp_path / "out"
        paths = [output.write(session, text, "md", None, folder, "requests") for _time in range(2)]
        assert [path.name for path in paths] == [
            "acme-requests-2026-11-21.md",
            "acme-requests-2026-11-21-2.md",
        ]


class TestALink:
    def test_adds_evidence_with_the_version(self, session: Session) -> None:
        session.do(documents.change(session.moment, "A", {"version": "1.2"}))
        session.do(documents.link(session.moment, "A", "1-Q2"))
        (item,) = session.assessment.answers["1-Q2"].evidence
        assert (item.label, item.text) == ("document", "A v1.2")
        assert item.names("A")

    @pytest.mark.parametrize(("version", "text"), [("", "A"), ("v2", "A v2"), ("草稿", "A 草稿")])
    def test_writes_a_v_before_numbers_only(
        self, session: Session, version: str, text: str
    ) -> None:
        session.do(documents.change(session.moment, "A", {"version": version, "owner": "x"}))
        assert documents.document_item(session.moment, "A").text == text

    def test_that_stands_there_is_refused(self, session: Session) -> None:
        session.do(
            answers.change(
                session.moment, "1-Q1", AnswerEdit(add=(parse_item("document: A v1.2, page 3"),))
            )
        )
        for version in ("", "1.2"):
            session.do(documents.change(session.moment, "A", {"version": version, "owner": "x"}))
            with pytest.raises(Refused, match="already"):
                session.do(documents.link(session.moment, "A", "1-Q1"))
        session.do(documents.change(session.moment, "A", {"version": "1.3"}))
        session.do(documents.link(session.moment, "A", "1-Q1"))
        assert len(session.assessment.answers["1-Q1"].evidence) == 2

    def test_takes_back_that_nothing_was_found(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(strength=0)))
        session.do(documents.link(session.moment, "A", "1-Q1"))
        assert session.assessment.answers["1-Q1"].effective_strength == 2

    def test_is_undone_as_one_act(self, session: Session) -> None:
        session.do(documents.link(session.moment, "A", "1-Q1"))
        session.undo()
        assert session.assessment.answers.get("1-Q1", Answer()) == Answer()

    @pytest.mark.parametrize(("name", "question"), [("Z", "1-Q1"), ("A", "1-Q9")])
    def test_to_nothing_is_refused(self, session: Session, name: str, question: str) -> None:
        with pytest.raises(Refused, match=r"there is no"):
            session.do(documents.link(session.moment, name, question))


class TestAHash:
    def hash(self, session: Session, location: str) -> papers.Hashed:
        """Hash a file as the document B."""
        session.do(documents.change(session.moment, "B", {"location": location}))
        look = local_file.look_at(documents.location_of(session.moment, "B"))
        found = papers.compare_hash(session, "B", look)
        session.do(found.act)
        return found

    def test_says_first_then_same_then_changed(self, session: Session, tmp_path: Path) -> None:
        file = tmp_path / "政策 b.txt"
        said = []
        for content in ("one", "one", "two"):
            file.write_text(content, encoding="utf-8")
            hashed = self.hash(session, str(file))
            said.append((hashed.changed, papers.hash_words(hashed).split()[0]))
        assert said == [(False, "hash"), (False, "the"), (True, "CHANGED")]
        assert row(session, "B").sha256 == hashed.look.sha256
        assert hashed.look.size == 3
        assert list(tmp_path.rglob("政策*")) == [file]

    def test_of_a_file_url_is_that_of_the_file(self, session: Session, tmp_path: Path) -> None:
        file = tmp_path / "a b.txt"
        file.write_text("x", encoding="utf-8")
        assert self.hash(session, file.as_uri()).look.path == file

    def test_follows_a_link_and_says_so(self, session: Session, tmp_path: Path) -> None:
        file = tmp_path / "real.txt"
        file.write_text("x", encoding="utf-8")
        (tmp_path / "link.txt").symlink_to(file)
        hashed = self.hash(session, str(tmp_path / "link.txt"))
        assert "real.txt" in papers.hash_words(hashed)
        assert "real.txt" not in papers.hash_words(hashed, paths=False)
        assert "link was followed" in papers.hash_words(hashed, paths=False)

    @pytest.mark.parametrize(
        "location",
        [
            "https://example.org/x", "HTTP://x", "ftp:x", "sharepoint://sms/policy", "//server/x",
            "\\\\server\\x", "file://server/x", "file:///etc/hostname?x", "javascript:1",
            "file:////server/share", "/dev/null", "/dev/zero", "nope.txt", "a\x00b", "~nobody-x/y",
        ],
    )  # fmt: skip
    def test_of_what_is_no_local_file_is_refused(self, location: str) -> None:
        with pytest.raises(Refused):
            local_file.look_at(location)

    def test_of_a_folder_a_pipe_or_a_socket_is_refused_at_once(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with socket.socket(socket.AF_UNIX) as listening:
            here = Path.cwd()
            os.chdir(tmp_path)  # the path of a socket may be no longer than 107 bytes
            listening.bind("socket")
            os.chdir(here)
            for name in ("", "pipe", "socket"):
                with pytest.raises(Refused, match="only a file is hashed"):
                    local_file.look_at(str(tmp_path / name))

    def test_of_a_file_that_is_too_large_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "large"
        with file.open("wb") as made:
            made.truncate(local_file.LIMIT + 1)
        with pytest.raises(Refused, match="larger than 2 GiB"):
            local_file.look_at(str(file))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_of_a_file_one_may_not_read_says_so(self, tmp_path: Path) -> None:
        file = tmp_path / "x"
        file.touch(mode=0o000)
        with pytest.raises(Unreadable):
            local_file.look_at(str(file))

    def test_of_a_loop_of_links_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "a")
        with pytest.raises(Refused, match="symbolic links"):
            local_file.look_at(str(tmp_path / "a"))

    def test_of_no_location_is_refused(self, session: Session) -> None:
        with pytest.raises(Refused, match="no location"):
            documents.location_of(session.moment, "B")

    def test_is_not_kept_for_a_location_that_changed_meanwhile(
        self, session: Session, tmp_path: Path
    ) -> None:
        file = tmp_path / "x"
        file.write_text("x", encoding="utf-8")
        look = local_file.look_at(str(file))
        session.do(documents.change(session.moment, "B", {"location": "elsewhere"}))
        with pytest.raises(Refused, match="meanwhile"):
            papers.compare_hash(session, "B", look)


class TestTheStory:
    def test_says_what_each_act_did(self, session: Session) -> None:
        session.do(documents.change(session.moment, "new", {"title": "old"}))
        session.do(documents.change(session.moment, "D-01", {"state": "draft", "owner": "desk"}))
        session.do(
            documents.change(session.moment, "D-01", {"request": "asked", "asked_by": "2026-12-01"})
        )
        session.undo()
        session.do(documents.remove(session.moment, "D-01"))
        assert [told.words for told in papers.story(session, "D-01")] == [
            "title",
            "draft, owner",
            "asked for, until 2026-12-01",
            "undone, no longer asked for",
            "removed",
        ]

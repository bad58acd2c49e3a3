"""The documents register: every key, what it shows at both sizes, and what a client must not see."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    QUESTIONS,
    WIDE,
    app_of,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    typed,
    until,
)
from gapwizard.domain.assessment import DocumentRecord
from gapwizard.session import local_file
from gapwizard.session.acts import documents
from gapwizard.session.acts.documents import usual_day
from gapwizard.session.session import Session
from gapwizard.tui.documents.screen import DocumentsScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker

HOSTILE = "[/b] [red]x\x1b[31m\u202e 北方"
DOCUMENTS: dict[str, Any] = {
    **QUESTIONS,
    "documents": [
        {"id": "D-1", "title": "Incident procedure", "kind": "procedure", "clauses": ["8.1"],
         "obligation": "required", "owner": "desk", "contents": ["priorities", "escalation"]},
        {"id": "D-2", "title": "Incident process", "kind": "process", "clauses": ["8.1"]},
        {"id": "D-3", "title": "事件记录", "kind": "record", "clauses": ["8.1", "8.2"]},
    ],
}  # fmt: skip


def screen(pilot: Pilot[None]) -> DocumentsScreen:
    """The documents screen."""
    assert isinstance(pilot.app.screen, DocumentsScreen)
    return pilot.app.screen


def row(pilot: Pilot[None], name: str) -> DocumentRecord:
    """What is known of a document."""
    return session_of(pilot).assessment.documents.get(name, DocumentRecord())


def under_cursor(pilot: Pilot[None]) -> str:
    """The id under the cursor."""
    return screen(pilot).copyable()


async def opened(pilot: Pilot[None]) -> None:
    """Go to the register."""
    await press(pilot, "g", "d")
    assert isinstance(pilot.app.screen, DocumentsScreen)


@pytest.fixture
def acme(data: Path) -> str:
    """The id of an assessment with three documents."""
    return small(data, "Acme", DOCUMENTS)


class TestTheRegister:
    async def test_shows_the_row_and_its_detail_at_both_sizes(self, data: Path, acme: str) -> None:
        with Session.open(data, acme) as session:
            session.do(
                documents.change(
                    session.moment,
                    "D-1",
                    {"state": "outdated", "version": "1.2", "dated": "2026-02-01", "reason": "why"},
                )
            )
        for size in (NARROW, WIDE):
            async with running(data, acme, size, at="d") as pilot:
                for words in ("3 items", "D-1", "Incident procedure", "1.2", "outdated", "revise",
                              "priorities", "escalation", "why", "owner desk"):  # fmt: skip
                    assert shows(pilot, words), words
                assert all(len(text) <= size[0] for text in picture(pilot))

    async def test_shows_nothing_but_words_where_there_is_no_document(self, data: Path) -> None:
        name = small(data, "Acme", {**QUESTIONS, "documents": [], "clauses": [
            {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}],
            "readiness": {"stage1_clauses": ["1"]}, "charts": []})  # fmt: skip
        async with running(data, name, at="d") as pilot:
            assert shows(pilot, "no document here")
            for key in ("enter", "space", "r", "l", "h", "delete", "y", "down", "end"):
                await press(pilot, key)
                assert screen(pilot).message or key in ("down", "end")

    async def test_begins_at_the_row_asked_for(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            app_of(pilot).visit("documents", handed=Handed(row="D-3"))
            await pilot.pause()
            assert under_cursor(pilot) == "D-3"

    async def test_shows_hostile_text_as_text(self, data: Path, acme: str) -> None:
        with Session.open(data, acme) as session:
            session.do(documents.change(session.moment, "new", {"title": HOSTILE, "note": HOSTILE, "reason": HOSTILE, "owner": HOSTILE, "location": HOSTILE, "version": HOSTILE, "state": "draft"}))  # fmt: skip
        for size in (NARROW, WIDE):
            async with running(data, acme, size, at="d") as pilot:
                await press(pilot, "end")
                assert shows(pilot, "[/b] [red]x")
                whole = "".join(picture(pilot))
                assert "\x1b" not in whole
                assert "\u202e" not in whole
                await press(pilot, "enter")
                assert shows(pilot, "[/b] [red]x")


class TestKeys:
    async def test_space_goes_through_the_states_and_undo_comes_back(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "down", "space", "\u3000")
            assert row(pilot, "D-2").state == "draft"
            assert message(pilot) == "D-2: draft"
            assert under_cursor(pilot) == "D-2"
            await press(pilot, "u")
            assert row(pilot, "D-2").state == "absent"
            await press(pilot, "U", *["space"] * 4)
            assert row(pilot, "D-2").state == "unknown"

    async def test_space_says_where_a_held_document_has_its_state_from(
        self, data: Path, acme: str
    ) -> None:
        with Session.open(data, acme) as session:
            session.do(documents.change(session.moment, "D-2", {"held_in": "D-1"}))
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "down", "space")
            assert "held in D-1" in message(pilot)

    async def test_r_asks_by_a_day_then_received_refused_none(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "r", "escape")
            assert row(pilot, "D-1").request == ""
            await press(pilot, "r", "enter")
            session = session_of(pilot)
            found = row(pilot, "D-1")
            assert (found.request, found.asked_by) == ("asked", usual_day(session.today()))
            assert shows(pilot, "1 asked")
            for stands in ("received", "refused", ""):
                await press(pilot, "r")
                assert row(pilot, "D-1").request == stands

    async def test_r_keeps_the_line_open_for_what_is_no_day(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "r")
            await typed(pilot, "x")
            await press(pilot, "enter")
            assert "is no date" in message(pilot)
            await press(pilot, "backspace", "enter")
            assert row(pilot, "D-1").request == "asked"

    async def test_a_request_past_its_day_is_late(self, data: Path, acme: str) -> None:
        with Session.open(data, acme) as session:
            day = session.today() - timedelta(days=1)
            session.do(
                documents.change(
                    session.moment,
                    "D-1",
                    {"request": "asked", "asked_on": str(day), "asked_by": str(day)},
                )
            )
        async with running(data, acme, at="d") as pilot:
            assert shows(pilot, "1 LATE")
            assert any("D-1" in text and "LATE" in text for text in picture(pilot))

    async def test_n_adds_one_by_hand_and_del_removes_it(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "v", "n")
            await typed(pilot, "旧手册")
            await press(pilot, "enter")
            assert under_cursor(pilot) == "D-04"
            assert row(pilot, "D-04").title == "旧手册"
            await press(pilot, "delete")
            assert "D-04" not in session_of(pilot).assessment.documents
            await press(pilot, "home", "delete")
            assert "stands in the questionnaire" in message(pilot)

    async def test_enter_edits_every_field(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            keys = [field.key for field in pilot.app.screen.rows.shown]
            assert keys == [
                "state", "reason", "held_in", "owner", "due", "version", "dated", "location",
                "confidentiality", "request", "asked_on", "asked_by", "replaced_by", "disposal", "note",
            ]  # fmt: skip
            await press(pilot, "space", *["down"] * 3, "enter")
            await typed(pilot, "desk")
            await press(pilot, "enter", "escape")
            assert (row(pilot, "D-2").state, row(pilot, "D-2").owner) == ("absent", "desk")
            assert shows(pilot, "absent")

    async def test_the_form_takes_not_needed_with_a_reason_only(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "down", "enter", "enter")
            assert isinstance(pilot.app.screen, Picker)
            await typed(pilot, "not_needed")
            await press(pilot, "enter")
            assert "say with a reason" in message(pilot)
            session_of(pilot).do(
                documents.change(session_of(pilot).moment, "D-2", {"reason": "wiki"})
            )
            await press(pilot, "enter")
            await typed(pilot, "not_needed")
            await press(pilot, "enter", "escape")
            assert row(pilot, "D-2").state == "not_needed"
            await press(pilot, "space")
            assert row(pilot, "D-2").state == "unknown"

    async def test_the_form_of_a_required_one_offers_no_not_needed(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "enter", *["space"] * 6)
            assert row(pilot, "D-1").state == "unknown"

    async def test_l_links_to_a_question(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "l")
            assert isinstance(pilot.app.screen, Picker)
            assert shows(pilot, "8.1-Q01")
            await press(pilot, "enter")
            (item,) = session_of(pilot).assessment.answers["8.1-Q01"].evidence
            assert item.text == "D-1"
            assert shows(pilot, "Cited by: 8.1-Q01")
            await press(pilot, "l", "enter")
            assert "already" in message(pilot)

    async def test_h_hashes_the_file_at_its_location(
        self, data: Path, acme: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "policy.txt"
        file.write_text("one", encoding="utf-8")
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "h")
            assert "no location" in message(pilot)
            session_of(pilot).do(
                documents.change(session_of(pilot).moment, "D-1", {"location": str(file)})
            )
            screen(pilot).show()
            for words in ("hash kept", "the same", "CHANGED"):
                await press(pilot, "h")
                await until(pilot, lambda words=words: words in message(pilot))
                file.write_text("one" if words == "hash kept" else "two", encoding="utf-8")
            assert row(pilot, "D-1").sha256
            assert shows(pilot, "sha256")
            session_of(pilot).do(
                documents.change(session_of(pilot).moment, "D-1", {"location": "https://x.example"})
            )
            screen(pilot).show()
            await press(pilot, "h")
            await until(pilot, lambda: "only a file on this computer" in message(pilot))

    async def test_h_ends_quietly_when_one_leaves_meanwhile(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def slow(location: str) -> local_file.ShownFile:
            begun.set()
            go_on.wait(10)
            return local_file.ShownFile(location, Path(location), None, 0, "0" * 64)

        monkeypatch.setattr(local_file, "look_at", slow)
        async with running(data, acme, at="d") as pilot:
            session_of(pilot).do(
                documents.change(session_of(pilot).moment, "D-1", {"location": "x"})
            )
            screen(pilot).show()
            await press(pilot, "h")
            await until(pilot, begun.is_set)
            await press(pilot, "g", "i")
            go_on.set()
            await press(pilot, "g", "d")
            assert row(pilot, "D-1").sha256 == ""

    async def test_x_writes_the_request_list_and_never_over_another(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "x")
            assert "nothing is asked" in message(pilot)
            await press(pilot, "r", "enter", "x", "x")
            names = sorted(path.name for path in (data / "exports" / acme).iterdir())
            assert len(names) == 4
            assert {Path(name).suffix for name in names} == {".md", ".csv"}
            assert "requests" in message(pilot)

    async def test_v_goes_through_the_views(self, data: Path, acme: str) -> None:
        with Session.open(data, acme) as session:
            session.do(documents.change(session.moment, "D-1", {"state": "absent"}))
            session.do(
                documents.change(session.moment, "D-2", {"state": "draft", "request": "asked"})
            )
        async with running(data, acme, at="d") as pilot:
            for view, names in (
                ("required and missing", ["D-1"]),
                ("to create", ["D-1"]),
                ("to revise", ["D-2"]),
                ("requested", ["D-2"]),
            ):
                await press(pilot, "v")
                assert shows(pilot, f"Documents and records: {view}")
                assert screen(pilot).rows.count == len(names)
                assert under_cursor(pilot) == names[0]
            await press(pilot, "v")
            assert shows(pilot, "overlap: 8.1 Incidents")
            await press(pilot, "space")
            assert "remark" in message(pilot)
            await press(pilot, "down", "space")
            assert row(pilot, "D-1").state == "draft"
            await press(pilot, "v")
            assert screen(pilot).rows.count == 3

    async def test_y_copies_the_id(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "down")
            assert under_cursor(pilot) == "D-2"
            await press(pilot, "y")
            assert message(pilot)

    async def test_esc_goes_back(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="d") as pilot:
            await press(pilot, "escape")
            assert not isinstance(pilot.app.screen, DocumentsScreen)


class TestClientView:
    async def test_hides_notes_paths_and_names(self, data: Path, acme: str, tmp_path: Path) -> None:
        file = tmp_path / "policy.txt"
        file.write_text("one", encoding="utf-8")
        with Session.open(data, acme) as session:
            who = session.who
            session.do(
                documents.change(
                    session.moment,
                    "D-1",
                    {"state": "draft", "note": "SECRET", "location": str(file)},
                )
            )
            session.do(documents.change(session.moment, "D-1", {"request": "asked"}))
        async with running(data, acme, WIDE, at="d") as pilot:
            assert shows(pilot, "SECRET")
            assert shows(pilot, f"({who})")
            await press(pilot, "f9")
            await press(pilot, "h")
            await until(pilot, lambda: "hash kept" in message(pilot))
            for hidden in ("SECRET", "policy.txt", f"({who})", "Acme", str(tmp_path)):
                assert not shows(pilot, hidden), hidden
            await press(pilot, "x")
            assert str(tmp_path) not in message(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            assert not {"note", "location"} & {f.key for f in pilot.app.screen.rows.shown}
            file.unlink()
            await press(pilot, "escape", "h")
            await until(pilot, lambda: "could not be read" in message(pilot))
            assert str(tmp_path) not in message(pilot)


async def test_the_detail_is_read_to_its_end_and_begins_anew_on_another(data: Path) -> None:
    async with running(data, demo=True) as pilot:
        await press(pilot, "g", "d")
        assert shows(pilot, "more rows")
        await press(pilot, ".", ".")
        assert shows(pilot, "Asked about in: 4.3-Q01")
        assert not shows(pilot, "Verdict: keep")
        await press(pilot, "down")
        assert shows(pilot, "Verdict: keep")

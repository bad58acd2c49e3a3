"""The findings screen: every key, the gates, the flags, and the closing meeting."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    app_of,
    here,
    message,
    on_disk,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
)
from gapwizard.domain.assessment import Change, Department, FindingRecord
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.findings import Finding
from gapwizard.domain.scale import Rating
from gapwizard.session import people
from gapwizard.session.acts import actions, answers, findings
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.tui.findings.screen import FindingsScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker

HOSTILE = "[/b] [red]x\x1b[31m\u202e"


@pytest.fixture
def acme(data: Path) -> str:
    """NC-8.1 of two points, OFI-8.2, NC-9 from a clause-wide answer, and two flags."""
    name = small(data)
    with Session.open(data, name) as session:
        item = parse_item("record[3/5]: tickets of May")
        session.do(
            answers.change(session.moment, "8.1-Q01", AnswerEdit(rating=Rating.N, add=(item,)))
        )
        session.do(
            answers.change(session.moment, "8.1-Q03", AnswerEdit(rating=Rating.P, candidate=True))
        )
        session.do(
            answers.change(
                session.moment,
                "8.2-Q01",
                AnswerEdit(rating=Rating.L, observation="The list is long."),
            )
        )
        session.do(answers.change(session.moment, "8.2-Q02", AnswerEdit(candidate=True)))
        session.do(answers.rate_clause(session.moment, "9", Rating.P))
    return name


def screen(pilot: Pilot[None]) -> FindingsScreen:
    """The findings screen."""
    assert isinstance(pilot.app.screen, FindingsScreen)
    return pilot.app.screen


def found(pilot: Pilot[None]) -> list[str]:
    """The ids of the findings shown, without the flags."""
    return [one.id for one in screen(pilot).rows.shown if isinstance(one, Finding)]


def record(pilot: Pilot[None], name: str) -> FindingRecord:
    """What is written of a finding."""
    return session_of(pilot).assessment.findings.get(name) or FindingRecord()


def at_row(pilot: Pilot[None]) -> str:
    """The id in the row under the cursor."""
    found, flag = screen(pilot).finding, screen(pilot).flag
    return found.id if found is not None else flag.question.id if flag is not None else ""


async def to(pilot: Pilot[None], name: str) -> None:
    """Go to the findings, on one row."""
    app_of(pilot).visit("findings", handed=Handed(row=name))
    await pilot.pause()
    assert at_row(pilot) == name


class TestTheList:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_has_findings_then_flags_and_the_card_of_one(
        self, data: Path, acme: str, size: tuple[int, int]
    ) -> None:
        async with running(data, acme, size, at="f") as pilot:
            assert "MAJOR 1  MINOR 1  OFI 1  STRENGTH 0  flags 2" in picture(pilot)[0]
            ids = found(pilot)
            assert ids == ["NC-8.1", "NC-9", "OFI-8.2"]
            assert shows(pilot, "! 8.1-Q03")
            for words in ("Criteria", "Fact", "E1 record[3/5]: tickets", "Check"):
                assert shows(pilot, words) or size == WIDE

    async def test_shows_the_card_of_a_flag(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="f") as pilot:
            await press(pilot, "end")
            assert shows(pilot, "8.2-Q02  flagged, and no finding yet")
            assert shows(pilot, "not answered")

    async def test_of_nothing_says_what_to_do(self, data: Path) -> None:
        async with running(data, small(data), at="f") as pilot:
            assert shows(pilot, "n adds one by hand")
            for key in ("space", "enter", "s", "a", "d", "X", "A", "D", "o", "p"):
                await press(pilot, key)
                assert message(pilot)
            assert session_of(pilot).assessment.findings == {}

    async def test_names_the_actions_of_a_finding(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            for title in ("one", "two"):
                session_of(pilot).do(
                    actions.change(
                        session_of(pilot).diagnosis,
                        "new",
                        {"title": title, "source": "NC-8.1, NC-9"},
                    )
                )
            await press(pilot, "g", "f")
            assert sum("A-01+" in row for row in picture(pilot)) >= 2

    async def test_shows_hostile_text_harmlessly(self, data: Path, acme: str) -> None:
        with Session.open(data, acme) as session:
            texts = dict.fromkeys(("title", "statement", "evidence", "cause", "risk"), HOSTILE)
            session.do(findings.change(session.diagnosis, "NC-8.1", texts))
        for size in (NARROW, WIDE):
            async with running(data, acme, size, at="f") as pilot:
                assert shows(pilot, "[/b] [red]x␛[31m<U+202E>")
                assert not any("\x1b" in row or "\u202e" in row for row in picture(pilot))


class TestViews:
    async def test_narrow_the_list(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="f") as pilot:
            await press(pilot, "v", *"ofi", "enter")
            assert found(pilot) == ["OFI-8.2"]
            assert "[OFI]" in picture(pilot)[0]
            assert not shows(pilot, "! 8.1-Q03")
            await press(pilot, "v", *"all", "enter")
            assert len(found(pilot)) == 3


class TestStates:
    async def test_are_chosen_from_a_menu_that_says_what_is_missing(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "space")
            assert record(pilot, "NC-8.1").state == "draft"
            assert isinstance(pilot.app.screen, Picker)
            rows = picture(pilot)
            assert any("agreed" in row and "may be taken now" in row for row in rows)
            missing = "still wanting: a cause; a corrective action; a verification"
            assert any("closed" in row and missing in row for row in rows)
            await press(pilot, *"agreed", "enter")
            row = record(pilot, "NC-8.1")
            assert row.state == "agreed"
            assert message(pilot) == f"NC-8.1: agreed, and due on {row.due}"

    async def test_that_are_not_ready_are_refused_in_words(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "\u3000", *"closed", "enter")
            said = message(pilot)
            assert said == (
                "NC-8.1 cannot be closed yet; still wanting: a cause; a corrective action; "
                "a verification"
            )
            assert record(pilot, "NC-8.1").state == "draft"

    async def test_go_back_to_draft(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "A", "space", *"draft", "enter")
            assert record(pilot, "NC-8.1").state == "draft"
            assert at_row(pilot) == "NC-8.1"

    async def test_are_held_by_the_gate_of_agreement(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-9")
            for keys in (("space", *"agreed", "enter"), ("A",)):
                await press(pilot, *keys)
                assert "NC-9 cannot be agreed yet" in message(pilot)
            assert record(pilot, "NC-9").state == "draft"

    async def test_are_one_key_in_the_closing_meeting(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "f9")
            assert picture(pilot)[-1].lstrip().startswith("A Agreed  D Disputed")
            for hidden in ("Acme", "! 8.1-Q03", "flags", "Check"):
                assert not shows(pilot, hidden)
            await press(pilot, "A")
            assert record(pilot, "NC-8.1").state == "agreed"
            await press(pilot, "Ｄ", *"not ours", "enter")
            assert record(pilot, "NC-8.1").state == "disputed"
            assert record(pilot, "NC-8.1").position == "not ours"
            await press(pilot, "u", "u")
            assert record(pilot, "NC-8.1").state == "agreed"

    async def test_names_nobody_before_the_client(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            session = session_of(pilot)
            session.do(Act("t", "t", (Change("departments", "desk", Department(title="Desk")),)))
            people.set_person(session, "desk", name="Jane Doe")
            session.do(
                findings.change(
                    session.diagnosis,
                    "NC-8.1",
                    {"title": "Jane Doe\nhas no\nlog", "risk": "Jane Doe goes"},
                )
            )
            await press(pilot, "g", "f")
            assert shows(pilot, "Jane Doe has no")
            assert shows(pilot, "posts, not names: write the post")
            await press(pilot, "f9")
            assert not shows(pilot, "Jane")
            assert shows(pilot, "Desk has no log")
            assert record(pilot, "NC-8.1").risk == "Jane Doe goes"


class TestGrades:
    async def test_ask_why(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "s", "n", "enter")
            assert "still wanting: why the grade is another" in message(pilot)
            await press(pilot, *"isolated", "enter")
            assert record(pilot, "NC-8.1").grade == "minor"
            assert at_row(pilot) == "NC-8.1"
            assert shows(pilot, "MAJOR by the rules; set to MINOR by the assessor: isolated")
            await press(pilot, "s", "-")
            assert record(pilot, "NC-8.1").grade is None
            assert record(pilot, "NC-8.1").grade_reason == ""

    async def test_that_cannot_be_are_refused(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "s", "x")
            assert "no grade was chosen" in message(pilot)
            await press(pilot, "s", "s", *"good", "enter")
            assert "no strength" in message(pilot)
            await press(pilot, "escape", "escape")
            assert record(pilot, "NC-8.1").grade is None


class TestTheCursor:
    async def test_stays_on_its_finding_when_the_rows_are_sorted_anew(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "OFI-8.2")
            await press(pilot, "s", "m", *"grave", "enter")
            assert found(pilot) == ["NC-8.1", "OFI-8.2", "NC-9"]
            assert at_row(pilot) == "OFI-8.2"
            await press(pilot, "u")
            assert found(pilot) == ["NC-8.1", "NC-9", "OFI-8.2"]
            assert at_row(pilot) == "OFI-8.2"
            await press(pilot, "U", "A")
            assert record(pilot, "OFI-8.2").state == "agreed"

    async def test_stays_on_it_when_its_grade_is_set_in_the_form(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "OFI-8.2")
            await press(pilot, "enter")
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            form.save(form._fields[3], "grave")
            form.save(next(f for f in form._fields if f.key == "grade"), "major")
            await press(pilot, "escape")
            assert found(pilot)[1] == "OFI-8.2"
            assert at_row(pilot) == "OFI-8.2"


class TestFlags:
    async def test_become_findings(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "8.1-Q03")
            assert picture(pilot)[-1].lstrip().startswith("p Promote")
            await press(pilot, "p")
            assert at_row(pilot) == "NC-8.1-Q03"
            assert message(pilot) == "added: NC-8.1-Q03"
            assert not session_of(pilot).assessment.answers["8.1-Q03"].candidate
            await press(pilot, "u")
            assert session_of(pilot).assessment.answers["8.1-Q03"].candidate

    async def test_ask_for_a_grade_where_the_rules_give_none(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "8.2-Q02")
            await press(pilot, "p", "o")
            assert at_row(pilot) == "F-01"
            assert record(pilot, "F-01").grade == "ofi"

    async def test_open_their_question(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "8.2-Q02")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.2-Q02"

    async def test_are_not_a_finding(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "p")
            assert "no flag here" in message(pilot)


class TestAdding:
    async def test_asks_clause_grade_and_fact(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="f") as pilot:
            await press(pilot, "n", *"8.2", "enter", "s", *"Tidy desk", "enter")
            assert at_row(pilot) == "F-01"
            row = record(pilot, "F-01")
            assert (row.clause, row.grade, row.statement) == ("8.2", "strength", "Tidy desk")
            assert shows(pilot, "F-01 8.2")


class TestEditing:
    async def test_reaches_every_field(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "enter")
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            keys = {field.key for field in form._fields}
            assert keys == set(FindingRecord.model_fields) - {"clause"}
            await press(pilot, "enter", *" at all", "enter")
            assert record(pilot, "NC-8.1").title == "Nothing is there at all"
            await press(pilot, "down", "enter", "enter", *"more", "escape")
            assert record(pilot, "NC-8.1").statement.endswith("\nmore")
            await press(pilot, "escape")
            assert shows(pilot, "Nothing is there at all")

    async def test_begins_with_what_would_print_and_keeps_only_what_was_changed(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "enter")
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            assert shows(pilot, "proposed: Nothing is there")
            assert shows(pilot, "proposed: 8.1-Q01 E1 record[3/5]: tickets of May")
            await press(pilot, "enter", "enter", "down", "enter", "escape", "down", "enter")
            await press(pilot, "enter", *"log of June", "escape")
            row = record(pilot, "NC-8.1")
            assert (row.title, row.statement, row.evidence.strip()) == ("", "", "log of June")
            assert shows(pilot, "proposed: Nothing is there")

    async def test_takes_a_proposal_word_for_word_with_a_key(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "enter", "t")
            assert record(pilot, "NC-8.1").title == "Nothing is there"
            await press(pilot, "t")
            assert message(pilot) == "nothing is proposed here"
            await press(pilot, "down", "down", "t")
            assert record(pilot, "NC-8.1").evidence == ""
            assert message(pilot).startswith("this prints from the answers by itself")

    async def test_is_marked_on_the_card_until_it_is_touched(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            assert any("Title" in row and "proposed: Nothing" in row for row in picture(pilot))
            session = session_of(pilot)
            session.do(findings.change(session.diagnosis, "NC-8.1", {"title": "No log"}))
            await to(pilot, "NC-8.1")
            assert not any("Title" in row and "proposed" in row for row in picture(pilot))

    async def test_of_one_by_hand_reaches_its_clause(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            session_of(pilot).do(
                findings.change(
                    session_of(pilot).diagnosis,
                    "new",
                    {"clause": "9", "grade": "ofi", "statement": "s"},
                )
            )
            await to(pilot, "F-01")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, FormScreen)
            assert {f.key for f in pilot.app.screen._fields} == set(FindingRecord.model_fields)

    async def test_holds_the_gates(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-9")
            await press(pilot, "enter")
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            keys = [field.key for field in form._fields]
            form.rows.go(keys.index("state"))
            await press(pilot, "space", *"agreed", "enter")
            assert "cannot be agreed yet" in message(pilot)
            assert record(pilot, "NC-9").state == "draft"

    async def test_its_footer_offers_what_the_field_takes(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "enter")
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            offered = {
                "risk": (),
                "statement": ("take",),
                "grade": ("choice",),
                "state": ("clear",),
            }
            for key, ids in offered.items():
                form.rows.go_to(key)
                found = {one.id for one in form.available()} & {"choice", "clear", "take"}
                assert found == {*ids}, key

    async def test_a_long_text_is_read_to_its_end(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "enter")
            form = pilot.app.screen
            assert isinstance(form, FormScreen)
            form.save(form._fields[1], "\n".join(f"row {n}" for n in range(20)))
            form.rows.go_to("statement")
            form.show()
            await pilot.pause()
            assert shows(pilot, "more rows")
            await press(pilot, ".", ".", ".", ".")
            assert shows(pilot, "row 19")


class TestSplitting:
    async def test_takes_a_point_off_and_joins_it_again(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "d", *"Q03", "enter")
            assert at_row(pilot) == "NC-8.1-Q03"
            await press(pilot, "d", "n")
            assert at_row(pilot) == "NC-8.1-Q03"
            await press(pilot, "d", "y")
            assert at_row(pilot) == "NC-8.1"
            assert "NC-8.1-Q03" not in session_of(pilot).assessment.findings

    async def test_needs_two_points(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            for name in ("NC-9", "OFI-8.2"):
                await to(pilot, name)
                await press(pilot, "d")
                assert "no point to split off" in message(pilot)


class TestSettingAside:
    async def test_asks_why_and_is_taken_back(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-9")
            await press(pilot, "X", *"next year", "enter")
            assert record(pilot, "NC-9").set_aside == "next year"
            assert "NC-9" not in found(pilot)
            await press(pilot, "v", *"aside", "enter")
            assert at_row(pilot) == "NC-9"
            await press(pilot, "X", *["backspace"] * 9, "enter")
            assert record(pilot, "NC-9").set_aside == ""


class TestBeyond:
    async def test_creates_one_action_of_a_finding(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            session_of(pilot).do(
                findings.change(
                    session_of(pilot).diagnosis,
                    "NC-8.1",
                    {"corrective_action": "Train all\nby May", "owner": "Desk lead"},
                )
            )
            await to(pilot, "NC-8.1")
            await press(pilot, "a")
            assert message(pilot) == "created: A-01 from NC-8.1"
            made = session_of(pilot).assessment.actions["A-01"]
            assert (made.title, made.source, made.owner) == (
                "Train all by May",
                "NC-8.1",
                "Desk lead",
            )
            await press(pilot, "a")
            assert message(pilot) == "A-01 says that already"

    async def test_opens_the_first_question(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-9")
            await press(pilot, "o")
            assert here(pilot) == "9-Q01"

    async def test_writes_the_findings_into_a_new_file(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="f") as pilot:
            await press(pilot, "x", "x")
            assert message(pilot).startswith("written, o opens it: ")
        written = list((data / "exports" / acme).iterdir())
        assert len(written) == 2
        for file in written:
            text = file.read_text(encoding="utf-8")
            assert "NC-8.1" in text
            assert "## 1. " not in text

    async def test_copies_id_title_and_fact(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-9")
            assert screen(pilot).copyable().startswith("NC-9 Rated as a whole: Review\n")

    async def test_saves_everything(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await to(pilot, "NC-8.1")
            await press(pilot, "D", *"no", "enter")
        assert on_disk(data, acme).findings["NC-8.1"].state == "disputed"

    async def test_stays_read_only_in_a_read_only_session(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            app_of(pilot).open(acme, write=False)
            await press(pilot, "g", "f", "A")
            assert "reading only" in message(pilot)
            assert not isinstance(pilot.app.screen, Picker)

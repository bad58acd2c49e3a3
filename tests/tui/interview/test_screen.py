"""The interview, key by key."""

import re
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from cases.app import (
    WIDE,
    answer,
    app_of,
    here,
    interview,
    message,
    on_disk,
    picture,
    press,
    quit_app,
    rating,
    running,
    send,
    session_of,
    shows,
    small,
    typed,
    until,
)
from gapwizard.domain.scale import Rating
from gapwizard.session.session import Session
from gapwizard.tui.dashboard.screen import DashboardScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.portfolio.screen import HomeScreen
from gapwizard.tui.report.screen import ReportScreen

Q1, Q2, Q3, Q4, Q5, Q6 = "8.1-Q01", "8.1-Q02", "8.1-Q03", "8.2-Q01", "8.2-Q02", "9-Q01"
STAMPED = re.compile(r"\d\d:\d\d ")


@pytest.fixture
def acme(data: Path) -> str:
    return small(data)


def typing(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen.focused, Input | TextArea)


class TestRating:
    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("1", Rating.N), ("2", Rating.P), ("3", Rating.L), ("4", Rating.F), ("9", Rating.UNKNOWN),
            ("１", Rating.N), ("４", Rating.F), ("９", Rating.UNKNOWN),
        ],
    )  # fmt: skip
    async def test_a_digit_rates_and_goes_on(
        self, data: Path, acme: str, key: str, expected: Rating
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, key)
            assert (rating(pilot, Q1), here(pilot)) == (expected, Q2)

    async def test_other_digits_do_nothing(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "5", "6", "7", "8")
            assert (rating(pilot, Q1), here(pilot)) == (None, Q1)

    async def test_a_stays_after_a_rating_until_pressed_again(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "2")
            assert (rating(pilot, Q1), here(pilot)) == (Rating.P, Q1)
            assert shows(pilot, "stays after a rating")
            await press(pilot, "a", "3")
            assert (rating(pilot, Q1), here(pilot)) == (Rating.L, Q2)

    @pytest.mark.parametrize("key", ["-", "delete"])
    async def test_minus_clears(self, data: Path, acme: str, key: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "2", key)
            assert rating(pilot, Q1) is None

    async def test_not_applicable_needs_a_fact(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "0")
            assert (rating(pilot, Q1), here(pilot)) == (None, Q1)
            assert "cannot be not applicable" in message(pilot)
            assert shows(pilot, "cannot be not applicable")

    async def test_not_applicable_asks_why(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "0")
            assert typing(pilot)
            assert shows(pilot, "why is it not applicable?")
            assert shows(pilot, "N/A")
            await typed(pilot, "All done in house: 4 people")
            await press(pilot, "enter")
            assert answer(pilot, Q2).rating is Rating.NA
            assert answer(pilot, Q2).reason == "All done in house: 4 people"
            assert (here(pilot), typing(pilot)) == (Q3, False)

    async def test_a_reason_left_with_escape_changes_nothing(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "0", *"in house", "escape")
            assert session_of(pilot).assessment.answers == {}
            assert not typing(pilot)
            assert "Up brings it back" in message(pilot)
            await press(pilot, "0", "up", "enter")
            assert answer(pilot, Q2).reason == "in house"

    async def test_not_applicable_wants_a_reason(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "0", "space", "enter")
            assert "needs a reason" in message(pilot)
            assert typing(pilot)
            assert session_of(pilot).assessment.answers == {}

    async def test_shift_a_and_a_digit_answer_the_clause(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "4", "A", "2")
            assert [rating(pilot, name) for name in (Q1, Q2, Q3, Q4)] == [
                Rating.F, Rating.P, Rating.P, None,
            ]  # fmt: skip
            assert (answer(pilot, Q1).bulk, answer(pilot, Q2).bulk) == (False, True)
            await press(pilot, "u")
            assert [rating(pilot, name) for name in (Q1, Q2, Q3)] == [Rating.F, None, None]

    @pytest.mark.parametrize("key", ["0", "escape", "z"])
    async def test_shift_a_and_anything_else_answers_nothing(
        self, data: Path, acme: str, key: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "A", key)
            assert not session_of(pilot).assessment.answers


class TestUndo:
    async def test_u_takes_back_and_shift_u_does_again(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4", "3")
            await press(pilot, "u")
            assert (rating(pilot, Q1), rating(pilot, Q2)) == (Rating.F, None)
            await press(pilot, "u")
            assert rating(pilot, Q1) is None
            await press(pilot, "U", "U")
            assert (rating(pilot, Q1), rating(pilot, Q2)) == (Rating.F, Rating.L)

    async def test_nothing_to_undo_is_said(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            for _ in range(3):
                await press(pilot, "u")
            assert "nothing to undo" in message(pilot)


class TestNote:
    async def test_enter_opens_a_stamped_line_and_escape_keeps_it(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter")
            assert shows(pilot, "NOTE")
            await typed(pilot, "u 4: said? no [x]")
            await press(pilot, "escape")
            note = answer(pilot, Q1).note
            assert STAMPED.match(note)
            assert note[6:] == "u 4: said? no [x]"
            assert (rating(pilot, Q1), here(pilot), typing(pilot)) == (None, Q1, False)
            await press(pilot, "enter", *"more", "escape")
            assert [line[6:] for line in answer(pilot, Q1).note.split("\n")] == [
                "u 4: said? no [x]", "more",
            ]  # fmt: skip

    async def test_an_untouched_stamp_leaves_no_note(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", "escape")
            assert session_of(pilot).assessment.answers == {}
            await press(pilot, "enter", *"one", "escape", "enter", "escape")
            assert answer(pilot, Q1).note[6:] == "one"

    async def test_chinese_typed_with_no_focus_falls_into_the_note(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await typed(pilot, "供应商说没有记录")
            await press(pilot, "escape")
            assert answer(pilot, Q1).note[6:] == "供应商说没有记录"

    @pytest.mark.parametrize(("prefix", "text"), [("m", "没有等级"), ("g", "报告"), ("t", "要点")])
    async def test_chinese_typed_after_a_prefix_falls_into_it_whole(
        self, data: Path, acme: str, prefix: str, text: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, prefix, *text, "escape")
            assert answer(pilot, Q1).note.endswith(f" {text}")

    @pytest.mark.parametrize(
        ("text", "kind"), [("记录[3/5]：5月工单", "record"), ("文件：流程", "document")]
    )
    async def test_chinese_typed_after_e_is_an_item_of_the_kind_it_names(
        self, data: Path, acme: str, text: str, kind: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", *text, "enter")
            (item,) = answer(pilot, Q1).evidence
            assert (item.kind, item.text) == (kind, text.partition("：")[2])
            assert answer(pilot, Q1).note == ""

    async def test_and_one_that_names_none_is_asked_for_it(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", *"五月工单", "enter")
            assert answer(pilot, Q1).evidence == ()
            assert typing(pilot)
            assert shows(pilot, "五月工单")

    async def test_a_paste_falls_into_the_note(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await send(pilot, events.Paste("4\nu\ne0 two lines"))
            await press(pilot, "escape")
            assert answer(pilot, Q1).note[6:] == "4\nu\ne0 two lines"
            assert rating(pilot, Q1) is None

    async def test_a_paste_into_the_note_being_typed_joins_it(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"ab")
            await send(pilot, events.Paste("cd"))
            await press(pilot, "e", "escape")
            assert answer(pilot, Q1).note[6:] == "abcde"

    async def test_leaving_the_screen_keeps_the_note(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"half a se")
            await quit_app(pilot)
        assert on_disk(data, acme).answers[Q1].note[6:] == "half a se"


class TestEvidence:
    @pytest.mark.parametrize(
        ("key", "kind"), [("s", "said"), ("d", "document"), ("r", "record"), ("o", "observed")]
    )
    async def test_e_a_kind_and_a_text(self, data: Path, acme: str, key: str, kind: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", key)
            assert typing(pilot)
            await typed(pilot, "tickets of May")
            await press(pilot, "enter")
            (item,) = answer(pilot, Q1).evidence
            assert (item.kind, item.text) == (kind, "tickets of May")
            assert (here(pilot), typing(pilot)) == (Q1, False)

    async def test_a_kind_without_a_text_adds_nothing(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "r", "enter")
            await press(pilot, "e", "r", "escape")
            assert answer(pilot, Q1).evidence == ()
            assert not typing(pilot)

    async def test_escape_drops_the_text_and_up_brings_it_back(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "o", *"the board", "escape")
            assert answer(pilot, Q1).evidence == ()
            await press(pilot, "e", "o", "up", "enter")
            assert [item.text for item in answer(pilot, Q1).evidence] == ["the board"]

    @pytest.mark.parametrize(
        "written", ["[3/5]: tickets", "3/5 tickets", "record[3/5]: tickets", "ecord[3/5]: tickets"]
    )
    async def test_a_sample_stands_at_the_start(self, data: Path, acme: str, written: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "r", *written, "enter")
            (item,) = answer(pilot, Q1).evidence
            assert (item.label, item.text) == ("record[3/5]", "tickets")

    async def test_a_quote_repeats_the_last(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "r", *"log", "enter", "space", "e", '"')
            assert answer(pilot, Q2).evidence == answer(pilot, Q1).evidence
            await press(pilot, "space", "e", "“")
            assert answer(pilot, Q3).evidence == answer(pilot, Q1).evidence

    async def test_zero_says_none_found_until_there_is_some(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "4", "e", "0")
            assert answer(pilot, Q1).strength == 0
            assert rating(pilot, Q1) is Rating.F
            assert shows(pilot, "e0 none found")
            await press(pilot, "e", "r", *"log", "enter")
            assert answer(pilot, Q1).strength is None

    async def test_minus_drops_the_last(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "r", *"one", "enter", "e", "r", *"two", "enter", "e", "-")
            assert [item.text for item in answer(pilot, Q1).evidence] == ["one"]
            assert "record: two" in message(pilot)

    async def test_the_items_are_a_list_in_which_any_is_changed_or_dropped(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, WIDE) as pilot:
            for text in ("one", "two", "three"):
                await press(pilot, "e", "d", *text, "enter")
            await press(pilot, "e", "e", "down", "enter", "end", *" of May", "enter")
            texts = [item.text for item in answer(pilot, Q1).evidence]
            assert texts == ["one", "two of May", "three"]
            await press(pilot, "e", "e", "enter", "ctrl+u", "enter")
            texts = [item.text for item in answer(pilot, Q1).evidence]
            assert texts == ["two of May", "three"]
            assert "u brings it back" in message(pilot)

    async def test_the_items_are_listed_in_the_language_of_the_user(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "e", "r", *"3/5 tickets", "enter")
            await press(pilot, "ctrl+l", "e", "e")
            assert shows(pilot, "记录[3/5]：tickets")
            await press(pilot, "enter", "end", *" of May", "enter")
            (item,) = answer(pilot, Q1).evidence
            assert (item.label, item.text) == ("record[3/5]", "tickets of May")

    async def test_items_that_do_not_fit_are_counted(self, data: Path, acme: str) -> None:
        async with running(data, acme, (60, 18)) as pilot:
            for text in ("one", "two", "three", "four", "five"):
                await press(pilot, "e", "d", *text, "enter")
            assert shows(pilot, "E1 to E4 of 5")
            assert shows(pilot, "five")

    async def test_none_found_beside_items_is_asked_once(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "d", *"one", "enter", "e", "0")
            assert answer(pilot, Q1).strength is None
            assert "1 item" in message(pilot)
            await press(pilot, "e", "0")
            assert answer(pilot, Q1).strength == 0

    async def test_another_key_cancels(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "e", "4")
            assert session_of(pilot).assessment.answers == {}
            assert not typing(pilot)
            assert "nothing was done" in message(pilot)


class TestFlags:
    @pytest.mark.parametrize(
        ("key", "part"),
        [("*", "follow_up"), ("!", "candidate"), ("×", "follow_up"), ("＊", "follow_up"), ("！", "candidate")],
    )  # fmt: skip
    async def test_a_key_sets_it_and_takes_it_away(
        self, data: Path, acme: str, key: str, part: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, key)
            assert getattr(answer(pilot, Q1), part) is True
            assert here(pilot) == Q1
            await press(pilot, key)
            assert getattr(answer(pilot, Q1), part) is False

    @pytest.mark.parametrize(
        ("key", "part", "fits", "other"),
        [("r", "recurring", "2", "3"), ("x", "lapse", "3", "2")],
    )
    async def test_one_that_goes_with_a_rating_is_refused_beside_another(
        self, data: Path, acme: str, key: str, part: str, fits: str, other: str
    ) -> None:
        async with running(data, acme) as pilot:
            for keys in ([key], ["a", other, key]):
                await press(pilot, *keys)
                assert getattr(answer(pilot, Q1), part) is False
                assert f"{fits} rates it so" in message(pilot)
            await press(pilot, fits, key)
            assert getattr(answer(pilot, Q1), part) is True
            await press(pilot, other, key)
            assert getattr(answer(pilot, Q1), part) is False, "one that is on can go off"

    async def test_another_party_and_its_control(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "p", *"Hosting Ltd", "enter", *"monthly review", "enter")
            found = answer(pilot, Q1)
            assert (found.other_party, found.control) == ("Hosting Ltd", "monthly review")
            assert not typing(pilot)


class TestMaturityAndFacts:
    async def test_m_shows_the_statements_and_takes_a_level(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "m")
            assert all(shows(pilot, f"Level {n}: the statement") for n in range(6))
            await press(pilot, "3")
            assert session_of(pilot).assessment.maturity["8.1"].level == 3
            assert rating(pilot, Q1) is None
            assert shows(pilot, "maturity 8.1: 3")
            assert not shows(pilot, "Level 3: the statement")
            await press(pilot, "m", "-")
            assert "8.1" not in session_of(pilot).assessment.maturity

    async def test_a_no_takes_the_question_out(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "f")
            assert "Does any supplier" in message(pilot)
            await press(pilot, "n")
            assert session_of(pilot).assessment.facts["suppliers"].value is False
            await press(pilot, "4")
            assert rating(pilot, Q2) is None
            assert "taken this question out" in message(pilot)
            await press(pilot, "up")
            assert here(pilot) == Q1
            await press(pilot, "space")
            assert here(pilot) == Q3

    async def test_a_question_without_a_fact_says_so(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "f")
            assert "depends on no fact" in message(pilot)


class TestMoving:
    async def test_space_and_arrows_go_through_all(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "up")
            assert here(pilot) == Q1
            assert "no more" in message(pilot)
            seen = [here(pilot)]
            for key in ("space", "down", "j", "\u3000", "space"):
                await press(pilot, key)
                seen.append(here(pilot))
            assert seen == [Q1, Q2, Q3, Q4, Q5, Q6]
            await press(pilot, "k", "up")
            assert here(pilot) == Q4

    async def test_space_goes_round_from_the_last_one_to_the_first_open_one(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4", *["space"] * 4)
            assert here(pilot) == Q6
            await press(pilot, "space")
            assert here(pilot) == Q2
            assert "the last one: on with the first that is left" in message(pilot)
            await press(pilot, "]", "]", "]")
            assert here(pilot) == Q6
            assert "no more" in message(pilot)

    async def test_a_rating_at_the_last_one_goes_round_too(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4", *["space"] * 4, "4")
            assert here(pilot) == Q2

    async def test_behind_the_last_answer_nothing_is_left(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, *"444444", "space")
            assert here(pilot) == Q6
            assert "nothing is left" in message(pilot)

    @pytest.mark.parametrize(
        ("ahead", "behind"), [("]", "["), ("】", "【"), ("pagedown", "pageup")]
    )
    async def test_brackets_move_by_clauses(
        self, data: Path, acme: str, ahead: str, behind: str
    ) -> None:
        async with running(data, acme) as pilot:
            seen = []
            for key in (ahead, ahead, ahead, behind, "space", behind, behind):
                await press(pilot, key)
                seen.append(here(pilot))
            assert seen == [Q4, Q6, Q6, Q4, Q5, Q4, Q1]

    @pytest.mark.parametrize("key", ["/", "、", "／", "f4"])
    async def test_a_jump_and_the_way_back(self, data: Path, acme: str, key: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, key, *"known err", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, InterviewScreen))
            assert here(pilot) == Q5
            assert shows(pilot, f"back: {Q1}")
            await press(pilot, "b")
            assert here(pilot) == Q1
            await press(pilot, "b")
            assert "no question to go back to" in message(pilot)

    async def test_a_jump_finds_ids_and_a_clause_stands_for_its_first_question(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "/", *"8.2", "enter")
            assert here(pilot) == Q4
            await press(pilot, "/", *"9-q01", "enter")
            assert here(pilot) == Q6
            await press(pilot, "g", "t", "enter")
            assert here(pilot) == Q1

    async def test_escape_leaves_a_jump_where_it_was(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "/", *"known", "escape", "4")
            assert rating(pilot, Q1) is Rating.F

    async def test_f6_passes_over_what_is_answered(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "4", "up", "up", "f6", "space")
            assert here(pilot) == Q3
            assert shows(pilot, "only open")
            await press(pilot, "f6", "up")
            assert here(pilot) == Q2

    async def test_g_and_a_letter_go_to_the_other_screens(self, data: Path, acme: str) -> None:
        kinds: list[tuple[str, type[KeyScreen]]] = [
            ("b", DashboardScreen), ("i", InterviewScreen), ("r", ReportScreen), ("h", HomeScreen),
        ]  # fmt: skip
        async with running(data, acme) as pilot:
            await press(pilot, "]", "space")
            for key, kind in kinds:
                await press(pilot, "g", key)
                assert type(pilot.app.screen) is kind
                if kind is InterviewScreen:
                    assert here(pilot) == Q5
            assert app_of(pilot).session is None
            await press(pilot, "g", "b")
            assert type(pilot.app.screen) is DashboardScreen


class TestQuickScan:
    async def test_one_digit_answers_a_clause(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "4", "a", "s")
            assert shows(pilot, "QUICK SCAN")
            await press(pilot, "2")
            assert [rating(pilot, name) for name in (Q1, Q2, Q3, Q4)] == [
                Rating.F, Rating.P, Rating.P, None,
            ]  # fmt: skip
            assert answer(pilot, Q3).bulk
            assert interview(pilot).leaf.id == "8.2"
            await press(pilot, "0")
            assert "cannot be left out" in message(pilot)
            await press(pilot, "3", "s")
            assert (interview(pilot).scan, here(pilot)) == (False, Q6)

    async def test_another_digit_gives_the_clause_anew(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "s", "a", "2", "3")
            assert [rating(pilot, name) for name in (Q1, Q2, Q3)] == [Rating.L] * 3


class TestClientView:
    @pytest.mark.parametrize("size", [(80, 24), WIDE])
    async def test_f9_hides_note_flags_and_names(
        self, data: Path, acme: str, size: tuple[int, int]
    ) -> None:
        small(data, "Borealis")
        async with running(data, acme, size) as pilot:
            await press(pilot, "enter", *"quite private", "escape", "!", "*")
            await press(pilot, "space", "up")  # no message stands in the status row
            before = "\n".join(picture(pilot))
            assert "Acme" in before
            assert "finding" in before
            await press(pilot, "f9")
            await press(pilot, "space", "up")
            after = "\n".join(picture(pilot))
            assert "CLIENT VIEW" in after
            for hidden in ("quite private", "Acme", "! finding", "* follow-up", "NOTE (private)"):
                assert hidden not in after
            for keys in (("g", "b"), ("g", "r")):
                await press(pilot, *keys)
                assert "Acme" not in picture(pilot)[0]
            await press(pilot, "g", "h")
            home = "\n".join(picture(pilot))
            assert "Borealis" not in home  # another client; Acme is the one at the table
            assert str(data) not in home

    async def test_nothing_private_stays_while_a_note_is_being_typed(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"quite private", "f9")
            assert not shows(pilot, "quite private")

    async def test_the_tree_hides_flags(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            await press(pilot, "!", "*", "f9", "space", "up")
            assert not any("*!" in row for row in picture(pilot))


class TestSaving:
    async def test_everything_is_on_the_disk_after_quitting(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4", "2", "r", "m", "2", "!")
            await press(pilot, "e", "d", *"procedure", "enter")
            before = session_of(pilot).assessment
            await quit_app(pilot)
        assert on_disk(data, acme) == before
        assert before.answers[Q1].rating is Rating.F

    async def test_reopening_starts_at_the_same_question(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4", "4", "]", "space")
            assert here(pilot) == Q5
            await quit_app(pilot)
        async with running(data) as pilot:
            assert here(pilot) == Q5
            assert rating(pilot, Q1) is Rating.F

    async def test_the_header_says_saved(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4")
            await until(pilot, lambda: "  saved " in picture(pilot)[0])
            assert re.search(r"saved \d\d:\d\d:\d\d  1/6  KEYS $", picture(pilot)[0])
            await press(pilot, "enter")
            assert picture(pilot)[0].endswith("NOTE ")

    async def test_a_change_is_on_the_disk_while_the_app_runs(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "4")
            await until(pilot, lambda: "  saved " in picture(pilot)[0])
            with Session.open(data, acme, write=False) as reader:
                assert reader.assessment.answers[Q1].rating is Rating.F

    @pytest.mark.parametrize(
        "keys",
        [
            "4",
            "-",
            "!",
            "r",
            "m3",
            "A2",
            "e0",
            'e"',
            "er",
            " fn",
            " 0",
            "p",
            "u",
            "U",
            "s2",
            "\r",
            "记",
        ],
    )
    async def test_read_only_changes_nothing(self, data: Path, acme: str, keys: str) -> None:
        async with running(data) as pilot:
            await press(pilot, "o")
            assert shows(pilot, "read only")
            await press(pilot, *({" ": "space", "\r": "enter"}.get(key, key) for key in keys))
            assert not typing(pilot)
            await press(pilot, "g", "h")
        found = on_disk(data, acme)
        assert (found.answers, found.facts, found.maturity) == ({}, {}, {})


class TestLanguage:
    async def test_ctrl_l_switches_the_words_and_keeps_the_place(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "space", "ctrl+l")
            assert here(pilot) == Q2
            await press(pilot, "4", "ctrl+l")
            assert rating(pilot, Q2) is Rating.F
            assert shows(pilot, "KEYS")

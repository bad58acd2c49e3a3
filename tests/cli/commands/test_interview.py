"""`gapwizard ask`: the interview in lines, each saved before the next is read."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.app import small
from cases.commands import Command, Ran
from gapwizard.domain.visible import width

Talk = Callable[..., Ran]


@pytest.fixture
def talk(gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Types lines at `gapwizard ask acme`; the input ends after them."""

    def said(*lines: str, options: tuple[str, ...] = ()) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return gapwizard("ask", acme, *options)

    return said


def answer(gapwizard: Command, question: str) -> dict[str, object]:
    found = gapwizard("show", "acme", question, "--json").json["answer"]
    assert isinstance(found, dict)
    return found


class TestRating:
    def test_a_digit_rates_and_asks_the_next(self, talk: Talk, gapwizard: Command) -> None:
        ran = talk("3", options=("4.1-Q01",))
        assert ran.code == 0
        assert ran.out.index("4.1-Q01") < ran.out.index("4.1-Q02")
        assert answer(gapwizard, "4.1-Q01")["rating"] == "L"

    @pytest.mark.parametrize(
        ("line", "rating"), [("１", "N"), ("４", "F"), ("9", "?"), ("2 ", "P")]
    )
    def test_full_width_digits_rate(
        self, talk: Talk, gapwizard: Command, line: str, rating: str
    ) -> None:
        talk(line, options=("4.1-Q01",))
        assert answer(gapwizard, "4.1-Q01")["rating"] == rating

    def test_words_after_a_digit_are_a_note(self, talk: Talk, gapwizard: Command) -> None:
        talk("2 矩阵未使用", options=("4.1-Q01",))
        assert "矩阵未使用" in str(answer(gapwizard, "4.1-Q01")["note"])

    def test_a_minus_clears(self, talk: Talk, gapwizard: Command) -> None:
        talk("3", "b", "-", options=("4.1-Q01",))
        assert gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"] is None

    def test_not_applicable_is_refused_where_nothing_allows_it(self, talk: Talk) -> None:
        assert "cannot be not applicable" in talk("0 why", options=("4.1-Q01",)).out

    def test_a_clause_is_left_out_by_the_rule_of_the_app(self, talk: Talk) -> None:
        assert "a clause cannot be left out" in talk("A 0 why", options=("4.1-Q01",)).out
        assert "or 0 with a reason behind it" in talk("A x", options=("4.1-Q01",)).out

    def test_a_clause_in_bulk_and_undone(self, talk: Talk, gapwizard: Command) -> None:
        ran = talk("A 2", "u", options=("4.1-Q01",))
        assert "answers rated as a whole" in ran.out
        assert "undone: bulk" in ran.out
        assert gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"] is None


class TestWriting:
    def test_evidence_note_and_flags_are_kept(self, talk: Talk, gapwizard: Command) -> None:
        talk("e record: 3/5 tickets", "n 中文", "*", "！", "2", "b", "r", options=("4.1-Q01",))
        found = answer(gapwizard, "4.1-Q01")
        assert found["evidence"] == [{"kind": "record", "text": "tickets", "sample": "3/5"}]
        assert "中文" in str(found["note"])
        assert found["recurring"] is True

    def test_wrong_evidence_says_the_form(self, talk: Talk) -> None:
        assert "KIND: text" in talk("e whatever", options=("4.1-Q01",)).out


class TestMoving:
    def test_jump_takes_a_clause_or_a_question(self, talk: Talk) -> None:
        out = talk("j 8.6.1", "j 8.6.1-Q03", "j 8.6.1-Q033").out
        assert "8.6.1-Q01" in out
        assert "8.6.1-Q03" in out
        assert "there is no question '8.6.1-Q033'" in out

    def test_begins_at_the_first_open_question(self, talk: Talk, gapwizard: Command) -> None:
        gapwizard("answer", "acme", "4.1-Q01", "F")
        assert "4.1-Q02" in talk().out.split("\n")[1]

    def test_an_unknown_question_is_refused(self, talk: Talk) -> None:
        assert talk(options=("4.1-Q99",)).code == 1


class TestAnythingElse:
    @pytest.mark.parametrize("line", ["foo", "\x1b[31mred", "8.6.1", "note this", "-1", "𝟜𝟜"])
    def test_a_line_that_is_no_command_changes_nothing(
        self, talk: Talk, gapwizard: Command, line: str
    ) -> None:
        ran = talk(line, options=("4.1-Q01",))
        assert "is no command here" in ran.out
        assert "\x1b" not in ran.out
        assert gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"] is None

    def test_help_status_and_quit(self, talk: Talk) -> None:
        ran = talk("?", "s", "q", "3")
        assert "follow-up" in ran.out
        assert "answered 0 of" in ran.out

    def test_the_end_of_the_input_is_the_end(self, talk: Talk, place: Path) -> None:
        assert talk().code == 0
        assert not (place / "data" / "acme" / "holder.json").exists()


class TestObserving:
    def test_o_writes_the_observation_and_n_the_private_note(
        self, talk: Talk, gapwizard: Command
    ) -> None:
        talk("o 3 of 5 had none", "n ask again", options=("4.1-Q01",))
        found = answer(gapwizard, "4.1-Q01")
        assert found["observation"] == "3 of 5 had none"
        assert "ask again" in str(found["note"])

    def test_plus_takes_the_words_offered_for_the_question_just_rated(
        self, talk: Talk, gapwizard: Command
    ) -> None:
        ran = talk("2", "+", options=("4.1-Q01",))
        words = gapwizard("show", "acme", "4.1-Q01", "--json").json["question"]["gap"]["P"]
        assert f"+ takes for 4.1-Q01: {words}" in ran.out
        found = answer(gapwizard, "4.1-Q01")
        assert (found["observation"], found["suggested"]) == (words, True)

    def test_after_words_on_a_largely_x_makes_it_a_lapse(
        self, talk: Talk, gapwizard: Command
    ) -> None:
        ran = talk("o late once", "3", "x", options=("4.1-Q01",))
        assert ran.out.count("a weakness, or a lapse?") == 1
        assert answer(gapwizard, "4.1-Q01")["lapse"] is True

    def test_a_small_sample_says_how_many_are_missing(self, talk: Talk) -> None:
        assert "20 more make the sample" in talk("e record[3/500]: t", options=("4.1-Q01",)).out

    def test_p_names_another_party(self, talk: Talk, gapwizard: Command) -> None:
        talk("p Cloud Ltd | monthly review", options=("4.1-Q01",))
        found = answer(gapwizard, "4.1-Q01")
        assert (found["other_party"], found["control"]) == ("Cloud Ltd", "monthly review")

    def test_p_alone_names_another_and_keeps_how_it_is_controlled(
        self, talk: Talk, gapwizard: Command
    ) -> None:
        talk("p Cloud Ltd | monthly review", "p Cloud GmbH", options=("4.1-Q01",))
        found = answer(gapwizard, "4.1-Q01")
        assert (found["other_party"], found["control"]) == ("Cloud GmbH", "monthly review")


class TestChecking:
    def test_names_what_has_no_words_yet_and_exits_with_1(
        self, gapwizard: Command, acme: str
    ) -> None:
        assert gapwizard("check", acme).code == 0
        gapwizard("answer", acme, "4.1-Q01", "P")
        gapwizard("answer", acme, "4.1-Q02", "L")
        ran = gapwizard("check", acme)
        assert ran.code == 1
        assert "!! partly met without words or ticks: 1 (4.1-Q01)  -> interview 4.1-Q01" in ran.out
        assert "!  largely met without words: 1 (4.1-Q02)  -> interview 4.1-Q02" in ran.out
        rows = gapwizard("check", acme, "--json").json
        assert [row["check"] for row in rows if row["blocks"]] == ["partly_wordless"]
        gapwizard("answer", acme, "4.1-Q01", "=", "--observation", "Two were missing.")
        assert gapwizard("check", acme).code == 0

    def test_finds_them_by_search(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "4.1-Q01", "P")
        gapwizard("answer", acme, "4.1-Q02", "P", "--suggested")
        hits = gapwizard("search", acme, "obs:none", "--json").json
        assert [hit["id"] for hit in hits] == ["4.1-Q01"]
        hits = gapwizard("search", acme, "obs:suggested", "--json").json
        assert [hit["id"] for hit in hits] == ["4.1-Q02"]


PROMPT = "1-4 ? > "


class Typing(io.StringIO):
    """Lines as somebody types them."""

    def isatty(self) -> bool:
        return True


class TestAtATerminal:
    @pytest.fixture
    def at_terminal(
        self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., list[str]]:
        """Types lines at a terminal so many columns wide; gives the rows on it."""

        def said(columns: int, *lines: str, options: tuple[str, ...] = ()) -> list[str]:
            monkeypatch.setattr("sys.stdin", Typing("".join(f"{line}\n" for line in lines)))
            monkeypatch.setattr("sys.stdout.isatty", lambda: True)
            monkeypatch.setenv("COLUMNS", str(columns))
            shown = gapwizard(*options, "ask", acme, "4.1-Q01").out
            return shown.replace(PROMPT, f"{PROMPT}\n").split("\n")  # somebody presses Enter

        return said

    @pytest.mark.parametrize("options", [(), ("--lang", "zh-Hans")])
    def test_no_row_is_wider_and_no_word_is_broken(
        self, at_terminal: Callable[..., list[str]], options: tuple[str, ...]
    ) -> None:
        wide, narrow = (at_terminal(n, "?", "q", options=options) for n in (500, 60))
        assert all(width(row) < 60 for row in narrow)
        if not options:
            words = set(" ".join(wide).split())
            assert {word for row in narrow for word in row.split()} <= words

    def test_it_says_what_may_be_typed(self, at_terminal: Callable[..., list[str]]) -> None:
        shown = "\n".join(at_terminal(80, "q"))
        assert "1 to 4 rate how far it holds" in shown
        assert PROMPT in shown

    def test_a_pipe_gets_no_hint_and_whole_lines(self, talk: Talk) -> None:
        ran = talk("?", "q", options=("4.1-Q01",))
        assert "1 to 4 rate" not in ran.out
        assert PROMPT not in ran.out
        assert max(map(len, ran.out.split("\n"))) > 80


class TestWithoutAnId:
    @pytest.fixture(autouse=True)
    def _silence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO())

    def test_the_last_assessment_goes_on(self, gapwizard: Command, talk: Talk) -> None:
        gapwizard("new", "Borealis")
        talk("3", "q", options=("4.1-Q01",))
        ran = gapwizard("ask")
        assert ran.code == 0
        assert answer(gapwizard, "4.1-Q01")["rating"] == "L"
        assert "4.1-Q02" in ran.out

    def test_so_does_the_only_one(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("ask").code == 0, acme

    def test_of_several_one_has_to_be_named(self, gapwizard: Command, acme: str) -> None:
        gapwizard("new", "Borealis")
        ran = gapwizard("ask")
        assert ran.code, acme
        assert "which assessment?" in ran.err


class TestTheNextBest:
    def test_it_is_gone_to_with_the_reason(self, talk: Talk) -> None:
        ran = talk("A 1", ">", "q", options=("4.1-Q02",))
        assert "rated as a whole, it is a major nonconformity (up to +" in ran.out
        assert "4.1-Q01  " in ran.out

    def test_open_asks_what_is_coarse_once_nothing_is_open(
        self, gapwizard: Command, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = small(data, "Coarse")
        lines = "A 3\n]\nA 3\n]\nA 3\nq\n"
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        gapwizard("ask", name, "8.1-Q01")
        monkeypatch.setattr("sys.stdin", io.StringIO("4\n4\n\nq\n"))
        ran = gapwizard("ask", name, "--open")
        assert ran.out.count("Holds when") == 4
        assert "8.2-Q01  " in ran.out

    def test_behind_the_last_one_it_goes_round(self, talk: Talk) -> None:
        ran = talk("", "q", options=("10.2-Q07",))
        assert "that was the last one: on with the first that is left" in ran.out
        assert "4.1-Q01  " in ran.out


class TestWhatIsTypedBehindASign:
    @pytest.mark.parametrize("sign", ["+", "!", "*", "-", "u", "q", "x", "=", "r"])
    def test_that_takes_none_is_refused_and_nothing_is_done(
        self, talk: Talk, gapwizard: Command, sign: str
    ) -> None:
        before = gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"]
        ran = talk(f"{sign} two of three were asked", "s", options=("4.1-Q01",))
        assert f"{sign} takes no text" in ran.out
        assert "answered" in ran.out  # it went on
        assert gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"] == before

    def test_is_wanted_by_p_which_takes_nobody_away_by_itself(
        self, talk: Talk, gapwizard: Command
    ) -> None:
        assert "p PARTY" in talk("p X | monthly review", "p", options=("4.1-Q01",)).out
        assert answer(gapwizard, "4.1-Q01")["other_party"] == "X"
        talk("p -", options=("4.1-Q01",))
        assert gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"] is None

    def test_an_observation_that_gives_way_is_said(self, talk: Talk) -> None:
        assert "in the place of: first" in talk("o first", "o second", options=("4.1-Q01",)).out


class TestAnItemOfEvidence:
    def test_is_changed_and_dropped_by_its_number(self, talk: Talk, gapwizard: Command) -> None:
        lines = ("e document: one {asked}", "e said: two", "e 1 document: one", "e 2 -")
        talk(*lines, options=("4.1-Q01",))
        (item,) = answer(gapwizard, "4.1-Q01")["evidence"]  # type: ignore[misc]
        assert (item["text"], item.get("state")) == ("one", None)

    def test_is_accepted_by_its_number_alone(self, talk: Talk, gapwizard: Command) -> None:
        talk("e record: ?/120 tickets", "e 1 {accepted}", options=("4.1-Q01",))
        (item,) = answer(gapwizard, "4.1-Q01")["evidence"]  # type: ignore[misc]
        assert (item["state"], item["sample"]) == ("accepted", "11/120")

    def test_keeps_what_the_braces_do_not_say(self, talk: Talk, gapwizard: Command) -> None:
        first = "e document: plan {asked; date: 2026-05-01; owner: Desk}"
        ran = talk(first, "e 1 {accepted}", "e 1 {acepted}", options=("4.1-Q01",))
        (item,) = answer(gapwizard, "4.1-Q01")["evidence"]  # type: ignore[misc]
        assert (item["text"], item["state"], item["owner"]) == ("plan", "accepted", "Desk")
        assert "says nothing of an item" in ran.out

    def test_that_is_there_is_not_said_to_be_added(self, talk: Talk) -> None:
        ran = talk("e said: one", "e said: one", options=("4.1-Q01",))
        assert ran.out.count("evidence added") == 1
        assert "stands there already" in ran.out

    def test_that_is_drawn_says_which_to_look_at(self, talk: Talk) -> None:
        ran = talk("e record: ?/120 tickets", options=("4.1-Q01",))
        assert "tickets (" in ran.out.partition("evidence added")[2]


class TestTheQuestionAgain:
    def test_says_all_that_was_answered_and_what_helps(self, talk: Talk) -> None:
        ran = talk("e 0", "p X | monthly", "n mine", "m 2", "i", options=("4.1-Q01",))
        again = ran.out.rpartition("4.1-Q01  ")[2]
        for words in (
            "none found",
            "another party: X",
            "monthly",
            "mine",
            "Ask: ",
            "Maturity of 4.1: 2",
        ):
            assert words in again

    def test_the_levels_are_read_before_one_is_claimed(
        self, talk: Talk, gapwizard: Command
    ) -> None:
        ran = talk("4", "b", "m", options=("4.1-Q01",))
        assert "which statement is true?" in ran.out
        assert "5 " in ran.out
        assert "taken back" in talk("m 3", "m -", options=("4.1-Q01",)).out


class TestTheEnd:
    def test_nothing_is_asked_where_nothing_is_open(self, talk: Talk, gapwizard: Command) -> None:
        for clause in gapwizard("diagnose", "acme", "--json").json["clauses"]:
            if clause["leaf"] and clause["questions"]:
                talk("A 4", options=(f"{clause['id']}-Q01",))
        talk(*("4" for _ in range(300)), options=("4.1-Q01",))
        ran = talk("2", options=("--open",))
        assert "Holds when" not in ran.out
        assert "nothing is left" in ran.out

    def test_a_clause_is_a_place_to_begin(self, talk: Talk) -> None:
        assert talk(options=("8.6",)).out.lstrip().startswith("8.6.1-Q01")

    def test_undo_is_said_in_the_language_spoken(
        self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("A 2\nu\n"))
        said = gapwizard("--lang", "zh-Hans", "ask", acme, "4.1").out
        assert "按条款批量作答" in said
        assert "bulk" not in said

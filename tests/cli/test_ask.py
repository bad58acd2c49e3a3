"""`gapwizard ask`: the interview in lines, each saved before the next is read."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_cases import Command, Ran

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

    def test_a_clause_in_bulk_and_undone(self, talk: Talk, gapwizard: Command) -> None:
        ran = talk("A 2", "u", options=("4.1-Q01",))
        assert "answers in bulk" in ran.out
        assert "undone: bulk" in ran.out
        assert gapwizard("show", "acme", "4.1-Q01", "--json").json["answer"] is None


class TestWriting:
    def test_evidence_note_and_flags_are_kept(self, talk: Talk, gapwizard: Command) -> None:
        talk("e record[3/5]: tickets", "n 中文", "*", "！", "r", options=("4.1-Q01",))
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

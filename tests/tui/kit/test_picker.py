"""What was typed means what holds it; else what holds its letters close together."""

import pytest

from gapwizard.tui.kit import picker

COMMANDS = [
    ("x", "Export the figures by clause as CSV"),
    ("Ctrl+S", "report: Export into a new folder"),
    ("g f", "Go to: findings"),
    ("8.6.1", "Incident management"),
    ("q", "Save and quit"),
    ("KEY", "a key question: rated Not met, it is a major nonconformity by itself"),
    ("8.6", "事件管理"),
]


def keys(typed: str) -> list[str]:
    return [key for key, _words in picker.matches(COMMANDS, typed, lambda one: one)]


class TestFound:
    def test_nothing_typed_finds_all_in_their_order(self) -> None:
        assert keys(" ") == [key for key, _words in COMMANDS]

    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("export", "x"),
            ("exprt", "x"),  # letters are forgotten
            ("gtfi", "g f"),  # the first letters of words
            ("incdnt mgmt", "8.6.1"),
            ("q", "q"),  # a key that was typed goes before all that hold it
            ("key", "KEY"),
            ("管理", "8.6"),
            ("into a", "Ctrl+S"),  # in one piece, before what holds the letters
        ],
    )
    def test_the_best_comes_first(self, typed: str, first: str) -> None:
        assert keys(typed)[0] == first

    @pytest.mark.parametrize("typed", ["zzzz", "xqj", "sqt clause", "事故"])
    def test_letters_that_are_scattered_find_nothing(self, typed: str) -> None:
        assert keys(typed) == []

    def test_a_sentence_is_not_searched_letter_by_letter(self) -> None:
        sentence = "of the people who might have seen it " * 20
        assert picker.matches([("", sentence)], "eeeeeeeeeeeee", lambda one: one) == []


def test_a_phrase_goes_before_its_words_scattered() -> None:
    rows = [("Del", "Take the action off the list"), ("", "Take a list in from CSV or xlsx")]
    found = picker.matches(rows, "take a list", lambda one: one)
    assert found[0][1].startswith("Take a list in")

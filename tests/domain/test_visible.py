"""Characters that act on a terminal or show nothing: made harmless where shown, never counted as words."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard.domain import visible as marks
from gapwizard.domain.visible import in_json, mark, masked, one_line, substance, visible, width

ANYTHING = st.text(st.characters(), max_size=30)
HARMFUL = (
    "\x00",
    "\x1b",
    "\x7f",
    "\x9b",
    "\u200b",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ud800",
    "\U000e0041",
)


class TestSubstance:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("  a b \n", "a b"),
            ("", ""),
            (" \t\n", ""),
            ("\u200b\u2060", ""),
            ("\u3164", ""),
            ("\u2800 \u115f", ""),
            ("\ufe0f", ""),
            ("\U000e0100", ""),
            ("\x00\x1b", ""),
            ("\u200ba", "\u200ba"),
            ("-", "-"),
            ("\u3164a", "\u3164a"),
            ("是", "是"),
            ("\u0301", "\u0301"),
        ],
    )
    def test_is_the_text_without_white_space_and_nothing_where_nothing_shows(
        self, text: str, found: str
    ) -> None:
        assert substance(text) == found

    @given(ANYTHING)
    def test_of_substance_is_itself(self, text: str) -> None:
        assert substance(substance(text)) == substance(text)


class TestAMark:
    @pytest.mark.parametrize(
        ("letter", "shown"),
        [("\x00", "␀"), ("\x1b", "␛"), ("\r", "␍"), ("\x7f", "␡"), ("\x9b", "<U+009B>"),
         ("\u202e", "<U+202E>"), ("\ud800", "<U+D800>"), ("\U000e0041", "<U+E0041>")],
    )  # fmt: skip
    def test_stands_for_each_harmful_character(self, letter: str, shown: str) -> None:
        assert mark(letter) == shown
        assert visible(f"a{letter}b") == f"a{shown}b"

    def test_stands_for_no_line_end_and_no_tab(self) -> None:
        assert visible("a\n\tb é 是 \u3000") == "a\n\tb é 是 \u3000"

    @given(ANYTHING)
    def test_leaves_no_control_format_or_half_character_that_acts(self, text: str) -> None:
        shown = visible(text)
        assert not any(letter in shown for letter in HARMFUL)
        assert not any(
            unicodedata.category(letter) in ("Cc", "Cs") for letter in shown if letter not in "\n\t"
        )
        assert visible(shown) == shown

    @given(ANYTHING)
    def test_of_each_is_one_character_where_places_are_counted(self, text: str) -> None:
        assert len(masked(text)) == len(text)
        assert visible(masked(text)) == masked(text)


class TestOneLine:
    @pytest.mark.parametrize(
        ("text", "line"), [(" a\n\tb  c ", "a b c"), ("a\x1b[2J", "a␛[2J"), ("a\u2028b", "a b"), ("", "")]
    )  # fmt: skip
    def test_has_one_blank_between_words_and_nothing_that_acts(self, text: str, line: str) -> None:
        assert one_line(text) == line


class TestAJsonDocument:
    @given(ANYTHING)
    def test_says_the_same_with_escapes_for_what_acts(self, text: str) -> None:
        document = json.dumps({"a": text}, ensure_ascii=False)
        shown = in_json(document)
        assert json.loads(shown) == {"a": text}
        assert not any(letter in shown for letter in HARMFUL)


class TestTheWidth:
    @pytest.mark.parametrize(
        ("text", "cells"),
        [("", 0), ("abc", 3), ("是否", 4), ("ａ", 2), ("e\u0301", 1), ("é", 1), ("a是", 3),
         ("a\u200db", 2)],
    )  # fmt: skip
    def test_is_two_cells_for_a_wide_character_and_none_for_what_joins(
        self, text: str, cells: int
    ) -> None:
        assert width(text) == cells


def test_every_filler_shows_nothing_by_itself() -> None:
    assert [letter for letter in marks._FILLERS if substance(letter)] == []

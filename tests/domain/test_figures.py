"""Numbers as people read them: rounded half up, exactly, and in one place."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard import i18n
from gapwizard.domain import figures
from gapwizard.domain.figures import one_decimal, percent

THIRD, QUARTER, TINY = Fraction(1, 3), Fraction(1, 4), Fraction(1, 2000)


class TestRounding:
    @given(st.fractions(0, 1))
    def test_of_a_percentage_is_to_the_nearest_tenth_halves_up(self, share: Fraction) -> None:
        shown = percent(share)

        assert shown is not None
        tenths = Fraction(round(shown * 10))
        assert tenths - Fraction(1, 2) <= share * 1000 < tenths + Fraction(1, 2)

    @given(st.integers(0, 999))
    def test_of_exactly_half_a_tenth_is_up(self, tenths: int) -> None:
        assert percent(Fraction(2 * tenths + 1, 2000)) == (tenths + 1) / 10

    def test_of_a_maturity_is_halves_up_too(self) -> None:
        assert one_decimal(Fraction(9, 4)) == 2.3
        assert one_decimal(Fraction(5, 2)) == 2.5
        assert one_decimal(None) is None

    def test_of_nothing_is_nothing(self) -> None:
        assert percent(None) is None

    @pytest.mark.parametrize(
        ("number", "whole"),
        [(Fraction(0), 0), (Fraction(12, 5), 2), (Fraction(5, 2), 3), (Fraction(7, 2), 4),
         (Fraction(49, 100), 0), (Fraction(1, 2), 1)],
    )  # fmt: skip
    def test_to_whole_numbers_takes_the_greater_of_two_neighbours(
        self, number: Fraction, whole: int
    ) -> None:
        assert figures.half_up(number) == whole


class TestWords:
    @pytest.mark.parametrize(
        ("share", "report", "column"),
        [
            (None, "--", "--"),
            (Fraction(0), "0.0 %", "0%"),
            (THIRD, "33.3 %", "33%"),
            (TINY, "0.1 %", "0%"),
            (Fraction(725, 1000), "72.5 %", "73%"),
            (Fraction(1), "100.0 %", "100%"),
        ],
    )
    def test_of_a_share_have_one_decimal_in_a_report_and_none_in_a_column(
        self, share: Fraction | None, report: str, column: str
    ) -> None:
        assert (figures.percent_word(share), figures.percentage(share)) == (report, column)

    def test_of_a_share_have_no_blank_before_the_sign_in_chinese(self) -> None:
        i18n.use("zh-Hans")
        assert figures.percent_word(THIRD) == "33.3%"

    @pytest.mark.parametrize(
        ("share", "words"), [(Fraction(12, 1000), "+1.2"), (Fraction(0), "0.0"), (Fraction(-1, 80), "-1.3"), (Fraction(1), "+100.0")]
    )  # fmt: skip
    def test_of_a_gain_have_its_sign(self, share: Fraction, words: str) -> None:
        assert figures.with_sign(share) == words


class TestABar:
    @pytest.mark.parametrize(
        ("share", "cells", "drawn"),
        [
            (QUARTER, 10, "###......."),
            (Fraction(0), 4, "...."),
            (Fraction(1), 4, "####"),
            (Fraction(1, 8), 4, "#..."),
            (Fraction(1, 9), 4, "...."),
            (None, 4, "    "),
        ],
    )
    def test_has_so_many_signs_and_blanks_where_there_is_no_number(
        self, share: Fraction | None, cells: int, drawn: str
    ) -> None:
        assert figures.bar(share, cells) == drawn

    @given(st.fractions(0, 1), st.integers(0, 40))
    def test_is_always_as_wide_as_it_was_asked_for(self, share: Fraction, cells: int) -> None:
        assert len(figures.bar(share, cells, "-")) == cells

"""Lines are broken between words and between wide characters, and go on under where they began."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard.domain.line_breaks import folded
from gapwizard.domain.visible import width


class TestFolded:
    @pytest.mark.parametrize(
        ("text", "cells", "rows"),
        [
            ("one two three", 8, ["one two", "three"]),
            ("  1 [ ] recorded and classified", 16, ["  1 [ ] recorded", "  and classified"]),
            ("事件如何记录和分类？", 10, ["事件如何记", "录和分类？"]),
            ("第一、第二，第三。", 10, ["第一、第", "二，第三。"]),
            ("", 20, [""]),
            ("a\n\nb", 20, ["a", "", "b"]),
        ],
    )
    def test_breaks_where_one_reads_on(self, text: str, cells: int, rows: list[str]) -> None:
        assert folded(text, cells).split("\n") == rows

    @given(
        st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200), st.integers(10, 90)
    )
    def test_no_row_is_wider_and_no_letter_is_lost(self, text: str, cells: int) -> None:
        shown = folded(text, cells)
        assert "".join(shown.split()) == "".join(text.split())
        indent = len(text) - len(text.lstrip())
        assert all(width(row) <= max(cells, indent * 2 + 8) for row in shown.split("\n"))

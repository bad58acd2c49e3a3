"""Lines are broken between words and between wide characters, and go on under where they began."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard.domain.line_breaks import CLOSING, OPENING, folded
from gapwizard.domain.visible import width


class TestFolded:
    @pytest.mark.parametrize(
        ("text", "cells", "rows"),
        [
            ("one two three", 8, ["one two", "three"]),
            ("  1 [ ] recorded and classified", 16, ["  1 [ ] recorded", "  and classified"]),
            ("事件如何记录和分类？", 10, ["事件如何记", "录和分类？"]),
            ("第一、第二，第三。", 10, ["第一、第", "二，第三。"]),
            ("按SLA，先处理", 8, ["按SLA，", "先处理"]),
            ("按月报SLA，先", 9, ["按月报", "SLA，先"]),
            ("见《手册》（第二版）", 10, ["见《手册》", "（第二版）"]),
            ("所有人“服务台”", 8, ["所有人", "“服务台”"]),
            ("抽看 …，未见", 8, ["抽看 …，", "未见"]),
            ("一二三（四五六）", 8, ["一二三", "（四五", "六）"]),
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


MARKS = st.sampled_from(["", *CLOSING, "。”", "））"])
WORDS = st.sampled_from(
    ["优先级", "按", "服务台负责人", "8.6.1-Q02", "SLA", "DOC-045 v1.2", " ", " … "]
)
RUNS = st.builds("".join, st.tuples(st.sampled_from(["", *OPENING, "“《"]), WORDS, MARKS))
TEXTS = st.lists(RUNS, min_size=1, max_size=30).map("".join)


class TestMarks:
    @given(TEXTS, st.integers(24, 120))
    def test_none_that_closes_begins_a_row_and_none_that_opens_ends_one(
        self, text: str, cells: int
    ) -> None:
        first, *others = folded("始" + text + "末", cells).split("\n")
        assert all(row[0] not in CLOSING for row in others)
        assert all(row.rstrip()[-1] not in OPENING for row in [first, *others][:-1])

    @given(st.text(st.sampled_from("一二，。“（）”a "), max_size=60), st.integers(8, 20))
    def test_at_a_width_where_that_cannot_be_nothing_is_lost(self, text: str, cells: int) -> None:
        shown = folded(text, cells)
        assert "".join(shown.split()) == "".join(text.split())
        indent = len(text) - len(text.lstrip())
        assert all(width(row) <= cells + indent for row in shown.split("\n"))

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.report import patient
from gapwizard.report.blocks import Grid, Run
from gapwizard.report.table_style import (
    LINE,
    MARGIN,
    SHADES,
    bar_cells,
    bar_of,
    lines_to_write,
    parts_of,
    shade,
    shares,
)  # fmt: skip


def cell(text, **look):
    return (Run(text, **look),) if text else ()


def grid(dashes, *rows):
    head, *below = [tuple(map(cell, row)) for row in rows]
    return Grid(dashes, head, tuple(below))


class TestWidths:
    @patient
    @given(
        st.lists(st.integers(3, 40), min_size=1, max_size=9),
        st.lists(st.text(alphabet="ab 中", max_size=60), min_size=9, max_size=9),
    )
    def test_fill_the_line_and_leave_no_column_without_room(self, dashes, texts):
        found = shares(grid(tuple(dashes), texts[: len(dashes)]))
        assert sum(found) == pytest.approx(1)
        assert min(found) > 0

    def test_follow_the_dashes(self):
        assert shares(grid((30, 60), ("a", "b"))) == pytest.approx((1 / 3, 2 / 3), abs=0.02)

    def test_break_no_word_where_there_is_room(self):
        narrow, wide = shares(grid((3, 40), ("Nonconformities", "b"), ("1", "b " * 60)))
        assert narrow > 15 / 96
        assert wide > narrow

    def test_put_a_short_cell_on_one_line(self):
        first = shares(grid((11, 40, 40), ("a", "b", "c"), ("Largely met", "b " * 20, "c " * 20)))[
            0
        ]
        assert first > 11 / 96

    def test_keep_room_for_sentences_among_many_short_columns(self):
        heads = ("What may happen", *["Treatment"] * 8)
        first, *others = shares(grid((45, *[10] * 8), heads, ("a b " * 11, *["reduce"] * 8)))
        assert first > 1.5 * max(others)


class TestATableTooWideForItsWords:
    HEADS = ("No.", *(f"Headings{n} of{n}" for n in range(10)))
    ROWS = (("R-01", *(f"remembrance{n}" for n in range(10))), ("R-02", *[""] * 10))

    def test_is_parted_with_the_first_column_in_each(self):
        parts = list(parts_of(grid((5, *[12] * 10), self.HEADS, *self.ROWS)))
        assert len(parts) == 2
        assert [part.head[0] for part in parts] == [cell("No.")] * 2
        columns = [head for part in parts for head in part.head[1:]]
        assert columns == [cell(head) for head in self.HEADS[1:]]
        for part in parts:
            assert [row[0] for row in part.rows] == [cell("R-01"), cell("R-02")]
            words = sum(len("remembrance0") + MARGIN for _head in part.head[1:])
            assert words + len("R-01") + MARGIN <= LINE

    def test_is_left_whole_where_its_words_fit_or_could_not_be_parted(self):
        fits = grid((5, *[9] * 5), self.HEADS[:6], self.ROWS[0][:6])
        assert list(parts_of(fits)) == [fits]
        few = grid((40, 40, 40), *[("x" * 60, "y" * 60, "z" * 60)] * 2)
        assert list(parts_of(few)) == [few]


class TestDottedLines:
    def test_are_counted_where_a_cell_is_nothing_else(self):
        said = [lines_to_write(cell(text)) for text in ("…………", "…… ……", "", "date …………", "a")]
        assert said == [1, 2, 0, 0, 0]


class TestBars:
    def test_are_runs_of_code_with_nothing_else(self):
        assert [tuple(s) for s in bar_of(cell("###..", code=True))] == [("#", 3), (".", 2)]
        assert [tuple(s) for s in bar_of(cell("##|..", code=True))] == [
            ("#", 2),
            ("|", 1),
            (".", 2),
        ]
        for other in ("###..", "..", "a####"):
            assert not bar_of(cell(other, code=other != "###.."))

    def test_of_one_column_have_one_length(self):
        bars = Grid(
            (5, 5), (cell("a"), cell("b")), ((cell("a"), cell("####.", code=True)), (cell("b"), ()))
        )
        assert bar_cells(bars) == (0, 5)


class TestTheHeatMap:
    @pytest.mark.parametrize(
        ("text", "head", "of"),
        [("N", "Rating", "N"), ("F", "", "F"), ("8.1, 8.2", "P", "P"), ("", "P", ""), ("No", "Rating", ""),
         ("–", "Grade", "")],
    )  # fmt: skip
    def test_shades_a_letter_and_the_filled_cells_under_one(self, text, head, of):
        assert shade(text, head) == SHADES.get(of, "")

    def test_is_safe_on_a_grey_printer(self):
        def grey(colour):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
            return 0.299 * red + 0.587 * green + 0.114 * blue

        lights = [grey(SHADES[letter]) for letter in "NPLF"]
        assert all(after - before > 8 for before, after in pairwise(lights))

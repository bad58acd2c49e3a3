import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cases.clock import an_hour_on
from cases.report import patient
from gapwizard.domain.visible import visible
from gapwizard.exchange.workbook import Chart, Papers, SheetPlan, workbook

PAPERS = Papers("Gap diagnosis: R&D", "Assessor", "for Acme & others", date(2026, 11, 20))


def book(*rows, **fields):
    width = max(map(len, rows), default=1)
    plan = SheetPlan("Sheet", [f"h{n}" for n in range(width)], [12] * width, rows, **fields)
    return workbook(PAPERS, [plan])


def cells(raw):
    return CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name("Sheet").to_python()


def xml(raw, name):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


class TestTexts:
    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "http://x.example", "mailto:a@b.example",
         "internal:A1", "file:///etc/passwd", "00123", "1e9", "TRUE", "#N/A", "_x0041_", "a\nb", " x ", "中文", "=" * 300],
    )  # fmt: skip
    def test_are_texts_whatever_they_look_like(self, text):
        raw = book([text])
        assert cells(raw)[1] == [text]
        sheet = xml(raw, "xl/worksheets/sheet1.xml")
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet

    @patient
    @given(st.text(max_size=50))
    def test_show_every_character(self, text):
        wanted = visible(text.encode("utf-8", "replace").decode())
        assert cells(book(["x", text, "end"]))[1] == ["x", wanted, "end"]

    def test_like_formulas_stay_texts_when_they_are_edited(self):
        assert 'quotePrefix="1"' in xml(book(["=1"]), "xl/styles.xml")

    def test_that_are_too_long_are_cut_with_a_mark(self):
        found = cells(book(["x" * 40_000]))[1][0]
        assert (len(found), found[-1]) == (32_767, "…")


class TestASheet:
    def test_keeps_numbers_and_days_as_what_they_are(self):
        assert cells(book([1.5, 2, date(2026, 11, 20), None, "x"]))[1] == [
            1.5,
            2,
            date(2026, 11, 20),
            "",
            "x",
        ]

    def test_can_be_filtered_and_keeps_its_head_in_sight_and_on_each_page(self):
        raw = book(list("abcde"), list("fghij"))
        sheet = xml(raw, "xl/worksheets/sheet1.xml")
        assert '<autoFilter ref="A1:E3"' in sheet
        assert 'topLeftCell="C2"' in sheet
        assert "$1:$1" in xml(raw, "xl/workbook.xml")

    @pytest.mark.parametrize(
        ("text", "points"),
        [("a\nb", 29.25), ("word " * 12, 69.75), ("中" * 12, 29.25)],
    )
    def test_is_as_tall_as_what_it_holds_in_every_program(self, text, points):
        assert f'ht="{points:g}"' in xml(book([text]), "xl/worksheets/sheet1.xml")

    def test_says_what_may_be_written_where_somebody_writes(self):
        sheet = xml(
            book(["open", "x"], choices=[["open", "closed"], []]), "xl/worksheets/sheet1.xml"
        )
        assert 'sqref="A2"' in sheet
        assert "open,closed" in sheet

    def test_prints_a_class_with_an_ampersand_as_one(self):
        assert "for Acme &amp;&amp; others" in xml(book(["a"]), "xl/worksheets/sheet1.xml")

    def test_stands_below_what_is_told_above_it(self):
        found = cells(book(["a", "b"], above=[("Date", date(2026, 1, 2)), ("Class", "=x")]))
        assert found[:2] == [["Date", date(2026, 1, 2)], ["Class", "=x"]]
        assert found[3:] == [["h0", "h1"], ["a", "b"]]

    def test_draws_a_chart_of_its_own_cells(self):
        raw = book(["8", 50, 85], ["9", 60, 85], chart=Chart("C", 0, (1,), 2, 2))
        chart = xml(raw, "xl/charts/chart1.xml")
        assert "Sheet!$B$2:$B$3" in chart
        assert "Sheet!$C$2:$C$3" in chart

    def test_without_rows_has_its_headings(self):
        assert cells(workbook(PAPERS, [SheetPlan("Sheet", ["a"], [9], [])])) == [["a"]]


def test_the_same_tables_give_the_same_bytes_an_hour_later(monkeypatch):
    before = book(["a", 1])
    an_hour_on(monkeypatch)
    assert book(["a", 1]) == before

"""Tables as an xlsx workbook; the only module that knows XlsxWriter.

Every text is written as a text: no formula, no link, no number is ever made of one, and one that
looks like a formula stays a text when a person edits its cell. The same tables give the same bytes.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from gapwizard.domain.visible import visible, width
from gapwizard.exchange.csv_lines import FORMULA_STARTS, Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Row = TypeVar("Row")

LONGEST = 32_767
"""Characters of one cell, the most that a spreadsheet holds."""
CUT = "…"
LINE, TALLEST = 13.5, 405.0
"""Points of one line, and of the tallest row that a spreadsheet has."""
NAME = 31
"""Characters of the name of a sheet."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Row]):
    """One column of a sheet."""

    heading: str
    """In the language spoken."""
    cell: Callable[[Row], Cell]
    width: float = 14
    """Characters."""
    choices: Callable[[], Sequence[str]] | None = None
    """What may be written here; None: anything."""


class Chart(NamedTuple):
    """A chart of columns of its sheet: bars for each row, and a line where to get to."""

    title: str
    names: int
    """The column that names the rows."""
    bars: Sequence[int]
    line: int
    rows: int
    """How many rows it shows, from the first."""


class Locked(NamedTuple):
    """What may be written in a sheet that is protected, without a password, and what is not seen."""

    open: frozenset[int] = frozenset()
    """Columns to write in."""
    hidden: frozenset[int] = frozenset()
    """Columns that are not seen."""
    first_row: frozenset[int] = frozenset()
    """Columns to write in, in the first row alone."""
    hidden_sheet: bool = False


ALLOWED = (
    "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter",
)  # fmt: skip
"""What a person may do to a sheet that is protected."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet, ready to be written."""

    name: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    choices: Sequence[Sequence[str]] = ()
    """For each column what may be written there; empty: anything."""
    above: Sequence[tuple[str, Cell]] = ()
    """Labels and values over the table."""
    chart: Chart | None = None
    locked: Locked | None = None
    """None: everything may be written in."""


class Papers(NamedTuple):
    """What a workbook says of itself."""

    title: str
    author: str
    head: str
    """On top of each printed page: DRAFT or FINAL, and the classification."""
    day: date


def plan(name: str, columns: Sequence[SheetColumn[Row]], rows: Iterable[Row]) -> SheetPlan:
    """A sheet of declared columns."""
    return SheetPlan(
        name,
        [column.heading for column in columns],
        [column.width for column in columns],
        [[column.cell(row) for column in columns] for row in rows],
        [column.choices() if column.choices is not None else () for column in columns],
    )


def workbook(papers: Papers, sheets: Iterable[SheetPlan]) -> bytes:
    """An xlsx file of some sheets."""
    from xlsxwriter import Workbook

    held = io.BytesIO()
    book = Workbook(held, OPTIONS)
    created = datetime.combine(papers.day, datetime.min.time())
    book.set_properties({"title": papers.title, "author": papers.author, "created": created})
    looks = _Looks(book)
    for sheet in sheets:
        _write(book, looks, sheet, papers)
    book.close()
    return held.getvalue()


class _Looks:
    """How cells look."""

    def __init__(self, book: "Workbook") -> None:
        base = {"valign": "top", "text_wrap": True, "font_size": 10}
        self.text = book.add_format(base)
        self.inert = book.add_format({**base, "quote_prefix": True})
        # As text: a spreadsheet makes a day of a sample of 3/5, and a number of the points 1,2.
        free = {**base, "locked": False, "bg_color": "#FFFBE6", "border": 4, "num_format": "@"}
        self.free = book.add_format(free)
        self.free_inert = book.add_format({**free, "quote_prefix": True})
        self.day = book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#DCE3EC", "bottom": 1})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.beside = book.add_format({"valign": "top", "align": "left", "num_format": "General"})


def _write(book: "Workbook", looks: _Looks, plan: SheetPlan, papers: Papers) -> None:
    sheet = book.add_worksheet(plan.name[:NAME])
    for at, (label, value) in enumerate(plan.above):
        sheet.write_string(at, 0, label, looks.label)
        _put(sheet, at, 1, value, looks, looks.beside)
    top = len(plan.above) + 1 if plan.above else 0
    last, right = top + len(plan.rows), len(plan.headings) - 1
    for column, (heading, wide) in enumerate(zip(plan.headings, plan.widths, strict=True)):
        sheet.write_string(top, column, heading, looks.head)
        sheet.set_column(column, column, wide)
    most = max(heading.count("\n") for heading in plan.headings)
    if most:
        sheet.set_row(top, LINE * (most + 1) + 2)
    _fill(sheet, looks, plan, top)
    if plan.rows and any(plan.headings):
        sheet.autofilter(top, 0, last, right)
    if not plan.above:  # a sheet that begins with words would be frozen down to its middle
        # Id and title stay in sight where there is something to scroll beside them.
        sheet.freeze_panes(top + 1, 2 if right > 3 else 0)
    for column, choices in enumerate(plan.choices):
        if choices and plan.rows:
            sheet.data_validation(
                top + 1, column, last, column, {"validate": "list", "source": list(choices)}
            )
    _set_page(sheet, papers, top)
    if plan.locked is not None:
        _lock(sheet, plan.locked)
    if plan.chart is not None and plan.rows:
        sheet.insert_chart(last + 2, 0, _chart(book, sheet.get_name(), plan.chart, top))


def _lock(sheet: "Worksheet", locked: Locked) -> None:
    """Protect a sheet from slips of the hand, and hide what is for the program alone."""
    sheet.protect("", dict.fromkeys(ALLOWED, True))
    for column in locked.hidden:
        sheet.set_column(column, column, None, None, {"hidden": True})
    if locked.hidden_sheet:
        sheet.hide()


def _fill(sheet: "Worksheet", looks: _Looks, plan: SheetPlan, top: int) -> None:
    """Write the rows below the heading, each as tall as what it holds."""
    for at, row in enumerate(plan.rows, top + 1):
        height = _height(row, plan.widths)
        if height > LINE + 2:
            sheet.set_row(at, height)
        for column, value in enumerate(row):
            if plan.locked is not None and (
                column in plan.locked.open or (at == top + 1 and column in plan.locked.first_row)
            ):
                sheet.write_blank(at, column, None, looks.free)
                _put(sheet, at, column, value, looks, looks.free)
            else:
                _put(sheet, at, column, value, looks, looks.text)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points that the tallest cell of a row takes: not every program finds them by itself."""
    lines = 1
    for value, wide in zip(row, widths, strict=True):
        if isinstance(value, str) and (len(value) > wide / 2 or "\n" in value):
            if value.isascii() and "\n" not in value:  # most cells, at a tenth of the time
                taken = -(-len(value) // int(wide))
            else:
                taken = sum(max(1, -(-width(line) // int(wide))) for line in value.split("\n"))
            lines = max(lines, taken)
    return min(LINE * lines + 2, TALLEST)


def _put(
    sheet: "Worksheet", row: int, column: int, value: Cell, looks: _Looks, look: "Format"
) -> None:
    if isinstance(value, str):
        text = value if value.isprintable() else visible(value)
        if len(text) > LONGEST:
            text = text[: LONGEST - 1] + CUT
        if text.startswith(FORMULA_STARTS):
            look = looks.free_inert if look is looks.free else looks.inert
        if text:
            sheet.write_string(row, column, text, look)
    elif value is None:
        return
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks.day)
    else:
        sheet.write_number(row, column, value, look)


def _set_page(sheet: "Worksheet", papers: Papers, top: int) -> None:
    """How it is printed: on A4, as wide as one page, with lines, headings on each."""
    sheet.hide_gridlines(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_header(f"&L{_printed(papers.title)}&R{_printed(papers.head)}")
    sheet.set_footer("&L&A&R&P / &N")


def _printed(text: str) -> str:
    """A text in the head of a page: `&` begins a code there, and 255 letters fit in all."""
    # Three texts stand there, each doubled at worst: 60 letters of each fit.
    return visible(" ".join(text.split()))[:60].replace("&", "&&")


def _chart(book: "Workbook", name: str, chart: Chart, top: int) -> object:
    first, last = top + 1, top + chart.rows
    bars = book.add_chart({"type": "column"})
    for number, column in enumerate(chart.bars):
        bars.add_series(
            {
                "name": [name, top, column],
                "categories": [name, first, chart.names, last, chart.names],
                "values": [name, first, column, last, column],
                "fill": {"color": ("#3F6391", "#B8C4D2")[number % 2]},
                "gap": 60,
            }
        )
    line = book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": [name, top, chart.line],
            "categories": [name, first, chart.names, last, chart.names],
            "values": [name, first, chart.line, last, chart.line],
            "line": {"color": "#A03A2E", "width": 2, "dash_type": "dash"},
        }
    )
    bars.combine(line)
    bars.set_title({"name": chart.title, "name_font": {"size": 12}})
    bars.set_y_axis(
        {"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}}
    )
    bars.set_legend({"position": "bottom"})
    bars.set_size({"width": 760, "height": 380})
    return bars

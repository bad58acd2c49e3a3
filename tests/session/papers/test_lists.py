"""A column is declared once; a table, CSV, a sheet and a screen pick it."""

from datetime import date
from typing import NamedTuple

import pytest

from gapwizard.i18n import speaking
from gapwizard.session.papers.lists import ListColumn, cells_of, chosen, csv_of, in_sheet, table_of
from gapwizard.tui.kit.row_list import ListedColumns


class Thing(NamedTuple):
    """What the list is of."""

    id: str
    state: str = "draft"
    due: date | None = None
    points: float = 0


COLUMNS: tuple[ListColumn[Thing], ...] = (
    ListColumn("id", "id", lambda one: one.id),
    ListColumn(
        "state",
        "state",
        lambda one: one.state.upper(),
        lambda one: f"in {one.state}",
        lambda one: one.state,
        lambda: ["DRAFT"],
    ),
    ListColumn("due", "due", lambda one: one.due),
    ListColumn("points", "points", lambda one: one.points, lambda one: f"{one.points} points"),
)
THING = Thing("A-1", due=date(2026, 3, 2), points=2.5)
LISTED = ListedColumns(
    COLUMNS,
    {"id": 4, "state": 0, "due": 10, "points": 10},
    first=("id", "state"),
    next=("due", "points"),
    least=8,
    right=("points",),
    headings={"due": "until"},
)


class TestFaces:
    def test_csv_has_what_a_program_reads(self) -> None:
        assert csv_of(COLUMNS, [THING]).splitlines() == [
            "\ufeffid,state,due,points",
            "A-1,DRAFT,2026-03-02,2.5",
        ]

    def test_a_table_has_codes_in_english_and_words_elsewhere(self) -> None:
        columns = chosen(COLUMNS, ("state", "points"))
        assert cells_of(columns, THING) == ("draft", "2.5 points")
        with speaking("zh-Hans"):
            assert cells_of(columns, THING) == ("in draft", "2.5 points")

    def test_a_table_has_a_dash_for_nothing(self) -> None:
        assert table_of(COLUMNS, ("due", "id"), [Thing("")]) == (("due", "id"), [("-", "-")])

    def test_a_sheet_has_figures_and_days_as_such_and_words_for_the_rest(self) -> None:
        made = in_sheet(COLUMNS, {"points": 9, "id": 5, "state": 7, "due": 11}, {"due": "Until"})
        assert [(one.heading, one.width) for one in made] == [
            ("Points", 9),
            ("ID", 5),
            ("State", 7),
            ("Until", 11),
        ]
        assert [one.cell(THING) for one in made] == [2.5, "A-1", "in draft", date(2026, 3, 2)]
        assert made[2].choices is not None
        assert made[2].choices() == ["DRAFT"]


class TestScreen:
    @pytest.mark.parametrize(("width", "columns"), [(20, 2), (30, 3), (45, 4)])
    def test_columns_come_in_as_the_room_grows(self, width: int, columns: int) -> None:
        said = LISTED.row(THING, width).plain
        cells = ["A-1", "in draft", "2026-03-02", "2.5 points"]
        assert said.split() == " ".join(cells[:columns]).split()
        assert len(said) == width - 1

    def test_heads_begin_with_a_capital_or_are_called_otherwise(self) -> None:
        assert LISTED.head(45).plain.split() == ["ID", "State", "until", "Points"]

    def test_a_screen_may_say_a_cell_otherwise_and_nothing_is_a_dash(self) -> None:
        said = LISTED.row(Thing("A-2"), 45, instead={"state": "two\nlines", "points": ""}).plain
        assert said.split() == ["A-2", "two", "lines", "-", "-"]

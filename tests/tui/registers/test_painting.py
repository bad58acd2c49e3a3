"""Rows of registers on a small screen: the first field can be read, and no cell runs into the next."""

from datetime import date

import pytest

from cases.registers import RISKS
from gapwizard.domain.register_rows import ListedRow
from gapwizard.domain.registers import Register, RegisterCell, RegisterRow
from gapwizard.domain.visible import width
from gapwizard.tui.registers import painting

REGISTER = Register.model_validate(RISKS)
TODAY = date(2026, 11, 29)


def listed(title: str) -> ListedRow:
    cells = {"title": title, "likelihood": "3", "impact": "4", "treatment": "reduce"}
    return ListedRow(
        "R-01", RegisterRow(cells=tuple(RegisterCell(field=k, text=v) for k, v in cells.items()))
    )


@pytest.mark.parametrize("room", [40, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "title", ["Key person leaves and nobody knows the rest of it", "很长" * 60]
)
def test_a_row_is_no_wider_than_its_room_and_its_cells_stand_apart(room: int, title: str) -> None:
    text = painting.row(REGISTER, listed(title), room, TODAY).plain
    assert width(text) <= room
    at = 1 + painting.ID
    for _field, wide in painting.widths(REGISTER, room):
        at += wide
        cells, taken = "", 0
        for letter in text:
            if taken >= at:
                break
            cells, taken = cells + letter, taken + width(letter)
        assert cells.endswith(" "), cells


def test_the_first_field_keeps_its_room_and_the_others_come_in_their_order() -> None:
    (first, wide), *others = painting.widths(REGISTER, 80)
    assert (first.id, wide >= painting.FIRST) == ("title", True)
    assert [field.id for field, _wide in others] == list(REGISTER.columns[1 : len(others) + 1])
    assert painting.widths(REGISTER, 30) == [(first, 22)]

"""Long ids in narrow cells: their ends tell them apart."""

import pytest

from gapwizard.tui.kit.text import id_cell

LONG = [f"NIST-SP-800-53-AC-2.{number}-Q01" for number in range(1, 14)]


class TestAnIdCell:
    @pytest.mark.parametrize("width", [12, 13, 14, 15, 20])
    def test_tells_long_ids_apart(self, width: int) -> None:
        cells = [id_cell(name, width) for name in LONG]

        assert len({cell.plain for cell in cells}) == len(LONG)
        assert {cell.cell_length for cell in cells} == {width}

    @pytest.mark.parametrize("name", ["8.6.1-Q01", "NC-8.6.1", ""])
    def test_leaves_a_short_one_as_it_is(self, name: str) -> None:
        assert id_cell(name, 14).plain == name.ljust(14)

    def test_of_wide_letters_fits(self) -> None:
        assert id_cell("变更管理与发布管理-Q01", 12).cell_length == 12

"""A map of ids, as any program writes it."""

from pathlib import Path

import pytest

from cases.sheet_writers import PROGRAMS, as_csv
from gapwizard.errors import Refused
from gapwizard.session.carryover import read_id_map


class TestAMap:
    @pytest.mark.parametrize("program", sorted(PROGRAMS))
    @pytest.mark.parametrize("head", [[], [["before", "after"]], [[""], ["Before ", "AFTER", ""]]])
    def test_comes_in_from_every_program(
        self, tmp_path: Path, program: str, head: list[list[str]]
    ) -> None:
        path = tmp_path / "ids.csv"
        path.write_bytes(as_csv(PROGRAMS[program], [*head, ["A", "B"], ["", ""], ["C", "D", ""]]))

        assert read_id_map(path) == {"A": "B", "C": "D"}

    def test_with_faults_names_every_one(self, tmp_path: Path) -> None:
        path = tmp_path / "ids.csv"
        path.write_text("A,B\nA,C\nD\nE,B\nF,G,H\n")

        with pytest.raises(Refused) as refusal:
            read_id_map(path)
        said = [line.split(": ", 1)[1] for line in str(refusal.value).splitlines()]
        assert [one.split(":")[0] for one in said] == ["line 2", "line 3", "line 4", "line 5"]

"""`gapwizard register`: the registers that a questionnaire declares, without a line of code for any."""

import csv
import io
import json
from pathlib import Path

import pytest

from cases.commands import Command
from cases.registers import WITH_REGISTER

HOSTILE = "=cmd|'/c calc' [b]x\u202e 北方"


@pytest.fixture
def tiny(gapwizard: Command, tmp_path: Path) -> str:
    """The id of an assessment with a register."""
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(WITH_REGISTER), encoding="utf-8")
    return gapwizard("new", "Tiny", "--questionnaire", str(file)).out.strip()


class TestARow:
    def test_is_added_computed_and_read_back(self, gapwizard: Command, tiny: str) -> None:
        ran = gapwizard(
            "register", tiny, "risks", "new", "title=Key person leaves", "likelihood=often",
            "impact=4", "treatment=reduce it", "review=2026年1月2日", "cost=1 200.50", "asked=8.1-Q01",
            "clause=8.1",
        )  # fmt: skip
        assert ran.out == "R-01\n"
        assert gapwizard("register", tiny, "risks", "--json").json == {
            "register": "risks",
            "rows": [{
                "id": "R-01", "title": "Key person leaves", "likelihood": 4, "impact": 4, "level": 16,
                "treatment": "reduce", "owner": None, "review": "2026-01-02", "late": True,
                "cost": 1200.5, "asked": "8.1-Q01", "clause": "8.1", "notes": None,
            }],
        }  # fmt: skip
        one = gapwizard("register", tiny, "risks", "R-01").out.splitlines()
        assert "Likelihood: 4: often" in one

    def test_is_changed_cleared_deleted_and_all_of_it_undone(
        self, gapwizard: Command, tiny: str
    ) -> None:
        gapwizard("register", tiny, "risks", "new", "title=One", "impact=2")
        gapwizard("register", tiny, "risks", "R-01", "impact=", "owner=Service desk lead")
        (row,) = gapwizard("register", tiny, "risks", "--json").json["rows"]
        assert (row["impact"], row["owner"]) == (None, "Service desk lead")
        gapwizard("register", tiny, "risks", "R-01", "--delete")
        assert gapwizard("register", tiny, "risks", "--json").json["rows"] == []
        gapwizard("undo", tiny)
        gapwizard("undo", tiny)
        (row,) = gapwizard("register", tiny, "risks", "--json").json["rows"]
        assert (row["impact"], row["owner"]) == (2, None)

    @pytest.mark.parametrize(
        ("pairs", "words"),
        [
            (["title=x", "impact=6"], "from 1 to 5"),
            (["title=x", "level=3"], "is computed"),
            (["title=x", "treatment=sell"], "none of"),
            (["title=x", "review=31/12/2026"], "no date"),
            (["title=x", "cost=many"], "no number"),
            (["title=x", "asked=9.9-Q99"], "no question"),
            (["title=x", "owned=me"], "owner"),
            (["impact=3"], "What (title) is needed"),
            (["title=x", "cost=nan"], "no number"),
            (["title=x", "likelihood=6: often"], "from 1 to 5"),
        ],
    )
    def test_is_refused_with_its_field(
        self, gapwizard: Command, tiny: str, pairs: list[str], words: str
    ) -> None:
        ran = gapwizard("register", tiny, "risks", "new", *pairs)
        assert (ran.code, words in ran.err) == (1, True), ran.err
        assert gapwizard("register", tiny, "risks", "--json").json["rows"] == []

    def test_of_a_register_by_its_title(self, gapwizard: Command, tiny: str) -> None:
        gapwizard("register", tiny, "risks", "new", "title=One")
        by_title = gapwizard("register", tiny, WITH_REGISTER["registers"][0]["title"], "--json")
        assert by_title.json == gapwizard("register", tiny, "risks", "--json").json

    def test_of_another_register_or_none_names_the_nearest(
        self, gapwizard: Command, tiny: str
    ) -> None:
        assert "'risks'" in gapwizard("register", tiny, "risk").err
        assert gapwizard("register", tiny, "risks", "R-9").code == 1
        assert "'high'" in gapwizard("register", tiny, "risks", "--view", "hig").err

    @pytest.mark.parametrize(
        "words",
        [["--delete"], ["risks", "R-01", "--csv"], ["risks", "--dry-run"],
         ["--import", "x.csv"], ["risks", "R-01", "--delete", "title=x"]],
    )  # fmt: skip
    def test_wrong_usage(self, gapwizard: Command, tiny: str, words: list[str]) -> None:
        assert gapwizard("register", tiny, *words).code == 2


class TestTheLists:
    def test_of_registers_views_and_the_picture(self, gapwizard: Command, tiny: str) -> None:
        for title, likelihood in (("One", 5), ("Two", 1)):
            gapwizard(
                "register",
                tiny,
                "risks",
                "new",
                f"title={title}",
                f"likelihood={likelihood}",
                "impact=3",
            )
        assert gapwizard("register", tiny, "--json").json[0]["rows"] == 2
        high = gapwizard("register", tiny, "risks", "--view", "high").out
        assert ("One" in high, "Two" in high) == (True, False)
        picture = gapwizard("register", tiny, "risks", "--matrix").out.splitlines()
        assert picture[1].split() == ["5", ".", ".*", "1!", ".!", ".!"]

    def test_come_back_as_they_went_out(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        gapwizard(
            "register", tiny, "risks", "new", f"title={HOSTILE}", "likelihood=2", "notes=a; b"
        )
        gapwizard(
            "register", tiny, "risks", "new", "title=Two", "treatment=accept", "review=2026-05-01"
        )
        out = gapwizard("register", tiny, "risks", "--csv").out
        (_head, first, _second) = csv.reader(io.StringIO(out.lstrip("\ufeff")))
        assert first[1].startswith("'=cmd")
        file = tmp_path / "risks.csv"
        file.write_text(out, encoding="utf-8")
        ran = gapwizard("register", tiny, "risks", "--import", str(file), "--dry-run")
        assert ran.out.splitlines() == ["R-01 same", "R-02 same"]

    def test_take_rows_in_by_id_or_by_their_first_field(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        gapwizard("register", tiny, "risks", "new", "title=One", "impact=2")
        file = tmp_path / "risks.csv"
        file.write_text(
            "What,Impact,Treatment,Level\nOne,5,,99\nNew,∅,accept it,\n", encoding="utf-8"
        )
        gapwizard("register", tiny, "risks", "--import", str(file))
        rows = gapwizard("register", tiny, "risks", "--json").json["rows"]
        assert [(row["id"], row["title"], row["impact"], row["treatment"]) for row in rows] == [
            ("R-01", "One", 5, None), ("R-02", "New", None, "accept"),
        ]  # fmt: skip
        gapwizard("undo", tiny)
        assert len(gapwizard("register", tiny, "risks", "--json").json["rows"]) == 1

    def test_take_no_row_under_the_id_of_another_until_somebody_decides(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        gapwizard("register", tiny, "risks", "new", "title=One", "impact=2")
        file = tmp_path / "risks.csv"
        file.write_text("id,What,Impact\nR-01,Fire,5\nR-02,Flood,3\n", encoding="utf-8")

        def taken(*words: str) -> list[tuple[str, int]]:
            ran = gapwizard("register", tiny, "risks", "--import", str(file), *words)
            rows = gapwizard("register", tiny, "risks", "--json").json["rows"]
            assert (ran.code, "--take theirs" in ran.err) == ((0, False) if words else (1, True))
            if words:
                gapwizard("undo", tiny)
            return [(row["title"], row["impact"]) for row in rows]

        assert taken() == [("One", 2)]
        assert taken("--take", "theirs") == [("Fire", 5), ("Flood", 3)]
        assert taken("--take", "mine") == [("One", 2), ("Flood", 3)]
        assert taken("--take", "new") == [("One", 2), ("Flood", 3)]
        assert gapwizard("register", tiny, "risks", "--take", "new").code == 2

    def test_name_every_fault_and_take_nothing(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "risks.csv"
        file.write_text("id,What,Impact\n,One,9\nR-7,Two,1\n,,3\n", encoding="utf-8")
        ran = gapwizard("register", tiny, "risks", "--import", str(file))
        assert ran.code == 1
        assert [
            part in ran.err for part in ("line 2: column Impact", "line 3: column id", "line 4")
        ] == [True] * 3
        assert gapwizard("register", tiny, "risks", "--json").json["rows"] == []

    def test_where_the_questionnaire_declares_none(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("register", acme, "nothing-of-this-name").code == 1


class TestTheReport:
    def test_prints_a_register_in_the_full_length_alone(
        self, gapwizard: Command, tiny: str
    ) -> None:
        gapwizard("register", tiny, "risks", "new", f"title={HOSTILE}", "likelihood=2", "impact=2")
        full = gapwizard("report", tiny, "--length", "full", "-o", "-").out
        assert "## Annex G: registers" in full
        assert "\\[b\\]x" in full
        assert "| 2 |  | R-01 |  |  |  |" in full
        assert "Annex G" not in gapwizard("report", tiny, "-o", "-").out

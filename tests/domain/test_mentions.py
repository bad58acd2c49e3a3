"""Ids that rows name: what is gone leaves its id to nobody as long as anything names it."""

from cases.organisation import assessment, rated
from gapwizard.domain.assessment import ActionRecord, DocumentRecord
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.mentions import ids_named
from gapwizard.domain.records import FileRecord, TaskRecord
from gapwizard.domain.registers import RegisterCell, RegisterRow


class TestAnIdThatIsNamed:
    def test_is_one_that_a_field_refers_to(self) -> None:
        cells = ("Talk about D-09 once", "F-03, D-05")
        rows = assessment(
            tasks={"T-12.A-07": TaskRecord(note="n"), "T-01": TaskRecord(note="n")},
            actions={"A-01": ActionRecord(title="about D-08", depends_on="A-02", source="F-01 8.5")},
            documents={"DOC-1": DocumentRecord(held_in="D-01", replaced_by="D-02")},
            files={"FILE-1": FileRecord(documents=("D-03",)), "FILE-2": FileRecord()},
            answers={"5-Q1": rated(evidence=(parse_item("document: D-04 v1"), parse_item("said: as in D-07")))},
            registers={"risks/R-01": RegisterRow(
                cells=tuple(RegisterCell(field=f"f{n}", text=text) for n, text in enumerate(cells))
            )},
        )  # fmt: skip
        assert {name for name in ids_named(rows) if not name.startswith("8")} == {
            "A-07",
            "A-02",
            "F-01",
            "F-03",
            "D-01",
            "D-02",
            "D-03",
            "D-04",
            "D-05",
        }

"""Rows that two people added under one id: both stand, and what refers to the one that moved follows."""

from typing import Any

import pytest

from cases.organisation import assessment, departments, duties, rated, slot
from gapwizard.domain.assessment import (
    ActionRecord,
    Assessment,
    Dispute,
    DocumentRecord,
    FindingRecord,
)
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.merge_ids import FreeIds, new_ids, with_ids
from gapwizard.domain.records import FileRecord, TaskRecord
from gapwizard.domain.registers import RegisterCell, RegisterRow


def actions(**titles: str) -> dict[str, ActionRecord]:
    """Actions by number: `actions(A01="Do it")`."""
    return {f"{name[0]}-{name[1:]}": ActionRecord(title=title) for name, title in titles.items()}


def row(*texts: str) -> RegisterRow:
    """A row of a register with a cell for each text."""
    return RegisterRow(
        cells=tuple(RegisterCell(field=f"f{n}", text=text) for n, text in enumerate(texts))
    )


class TestAFreeId:
    @pytest.mark.parametrize(
        ("taken", "name", "free"),
        [
            ([], "A-05", "A-05"),
            (["A-05"], "A-05", "A-06"),
            (["A-01", "A-09"], "A-01", "A-10"),
            (["A-99"], "A-99", "A-100"),
            (["D-07", "A-01"], "A-01", "A-02"),
            (["risks/R-01", "parties/R-07"], "risks/R-01", "risks/R-02"),
            (["desk"], "desk", "desk-2"),
            (["desk", "desk-2"], "desk", "desk-3"),
            (["desk-2"], "desk", "desk"),
            (["desk-2"], "desk-2", "desk-2-2"),
        ],
    )
    def test_is_itself_or_the_next_of_its_kind(
        self, taken: list[str], name: str, free: str
    ) -> None:
        assert FreeIds(taken).take(name) == free

    def test_is_taken_from_then_on(self) -> None:
        free = FreeIds(["A-01"])
        assert [free.take("A-01") for _ in range(3)] == ["A-02", "A-03", "A-04"]
        assert [free.take("desk") for _ in range(3)] == ["desk", "desk-2", "desk-3"]


class TestWhatIsRenamed:
    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "ids"),
        [
            ({}, {"A01": "x"}, {"A01": "x"}, {}),
            ({}, {"A01": "x"}, {"A01": "y"}, {"A-01": "A-02"}),
            ({}, {"A01": "x"}, {"A01": "y", "A02": "z"}, {"A-01": "A-03"}),
            ({}, {"A01": "x", "A02": "y"}, {"A01": "y"}, {"A-01": "A-02"}),
            ({}, {}, {"A03": "y"}, {}),
            ({}, {"A01": "x", "A02": "x"}, {"A02": "x"}, {}),
            ({"A01": "old"}, {"A01": "new here"}, {"A01": "new there"}, {}),
            ({"A01": "old"}, {"A01": "old", "A02": "x"}, {"A01": "old", "A02": "y"}, {"A-02": "A-03"}),
            ({}, {"A01": "x"}, {"A01": "y", "A02": "x"}, {"A-01": "A-03", "A-02": "A-01"}),
        ],
    )  # fmt: skip
    def test_is_what_both_added_under_one_id_and_is_not_the_same_thing(
        self,
        base: dict[str, str],
        mine: dict[str, str],
        theirs: dict[str, str],
        ids: dict[str, str],
    ) -> None:
        sides = [assessment(actions=actions(**side)) for side in (base, mine, theirs)]
        assert new_ids(*sides).theirs == ({"actions": ids} if ids else {})

    def test_is_a_row_of_a_register_or_a_file_of_ones_own(self) -> None:
        mine, theirs = (
            assessment(
                registers={
                    "risks/R-01": row(title), "risks/R-02": row("same", title), "parties/R-01": row("p"),
                },
                files={"F-01": FileRecord(title=title), "FILE-01": FileRecord(title=title)},
            )
            for title in ("a", "b")
        )  # fmt: skip
        found = new_ids(assessment(), mine, theirs).theirs
        assert found == {"registers": {"risks/R-01": "risks/R-03"}, "files": {"F-01": "F-02"}}

    def test_is_never_a_document_of_the_questionnaire(self) -> None:
        sides = [
            assessment(documents={"DOC-1": DocumentRecord(title=title)}) for title in ("a", "b")
        ]
        assert new_ids(assessment(), *sides).theirs == {}

    def test_is_no_slot_of_the_department_that_both_have_under_two_ids(self) -> None:
        mine = assessment(
            departments={**departments(ops=""), **departments(x="")},
            slots={"S-01": slot(department="ops")},
        )
        theirs = assessment(
            departments={"x": mine.departments["ops"]}, slots={"S-01": slot(department="x")}
        )
        assert new_ids(assessment(), mine, theirs).theirs == {"departments": {"x": "ops"}}


class TestWhatRefersToIt:
    def test_follows_it(self) -> None:
        ids = {
            "actions": {"A-01": "A-07"},
            "findings": {"F-01": "F-07"},
            "documents": {"D-01": "D-07"},
            "departments": {"desk": "desk-2"},
        }
        there = assessment(
            about={"capacity": {"desk": "2", "change": "1"}},
            actions={
                "A-01": ActionRecord(title="x", source="F-01, D-01 8.5 A-01"),
                "A-02": ActionRecord(title="y", depends_on="A-01, A-012 A-03"),
            },
            departments=departments(desk=""),
            slots={"S-01": slot(department="desk"), "S-02": slot()},
            responsibilities=duties(_8_5="desk:A ops:C"),
            documents={
                "D-01": DocumentRecord(title="x"),
                "D-02": DocumentRecord(title="y", held_in="D-01"),
            },
            answers={"5-Q1": rated(evidence=(parse_item("document: D-01 of May"), parse_item("said: of D-01")))},
            disputes={"X-01": Dispute(table="actions", row="A-01"), "X-02": Dispute(table="answers", row="A-01")},
        )  # fmt: skip
        here = with_ids(there, ids)
        assert set(here.actions) == {"A-07", "A-02"}
        assert here.actions["A-07"].source == "F-07, D-07 8.5 A-01"
        assert here.actions["A-02"].depends_on == "A-07, A-012 A-03"
        assert set(here.departments) == {"desk-2"}
        assert here.about.capacity == {"desk-2": "2", "change": "1"}
        assert [one.department for one in here.slots.values()] == ["desk-2", None]
        assert here.responsibilities["8.5"].parts == {"desk-2": ("A",), "ops": ("C",)}
        assert here.documents["D-02"].held_in == "D-07"
        texts = [item.text for item in here.answers["5-Q1"].evidence]
        assert texts == ["D-07 of May", "of D-01"]
        assert [one.row for one in here.disputes.values()] == ["A-07", "A-01"]

    def test_follows_in_files_registers_tasks_and_in_what_takes_its_place(self) -> None:
        ids = {
            "actions": {"A-01": "A-07"},
            "documents": {"D-01": "D-07"},
            "files": {"F-01": "F-07"},
            "findings": {"F-03": "F-08"},
        }
        there = assessment(
            documents={"DOC-1": DocumentRecord(state="obsolete", replaced_by="D-01")},
            files={"F-01": FileRecord(title="Own", documents=("DOC-2", "D-01"))},
            tasks={name: TaskRecord(note="n") for name in ("T-01.F-01", "T-02.A-01", "T-03")},
            registers={"risks/R-01": row("What D-01 says", "D-01", "F-03, D-01")},
        )
        here = with_ids(there, ids)
        assert here.documents["DOC-1"].replaced_by == "D-07"
        assert here.files["F-07"].documents == ("DOC-2", "D-07")
        assert [*here.tasks] == ["T-01.F-07", "T-02.A-07", "T-03"]
        assert here.registers["risks/R-01"] == row("What D-01 says", "D-07", "F-08, D-07")

    def test_follows_where_a_department_owns_it_by_its_id(self) -> None:
        there = assessment(
            departments=departments(desk=""),
            actions={"A-01": ActionRecord(owner="desk"), "A-02": ActionRecord(owner="desk lead")},
            documents={"D-01": DocumentRecord(owner="desk")},
            files={"F-01": FileRecord(owner="desk")},
            findings={"F-01": FindingRecord(owner="desk"), "F-02": FindingRecord(owner="Desk")},
            tasks={"T-01": TaskRecord(owner="desk")},
            registers={"risks/R-01": row("desk", "the desk")},
        )
        here = with_ids(there, {"departments": {"desk": "desk-2"}})
        tables = (here.actions, here.documents, here.files, here.findings, here.tasks)
        owners = [[getattr(one, "owner") for one in table.values()] for table in tables]  # noqa: B009
        assert owners == [
            ["desk-2", "desk lead"],
            ["desk-2"],
            ["desk-2"],
            ["desk-2", "Desk"],
            ["desk-2"],
        ]
        assert here.registers["risks/R-01"] == row("desk-2", "the desk")

    def test_follows_in_a_register_that_names_a_row_of_another(self) -> None:
        there = assessment(registers={"services/SV-01": row("x", "OP-01", "by OP-01", "F-01")})
        ids = {"registers": {"parties/OP-01": "parties/OP-03"}, "findings": {"F-01": "F-02"}}
        here = with_ids(there, ids)
        assert here.registers["services/SV-01"] == row("x", "OP-03", "by OP-01", "F-02")

    def test_follows_two_that_change_places_at_once(self) -> None:
        there = assessment(
            actions={**actions(A01="x", A02="y"), "A-03": ActionRecord(title="z", depends_on="A-01, A-02")}
        )  # fmt: skip
        here = with_ids(there, {"actions": {"A-01": "A-02", "A-02": "A-01"}})
        assert {name: row.title for name, row in here.actions.items()} == {
            "A-02": "x",
            "A-01": "y",
            "A-03": "z",
        }
        assert here.actions["A-03"].depends_on == "A-02, A-01"

    @pytest.mark.parametrize("ids", [{}, {"actions": {}}])
    def test_is_all_as_it_was_where_nothing_moved(self, ids: dict[str, Any]) -> None:
        there: Assessment = assessment(actions=actions(A01="x"))
        assert with_ids(there, ids) is there

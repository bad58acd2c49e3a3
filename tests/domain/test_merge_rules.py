"""What cannot stand together although each side alone could have it: cells, removals, rules over rows."""

from datetime import date, time
from typing import Any

import pytest

from cases.organisation import assessment, departments, duties, rated
from gapwizard.domain import disputes
from gapwizard.domain.assessment import ActionRecord, Assessment, Change, DocumentRecord, Slot
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.merge import Copies, Merge, merge
from gapwizard.domain.merge_rules import let_go
from gapwizard.domain.records import FileRecord, TaskRecord
from gapwizard.domain.registers import RegisterCell, RegisterRow
from gapwizard.domain.staging import Choice, Kind, StagedRow, Staging


def merged(base: Assessment, mine: Assessment, theirs: Assessment, *, first: bool = True) -> Merge:
    """The merge of two sides, of whom `first` says whether mine was the first to change anything."""
    return merge(Copies(base, mine, theirs, first, {}, {}))


def after(mine: Assessment, found: Merge, choice: Choice | None) -> Assessment:
    """The assessment once every conflict was decided one way, or left undecided."""
    staging = Staging("", found.rows)
    made = mine.with_changes(staging.changes(staging.decided(choice) if choice else {}))
    return made.with_changes(let_go(mine, made))


def only(found: Merge) -> StagedRow:
    """The one row that comes in."""
    [row] = found.rows
    return row


def both_ways(base: Assessment, mine: Assessment, theirs: Assessment) -> dict[str, Assessment]:
    """What the decisions make of two sides, which is the same whoever takes from whom."""
    there, here = merged(base, mine, theirs), merged(base, theirs, mine, first=False)
    made = {}
    for ours, yours in ((Choice.MINE, Choice.THEIRS), (Choice.THEIRS, Choice.MINE)):
        made[ours.value] = after(mine, there, ours)
        assert made[ours.value] == after(theirs, here, yours), ours
    made["both"] = after(mine, there, Choice.BOTH)
    assert made["both"].disputes
    for side, found in ((mine, there), (theirs, here)):
        assert [row for row in found.rows if row.kind is Kind.CONFLICT]
        made["undecided" if side is mine else "undecided there"] = after(side, found, None)
    return made


def cells(**texts: str) -> RegisterRow:
    """A row of a register."""
    return RegisterRow(cells=tuple(RegisterCell(field=f, text=t) for f, t in texts.items()))


def registered(**texts: str) -> Assessment:
    """An assessment with one row of a register."""
    return assessment(registers={"risks/R-01": cells(**texts)})


class TestARowOfARegister:
    BASE = registered(title="Flood", owner="ops")

    def test_is_put_together_cell_by_cell(self) -> None:
        mine = registered(title="Flood", owner="desk", state="open")
        theirs = registered(title="Floods", owner="ops", review="2026-12-01")
        found = merged(self.BASE, mine, theirs)
        row = only(found)
        assert row.kind is Kind.CHANGED
        assert [(one.field, one.theirs) for one in row.differences] == [
            ("cells.title", "Floods"), ("cells.review", "2026-12-01"),
        ]  # fmt: skip
        one = after(mine, found, Choice.MINE)
        two = after(theirs, merged(self.BASE, theirs, mine, first=False), Choice.MINE)
        assert one == two
        assert one.registers["risks/R-01"] == cells(
            title="Floods", owner="desk", state="open", review="2026-12-01"
        )

    @pytest.mark.parametrize("first", [True, False])
    def test_has_its_cells_in_the_order_of_the_side_that_changed_it(self, first: bool) -> None:
        mine, theirs = (
            registered(title="Floods", owner="ops"),
            registered(owner="ops", title="Flood"),
        )
        made = after(mine, merged(self.BASE, mine, theirs, first=first), Choice.MINE)
        assert made.registers["risks/R-01"] == cells(owner="ops", title="Floods")
        there = merged(self.BASE, theirs, mine, first=not first)
        assert after(theirs, there, Choice.MINE) == made

    def test_waits_with_the_text_of_the_one_cell_that_both_changed(self) -> None:
        mine, theirs = registered(title="Flood", owner="desk"), registered(title="Flood", state="x")
        found = merged(self.BASE, mine, theirs)
        [one, taken] = sorted(only(found).differences, key=lambda shown: not shown.conflict)
        assert (one.field, one.base, one.mine, one.theirs) == ("cells.owner", "ops", "desk", "")
        assert (taken.field, taken.theirs) == ("cells.state", "x")
        there = merged(self.BASE, theirs, mine, first=False)
        for ours, yours in ((Choice.MINE, Choice.THEIRS), (Choice.THEIRS, Choice.MINE)):
            assert after(mine, found, ours) == after(theirs, there, yours)
        made = after(mine, found, Choice.BOTH)
        assert disputes.dispute_lines(made, "registers", "risks/R-01") == [
            "the other side: cells.owner --"
        ]
        taken_over = made.with_changes(disputes.settling_changes(made, "X-01", take=True))
        assert taken_over.registers["risks/R-01"] == cells(title="Flood", state="x")


class TestARowTakenAwayThatTheOtherSideNewlyNames:
    D = DocumentRecord(title="Wiki")

    @pytest.mark.parametrize(
        ("thing", "naming"),
        [
            ({"departments": departments(desk="")}, {"responsibilities": duties(_8_5="desk:A")}),
            ({"departments": departments(desk="")}, {"slots": {
                "S-01": Slot(day=date(2026, 12, 1), start=time(9), department="desk")}}),
            ({"departments": departments(desk="")}, {"about": {"capacity": {"desk": "2"}}}),
            ({"documents": {"D-01": D}}, {"answers": {
                "5-Q1": rated(evidence=(parse_item("document: D-01 of May"),))}}),
            ({"documents": {"D-01": D}}, {"files": {"F-01": FileRecord(title="x", documents=("D-01",))}}),
            ({"actions": {"A-01": ActionRecord(title="x")}}, {"tasks": {"T-01.A-01": TaskRecord(note="n")}}),
            ({"files": {"F-01": FileRecord(title="x")}}, {"tasks": {"T-01.F-01": TaskRecord(note="n")}}),
            ({"registers": {"parties/OP-01": {"cells": [{"field": "a", "text": "x"}]}}},
             {"registers": {"services/SV-01": {"cells": [{"field": "party", "text": "OP-01"}]}}}),
            ({"documents": {"D-01": D}}, {"documents": {"D-02": DocumentRecord(title="y", held_in="D-01")}}),
            ({"actions": {"A-01": ActionRecord(title="x")}},
             {"actions": {"A-02": ActionRecord(title="y", depends_on="A-01")}}),
        ],
    )  # fmt: skip
    def test_waits_for_a_person_and_stays_where_nobody_says_it_goes(
        self, thing: dict[str, Any], naming: dict[str, Any]
    ) -> None:
        base, gone = assessment(**thing), assessment()
        more = {table: {**thing.get(table, {}), **rows} for table, rows in naming.items()}
        using = assessment(**{**thing, **more})
        [(table, rows)] = thing.items()
        [name] = rows
        made = both_ways(base, using, gone)
        assert made["mine"] == using
        assert made["both"].model_copy(update={"disputes": {}}) == using
        [dispute] = made["both"].disputes.values()
        assert (dispute.table, dispute.row, dispute.gone) == (table, name, True)
        assert made["theirs"].row(table, name) is None
        assert made["undecided"] == using
        assert made["undecided there"] == gone

    def test_lets_go_of_what_rests_on_it_as_it_was_shown(self) -> None:
        base = assessment(departments=departments(desk="", ops=""))
        using = assessment(
            departments=departments(desk="", ops=""), responsibilities=duties(_8_5="desk:A ops:R")
        )
        row = only(merged(base, using, assessment(departments=departments(ops=""))))
        shown = [(one.field, one.mine, one.theirs) for one in row.differences]
        assert ("responsibilities 8.5 parts.desk", "A", "") in shown
        made = both_ways(base, using, assessment(departments=departments(ops="")))
        assert made["theirs"].responsibilities == duties(_8_5="ops:R")

    def test_is_taken_where_it_was_named_before_already(self) -> None:
        base = assessment(
            actions={"A-01": ActionRecord(title="x"), "A-02": ActionRecord(title="y", depends_on="A-01")}
        )  # fmt: skip
        gone = assessment(actions={"A-02": ActionRecord(title="y")})
        assert {row.kind for row in merged(base, base, gone).rows} == {Kind.CHANGED}

    def test_does_not_come_back_with_letters_that_were_there_before(self) -> None:
        staff = departments(desk="", ops="")
        base = assessment(departments=staff, responsibilities=duties(_8_5="desk:C"))
        mine = assessment(departments=staff, responsibilities=duties(_8_5="desk:C ops:A"))
        theirs = assessment(departments=departments(ops=""))
        staging = Staging("", merged(base, mine, theirs).rows)
        shown = mine.with_changes(staging.changes(staging.decided(Choice.MINE)))
        assert shown.responsibilities == duties(_8_5="ops:A")
        made = both_ways(base, mine, theirs)
        assert made["mine"].responsibilities == duties(_8_5="ops:A")
        assert made["theirs"].responsibilities == {}

    def test_is_shown_where_the_row_that_names_it_comes_in(self) -> None:
        base = assessment(departments=departments(desk="Desk"))
        theirs = assessment(
            departments=departments(desk="Desk"), responsibilities=duties(_8_5="desk:A")
        )
        row = only(merged(base, assessment(), theirs))
        assert (row.table, row.id, row.kind) == ("responsibilities", "8.5", Kind.CONFLICT)
        last = row.differences[-1]
        assert (last.field, last.mine, last.conflict) == ("departments desk", "", True)
        assert last.theirs == last.base


class TestFieldsThatGoTogether:
    def test_are_the_letters_of_a_clause_for_which_one_department_is_accountable(self) -> None:
        base = assessment(departments=departments(ops="", desk="", hr=""))
        mine, theirs = (
            base.model_copy(update={"responsibilities": duties(_8_5=letters)})
            for letters in ("ops:A hr:C", "desk:A")
        )
        shown = only(merged(base, mine, theirs)).differences
        assert {one.field for one in shown if one.conflict} == {"parts.ops", "parts.desk"}
        made = both_ways(base, mine, theirs)
        assert made["mine"].responsibilities == duties(_8_5="ops:A hr:C")
        assert made["theirs"].responsibilities == duties(_8_5="desk:A hr:C")

    def test_are_those_also_where_one_of_them_is_open_already(self) -> None:
        base, mine, theirs = (
            assessment(
                departments=departments(ops="", desk=""), responsibilities=duties(_8_5=letters)
            )
            for letters in ("ops:A", "ops:AR", "ops:R desk:A")
        )
        made = both_ways(base, mine, theirs)
        assert made["mine"].responsibilities == duties(_8_5="ops:AR")
        assert made["theirs"].responsibilities == duties(_8_5="ops:R desk:A")

    @pytest.mark.parametrize("state", ["closed", "verified"])
    def test_are_the_state_of_a_finding_and_what_this_state_needs(self, state: str) -> None:
        whole = {"cause": "c", "corrective_action": "a", "verification": "v"}
        base, mine, theirs = (
            assessment(findings={"NC-5": {**whole, **more}})
            for more in ({}, {"state": state}, {"cause": ""})
        )
        shown = only(merged(base, mine, theirs)).differences
        assert {one.field for one in shown if one.conflict} == {"state", "cause"}
        made = both_ways(base, mine, theirs)
        assert (made["mine"], made["theirs"]) == (mine, theirs)


class TestRowsThatCannotStandBesideEachOther:
    def test_are_two_files_that_hold_one_document(self) -> None:
        base = assessment(files={"F-01": FileRecord(title="x"), "F-02": FileRecord(title="y")})
        mine, theirs = (
            base.with_changes([Change("files", name, FileRecord(title="t", documents=("D-9",)))])
            for name in ("F-01", "F-02")
        )
        row = only(merged(base, mine, theirs))
        assert (row.id, row.kind) == ("F-02", Kind.CONFLICT)
        assert [(one.field, one.mine, one.theirs) for one in row.differences if one.conflict] == [
            ("documents", "", "D-9"), ("files F-01 documents", "D-9", ""),
        ]  # fmt: skip
        made = both_ways(base, mine, theirs)
        holds = {how: [f.documents for f in one.files.values()] for how, one in made.items()}
        assert holds["mine"] == holds["both"] == holds["undecided"] == [("D-9",), None]
        assert holds["theirs"] == [None, ("D-9",)]
        assert [one.title for one in made["mine"].files.values()] == ["t", "t"]

    def test_are_two_new_files_that_hold_one_document(self) -> None:
        mine, theirs = (
            assessment(files={"F-01": FileRecord(title=title, documents=("D-9",))})
            for title in ("x", "y")
        )
        found = merged(assessment(), mine, theirs)
        assert [(row.id, row.kind) for row in found.rows] == [("F-02", Kind.CONFLICT)]
        for choice, holding in ((Choice.MINE, "x"), (Choice.THEIRS, "y"), (Choice.BOTH, "x")):
            files = after(mine, found, choice).files.values()
            assert {f.title: f.documents for f in files if f.documents} == {holding: ("D-9",)}
            assert len(files) == 2

    def test_are_documents_each_held_in_the_other(self) -> None:
        base = assessment(documents={n: DocumentRecord(title=n) for n in ("D-01", "D-02", "D-03")})
        mine, theirs = (
            base.with_changes([
                Change("documents", name, DocumentRecord(title=name, held_in=holder, note=name))
                for name, holder in held.items()
            ])
            for held in ({"D-01": "D-02"}, {"D-02": "D-03", "D-03": "D-01"})
        )  # fmt: skip
        made = both_ways(base, mine, theirs)
        held = {how: [d.held_in for d in one.documents.values()] for how, one in made.items()}
        assert held["mine"] == held["both"] == ["D-02", None, None]
        assert held["theirs"] == [None, "D-03", "D-01"]
        assert [one.note for one in made["mine"].documents.values()] == ["D-01", "D-02", "D-03"]
        assert [one.note for one in made["theirs"].documents.values()] == ["D-01", "D-02", "D-03"]

    def test_are_actions_that_wait_for_each_other(self) -> None:
        base = assessment(actions={n: ActionRecord(title=n) for n in ("A-01", "A-02")})
        mine, theirs = (
            base.with_changes([Change("actions", one, ActionRecord(title=one, depends_on=two))])
            for one, two in (("A-01", "A-02"), ("A-02", "A-01"))
        )
        row = only(merged(base, mine, theirs))
        assert (row.id, row.kind) == ("A-02", Kind.CONFLICT)
        made = both_ways(base, mine, theirs)
        assert (made["mine"], made["theirs"]) == (mine, theirs)
        assert made["both"].disputes["X-01"].theirs == {"depends_on": "A-01"}

    def test_are_such_also_where_a_field_of_them_is_open_already(self) -> None:
        files = {
            "F-01": FileRecord(title="x", documents=("D-8", "D-9")), "F-02": FileRecord(title="y"),
        }  # fmt: skip
        base = assessment(files=files)
        mine = base.with_changes([
            Change("files", "F-01", FileRecord(title="x", documents=("D-7", "D-8", "D-9")))
        ])  # fmt: skip
        theirs = base.with_changes([
            Change("files", "F-01", FileRecord(title="x", documents=("D-8",))),
            Change("files", "F-02", FileRecord(title="y", documents=("D-9",))),
        ])  # fmt: skip
        made = both_ways(base, mine, theirs)
        assert (made["mine"], made["theirs"]) == (mine, theirs)

    def test_are_left_alone_where_one_side_had_them_so_before(self) -> None:
        wrong = {n: FileRecord(title=n, documents=("D-9",)) for n in ("F-01", "F-02")}
        theirs = assessment(files=wrong)
        assert {row.kind for row in merged(assessment(), assessment(), theirs).rows} == {Kind.NEW}

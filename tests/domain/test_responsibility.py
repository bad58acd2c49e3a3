"""Who owns a clause, what nobody owns, and which neighbours lack a word on their handover."""

import pytest

from cases.organisation import QUESTIONNAIRE, assessment, departments, diagnosed, duties, note
from gapwizard.domain.responsibility import (
    departments_of,
    interface_id,
    letters_of,
    matrix,
    owner_of,
    without_interface,
    without_owner,
)

TEAMS = departments(ops="desk", it="change", top="boss")


def owner(clause: str, **rows: str) -> str | None:
    found = assessment(departments=TEAMS, responsibilities=duties(**rows))
    return owner_of(QUESTIONNAIRE, found, clause)


class TestTheOwnerOfAClause:
    @pytest.mark.parametrize(
        ("letters", "owns"),
        [
            ("ops:A it:R", "ops"),
            ("ops:AR", "ops"),
            ("ops:R", "ops"),
            ("ops:R it:C top:I", "ops"),
            ("ops:R it:R", None),
            ("ops:C it:I", None),
            ("ops:A it:A", None),
            ("gone:A ops:R", "ops"),
        ],
    )
    def test_is_the_accountable_one_else_the_only_responsible_one(self, letters, owns):
        assert owner("8.5", _8_5=letters) == owns

    def test_is_that_of_the_clause_above_where_it_has_no_letters(self):
        assert owner("8.6.1", _8_6="ops:A") == "ops"
        assert owner("8.6.1", _8="it:A", _8_6="ops:A") == "ops"
        assert owner("8.6.1", _8="it:A", _8_6="gone:A") == "it"

    def test_is_none_where_its_own_letters_name_none(self):
        assert owner("8.6.1", _8_6="ops:A", _8_6_1="it:C") is None

    def test_is_none_without_any_letters(self):
        assert owner("5") is None


class TestTheMatrix:
    def test_has_a_row_for_each_charted_clause_or_for_each_leaf(self):
        diagnosis = diagnosed(departments=TEAMS)
        assert [row.clause.id for row in matrix(diagnosis)] == ["5", "8.5", "8.6"]
        leaves = [row.clause.id for row in matrix(diagnosis, leaves=True)]
        assert leaves == ["5", "8.5", "8.6.1", "8.6.2"]

    def test_says_whether_the_owner_is_inherited_and_what_lies_below_without_one(self):
        rows = duties(_8_6="ops:AR", _8_6_1="it:C")
        diagnosis = diagnosed(departments=TEAMS, responsibilities=rows)
        by_id = {row.clause.id: row for row in matrix(diagnosis, leaves=True)}
        assert by_id["8.6.2"].inherited
        assert not by_id["8.6.1"].inherited
        [charted] = [row for row in matrix(diagnosis) if row.clause.id == "8.6"]
        assert charted.letters == {"ops": ("R", "A")}
        assert [clause.id for clause in charted.uncovered] == ["8.6.1"]

    def test_orders_departments_by_their_roles(self):
        assert departments_of(QUESTIONNAIRE, assessment(departments=TEAMS)) == ["top", "ops", "it"]

    def test_gives_no_letters_of_departments_that_have_none(self):
        assert letters_of(assessment(departments=TEAMS), "8.6", "ops") == ()


class TestClausesWithoutAnOwner:
    def unowned(self, **rows: str) -> list[str]:
        tables = {"departments": TEAMS, "responsibilities": duties(**rows)}
        return [clause.id for clause in without_owner(diagnosed(**tables))]

    def test_are_named_by_the_charted_clause_where_nothing_below_it_has_one(self):
        assert self.unowned() == ["5", "8.5", "8.6"]

    def test_are_named_one_by_one_where_something_below_has(self):
        assert self.unowned(_5="top:A", _8_5="it:R", _8_6_1="ops:A") == ["8.6.2"]

    def test_are_none_where_all_leaves_have_one(self):
        assert self.unowned(_5="top:A", _8="it:A") == []


class TestHandovers:
    def missing(self, interfaces: dict[str, object] | None = None, **rows: str) -> list[object]:
        found = without_interface(
            diagnosed(
                departments=TEAMS, responsibilities=duties(**rows), interfaces=interfaces or {}
            )
        )
        return [(pair.first.id, pair.second.id, pair.owners, pair.links) for pair in found]

    def test_want_a_note_where_neighbours_have_different_owners(self):
        assert self.missing(_8_5="it:A", _8_6="ops:A") == [
            ("8.5", "8.6", ("it", "ops"), (("8.5", "8.6.1"),))
        ]

    def test_want_none_within_one_owner_or_without_owners(self):
        assert self.missing(_8="ops:A") == []
        assert self.missing(_8_5="ops:A") == []

    def test_are_named_by_the_leaves_where_both_lie_below_one_charted_clause(self):
        assert self.missing(_8_6_1="it:A", _8_6_2="ops:A") == [
            ("8.6.1", "8.6.2", ("it", "ops"), (("8.6.1", "8.6.2"),))
        ]

    @pytest.mark.parametrize("name", ["8.5|8.6", "8.5|8.6.1", "8.6.1|8.5"])
    def test_are_settled_by_a_note_on_the_clauses_or_those_above(self, name):
        assert self.missing({name: note()}, _8_5="it:A", _8_6="ops:A") == []

    def test_are_not_settled_by_an_empty_note(self):
        assert self.missing({"8.5|8.6": note(" ")}, _8_5="it:A", _8_6="ops:A")

    def test_are_named_in_the_order_of_the_questionnaire(self):
        assert interface_id(QUESTIONNAIRE, "8.6", "8.5") == "8.5|8.6"

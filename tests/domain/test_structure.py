"""What the diagnosis asks of the structure of a firm: what nobody answers for, and duties unclear."""

from typing import Any

from cases.moment import TODAY
from cases.organisation import QUESTIONNAIRE, assessment, departments, duties, note
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import ViewGroup
from gapwizard.domain.structure import ToDecide, activities, to_decide

MINE = QUESTIONNAIRE.model_copy(
    update={
        "activities": (
            ViewGroup.model_validate({"title": "Planning", "clauses": ["5"]}),
            ViewGroup.model_validate({"title": "Control", "clauses": ["8.5", "8.6"]}),
            ViewGroup.model_validate({"title": "Elsewhere", "clauses": ["9"]}),
        )
    }
)
ALL_OWNED = duties(_5="boss:A", _8_5="ops:A", _8_6="desk:A")
THREE = departments(boss="boss", ops="change", desk="desk nobody")


def firm(**tables: Any) -> Diagnosis:
    """The diagnosis of a firm."""
    return diagnose(MINE, assessment(**tables), TODAY)


def asks(found: tuple[ToDecide, ...], ask: str) -> list[tuple[list[str], tuple[str, ...]]]:
    """What is asked of one kind: the clauses and the departments."""
    return [
        ([clause.id for clause in one.clauses], one.departments) for one in found if one.ask == ask
    ]


class TestAnActivity:
    def test_is_one_that_has_a_clause_with_its_owners_once_each(self) -> None:
        found = activities(firm(departments=THREE, responsibilities=ALL_OWNED))
        assert [(one.title, one.owners, one.unowned) for one in found] == [
            ("Planning", ("boss",), ()),
            ("Control", ("ops", "desk"), ()),
        ]

    def test_names_the_leaves_that_nobody_owns(self) -> None:
        rows = duties(_8_5="ops:A", _8_6_1="desk:A")
        planning, control = activities(firm(departments=THREE, responsibilities=rows))
        assert [clause.id for clause in planning.unowned] == ["5"]
        assert [clause.id for clause in control.unowned] == ["8.6.2"]
        assert control.owners == ("ops", "desk")

    def test_that_nobody_answers_for_is_to_be_decided_first(self) -> None:
        rows = duties(_8_5="ops:A", _8_6="desk:A")
        first = to_decide(firm(departments=THREE, responsibilities=rows))[0]
        assert (first.ask, first.activity) == ("activity", "Planning")
        assert [clause.id for clause in first.clauses] == ["5"]

    def test_with_one_owner_is_not_asked_about(self) -> None:
        rows = duties(_5="boss:A", _8_5="ops:A")
        assert asks(to_decide(firm(departments=THREE, responsibilities=rows)), "activity") == []


class TestAClause:
    def test_that_nobody_owns_comes_with_the_department_proposed(self) -> None:
        rows = duties(_5="boss:A", _8_5="ops:A", _8_6="ops:C")
        found = to_decide(firm(departments=THREE, responsibilities=rows))
        assert asks(found, "unowned") == [(["8.6"], ())]
        empty = to_decide(
            firm(departments=THREE, responsibilities=duties(_5="boss:A", _8_5="ops:A"))
        )
        assert [one.proposed for one in empty if one.ask == "unowned"] == ["desk"]

    def test_with_several_responsible_and_nobody_accountable_is_shared(self) -> None:
        rows = {**ALL_OWNED, **duties(_8_6="ops:R desk:R")}
        found = to_decide(firm(departments=THREE, responsibilities=rows))
        assert asks(found, "shared") == [(["8.6"], ("ops", "desk"))]
        assert asks(found, "unowned") == []

    def test_is_shared_by_none_that_is_gone(self) -> None:
        for row, shared in (
            (duties(_8_6="gone:R desk:R"), []),
            (duties(_8_6="gone:R ops:R desk:R"), [(["8.6"], ("ops", "desk"))]),
        ):
            found = to_decide(firm(departments=THREE, responsibilities={**ALL_OWNED, **row}))
            assert asks(found, "shared") == shared


class TestADepartment:
    def test_without_a_letter_is_idle_and_one_that_is_only_asked_and_told_is_named(self) -> None:
        there = {**THREE, **departments(audit="", law="")}
        rows = {**ALL_OWNED, **duties(_8_5="ops:A law:CI")}
        found = to_decide(firm(departments=there, responsibilities=rows))
        assert asks(found, "idle") == [([], ("audit",))]
        assert asks(found, "asked_only") == [([], ("law",))]


class TestAHandover:
    def test_between_two_owners_is_to_be_noted_until_it_is(self) -> None:
        found = to_decide(firm(departments=THREE, responsibilities=ALL_OWNED))
        assert asks(found, "unnoted") == [(["8.5", "8.6"], ("ops", "desk"))]
        noted = firm(
            departments=THREE, responsibilities=ALL_OWNED, interfaces={"8.5|8.6.1": note()}
        )
        assert to_decide(noted) == ()

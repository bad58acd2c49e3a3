"""What the diagnosis asks of the structure of a firm: activities nobody answers for, duties unclear.

Source: guide 000, section 1.4 D: the duties of all departments cover the standard, each department
has clear duties, their work connects, and planning, control, coordination, checking and improvement
are all reflected.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from gapwizard.domain import staffing
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.responsibility import (
    departments_of,
    owner_of,
    row_over,
    without_interface,
    without_owner,
)

Ask = Literal["unowned", "shared", "idle", "asked_only", "unnoted", "activity"]
"""What is to be decided: who owns a clause that nobody owns, or several do; what a department does
that does nothing, or is only asked and told; how two hand over; who answers for a kind of activity."""


class Activity(NamedTuple):
    """One kind of activity, such as checking, and who answers for it."""

    title: str
    owners: tuple[str, ...]
    """Departments that own a clause of it, by id."""
    unowned: tuple[Clause, ...]
    """Leaf clauses of it that nobody owns."""
    clauses: tuple[str, ...]
    """As the questionnaire names them."""


class ToDecide(NamedTuple):
    """One structural change that the diagnosis calls for."""

    ask: Ask
    clauses: tuple[Clause, ...] = ()
    departments: tuple[str, ...] = ()
    proposed: str = ""
    """The department proposed, by id; empty where nothing points to one."""
    activity: str = ""


def activities(diagnosis: Diagnosis) -> tuple[Activity, ...]:
    """The kinds of activity of the questionnaire that have a clause, with their owners."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    found = []
    for group in questionnaire.activities:
        leaves = [
            leaf for leaf in questionnaire.leaves if questionnaire.within(leaf.id, group.clauses)
        ]
        owners = {leaf.id: owner_of(questionnaire, assessment, leaf.id) for leaf in leaves}
        known = tuple(dict.fromkeys(name for name in owners.values() if name is not None))
        unowned = tuple(leaf for leaf in leaves if owners[leaf.id] is None)
        if leaves:
            found.append(Activity(group.title, known, unowned, group.clauses))
    return tuple(found)


def to_decide(diagnosis: Diagnosis) -> tuple[ToDecide, ...]:
    """Every structural change that the diagnosis calls for, the widest first."""
    return (
        *(
            ToDecide("activity", one.unowned, activity=one.title)
            for one in activities(diagnosis)
            if not one.owners
        ),
        *_clauses(diagnosis),
        *_departments(diagnosis),
        *(
            ToDecide("unnoted", (pair.first, pair.second), pair.owners)
            for pair in without_interface(diagnosis)
        ),
    )


def _clauses(diagnosis: Diagnosis) -> Iterator[ToDecide]:
    proposed = staffing.owners(diagnosis)
    for clause in without_owner(diagnosis):
        several = _sharing(diagnosis.questionnaire, diagnosis.assessment, clause.id)
        ask: Ask = "shared" if several else "unowned"
        yield ToDecide(ask, (clause,), several, proposed.get(clause.id, ""))


def _sharing(questionnaire: Questionnaire, assessment: Assessment, clause: str) -> tuple[str, ...]:
    """The departments that are all accountable, or all responsible, so that none owns a clause."""
    row = row_over(questionnaire, assessment, clause)
    if row is None:
        return ()
    for letter in ("A", "R"):
        having = tuple(
            name
            for name, letters in row.parts.items()
            if name in assessment.departments and letter in letters
        )
        if having:
            return having
    return ()


def _departments(diagnosis: Diagnosis) -> Iterator[ToDecide]:
    assessment = diagnosis.assessment
    idle = staffing.without_clause(assessment)
    for name in departments_of(diagnosis.questionnaire, assessment):
        letters = {
            letter
            for row in assessment.responsibilities.values()
            for letter in row.parts.get(name, ())
        }
        if name in idle:
            yield ToDecide("idle", departments=(name,))
        elif not letters & {"R", "A"}:
            yield ToDecide("asked_only", departments=(name,))

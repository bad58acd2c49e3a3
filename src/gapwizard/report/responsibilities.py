"""Section 6: who answers for which clause, what nobody answers for, and where work is handed over.

`6-responsibilities.md` prints it, when at least one department has a part in a clause.
"""

from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.assessment import Department, Letter
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.responsibility import (
    departments_of,
    ends_of,
    letters_of,
    matrix,
    owner_of,
    without_interface,
    without_owner,
)
from gapwizard.domain.visible import substance
from gapwizard.i18n import both, names
from gapwizard.report.markdown import NONE
from gapwizard.report.parts import Line, clause_line, name_of


class Duty(NamedTuple):
    """One clause with the departments that have a part in it."""

    clause: str
    accountable: str
    responsible: str
    consulted: str
    informed: str


class DepartmentCard(NamedTuple):
    """What one department answers for: its duty card."""

    department: str
    owns: str
    takes_part: str
    busy: bool


class Handover(NamedTuple):
    """Two clauses with different owners and no word on how they hand over."""

    first: str
    second: str
    owners: str


class Responsibilities(NamedTuple):
    """Everything section 6 prints."""

    unowned: tuple[str, ...]
    duties: tuple[Duty, ...]
    cards: tuple[DepartmentCard, ...]
    idle: str
    """Departments that have no part in any clause."""
    unnoted: tuple[Handover, ...]
    interfaces: tuple[Line, ...]


def build(diagnosis: Diagnosis) -> Responsibilities | None:
    """Collect what section 6 says; None while no department has a part in any clause."""
    assessment = diagnosis.assessment
    clauses = clauses_shown(diagnosis)
    if not assessment.departments or not assessment.responsibilities:
        return None
    titles = {name: department.title for name, department in assessment.departments.items()}
    cards = [
        _card(diagnosis, name, assessment.departments[name], clauses)
        for name in departments_of(diagnosis.questionnaire, assessment)
    ]
    return Responsibilities(
        unowned=tuple(clause_line(clause) for clause in without_owner(diagnosis)),
        duties=tuple(_duty(diagnosis, clause) for clause in clauses),
        cards=tuple(card for card in cards if card.busy),
        idle=names(card.department for card in cards if not card.busy),
        unnoted=tuple(
            Handover(
                clause_line(pair.first),
                clause_line(pair.second),
                names(titles[name] for name in pair.owners),
            )
            for pair in without_interface(diagnosis)
        ),
        interfaces=tuple(
            Line(_ends(diagnosis, name), row.note)
            for name, row in assessment.interfaces.items()
            if substance(row.note)
        ),
    )


def clauses_shown(diagnosis: Diagnosis) -> list[Clause]:
    """The clauses of the table: those of the charts, and every other one with letters."""
    shown = {row.clause.id for row in matrix(diagnosis)}
    rows = diagnosis.assessment.responsibilities
    return [c for c in diagnosis.questionnaire.clauses if c.id in shown or c.id in rows]


def _duty(diagnosis: Diagnosis, clause: Clause) -> Duty:
    return Duty(
        clause_line(clause),
        _having(diagnosis, clause, "A"),
        _having(diagnosis, clause, "R"),
        _having(diagnosis, clause, "C"),
        _having(diagnosis, clause, "I"),
    )


def _having(diagnosis: Diagnosis, clause: Clause, letter: Letter) -> str:
    assessment = diagnosis.assessment
    return _list(
        [
            assessment.departments[name].title
            for name in departments_of(diagnosis.questionnaire, assessment)
            if letter in letters_of(assessment, clause.id, name)
        ]
    )


def _card(
    diagnosis: Diagnosis, name: str, department: Department, clauses: Sequence[Clause]
) -> DepartmentCard:
    assessment, questionnaire = diagnosis.assessment, diagnosis.questionnaire
    owned = [c.id for c in clauses if owner_of(questionnaire, assessment, c.id) == name]
    part = [c.id for c in clauses if c.id not in owned and letters_of(assessment, c.id, name)]
    return DepartmentCard(department.title, _list(owned), _list(part), bool(owned or part))


def _list(words: Sequence[str]) -> str:
    return names(words) or NONE


def _ends(diagnosis: Diagnosis, name: str) -> str:
    """The titles of the two clauses of an interface."""
    ends = [name_of(diagnosis.questionnaire, clause) for clause in ends_of(name)]
    return both(ends)

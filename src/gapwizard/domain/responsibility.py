"""Who answers for which clause, and what nobody answers for.

Source: the guides on diagnosis, "duties of all departments must cover the standard" and "each
department has clear duties".
"""

from collections.abc import Iterable
from typing import NamedTuple, get_args

from gapwizard.domain.assessment import Assessment, Letter, Responsibility
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import charted
from gapwizard.domain.questionnaire import Clause, Questionnaire

LETTERS: tuple[Letter, ...] = get_args(Letter)
"""Responsible, accountable, consulted, informed, in the order they are shown."""

Letters = tuple[Letter, ...]


def ordered(letters: Iterable[Letter]) -> Letters:
    """Letters once each, in the order they are shown."""
    chosen = set(letters)
    return tuple(letter for letter in LETTERS if letter in chosen)


def departments_of(questionnaire: Questionnaire, assessment: Assessment) -> list[str]:
    """The departments in the order of the questionnaire's roles, those without one last."""
    place = {role: position for position, role in enumerate(questionnaire.role)}
    rows = assessment.departments

    def order(name: str) -> tuple[int, str, str]:
        first = min((place[role] for role in rows[name].roles if role in place), default=len(place))
        return first, rows[name].title.casefold(), name

    return sorted(rows, key=order)


def letters_of(assessment: Assessment, clause: str, department: str) -> Letters:
    """The letters of a department in a clause's own row."""
    row = assessment.responsibilities.get(clause)
    return ordered(row.parts.get(department, ())) if row is not None else ()


def owner_in(assessment: Assessment, row: Responsibility) -> str | None:
    """The department that owns by a row: the accountable one, else the only responsible one."""
    known = {name: parts for name, parts in row.parts.items() if name in assessment.departments}
    for letter in ("A", "R"):
        having = [name for name, parts in known.items() if letter in parts]
        if having:
            return having[0] if len(having) == 1 else None
    return None


def owner_of(questionnaire: Questionnaire, assessment: Assessment, clause: str) -> str | None:
    """The department that owns a clause; one without a row takes the next clause above."""
    for name in questionnaire.line[clause]:
        row = assessment.responsibilities.get(name)
        if row is not None and any(part in assessment.departments for part in row.parts):
            return owner_in(assessment, row)
    return None


class MatrixRow(NamedTuple):
    """One clause of the matrix."""

    clause: Clause
    letters: dict[str, Letters]
    """The clause's own letters, by department."""
    owner: str | None
    inherited: bool
    """Whether the owner is that of a clause above."""
    uncovered: tuple[Clause, ...]
    """Leaf clauses at or below it without an owner."""


def matrix(diagnosis: Diagnosis, *, leaves: bool = False) -> tuple[MatrixRow, ...]:
    """The matrix of clauses and departments: the charted clauses, or all leaf clauses."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    clauses = questionnaire.leaves if leaves else charted(diagnosis)
    return tuple(matrix_row(questionnaire, assessment, clause) for clause in clauses)


def matrix_row(questionnaire: Questionnaire, assessment: Assessment, clause: Clause) -> MatrixRow:
    """One clause of the matrix."""
    own = {
        name: letters
        for name in departments_of(questionnaire, assessment)
        if (letters := letters_of(assessment, clause.id, name))
    }
    owner = owner_of(questionnaire, assessment, clause.id)
    return MatrixRow(
        clause,
        own,
        owner,
        owner is not None and not own,
        tuple(
            leaf
            for leaf in questionnaire.leaves
            if clause.id in questionnaire.line[leaf.id]
            and owner_of(questionnaire, assessment, leaf.id) is None
        ),
    )


def without_owner(diagnosis: Diagnosis) -> tuple[Clause, ...]:
    """The clauses nobody owns: a charted one where that holds for all below it, else leaves."""
    found: list[Clause] = []
    for row in matrix(diagnosis):
        below = _leaves_below(diagnosis.questionnaire, row.clause)
        found += [row.clause] if len(row.uncovered) == len(below) > 0 else row.uncovered
    return tuple(dict.fromkeys(found))


def _leaves_below(questionnaire: Questionnaire, clause: Clause) -> list[Clause]:
    return [leaf for leaf in questionnaire.leaves if clause.id in questionnaire.line[leaf.id]]

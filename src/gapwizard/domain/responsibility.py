"""Who answers for which clause, what nobody answers for, and where different owners touch.

Only processes under one top clause hand work over to each other; a clause that governs the others,
such as planning, touches them all, and a note on each would say nothing.

Source: the guides on diagnosis, "duties of all departments must cover the standard", "each
department has clear duties" and "work of departments connects reasonably".
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from gapwizard.domain.assessment import Assessment, Letter, Responsibility
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import charted_clauses, leaves_below
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


def row_over(
    questionnaire: Questionnaire, assessment: Assessment, clause: str
) -> Responsibility | None:
    """The row that holds for a clause: its own, else that of the next clause above."""
    for name in questionnaire.line[clause]:
        row = assessment.responsibilities.get(name)
        if row is not None and any(part in assessment.departments for part in row.parts):
            return row
    return None


def owner_of(questionnaire: Questionnaire, assessment: Assessment, clause: str) -> str | None:
    """The department that owns a clause; one without a row takes the next clause above."""
    row = row_over(questionnaire, assessment, clause)
    return owner_in(assessment, row) if row is not None else None


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
    clauses = questionnaire.leaves if leaves else charted_clauses(diagnosis)
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
            questionnaire.clause[leaf]
            for leaf in leaves_below(questionnaire, clause.id)
            if owner_of(questionnaire, assessment, leaf) is None
        ),
    )


def without_owner(diagnosis: Diagnosis) -> tuple[Clause, ...]:
    """The clauses nobody owns: a charted one where that holds for all below it, else leaves."""
    found: list[Clause] = []
    for row in matrix(diagnosis):
        below = leaves_below(diagnosis.questionnaire, row.clause.id)
        found += [row.clause] if len(row.uncovered) == len(below) > 0 else row.uncovered
    return tuple(dict.fromkeys(found))


def interface_id(questionnaire: Questionnaire, first: str, second: str) -> str:
    """The id of the note between two clauses, in the order of the questionnaire."""
    order = list(questionnaire.clause)
    return "|".join(sorted((first, second), key=order.index))


def ends_of(interface: str) -> tuple[str, ...]:
    """The clauses that a note is between, by its id; two unless somebody wrote the file by hand."""
    return tuple(interface.split("|"))


class Neighbours(NamedTuple):
    """Two clauses that touch and have different owners."""

    first: Clause
    second: Clause
    owners: tuple[str, ...]
    """The departments on both sides, in the order met."""
    links: tuple[tuple[str, str], ...]
    """The clauses below them that name each other."""


def without_interface(diagnosis: Diagnosis) -> tuple[Neighbours, ...]:
    """The neighbouring clauses with different owners and no interface note."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    return neighbours(
        diagnosis,
        (
            (link, owners)
            for link, owners in handovers(diagnosis)
            if not notes_between(questionnaire, assessment, *link)
        ),
    )


Link = tuple[str, str]
"""Two clauses that name each other, in the order of the questionnaire; or their owners."""


def neighbours(
    diagnosis: Diagnosis, handed_over: Iterable[tuple[Link, Link]]
) -> tuple[Neighbours, ...]:
    """Links by the charted clauses that they lie in."""
    questionnaire = diagnosis.questionnaire
    shown = {clause.id for clause in charted_clauses(diagnosis)}
    found: dict[Link, dict[Link, Link]] = {}
    for pair, owners in handed_over:
        ends = [
            next((name for name in questionnaire.line[end] if name in shown), end) for end in pair
        ]
        place = (ends[0], ends[1]) if ends[0] != ends[1] else pair
        found.setdefault(place, {})[pair] = owners
    order = {name: position for position, name in enumerate(questionnaire.clause)}
    return tuple(
        Neighbours(
            questionnaire.clause[first],
            questionnaire.clause[second],
            tuple(dict.fromkeys(owner for owners in links.values() for owner in owners)),
            tuple(links),
        )
        for (first, second), links in sorted(
            found.items(), key=lambda entry: (order[entry[0][0]], order[entry[0][1]])
        )
    )


def handovers(diagnosis: Diagnosis) -> Iterator[tuple[Link, Link]]:
    """The links between clauses of different owners, with the owners."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    order = {name: position for position, name in enumerate(questionnaire.clause)}
    owner = {name: owner_of(questionnaire, assessment, name) for name in questionnaire.clause}
    for clause in questionnaire.clauses:
        for other in clause.see_also:
            if other not in order:
                continue
            first, second = sorted((clause.id, other), key=order.__getitem__)
            one, two = owner[first], owner[second]
            if one is None or two is None or one == two:
                continue
            if questionnaire.line[first][-1] != questionnaire.line[second][-1]:
                continue
            yield (first, second), (one, two)


def notes_between(
    questionnaire: Questionnaire, assessment: Assessment, first: str, second: str
) -> tuple[str, ...]:
    """The notes that say how two clauses, or clauses above them, hand over."""
    return tuple(
        row.note
        for one in questionnaire.line[first]
        for two in questionnaire.line[second]
        for left, right in ((one, two), (two, one))
        if (row := assessment.interfaces.get(f"{left}|{right}")) is not None and row.note.strip()
    )

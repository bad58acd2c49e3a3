"""The matrix of responsibilities as a document, with what has to be decided about the structure."""

from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.responsibility import departments_of, letters_of, owner_of
from gapwizard.domain.structure import Activity, ToDecide, activities, to_decide
from gapwizard.i18n import _, both, names
from gapwizard.report.control import PaperTop, paper_top
from gapwizard.report.environment import document
from gapwizard.report.markdown import NONE
from gapwizard.report.parts import Line, clause_line
from gapwizard.report.responsibilities import clauses_shown

WIDE = 4
"""Departments beside each other: more columns cannot be read on a page."""


class MatrixLine(NamedTuple):
    """One clause of the matrix."""

    clause: str
    cells: tuple[str, ...]
    """Letters, in the order of the departments above."""
    owner: str


class MatrixTable(NamedTuple):
    """Clauses by as many departments as fit on a page."""

    departments: tuple[str, ...]
    rows: tuple[MatrixLine, ...]


class ActivityLine(NamedTuple):
    """One kind of activity."""

    title: str
    owners: str
    unowned: str
    """Clauses of it without an owner."""


class DecisionLine(NamedTuple):
    """One structural change to decide."""

    number: int
    question: str
    proposal: str


def matrix_markdown(diagnosis: Diagnosis, redacted: Sequence[Line] = ()) -> str:
    """The matrix with what is to be decided. Raises Refused for a broken template."""
    sheet: PaperTop = paper_top(diagnosis, _("Matrix of responsibilities"))
    return document(
        "matrix.md",
        {
            "sheet": sheet,
            "redacted": redacted,
            "tables": _tables(diagnosis),
            "activities": tuple(_activity(diagnosis, one) for one in activities(diagnosis)),
            "decisions": tuple(
                _decision(diagnosis, at, one) for at, one in enumerate(to_decide(diagnosis), 1)
            ),
        },
    )


def _tables(diagnosis: Diagnosis) -> tuple[MatrixTable, ...]:
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    every = departments_of(questionnaire, assessment)
    parts = [every[at : at + WIDE] for at in range(0, len(every), WIDE)]

    def row(clause: Clause, part: Sequence[str]) -> MatrixLine:
        owner = owner_of(questionnaire, assessment, clause.id)
        letters = (letters_of(assessment, clause.id, name) for name in part)
        return MatrixLine(
            clause_line(clause), tuple(" ".join(cell) for cell in letters), _title(diagnosis, owner)
        )

    return tuple(
        MatrixTable(
            tuple(_title(diagnosis, name) for name in part),
            tuple(row(clause, part) for clause in clauses_shown(diagnosis)),
        )
        for part in parts
    )


def _title(diagnosis: Diagnosis, name: str | None) -> str:
    return diagnosis.assessment.departments[name].title if name is not None else NONE


def _titles(diagnosis: Diagnosis, ids: Sequence[str]) -> str:
    return names(_title(diagnosis, name) for name in ids)


def _activity(diagnosis: Diagnosis, one: Activity) -> ActivityLine:
    unowned = names(clause.id for clause in one.unowned)
    return ActivityLine(one.title, _titles(diagnosis, one.owners) or NONE, unowned or NONE)


def _decision(diagnosis: Diagnosis, at: int, one: ToDecide) -> DecisionLine:
    who = _titles(diagnosis, one.departments)
    ends = [clause_line(clause) for clause in one.clauses]
    said = {
        "activity": _("Nobody answers for anything of this: {activity}. Who does?"),
        "unowned": _("{clause} has no owner. Who answers for it?"),
        "shared": _("{clause} is shared by {departments}. Which of them answers for it?"),
        "idle": _("{departments}: it has no part in any clause. What are its duties?"),
        "asked_only": _("{departments}: it is only asked or told. What does it do itself?"),
        "unnoted": _("{clause}: {departments} hand over to each other, and nothing says how."),
    }[one.ask]
    question = said.format(activity=one.activity, clause=both(ends) or NONE, departments=who)
    usual = {
        "idle": _("name its duties, or leave it out of the matrix"),
        "asked_only": _("name its duties, or leave it out of the matrix"),
        "unnoted": _("write down who passes what to whom, and when"),
    }.get(one.ask, "")
    return DecisionLine(at, question, _title(diagnosis, one.proposed) if one.proposed else usual)

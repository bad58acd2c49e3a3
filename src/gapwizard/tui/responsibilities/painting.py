"""How the matrix of clauses and departments is painted, as many departments as there is room for."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.responsibility import MatrixRow, Neighbours, ends_of
from gapwizard.domain.sentences import short_list
from gapwizard.domain.staffing import without_clause
from gapwizard.domain.visible import width as cells_of
from gapwizard.i18n import _, ngettext
from gapwizard.session.people import Person
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.text import (
    DIM,
    STRONG,
    cut,
    indented,
    line,
    padded,
    plain,
    rule,
    with_person,
    wrapped,
)

NARROW = (25, 13)
"""Cells of clause and owner; in a wide window they take half as much again, in a small one less."""
CELL, WIDEST_CELL = 9, 18
"""Cells of a department, at least, and where there is room for all of them at most."""
LITTLE = 80
"""Columns below which they take less: three departments are seen."""
NAMED = 3
"""Departments without a clause that are named."""
ROOMY = 110
"""Columns from which clause and owner take more."""


class MatrixColumns(NamedTuple):
    """The departments that fit, in order."""

    names: Sequence[str]
    before: int
    """How many there are on the left."""
    after: int
    """How many there are on the right."""
    clause: int
    """Cells of the clause."""
    owner: int
    """Cells of its owner."""
    cell: int
    """Cells of a department."""


def columns_for(departments: Sequence[str], chosen: int, width: int) -> MatrixColumns:
    """Choose the departments that fit, the chosen one among them."""
    clause, owner = _firsts(width)
    room = width - clause - owner - 5
    most = max(1, room // CELL)
    cell = CELL
    if 0 < len(departments) <= most:
        cell = max(CELL, min(WIDEST_CELL, room // len(departments)))
    first = max(0, min(chosen - most // 2, len(departments) - most))
    shown = departments[first : first + most]
    after = len(departments) - first - len(shown)
    return MatrixColumns(shown, first, after, clause, owner, cell)


def _firsts(width: int) -> tuple[int, int]:
    """The cells of clause and owner."""
    clause, owner = NARROW
    if width < LITTLE:
        return clause - 9, owner - 3
    return (clause * 3 // 2, owner * 3 // 2) if width >= ROOMY else (clause, owner)


def head(assessment: Assessment, columns: MatrixColumns, chosen: str, width: int) -> list[Content]:
    """Paint the heads of the columns: dim what has no part in any clause, and say what is hidden."""
    titles = []
    idle = without_clause(assessment)
    for name in columns.names:
        found = _in_two(assessment.departments[name].title, columns.cell - 1)
        style = STRONG if name == chosen else DIM if name in idle else ""
        titles.append([row.stylize(style) if style else row for row in found])
    first = line(
        "   ",
        padded(plain(_("Clause"), STRONG), columns.clause),
        padded(plain(_("Owner"), STRONG), columns.owner),
        "< " if columns.before else "  ",
        *(padded(rows[0], columns.cell) for rows in titles),
        ">" if columns.after else "",
    )
    blank = plain(" " * (columns.clause + columns.owner + 5))
    second = line(
        blank, *(padded(rows[1] if rows[1:] else plain(""), columns.cell) for rows in titles)
    )
    return [first, second, _under(assessment, idle, columns, width)]


def _in_two(title: str, width: int) -> list[Content]:
    """A title in two rows; where a word fits none, rows end at words, and a single one has a hyphen."""
    words = title.split()
    if cells_of(title) != len(title) or all(len(word) <= width for word in words):
        return wrapped(title, width, 2)
    first, rest = words[0], " ".join(words[1:])
    if not rest:
        first, rest = f"{first[: width - 1]}-", first[width - 1 :]
    return [cut(plain(row), width) for row in (first, rest)]


def _under(
    assessment: Assessment, idle: Sequence[str], columns: MatrixColumns, width: int
) -> Content:
    """The line under the heads: who has no part in any clause, and how many columns are hidden."""
    said = []
    if columns.before:
        said.append(_("{count} more to the left").format(count=columns.before))
    if columns.after:
        said.append(_("{count} more to the right").format(count=columns.after))
    if idle:
        titles = short_list([assessment.departments[name].title for name in idle], NAMED)
        named = _("without a clause: {names}").format(names=titles)
        counted = ngettext("{count} without a clause", "{count} without a clause", len(idle))
        fits = cells_of(i18n.parts((named, *said))) <= width - 6
        said.insert(0, named if fits else counted.format(count=len(idle)))
    if not said:
        return rule(width)
    words = cut(plain(f" {i18n.parts(said)} ", STRONG), width - 4)
    left = max(0, width - words.cell_length - 3)
    return line(plain("-" * left, DIM), words, plain("---", DIM))


def matrix_row(
    assessment: Assessment,
    row: MatrixRow,
    columns: MatrixColumns,
    chosen: str,
    proposal: str,
    *,
    here: bool,
) -> Content:
    """Paint one clause; the cell under the cursor stands in brackets, a proposed owner has a `+`."""
    cells = []
    for name in columns.names:
        none = "+" if name == proposal else "."
        letters = "".join(row.letters.get(name, ())) or none
        picked = here and name == chosen
        cell = padded(plain(f"[{letters}]" if picked else f" {letters} "), columns.cell)
        cells.append(clickable(cell, "turn_to", name))
    return line(
        "   ",
        padded(plain(f"{row.clause.id} {row.clause.title}"), columns.clause - 1),
        " ",
        padded(_owner(assessment, row), columns.owner - 1),
        "   ",
        *cells,
    )


def _owner(assessment: Assessment, row: MatrixRow) -> Content:
    if row.owner is None and row.uncovered:
        return plain(_("NO OWNER"), "$text-error bold")
    if row.owner is None:
        return plain(_("leaf by leaf"), DIM)
    title = assessment.departments[row.owner].title
    return plain(_("({owner})").format(owner=title), DIM) if row.inherited else plain(title)


def heading(unowned: int, unnoted: int) -> str:
    """Say how much is missing: `no owner: 2 clauses, no note: 1 handover`."""
    owners = ngettext("no owner: {count} clause", "no owner: {count} clauses", unowned)
    notes = ngettext("no note: {count} handover", "no note: {count} handovers", unnoted)
    return i18n.names((owners.format(count=unowned), notes.format(count=unnoted)))


def detail(
    diagnosis: Diagnosis,
    row: MatrixRow,
    department: str,
    people: Mapping[str, Person],
    unnoted: Sequence[Neighbours],
    proposal: str,
    width: int,
) -> list[Content]:
    """Say in full what the cell under the cursor is about; `people` is empty in client view."""
    assessment, questionnaire = diagnosis.assessment, diagnosis.questionnaire
    rows = [
        line(" ", (f"{row.clause.id} {row.clause.title}", STRONG), f"  {_owned(assessment, row)}")
    ]
    if proposal in assessment.departments:
        words = _("+ proposed owner: {owner}; P takes every proposal")
        title = assessment.departments[proposal].title
        rows += indented(words.format(owner=title), width, 1)
    if department:
        rows += indented(_department(assessment, questionnaire, department, people), width, 2)
    parts = [
        f"{assessment.departments[name].title} {' '.join(letters)}"
        for name, letters in row.letters.items()
    ]
    rows += indented(_("Letters: {parts}").format(parts=i18n.names(parts) or "-"), width, 2)
    if row.uncovered and not row.clause.leaf:
        names = i18n.names(clause.id for clause in row.uncovered)
        rows += indented(_("Below it without an owner: {clauses}").format(clauses=names), width, 2)
    rows += _handovers(assessment, questionnaire, row, unnoted, width)
    return rows


def _owned(assessment: Assessment, row: MatrixRow) -> str:
    if row.owner is None:
        return _("NO OWNER") if row.uncovered else _("leaf by leaf")
    title = assessment.departments[row.owner].title
    if row.inherited:
        return _("owner: {owner}, as for the clause above it").format(owner=title)
    return _("owner: {owner}").format(owner=title)


def _department(
    assessment: Assessment,
    questionnaire: Questionnaire,
    name: str,
    people: Mapping[str, Person],
) -> str:
    row = assessment.departments[name]
    roles = [questionnaire.role[role].title for role in row.roles if role in questionnaire.role]
    words = _("{department}, answering for: {roles}").format(
        department=row.title, roles=i18n.names(roles) or "-"
    )
    named = with_person(words, people.get(name))
    idle = name in without_clause(assessment)
    return i18n.parts((named, _("no part in any clause"))) if idle else named


def _handovers(
    assessment: Assessment,
    questionnaire: Questionnaire,
    row: MatrixRow,
    unnoted: Sequence[Neighbours],
    width: int,
) -> list[Content]:
    """Name the neighbours of the clause: those without a note, then the notes there are."""
    rows = []
    for pair in unnoted:
        if touches(questionnaire, row.clause.id, pair.first.id, pair.second.id):
            owners = i18n.names(assessment.departments[name].title for name in pair.owners)
            words = _("NO NOTE on the handover {first} - {second}: {owners}")
            found = words.format(first=pair.first.id, second=pair.second.id, owners=owners)
            rows += indented(found, width, 1)
    for name, interface in assessment.interfaces.items():
        if touches(questionnaire, row.clause.id, *ends_of(name)):
            rows += indented(i18n.labelled(name, interface.note), width, 2)
    return rows


def touches(questionnaire: Questionnaire, clause: str, *ends: str) -> bool:
    """Tell whether a clause, or one above or below it, is among some others."""
    line_of = questionnaire.line
    return any(
        end in line_of[clause] or (end in line_of and clause in line_of[end]) for end in ends
    )

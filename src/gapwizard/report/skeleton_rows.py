"""The rows of a skeleton's tables: those of a register, or the first cells that are certain by nature."""

from collections.abc import Sequence

from gapwizard.domain.readers import fold
from gapwizard.domain.register_formula import of_the_day
from gapwizard.domain.register_rows import ListedRow, field_text, register_of, rows_in_view, rows_of
from gapwizard.domain.skeleton import SkeletonSection
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, in_all, parts
from gapwizard.report.skeleton_fills import Filled, Subject, fill_in

SERVICE = N_("Service")
"""The head of a column that has a cell for each service, where more than one is known."""


def kept_rows(subject: Subject, section: SkeletonSection) -> tuple[tuple[str, ...], ...]:
    """The heads of a section's register and its rows; nothing where none stands there.

    What is overdue is left out: it is true of a day, and a document stands for months.
    """
    diagnosis = subject.diagnosis
    register = register_of(diagnosis.questionnaire, section.rows_from or "")
    if register is None:
        return ()
    view = next((one for one in register.views if one.id == section.view), None)
    rows = rows_in_view(register, rows_of(diagnosis.assessment, register), view, diagnosis.today)
    if not rows:
        return ()
    fields = {field.id: field for field in register.fields}
    shown = [field for field in register.on_paper if not of_the_day(field.formula)]
    wanted = section.fields or ("id", *(field.id for field in shown))

    def cell(one: ListedRow, said: str) -> str:
        told = (
            one.id if name == "id" else field_text(register, one.row, fields[name], diagnosis.today)
            for name in said.split()
            if name == "id" or name in fields
        )
        return parts(text for text in told if substance(text))

    made = (tuple(cell(one, said) for said in wanted) for one in rows)
    heads = (_("No."), *(field.title for field in shown))
    return (section.columns if section.fields else heads, *made)


def unkept(found: Filled, kept: Sequence[Sequence[str]]) -> Filled:
    """What the assessment knows besides the rows of a register: texts that no cell of them has."""
    there = {fold(cell) for row in kept for cell in row if substance(cell)}
    return found._replace(
        lines=tuple(line for line in found.lines if fold(line) not in there),
        rows=tuple(row for row in found.rows if fold(str(row[found.tells])) not in there),
    )


def first_cells(subject: Subject, section: SkeletonSection) -> tuple[str, ...]:
    """The first cells of a table that a person fills: what is certain by nature, or each service."""
    if section.rows or fold(next(iter(section.columns), "")) not in map(fold, in_all(SERVICE)):
        return section.rows
    services = fill_in("services", subject).lines
    return services if len(services) > 1 else ()

"""What an answer sheet may hold, to pick from, and the one that was picked."""

from pathlib import Path

from gapwizard.domain.agenda import in_order
from gapwizard.i18n import _, labelled
from gapwizard.session.papers import output
from gapwizard.session.papers.answer_sheet import SheetOptions, names_told, render
from gapwizard.session.session import Session
from gapwizard.tui.kit.picker import Item

__all__ = ["SheetOptions", "names_told", "sheet_items", "write_sheet"]


def sheet_items(session: Session) -> list[Item[SheetOptions]]:
    """All questions, blank ones, the half-day ones, each department, interview and clause."""
    known, assessment = session.questionnaire, session.assessment
    items = [
        Item("", _("all questions, with what is there"), SheetOptions()),
        Item("", _("all questions, blank"), SheetOptions(blank=True)),
    ]
    if known.has_core:
        items.append(
            Item("", _("the questions of the half-day interview"), SheetOptions(core=True))
        )
    department, interview = _("department"), _("interview")
    items += [
        Item(name, labelled(department, row.title), SheetOptions(department=name))
        for name, row in assessment.departments.items()
    ]
    items += [
        Item(
            name,
            labelled(interview, f"{slot.day} {slot.start:%H:%M} {slot.topic}".rstrip()),
            SheetOptions(slot=slot),
        )
        for name, slot in in_order(assessment.slots)
    ]
    items += [
        Item(clause.id, clause.title, SheetOptions(clauses=(clause.id,)))
        for clause in known.clauses
    ]
    return items


def write_sheet(session: Session, options: SheetOptions, folder: Path) -> Path:
    """Write a sheet among the exports. Raises Refused or Unreadable."""
    return output.write(session, render(session, "xlsx", options), "xlsx", None, folder, "sheet")

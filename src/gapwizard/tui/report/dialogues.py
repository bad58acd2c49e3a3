"""What the report screen asks beside its menu: which answer sheet, and which words instead of its own."""

from functools import partial
from pathlib import Path

from gapwizard.domain import own_texts
from gapwizard.domain.agenda import in_order
from gapwizard.i18n import _, labelled
from gapwizard.session.acts import texts
from gapwizard.session.papers import output
from gapwizard.session.papers.answer_sheet import SheetOptions, names_told, render
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, FormScreen
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


def words_form(session: Session) -> FormScreen:
    """The form; words of the diagnosis are a person's once somebody takes them."""

    def save(key: str, text: str) -> None:
        session.do(texts.write(session.diagnosis, key, text))

    fields = [_field(session, key) for key in own_texts.keys(session.diagnosis)]
    return FormScreen(_("Words of the report"), fields, save)


def _field(session: Session, key: str) -> FormField:
    label = own_texts.text_word(key)
    return FormField(
        key,
        label,
        partial(_own, session, key),
        long=True,
        help=_("Stands in the place of what the diagnosis says; empty takes it back."),
        printed=lambda: own_texts.made_text(session.diagnosis, key),
    )


def _own(session: Session, key: str) -> str:
    row = session.assessment.texts.get(key)
    return row.text if row is not None else ""

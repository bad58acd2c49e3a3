"""The form of a slot."""

from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, form_fields, roles_help


def slot_fields(session: Session, name: str) -> list[FormField]:
    """The fields of a slot; one that was undone meanwhile shows as it was."""
    known = session.assessment.slots[name]
    titles = ((key, row.title) for key, row in session.assessment.departments.items())
    return form_fields(
        SLOT.values(),
        lambda: session.assessment.slots.get(name, known),
        {"department": [("", "-"), *titles]},
        {"roles": roles_help(session)},
    )

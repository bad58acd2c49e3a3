"""The form of an action."""

from gapwizard.domain.assessment import ActionRecord
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, form_fields


def fields_of(session: Session, name: str) -> list[FormField]:
    """The fields of an action; each shows the value of now."""
    return form_fields(
        ACTION.values(), lambda: session.assessment.actions.get(name, ActionRecord())
    )

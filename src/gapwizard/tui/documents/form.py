"""The form of a document."""

from gapwizard.domain.registers import UNSET
from gapwizard.i18n import _
from gapwizard.session.acts.documents import BY_HAND, FIELDS
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, form_fields


def fields_of(session: Session, name: str) -> list[FormField]:
    """The fields of a document; the questionnaire's own title and clauses stay as they are."""
    listed = session.questionnaire.document.get(name)
    required = listed is not None and listed.obligation == "required"
    states = [
        (code, _(word))
        for code, word in FIELDS["state"].choices
        if not (required and code == "not_needed")
    ]
    return form_fields(
        (field for field in FIELDS.values() if listed is None or field.key not in BY_HAND),
        lambda: session.assessment.documents.get(name, UNSET),
        {"state": states},
    )

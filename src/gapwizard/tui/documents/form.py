"""The fields of the form that edits one document."""

from collections.abc import Callable
from typing import get_args

from gapwizard.domain.assessment import DocumentRecord, DocumentState
from gapwizard.domain.registers import UNSET
from gapwizard.domain.requests import Request, request_word
from gapwizard.domain.wording import state_word
from gapwizard.i18n import N_
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import Field

_HELP = {
    "state": N_("not needed wants a reason, and is not for a required document"),
    "reason": N_("Why it is in this state; the report prints it with the verdict."),
    "held_in": N_("Id of the document that holds this one; it then has that one's state."),
    "owner": N_("A role, no name."),
    "due": N_("When it is to be ready, as 2026-11-30"),
    "clauses": N_("Ids of clauses, divided by commas"),
    "kind": N_("Such as process, procedure, policy, plan, register, record"),
    "dated": N_("The date on the document, as 2026-11-30"),
    "location": N_("Path or link of the file; it is never copied. h hashes a local file."),
    "asked_on": N_("As 2026-11-30"),
    "asked_by": N_("Until when the client is to send it, as 2026-11-30"),
    "note": N_("Private: in no report and no list."),
}
_LABELS = {
    "title": N_("Title"),
    "clauses": N_("Clauses"),
    "kind": N_("Kind"),
    "state": N_("State"),
    "reason": N_("Reason"),
    "held_in": N_("Held in"),
    "owner": N_("Owner"),
    "due": N_("Due"),
    "version": N_("Version"),
    "dated": N_("Date"),
    "location": N_("Location"),
    "confidentiality": N_("Confidentiality"),
    "request": N_("Request"),
    "asked_on": N_("Asked on"),
    "asked_by": N_("Until"),
    "note": N_("Note (private)"),
}
_LONG = ("reason", "note")
_PRIVATE = ("location", "note")
_OF_THE_QUESTIONNAIRE = ("title", "clauses", "kind")
_REQUESTS = (Request.NONE, Request.ASKED, Request.RECEIVED, Request.REFUSED)


def fields_of(session: Session, name: str) -> list[Field]:
    """The fields of a document; the questionnaire's own title and clauses stay as they are."""
    listed = session.questionnaire.document.get(name)
    required = listed is not None and listed.obligation == "required"
    states = [s for s in get_args(DocumentState) if not (required and s == "not_needed")]
    choices = {
        "state": [(state, state_word(state)) for state in states],
        "request": [(request.value, request_word(request) or "-") for request in _REQUESTS],
    }
    return [
        Field(
            key,
            label,
            _value(session, name, key),
            choices=choices.get(key, ()),
            long=key in _LONG,
            help=_HELP.get(key, ""),
            private=key in _PRIVATE,
        )
        for key, label in _LABELS.items()
        if not (listed is not None and key in _OF_THE_QUESTIONNAIRE)
    ]


def _value(session: Session, name: str, key: str) -> Callable[[], str]:
    """What reads a field as it is now."""

    def read() -> str:
        record: DocumentRecord = session.assessment.documents.get(name, UNSET)
        value = getattr(record, key)
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    return read

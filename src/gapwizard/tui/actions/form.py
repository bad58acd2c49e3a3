"""The form of an action: every field with its choices and what it means."""

from gapwizard.domain.assessment import ActionRecord
from gapwizard.domain.roadmap_words import action_state_word
from gapwizard.i18n import N_, _
from gapwizard.session.acts.actions import STATES
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import Field


def fields_of(session: Session, name: str) -> list[Field]:
    """The fields of an action; each shows the value of now."""

    def text(key: str) -> str:
        found = getattr(session.assessment.actions.get(name, ActionRecord()), key)
        return "" if found is None else str(found)

    states = [(state, action_state_word(state)) for state in STATES]
    efforts = [("", "-"), ("S", "S"), ("M", "M"), ("L", "L")]
    priorities = [("", _("from grade and effort")), ("1", "1"), ("2", "2"), ("3", "3")]
    day, verify = N_("As 2026-11-30"), N_("How to tell that it was done")
    return [
        Field("title", N_("Title"), lambda: text("title")),
        Field(
            "source",
            N_("Source"),
            lambda: text("source"),
            help=N_("Ids of findings, documents, questions or clauses"),
        ),
        Field("owner", N_("Owner"), lambda: text("owner"), help=N_("A role, no name")),
        Field("due", N_("Due"), lambda: text("due"), help=day),
        Field(
            "start",
            N_("Start"),
            lambda: text("start"),
            help=N_("As 2026-11-30; empty: as long before the due date as the effort takes"),
        ),
        Field(
            "effort",
            N_("Effort"),
            lambda: text("effort"),
            efforts,
            help=N_("S 5, M 15, L 40 working days"),
        ),
        Field("priority", N_("Priority"), lambda: text("priority"), priorities),
        Field(
            "depends_on",
            N_("Depends on"),
            lambda: text("depends_on"),
            help=N_("Ids of the actions that come before it"),
        ),
        Field("state", N_("State"), lambda: text("state"), states),
        Field("verify", N_("Verify by"), lambda: text("verify"), long=True, help=verify),
        Field(
            "check",
            N_("Effectiveness check"),
            lambda: text("check"),
            help=N_("When its effectiveness is looked at, as 2027-03-31"),
        ),
        Field(
            "note",
            N_("Note"),
            lambda: text("note"),
            long=True,
            help=N_("Private: in no report"),
            private=True,
        ),
    ]

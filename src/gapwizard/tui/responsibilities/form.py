"""The form of a department; its person is private."""

from gapwizard.i18n import N_
from gapwizard.session import people
from gapwizard.session.acts.departments import DEPARTMENT
from gapwizard.session.session import Session
from gapwizard.store.people import Person
from gapwizard.tui.kit.form import FormField, form_fields, roles_help


def department_fields(session: Session, name: str) -> list[FormField]:
    """The fields of a department, then those of the person who speaks for it."""
    known = session.assessment.departments[name]

    def person() -> Person:
        return people.names(session).get(name, Person())

    hidden = N_("Kept in a private file: in no history, report or export, and not undone")
    return [
        *form_fields(
            DEPARTMENT.values(),
            lambda: session.assessment.departments.get(name, known),
            help_={"roles": roles_help(session)},
        ),
        FormField("person", N_("Person"), lambda: person().name, help=hidden, private=True),
        FormField("contact", N_("Contact"), lambda: person().contact, help=hidden, private=True),
    ]

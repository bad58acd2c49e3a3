"""The fields of a department, as a form edits them; its person is private."""

from gapwizard.domain.assessment import Department
from gapwizard.i18n import N_
from gapwizard.session import people
from gapwizard.session.session import Session
from gapwizard.store.people import Person
from gapwizard.tui.kit.form import Field, roles_help


def department_fields(session: Session, name: str) -> list[Field]:
    """The fields of a department; its person is private."""
    known = session.assessment.departments[name]

    def now() -> Department:
        return session.assessment.departments.get(name, known)

    def person() -> Person:
        return people.names(session).get(name, Person())

    hidden = N_("Kept in a private file: in no history, report or export, and not undone")
    return [
        Field("title", N_("Title"), lambda: now().title),
        Field("roles", N_("Answers for roles"), lambda: " ".join(now().roles),
              help=roles_help(session)),
        Field("person", N_("Person"), lambda: person().name, help=hidden, private=True),
        Field("contact", N_("Contact"), lambda: person().contact, help=hidden, private=True),
    ]  # fmt: skip

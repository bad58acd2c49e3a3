"""Who speaks for each department: a private file of names, outside history, undo and index.

Names of people are wanted nowhere else: reports, histories and bundles speak of departments.
"""

from collections.abc import Mapping

from gapwizard.errors import InUse, Refused
from gapwizard.i18n import _
from gapwizard.session import face
from gapwizard.session.acts.act import check_unlocked
from gapwizard.session.acts.fields import check_length, line
from gapwizard.session.acts.names import department_in
from gapwizard.session.session import Session
from gapwizard.store import people
from gapwizard.store.people import Person as Person  # noqa: PLC0414 - faces know it from here

LONGEST = 200
"""Characters of a name or a contact: it stands in one line of a list."""


def names(session: Session) -> dict[str, Person]:
    """Who speaks for each department, by its id; what could not be read is a notice."""
    found = people.read(session.folder)
    if found.damage:
        _tell(session, _("{file} is damaged: {why}.").format(file=people.FILE, why=found.damage))
    known = session.assessment.departments
    return {name: person for name, person in found.persons.items() if name in known}


def persons_to_leave_out(session: Session) -> dict[str, Person]:
    """Everybody whose name may not be handed over. Raises Refused when that is not known."""
    return persons_beside(session, session.assessment.id)


def persons_beside(session: Session, name: str) -> dict[str, Person]:
    """The same of an assessment that lies beside this one, or of this one."""
    own = name == session.assessment.id
    folder = session.folder if own else session.folder.parent / name
    known = people.read(folder)
    if known.damage:
        raise Refused(
            _("{path}: {why}; without it names cannot be left out"),
            path=folder / people.FILE,
            why=known.damage,
        )
    return known.persons


def set_person(
    session: Session, department: str, *, name: str | None = None, contact: str | None = None
) -> None:
    """Note who speaks for a department; None leaves a part as it is. Raises Refused or InUse."""
    _may_write(session)
    persons = dict(people.read(session.folder).persons)
    before = persons.get(department_in(session.assessment, department), Person())
    after = Person(
        before.name if name is None else _short("person", name),
        before.contact if contact is None else _short("contact", contact),
    )
    if after == before:
        return
    persons[department] = after
    _write(session, {key: person for key, person in persons.items() if person != Person()})


def forget(session: Session, department: str) -> None:
    """Delete who spoke for a department. Raises InUse."""
    persons = dict(people.read(session.folder).persons)
    if persons.pop(department, None) is not None:
        _may_write(session)
        _write(session, persons)


def take_missing(session: Session, persons: Mapping[str, Person]) -> None:
    """Take the names of another copy for departments of which nobody is known. Raises InUse."""
    known = people.read(session.folder)
    departments = session.assessment.departments
    new = {
        name: Person(
            *(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…" for text in person)
        )
        for name, person in persons.items()
        if name in departments and known.persons.get(name, Person()) == Person() != person
    }
    if new and not known.damage:
        _may_write(session)
        _write(session, {**known.persons, **new})


def _write(session: Session, persons: dict[str, Person]) -> None:
    kept = people.write(session.folder, persons)
    session.follow_persons()
    if kept:
        _tell(
            session, _("The damaged {file} is kept as {kept}.").format(file=people.FILE, kept=kept)
        )


def _tell(session: Session, notice: str) -> None:
    if notice not in session.notices:
        session.notices.append(notice)
        face.tell([notice])


def _may_write(session: Session) -> None:
    if session.writer is None:
        raise InUse(_("{name} is open for reading only"), name=session.assessment.id)
    check_unlocked(session.assessment, "person")


def _short(key: str, written: str) -> str:
    text = line(key, written)
    check_length(text, key, LONGEST)
    return text

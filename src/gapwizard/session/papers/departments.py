"""Departments as a list that goes out and comes back, and as JSON."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gapwizard.domain.assessment import Department
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.strict_json import Json
from gapwizard.i18n import N_
from gapwizard.session.papers.lists import ListColumn
from gapwizard.session.people import Person


class DepartmentRow(NamedTuple):
    """A department with its id."""

    id: str
    row: Department


DEPARTMENTS: tuple[ListColumn[DepartmentRow], ...] = (
    ListColumn("id", N_("id"), lambda one: one.id),
    ListColumn("title", N_("title"), lambda one: one.row.title),
    ListColumn("roles", N_("roles"), lambda one: " ".join(one.row.roles)),
)


def columns(persons: Mapping[str, Person] | None) -> tuple[ListColumn[DepartmentRow], ...]:
    """The columns of the list; where `persons` are given, who speaks for each as well."""
    if persons is None:
        return DEPARTMENTS
    nobody = Person()
    return (
        *DEPARTMENTS,
        ListColumn("person", N_("person"), lambda one: persons.get(one.id, nobody).name),
        ListColumn("contact", N_("contact"), lambda one: persons.get(one.id, nobody).contact),
    )


def departments_json(
    diagnosis: Diagnosis, ids: Iterable[str], persons: Mapping[str, Person] | None
) -> list[Json]:
    """Some departments; where `persons` are given, who speaks for each, empty for nobody."""
    found = []
    for name in ids:
        row = diagnosis.assessment.departments[name]
        one: Json = {"id": name, "title": row.title, "roles": list(row.roles)}
        if persons is not None:
            person = persons.get(name, Person())
            one |= {"person": person.name, "contact": person.contact}
        found.append(one)
    return found

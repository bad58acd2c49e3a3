"""Organising departments: adding, changing, removing them, and proposing one per role."""

import unicodedata
from collections.abc import Mapping

from gapwizard import paths
from gapwizard.domain.assessment import Assessment, Change, Department, Responsibility
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import fields
from gapwizard.session.acts.names import department_in, line, names_in, role_in
from gapwizard.session.session import Session
from gapwizard.store.history import Act

DEPARTMENT = ("title", "roles")
"""What can be set of a department."""
WORDS = ("new", "propose")
"""Words of the commands that no department takes as its id."""


def set_department(session: Session, name: str, pairs: Mapping[str, str]) -> Act | None:
    """Set fields of a department, or add one with the name `new`. Raises Refused."""
    change = department(session.questionnaire, session.assessment, name, pairs)
    return session.commit("department", f"{change.id} {' '.join(pairs)}", [change])


def department(
    questionnaire: Questionnaire, assessment: Assessment, name: str, pairs: Mapping[str, str]
) -> Change:
    """The change that sets fields of a department, or adds one. Raises Refused."""
    for key in pairs:
        if key not in DEPARTMENT:
            raise Refused(fields.unknown(key, list(DEPARTMENT)))
    update: dict[str, object] = {}
    if "title" in pairs or name == "new":
        title = update["title"] = line("title", pairs.get("title", ""))
        if not title:
            raise Refused(_("a department needs a title"))
    if "roles" in pairs:
        update["roles"] = tuple(role_in(questionnaire, one) for one in names_in(pairs["roles"]))
    if name == "new":
        name = _free_id(assessment, str(update["title"]))
        return Change("departments", name, fields.with_fields(Department(title="-"), update))
    before = assessment.departments[department_in(assessment, name)]
    return Change("departments", name, fields.with_fields(before, update))


def _free_id(assessment: Assessment, title: str) -> str:
    """Make an id of any script from a title, one that no department has."""
    letters = any(unicodedata.category(letter)[0] in "LN" for letter in title)
    stem = paths.slug(title)[:60].rstrip("-") if letters else "department"
    number, name = 1, stem
    while name in assessment.departments or name in WORDS:
        number += 1
        name = f"{stem}-{number}"
    return name


def remove_department(session: Session, name: str) -> Act | None:
    """Remove a department with its letters, and free the slots it was wanted in. Raises Refused."""
    changes = department_removed(session.assessment, name)
    return session.commit("department", f"{name} -", changes)


def department_removed(assessment: Assessment, name: str) -> list[Change]:
    """The changes that remove a department from everything that names it. Raises Refused."""
    changes = [Change("departments", department_in(assessment, name), None)]
    for clause, row in assessment.responsibilities.items():
        if name in row.parts:
            parts = {key: letters for key, letters in row.parts.items() if key != name}
            left = Responsibility(parts=parts) if parts else None
            changes.append(Change("responsibilities", clause, left))
    for key, slot in assessment.slots.items():
        if slot.department == name:
            changes.append(Change("slots", key, slot.model_copy(update={"department": None})))
    return changes


def propose_departments(session: Session) -> Act | None:
    """Add a department for each role that none answers for yet; None when each has one."""
    changes = departments_proposed(session.questionnaire, session.assessment)
    return session.commit("department", f"propose {len(changes)}", changes)


def departments_proposed(questionnaire: Questionnaire, assessment: Assessment) -> list[Change]:
    """The changes that add one department per role of the questionnaire without one."""
    taken = {role for row in assessment.departments.values() for role in row.roles}
    changes: list[Change] = []
    for role in questionnaire.roles:
        if role.id in taken:
            continue
        name = _free_id(assessment, role.id)
        row = Department(title=role.title, roles=(role.id,))
        changes.append(Change("departments", name, row))
        assessment = assessment.with_changes(changes[-1:])
    return changes

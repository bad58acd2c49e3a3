"""Departments: who is interviewed and answers for clauses; a few are proposed, or one for each role."""

import unicodedata
from collections.abc import Container, Iterator, Mapping

from gapwizard import paths
from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import Assessment, Change, Department, Responsibility
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.staffing import with_staff
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, speaking
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import department_in, role_in

DEPARTMENT = fields.by_key(
    Field("title", fields.line, N_("Name")), Field("roles", fields.text, N_("Answers for roles"))
)
"""What can be set of a department."""
WORDS = ("new", "propose")
"""Words of the commands that no department takes as its id."""


def change(moment: Moment, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a department, or add one with the name `new`. Raises Refused."""
    for key in pairs:
        if key not in DEPARTMENT:
            raise Refused(fields.unknown(key, list(DEPARTMENT)))
    update: dict[str, object] = {}
    if "title" in pairs or name == "new":
        title = update["title"] = fields.line("title", pairs.get("title", ""))
        if not title:
            raise Refused(_("a department needs a title"))
    if "roles" in pairs:
        update["roles"] = tuple(
            role_in(moment.questionnaire, one) for one in ids_in(pairs["roles"])
        )
    if name == "new":
        name = free_id(moment.assessment, str(update["title"]))
        before = Department(title="-")
    else:
        before = moment.assessment.departments[department_in(moment.assessment, name)]
    row = fields.with_fields(before, update)
    return Act("department", f"{name} {' '.join(pairs)}", (Change("departments", name, row),))


def free_id(assessment: Assessment, title: str, taken: Container[str] = ()) -> str:
    """Make an id of any script from a title, one that no department has and that is not taken."""
    letters = any(unicodedata.category(letter)[0] in "LN" for letter in title)
    # An id has 80 characters; a number may come behind it.
    stem = paths.slug(title)[:60].rstrip("-") if letters else "department"
    number, name = 1, stem
    while name in assessment.departments or name in WORDS or name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def remove(moment: Moment, name: str) -> Act:
    """Remove a department with its letters, and free the slots it was wanted in. Raises Refused."""
    assessment = moment.assessment
    gone = Change("departments", department_in(assessment, name), None)
    return Act("department", f"{name} -", (gone, *_let_go(assessment, name)))


def _let_go(assessment: Assessment, gone: str) -> Iterator[Change]:
    """Take letters and days from a department that goes, and free the slots it was wanted in."""
    for clause, row in assessment.responsibilities.items():
        if gone in row.parts:
            left = {name: letters for name, letters in row.parts.items() if name != gone}
            yield Change("responsibilities", clause, Responsibility(parts=left) if left else None)
    for key, slot in assessment.slots.items():
        if slot.department == gone:
            yield Change("slots", key, slot.model_copy(update={"department": None}))
    about = assessment.about
    if gone in about.capacity:
        days = {name: one for name, one in about.capacity.items() if name != gone}
        yield Change("about", "about", about.model_copy(update={"capacity": days}))


def propose(moment: Moment) -> Act:
    """Let few departments answer for the roles that none answers for yet; adds those wanting."""
    changes = staff(moment.questionnaire, moment.assessment)
    return Act("department", f"propose {len(changes)}", changes)


def staff(questionnaire: Questionnaire, assessment: Assessment) -> tuple[Change, ...]:
    """The departments that are new or get roles, as a small organisation has them.

    Titles are in the language of the questionnaire, as those of its roles are.
    """
    rows = assessment.departments
    with speaking(questionnaire.language):
        after = with_staff(questionnaire, rows)
    changes = [
        Change("departments", name, row)
        for (name, before), row in zip(rows.items(), after, strict=False)
        if row != before
    ]
    for row in after[len(rows) :]:
        name = free_id(assessment, row.title if len(row.roles) > 1 else row.roles[0])
        changes.append(Change("departments", name, row))
        assessment = assessment.with_changes(changes[-1:])
    return tuple(changes)


def propose_each(moment: Moment) -> Act:
    """Add a department for each role of the questionnaire that none answers for yet."""
    assessment = moment.assessment
    taken = {role for row in assessment.departments.values() for role in row.roles}
    changes: list[Change] = []
    for role in moment.questionnaire.roles:
        if role.id in taken:
            continue
        name = free_id(assessment, role.id)
        row = Department(title=role.title, roles=(role.id,))
        changes.append(Change("departments", name, row))
        assessment = assessment.with_changes(changes[-1:])
    return Act("department", f"propose {len(changes)}", tuple(changes))

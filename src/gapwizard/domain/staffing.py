"""Who could do it: the few departments of a small organisation, and who owns what.

Twenty-five roles are six or seven posts in a firm of fifteen. A role that somebody answers for stays
there; one that nobody answers for goes to where such roles usually are. A clause without an owner is
proposed to whoever the agenda asks about it, else to whoever most of its questions are asked of.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gapwizard.domain.assessment import Assessment, Department
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.responsibility import departments_of, matrix
from gapwizard.i18n import N_, _, in_all

USUAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        N_("Management"): ("top_management", "finance", "hr"),
        N_("Service management"): (
            "sms_manager", "document_controller", "risk_owner", "improvement_manager",
        ),
        N_("Internal audit"): ("internal_auditor",),
        N_("Customers and suppliers"): (
            "service_level_manager", "customer_manager", "service_owner", "supplier_manager",
        ),
        N_("Service desk"): (
            "service_desk", "incident_manager", "problem_manager", "knowledge_manager",
        ),
        N_("Operations"): (
            "operations", "change_manager", "release_manager", "transition_manager",
            "capacity_manager", "asset_configuration_manager", "availability_continuity_manager",
            "staff",
        ),
        N_("Information security"): ("security_officer",),
    }
)  # fmt: skip
"""Departments of a small organisation, by title marked for translation, with the roles they answer for.

Who audits is by themselves: nobody audits their own work.
"""

ASKED_ONLY = ("staff",)
"""Roles that are asked and own nothing."""
LEAD = 2
"""What the department that leads a clause counts, beside one that has a part in it."""


def with_staff(
    questionnaire: Questionnaire, departments: Mapping[str, Department]
) -> list[Department]:
    """The departments with the roles that nobody answers for yet given to where they usually are.

    Those there are come first and in their order, then new ones; a role of no usual department has one
    of its own.
    """
    found = dict(enumerate(departments.values()))
    taken = {role for row in found.values() for role in row.roles}
    home = _homes(questionnaire)
    made: dict[str, int] = {}
    for role in questionnaire.roles:
        if role.id in taken:
            continue
        title = home.get(role.id, role.id)
        at = _called(found, title) if role.id in home else None
        if at is None:
            at = _like(found, USUAL.get(title, ()), made.get(title))
        if at is None:
            at = made[title] = len(found)
            found[at] = Department(title=_(title) if role.id in home else role.title)
        row = found[at]
        found[at] = row.model_copy(update={"roles": (*row.roles, role.id)})
    return list(found.values())


def _homes(questionnaire: Questionnaire) -> dict[str, str]:
    """The usual department of each role; the one of a role that a questionnaire lacks is none of it."""
    return {
        role: title
        for title, roles in USUAL.items()
        for role in roles
        if roles[0] in questionnaire.role
    }


def _called(found: Mapping[int, Department], title: str) -> int | None:
    """The department that has a usual title in any language."""
    words = in_all(title)
    return next((at for at, row in found.items() if row.title in words), None)


def _like(found: Mapping[int, Department], roles: tuple[str, ...], made: int | None) -> int | None:
    """The department that has most of some roles already, else the one made for them."""
    count = {at: len(set(row.roles) & set(roles)) for at, row in found.items()}
    best = max(count, key=count.__getitem__, default=None)
    return best if best is not None and count[best] else made


def owners(diagnosis: Diagnosis) -> dict[str, str]:
    """Propose an owner for every clause without one: clause id to department id.

    A charted clause takes the department that has most to do with what is below it. A leaf clause
    takes the one that leads it where that owner has no part in it, or the one that leads would own
    nothing: the fewer owners, the fewer handovers.
    """
    questionnaire, found, shares = diagnosis.questionnaire, dict[str, str](), {}
    above: dict[str, str] = {}
    for row in matrix(diagnosis):
        own = {clause.id: _shares(diagnosis, clause) for clause in row.uncovered}
        whole = len(own) == len(leaves_below(questionnaire, row.clause.id)) and not row.letters
        most = _leading(sum(own.values(), Counter())) if own and whole else ""
        if most:
            found[row.clause.id] = most
        shares.update(own)
        above.update(dict.fromkeys(own, most))
    idle = set(without_clause(diagnosis.assessment)) - set(found.values())
    for leaf, own_share in shares.items():
        lead, most = _leading(own_share), above[leaf]
        if leaf in found:
            continue
        if leaf in diagnosis.assessment.responsibilities:  # its own letters hide the owner above
            found[leaf] = lead or most
        elif lead and lead != most and (most not in own_share or lead in idle):
            found[leaf] = lead
    return {clause: name for clause, name in found.items() if name}


def _leading(shares: Counter[str]) -> str:
    """The department with the greatest share, empty where nobody has one."""
    return max(shares, key=shares.__getitem__, default="")


def _shares(diagnosis: Diagnosis, clause: Clause) -> Counter[str]:
    """How much departments have to do with a leaf clause: whom the agenda asks, else who has its roles.

    The first of its roles leads it and counts double.
    """
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    planned = set(_in_agenda(questionnaire, assessment, clause))
    if len(planned) == 1:
        return Counter({planned.pop(): LEAD})
    answers = {
        role: name
        for name in departments_of(questionnaire, assessment)
        for role in assessment.departments[name].roles
    }
    asked = clause.roles or tuple(
        role.id for question in clause.questions for role in questionnaire.roles_of(question)
    )
    known = [answers[role] for role in asked if role in answers and role not in ASKED_ONLY]
    shares = Counter(dict.fromkeys(known, 1))
    for name in known[:1]:
        shares[name] = LEAD
    return shares


def _in_agenda(
    questionnaire: Questionnaire, assessment: Assessment, clause: Clause
) -> Iterator[str]:
    """The departments that the agenda asks about a clause, a clause above it or all of them."""
    for slot in assessment.slots.values():
        known = slot.department in assessment.departments and not slot.roles
        if slot.department is not None and known and questionnaire.within(clause.id, slot.clauses):
            yield slot.department


def without_clause(assessment: Assessment) -> list[str]:
    """The departments that have no part in any clause, by id."""
    busy = {
        name
        for row in assessment.responsibilities.values()
        for name, letters in row.parts.items()
        if letters
    }
    return [name for name in assessment.departments if name not in busy]

"""What is said of an agenda as a whole: its length, what it leaves out, who is wanted twice."""

from collections.abc import Iterable, Mapping

from gapwizard.domain.assessment import Slot
from gapwizard.domain.booking import Overbooked, Unplaced
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.i18n import _


def hours_word(minutes: int) -> str:
    """A length such as `6h 30m`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes}m").format(minutes=rest)
    return _("{hours}h {minutes:02}m").format(hours=hours, minutes=rest)


def total_word(slots: Mapping[str, Slot]) -> str:
    """How long all slots take together."""
    return hours_word(sum(slot.minutes for slot in slots.values()))


def unplaced_word(found: Iterable[Unplaced]) -> str:
    """Name the clauses that no slot asks in full: `8.4.1, 8.6.1 (3 of 8)`; none gives `none`."""
    words = [
        one.clause.id
        if one.left == one.total
        else _("{clause} ({left} of {total})").format(
            clause=one.clause.id, left=one.left, total=one.total
        )
        for one in found
    ]
    return ", ".join(words) or _("none")


def overbooked_word(diagnosis: Diagnosis, found: Iterable[Overbooked], *, people: bool) -> str:
    """Name who is wanted twice at once: `Operations (S-01, S-02)`; none gives `none`.

    Without `people`, an interviewer is not named.
    """
    return ", ".join(_one(diagnosis, one, people=people) for one in found) or _("none")


def _one(diagnosis: Diagnosis, one: Overbooked, *, people: bool) -> str:
    department = diagnosis.assessment.departments.get(one.who)
    role = diagnosis.questionnaire.role.get(one.who)
    who = one.who if people else _("the interviewer")
    if one.kind == "department":
        who = department.title if department is not None else one.who
    elif one.kind == "role":
        who = role.title if role is not None else one.who
    return _("{who} ({first}, {second})").format(who=who, first=one.first, second=one.second)

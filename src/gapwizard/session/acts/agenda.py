"""Scheduling interviews: slots of the agenda, set one by one or proposed at once."""

from collections.abc import Mapping
from datetime import date, time

from gapwizard.domain import timetable
from gapwizard.domain.assessment import Assessment, Change, Slot
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import fields
from gapwizard.session.acts.names import clause_in, department_in, names_in, role_in
from gapwizard.session.acts.slot_fields import SLOT
from gapwizard.session.session import Session
from gapwizard.store.history import Act

PER_QUESTION = (10, 3600)
"""Seconds that a proposal may plan for one question."""
NEEDED = ("day", "start")


def set_slot(session: Session, name: str, pairs: Mapping[str, str]) -> Act | None:
    """Set fields of a slot, or add one with the name `new` (`S-01`, ...). Raises Refused."""
    change = slot(session.questionnaire, session.assessment, name, pairs)
    return session.commit("slot", f"{change.id} {' '.join(pairs)}", [change])


def slot(
    questionnaire: Questionnaire, assessment: Assessment, name: str, pairs: Mapping[str, str]
) -> Change:
    """The change that sets fields of a slot, or adds one. Raises Refused."""
    before = None if name == "new" else slot_in(assessment, name)
    shown = "S" if before is None else name
    for key in NEEDED:
        if not substance(pairs.get(key, "" if before is None else "-")):
            raise Refused(
                _("{name}: a slot needs {key}, such as {key}={example}"),
                name=shown,
                key=key,
                example="2026-12-01" if key == "day" else "10:00",
            )
    update = fields.read(pairs, SLOT, Slot)
    _name_ids(questionnaire, assessment, pairs, update)
    if before is None:
        before = Slot(day=date(2000, 1, 1), start=time(9))
        name = next_id(assessment)
    return Change("slots", name, fields.with_fields(before, update))


def _name_ids(
    questionnaire: Questionnaire,
    assessment: Assessment,
    pairs: Mapping[str, str],
    update: dict[str, object],
) -> None:
    """Check the clauses, roles and department that were named. Raises Refused."""
    if "clauses" in pairs:
        update["clauses"] = tuple(
            clause_in(questionnaire, one) for one in names_in(pairs["clauses"])
        )
    if "roles" in pairs:
        update["roles"] = tuple(role_in(questionnaire, one) for one in names_in(pairs["roles"]))
    if substance(pairs.get("department", "")):
        update["department"] = department_in(assessment, pairs["department"].strip())


def slot_in(assessment: Assessment, name: str) -> Slot:
    """A slot by id. Raises Refused."""
    found = assessment.slots.get(name)
    if found is None:
        hint = nearest_hint(name, list(assessment.slots))
        raise Refused(_("there is no slot {name!r}{hint}"), name=name, hint=hint)
    return found


def next_id(assessment: Assessment, after: int = 0) -> str:
    """The id of a new slot; `after` counts those that are about to be added."""
    numbers = [int(k[2:]) for k in assessment.slots if k[:2] == "S-" and k[2:].isdecimal()]
    return f"S-{max(numbers, default=0) + 1 + after:02}"


def remove_slot(session: Session, name: str) -> Act | None:
    """Remove a slot. Raises Refused."""
    slot_in(session.assessment, name)
    return session.commit("slot", f"{name} -", [Change("slots", name, None)])


def propose(
    session: Session, first: date | None = None, seconds: int = timetable.SECONDS
) -> Act | None:
    """Add slots for every clause that no slot asks yet, in one act; None when there is none.

    They begin on `first`, else on the next working day.
    """
    start = first or timetable.next_working_day(session.today())
    made = timetable.propose(session.diagnosis, session.assessment.slots, start, seconds)
    changes = [
        Change("slots", next_id(session.assessment, number), row) for number, row in enumerate(made)
    ]
    return session.commit("agenda", f"propose {len(changes)}", changes)

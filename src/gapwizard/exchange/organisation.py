"""Departments, responsibilities and the agenda as JSON; the file of people's names is never read here."""

from gapwizard.domain.agenda import (
    double_bookings,
    end_of,
    in_order,
    points_of,
    to_request,
    unplaced_clauses,
)
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Standing
from gapwizard.domain.responsibility import (
    MatrixRow,
    departments_of,
    ends_of,
    matrix,
    without_interface,
    without_owner,
)

Json = dict[str, object]


def departments_json(diagnosis: Diagnosis) -> list[Json]:
    """A row for each department, in the order of the questionnaire's roles."""
    rows = diagnosis.assessment.departments
    return [
        {"id": name, "title": rows[name].title, "roles": list(rows[name].roles)}
        for name in departments_of(diagnosis.questionnaire, diagnosis.assessment)
    ]


def duty_json(row: MatrixRow) -> Json:
    """One clause of the matrix."""
    return {
        "id": row.clause.id,
        "title": row.clause.title,
        "parts": {name: list(letters) for name, letters in row.letters.items()},
        "owner": row.owner,
        "inherited": row.inherited,
    }


def responsibilities_json(diagnosis: Diagnosis, *, leaves: bool) -> Json:
    """The matrix of the charted clauses, or of the leaf clauses, and what is missing in it."""
    return {
        "clauses": [duty_json(row) for row in matrix(diagnosis, leaves=leaves)],
        "without_owner": [clause.id for clause in without_owner(diagnosis)],
        "interfaces": [
            {"id": name, "clauses": list(ends_of(name)), "note": row.note}
            for name, row in diagnosis.assessment.interfaces.items()
        ],
        "without_interface": [
            {
                "clauses": [pair.first.id, pair.second.id],
                "owners": list(pair.owners),
                "links": [list(link) for link in pair.links],
            }
            for pair in without_interface(diagnosis)
        ],
    }


def slot_json(diagnosis: Diagnosis, name: str, slot: Slot) -> Json:
    """One slot, with what follows from it."""
    points = points_of(diagnosis, slot)
    return {
        "id": name,
        **slot.model_dump(mode="json"),
        "start": f"{slot.start:%H:%M}",
        "end": f"{end_of(slot):%H:%M}",
        "questions": len(points),
        "answered": sum(point.standing is not Standing.OPEN for point in points),
        "to_request": [line.document.id for line in to_request(diagnosis, slot)],
    }


def agenda_json(diagnosis: Diagnosis) -> Json:
    """The slots in the order of the clock, and what the agenda leaves open."""
    slots = diagnosis.assessment.slots
    return {
        "slots": [slot_json(diagnosis, name, slot) for name, slot in in_order(slots)],
        "minutes": sum(slot.minutes for slot in slots.values()),
        "unplaced": [
            {"clause": one.clause.id, "questions": one.left, "of": one.total}
            for one in unplaced_clauses(diagnosis, slots.values())
        ],
        "overbooked": [one._asdict() for one in double_bookings(slots)],
    }

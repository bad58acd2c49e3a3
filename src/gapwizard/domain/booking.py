"""What an agenda as a whole leaves open: clauses no slot asks, and who is wanted twice at once."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from gapwizard.domain.agenda import end_of, in_order, open_to_ask, questions_of, start_of
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.visible import substance


class Unplaced(NamedTuple):
    """A leaf clause with questions that no slot asks."""

    clause: Clause
    left: int
    total: int


def unplaced(diagnosis: Diagnosis, slots: Iterable[Slot]) -> tuple[Unplaced, ...]:
    """The clauses that no slot asks in full, but for those put off to a later round."""
    placed = {question.id for slot in slots for question in questions_of(diagnosis, slot)}
    questionnaire, later = diagnosis.questionnaire, diagnosis.assessment.about.later
    found = []
    for leaf in questionnaire.leaves:
        if questionnaire.within(leaf.id, later):
            continue
        asked = [question.id for question in leaf.questions if open_to_ask(diagnosis, question)]
        left = sum(name not in placed for name in asked)
        if left:
            found.append(Unplaced(leaf, left, len(asked)))
    return tuple(found)


class Overbooked(NamedTuple):
    """Somebody who is wanted in two slots at the same time."""

    kind: Literal["department", "role", "person"]
    who: str
    """The id of the department or role, or what stands for the interviewer."""
    first: str
    second: str


def overbooked(slots: Mapping[str, Slot]) -> tuple[Overbooked, ...]:
    """Who is wanted in two slots at the same time."""
    return tuple(
        Overbooked(kind, who, first, second)
        for (first, one), (second, other) in combinations(in_order(slots), 2)
        if start_of(other) < end_of(one)
        for kind, who in _wanted(one)
        if (kind, who.casefold()) in {(k, w.casefold()) for k, w in _wanted(other)}
    )


def _wanted(slot: Slot) -> Iterator[tuple[Literal["department", "role", "person"], str]]:
    if slot.department is not None:
        yield "department", slot.department
    for role in dict.fromkeys(slot.roles):
        yield "role", role
    people = (substance(slot.interviewer), substance(slot.note_taker))
    for person in dict.fromkeys(name for name in people if name):
        yield "person", person

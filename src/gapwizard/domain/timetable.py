"""A proposed agenda: clauses grouped by who answers for them, laid into working days.

Every leaf clause that no slot asks yet is placed once. Slots lie between 9:00 and 12:00 or 13:00 and
16:30, with a break after two hours at the latest, and never beside a slot that is there already.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from gapwizard.domain.agenda import Unplaced, end_of, start_of, unplaced_clauses
from gapwizard.domain.assessment import Slot
from gapwizard.domain.days import working_day
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import charted_clauses
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.responsibility import owner_of
from gapwizard.i18n import _, labelled, names

SECONDS, CORE_SECONDS, SCAN_SECONDS = 240, 180, 15
"""What a question takes with a follow-up and a piece of evidence, one of the half-day interview, and a
clause of the quick scan: the talk sets the pace, and 105 s a question were a third of reality."""
STEP, SHORTEST, LONGEST = 15, 15, 90
"""Minutes: slots begin and end on a step, and take from one to six of them."""
UNBROKEN = 120
"""Minutes of interviews on end, at most."""
HOURS = ((time(9), time(12)), (time(13), time(16, 30)))
"""When interviews may lie; the hour between is for lunch."""
TITLES = 3
"""A topic names no more of them."""


class SlotGroup(NamedTuple):
    """Clauses that are asked of the same people."""

    department: str | None
    role: str | None
    """The role that is asked where no department answers for it."""
    clauses: tuple[Unplaced, ...]


def propose(
    diagnosis: Diagnosis,
    slots: Mapping[str, Slot],
    first: date,
    seconds: int | None = None,
    *,
    core: bool = False,
) -> tuple[Slot, ...]:
    """Slots for every clause that no slot asks in full, from a day on.

    `seconds` are planned for a question; with `core` the slots ask only the questions of the
    half-day interview, and clauses without one have no slot.
    """
    each = seconds or (CORE_SECONDS if core else SECONDS)
    wanted = unplaced_clauses(diagnosis, slots.values(), core=core)
    planned = [
        (group.department, _topic(diagnosis, group, part), part, minutes_for(part, each))
        for group in _groups(diagnosis, wanted)
        for part in _parts(group.clauses, each)
    ]
    taken = [(start_of(slot), end_of(slot)) for slot in slots.values()]
    made = []
    for department, topic, part, minutes in planned:
        start = _earliest(taken, first, minutes)
        taken.append((start, start + timedelta(minutes=minutes)))
        made.append(
            Slot(
                day=start.date(),
                start=start.time(),
                minutes=minutes,
                topic=topic,
                department=department,
                clauses=tuple(one.clause.id for one in part),
                core=core,
            )
        )
    return tuple(sorted(made, key=start_of))


def minutes_for(part: Sequence[Unplaced], seconds: int) -> int:
    """The minutes of a slot: enough for its questions, in whole steps, within the limits."""
    needed = sum(one.total for one in part) * seconds / 60
    return min(LONGEST, max(SHORTEST, math.ceil(needed / STEP) * STEP))


# Who is asked


def _groups(diagnosis: Diagnosis, clauses: Iterable[Unplaced]) -> list[SlotGroup]:
    """Group clauses by who is asked, in the order of the questionnaire."""
    found: dict[tuple[str | None, str | None], list[Unplaced]] = {}
    for one in clauses:
        found.setdefault(_asked(diagnosis, one.clause), []).append(one)
    return [SlotGroup(*who, tuple(part)) for who, part in found.items()]


def _asked(diagnosis: Diagnosis, leaf: Clause) -> tuple[str | None, str | None]:
    """The department that owns a clause, else the first that answers for one of its roles.

    Where there is neither: the first of its roles.
    """
    assessment = diagnosis.assessment
    owner = owner_of(diagnosis.questionnaire, assessment, leaf.id)
    if owner is not None:
        return owner, None
    of_questions = tuple(role for question in leaf.questions for role in question.roles)
    roles = leaf.roles or of_questions
    for role in roles:
        for name, department in assessment.departments.items():
            if role in department.roles:
                return name, None
    return None, roles[0] if roles else None


def _parts(clauses: Sequence[Unplaced], seconds: int) -> Iterator[tuple[Unplaced, ...]]:
    """Cut a group into slots of a length that people bear."""
    part: list[Unplaced] = []
    for one in clauses:
        if part and sum(known.total for known in (*part, one)) * seconds > LONGEST * 60:
            yield tuple(part)
            part = []
        part.append(one)
    if part:
        yield tuple(part)


def _topic(diagnosis: Diagnosis, group: SlotGroup, part: Sequence[Unplaced]) -> str:
    """Say what a slot is about: who, unless the department says it, and the clauses in short."""
    questionnaire = diagnosis.questionnaire
    titles = [one.clause.title for one in part]
    if len(titles) > 2:
        shown = [clause.id for clause in charted_clauses(diagnosis)]
        tops = [
            next((name for name in questionnaire.line[one.clause.id] if name in shown), None)
            for one in part
        ]
        titles = [questionnaire.clause[name].title for name in dict.fromkeys(tops) if name]
    role = questionnaire.role.get(group.role or "")
    words = _in_short(list(dict.fromkeys(titles)))
    return labelled(role.title, words) if role is not None else words


def _in_short(titles: Sequence[str]) -> str:
    if len(titles) <= TITLES:
        return names(titles)
    shown = names(titles[: TITLES - 1])
    return _("{topics} and {count} more").format(topics=shown, count=len(titles) - TITLES + 1)


# When


def _earliest(taken: Sequence[tuple[datetime, datetime]], first: date, minutes: int) -> datetime:
    """Find the first free time of a length from a day on; weekends are skipped after that day."""
    length, day = timedelta(minutes=minutes), first
    while True:
        for begin, end in HOURS:
            start, close = datetime.combine(day, begin), datetime.combine(day, end)
            while start + length <= close:
                if _free(taken, start, start + length):
                    return start
                start += timedelta(minutes=STEP)
        day = working_day(day, 1)


def _free(taken: Sequence[tuple[datetime, datetime]], start: datetime, end: datetime) -> bool:
    """Tell whether a time overlaps nothing and leaves a break after two hours at the latest."""
    if any(start < other_end and other < end for other, other_end in taken):
        return False
    return _unbroken(taken, start, end) <= timedelta(minutes=UNBROKEN)


def _unbroken(
    taken: Sequence[tuple[datetime, datetime]], start: datetime, end: datetime
) -> timedelta:
    """How long people would talk on end."""
    grown = True
    while grown:
        before = min((a for a, b in taken if a < start == b), default=start)
        after = max((b for a, b in taken if a == end < b), default=end)
        grown = (before, after) != (start, end)
        start, end = before, after
    return end - start

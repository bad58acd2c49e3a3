"""The agenda: what a slot asks and leaves open, what no slot asks, and who is wanted twice at once.

Times are the wall clock of the place of the interview: a slot knows no time zone.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from gapwizard.domain.assessment import Slot
from gapwizard.domain.concerns import wordless
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.domain.visible import substance
from gapwizard.i18n import _, names, ngettext


def start_of(slot: Slot) -> datetime:
    """When a slot begins."""
    return datetime.combine(slot.day, slot.start.replace(tzinfo=None))


def end_of(slot: Slot) -> datetime:
    """When a slot ends."""
    try:
        return start_of(slot) + timedelta(minutes=slot.minutes)
    except OverflowError:  # the last minutes of the year 9999
        return start_of(slot)


def in_order(slots: Mapping[str, Slot]) -> list[tuple[str, Slot]]:
    """The slots in the order of the clock."""
    return sorted(slots.items(), key=lambda entry: (start_of(entry[1]), entry[0]))


def by_day(slots: Mapping[str, Slot]) -> dict[date, list[tuple[str, Slot]]]:
    """The slots of each day, both in the order of the clock."""
    days: dict[date, list[tuple[str, Slot]]] = {}
    for name, slot in in_order(slots):
        days.setdefault(slot.day, []).append((name, slot))
    return days


# What a slot asks


def asked_of(diagnosis: Diagnosis, slot: Slot) -> tuple[str, ...]:
    """Who is asked: the title of the department, and of the roles that are named."""
    department = diagnosis.assessment.departments.get(slot.department or "")
    known = diagnosis.questionnaire.role
    roles = [known[name].title for name in slot.roles if name in known]
    return tuple(dict.fromkeys([department.title, *roles] if department is not None else roles))


def points_of(diagnosis: Diagnosis, slot: Slot) -> tuple[Point, ...]:
    """The points of the questions of a slot, in the order of the questionnaire."""
    return tuple(diagnosis.points[question.id] for question in questions_of(diagnosis, slot))


def questions_of(diagnosis: Diagnosis, slot: Slot) -> tuple[Question, ...]:
    """The questions of a slot, in the order of the questionnaire.

    Those of its clauses with all below them, for its roles only when it names some. Without
    clauses it asks everything its roles, else those of its department, can be asked. Left out are
    questions that a fact takes out, clauses put off to a later round unless named, and in a
    half-day interview all that is not marked for it.
    """
    roles = _roles_asked(diagnosis, slot)
    if not slot.clauses and not roles:
        return ()
    return tuple(
        question
        for leaf in _leaves_asked(diagnosis, slot)
        for question in leaf.questions
        if open_to_ask(diagnosis, question)
        and (question.core or not slot.core)
        and (not roles or roles & {role.id for role in diagnosis.questionnaire.roles_of(question)})
    )


def _roles_asked(diagnosis: Diagnosis, slot: Slot) -> frozenset[str]:
    if slot.roles or slot.clauses:
        return frozenset(slot.roles)
    department = diagnosis.assessment.departments.get(slot.department or "")
    return frozenset(department.roles) if department is not None else frozenset()


def _leaves_asked(diagnosis: Diagnosis, slot: Slot) -> Iterator[Clause]:
    questionnaire, later = diagnosis.questionnaire, diagnosis.assessment.about.later
    for leaf in questionnaire.leaves:
        line = questionnaire.line[leaf.id]
        if slot.clauses and not any(name in slot.clauses for name in line):
            continue
        named = any(name in slot.clauses and questionnaire.within(name, later) for name in line)
        if named or not questionnaire.within(leaf.id, later):
            yield leaf


def open_to_ask(diagnosis: Diagnosis, question: Question) -> bool:
    """Tell whether no fact takes a question out."""
    return diagnosis.points[question.id].standing is not Standing.BY_FACT


# How far it is


class Progress(NamedTuple):
    """How far a slot is at a moment."""

    answered: int
    """Questions dealt with: answered, or not applicable with a reason."""
    total: int
    minutes_left: int
    """Whole minutes until its end, rounded up; all of them before it begins, 0 after it."""
    per_minute_needed: Fraction | None
    """Questions per minute that finish it in time; None when no time or no question is left."""


def progress(diagnosis: Diagnosis, slot: Slot, now: datetime) -> Progress:
    """Tell how far a slot is; `now` is the clock of the place."""
    points = points_of(diagnosis, slot)
    answered = sum(point.standing is not Standing.OPEN for point in points)
    seconds = (end_of(slot) - max(_plain(now), start_of(slot))).total_seconds()
    left = max(0, math.ceil(seconds / 60))
    still = len(points) - answered
    return Progress(answered, len(points), left, Fraction(still, left) if left and still else None)


def _plain(now: datetime) -> datetime:
    """A moment as the wall clock shows it."""
    return now.replace(tzinfo=None)


def current(slots: Mapping[str, Slot], now: datetime) -> str | None:
    """The slot that is on at a moment and not done yet."""
    moment = _plain(now)
    return next(
        (
            name
            for name, slot in in_order(slots)
            if not slot.done and start_of(slot) <= moment < end_of(slot)
        ),
        None,
    )


def next_slot(slots: Mapping[str, Slot], now: datetime) -> str | None:
    """The next slot that begins after a moment and is not done yet."""
    moment = _plain(now)
    return next(
        (name for name, slot in in_order(slots) if not slot.done and start_of(slot) > moment), None
    )


# What it leaves open


class WrapUp(NamedTuple):
    """What a slot leaves open at its end."""

    unanswered: tuple[Point, ...]
    claimed: tuple[Point, ...]
    """Answers that count less than they claim, for want of evidence."""
    wordless: tuple[Point, ...]
    """Answers that still want words: partly met without, a weakness not described, evidence
    without text, a blank left."""
    flagged: tuple[Point, ...]
    """Parked as follow-up, or flagged as a candidate finding."""
    requests: tuple[DocumentResult, ...]
    """Documents asked for and not received."""


def wrap_up(diagnosis: Diagnosis, slot: Slot | None) -> WrapUp:
    """What a slot leaves open; without one, what the whole assessment does."""
    if slot is None:
        points, lines = tuple(diagnosis.points.values()), diagnosis.documents
    else:
        points, lines = points_of(diagnosis, slot), documents_of(diagnosis, slot)
    return WrapUp(
        tuple(point for point in points if point.standing is Standing.OPEN),
        tuple(point for point in points if point.evidence_gap),
        tuple(point for point in points if wordless(point)),
        tuple(point for point in points if is_flagged(point)),
        tuple(line for line in lines if line.record.request == "asked"),
    )


def documents_of(diagnosis: Diagnosis, slot: Slot) -> tuple[DocumentResult, ...]:
    """The documents that the questions of a slot link to, and those added for its clauses."""
    questions = questions_of(diagnosis, slot)
    linked = {name for question in questions for name in question.documents}
    asked = {diagnosis.questionnaire.clause_of[question.id].id for question in questions}
    found: dict[str, DocumentResult] = {}
    for line in diagnosis.documents:
        here = line.by_hand and bool(asked & set(line.document.clauses))
        if here or line.document.id in linked:
            found.setdefault(line.document.id, line)
    return tuple(found.values())


def to_look_at(diagnosis: Diagnosis, slot: Slot) -> tuple[DocumentResult, ...]:
    """The documents that a slot is about, but those that are known not to be there."""
    return tuple(
        line
        for line in documents_of(diagnosis, slot)
        if line.state != "absent" and line.verdict is not Verdict.NOT_APPLICABLE
    )


def to_request(diagnosis: Diagnosis, slot: Slot) -> tuple[DocumentResult, ...]:
    """The documents to have at hand before a slot: those asked for and owed, required ones unseen."""
    return tuple(
        line
        for line in documents_of(diagnosis, slot)
        if line.record.request == "asked" or (not line.record.request and _unseen(line))
    )


def _unseen(line: DocumentResult) -> bool:
    """Whether a document is required and nobody has seen it or said anything of it."""
    required = line.document.obligation == "required"
    told = line.verdict is Verdict.NOT_APPLICABLE or line.state != "unknown" or line.seen
    return required and not told


def was_held(diagnosis: Diagnosis, slot: Slot) -> bool:
    """Whether an interview is marked as held, or a question of it was answered on its day.

    One of a day to come was not held, whatever it is marked as.
    """
    if slot.day > diagnosis.today:
        return False
    answers = (point.answer for point in points_of(diagnosis, slot))
    return slot.done or any(
        a is not None and a.at is not None and a.at.date() == slot.day for a in answers
    )


def departments_heard(diagnosis: Diagnosis, questions: Collection[str]) -> tuple[str, ...]:
    """Titles of the departments with which some questions were gone through, in the order of the agenda."""
    titles = diagnosis.assessment.departments
    found = {
        name: titles[name].title
        for _slot, slot in in_order(diagnosis.assessment.slots)
        if (name := slot.department or "") in titles
        and any(question.id in questions for question in questions_of(diagnosis, slot))
        and was_held(diagnosis, slot)
    }
    return tuple(found.values())


class Unplaced(NamedTuple):
    """A leaf clause with questions that no slot asks."""

    clause: Clause
    left: int
    total: int


def unplaced_clauses(
    diagnosis: Diagnosis, slots: Collection[Slot], *, core: bool | None = None
) -> tuple[Unplaced, ...]:
    """The clauses that no slot asks in full, but for those put off to a later round.

    With `core`, in full means all questions that are marked for a half-day interview; None: where
    every slot is one of such an interview.
    """
    if core is None:
        core = bool(slots) and all(slot.core for slot in slots)
    placed = {question.id for slot in slots for question in questions_of(diagnosis, slot)}
    questionnaire, later = diagnosis.questionnaire, diagnosis.assessment.about.later
    found = []
    for leaf in questionnaire.leaves:
        if questionnaire.within(leaf.id, later):
            continue
        asked = [
            question.id
            for question in leaf.questions
            if open_to_ask(diagnosis, question) and (question.core or not core)
        ]
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


def double_bookings(slots: Mapping[str, Slot]) -> tuple[Overbooked, ...]:
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
    return names(words) or _("none")


def unplaced_told(diagnosis: Diagnosis, slots: Collection[Slot]) -> str:
    """The same of an agenda; one that has all of the half-day interview says how much it leaves out."""
    found = unplaced_clauses(diagnosis, slots)
    rest = sum(one.left for one in unplaced_clauses(diagnosis, slots, core=False))
    if found or not rest:
        return unplaced_word(found)
    words = ngettext(
        "none of the half-day interview; {count} other question has no slot",
        "none of the half-day interview; {count} other questions have no slot",
        rest,
    )
    return words.format(count=rest)


def overbooked_word(diagnosis: Diagnosis, found: Iterable[Overbooked], *, people: bool) -> str:
    """Name who is wanted twice at once: `Operations (S-01, S-02)`; none gives `none`.

    Without `people`, an interviewer is not named.
    """
    return names(_one(diagnosis, one, people=people) for one in found) or _("none")


def _one(diagnosis: Diagnosis, one: Overbooked, *, people: bool) -> str:
    department = diagnosis.assessment.departments.get(one.who)
    role = diagnosis.questionnaire.role.get(one.who)
    who = one.who if people else _("the interviewer")
    if one.kind == "department":
        who = department.title if department is not None else one.who
    elif one.kind == "role":
        who = role.title if role is not None else one.who
    return _("{who} ({first}, {second})").format(who=who, first=one.first, second=one.second)


def is_flagged(point: Point) -> bool:
    """Tell whether a point is parked for follow-up, or flagged as a candidate finding."""
    return point.answer is not None and (point.answer.follow_up or point.answer.candidate)


def read_back(diagnosis: Diagnosis, slot: Slot | None) -> tuple[Point, ...]:
    """The rated points of a slot, or of everything, in order, for the interviewee to confirm."""
    points = diagnosis.points.values() if slot is None else points_of(diagnosis, slot)
    return tuple(p for p in points if p.rating is not None and p.standing is not Standing.BY_FACT)

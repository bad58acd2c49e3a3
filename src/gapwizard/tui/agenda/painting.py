"""How the agenda is painted: a row per slot under its day, the slot in full, what is left open."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import agenda
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.i18n import _, ngettext
from gapwizard.session.people import Person
from gapwizard.tui.kit.text import (
    DIM,
    STRONG,
    WHOLE,
    hanging,
    indented,
    line,
    padded,
    plain,
    with_person,
    wrapped,
)

ROOMY = 96
"""Columns from which the length of a slot stands in its row, and who is asked in full."""


class AgendaRow(NamedTuple):
    """One row: a slot, or the head of a day."""

    day: date
    name: str = ""
    """Id of the slot; empty for the head of a day."""
    slot: Slot | None = None


def rows_of(slots: Mapping[str, Slot]) -> list[AgendaRow]:
    """The slots in the order of the clock, each day under its head."""
    found = []
    for day, entries in agenda.by_day(slots).items():
        found.append(AgendaRow(day))
        found += [AgendaRow(day, name, slot) for name, slot in entries]
    return found


def day_head(diagnosis: Diagnosis, day: date) -> Content:
    """Paint the head of a day."""
    slots = agenda.by_day(diagnosis.assessment.slots)[day]
    minutes = agenda.hours_word(sum(slot.minutes for _name, slot in slots))
    weekday = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]
    return line(" ", (f"{day} {weekday}", STRONG), f"  {minutes}")


def slot_row(diagnosis: Diagnosis, name: str, slot: Slot, width: int, now: datetime) -> Content:
    """Paint one slot: when, what, who is asked, how far."""
    seen = agenda.progress(diagnosis, slot, now)
    asked = i18n.names(agenda.asked_of(diagnosis, slot))
    state = _state(diagnosis, name, slot, now)
    who = 24 if width >= ROOMY else 16
    minutes = f"{slot.minutes:>3}m " if width >= ROOMY else ""
    topic = max(width - 37 - len(minutes) - who, 8)
    return line(
        f"   {slot.start:%H:%M}-{agenda.end_of(slot):%H:%M} {minutes} {name:<5}",
        padded(plain(slot.topic or " ".join(slot.clauses) or "-"), topic),
        " ",
        padded(plain(asked), who),
        f" {seen.answered:>3}/{seen.total:<3} ",
        (state, STRONG),
    )


def _state(diagnosis: Diagnosis, name: str, slot: Slot, now: datetime) -> str:
    if slot.done:
        return _("DONE")
    slots = diagnosis.assessment.slots
    if name == agenda.current(slots, now):
        return _("NOW")
    return _("NEXT") if name == agenda.next_slot(slots, now) else ""


def summary(diagnosis: Diagnosis, width: int, *, client: bool) -> list[Content]:
    """Paint what the agenda leaves open, what cannot be first; it rolls where it is longer."""
    slots = diagnosis.assessment.slots
    left = agenda.unplaced_told(diagnosis, slots.values())
    twice = agenda.overbooked_word(diagnosis, agenda.double_bookings(slots), people=not client)
    unplaced = indented(_("Unplaced clauses: {clauses}").format(clauses=left), width, WHOLE)
    overbooked = indented(_("Overbooked: {who}").format(who=twice), width, WHOLE)
    collides = bool(agenda.double_bookings(slots))
    return [*overbooked, *unplaced] if collides else [*unplaced, *overbooked]


def heading(diagnosis: Diagnosis) -> str:
    """Say how much the agenda holds: `2 days, 24 slots, 11h 45m`."""
    slots = diagnosis.assessment.slots
    days = len({slot.day for slot in slots.values()})
    return i18n.names(
        (
            ngettext("{count} day", "{count} days", days).format(count=days),
            ngettext("{count} slot", "{count} slots", len(slots)).format(count=len(slots)),
            agenda.total_word(slots),
        )
    )


def detail(
    diagnosis: Diagnosis,
    name: str,
    slot: Slot,
    people: Mapping[str, Person],
    width: int,
    height: int,
) -> list[Content]:
    """Paint a slot in full; `people` is empty in client view, and then no person is named."""
    points = agenda.points_of(diagnosis, slot)
    pace = Fraction(slot.minutes * 60, len(points)) if points else None
    known = diagnosis.questionnaire.clause
    clauses = [f"{clause} {known[clause].title}" for clause in slot.clauses if clause in known]
    wanted = agenda.to_request(diagnosis, slot)
    asks = i18n.parts(clauses) or "-"
    if slot.core:
        asks = i18n.with_aside(asks, _("half-day interview"))
    texts = [
        (_("Topic"), slot.topic or "-"),
        (_("Who is asked"), _asked(diagnosis, slot, people)),
        (_("Clauses"), asks),
        (_("To have at hand"), i18n.names(found.document.id for found in wanted) or "-"),
        (_("Next step"), slot.summary),
    ]
    rows = [line(" ", (name, STRONG), f"  {slot.day} {slot.start:%H:%M}")]
    said = _pace(slot, len(points), pace)
    if width < len(said) + 30:
        rows.append(line(" ", said))
    else:
        rows[0] += plain(f"  {said}")
    for label, text in texts:
        if text:
            # Five fields of two lines fit the lower pane of a small window.
            rows += _field(label, text, width, 4 if height > 12 else 2)
    # Where the pane is too narrow for a column beside it, the documents stand below.
    if width < 60 and height > len(rows) + 1:
        rows += [plain(""), *_documents(diagnosis, slot, width)]
    return rows


def _field(label: str, text: str, width: int, most: int) -> list[Content]:
    indent = 17
    head = line(" ", padded(plain(label, DIM), indent - 1))
    return hanging(head, wrapped(text, width - indent - 1, most))


def _asked(diagnosis: Diagnosis, slot: Slot, people: Mapping[str, Person]) -> str:
    """Say who is asked; with the person of the department where one may be named."""
    asked = i18n.names(agenda.asked_of(diagnosis, slot)) or "-"
    return with_person(asked, people.get(slot.department or ""))


def _pace(slot: Slot, questions: int, pace: Fraction | None) -> str:
    if pace is None:
        return _("{minutes} minutes, no question").format(minutes=slot.minutes)
    words = ngettext(
        "{minutes} minutes, {questions} question: {m}m{s:02}s",
        "{minutes} minutes, {questions} questions: {m}m{s:02}s each",
        questions,
    )
    return words.format(
        minutes=slot.minutes, questions=questions, m=int(pace) // 60, s=int(pace) % 60
    )


def _documents(diagnosis: Diagnosis, slot: Slot, width: int) -> list[Content]:
    """List the documents to have at hand by title, where there is room."""
    return [
        row
        for found in agenda.to_request(diagnosis, slot)
        for row in wrapped(f" {found.document.named}", width - 2, 1)
    ]

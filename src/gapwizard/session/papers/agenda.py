"""The agenda to send, as Markdown or as a calendar file, and as JSON. No person is named unless asked."""

from datetime import UTC, datetime

from gapwizard import i18n
from gapwizard.domain.agenda import (
    asked_of,
    double_bookings,
    end_of,
    in_order,
    points_of,
    questions_of,
    start_of,
    to_request,
    unplaced_clauses,
)
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Standing
from gapwizard.domain.strict_json import Json
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _, ngettext
from gapwizard.session.papers.editions import copy_of
from gapwizard.session.people import names as names_of
from gapwizard.session.session import Session

KINDS = ("md", "ics")
"""How the agenda can be written."""


def no_slot(name: str) -> str:
    """Say that an assessment has no agenda, and what makes one in either face."""
    return _(
        "there is no slot yet; the agenda in the app proposes some, "
        "or `gapwizard agenda {name} propose`"
    ).format(name=name)


def render(session: Session, kind: str, *, names: bool = False) -> str:
    """The agenda as `md` or `ics`. Raises Refused where there is no slot."""
    if not session.assessment.slots:
        raise Refused(no_slot(session.assessment.id))
    people = {key: person.name for key, person in names_of(session).items()} if names else None
    # Whoever typed a name into a topic, it stands in no export that names nobody.
    diagnosis = session.diagnosis if names else copy_of(session).diagnosis
    if kind == "ics":
        return _calendar(session, diagnosis, people)
    from gapwizard.report.agenda import render as to_markdown

    return to_markdown(diagnosis, people)


def _calendar(session: Session, diagnosis: Diagnosis, people: dict[str, str] | None) -> str:
    from gapwizard.exchange.calendar import Event, calendar, uid

    about = diagnosis.assessment.about
    return calendar(
        (
            Event(
                uid=uid(name, session.assessment.id, about.created),
                start=start_of(slot),
                minutes=slot.minutes,
                summary=i18n.with_aside(substance(slot.topic) or name, about.name),
                description=_description(diagnosis, slot, people),
            )
            for name, slot in in_order(diagnosis.assessment.slots)
        ),
        title=_("{name}: interviews").format(name=about.name),
        stamp=datetime.now(UTC),
        revision=session.revision,
    )


def _description(diagnosis: Diagnosis, slot: Slot, people: dict[str, str] | None) -> str:
    """Say who is asked about what, and what to have at hand."""
    clauses = diagnosis.questionnaire.clause
    asked = asked_of(diagnosis, slot)
    lines = [_("Who is asked: {who}").format(who=i18n.names(asked))] if asked else []
    if people is not None:
        named = (people.get(slot.department or "", ""), slot.interviewer, slot.note_taker)
        known = i18n.names(dict.fromkeys(substance(name) for name in named if substance(name)))
        lines += [_("People: {names}").format(names=known)] if known else []
    count = len(questions_of(diagnosis, slot))
    lines.append(ngettext("{count} question", "{count} questions", count).format(count=count))
    lines += [f"- {name} {clauses[name].title}" for name in slot.clauses if name in clauses]
    wanted = to_request(diagnosis, slot)
    if wanted:
        lines.append(_("Documents to have at hand before:"))
        lines += [f"- {line.document.named}" for line in wanted]
    return "\n".join(lines)


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

"""The agenda of the interviews, as Markdown to send before the first one."""

from collections.abc import Mapping
from typing import NamedTuple

from gapwizard import i18n
from gapwizard.domain.agenda import asked_of, by_day, end_of, points_of, to_request
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.sentences import subject_of
from gapwizard.domain.visible import substance
from gapwizard.i18n import day_words
from gapwizard.report.environment import document
from gapwizard.report.parts import classification_of, dashed, name_of, standard_of


class AgendaEntry(NamedTuple):
    """One slot as it is printed."""

    id: str
    time: str
    topic: str
    asked: str
    """Department or roles; a name only where names were asked for."""
    people: str
    """Interviewer and note-taker, where names were asked for."""
    clauses: tuple[str, ...]
    questions: int
    documents: tuple[str, ...]
    """Documents asked for and owed, and required ones that nobody has seen yet."""


class Day(NamedTuple):
    """The slots of one day."""

    date: str
    entries: tuple[AgendaEntry, ...]


class Agenda(NamedTuple):
    """Everything the agenda prints."""

    subject: str
    standard: str
    date: str
    classification: str
    days: tuple[Day, ...]
    slots: int
    minutes: int


def render(diagnosis: Diagnosis, names: Mapping[str, str] | None = None) -> str:
    """The agenda; `names` (by department) are printed when given, else no person is named.

    Raises Refused for a broken template.
    """
    return document("agenda.md", {"agenda": build(diagnosis, names)})


def build(diagnosis: Diagnosis, names: Mapping[str, str] | None = None) -> Agenda:
    """Collect what the agenda says."""
    slots = diagnosis.assessment.slots
    return Agenda(
        subject=subject_of(diagnosis.assessment.about),
        standard=standard_of(diagnosis),
        date=day_words(diagnosis.today),
        classification=classification_of(diagnosis),
        days=tuple(
            Day(day_words(day), tuple(_entry(diagnosis, name, slot, names) for name, slot in rows))
            for day, rows in by_day(slots).items()
        ),
        slots=len(slots),
        minutes=sum(slot.minutes for slot in slots.values()),
    )


def _entry(
    diagnosis: Diagnosis, name: str, slot: Slot, names: Mapping[str, str] | None
) -> AgendaEntry:
    person = (names or {}).get(slot.department or "", "")
    asked = i18n.names(asked_of(diagnosis, slot))
    people = (substance(slot.interviewer), substance(slot.note_taker))
    return AgendaEntry(
        id=name,
        time=span(slot),
        topic=substance(slot.topic),
        asked=dashed(i18n.with_aside(asked, person) if person and asked else asked or person),
        people=i18n.names(dict.fromkeys(one for one in people if one)) if names is not None else "",
        clauses=tuple(name_of(diagnosis.questionnaire, clause) for clause in slot.clauses),
        questions=len(points_of(diagnosis, slot)),
        documents=tuple(line.document.named for line in to_request(diagnosis, slot)),
    )


def span(slot: Slot) -> str:
    """From when to when a slot lasts."""
    return f"{slot.start:%H:%M}–{end_of(slot):%H:%M}"

"""The ways to go through a questionnaire: everything, what is open, the half-day interview, a slot."""

from datetime import datetime

from gapwizard.domain import agenda
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.i18n import N_
from gapwizard.session.session import Session

ALL, OPEN, CORE, SLOT, SLOT_CORE = "all", "open", "core", "slot", "slot_core"
WORDS = {
    ALL: N_("all questions"),
    OPEN: N_("only open questions"),
    CORE: N_("only the questions of the half-day interview: {count}"),
    SLOT: N_("only the questions of this slot: {count}"),
    SLOT_CORE: N_("only this slot's questions of the half-day interview: {count}"),
}
"""What is said of each way."""


def ways(diagnosis: Diagnosis, slot: Slot | None) -> dict[str, frozenset[str] | None]:
    """The ways there are now, in the order in which they are offered, with their questions.

    None stands for everything that applies. The half-day interview is there where the questionnaire marks
    its questions, what belongs to a slot while one is on.
    """
    core = frozenset(q.id for q in diagnosis.questionnaire.questions.values() if q.core)
    found: dict[str, frozenset[str] | None] = {ALL: None, OPEN: None}
    if core:
        found[CORE] = core
    if slot is not None:
        asked = frozenset(question.id for question in agenda.questions_of(diagnosis, slot))
        found[SLOT] = asked
        if core & asked and not asked <= core:
            found[SLOT_CORE] = core & asked
    return found


def slot_on(session: Session, chosen: str) -> str:
    """The id of the slot that is on: the chosen one, else the one of this hour, else empty."""
    slots, now = session.assessment.slots, datetime.now().astimezone()
    return chosen if chosen in slots else agenda.current(slots, now) or ""

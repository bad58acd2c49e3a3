"""Which questions an interview walks through, and where it begins.

All, those that are open or rated as a whole, the half-day interview, or one slot; `ways_of` lists the
choices there are now.
"""

from collections.abc import Iterable
from datetime import datetime

from gapwizard.domain import agenda, next_best
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Standing
from gapwizard.i18n import N_
from gapwizard.session.session import Session

ALL, OPEN, WHOLE = "all", "open", "whole"
CORE, SLOT, SLOT_CORE = "core", "slot", "slot_core"
WORDS = {
    ALL: N_("all questions"),
    OPEN: N_("only open questions"),
    WHOLE: N_("only what was rated as a whole"),
    CORE: N_("only the half day: {count}"),
    SLOT: N_("only this slot: {count}"),
    SLOT_CORE: N_("only this slot's half day: {count}"),
}
"""What is said of each way."""


def ways_of(diagnosis: Diagnosis, slot: Slot | None) -> dict[str, frozenset[str] | None]:
    """The ways there are now, in the order in which they are offered, with their questions.

    None stands for everything that applies. What was rated as a whole is there while there is some, and
    in place of what is open once nothing is. The half-day interview is there where the questionnaire marks
    its questions, what belongs to a slot while one is on.
    """
    core = frozenset(q.id for q in diagnosis.questionnaire.questions.values() if q.core)
    whole = bool(next_best.as_a_whole(diagnosis))
    found: dict[str, frozenset[str] | None] = {ALL: None}
    if not whole or diagnosis.overall.answered < diagnosis.overall.applicable:
        found[OPEN] = None
    if whole:
        found[WHOLE] = None
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


def first_left(diagnosis: Diagnosis, asked: Iterable[str], way: str = ALL) -> str:
    """The first question that is left in a way: rated as a whole, or open; empty for none.

    What was put off to a later round is open, and is not gone back to.
    """
    points, questionnaire = diagnosis.points, diagnosis.questionnaire
    if way == WHOLE:
        return next((name for name in asked if points[name].as_a_whole), "")
    later = diagnosis.assessment.about.later
    left = (name for name in asked if points[name].standing is Standing.OPEN)
    clause_of = questionnaire.clause_of
    return next((n for n in left if not questionnaire.within(clause_of[n].id, later)), "")

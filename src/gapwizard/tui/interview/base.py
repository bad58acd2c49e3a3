"""What all parts of the interview screen share: the session, the place, painting anew."""

from datetime import datetime

from gapwizard.domain import agenda
from gapwizard.domain.assessment import Answer, Slot
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.session.session import Session
from gapwizard.tui.interview.place import Place
from gapwizard.tui.kit.base import KeyScreen


class InterviewPart(KeyScreen):
    """The open assessment and the question in focus."""

    place: Place
    advance = True
    """Whether a rating goes on to the next question."""

    @property
    def session(self) -> Session:
        """The open assessment."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("an interview has an open assessment")
        return session

    @property
    def question(self) -> Question:
        """The question in focus."""
        return self.place.question

    @property
    def answer(self) -> Answer:
        """Its answer as it stands."""
        return self.session.assessment.answers.get(self.question.id) or Answer()

    @property
    def leaf(self) -> Clause:
        """The clause in focus."""
        return self.place.leaf

    @property
    def slot_id(self) -> str:
        """The slot that is on: the one chosen in the agenda, else the one of this hour, else empty."""
        slots = self.session.assessment.slots
        if self.wizard.slot in slots:
            return self.wizard.slot
        return agenda.current(slots, datetime.now().astimezone()) or ""

    @property
    def slot(self) -> Slot | None:
        """The slot that is on, None for none."""
        return self.session.assessment.slots.get(self.slot_id)

    def fresh(self) -> None:
        """Paint after a change of answer or place."""
        self.wizard.remember(self.question.id)
        self.repaint(
            "header", "tree", "card", "context", "notehead", "noteshown", "below", "footer"
        )

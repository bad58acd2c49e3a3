"""What all parts of the interview screen share: the session, the place, painting anew."""

from gapwizard.domain.assessment import Answer
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.session.session import Session
from gapwizard.tui.interview.place import Place
from gapwizard.tui.screens.base import KeyScreen


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

    def fresh(self) -> None:
        """Paint after a change of answer or place."""
        self.wizard.remember(self.question.id)
        self.repaint(
            "header", "tree", "card", "context", "notehead", "noteshown", "below", "footer"
        )

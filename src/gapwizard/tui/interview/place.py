"""Where the interview is: which question or clause, and how it moves."""

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.points import Standing
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire


class Place:
    """The question in focus among all questions, in their order."""

    def __init__(
        self, questionnaire: Questionnaire, start: str = "", *, scan: bool = False
    ) -> None:
        """Begin at a question, the first one where `start` is none."""
        self._questionnaire = questionnaire
        self._order = list(questionnaire.questions.values())
        self._position = {question.id: i for i, question in enumerate(self._order)}
        self._at = self._position.get(start, 0)
        self._left: list[int] = []
        self.scan = scan
        """Whether whole clauses are answered."""
        self.only_open = False
        """Whether answered questions are passed over."""
        self.only: frozenset[str] | None = None
        """The questions of the slot when only they are asked."""
        self.slot = ""
        """Slot of the agenda that was chosen last."""
        self.tongue = ""
        """Language of the question: empty for that of the assessment, `both` for two."""
        self.completed: Clause | None = None
        """Clause whose last open question was just rated: the next maturity is its own."""
        self.levels: Clause | None = None
        """The clause whose maturity statements are shown."""
        self.last_evidence: Evidence | None = None
        self.rolled = ("", 0)
        """The question whose card is rolled, and by how many rows."""
        self.offered = ""
        """The question just rated P or L whose suggestion `+` takes; empty for none."""
        self.asked_lapse: set[str] = set()
        """Questions of which it was asked whether their words tell of a weakness or a lapse."""

    @property
    def question(self) -> Question:
        """The question in focus."""
        return self._order[self._at]

    @property
    def leaf(self) -> Clause:
        """Its clause."""
        return self._questionnaire.clause_of[self.question.id]

    @property
    def number(self) -> int:
        """The position of the question, from 1."""
        return self._at + 1

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self._order)

    @property
    def left(self) -> str:
        """The question `back` goes to, empty for none."""
        return self._order[self._left[-1]].id if self._left else ""

    @property
    def rolled_rows(self) -> int:
        """By how many rows the card of the question in focus is rolled."""
        name, rows = self.rolled
        return rows if name == self.question.id else 0

    def step(self, direction: int, diagnosis: Diagnosis) -> bool:
        """Go one on or back, past questions that do not apply; False at the end."""
        if self.scan:
            return self.next_leaf() if direction > 0 else self.previous_leaf()
        at = self._at + direction
        while 0 <= at < len(self._order):
            standing = diagnosis.points[self._order[at].id].standing
            passed = (
                standing is Standing.BY_FACT
                or (self.only_open and standing is not Standing.OPEN)
                or (self.only is not None and self._order[at].id not in self.only)
            )
            if not passed:
                self._at = at
                return True
            at += direction
        return False

    def next_leaf(self) -> bool:
        """Go to the first question of the next clause."""
        here = self.leaf
        for at in range(self._at, len(self._order)):
            if self._questionnaire.clause_of[self._order[at].id] is not here:
                self._at = at
                return True
        return False

    def previous_leaf(self) -> bool:
        """Go to the first question of this clause, or of the one before."""
        first = self._position[self.leaf.questions[0].id]
        if self._at != first:
            self._at = first
            return True
        if first == 0:
            return False
        before = self._questionnaire.clause_of[self._order[first - 1].id]
        self._at = self._position[before.questions[0].id]
        return True

    def go(self, name: str) -> None:
        """Jump to a question; `back` returns here."""
        if name in self._position and self._position[name] != self._at:
            self._left.append(self._at)
            self._at = self._position[name]

    def turn_to(self, name: str) -> None:
        """Go to a question without remembering the one that is left."""
        self._at = self._position.get(name, self._at)

    def back(self) -> bool:
        """Return from the last jump; False when there was none."""
        if not self._left:
            return False
        self._at = self._left.pop()
        return True

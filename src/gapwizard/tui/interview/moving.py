"""Moving: next and previous, clauses, jumps and the way back, filter and quick scan."""

from gapwizard.domain import agenda
from gapwizard.domain.assessment import Slot
from gapwizard.domain.points import Standing
from gapwizard.i18n import LANGUAGES, _
from gapwizard.store.history import HistoryEntry
from gapwizard.tui.interview.base import InterviewPart


class MovingPart(InterviewPart):
    """What changes the question in focus."""

    def _moved(self, moved: bool) -> None:
        self.place.levels = self.place.completed = None
        if not moved:
            self.tell(_("there is no more in this direction"))
        self.fresh()

    def do_next(self) -> None:
        """Go to the next question, or clause in the quick scan."""
        self._moved(self.place.step(1, self.session.diagnosis))

    def do_previous(self) -> None:
        """Go to the previous one."""
        self._moved(self.place.step(-1, self.session.diagnosis))

    def do_next_clause(self) -> None:
        """Go to the next clause."""
        self._moved(self.place.next_leaf())

    def do_previous_clause(self) -> None:
        """Go to the clause before."""
        self._moved(self.place.previous_leaf())

    def do_filter(self) -> None:
        """Go through all questions, then only those still open, then only those of the slot."""
        place, slot = self.place, self.slot
        words = _("all questions")
        if place.only is not None:
            place.only = None
        elif place.only_open:
            place.only_open = False
            if slot is not None:
                count = self.ask_only(slot)
                words = _("only the questions of this slot: {count}").format(count=count)
        else:
            place.only_open = True
            words = _("only open questions")
        self.fresh()
        self.tell(words)

    def ask_only(self, slot: Slot) -> int:
        """Ask only the questions of a slot, from its first open one on; gives how many."""
        diagnosis = self.session.diagnosis
        points = agenda.points_of(diagnosis, slot)
        asked = self.place.only = frozenset(point.question.id for point in points)
        if points and self.question.id not in asked:
            first = next((p for p in points if p.standing is Standing.OPEN), points[0])
            self.place.go(first.question.id)
        return len(asked)

    def do_tongue(self) -> None:
        """Show the question in the next language, then in both."""
        own = self.session.questionnaire.language
        ring = ["", *(tag for tag in LANGUAGES if tag != own), "both"]
        self.place.tongue = ring[(ring.index(self.place.tongue) + 1) % len(ring)]
        self.fresh()
        names = {"en": _("English"), "zh-Hans": _("Chinese"), "both": _("both languages")}
        words = names.get(self.place.tongue or own, own)
        self.tell(_("the question in: {language}").format(language=words))

    def do_wrapup(self) -> None:
        """Show what the slot leaves open, and the read-back view."""
        self.wizard.visit("wrapup")

    def do_auto(self) -> None:
        """Switch going on by itself after a rating."""
        self.advance = not self.advance
        self.fresh()
        self.tell(_("goes on after a rating") if self.advance else _("stays after a rating"))

    def do_scan(self) -> None:
        """Switch between the quick scan and single questions."""
        self.place.scan = not self.place.scan
        self.fresh()
        self.tell(
            _("quick scan: one digit answers all open questions of a clause")
            if self.place.scan
            else _("one question at a time")
        )

    def jump(self, place: str) -> None:
        """Go to a question."""
        self.place.go(place)
        self.fresh()

    def do_back(self) -> None:
        """Go back to the question one jumped from."""
        moved = self.place.back()
        self._moved(moved)
        if not moved:
            self.tell(_("there is no question to go back to: / and g t jump, b comes back"))

    def reversed(self, act: HistoryEntry) -> None:
        """Go where an undo or a redo changed an answer: the next digit is meant for it."""
        names = [change.id for change in act.changes if change.table == "answers"]
        if names and self.question.id not in names:
            self.place.turn_to(names[0])
        self.place.levels = self.place.completed = None
        self.fresh()

    def copyable(self) -> str:
        """The question with its id."""
        return f"{self.question.id} {self.question.text}"

"""Moving: next and previous, clauses, jumps and the way back, filter and quick scan."""

from gapwizard.i18n import _
from gapwizard.tui.interview.screen import InterviewPart
from gapwizard.tui.screens.picker import Item, Picker


class MovingPart(InterviewPart):
    """What changes the question in focus."""

    def _moved(self, moved: bool) -> None:
        self.place.levels = False
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
        """Go through all questions, or only those still open."""
        self.place.only_open = not self.place.only_open
        self.fresh()
        self.tell(_("only open questions") if self.place.only_open else _("all questions"))

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

    def do_jump(self) -> None:
        """Find a question or a clause by what is in it."""
        self.app.push_screen(Picker(_("Jump"), self.places(), self._picked))

    def do_clauses(self) -> None:
        """Show the clauses to choose from."""
        results = self.session.diagnosis.clauses
        items = [
            Item(
                leaf.id,
                f"{results[leaf.id].scores.answered}/{results[leaf.id].scores.applicable}  {leaf.title}",
                leaf.questions[0].id,
            )
            for leaf in self.session.questionnaire.leaves
        ]
        self.app.push_screen(Picker(_("Clauses"), items, self._picked))

    def places(self) -> list[Item]:
        """Give every question, and every clause by its first question."""
        found = []
        for leaf in self.session.questionnaire.leaves:
            found.append(Item(leaf.id, leaf.title, leaf.questions[0].id))
            found += [Item(q.id, f"{q.text}  {q.criterion}", q.id) for q in leaf.questions]
        return found

    def jump(self, place: str) -> None:
        """Go to a question."""
        self.place.go(place)
        self.fresh()

    def do_back(self) -> None:
        """Go back to the question one jumped from."""
        self._moved(self.place.back())

    def do_copy(self) -> None:
        """Copy the id and the question."""
        self.app.copy_to_clipboard(f"{self.question.id} {self.question.text}")
        self.tell(_("{id} copied, if the terminal allows it").format(id=self.question.id))

"""What is decided on a finding from its screen: each act is a use case of the session."""

from functools import partial
from typing import get_args

from textual import events

from gapwizard.domain.assessment import FindingState
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.points import Point
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_state_word, grade_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import findings
from gapwizard.store.history import HistoryEntry
from gapwizard.tui.findings.form import fields_of
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.listing import ListScreen

STATES = get_args(FindingState)
GRADE_KEYS = {"m": Grade.MAJOR, "n": Grade.MINOR, "o": Grade.OFI, "s": Grade.STRENGTH}
GRADE_PROMPT = N_("grade: m MAJOR, n MINOR, o OFI, s STRENGTH")


class FindingActs(ListScreen):
    """The acts; the screen tells which finding or flag they are about."""

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        raise NotImplementedError

    @property
    def flag(self) -> Point | None:
        """The flagged answer under the cursor."""
        raise NotImplementedError

    def go_to(self, name: str) -> None:
        """Put the cursor on a finding."""
        raise NotImplementedError

    @property
    def chosen(self) -> Finding:
        """The finding under the cursor. Raises Refused where there is none."""
        if self.finding is None:
            raise Refused(_("this is no finding yet; p makes one of a flag, n adds one by hand"))
        return self.finding

    def put(self, name: str, **pairs: str) -> HistoryEntry | None:
        """Set fields of a finding and stay on it. Raises Refused."""
        act = self.session.do(findings.change(self.session.diagnosis, name, pairs))
        self.show()
        if act is not None:
            name = next((c.id for c in act.changes if c.table == "findings"), name)
        self.go_to(name)
        return act

    def grade_of(self, event: events.Key) -> Grade:
        """The grade of a key. Raises Refused."""
        grade = GRADE_KEYS.get((event.character or "").casefold())
        if grade is None:
            raise Refused(_("no grade was chosen; {prompt}"), prompt=_(GRADE_PROMPT))
        return grade

    # Editing

    def do_edit(self) -> None:
        """Edit every field of the finding; open the question of a flag."""
        if self.flag is not None:
            self.jump(self.flag.question.id)
            return
        name = self.chosen.id
        self.app.push_screen(
            FormScreen(
                name, fields_of(self.session, name), lambda key, text: self._field(name, key, text)
            )
        )

    def _field(self, name: str, key: str, text: str) -> None:
        self.session.do(findings.change(self.session.diagnosis, name, {key: text}))

    def do_question(self) -> None:
        """Open the first question of the finding."""
        if self.flag is not None:
            self.jump(self.flag.question.id)
            return
        found = self.chosen
        leaf = self.session.questionnaire.clause[found.clause]
        questions = [point.question.id for point in found.points]
        questions += [question.id for question in leaf.questions]
        if not questions:
            raise Refused(_("{clause} has no questions of its own"), clause=found.clause)
        self.jump(questions[0])

    def do_state(self) -> None:
        """Take the next state; a gate that does not hold says what is missing."""
        found = self.chosen
        after = STATES[(STATES.index(found.record.state) + 1) % len(STATES)]
        self._to_state(after)

    def _to_state(self, state: FindingState) -> None:
        name = self.chosen.id
        self.put(name, state=state)
        self.tell(f"{name}: {finding_state_word(state)}")

    def do_agreed(self) -> None:
        """Note that the client agrees."""
        self._to_state("agreed")

    def do_disputed(self) -> None:
        """Note that the client disputes it, and ask for the position."""
        name = self.chosen.id
        self._to_state("disputed")
        position = self.chosen.record.position
        self.ask(_("Position of the client"), position, partial(self._position, name))

    def _position(self, name: str, text: str) -> None:
        self.put(name, position=text)

    def do_grade(self) -> None:
        """Decide the grade: its key, then why."""
        name = self.chosen.id
        back = "" if self.chosen.origin is Origin.BY_HAND else _(", - as the rules say")
        self.then(_(GRADE_PROMPT) + back, lambda event: self._grade(name, event))

    def _grade(self, name: str, event: events.Key) -> None:
        if event.character in ("-", "－") and self.chosen.origin is not Origin.BY_HAND:
            self.put(name, grade="", grade_reason="")
            return
        grade = self.grade_of(event)
        prompt = _("Why {grade}").format(grade=grade_word(grade))
        reason = self.chosen.record.grade_reason
        self.ask(prompt, reason, lambda why: self._graded(name, grade, why))

    def _graded(self, name: str, grade: Grade, why: str) -> None:
        self.put(name, grade=grade.value, grade_reason=why)

    def do_set_aside(self) -> None:
        """Set aside with a reason; an empty one takes it back."""
        found = self.chosen
        prompt = _("Why is it set aside? (empty: it counts)")
        self.ask(prompt, found.record.set_aside, partial(self._set_aside, found.id))

    def _set_aside(self, name: str, why: str) -> None:
        self.session.do(findings.change(self.session.diagnosis, name, {"set_aside": why}))
        self.show()
        self.moved()
        self.tell(_("{name} is set aside; v shows it").format(name=name) if substance(why) else "")

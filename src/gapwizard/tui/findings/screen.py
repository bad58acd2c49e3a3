"""Findings: the list with its flags, the card of one, and everything that is decided on it.

A finding follows from answers or was added by hand. A flag is an answer that somebody marked as a
candidate and that is no finding yet; flags stand at the end of the list.
"""

from collections.abc import Sequence
from functools import partial, partialmethod
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.actions import by_finding
from gapwizard.domain.assessment import FindingRecord, FindingState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_states import taken_words
from gapwizard.domain.finding_views import VIEWS, findings_in, flagged_points
from gapwizard.domain.findings import Finding, Origin, nonconformity_id
from gapwizard.domain.points import Point
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title, statement
from gapwizard.domain.wording_check import Advice, check
from gapwizard.domain.words import finding_state_word, grade_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session import people
from gapwizard.session.acts import actions, findings
from gapwizard.session.acts.findings import is_raised
from gapwizard.session.papers import report
from gapwizard.session.papers.editions import Edition, copy_of, places_in
from gapwizard.session.undo import HistoryEntry
from gapwizard.tui.findings import painting as paint
from gapwizard.tui.findings.form import form_of, states_of
from gapwizard.tui.kit.commands import Command, second
from gapwizard.tui.kit.footer import GIVE_UP
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, line, plain

EXPORTED = "4,8"
"""Sections of the report that list the findings."""


class FindingsScreen(ListScreen):
    """What was found, written and decided, and the flags that are no finding yet."""

    NAME = "findings"
    TOLD = ("finding", "footer")
    TITLE_WORDS = N_("Findings")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("new", ("n",), N_("Add a finding by hand"), "n", N_("New")),
        Command("edit", ("enter",), N_("Edit the finding; open the question of a flag"), "Enter", N_("Edit")),
        Command("state", ("space", "\u3000"), N_("State: those it may take, and what the others want"), "Space", N_("State")),
        Command("grade", ("s",), N_("Decide the grade, with the reason"), "s", N_("Grade")),
        Command("promote", ("p",), N_("Make a finding of a flagged answer"), "p", N_("Promote")),
        Command("action", ("a",), N_("Create an action from the finding"), "a", N_("Action")),
        Command("view", ("v",), N_("Show all, or only some of them"), "v", N_("View")),
        Command("split", ("d",), N_("Split a point off into a finding of its own, or join it again"), "d", N_("Split")),
        Command("set_aside", ("X",), N_("Set aside with a reason, or take back"), "X", N_("Set aside")),
        Command("agreed", ("A", "Ａ"), N_("The client agrees"), "A", N_("Agreed")),
        Command("disputed", ("D", "Ｄ"), N_("The client disputes it"), "D", N_("Disputed")),
        Command("question", ("o",), N_("Open the first question of the finding"), "o", N_("Question")),
        Command("export", ("x",), N_("Write the findings into a Markdown file"), "x", N_("Export")),
    )  # fmt: skip
    CLOSING = ("agreed", "disputed", "state")
    """What the footer shows first in client view, for the closing meeting."""

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with all findings."""
        super().__init__(handed)
        self.rows: RowList[Finding | Point] = RowList(self._row, key=_id_of)
        self._view = self.left.view or "all"
        self._names: list[str] = []
        self._shown: Diagnosis | None = None
        self._actions: dict[str, list[str]] = {}

    def body(self) -> ComposeResult:
        """The list above or beside the card."""
        yield Pane(lambda _w, _h: [paint.head(self.rows.size.width)], id="findhead")
        with Container(id="columns"):
            yield self.rows
            yield Pane(self._paint_card, id="finding", edge="beside", rolls=True)

    def on_mount(self) -> None:
        """Begin at the row that was asked for."""
        self.stay(self.handed.row or self.left.row)

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self.attempt(self._read_names)
        diagnosis = self.session.diagnosis
        self._shown, self._actions = diagnosis, by_finding(diagnosis)
        if self.client and self._names:
            self._shown = copy_of(self.session).diagnosis
        hidden = self.client or self._view != "all"
        flags = [] if hidden else flagged_points(diagnosis)
        self.rows.fill([*findings_in(diagnosis, self._view), *flags])
        super().show()

    def _read_names(self) -> None:
        self._names = [person.name for person in people.names(self.session).values()]

    def go_to(self, name: str) -> None:
        """Put the cursor on a finding, or on the flag of a question; show all where it is hidden."""
        if name and self._view != "all" and not self.rows.go_to(name):
            self._view = "all"
            self.show()
        super().go_to(name)

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        here = self.rows.here
        return here if isinstance(here, Finding) else None

    @property
    def flag(self) -> Point | None:
        """The flagged answer under the cursor."""
        here = self.rows.here
        return here if isinstance(here, Point) else None

    def copyable(self) -> str:
        """The id, the title and what failed."""
        if self.flag is not None:
            return self.flag.question.id
        if self.finding is None:
            return ""
        questionnaire = self.session.questionnaire
        title = finding_title(self.finding, questionnaire)
        return f"{self.finding.id} {title}\n{statement(self.finding, questionnaire)}"

    # Painting

    @property
    def subject(self) -> str:
        """The view, where it is not that of all, and the assessment."""
        view = "" if self._view == "all" else f"[{_(VIEWS[self._view])}]  "
        return view + self.assessed

    def corner(self) -> Content:
        """How many there are of each grade."""
        diagnosis = self.session.diagnosis
        words = [
            f"{grade_word(grade)} {len(diagnosis.graded(grade))}" for grade in diagnosis.grades
        ]
        if not self.client:
            words.append(_("flags {count}").format(count=len(flagged_points(diagnosis))))
        return plain("  ".join(words), DIM)

    def available(self) -> Sequence[Command]:
        """Put first what the moment needs: promoting on a flag, agreeing before the client."""
        first: tuple[str, ...] = self.CLOSING if self.client else ()
        if self.flag is not None:
            first = ("promote", "edit")
        every = super().available()
        return sorted(every, key=lambda c: first.index(c.id) if c.id in first else len(first))

    def _row(self, one: Finding | Point, width: int) -> Content:
        if isinstance(one, Point):
            return paint.flag_row(one, width)
        return paint.row(self._seen(one), width)

    def _paint_card(self, width: int, height: int) -> list[Content]:
        if self.flag is not None:
            return [line(" ", row) for row in paint.flag_card(self.flag, width - 1)]
        if self.finding is None:
            words = _("Nothing here. Findings follow from the answers; n adds one by hand.")
            return [line(" ", words)]
        advice = self._advice(self.finding)
        rows = paint.card(self._seen(self.finding), advice, width - 1, height)
        return [line(" ", row) for row in rows]

    def _seen(self, finding: Finding) -> paint.SeenFinding:
        """A finding as it may be seen: before the client people are named by their post."""
        shown = self._shown or self.session.diagnosis
        actions = self._actions.get(finding.id, ())
        return paint.SeenFinding(shown, shown.finding(finding.id) or finding, actions)

    def _advice(self, finding: Finding) -> list[Advice]:
        """Look at the wording; the client sees the finding and not our notes on it."""
        if self.client:
            return []
        return check(finding, self.session.questionnaire, self._names)

    # Views

    def do_view(self) -> None:
        """Choose which findings are shown."""
        diagnosis = self.session.diagnosis
        items = [
            Item(str(len(findings_in(diagnosis, view))), _(words), view)
            for view, words in VIEWS.items()
        ]
        self.pick(_("Show"), items, self._see)

    def _see(self, view: str) -> None:
        self._view = view
        self.rows.restart()
        self.show()

    def do_new(self) -> None:
        """Add a finding by hand: clause, grade, what failed."""
        leaves = ((leaf.id, leaf.title) for leaf in self.session.questionnaire.leaves)
        self.pick_id(_("Clause of the new finding"), leaves, self._new_in)

    def _new_in(self, clause: str) -> None:
        def graded(event: events.Key) -> None:
            grade = grade_of(event).value
            prompt = _("What was seen, {clause}").format(clause=clause)
            self.ask(prompt, "", lambda text: self._add(clause=clause, grade=grade, statement=text))

        self.later(self.then, _(GRADE_PROMPT), graded)

    def _add(self, **pairs: str) -> None:
        self.put("new", **pairs)
        if self.finding is not None:
            self.tell(_("added: {name}").format(name=self.finding.id))

    def do_promote(self) -> None:
        """Make a finding of the flagged answer; where the rules give no grade, ask for one."""
        point = self.flag
        if point is None:
            raise Refused(_("no flag here: the rows with ! at the end of the list are flags"))
        name = point.question.id
        if point.grade is not None or is_raised(self.session.diagnosis, point):
            self._add(**{"from": name})
            return

        def graded(event: events.Key) -> None:
            self._add(**{"from": name, "grade": grade_of(event).value})

        self.then(_(GRADE_PROMPT), graded, offered=(*GRADES, GIVE_UP))

    def do_split(self) -> None:
        """Split a point off, or join one that was split off."""
        found = self.chosen
        if found.origin is Origin.SPLIT:
            words = _("y joins {name} with its clause again, and its texts go").format(
                name=found.id
            )
            self.confirm(words, ("y", "ｙ"), partial(self._join, found))
            return
        if found.origin is not Origin.NONCONFORMITY or len(found.points) < 2:
            raise Refused(_("{name} has no point to split off"), name=found.id)
        offered = ((point.question.id, point.question.criterion) for point in found.points)
        self.pick_id(_("Point to split off"), offered, self._split)

    def _split(self, question: str) -> None:
        self.put(nonconformity_id(question), split="yes")

    def _join(self, found: Finding) -> None:
        self._change(found.id, split="no")
        self.stay(nonconformity_id(found.clause))

    def do_action(self) -> None:
        """Create an action from the finding."""
        found = self.chosen
        act = self.session.do(actions.change(self.session.diagnosis, "new", {"from": found.id}))
        self.show()
        if act is not None:
            self.tell(
                _("created: {action} from {name}").format(action=act.changes[0].id, name=found.id)
            )

    def do_export(self) -> None:
        """Write the findings into a new Markdown file."""
        session = self.session
        edition = Edition(sections=report.sections_named(EXPORTED))
        text = report.render(session, "md", edition)
        replaced = sum(place.replaced for place in places_in(session))
        path = self.file(text, "md", "findings")
        self.written(path, said=paint.replaced_words(replaced))

    @property
    def chosen(self) -> Finding:
        """The finding under the cursor. Raises Refused where there is none."""
        if self.finding is None:
            raise Refused(_("this is no finding yet; p makes one of a flag, n adds one by hand"))
        return self.finding

    def put(self, name: str, **pairs: str) -> None:
        """Set fields of a finding and stay on it. Raises Refused."""
        act = self._change(name, **pairs)
        if act is not None:
            name = next((c.id for c in act.changes if c.table == "findings"), name)
        self.stay(name)

    def _change(self, name: str, **pairs: str) -> HistoryEntry | None:
        return self.session.do(findings.change(self.session.diagnosis, name, pairs))

    def do_edit(self) -> None:
        """Edit every field of the finding; open the question of a flag."""
        if self.flag is not None:
            self.jump(self.flag.question.id)
            return
        self.app.push_screen(form_of(self.session, self.chosen.id))

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
        """Open the menu of states: those it may take, and what the others still want."""
        found = self.chosen
        title = i18n.labelled(found.id, finding_state_word(found.record.state))
        self.pick(title, states_of(self.session, found), partial(self._to_state, name=found.id))

    def _to_state(self, state: FindingState, name: str = "") -> None:
        """Put a finding, else the one under the cursor, into a state, and say what that brought."""
        name = name or self.chosen.id
        before = self.session.assessment.findings.get(name, FindingRecord())
        self.put(name, state=state)
        after = self.session.assessment.findings.get(name, FindingRecord())
        self.tell(taken_words(name, before, after))

    do_agreed = partialmethod(_to_state, "agreed")

    def do_disputed(self) -> None:
        """Note that the client disputes it, and ask for the position."""
        name = self.chosen.id
        self._to_state("disputed")
        position = self.chosen.record.position
        self.ask(_("Position of the client"), position, lambda text: self.put(name, position=text))

    def do_grade(self) -> None:
        """Decide the grade: its key, then why."""
        name = self.chosen.id
        ruled = self.chosen.origin is not Origin.BY_HAND
        back = _(", - as the rules say") if ruled else ""
        keys = [*GRADES, *([second("-", N_("By the rules"))] if ruled else []), GIVE_UP]
        self.then(_(GRADE_PROMPT) + back, lambda event: self._grade(name, event), offered=keys)

    def _grade(self, name: str, event: events.Key) -> None:
        if event.character in ("-", "－") and self.chosen.origin is not Origin.BY_HAND:
            self.put(name, grade="", grade_reason="")
            return
        grade = grade_of(event)
        prompt = _("Why {grade}").format(grade=grade_word(grade))
        reason = self.chosen.record.grade_reason
        self.ask(prompt, reason, lambda why: self.put(name, grade=grade.value, grade_reason=why))

    def do_set_aside(self) -> None:
        """Set aside with a reason; an empty one takes it back."""
        found = self.chosen
        prompt = _("Why is it set aside? (empty: it counts)")

        def take(why: str) -> None:
            self._change(found.id, set_aside=why)
            self.show()
            self.moved()
            said = _("{name} is set aside; v shows it").format(name=found.id)
            self.tell(said if substance(why) else "")

        self.ask(prompt, found.record.set_aside, take)


GRADE_KEYS = {
    "m": Grade.MAJOR,
    "n": Grade.MINOR,
    "o": Grade.OFI,
    "b": Grade.OBSERVATION,
    "s": Grade.STRENGTH,
}
GRADE_PROMPT = N_("grade: m MAJOR, n MINOR, o OFI, b OBSERVATION, s STRENGTH")
GRADES = (
    second("m", N_("MAJOR")),
    second("n", N_("MINOR")),
    second("o", N_("OFI")),
    second("b", N_("OBSERVATION")),
    second("s", N_("STRENGTH")),
)


def grade_of(event: events.Key) -> Grade:
    """The grade of a key. Raises Refused."""
    grade = GRADE_KEYS.get((event.character or "").casefold())
    if grade is None:
        raise Refused(_("no grade was chosen; {prompt}"), prompt=_(GRADE_PROMPT))
    return grade


def _id_of(one: Finding | Point) -> str:
    return one.id if isinstance(one, Finding) else one.question.id

"""One interview: which question comes next, what a rating does, and what is asked in between.

The terminal app and `gapwizard ask` show it and pass on what is typed. Whatever has to be decided
about the question in focus is decided here, so that the same input leaves the same answers.
"""

from collections.abc import Mapping, Sequence

from gapwizard.domain import suggestions
from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import Answer, Slot
from gapwizard.domain.document_views import request_word
from gapwizard.domain.points import Standing
from gapwizard.domain.questionnaire import Clause, Question, Trigger
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import BLANK
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled
from gapwizard.session.acts import about, answers, documents
from gapwizard.session.acts.answers import AnswerEdit, edit_of
from gapwizard.session.interview import replies
from gapwizard.session.interview import ways as asking
from gapwizard.session.interview.evidence import EvidenceTaker
from gapwizard.session.interview.replies import LevelAsked, Rated
from gapwizard.session.papers.documents import request_today
from gapwizard.session.session import Session
from gapwizard.store.history import HistoryEntry


class Interview:
    """The question in focus among all questions in their order, and what is done to its answer."""

    def __init__(self, session: Session, start: str = "") -> None:
        """Begin at a question, the first one where `start` is none."""
        self.session = session
        self._at = self._position.get(start, 0)
        self.trail: list[int] = []  # positions one jumped from, the last one on top
        self.asked_lapse: set[str] = set()
        """Questions of which the lapse was asked: it is asked once, for nothing waits for it."""
        self._lapse_of = ""
        """The question that was asked of last."""
        self._offered = ""
        """The question just rated P or L whose own words `+` takes; empty for none."""
        self.chosen_slot = ""
        """Id of the slot that is asked, empty for none."""
        self.beyond: dict[tuple[str, str], str] = {}
        """Texts longer than an answer can hold, by question and part: they wait to be shortened."""
        self.evidence = EvidenceTaker(session, lambda: self.question.id)
        """What is done to the evidence of the question in focus."""
        self.advance = True
        """Whether a rating goes on to the next question."""
        self.scan = False
        """Whether whole clauses are answered."""
        self.scanned = False
        """Whether the clause just rated was the last one with something open: refining begins."""
        self.way = asking.ALL
        """Which questions are asked, one of the names in `ways`."""
        self.only_open = False
        """Whether answered questions are passed over, whatever the way."""
        self.only: frozenset[str] | None = None
        """The questions that are asked when not all are: of the slot, of the half-day interview."""
        self.question_language = ""
        """Language of the question: empty for that of the assessment, `both` for two."""
        self.completed: Clause | None = None
        """Clause whose last open question was just rated: the next maturity is its own."""

    # Where it is

    @property
    def _order(self) -> Sequence[Question]:
        return self.session.questionnaire.ordered

    @property
    def _position(self) -> Mapping[str, int]:
        return self.session.questionnaire.position

    @property
    def question(self) -> Question:
        """The question in focus."""
        return self._order[min(self._at, len(self._order) - 1)]

    @property
    def leaf(self) -> Clause:
        """The leaf clause of the question in focus."""
        return self.session.questionnaire.clause_of[self.question.id]

    @property
    def answer(self) -> Answer:
        """The answer to the question in focus as it stands, an empty one for none."""
        return self.answer_to(self.question.id)

    def answer_to(self, name: str) -> Answer:
        """The answer to a question as it stands, an empty one for none."""
        return self.session.assessment.answers.get(name) or Answer()

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
        return self._order[self.trail[-1]].id if self.trail else ""

    @property
    def slot(self) -> Slot | None:
        """The slot that is on, None for none."""
        return self.session.assessment.slots.get(asking.slot_on(self.session, self.chosen_slot))

    @property
    def taken_out(self) -> bool:
        """Whether a fact takes the question out."""
        return self.session.diagnosis.points[self.question.id].standing is Standing.BY_FACT

    # Moving

    def step(self, direction: int) -> bool:
        """Go one on (1) or back (-1), past questions that do not apply; False at the end.

        In the quick scan a step is a clause.
        """
        if self.scan:
            return self.step_clause(direction)
        at = self._at + direction
        while 0 <= at < len(self._order):
            if not self._passed_over(self._order[at].id):
                return self._turn(at)
            at += direction
        return False

    def _passed_over(self, name: str) -> bool:
        point = self.session.diagnosis.points[name]
        return (
            point.standing is Standing.BY_FACT
            or (self.only_open and point.standing is not Standing.OPEN)
            or (self.way == asking.WHOLE and not point.as_a_whole)
            or (self.only is not None and name not in self.only)
        )

    def _turn(self, at: int) -> bool:
        self._at, self.completed, self.scanned = at, None, False
        return True

    def step_clause(self, direction: int) -> bool:
        """Go to the next clause (1), or to the start of this or the last (-1); False at the end."""
        first, last = (self._position[self.leaf.questions[i].id] for i in (0, -1))
        if direction > 0:
            return last + 1 < len(self._order) and self._turn(last + 1)
        if self._at == first > 0:
            before = self.session.questionnaire.clause_of[self._order[first - 1].id]
            return self._turn(self._position[before.questions[0].id])
        return self._at != first and self._turn(first)

    def go(self, name: str) -> None:
        """Jump to a question; `back` returns here."""
        if name in self._position and self._position[name] != self._at:
            self.trail.append(self._at)
            self._turn(self._position[name])

    def turn_to(self, name: str) -> bool:
        """Turn to a question, not to come back from; False where one is there already."""
        at = self._position.get(name, self._at)
        return at != self._at and self._turn(at)

    def back(self) -> bool:
        """Return from the last jump; False when there was none."""
        return bool(self.trail) and self._turn(self.trail.pop())

    def follow(self, act: HistoryEntry) -> bool:
        """Go where an undo or a redo changed an answer: the next digit is meant for it.

        The question that is left is not one to come back to. False where one is there already.
        """
        self.completed, self.scanned = None, False
        names = [change.id for change in act.changes if change.table == "answers"]
        here = not names or self.question.id in names
        return not here and self.turn_to(names[0])

    @property
    def asked(self) -> list[str]:
        """The questions that are asked, whether they apply or not."""
        return [name for name in self._position if self.only is None or name in self.only]

    def first_open(self) -> str:
        """The first question left of those that are asked, else the first of them."""
        asked = self.asked
        left = asking.first_left(self.session.diagnosis, asked, self.way)
        return left or (asked[0] if asked else self.question.id)

    def go_round(self) -> bool:
        """Go from the last question to the first one left; False where none is left elsewhere."""
        left = asking.first_left(self.session.diagnosis, self.asked, self.way)
        return bool(left) and self.turn_to(left)

    def choose_slot(self, name: str, *, anew: bool = False) -> None:
        """Ask only the questions of a slot of the agenda, from its first open one on.

        One that was chosen before is begun `anew`, else it goes on with what it asks by now.
        """
        chosen = anew or name != self.chosen_slot
        self.chosen_slot = name
        if chosen and name and self.slot is not None:
            self.take_way(asking.SLOT)
        elif self.way in (asking.SLOT, asking.SLOT_CORE):
            ways = asking.ways_of(self.session.diagnosis, self.slot)
            self.way = self.way if self.way in ways else asking.ALL
            self.only = ways[self.way]

    def take_way(self, way: str) -> None:
        """Ask all questions or some, from the first open one on. Raises Refused for no such way."""
        ways = asking.ways_of(self.session.diagnosis, self.slot)
        if way not in ways:
            raise Refused(_("no questions are marked for a half-day interview here"))
        self.way, self.only, self.only_open = way, ways[way], way == asking.OPEN
        self.scan = self.scan and way != asking.WHOLE
        if self._passed_over(self.question.id):
            self.go(self.first_open())

    def turn_filter(self) -> str:
        """Ask all questions, then in turn those of each other way; says which."""
        ways = list(asking.ways_of(self.session.diagnosis, self.slot))
        at = ways.index(self.way) if self.way in ways else 0
        self.take_way(ways[(at + 1) % len(ways)])
        return self.way_words

    @property
    def way_words(self) -> str:
        """Which questions are asked."""
        return _(asking.WORDS[self.way]).format(count=len(self.only or ()))

    # Rating

    def change(self, edit: AnswerEdit, name: str = "", what: ActKind = answers.ANSWER) -> None:
        """Change the answer to a question, that in focus where none is named. Raises Refused."""
        self.session.do(answers.change(self.session.moment, name or self.question.id, edit, what))

    def rate(self, rating: Rating, reason: str = "") -> Rated:
        """Rate the question and go on; `reason` says why it is not applicable. Raises Refused."""
        self.check_rating(rating)
        name = self.question.id
        if rating is Rating.NA and not substance(reason):
            return Rated(asks_reason=True)
        self.change(AnswerEdit(rating=rating, reason=reason or None))
        completed = self.go_on()
        words = suggestions.observation(
            self.session.questionnaire.questions[name], self.answer_to(name)
        )
        self._offered = name if words else ""
        if words:
            words = _("+ takes for {name}: {words}").format(name=name, words=words)
        return Rated(completed, words, self.ask_lapse(name))

    def check_rating(self, rating: Rating) -> None:
        """Hold that the question in focus can be rated so. Raises Refused."""
        if self.taken_out:
            raise Refused(_("a fact has taken this question out; f changes the fact"))
        if rating is Rating.NA:
            answers.check_na(self.session.questionnaire, self.question)

    def suggested_rating(self) -> Rating:
        """The rating that the ticked points suggest. Raises Refused where none is ticked."""
        rating = suggestions.suggested_rating(self.question, self.answer.ticked)
        if rating is None:
            raise Refused(_("no point is ticked; t ticks one"))
        return rating

    def go_on(self) -> str:
        """Go to the next question where that is wanted; says when the clause is done."""
        done = self.leaf
        over = self.advance and not self.step(1) and not self.go_round()
        result = self.session.diagnosis.clauses[done.id]
        claimed = result.maturity.claimed if result.maturity is not None else None
        asked = result.scores.answered == result.scores.applicable
        single = not any(point.as_a_whole for point in result.points)
        all_asked = claimed is None and asked and single
        self.completed = done if all_asked else None
        words = _("{clause} is all asked; m gives its maturity level")
        if not all_asked:
            words = _("that was the last of the questions asked now") if over else ""
        return words.format(clause=done.id)

    def rate_clause(self, rating: Rating, reason: str = "") -> str:
        """Rate all open questions of the clause, and in the quick scan go on; says what came of it.

        Raises Refused for a clause that cannot be left out, and for one left out without a reason.
        """
        if self.scan and self.scanned:  # no clause is in sight
            raise Refused(_("all is scanned: > goes to the best question, Enter to the report"))
        if rating is Rating.NA:
            replies.check_leaving_out(self.session.questionnaire)
            if not reason.strip():
                raise Refused(_("a clause is left out with a reason only"))
        left = asking.first_left(self.session.diagnosis, self._position)
        act = self.session.do(
            answers.rate_clause(self.session.moment, self.leaf.id, rating, reason)
        )
        if self.scan:
            after = asking.first_left(self.session.diagnosis, self._position)
            self.scanned = bool(left) and not after
            if self.advance and not self.scanned and not self.step_clause(1):
                self.go_round()
            words = _("nothing open here: these answers were looked at one by one")
            return words if act is None else ""
        if act is None:
            return _("nothing open in this clause")
        return replies.bulk_words(len(act.changes))

    def clear(self) -> str:
        """Take the rating away; says so. Raises Refused where there is none."""
        if self.answer.rating is None:
            raise Refused(_("{name} has no rating to clear"), name=self.question.id)
        self.change(AnswerEdit(clear=True))
        return _("{name}: rating cleared; u brings it back").format(name=self.question.id)

    def tick(self, number: int) -> None:
        """Tick a point that holds, by its number from 1, or take its tick back. Raises Refused."""
        self.session.do(answers.tick(self.session.moment, self.question.id, number - 1))

    def toggle(self, part: str) -> str:
        """Switch recurring, lapse, follow_up or candidate; says how it stands."""
        words = {
            "recurring": _("recurring"),
            "lapse": _("lapse seen"),
            "follow_up": _("follow-up"),
            "candidate": _("candidate finding"),
        }
        replies.check_flag(self.answer, part)
        on = not getattr(self.answer, part)
        self.change(edit_of(part, on))
        return labelled(words[part], _("on") if on else _("off"))

    # Words for a rating

    def take_suggestion(self) -> Rated:
        """Take the words offered for the question just rated, else of this one. Raises Refused."""
        name, self._offered = self._offered or self.question.id, ""
        self.session.do(answers.take_suggestion(self.session.moment, name))
        words = _("{name}: taken as the observation, word for word")
        if BLANK in self.answer_to(name).observation:
            words = _("{name}: taken as the observation; its blanks (…) are yours to fill")
        return Rated(words.format(name=name), lapse=self.ask_lapse(name))

    def ask_lapse(self, name: str) -> str:
        """Ask once whether the words on a Largely tell of a weakness or of a lapse, else empty."""
        if name in self.asked_lapse or not suggestions.lapse_open(self.answer_to(name)):
            return ""
        self.asked_lapse.add(name)
        self._lapse_of = name
        words = _("{name}: a weakness, or a lapse? x makes it a lapse (a minor nonconformity)")
        return words.format(name=name)

    def call_it_a_lapse(self) -> str:
        """Answer the question asked last with a lapse; says so."""
        self.change(AnswerEdit(lapse=True), self._lapse_of)
        return _("{name}: a lapse").format(name=self._lapse_of)

    # Facts, maturity, documents

    def fact(self) -> Trigger:
        """The fact to answer: the first open one the question depends on, else the first.

        In the quick scan that of all questions of the clause. Raises Refused where there is none.
        """
        asked = self.leaf.questions if self.scan else (self.question,)
        names = list(dict.fromkeys(name for one in asked for name in one.depends_on))
        known = self.session.assessment.facts
        if not names:
            raise Refused(_("this question depends on no fact"))
        name = next((name for name in names if name not in known), names[0])
        return self.session.questionnaire.trigger[name]

    def answer_fact(self, name: str, *, value: bool | None) -> None:
        """Answer a fact; None takes the answer back."""
        self.session.do(about.set_facts(self.session.moment, {name: value}))

    def level_to_claim(self) -> LevelAsked:
        """The clause whose maturity is asked, the one just completed first, with its levels."""
        leaf = self.completed or self.leaf
        result = self.session.diagnosis.clauses[leaf.id]
        claimed = result.maturity.claimed if result.maturity is not None else None
        return LevelAsked(leaf, suggestions.level(result), claimed)

    def claim(self, leaf: Clause, written: str) -> None:
        """Claim a maturity level for a clause; `-` takes it back. Raises Refused."""
        self.session.do(about.claim(self.session.moment, leaf.id, written))
        self.completed = None

    def request(self, name: str) -> str:
        """Ask the client for a document, or go on to received, refused, none; says how it stands."""
        self.session.do(documents.turn_request(self.session.moment, name))
        words = request_word(request_today(self.session, name)) or _("no request")
        known = self.session.questionnaire.document.get(name)
        return labelled(f"{name} {known.title}" if known is not None else name, words)

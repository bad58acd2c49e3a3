"""Rating: digits, flags, the clause-wide digit, maturity and facts."""

from textual import events

from gapwizard.domain import suggesting
from gapwizard.domain.assessment import Answer
from gapwizard.domain.points import Standing
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.requests import Request, request_word
from gapwizard.domain.scale import Rating
from gapwizard.domain.wording import BLANK
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import about, answers, documents
from gapwizard.session.acts.answers import AnswerEdit, edit_of
from gapwizard.session.papers.documents import request_today
from gapwizard.store.history import HistoryEntry
from gapwizard.tui.interview.base import InterviewPart
from gapwizard.tui.interview.keys import RATINGS
from gapwizard.tui.kit.picker import Item, Picker


class RatingPart(InterviewPart):
    """What changes the rating of a question or a clause."""

    def rate(self, rating: Rating) -> None:
        """Rate the question, or in the quick scan the whole clause, and go on."""
        if self.place.scan:
            self._rate_clause(rating)
            return
        point = self.session.diagnosis.points[self.question.id]
        if point.standing is Standing.BY_FACT:
            self.tell(_("a fact has taken this question out; f changes the fact"))
            return
        rated = self.question.id
        self.session.do(answers.change(self.session.moment, rated, AnswerEdit(rating=rating)))
        if rating is Rating.NA:
            self.fresh()  # the reason comes before the next question
            return
        self.go_on()
        self._offer(rated)
        self.ask_lapse(rated)

    def _offer(self, name: str) -> None:
        """Offer the question's own words on its P or L; the next key need not take them."""
        words = suggesting.observation(
            self.session.questionnaire.questions[name],
            self.session.assessment.answers.get(name) or Answer(),
        )
        self.place.offered = name if words else ""
        if words and not self.wizard.client_view and self.place.completed is None:
            self.tell(_("+ takes for {name}: {words}").format(name=name, words=words))

    def do_take_suggestion(self) -> None:
        """Take the words offered for the question just rated, else those of this one."""
        name = self.place.offered or self.question.id
        self.place.offered = ""
        self.session.do(answers.take_suggestion(self.session.moment, name))
        self.fresh()
        words = _("{name}: taken as the observation, word for word")
        if BLANK in self.session.assessment.answers[name].observation:
            words = _("{name}: taken as the observation; its blanks (…) are yours to fill")
        self.tell(words.format(name=name))
        self.ask_lapse(name)

    def ask_lapse(self, name: str) -> None:
        """Ask once whether the words on a Largely tell of a weakness or of a lapse.

        Nothing waits for the answer: any key but x means what it always means.
        """
        answer = self.session.assessment.answers.get(name)
        if answer is None or not suggesting.lapse_open(answer) or name in self.place.asked_lapse:
            return
        self.place.asked_lapse.add(name)
        words = _("{name}: a weakness, or a lapse? x makes it a lapse (a minor nonconformity)")
        self.then(words.format(name=name), lambda event: self._lapse_or_key(name, event))

    def _lapse_or_key(self, name: str, event: events.Key) -> None:
        if event.character not in ("x", "ｘ"):
            self.press(event)
            return
        self.session.do(answers.change(self.session.moment, name, AnswerEdit(lapse=True)))
        self.fresh()
        self.tell(_("{name}: a lapse").format(name=name))

    def _rate_clause(self, rating: Rating) -> None:
        if rating is Rating.NA:
            self._leave_out()
            return
        self._scanned(
            self.session.do(answers.rate_clause(self.session.moment, self.leaf.id, rating))
        )

    def _leave_out(self) -> None:
        """Leave the whole clause out where the questionnaire allows that, with a reason."""
        if self.session.questionnaire.na != "reason":
            words = _(
                "a clause cannot be left out; where a fact takes questions out, f answers the fact"
            )
            self.tell(words)
            return

        def take(reason: str) -> None:
            if not reason.strip():
                raise Refused(_("a clause is left out with a reason only"))
            self._scanned(
                self.session.do(
                    answers.rate_clause(self.session.moment, self.leaf.id, Rating.NA, reason)
                )
            )

        self.ask(_("Why does {clause} not apply?").format(clause=self.leaf.id), "", take)

    def _scanned(self, act: HistoryEntry | None) -> None:
        """Go on to the next clause after a digit of the quick scan."""
        if act is None:
            self.tell(_("nothing open here: these answers were looked at one by one"))
        further = self.advance and self.place.next_leaf()
        self.fresh()
        if self.advance and not further:
            self.tell(_("that was the last clause: g r shows the report, g b the dashboard"))

    def go_on(self) -> None:
        """Go to the next question when that is wanted; say when a clause is done."""
        done = self.leaf
        if self.advance:
            self.place.step(1, self.session.diagnosis)
        self.fresh()
        result = self.session.diagnosis.clauses[done.id]
        claimed = result.maturity.claimed if result.maturity is not None else None
        self.place.completed = None
        if claimed is None and result.scores.answered == result.scores.applicable:
            self.place.completed = done
            self.tell(_("{clause} is all asked; m gives its maturity level").format(clause=done.id))

    def do_rate_n(self) -> None:
        """Not met."""
        self.rate(Rating.N)

    def do_rate_p(self) -> None:
        """Partly met."""
        self.rate(Rating.P)

    def do_rate_l(self) -> None:
        """Largely met."""
        self.rate(Rating.L)

    def do_rate_f(self) -> None:
        """Fully met."""
        self.rate(Rating.F)

    def do_rate_unknown(self) -> None:
        """Nobody could tell."""
        self.rate(Rating.UNKNOWN)

    def do_clear(self) -> None:
        """Take the rating away."""
        self.session.do(
            answers.change(self.session.moment, self.question.id, AnswerEdit(clear=True))
        )
        self.fresh()

    def do_recurring(self) -> None:
        """Toggle recurring."""
        self._toggle("recurring", _("recurring"))

    def do_lapse(self) -> None:
        """Toggle a lapse seen."""
        self._toggle("lapse", _("lapse seen"))

    def do_follow_up(self) -> None:
        """Toggle the follow-up flag."""
        self._toggle("follow_up", _("follow-up"))

    def do_candidate(self) -> None:
        """Toggle the candidate finding flag."""
        self._toggle("candidate", _("candidate finding"))

    def _toggle(self, part: str, words: str) -> None:
        value = not getattr(self.answer, part)
        self.session.do(answers.change(self.session.moment, self.question.id, edit_of(part, value)))
        self.fresh()
        private = self.wizard.client_view and part in ("follow_up", "candidate")
        self.tell(_("kept") if private else f"{words}: {_('on') if value else _('off')}")

    def do_request(self) -> None:
        """Ask the client for a document of this question."""
        known = self.session.questionnaire.document
        names = [name for name in self.question.documents if name in known]
        if not names:
            self.tell(_("this question links to no document; g d and n add one by hand"))
        elif len(names) == 1:
            self._request(names[0])
        else:
            asked = {line.document.id: line for line in self.session.diagnosis.documents}
            items = [
                Item(n, f"{request_word(Request(asked[n].record.request))} {known[n].title}", n)
                for n in names
            ]
            title = _("Which document to ask for? Again: received, refused, none")
            self.app.push_screen(Picker(title, items, lambda name: self._request(str(name))))

    def _request(self, name: str) -> None:
        def turned() -> None:
            self.session.do(documents.turn_request(self.session.moment, name))
            self.fresh()
            words = request_word(request_today(self.session, name)) or _("no request")
            self.tell(f"{name} {self.session.questionnaire.document[name].title}: {words}")

        self.attempt(turned)

    def do_bulk(self) -> None:
        """Answer all open questions of the clause with one digit."""
        self.then(
            _("{clause}: one digit for all its open questions (marked bulk)").format(
                clause=self.leaf.id
            ),
            self._bulk,
        )

    def _bulk(self, event: events.Key) -> None:
        rating = RATINGS.get(event.character or "")
        if rating is None or rating is Rating.NA:
            return
        act = self.session.do(answers.rate_clause(self.session.moment, self.leaf.id, rating))
        self.fresh()
        self.tell(
            _("nothing open in this clause")
            if act is None
            else _("{count} answers in bulk; u takes them back").format(count=len(act.changes))
        )

    def do_maturity(self) -> None:
        """Show the level statements and wait for one; of a clause just completed, else of this one."""
        leaf = self.place.completed or self.leaf
        suggested = suggesting.level(self.session.diagnosis.clauses[leaf.id])
        self.place.levels = leaf
        self.repaint("card")
        words = _("maturity of {clause}: 0 to 5, - clears").format(clause=leaf.id)
        if suggested is not None:
            words += _("; Enter takes {level}, as the ratings suggest").format(level=suggested)
        self.then(words, lambda event: self._maturity(leaf, suggested, event))

    def _maturity(self, leaf: Clause, suggested: int | None, event: events.Key) -> None:
        self.place.levels = self.place.completed = None
        key = (event.character or "").translate(str.maketrans("０１２３４５－", "012345-"))
        if event.key == "enter" and suggested is not None:
            key = str(suggested)
        if key and key in "012345-":
            self.session.do(about.claim(self.session.moment, leaf.id, key))
        self.fresh()

    def gave_up(self) -> None:
        """Put the card back where the maturity statements stood."""
        self.place.levels = None

    # Points

    def do_tick(self) -> None:
        """Wait for the number of a point."""
        count = len(self.question.points)
        if not count:
            self.tell(_("this question lists no points"))
            return
        self.then(
            _("which point holds? 1 to {count}; again takes it back").format(count=count),
            self._tick,
        )

    def _tick(self, event: events.Key) -> None:
        digit = (event.character or "").translate(str.maketrans("１２３４５６７８９", "123456789"))
        if digit.isdecimal() and 1 <= int(digit) <= len(self.question.points):
            self.session.do(answers.tick(self.session.moment, self.question.id, int(digit) - 1))
        self.fresh()

    def do_suggested(self) -> None:
        """Take the rating that the ticks suggest."""
        rating = suggesting.rating(self.question, self.answer.ticked)
        if rating is None:
            self.tell(_("no point is ticked; t ticks one"))
        else:
            self.rate(rating)

    # Facts

    def do_fact(self) -> None:
        """Answer the fact that the question depends on."""
        open_facts = [
            name for name in self.question.depends_on if name not in self.session.assessment.facts
        ]
        names = open_facts or list(self.question.depends_on)
        if not names:
            self.tell(_("this question depends on no fact"))
            return
        trigger = self.session.questionnaire.trigger[names[0]]
        self.then(
            _("{question} y yes, n no, - not known").format(question=trigger.question),
            lambda event: self._fact(trigger.id, event),
        )

    def _fact(self, name: str, event: events.Key) -> None:
        values: dict[str, bool | None] = {
            "y": True,
            "n": False,
            "-": None,
            "minus": None,
            "1": True,
            "0": False,
        }
        if event.key in values:
            value = values[event.key]
            self.session.do(about.set_facts(self.session.moment, {name: value}))
            self.fresh()
            if value is False:
                self.tell(
                    _("no: the questions that depend on it are taken out; f and y bring them back")
                )

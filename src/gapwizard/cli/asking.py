"""The interview as plain lines: one question is printed, one line is read, nothing is drawn.

For screen readers, broken terminals and scripts. Every line is saved before the next is read.
"""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction

from gapwizard.domain import closing, suggesting, wording
from gapwizard.domain.assessment import Answer, Slot
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.figures import percent
from gapwizard.domain.points import Standing
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.requests import request_word
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import about, answers, documents
from gapwizard.session.acts.answers import AnswerEdit, edit_of
from gapwizard.session.acts.names import question_of
from gapwizard.session.papers.documents import request_today
from gapwizard.session.session import Session
from gapwizard.tui.interview.place import Place

RATINGS = {
    "1": Rating.N, "2": Rating.P, "3": Rating.L, "4": Rating.F, "9": Rating.UNKNOWN, "0": Rating.NA,
}  # fmt: skip
HELP = N_(
    "1 Not  2 Partly  3 Largely  4 Fully  9 Don't know  0 REASON not applicable  - clear the rating\n"
    "o TEXT observation (for the report)  + take the suggested words as the observation\n"
    "n TEXT private note  e KIND: TEXT evidence (said, document, record, record[3/5], observed)\n"
    "t NUMBER tick a point  = take the suggested rating  r recurring  x lapse seen\n"
    "* follow-up  ! candidate finding  d [DOC] ask for a document  p PARTY | CONTROL other party\n"
    "f yes|no the fact this question depends on  A DIGIT all open questions of the clause\n"
    "m LEVEL maturity of the clause (empty: the suggestion)\n"
    "Enter next  b previous  j QUESTION jump  ] [ clause  u undo  U redo  s status  i question again\n"
    "? this help  q quit"
)


class Asking:
    """One interview in lines; `answer` takes a line and gives what to say."""

    def __init__(
        self,
        session: Session,
        start: str = "",
        *,
        only_open: bool = False,
        slot: Slot | None = None,
    ) -> None:
        """Begin at a question, else at the first open one. Raises Refused for an unknown one."""
        self.session = session
        self.over = False
        if start:
            question_of(session.questionnaire, start)
        self.place = Place(session.questionnaire, start or _first_open(session, slot))
        self.place.only_open = only_open
        if slot is not None:
            from gapwizard.domain import agenda

            self.place.only = frozenset(q.id for q in agenda.questions_of(session.diagnosis, slot))
        self._slot = slot
        self._does: dict[str, Callable[[str], str]] = {
            "n": self._note, "e": self._evidence, "t": self._tick, "=": self._suggested,
            "r": self._recurring, "x": self._lapse, "*": self._follow_up, "!": self._candidate,
            "d": self._request, "p": self._other_party, "o": self._observe,
            "+": self._take_suggestion, "f": self._fact, "A": self._bulk,
            "m": self._maturity, "b": self._previous, "j": self._jump, "]": self._next_clause,
            "[": self._previous_clause, "u": self._undo, "U": self._redo, "s": self._status,
            "i": self._again, "?": self._help, "-": self._clear, "q": self._quit,
        }  # fmt: skip

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return self.place.question

    @property
    def given(self) -> Answer:
        """Its answer as it stands."""
        return self.session.assessment.answers.get(self.question.id) or Answer()

    def answer(self, written: str) -> str:
        """Do what one line says and give what to say; errors of ours are said too."""
        word, _blank, rest = written.strip().partition(" ")
        sign, rest = _split(word, rest)
        try:
            if not sign:
                return self._next()
            if sign in RATINGS:
                return self._rate(RATINGS[sign], rest)
            act = self._does.get(sign)
            if act is None:
                raise Refused(_("{word!r} is no command here; ? lists them"), word=written[:40])
            return act(rest)
        except GapwizardError as problem:
            return str(problem)

    # Asking

    def asked(self) -> str:
        """The question in focus as lines."""
        question, diagnosis = self.question, self.session.diagnosis
        leaf = self.place.leaf
        lines = [
            "",
            f"{question.id}  {leaf.title}  ({self.place.number}/{self.place.count})",
            question.text,
            _("Holds when: {criterion}").format(criterion=question.criterion),
        ]
        ticked = self.given.ticked
        lines += [
            f"  {number + 1} [{'x' if number in ticked else ' '}] {text}"
            for number, text in enumerate(question.points)
        ]
        lines += [_("Look for: {things}").format(things="; ".join(question.look_for))] * bool(
            question.look_for
        )
        point = diagnosis.points[question.id]
        if point.standing is Standing.BY_FACT:
            lines.append(_("A fact takes this question out; f yes brings it back."))
        lines += self._stands()
        return "\n".join(lines)

    def _stands(self) -> Iterator[str]:
        """The answer as it stands."""
        answer, baseline = self.given, self.session.baseline
        if baseline is not None and self.question.id in baseline.points:
            before = baseline.points[self.question.id].rating
            if before is not None:
                yield _("Last time: {word}").format(word=wording.rating_word(before))
        if answer.rating is not None:
            yield _("Rated: {word}").format(word=wording.rating_word(answer.rating))
        yield from (
            f"  E{i} {wording.evidence_word(item)}: {item.text}"
            for i, item in enumerate(answer.evidence, 1)
        )
        if answer.observation:
            said = (
                _("Observed (suggested): {words}") if answer.suggested else _("Observed: {words}")
            )
            yield said.format(words=answer.observation)
        if answer.note:
            yield _("Note: {note}").format(note=answer.note)
        flags = [
            word
            for word, on in (
                (_("recurring"), answer.recurring), (_("lapse seen"), answer.lapse),
                (_("follow-up"), answer.follow_up), (_("candidate finding"), answer.candidate),
                (_("in bulk"), answer.bulk),
            )
            if on
        ]  # fmt: skip
        if flags:
            yield ", ".join(flags)

    # Moving

    def _go(self, moved: bool) -> str:
        return self.asked() if moved else _("there is no more in this direction; q quits")

    def _next(self) -> str:
        return self._go(self.place.step(1, self.session.diagnosis))

    def _previous(self, _rest: str) -> str:
        return self._go(self.place.step(-1, self.session.diagnosis))

    def _next_clause(self, _rest: str) -> str:
        return self._go(self.place.next_leaf())

    def _previous_clause(self, _rest: str) -> str:
        return self._go(self.place.previous_leaf())

    def _jump(self, rest: str) -> str:
        clause = self.session.questionnaire.clause.get(rest)
        name = clause.questions[0].id if clause is not None and clause.questions else rest
        self.place.go(question_of(self.session.questionnaire, name).id)
        return self.asked()

    def _again(self, _rest: str) -> str:
        return self.asked()

    # Answering

    def _rate(self, rating: Rating, reason: str) -> str:
        done = self.place.leaf
        if self.session.diagnosis.points[self.question.id].standing is Standing.BY_FACT:
            raise Refused(_("a fact has taken this question out; f changes the fact"))
        edit = AnswerEdit(rating=rating)
        if rating is Rating.NA and reason:
            edit = AnswerEdit(rating=rating, reason=reason)
        elif reason:
            self._note(reason)
        self.session.do(answers.change(self.session.moment, self.question.id, edit))
        said = f"{self.question.id}: {wording.rating_word(rating)}"
        if rating is Rating.NA and not substance(self.given.reason):
            return said + "\n" + _("N/A has no reason yet, so it counts as unanswered: 0 REASON")
        said += "".join(f"\n{words}" for words in self._offers(self.question))
        result = self.session.diagnosis.clauses[done.id]
        claimed = result.maturity.claimed if result.maturity is not None else None
        if claimed is None and result.scores.answered == result.scores.applicable:
            level = suggesting.level(result)
            said += "\n" + _(
                "{clause} is all asked; its ratings suggest level {level}: [ and m"
            ).format(clause=done.id, level=level)
        return f"{said}\n{self._next()}"

    def _offers(self, question: Question) -> Iterator[str]:
        """Offer words for a P or L, and ask once of words on an L what they tell of."""
        answer = self.session.assessment.answers.get(question.id) or Answer()
        words = suggesting.observation(question, answer)
        self.place.offered = question.id if words else ""
        if words:
            yield _("+ takes for {name}: {words}").format(name=question.id, words=words)
        if suggesting.lapse_open(answer) and question.id not in self.place.asked_lapse:
            self.place.asked_lapse.add(question.id)
            self.place.offered = question.id
            yield _(
                "{name}: a weakness, or a lapse? x makes it a lapse (a minor nonconformity)"
            ).format(name=question.id)

    def _observe(self, rest: str) -> str:
        if not rest:
            raise Refused(_("o takes a text: what was seen or heard, for the report"))
        said = self._edited(AnswerEdit(observation=rest), _("observation kept"))
        return "\n".join([said, *self._offers(self.question)])

    def _take_suggestion(self, _rest: str) -> str:
        question = self.session.questionnaire.questions[self.place.offered or self.question.id]
        self.session.do(answers.take_suggestion(self.session.moment, question.id))
        said = _("{name}: taken as the observation, word for word").format(name=question.id)
        return "\n".join([said, *self._offers(question)])

    def _clear(self, _rest: str) -> str:
        return self._edited(AnswerEdit(clear=True), _("rating cleared"))

    def _suggested(self, _rest: str) -> str:
        rating = suggesting.rating(self.question, self.given.ticked)
        if rating is None:
            raise Refused(_("no point is ticked; t ticks one"))
        return self._rate(rating, "")

    def _tick(self, rest: str) -> str:
        if not rest.isdecimal():
            raise Refused(_("t takes the number of a point"))
        self.session.do(answers.tick(self.session.moment, self.question.id, int(rest[:4]) - 1))
        return self.asked()

    def _note(self, rest: str) -> str:
        if not rest:
            raise Refused(_("n takes a text"))
        stamp = f"{datetime.now().astimezone():%H:%M} {rest}"
        return self._edited(AnswerEdit(note=f"{self.given.note}\n{stamp}".strip()), _("noted"))

    def _evidence(self, rest: str) -> str:
        item = parse_item(rest)
        said = self._edited(AnswerEdit(add=(item,)), _("evidence added"))
        if item.missing:
            words = _("counts as seen: {count} more make the sample sufficient")
            said += "\n" + words.format(count=item.missing)
        return said

    def _edited(self, edit: AnswerEdit, said: str) -> str:
        self.session.do(answers.change(self.session.moment, self.question.id, edit))
        return f"{self.question.id}: {said}"

    def _toggled(self, part: str, words: str) -> str:
        value = not getattr(self.given, part)
        return self._edited(edit_of(part, value), f"{words}: {_('on') if value else _('off')}")

    def _recurring(self, _rest: str) -> str:
        return self._toggled("recurring", _("recurring"))

    def _lapse(self, _rest: str) -> str:
        asked = self.session.assessment.answers.get(self.place.offered)
        if asked is not None and suggesting.lapse_open(asked):
            name, self.place.offered = self.place.offered, ""
            self.session.do(answers.change(self.session.moment, name, AnswerEdit(lapse=True)))
            return _("{name}: a lapse").format(name=name)
        return self._toggled("lapse", _("lapse seen"))

    def _follow_up(self, _rest: str) -> str:
        return self._toggled("follow_up", _("follow-up"))

    def _candidate(self, _rest: str) -> str:
        return self._toggled("candidate", _("candidate finding"))

    def _other_party(self, rest: str) -> str:
        party, _bar, control = (substance(part) for part in rest.replace("｜", "|").partition("|"))
        return self._edited(AnswerEdit(other_party=party, control=control), _("other party noted"))

    def _request(self, rest: str) -> str:
        names = [rest] if rest else list(self.question.documents)
        if len(names) != 1:
            raise Refused(_("which document? d and one of {names}"), names=" ".join(names) or "-")
        self.session.do(documents.turn_request(self.session.moment, names[0]))
        now = request_today(self.session, names[0])
        return f"{names[0]}: {request_word(now) or _('no request')}"

    def _fact(self, rest: str) -> str:
        from gapwizard.session.acts.fields import yes_or_no

        names = list(self.question.depends_on)
        if not names:
            raise Refused(_("this question depends on no fact"))
        open_facts = [name for name in names if name not in self.session.assessment.facts]
        name = (open_facts or names)[0]
        trigger = self.session.questionnaire.trigger[name]
        if not rest:
            return _("{question} f yes or f no").format(question=trigger.question)
        self.session.do(about.set_facts(self.session.moment, {name: yes_or_no(name, rest)}))
        return f"{trigger.question} {rest}"

    def _bulk(self, rest: str) -> str:
        rating = RATINGS.get(rest)
        if rating is None or rating is Rating.NA:
            raise Refused(_("A takes one of 1 2 3 4 9"))
        act = self.session.do(answers.rate_clause(self.session.moment, self.place.leaf.id, rating))
        count = 0 if act is None else len(act.changes)
        return _("{count} answers in bulk; u takes them back").format(count=count)

    def _maturity(self, rest: str) -> str:
        leaf = self.place.leaf
        suggested = suggesting.level(self.session.diagnosis.clauses[leaf.id])
        level = rest or ("" if suggested is None else str(suggested))
        if not level:
            levels = self.session.questionnaire.levels_of(leaf)
            return "\n".join(f"{number} {text}" for number, text in enumerate(levels))
        self.session.do(about.claim(self.session.moment, leaf.id, level))
        return _("maturity of {clause}: {level}").format(clause=leaf.id, level=level)

    # The rest

    def _undo(self, _rest: str) -> str:
        act = self.session.undo()
        return _("undone: {act}").format(act=f"{act.what} {act.label}")

    def _redo(self, _rest: str) -> str:
        act = self.session.redo()
        return _("done again: {act}").format(act=f"{act.what} {act.label}")

    def _status(self, _rest: str) -> str:
        overall = self.session.diagnosis.overall
        open_now = closing.left_open(self.session.diagnosis, self._slot)
        return _(
            "answered {answered} of {applicable}, confirmed {confirmed}, declared {declared}; "
            "claimed above their evidence {claimed}, flagged {flagged}"
        ).format(
            answered=overall.answered,
            applicable=overall.applicable,
            confirmed=_share(overall.confirmed),
            declared=_share(overall.declared),
            claimed=len(open_now.claimed),
            flagged=len(open_now.flagged),
        )

    def _help(self, _rest: str) -> str:
        return _(HELP)

    def _quit(self, _rest: str) -> str:
        self.over = True
        return ""


def _split(word: str, rest: str) -> tuple[str, str]:
    """Take the sign off the word it may be glued to; full-width signs mean the same."""
    sign = unicodedata.normalize("NFKC", word[:1])
    sign = {"】": "]", "【": "[", "×": "*"}.get(sign, sign)
    glued = word[1:]
    if glued and not (sign == "0" or (sign in "tmA" and glued.isdecimal())):
        return word, rest  # a word that is no command must not act as one
    return sign, f"{glued} {rest}".strip()


def _first_open(session: Session, slot: Slot | None) -> str:
    points = closing.left_open(session.diagnosis, slot).unanswered
    return points[0].question.id if points else ""


def _share(share: Fraction | None) -> str:
    shown = percent(share)
    return "--" if shown is None else f"{shown}%"

"""`gapwizard ask`: the interview as plain lines, for screen readers, broken terminals and scripts.

One question is printed, one line is read, nothing is drawn; every line is saved before the next is
read. What a line means is decided by `session/interview/interview.py`, the same interview as the app's.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

import click

from gapwizard.cli import field_words
from gapwizard.cli import interview as terminal
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain import agenda
from gapwizard.domain.evidence import ITEM
from gapwizard.domain.figures import percent_word
from gapwizard.domain.questionnaire import Question, Questionnaire
from gapwizard.domain.readers import DIGITS, rating_said
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.words import levels_told, rating_word
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import _, labelled
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.fields import yes_or_no
from gapwizard.session.acts.names import question_of, slot_in
from gapwizard.session.interview import disputes, next_best
from gapwizard.session.interview.evidence import typed_item, with_record
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.replies import LevelAsked, Rated, note_line, with_line
from gapwizard.session.interview.ways import CORE, SLOT_CORE
from gapwizard.session.papers.documents import documents_to_ask
from gapwizard.session.session import Session
from gapwizard.session.undo import HistoryEntry

_NUMBERED = re.compile(r"(\d{1,3})\s+(\S.*)")
"""An item of evidence that is to be changed: its number, then what comes in its place."""


@click.command("ask", help=_("""
\b
Examples:
  gapwizard ask                          go on with the last assessment
  gapwizard ask acme                     go on at the first open question
  gapwizard ask acme 8.6.1-Q03           begin at a question
  gapwizard ask acme --open              only the questions still open
  gapwizard ask acme --slot S-02         only those of a slot of the agenda
  gapwizard ask acme --core              only those of the half-day interview

Prints a question and reads a line: a digit rates and goes on, ? lists the rest, q or the end of the
input quits. Nothing is drawn, so screen readers, broken terminals and scripts can use it. Without an
ID it goes on with the assessment that was open last.
"""))  # fmt: skip
@click.argument("assessment", metavar="[ID]", required=False)
@click.argument("question", metavar="[QUESTION]", required=False)
@click.option("--open", "only_open", is_flag=True, help=_("Only the questions still open."))
@click.option("--core", is_flag=True, help=_("Only the questions of the half-day interview."))
@click.option("--slot", metavar="SLOT", help=_("Only the questions of a slot of the agenda."))
@pass_invocation
def ask_command(
    invocation: Invocation,
    assessment: str | None,
    question: str | None,
    *,
    only_open: bool,
    core: bool,
    slot: str | None,
) -> None:
    """Interview in plain lines."""
    name = assessment or terminal.last_assessment(invocation.data)
    with invocation.open(name, speak=True) as session:
        choice = {"only_open": only_open, "core": core}
        interview = LineInterview(session, question or "", slot=slot, **choice)
        try:
            terminal.say(interview.asked())
            terminal.hint()
            while not interview.over and (written := terminal.read()) is not None:
                terminal.say(interview.answer(written))
        finally:  # Ctrl+C too: the next `ask` must not go on with another client's
            way = (f"slot {slot}" if slot else "core") if core or slot else ""
            terminal.remember(name, interview.question, way)


class LineInterview:
    """One interview in lines; `answer` takes a line and gives what to say."""

    def __init__(
        self,
        session: Session,
        start: str = "",
        *,
        only_open: bool = False,
        core: bool = False,
        slot: str | None = None,
    ) -> None:
        """Begin at a question, else at the first open one. Raises Refused for an unknown one."""
        if start:
            start = _question_at(session.questionnaire, start)
        self._slot = slot_in(session.assessment, slot) if slot is not None else None
        self._interview = Interview(session, start)
        self._interview.choose_slot(slot or "")
        if core:
            self._interview.take_way(SLOT_CORE if slot else CORE)
        if only_open:
            next_best.ask_what_is_left(self._interview)
        if self._interview.only is not None and not self._interview.only:
            raise Refused(_("no question is asked there; the slot names no clause that has any"))
        self.over = only_open and not start and next_best.is_done(self._interview)
        self._interview.turn_to(start or self._interview.first_open())
        self._asks_lapse = False
        """Whether the line before was asked if it tells of a lapse."""
        self._alone: dict[str, Callable[[], str]] = {
            "": lambda: self._onwards(1),
            "b": lambda: self._onwards(-1),
            "]": lambda: self._onwards(1, clause=True),
            "[": lambda: self._onwards(-1, clause=True),
            ">": self._best,
            "r": lambda: self._toggled("recurring"),
            "*": lambda: self._toggled("follow_up"),
            "!": lambda: self._toggled("candidate"),
            "u": lambda: self._reversed(_("undone: {act}"), session.undo()),
            "U": lambda: self._reversed(_("done again: {act}"), session.redo()),
            "=": lambda: self._rate(self._interview.suggested_rating(), ""),
            "+": lambda: self._asking(self._interview.take_suggestion()),
            "-": self._interview.clear, "?": lambda: _(terminal.HELP),
            "i": self._whole, "x": self._lapse, "s": self._status, "q": self._quit,
        }  # fmt: skip
        """The signs that take no text: what stands behind one is refused, for it would be lost."""
        self._does: dict[str, Callable[[str], str]] = {
            "n": self._note, "e": self._evidence, "t": self._tick, "d": self._request,
            "p": self._other_party, "o": self._observe, "f": self._fact, "A": self._bulk,
            "m": self._maturity, "j": self._jump, "D": partial(disputes.settle_by, self._interview),
        }  # fmt: skip

    @property
    def question(self) -> str:
        """The id of the question in focus."""
        return self._interview.question.id

    def answer(self, written: str) -> str:
        """Do what one line says and give what to say; errors of ours are said too."""
        word, _blank, rest = written.strip().partition(" ")
        sign, rest = _split(word, rest)
        if sign != "x":
            self._asks_lapse = False
        try:
            if sign in DIGITS:
                return self._rate(DIGITS[sign], rest)
            if sign in self._alone:
                return self._by_itself(sign, rest)
            act = self._does.get(sign)
            return self._in_words(written) if act is None else act(rest)
        except GapwizardError as problem:
            return str(problem)

    def _by_itself(self, sign: str, rest: str) -> str:
        if rest:
            words = _(
                "{sign} takes no text, and nothing was done; n TEXT notes it, o TEXT says it in the report"
            )
            raise Refused(words, sign=sign)
        return self._alone[sign]()

    def _in_words(self, written: str) -> str:
        """Take a line that says a rating or an item of evidence in words. Raises Refused."""
        if ITEM.fullmatch(written):
            return self._evidence(written)
        word, _blank, rest = written.strip().partition(" ")
        if len(word) > 1 and (rating := rating_said(word)) is not None:
            return self._rate(rating, rest)
        raise Refused(_("{word!r} is no command here; ? lists them"), word=written)

    # Asking

    def asked(self) -> str:
        """The question in focus as lines; that nothing is left where only that was to be asked."""
        if self.over:
            return next_best.end_words(self._interview)
        return "\n".join(terminal.question_lines(self._interview))

    def _whole(self) -> str:
        return "\n".join((self.asked(), *terminal.helping_lines(self._interview)))

    # Moving

    def _onwards(self, direction: int, *, clause: bool = False) -> str:
        before = self._interview.question
        words = next_best.onwards(self._interview, direction, clause=clause)
        return _lines(words, self._moved(before, _("q quits")))

    def _moved(self, before: Question, otherwise: str) -> str:
        """The question come to; where that is the one `before`, something else."""
        return otherwise if self._interview.question is before else self.asked()

    def _best(self) -> str:
        before = self._interview.question
        words = next_best.go_to_best(self._interview)
        return _lines(words, self._moved(before, ""))

    def _jump(self, rest: str) -> str:
        if not rest:
            raise Refused(_("j takes the id of a question or a clause"))
        self._interview.go(_question_at(self._interview.session.questionnaire, rest))
        return self.asked()

    def _reversed(self, said: str, act: HistoryEntry) -> str:
        questionnaire = self._interview.session.questionnaire
        said = said.format(act=field_words.act(act.what, act.label, questionnaire))
        return f"{said}\n{self.asked()}" if self._interview.follow(act) else said

    # Answering

    def _rate(self, rating: Rating, rest: str) -> str:
        interview, before = self._interview, self._interview.question
        if rest and rating is not Rating.NA and not interview.taken_out:
            self._note(rest)  # before the rating, which goes on to the next question
        reason = (rest or interview.answer.reason) if rating is Rating.NA else ""
        reply = interview.rate(rating, reason)
        said = labelled(before.id, rating_word(rating))
        if reply.asks_reason:
            return _("{name}: not applicable needs a reason: 0 REASON").format(name=before.id)
        moved = self._moved(before, next_best.end_words(interview))
        return _lines(said, self._asking(reply), moved)

    def _edited(self, edit: AnswerEdit, said: str) -> str:
        self._interview.change(edit)
        return labelled(self._interview.question.id, said)

    def _toggled(self, part: str) -> str:
        return labelled(self._interview.question.id, self._interview.toggle(part))

    def _lapse(self) -> str:
        asked, self._asks_lapse = self._asks_lapse, False
        return self._interview.call_it_a_lapse() if asked else self._toggled("lapse")

    def _observe(self, rest: str) -> str:
        if not rest:
            raise Refused(_("o takes a text: what was seen or heard, for the report"))
        before = self._interview.answer.observation
        said = _("observation kept")
        if before and before != rest:
            said = _("observation kept, in the place of: {before}").format(before=before)
        said = self._edited(AnswerEdit(observation=rest), said)
        lapse = self._interview.ask_lapse(self._interview.question.id)
        return self._asking(Rated(said, lapse=lapse))

    def _asking(self, reply: Rated) -> str:
        self._asks_lapse = bool(reply.lapse)
        return _lines(reply.said, reply.offered, reply.lapse)

    def _tick(self, rest: str) -> str:
        if not rest.isdecimal():
            raise Refused(_("t takes the number of a point"))
        # No question has a thousand points; thousands of digits would take long to read.
        self._interview.tick(int(rest[:4]))
        return self.asked()

    def _note(self, rest: str) -> str:
        if not rest:
            raise Refused(_("n takes a text"))
        note = with_line(self._interview.answer, note_line(rest))
        return self._edited(AnswerEdit(note=note), _("noted"))

    def _evidence(self, rest: str) -> str:
        evidence, name = self._interview.evidence, self._interview.question.id
        sign = unicodedata.normalize("NFKC", rest)
        if sign == "0":
            return evidence.none_found()
        if sign == "-":
            return _lines(evidence.drop_last(), self.asked())
        if numbered := _NUMBERED.fullmatch(rest):
            return self._changed_item(int(numbered[1]), numbered[2])
        before, again = evidence.items(), sign in ('"', "“", "”")
        said = evidence.repeat() if again else evidence.add(typed_item(rest))
        if (items := evidence.items()) == before:
            return labelled(name, said)
        added = len(items) > len(before)
        at = next(n for n, one in enumerate(items) if n >= len(before) or one != before[n])
        told = _("evidence added") if added else _("the item that stands there says more now")
        return _lines(labelled(name, told), terminal.item_line(at + 1, items[at]))

    def _changed_item(self, number: int, rest: str) -> str:
        """Put another item in the place of one, another `{state}` to it, or drop it with `-`. Raises Refused."""
        evidence, name = self._interview.evidence, self._interview.question.id
        if unicodedata.normalize("NFKC", rest) == "-":
            return _lines(evidence.replace(number - 1, None, name), self.asked())
        if rest.startswith("{") and 0 < number <= len(held := evidence.items()):
            item = with_record(held[number - 1], rest)
        else:
            item = typed_item(rest)
        evidence.replace(number - 1, item, name)
        return labelled(name, terminal.item_line(number, evidence.items()[number - 1]))

    def _other_party(self, rest: str) -> str:
        if not rest:
            raise Refused(_("p takes who does it instead: p PARTY | CONTROL; p - takes it away"))
        if unicodedata.normalize("NFKC", rest) == "-":
            none = AnswerEdit(other_party="", control="")
            return self._edited(none, _("no other party any more"))
        party, bar, control = (substance(part) for part in rest.replace("｜", "|").partition("|"))
        edit = AnswerEdit(other_party=party or None, control=control if bar else None)
        return self._edited(edit, _("other party noted"))

    def _request(self, rest: str) -> str:
        own = documents_to_ask(self._interview.session, self._interview.question)
        linked = [rest] if rest else own
        if not linked:
            words = _("no document is linked to this question; d and the id of another asks for it")
            raise Refused(words)
        if len(linked) != 1:
            words = _("which document? d and one of {names}")
            raise Refused(words, names=" ".join(linked))
        return self._interview.request(linked[0])

    def _fact(self, rest: str) -> str:
        trigger = self._interview.fact()
        if not rest:
            return _("{question} f yes or f no").format(question=trigger.question)
        value = None if rest in ("-", "－") else yes_or_no(trigger.id, rest)
        self._interview.answer_fact(trigger.id, value=value)
        return f"{trigger.question} {rest}"

    def _bulk(self, rest: str) -> str:
        digit, _blank, reason = rest.partition(" ")
        rating = DIGITS.get(unicodedata.normalize("NFKC", digit))
        if rating is None:
            raise Refused(_("A takes one of 1 2 3 4 9, or 0 with a reason behind it"))
        return self._interview.rate_clause(rating, reason)

    def _maturity(self, rest: str) -> str:
        asked, level = self._interview.level_to_claim(), rest
        if unicodedata.normalize("NFKC", rest) == "=":
            level = "" if asked.offered is None else str(asked.offered)
        if not level:
            return "\n".join(self._levels(asked))
        self._interview.claim(asked.leaf, level)
        if unicodedata.normalize("NFKC", level) == "-":
            return _("maturity of {clause}: taken back").format(clause=asked.leaf.id)
        return _("maturity of {clause}: {level}").format(clause=asked.leaf.id, level=level)

    def _levels(self, asked: LevelAsked) -> Iterator[str]:
        yield _("Maturity of {clause}: which statement is true?").format(clause=asked.leaf.id)
        own = self._interview.session.questionnaire.levels_of(asked.leaf)
        yield from (f"{number} {text}" for number, text in enumerate(levels_told(own)))
        if asked.offered is not None:
            yield _("m LEVEL says it; m = takes {level}; m - takes it back").format(
                level=asked.offered
            )

    # The rest

    def _status(self) -> str:
        diagnosis = self._interview.session.diagnosis
        overall, open_now = diagnosis.overall, agenda.wrap_up(diagnosis, self._slot)
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

    def _quit(self) -> str:
        self.over = True
        return ""


def _question_at(questionnaire: Questionnaire, written: str) -> str:
    """The question of an id, the first one of a clause, or of what is below it. Raises Refused."""
    if written in questionnaire.clause:
        first = (leaf for leaf in questionnaire.leaves if questionnaire.within(leaf.id, (written,)))
        if (leaf := next(first, None)) is not None:
            return leaf.questions[0].id
    return question_of(questionnaire, written).id


def _lines(*said: str) -> str:
    return "\n".join(filter(None, said))


def _split(word: str, rest: str) -> tuple[str, str]:
    """Take the sign off the word it may be glued to; full-width signs mean the same."""
    sign = unicodedata.normalize("NFKC", word[:1])
    sign = {"】": "]", "【": "[", "×": "*"}.get(sign, sign)
    glued = word[1:]
    if glued and not (sign == "0" or (sign in "tmA" and glued.isdecimal())):
        return word, rest  # a word that is no command must not act as one
    return sign, f"{glued} {rest}".strip()


def _share(share: Fraction | None) -> str:
    return percent_word(share)

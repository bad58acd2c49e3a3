"""`gapwizard ask`: the interview as plain lines, for screen readers, broken terminals and scripts.

One question is printed, one line is read, nothing is drawn; every line is saved before the next is
read. What a line means is decided by `session/interview/interview.py`, the same interview as the app's.
"""

import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction

import click

from gapwizard.cli import line_terminal
from gapwizard.cli.root import Place, pass_place
from gapwizard.domain import agenda, disputes, wording
from gapwizard.domain.evidence import ITEM
from gapwizard.domain.figures import percent_word
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.readers import DIGITS, rating_said
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _, labelled, names, parts
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.fields import yes_or_no
from gapwizard.session.acts.names import question_of, slot_in
from gapwizard.session.interview import next_best
from gapwizard.session.interview.evidence import typed_item
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.replies import Rated, note_line, with_line
from gapwizard.session.interview.ways import CORE, SLOT_CORE
from gapwizard.session.session import Session
from gapwizard.session.undo import HistoryEntry

HELP = N_(
    "1 Not  2 Partly  3 Largely  4 Fully  9 Don't know  0 REASON not applicable  - clear the rating\n"
    "o TEXT observation (for the report)  + take the suggested words as the observation\n"
    "n TEXT private note  e KIND: TEXT evidence (said, document, record, record[3/5], observed)\n"
    'e 0 looked for, none found  e " the last item again  e - drops the last item\n'
    "t NUMBER tick a point  = take the suggested rating  r recurring  x lapse seen\n"
    "* follow-up  ! candidate finding  d [DOC] ask for a document  p PARTY | CONTROL other party\n"
    "f yes|no the fact this question depends on  A DIGIT all open questions of the clause\n"
    "m LEVEL maturity of the clause (empty: the one it has, else the suggestion)\n"
    "> the next best question (majors and what nobody could tell, then what gains most)\n"
    "Enter next  b previous  j QUESTION jump  ] [ clause  u undo  U redo  s status  i question again\n"
    "? this help  q quit"
)


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
@pass_place
def ask_command(
    place: Place,
    assessment: str | None,
    question: str | None,
    *,
    only_open: bool,
    core: bool,
    slot: str | None,
) -> None:
    """Interview in plain lines."""
    name = assessment or line_terminal.last_assessment(place.data)
    with place.open(name, speak=True) as session:
        interview = LineInterview(
            session, question or "", only_open=only_open, core=core, slot=slot
        )
        line_terminal.say(interview.asked())
        line_terminal.hint()
        while not interview.over:
            written = line_terminal.read()
            if written is None:
                break
            line_terminal.say(interview.answer(written))
        line_terminal.remember(name, interview.question)


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
            question_of(session.questionnaire, start)
        self.over = False
        self._slot = slot_in(session.assessment, slot) if slot is not None else None
        self._interview = Interview(session, start)
        self._interview.choose_slot(slot or "")
        if core:
            self._interview.take_way(SLOT_CORE if slot else CORE)
        if only_open:
            next_best.ask_what_is_left(self._interview)
        self._interview.turn_to(start or self._interview.first_open())
        self._asks_lapse = False
        """Whether the line before was asked if it tells of a lapse."""
        self._does: dict[str, Callable[[str], str]] = {
            "": lambda _rest: self._onwards(1),
            "b": lambda _rest: self._onwards(-1),
            "]": lambda _rest: self._onwards(1, clause=True),
            "[": lambda _rest: self._onwards(-1, clause=True),
            ">": lambda _rest: self._best(),
            "r": lambda _rest: self._toggled("recurring"),
            "*": lambda _rest: self._toggled("follow_up"),
            "!": lambda _rest: self._toggled("candidate"),
            "u": lambda _rest: self._reversed(_("undone: {act}"), session.undo()),
            "U": lambda _rest: self._reversed(_("done again: {act}"), session.redo()),
            "=": lambda _rest: self._rate(self._interview.suggested_rating(), ""),
            "i": lambda _rest: self.asked(),
            "?": lambda _rest: _(HELP),
            "-": self._clear, "x": self._lapse, "n": self._note, "e": self._evidence,
            "t": self._tick, "d": self._request, "p": self._other_party, "o": self._observe,
            "+": self._take_suggestion, "f": self._fact, "A": self._bulk, "m": self._maturity,
            "j": self._jump, "s": self._status, "q": self._quit,
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
            act = self._does.get(sign)
            return self._in_words(written) if act is None else act(rest)
        except GapwizardError as problem:
            return str(problem)

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
        """The question in focus as lines."""
        interview = self._interview
        question = interview.question
        lines = [
            "",
            f"{question.id}  {interview.leaf.title}  ({interview.number}/{interview.count})",
            question.text,
            _("Holds when: {criterion}").format(criterion=question.criterion),
        ]
        ticked = interview.answer.ticked
        lines += [
            f"  {number + 1} [{'x' if number in ticked else ' '}] {text}"
            for number, text in enumerate(question.points)
        ]
        if question.look_for:
            lines.append(_("Look for: {things}").format(things=parts(question.look_for)))
        if question.warning_signs:
            lines.append(_("Warning signs: {things}").format(things=parts(question.warning_signs)))
        if interview.taken_out:
            lines.append(_("A fact takes this question out; f yes brings it back."))
        return "\n".join([*lines, *self._stands()])

    def _stands(self) -> Iterator[str]:
        """The answer as it stands."""
        interview = self._interview
        answer, baseline = interview.answer, interview.session.baseline
        last = baseline.points.get(interview.question.id) if baseline is not None else None
        if last is not None and last.rating is not None:
            yield _("Last time: {word}").format(word=wording.rating_word(last.rating))
        name = interview.question.id
        for words in disputes.dispute_lines(interview.session.assessment, "answers", name):
            yield labelled(_("Disputed, `gapwizard dispute` settles it"), words)
        if answer.rating is not None:
            yield _("Rated: {word}").format(word=wording.rating_word(answer.rating))
        for number, item in enumerate(answer.evidence, 1):
            yield labelled(f"  E{number} {wording.evidence_word(item)}", item.written(_))
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
                (_("as a whole"), answer.bulk),
            )
            if on
        ]  # fmt: skip
        if flags:
            yield names(flags)

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
        questionnaire = self._interview.session.questionnaire
        clause = questionnaire.clause.get(rest)
        name = clause.questions[0].id if clause is not None and clause.questions else rest
        self._interview.go(question_of(questionnaire, name).id)
        return self.asked()

    def _reversed(self, said: str, act: HistoryEntry) -> str:
        said = said.format(act=f"{act.what} {act.label}")
        return f"{said}\n{self.asked()}" if self._interview.follow(act) else said

    # Answering

    def _rate(self, rating: Rating, rest: str) -> str:
        interview, before = self._interview, self._interview.question
        if rest and rating is not Rating.NA and not interview.taken_out:
            self._note(rest)  # before the rating, which goes on to the next question
        reason = (rest or interview.answer.reason) if rating is Rating.NA else ""
        reply = interview.rate(rating, reason)
        said = labelled(before.id, wording.rating_word(rating))
        if reply.asks_reason:
            return _("{name}: not applicable needs a reason: 0 REASON").format(name=before.id)
        return _lines(
            said, self._asking(reply), self._moved(before, next_best.end_words(interview))
        )

    def _edited(self, edit: AnswerEdit, said: str) -> str:
        self._interview.change(edit)
        return labelled(self._interview.question.id, said)

    def _toggled(self, part: str) -> str:
        return labelled(self._interview.question.id, self._interview.toggle(part))

    def _clear(self, _rest: str) -> str:
        return self._interview.clear()

    def _lapse(self, _rest: str) -> str:
        asked, self._asks_lapse = self._asks_lapse, False
        return self._interview.call_it_a_lapse() if asked else self._toggled("lapse")

    def _observe(self, rest: str) -> str:
        if not rest:
            raise Refused(_("o takes a text: what was seen or heard, for the report"))
        said = self._edited(AnswerEdit(observation=rest), _("observation kept"))
        lapse = self._interview.ask_lapse(self._interview.question.id)
        return self._asking(Rated(said, lapse=lapse))

    def _take_suggestion(self, _rest: str) -> str:
        return self._asking(self._interview.take_suggestion())

    def _asking(self, reply: Rated) -> str:
        self._asks_lapse = bool(reply.lapse)
        return _lines(reply.said, reply.offered, reply.lapse)

    def _tick(self, rest: str) -> str:
        if not rest.isdecimal():
            raise Refused(_("t takes the number of a point"))
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
            return labelled(name, evidence.none_found())
        if sign == "-":
            return _lines(evidence.drop_last(), self.asked())
        again = sign in ('"', "“", "”")
        missing = evidence.repeat() if again else evidence.add(typed_item(rest))
        return _lines(labelled(name, _("evidence added")), missing)

    def _other_party(self, rest: str) -> str:
        party, bar, control = (substance(part) for part in rest.replace("｜", "|").partition("|"))
        edit = AnswerEdit(other_party=party, control=control if bar else None)
        return self._edited(edit, _("other party noted"))

    def _request(self, rest: str) -> str:
        linked = [rest] if rest else list(self._interview.documents_to_ask)
        if not linked:
            raise Refused(
                _("no document is linked to this question; d and the id of another asks for it")
            )
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
        asked = self._interview.level_to_claim()
        leaf, level = asked.leaf, rest or ("" if asked.offered is None else str(asked.offered))
        if not level:
            levels = self._interview.session.questionnaire.levels_of(leaf)
            return "\n".join(f"{number} {text}" for number, text in enumerate(levels))
        self._interview.claim(leaf, level)
        return _("maturity of {clause}: {level}").format(clause=leaf.id, level=level)

    # The rest

    def _status(self, _rest: str) -> str:
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

    def _quit(self, _rest: str) -> str:
        self.over = True
        return ""


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

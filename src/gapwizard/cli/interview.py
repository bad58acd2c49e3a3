"""The lines of `gapwizard ask`: what it prints of a question, how it reads, where one stopped last.

Nothing here changes an assessment; who is at a screen reader hears all of it in this order. On a
terminal lines are as wide as it, with a hint; a pipe gets the same words unbroken, for scripts.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from gapwizard import settings
from gapwizard.cli import output
from gapwizard.domain import disputes
from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.line_breaks import folded
from gapwizard.domain.words import evidence_word, missing_words, rating_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, labelled, names, parts
from gapwizard.session.interview.interview import Interview
from gapwizard.session.portfolio import listing

HELP = N_(
    "1 Not  2 Partly  3 Largely  4 Fully  9 Don't know  0 REASON not applicable  - clear the rating\n"
    "o TEXT observation (for the report)  + take the suggested words as the observation\n"
    "n TEXT private note  e KIND: TEXT evidence (said, document, record, record[3/5], observed)\n"
    'e 0 looked for, none found  e " the last item again  e - drops the last item\n'
    "e NUMBER KIND: TEXT puts an item in the place of one  e NUMBER - drops it  record: ?/120 draws a sample\n"
    "an item may end in {asked}, {received}, {accepted} or {rejected}, which e NUMBER {accepted} changes;\n"
    "what is asked for counts nothing yet\n"
    "t NUMBER tick a point  = take the suggested rating  r recurring  x lapse seen\n"
    "* follow-up  ! candidate finding  d [DOC] ask for a document  p PARTY | CONTROL other party  p - none\n"
    "f yes|no|- the fact this question depends on  A DIGIT all open questions of the clause\n"
    "D m|t settles what two people said differently: m keeps what is here, t takes theirs\n"
    "m maturity of the clause: its levels  m LEVEL says one  m = the one offered  m - takes it back\n"
    "> the next best question (majors and what nobody could tell, then what gains most)\n"
    "Enter next  b previous  j QUESTION or CLAUSE jump  ] [ clause  u undo  U redo  s status\n"
    "i the question again, with whom to ask, what next, its documents\n"
    "? this help  q quit"
)
"""What may be typed, as `?` says it."""


def question_lines(interview: Interview) -> list[str]:
    """The question in focus, and the answer as it stands."""
    question, ticked = interview.question, interview.answer.ticked
    lines = [
        "",
        f"{question.id}  {interview.leaf.title}  ({interview.number}/{interview.count})",
        question.text,
        _("Holds when: {criterion}").format(criterion=question.criterion),
    ]
    if question.key:
        lines.append(_("A key question."))
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
    return [*lines, *_standing_lines(interview)]


def helping_lines(interview: Interview) -> Iterator[str]:
    """What else helps to ask it: whom, what next, which documents, how mature the clause is."""
    questionnaire, question = interview.session.questionnaire, interview.question
    if roles := names(role.title for role in questionnaire.roles_of(question)):
        yield labelled(_("Ask"), roles)
    if question.follow_up:
        yield labelled(_("Follow-up questions"), parts(question.follow_up))
    linked = dict.fromkeys((*question.documents, *question.evidence))
    if linked:
        known = questionnaire.document
        yield labelled(_("Documents"), parts(known[name].named for name in linked))
    maturity = interview.session.diagnosis.clauses[interview.leaf.id].maturity
    if maturity is not None and maturity.claimed is not None:
        words = _("Maturity of {clause}: {level}")
        yield words.format(clause=interview.leaf.id, level=maturity.claimed)


def item_line(number: int, item: Evidence) -> str:
    """An item of evidence by its number, counted from 1, with what its sample still lacks."""
    written = labelled(f"E{number} {evidence_word(item)}", item.written(_))
    if not item.missing:
        return written
    return parts((written, missing_words(item)))


def _standing_lines(interview: Interview) -> Iterator[str]:
    """The answer as it stands."""
    answer, baseline = interview.answer, interview.session.baseline
    name = interview.question.id
    last = baseline.points.get(name) if baseline is not None else None
    if last is not None and last.rating is not None:
        yield _("Last time: {word}").format(word=rating_word(last.rating))
    for words in disputes.dispute_lines(interview.session.assessment, "answers", name):
        yield labelled(_("Disputed, D m or D t settles it"), words)
    if answer.rating is not None:
        yield _("Rated: {word}").format(word=rating_word(answer.rating))
    for number, item in enumerate(answer.evidence, 1):
        yield f"  {item_line(number, item)}"
    if answer.strength == 0:
        yield _("Looked for, and none found")
    if answer.observation:
        said = _("Observed (suggested): {words}") if answer.suggested else _("Observed: {words}")
        yield said.format(words=answer.observation)
    for label, text in (
        (_("Reason"), answer.reason),
        (_("Done by another party"), answer.other_party),
        (_("Control over it"), answer.control),
        (_("Client's comment"), answer.comment),
        (_("Note"), answer.note),
    ):
        if text:
            yield labelled(label, text)
    if flags := _flags(answer):
        yield flags


def _flags(answer: Answer) -> str:
    return names(
        word
        for word, on in (
            (_("recurring"), answer.recurring),
            (_("lapse seen"), answer.lapse),
            (_("follow-up"), answer.follow_up),
            (_("candidate finding"), answer.candidate),
            (_("as a whole"), answer.bulk),
        )
        if on
    )


def say(text: str) -> None:
    """Print some lines, those that are wider than the terminal broken between words."""
    if text and sys.stdout.isatty():
        text = folded(text, shutil.get_terminal_size().columns - 1)
    if text:
        output.data(text)


def hint() -> None:
    """Say to a person what may be typed."""
    if sys.stdin.isatty():
        say(
            _(
                "1 to 4 rate how far it holds, 9 is don't know; Enter goes on, ? lists the rest, q quits."
            )
        )


def read() -> str | None:
    """Read one line; None at the end of the input."""
    if sys.stdin.isatty():
        click.echo("1-4 ? > ", nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def last_assessment(data: Path) -> str:
    """The assessment that was open last, else the only one. Raises Refused for neither."""
    known = listing.names(data)
    last = settings.load().last_assessment
    if last in known:
        return last
    if len(known) == 1:
        return known[0]
    raise Refused(
        _("which assessment? `gapwizard list` lists them, `gapwizard new NAME` makes one")
    )


def remember(assessment: str, question: str, way: str) -> None:
    """Remember where one stopped, for the next time and for the app.

    Which questions are asked (`way`) stays as it was where nobody chose them now.
    """
    known = settings.load()
    same = known.last_assessment == assessment
    settings.save(known.with_place(assessment, question, way or known.last_way * same))

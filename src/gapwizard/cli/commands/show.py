"""`gapwizard show`: one assessment, or one question with its answer and history."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import field_words, output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _, labelled, names

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("show", help=_("""
\b
Examples:
  gapwizard show acme
  gapwizard show acme 8.6.1-Q02
  gapwizard show acme 8.6.1-Q02 --json

Show an assessment, or one question with its answer and its history.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("question", required=False)
@output.json_option
@pass_invocation
def show_command(
    invocation: Invocation, assessment: str, question: str | None, *, as_json: bool
) -> None:
    """Show an assessment or a question."""
    session = invocation.read(assessment)
    if question is None:
        _assessment(session, as_json=as_json)
    else:
        _question(session, question, as_json=as_json)


def _assessment(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.carryover import answers_kept
    from gapwizard.domain.comparison_words import former_sentence
    from gapwizard.session.papers.answers import assessment_json, figures_json

    if as_json:
        output.document(assessment_json(session))
        return
    row, about = figures_json(session), session.assessment.about.model_dump(mode="json")
    gone = list(answers_kept(session.assessment, session.questionnaire))
    if not session.diagnosis.overall.answered:  # what is not asked has no figure
        row |= {"confirmed": None, "ceiling": None, "band": None}
    for key, value in {**row, **about}.items():
        if value not in (None, "", [], {}) and value is not False and key != "former":
            field_words.field(key, value)
    if former := former_sentence(session.diagnosis):
        output.data(former)
    if gone:
        output.data(_("answers to questions that are asked no more: {names}"), names=names(gone))
    for name, fact in session.assessment.facts.items():
        output.data(
            labelled(_("fact {name}").format(name=name), _("yes") if fact.value else _("no"))
        )


def _question(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.domain import disputes
    from gapwizard.session.carryover import question_asked
    from gapwizard.session.papers.answers import question_json

    asked = session.questionnaire
    question, clause = question_asked(session, name)
    if as_json:
        output.document(question_json(session, name))
        return
    title = _("asked no more") if clause is None else clause.title
    output.data(f"{name}  {title}")
    if question is not None:
        output.data(question.text)
        output.data(_("Criterion: {text}"), text=question.criterion)
    _answer(session, name)
    for words in disputes.dispute_lines(session.assessment, "answers", name):
        output.data(labelled(_("disputed"), words))
    for act, _change in session.entries_on("answers", name):
        output.data(f"{act.at}  {act.who}  {field_words.act(act.what, act.label, asked)}")


def _answer(session: "Session", name: str) -> None:
    """Print what is recorded of a question, a field a line."""
    from gapwizard.domain.words import evidence_word
    from gapwizard.session.papers.answers import answer_json

    answer = session.assessment.answers.get(name)
    for key, value in (answer_json(answer) or {}).items():
        if key == "evidence":
            for item in answer.evidence if answer is not None else ():
                field_words.field(key, labelled(evidence_word(item), item.written(_)))
        elif value is True:
            field_words.field(key, _("yes"))
        elif key == "strength" and value is not None:
            point = session.diagnosis.points.get(name)
            field_words.field(key, field_words.strength(value, point))
        elif value or (value is not None and key == "strength_set"):
            field_words.field(key, value)  # strength 0: looked for, and none found

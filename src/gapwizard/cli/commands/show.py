"""`gapwizard show`: one assessment, or one question with its answer and history."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import field_words, output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _, labelled, names

if TYPE_CHECKING:
    from gapwizard.domain.assessment import Answer
    from gapwizard.session.session import Session
    from gapwizard.session.undo import HistoryEntry, RowChange


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
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def show_command(place: Place, assessment: str, question: str | None, *, as_json: bool) -> None:
    """Show an assessment or a question."""
    session = place.read(assessment)
    if question is None:
        _assessment(session, as_json=as_json)
    else:
        _question(session, question, as_json=as_json)


def _assessment(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.carryover import answers_kept
    from gapwizard.domain.comparison_words import former_sentence
    from gapwizard.domain.portfolio_row import FIGURES
    from gapwizard.session.portfolio.entry import row_of

    row = row_of(session.diagnosis, session.changed).as_json(FIGURES)
    about = session.assessment.about.model_dump(mode="json")
    gone = list(answers_kept(session.assessment, session.questionnaire))
    if as_json:
        facts = {name: fact.value for name, fact in session.assessment.facts.items()}
        output.document(
            {
                **row,
                "revision": session.revision,
                "about": about,
                "facts": facts,
                **({"kept": gone} if gone else {}),
            }
        )
        return
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


BESIDE = {"dated", "owner", "location", "asked_of", "state"}
"""What an item of evidence says only where it is known."""


def answer_json(answer: "Answer | None") -> dict[str, object] | None:
    """An answer as the contract shows it; None while there is none."""
    if answer is None:
        return None
    return {
        "rating": answer.rating,
        "strength": answer.effective_strength,
        "strength_set": answer.strength,
        "observation": answer.observation,
        "suggested": answer.suggested,
        "comment": answer.comment,
        "note": answer.note,
        "evidence": [
            {
                "kind": item.kind.value,
                "text": item.text,
                "sample": item.sample,
                **item.model_dump(mode="json", exclude_defaults=True, include=BESIDE),
            }
            for item in answer.evidence
        ],
        "recurring": answer.recurring,
        "lapse": answer.lapse,
        "reason": answer.reason,
        "other_party": answer.other_party,
        "control": answer.control,
        "bulk": answer.bulk,
        "follow_up": answer.follow_up,
        "candidate": answer.candidate,
        "ticked": [place + 1 for place in answer.ticked],
        "client": answer.client,
        "reviewed_by": answer.reviewed_by,
    }


def _act_json(act: "HistoryEntry", change: "RowChange") -> dict[str, object]:
    return {
        "revision": act.revision,
        "at": act.at,
        "who": act.who,
        "what": act.what,
        "label": act.label,
        "old": change.old,
        "new": change.new,
    }


def _question(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.domain import disputes
    from gapwizard.domain.carryover import answers_kept
    from gapwizard.domain.words import evidence_word
    from gapwizard.session.acts.names import question_of
    from gapwizard.session.carryover import former

    asked = session.questionnaire
    gone = name in answers_kept(session.assessment, asked)
    question = former(session).get(name) if gone else question_of(asked, name)
    clause = None if gone else asked.clause_of[name]
    answer = session.assessment.answers.get(name)
    acts = session.entries_on("answers", name)
    if as_json:
        shown = {"id": name} if question is None else question.model_dump(mode="json")
        disputed = [
            {"id": key, **one.model_dump(mode="json")}
            for key, one in disputes.on(session.assessment, "answers", name).items()
        ]
        output.document(
            {
                "question": {**shown, "clause": None if clause is None else clause.id},
                "answer": answer_json(answer),
                **({"disputed": disputed} if disputed else {}),
                "history": [_act_json(act, change) for act, change in acts],
            }
        )
        return
    title = _("asked no more") if clause is None else clause.title
    output.data(f"{name}  {title}")
    if question is not None:
        output.data(question.text)
        output.data(_("Criterion: {text}"), text=question.criterion)
    for key, value in (answer_json(answer) or {}).items():
        if key == "evidence":
            for item in answer.evidence if answer is not None else ():
                field_words.field(key, labelled(evidence_word(item), item.written(_)))
        elif value is True:
            field_words.field(key, _("yes"))
        elif value or (value is not None and key in ("strength", "strength_set")):
            field_words.field(key, value)  # strength 0: looked for, and none found
    for words in disputes.dispute_lines(session.assessment, "answers", name):
        output.data(labelled(_("disputed"), words))
    for act, _change in acts:
        output.data(f"{act.at}  {act.who}  {field_words.act(act.what, act.label, asked)}")

"""An assessment as a whole, and one question with its answer and its history, as JSON."""

from gapwizard.domain import disputes
from gapwizard.domain.assessment import Answer
from gapwizard.domain.carryover import answers_kept
from gapwizard.domain.portfolio_row import FIGURES
from gapwizard.domain.strict_json import Json
from gapwizard.session.carryover import question_asked
from gapwizard.session.portfolio.entry import row_of
from gapwizard.session.session import Session
from gapwizard.session.undo import HistoryEntry, RowChange

_BESIDE = {"dated", "owner", "location", "asked_of", "state"}
"""What an item of evidence says only where it is known."""


def answer_json(answer: Answer | None) -> Json | None:
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
                **item.model_dump(mode="json", exclude_defaults=True, include=_BESIDE),
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


def figures_json(session: Session) -> Json:
    """The figures of an assessment, as the portfolio lists them."""
    return row_of(session.diagnosis, session.changed).as_json(FIGURES)


def assessment_json(session: Session) -> Json:
    """An assessment: its figures, what it knows of itself, its facts, and the answers it keeps."""
    gone = list(answers_kept(session.assessment, session.questionnaire))
    return {
        **figures_json(session),
        "revision": session.revision,
        "about": session.assessment.about.model_dump(mode="json"),
        "facts": {name: fact.value for name, fact in session.assessment.facts.items()},
        **({"kept": gone} if gone else {}),
    }


def question_json(session: Session, name: str) -> Json:
    """A question with its answer, what two people said differently, and its acts. Raises Refused."""
    question, clause = question_asked(session, name)
    shown = {"id": name} if question is None else question.model_dump(mode="json")
    disputed = [
        {"id": key, **one.model_dump(mode="json")}
        for key, one in disputes.on(session.assessment, "answers", name).items()
    ]
    acts = session.entries_on("answers", name)
    return {
        "question": {**shown, "clause": None if clause is None else clause.id},
        "answer": answer_json(session.assessment.answers.get(name)),
        **({"disputed": disputed} if disputed else {}),
        "history": [_act_json(act, change) for act, change in acts],
    }


def _act_json(act: HistoryEntry, change: RowChange) -> Json:
    return {
        "revision": act.revision,
        "at": act.at,
        "who": act.who,
        "what": act.what,
        "label": act.label,
        "old": change.old,
        "new": change.new,
    }

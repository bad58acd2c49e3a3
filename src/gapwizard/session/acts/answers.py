"""Answering: what one answer, one clause-wide digit or one import changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from gapwizard.domain.assessment import Answer, Assessment, Change
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.points import Standing, denied, standing_of
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire
from gapwizard.domain.scale import Rating, Strength
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.text import clean

EVIDENCE_LIMIT = 200
"""Items one answer may have."""


@dataclass(frozen=True, slots=True)
class AnswerEdit:
    """What changes in one answer; None leaves a part as it is."""

    rating: Rating | None = None
    clear: bool = False
    """Take the rating away."""
    strength: Strength | None = None
    derive: bool = False
    """Let the strength follow from the evidence again."""
    note: str | None = None
    observation: str | None = None
    suggested: bool = False
    """The observation given is the question's own suggestion, word for word."""
    comment: str | None = None
    add: tuple[Evidence, ...] = ()
    """Evidence to add, unless the same item stands there."""
    evidence: tuple[Evidence, ...] | None = None
    """Evidence to have instead of what there is."""
    recurring: bool | None = None
    lapse: bool | None = None
    reason: str | None = None
    other_party: str | None = None
    control: str | None = None
    follow_up: bool | None = None
    candidate: bool | None = None
    ticked: tuple[int, ...] | None = None
    """Positions of the points seen to hold, from 0."""


def edit_of(part: str, value: str | bool) -> AnswerEdit:
    """The edit of one part by its name: a text such as `reason`, a flag such as `lapse`."""
    edit = AnswerEdit()
    if part not in {field.name for field in fields(edit)}:
        raise ValueError(part)
    object.__setattr__(edit, part, value)  # fresh and seen by nobody yet
    return edit


def question_of(questionnaire: Questionnaire, name: str) -> Question:
    """A question by id. Raises Refused with the nearest id."""
    question = questionnaire.questions.get(name)
    if question is None:
        hint = nearest_hint(name, list(questionnaire.questions))
        raise Refused(_("there is no question {name!r}{hint}"), name=name, hint=hint)
    return question


def leaf_of(questionnaire: Questionnaire, name: str) -> Clause:
    """A leaf clause by id. Raises Refused with the nearest id."""
    clause = questionnaire.clause.get(name)
    if clause is not None and clause.leaf:
        return clause
    hint = nearest_hint(name, [leaf.id for leaf in questionnaire.leaves])
    raise Refused(_("there is no clause with questions {name!r}{hint}"), name=name, hint=hint)


def edited(
    questionnaire: Questionnaire, assessment: Assessment, name: str, edit: AnswerEdit, now: datetime
) -> Change:
    """The change that an edit of one answer makes. Raises Refused."""
    question = question_of(questionnaire, name)
    if edit.rating is Rating.NA:
        check_na(questionnaire, question)
    before = assessment.answers.get(name) or Answer()
    update = _rated(edit, now) | _texts(name, before, edit) | _flags(edit)
    if edit.derive:
        update["strength"] = None
    if edit.strength is not None:
        update["strength"] = edit.strength
    if edit.ticked is not None:
        update["ticked"] = _ticked(question, edit.ticked)
    update["evidence"] = items = _evidence(name, before, edit)
    if before.strength == 0 and edit.strength is None and set(items) - set(before.evidence):
        update["strength"] = None  # something was found after all
    if any(item.kind is not EvidenceKind.SAID for item in set(items) - set(before.evidence)):
        update["shown"] = now.date()
    after = before.model_copy(update=update)
    if after.bulk and looked_at(after, before):
        after = after.model_copy(update={"bulk": False})
    return Change("answers", name, None if after == Answer() else after)


def check_na(questionnaire: Questionnaire, question: Question) -> None:
    """Hold that a question may be not applicable, in the questionnaire's words. Raises Refused."""
    if questionnaire.may_leave_out(question):
        return
    why = questionnaire.na_notice or _("No fact of this questionnaire can take it out.")
    raise Refused(
        _("{name} cannot be not applicable. {why} Rate what is there; N if nothing is."),
        name=question.id,
        why=why,
    )


def _texts(name: str, before: Answer, edit: AnswerEdit) -> dict[str, object]:
    """The texts that an edit sets, line ends and control characters cleaned."""
    update: dict[str, object] = {}
    for part in ("note", "observation", "comment", "reason", "other_party", "control"):
        text = getattr(edit, part)
        if text is not None:
            update[part] = clean(text, f"{name} {part}")
    if update.get("observation", before.observation) != before.observation:
        update["suggested"] = edit.suggested and bool(update["observation"])
    return update


def _flags(edit: AnswerEdit) -> dict[str, object]:
    parts = ("recurring", "lapse", "follow_up", "candidate")
    return {part: flag for part in parts if (flag := getattr(edit, part)) is not None}


def not_by_itself(answer: Answer) -> bool:
    """Tell whether nothing was recorded for the one question: no observation, evidence or tick."""
    return not (substance(answer.observation) or answer.evidence or answer.ticked)


def looked_at(after: Answer, before: Answer) -> bool:
    """Tell whether an observation, an evidence item or a tick came to an answer.

    Each is recorded for its one question, which was then not answered with its clause alone.
    """
    return (
        (after.observation != before.observation and bool(substance(after.observation)))
        or bool(set(after.evidence) - set(before.evidence))
        or bool(set(after.ticked) - set(before.ticked))
    )


def _rated(edit: AnswerEdit, now: datetime) -> dict[str, object]:
    """What an edit makes of the rating: taken away, or given now and by itself."""
    update: dict[str, object] = {}
    if edit.clear:
        update |= {"rating": None, "at": None, "bulk": False}
    if edit.rating is not None:
        update |= {"rating": edit.rating, "at": now, "bulk": False}
    return update


def _ticked(question: Question, ticked: Iterable[int]) -> tuple[int, ...]:
    found = tuple(sorted(set(ticked)))
    if found and not question.points:
        raise Refused(_("{name} lists no points to tick"), name=question.id)
    if found and not 0 <= found[0] <= found[-1] < len(question.points):
        raise Refused(
            _("{name} has {count} points; tick 1 to {count}"),
            name=question.id,
            count=len(question.points),
        )
    return found


def _evidence(name: str, before: Answer, edit: AnswerEdit) -> tuple[Evidence, ...]:
    items = list(before.evidence if edit.evidence is None else edit.evidence)
    for item in edit.add:
        kept = item.model_copy(update={"text": clean(item.text, f"{name} evidence")})
        if kept not in items:
            items.append(kept)
    if len(items) > EVIDENCE_LIMIT:
        raise Refused(
            _("{name}: at most {limit} evidence items fit one answer"),
            name=name,
            limit=EVIDENCE_LIMIT,
        )
    return tuple(items)


def for_clause(
    questionnaire: Questionnaire,
    assessment: Assessment,
    clause: str,
    rating: Rating,
    now: datetime,
    reason: str = "",
) -> list[Change]:
    """The changes of one digit for all open questions of a leaf clause, marked bulk.

    `reason` says why they are not applicable; without one they count as unanswered.

    An answer that was looked at one by one is never touched; one given in bulk is given anew.
    Not applicable takes only the questions that allow it, and leaves the others open. Raises Refused
    where none of them does.
    """
    leaf = leaf_of(questionnaire, clause)
    no = denied(questionnaire, assessment.facts)
    why = {"reason": clean(reason, f"{clause} reason")} if reason else {}
    changes = []
    left_open = []
    for question in leaf.questions:
        before = assessment.answers.get(question.id) or Answer()
        standing = standing_of(questionnaire, question, before, no)
        again = before.bulk and standing is not Standing.BY_FACT
        if standing is not Standing.OPEN and not again:
            continue
        if rating is Rating.NA and not questionnaire.may_leave_out(question):
            left_open.append(question)
            continue
        after = before.model_copy(
            update={"rating": rating, "bulk": not_by_itself(before), "at": now, **why}
        )
        changes.append(Change("answers", question.id, after))
    if left_open and not changes:
        check_na(questionnaire, left_open[0])
    return changes


def imported(
    questionnaire: Questionnaire,
    assessment: Assessment,
    edits: Iterable[tuple[str, AnswerEdit]],
    now: datetime,
) -> Sequence[Change]:
    """The changes of many edits, leaving out those that change nothing."""
    changes = []
    for name, edit in edits:
        change = edited(questionnaire, assessment, name, edit, now)
        if not same_but_time(assessment.answers.get(name), change.row):
            changes.append(change)
    return changes


def same_but_time(before: Answer | None, after: object) -> bool:
    """Tell whether two answers differ in nothing but when they were given."""
    if before is None or not isinstance(after, Answer):
        return before is after
    return before.model_copy(update={"at": after.at}) == after

"""Answers: what one edit, one rating of a whole clause, or one import of a file changes.

An edit names the parts it changes and leaves all others alone. What follows from it is decided here,
whoever made it: when an answer was given, whether it still counts as given in bulk, how strong its
evidence is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from gapwizard.domain import suggestions
from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.evidence import Evidence, EvidenceKind, with_item
from gapwizard.domain.points import (
    REVIEWED_PARTS,
    Standing,
    denied_triggers,
    denying_facts,
    standing_of,
)
from gapwizard.domain.questionnaire import Question, Questionnaire
from gapwizard.domain.scale import Rating, Strength
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, ngettext
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import clean
from gapwizard.session.acts.names import leaf_of, question_of

ANSWER: Final = "answer"
"""The act that changes one answer."""
_LABELLED = (
    "strength", "note", "observation", "comment", "recurring", "lapse", "reason", "other_party",
    "control", "follow_up", "candidate", "ticked", "client",
)  # fmt: skip
"""Parts of an edit that the label of its act names, in this order."""

TEXTS = {
    "note": N_("note"),
    "observation": N_("observation"),
    "comment": N_("comment"),
    "reason": N_("reason"),
    "other_party": N_("other party"),
    "control": N_("control"),
}
"""Parts of an edit that are words, cleaned before they are kept, and what a message calls them."""
_PLAIN = ("strength", "recurring", "lapse", "follow_up", "candidate", "client")
"""Parts of an edit that are kept as they are given."""

UNSEEN = {"reviewed_by": "", "reviewed_on": None}
"""What becomes of a review once the reviewed answer is another."""
EVIDENCE_LIMIT = 200
"""Items one answer may have: far more than anybody reads, few enough to be painted."""


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
    """Evidence to add; where the same item stands there, what the new one knows comes to it."""
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
    client: Rating | None = None
    """What the client rated it itself."""
    clear_client: bool = False
    """Take what the client rated it away."""


def edit_of(part: str, value: str | bool) -> AnswerEdit:  # noqa: FBT001 - a value, no switch
    """The edit of one part by its name: a text such as `reason`, a flag such as `lapse`."""
    given: dict[str, Any] = {part: value}
    return replace(AnswerEdit(), **given)


def change(moment: Moment, name: str, edit: AnswerEdit, what: ActKind = ANSWER) -> Act:
    """Change one answer; the same rating again changes nothing. Raises Refused."""
    if edit.rating is not None:
        _check_asked(moment, name)
    made = _changed(moment, name, edit)
    before = moment.assessment.answers.get(name)
    again = edit.rating is not None and same_but_time(before, made.row)
    return Act(what, _label(name, edit), () if again else (made,))


def _check_asked(moment: Moment, name: str) -> None:
    """Hold that no fact takes a question out, for its rating would count nowhere. Raises Refused."""
    questionnaire, facts = moment.questionnaire, moment.assessment.facts
    asked = question_of(questionnaire, name)
    answer = moment.assessment.answers.get(name)
    if (
        standing_of(questionnaire, asked, answer, denied_triggers(questionnaire, facts))
        is Standing.BY_FACT
    ):
        raise _taken_out(name, denying_facts(questionnaire, facts, [asked]))


def _taken_out(name: str, facts: Iterable[str]) -> Refused:
    """What is said of a question or a clause that facts have taken out."""
    words = _("{name}: taken out, as this is recorded as no; change it first: {facts}")
    return Refused(words, name=name, facts=names(facts))


def take_suggestion(moment: Moment, name: str) -> Act:
    """Take the question's own words on its P or L as the observation. Raises Refused."""
    asked = question_of(moment.questionnaire, name)
    words = suggestions.observation(asked, moment.assessment.answers.get(name) or Answer())
    if not words:
        raise Refused(
            _(
                "{name}: there is nothing to take; a suggestion goes with a P or L that has no observation"
            ),
            name=name,
        )
    return change(moment, name, AnswerEdit(observation=words, suggested=True), "suggestion")


def tick(moment: Moment, name: str, position: int) -> Act:
    """Tick a point of a question, or take its tick back; positions from 0. Raises Refused."""
    answer = moment.assessment.answers.get(name) or Answer()
    return change(moment, name, AnswerEdit(ticked=tuple({*answer.ticked} ^ {position})))


def _label(name: str, edit: AnswerEdit) -> str:
    """What an edit is about, in short: `8.6.1-Q02 P note`."""
    words = [name]
    if edit.clear:
        words.append("-")
    if edit.rating is not None:
        words.append(edit.rating.value)
    words += [part for part in _LABELLED if getattr(edit, part) is not None]
    if edit.add or edit.evidence is not None:
        words.append("evidence")
    return " ".join(words)


def _changed(moment: Moment, name: str, edit: AnswerEdit) -> Change:
    """The change that an edit of one answer makes; without a row where nothing is left of it."""
    question = question_of(moment.questionnaire, name)
    if edit.rating is Rating.NA:
        check_na(moment.questionnaire, question)
    before = moment.assessment.answers.get(name) or Answer()
    update = _rated(edit, moment.now) | _texts(name, before, edit)
    if edit.derive:
        update["strength"] = None
    if edit.clear_client:
        update["client"] = None
    update |= {part: value for part in _PLAIN if (value := getattr(edit, part)) is not None}
    if edit.ticked is not None:
        update["ticked"] = _ticked(question, edit.ticked)
    update["evidence"] = items = _evidence(name, before, edit)
    fresh = [item for item in set(items) - set(before.evidence) if item.counts]
    if before.strength == 0 and edit.strength is None and fresh:
        update["strength"] = None  # something was found after all
    if any(item.kind is not EvidenceKind.SAID for item in fresh):
        update["shown"] = moment.now.date()
    after = before.model_copy(update=update)
    if after.bulk and looked_at(after, before):
        after = after.model_copy(update={"bulk": False})
    if any(getattr(after, part) != getattr(before, part) for part in REVIEWED_PARTS):
        after = after.model_copy(update=UNSEEN)
    return Change("answers", name, None if after == Answer() else after)


def check_na(questionnaire: Questionnaire, question: Question) -> None:
    """Hold that a question may be not applicable, in the questionnaire's words. Raises Refused."""
    if questionnaire.may_leave_out(question):
        return
    why = questionnaire.na_notice or _("No fact of this questionnaire can take it out.")
    raise Refused(
        _("{name} cannot be not applicable. {why} Rate what is there: Not, if nothing is."),
        name=question.id,
        why=why,
    )


def _texts(name: str, before: Answer, edit: AnswerEdit) -> dict[str, object]:
    """The texts that an edit sets, line ends and control characters cleaned."""
    update: dict[str, object] = {}
    for part, words in TEXTS.items():
        text = getattr(edit, part)
        if text is not None:
            update[part] = clean(text, f"{name} {_(words)}")
    if update.get("observation", before.observation) != before.observation:
        update["suggested"] = edit.suggested and bool(update["observation"])
    return update


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
        words = ngettext(
            "{name} has {count} point; tick 1",
            "{name} has {count} points; tick 1 to {count}",
            len(question.points),
        )
        raise Refused(words, name=question.id, count=len(question.points))
    return found


def _evidence(name: str, before: Answer, edit: AnswerEdit) -> tuple[Evidence, ...]:
    def cleaned_item(item: Evidence) -> Evidence:
        return item.model_copy(update={"text": clean(item.text, f"{name} evidence")})

    items = before.evidence if edit.evidence is None else tuple(map(cleaned_item, edit.evidence))
    for item in edit.add:
        items = with_item(items, cleaned_item(item))
    if len(items) > EVIDENCE_LIMIT:
        raise Refused(
            _("{name}: at most {limit} evidence items fit one answer"),
            name=name,
            limit=EVIDENCE_LIMIT,
        )
    return items


def rate_clause(moment: Moment, clause: str, rating: Rating, reason: str = "") -> Act:
    """Rate all open questions of a leaf clause at once, marked bulk. Raises Refused.

    `reason` says why they are not applicable; without one they count as unanswered.

    An answer that was looked at one by one is never touched; one given in bulk is given anew.
    Not applicable takes only the questions that allow it, and leaves the others open. Refused
    where none of them does, and where facts have taken out all of them.
    """
    questionnaire, facts = moment.questionnaire, moment.assessment.facts
    leaf = leaf_of(questionnaire, clause)
    no = denied_triggers(questionnaire, facts)
    why = {"reason": clean(reason, f"{clause} reason")} if substance(reason) else {}
    changes = []
    left_open = []
    out = 0
    for question in leaf.questions:
        before = moment.assessment.answers.get(question.id) or Answer()
        standing = standing_of(questionnaire, question, before, no)
        out += standing is Standing.BY_FACT
        again = before.bulk and standing is not Standing.BY_FACT
        if standing is not Standing.OPEN and not again:
            continue
        if rating is Rating.NA and not questionnaire.may_leave_out(question):
            left_open.append(question)
            continue
        after = before.model_copy(
            update={
                "rating": rating,
                "bulk": not_by_itself(before),
                "at": moment.now,
                **why,
                **(UNSEEN if before.rating is not rating else {}),
            }
        )
        changes.append(Change("answers", question.id, after))
    if leaf.questions and out == len(leaf.questions):
        raise _taken_out(leaf.id, denying_facts(questionnaire, facts, leaf.questions))
    if left_open and not changes:
        check_na(questionnaire, left_open[0])
    return Act("bulk", f"{clause} {rating}", tuple(changes))


def review(moment: Moment, questions: Iterable[str], by: str) -> Act:
    """Mark answers as reviewed by a role, today; an empty role takes the mark back.

    Questions without a rating have nothing to review and are left alone.
    """
    role = substance(clean(by, "by"))
    day = moment.today if role else None
    changes = []
    for name in questions:
        answer = moment.assessment.answers.get(name)
        if answer is not None and answer.rating is not None:
            row = answer.model_copy(update={"reviewed_by": role, "reviewed_on": day})
            changes.append(Change("answers", name, row))
    return Act("review", f"{len(changes)} {role}".rstrip(), tuple(changes))


def import_act(moment: Moment, made: Iterable[Change], source: str) -> Act:
    """One act of the changes that a file makes, without those that change nothing but the time.

    `source` is the name of the file.
    """
    answers = moment.assessment.answers
    changes = tuple(one for one in made if not same_but_time(answers.get(one.id), one.row))
    return Act("import", f"{source}: {len(changes)}", changes)


def same_but_time(before: Answer | None, after: object) -> bool:
    """Tell whether two answers differ in nothing but when they were given."""
    if before is None or not isinstance(after, Answer):
        return before is after
    return before.model_copy(update={"at": after.at}) == after

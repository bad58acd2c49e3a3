"""Carry-over: an assessment comes to another version of its questionnaire, and what that changes.

What holds is kept: every id that both versions have keeps its row. An answer whose question asks
for something else now (another criterion, other points) keeps all that was written and loses its
rating and its ticks: it is asked again. Rows of what is gone stay in the file, counted nowhere.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from gapwizard.domain.assessment import TABLES, Answer, Assessment, Change, Fact
from gapwizard.domain.merge_ids import FreeIds, Renamed, with_ids
from gapwizard.domain.pairs import changed_questions
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What becomes of an assessment between two versions; ids in the order of the newer one."""

    version: str
    """The version it comes to."""
    new: tuple[str, ...]
    """Questions that only the new version asks."""
    gone: tuple[str, ...]
    """Questions that only the old version asks."""
    changed: tuple[str, ...]
    """Questions with another criterion or other points under the same id."""
    again: tuple[str, ...]
    """Rated ones that are asked again: those of `changed`, and NA where it is refused now."""
    carried: tuple[str, ...]
    """Facts that take the "no" of the one they replace."""
    facts: tuple[str, ...]
    """Facts that the new version has and nobody answered."""
    documents: tuple[str, ...]
    """Documents that only the new version has."""
    documents_gone: tuple[str, ...]
    """Documents that only the old version has."""
    renamed: Mapping[str, str]
    """Documents and files added by hand whose id the new version lists, and their ids from then on."""
    changes: tuple[Change, ...]
    """The rows it sets, that of the version included."""


def answers_kept(assessment: Assessment, questionnaire: Questionnaire) -> dict[str, Answer]:
    """The answers to questions that are asked no more: kept as they were given, counted nowhere."""
    asked = questionnaire.questions
    return {name: row for name, row in assessment.answers.items() if name not in asked}


def carried_facts(facts: Mapping[str, Fact], new: Questionnaire) -> tuple[str, ...]:
    """The facts of a questionnaire that take over a "no": nobody answered them, but the one they replace."""
    return tuple(
        trigger.id
        for trigger in new.triggers
        if trigger.replaces is not None
        and trigger.id not in facts
        and facts.get(trigger.replaces) == Fact(value=False)
    )


def carry_over(assessment: Assessment, old: Questionnaire, new: Questionnaire) -> CarryOver:
    """Compare two versions, both in one language, for an assessment that was made with the old."""
    ids = _made_way(assessment, old, new)
    before, assessment = assessment, with_ids(assessment, ids)
    changed = dict.fromkeys(changed_questions(old, new, {}))
    changed |= dict.fromkeys(
        name
        for name, question in new.questions.items()
        if name in old.questions and old.questions[name].points != question.points
    )
    answers = assessment.answers
    again = tuple(
        name
        for name, question in new.questions.items()
        if (answer := answers.get(name)) is not None
        and answer.rating is not None
        and (name in changed or (answer.rating is Rating.NA and not new.may_leave_out(question)))
    )
    carried = carried_facts(assessment.facts, new)
    about = assessment.about.model_copy(update={"questionnaire_version": new.version})
    emptied = {"rating": None, "ticked": (), "bulk": False, "at": None}
    return CarryOver(
        new.version,
        tuple(name for name in new.questions if name not in old.questions),
        tuple(name for name in old.questions if name not in new.questions),
        tuple(name for name in new.questions if name in changed),
        again,
        carried,
        tuple(
            trigger.id
            for trigger in new.triggers
            if trigger.id not in assessment.facts and trigger.id not in carried
        ),
        tuple(name for name in new.document if name not in old.document),
        tuple(name for name in old.document if name not in new.document),
        {there: here for own in ids.values() for there, here in own.items()},
        (
            Change("about", "about", about),
            *(Change("facts", name, Fact(value=False)) for name in carried),
            *_moved(before, assessment, {*changed, *again}),
            *(
                Change("answers", name, answers[name].model_copy(update=emptied))
                for name in answers
                if name in changed or name in again
            ),
        ),
    )


def _made_way(assessment: Assessment, old: Questionnaire, new: Questionnaire) -> Renamed:
    """Ids for documents and files of somebody's own where the new version lists theirs for another."""
    listed = {
        "documents": ({*new.document} - {*old.document}, {*new.document}),
        "files": (
            {one.id for one in new.files} - {one.id for one in old.files},
            {one.id for one in new.files},
        ),
    }
    found: dict[str, dict[str, str]] = {}
    for table, (added, every) in listed.items():
        own = assessment.rows(table)
        free = FreeIds({*own, *every})
        found[table] = {name: free.take(name) for name in own if name in added}
    return {table: ids for table, ids in found.items() if ids}


def _moved(before: Assessment, after: Assessment, but: Container[str]) -> Iterator[Change]:
    """The rows that follow ids that were given anew; answers `but` some, which are set anyway."""
    for table in TABLES.keys() - {"about"} if before is not after else ():
        one, two = before.rows(table), after.rows(table)
        for name in dict.fromkeys((*one, *two)):
            if one.get(name) != two.get(name) and not (table == "answers" and name in but):
                yield Change(table, name, two.get(name))

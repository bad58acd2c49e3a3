"""What a person names: the clause, question, document or action of an id, or the nearest one.

Everything here that looks an id up raises Refused where it is not there, naming the nearest id.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import ActionRecord, Assessment, Change, Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.mentions import ids_named
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.sentences import short_list
from gapwizard.domain.text_limit import LONGEST_ID
from gapwizard.domain.visible import visible
from gapwizard.errors import Refused
from gapwizard.i18n import _, nearest_hint

NEW = "new"
"""What stands for the next free id of a kind: `D-01`, `F-01`, `R-01`, ..."""
DIGITS = 9
"""Of a number that counts ids; a longer one is no count, and Python refuses thousands of digits."""


def no_such(message: str, name: str, known: Iterable[str]) -> Refused:
    """The error for an id that is not there; `message` has places for {name!r} and {hint}."""
    return Refused(message, name=name, hint=id_hint(name, known))


def id_hint(name: str, known: Iterable[str]) -> str:
    """The end of a message about an id: those that go on where it ends, else the nearest."""
    every = list(known)
    within = [one for one in every if name and one.startswith((f"{name}-", f"{name}."))]
    if within:
        return _("; what there is begins with it: {ids}").format(ids=short_list(within))
    return nearest_hint(name, every)


def _known(message: str, name: str, known: Collection[str]) -> str:
    """An id that is among those known; `message` is what is said where it is not."""
    if name not in known:
        raise no_such(message, name, known)
    return name


def question_of(questionnaire: Questionnaire, name: str) -> Question:
    """A question by id."""
    known = questionnaire.questions
    return known[_known(_("there is no question {name!r}{hint}"), name, known)]


def leaf_of(questionnaire: Questionnaire, name: str) -> Clause:
    """A clause that has questions of its own, by id."""
    known = {leaf.id: leaf for leaf in questionnaire.leaves}
    return known[_known(_("there is no clause with questions {name!r}{hint}"), name, known)]


def clause_in(questionnaire: Questionnaire, name: str) -> str:
    """The id of a clause that is there."""
    return _known(_("there is no clause {name!r}{hint}"), name, questionnaire.clause)


def clauses_in(questionnaire: Questionnaire, written: str) -> tuple[str, ...]:
    """Clauses by ids divided by commas, semicolons or spaces, each once."""
    return tuple(clause_in(questionnaire, name) for name in ids_in(written))


def leaves_named(diagnosis: Diagnosis, written: Iterable[str]) -> tuple[str, ...]:
    """The leaf clauses at or below the clauses named, each once."""
    leaves: list[str] = []
    for name in ids_in(" ".join(written)):
        below = leaves_below(diagnosis.questionnaire, name)
        if not below:
            known = diagnosis.questionnaire.clause
            raise no_such(_("there is no clause with questions {name!r}{hint}"), name, known)
        leaves += below
    return tuple(dict.fromkeys(leaves))


def role_in(questionnaire: Questionnaire, name: str) -> str:
    """The id of a role that is there."""
    return _known(_("there is no role {name!r}{hint}"), name, questionnaire.role)


def fact_in(questionnaire: Questionnaire, name: str) -> str:
    """The id of a scoping fact that is there."""
    return _known(_("there is no fact {name!r}{hint}"), name, questionnaire.trigger)


def department_in(assessment: Assessment, name: str) -> str:
    """The id of a department that is there."""
    return _known(_("there is no department {name!r}{hint}"), name, assessment.departments)


def advice_in(questionnaire: Questionnaire, name: str) -> str:
    """The id of a piece of advice that is there."""
    known = [one.id for one in questionnaire.advice]
    return _known(_("there is no advice {name!r}{hint}"), name, known)


def document_in(questionnaire: Questionnaire, assessment: Assessment, name: str) -> str:
    """The id of a document, of the questionnaire or added by hand."""
    added = (key for key, row in assessment.documents.items() if row.title)
    return _known(_("there is no document {name!r}{hint}"), name, (*questionnaire.document, *added))


def documents_in(
    questionnaire: Questionnaire, assessment: Assessment, written: str
) -> tuple[str, ...]:
    """Documents by ids divided by commas, semicolons or spaces, each once."""
    return tuple(document_in(questionnaire, assessment, name) for name in ids_in(written))


def slot_in(assessment: Assessment, name: str) -> Slot:
    """A slot of the agenda by id."""
    known = assessment.slots
    return known[_known(_("there is no slot {name!r}{hint}"), name, known)]


def action_in(records: Mapping[str, ActionRecord], name: str) -> ActionRecord:
    """An action by id."""
    return records[_known(_("there is no action {name!r}{hint}"), name, records)]


def actions_named(diagnosis: Diagnosis, names: Iterable[str]) -> list[Planned]:
    """Some actions, as the roadmap has them and in its order."""
    wanted = set(names)
    for name in wanted:
        action_in(diagnosis.assessment.actions, name)
    return [one for one in roadmap(diagnosis) if one.id in wanted]


def check_new_id(name: str) -> None:
    """Hold that an id can be typed and shown. Raises Refused."""
    whole = name and not any(letter.isspace() or letter == "=" for letter in name)
    if not whole or len(name) > LONGEST_ID or visible(name) != name:
        raise Refused(
            _("{name!r} is no id: up to {most} visible characters, no white space and no ="),
            name=name,
            most=LONGEST_ID,
        )


def next_free(prefix: str, taken: Iterable[str], after: int = 0) -> str:
    """The next free id, `A-01`, `A-02`, ...; `after` counts those that are about to be added."""
    behind = (name.removeprefix(prefix) for name in taken if name.startswith(prefix))
    numbers = [int(part) for part in behind if part.isdecimal() and len(part) <= DIGITS]
    return f"{prefix}{max(numbers, default=0) + 1 + after:02}"


def without_tasks(assessment: Assessment, name: str) -> Iterator[Change]:
    """What takes the tasks of a file or an action out with it."""
    for task in assessment.tasks:
        if task.partition(".")[2] == name:
            yield Change("tasks", task, None)


def next_id(assessment: Assessment, prefix: str, taken: Iterable[str]) -> str:
    """The next id that nobody has and nothing names: what is gone leaves its id to nobody."""
    return next_free(prefix, {*taken, *ids_named(assessment)})


def questions_named(questionnaire: Questionnaire, written: Iterable[str]) -> tuple[str, ...]:
    """The questions of clauses and questions by their ids; all where none is named. Raises Refused."""
    words = tuple(written)
    if not words:
        return tuple(questionnaire.questions)
    found: list[str] = []
    for word in words:
        if word in questionnaire.questions:
            found.append(word)
            continue
        clause = clause_in(questionnaire, word)
        found += [
            question.id
            for leaf in leaves_below(questionnaire, clause)
            for question in questionnaire.clause[leaf].questions
        ]
    return tuple(dict.fromkeys(found))

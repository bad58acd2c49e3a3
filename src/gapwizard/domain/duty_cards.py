"""Duty cards: what one department answers for, does, is asked, keeps, hands over and has to do.

A clause without letters of its own follows the clause above it, as in the matrix. A document or an
action belongs to the department that its owner names by title, id or role, in any language; where
that names none, to the department that owns its first clause.

Source: the guides on organisation, "each department has clear duties" and "work of departments
connects reasonably".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.posts import department_named
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.responsibility import (
    Neighbours,
    departments_of,
    handovers,
    neighbours,
    notes_between,
    owner_of,
    row_over,
)
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.visible import substance

HELD = (Verdict.KEEP, Verdict.REVISE, Verdict.CREATE, Verdict.CHECK)
"""Verdicts on documents that a department has or has to have."""
NONE = ""
"""Stands for no department."""


class CardHandover(NamedTuple):
    """One place where the work of a department meets that of another."""

    pair: Neighbours
    departments: tuple[str, ...]
    """Ids of the others."""
    notes: tuple[str, ...]
    """How they hand over; empty where nobody said."""
    missing: bool
    """Whether nothing is said of some of it."""


class DutyCard(NamedTuple):
    """Everything one department has to know of its part."""

    department: str
    """Its id; empty on the last card, which holds what belongs to no department."""
    answers_for: tuple[Clause, ...]
    """Clauses that it owns, each with all below it."""
    does: tuple[Clause, ...]
    """Clauses of others in which it does work, each with all below it."""
    asked: tuple[Clause, ...]
    told: tuple[Clause, ...]
    documents: tuple[DocumentResult, ...]
    records: tuple[DocumentResult, ...]
    handovers: tuple[CardHandover, ...]
    actions: tuple[Planned, ...]
    """Those still open, in the order of the roadmap."""

    @property
    def empty(self) -> bool:
        """Tell whether the department has no part in anything."""
        return not any(self[1:])


def duty_cards(
    diagnosis: Diagnosis, languages: Sequence[Questionnaire] = ()
) -> tuple[DutyCard, ...]:
    """One card for each department, in the order of the matrix, and one of what belongs to none.

    `languages` are the questionnaire in all its languages: an owner may be written in any of them.
    """
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    owners = {c.id: owner_of(questionnaire, assessment, c.id) for c in questionnaire.clauses}
    languages = languages or (questionnaire,)

    def keeper(written: Iterable[str], clauses: Iterable[str]) -> str:
        """The department of the first name that is one's, else that of the first clause."""
        named = (department_named(diagnosis, words, languages) for words in written)
        return next(filter(None, named), None) or owners.get(next(iter(clauses), "")) or NONE

    held, due = defaultdict[str, list[DocumentResult]](list), defaultdict[str, list[Planned]](list)
    for line in diagnosis.documents:
        if line.verdict in HELD:
            held[keeper(_owners_of(line, languages), line.document.clauses)].append(line)
    for action in roadmap(diagnosis):
        if action.open:
            due[keeper((action.record.owner,), action.source.leaves)].append(action)
    cards = [
        _card(diagnosis, owners, name, held[name], due[name])
        for name in departments_of(questionnaire, assessment)
    ]
    left = _left_over(diagnosis, owners, held[NONE], due[NONE])
    return (*cards, left) if cards and not left.empty else tuple(cards)


def _owners_of(line: DocumentResult, languages: Sequence[Questionnaire]) -> Iterator[str]:
    """Whoever was recorded as the owner of a document, else who usually is, in each language."""
    name = line.document.id
    if substance(line.record.owner):
        yield line.record.owner
    else:
        yield from (one.document[name].owner for one in languages if name in one.document)


def _left_over(
    diagnosis: Diagnosis,
    owners: Mapping[str, str | None],
    held: Sequence[DocumentResult],
    due: Sequence[Planned],
) -> DutyCard:
    """What belongs to no department: until it has an owner, nobody would find it on a card."""
    unowned = {leaf.id for leaf in diagnosis.questionnaire.leaves if owners[leaf.id] is None}
    clauses = _widest(diagnosis.questionnaire, unowned)
    return DutyCard(NONE, clauses, (), (), (), *_by_kind(held), (), tuple(due))


def _by_kind(
    held: Sequence[DocumentResult],
) -> tuple[tuple[DocumentResult, ...], tuple[DocumentResult, ...]]:
    """The documents and the records."""
    documents = tuple(line for line in held if line.document.kind != "record")
    return documents, tuple(line for line in held if line.document.kind == "record")


def _card(
    diagnosis: Diagnosis,
    owners: dict[str, str | None],
    name: str,
    held: list[DocumentResult],
    due: list[Planned],
) -> DutyCard:
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    parts: dict[str, set[str]] = {part: set() for part in ("owns", "does", "C", "I")}
    for leaf in questionnaire.leaves:
        row = row_over(questionnaire, assessment, leaf.id)
        letters = row.parts.get(name, ()) if row is not None else ()
        if owners[leaf.id] == name:
            parts["owns"].add(leaf.id)
        elif "R" in letters or "A" in letters:  # an A that another has as well makes no owner
            parts["does"].add(leaf.id)
        elif letters:
            parts["C" if "C" in letters else "I"].add(leaf.id)
    documents, records = _by_kind(held)
    return DutyCard(
        name,
        answers_for=_widest(questionnaire, parts["owns"]),
        does=_widest(questionnaire, parts["does"]),
        asked=_widest(questionnaire, parts["C"]),
        told=_widest(questionnaire, parts["I"]),
        documents=documents,
        records=records,
        handovers=tuple(_handovers(diagnosis, name)),
        actions=tuple(due),
    )


def _widest(questionnaire: Questionnaire, leaves: set[str]) -> tuple[Clause, ...]:
    """The widest clauses that hold none but these leaf clauses: a card is no list of leaves."""
    found: dict[str, Clause] = {}
    for clause in questionnaire.clauses:
        below = leaves_below(questionnaire, clause.id)
        if below and leaves.issuperset(below) and not questionnaire.within(clause.id, tuple(found)):
            found[clause.id] = clause
    return tuple(found.values())


def _handovers(diagnosis: Diagnosis, name: str) -> Iterator[CardHandover]:
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    mine = ((link, owners) for link, owners in handovers(diagnosis) if name in owners)
    for pair in neighbours(diagnosis, mine):
        said = [notes_between(questionnaire, assessment, *link) for link in pair.links]
        notes = dict.fromkeys(note for notes in said for note in notes)
        others = tuple(owner for owner in pair.owners if owner != name)
        yield CardHandover(pair, others, tuple(notes), not all(said))

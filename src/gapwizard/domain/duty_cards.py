"""Duty cards: what one department answers for, does, is asked, keeps, hands over and has to do.

A clause without letters of its own follows the clause above it, as in the matrix. A document or an
action belongs to the department that its owner names by title, id or role, in any language; where
that names none, to the department that owns its first clause.

Source: the guides on organisation, "each department has clear duties" and "work of departments
connects reasonably".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict
from gapwizard.domain.overview import leaves_below
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
    """Its id."""
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
    """One card for each department, in the order of the matrix.

    `languages` are the questionnaire in all its languages: an owner may be written in any of them.
    """
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    owners = {c.id: owner_of(questionnaire, assessment, c.id) for c in questionnaire.clauses}
    languages = languages or (questionnaire,)
    called = _called(diagnosis, languages)
    held: dict[str, list[DocumentResult]] = {name: [] for name in assessment.departments}
    for line in diagnosis.documents:
        name = line.document.id
        asked = (one.document[name].owner for one in languages if name in one.document)
        keeper = _department(called, owners, (line.record.owner, *asked), line.document.clauses)
        if keeper is not None and line.verdict in HELD:
            held[keeper].append(line)
    due: dict[str, list[Planned]] = {name: [] for name in assessment.departments}
    for action in roadmap(diagnosis):
        doer = _department(called, owners, (action.record.owner,), action.source.leaves)
        if doer is not None and action.open:
            due[doer].append(action)
    return tuple(
        _card(diagnosis, owners, name, held[name], due[name])
        for name in departments_of(questionnaire, assessment)
    )


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
    return DutyCard(
        name,
        answers_for=_widest(questionnaire, parts["owns"]),
        does=_widest(questionnaire, parts["does"]),
        asked=_widest(questionnaire, parts["C"]),
        told=_widest(questionnaire, parts["I"]),
        documents=tuple(line for line in held if line.document.kind != "record"),
        records=tuple(line for line in held if line.document.kind == "record"),
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


def _called(diagnosis: Diagnosis, languages: Sequence[Questionnaire]) -> dict[str, str]:
    """The department of each name that one goes by: its title first, then its id and its roles."""
    rows = diagnosis.assessment.departments
    found: dict[str, str] = {}
    for name, row in rows.items():
        found.setdefault(_plain(row.title), name)
    for name, row in rows.items():
        titles = (
            one.role[role].title for one in languages for role in row.roles if role in one.role
        )
        for word in (name, *row.roles, *titles):
            found.setdefault(_plain(word), name)
    return found


def _department(
    called: dict[str, str], owners: dict[str, str | None], named: Iterable[str], at: Iterable[str]
) -> str | None:
    """The department that something belongs to: by the first name known, else by its first clause."""
    by_name = (called[_plain(word)] for word in named if _plain(word) in called)
    return next(by_name, None) or owners.get(next(iter(at), ""))


def _plain(words: str) -> str:
    return " ".join(substance(words).casefold().split())

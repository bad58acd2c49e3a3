"""Where clauses with different owners touch, and whether a note says how they hand over.

Only processes under one top clause hand work over to each other; a clause that governs the others,
such as planning, touches them all, and a note on each would say nothing.

Source: the guides on diagnosis, "work of departments connects reasonably".
"""

from collections.abc import Iterator
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import charted
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.responsibility import owner_of


def interface_id(questionnaire: Questionnaire, first: str, second: str) -> str:
    """The id of the note between two clauses, in the order of the questionnaire."""
    order = list(questionnaire.clause)
    return "|".join(sorted((first, second), key=order.index))


class Neighbours(NamedTuple):
    """Two clauses that touch, have different owners, and no word on how they hand over."""

    first: Clause
    second: Clause
    owners: tuple[str, ...]
    """The departments on both sides, in the order met."""
    links: tuple[tuple[str, str], ...]
    """The clauses below them that name each other."""


def without_interface(diagnosis: Diagnosis) -> tuple[Neighbours, ...]:
    """The neighbouring clauses with different owners and no interface note."""
    questionnaire = diagnosis.questionnaire
    shown = {clause.id for clause in charted(diagnosis)}
    found: dict[tuple[str, str], dict[tuple[str, str], tuple[str, str]]] = {}
    for pair, owners in _handovers(diagnosis):
        ends = [
            next((name for name in questionnaire.line[end] if name in shown), end) for end in pair
        ]
        place = (ends[0], ends[1]) if ends[0] != ends[1] else pair
        found.setdefault(place, {})[pair] = owners
    order = {name: position for position, name in enumerate(questionnaire.clause)}
    return tuple(
        Neighbours(
            questionnaire.clause[first],
            questionnaire.clause[second],
            tuple(dict.fromkeys(owner for owners in links.values() for owner in owners)),
            tuple(links),
        )
        for (first, second), links in sorted(
            found.items(), key=lambda entry: (order[entry[0][0]], order[entry[0][1]])
        )
    )


def _handovers(diagnosis: Diagnosis) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The links between clauses of different owners that no note covers, with the owners."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    order = {name: position for position, name in enumerate(questionnaire.clause)}
    owner = {name: owner_of(questionnaire, assessment, name) for name in questionnaire.clause}
    for clause in questionnaire.clauses:
        for other in clause.see_also:
            if other not in order:
                continue
            first, second = sorted((clause.id, other), key=order.__getitem__)
            one, two = owner[first], owner[second]
            if one is None or two is None or one == two:
                continue
            if questionnaire.line[first][-1] != questionnaire.line[second][-1]:
                continue
            if not noted(questionnaire, assessment, first, second):
                yield (first, second), (one, two)


def noted(questionnaire: Questionnaire, assessment: Assessment, first: str, second: str) -> bool:
    """Tell whether a note says how two clauses, or clauses above them, hand over."""
    return any(
        (row := assessment.interfaces.get(f"{left}|{right}")) is not None and row.note.strip()
        for one in questionnaire.line[first]
        for two in questionnaire.line[second]
        for left, right in ((one, two), (two, one))
    )

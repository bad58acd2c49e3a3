"""The states of the search: what `r:P`, `c:8.6` or `!` demand of what is found."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from gapwizard.domain import agenda
from gapwizard.domain.comparison import Comparison
from gapwizard.domain.concerns import word_for_word
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.pairs import Outcome
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Ids
from gapwizard.domain.registers import DocumentResult, Verdict
from gapwizard.domain.search_index import OF_QUESTION, Entry, Kind
from gapwizard.domain.search_terms import SearchTerm, fold
from gapwizard.domain.wording import observed
from gapwizard.errors import Refused, nearest_hint
from gapwizard.i18n import _
from gapwizard.i18n import names as named

Holds = Callable[[Entry], bool]
"""Tells whether an entry fulfils one condition."""


class Ground(NamedTuple):
    """What the states are looked up in."""

    diagnosis: Diagnosis
    last: Callable[[], Comparison | None]
    """The comparison with last time; None where there is none."""
    private: bool
    """Whether flags may be asked for."""


def states_of(terms: Sequence[SearchTerm], ground: Ground) -> list[Holds]:
    """What each state demands. Raises Refused for a value that the assessment has not."""
    return [STATES[term.field](ground, term.value.split(",")) for term in terms]


def _follow_up(ground: Ground, _values: list[str]) -> Holds:
    _check_flags(ground)
    return _points(ground, lambda point: point.answer is not None and point.answer.follow_up)


def _candidate(ground: Ground, _values: list[str]) -> Holds:
    _check_flags(ground)
    return _points(ground, lambda point: point.answer is not None and point.answer.candidate)


def _check_flags(ground: Ground) -> None:
    if not ground.private:
        raise Refused(_("flags are hidden in the client view"))


def _bulk(ground: Ground, _values: list[str]) -> Holds:
    return _points(ground, lambda point: point.answered and point.bulk)


def _rating(ground: Ground, values: list[str]) -> Holds:
    return _points(ground, lambda point: any(_rated(point, value) for value in values))


def _rated(point: Point, value: str) -> bool:
    if value == "none":
        return point.standing is Standing.OPEN
    if value == "any":
        return point.answered
    if value == "na":
        return point.standing in (Standing.BY_FACT, Standing.BY_REASON)
    return point.rating is not None and point.rating.value.casefold() == value


def _evidence(ground: Ground, values: list[str]) -> Holds:
    return _points(ground, lambda point: any(_shown(point, value) for value in values))


def _shown(point: Point, value: str) -> bool:
    if not point.answered or point.answer is None:
        return False
    if value == "none":
        return not point.answer.evidence and point.strength < 2
    if value == "claimed":
        return point.evidence_gap
    if value[0] == "e" and value[1:].isdigit():
        return point.strength == int(value[1:])
    return any(item.kind.value == value for item in point.answer.evidence)


def _observation(ground: Ground, values: list[str]) -> Holds:
    return _points(ground, lambda point: any(_told(point, value) for value in values))


def _told(point: Point, value: str) -> bool:
    if value == "none":
        return point.answered and not observed(point)
    if value == "suggested":
        return word_for_word(point)
    return bool(observed(point))


def _last(ground: Ground, values: list[str]) -> Holds:
    comparison = ground.last()
    if comparison is None:
        raise Refused(_("last: wants a last time; `gapwizard set ID baseline=OTHER` names it"))
    pairs = comparison.of(*(Outcome(value) for value in values))
    return _questions(pair.id for pair in pairs)


def _language(_ground: Ground, _values: list[str]) -> Holds:
    return lambda _entry: True  # the texts that are searched are chosen where they are matched


def _clause(ground: Ground, values: list[str]) -> Holds:
    known = {fold(name): name for name in ground.diagnosis.questionnaire.clause}
    wanted = {known[_named("c", value, known)] for value in values}
    return lambda entry: not wanted.isdisjoint(entry.clauses)


def _role(ground: Ground, values: list[str]) -> Holds:
    questionnaire = ground.diagnosis.questionnaire
    known: dict[str, Ids] = {
        fold(f"{role.id} {role.title}"): (role.id,) for role in questionnaire.roles
    }
    for name, department in ground.diagnosis.assessment.departments.items():
        known.setdefault(fold(f"{name} {department.title}"), department.roles)
    wanted: set[str] = set()
    for value in values:
        found: list[Ids] = [roles for words, roles in known.items() if value in words]
        if not found:
            names = [role.id for role in questionnaire.roles]
            _named("role", value, dict.fromkeys(names))
        wanted.update(name for roles in found for name in roles)
    return _points(
        ground,
        lambda point: any(role.id in wanted for role in questionnaire.roles_of(point.question)),
    )


def _slot(ground: Ground, values: list[str]) -> Holds:
    slots = ground.diagnosis.assessment.slots
    known = {fold(name): name for name in slots}
    chosen: set[str] = set()
    for value in values:
        if value == "today":
            chosen.update(n for n, slot in slots.items() if slot.day == ground.diagnosis.today)
        else:
            chosen.add(known[_named("slot", value, known)])
    asked = {q.id for n in chosen for q in agenda.questions_of(ground.diagnosis, slots[n])}
    return lambda entry: (
        entry.id in asked
        if entry.kind in OF_QUESTION
        else entry.kind is Kind.SLOT and entry.id in chosen
    )


def _document(ground: Ground, values: list[str]) -> Holds:
    found = {
        line.document.id
        for line in ground.diagnosis.documents
        if any(_is(line, value, ground.diagnosis.today) for value in values)
    }
    return lambda entry: entry.kind is Kind.DOCUMENT and entry.id in found


def _is(line: DocumentResult, value: str, today: date) -> bool:
    if value == "missing":
        return line.verdict is Verdict.CREATE
    if value == "late":
        until = line.record.asked_by
        return line.record.request == "asked" and until is not None and until < today
    return value in (line.verdict.value, line.state, line.record.request)


def _due(ground: Ground, values: list[str]) -> Holds:
    today, assessment = ground.diagnosis.today, ground.diagnosis.assessment
    dated = [
        (Kind.FINDING, finding.id, finding.record.due)
        for finding in ground.diagnosis.findings
        if finding.record.state not in ("closed", "verified")
    ]
    dated += [
        (Kind.ACTION, name, row.due)
        for name, row in assessment.actions.items()
        if row.state not in ("done", "verified")
    ]
    dated += [
        (Kind.DOCUMENT, line.document.id, line.record.due)
        for line in ground.diagnosis.documents
        if line.record.due is not None and line.verdict is not Verdict.KEEP
    ]
    found = {(kind, name) for kind, name, due in dated if _falls(due, values, today)}
    return lambda entry: (entry.kind, entry.id) in found


def _falls(due: date | None, values: list[str], today: date) -> bool:
    if due is None:
        return "none" in values
    return "late" in values and due < today


def _points(ground: Ground, holds: Callable[[Point], bool]) -> Holds:
    return _questions(name for name, point in ground.diagnosis.points.items() if holds(point))


def _questions(names: Iterable[str]) -> Holds:
    found = frozenset(names)
    return lambda entry: entry.kind in OF_QUESTION and entry.id in found


def _named(field: str, value: str, known: Iterable[str]) -> str:
    """A name that is known. Raises Refused with the nearest one."""
    names = list(known)
    if value in names:
        return value
    hint = nearest_hint(value, names)
    if not hint and len(names) <= 20:
        hint = _("; there are {names}").format(names=named(names) or _("none"))
    raise Refused(_("{field}:{value} is not known{hint}"), field=field, value=value, hint=hint)


STATES: dict[str, Callable[[Ground, list[str]], Holds]] = {
    "follow_up": _follow_up,
    "candidate": _candidate,
    "bulk": _bulk,
    "r": _rating,
    "ev": _evidence,
    "obs": _observation,
    "last": _last,
    "lang": _language,
    "c": _clause,
    "role": _role,
    "slot": _slot,
    "doc": _document,
    "due": _due,
}
"""What makes the condition of each state."""

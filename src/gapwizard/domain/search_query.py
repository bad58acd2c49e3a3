"""The query language of the search: words, scopes and states as they are typed, and what each state demands.

    priority "no record"    words and phrases; all must occur
    n:intranet              a word in one kind of text: q n e f d a
    r:P c:8.6 !             states of a question
Full-width characters mean the same as their ASCII twins.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gapwizard.domain import agenda, evidence_record
from gapwizard.domain.actions import DONE, TO_DO
from gapwizard.domain.assessment import Answer
from gapwizard.domain.comparison import Comparison
from gapwizard.domain.concerns import word_for_word
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import WORDS as REQUESTS
from gapwizard.domain.document_views import Request, request_of
from gapwizard.domain.documents import DocumentResult, Verdict
from gapwizard.domain.findings import SETTLED
from gapwizard.domain.other_words import choice
from gapwizard.domain.pairs import Outcome
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Ids
from gapwizard.domain.readers import rating_said
from gapwizard.domain.scale import NO_GAPS
from gapwizard.domain.search_index import OF_QUESTION, SCOPE_OF, Entry, HitKind, search_form
from gapwizard.domain.wording import observation_of
from gapwizard.domain.words import DOCUMENT_STATES, EVIDENCE_KINDS, VERDICTS
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, nearest_hint

LIMIT = 200
"""Characters one query may have."""
SCOPES = tuple(SCOPE_OF)
"""The letters of the kinds of text: question, note, evidence, finding, document, action."""
OPEN = ("c", "role", "slot")
"""States whose values the assessment decides."""
STATES: dict[str, tuple[str, ...]] = {
    "r": ("n", "p", "l", "f", "?", "na", "none", "any"),
    "ev": (
        "none", "claimed", "e0", "e1", "e2", "e3", "said", "document", "record", "observed",
        *evidence_record.STATES,
    ),
    "obs": ("none", "any", "suggested"),
    "last": ("worse", "better", "same", "new"),
    "lang": ("zh", "en"),
    "doc": (
        "missing", "create", "revise", "keep", "withdraw", "check", "consider", "unknown",
        "absent", "draft", "outdated", "current", "obsolete", "asked", "received", "refused",
        "late",
    ),
    "due": ("late", "none"),
}  # fmt: skip
"""States with their values."""
_TABLES_OF: dict[str, tuple[Mapping[Any, str], ...]] = {
    "ev": (EVIDENCE_KINDS, evidence_record.STATES), "doc": (VERDICTS, DOCUMENT_STATES, REQUESTS)}  # fmt: skip
_WORDS = {
    prefix: {str(code): word for words in tables for code, word in words.items()}
    for prefix, tables in _TABLES_OF.items()
}
"""What the values of a state are called, marked for translation."""
_SAID = {
    "none": N_("none"), "any": N_("any"), "late": N_("late"), "missing": N_("missing"),
    "worse": N_("worse"), "better": N_("better"), "same": N_("same"), "new": N_("new"),
}  # fmt: skip
"""What values are called that several states have."""
FLAGS = {
    "*": "follow_up",
    "×": "follow_up",
    "!": "candidate",
    "bulk": "bulk",
    "disputed": "disputed",
}
"""Words that are states by themselves; in quotation marks they are words."""
PREFIXES = (*SCOPES, *OPEN, *STATES)
"""Everything that may stand before a colon."""

_TOKEN = re.compile(
    r"(?:(?P<prefix>[^\W\d_]+):)?"
    r"(?:[\"“”「『](?P<phrase>[^\"“”」』]*)[\"“”」』]?|(?P<word>[^\s\"“”「『]+))"
    r"|(?P<stray>\S)"
)


class SearchTerm(NamedTuple):
    """One condition of a query."""

    field: str
    """Empty for a word, a scope's letter for a word in that scope, else the state."""
    value: str
    """Folded; empty for a scope without a word."""
    typed: str = ""
    """As it was typed, where the assessment decides what it may be."""


def parse(query: str) -> tuple[SearchTerm, ...]:
    """Read a query. Raises Refused for an unknown prefix or value, or one that is too long."""
    if len(query) > LIMIT:
        raise Refused(
            _("a search may have {limit} characters; this one has {count}"),
            limit=LIMIT,
            count=len(query),
        )
    text = unicodedata.normalize("NFKC", query)
    terms = (_term(found) for found in _TOKEN.finditer(text))
    return tuple(dict.fromkeys(term for term in terms if term is not None))


def _term(found: re.Match[str]) -> SearchTerm | None:
    prefix, phrase, word = found["prefix"], found["phrase"], found["word"] or ""
    if prefix is None and phrase is None:
        if search_form(word) in FLAGS:
            return SearchTerm(FLAGS[search_form(word)], "")
        bare = re.fullmatch(r"([^\W\d_]+):", word)
        if bare is not None:
            prefix, word = bare[1], ""
    value = search_form(phrase if phrase is not None else word)
    if prefix is None:
        return SearchTerm("", value) if value.strip() else None
    return _scoped(search_form(prefix), phrase if phrase is not None else word)


def _scoped(prefix: str, typed: str) -> SearchTerm:
    value = search_form(typed)
    if prefix in SCOPES:
        return SearchTerm(prefix, value)
    if prefix not in PREFIXES:
        hint = nearest_hint(prefix, PREFIXES)
        words = _(
            'there is no search prefix {prefix!r}{hint}; in quotation marks it is a word: "{word}"'
        )
        raise Refused(words, prefix=prefix, hint=hint, word=f"{prefix}:{typed}")
    if not value.strip():
        known = names(STATES.get(prefix, ()))
        words = _("{prefix}: wants one of {values}") if known else _("{prefix}: wants a value")
        raise Refused(words, prefix=prefix, values=known)
    if prefix in OPEN:
        return SearchTerm(prefix, value, typed)
    meant = [(one, _meant(prefix, one)) for one in typed.split(",")]
    for one, state in meant:
        if state not in STATES[prefix]:
            raise Refused(unknown_value(prefix, one, list(STATES[prefix])))
    return SearchTerm(prefix, ",".join(state for _one, state in meant))


def _meant(prefix: str, written: str) -> str:
    """The value of a state that somebody wrote, be it by its word in either language."""
    value = search_form(written)
    if value in STATES[prefix]:
        return value
    rating = rating_said(written) if prefix == "r" else None
    if rating is not None:
        return search_form(rating.value)
    found = choice(written, {**_WORDS.get(prefix, {}), **_SAID})
    return found if found in STATES[prefix] else value


LISTED = 20
"""Values that a message lists: two lines of a small window."""


def unknown_value(prefix: str, value: str, known: list[str]) -> str:
    """Say that a state has no such value, with the nearest one or all of them."""
    hint = nearest_hint(value, known)
    if hint or len(known) > LISTED:
        return _("{prefix}:{value} is not known{hint}").format(
            prefix=prefix, value=value, hint=hint
        )
    return _("{prefix}:{value} is not known; there are {values}").format(
        prefix=prefix, value=value, values=names(known) or _("none")
    )


_TABLES = {
    HitKind.FINDING: "findings", HitKind.DOCUMENT: "documents", HitKind.ACTION: "actions", HitKind.SLOT: "slots",
    HitKind.RESPONSIBILITY: "responsibilities", HitKind.REGISTER: "registers", HitKind.TASK: "tasks",
    HitKind.ADVICE: "",
}  # fmt: skip
"""Where what was found stands, if not among the answers."""
Holds = Callable[[Entry], bool]
"""Tells whether an entry fulfils one condition."""


class Ground(NamedTuple):
    """What the states are looked up in."""

    diagnosis: Diagnosis
    last: Callable[[], Comparison | None]
    """The comparison with last time; None where there is none."""
    private: bool
    """Whether flags may be asked for."""


Rule = Callable[[Ground, list[str]], Holds]
"""Makes the condition of a state from the values asked for; [""] where it takes none."""


def states_of(terms: Sequence[SearchTerm], ground: Ground) -> list[Holds]:
    """What each state demands. Raises Refused for a value that the assessment has not."""
    return [RULES[term.field](ground, (term.typed or term.value).split(",")) for term in terms]


def _each(says: Callable[[Point, str], bool]) -> Rule:
    """The rule of a state that each answer has or has not; `says` is told the point and one value."""
    return lambda ground, values: _points(
        ground, lambda point: any(says(point, value) for value in values)
    )


def _flag(says: Callable[[Answer], bool]) -> Rule:
    """The rule of a flag of the assessor's own: Refused in front of a client."""

    def rule(ground: Ground, _values: list[str]) -> Holds:
        if not ground.private:
            raise Refused(_("flags are hidden in the client view"))
        return _points(ground, lambda point: point.answer is not None and says(point.answer))

    return rule


def _rated(point: Point, value: str) -> bool:
    if value == "none":
        return point.standing is Standing.OPEN
    if value == "any":
        return point.answered
    if value == "na":
        return point.standing in (Standing.BY_FACT, Standing.BY_REASON)
    return point.rating is not None and point.rating.value.casefold() == value


def _shown(point: Point, value: str) -> bool:
    if point.answer is None:
        return False
    if value in evidence_record.STATES:  # what was asked for may well be for an open question
        return any(item.state == value for item in point.answer.evidence)
    if not point.answered:
        return False
    if value == "none":
        return not point.answer.showing and point.strength < 2
    if value == "claimed":
        return point.evidence_gap
    if value[0] == "e" and value[1:].isdigit():
        return point.strength == int(value[1:])
    return any(item.kind.value == value for item in point.answer.evidence)


def _told(point: Point, value: str) -> bool:
    if value == "none":
        return point.answered and not observation_of(point)
    if value == "suggested":
        return word_for_word(point)
    return bool(observation_of(point))


def _last(ground: Ground, values: list[str]) -> Holds:
    comparison = ground.last()
    if comparison is None:
        raise Refused(
            _(
                "last: wants a last time; the comparison in the app names it, "
                "or `gapwizard set ID baseline=OTHER`"
            )
        )
    pairs = comparison.of(*(Outcome(value) for value in values))
    return _questions(pair.id for pair in pairs)


def _disputed(ground: Ground, _values: list[str]) -> Holds:
    """What two people said differently: Refused in front of a client, as flags are."""
    if not ground.private:
        raise Refused(_("flags are hidden in the client view"))
    found = {(one.table, one.row) for one in ground.diagnosis.assessment.disputes.values()}
    return lambda entry: (_TABLES.get(entry.kind, "answers"), entry.id) in found


def _clause(ground: Ground, values: list[str]) -> Holds:
    known = {search_form(name): name for name in ground.diagnosis.questionnaire.clause}
    wanted = {_known("c", value, known) for value in values}
    return lambda entry: not wanted.isdisjoint(entry.clauses)


def _role(ground: Ground, values: list[str]) -> Holds:
    questionnaire = ground.diagnosis.questionnaire
    known: dict[str, Ids] = {
        search_form(f"{role.id} {role.title}"): (role.id,) for role in questionnaire.roles
    }
    for name, department in ground.diagnosis.assessment.departments.items():
        known.setdefault(search_form(f"{name} {department.title}"), department.roles)
    wanted: set[str] = set()
    for value in values:
        form = search_form(value)
        found: list[Ids] = [roles for words, roles in known.items() if form in words]
        if not found:
            raise Refused(unknown_value("role", value, [role.id for role in questionnaire.roles]))
        wanted.update(name for roles in found for name in roles)
    return _points(
        ground,
        lambda point: any(role.id in wanted for role in questionnaire.roles_of(point.question)),
    )


def _slot(ground: Ground, values: list[str]) -> Holds:
    slots = ground.diagnosis.assessment.slots
    known = {search_form(name): name for name in slots}
    chosen: set[str] = set()
    for value in values:
        if search_form(value) == "today":
            chosen.update(n for n, slot in slots.items() if slot.day == ground.diagnosis.today)
        else:
            chosen.add(_known("slot", value, known))
    asked = {q.id for n in chosen for q in agenda.questions_of(ground.diagnosis, slots[n])}
    return lambda entry: (
        entry.id in asked
        if entry.kind in OF_QUESTION
        else entry.kind is HitKind.SLOT and entry.id in chosen
    )


def _document(ground: Ground, values: list[str]) -> Holds:
    found = {
        line.document.id
        for line in ground.diagnosis.documents
        if any(_is(line, value, ground.diagnosis.today) for value in values)
    }
    return lambda entry: entry.kind is HitKind.DOCUMENT and entry.id in found


def _is(line: DocumentResult, value: str, today: date) -> bool:
    if value == "missing":
        return line.verdict is Verdict.CREATE
    if value == "late":
        return request_of(line.record, today) is Request.LATE
    return value in (line.verdict.value, line.state, line.record.request)


def _due(ground: Ground, values: list[str]) -> Holds:
    today, assessment = ground.diagnosis.today, ground.diagnosis.assessment
    dated = [
        (HitKind.FINDING, finding.id, finding.record.due)
        for finding in ground.diagnosis.findings
        if finding.record.state not in SETTLED and finding.grade not in NO_GAPS
    ]
    dated += [
        (HitKind.ACTION, name, row.due)
        for name, row in assessment.actions.items()
        if row.state not in DONE
    ]
    dated += [
        (HitKind.DOCUMENT, line.document.id, line.record.due)
        for line in ground.diagnosis.documents
        if line.record.due is not None and line.verdict in TO_DO
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


def _known(field: str, value: str, known: Mapping[str, str]) -> str:
    form = search_form(value)
    if form not in known:
        raise Refused(unknown_value(field, value, list(known.values())))
    return known[form]


RULES: dict[str, Rule] = {
    "follow_up": _flag(lambda answer: answer.follow_up),
    "candidate": _flag(lambda answer: answer.candidate),
    "disputed": _disputed,
    "bulk": _each(lambda point, _value: point.answered and point.bulk),
    "r": _each(_rated),
    "ev": _each(_shown),
    "obs": _each(_told),
    "last": _last,
    "lang": lambda _ground, _values: lambda _entry: True,  # it chooses texts, see `Index`
    "c": _clause,
    "role": _role,
    "slot": _slot,
    "doc": _document,
    "due": _due,
}
"""What makes the condition of each state."""

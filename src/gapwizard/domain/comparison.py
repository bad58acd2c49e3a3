"""Comparison: two diagnoses side by side, question by question, clause by clause.

Like for like are the questions answered both times; they weigh what they weigh now, so that only
answers and evidence can move their figures. Whatever else makes the two differ (another questionnaire,
other weights, older rules) is a caveat, and a reader is told the caveats before the figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.last_findings import Fate, Followed, follow
from gapwizard.domain.overview import charted_clauses, overview
from gapwizard.domain.pairs import LIKE_FOR_LIKE, Outcome, Pair, changed_questions, names_now, pair
from gapwizard.domain.scale import FULL
from gapwizard.domain.score_change import Parts, Twice, split


class CaveatKind(StrEnum):
    """What differs; `comparison_words` says it in words."""

    QUESTIONNAIRE = "questionnaire"
    VERSION = "version"
    NOTHING_MATCHES = "nothing_matches"
    WEIGHTS = "weights"
    DOCUMENTED = "documented"
    REWORDED = "reworded"
    UNKNOWN_NAMES = "unknown_names"
    RULES = "rules"


class Caveat(NamedTuple):
    """One thing that differs."""

    kind: CaveatKind
    before: str = ""
    after: str = ""
    number: int = 0
    """How many questions it touches; of the rules, their former version."""
    whose: Diagnosis | None = None
    """Whose rules were others, where it is about the rules."""
    names: tuple[str, ...] = ()
    """Which they are, where they must be named."""


def caveats(
    before: Diagnosis,
    after: Diagnosis,
    names: Mapping[str, str],
    renamed: Mapping[str, str] | None = None,
) -> tuple[Caveat, ...]:
    """List what differs between the scales and questions of two assessments.

    `names` are what questions of last time are called now, `renamed` those a person gave.
    """
    old, new = before.questionnaire, after.questionnaire
    found = []
    if old.id != new.id:
        found.append(Caveat(CaveatKind.QUESTIONNAIRE, old.id, new.id))
    elif old.version != new.version:
        found.append(Caveat(CaveatKind.VERSION, old.version, new.version))
    changed = changed_questions(old, new, renamed or {})
    both = [
        (question, new.questions[names.get(name, name)])
        for name, question in old.questions.items()
        if names.get(name, name) in new.questions and name not in changed
    ]
    if not both and not changed and (old.questions or new.questions):
        found.append(Caveat(CaveatKind.NOTHING_MATCHES))
    counts = {
        CaveatKind.WEIGHTS: sum(one.weight != two.weight for one, two in both),
        CaveatKind.DOCUMENTED: sum(one.documented is not two.documented for one, two in both),
        CaveatKind.UNKNOWN_NAMES: sum(
            name not in old.questions or now not in new.questions
            for name, now in (renamed or {}).items()
        ),
    }
    found += [Caveat(kind, number=number) for kind, number in counts.items() if number]
    if changed:
        found.append(Caveat(CaveatKind.REWORDED, number=len(changed), names=changed))
    return (*found, *_rules(before), *_rules(after))


def _rules(diagnosis: Diagnosis) -> tuple[Caveat, ...]:
    """Say where figures moved because the rules did."""
    former = diagnosis.assessment.about.former
    return (
        () if former is None else (Caveat(CaveatKind.RULES, number=former.rules, whose=diagnosis),)
    )


class ComparedFigures(NamedTuple):
    """One figure last time and now."""

    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """How much it rose; None where either is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """What changed in one clause with all below it, or in everything."""

    id: str
    title: str
    whole: ComparedFigures
    """Confirmed over all that applied each time; None where nothing was asked."""
    like: ComparedFigures
    """Confirmed over the questions answered both times."""
    maturity: ComparedFigures
    """Mean level of the leaf clauses that have a confirmed one both times."""
    counts: Mapping[Outcome, int]
    why: Parts | None
    """Where the change of `whole` comes from; None where there is none to explain."""

    @property
    def comparable(self) -> int:
        """How many questions were answered both times."""
        return sum(self.counts[outcome] for outcome in LIKE_FOR_LIKE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed between two assessments."""

    before: Diagnosis
    after: Diagnosis
    pairs: Mapping[str, Pair]
    """By question id, in the order of now; those that are gone come last."""
    overall: ComparedClause
    rows: tuple[ComparedClause, ...]
    """The clauses that charts show."""
    findings: tuple[Followed, ...]
    """The findings of last time and what became of them."""
    caveats: tuple[Caveat, ...]
    """What a reader must know before comparing the figures."""
    renamed: Mapping[str, str]
    """Ids of last time that a person said are called otherwise now."""

    @property
    def matched(self) -> int:
        """How many questions both questionnaires ask."""
        return sum(pair.matched for pair in self.pairs.values())

    @property
    def reworded(self) -> tuple[str, ...]:
        """The ids that stand for another criterion now, each gone and new at once."""
        found = (c.names for c in self.caveats if c.kind is CaveatKind.REWORDED)
        return tuple(name for names in found for name in names)

    def within(self, clause: str) -> tuple[Pair, ...]:
        """The pairs of a clause and of all below it, in order."""
        return tuple(pair for pair in self.pairs.values() if clause in pair.line)

    def of(self, *outcomes: Outcome) -> tuple[Pair, ...]:
        """The pairs with some outcomes, in order."""
        return tuple(pair for pair in self.pairs.values() if pair.outcome in outcomes)

    def fated(self, fate: Fate) -> tuple[Followed, ...]:
        """The findings of last time with one fate."""
        return tuple(one for one in self.findings if one.fate is fate)


def compare(
    before: Diagnosis, after: Diagnosis, renamed: Mapping[str, str] | None = None
) -> Comparison:
    """Compare two diagnoses; `renamed` are ids of last time and what they are called now."""
    changed = changed_questions(before.questionnaire, after.questionnaire, renamed or {})
    names = names_now(before, renamed or {}, changed)
    pairs = pair(before, after, names)
    rows = []
    for name, title in across([before, after]).items():
        twice = [
            Twice(p.before if name in p.then else None, p.after if name in p.now else None)
            for p in pairs.values()
            if name in p.then or name in p.now
        ]
        shown = [p for p in pairs.values() if name in p.line]
        rows.append(_row(name, title, shown, twice, (_of(before, name), _of(after, name))))
    every = list(pairs.values())
    whole = _row(
        "", "", every, [Twice(p.before, p.after) for p in every], (_all(before), _all(after))
    )
    return Comparison(
        before=before,
        after=after,
        pairs=pairs,
        overall=whole,
        rows=tuple(rows),
        findings=follow(before, after, names),
        caveats=caveats(before, after, names, renamed or {}),
        renamed=renamed or {},
    )


def across(diagnoses: Sequence[Diagnosis]) -> dict[str, str]:
    """Titles by id of the clauses a chart of several assessments shows: the last one's first."""
    found: dict[str, str] = {}
    for diagnosis in reversed(diagnoses):
        for clause in charted_clauses(diagnosis):
            found.setdefault(clause.id, clause.title)
    return found


class _Side(NamedTuple):
    """What a row needs to know of one assessment."""

    confirmed: Fraction | None
    levels: Mapping[str, int]
    """Confirmed levels of leaf clauses, by id."""


def _all(diagnosis: Diagnosis) -> _Side:
    overall = diagnosis.overall
    tops = tuple(clause.id for clause in diagnosis.questionnaire.top)
    return _Side(overall.confirmed_if_asked, _levels(diagnosis, tops))


def _of(diagnosis: Diagnosis, clause: str) -> _Side:
    if clause not in diagnosis.clauses:
        return _Side(None, {})
    return _Side(overview(diagnosis, clause).confirmed, _levels(diagnosis, (clause,)))


def _levels(diagnosis: Diagnosis, clauses: tuple[str, ...]) -> dict[str, int]:
    return {
        name: result.maturity.confirmed
        for name, result in diagnosis.clauses.items()
        if result.maturity is not None
        and result.maturity.confirmed is not None
        and diagnosis.questionnaire.within(name, clauses)
    }


def _row(
    name: str,
    title: str,
    pairs: Sequence[Pair],
    twice: Sequence[Twice],
    sides: tuple[_Side, _Side],
) -> ComparedClause:
    one, two = sides
    outcomes = [pair.outcome for pair in pairs]
    both = one.levels.keys() & two.levels.keys()
    asked = one.confirmed is not None and two.confirmed is not None
    return ComparedClause(
        id=name,
        title=title,
        whole=ComparedFigures(one.confirmed, two.confirmed),
        like=_like_for_like(pairs),
        maturity=ComparedFigures(_mean(one.levels, both), _mean(two.levels, both)),
        counts={outcome: outcomes.count(outcome) for outcome in Outcome},
        why=split(twice) if asked else None,
    )


def _like_for_like(pairs: Iterable[Pair]) -> ComparedFigures:
    full = then = now = 0
    for one in pairs:
        if one.comparable and one.before is not None and one.after is not None:
            weight = one.after.question.weight
            full += FULL * weight
            then += weight * one.before.counted
            now += weight * one.after.counted
    return (
        ComparedFigures(Fraction(then, full), Fraction(now, full))
        if full
        else ComparedFigures(None, None)
    )


def _mean(levels: Mapping[str, int], names: Iterable[str]) -> Fraction | None:
    chosen = [levels[name] for name in names]
    return Fraction(sum(chosen), len(chosen)) if chosen else None

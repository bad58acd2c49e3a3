"""The diagnosis: everything a screen, a command or a report shows, from one pure function.

`what_if` is the same function over the answers that would stand if some clauses were closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from operator import itemgetter

from gapwizard.domain import findings as found
from gapwizard.domain import readiness
from gapwizard.domain.assessment import Assessment, Change
from gapwizard.domain.documents import (
    DocumentResult,
    Named,
    document_results,
    named_by_evidence,
    touched_documents,
)
from gapwizard.domain.findings import Finding
from gapwizard.domain.leaves import Leaves, sum_up, weighed_again, weighed_points
from gapwizard.domain.points import (
    Point,
    Standing,
    closing_changes,
    denied_triggers,
    is_contradicted,
)
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.scale import MATURITY_LIMIT, Band, Grade, gravest
from gapwizard.domain.scores import Counts, Scores, counts_together, together

FIRST = 5
"""Steps that are told where there is no room for all: what one takes in at a glance."""


@dataclass(frozen=True, slots=True)
class Maturity:
    """Indicative maturity of one leaf clause, levels 0 to 5."""

    claimed: int | None
    confirmed: int | None
    """The claimed level, limited by the band of the clause."""
    target: int
    gap: int | None
    """How many levels confirmed lies below the target."""


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """The figures of one clause with all below it."""

    clause: Clause
    scores: Scores
    counts: Counts
    systemic: bool
    grade: Grade | None
    maturity: Maturity | None
    points: tuple[Point, ...]
    """Of a leaf alone, its points in order: None and empty for others."""


@dataclass(frozen=True, slots=True)
class Step:
    """One leaf clause with open points, as something to do."""

    clause: str
    gain: Fraction
    """How much overall confirmed rises if all its open points become Fully and seen."""
    grade: Grade | None
    maturity_gap: int | None
    open_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All results of one assessment on one day."""

    questionnaire: Questionnaire
    assessment: Assessment
    today: date
    overall: Scores
    this_round: Scores
    """The same over what is not put off to a later round; beside the headline, never instead."""
    maturity: Fraction | None
    """Mean of the confirmed levels."""
    clauses: Mapping[str, ClauseResult]
    points: Mapping[str, Point]
    findings: tuple[Finding, ...]
    """Those that count: raised by the rules or by hand, and not set aside."""
    set_aside: tuple[Finding, ...]
    no_longer_raised: tuple[Finding, ...]
    done_by_hand: tuple[Finding, ...]
    """Those of the records alone: raised by the answers no more, and added by hand and closed."""
    referred: Mapping[str, str]
    """Mirror questions dealt with elsewhere: question id to the finding's id."""
    documents: tuple[DocumentResult, ...]
    readiness: readiness.ReadinessResult | None
    steps: tuple[Step, ...]
    """What to do first."""
    contradictions: tuple[str, ...]
    """Questions answered NA while a fact says yes."""
    leaves: Leaves = field(repr=False, compare=False)
    """What the next diagnosis takes over where nothing changed; no result of its own."""
    named: Named = field(repr=False, compare=False)
    """Which documents evidence names, taken over by the next diagnosis where nothing changed."""
    speakers: Mapping[str, str] = field(repr=False, compare=False)
    """Departments by the name of who speaks for each, as names are compared: with their time it counts."""

    @property
    def first_steps(self) -> tuple[Step, ...]:
        """What to do first, where there is no room for all."""
        return self.steps[:FIRST]

    @property
    def every_finding(self) -> tuple[Finding, ...]:
        """All findings there are, those that count first."""
        return (*self.findings, *self.set_aside, *self.no_longer_raised, *self.done_by_hand)

    def graded(self, grade: Grade) -> tuple[Finding, ...]:
        """The findings of one grade."""
        return tuple(finding for finding in self.findings if finding.grade is grade)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades to count by, the gravest first; observations where somebody made one."""
        seen = bool(self.graded(Grade.OBSERVATION))
        return tuple(grade for grade in Grade if seen or grade is not Grade.OBSERVATION)

    def finding(self, name: str) -> Finding | None:
        """One finding by id, set aside or no longer raised ones too."""
        return next((finding for finding in self.every_finding if finding.id == name), None)


def diagnose(
    questionnaire: Questionnaire,
    assessment: Assessment,
    today: date,
    before: Diagnosis | None = None,
    speakers: Mapping[str, str] | None = None,
) -> Diagnosis:
    """Diagnose an assessment; pure, and exact to the last digit.

    `before` is a diagnosis of the same assessment a few acts earlier. What no act changed is taken
    over from it; the result is the same as without it. So are the `speakers`, where none are given.
    """
    no = denied_triggers(questionnaire, assessment.facts)
    kept = before if _may_be_kept(questionnaire, assessment, before) else None
    points, changed = _points(questionnaire, assessment, no, kept)
    leaves = sum_up(questionnaire, assessment, points, kept.leaves if kept else None, changed)
    raised = [
        *(finding for leaf in leaves.results.values() for finding in leaf.findings),
        *(f for f in found.by_hand(questionnaire, assessment.findings) if not f.done_by_hand),
    ]
    counting = tuple(finding for finding in raised if not finding.set_aside)
    ceased = [*found.no_longer_raised(questionnaire, assessment.findings, {f.id for f in raised})]
    clauses = _clauses(questionnaire, assessment, leaves, counting, kept)
    overall = together(clauses[clause.id].scores for clause in questionnaire.top)
    named, documents = _documents(questionnaire, assessment, points, kept, changed)
    homes = {point.question.id: finding.id for finding in raised for point in finding.points}
    whole = Diagnosis(
        questionnaire=questionnaire,
        assessment=assessment,
        today=today,
        overall=overall,
        this_round=_this_round(questionnaire, assessment, leaves, overall),
        maturity=_mean_level(clauses.values()),
        clauses=clauses,
        points=points,
        findings=counting,
        set_aside=tuple(finding for finding in raised if finding.set_aside),
        no_longer_raised=tuple(one for one in ceased if not one.done_by_hand),
        done_by_hand=tuple(one for one in ceased if one.done_by_hand),
        referred={here: homes[there] for here, there in leaves.referred.items()},
        documents=documents,
        readiness=None,
        steps=_steps(leaves, clauses, overall, kept),
        contradictions=_contradictions(assessment, points, no),
        leaves=leaves,
        named=named,
        speakers=(before.speakers if before else {}) if speakers is None else speakers,
    )
    return replace(whole, readiness=_readiness(whole))


def _readiness(diagnosis: Diagnosis) -> readiness.ReadinessResult | None:
    """Both stages, by the figures and findings of the rest."""
    assessment, leaves = diagnosis.assessment, diagnosis.leaves
    return readiness.judge(
        readiness.Basis(
            diagnosis.questionnaire,
            assessment.about,
            diagnosis.today,
            {name: result.scores for name, result in diagnosis.clauses.items()},
            diagnosis.overall,
            diagnosis.findings,
            diagnosis.documents,
            diagnosis.points,
            assessment.facts,
            {name: leaf.unknown_keys for name, leaf in leaves.results.items()},
        )
    )


def _points(
    questionnaire: Questionnaire,
    assessment: Assessment,
    no: frozenset[str],
    kept: Diagnosis | None,
) -> tuple[dict[str, Point], frozenset[str]]:
    """Every question graded, and the questions whose answers are others than in `kept`."""
    if kept is None:
        return weighed_points(questionnaire, assessment, no), frozenset()
    return weighed_again(questionnaire, kept.assessment, assessment, kept.points, no)


def _mean_level(results: Iterable[ClauseResult]) -> Fraction | None:
    """The mean of the confirmed maturity levels, 0 to 5; None where no leaf clause has one."""
    levels = [
        result.maturity.confirmed
        for result in results
        if result.maturity is not None and result.maturity.confirmed is not None
    ]
    return Fraction(sum(levels), len(levels)) if levels else None


def _contradictions(
    assessment: Assessment, points: Mapping[str, Point], no: frozenset[str]
) -> tuple[str, ...]:
    """The questions set aside by a reason that a scoping fact contradicts."""
    return tuple(
        name
        for name, point in points.items()
        if point.standing is Standing.BY_REASON and is_contradicted(point, assessment.facts, no)
    )


def _may_be_kept(
    questionnaire: Questionnaire, assessment: Assessment, before: Diagnosis | None
) -> bool:
    """Tell whether nothing that reaches into every leaf differs from the diagnosis before.

    Tables are replaced when a row of theirs changes, so the same object is the same table.
    """
    return (
        before is not None
        and before.questionnaire is questionnaire
        and before.assessment.about is assessment.about
        and before.assessment.facts is assessment.facts
        and before.assessment.findings is assessment.findings
        and before.assessment.maturity is assessment.maturity
    )


def _documents(
    questionnaire: Questionnaire,
    assessment: Assessment,
    points: Mapping[str, Point],
    kept: Diagnosis | None,
    changed: frozenset[str],
) -> tuple[Named, tuple[DocumentResult, ...]]:
    """What evidence names, and the register, each anew where an answer changed."""
    known = questionnaire.document.keys()
    if (
        kept is None
        or assessment.documents.keys() - known != kept.assessment.documents.keys() - known
    ):
        named = named_by_evidence(questionnaire, assessment)
        return named, document_results(questionnaire, assessment, points, named)
    named = named_by_evidence(questionnaire, assessment, kept.named, changed)
    if kept.assessment.documents is not assessment.documents:
        return named, document_results(questionnaire, assessment, points, named)
    touched = touched_documents(questionnaire, changed, kept.named, named)
    lines = document_results(questionnaire, assessment, points, named, kept.documents, touched)
    return named, lines


def _this_round(
    questionnaire: Questionnaire, assessment: Assessment, leaves: Leaves, overall: Scores
) -> Scores:
    later = assessment.about.later
    if not later:
        return overall
    return together(
        result.scores
        for name, result in leaves.results.items()
        if not questionnaire.within(name, later)
    )


def _clauses(
    questionnaire: Questionnaire,
    assessment: Assessment,
    leaves: Leaves,
    counting: tuple[Finding, ...],
    kept: Diagnosis | None,
) -> dict[str, ClauseResult]:
    """Every clause's figures; what is not a leaf sums up what is below it.

    A clause with no changed leaf at or below it is taken over from `kept`: its findings are those
    of its leaves and those by hand, and both are as they were.
    """
    changed = leaves.changed or frozenset()
    touched = {name for leaf in changed for name in questionnaire.line[leaf]}
    own: dict[str, list[Grade]] = {}
    for finding in counting:
        own.setdefault(finding.clause, []).append(finding.grade)
    results: dict[str, ClauseResult] = {}

    def result(clause: Clause) -> ClauseResult:
        if kept is not None and clause.id not in touched:
            return kept.clauses[clause.id]
        below = [of(child) for child in questionnaire.children[clause.id]]
        leaf = leaves.results.get(clause.id)
        parts = [*((leaf,) if leaf else ()), *below]
        single = parts[0] if len(parts) == 1 else None
        scores = single.scores if single else together(one.scores for one in parts)
        counts = single.counts if single else counts_together(one.counts for one in parts)
        grades = [one.grade for one in below if one.grade is not None]
        return ClauseResult(
            clause=clause,
            scores=scores,
            counts=counts,
            systemic=leaf is not None and leaf.systemic,
            grade=gravest([*own.get(clause.id, ()), *grades]),
            maturity=_maturity(assessment, clause, scores.band),
            points=leaf.points if leaf else (),
        )

    def of(clause: Clause) -> ClauseResult:
        if clause.id not in results:
            results[clause.id] = result(clause)
        return results[clause.id]

    return {clause.id: of(clause) for clause in questionnaire.clauses}


def confirmed_level(claimed: int | None, band: Band | None) -> int | None:
    """The confirmed maturity level: the claim, limited by the band."""
    if claimed is None or band is None:
        return None
    return min(claimed, MATURITY_LIMIT[band])


def _maturity(assessment: Assessment, clause: Clause, band: Band | None) -> Maturity | None:
    if not clause.leaf:
        return None
    claim = assessment.maturity.get(clause.id)
    claimed = claim.level if claim is not None else None
    confirmed = confirmed_level(claimed, band)
    target = assessment.about.targets.get(clause.id, assessment.about.target)
    gap = None if confirmed is None else max(0, target - confirmed)
    return Maturity(claimed, confirmed, target, gap)


def _steps(
    leaves: Leaves,
    clauses: Mapping[str, ClauseResult],
    overall: Scores,
    kept: Diagnosis | None,
) -> tuple[Step, ...]:
    """Order the leaf clauses with open points: majors first, then points to gain."""
    full, changed = overall.full_weight, leaves.changed or frozenset()
    same = kept is not None and kept.overall.full_weight == full
    before = {step.clause: step for step in kept.steps} if kept is not None and same else {}
    order: list[tuple[bool, int, Step]] = []
    for leaf, result in leaves.results.items():
        if not result.open_points:
            continue
        clause = clauses[leaf]
        step = before.get(leaf) if leaf not in changed else None
        if step is None:
            gap = clause.maturity.gap if clause.maturity is not None else None
            gain = Fraction(result.missing, full) if full else Fraction(0)
            step = Step(leaf, gain, clause.grade, gap, result.open_points)
        order.append((clause.grade is not Grade.MAJOR, -result.missing, step))
    order.sort(key=itemgetter(0, 1))
    return tuple(step for _not_major, _missing, step in order)


def what_if(diagnosis: Diagnosis, leaves: Iterable[str], also: Iterable[Change] = ()) -> Diagnosis:
    """Diagnose the assessment as if every open point of some leaf clauses were closed.

    `also` are changes that would come with it.
    """
    changes = closing_changes(point for leaf in leaves for point in diagnosis.clauses[leaf].points)
    assessment = diagnosis.assessment.with_changes([*changes, *also])
    return diagnose(diagnosis.questionnaire, assessment, diagnosis.today, diagnosis)

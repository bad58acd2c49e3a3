"""The diagnosis: everything a screen, a command or a report shows, from one pure function."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gapwizard.domain import findings as found
from gapwizard.domain import readiness, registers
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point, contradicted, denied, weigh
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.registers import DocumentResult
from gapwizard.domain.scale import FULL, MATURITY_LIMIT, Band, Grade, gravest
from gapwizard.domain.scores import Counts, Scores, score


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
    """None for a clause that is not a leaf."""
    points: tuple[Point, ...]
    """The points of a leaf, in order; empty for others."""


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
    referred: Mapping[str, str]
    """Mirror questions dealt with elsewhere: question id to the finding's id."""
    documents: tuple[DocumentResult, ...]
    readiness: readiness.Readiness | None
    steps: tuple[Step, ...]
    """What to do first."""
    contradictions: tuple[str, ...]
    """Questions answered NA while a fact says yes."""

    def graded(self, grade: Grade) -> tuple[Finding, ...]:
        """The findings of one grade."""
        return tuple(finding for finding in self.findings if finding.grade is grade)

    def finding(self, name: str) -> Finding | None:
        """One finding by id, set aside or no longer raised ones too."""
        every = (*self.findings, *self.set_aside, *self.no_longer_raised)
        return next((finding for finding in every if finding.id == name), None)


def diagnose(questionnaire: Questionnaire, assessment: Assessment, today: date) -> Diagnosis:
    """Diagnose an assessment; pure, and exact to the last digit."""
    no = denied(questionnaire, assessment.facts)
    answers = assessment.answers
    points = {
        name: weigh(questionnaire, question, answers.get(name), no)
        for name, question in questionnaire.questions.items()
    }
    by_leaf = {
        leaf.id: tuple(points[question.id] for question in leaf.questions)
        for leaf in questionnaire.leaves
    }
    referred = found.referrals(by_leaf)
    raised, systemic = _raise(questionnaire, assessment, by_leaf, referred)
    counting = tuple(finding for finding in raised if not finding.set_aside)
    clauses = _clauses(questionnaire, assessment, by_leaf, systemic, counting)
    overall = Scores()
    for clause in questionnaire.top:
        overall = overall.plus(clauses[clause.id].scores)
    documents = registers.register(questionnaire, assessment, points)
    levels = [
        result.maturity.confirmed
        for result in clauses.values()
        if result.maturity is not None and result.maturity.confirmed is not None
    ]
    homes = {point.question.id: finding.id for finding in raised for point in finding.points}
    return Diagnosis(
        questionnaire=questionnaire,
        assessment=assessment,
        today=today,
        overall=overall,
        this_round=score(
            point
            for leaf in questionnaire.leaves
            if not questionnaire.within(leaf.id, assessment.about.later)
            for point in by_leaf[leaf.id]
        ),
        maturity=Fraction(sum(levels), len(levels)) if levels else None,
        clauses=clauses,
        points=points,
        findings=counting,
        set_aside=tuple(finding for finding in raised if finding.set_aside),
        no_longer_raised=tuple(
            found.no_longer_raised(
                questionnaire, assessment.findings, {finding.id for finding in raised}
            )
        ),
        referred={here: homes[there] for here, there in referred.items()},
        documents=documents,
        readiness=readiness.judge(
            readiness.Basis(
                questionnaire,
                assessment.about,
                today,
                {name: result.scores for name, result in clauses.items()},
                overall,
                counting,
                documents,
                points,
                assessment.facts,
            )
        ),
        steps=_steps(by_leaf, clauses, overall),
        contradictions=tuple(
            name for name, point in points.items() if contradicted(point, assessment.facts, no)
        ),
    )


def _raise(
    questionnaire: Questionnaire,
    assessment: Assessment,
    by_leaf: Mapping[str, tuple[Point, ...]],
    referred: Mapping[str, str],
) -> tuple[list[Finding], set[str]]:
    """All findings, and the systemic leaf clauses."""
    raised: list[Finding] = []
    systemic = set()
    for leaf in questionnaire.leaves:
        of_leaf, whole = found.of_leaf(leaf, by_leaf[leaf.id], referred, assessment.findings)
        raised += of_leaf
        if whole:
            systemic.add(leaf.id)
    raised += found.by_hand(questionnaire, assessment.findings)
    return raised, systemic


def _clauses(
    questionnaire: Questionnaire,
    assessment: Assessment,
    by_leaf: Mapping[str, tuple[Point, ...]],
    systemic: set[str],
    counting: tuple[Finding, ...],
) -> dict[str, ClauseResult]:
    """Every clause's figures; what is not a leaf sums up what is below it."""
    scores = {clause.id: Scores() for clause in questionnaire.clauses}
    counts = {clause.id: Counts() for clause in questionnaire.clauses}
    grades: dict[str, list[Grade]] = {clause.id: [] for clause in questionnaire.clauses}
    for leaf in questionnaire.leaves:
        points = by_leaf[leaf.id]
        leaf_scores, leaf_counts = score(points), _count(points)
        for name in questionnaire.line[leaf.id]:
            scores[name] = scores[name].plus(leaf_scores)
            counts[name] = counts[name].plus(leaf_counts)
    for finding in counting:
        for name in questionnaire.line[finding.clause]:
            grades[name].append(finding.grade)
    return {
        clause.id: ClauseResult(
            clause=clause,
            scores=scores[clause.id],
            counts=counts[clause.id],
            systemic=clause.id in systemic,
            grade=gravest(grades[clause.id]),
            maturity=_maturity(assessment, clause, scores[clause.id].band),
            points=by_leaf.get(clause.id, ()),
        )
        for clause in questionnaire.clauses
    }


def _count(points: tuple[Point, ...]) -> Counts:
    grades = [point.grade for point in points]
    return Counts(
        grades.count(Grade.MAJOR),
        grades.count(Grade.MINOR),
        grades.count(Grade.OFI),
        sum(point.evidence_gap for point in points),
        sum(point.undescribed for point in points),
    )


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
    by_leaf: Mapping[str, tuple[Point, ...]],
    clauses: Mapping[str, ClauseResult],
    overall: Scores,
) -> tuple[Step, ...]:
    """Order the leaf clauses with open points: majors first, then points to gain."""
    found: list[tuple[bool, int, Step]] = []
    for leaf, points in by_leaf.items():
        open_points = [point for point in points if point.to_do]
        if not open_points:
            continue
        missing = sum(point.question.weight * (FULL - point.counted) for point in open_points)
        result = clauses[leaf]
        gap = result.maturity.gap if result.maturity is not None else None
        names = tuple(point.question.id for point in open_points)
        gain = Fraction(missing, overall.full_weight) if overall.full_weight else Fraction(0)
        step = Step(leaf, gain, result.grade, gap, names)
        found.append((result.grade is not Grade.MAJOR, -missing, step))
    found.sort(key=lambda entry: entry[:2])
    return tuple(step for _not_major, _missing, step in found)

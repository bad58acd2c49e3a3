"""Readiness for the two stages of a certification audit, rule by rule.

Source: the diagnosis rules, "Readiness". An indicative self-assessment: only an accredited body
decides.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.assessment import About, Fact
from gapwizard.domain.documents import DocumentResult, applicable_lines, required_lines
from gapwizard.domain.figures import percent
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Ids, Questionnaire
from gapwizard.domain.scale import Grade
from gapwizard.domain.scores import Scores, together
from gapwizard.domain.visible import substance

MONTHS_OF_RECORDS = 3
"""Months of records that stage 2 wants to see, as certification bodies ask (diagnosis rules, "Readiness")."""
ENOUGH = Fraction(85, 100)
"""Conformity weighed by the evidence above which the whole is ready for stage 2."""


class Ready(StrEnum):
    """A readiness verdict."""

    READY = "ready"
    CONDITIONAL = "conditional"
    NOT_READY = "not_ready"
    NO_VERDICT = "no_verdict"


Tier = Literal["asked", "hard", "ready", "conditional"]
"""What a rule decides: that there is a verdict, that it is not `not_ready`, or which it is."""


class Rule(NamedTuple):
    """One rule with what was found."""

    code: str
    """Which rule; `sentences` says it in words."""
    tier: Tier
    value: float | int | str | None
    needed: str
    holds: bool
    where: tuple[str, ...] = ()
    """Ids of what makes it fail: clauses, questions, documents or findings."""
    share: tuple[int, int] | None = None
    """How many of how many, where the value is the percentage of a count."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The verdict on one stage and all its rules."""

    verdict: Ready
    rules: tuple[Rule, ...]

    @property
    def failing(self) -> tuple[Rule, ...]:
        """The rules that do not hold and stand between here and `ready`."""
        return tuple(r for r in self.rules if not r.holds and r.tier != "conditional")


@dataclass(frozen=True, slots=True)
class ReadinessResult:
    """Both stages."""

    stage1: Stage
    stage2: Stage


class Basis(NamedTuple):
    """What the readiness rules look at."""

    questionnaire: Questionnaire
    about: About
    today: date
    scores: Mapping[str, Scores]
    """Of every clause, by id."""
    overall: Scores
    findings: Sequence[Finding]
    """Those that count: raised and not set aside."""
    documents: Sequence[DocumentResult]
    points: Mapping[str, Point]
    facts: Mapping[str, Fact]
    unknown_keys: Mapping[str, tuple[str, ...]]
    """By leaf clause the key questions that nobody could answer."""


def judge(basis: Basis) -> ReadinessResult | None:
    """Judge both stages; None where the questionnaire has no readiness block.

    None too where improvement alone is the aim: then nothing speaks of a certificate.
    """
    if basis.questionnaire.readiness is None or basis.about.aim == "improvement":
        return None
    return ReadinessResult(_stage(_stage1(basis)), _stage(_stage2(basis)))


def _stage(rules: list[Rule]) -> Stage:
    def hold(*tiers: Tier) -> bool:
        return all(rule.holds for rule in rules if rule.tier in tiers)

    if not hold("asked"):
        verdict = Ready.NO_VERDICT
    elif not hold("hard"):
        verdict = Ready.NOT_READY
    elif hold("ready"):
        verdict = Ready.READY
    else:
        verdict = Ready.CONDITIONAL if hold("conditional") else Ready.NOT_READY
    return Stage(verdict, tuple(rules))


def _stage1(basis: Basis) -> list[Rule]:
    tops = basis.questionnaire.readiness.stage1_clauses if basis.questionnaire.readiness else ()
    inside = basis.questionnaire.within
    leaves = (leaf.id for leaf in basis.questionnaire.leaves)
    there = together(basis.scores[leaf] for leaf in leaves if inside(leaf, tops))
    majors = [f for f in _graded(basis, Grade.MAJOR) if inside(f.clause, tops)]
    critical = [line for line in applicable_lines(basis.documents) if line.document.critical]
    bad = tuple(line.document.id for line in critical if not line.stands)
    required = required_lines(basis.documents)
    standing = sum(line.stands for line in required)
    missing = tuple(line.document.id for line in required if not line.stands)
    part = (standing, len(required))
    share = Fraction(*part) if required else Fraction(1)
    about = basis.about
    # The thresholds, here and at stage 2, are those of diagnosis rules, "Readiness".
    return [
        _unanswered(there),
        _none_of("major", majors),
        _no_key_unknown(basis, tops),
        Rule("critical_documents", "hard", len(bad), "0", not bad, bad),
        _dated("audit_dated", about.internal_audit_date),
        _dated("review_dated", about.management_review_date),
        _at_least("required_documents", "ready", share, 90)._replace(share=part, where=missing),
        _at_least("confirmed_there", "ready", there.confirmed_if_asked, 70),
        _at_least("required_documents", "conditional", share, 80)._replace(
            share=part, where=missing
        ),
        _at_least("confirmed_there", "conditional", there.confirmed_if_asked, 60),
    ]


def _stage2(basis: Basis) -> list[Rule]:
    about, today = basis.about, basis.today
    low = tuple(
        leaf.id
        for leaf in basis.questionnaire.leaves
        if (scores := basis.scores[leaf.id]).band is not None
        and 2 * scores.counted <= scores.full_weight
    )
    minors = _graded(basis, Grade.MINOR)
    loose = tuple(f.id for f in minors if not _agreed(f))
    idle = not_observed(basis.questionnaire, basis.points, basis.facts)
    open_tops = uncovered_clauses(basis.questionnaire, about.internal_audit_clauses)
    confirmed = basis.overall.confirmed_if_asked
    above = confirmed is not None and confirmed > ENOUGH
    return [
        _unanswered(basis.overall),
        _none_of("major", _graded(basis, Grade.MAJOR)),
        _no_key_unknown(basis, None),
        _done("audit_done", about.internal_audit_date, today),
        Rule("audit_covers", "hard", len(open_tops), "0", not open_tops, open_tops),
        _done("review_done", about.management_review_date, today),
        _records(about.records_since, today),
        Rule("confirmed", "ready", percent(confirmed), "> 85 %", above),
        Rule("low_clauses", "ready", len(low), "0", not low, low),
        Rule("minors_owned", "ready", len(loose), "0", not loose, loose),
        Rule("not_observed", "ready", len(idle), "0", not idle, idle),
        _at_least("confirmed", "conditional", confirmed, 75),
        Rule("low_clauses", "conditional", len(low), "≤ 2", len(low) <= 2, low),
    ]


def _agreed(finding: Finding) -> bool:
    return finding.record.due is not None and bool(substance(finding.record.owner))


def _graded(basis: Basis, grade: Grade) -> list[Finding]:
    return [finding for finding in basis.findings if finding.grade is grade]


def _unanswered(scores: Scores) -> Rule:
    missing = scores.applicable - scores.answered
    return Rule("unanswered", "asked", missing, "0", missing == 0)


def _none_of(code: str, findings: Sequence[Finding]) -> Rule:
    names = tuple(finding.id for finding in findings)
    return Rule(code, "hard", len(names), "0", not names, names)


def _no_key_unknown(basis: Basis, tops: Ids | None) -> Rule:
    """Hold that no key question, of some clauses or of all, is a don't-know."""
    names = tuple(
        name
        for leaf, unknown in basis.unknown_keys.items()
        if unknown and (tops is None or basis.questionnaire.within(leaf, tops))
        for name in unknown
    )
    return Rule("key_unknown", "hard", len(names), "0", not names, names)


def not_observed(
    questionnaire: Questionnaire, points: Mapping[str, Point], facts: Mapping[str, Fact]
) -> tuple[str, ...]:
    """The leaf clauses with key questions in which no event occurred that they ask about.

    Facts took out every question, and an event was among these facts: a firm that has no supplier
    at all (a profile fact) is not one whose suppliers were not observed.
    """

    def event(name: str | None) -> bool:
        while name is not None:
            fact, trigger = facts.get(name), questionnaire.trigger[name]
            if fact is not None and not fact.value:
                return trigger.kind == "event"
            name = trigger.needs
        return False

    return tuple(
        leaf.id
        for leaf in questionnaire.leaves
        if points[leaf.questions[0].id].standing is Standing.BY_FACT  # rare: asked first
        and all(points[question.id].standing is Standing.BY_FACT for question in leaf.questions)
        and any(question.key for question in leaf.questions)
        and any(event(name) for question in leaf.questions for name in question.depends_on)
    )


def _dated(code: str, when: date | None) -> Rule:
    return Rule(code, "hard", when.isoformat() if when else None, "*", when is not None)


def _done(code: str, when: date | None, today: date) -> Rule:
    holds = when is not None and when <= today
    return Rule(code, "hard", when.isoformat() if when else None, f"≤ {today}", holds)


def _records(since: date | None, today: date) -> Rule:
    latest = months_before(today, MONTHS_OF_RECORDS)
    holds = since is not None and since <= latest
    return Rule("records", "hard", since.isoformat() if since else None, f"≤ {latest}", holds)


def records_suffice_on(since: date) -> date:
    """The first day on which records that began then are long enough."""
    day = months_before(since, -MONTHS_OF_RECORDS)
    return day if since <= months_before(day, MONTHS_OF_RECORDS) else day + timedelta(days=1)


def _at_least(code: str, tier: Tier, share: Fraction | None, needed: int) -> Rule:
    holds = share is not None and share >= Fraction(needed, 100)
    return Rule(code, tier, percent(share), f"≥ {needed} %", holds)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last day of that month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def uncovered_clauses(questionnaire: Questionnaire, covered: Sequence[str]) -> tuple[str, ...]:
    """The top clauses that an audit of `covered` leaves out.

    A clause is covered when it is named, or when all clauses below it are; a heading without
    questions below needs no audit.
    """

    def is_covered(name: str) -> bool:
        if name in covered:
            return True
        below = questionnaire.children[name]
        if below:
            return all(is_covered(clause.id) for clause in below)
        return not questionnaire.clause[name].leaf

    return tuple(clause.id for clause in questionnaire.top if not is_covered(clause.id))

"""Section 1: the answer first, for top management, on about one page."""

from collections import Counter
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis, Step
from gapwizard.domain.findings import Finding
from gapwizard.domain.readiness import Stage
from gapwizard.domain.registers import Verdict
from gapwizard.domain.scale import Grade, Rating, one_decimal
from gapwizard.domain.wording import (
    cause_word,
    finding_title,
    grade_word,
    listed,
    percent_word,
    ready_word,
    rule_sentence,
)
from gapwizard.i18n import _, ngettext
from gapwizard.report.parts import Line, Row, groups, name_of, named, of, row

MOST = 6
"""Entries of one list on the page for top management."""

DAYS = {Grade.MAJOR: 30, Grade.MINOR: 90, Grade.OFI: 180}
"""The horizon of a finding, in days."""


class Verdict1(NamedTuple):
    """The readiness for one stage."""

    title: str
    verdict: str
    failing: tuple[str, ...]


class Task(NamedTuple):
    """One thing to do, and how."""

    title: str
    how: str
    gain: str
    owner: str


class Horizon(NamedTuple):
    """What to do within some days."""

    days: int
    tasks: tuple[Task, ...]
    more: int
    """How many findings the list leaves out."""
    also: tuple[str, ...]


class Conclusion(NamedTuple):
    """Everything section 1 prints."""

    answered: int
    applicable: int
    open: int
    asked: str
    declared: str
    confirmed: str
    ceiling: str
    maturity: str
    """Empty while no level is claimed."""
    levels: str
    target: int
    counts: tuple[Line, ...]
    rows: tuple[Row, ...]
    blocking: tuple[Line, ...]
    """Id and title of what would prevent certification today."""
    stages: tuple[Verdict1, ...]
    causes: tuple[Line, ...]
    horizons: tuple[Horizon, ...]
    strengths: tuple[str, ...]
    fully_seen: str


def build(diagnosis: Diagnosis) -> Conclusion:
    """Collect what top management reads."""
    overall, questionnaire = diagnosis.overall, diagnosis.questionnaire
    claimed = [
        result
        for result in diagnosis.clauses.values()
        if result.maturity is not None and result.maturity.confirmed is not None
    ]
    return Conclusion(
        answered=overall.answered,
        applicable=overall.applicable,
        open=overall.applicable - overall.answered,
        asked=of(overall.answered, overall.applicable),
        declared=percent_word(overall.declared),
        confirmed=percent_word(overall.confirmed),
        ceiling=percent_word(overall.ceiling),
        maturity="" if diagnosis.maturity is None else f"{one_decimal(diagnosis.maturity):.1f}",
        levels=of(len(claimed), len(questionnaire.leaves)),
        target=diagnosis.assessment.about.target,
        counts=tuple(
            Line(grade_word(grade), str(len(diagnosis.graded(grade))))
            for grade in (Grade.MAJOR, Grade.MINOR, Grade.OFI, Grade.STRENGTH)
        ),
        rows=tuple(row(diagnosis.clauses[clause.id]) for clause in groups(questionnaire)),
        blocking=tuple(
            Line(finding.id, finding_title(finding, questionnaire))
            for finding in diagnosis.graded(Grade.MAJOR)
        ),
        stages=_stages(diagnosis),
        causes=_causes(diagnosis),
        horizons=_horizons(diagnosis),
        strengths=_strengths(diagnosis),
        fully_seen=of(
            sum(p.rating is Rating.F and p.counted == p.value for p in diagnosis.points.values()),
            overall.applicable,
        ),
    )


def _stages(diagnosis: Diagnosis) -> tuple[Verdict1, ...]:
    if diagnosis.readiness is None:
        return ()
    titles = (_("Stage 1 (documents, scope, readiness)"), _("Stage 2 (operation)"))
    stages: tuple[Stage, ...] = (diagnosis.readiness.stage1, diagnosis.readiness.stage2)
    return tuple(
        Verdict1(title, ready_word(stage.verdict), tuple(map(rule_sentence, stage.failing)))
        for title, stage in zip(titles, stages, strict=True)
    )


def _causes(diagnosis: Diagnosis) -> tuple[Line, ...]:
    found = Counter(
        finding.record.cause_category
        for finding in diagnosis.findings
        if finding.grade in (Grade.MAJOR, Grade.MINOR)
    )
    unknown = found.pop("", 0)
    causes = [Line(cause_word(cause), str(count)) for cause, count in found.most_common()]
    if unknown:
        causes.append(Line(cause_word(""), str(unknown)))
    return tuple(causes)


def _horizons(diagnosis: Diagnosis) -> tuple[Horizon, ...]:
    """Spread the work: majors 30 days, minors and documents 90, opportunities and the rest 180."""
    steps = {step.clause: (rank, step) for rank, step in enumerate(diagnosis.steps)}
    last = len(steps)

    def rank(finding: Finding) -> int:
        return steps[finding.clause][0] if finding.clause in steps else last

    horizons = []
    for grade, days in DAYS.items():
        ordered = sorted(diagnosis.graded(grade), key=rank)
        tasks = tuple(_task(diagnosis, finding, steps) for finding in ordered[:MOST])
        also = _also(diagnosis, grade)
        horizons.append(Horizon(days, tasks, max(0, len(ordered) - MOST), also))
    return tuple(horizons)


def _task(diagnosis: Diagnosis, finding: Finding, steps: dict[str, tuple[int, Step]]) -> Task:
    grave = [point for point in finding.points if point.grade is finding.grade]
    fixes = [point.question.fix for point in (*grave, *finding.points) if point.question.fix]
    gain = steps[finding.clause][1].gain if finding.clause in steps else None
    return Task(
        f"{finding.id} {finding_title(finding, diagnosis.questionnaire)}",
        finding.record.corrective_action or next(iter(fixes), ""),
        "" if gain is None else percent_word(gain),
        finding.record.owner,
    )


def _also(diagnosis: Diagnosis, grade: Grade) -> tuple[str, ...]:
    """Say what else belongs to the horizon of a grade: documents, open questions, evidence."""
    by_verdict: dict[Verdict, list[str]] = {}
    for line in diagnosis.documents:
        names = by_verdict.setdefault(line.verdict, [])
        names.append(f"{line.document.id} {line.document.title}")
    create, revise = by_verdict.get(Verdict.CREATE, []), by_verdict.get(Verdict.REVISE, [])
    also = []
    if grade is Grade.MINOR and create:
        words = ngettext(
            "create {count} document: {names}", "create {count} documents: {names}", len(create)
        )
        also.append(words.format(count=len(create), names=listed(create, MOST)))
    if grade is Grade.OFI and revise:
        words = ngettext(
            "revise {count} document: {names}", "revise {count} documents: {names}", len(revise)
        )
        also.append(words.format(count=len(revise), names=listed(revise, MOST)))
    return (*also, *(_rest(diagnosis) if grade is Grade.OFI else ()))


def _rest(diagnosis: Diagnosis) -> list[str]:
    """Say what is left that no finding speaks of: questions to ask, evidence to obtain."""
    also = []
    unasked = [step.clause for step in diagnosis.steps if _unasked(diagnosis, step)]
    missing = diagnosis.overall.applicable - diagnosis.overall.answered
    if missing:
        words = ngettext(
            "ask the {count} open question, in {clauses}",
            "ask the {count} open questions, in {clauses}",
            missing,
        )
        also.append(words.format(count=missing, clauses=listed(unasked, MOST)))
    gaps = sum(point.evidence_gap for point in diagnosis.points.values())
    if gaps:
        words = ngettext(
            "obtain evidence for {count} answer that counts less without it",
            "obtain evidence for {count} answers that count less without it",
            gaps,
        )
        also.append(words.format(count=gaps))
    return also


def _unasked(diagnosis: Diagnosis, step: Step) -> bool:
    return any(not diagnosis.points[name].answered for name in step.open_points)


def _strengths(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Name the strengths that were recorded, else the clauses that stand best."""
    questionnaire = diagnosis.questionnaire
    recorded = diagnosis.graded(Grade.STRENGTH)
    if recorded:
        return tuple(
            _("{title} ({clause})").format(
                title=finding_title(finding, questionnaire),
                clause=name_of(questionnaire, finding.clause),
            )
            for finding in recorded[:MOST]
        )
    best = [
        result
        for result in diagnosis.clauses.values()
        if result.clause.leaf and result.scores.band == "F" and result.scores.seen
    ]
    best.sort(key=lambda result: -(result.scores.confirmed or 0))
    return tuple(
        _("{clause}: {confirmed} weighed by the evidence, {seen} answers seen").format(
            clause=named(result.clause),
            confirmed=percent_word(result.scores.confirmed),
            seen=of(result.scores.seen, result.scores.answered),
        )
        for result in best[:MOST]
    )

"""Section 1: the answer first, for top management, and what to do within 30, 90 and 180 days.

`1-conclusion.md` prints it. It has to fit a page, so every list has a limit and says how much it
leaves out.
"""

from collections import Counter
from typing import NamedTuple

from gapwizard.domain.actions import HORIZON
from gapwizard.domain.brevity import stopped
from gapwizard.domain.diagnosis import Diagnosis, Step
from gapwizard.domain.figures import one_decimal, percent, percent_word
from gapwizard.domain.findings import Finding
from gapwizard.domain.readiness import Stage
from gapwizard.domain.registers import Verdict, Why
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import (
    cause_word,
    finding_title,
    listed,
    ready_word,
    rule_sentence,
    stage_sentences,
    worded,
)
from gapwizard.i18n import _, ngettext
from gapwizard.report.markdown import Md
from gapwizard.report.parts import Line, Row, grade_counts, groups, name_of, named, of, row

MOST_BLOCKING = 10
"""Major nonconformities named on the page for top management."""


MOST = 6
"""Entries of one list on the page for top management."""
_FORM = (Why.DRAFT, Why.OUTDATED)
"""Why the form of a record is to be mended, and not its keeping."""


class Task(NamedTuple):
    """One thing to do, and how."""

    title: str
    stop: Md
    """What ends the title as a sentence; empty where it was cut."""
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


class Verdict1(NamedTuple):
    """The readiness for one stage."""

    title: str
    verdict: str
    sentence: str
    """The verdict in whole sentences."""
    failing: tuple[str, ...]


class Conclusion(NamedTuple):
    """Everything section 1 prints."""

    answered: int
    applicable: int
    open: int
    asked: str
    declared: str
    confirmed: str
    ceiling: str
    this_round: str
    """Confirmed over what is not put off to a later round; empty where nothing is put off."""
    round_asked: str
    maturity: str
    """Empty while no level is claimed."""
    levels: str
    target: int
    counts: tuple[Line, ...]
    rows: tuple[Row, ...]
    majors: int
    blocking: tuple[Line, ...]
    """Id and title of what would prevent certification today."""
    more_blocking: int
    stopped: bool
    """Whether rules of readiness stand against it, majors or none."""
    stages: tuple[Verdict1, ...]
    causes: tuple[Line, ...]
    horizons: tuple[Horizon, ...]
    strengths: tuple[str, ...]
    fully_seen: str


def build(diagnosis: Diagnosis) -> Conclusion:
    """Collect what top management reads."""
    overall, questionnaire = diagnosis.overall, diagnosis.questionnaire
    now = diagnosis.this_round
    claimed = [
        result
        for result in diagnosis.clauses.values()
        if result.maturity is not None and result.maturity.confirmed is not None
    ]
    majors = diagnosis.graded(Grade.MAJOR)
    return Conclusion(
        answered=overall.answered,
        applicable=overall.applicable,
        open=overall.applicable - overall.answered,
        asked=of(overall.answered, overall.applicable),
        declared=percent_word(overall.declared),
        confirmed=percent_word(overall.confirmed),
        ceiling=percent_word(overall.ceiling),
        this_round=percent_word(now.confirmed) if diagnosis.assessment.about.later else "",
        round_asked=of(now.answered, now.applicable),
        maturity="" if diagnosis.maturity is None else f"{one_decimal(diagnosis.maturity):.1f}",
        levels=of(len(claimed), len(questionnaire.leaves)),
        target=diagnosis.assessment.about.target,
        counts=grade_counts(diagnosis),
        rows=tuple(row(diagnosis.clauses[clause.id]) for clause in groups(questionnaire)),
        majors=len(majors),
        blocking=tuple(
            Line(finding.id, finding_title(finding, questionnaire))
            for finding in majors[:MOST_BLOCKING]
        ),
        more_blocking=max(0, len(majors) - MOST_BLOCKING),
        stopped=any(stage.failing for stage in _stages(diagnosis)),
        stages=_stages(diagnosis),
        causes=_causes(diagnosis),
        horizons=horizons(diagnosis),
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
    said = stage_sentences(diagnosis)
    stages: tuple[Stage, ...] = (diagnosis.readiness.stage1, diagnosis.readiness.stage2)
    return tuple(
        Verdict1(title, ready_word(stage.verdict), words, tuple(map(rule_sentence, stage.failing)))
        for title, words, stage in zip(titles, said, stages, strict=True)
    )


def _causes(diagnosis: Diagnosis) -> tuple[Line, ...]:
    graded = [f for f in diagnosis.findings if f.grade in (Grade.MAJOR, Grade.MINOR)]
    found = Counter(finding.record.cause_category for finding in graded)
    free = sum(bool(substance(f.record.cause)) for f in graded if not f.record.cause_category)
    unknown = found.pop("", 0) - free
    causes = [Line(cause_word(cause), str(count)) for cause, count in found.most_common()]
    if free:
        causes.append(Line(_("cause recorded, in no category"), str(free)))
    if unknown:
        causes.append(Line(cause_word(""), str(unknown)))
    return tuple(causes)


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


def horizons(diagnosis: Diagnosis) -> tuple[Horizon, ...]:
    """Spread the work: majors 30 days, minors and documents 90, opportunities and the rest 180."""
    steps = {step.clause: (rank, step) for rank, step in enumerate(diagnosis.steps)}
    last, told = len(steps), set[str]()

    def rank(finding: Finding) -> int:
        return steps[finding.clause][0] if finding.clause in steps else last

    found = []
    for grade, days in HORIZON.items():
        ordered = sorted(diagnosis.graded(grade), key=rank)
        tasks = tuple(_task(diagnosis, finding, steps, told) for finding in ordered[:MOST])
        also = _also(diagnosis, grade)
        found.append(Horizon(days, tasks, max(0, len(ordered) - MOST), also))
    return tuple(found)


def _task(
    diagnosis: Diagnosis, finding: Finding, steps: dict[str, tuple[int, Step]], told: set[str]
) -> Task:
    """Print one task; the gain of a clause is told at its first one only."""
    record, gain = finding.record, ""
    if finding.clause in steps and finding.clause not in told:
        gain = f"{percent(steps[finding.clause][1].gain):.1f}"
        told.add(finding.clause)
    grave = [point for point in finding.points if point.grade is finding.grade]
    one_by_one = [point for point in (*grave, *finding.points) if worded(point)]
    fixes = [point.question.fix for point in one_by_one if point.question.fix]
    first = fixes[0] if fixes else ""
    if len(finding.points) > 1 and first:
        first = _("First: {what}").format(what=first)
    title = f"{finding.id} {finding_title(finding, diagnosis.questionnaire)}"
    stop = Md("" if stopped(title) == title else stopped(title)[-1])
    if not one_by_one and finding.points:
        first = _("First look at its questions one by one.")
    how = stopped(substance(record.corrective_action) or first)
    return Task(title, stop, how, gain, substance(record.owner))


def _also(diagnosis: Diagnosis, grade: Grade) -> tuple[str, ...]:
    """Say what else belongs to the horizon of a grade: documents, open questions, evidence."""
    if grade is Grade.MINOR:
        return _documents(diagnosis, Verdict.CREATE)
    if grade is Grade.OFI:
        return (*_documents(diagnosis, Verdict.REVISE), *_rest(diagnosis))
    return ()


def _documents(diagnosis: Diagnosis, verdict: Verdict) -> tuple[str, ...]:
    """Name the documents with a verdict, then the records, then those whose form alone is to be mended."""
    found: dict[str, list[str]] = {"document": [], "record": [], "form": []}
    for line in diagnosis.documents:
        if line.verdict is verdict:
            record = line.document.kind == "record"
            kind = "form" if record and line.why in _FORM else "record" if record else "document"
            found[kind].append(f"{line.document.id} {line.document.title}")
    return tuple(
        _document_words(verdict, kind, len(names)).format(
            count=len(names), names=listed(names, MOST)
        )
        for kind, names in found.items()
        if names
    )


def _document_words(verdict: Verdict, kind: str, count: int) -> str:
    if kind == "form":
        return ngettext(
            "mend the form of {count} record: {names}",
            "mend the form of {count} records: {names}",
            count,
        )
    if kind == "record":
        return (
            ngettext(
                "start keeping {count} record: {names}",
                "start keeping {count} records: {names}",
                count,
            )
            if verdict is Verdict.CREATE
            else ngettext(
                "keep {count} record completely from now on: {names}",
                "keep {count} records completely from now on: {names}",
                count,
            )
        )
    if verdict is Verdict.CREATE:
        return ngettext(
            "create {count} document: {names}", "create {count} documents: {names}", count
        )
    return ngettext("revise {count} document: {names}", "revise {count} documents: {names}", count)


def _rest(diagnosis: Diagnosis) -> list[str]:
    """Say what is left that no finding speaks of: questions to ask, evidence to obtain."""
    points = diagnosis.points.values()
    missing = diagnosis.overall.applicable - diagnosis.overall.answered
    unasked = [step.clause for step in diagnosis.steps if _unasked(diagnosis, step)]
    unknown = sum(point.to_establish for point in points)
    weak = sum(point.undescribed for point in points)
    gaps = sum(point.evidence_gap for point in points)
    left = (
        (
            missing,
            ngettext(
                "ask the {count} open question, in {clauses}",
                "ask the {count} open questions, in {clauses}",
                missing,
            ),
        ),
        (
            unknown,
            ngettext(
                "find out what nobody could tell, for {count} question",
                "find out what nobody could tell, for {count} questions",
                unknown,
            ),
        ),
        (
            weak,
            ngettext(
                "describe the weakness behind {count} answer rated largely met, and close it",
                "describe the weaknesses behind {count} answers rated largely met, and close them",
                weak,
            ),
        ),
        (
            gaps,
            ngettext(
                "obtain evidence for {count} answer that counts less without it",
                "obtain evidence for {count} answers that count less without it",
                gaps,
            ),
        ),
    )
    clauses = listed(unasked, MOST)
    return [words.format(count=count, clauses=clauses) for count, words in left if count]


def _unasked(diagnosis: Diagnosis, step: Step) -> bool:
    return any(not diagnosis.points[name].answered for name in step.open_points)

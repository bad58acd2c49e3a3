"""Section 1: the answer first, for top management, on about one page."""

from collections import Counter
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import one_decimal, percent_word
from gapwizard.domain.readiness import Stage
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import (
    cause_word,
    finding_title,
    grade_word,
    ready_word,
    rule_sentence,
    stage_sentences,
)
from gapwizard.i18n import _
from gapwizard.report.horizons import MOST, Horizon, horizons
from gapwizard.report.parts import Line, Row, groups, name_of, named, of, row

MOST_BLOCKING = 10
"""Major nonconformities named on the page for top management."""


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
        counts=tuple(
            Line(grade_word(grade), str(len(diagnosis.graded(grade))))
            for grade in (Grade.MAJOR, Grade.MINOR, Grade.OFI, Grade.STRENGTH)
        ),
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

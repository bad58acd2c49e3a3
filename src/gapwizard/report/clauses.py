"""Section 3: each clause with its figures, what holds and what does not.

`3-clauses.md` prints it. The findings of section 4 tell everything; here stand the first sentences of
each leaf clause, and what became of answers below fully met that no finding tells of.
"""

from collections import Counter
from typing import NamedTuple

from gapwizard.domain import results
from gapwizard.domain.brevity import stopped
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.figures import one_decimal
from gapwizard.domain.finding_basis import NOTED, Backing, backing_of
from gapwizard.domain.overview import ViewRow, view_rows
from gapwizard.domain.own_texts import CLAUSE, said_text
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.scale import GRAVITY, Band, Grade, Rating
from gapwizard.domain.sentences import short_list
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import bulk_sentences, has_words, point_sentence
from gapwizard.i18n import _, names, ngettext
from gapwizard.report.markdown import Md
from gapwizard.report.parts import (
    Row,
    clause_line,
    drawn_bar,
    figure,
    groups,
    of,
    results_below,
    row,
)

SENTENCES = 2
"""Strengths, and gaps, told of one clause; the findings tell the rest."""


class Leaf(NamedTuple):
    """One leaf clause in words."""

    title: str
    intent: str
    strengths: tuple[str, ...]
    more_strengths: int
    gaps: tuple[str, ...]
    more_gaps: int
    open: str
    """How many questions were not asked; empty where all were."""
    findings: str
    """Ids of the findings of this clause."""
    said_only: int
    """How many answers rest on a statement only."""
    noted_only: int
    """Answers with an observation, or with what was not accepted or has not come, and no more."""
    nothing_recorded: int
    """For how many answers not even a statement is recorded."""
    besides: tuple[str, ...]
    """What became of answers below fully met that no finding of the clause tells of."""
    unproved: bool
    """Whether no gap was told and nothing was seen."""


class ClauseGroup(NamedTuple):
    """The leaf clauses below one clause."""

    title: str
    rows: tuple[Row, ...]
    leaves: tuple[Leaf, ...]


class HeatRow(NamedTuple):
    """Where the leaf clauses of a group lie on the scale."""

    title: str
    not_met: str
    partly: str
    largely: str
    fully: str
    none: str


class ViewLine(NamedTuple):
    """One group of a view as it is printed."""

    title: str
    confirmed: str
    bar: Md
    asked: str
    majors: int
    minors: int


class ViewTable(NamedTuple):
    """The same answers, grouped otherwise than by clause."""

    title: str
    groups: tuple[ViewLine, ...]


class ClauseWords(NamedTuple):
    """What is told of one clause of the charts: the assessor's comment, else what was recorded."""

    title: str
    text: str
    """Empty where nothing was recorded in words."""
    more: int
    """How many recorded sentences the findings tell beyond these."""
    stale: bool


class Clauses(NamedTuple):
    """Everything section 3 prints."""

    maturity: str
    """Empty while no level is claimed."""
    levels: str
    target: int
    ceiling: str
    """The confirmed figure were every open question fully met; empty where none is open."""
    this_round: str
    """Confirmed over what is not put off to a later round; empty where nothing is put off."""
    told: tuple[ClauseWords, ...]
    """Of the clauses of which anything is told."""
    wordless: str
    """Ids of the others."""

    views: tuple[ViewTable, ...]
    tops: tuple[Row, ...]
    heat: tuple[HeatRow, ...]
    groups: tuple[ClauseGroup, ...]


def build(diagnosis: Diagnosis) -> Clauses:
    """Collect the results by clause."""
    questionnaire = diagnosis.questionnaire
    found = []
    heat = []
    for clause in groups(questionnaire):
        below = results_below(diagnosis, clause)
        heat.append(_heat(clause_line(clause), below))
        found.append(
            ClauseGroup(
                clause_line(clause),
                tuple(row(result) for result in below),
                tuple(_leaf(diagnosis, result) for result in below),
            )
        )
    tops = tuple(row(diagnosis.clauses[clause.id]) for clause in groups(questionnaire))
    views = tuple(
        ViewTable(view.title, tuple(map(_view_group, view_rows(diagnosis, view))))
        for view in questionnaire.views
    )
    every = {clause.id: _told(diagnosis, clause) for clause in groups(questionnaire)}
    overall, about = diagnosis.overall, diagnosis.assessment.about
    claimed = sum(
        result.maturity is not None and result.maturity.confirmed is not None
        for result in diagnosis.clauses.values()
    )
    return Clauses(
        maturity="" if diagnosis.maturity is None else str(one_decimal(diagnosis.maturity)),
        levels=of(claimed, len(questionnaire.leaves)),
        target=about.target,
        ceiling=figure(overall.ceiling) if overall.answered < overall.applicable else "",
        this_round=figure(diagnosis.this_round.confirmed) if about.later else "",
        told=tuple(one for one in every.values() if one.text),
        wordless=names(name for name, one in every.items() if not one.text),
        views=views,
        tops=tops,
        heat=tuple(heat),
        groups=tuple(found),
    )


def _told(diagnosis: Diagnosis, clause: Clause) -> ClauseWords:
    key = f"{CLAUSE}{clause.id}"
    words = said_text(diagnosis, key)
    more = 0 if words.own else results.recorded_words(diagnosis, clause.id).more
    return ClauseWords(clause_line(clause), words.text, more, words.stale)


def _view_group(found: ViewRow) -> ViewLine:
    scores = found.scores
    share = scores.confirmed_if_asked
    return ViewLine(
        found.title,
        figure(share),
        drawn_bar(share),
        of(scores.answered, scores.applicable),
        found.majors,
        found.minors,
    )


def _heat(title: str, below: tuple[ClauseResult, ...]) -> HeatRow:
    def of(band: Band | None) -> str:
        return names(r.clause.id for r in below if r.scores.settled_band is band)

    return HeatRow(title, of(Band.N), of(Band.P), of(Band.L), of(Band.F), of(None))


def _leaf(diagnosis: Diagnosis, result: ClauseResult) -> Leaf:
    good = [p for p in result.points if p.rating is Rating.F and p.strength >= 2 and not p.grade]
    own = [f for f in diagnosis.findings if f.clause == result.clause.id]
    told = {point.question.id for finding in own for point in finding.points}
    bad = sorted(
        (p for p in result.points if p.question.id in told),
        key=lambda point: -GRAVITY[point.grade or Grade.OFI],
    )
    typed = [f.record.statement for f in own if substance(f.record.statement)]
    retold = {p.question.id for f in own if substance(f.record.statement) for p in f.points}
    left = [point for point in bad if point.question.id not in retold]
    gaps = list(map(stopped, typed))
    gaps += [stopped(point_sentence(p, diagnosis.questionnaire)) for p in left if has_words(p)]
    in_order = [point for point in result.points if point in left]
    gaps += bulk_sentences(in_order, diagnosis.questionnaire)
    grounds = Counter(backing_of(point) for point in result.points if point.answered)
    gaps = list(dict.fromkeys(gaps))  # one observation may stand at two questions
    missing = result.scores.applicable - result.scores.answered
    return Leaf(
        title=clause_line(result.clause),
        intent=result.clause.intent,
        strengths=tuple(point.question.criterion for point in good[:SENTENCES]),
        more_strengths=max(0, len(good) - SENTENCES),
        gaps=tuple(gaps[:SENTENCES]),
        more_gaps=max(0, len(gaps) - SENTENCES),
        open=_open(result, missing),
        findings=short_list([finding.id for finding in own]),
        said_only=grounds[Backing.SAID],
        noted_only=sum(grounds[found] for found in NOTED),
        nothing_recorded=grounds[Backing.NOTHING],
        besides=_besides(diagnosis, result, told),
        unproved=bool(result.scores.answered)
        and not good
        and all(p.rating is Rating.F for p in result.points if p.answered),
    )


def _besides(diagnosis: Diagnosis, result: ClauseResult, told: set[str]) -> tuple[str, ...]:
    """Say what became of answers below fully met that no finding of the clause tells of."""
    below = [
        p
        for p in result.points
        if p.answered and p.rating is not Rating.F and p.question.id not in told
    ]
    aside = [finding for finding in diagnosis.set_aside if finding.clause == result.clause.id]
    away = {point.question.id for finding in aside for point in finding.points}
    elsewhere = dict.fromkeys(
        diagnosis.referred[p.question.id] for p in below if p.question.id in diagnosis.referred
    )
    said = (
        (_("Set aside: {names}."), [finding.id for finding in aside]),
        (_("Told under: {names}."), list(elsewhere)),
        (_("Could not be established: {names}."), [p.question.id for p in below if p.unknown]),
        (
            _("A weakness remains that nobody described: {names}."),
            [p.question.id for p in below if p.rating is Rating.L and p.question.id not in away],
        ),
    )
    return tuple(words.format(names=short_list(ids)) for words, ids in said if ids)


def _open(result: ClauseResult, missing: int) -> str:
    applicable = result.scores.applicable
    if not missing:
        return "" if applicable else _("No question of this clause applies.")
    if missing == applicable:
        return _("Nothing was asked here.")
    words = ngettext(
        "{count} of {all} questions was not asked.",
        "{count} of {all} questions were not asked.",
        missing,
    )
    return words.format(count=missing, all=applicable)

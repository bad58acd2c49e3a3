"""Section 1: the management summary, on two pages: the answer, why, what to do, from when on.

`1-conclusion.md` prints it. Budget: 650 words in all (report.md), so every list has a limit, and what
does not fit is counted with the place where it stands.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gapwizard.domain import summary
from gapwizard.domain.brevity import cut, cut_at_pause, stopped
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import days_word
from gapwizard.domain.figures import percent_word
from gapwizard.domain.files import file_plan, file_state_word
from gapwizard.domain.own_texts import ANSWER, DATES, DECISIONS, WHY, Plan, said_text
from gapwizard.domain.readiness import Ready
from gapwizard.domain.roadmap import Planned, due_word, gain_word
from gapwizard.domain.scale import Band, Grade
from gapwizard.domain.summary import PlanStep
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title
from gapwizard.domain.words import ready_word
from gapwizard.i18n import _, ngettext, parts, with_aside
from gapwizard.report.findings import Fetch
from gapwizard.report.markdown import NONE, Md
from gapwizard.report.parts import clause_line, dashed, drawn_bar, figure, groups

if TYPE_CHECKING:
    from gapwizard.domain.comparison import Comparison

STEPS = 7
"""Rows of the table of steps; six to eight fit the page."""
FILES = 6
"""The first files to write; so many that page 2 still ends on its page."""
STRENGTHS = 3
"""Strengths on page 1, as many as blockers have room beside them."""
TITLE = 16
"""Words of the title of a step or a file on this page."""
PARTLY = "*"
"""Marks a figure of last time of which not all was asked."""
TARGET = 85
"""Per cent of a clause from which on its requirements count as met: the band F."""


Verdicts = tuple[Ready | None, Ready | None]
"""On stage 1 and stage 2."""


class Sentences(NamedTuple):
    """Sentences of the summary."""

    text: str
    stale: bool
    """Whether a person wrote them and the numbers they stood for have changed since."""


class Bar(NamedTuple):
    """One clause in the chart."""

    title: str
    now: str
    bar: Md
    before: str
    partly: bool
    """Whether not all of it was asked last time: `before` is marked then."""


class StepRow(NamedTuple):
    """One step of the plan."""

    what: str
    role: str
    due: str
    days: str
    points: str
    then: str
    """The verdicts after it, where they differ from those before."""


class Conclusion(NamedTuple):
    """Everything section 1 prints."""

    answer: Sentences
    blockers: tuple[summary.Blocker, ...]
    more_blockers: int
    documents_first: str
    """What stands against stage 1 besides; empty where nothing does."""
    numbers: str
    """Empty while nothing is answered."""
    bars: tuple[Bar, ...]
    last_time: bool
    partly_then: str
    """What the mark of a figure of last time means; empty where none has it."""
    target: int
    strengths: str
    why: Sentences
    steps: tuple[StepRow, ...]
    verdicts: bool
    """Whether the questionnaire knows verdicts on an audit."""
    turning: bool
    """Whether any of the steps turns a verdict."""
    more_steps: int
    evidence: str
    """What evidence alone would bring; empty where it brings nothing."""
    files: tuple[str, ...]
    more_files: int
    decisions: tuple[str, ...]
    dates: Sentences
    limits: str


def build(
    diagnosis: Diagnosis,
    comparison: "Comparison | None",
    plan: Sequence[Planned],
    fetch: Sequence[Fetch],
) -> Conclusion:
    """Collect what top management reads."""
    stops = summary.blockers(diagnosis)
    plan = [one for one in plan if one.open]
    write = [one for one in file_plan(diagnosis) if one.to_do]
    before = comparison.before if comparison is not None else None
    asked = diagnosis.overall.answered > 0
    return Conclusion(
        answer=_said(diagnosis, ANSWER),
        blockers=_shown(stops),
        more_blockers=max(0, len(stops) - summary.MOST_BLOCKERS),
        documents_first=summary.documents_first(diagnosis),
        numbers=summary.headline(diagnosis, before, _back(comparison)) if asked else "",
        bars=(bars := _bars(diagnosis, before) if asked else ()),
        partly_then=_partly_then(bars),
        last_time=before is not None,
        target=TARGET,
        strengths=stopped(parts(strengths_of(diagnosis))),
        why=_said(diagnosis, WHY),
        steps=(steps := _steps(diagnosis, plan) if asked else ()),
        verdicts=diagnosis.readiness is not None,
        turning=any(row.then != NONE for row in steps),
        more_steps=max(0, len(plan) - STEPS),
        evidence=_evidence(fetch) if asked else "",
        files=tuple(
            with_aside(cut(one.file.title, TITLE), file_state_word(one)) for one in write[:FILES]
        ),
        more_files=max(0, len(write) - FILES),
        decisions=tuple(
            line for line in said_text(diagnosis, DECISIONS).text.splitlines() if substance(line)
        ),
        dates=_said(diagnosis, DATES, plan),
        limits=summary.limits(diagnosis) if asked else "",
    )


def _said(diagnosis: Diagnosis, key: str, plan: Plan = None) -> Sentences:
    found = said_text(diagnosis, key, plan)
    return Sentences(" ".join(found.text.split()), found.stale)


def _shown(stops: Sequence[summary.Blocker]) -> tuple[summary.Blocker, ...]:
    """As many blockers as fit, of their majors as many as there are lines left."""
    return tuple(
        stop._replace(majors=_first(stop.majors)) for stop in stops[: summary.MOST_BLOCKERS]
    )


def _first(majors: tuple[str, ...]) -> tuple[str, ...]:
    most = summary.MOST_BLOCKERS
    more = len(majors) - most
    if more <= 0:
        return majors
    words = ngettext(
        "{count} more: section 4 of the report.", "{count} more: section 4 of the report.", more
    )
    return (*majors[:most], words.format(count=more))


def _back(comparison: "Comparison | None") -> summary.Back:
    if comparison is None:
        return summary.Back()
    from gapwizard.domain.last_findings import Fate

    every = [one for one in comparison.findings if one.finding.grade in (Grade.MAJOR, Grade.MINOR)]
    fates = [one.fate for one in every]
    return summary.Back(fates.count(Fate.REPEATED), len(every), fates.count(Fate.UNCHECKED))


def _bars(diagnosis: Diagnosis, before: Diagnosis | None) -> tuple[Bar, ...]:
    found = []
    for clause in groups(diagnosis.questionnaire):
        scores = diagnosis.clauses[clause.id].scores
        share = scores.confirmed_if_asked
        last = before.clauses.get(clause.id) if before is not None else None
        then = last.scores.confirmed_if_asked if last is not None else None
        partly = last is not None and then is not None and bool(summary.asked_then(last.scores))
        before_words = f"{figure(then)} {PARTLY}" if partly else figure(then)
        found.append(
            Bar(clause_line(clause), figure(share), drawn_bar(share), before_words, partly)
        )
    return tuple(found)


def _partly_then(bars: Sequence[Bar]) -> str:
    """Say what the mark of a figure of last time means, where one has it."""
    if not any(bar.partly for bar in bars):
        return ""
    words = _("{mark} not all asked then; the rest counts nothing.")
    return words.format(mark=PARTLY)


def strengths_of(diagnosis: Diagnosis) -> Sequence[str]:
    """The strengths that were recorded, else the clauses of which most was seen to hold.

    A clause against which a nonconformity stands is none, whatever its questions weigh.
    """
    recorded = diagnosis.graded(Grade.STRENGTH)
    if recorded:
        return tuple(finding_title(f, diagnosis.questionnaire) for f in recorded[:STRENGTHS])
    graded = (*diagnosis.graded(Grade.MAJOR), *diagnosis.graded(Grade.MINOR))
    failing = {finding.clause for finding in graded}
    best = [
        result
        for name, result in diagnosis.clauses.items()
        if result.clause.leaf
        and name not in failing
        and result.scores.band is Band.F
        and 2 * result.scores.seen > result.scores.answered
    ]
    best.sort(key=lambda result: -(result.scores.confirmed or 0))
    return tuple(
        _("{clause}: {confirmed}, seen").format(
            clause=clause_line(result.clause), confirmed=percent_word(result.scores.confirmed)
        )
        for result in best[:STRENGTHS]
    )


def _steps(diagnosis: Diagnosis, plan: Sequence[Planned]) -> tuple[StepRow, ...]:
    ready = diagnosis.readiness
    stands: Verdicts = (None, None)
    if ready is not None:
        stands = ready.stage1.verdict, ready.stage2.verdict
    rows = []
    for step in summary.steps(diagnosis, plan, STEPS):
        after = (step.stage1, step.stage2)
        rows.append(_row(step, _then(stands, after)))
        stands = after
    return tuple(rows)


def _evidence(fetch: Sequence[Fetch]) -> str:
    """Say what evidence alone would bring, which costs least, and who has most of it."""
    gain = sum((one.share for one in fetch), Fraction(0))
    if not gain:
        return ""
    words = _(
        "Fetch evidence first: answers that count less than they say for want of it: {count}, "
        "worth {points} points; most with {owner} ({gain}): section 4 of the report."
    )
    return words.format(
        count=sum(one.number for one in fetch),
        points=gain_word(gain),
        owner=fetch[0].owner,
        gain=fetch[0].gain,
    )


def _row(step: PlanStep, then: str) -> StepRow:
    record = step.action.record
    return StepRow(
        cut_at_pause(record.title, TITLE),
        dashed(record.owner),
        due_word(step.action) or NONE,
        days_word(step.action.days) if step.action.days != 0 else _("with another step"),
        gain_word(step.action.gain) if step.action.gain else NONE,
        then or NONE,
    )


def _then(before: Verdicts, after: Verdicts) -> str:
    """The verdicts that a step turns."""
    words = (_("stage 1: {verdict}"), _("stage 2: {verdict}"))
    return parts(
        word.format(verdict=ready_word(now))
        for word, was, now in zip(words, before, after, strict=True)
        if now is not None and now is not was
    )

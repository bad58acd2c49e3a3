"""Section 9: what changed since last time, why the figures changed, and what became of findings.

`9-comparison.md` prints it in a report, `comparison.md` as a document of its own (`gapwizard compare`).
Questions are named one by one up to a limit; the rest is counted.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.brevity import stopped
from gapwizard.domain.comparison import ComparedClause, ComparedFigures, Comparison
from gapwizard.domain.comparison_words import (
    caveat_sentence,
    coverage,
    fate_why,
    fate_word,
    points_word,
    standing_word,
    title_of,
    why_lines,
)
from gapwizard.domain.figures import one_decimal
from gapwizard.domain.last_findings import Fate, FateWhy, Followed
from gapwizard.domain.pairs import Outcome, Pair
from gapwizard.domain.scale import Grade
from gapwizard.domain.sentences import short_list
from gapwizard.domain.wording import finding_title
from gapwizard.domain.words import grade_word
from gapwizard.i18n import N_, _, with_aside
from gapwizard.report.environment import document
from gapwizard.report.markdown import NONE, Md
from gapwizard.report.parts import Line, figure

MOST = 20
"""Ids that one line bears."""
ENDINGS = {
    FateWhy.NO_LONGER_RAISED: N_("Not raised again"),
    FateWhy.RECORDED_CLOSED: N_("Recorded as closed"),
    FateWhy.SET_ASIDE: N_("Raised again and set aside"),
    FateWhy.NOT_APPLICABLE: N_("What they were about applies no more"),
}
"""How a finding came to stand no more, the best ending first."""


class FigureChange(NamedTuple):
    """One figure last time and now."""

    label: str
    before: str
    after: str
    change: str


class ComparedQuestion(NamedTuple):
    """One question last time and now."""

    id: str
    criterion: str
    before: str
    after: str


class ClauseChange(NamedTuple):
    """One clause last time and now."""

    title: str
    whole: str
    like: str
    change: str
    outcomes: str
    maturity: str


class Fated(NamedTuple):
    """How many findings of last time have one fate."""

    label: str
    nonconformities: int
    opportunities: int


class Past(NamedTuple):
    """One finding of last time."""

    title: str
    grade: str
    why: str


class Section(NamedTuple):
    """Everything section 9 prints."""

    mark: Md
    """What opens a heading of the section: `###`."""
    before: str
    after: str
    coverage: str
    caveats: tuple[str, ...]
    figures: tuple[FigureChange, ...]
    why: tuple[Line, ...]
    clauses: tuple[ClauseChange, ...]
    worse: tuple[ComparedQuestion, ...]
    more_worse: int
    """Always 0, for all are listed; templates of one's own may name it."""
    better: tuple[ComparedQuestion, ...]
    more_better: int
    others: tuple[Line, ...]
    """Questions that cannot be compared, and why."""
    fates: tuple[Fated, ...]
    repeated: tuple[Past, ...]
    """Nonconformities only, as in the two lists below: opportunities are counted."""
    unchecked: tuple[Past, ...]
    closed: str
    """The ids of those that stand no more, whatever ended them."""
    endings: tuple[Line, ...]
    """The same by what ended them: a label and ids."""


def render(comparison: Comparison) -> str:
    """A comparison as a Markdown document. Raises Refused for a broken template."""
    return document("comparison.md", {"comparison": build(comparison, depth=2)})


# Three: below a part of a report; a paper of its own begins higher.
def build(comparison: Comparison, depth: int = 3) -> Section:
    """Collect what changed, headings at a depth; private notes stay out."""
    worse, better = comparison.of(Outcome.WORSE), comparison.of(Outcome.BETTER)
    closed = [one for one in comparison.fated(Fate.CLOSED) if _serious(one)]
    why = comparison.overall.why
    return Section(
        mark=Md("#" * depth),
        before=title_of(comparison.before),
        after=title_of(comparison.after),
        coverage=stopped(coverage(comparison)),
        caveats=tuple(caveat_sentence(caveat) for caveat in comparison.caveats),
        figures=_figures(comparison),
        why=tuple(Line(*line) for line in why_lines(why)) if why is not None else (),
        clauses=tuple(_clause(row) for row in comparison.rows),
        worse=tuple(map(_asked, worse)),
        more_worse=0,
        better=tuple(map(_asked, better)),
        more_better=0,
        others=_others(comparison),
        fates=tuple(_fated(comparison, fate) for fate in Fate),
        repeated=_past(comparison, Fate.REPEATED),
        unchecked=_past(comparison, Fate.UNCHECKED),
        closed=short_list([one.finding.id for one in closed], MOST),
        endings=_endings(comparison, closed),
    )


def _figures(comparison: Comparison) -> tuple[FigureChange, ...]:
    before, after, row = comparison.before, comparison.after, comparison.overall
    one, two = before.overall, after.overall
    return (
        _share(_("confirmed, questions answered both times"), row.like),
        _share(_("confirmed, all that applies"), row.whole),
        _share(_("declared"), ComparedFigures(one.declared, two.declared)),
        _share(_("completeness"), ComparedFigures(one.completeness, two.completeness)),
        _share(_("evidence-backed"), ComparedFigures(one.evidence_backed, two.evidence_backed)),
        FigureChange(
            _("indicative maturity, clauses with a level both times"),
            _level(row.maturity.before),
            _level(row.maturity.after),
            level_change(row.maturity),
        ),
    )


def _share(label: str, figures: ComparedFigures) -> FigureChange:
    change = NONE if figures.change is None else points_word(figures.change)
    return FigureChange(label, figure(figures.before), figure(figures.after), change)


def _level(level: Fraction | None) -> str:
    return NONE if level is None else str(one_decimal(level))


def level_change(figures: ComparedFigures) -> str:
    """A change of maturity with its sign, a dash where there is none to give."""
    if figures.change is None:
        return NONE
    size = one_decimal(abs(figures.change)) or 0.0
    return f"{'-' if figures.change < 0 else '+'}{size}" if size else "0.0"


def _clause(row: ComparedClause) -> ClauseChange:
    return ClauseChange(
        title=f"{row.id} {row.title}",
        whole=_arrow(figure(row.whole.before), figure(row.whole.after)),
        like=_arrow(figure(row.like.before), figure(row.like.after)),
        change=NONE if row.like.change is None else points_word(row.like.change),
        outcomes=" / ".join(
            str(row.counts[outcome]) for outcome in (Outcome.BETTER, Outcome.WORSE, Outcome.SAME)
        ),
        maturity=_arrow(_level(row.maturity.before), _level(row.maturity.after)),
    )


def _arrow(before: str, after: str) -> str:
    return NONE if before == after == NONE else f"{before} → {after}"


def _asked(pair: Pair) -> ComparedQuestion:
    question = pair.point.question
    return ComparedQuestion(
        pair.id, question.criterion, standing_word(pair.before), standing_word(pair.after)
    )


def _others(comparison: Comparison) -> tuple[Line, ...]:
    words = {
        Outcome.UNANSWERED: _("answered last time, not asked now"),
        Outcome.ANSWERED: _("not asked last time, answered now"),
        Outcome.UNTOLD: _("nobody could tell, now or last time"),
        Outcome.NEW: _("new questions"),
        Outcome.GONE: _("questions the questionnaire of now asks no more"),
        Outcome.APPLIES: _("apply only now"),
        Outcome.DROPPED: _("apply no more"),
    }
    found = []
    for outcome, label in words.items():
        names = [pair.id for pair in comparison.of(outcome)]
        if names:
            found.append(Line(with_aside(label, len(names)), short_list(names, MOST)))
    return tuple(found)


def _serious(followed: Followed) -> bool:
    return followed.finding.grade is not Grade.OFI


def _fated(comparison: Comparison, fate: Fate) -> Fated:
    found = comparison.fated(fate)
    serious = sum(_serious(one) for one in found)
    return Fated(fate_word(fate), serious, len(found) - serious)


def _why(comparison: Comparison, one: Followed) -> str:
    """Say why a finding has its fate; one raised again under its own id by its grade now."""
    now = comparison.after.finding(one.finding.id)
    if one.now == (one.finding.id,) and now is not None and one.why is FateWhy.RAISED:
        return _("raised again as {grade}").format(grade=grade_word(now.grade))
    return fate_why(one)


def _endings(comparison: Comparison, closed: Sequence[Followed]) -> tuple[Line, ...]:
    """How they ended; a clause may have a finding of the same number again, of other questions."""
    now = {finding.id for finding in comparison.after.findings}
    found = []
    for why, label in ENDINGS.items():
        names = [
            with_aside(one.finding.id, _("raised by other questions now"))
            if why is FateWhy.NO_LONGER_RAISED and one.finding.id in now
            else one.finding.id
            for one in closed
            if one.why is why
        ]
        if names:
            found.append(Line(_(label), short_list(names, MOST)))
    return tuple(found)


def _past(comparison: Comparison, fate: Fate) -> tuple[Past, ...]:
    questionnaire = comparison.before.questionnaire
    return tuple(
        Past(
            f"{one.finding.id} {finding_title(one.finding, questionnaire)}",
            grade_word(one.finding.grade),
            _why(comparison, one),
        )
        for one in comparison.fated(fate)
        if _serious(one)
    )

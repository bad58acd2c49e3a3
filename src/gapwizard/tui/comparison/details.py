"""What stands beside a row of the comparison: why a clause changed, both answers, a finding's fate."""

from collections.abc import Iterator

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import comparison_words as words
from gapwizard.domain import wording
from gapwizard.domain.comparison import ComparedClause, Comparison
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.followed import Followed
from gapwizard.domain.pairs import LIKE_FOR_LIKE, Outcome, Pair
from gapwizard.domain.points import Point
from gapwizard.domain.visible import substance
from gapwizard.i18n import _
from gapwizard.tui.comparison.painting import FATE_STYLES, OUTCOME_STYLES, arrow, levels
from gapwizard.tui.kit.text import STRONG, line, plain, wrapped

ROOMY = 12
"""Rows from which both answers are told in full."""


def clause_detail(comparison: Comparison, row: ComparedClause, width: int) -> list[Content]:
    """Say why the figure of a clause changed, and what cannot be compared there."""
    rows = [line(" ", (f"{row.id} {row.title}", STRONG))]
    whole = _("all that applies {figures}").format(figures=arrow(row.whole))
    level = _("maturity {figures}").format(figures=levels(row.maturity))
    rows += _told(f"{whole}   {level}", width)
    if row.why is not None:
        for label, points in words.why_lines(row.why):
            rows += _told(f"{points:>6}  {label}", width)
    apart = [
        f"{words.outcome_word(outcome)} {row.counts[outcome]}"
        for outcome in Outcome
        if row.counts[outcome] and outcome not in LIKE_FOR_LIKE
    ]
    if apart:
        rows += _told(i18n.names(apart), width)
    worse = [pair.id for pair in comparison.within(row.id) if pair.outcome is Outcome.WORSE]
    if worse:
        rows += _told(_("worse: {questions}").format(questions=i18n.names(worse)), width)
    return rows


def question_detail(
    comparison: Comparison, pair: Pair, width: int, height: int, *, private: bool
) -> list[Content]:
    """Both answers under each other: rating, evidence, note; short where there is no room."""
    style = OUTCOME_STYLES.get(pair.outcome, "")
    roomy = height >= ROOMY
    rows = [line(" ", (f"{pair.id}  ", STRONG), (words.outcome_word(pair.outcome), style))]
    rows += _told(pair.point.question.text, width, 3 if roomy else 1)
    each = (height - len(rows)) // 2
    for letter, point, diagnosis in (
        ("A", pair.before, comparison.before),
        ("B", pair.after, comparison.after),
    ):
        side = [line(f" {letter}  ", (words.standing_word(point), STRONG))]
        texts = list(_answer(point, diagnosis, private=private))
        if roomy:
            side += [line("    ", row) for t in texts for row in wrapped(t, width - 5, 4)]
            side.append(plain(""))
        elif texts:
            told = wrapped(i18n.parts(texts), width - 5, max(1, each - 1))
            side += [line("    ", row) for row in told]
        rows += side[:each]
    return rows


def _answer(point: Point | None, diagnosis: Diagnosis, *, private: bool) -> Iterator[str]:
    answer = point.answer if point is not None else None
    if point is None or answer is None:
        return
    if point.answered:
        strength = wording.strength_word(point.strength)
        counts = _("counts {counted} of 3").format(counted=point.counted)
        yield f"{strength}; {counts}"
    for item in answer.evidence:
        yield i18n.labelled(wording.evidence_word(item), item.text)
    if private and substance(answer.note):
        yield _("note: {text}").format(text=answer.note)
    raised = [f.id for f in diagnosis.findings if any(p is point for p in f.points)]
    if raised:
        yield _("finding: {names}").format(names=i18n.names(raised))


def finding_detail(comparison: Comparison, one: Followed, width: int) -> list[Content]:
    """Say what the finding was, and why it is closed, repeated or not checked."""
    questionnaire = comparison.before.questionnaire
    rows = [
        line(
            " ",
            (f"{one.finding.id}  ", STRONG),
            (words.fate_word(one.fate), FATE_STYLES.get(one.fate, "")),
        ),
        *_told(words.fate_why(one), width),
        *_told(wording.statement(one.finding, questionnaire), width, 6),
    ]
    if one.unasked:
        rows += _told(_("a flags its questions for follow-up"), width)
    return rows


def _told(text: str, width: int, most: int = 3) -> list[Content]:
    return [line(" ", row) for row in wrapped(text, width - 2, most)]

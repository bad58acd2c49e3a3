"""What the comparison paints: figures, clauses, questions, last time's findings, and what stands beside.

A is last time and B is now, until they are swapped. A figure like for like counts only what both
asked; the whole counts all that applies.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import comparison_words as words
from gapwizard.domain import wording
from gapwizard.domain.comparison import CaveatKind, ComparedClause, ComparedFigures, Comparison
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import NOTHING, bar, half_up, one_decimal, percentage
from gapwizard.domain.finding_basis import basis_word
from gapwizard.domain.last_findings import Fate, Followed
from gapwizard.domain.overview import overview
from gapwizard.domain.pairs import Outcome, Pair
from gapwizard.domain.points import Point
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_word, grade_word
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.text import (
    DIM,
    STRONG,
    WHOLE,
    id_cell,
    indented,
    line,
    mark,
    padded,
    plain,
    shortened,
    wrapped,
)

CLAUSES = N_("Clause")
FINDINGS = N_("Last time's finding")
OUTCOME_STYLES = {
    Outcome.WORSE: "$text-error",
    Outcome.UNTOLD: "$text-warning",
    Outcome.UNANSWERED: "$text-warning",
    Outcome.BETTER: "$text-success",
}
FATE_STYLES = {Fate.REPEATED: "$text-error", Fate.UNCHECKED: "$text-warning"}
COLUMNS = 50
"""Cells of everything in a clause's row but its name."""
NARROW = 66
"""Cells below which a change has no bar: its figure says the same."""
BAR = 10
"""Cells of the bar of a change; one is three percentage points."""
SEVERAL_BAR = 8
"""Cells of the bar of one of several assessments."""
FIGURE = 5
"""Cells of its percentage, with a blank before it."""
DAY = "2026-12-31"
"""As much of the end of a title as its day takes."""
WITH_BARS = 20
"""As many, from which figures of several assessments have bars."""
LEAST_ID = 5
"""As many of it where many assessments stand side by side: its id, and that more is left out."""
LEAST_NAME = 16
"""Cells of the name of a clause, whatever is left of them."""


def figures(comparison: Comparison, width: int) -> list[Content]:
    """What can be compared, the figures, and where their change comes from.

    Of what keeps them from being compared the questions that changed are named first.
    """
    overall = comparison.overall
    like = arrow(overall.like)
    first = line(
        " ",
        (_("Like for like {figures}").format(figures=like), STRONG),
        "   ",
        _("all {figures}").format(figures=arrow(overall.whole)),
        "   ",
        _("maturity {figures}").format(figures=levels(overall.maturity)),
    )
    rows = [first, plain(f" {words.coverage(comparison)}", DIM)]
    caveats = sorted(comparison.caveats, key=lambda one: one.kind is not CaveatKind.REWORDED)
    if caveats:
        said = i18n.sentences(words.caveat_sentence(caveat) for caveat in caveats)
        rows += indented(said, width, WHOLE, "$text-warning")
    elif overall.why is not None:
        parts = i18n.names(f"{points} {label}" for label, points in words.why_lines(overall.why))
        text = _("Why: {parts}").format(parts=parts or _("no change"))
        rows += indented(text, width, WHOLE)
    return rows


def arrow(figures: ComparedFigures) -> str:
    """A figure last time and now, with its change."""
    change = words.points_word(figures.change)
    both = f"{percentage(figures.before)} > {percentage(figures.after)}"
    return i18n.with_aside(both, change)


def levels(figures: ComparedFigures) -> str:
    """A maturity last time and now."""
    return f"{_level(figures.before)} > {_level(figures.after)}"


def findings_row(comparison: Comparison) -> Content:
    """Say in one row what became of last time's findings."""
    parts = [
        f"{words.fate_word(fate)} {len(comparison.fated(fate))}"
        for fate in (Fate.CLOSED, Fate.REPEATED, Fate.UNCHECKED)
    ]
    words_of = _("Last time's findings: {counts}").format(counts="   ".join(parts))
    return plain(f" {words_of}")


def name_cells(width: int) -> int:
    """How many cells the name of a clause has beside its columns."""
    return max(LEAST_NAME, min(44, width - COLUMNS + (0 if width >= NARROW else BAR + 2)))


def clause_head(width: int) -> Content:
    """The head of the clauses."""
    name = padded(plain(f"   {_(CLAUSES)}", DIM), name_cells(width) + 3)
    change = padded(plain(_("change"), DIM), 7 + _bar_cells(width))
    return line(name, (f"{'A':>5}{'B':>6}  ", DIM), change, (f"{'+':>4}{'-':>4}{'=':>4}", DIM))


def _bar_cells(width: int) -> int:
    return BAR + 3 if width >= NARROW else 1


def clause_row(row: ComparedClause, width: int) -> Content:
    """One clause: figures like for like, the change as a bar, how many of each."""
    counts = "".join(
        f"{row.counts[outcome]:>4}" for outcome in (Outcome.BETTER, Outcome.WORSE, Outcome.SAME)
    )
    change = row.like.change
    style = "" if change is None or not change else "$text-success" if change > 0 else "$text-error"
    return line(
        "   ",
        padded(plain(f"{row.id:<4} {row.title}"), name_cells(width)),
        f"{_whole(row.like.before):>5}{_whole(row.like.after):>6}  ",
        (f"{words.points_word(change):<7}{_bar(change) if width >= NARROW else ''}", style),
        f" {counts}",
    )


def _whole(share: Fraction | None) -> str:
    return percentage(share).removesuffix("%")


def _bar(change: Fraction | None) -> str:
    size = 0 if change is None else min(BAR, half_up(abs(change) * 100 / 3))
    return f"[{('+' if change is None or change > 0 else '-') * size:<{BAR}}]"


def question_row(pair: Pair) -> Content:
    """One question: both letters, what became of it, its criterion."""
    word = padded(plain(words.outcome_word(pair.outcome), OUTCOME_STYLES.get(pair.outcome, "")), 18)
    return line(
        "   ",
        id_cell(pair.id, 14),
        " ",
        mark(words.letter_of(pair.before)[:1]),
        " ",
        mark(words.letter_of(pair.after)[:1]),
        "  ",
        word,
        " ",
        pair.point.question.criterion,
    )


def finding_row(comparison: Comparison, one: Followed) -> Content:
    """One finding of last time: what became of it, its title."""
    return line(
        "   ",
        id_cell(one.finding.id, 15),
        " ",
        padded(plain(grade_word(one.finding.grade)), 11),
        padded(plain(words.fate_word(one.fate), FATE_STYLES.get(one.fate, "")), 15),
        wording.finding_title(one.finding, comparison.before.questionnaire),
    )


# Several assessments


def several_names(named: Sequence[str], width: int) -> list[Content]:
    """Which assessment each letter is, in three rows at most."""
    each = max(1, -(-len(named) // 3))
    room = (width - 1) // each
    cells = [
        padded(
            line(" ", i18n.labelled(words.letter(i), ""), shortened(name, room - 5, len(DAY))), room
        )
        for i, name in enumerate(named)
    ]
    return [line(*cells[i : i + each]) for i in range(0, len(cells), each)]


def several_head(diagnoses: Sequence[Diagnosis], width: int) -> Content:
    """A letter for each assessment."""
    cells = _several_cells(diagnoses, width)
    letters = "".join(f"{words.letter(i):>{cells}}" for i in range(len(diagnoses)))
    return line(_several_name(_(CLAUSES), diagnoses, width), (letters, DIM))


def _several_cells(diagnoses: Sequence[Diagnosis], width: int) -> int:
    """How wide the column of each is: with a bar where that leaves room for the names of clauses."""
    whole = FIGURE + SEVERAL_BAR + 3
    return whole if width - whole * len(diagnoses) - 6 >= WITH_BARS else FIGURE + 1


def _several_name(text: str, diagnoses: Sequence[Diagnosis], width: int) -> Content:
    taken = _several_cells(diagnoses, width) * len(diagnoses) + 6
    return padded(plain(f"   {text}"), max(LEAST_ID, min(44, width - taken)) + 3)


def several_figures(diagnoses: Sequence[Diagnosis], width: int) -> list[Content]:
    """The honesty numbers of each, a column each."""
    each = _several_cells(diagnoses, width)
    return [
        line(_several_name(label, diagnoses, width), "".join(f"{cell:>{each}}" for cell in cells))
        for label, cells in words.honest_rows(diagnoses, percentage)
    ]


def several_row(diagnoses: Sequence[Diagnosis], clause: str, title: str, width: int) -> Content:
    """Confirmed of one clause in each assessment, as a figure, and as a bar where there is room."""
    row = _several_name(f"{clause:<4} {title}", diagnoses, width)
    each = _several_cells(diagnoses, width)
    for diagnosis in diagnoses:
        share = overview(diagnosis, clause).confirmed if clause in diagnosis.clauses else None
        drawn = bar(share, SEVERAL_BAR) if each > FIGURE + 1 else ""
        row += plain(f"{drawn:>{each - FIGURE}}{percentage(share):>{FIGURE}}")
    return row


def _level(level: Fraction | None) -> str:
    shown = one_decimal(level)
    return NOTHING if shown is None else str(shown)


ROOMY = 12
"""Rows from which both answers are told in full."""


def clause_detail(comparison: Comparison, row: ComparedClause, width: int) -> list[Content]:
    """Say why the figure of a clause changed, and what cannot be compared there."""
    rows = [line(" ", (f"{row.id} {row.title}", STRONG))]
    whole = _("all that applies {figures}").format(figures=arrow(row.whole))
    level = _("maturity {figures}").format(figures=levels(row.maturity))
    rows += indented(f"{whole}   {level}", width)
    if row.why is not None:
        for label, points in words.why_lines(row.why):
            rows += indented(f"{points:>6}  {label}", width)
    apart = [
        f"{words.outcome_word(outcome)} {row.counts[outcome]}"
        for outcome in Outcome
        if row.counts[outcome] and outcome not in (Outcome.BETTER, Outcome.WORSE, Outcome.SAME)
    ]
    if apart:
        rows += indented(i18n.names(apart), width)
    worse = [pair.id for pair in comparison.within(row.id) if pair.outcome is Outcome.WORSE]
    if worse:
        rows += indented(_("worse: {questions}").format(questions=i18n.names(worse)), width)
    return rows


def question_detail(
    comparison: Comparison, pair: Pair, width: int, height: int, *, private: bool
) -> list[Content]:
    """Both answers under each other: rating, evidence, note; short where there is no room."""
    style = OUTCOME_STYLES.get(pair.outcome, "")
    roomy = height >= ROOMY
    rows = [line(" ", (f"{pair.id}  ", STRONG), (words.outcome_word(pair.outcome), style))]
    rows += indented(pair.point.question.text, width, 3 if roomy else 1)
    if not pair.matched and pair.id in comparison.reworded:
        words_of = _("another criterion than at the other time, under the same id: {criterion}")
        criterion = pair.point.question.criterion
        rows += indented(words_of.format(criterion=criterion), width, 3 if roomy else 1)
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
        strength = basis_word(point)
        counts = _("counts {counted} of 3").format(counted=point.counted)
        yield i18n.parts((strength, counts))
    for item in answer.evidence:
        yield i18n.labelled(evidence_word(item), item.written(_, placed=private))
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
        *indented(words.fate_why(one), width),
        *indented(wording.statement(one.finding, questionnaire), width, 6),
    ]
    if one.unasked:
        rows += indented(_("a flags its questions for follow-up"), width)
    return rows

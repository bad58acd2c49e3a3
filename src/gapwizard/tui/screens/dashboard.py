"""The dashboard: the honesty numbers, bars by clause, the heatmap of letters, what to do first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.scale import Grade, one_decimal, percent
from gapwizard.i18n import N_, _
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.base import KeyScreen
from gapwizard.tui.text import (
    DIM,
    MARKS,
    STRONG,
    bar,
    line,
    mark,
    padded,
    percentage,
    plain,
    wrapped,
)
from gapwizard.tui.widgets.panes import Pane
from gapwizard.tui.widgets.rows import RowList

VIEWS = ("bars", "heat", "first")


class DashboardScreen(KeyScreen):
    """How far, where it fails, what to do first."""

    TITLE_WORDS = N_("Dashboard")
    KEYS: ClassVar[Sequence[Command]] = (
        Command(
            "drill",
            ("enter",),
            N_("Open the first open question of the clause"),
            "Enter",
            N_("Drill down"),
        ),
        Command("view", ("v",), N_("View: bars, heatmap, what to do first"), "v", N_("View")),
        Command("report", ("r",), N_("Report"), "r", N_("Report")),
        Command(
            "interview", ("i", "escape", "q"), N_("Back to the interview"), "Esc", N_("Interview")
        ),
        Command("home", ("h",), N_("Home"), "h", N_("Home")),
        Command("down", ("down", "j"), N_("Next row")),
        Command("up", ("up", "k"), N_("Previous row")),
        Command("page_down", ("pagedown",), N_("Page down")),
        Command("page_up", ("pageup",), N_("Page up")),
    )

    def __init__(self) -> None:
        """Begin with the bars."""
        super().__init__()
        self._view = "bars"

    def body(self) -> ComposeResult:
        """Figures, then rows, and a side in wide windows."""
        yield Pane(self._paint_figures, id="figures")
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield Pane(self._paint_side, id="side")

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of now."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("a dashboard has an open assessment")
        return session.diagnosis

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.diagnosis.assessment.about.name
        return line((_("Dashboard"), STRONG), f"  {name}")

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self._clauses = self._shown_clauses()
        rows = self.query_one(RowList)
        if self._view == "bars":
            rows.fill(self._bar_row, len(self._clauses))
        elif self._view == "heat":
            self._heat = [c for c in self.diagnosis.questionnaire.clauses if c.leaf]
            rows.fill(self._heat_row, len(self._heat))
        else:
            rows.fill(self._step_row, len(self.diagnosis.steps))
        super().show()

    def _shown_clauses(self) -> list[Clause]:
        questionnaire = self.diagnosis.questionnaire
        charts = [
            questionnaire.clause[name]
            for name in questionnaire.charts
            if name in questionnaire.clause
        ]
        return charts or list(questionnaire.top)

    def _paint_figures(self, width: int, _height: int) -> list[Content]:
        overall = self.diagnosis.overall
        maturity = one_decimal(self.diagnosis.maturity)
        parts: list[str | tuple[str, str]] = [
            (_("Confirmed {share}").format(share=percentage(overall.confirmed)), STRONG),
            _("declared {share}").format(share=percentage(overall.declared)),
            _("complete {share}").format(share=percentage(overall.completeness)),
            _("seen {share}").format(share=percentage(overall.evidence_backed)),
            _("indicative maturity {level}").format(level="--" if maturity is None else maturity),
        ]
        row = plain(" ")
        for part in parts:
            row += line(part, "   ")
        second = self._open_range() + "   " + self._findings_words()
        return [row, plain(f" {second}"), plain(f" {self._stage_words()}"), self._head(width)]

    def _open_range(self) -> str:
        overall = self.diagnosis.overall
        if overall.answered == overall.applicable:
            return _("all asked")
        return _("{low} to {high} once all is asked").format(
            low=percentage(overall.confirmed), high=percentage(overall.ceiling)
        )

    def _findings_words(self) -> str:
        counts = [
            len(self.diagnosis.graded(grade)) for grade in (Grade.MAJOR, Grade.MINOR, Grade.OFI)
        ]
        return _("{majors} major, {minors} minor, {ofi} OFI").format(
            majors=counts[0], minors=counts[1], ofi=counts[2]
        )

    def _stage_words(self) -> str:
        readiness = self.diagnosis.readiness
        if readiness is None:
            return ""
        one, two = (wording.ready_word(s.verdict) for s in (readiness.stage1, readiness.stage2))
        return _("stage 1: {one}   stage 2: {two}").format(one=one, two=two)

    def _head(self, width: int) -> Content:
        heads = {
            "bars": _(
                "Clause                      Conf                        Mat    N   P   L   F  Findings"
            ),
            "heat": _(
                "Clause: one letter per question (N P L F, ? don't know, - not applicable, . open)"
            ),
            "first": _("What to do first: points to gain in overall conformity"),
        }
        return padded(plain(f"  {heads[self._view]}", DIM), width)

    def _bar_row(self, index: int) -> Content:
        clause = self._clauses[index]
        result = self.diagnosis.clauses[clause.id]
        leaves = self._leaves_below(clause)
        ratings = [
            str(point.rating)
            for leaf in leaves
            for point in leaf.points
            if point.rating is not None
        ]
        levels = [
            leaf.maturity.confirmed
            for leaf in leaves
            if leaf.maturity and leaf.maturity.confirmed is not None
        ]
        mean = f"{sum(levels) / len(levels):.1f}" if levels else "--"
        counts = "".join(f"{ratings.count(letter):4}" for letter in "NPLF")
        share = result.scores.confirmed if result.scores.answered else None
        return line(
            "  ",
            padded(plain(f"{clause.id:<4} {clause.title}"), 24),
            f"{percentage(share):>5} ",
            bar(share, 12),
            f" {mean:>4} ",
            counts,
            " ",
            self._worst(result),
        )

    def _leaves_below(self, clause: Clause) -> list[ClauseResult]:
        line_of = self.diagnosis.questionnaire.line
        return [
            r
            for r in self.diagnosis.clauses.values()
            if r.points and clause.id in line_of[r.clause.id]
        ]

    def _worst(self, result: ClauseResult) -> Content:
        inside = self.diagnosis.questionnaire.within
        found = [f.grade for f in self.diagnosis.findings if inside(f.clause, (result.clause.id,))]
        majors, minors = found.count(Grade.MAJOR), found.count(Grade.MINOR)
        words = " ".join([f"{majors} MAJ"] * bool(majors) + [f"{minors} min"] * bool(minors))
        return plain(words or "-", "$text-error" if majors else "")

    def _heat_row(self, index: int) -> Content:
        return heat_row(self.diagnosis, self._heat[index], 34)

    def _step_row(self, index: int) -> Content:
        step = self.diagnosis.steps[index]
        clause = self.diagnosis.questionnaire.clause[step.clause]
        grade = wording.grade_word(step.grade) if step.grade is not None else "-"
        return line(
            f"  {index + 1:>3}  ",
            padded(plain(f"{clause.id} {clause.title}"), 46),
            f" +{percent(step.gain):4}  {grade}",
        )

    def _paint_side(self, width: int, height: int) -> list[Content]:
        rows = [line((" " + _("What to do first"), STRONG))]
        for step in self.diagnosis.steps[:8]:
            title = self.diagnosis.questionnaire.clause[step.clause].title
            rows.append(
                line(
                    " ",
                    padded(plain(f"{step.clause} {title}"), width - 12),
                    f" +{percent(step.gain)}",
                )
            )
        readiness = self.diagnosis.readiness
        if readiness is not None:
            for name, stage in ((_("Stage 1"), readiness.stage1), (_("Stage 2"), readiness.stage2)):
                rows += [plain(""), line((f" {name}: {wording.ready_word(stage.verdict)}", STRONG))]
                for rule in stage.failing[:5]:
                    rows += [
                        line("  ", row)
                        for row in wrapped(f"- {wording.rule_sentence(rule)}", width - 4, 2)
                    ]
        rows += [plain(""), line((" " + _("Data quality"), STRONG)), *self._quality(width)]
        return rows[:height]

    def _quality(self, width: int) -> list[Content]:
        points = self.diagnosis.points.values()
        open_count = sum(p.applicable and not p.answered for p in points)
        claimed = sum(p.evidence_gap for p in points)
        gaps = sum(p.rating == "?" for p in points)
        bulk = sum(p.answered and p.bulk for p in points)
        words = _(
            "not asked {open}, claimed only {claimed}, don't know {gaps}, in bulk {bulk}, contradictions {against}"
        ).format(
            open=open_count,
            claimed=claimed,
            gaps=gaps,
            bulk=bulk,
            against=len(self.diagnosis.contradictions),
        )
        return [line("  ", row) for row in wrapped(words, width - 4, 3)]

    # Commands

    def do_view(self) -> None:
        """Show the next view."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.query_one(RowList).cursor = 0
        self.show()

    def do_drill(self) -> None:
        """Open the first open question of the row."""
        index = self.query_one(RowList).cursor
        if self._view == "first" and self.diagnosis.steps:
            target = self.diagnosis.steps[index].open_points[0]
        else:
            shown = self._clauses if self._view == "bars" else self._heat
            target = self._first_open(shown[index])
        self.wizard.start_at = target
        self.wizard.visit("interview")

    def _first_open(self, clause: Clause) -> str:
        points = [point for leaf in self._leaves_below(clause) for point in leaf.points]
        wanted = next((p for p in points if p.to_do), points[0] if points else None)
        return wanted.question.id if wanted is not None else ""

    def on_row_list_picked(self) -> None:
        """Drill into the row clicked."""
        self.run_command(self.KEYS[0])

    def do_report(self) -> None:
        """Go to the report."""
        self.wizard.visit("report")

    def do_interview(self) -> None:
        """Go back to the interview."""
        self.wizard.visit("interview")

    def do_home(self) -> None:
        """Go home."""
        self.wizard.visit("home")

    def do_down(self) -> None:
        """Go one down."""
        self.query_one(RowList).move(1)

    def do_up(self) -> None:
        """Go one up."""
        self.query_one(RowList).move(-1)

    def do_page_down(self) -> None:
        """Go a page down."""
        self.query_one(RowList).move(self.query_one(RowList).page)

    def do_page_up(self) -> None:
        """Go a page up."""
        self.query_one(RowList).move(-self.query_one(RowList).page)


def heat_row(diagnosis: Diagnosis, clause: Clause, room: int) -> Content:
    """Give one leaf clause with a letter per question."""
    row = padded(plain(f"  {clause.id} {clause.title}"), room)
    for point in diagnosis.clauses[clause.id].points:
        row += line(" ") + mark(letter(point))
    return row


def letter(point: Point) -> str:
    """Give the letter of a question: its rating, `-` where it does not apply, `.` while open."""
    if point.rating is not None:
        return MARKS[point.rating]
    return "." if point.standing is Standing.OPEN else "-"

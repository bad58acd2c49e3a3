"""The dashboard: how far, where it fails, what to do first, and how good the data is."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import wording
from gapwizard.domain.carryover import CarryOver
from gapwizard.domain.concerns import Concern, concern_word, concerns
from gapwizard.domain.diagnosis import Diagnosis, what_if
from gapwizard.domain.overview import (
    ViewRow,
    charted_clauses,
    drilled_points,
    leaves_below,
    points_below,
    rules,
    view_rows,
)
from gapwizard.domain.questionnaire import View
from gapwizard.domain.readiness import Rule
from gapwizard.domain.remedies import remedy
from gapwizard.domain.roadmap import outlook_moves, roadmap
from gapwizard.domain.sentences import rule_sentence, short_list
from gapwizard.i18n import N_, _
from gapwizard.session.acts import about
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.filing import carry_over
from gapwizard.session.papers.diagnosis import export_figures
from gapwizard.session.session import Session
from gapwizard.tui.dashboard import groups, versions
from gapwizard.tui.dashboard import painting as paint
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormScreen, form_fields
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import effect, indented, plain


def about_form(session: Session, at: str = "") -> FormScreen:
    """The form, `at` a field; how this and another assessment are called is hidden from a client."""

    def save(key: str, text: str) -> None:
        session.do(about.describe(session.moment, {key: text}))

    fields = form_fields(ABOUT.values(), lambda: session.assessment.about)
    return FormScreen(_("What the assessment knows of itself"), fields, save, at=at)


Row = str | Concern | tuple[int, Rule] | View | ViewRow
"""What a row shows: a clause, a concern, a readiness rule with its stage, a view's name or group."""

MOST = 40
"""Rows that the words of a row have at most."""
PROMPTS = {
    "internal_audit_date": N_("internal audit, as 2026-11-30:"),
    "internal_audit_clauses": N_("clauses the internal audit covered:"),
    "management_review_date": N_("management review, as 2026-11-30:"),
    "records_since": N_("operating records since, as 2026-11-30:"),
}
"""What is asked for to mend a rule that a fact of the assessment decides."""


class DashboardScreen(ListScreen):
    """How far, where it fails, what to do first."""

    NAME = "dashboard"
    TITLE_WORDS = N_("Dashboard")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("drill", ("enter",), N_("Show the questions behind the row, or what fixes it"), "Enter", N_("Drill down")),
        Command("view", ("v",), N_("View: bars, heatmap, first, data quality, maturity, readiness, groups"), "v", N_("View")),
        Command("target", ("t",), N_("Set the target maturity, of all or of the leaf clause"), "t", N_("Target")),
        Command("what_if", ("w",), N_("What if the clause were closed"), "w", N_("What-if")),
        Command("compare", ("c",), N_("Compare with last time"), "c", N_("Compare")),
        Command("export", ("x",), N_("Export the figures by clause as CSV"), "x", N_("Export")),
        Command("about", ("e",), N_("What the assessment knows of itself: name, organisation, scope, audits, dates"), "e", N_("About")),
        Command("carry", ("V",), N_("Another version of the questionnaire: what it changes, and to come to it; answers that earlier ones left"), "V", N_("Version")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the bars."""
        super().__init__(handed)
        self._view = self.left.view or "bars"
        self.rows: RowList[Row] = RowList(
            self._row, key=_key_of, head=lambda row: isinstance(row, View)
        )
        self._actions: dict[str, list[str]] = {}

    def body(self) -> ComposeResult:
        """Put figures above the rows, a side beside them in wide windows, the row's words below."""
        yield Pane(self._paint_figures, id="honesty")
        with Horizontal(id="columns"):
            yield self.rows
            yield Pane(self._paint_side, id="side", edge="left", rolls=True)
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Go back to where the dashboard was left, or open the field that was asked for."""
        self.stay(self.left.row)
        if self.handed.row in ABOUT:
            self.app.push_screen(about_form(self.session, self.handed.row))

    # What is shown

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self._actions = {}
        if self._view == "first":
            for one in roadmap(self.diagnosis):
                for leaf in one.source.leaves if one.open else ():
                    self._actions.setdefault(leaf, []).append(one.id)
        self.rows.fill(self._rows_of_view())
        super().show()

    def _rows_of_view(self) -> list[Row]:
        diagnosis = self.diagnosis
        if self._view == "bars":
            return [clause.id for clause in charted_clauses(diagnosis)]
        if self._view == "first":
            return [step.clause for step in diagnosis.steps]
        if self._view == "quality":
            return [*concerns(diagnosis)]
        if self._view == "readiness":
            return [*rules(diagnosis)]
        if self._view == "groups":
            rows: list[Row] = []
            for view in diagnosis.questionnaire.views:
                rows += [view, *view_rows(diagnosis, view)]
            return rows
        return [leaf.id for leaf in diagnosis.questionnaire.leaves]

    def _row(self, row: Row, width: int) -> Content:
        diagnosis = self.diagnosis
        if isinstance(row, Concern):
            return paint.concern_row(row)
        if isinstance(row, tuple):
            return paint.rule_row(*row)
        if isinstance(row, View | ViewRow):
            return groups.group_row(row, width)
        if self._view == "bars":
            return paint.bar_row(diagnosis, self.session.baseline, row, width)
        if self._view == "heat":
            return paint.heat_row(diagnosis, row)
        if self._view == "maturity":
            return paint.maturity_row(diagnosis, row, width)
        at, step = next((i, s) for i, s in enumerate(diagnosis.steps, 1) if s.clause == row)
        return paint.step_row(diagnosis, at, step, self._actions.get(row, []), width)

    def _paint_figures(self, width: int, _height: int) -> list[Content]:
        baseline = self.session.baseline
        figures = paint.figures(self.diagnosis, baseline, self._view, width)
        room = self.rows.size.width
        compared = baseline is not None
        head = paint.head(self._view, room, compared=compared)
        return [*figures, paint.tabs(self.diagnosis, self._view), head]

    def _paint_side(self, width: int, _height: int) -> list[Content]:
        return paint.side(self.diagnosis, self._view, width - 1)

    def _paint_detail(self, width: int, _height: int) -> list[Content]:
        here = self.here
        if here is None:
            words = _("there is nothing open") if self._view == "first" else _("nothing to show")
            return [plain(f" {words}")]
        if self.asks_what_if and isinstance(here, str):
            leaves = leaves_below(self.diagnosis.questionnaire, here)
            after = what_if(self.diagnosis, leaves)
            title = _("as if closed: {clauses}").format(clauses=short_list(leaves))
            return effect(title, outlook_moves(self.diagnosis, after), width)
        return indented(self._words(here), width, MOST)

    def _words(self, row: Row) -> str:
        if isinstance(row, Concern):
            return i18n.labelled(concern_word(row.code), short_list(row.questions, 12) or "-")
        if isinstance(row, tuple):
            return paint.rule_words(row[1])
        if isinstance(row, View):
            return row.title
        if isinstance(row, ViewRow):
            return groups.group_words(row)
        if self._view == "maturity":
            return paint.level_words(self.diagnosis, row)
        return paint.clause_words(self.diagnosis, row)

    def copyable(self) -> str:
        """The words of the row under the cursor."""
        return self._words(self.here) if self.here is not None else ""

    # Commands

    def do_view(self) -> None:
        """Show the next view."""
        self.look(next_of(paint.views(self.diagnosis), self._view))

    def do_what_if(self) -> None:
        """Show or hide what the figures would be; only a clause can be closed."""
        if not self.asks_what_if and not isinstance(self.here, str):
            self.tell(_("what-if closes a clause: choose one among bars, heatmap or to do first"))
        else:
            super().do_what_if()

    def do_target(self) -> None:
        """Ask for the target of the leaf clause under the cursor, else of all."""
        here, about = self.here, self.session.assessment.about
        leaf = isinstance(here, str) and self.diagnosis.questionnaire.clause[here].leaf
        if leaf and isinstance(here, str):
            prompt = _("target of {clause}, 0 to 5; empty: as for all:").format(clause=here)
            key, start = f"target.{here}", str(about.targets.get(here, ""))
            self.ask(prompt, start, partial(self.describe, key), proposed=True)
            return
        prompt = _("target of all clauses, 0 to 5 (now {level}):").format(level=about.target)
        self.ask(prompt, "", lambda text: self.describe("target", text or str(about.target)))

    def do_compare(self) -> None:
        """Compare with last time's assessment where one is named."""
        about = self.session.assessment.about
        both = (about.baseline, self.session.assessment.id) if about.baseline else ()
        self.wizard.visit("compare", handed=Handed(compared=both))

    def do_about(self) -> None:
        """Edit what the assessment knows of itself."""
        self.app.push_screen(about_form(self.session))

    def do_export(self) -> None:
        """Write the figures by clause."""
        self.written(export_figures(self.session, self.exports))

    def do_carry(self) -> None:
        """Show what the newest version of the questionnaire would change, and come to it where picked."""
        found, rows = versions.items(self.session)

        def take(value: str) -> None:
            if found is not None and value == versions.COME:
                self._carry(found)
            elif value:
                self.jump(value)

        about = self.session.assessment.about
        title = _("{id} {version}, and another version").format(
            id=about.questionnaire, version=about.questionnaire_version
        )
        self.pick(title, rows, take)

    def _carry(self, found: CarryOver) -> None:
        self.session.do(carry_over(self.session.moment, found))
        self.show()

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of now."""
        return self.session.diagnosis

    @property
    def here(self) -> Row | None:
        """The row under the cursor."""
        return self.rows.here

    def look(self, view: str) -> None:
        """Show a view from its first row."""
        self._view = view
        self.rows.restart()
        self.show()

    def do_drill(self) -> None:
        """Show the questions behind the row, or go where a rule is fixed."""
        here = self.here
        if isinstance(here, Concern):
            self._drill_concern(here)
        elif isinstance(here, tuple):
            self._drill_rule(*here)
        elif isinstance(here, ViewRow):
            below = [point for name in here.clauses for point in points_below(self.diagnosis, name)]
            self._pick_question(here.title, [point.question.id for point in below])
        elif isinstance(here, View):
            self.tell(_("nothing is behind this"))
        elif here is not None:
            points = points_below(self.diagnosis, here)
            title = f"{here} {self.diagnosis.questionnaire.clause[here].title}"
            self._pick_question(title, [point.question.id for point in points])

    def _pick_question(self, title: str, names: Sequence[str]) -> None:
        """Offer questions, those with something open first; Enter opens the interview there."""
        if not names:
            self.tell(_("nothing is behind this"))
            return
        offered = (
            (
                point.question.id,
                f"{paint.letter(point)} {'+' if point.to_do else ' '} {point.question.text}",
            )
            for point in drilled_points(self.diagnosis, names)
        )
        title = title + "   " + _("(+ something open)")
        self.pick_id(title, offered, self.jump)

    def _drill_concern(self, concern: Concern) -> None:
        if not concern.findings:
            self._pick_question(concern_word(concern.code), concern.questions)
            return
        items = [
            (found.id, wording.finding_title(found, self.diagnosis.questionnaire))
            for found in filter(None, map(self.diagnosis.finding, concern.findings))
        ]
        self.pick_id(concern_word(concern.code), items, partial(self._visit, "findings"))

    def _visit(self, place: str, name: str) -> None:
        self.wizard.visit(place, handed=Handed(row=name))

    def _drill_rule(self, stage: int, rule: Rule) -> None:
        """Go where a rule is mended: a fact, a finding, a document, or questions."""
        kind, names = remedy(self.diagnosis, stage, rule)
        if kind == "about":
            (key,) = names
            field, value = ABOUT[key], getattr(self.session.assessment.about, key)
            start = ", ".join(value) if isinstance(value, tuple) else str(value or "")
            take = partial(self.describe, key)
            self.ask(_(PROMPTS[key]), start, take, proposed=field.replaced)
        elif kind == "questions":
            self._pick_question(rule_sentence(rule), names)
        elif kind == "first":
            self.look("first")
        else:
            self._visit(kind, next(iter(names), ""))


def _key_of(row: Row) -> str:
    """What a row is known by: a clause by its id, a concern or a rule by its code."""
    if isinstance(row, str):
        return row
    if isinstance(row, Concern):
        return row.code
    if isinstance(row, ViewRow):
        return " ".join(row.clauses)
    return f"{row[0]} {row[1].code}" if isinstance(row, tuple) else ""

"""The dashboard: how far, where it fails, what to do first, and how good the data is."""

from collections.abc import Sequence
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import wording
from gapwizard.domain.concerns import Concern, concern_word, concerns
from gapwizard.domain.diagnosis import Diagnosis, what_if
from gapwizard.domain.overview import charted, drilled, leaves_below, points_below, rules
from gapwizard.domain.readiness import Rule
from gapwizard.domain.roadmap import moved, roadmap
from gapwizard.i18n import N_, _
from gapwizard.session.acts import about
from gapwizard.session.papers.registers import export_figures
from gapwizard.session.session import Session
from gapwizard.tui.dashboard import painting as paint
from gapwizard.tui.dashboard import rows as rows_of
from gapwizard.tui.dashboard.rows import letter
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, Picker
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import DIM, STRONG, line, plain, wrapped

Row = str | Concern | tuple[int, Rule]

"""What a row shows: a clause, a concern, or a readiness rule with its stage."""

ENTERED = {
    "audit_dated": ("internal_audit_date", N_("internal audit, as 2026-11-30:")),
    "audit_done": ("internal_audit_date", N_("internal audit, as 2026-11-30:")),
    "audit_covers": ("internal_audit_clauses", N_("clauses the internal audit covered:")),
    "review_dated": ("management_review_date", N_("management review, as 2026-11-30:")),
    "review_done": ("management_review_date", N_("management review, as 2026-11-30:")),
    "records": ("records_since", N_("operating records since, as 2026-11-30:")),
}
"""What is typed to fix a rule that a fact of the assessment decides."""


class DashboardScreen(ListScreen):
    """How far, where it fails, what to do first."""

    NAME = "dashboard"
    TITLE_WORDS = N_("Dashboard")
    DEFAULT_CSS = """
    DashboardScreen #honesty { height: 5; }
    DashboardScreen #detail { height: 3; }
    DashboardScreen.-what-if #detail { height: 9; }
    DashboardScreen #beside { width: 40; display: none; border-left: solid $panel; }
    DashboardScreen.-widest #beside { display: block; }
    DashboardScreen.-ascii #beside { border-left: ascii $panel; }
    """
    KEYS: ClassVar[Sequence[Command]] = (
        Command("drill", ("enter",), N_("Show the questions behind the row, or what fixes it"), "Enter", N_("Drill down")),
        Command("view", ("v",), N_("View: bars, heatmap, first, data quality, maturity, readiness"), "v", N_("View")),
        Command("target", ("t",), N_("Set the target maturity, of all or of the leaf clause"), "t", N_("Target")),
        Command("what_if", ("w",), N_("What if the clause were closed"), "w", N_("What-if")),
        Command("compare", ("c",), N_("Compare with last time"), "c", N_("Compare")),
        Command("export", ("x",), N_("Export the figures by clause as CSV"), "x", N_("Export")),
    )  # fmt: skip
    LEFT: ClassVar["WeakKeyDictionary[Session, tuple[str, int]]"] = WeakKeyDictionary()
    """View and row at which the dashboard of an open assessment was left."""

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the bars."""
        super().__init__(handed)
        self._view = "bars"
        self._shown: list[Row] = []
        self._actions: dict[str, list[str]] = {}
        self._asks_what_if = False

    def body(self) -> ComposeResult:
        """Put figures above the rows, a side beside them in wide windows, the row's words below."""
        yield Pane(self._paint_figures, id="honesty")
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield Pane(self._paint_side, id="beside")
        yield Pane(self._paint_detail, id="detail")

    def on_mount(self) -> None:
        """Go back to where the dashboard was left."""
        self._view, self.rows.cursor = self.LEFT.get(self.session, ("bars", 0))

    def leave(self) -> None:
        """Remember view and row."""
        super().leave()
        self.LEFT[self.session] = (self._view, self.rows.cursor)

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.diagnosis.assessment.about.name
        return line((_(self.TITLE_WORDS), STRONG), f"  {name}")

    # What is shown

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self._shown = self._rows_of_view()
        self._actions = {}
        if self._view == "first":
            for one in roadmap(self.diagnosis):
                for leaf in one.source.leaves if one.open else ():
                    self._actions.setdefault(leaf, []).append(one.id)
        self.rows.fill(self._row, len(self._shown))
        super().show()

    def _rows_of_view(self) -> list[Row]:
        diagnosis = self.diagnosis
        if self._view == "bars":
            return [clause.id for clause in charted(diagnosis)]
        if self._view == "first":
            return [step.clause for step in diagnosis.steps]
        if self._view == "quality":
            return [*concerns(diagnosis)]
        if self._view == "readiness":
            return [*rules(diagnosis)]
        return [leaf.id for leaf in diagnosis.questionnaire.leaves]

    def _row(self, index: int) -> Content:
        row, diagnosis, width = self._shown[index], self.diagnosis, self.rows.size.width
        if isinstance(row, Concern):
            return rows_of.concern_row(row)
        if isinstance(row, tuple):
            return rows_of.rule_row(*row)
        if self._view == "bars":
            return rows_of.bar_row(diagnosis, self.session.baseline, row, width)
        if self._view == "heat":
            return rows_of.heat_row(diagnosis, row)
        if self._view == "maturity":
            return rows_of.maturity_row(diagnosis, row, width)
        step = diagnosis.steps[index]
        return rows_of.step_row(diagnosis, index + 1, step, self._actions.get(row, []), width)

    def moved(self) -> None:
        """Show the words of the row."""
        self.repaint("detail")

    def _paint_figures(self, width: int, _height: int) -> list[Content]:
        baseline = self.session.baseline
        figures = paint.figures(self.diagnosis, baseline, self._view, width)
        room = self.rows.size.width
        compared = baseline is not None
        head = rows_of.head(self._view, room, compared=compared)
        return [*figures, paint.tabs(self._view), head]

    def _paint_side(self, width: int, height: int) -> list[Content]:
        return paint.side(self.diagnosis, self._view, width - 1, height)

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        rule, here = plain("-" * width, DIM), self.here
        if here is None:
            words = _("there is nothing open") if self._view == "first" else _("nothing to show")
            return [rule, plain(f" {words}")]
        if self._asks_what_if and isinstance(here, str):
            leaves = leaves_below(self.diagnosis.questionnaire, here)
            after = what_if(self.diagnosis, leaves)
            title = _("as if closed: {clauses}").format(clauses=wording.listed(leaves))
            return [rule, *paint.effect(title, moved(self.diagnosis, after), width)]
        said = wrapped(self._words(here), width - 2, height - 1)
        return [rule, *(line(" ", part) for part in said)]

    def _words(self, row: Row) -> str:
        if isinstance(row, Concern):
            return i18n.labelled(concern_word(row.code), wording.listed(row.questions, 12) or "-")
        if isinstance(row, tuple):
            return rows_of.rule_words(row[1])
        if self._view == "maturity":
            return rows_of.level_words(self.diagnosis, row)
        return rows_of.clause_words(self.diagnosis, row)

    def copyable(self) -> str:
        """The words of the row under the cursor."""
        return self._words(self.here) if self.here is not None else ""

    # Commands

    def do_view(self) -> None:
        """Show the next view."""
        self.look(list(paint.VIEWS)[(list(paint.VIEWS).index(self._view) + 1) % len(paint.VIEWS)])

    def do_what_if(self) -> None:
        """Show or hide what the figures would be; only a clause can be closed."""
        if not self._asks_what_if and not isinstance(self.here, str):
            self.tell(_("what-if closes a clause: choose one among bars, heatmap or to do first"))
            return
        self._asks_what_if = not self._asks_what_if
        self.set_class(self._asks_what_if, "-what-if")
        self.repaint("detail")

    def do_close(self) -> None:
        """Hide the what-if, or go back."""
        if self._asks_what_if:
            self.do_what_if()
        else:
            super().do_close()

    def do_target(self) -> None:
        """Ask for the target of the leaf clause under the cursor, else of all."""
        here, about = self.here, self.session.assessment.about
        leaf = isinstance(here, str) and self.diagnosis.questionnaire.clause[here].leaf
        if leaf and isinstance(here, str):
            prompt = _("target of {clause}, 0 to 5; empty: as for all:").format(clause=here)
            key, start = f"target.{here}", str(about.targets.get(here, ""))
            self.ask(prompt, start, lambda text: self.describe(key, text))
            return
        prompt = _("target of all clauses, 0 to 5 (now {level}):").format(level=about.target)
        self.ask(prompt, "", lambda text: self.describe("target", text or str(about.target)))

    def do_compare(self) -> None:
        """Compare with last time's assessment where one is named."""
        about = self.session.assessment.about
        both = (about.baseline, self.session.assessment.id) if about.baseline else ()
        self.wizard.visit("compare", handed=Handed(compared=both))

    def do_export(self) -> None:
        """Write the figures by clause."""
        folder = self.wizard.data / "exports" / self.session.assessment.id
        path = export_figures(self.session, folder)
        shown = path.name if self.wizard.client_view else str(path)
        self.tell(_("written: {path}").format(path=shown))

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of now."""
        return self.session.diagnosis

    @property
    def here(self) -> Row | None:
        """The row under the cursor."""
        return self._shown[self.rows.cursor] if self._shown else None

    def look(self, view: str) -> None:
        """Show a view from its first row."""
        self._view = view
        self.rows.cursor = 0
        self.show()

    def describe(self, key: str, text: str) -> None:
        """Set what the assessment knows of itself."""
        self.session.do(about.describe(self.session.moment, {key: text}))
        self.show()

    def on_row_list_picked(self) -> None:
        """Drill into the row clicked."""
        self.do_drill()

    def do_drill(self) -> None:
        """Show the questions behind the row, or go where a rule is fixed."""
        here = self.here
        if isinstance(here, Concern):
            self._drill_concern(here)
        elif isinstance(here, tuple):
            self._drill_rule(*here)
        elif here is not None:
            points = points_below(self.diagnosis, here)
            title = f"{here} {self.diagnosis.questionnaire.clause[here].title}"
            self._pick_question(title, [point.question.id for point in points])

    def _pick_question(self, title: str, names: Sequence[str]) -> None:
        """Offer questions, those with something open first; Enter opens the interview there."""
        if not names:
            self.tell(_("no question is behind this"))
            return
        items = [
            Item(
                point.question.id,
                f"{letter(point)} {'+' if point.to_do else ' '} {point.question.text}",
                point.question.id,
            )
            for point in drilled(self.diagnosis, names)
        ]
        title = f"{title}   {_('(+ something open)')}"
        self.app.push_screen(Picker(title, items, lambda name: self.jump(str(name))))

    def _drill_concern(self, concern: Concern) -> None:
        if concern.code not in ("draft", "disputed"):
            self._pick_question(concern_word(concern.code), concern.questions)
            return
        title_of, questionnaire = wording.finding_title, self.diagnosis.questionnaire
        items = [
            Item(finding.id, title_of(finding, questionnaire), finding.id)
            for finding in self.diagnosis.findings
            if finding.record.state == concern.code
        ]
        if items:
            title = concern_word(concern.code)
            self.app.push_screen(Picker(title, items, lambda name: self._go_to("findings", name)))
        else:
            self.tell(_("no finding is behind this"))

    def _go_to(self, place: str, name: object) -> None:
        self.wizard.visit(place, handed=Handed(row=str(name)))

    def _drill_rule(self, stage: int, rule: Rule) -> None:
        """Go where a rule is fixed: a fact, a finding, a document, or questions."""
        first = rule.where[0] if rule.where else ""
        if rule.code in ENTERED:
            key, prompt = ENTERED[rule.code]
            value = getattr(self.session.assessment.about, key)
            start = ", ".join(value) if isinstance(value, tuple) else str(value or "")
            self.ask(_(prompt), start, lambda text: self.describe(key, text))
        elif rule.code in ("major", "minors_owned"):
            self._go_to("findings", first)
        elif rule.code in ("critical_documents", "required_documents"):
            self._go_to("documents", first or self._missing_document())
        elif rule.code == "low_clauses":
            below = [leaf for name in rule.where for leaf in points_below(self.diagnosis, name)]
            self._pick_question(wording.rule_sentence(rule), [p.question.id for p in below])
        elif rule.code == "unanswered":
            self._pick_question(wording.rule_sentence(rule), self._unanswered(stage))
        else:
            self.look("first")

    def _missing_document(self) -> str:
        """The first required document that is neither to keep nor to revise."""
        return next(
            (
                item.document.id
                for item in self.diagnosis.documents
                if item.document.obligation == "required" and not item.stands
            ),
            "",
        )

    def _unanswered(self, stage: int) -> list[str]:
        questionnaire = self.diagnosis.questionnaire
        ready = questionnaire.readiness
        tops = ready.stage1_clauses if stage == 1 and ready is not None else None
        return [
            name
            for name, point in self.diagnosis.points.items()
            if point.applicable
            and not point.answered
            and (tops is None or questionnaire.within(questionnaire.clause_of[name].id, tops))
        ]

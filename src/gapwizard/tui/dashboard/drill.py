"""Drilling down: from a row of the dashboard to the questions behind it, or to what fixes it."""

from collections.abc import Sequence

from gapwizard.domain import wording
from gapwizard.domain.concerns import Concern, concern_word
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import drilled, points_below
from gapwizard.domain.readiness import Rule
from gapwizard.i18n import N_, _
from gapwizard.session.acts import about
from gapwizard.tui.dashboard.rows import letter
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.picker import Item, Picker

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


class DrillingScreen(ListScreen):
    """A list whose rows lead to questions, findings, documents, or a fact to be typed."""

    def __init__(self) -> None:
        """Begin with the bars."""
        super().__init__()
        self._view = "bars"
        self._shown: list[Row] = []

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
        self.wizard.start_row = str(name)
        self.wizard.visit(place)

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

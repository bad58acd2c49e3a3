"""What the keys of the comparison do: turn the view, open what is under the cursor, write it."""

from gapwizard.domain.compare import Row
from gapwizard.domain.followed import Fate, Followed
from gapwizard.domain.pairing import Pair
from gapwizard.errors import Refused
from gapwizard.i18n import _, ngettext
from gapwizard.session import comparison as comparisons
from gapwizard.tui.comparison.state import Compared, Shown
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.picker import Item, Picker


class CompareActs(ListScreen):
    """The acts; the screen shows what they leave."""

    compared: Compared
    """What is compared, and how it is shown."""

    @property
    def here(self) -> Shown | None:
        """What is under the cursor."""
        rows = self.compared.rows
        return rows[min(self.rows.cursor, len(rows) - 1)] if rows else None

    def turn(self) -> None:
        """Show another view from its top."""
        self.rows.cursor = 0
        self.show()

    def do_details(self) -> None:
        """Open the questions of a clause, a question in the interview, a finding."""
        self.compared.sure()
        here = self.here
        if isinstance(here, Row):
            self.compared.show("questions", here.id)
            self.turn()
        elif isinstance(here, Pair):
            self._open(here.id)
        elif here is not None:
            self._follow(here)

    def _follow(self, followed: Followed) -> None:
        """Open the finding that repeats one, else a question not asked, else its clause."""
        known = self.session.diagnosis.finding
        now = [] if self.compared.swapped else [n for n in followed.now if known(n) is not None]
        if now:
            self.wizard.start_row = now[0]
            self.wizard.visit("findings")
        elif followed.unasked:
            self._open(followed.unasked[0])
        else:
            self.compared.show("questions", followed.finding.clause)
            self.turn()

    def _open(self, question: str) -> None:
        if question not in self.session.questionnaire.questions:
            raise Refused(_("the questionnaire of now does not ask {name}"), name=question)
        self.jump(question)

    def do_worse(self) -> None:
        """Show only what got worse."""
        self._only("worse")

    def do_new(self) -> None:
        """Show what cannot be compared."""
        self._only("apart")

    def _only(self, wanted: str) -> None:
        self.compared.sure()
        self.compared.only(wanted)
        self.turn()

    def do_repeated(self) -> None:
        """Show last time's findings, or the clauses again."""
        self.compared.sure()
        self.compared.show("clauses" if self.compared.view == "findings" else "findings")
        self.turn()

    def do_filter(self) -> None:
        """Show the next kind of questions."""
        self.compared.sure()
        if self.compared.view != "questions":
            raise Refused(_("Enter opens a clause first"))
        self.compared.next_filter()
        self.turn()

    def do_swap(self) -> None:
        """Swap the two sides."""
        self.compared.sure()
        self.compared.swapped = not self.compared.swapped
        self.show()
        self.tell(
            _("swapped: A is now, B is last time")
            if self.compared.swapped
            else _("A is last time, B is now")
        )

    def do_other(self) -> None:
        """Choose the assessment that stands for last time."""
        if self.wizard.client_view:
            raise Refused(_("other assessments are hidden in the client view"))
        found = comparisons.others(self.session)
        if not found:
            raise Refused(_("there is no other assessment in this folder"))
        items = [Item(row.id, f"{row.name}  {row.confirmed} %", row.id) for row in found]
        self.app.push_screen(Picker(_("Compare with"), items, self._chosen))

    def _chosen(self, name: object) -> None:
        self.compared = Compared(self.session, [str(name)])
        self.turn()

    def do_add(self) -> None:
        """Flag the questions of a finding that was not checked, so that they are asked."""
        comparison, here = self.compared.sure(), self.here
        if not isinstance(here, Followed) or here.fate is not Fate.UNCHECKED:
            raise Refused(_("r lists last time's findings; a takes one that was not checked"))
        act = comparisons.flag_unchecked(self.session, comparison, here.finding.id)
        self.show()
        count = len(act.changes) if act is not None else 0
        words = ngettext(
            "flagged for follow-up: {count} question; u takes it back",
            "flagged for follow-up: {count} questions; u takes it back",
            count,
        )
        self.tell(words.format(count=count) if count else _("they are flagged already"))

    def do_export(self) -> None:
        """Write the comparison into a new file."""
        text = comparisons.markdown(self.compared.sure())
        folder = self.wizard.data / "exports" / self.session.assessment.id
        path = comparisons.export(self.session, text, folder=folder)
        shown = path.name if self.wizard.client_view else str(path)
        self.tell(_("written: {path}").format(path=shown))

    def do_close(self) -> None:
        """Go back to the clauses, then one screen."""
        if self.compared.view != "clauses":
            self.compared.show("clauses")
            self.turn()
        else:
            super().do_close()

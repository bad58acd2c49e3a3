"""Compare: last time beside now, clause by clause, question by question, finding by finding."""

from collections.abc import Sequence
from functools import partialmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.comparison import ComparedClause, Comparison
from gapwizard.domain.comparison_words import letter, title_of
from gapwizard.domain.figures import NOTHING, figure_percent
from gapwizard.domain.last_findings import Fate, Followed
from gapwizard.domain.pairs import Outcome, Pair
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session import comparison as comparisons
from gapwizard.session.acts.comparison import flag_unchecked
from gapwizard.session.papers.comparison import markdown
from gapwizard.tui.comparison import painting as paint
from gapwizard.tui.comparison.state import FILTERS, AcrossRow, Compared, Shown
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.host import Handed, Left
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, STRONG, indented, line, plain, shortened

LEAST = 24
"""Cells from which a title is shortened inside; below, only the first has room at all."""


class CompareScreen(ListScreen):
    """What got better and worse, why the figures changed, what became of findings."""

    compared: Compared
    """What is compared, and how it is shown."""
    rows: RowList[Shown]

    NAME = "compare"
    TOLD = ("detail", "footer")
    TITLE_WORDS = N_("Compare")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("details", ("enter",), N_("Open the clause, the question or the finding"), "Enter", N_("Details")),
        Command("worse", ("w",), N_("Worse only, over everything"), "w", N_("Worse")),
        Command("new", ("n",), N_("New and gone questions, and those asked only one of the times"), "n", N_("New, gone")),
        Command("repeated", ("r",), N_("Last time's findings: repeated, not checked, stands no more"), "r", N_("Repeated")),
        Command("filter", ("v",), N_("Show all questions, the worse, the better, those not comparable")),
        Command("swap", ("s",), N_("Swap A and B"), "s", N_("Swap")),
        Command("other", ("o",), N_("Choose the assessment to compare with"), "o", N_("Other")),
        Command("last_time", ("B",), N_("Make the assessment compared with last time's, for reports")),
        Command("add", ("a",), N_("Flag the questions of a finding that was not checked"), "a", N_("Add")),
        Command("export", ("x",), N_("Write the comparison into a Markdown file"), "x", N_("Export")),
    )  # fmt: skip

    def body(self) -> ComposeResult:
        """Figures, the list, and the details below or beside it."""
        yield Pane(self._paint_figures, id="figures", rolls=True)
        yield Pane(self._paint_head, id="listhead")
        with Container(id="columns"):
            with Vertical(id="list"):
                self.rows = RowList(self._row, key=_key_of)
                yield self.rows
            yield Pane(self._paint_detail, id="detail", edge="beside", rolls=True)
        yield Pane(self._paint_fates, id="fates")

    def compose(self) -> ComposeResult:
        """Open what is to be compared: what was marked, else last time's assessment."""
        left = Left() if self.handed.compared else self.left
        # What it was left with: three of the view, then the names.
        named = self.handed.compared or left.more[3:]
        names = [n for n in named if n != self.session.assessment.id]
        self.compared = Compared(self.session, names)
        if left.view and self.compared.comparison is not None:
            # As `looked_at` puts them.
            swapped, clause, only = left.more[:3]
            self.compared.swapped = bool(swapped)
            self.compared.show(left.view, clause, only)
        yield from super().compose()

    def on_mount(self) -> None:
        """Fill the rows; offer the other assessments where there is no last time."""
        self.stay("" if self.handed.compared else self.left.row)
        known = self.compared.before or self.client
        if not known and comparisons.others(self.session):
            self.later(self.do_other)

    def looked_at(self) -> Left:
        """Remember which assessments are compared, how, and the row."""
        now = self.compared
        names = [one.assessment.id for one in now.before]
        more = ("swapped" if now.swapped else "", now.clause, now.filter, *names)
        return Left(now.view, self.rows.key_here, more)

    def show(self) -> None:
        """Fill the rows."""
        self.compared.renew()
        self.rows.fill(self.compared.rows())
        comparison = self.compared.comparison
        self.set_class(comparison is not None and bool(comparison.caveats), "-caution")
        self.set_class(len(self.compared.before) > 1, "-stacked")
        super().show()

    def copyable(self) -> str:
        """The id of what is under the cursor."""
        here = self.rows.here
        if isinstance(here, Followed):
            return here.finding.id
        return here.id if isinstance(here, ComparedClause | Pair) else ""

    # Painting

    @property
    def subject(self) -> Content:
        """What is compared; the client view names nobody."""
        if self.client or not self.compared.before:
            return plain("")
        every = self.compared.every
        taken = plain(_(self.TITLE_WORDS)).cell_length + self.corner().cell_length + 4
        room = (self.size.width - taken) // len(every) - 6
        named = []
        for index, title in enumerate(map(title_of, every)):
            name = shortened(title, room, len(paint.DAY)) if room > LEAST else plain(title)
            named.append(line(" ", i18n.labelled(letter(index), ""), name))
        return plain("  ").join(named)

    def corner(self) -> Content:
        """Say how many questions both ask."""
        comparison = self.compared.comparison
        if comparison is None:
            return super().corner()
        counts = comparison.overall.counts
        words = _("matched {matched}  new {new}  gone {gone}").format(
            matched=comparison.matched, new=counts[Outcome.NEW], gone=counts[Outcome.GONE]
        )
        return plain(words, DIM)

    def _row(self, shown: Shown, width: int) -> Content:
        if isinstance(shown, AcrossRow):
            return paint.several_row(self.compared.every, *shown, width)
        if isinstance(shown, ComparedClause):
            return paint.clause_row(shown, width)
        if isinstance(shown, Pair):
            return paint.question_row(shown)
        return paint.finding_row(self.compared.sure(), shown)

    def _paint_figures(self, width: int, _height: int) -> list[Content]:
        compared = self.compared
        if compared.comparison is not None:
            return paint.figures(compared.comparison, width)
        if not compared.before:
            other = _("o chooses another assessment; B then makes it last time's")
            told = compared.why_none  # it may name another client
            if self.client:
                told = _("there is no last time to compare with")
            return [*indented(told, width, 3, STRONG), plain(f" {other}")]
        words = _("{count} assessments side by side; o chooses one to compare with in detail")
        above = plain(f" {words.format(count=len(compared.every))}")
        every = [] if self.client else [*map(title_of, compared.every)]
        return [above, *paint.several_names(every, width)]

    def _paint_head(self, _width: int, _height: int) -> list[Content]:
        compared, width = self.compared, self.rows.size.width
        if compared.comparison is None:
            return [paint.several_head(compared.every, width)] if compared.before else []
        if compared.view == "clauses":
            return [paint.clause_head(width)]
        if compared.view == "findings":
            return [plain(f"   {_(paint.FINDINGS)}", DIM)]
        where = compared.clause or _("everything")
        shown = _(FILTERS[compared.filter][0])
        return [plain("   " + i18n.labelled(where, i18n.with_aside(shown, self.rows.count)), DIM)]

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        comparison = self.compared.comparison
        if comparison is not None:
            return self._detail(comparison, width, height)[:height]
        if not self.compared.before:
            return []
        return paint.several_figures(self.compared.every, width)

    def _detail(self, comparison: Comparison, width: int, height: int) -> list[Content]:
        here, private = self.rows.here, not self.client
        if isinstance(here, ComparedClause):
            return paint.clause_detail(comparison, here, width)
        if isinstance(here, Pair):
            return paint.question_detail(comparison, here, width, height, private=private)
        if isinstance(here, Followed):
            return paint.finding_detail(comparison, here, width)
        return [line(" ", (_("nothing here"), DIM))]

    def _paint_fates(self, _width: int, _height: int) -> list[Content]:
        comparison = self.compared.comparison
        return [paint.findings_row(comparison)] if comparison is not None else []

    def turn(self) -> None:
        """Show another view from its top."""
        self.rows.restart()
        self.show()

    def do_details(self) -> None:
        """Open the questions of a clause, a question in the interview, a finding."""
        self.compared.sure()
        here = self.rows.here
        if isinstance(here, ComparedClause):
            self.compared.show("questions", here.id)
            self.turn()
        elif isinstance(here, Pair):
            self._open(here.id)
        elif isinstance(here, Followed):
            self._follow(here)

    def _follow(self, followed: Followed) -> None:
        """Open the finding that repeats one, else a question not asked, else its clause."""
        known = self.session.diagnosis.finding
        now = [] if self.compared.swapped else [n for n in followed.now if known(n) is not None]
        if now:
            self.wizard.visit("findings", handed=Handed(row=now[0]))
        elif followed.unasked:
            self._open(followed.unasked[0])
        else:
            self.compared.show("questions", followed.finding.clause)
            self.turn()

    def _open(self, question: str) -> None:
        if question not in self.session.questionnaire.questions:
            raise Refused(_("the questionnaire of now does not ask {name}"), name=question)
        self.jump(question)

    def _only(self, wanted: str) -> None:
        """Show only what got worse, or only what cannot be compared."""
        self.compared.sure()
        self.compared.only(wanted)
        self.turn()

    do_worse = partialmethod(_only, "worse")
    do_new = partialmethod(_only, "apart")

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
        self._refuse_client()
        found = comparisons.others(self.session)
        if not found:
            raise Refused(_("there is no other assessment in this folder"))
        offered = ((row.id, f"{row.name}  {_confirmed(row)}") for row in found)
        self.pick_id(_("Compare with"), offered, self._chosen)

    def _refuse_client(self) -> None:
        """Name no other assessment while a client looks on."""
        if self.client:
            raise Refused(_("other assessments are hidden in the client view"))

    def _chosen(self, name: str) -> None:
        self.compared = Compared(self.session, [name])
        self.turn()

    def do_last_time(self) -> None:
        """Make the assessment compared with the one that reports hold against this one."""
        self._refuse_client()
        if len(self.compared.before) != 1:
            raise Refused(_("o chooses the assessment that shall be last time's"))
        name = self.compared.before[0].assessment.id
        if name == self.session.assessment.about.baseline:
            self.tell(_("{name} is last time's already").format(name=name))
            return
        self.describe("baseline", name)
        words = _("{name} is last time's now: reports tell what changed since; u takes it back")
        self.tell(words.format(name=name))

    def do_add(self) -> None:
        """Flag the questions of a finding that was not checked, so that they are asked."""
        comparison, here = self.compared.sure(), self.rows.here
        if not isinstance(here, Followed) or here.fate is not Fate.UNCHECKED:
            raise Refused(_("r lists last time's findings; a takes one that was not checked"))
        act = self.session.do(flag_unchecked(self.session.moment, comparison, here.finding.id))
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
        self.written(self.file(markdown(self.session, self.compared.sure()), "md", "comparison"))

    def do_close(self) -> None:
        """Go back to the clauses, then one screen."""
        if self.compared.view != "clauses":
            self.compared.show("clauses")
            self.turn()
        else:
            super().do_close()


def _confirmed(row: PortfolioRow) -> str:
    figure = row.confirmed_if_asked
    return NOTHING if figure is None else figure_percent(figure)


def _key_of(row: Shown) -> str:
    """What a row is known by: the id of its clause, question or finding."""
    if isinstance(row, Followed):
        return row.finding.id
    return row.clause if isinstance(row, AcrossRow) else row.id

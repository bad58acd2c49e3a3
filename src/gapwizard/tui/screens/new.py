"""A new assessment: a name, a questionnaire, the facts that take questions out."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from gapwizard import i18n
from gapwizard.domain.questionnaire import Trigger
from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.library.shelf import DEFAULT, Entry, Shelf
from gapwizard.session import portfolio
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.listing import ListScreen
from gapwizard.tui.text import DIM, STRONG, line, padded, plain, wrapped
from gapwizard.tui.widgets.editors import LineEditor
from gapwizard.tui.widgets.panes import Pane
from gapwizard.tui.widgets.rows import RowList

NAME, QUESTIONS, FACTS = range(3)


class NewScreen(ListScreen):
    """Three short steps; Enter alone goes through them with good defaults."""

    TITLE_WORDS = N_("New assessment")
    KEYS: ClassVar[Sequence[Command]] = (
        Command(
            "next",
            ("enter",),
            N_("Next step; at the last one, create and start"),
            "Enter",
            N_("Next"),
        ),
        Command("scan", ("s",), N_("Create and start with the quick scan"), "s", N_("Quick scan")),
        Command("yes", ("y", "1"), N_("Yes"), "y", N_("Yes")),
        Command("no", ("n", "0"), N_("No"), "n", N_("No")),
        Command("unknown", ("-", "－"), N_("Not known yet"), "-", N_("Not known")),
        Command("back", ("escape",), N_("Back"), "Esc", N_("Back")),
    )

    def __init__(self) -> None:
        """Begin at the name."""
        super().__init__()
        self._step = NAME
        self._entries: list[Entry] = []
        self._triggers: Sequence[Trigger] = ()
        self._facts: dict[str, bool] = {}
        self._chosen = 0

    def body(self) -> ComposeResult:
        """Give a field, and rows that each step fills."""
        yield Pane(self._paint_steps, id="head")
        yield LineEditor(placeholder=self._default, max_length=200)
        yield RowList(id="rows")
        yield Pane(self._paint_help, id="figures")

    @property
    def _default(self) -> str:
        return _("Gap assessment {day}").format(day=datetime.now().astimezone().date())

    def on_mount(self) -> None:
        """Ask for the name; offer the questionnaires."""
        self._entries = Shelf(self.wizard.data).entries()
        self._chosen = next((i for i, entry in enumerate(self._entries) if entry.id == DEFAULT), 0)
        self.set_focus(self.query_one(Input))

    def available(self) -> Sequence[Command]:
        """Offer yes and no only where facts are asked."""
        wanted = {NAME: ("next", "back"), QUESTIONS: ("next", "down", "up", "back")}.get(self._step)
        every = super().available()
        return [c for c in every if wanted is None or c.id in wanted]

    def _paint_steps(self, width: int, _height: int) -> list[Content]:
        names = (_("1 Name"), _("2 Questionnaire"), _("3 Facts"))
        parts = [plain(name, STRONG if i == self._step else DIM) for i, name in enumerate(names)]
        return [plain(" ") + plain("   ").join(parts), plain("-" * width, DIM)]

    def _paint_help(self, width: int, height: int) -> list[Content]:
        if self._step == NAME:
            words = _("Name of the organisation or of this round. Enter takes the one shown.")
        elif self._step == QUESTIONS:
            words = _("Which questions to ask. Enter takes the marked one.")
        else:
            words = self._fact_help()
        return [line(" ", row) for row in wrapped(words, width - 2, height, DIM)]

    def _fact_help(self) -> str:
        index = self.rows.cursor
        if not self._triggers:
            return _("Nothing to ask here. Enter creates the assessment.")
        trigger = self._triggers[index]
        return f"{trigger.question} {trigger.help} " + _(
            "A no takes its questions out. What is not known is asked later."
        )

    def _fill(self) -> None:
        rows = self.rows
        if self._step == QUESTIONS:
            rows.fill([line("   ", padded(plain(e.id), 34), " ", e.title) for e in self._entries])
            rows.go(self._chosen)
        elif self._step == FACTS:
            rows.fill(self._fact_row, len(self._triggers))
        else:
            rows.fill([])
        self.show()

    def _fact_row(self, index: int) -> Content:
        trigger = self._triggers[index]
        value = self._facts.get(trigger.id)
        word = {True: _("yes"), False: _("no"), None: "-"}[value]
        return line("   ", padded(plain(f"[{word}]", STRONG), 6), trigger.question)

    def on_input_submitted(self) -> None:
        """Take the name."""
        self.query_one(Input).disabled = True
        self.set_focus(None)
        self._step = QUESTIONS
        self._fill()

    def do_next(self) -> None:
        """Go on, or create."""
        if self._step == QUESTIONS:
            self._chosen = self.rows.cursor
            entry = self._entries[self._chosen]
            found = Shelf(self.wizard.data).load(entry.id, entry.version, i18n.language())
            self._triggers = [trigger for trigger in found.triggers if trigger.kind == "profile"]
            self._step = FACTS
            self.rows.cursor = 0
            self._fill()
        elif self._step == FACTS:
            self._create(scan=False)

    def do_scan(self) -> None:
        """Create and begin with the quick scan."""
        if self._step == FACTS:
            self._create(scan=True)

    def _create(self, *, scan: bool) -> None:
        name = self.query_one(Input).value.strip() or self._default
        entry = self._entries[self._chosen]
        try:
            created = portfolio.create(
                self.wizard.data, name, entry.id, dict(self._facts), i18n.language()
            )
            self.wizard.open(created)
        except GapwizardError as problem:
            self.tell(str(problem))
            return
        self.wizard.scan_first = scan
        self.wizard.visit("interview")

    def _set(self, value: bool | None) -> None:
        if self._step != FACTS or not self._triggers:
            return
        rows = self.rows
        trigger = self._triggers[rows.cursor]
        if value is None:
            self._facts.pop(trigger.id, None)
        else:
            self._facts[trigger.id] = value
        self.move(1)

    def do_yes(self) -> None:
        """Say yes."""
        self._set(True)

    def do_no(self) -> None:
        """Say no."""
        self._set(False)

    def do_unknown(self) -> None:
        """Leave it open."""
        self._set(None)

    def moved(self) -> None:
        """Show the help of the fact under the cursor."""
        self.repaint("figures")

    def do_back(self) -> None:
        """Go one step back; from the first one, home."""
        if self._step == NAME:
            self.wizard.visit("home")
            return
        self._step -= 1
        if self._step == NAME:
            field = self.query_one(Input)
            field.disabled = False
            self.set_focus(field)
        self._fill()

"""The registers that the questionnaire declares: risks, objectives, parties and what else there is.

One screen for all of them: which fields there are, what is computed and which views there are is data.
"""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.domain.register_rows import BETWEEN, ListedRow, key_of, rows_in_view, rows_of
from gapwizard.domain.registers import Register, RegisterView
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, labelled, with_aside
from gapwizard.session.acts import registers
from gapwizard.session.acts.names import NEW
from gapwizard.session.papers.lists import csv_of
from gapwizard.session.papers.registers import columns
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormField, FormScreen
from gapwizard.tui.kit.host import NOTHING, Handed, Left
from gapwizard.tui.kit.listing import TAKE_IN, ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import STRONG, line, plain
from gapwizard.tui.registers import painting as paint


class RegistersScreen(ListScreen):
    """The rows of one register, with one of them whole or the picture of two scales below."""

    TITLE_WORDS = N_("Registers")
    NAME = "registers"
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the row"), "Enter", N_("Edit")),
        Command("new", ("n",), N_("Add a row"), "n", N_("New")),
        Command("register", ("e",), N_("Choose the register"), "e", N_("Register")),
        Command("view", ("v",), N_("Next view of the register"), "v", N_("View")),
        Command("matrix", ("m",), N_("The picture of its two scales, or the row"), "m", N_("Picture")),
        Command("export", ("x",), N_("Write the register as CSV"), "x", N_("Export")),
        TAKE_IN,
        Command("remove", ("delete",), N_("Take the row away")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the first register."""
        super().__init__(handed)
        self._register = 0
        self._number = 0
        self._pictured = False
        self.rows: RowList[ListedRow] = RowList(self._paint_row, key=lambda one: one.id)

    def body(self) -> ComposeResult:
        """The heading, the rows, and the detail below."""
        yield Pane(self._paint_heads, id="register")
        yield self.rows
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Begin at the row that another screen asked for, `REGISTER/ROW`."""
        name, _between, row = (self.handed.row or self.left.row).partition(BETWEEN)
        if name:
            self._chosen(name)
            self._number = int(self.left.view or 0)
            self.stay(row)

    def looked_at(self) -> Left:
        """Remember the register, its view and the row."""
        if not self.session.questionnaire.registers:
            return Left()
        return Left(str(self._number), f"{self.register.id}{BETWEEN}{self.rows.key_here}")

    @property
    def register(self) -> Register:
        """The register that is shown. Raises Refused where the questionnaire declares none."""
        known = self.session.questionnaire.registers
        if not known:
            raise Refused(_("the questionnaire declares no register"))
        return known[self._register % len(known)]

    @property
    def view(self) -> RegisterView | None:
        """The view that is shown; None: all rows."""
        views = self.register.views
        at = self._number % (len(views) + 1)
        return views[at - 1] if at else None

    @property
    def listed(self) -> tuple[ListedRow, ...]:
        """The rows of the view: what the list, the picture and the export show."""
        rows = rows_of(self.session.assessment, self.register)
        return rows_in_view(self.register, rows, self.view, self.session.today())

    @property
    def here(self) -> ListedRow:
        """The row under the cursor. Raises Refused where there is none."""
        found = self.rows.here
        if found is None:
            raise Refused(_("no row here; n adds one, e chooses another register"))
        return found

    def title_row(self) -> Content:
        """Which register, which view, of what."""
        title = _(self.TITLE_WORDS)
        if self.session.questionnaire.registers:
            title = (
                self.register.title
                if self.view is None
                else labelled(self.register.title, self.view.title)
            )
        return line((title, STRONG), f"  {self.assessed}")

    def show(self) -> None:
        """Fill the rows."""
        if self.session.questionnaire.registers:
            self.rows.fill(self.listed)
        super().show()

    def copyable(self) -> str:
        """The id of the row."""
        return self.rows.here.id if self.rows.here is not None else ""

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        if not self.session.questionnaire.registers:
            return [plain(" " + _("the questionnaire declares no register"))]
        return paint.heads(self.register, width)

    def _paint_row(self, one: ListedRow, width: int) -> Content:
        return paint.row(self.register, one, width, self.session.today())

    def _paint_detail(self, width: int, _height: int) -> list[Content]:
        if not self.session.questionnaire.registers:
            return []
        if self._pictured:
            return paint.picture(self.register, self.listed, self.session.today())
        return paint.detail(self.register, self.rows.here, width, self.session.today())

    # Commands

    def do_edit(self) -> None:
        """Edit every field of the row."""
        name = self.here.id
        self._edit(name)

    def _edit(self, name: str) -> None:
        register = self.register

        def value(key: str) -> str:
            return registers.row_in(self.session.moment, register, name).text(key)

        fields = []
        for field in register.fields:
            if field.kind != "computed":
                declared = registers.form_field(field)
                fields.append(
                    FormField(
                        field.id, field.title, partial(value, field.id), declared.choices,
                        declared.long, _help(field.help, field.words, field.of),
                        replaced=field.kind in ("date", "number", "scale"),
                    )
                )  # fmt: skip
        self.app.push_screen(
            FormScreen(f"{name} {register.title}", fields, partial(self._save, register, name))
        )

    def _save(self, register: Register, name: str, key: str, text: str) -> None:
        self.session.do(registers.change(self.session.moment, register, name, {key: text}))

    def do_new(self) -> None:
        """Add a row: its first field is asked for."""
        first = self.register.fields[0]
        self.ask(first.title, "", partial(self._added, self.register, first.id))

    def _added(self, register: Register, key: str, text: str) -> None:
        act = registers.change(self.session.moment, register, NEW, {key: text})
        self._number = 0
        self.session.do(act)
        name = act.changes[0].id.removeprefix(key_of(register.id, ""))
        self.stay(name)
        self.tell(_("{name} added; Enter fills in the rest").format(name=name))

    def do_remove(self) -> None:
        """Take the row away."""
        name = self.here.id
        self.session.do(registers.remove(self.session.moment, self.register, name))
        self.show()
        self.tell(_("{name} removed; u takes it back").format(name=name))

    def do_register(self) -> None:
        """Choose the register."""
        known = self.session.questionnaire.registers
        offered = (
            (one.id, with_aside(one.title, len(rows_of(self.session.assessment, one))))
            for one in known
        )
        self.pick_id(_("Which register?"), offered, self._chosen)

    def _chosen(self, name: str) -> None:
        names = [one.id for one in self.session.questionnaire.registers]
        self._register, self._number = names.index(name), 0
        self.rows.restart()
        self.show()

    def do_view(self) -> None:
        """Show the next view."""
        self._number = (self._number + 1) % (len(self.register.views) + 1)
        self.rows.restart()
        self.show()

    def do_matrix(self) -> None:
        """Show or hide the picture of two scales."""
        if self.register.matrix is None:
            raise Refused(_("this register has no picture of two scales"))
        self._pictured = not self._pictured
        self.repaint("detail")

    def do_export(self) -> None:
        """Write the register as CSV."""
        register, today = self.register, self.session.today()
        self.written(self.file(csv_of(columns(register, today), self.listed), "csv", register.id))

    def do_take_in(self) -> None:
        """Ask for a file whose rows are laid beside these."""
        listed = key_of("registers", self.register.id)
        self.wizard.visit("staging", handed=Handed(listed=listed))


def _help(told: str, words: Sequence[str], ends: tuple[int, int] | None) -> str:
    """What a field means, and what the steps of its scale are."""
    if ends is None:
        return told
    steps = [f"{ends[0] + at} {word}" for at, word in enumerate(words)] or [f"{ends[0]}-{ends[1]}"]
    return "  ".join(filter(None, (told, *steps)))

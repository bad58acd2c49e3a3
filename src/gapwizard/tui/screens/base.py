"""The base of every screen: header, footer, one status row, and keys that run commands."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.tui.commands import Command, keymap
from gapwizard.tui.text import DIM, STRONG, both_ends, cut, line, plain
from gapwizard.tui.widgets.panes import Pane

if TYPE_CHECKING:
    from gapwizard.tui.app import GapwizardApp

LEAST = (80, 24)
"""Columns and rows the app needs."""
WIDE = 100
"""Columns from which tree and context stand beside the work."""

GLOBAL = (
    Command("help", ("?", "？", "f1"), N_("Help for this screen"), "?", N_("Help")),
    Command("palette", (":", "：", "ctrl+p"), N_("Run any command, go to any clause or question")),
    Command("undo", ("u", "f7"), N_("Undo the last change")),
    Command("redo", ("U",), N_("Redo what was undone")),
    Command("goto", ("g",), N_("Go to: h home, i interview, b dashboard, r report, t clauses")),
    Command("client", ("f9",), N_("Client view: hide private notes, flags and paths")),
    Command("language", ("ctrl+l",), N_("Switch the language of the program")),
    Command("quit", ("ctrl+q",), N_("Save and quit")),
)
EDITOR_KEYS = ("escape", "f1", "f9", "ctrl+q")
"""Keys that act while a text is being typed."""


class KeyScreen(Screen[None]):
    """A screen whose keys run commands; nothing is focused unless a text is typed."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    TITLE_WORDS: ClassVar[str] = ""
    KEYS: ClassVar[Sequence[Command]] = ()

    def __init__(self) -> None:
        """Prepare the keys."""
        super().__init__()
        self._keys = keymap([*self.KEYS, *GLOBAL])
        self._pending: Callable[[events.Key], None] | None = None
        self.message = ""

    @property
    def wizard(self) -> "GapwizardApp":
        """The app."""
        return cast("GapwizardApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the body between header and footer."""
        yield Pane(self._paint_header, id="header")
        yield from self.body()
        yield Pane(self._paint_status, id="status")
        yield Pane(self._paint_footer, id="footer")
        yield Pane(self._paint_small, id="small")

    def body(self) -> ComposeResult:
        """Give the widgets between header and footer."""
        yield from ()

    def title_row(self) -> Content:
        """Give the left of the header."""
        return line((_(self.TITLE_WORDS), STRONG))

    def corner(self) -> Content:
        """Give the right of the header."""
        return plain(self.wizard.saved_words, DIM)

    def available(self) -> Sequence[Command]:
        """Give the commands that the footer may show now, the most useful first."""
        return [*self.KEYS, *GLOBAL]

    # Painting

    def _paint_header(self, width: int, _height: int) -> list[Content]:
        return [both_ends(line(" ", self.title_row()), line(self.corner(), " "), width)]

    def _paint_status(self, width: int, _height: int) -> list[Content]:
        return [cut(plain(f" {self.message}"), width)]

    def _paint_footer(self, width: int, _height: int) -> list[Content]:
        row = plain(" ")
        most = 8 if width < WIDE else 14
        shown = [command for command in self.available() if command.shown]
        ends = [command for command in shown if command.id == "help"]
        for command in [*[c for c in shown if c.id != "help"][: most - len(ends)], *ends]:
            item = line((command.shown, STRONG), f" {_(command.short or command.words)}  ")
            if row.cell_length + item.cell_length > width + 2:
                continue
            row += item
        return [row]

    def _paint_small(self, width: int, height: int) -> list[Content]:
        words = _("needs {columns}x{rows}; this window has {width}x{height}").format(
            columns=LEAST[0], rows=LEAST[1], width=width, height=height
        )
        return [plain(words)]

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Show one line in a window that is too small, and panes beside the work in a wide one."""
        self.set_class(size.width < LEAST[0] or size.height < LEAST[1], "-small")
        self.set_class(size.width >= WIDE, "-wide")

    def on_screen_resume(self) -> None:
        """Show the state of now when the screen comes back."""
        self._fit(self.app.size)
        self.show()

    def show(self) -> None:
        """Paint everything anew."""
        for pane in self.query(Pane):
            pane.refresh()

    def repaint(self, *names: str) -> None:
        """Paint some panes anew."""
        for name in names:
            self.query_one(f"#{name}", Widget).refresh()

    def tell(self, message: str) -> None:
        """Say something in the status row."""
        self.message = " ".join(message.split())
        self.repaint("status")

    # Keys

    @property
    def editing(self) -> bool:
        """Whether a text is being typed."""
        return isinstance(self.focused, Input | TextArea)

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key."""
        if self._pending is not None:
            pending, self._pending = self._pending, None
            event.stop()
            event.prevent_default()
            self.tell("")
            pending(event)
            return
        if self.editing and event.key not in EDITOR_KEYS:
            return
        command = self._keys.get(event.key)
        if command is None:
            self.on_other_key(event)
            return
        event.stop()
        event.prevent_default()
        self.run_command(command)

    def on_other_key(self, event: events.Key) -> None:
        """Take a key that runs no command."""

    def run_command(self, command: Command) -> None:
        """Run a command; an error of ours becomes a message."""
        if self.message:
            self.tell("")
        try:
            getattr(self, f"do_{command.id}")()
        except GapwizardError as problem:
            self.tell(str(problem))

    def then(self, prompt: str, take: Callable[[events.Key], None]) -> None:
        """Wait for one more key after a prefix."""
        self.tell(prompt)
        self._pending = take

    # Global commands

    def do_help(self) -> None:
        """Open help: the keys of this screen, searchable; Enter runs one."""
        from gapwizard.tui.screens.picker import Item, Picker

        items = [Item(command.key, _(command.words), command) for command in [*self.KEYS, *GLOBAL]]
        self.app.push_screen(Picker(_("Help"), items, self._picked))

    def do_palette(self) -> None:
        """Open the palette."""
        from gapwizard.tui.screens.picker import Item, Picker

        items = [Item(c.key, _(c.words), c) for c in [*self.KEYS, *GLOBAL]]
        items.append(Item("q", _("Save and quit"), self._keys["ctrl+q"]))
        items += self.places()
        self.app.push_screen(Picker(_("Command"), items, self._picked))

    def places(self) -> list["Item"]:
        """Give what one can jump to from here."""
        return []

    def _picked(self, value: object) -> None:
        if isinstance(value, Command):
            self.call_after_refresh(self.run_command, value)
        else:
            self.jump(str(value))

    def jump(self, place: str) -> None:
        """Go to a place of `places`."""

    def do_undo(self) -> None:
        """Take the last change back."""
        session = self.wizard.session
        if session is not None:
            act = session.undo()
            self.show()
            self.tell(_("undone: {act}").format(act=f"{act.what} {act.label}"))

    def do_redo(self) -> None:
        """Do again what was undone."""
        session = self.wizard.session
        if session is not None:
            act = session.redo()
            self.show()
            self.tell(_("done again: {act}").format(act=f"{act.what} {act.label}"))

    def do_goto(self) -> None:
        """Wait for where to go."""
        self.then(_("go to: h home, i interview, b dashboard, r report, t clauses"), self._go)

    def _go(self, event: events.Key) -> None:
        places = {"h": "home", "i": "interview", "b": "dashboard", "r": "report"}
        if event.key == "t":
            self.do_clauses()
        elif event.key in places:
            self.wizard.visit(places[event.key])

    def do_clauses(self) -> None:
        """Show the clauses to choose from, where the screen has them."""

    def do_client(self) -> None:
        """Hide or show what a client must not see."""
        self.wizard.client_view = not self.wizard.client_view
        self.show()
        self.tell(_("client view on") if self.wizard.client_view else _("client view off"))

    def do_language(self) -> None:
        """Switch between English and Chinese."""
        self.wizard.switch_language()
        self.show()

    def do_quit(self) -> None:
        """Save and quit."""
        self.leave()
        self.app.call_later(self.app.action_quit)

    def leave(self) -> None:
        """Keep what is being typed, before the screen goes."""


if TYPE_CHECKING:
    from gapwizard.tui.screens.picker import Item

"""The base of every screen: the frame, and the commands that mean the same everywhere."""

from textual import events

from gapwizard.i18n import N_, _
from gapwizard.tui.commands import Command
from gapwizard.tui.screens.frame import CommandScreen
from gapwizard.tui.screens.picker import Item, Picker

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


class KeyScreen(CommandScreen):
    """A screen with the global commands."""

    def commands(self) -> list[Command]:
        """Give its own commands, then the global ones."""
        return [*self.KEYS, *GLOBAL]

    def do_help(self) -> None:
        """Open help: the keys of this screen, searchable; Enter runs one."""
        items = [Item(command.key, _(command.words), command) for command in self.commands()]
        self.app.push_screen(Picker(_("Help"), items, self._picked))

    def do_palette(self) -> None:
        """Open the palette."""
        items = [Item(c.key, _(c.words), c) for c in self.commands()]
        items.append(Item("q", _("Save and quit"), self._keys["ctrl+q"]))
        items += self.places()
        self.app.push_screen(Picker(_("Command"), items, self._picked))

    def places(self) -> list[Item]:
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

"""The base of every screen: the frame, and the commands that mean the same everywhere."""

from collections.abc import Callable, Iterable, Sequence
from functools import partialmethod
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from textual import events

from gapwizard import i18n
from gapwizard.i18n import N_, _
from gapwizard.tui.kit import jump
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.frame import CommandScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.meaning import Meaning
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, Picker
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.themes import THEMES

if TYPE_CHECKING:
    from gapwizard.session.session import Session
    from gapwizard.session.undo import HistoryEntry

V = TypeVar("V")

GLOBAL = (
    Command("help", ("?", "？", "f1"), N_("Help for this screen"), "?", N_("Help")),
    Command("palette", (":", "：", "ctrl+p"), N_("Run any command, go to any clause or question")),
    Command("search", ("/", "、", "／", "f4"), N_("Search everything"), "/", N_("Search")),
    Command("back", ("b", "backspace"), N_("Back to the question you left")),
    Command("goto", ("g",), N_("Go to another screen: the letter follows"), "g", N_("Go to")),
    Command("undo", ("u", "f7"), N_("Undo the last change"), "u", N_("Undo")),
    Command("redo", ("U",), N_("Redo what was undone")),
    Command("copy", ("y",), N_("Copy the id or the text")),
    Command("client", ("f9",), N_("Client view: hide private notes, flags, other clients and paths")),
    Command("language", ("ctrl+l",), N_("Switch the language of the program")),
    Command("theme", (), N_("Choose a theme")),
    Command("roll", (".", "。", "．"), N_("Show the rest of what is longer than its pane; the wheel does so too")),
    Command("labels", ("ctrl+o", "'", "‘", "’", "＇"), N_("Jump: a letter on every pane, list, field and button; it goes there or does it")),
    Command("suspend", ("ctrl+z",), N_("Back to the shell for a while; fg comes back")),
    Command("quit", ("ctrl+q",), N_("Save and quit")),
)  # fmt: skip


class Away(NamedTuple):
    """A command of another screen: go there and run it."""

    place: str
    command: str
    """Its id; empty: only go there."""


Target = Command | Away | Meaning | str
"""What the palette offers: a command of this screen or of another, a meaning, a question's id."""


class KeyScreen(CommandScreen):
    """A screen with the global commands."""

    _in_focus: Pane | None = None
    """The pane that the keys that move roll."""

    def commands(self) -> list[Command]:
        """Its own commands, then the global ones."""
        return [*super().commands(), *self.keyed("global", GLOBAL)]

    # What may be seen

    @property
    def client(self) -> bool:
        """Whether a client looks on."""
        return self.wizard.client_view

    def private(self, text: str) -> str:
        """A text that a client must not see: empty while one looks on."""
        return "" if self.client else text

    def path_words(self, path: Path) -> str:
        """A path as it may be seen: before a client its last part alone."""
        return path.name if self.client else str(path)

    # Help, palette and what is picked

    def pick(
        self,
        title: str,
        items: Sequence[Item[V]],
        take: Callable[[V], None],
        told: Sequence[Meaning] = (),
        typed: Callable[[str], None] | None = None,
    ) -> None:
        """Offer some items below what is told; an error of ours while one is taken becomes a message.

        `typed` gets what was typed where none of them fits it.
        """

        def taken(value: V) -> None:
            self.attempt(lambda: take(value))

        def written(text: str) -> None:
            self.attempt(lambda: typed(text) if typed is not None else None)

        free = written if typed is not None else None
        self.app.push_screen(Picker(title, items, taken, told, free))

    def pick_id(
        self, title: str, offered: Iterable[tuple[str, str]], take: Callable[[str], None]
    ) -> None:
        """Offer ids with their words; `take` gets the id picked."""
        self.pick(title, [Item(name, words, name) for name, words in offered], take)

    def do_help(self) -> None:
        """Open help: what is on this screen, then its keys, searchable; Enter runs one."""
        told = self.wizard.explained(self.NAME, self.shown_text())
        self.pick(_("Help"), self._items_of_commands(), self._picked, told)

    def shown_text(self) -> str:
        """What stands on the screen now but its keys, row by row: help explains the marks in it."""
        return "\n".join(w.said for w in self.query(Pane) if w.display and w.id != "footer")

    def _items_of_commands(self) -> list[Item[Target]]:
        return [Item(command.key, _(command.words), command) for command in self.commands()]

    def do_palette(self) -> None:
        """Open the palette: commands of this screen, of the others, then every clause and question."""
        items: list[Item[Target]] = [
            *self._items_of_commands(),
            Item("q", _("Save and quit"), next(one for one in self.commands() if one.id == "quit")),
            *self.visits(),
            *self._elsewhere(),
            *self._terms(),
            *self.places(),
        ]
        self.pick(_("Command"), items, self._picked)

    def visits(self) -> list[Item[Target]]:
        """The screens one can go to."""
        words = _("Go to: {place}")
        return [
            Item(f"g {place.letter}", words.format(place=_(place.words)), Away(name, ""))
            for name, place in self.wizard.places.items()
            if place.letter and (self.leads_on or not place.needs)
        ]

    def _elsewhere(self) -> list[Item[Target]]:
        """The commands of the other screens."""
        if self.wizard.session is None:
            return []
        return [
            Item(
                command.key, i18n.labelled(_(place.words), _(command.words)), Away(name, command.id)
            )
            for name, place in self.wizard.places.items()
            if place.needs and place.letter and name != self.NAME
            for command in self.wizard.commands_of(name)
        ]

    def _terms(self) -> list[Item[Target]]:
        """The terms of the glossary and the marks of the screens, with what they mean."""
        session = self.wizard.session
        terms = session.questionnaire.glossary if session is not None else ()
        known = [Meaning(entry.term, entry.meaning) for entry in terms]
        return [Item(t.mark, t.words, t) for t in (*known, *self.wizard.every_mark())]

    def places(self) -> list[Item[Target]]:
        """Every clause by its first question, and every question."""
        session = self.wizard.session
        if session is None:
            return []
        found: list[Item[Target]] = []
        for leaf in session.questionnaire.leaves:
            found.append(Item(leaf.id, leaf.title, leaf.questions[0].id))
            found += [Item(q.id, f"{q.text}  {q.criterion}", q.id) for q in leaf.questions]
        return found

    def _picked(self, value: Target) -> None:
        if isinstance(value, Command):
            self.later(self.run_command, value)
        elif isinstance(value, Away):
            if value.command:
                self.wizard.visit(value.place, value.command)
            else:
                self.go_to_screen(value.place)
        elif isinstance(value, Meaning):
            self.pick(_("Meaning"), (), self._picked, (value,))
        else:
            self.jump(value)

    def jump(self, place: str) -> None:
        """Go to a question."""
        self.wizard.visit("interview", handed=Handed(question=place))

    def confirm(self, words: str, keys: Sequence[str], act: Callable[[], None]) -> None:
        """Do something at one of some keys, by name or character; at another say so."""

        def take(event: events.Key) -> None:
            if event.key in keys or event.character in keys:
                act()
            else:
                self.tell(_("nothing was done"))

        self.then(words, take)

    # Going to and fro

    def do_goto(self) -> None:
        """Wait for where to go."""
        places = [
            f"{place.letter} {_(place.words)}"
            for place in self.wizard.places.values()
            if place.letter
        ]
        words = _("go to: {places}, t clauses").format(places=i18n.names(places))
        self.then(words, self._go)

    def _go(self, event: events.Key) -> None:
        key = event.key
        if key == "t":
            self.do_clauses()
            return
        name = next((n for n, place in self.wizard.places.items() if key == place.letter != ""), "")
        if not name:
            self.tell(_("no screen has this letter; nothing was done"))
        else:
            self.go_to_screen(name)

    @property
    def leads_on(self) -> bool:
        """Whether the screens of an assessment can be gone to: one is open, or is opened for it."""
        return self.wizard.session is not None

    def go_to_screen(self, name: str) -> None:
        """Go to another screen."""
        self.wizard.visit(name)

    def do_clauses(self) -> None:
        """Show the clauses to choose from."""
        session = self.wizard.session
        if session is None:
            self.tell(_("open an assessment first"))
            return
        items = []
        for leaf in session.questionnaire.leaves:
            seen = session.diagnosis.clauses[leaf.id].scores
            words = f"{seen.answered}/{seen.applicable}  {leaf.title}"
            items.append(Item(leaf.id, words, leaf.questions[0].id))
        self.pick(_("Clauses"), items, self.jump)

    def do_search(self) -> None:
        """Search everything."""
        self.wizard.visit("search")

    def do_back(self) -> None:
        """Go back to the question one left."""
        self.wizard.visit("interview")

    def do_close(self) -> None:
        """Go back one screen."""
        self.wizard.go_back()

    # Undo

    def _reverse(self, reverse: "Callable[[Session], HistoryEntry]", said: str) -> None:
        """Take the last change back, or do again what was undone."""
        session = self.wizard.session
        if session is not None:
            act = reverse(session)
            self.reversed(act)
            self.tell(_(said).format(act=self._words_of(act)))

    do_undo = partialmethod(_reverse, methodcaller("undo"), N_("undone: {act}"))
    do_redo = partialmethod(_reverse, methodcaller("redo"), N_("done again: {act}"))

    def reversed(self, _act: "HistoryEntry") -> None:
        """Show what an undo or a redo left."""
        self.show()

    def _words_of(self, act: "HistoryEntry") -> str:
        """Name an act; in client view by its row alone: what was flagged or noted is private."""
        from gapwizard.session.acts.labels import act_words

        label = act.changes[0].id if self.client and act.changes else act.label
        session = self.wizard.session
        return act_words(act.what, label, session.questionnaire if session else None)

    # Copy, view, language, theme

    def copyable(self) -> str:
        """What `copy` copies here, empty for nothing."""
        return ""

    def do_copy(self) -> None:
        """Copy the id or the text of what is in focus."""
        text = self.copyable()
        if not text:
            self.tell(_("there is nothing to copy here"))
            return
        from gapwizard.tui.kit.terminal import copy

        session = self.wizard.session
        sealed = session is not None and session.encrypted
        self.tell(copy(self.app, text, client=self.client, sealed=sealed))

    def do_client(self) -> None:
        """Hide or show what a client must not see; a private line that is open is closed."""
        asked = self.ask_line.asked
        if asked is not None and asked.private:
            self.ask_line.drop()
        self.wizard.client_view = not self.wizard.client_view
        self.show()
        self.tell(_("client view on") if self.client else _("client view off"))

    def do_language(self) -> None:
        """Switch between English and Chinese."""
        self.wizard.switch_language()
        self.show()
        languages = {"en": _("English"), "zh-Hans": _("Chinese")}
        words = _("the program speaks {language} now; Ctrl+L goes back")
        self.tell(words.format(language=languages[i18n.language()]))

    def do_theme(self) -> None:
        """Choose a theme."""
        offered = ((word, _(words)) for word, (_name, words) in THEMES.items())
        self.pick_id(_("Theme"), offered, self.wizard.choose_theme)

    # Reading what is longer than its pane

    @property
    def roll_key(self) -> str:
        """The key that rolls, as the mark in a pane names it."""
        return next(command.key for command in self.commands() if command.id in ("more", "roll"))

    def do_more(self) -> None:
        """Roll by a key of the screen's own."""
        self.do_roll()

    def do_roll(self) -> None:
        """Roll what is longer than its pane; at its end back to the top."""
        rolled = [pane for pane in self.query(Pane) if pane.overflows and pane.marked]
        for pane in rolled:
            pane.roll_on()
        if not rolled:
            longer = any(rows.display and rows.count > rows.page for rows in self.query(RowList))
            self.tell(
                _("Down and PgDn go on in the list") if longer else _("everything is in sight")
            )

    def roll(self, name: str) -> None:
        """Roll one pane whose mark was clicked."""
        pane = self.pane(name)
        if pane is not None:
            pane.roll_on()

    def do_labels(self) -> None:
        """Put a letter on every pane, list, field and button."""
        self.app.push_screen(jump.JumpScreen(jump.places(self, self.move_in, self.read)))

    def read(self, pane: Pane) -> None:
        """Let the keys that move roll one pane, until another key comes."""
        self._in_focus = pane
        self.tell(_("Up, Down, PgUp and PgDn roll this pane; any other key leaves it"))

    def press(self, event: events.Key) -> None:
        """Roll the pane that is read; another key leaves it, and means what it means."""
        pane, self._in_focus = self._in_focus, None
        if pane is not None and jump.roll(pane, event.key):
            self._in_focus = pane
        elif pane is None or event.key != "escape":
            super().press(event)
        else:
            self.tell("")

    def move_in(self, _rows: RowList[Any]) -> None:
        """Move in a list from now on; a screen with one list moves in it already."""

    def do_suspend(self) -> None:
        """Keep what is typed, and go back to the shell."""
        self.wizard.suspend_process()

    def do_quit(self) -> None:
        """Save and quit."""
        self.leave()
        self.app.call_later(self.app.action_quit)

"""Commands: each defined once; its keys, footer, help and palette entry come from here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual import events
from textual.keys import _character_to_key  # the name Textual gives a typed character
from textual.message import Message


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a screen can do; the screen has a method `do_ID`."""

    id: str
    keys: tuple[str, ...]
    """Keys as they are typed (`?`, `１`) or as Textual names them (`pagedown`, `f9`)."""
    words: str
    """What it does, marked for translation."""
    shown: str = ""
    """How the footer shows the key; empty: not in the footer."""
    short: str = ""
    """What the footer says, marked for translation; else `words`."""
    barred: bool = False
    """Whether it would only be refused now: the footer shows it dim, its key says why."""
    moved: bool = False
    """Whether the user's key map put it on its keys: then another command gives way."""

    @property
    def key(self) -> str:
        """The key as help shows it, empty for a command that only the palette runs."""
        return NAMES.get(self.keys[0], self.keys[0]) if self.keys else ""

    def on(self, keys: tuple[str, ...]) -> "Command":
        """The command on other keys, shown by the first of them."""
        shown = NAMES.get(keys[0], keys[0]) if keys and self.shown else ""
        return replace(self, keys=keys, shown=shown)


def second(shown: str, short: str) -> Command:
    """A key that may follow another one, as the footer offers it meanwhile."""
    return Command("", (), short, shown)


NAMES = {
    "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "enter": "Enter", "escape": "Esc", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "pageup": "PgUp", "pagedown": "PgDn", "insert": "Insert", "home": "Home", "end": "End", "backspace": "Backspace",
    "delete": "Del", "ctrl+q": "Ctrl+Q", "ctrl+s": "Ctrl+S", "ctrl+l": "Ctrl+L", "ctrl+p": "Ctrl+P",
    "ctrl+o": "Ctrl+O", "ctrl+z": "Ctrl+Z",
    **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip


def keymap(commands: Iterable[Command]) -> dict[str, Command]:
    """The command of each key, by the name Textual gives the key.

    What the user's key map asks for wins, then the first one.
    """
    found: dict[str, Command] = {}
    for command in sorted(commands, key=lambda one: not one.moved):
        for key in command.keys:
            name = _character_to_key(key) if len(key) == 1 else key
            found.setdefault(name, command)
    return found


def character_of(event: events.Key) -> str:
    """The character of a key, of ordinary width where it was typed full-width."""
    return "\r" if event.key == "enter" else unicodedata.normalize("NFKC", event.character or "")


class Astray(Message, bubble=False):
    """A key that a screen got after it was left: it is for the screen in front."""

    def __init__(self, event: events.Key) -> None:
        """Take the key anew: the one that came is spent."""
        super().__init__()
        self.key = events.Key(event.key, event.character)


def swallow(event: events.Event) -> None:
    """Let a key, or a paste, do nothing else than what it did here."""
    event.stop()
    event.prevent_default()

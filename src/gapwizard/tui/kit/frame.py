"""The frame of every screen: header, footer, one status row, and keys that run commands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, ParamSpec, Unpack, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from gapwizard.domain.visible import width as cells_of
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.tui.kit import footer, keyfile
from gapwizard.tui.kit.asking import AskedLine, Asking, AskLine
from gapwizard.tui.kit.clicks import Target
from gapwizard.tui.kit.commands import NAMES, Astray, Command, keymap, swallow
from gapwizard.tui.kit.footer import GIVE_UP, IN_LINE, IN_TEXT, LEAVING, Waiting, badges
from gapwizard.tui.kit.host import NOTHING, Handed, Host
from gapwizard.tui.kit.panes import Pane, stands, while_standing
from gapwizard.tui.kit.text import DIM, STRONG, both_ends, indented, line, message_of, plain

P = ParamSpec("P")

LEAST = (60, 18)
"""Columns and rows the app needs."""
ROOMY = (80, 24)
"""Columns and rows below which one pane is seen at a time, and lists drop columns."""
WIDE = 100
"""Columns from which the tree stands beside the work."""
WIDEST = 116
"""Columns from which guidance stands on the other side as well."""
HUGE = 160
"""Columns from which there is room for all of them, and for a question in two languages."""
TALL = 32
"""Rows from which the note has more of them."""

EDITOR_KEYS = ("escape", "f1", "f9", "ctrl+q")
"""Keys that act while a text is being typed."""


class CommandScreen(Screen[None]):
    """A screen whose keys run commands; nothing is focused unless a text is typed."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    NAME: ClassVar[str] = ""
    """The screen in the registry; its commands are `NAME.id` in the key map file."""
    TITLE_WORDS: ClassVar[str] = ""
    KEYS: ClassVar[Sequence[Command]] = ()

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Prepare the keys; `handed` is where to begin, and with what."""
        super().__init__()
        self.handed = handed
        self._keymap = keyfile.load()
        self._keys = keymap(self.commands())
        self._pending: Waiting | None = None
        self.ask_line = AskLine(self.tell, self._typed_on, self._turned)
        self._typed_in: Widget | None = None
        self.message = ""
        self._panes: dict[str, Pane] = {}
        """What was painted anew before, by id: no screen swaps a pane for another."""

    @property
    def wizard(self) -> Host:
        """The app, as a screen may know it."""
        return cast("Host", self.app)

    def compose(self) -> ComposeResult:
        """Put the body between header and footer; a line to type in opens under the header."""
        yield Pane(self._paint_header, id="header")
        yield self.ask_line
        yield from self.body()
        yield Pane(self._paint_status, id="status")
        yield Pane(self._paint_footer, id="footer")
        yield Pane(self._paint_small, id="small")

    def body(self) -> ComposeResult:
        """The widgets between header and footer."""
        yield from ()

    def title_row(self) -> Content:
        """The left of the header."""
        return line((_(self.TITLE_WORDS), STRONG))

    def corner(self) -> Content:
        """The right of the header."""
        return plain(self.wizard.saved_words, DIM)

    def unsaved_corner(self) -> Content:
        """The right of the header while something is not saved: nothing hides that."""
        return plain(self.wizard.saved_words, DIM)

    def available(self) -> Sequence[Command]:
        """The commands that the footer may show now, the most useful first."""
        return self.commands()

    def commands(self) -> list[Command]:
        """Every command of this screen, its own first."""
        return self.keyed(self.NAME, self.KEYS)

    def keyed(self, scope: str, commands: Sequence[Command]) -> list[Command]:
        """Commands on the keys that the user's file asks for."""
        return keyfile.with_keymap(self._keymap, scope, commands)

    # Painting

    def _paint_header(self, width: int, _height: int) -> list[Content]:
        corner = self.corner() if self.wizard.all_saved else self.unsaved_corner()
        title = line(" ", badges(self.wizard), self.title_row())
        return [both_ends(title, line(corner, " "), width)]

    def _paint_status(self, width: int, _height: int) -> list[Content]:
        return indented(self.message, width, 3)

    def _paint_footer(self, width: int, _height: int) -> list[Content]:
        return [footer.row(self._offered(), width)]

    def _offered(self) -> Sequence[Command]:
        """What acts now: in a line, in a text, after a prefix, else what the screen says."""
        if self.asking:
            return IN_LINE
        if isinstance(self.focused, TextArea):
            return IN_TEXT
        waits = self._pending
        return self.available() if waits is None or waits.offered is None else waits.offered

    def _paint_small(self, width: int, height: int) -> list[Content]:
        return footer.too_small(LEAST, width, height)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size."""
        if stands(self):
            self._fit(event.size)
            self.show()

    def _fit(self, size: Size, *, restyle: bool = True) -> None:
        """Say so in a window that is too small; show one pane in a small one, more in a wide one."""
        small = size.width < LEAST[0] or size.height < LEAST[1]
        if small and not self.has_class("-small"):
            self._typed_in = self.focused
        # At once: each change of a class gives every widget of the screen its style anew.
        self.update_classes(
            {
                "-small": small,
                "-narrow": size.width < ROOMY[0],
                "-low": size.height < ROOMY[1],
                "-wide": size.width >= WIDE,
                "-widest": size.width >= WIDEST,
                "-huge": size.width >= HUGE,
                "-tall": size.height >= TALL,
                "-ascii": self.wizard.ascii,
            },
            update=restyle,
        )
        if not small and self._typed_in is not None:
            self.later(self._type_on, self._typed_in)
            self._typed_in = None

    def _type_on(self, editor: Widget) -> None:
        """Put the cursor back into the text that was hidden while the window was too small."""
        if editor.is_attached and editor.display:
            self.set_focus(editor)
            self.show()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show the state of now when the screen comes back; Textual styles it after this.

        One below a question comes back for a moment although the answer led away from it.
        """
        if stands(self):
            self._fit(self.app.size, restyle=not event.refresh_styles)
            self.show()

    # What is put off

    def every(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something again and again as long as the screen stands."""
        self.set_interval(seconds, while_standing(self, act))

    def after(self, seconds: float, act: Callable[[], None]) -> Timer:
        """Do something after a while, if the screen still stands."""
        return self.set_timer(seconds, while_standing(self, act))

    def later(self, act: Callable[P, None], *args: P.args, **named: P.kwargs) -> None:
        """Do something once the screen is painted, if it still stands."""
        self.call_after_refresh(while_standing(self, act), *args, **named)

    def show(self) -> None:
        """Paint what changed, wherever it stands."""
        for pane in self.query(Pane):
            pane.repaint()

    def repaint(self, *names: str) -> None:
        """Paint what changed in some panes; a screen that is being closed has fewer and fewer."""
        for name in names:
            pane = self.pane(name)
            if pane is not None:
                pane.repaint()

    def pane(self, name: str) -> Pane | None:
        """A pane by its id; None where it is gone, or not there yet."""
        if name not in self._panes:
            self._panes.update((name, pane) for pane in self.query(f"#{name}").results(Pane))
        return self._panes.get(name)

    def tell(self, message: str) -> None:
        """Say something in the status row."""
        self.message = " ".join(message.split())
        status = self.pane("status")
        if status is None:
            return
        long = cells_of(self.message) > self.size.width - 2
        rows = len(indented(self.message, self.size.width, 3)) if long else 1
        status.set_class(rows == 2, "-long")
        status.set_class(rows > 2, "-longest")  # a refusal with its remedy, in a small window
        status.repaint()

    # Keys

    @property
    def editing(self) -> bool:
        """Whether a text is being typed."""
        return isinstance(self.focused, Input | TextArea)

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key; one that came in a burst with the key that left goes after it."""
        if self.app.screen is not self:
            swallow(event)
            self.app.screen.post_message(Astray(event))
            return
        if event.key not in ("ctrl+c", "ctrl+q"):
            self.wizard.forget_interrupt()
        if self.has_class("-small") and event.key not in ("ctrl+q", "ctrl+c"):
            self._unseen(event)
            return
        if self._pending is not None and self._pending.wants(event):
            waited, self._pending = self._pending, None
            swallow(event)
            self.tell("")
            self.attempt(lambda: waited.take(event))
            self.repaint("header", "footer")
            return
        if self._pending is not None:
            waited, self._pending = self._pending, None
            self.gave_up()
            self.show()
            if event.key == "escape" and waited.offered is not None:
                swallow(event)
                self.tell("")
                return
        if self.asking and event.key == "escape":
            swallow(event)
            self.ask_line.drop()
            return
        if self.editing and event.key not in EDITOR_KEYS:
            self._pass_on(event)
            return
        if event.key in self._keys:
            swallow(event)
        self.press(event)

    def on_astray(self, message: Astray) -> None:
        """Take a key that came in one burst with the key that led here."""
        if self.focused is not None:
            self.focused.post_message(message.key)
        else:
            self.on_key(message.key)

    def _unseen(self, event: events.Key) -> None:
        """Let no key act on what the window is too small to show; a text being typed goes on."""
        event.stop()
        if self.focused is None and self._typed_in is not None and event.is_printable:
            self._typed_in.post_message(event)

    def _pass_on(self, event: events.Key) -> None:
        """Send an editor the key that came in one burst with the key that opened it.

        A character never comes back from an editor, so one that is seen here went astray.
        """
        if event.is_printable and self.focused is not None:
            event.stop()
            self.focused.post_message(event)

    def on_other_key(self, event: events.Key) -> None:
        """Say of a key that runs no command that it does nothing: no key is silent."""
        key = event.character if event.is_printable else NAMES.get(event.key, event.key)
        if event.key not in LEAVING:
            self.tell(_("{key} does nothing here; ? shows the keys").format(key=key))

    def run_command(self, command: Command) -> None:
        """Run a command; an error of ours becomes a message."""
        if self.message:
            self.tell("")
        self.attempt(getattr(self, f"do_{command.id}"))

    def clicked(self, target: Target) -> None:
        """Run a command, or call a method: what was clicked says which. A text being typed is first."""
        if self.editing:
            self.tell(_("first end the text that is being typed: Enter or Esc"))
            return
        self._pending = None
        self.gave_up()
        if target.act == "run":
            self.run_command(next(one for one in self.commands() if one.id == target.of))
        else:
            self.attempt(partial(getattr(self, target.act), target.of))

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something; an error of ours becomes a message."""
        try:
            act()
        except GapwizardError as problem:
            self.tell(message_of(problem))

    def then(
        self,
        prompt: str,
        take: Callable[[events.Key], None],
        *,
        mode: str = "",
        offered: Sequence[Command] | None = (GIVE_UP,),
        texts: bool = False,
    ) -> None:
        """Wait for one more key after a prefix; the footer offers what it can be.

        A letter that no key has ends the waiting and begins a text, unless it takes `texts` too.
        """
        self.tell(prompt)
        self._pending = Waiting(take, mode, offered, texts)
        self.repaint("header", "footer")

    @property
    def mode(self) -> str:
        """The word for what is typed or waited for, empty while keys are keys."""
        asked, waits = self.ask_line.asked, self._pending
        return asked.mode if asked is not None else waits.mode if waits is not None else ""

    def press(self, event: events.Key) -> None:
        """Let a key that a prefix did not want mean what it always means."""
        command = self._keys.get(event.key)
        if command is None:
            self.on_other_key(event)
        else:
            self.run_command(command)

    # A line to type in

    def ask(
        self, prompt: str, start: str, take: Callable[[str], None], **how: Unpack[Asking]
    ) -> None:
        """Open a line under the header: `take` gets what is typed at Enter, Esc drops it."""
        self.ask_line.open(AskedLine(prompt, start, take, **how))

    def _turned(self) -> None:
        """Type into the line that was opened; or have the keys back."""
        self.set_focus(self.ask_line.line if self.asking else None)
        self.later(self.repaint, "header", "footer")

    def _typed_on(self) -> None:
        """Say in the header that what is typed is not saved yet."""
        self.repaint("header")

    @property
    def asking(self) -> bool:
        """Whether a line is open."""
        return self.ask_line.asked is not None

    @property
    def unsaved(self) -> bool:
        """Whether something typed here is not what the assessment holds."""
        return self.ask_line.unsaved

    def unkept(self) -> str:
        """Take what is typed, and say what would be lost if the screen went now; mostly empty."""
        return self.ask_line.settle()

    def gave_up(self) -> None:
        """Forget what a prefix had begun: Esc came instead of the second key."""

    def keep(self) -> None:
        """Save a text of many lines as far as it was typed; its field stays open."""

    def leave(self) -> None:
        """Keep what is being typed, before the screen goes."""
        text = self.ask_line.leave()
        if text and self.refused(text):
            self.ask_line.kept_elsewhere()

    def refused(self, _text: str) -> bool:
        """Keep elsewhere a line that nobody takes as it is; tells whether the screen has a place for it."""
        return False

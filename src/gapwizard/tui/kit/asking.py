"""One line that is asked: Enter takes it, Esc drops it, and what ends the screen keeps it.

Texts of many lines (`NoteEditor`) are the other kind, kept whatever ends them; there is no third.
"""

from collections.abc import Callable
from typing import TypedDict, Unpack

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from gapwizard import i18n
from gapwizard.domain.text_limit import LIMIT, too_long
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.tui.kit.commands import swallow
from gapwizard.tui.kit.editors import LineEditor
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.text import STRONG, indented, line, message_of

UNDER = 3
"""Rows of a prompt that stands above its field, at most."""
LEAST = 48
"""Columns that a field has beside its prompt; where they are fewer, it stands under it."""


class Asking(TypedDict, total=False):
    """How a line is asked; what is left out is not so."""

    live: Callable[[str], None]
    """Follows while one types, such as a filter; gets the first text back when it is dropped."""
    proposed: bool
    """The first key typed replaces what stands there: a proposal, a date, a number."""
    sure: bool
    """Enter alone takes it, no end of the screen: what it does cannot be taken back."""
    private: bool
    """Client view closes it."""
    secret: bool
    """What is typed is not shown, and not brought back; with `sure`."""
    mode: str
    """The word for it in the corner, where the screen says its mode."""


class AskedLine:
    """What a line is open for."""

    def __init__(
        self, prompt: str, start: str, take: Callable[[str], None], **how: Unpack[Asking]
    ) -> None:
        """Ask with `prompt`, which says of what, before the field in which `start` stands.

        `take` gets what is typed. It may raise an error of ours, which leaves the line open.
        """
        self.prompt, self.start, self.take = prompt, start, take
        self.live = how.get("live")
        self.proposed, self.sure = how.get("proposed", False), how.get("sure", False)
        self.private, self.mode = how.get("private", False), how.get("mode", "")
        self.secret = how.get("secret", False)


class AskLine(Container):
    """A prompt and a field, closed until something is asked."""

    DEFAULT_CSS = """
    AskLine { height: 1; display: none; background: $surface; layout: horizontal; }
    AskLine.-open { display: block; }
    AskLine.-under { layout: vertical; }
    AskLine Pane { width: 30; height: 1; }
    AskLine Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        changed: Callable[[], None],
        turned: Callable[[], None],
    ) -> None:
        """Begin closed.

        `tell` says what happens, `changed` is called while one types, `turned` when it was opened
        or closed.
        """
        super().__init__(id="ask")
        self._tell, self._changed, self._turned = tell, changed, turned
        self.line = LineEditor(id="askline")
        self.asked: AskedLine | None = None
        """What is asked now, None while it is closed."""
        self._follows = self._taking = False
        """Whether what is asked followed from a line just taken, and whether one is being taken."""
        self._why = ""
        """Why the line was refused last."""
        self._dropped: dict[str, str] = {}
        """What Esc dropped last, by its prompt: Up brings it back."""

    def compose(self) -> ComposeResult:
        """Prompt, then field."""
        yield Pane(lambda width, _h: indented(self._prompt, width, UNDER, STRONG))
        yield self.line

    @property
    def _prompt(self) -> str:
        return self.asked.prompt if self.asked is not None else ""

    def open(self, asked: AskedLine) -> None:
        """Ask something."""
        self.asked, self._follows = asked, self._taking
        pane, needed = self.query_one(Pane), line(asked.prompt).cell_length + 2
        under = needed + LEAST > self.screen.size.width
        self.set_class(under, "-under")
        rows = len(indented(asked.prompt, self.screen.size.width, UNDER)) if under else 1
        pane.styles.width, pane.styles.height = "100%" if under else needed, rows
        self.styles.height = rows + under
        self.line.password = asked.secret
        self._put(asked.start)
        if asked.proposed:
            self.line.select_all()
        self.add_class("-open")
        pane.refresh()
        self._turned()

    def _put(self, text: str) -> None:
        with self.line.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)

    @property
    def unsaved(self) -> bool:
        """Whether something typed here is taken by nobody yet; one that acts live has nothing to save."""
        asked = self.asked
        return asked is not None and asked.live is None and self.line.value != asked.start

    # How it ends

    def take(self) -> None:
        """Hand what is typed to whoever asked; the line stays open where it is refused."""
        asked, self.asked = self.asked, None
        if asked is None:
            return
        self._tell("")  # an older refusal is not about what is taken now
        self._taking = True
        try:
            asked.take(self.line.value)
        except GapwizardError as problem:
            self.asked, self._why = asked, message_of(problem)
            self._tell(_("{why} (Esc drops it)").format(why=self._why))
            return
        finally:
            self._taking = False
        if self.asked is None:  # what was taken may have asked the next thing
            self._close()

    def drop(self) -> None:
        """Close; nothing is changed. What was typed can be had back while the screen stands."""
        asked, typed = self.asked, self.line.value
        if asked is None:
            return
        self._close()
        words = ""
        if asked.live is not None:
            asked.live(asked.start)
        elif typed != asked.start and not asked.secret:
            self._dropped[asked.prompt] = typed
            words = _("dropped, nothing was changed; asked again, Up brings it back")
        self._tell(words)

    def too_long(self) -> str:
        """Say that what is typed fits no field, empty where it does."""
        count = len(self.line.value) if self.unsaved else 0
        return too_long(count, _("Ctrl+Q again drops it")) if count > LIMIT else ""

    def settle(self, *, kept: bool = False) -> str:
        """Take what is typed, for the screen is to go; says what would be lost then, mostly empty.

        `kept` is a line that nobody takes, for the screen has a place for it.
        """
        asked, drops = self.asked, _("Ctrl+Q again drops it")
        if asked is None or asked.sure or not (self.unsaved or self._follows):
            return ""
        if long := self.too_long():
            return long
        if self.unsaved:
            self.take()
        if self.asked is None:
            return ""
        refused = self.asked is asked and self.unsaved
        if refused and kept:
            return ""
        return i18n.parts((self._why if refused else _("one more is asked"), drops))

    def leave(self) -> str:
        """Take what is typed, for the screen goes; the text where it cannot be taken, else empty."""
        asked, typed = self.asked, self.line.value
        if asked is None or asked.sure or not self.unsaved:
            return ""
        self.take()
        return "" if self.asked is not asked else typed

    def kept_elsewhere(self) -> None:
        """Hold what is typed for saved: it stands where the screen put it, and goes nowhere twice."""
        if self.asked is not None:
            self.asked.start = self.line.value

    def _close(self) -> None:
        self.asked = None
        self.remove_class("-open")
        self._turned()

    # What the field says

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line at Enter."""
        event.stop()
        self.take()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow what is typed."""
        event.stop()
        self._changed()
        if self.asked is not None and self.asked.live is not None:
            self.asked.live(event.value)

    def on_key(self, event: events.Key) -> None:
        """Bring back at Up what was dropped here."""
        if event.key == "up":
            swallow(event)
            if self._prompt in self._dropped:
                self.line.value = self._dropped[self._prompt]
                self.line.cursor_position = len(self.line.value)

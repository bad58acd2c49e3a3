"""The app: one assessment open at most, its settings, and whether a client looks on.

Going from screen to screen is `navigation`, the end is `shutdown`, what the header says of the disk
`save_state`; screens know the app as a `Host`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from gapwizard import i18n, paths, settings
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.tui import save_state
from gapwizard.tui.kit import keyfile, terminal, text, textual_patches
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.host import Handed, ScreenPlace
from gapwizard.tui.kit.meaning import Meaning
from gapwizard.tui.kit.themes import DEFAULT, OWN, THEMES
from gapwizard.tui.navigation import Navigation
from gapwizard.tui.registry import PLACES, kind_of
from gapwizard.tui.shutdown import Shutdown

if TYPE_CHECKING:
    from gapwizard.session.session import Session
    from gapwizard.tui.demo import DemoFolder


PRELOAD = 0.1
"""Seconds after which home begins to load what an open assessment needs: its frame stands by then.

The models of pydantic cost 100 ms, a third of the start, and home shows nothing of them.
"""
MOMENT = 0.01
"""Seconds between two looks at whether the last act is on the disk."""


def _preload() -> None:
    """Import what opening an assessment needs, while the user looks for one."""
    kind_of("interview")


def command_ids() -> list[str]:
    """The id of every command, as the key map file names them."""
    from gapwizard.tui.keysheet import sheet

    return [row.id for row in sheet()]


def _language_of_questions() -> str | None:
    """The language in which questions are asked; None: that of the assessment."""
    return i18n.language() if i18n.language() != "en" else None


class GapwizardApp(App[None], inherit_bindings=False):
    """The second face of gapwizard."""

    TITLE = "gapwizard"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False),
        Binding("ctrl+c", "interrupt", show=False),
        Binding("ctrl+z", "suspend", show=False, priority=True),
    ]

    class Saved(Message):
        """The writer put something on the disk, or could not."""

    def __init__(
        self,
        data: Path,
        *,
        opened: str = "",
        demo: str | None = None,
        remember: bool = True,
        ascii: bool = False,  # noqa: A002 - the word of the option
    ) -> None:
        """Run over a folder of assessments; `opened` is the id to begin with, or it is the `demo` of a language.

        Without `remember` the settings stay as they are. `ascii` keeps to characters whose width
        no terminal doubts.
        """
        textual_patches.apply()
        super().__init__()
        self.places: Mapping[str, ScreenPlace] = PLACES
        self.data = data
        self.session: Session | None = None
        self.settings = settings.load()
        self.client_view = False
        self.ascii = ascii
        self.farewell = ""
        self.failure: GapwizardError | None = None
        """What kept something from the disk at the end."""
        self.bug: Exception | None = None
        """What ended the app when it was a mistake of ours."""
        self._held: list[events.Key] | None = None
        """Keys that wait until an Esc before them did its work; None: none has to."""
        self.navigation = Navigation(self, self)
        self.visit, self.go_back = self.navigation.visit, self.navigation.go_back
        self.hand_on = self.navigation.hand_on
        self.shutdown = Shutdown(self, self.navigation, self.finish, self.ask_to_keep)
        self.forget_interrupt = self.shutdown.forget_interrupt
        self._first = opened
        self._remembers = remember
        self._begins_with_demo = demo
        self.demo: DemoFolder | None = None
        """The folder of the demo, while that is what is open."""
        text.use_ascii(on=ascii)
        self.animation_level = "none"
        for theme in OWN:
            self.register_theme(theme)
        if not self._wear(self.settings.theme):
            self._wear(DEFAULT)

    async def on_mount(self) -> None:
        """Go where the user stopped."""
        self.shutdown.listen_to_signals()
        notice = ""
        if keyfile.path().is_file():
            notice = keyfile.check(keyfile.load(), command_ids())
        first = self._first or (self.settings.last_assessment if self._remembers else "")
        try:
            if self._begins_with_demo is not None:
                self.open_demo(self._begins_with_demo)
            else:
                self._open_where_there(first)
        except GapwizardError as problem:
            self.farewell, notice = "", str(problem)
        if self.session is not None:
            await self.push_screen(self.navigation.screen("interview"))
            self.call_later(self.navigation.tell, notice)
        else:
            await self.push_screen(self.navigation.screen("home", Handed(notice=notice)))
            self.set_timer(PRELOAD, lambda: Thread(target=_preload, daemon=True).start())

    async def on_event(self, event: events.Event) -> None:
        """Take keys that come in a burst together; those behind an Esc that ends a text wait for it."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._held is not None and event.key not in ("ctrl+q", "ctrl+c"):
            self._held.append(event)
        else:
            typed_in = self.focused
            for one in await terminal.burst(self, event):
                await super().on_event(one)
            if event.key == "escape" and isinstance(typed_in, Input | TextArea):
                self._held = []
                self._once_done(typed_in)

    def _once_done(self, typed_in: Widget) -> None:
        """Release the keys that wait when the Esc went up from its field to the screen and did its work."""
        left = [node for node in typed_in.ancestors_with_self if node is not self]

        def go_up() -> None:
            while left:
                if left.pop(0).call_later(go_up):  # False: it is gone
                    return
            self.call_later(self._release)

        go_up()

    async def _release(self) -> None:
        held, self._held = self._held or [], None
        for key in held:
            await self.on_event(key)

    # Screens, as a `Host` is asked for them

    @property
    def came_from(self) -> str:
        """The screen that `go_back` shows, empty for none."""
        return self.navigation.came_from

    def commands_of(self, name: str) -> Sequence[Command]:
        """The commands of another screen."""
        return kind_of(name).KEYS

    def explained(self, name: str, shown: str) -> Sequence[Meaning]:
        """What is on a screen, in sentences, then what the marks mean that are `shown` on it."""
        from gapwizard.tui import help_texts

        return [*help_texts.screen(name), *help_texts.shown_marks(name, shown)]

    def every_mark(self) -> Sequence[Meaning]:
        """What each mark of any screen means."""
        from gapwizard.tui import help_texts

        return help_texts.every_mark()

    # The open assessment

    def open(self, name: str, *, write: bool = True) -> "Session":
        """Open an assessment, closing the one before. Raises Refused, InUse or Unreadable."""
        from gapwizard.session.session import Session

        self.close_session()
        saved = self._saved if write else None
        self.session = Session.open(
            self.data, name, write=write, saved=saved, language=_language_of_questions()
        )
        self._word(self.session)
        return self.session

    def open_demo(self, language: str = "") -> None:
        """Open the sample of a language, else of ours, in a folder of its own. Raises Unreadable."""
        from gapwizard.tui.demo import DemoFolder

        self.close_session()
        self.demo = DemoFolder(self._saved, language or i18n.language())
        self.session = self.demo.session
        self._word(self.session)

    def _word(self, session: "Session") -> None:
        """Call grades as the assessment that is open does."""
        from gapwizard.domain import gradings

        i18n.word(lambda: gradings.words(session.assessment.about.grading))

    @property
    def in_demo(self) -> bool:
        """Whether what is open is the demo, of which nothing is kept."""
        return self.demo is not None

    def ask_to_keep(self, go_on: Callable[[], None]) -> bool:
        """Ask, before the demo goes, whether to keep a copy; where that is asked `go_on` comes after."""
        screens = self.navigation.screens
        return (
            self.demo is not None
            and bool(screens)
            and self.demo.ask(screens[-1], self._keep_demo, go_on)
        )

    def _keep_demo(self) -> None:
        """Keep a copy of the demo among the assessments. Raises Unreadable."""
        from gapwizard.demo.sample import keep

        self.navigation.leave_all()
        if self.session is not None:
            made = keep(self.session, self.data)
            words = _("kept as {name}").format(name=made)
            self.settings = self.settings.with_place(made, "")
            self.farewell = "\n".join(filter(None, (self.farewell, words)))
            self.navigation.hand_on(Handed(notice=words))

    def _open_where_there(self, name: str) -> None:
        """Open an assessment; one that is gone without a word. Raises Refused, InUse, Unreadable."""
        from gapwizard.session.portfolio.listing import is_assessment

        folder = paths.inside(self.data, name) if name else None
        if folder is not None and is_assessment(folder):
            self.open(name)

    def close_session(self) -> None:
        """Save and close. Raises what kept something from being saved."""
        session, self.session = self.session, None
        i18n.word()
        demo, self.demo = self.demo, None
        try:
            words = session.close() if session is not None else ""
            self.farewell = "\n".join(filter(None, (self.farewell, words)))
        finally:
            if demo is not None:
                demo.drop()

    def _saved(self) -> None:
        self.post_message(self.Saved())

    def on_gapwizard_app_saved(self) -> None:
        """Show in the header what the disk said."""
        for screen in self.navigation.screens[-1:]:  # none is left while the app ends
            if screen.is_mounted and screen is self.screen_stack[-1]:
                screen.repaint("header")

    @property
    def _typing(self) -> bool:
        """Whether an editor holds a text that the assessment does not hold."""
        return any(screen.unsaved for screen in self.navigation.screens)

    @property
    def all_saved(self) -> bool:
        """Whether nothing waits: no text in an editor, no act in the queue, none refused."""
        return save_state.all_saved(self.session, typing=self._typing)

    @property
    def saved_words(self) -> str:
        """Whether everything is saved, in words."""
        return save_state.words(self.session, typing=self._typing, demo=self.in_demo)

    # Settings

    def remember(self, question: str, way: str) -> None:
        """Remember where the user is, and which questions are asked."""
        session = self.session
        if session is not None and self._remembers and session.folder.parent == self.data:
            self.settings = self.settings.with_place(session.assessment.id, question, way)

    def _wear(self, word: str) -> bool:
        name = THEMES[word][0] if word in THEMES else ""
        if name in self.available_themes:
            self.theme = name
        return bool(name)

    def choose_theme(self, word: str) -> None:
        """Wear another theme, and remember it."""
        if self._wear(word):
            self.settings = replace(self.settings, theme=word)

    def switch_language(self) -> None:
        """Speak the other language, ask as an assessment opened in it is asked, and remember it."""
        i18n.use("en" if i18n.language() != "en" else "zh-Hans")
        if self.session is not None:
            self.session.ask_in(_language_of_questions())
        self.settings = replace(self.settings, language=i18n.language())

    # The end

    def finish(self) -> None:
        """Keep what is being typed, save, remember the place."""
        self.navigation.leave_all()
        if self._remembers:
            mine = self.settings  # searches and the like were saved when they were made
            settings.save(
                replace(
                    settings.load(),
                    theme=mine.theme,
                    language=mine.language,
                    last_assessment=mine.last_assessment,
                    last_question=mine.last_question,
                    last_way=mine.last_way,
                )
            )
        try:
            self.close_session()
        except GapwizardError as problem:
            self.failure = problem

    async def action_quit(self) -> None:
        """Save everything and end; what would be lost is said first."""
        self.shutdown.quit()

    def action_suspend(self) -> None:
        """Save what is typed and give the terminal back to the shell, until `fg`."""
        if self._driver is None or not self._driver.can_suspend:
            self.navigation.tell(_("this terminal has no shell to go back to"))
            return
        for screen in self.navigation.screens:
            screen.keep()
        self._stop_when_written()

    def _stop_when_written(self) -> None:
        """Stop once no act is on its way to the disk."""
        if save_state.is_writing(self.session):
            self.set_timer(MOMENT, self._stop_when_written)
        else:
            self.action_suspend_process()

    def suspend_process(self) -> None:
        """Keep what is typed and go back to the shell, for a command of a screen."""
        self.call_later(self.action_suspend)

    def action_interrupt(self) -> None:
        """Quit on the second Ctrl+C."""
        self.shutdown.interrupt()

    def _handle_exception(self, error: Exception) -> None:
        """Keep a bug for the edge to log: Textual would print it with a client's texts in it."""
        self.bug = self.bug or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without printing."""
        self._close_messages_no_wait()

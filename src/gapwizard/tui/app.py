"""The app: its language, theme and first screen; opening, visiting and ending stand beside it."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from gapwizard import i18n
from gapwizard.tui.kit import bursts, keyfile, text
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.themes import OWN, THEMES
from gapwizard.tui.shutdown import EndingApp


def command_ids() -> list[str]:
    """The id of every command, as the key map file names them."""
    from gapwizard.tui.keysheet import sheet

    return [row.id for row in sheet()]


class GapwizardApp(EndingApp, inherit_bindings=False):
    """The second face of gapwizard."""

    TITLE = "gapwizard"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False),
        Binding("ctrl+c", "interrupt", show=False),
    ]

    def __init__(
        self,
        data: Path,
        *,
        opened: str = "",
        remember: bool = True,
        ascii: bool = False,  # noqa: A002 - the word of the option
    ) -> None:
        """Run over a folder of assessments; `opened` is the id to begin with.

        Without `remember` the settings stay as they are. `ascii` keeps to characters whose width
        no terminal doubts.
        """
        super().__init__(data, remember=remember)
        self.ascii = ascii
        text.use_ascii(ascii)
        self._first = opened
        self.animation_level = "none"
        for theme in OWN:
            self.register_theme(theme)
        self._wear(self.settings.theme)

    async def on_event(self, event: events.Event) -> None:
        """Take keys that come in a burst together."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            for one in await bursts.on_key(self, event):
                await super().on_event(one)
        else:
            await super().on_event(event)

    def _wear(self, word: str) -> bool:
        name = THEMES[word][0] if word in THEMES else ""
        if name in self.available_themes:
            self.theme = name
        return bool(name)

    def dress(self, word: str) -> None:
        """Wear another theme, and remember it."""
        if self._wear(word):
            self.settings = replace(self.settings, theme=word)

    async def on_mount(self) -> None:
        """Go where the user stopped."""
        self._listen_to_signals()
        self.notice = (
            keyfile.check(keyfile.load(), command_ids()) if keyfile.path().is_file() else ""
        )
        first = self._first or (self.settings.last_assessment if self._remembers else "")
        if first and self._opens(first):
            await self.push_screen(self.screen_for("interview"))
            self.call_later(self._say_notice)
        else:
            await self.push_screen(self.screen_for("home"))

    def _say_notice(self) -> None:
        """Say what the home screen would have said: it was not shown."""
        if self.notice and isinstance(self.screen, KeyScreen):
            self.screen.tell(self.notice)
            self.notice = ""

    def switch_language(self) -> None:
        """Speak the other language, and remember it."""
        i18n.use("en" if i18n.language() != "en" else "zh-Hans")
        self.settings = replace(self.settings, language=i18n.language())

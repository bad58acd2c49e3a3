"""The demo: the sample in a folder that goes with it, and the one question when one leaves it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from gapwizard import i18n
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.tui.kit.base import KeyScreen


class DemoFolder:
    """The folder the sample is played in, and whether it was asked what shall become of it."""

    def __init__(self, saved: Callable[[], None], language: str) -> None:
        """Put the sample of a language into a new folder and open it. Raises Unreadable."""
        from gapwizard.demo import sample
        from gapwizard.session.session import Session

        self._folder = TemporaryDirectory(prefix="gapwizard-demo-")
        place = Path(self._folder.name)
        name = sample.create(place, language=language)
        ours = i18n.language()  # an English app asks in the language of the assessment
        self.session: Session = Session.open(
            place, name, saved=saved, language=None if ours == "en" else ours
        )
        self._begun_at = self.session.revision
        self._asking: Screen[Any] | None = None
        """The question, once it was asked."""
        self._answered = False

    def ask(self, screen: "KeyScreen", keep: Callable[[], None], go: Callable[[], None]) -> bool:
        """Ask whether to keep a copy, and `go` on after the answer; False once that was asked.

        Whoever leaves again in front of the question, with Ctrl+Q, has answered it.
        """
        if self._answered or (self._asking is not None and screen.app.screen is self._asking):
            return False

        def take(answer: str) -> None:
            if answer == "y":
                keep()
            self._answered = True
            go()

        offered = [
            ("y", _("keep a copy among my assessments, as it stands now")),
            ("n", _("let it go: nothing of it is kept")),
        ]
        if self.session.revision == self._begun_at:  # first stands what a careless Enter may take
            offered.reverse()
        screen.pick_id(_("You leave the demo. Keep a copy?"), offered, take)
        self._asking = screen.app.screen
        return True

    def drop(self) -> None:
        """Let the folder go."""
        self._folder.cleanup()

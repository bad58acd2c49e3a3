"""The demo: the sample in a folder that goes with it, and the one question when one leaves it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.tui.kit.base import KeyScreen


class DemoFolder:
    """The folder the sample is played in, and whether it was asked what shall become of it."""

    def __init__(self, saved: Callable[[], None]) -> None:
        """Put the sample into a new folder and open it. Raises Unreadable."""
        from gapwizard.demo import sample
        from gapwizard.session.session import Session

        self._folder = TemporaryDirectory(prefix="gapwizard-demo-")
        place = Path(self._folder.name)
        self.session: Session = Session.open(place, sample.create(place), saved=saved)
        self._begun_at = self.session.revision
        self._asked_at = -1
        """The revision it was asked at: what was changed since then is asked of again."""

    def ask(self, screen: "KeyScreen", keep: Callable[[], None], go: Callable[[], None]) -> bool:
        """Ask once whether to keep a copy, and `go` on after the answer; False once it was asked."""
        if self._asked_at == self.session.revision:
            return False
        self._asked_at = self.session.revision

        def take(answer: str) -> None:
            if answer == "y":
                keep()
            go()

        offered = [
            ("y", _("keep a copy among my assessments, as it stands now")),
            ("n", _("let it go: nothing of it is kept")),
        ]
        if self._asked_at == self._begun_at:  # first stands what a careless Enter may take
            offered.reverse()
        screen.pick_id(_("You leave the demo. Keep a copy?"), offered, take)
        return True

    def drop(self) -> None:
        """Let the folder go."""
        self._folder.cleanup()

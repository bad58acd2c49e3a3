"""What a screen needs of the app it is shown in, and what one screen hands to the next.

The kit and the screens know the app by this alone, so that the app can know all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gapwizard.settings import Settings
from gapwizard.tui.kit.meaning import Meaning

if TYPE_CHECKING:
    from gapwizard.session.interview.interview import Interview
    from gapwizard.session.session import Session
    from gapwizard.session.staging.incoming import Staged
    from gapwizard.tui.kit.commands import Command


class Left(NamedTuple):
    """How a screen was left; whoever comes back finds it so."""

    view: str = ""
    """Which of its views was shown; empty where there is one only, and before the first visit."""
    row: str = ""
    """Id of the row under the cursor."""
    more: tuple[str, ...] = ()
    """What else the screen is known by."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What one screen hands to the next: where it begins, and with what.

    The last five are handed on from screen to screen until another value takes their place.
    """

    question: str = ""
    """Question at which the interview begins."""
    scan: bool = False
    """Whether the interview begins with the quick scan."""
    core: bool = False
    """Whether the interview asks the questions of the half-day interview only."""
    begins_slot: bool = False
    """Whether the interview begins with its slot anew, though it was asked before."""
    row: str = ""
    """Id of the row at which a list begins; for the search what is searched."""
    compared: tuple[str, ...] = ()
    """Assessments that the comparison shows."""
    staged: "Staged | None" = None
    """What the staging screen lays out."""
    listed: str = ""
    """The kind of list that the staging screen asks a file of: documents, evidence, ..."""
    interview: "Interview | None" = None
    """The interview of the open assessment, once it was begun."""
    slot: str = ""
    """Slot of the agenda whose questions the interview asks; empty: all of them."""
    searched: tuple[str, str, int] = ("", "", 0)
    """Assessment, query and row of the last search: the next one goes on there."""
    left: Mapping[str, Left] = field(default_factory=dict)
    """How each screen around a list was left, by its name."""
    notice: str = ""
    """What the next home screen has to say."""

    def on(self, before: "Handed") -> "Handed":
        """These values, and what was handed on before them where they say nothing of it."""
        return replace(
            self,
            interview=self.interview or before.interview,
            slot=self.slot or before.slot,
            searched=self.searched if self.searched[0] else before.searched,
            left={**before.left, **self.left},
            notice=self.notice or before.notice,
        )


NOTHING = Handed()


class ScreenPlace(NamedTuple):
    """A screen that can be visited."""

    letter: str
    """The letter after `g`; empty for none."""
    words: str
    """What it is, marked for translation."""
    needs: bool = True
    """Whether it shows an open assessment."""
    room: str = ""
    """The folder it stands in; empty: one of its own name."""


class Host(Protocol):
    """The app as its screens see it."""

    places: Mapping[str, ScreenPlace]
    """The screens that can be visited, by name."""
    data: Path
    """The folder of assessments."""
    session: "Session | None"
    """The open assessment."""
    settings: Settings
    client_view: bool
    """Whether a client looks on: notes, flags, other clients and paths stay hidden."""
    ascii: bool
    farewell: str
    """What is said when the app has ended."""

    @property
    def all_saved(self) -> bool:
        """Whether nothing waits: no text in an editor, no act in the queue, none refused."""

    @property
    def saved_words(self) -> str:
        """Whether everything is saved, in words."""

    @property
    def came_from(self) -> str:
        """The screen that `go_back` shows, empty for none."""

    def commands_of(self, name: str) -> "Sequence[Command]":
        """The commands of another screen."""

    def explained(self, name: str, shown: str) -> Sequence[Meaning]:
        """What is on a screen, in sentences, then what the marks mean that are `shown` on it."""

    def every_mark(self) -> Sequence[Meaning]:
        """What each mark of any screen means."""

    def visit(self, name: str, command: str = "", handed: Handed = NOTHING) -> None:
        """Show another screen, and run one of its commands; home and new close what is open."""

    def hand_on(self, handed: Handed) -> None:
        """Let the screens to come have something of what lasts."""

    def go_back(self) -> None:
        """Show the screen before this one; without one the interview, or home."""

    def open(self, name: str, *, write: bool = True) -> "Session":
        """Open an assessment, closing the one before. Raises Refused, InUse or Unreadable."""

    def open_demo(self, language: str = "") -> None:
        """Open the sample of a language, else of ours, in a folder of its own. Raises Unreadable."""

    @property
    def in_demo(self) -> bool:
        """Whether what is open is the demo, of which nothing is kept."""

    def remember(self, question: str, way: str) -> None:
        """Remember where the user is."""

    def suspend_process(self) -> None:
        """Keep what is typed, and go back to the shell until fg."""

    def choose_theme(self, word: str) -> None:
        """Wear another theme, and remember it."""

    def switch_language(self) -> None:
        """Speak the other language, and remember it."""

    def forget_interrupt(self) -> None:
        """Forget a first Ctrl+C or Ctrl+Q: another key followed."""

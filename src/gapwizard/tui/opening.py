"""Opening and closing an assessment in the app, and what its header says of the disk."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message

from gapwizard import i18n, paths, settings
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.session.session import Session
from gapwizard.tui.kit.base import KeyScreen

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from gapwizard.session.interview import Interview
    from gapwizard.store.writer import Writer


class OpeningApp(App[None]):
    """An app over a folder of assessments, one of which may be open."""

    class Saved(Message):
        """The writer put something on the disk, or could not."""

    def __init__(self, data: Path, *, remember: bool) -> None:
        """Begin with nothing open; without `remember` the settings stay as they are."""
        super().__init__()
        self._remembers = remember
        self.data = data
        self.session: Session | None = None
        self.settings = settings.load()
        self.client_view = False
        self.farewell = ""
        self._throw_away: TemporaryDirectory[str] | None = None

    interview: "Interview | None" = None
    """The interview of the open assessment, once it was begun."""
    notice = ""
    """What the next home screen has to say."""

    def _opens(self, name: str) -> bool:
        """Try to open an assessment without a word when it is gone or in use."""
        from gapwizard.store.index import stamp_of

        folder = paths.inside(self.data, name)
        if folder is None or not stamp_of(folder):
            return False
        try:
            self.open(name)
        except GapwizardError as problem:
            self.farewell = ""
            self.notice = str(problem)
            return False
        return True

    def open_demo(self) -> None:
        """Open the sample in a folder that goes when the app ends. Raises Unreadable."""
        import tempfile

        from gapwizard.demo import sample

        self.close_session()
        self._throw_away = tempfile.TemporaryDirectory(prefix="gapwizard-demo-")
        folder = Path(self._throw_away.name)
        name = sample.create(folder)
        self.session = Session.open(folder, name, saved=self._saved)

    def open(self, name: str, *, write: bool = True) -> Session:
        """Open an assessment, closing the one before. Raises Refused, InUse or Unreadable."""
        self.close_session()
        language = i18n.language() if i18n.language() != "en" else None
        self.session = Session.open(
            self.data, name, write=write, saved=self._saved if write else None, language=language
        )
        return self.session

    def close_session(self) -> None:
        """Save and close. Raises what kept something from being saved."""
        session, self.session = self.session, None
        self.interview = None
        if session is not None:
            words = session.close()
            self.farewell = "\n".join(filter(None, (self.farewell, words)))

    def _saved(self) -> None:
        self.post_message(self.Saved())

    def on_opening_app_saved(self) -> None:
        """Show in the header what the disk said."""
        for screen in self.screen_stack[-1:]:  # none is left while the app ends
            if isinstance(screen, KeyScreen) and screen.is_mounted:
                screen.repaint("header")

    @property
    def all_saved(self) -> bool:
        """Whether nothing waits: no text in an editor, no act in the queue, none refused."""
        writer = self.session.writer if self.session is not None else None
        if writer is None:
            return True
        return writer.problem is None and not writer.pending and not self._typing

    @property
    def _typing(self) -> bool:
        """Whether an editor holds a text that the assessment does not hold."""
        return any(s.unsaved for s in self.screen_stack if isinstance(s, KeyScreen))

    @property
    def saved_words(self) -> str:
        """Say whether everything is saved, as it follows from what is pending."""
        session = self.session
        if session is None:
            return ""
        if session.writer is None:
            return _("read only")
        if session.writer.problem is not None:
            return _("NOT SAVED: {why}").format(why=session.writer.problem)
        if not self.all_saved:
            return _("not saved yet")
        return self._saved_since(session.writer, session.revision)

    def _saved_since(self, writer: "Writer", revision: int) -> str:
        """Say since when all is saved, and what is odd about it."""
        if writer.saved_at is None:
            return _("rev {revision}").format(revision=revision)
        time = f"{writer.saved_at:%H:%M:%S}"
        if writer.folder.conflict:
            return _("saved {time}, CONFLICT: both versions kept").format(time=time)
        if writer.behind:
            return _("saved {time}, the file is behind: {why}").format(time=time, why=writer.behind)
        return _("saved {time}").format(time=time)

    def remember(self, question: str) -> None:
        """Remember where the user is."""
        session = self.session
        if session is not None and self._remembers and session.folder.parent == self.data:
            self.settings = self.settings.with_place(session.assessment.id, question)

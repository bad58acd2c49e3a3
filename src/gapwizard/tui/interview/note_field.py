"""The note field: where notes and observations are typed, saved as they grow, kept whatever ends them.

What takes one line (evidence, a reason, another party) is asked by `lines`.
"""

from collections.abc import Callable
from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea

from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.line_breaks import folded
from gapwizard.domain.text_limit import LIMIT, too_long
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session.acts.answers import ANSWER, edit_of
from gapwizard.session.interview.interview import Interview
from gapwizard.session.undo import MORE
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.editors import NoteEditor
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.text import DIM, STRONG, line, message_of, plain

PAUSE = 1.0
"""Seconds without a key after which a text being typed is saved as far as it goes."""
LATEST = 5.0
"""Seconds after which it is saved while the keys go on."""
STAMP = len("HH:MM ")
"""Characters of the time at which a line of the note was begun, with the blank behind it."""
TITLES = {
    "": N_("NOTE (private)"),
    "note": N_("NOTE (private, in no report)"),
    "observation": N_("OBSERVED (for the report; the client may see it)"),
}
"""What stands above the note, and above each text while it is typed."""


class NoteField(Vertical):
    """The private note as it stands, and the field in which it and the observation are typed."""

    def __init__(
        self, interview: Interview, host: KeyScreen, finished: Callable[[str], None]
    ) -> None:
        """Begin with nothing typed.

        `finished` is called once the field is put away, with the part of the answer typed.
        """
        super().__init__(id="notes")
        self._interview = interview
        self._host = host
        self._finished = finished
        self.part = ""
        """The part of the answer that is being typed; empty: none is."""
        self._asked = ""
        """The question whose part it is."""
        self._opened = ""
        """What stood in the field when it was opened."""
        self._saved_at = 0
        """Revision of the last save of this text: the next one goes on with it."""
        self._above = ""
        """The part of the note that client view keeps off the screen while more is typed below it."""
        self._told = False
        """Whether it was said that the text in the field is longer than an answer can hold."""
        self._timer: Timer | None = None
        self._due: float | None = None
        """When what is typed is saved at the latest; None: all of it is."""

    def compose(self) -> ComposeResult:
        """A head, the note, and the field."""
        yield Pane(self._paint_head, id="notehead")
        yield Pane(self._paint_note, id="noteshown")
        yield NoteEditor(self._confirmed, id="note")

    @property
    def _beyond(self) -> dict[tuple[str, str], str]:
        """Texts longer than an answer can hold, by question and part, until they are shortened."""
        return self._interview.beyond

    def open_text(self, part: str, start: str) -> None:
        """Open the note or the observation, with `start` in a new line of it."""
        if self._interview.session.writer is None:
            raise Refused(_("read only"))
        if self._interview.scan:
            self._host.tell(_("the quick scan takes no notes; s goes to single questions"))
            return
        self._host.tell("")
        self.part, self._asked, self._saved_at = part, self._interview.question.id, 0
        held = self._beyond.get((self._asked, part), self._held())
        hidden = part == "note" and self._host.client
        self._above, shown = (held, "") if hidden else ("", held)
        self._told = False
        typed = len(start) > STAMP
        if shown and len(held) + len(start) >= LIMIT >= len(held) and not typed:
            start = ""  # a full note is opened to be shortened, not to be made too long
        note = self.query_one("#note", TextArea)
        with note.prevent(TextArea.Changed):
            note.text = "\n".join(filter(None, (shown, start)))
        self._opened = note.text
        note.move_cursor(note.document.end)
        if typed:
            self.on_text_area_changed()
        self.add_class("-typing")
        self.styles.clear_rule("height")  # the note as it stands has fewer rows
        self._host.set_focus(note)
        self._host.later(self._host.repaint, "header", "notehead", "footer")

    def on_text_area_changed(self) -> None:
        """Save what is typed after a pause; what is too long stays in the field, and is said."""
        if self._too_long() and not self._told:
            self._tell_too_long(_("shorten it; what is beyond is not saved"))
        self._told = self._too_long()
        now = monotonic()
        if self._due is None:
            self._due = now + LATEST
        self._host.repaint("header", "notehead")
        self._stop_waiting()
        self._timer = self._host.after(max(0.01, min(PAUSE, self._due - now)), self._keep_text)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _too_long(self) -> bool:
        return len(self._typed()) > LIMIT

    def _tell_too_long(self, what: str) -> None:
        self._host.tell(too_long(len(self._typed()), what))

    def _keep_text(self) -> None:
        """Put the text being typed into its answer, as much of it as fits."""
        self._due = None
        session = self._interview.session
        if not self.part or session.writer is None:
            return
        typed = self._typed()
        self._beyond.pop((self._asked, self.part), None)
        if len(typed) > LIMIT:
            self._beyond[self._asked, self.part] = typed
        kept = typed[:LIMIT].rstrip()
        if kept != self._held():
            what: ActKind = MORE if session.revision == self._saved_at else ANSWER
            try:
                self._interview.change(edit_of(self.part, kept), self._asked, what)
                self._saved_at = session.revision
            except GapwizardError as problem:
                self._host.tell(message_of(problem))
        self._host.repaint("header")

    def _held(self) -> str:
        return str(getattr(self._interview.answer_to(self._asked), self.part))

    def _typed(self) -> str:
        """The text as it would be kept, a note without the stamp of an empty line."""
        lines = self.query_one("#note", TextArea).text.rstrip().split("\n")
        # A stamp is a time of day, `09:30 `.
        stamp = len(lines[-1]) < STAMP and lines[-1][2:3] == ":"
        if stamp and self.part == "note":
            lines.pop()
        if self._above:
            lines = [self._above, *lines]
        return "\n".join(lines).rstrip()

    # Leaving

    def put_away(self) -> None:
        """Close the field that is open; what is in it is kept."""
        self._keep_text()
        if self._too_long():
            self._tell_too_long(_("the first are kept; all of it waits in the field"))
        part, self.part = self.part, ""
        self.remove_class("-typing")
        self._host.set_focus(None)
        self._finished(part)

    def _confirmed(self) -> bool:
        """Close at Enter a note to which nothing was added: it was pressed to confirm something."""
        if self.part != "note" or self.query_one("#note", TextArea).text != self._opened:
            return False
        self.put_away()
        self._host.tell(_("nothing noted; 1 to 4 rate, Space goes on"))
        return True

    def on_unmount(self) -> None:
        """Stop waiting for a pause."""
        self._stop_waiting()

    def keep(self) -> None:
        """Save the text being typed as far as it goes; its field stays open."""
        self._keep_text()

    @property
    def unsaved(self) -> bool:
        """Whether a text typed here is not what the answer holds, or waits to be shortened."""
        return bool(self._beyond) or (bool(self.part) and self._typed() != self._held())

    def unkept(self) -> str:
        """Say that a text is longer than its field, empty where none is."""
        if self.part and self._too_long():
            return self._words_too_long(self._typed())
        return next((self._words_too_long(text) for text in self._beyond.values()), "")

    def _words_too_long(self, text: str) -> str:
        return too_long(len(text), _("Ctrl+Q again keeps the first of them"))

    # Painting

    def written(self, width: int) -> int | None:
        """Rows of the note as it stands; None where it is not shown."""
        if self._host.client or self._interview.scan:
            return None
        return len(self._note_rows(width))

    def _paint_head(self, width: int, _height: int) -> list[Content]:
        client, answer = self._host.client, self._interview.answer
        if self._interview.scan or (client and not self._host.editing):
            return []
        text = self._typed() if self.part == "note" else answer.note
        count = 0 if client or self.part not in ("", "note") else len(text)
        told = ngettext("{count} character", "{count} characters", count)
        words = told.format(count=count) if count else ""
        head = line((f" {_(TITLES[self.part])} ", STRONG), (words, DIM), " ")
        row = head + plain("-" * max(0, width - head.cell_length), DIM)
        return [row if self._host.editing else clickable(row, "run", "note")]

    def _paint_note(self, width: int, height: int) -> list[Content]:
        if self._host.client or self._interview.scan:
            return []
        rows = self._note_rows(width)[-height:] if height else []
        return [clickable(line(" ", row), "run", "note") for row in rows]

    def _note_rows(self, width: int) -> list[Content]:
        note = self._interview.answer.note
        if not note:
            return []
        return [plain(row or " ") for row in folded(note, max(width - 2, 8)).split("\n")]

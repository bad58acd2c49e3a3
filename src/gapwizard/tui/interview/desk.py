"""The writing desk: where notes, observations, evidence and reasons are typed; nothing is lost.

A text of many lines (note, observation) is saved as it grows; a line (evidence, reason, other
party, control) when it is left, by Enter or by Esc.
"""

from collections.abc import Callable
from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, TextArea

from gapwizard.domain.evidence import parse_item
from gapwizard.domain.visible import substance
from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.session.acts.answers import AnswerEdit, edit_of
from gapwizard.session.acts.fields import LIMIT, too_long
from gapwizard.session.interview import Interview
from gapwizard.tui.interview.keys import KINDS
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.editors import LineEditor, NoteEditor
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.text import DIM, STRONG, line, plain

PAUSE = 1.0
"""Seconds without a key after which a text being typed is saved as far as it goes."""
LATEST = 5.0
"""Seconds after which it is saved while the keys go on."""
STAMP = len("HH:MM ")
"""Characters of the time at which a line of the note was begun, with the blank behind it."""
TITLES = {
    "note": N_("NOTE (private)"),
    "observation": N_("OBSERVED (for the report; the client may see it)"),
    "reason": N_("WHY is it not applicable? Enter keeps it"),
    "evidence": N_("EVIDENCE, such as record[3/5]: tickets of May (looked at / existing)"),
    "other_party": N_("WHO does this work for the organisation? (empty: itself)"),
    "control": N_("HOW is that party controlled?"),
}
"""What stands above each part of an answer while it is typed."""


class WritingDesk(Vertical):
    """The private note as it stands, and the two fields in which the parts of an answer are typed."""

    def __init__(
        self, interview: Interview, host: KeyScreen, finished: Callable[[str, str], None]
    ) -> None:
        """Begin with nothing typed.

        `finished` is called once a field is put away: with the part of the answer that was typed,
        and with the line where Enter ended it.
        """
        super().__init__(id="notes")
        self._interview = interview
        self._host = host
        self._finished = finished
        self.part = ""
        """The part of the answer that is being typed; empty: none is."""
        self._asked = ""
        """The question whose part it is."""
        self._start = ""
        """What stood in the line when it was opened."""
        self._above = ""
        """The part of the note that client view keeps off the screen while more is typed below it."""
        self._kind = "said"
        """The kind of evidence chosen last."""
        self._told = False
        """Whether it was said that the text in the field is longer than an answer can hold."""
        self._cut = False
        """Whether the next Esc keeps what fits, and lets go of the rest."""
        self._timer: Timer | None = None
        self._due: float | None = None
        """When what is typed is saved at the latest; None: all of it is."""

    def compose(self) -> ComposeResult:
        """A head, the note, and the two fields of which at most one is open."""
        yield Pane(self._paint_head, id="notehead")
        yield Pane(self._paint_note, id="noteshown")
        yield NoteEditor(id="note")
        yield LineEditor(id="line")

    @property
    def in_text(self) -> bool:
        """Whether a text of many lines is being typed."""
        return self.part in ("note", "observation")

    @property
    def in_line(self) -> bool:
        """Whether a line is being typed."""
        return bool(self.part) and not self.in_text

    def _writable(self) -> bool:
        if self._interview.session.writer is None:
            self._host.tell(_("read only"))
            return False
        return True

    # A text of many lines

    def open_text(self, part: str, start: str) -> None:
        """Open the note or the observation, with `start` in a new line of it."""
        if not self._writable():
            return
        if self._interview.scan:
            self._host.tell(_("the quick scan takes no notes; s goes to single questions"))
            return
        self._host.tell("")
        held = getattr(self._interview.answer, part)
        hidden = part == "note" and self._host.client
        self._above, shown = (held, "") if hidden else ("", held)
        self._told = self._cut = False
        self.part, self._asked = part, self._interview.question.id
        typed = len(start) > STAMP
        if shown and len(held) + len(start) >= LIMIT >= len(held) and not typed:
            start = ""  # a full note is opened to be shortened, not to be made too long
        note = self.query_one("#note", TextArea)
        with note.prevent(TextArea.Changed):
            note.text = "\n".join(filter(None, (shown, start)))
        note.move_cursor(note.document.end)
        if typed:
            self.on_text_area_changed()
        self._show("-typing", note)

    def _show(self, style: str, field: TextArea | Input) -> None:
        self.add_class(style)
        self.styles.clear_rule("height")  # the note as it stands has fewer rows
        self._host.set_focus(field)
        self._host.later(self._host.repaint, "header", "notehead", "footer")

    def on_text_area_changed(self) -> None:
        """Save what is typed after a pause; what is too long stays in the field, and is said."""
        if self._too_long() and not self._told:
            self._tell_too_long(_("shorten it; what is beyond is not saved"))
        self._told, self._cut = self._too_long(), False
        now = monotonic()
        if self._due is None:
            self._due = now + LATEST
        self._host.repaint("header")
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
        if not self.in_text or self._interview.session.writer is None:
            return
        kept = self._typed()[:LIMIT].rstrip()
        if kept != self._held():
            try:
                self._interview.change(edit_of(self.part, kept), self._asked)
            except GapwizardError as problem:
                self._host.tell(str(problem))
        self._host.repaint("header")

    def _held(self) -> str:
        return str(getattr(self._interview.answer_to(self._asked), self.part))

    def _typed(self) -> str:
        """The text as it would be kept, a note without the stamp of an empty line."""
        lines = self.query_one("#note", TextArea).text.rstrip().split("\n")
        stamp = len(lines[-1]) < STAMP and lines[-1][2:3] == ":"
        if stamp and self.part == "note":
            lines.pop()
        if self._above:
            lines = [self._above, *lines]
        return "\n".join(lines).rstrip()

    # A line

    def open_evidence(self, kind: str) -> None:
        """Open the line for an item of evidence of a kind."""
        self._kind = kind
        self.open_line("evidence", f"{kind}: ")

    def open_line(self, part: str, start: str) -> None:
        """Open the line for a part of the answer; `start` stands in it."""
        if not self._writable():
            return
        self.part, self._asked, self._start = part, self._interview.question.id, start
        self._cut = False
        field = self.query_one("#line", Input)
        field.value = start
        field.cursor_position = len(start)
        self._show("-line", field)

    def on_input_changed(self) -> None:
        """Say in the header that what is typed is not saved yet."""
        self._cut = False
        self._host.repaint("header")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line typed."""
        if self._keep_line():
            self._close(event.value.strip())

    def _keep_line(self) -> bool:
        """Keep the line being typed; False, with a message, where it cannot be kept as it is."""
        text = self.query_one("#line", Input).value.strip()
        try:
            if self.part == "evidence":
                self._add_evidence(text)
            elif self.in_line and text != self._held():
                self._interview.change(edit_of(self.part, text))
        except GapwizardError as problem:
            self._host.tell(str(problem))
            return False
        return True

    def _add_evidence(self, text: str) -> None:
        """Add what was typed; where it names no kind, it is of the kind chosen last."""
        kind, colon, rest = text.replace("：", ":", 1).partition(":")
        named = kind.partition("[")[0].strip() in KINDS.values()
        if not text or (named and not substance(rest)):
            return
        item = parse_item(text if colon and named else f"{self._kind}: {text}")
        words = self._interview.add_evidence(item)
        if words:
            self._host.tell(words)

    # Leaving

    def put_away(self) -> None:
        """Close the field that is open and keep what is in it; what cannot be kept asks for Esc again."""
        if self.in_text and self._too_long() and not self._cut:
            self._cut = True
            self._tell_too_long(_("shorten it, or Esc again keeps the first of them"))
        elif not self.in_line or self._cut or self._keep_line():
            self._close()
        else:
            self._cut = True
            self._host.tell(_("{why} (Esc drops it)").format(why=self._host.message))

    def _close(self, entered: str = "") -> None:
        self._keep_text()
        part, self.part = self.part, ""
        self.remove_class("-typing", "-line")
        self._host.set_focus(None)
        self._finished(part, entered)

    def on_unmount(self) -> None:
        """Stop waiting for a pause."""
        self._stop_waiting()

    def keep(self) -> None:
        """Save the text being typed as far as it goes; its field stays open."""
        self._keep_text()

    def leave(self) -> None:
        """Keep what is being typed; a line that fits nowhere else survives in the note."""
        typed = self.query_one("#line", Input).value
        if self.in_line and not self._keep_line() and len(typed) <= LIMIT:
            note = f"{self._interview.answer.note}\n{typed}".strip()
            self._interview.change(AnswerEdit(note=note))
        self._keep_text()

    @property
    def unsaved(self) -> bool:
        """Whether the field that is open holds what the answer does not."""
        if self.in_text:
            return self._typed() != self._held()
        return self.in_line and self.query_one("#line", Input).value != self._start

    def unkept(self) -> str:
        """Say that a text is longer than its field, empty where none is."""
        if self.in_text and self._too_long():
            return too_long(len(self._typed()), _("Ctrl+Q again keeps the first of them"))
        typed = self.query_one("#line", Input).value if self.in_line else ""
        return too_long(len(typed), _("Ctrl+Q again drops it")) if len(typed) > LIMIT else ""

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
        count = 0 if client or self.part not in ("", "note") else len(answer.note)
        words = _("{count} characters").format(count=count) if count else ""
        head = line((f" {_(TITLES[self.part or 'note'])} ", STRONG), (words, DIM), " ")
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
        return [
            row for text in note.split("\n") for row in plain(text or " ").wrap(max(width - 2, 8))
        ]

"""Writing: the note, evidence items, reasons and other parties; nothing typed is lost."""

from datetime import datetime
from time import monotonic
from typing import Literal

from textual import events
from textual.timer import Timer
from textual.widgets import Input, TextArea

from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.points import Standing
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit, edit_of
from gapwizard.session.text import LIMIT, too_long
from gapwizard.tui.interview.keys import KINDS
from gapwizard.tui.interview.moving import MovingPart
from gapwizard.tui.interview.rating import RatingPart

PAUSE = 1.0
"""Seconds without a key after which a note being typed is saved as far as it goes."""
LATEST = 5.0
"""Seconds after which it is saved while the keys go on."""


class WritingPart(RatingPart, MovingPart):
    """What is typed as text."""

    _line_takes = ""
    """The part of the answer that the one-line field is open for; empty: it is closed."""
    _line_start = ""
    """What stood in it when it was opened."""
    _kind = "said"
    """The kind of evidence chosen last."""
    _noted = ""
    """The question whose note or observation is being typed; empty: none is."""
    _part: Literal["note", "observation"] = "note"
    """Which of the two is."""
    _too_long_told = False
    """Whether it was said that the text in the field is longer than an answer can hold."""
    _confirmed_cut = False
    """Whether the next Esc keeps what fits, and lets go of the rest."""
    _above = ""
    """The part of the note that client view keeps off the screen while more is typed below it."""
    _sent = False
    """Whether another screen sent one to a question here: Esc goes back to it."""
    _pause: Timer | None = None
    _due: float | None = None
    """When what is typed is saved at the latest; None: all of it is."""

    def do_note(self) -> None:
        """Open the note at a new, time-stamped line."""
        self._open_note(f"{datetime.now().astimezone():%H:%M} ")

    def do_observe(self) -> None:
        """Open the observation: what the report quotes."""
        self._open_text("observation", "")

    def _open_note(self, start: str) -> None:
        self._open_text("note", start)

    def _open_text(self, part: Literal["note", "observation"], start: str) -> None:
        if self.session.writer is None:
            self.tell(_("read only"))
            return
        if self.place.scan:
            self.tell(_("the quick scan takes no notes; s goes to single questions"))
            return
        self.tell("")
        note = self.query_one("#note", TextArea)
        hidden = part == "note" and self.wizard.client_view
        before = self.answer.note if part == "note" else self.answer.observation
        text = "" if hidden else before
        self._above = before if hidden else ""
        self._too_long_told = self._confirmed_cut = False
        self._noted, self._part = self.question.id, part
        if (
            text
            and len(before) + len(start) >= LIMIT >= len(before)
            and len(start) <= len("HH:MM ")
        ):
            start = ""  # a full note is opened to be shortened, not to be made too long
        with note.prevent(TextArea.Changed):
            note.text = f"{text}\n{start}" if text and start else text or start
        note.move_cursor(note.document.end)
        if len(start) > len("HH:MM "):
            self.on_text_area_changed()
        self.query_one("#notes").add_class("-typing")
        self.set_focus(note)
        self.later(self.repaint, "header", "notehead", "footer")

    def on_text_area_changed(self) -> None:
        """Save what is typed after a pause; what is too long stays in the field, and is said."""
        if self._too_long() and not self._too_long_told:
            self._tell_too_long(_("shorten it; what is beyond is not saved"))
        self._too_long_told, self._confirmed_cut = self._too_long(), False
        self._await_pause()

    def _too_long(self) -> bool:
        return len(self._note_typed()) > LIMIT

    def _tell_too_long(self, what: str) -> None:
        self.tell(too_long(len(self._note_typed()), what))

    def _await_pause(self) -> None:
        """Save soon, and say until then that it is not."""
        now = monotonic()
        if self._due is None:
            self._due = now + LATEST
        self.repaint("header")
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.after(max(0.01, min(PAUSE, self._due - now)), self._keep_note)

    def _keep_note(self) -> None:
        """Put the note or observation being typed into its answer, as much of it as fits.

        A note goes without the stamp of an empty line.
        """
        self._due = None
        if not self._noted or self.wizard.session is None:
            return
        kept = self._note_typed()[:LIMIT].rstrip()
        if kept != self._note_held():
            try:
                self.session.do(
                    answers.change(self.session.moment, self._noted, edit_of(self._part, kept))
                )
            except GapwizardError as problem:
                self.tell(str(problem))
        self.repaint("header")

    @property
    def unsaved(self) -> bool:
        """Whether a note, observation or line typed here is not what the answer holds."""
        if self._noted and self._note_typed() != self._note_held():
            return True
        line = self._line_takes and self.query_one("#line", Input).value != self._line_start
        return bool(line) or super().unsaved

    def unkept(self) -> str:
        """Say that a text is longer than its field."""
        if self._noted and self._too_long():
            return too_long(len(self._note_typed()), _("Ctrl+Q again keeps the first of them"))
        typed = self.query_one("#line", Input).value if self._line_takes else ""
        if len(typed) > LIMIT:
            return too_long(len(typed), _("Ctrl+Q again drops it"))
        return ""

    def _note_held(self) -> str:
        held = self.session.assessment.answers.get(self._noted, Answer())
        return held.note if self._part == "note" else held.observation

    def _note_typed(self) -> str:
        """The text as it would be kept, a note without the stamp of an empty line."""
        text = self.query_one("#note", TextArea).text
        lines = text.rstrip().split("\n")
        stamp = len(lines[-1]) <= len("HH:MM") and lines[-1][2:3] == ":"
        if stamp and self._part == "note":
            lines.pop()
        if self._above:
            lines = [self._above, *lines]
        return "\n".join(lines).rstrip()

    def do_evidence(self) -> None:
        """Wait for the kind of evidence."""
        words = _(
            'evidence: s said, d document, r record, o observed, " repeat, 0 none found, - drop the last'
        )
        self.then(words, self._evidence)

    def _evidence(self, event: events.Key) -> None:
        key = event.character or ""
        name = self.question.id
        if key in KINDS:
            self._kind = KINDS[key]
            self.write_line("evidence", f"{KINDS[key]}: ")
        elif key in ('"', "“", "”", "＂"):
            last = self.place.last_evidence
            if last is not None:
                self.session.do(answers.change(self.session.moment, name, AnswerEdit(add=(last,))))
        elif key in ("0", "０"):
            self.session.do(answers.change(self.session.moment, name, AnswerEdit(strength=0)))
            self.tell(_("looked for and not found; adding evidence takes this back"))
        elif key in ("-", "－") and (self.answer.evidence or self.answer.strength is not None):
            self.session.do(
                answers.change(
                    self.session.moment,
                    name,
                    AnswerEdit(evidence=self.answer.evidence[:-1], derive=True),
                )
            )
        self.fresh()

    def do_rate_na(self) -> None:
        """Rate as not applicable, and ask why."""
        self.rate(Rating.NA)
        taken_out = self.session.diagnosis.points[self.question.id].standing is Standing.BY_FACT
        if self.answer.rating is Rating.NA and not self.place.scan and not taken_out:
            self.write_line("reason", self.answer.reason)

    def do_other_party(self) -> None:
        """Name who does this work for the organisation, then how that party is controlled."""
        self.write_line("other_party", self.answer.other_party)

    def write_line(self, takes: str, start: str) -> None:
        """Open the one-line field."""
        if self.session.writer is None:
            self.tell(_("read only"))
            return
        self._line_takes, self._line_start = takes, start
        self._confirmed_cut = False
        field = self.query_one("#line", Input)
        field.value = start
        field.cursor_position = len(start)
        self.query_one("#notes").add_class("-line")
        self.set_focus(field)
        self.later(self.repaint, "header", "notehead", "footer")

    def _line_prompt(self) -> str:
        prompts = {
            "reason": _("WHY is it not applicable? Enter keeps it"),
            "evidence": _("EVIDENCE, such as record[3/5]: tickets of May (looked at / existing)"),
            "other_party": _("WHO does this work for the organisation? (empty: itself)"),
            "control": _("HOW is that party controlled?"),
        }
        return prompts.get(self._line_takes, "")

    def on_input_changed(self) -> None:
        """Say in the header that what is typed is not saved yet."""
        self._confirmed_cut = False
        self.repaint("header")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line typed."""
        takes, text = self._line_takes, event.value.strip()
        if not self._keep_line():
            return
        self._close_editors()
        if takes == "other_party" and text:
            self.write_line("control", self.answer.control)
        elif takes == "reason" and text and self.advance:
            self.go_on()

    def _add_evidence(self, text: str) -> None:
        kind, colon, rest = text.replace("：", ":", 1).partition(":")
        named = kind.partition("[")[0].strip() in KINDS.values()
        if not text or (named and not substance(rest)):
            return
        item = parse_item(text if colon and named else f"{self._kind}: {text}")
        self.place.last_evidence = item
        self.session.do(
            answers.change(self.session.moment, self.question.id, AnswerEdit(add=(item,)))
        )
        if item.missing:
            words = _("counts as seen: {count} more make the sample sufficient")
            self.tell(words.format(count=item.missing))

    def do_keys(self) -> None:
        """Leave the text being typed; it is kept."""
        if self.editing:
            if self._noted and self._too_long() and not self._confirmed_cut:
                self._confirmed_cut = True
                self._tell_too_long(_("shorten it, or Esc again keeps the first of them"))
            elif not self._line_takes or self._confirmed_cut or self._keep_line():
                self._close_editors()
            else:
                self._confirmed_cut = True
                self.tell(_("{why} (Esc drops it)").format(why=self.message))
        elif self.place.scan:
            self.do_scan()
        elif self._sent:
            self.wizard.go_back()

    def _keep_line(self) -> bool:
        """Keep the line being typed; False, with a message, where it cannot be kept as it is."""
        text = self.query_one("#line", Input).value.strip()
        takes = self._line_takes
        try:
            if takes == "evidence":
                self._add_evidence(text)
            elif takes and text != getattr(self.answer, takes):
                self.session.do(
                    answers.change(self.session.moment, self.question.id, edit_of(takes, text))
                )
        except GapwizardError as problem:
            self.tell(str(problem))
            return False
        return True

    def _close_editors(self) -> None:
        self._keep_note()
        told, self._noted = self._noted if self._part == "observation" else "", ""
        self._line_takes = ""
        self.query_one("#notes").remove_class("-typing", "-line")
        self.set_focus(None)
        self.fresh()
        if told:
            self.ask_lapse(told)

    def leave(self) -> None:
        """Keep what is being typed."""
        line = self.query_one("#line", Input).value
        if self._line_takes and not self._keep_line() and len(line) <= LIMIT:
            self._keep_in_note(line)
        self._keep_note()
        self.wizard.remember(self.question.id)

    def _keep_in_note(self, text: str) -> None:
        """Let a line that fits nowhere else survive in the note."""
        note = self.answer.note
        self.session.do(
            answers.change(
                self.session.moment, self.question.id, AnswerEdit(note=f"{note}\n{text}".strip())
            )
        )

    def on_unmount(self) -> None:
        """Stop waiting for a pause."""
        if self._pause is not None:
            self._pause.stop()

    def on_other_key(self, event: events.Key) -> None:
        """Let what is no key of ours, such as Chinese from an input method, fall into the note."""
        if (
            event.character
            and event.is_printable
            and not event.character.isascii()
            and not self.editing
        ):
            event.stop()
            start = f"{datetime.now().astimezone():%H:%M} {event.character}"
            self.attempt(lambda: self._open_note(start))

    def on_paste(self, event: events.Paste) -> None:
        """Let what is pasted fall into the note."""
        if not self.editing and event.text:
            event.stop()
            start = f"{datetime.now().astimezone():%H:%M} {event.text}"
            self.attempt(lambda: self._open_note(start))

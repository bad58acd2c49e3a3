"""The interview: one question at a time, one key per answer, nothing modal."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from gapwizard.domain.questionnaire import Question
from gapwizard.i18n import LANGUAGES, N_, _
from gapwizard.tui.interview import beside, card, clock, memory, tree
from gapwizard.tui.interview.keys import COMMANDS, IN_NOTE
from gapwizard.tui.interview.place import Place
from gapwizard.tui.interview.writing import WritingPart
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.editors import LineEditor, NoteEditor
from gapwizard.tui.kit.frame import IN_LINE
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.registry import PLACES
from gapwizard.tui.kit.text import DIM, STRONG, line, plain

TICK = 20.0
"""Seconds between two looks at the clock of a slot."""
NOT_IN_SCAN = (
    "rate_na",
    "observe",
    "take_suggestion",
    "note",
    "evidence",
    "follow_up",
    "candidate",
)


class InterviewScreen(WritingPart):
    """Tree, question card, note and context; below 100 columns the card alone."""

    NAME = "interview"
    TITLE_WORDS = N_("Interview")
    KEYS = COMMANDS

    def body(self) -> ComposeResult:
        """Three columns; the note stands above at least four other rows."""
        with Horizontal(id="columns"):
            yield Pane(self._paint_tree, id="tree")
            with Vertical(id="work"):
                yield Pane(self._paint_card, id="card")
                with Vertical(id="notes"):
                    yield Pane(self._paint_note_head, id="notehead")
                    yield Pane(self._paint_note, id="noteshown")
                    yield NoteEditor(id="note")
                    yield LineEditor(id="line")
                yield Pane(self._paint_below, id="below")
            yield Pane(self._paint_context, id="context")

    def on_mount(self) -> None:
        """Find the place."""
        self.place = self.wizard.place or Place(self.session.questionnaire, self._last())
        self.wizard.place = self.place
        self.place.scan = self.place.scan or self.handed.scan
        if self.wizard.slot != self.place.slot:
            self.place.slot = self.wizard.slot
            if self.wizard.slot and self.slot is not None:
                self.ask_only(self.slot)
        if self.handed.question:
            self.place.go(self.handed.question)
            self._sent = bool(self.wizard.came_from)
        self.every(TICK, self._tick_clock)
        self.wizard.remember(self.place.question.id)

    def _last(self) -> str:
        """The question at which the app was left, empty where it was left elsewhere."""
        session, last = self.session, self.wizard.settings
        here = session.folder.parent == self.wizard.data
        known = here and last.last_assessment == session.assessment.id
        return last.last_question if known else ""

    def available(self) -> Sequence[Command]:
        """Offer what acts: the quick scan has no notes and no evidence."""
        if self.editing:
            return IN_LINE if self._line_takes else IN_NOTE
        every = super().available()
        return [c for c in every if c.id not in NOT_IN_SCAN] if self.place.scan else every

    def _tick_clock(self) -> None:
        """Move the clock of the slot on, unless a text is being typed."""
        if self.is_current and not self.editing and self.slot is not None:
            self.repaint("header")

    def do_client(self) -> None:
        """Put away what is being typed, then hide what a client must not see."""
        if self.editing:
            self.do_keys()
        super().do_client()

    # Painting

    def title_row(self) -> Content:
        """Name the clause."""
        name = "" if self.wizard.client_view else self.session.assessment.about.name
        return line((f"{self.leaf.id} {self.leaf.title}", STRONG), (f"  {name}", DIM))

    def corner(self) -> Content:
        """Say how far, saved or not, and the mode."""
        scores = self.session.diagnosis.overall
        observing = bool(self._noted) and self._part == "observation"
        mode = _("OBSERVED") if observing else _("NOTE") if self.editing else _("KEYS")
        slot = self.slot
        far = f"{scores.answered}/{scores.applicable}"
        if slot is not None:
            now = datetime.now().astimezone()
            roomy = self.has_class("-wide") and not self.wizard.client_view
            far = clock.words(self.session.diagnosis, slot, now, roomy=roomy)
        return line((f"{self.wizard.saved_words}  ", DIM), f"{far}  ", (mode, STRONG))

    def unsaved_corner(self) -> Content:
        """Say the same: saved or not stands in it."""
        return self.corner()

    def _paint_tree(self, width: int, height: int) -> list[Content]:
        client = self.wizard.client_view
        return tree.paint(self.session.diagnosis, self.place, width - 1, height, client=client)

    def _paint_card(self, width: int, height: int) -> list[Content]:
        if self.place.levels is not None:
            return beside.levels(self.session.diagnosis, self.place.levels, width, height)
        if self.place.scan:
            return card.scan(self.session.diagnosis, self.leaf, width, height)
        return card.paint(self._laid_out(width, height), width, self.place.rolled_rows)

    def _laid_out(self, width: int, height: int) -> card.Card:
        return card.laid_out(
            self.session.diagnosis,
            self._asked(),
            width,
            height,
            wide=self.has_class("-widest"),
            client=self.wizard.client_view,
            last=memory.last_mark(self.session.baseline, self.question),
        )

    def do_roll(self) -> None:
        """Roll a question that is longer than its card; at its end, back to the top."""
        size = self.query_one("#card").size
        rows = card.rolled_on(self._laid_out(size.width, size.height), self.place.rolled_rows)
        self.place.rolled = (self.question.id, rows)
        self.repaint("card")

    def _asked(self) -> list[Question]:
        """The question in the languages chosen for it."""
        tongue = self.place.tongue
        if not tongue:
            return [self.question]
        own = self.session.questionnaire.language
        if tongue == "both":
            other = next(tag for tag in LANGUAGES if tag != own)
            return [self.question, self.session.translated(other).questions[self.question.id]]
        return [self.session.translated(tongue).questions[self.question.id]]

    def _paint_context(self, width: int, height: int) -> list[Content]:
        diagnosis, client = self.session.diagnosis, self.wizard.client_view
        known = memory.blocks(diagnosis, self.session.baseline, self.question, client=client)
        return beside.context(
            diagnosis, self._asked()[0], width - 1, height, scan=self.place.scan, known=known
        )

    def _paint_note_head(self, width: int, _height: int) -> list[Content]:
        if self.place.scan or (self.wizard.client_view and not self.editing):
            return []
        observing = bool(self._noted) and self._part == "observation"
        count = 0 if self.wizard.client_view or observing else len(self.answer.note)
        words = (
            _("{count} characters").format(count=count) if count and not self._line_takes else ""
        )
        title = self._line_prompt() if self._line_takes else _("NOTE (private)")
        if observing:
            title = _("OBSERVED (for the report; the client may see it)")
        head = line((f" {title} ", STRONG), (words, DIM), " ")
        return [head + plain("-" * max(0, width - head.cell_length), DIM)]

    def _paint_note(self, width: int, height: int) -> list[Content]:
        if self.wizard.client_view or self.place.scan:
            return []
        rows = [
            row
            for text in self.answer.note.split("\n")
            for row in plain(text or " ").wrap(max(width - 2, 8))
        ]
        return [line(" ", row) for row in rows[-height:]] if self.answer.note else []

    def _paint_below(self, _width: int, _height: int) -> list[Content]:
        return beside.below(
            self.session.diagnosis,
            self.place,
            undoable=self.session.undoable,
            advance=self.advance,
            client=self.wizard.client_view,
            sent=_(PLACES[self.wizard.came_from].words) if self._sent else "",
        )

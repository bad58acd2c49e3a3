"""The interview: one question at a time, one key per answer, nothing modal."""

from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, TextArea

from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import EvidenceKind, parse_item
from gapwizard.domain.points import Standing
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.domain.scale import Rating
from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.session.answering import AnswerEdit, edit_of
from gapwizard.session.session import Session
from gapwizard.tui.interview import card, tree
from gapwizard.tui.interview.keys import COMMANDS, KINDS, RATINGS
from gapwizard.tui.interview.place import Place
from gapwizard.tui.screens.base import KeyScreen
from gapwizard.tui.screens.picker import Item, Picker
from gapwizard.tui.text import DIM, STRONG, line, plain
from gapwizard.tui.widgets.panes import Pane

PAUSE = 3.0
"""Seconds without a key after which a note being typed is saved as far as it goes."""


class InterviewScreen(KeyScreen):
    """Tree, question card, note and context; below 100 columns the card alone."""

    TITLE_WORDS = N_("Interview")
    KEYS = COMMANDS

    def __init__(self) -> None:
        """Begin where the user stopped."""
        super().__init__()
        self.place: Place
        self.advance = True
        self._line_takes = ""
        self._noted = ""
        self._pause: Timer | None = None

    def body(self) -> ComposeResult:
        """Three columns; the note stands above at least four other rows."""
        note = TextArea(id="note", compact=True, tab_behavior="focus")
        note.cursor_blink = False
        field = Input(id="line", compact=True)
        field.cursor_blink = False
        with Horizontal(id="columns"):
            yield Pane(self._paint_tree, id="tree")
            with Vertical(id="work"):
                yield Pane(self._paint_card, id="card")
                with Vertical(id="notes"):
                    yield Pane(self._paint_note_head, id="notehead")
                    yield Pane(self._paint_note, id="noteshown")
                    yield note
                    yield field
                yield Pane(self._paint_below, id="below")
            yield Pane(self._paint_context, id="context")

    def on_mount(self) -> None:
        """Find the place."""
        session = self.session
        last = self.wizard.settings
        here = session.folder.parent == self.wizard.data
        known = here and last.last_assessment == session.assessment.id
        start = last.last_question if known else ""
        self.place = Place(session.questionnaire, start, scan=self.wizard.scan_first)
        if self.wizard.start_at:
            self.place.go(self.wizard.start_at)
            self.wizard.start_at = ""
        self.wizard.scan_first = False
        self.wizard.remember(self.place.question.id)

    @property
    def session(self) -> Session:
        """The open assessment."""
        session = self.wizard.session
        if session is None:
            raise RuntimeError("an interview has an open assessment")
        return session

    @property
    def question(self) -> Question:
        """The question in focus."""
        return self.place.question

    @property
    def answer(self) -> Answer:
        """Its answer as it stands."""
        return self.session.assessment.answers.get(self.question.id) or Answer()

    @property
    def leaf(self) -> Clause:
        """The clause in focus."""
        return self.place.leaf

    # Painting

    def title_row(self) -> Content:
        """Name the clause."""
        name = "" if self.wizard.client_view else self.session.assessment.about.name
        return line((f"{self.leaf.id} {self.leaf.title}", STRONG), (f"  {name}", DIM))

    def corner(self) -> Content:
        """Say how far, saved or not, and the mode."""
        scores = self.session.diagnosis.overall
        mode = _("NOTE") if self.editing else _("KEYS")
        return line(
            (f"{self.wizard.saved_words}  ", DIM),
            f"{scores.answered}/{scores.applicable}  ",
            (mode, STRONG),
        )

    def _paint_tree(self, width: int, height: int) -> list[Content]:
        return tree.paint(self.session.diagnosis, self.place, width - 1, height)

    def _paint_card(self, width: int, height: int) -> list[Content]:
        wide = self.has_class("-wide")
        client = self.wizard.client_view
        if self.place.levels:
            return card.levels(self.session.diagnosis, self.leaf, width, height)
        if self.place.scan:
            return card.scan(self.session.diagnosis, self.leaf, width, height)
        return card.paint(
            self.session.diagnosis, self.question, width, height, wide=wide, client=client
        )

    def _paint_context(self, width: int, height: int) -> list[Content]:
        return card.context(
            self.session.diagnosis, self.question, width - 1, height, scan=self.place.scan
        )

    def _paint_note_head(self, width: int, _height: int) -> list[Content]:
        if self.place.scan or (self.wizard.client_view and not self.editing):
            return []
        count = len(self.answer.note)
        words = _("{count} characters").format(count=count) if count else ""
        title = self._line_prompt() if self._line_takes else _("NOTE (private)")
        return [line((f" {title} ", STRONG), (words, DIM), ("  " + "-" * width, DIM))]

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
        return card.below(
            self.session.diagnosis,
            self.place,
            undoable=self.session.undoable,
            advance=self.advance,
            client=self.wizard.client_view,
        )

    def fresh(self) -> None:
        """Paint after a change of answer or place."""
        self.wizard.remember(self.question.id)
        self.repaint(
            "header", "tree", "card", "context", "notehead", "noteshown", "below", "footer"
        )

    # Rating

    def rate(self, rating: Rating) -> None:
        """Rate the question, or in the quick scan the whole clause, and go on."""
        if self.place.scan:
            self._rate_clause(rating)
            return
        point = self.session.diagnosis.points[self.question.id]
        if point.standing is Standing.BY_FACT:
            self.tell(_("a fact has taken this question out; f changes the fact"))
            return
        if rating is Rating.NA:
            self._rate_not_applicable()
            return
        self.session.answer(self.question.id, AnswerEdit(rating=rating))
        self._go_on()

    def _rate_not_applicable(self) -> None:
        question, answer = self.question, self.answer
        self.session.answer(question.id, AnswerEdit(rating=Rating.NA))
        self.fresh()
        self._ask("reason", answer.reason)

    def _rate_clause(self, rating: Rating) -> None:
        if rating is Rating.NA:
            self.tell(
                _(
                    "a clause cannot be left out; where a fact takes questions out, f answers the fact"
                )
            )
            return
        act = self.session.answer_clause(self.leaf.id, rating)
        if act is None:
            self.tell(_("nothing open here: these answers were looked at one by one"))
        if self.advance:
            self.place.next_leaf()
        self.fresh()

    def _go_on(self) -> None:
        """Go to the next question when that is wanted; say when a clause is done."""
        done = self.leaf
        if self.advance:
            self.place.step(1, self.session.diagnosis)
        self.fresh()
        result = self.session.diagnosis.clauses[done.id]
        claimed = result.maturity.claimed if result.maturity is not None else None
        if claimed is None and result.scores.answered == result.scores.applicable:
            self.tell(
                _("{clause} is all asked; [ and m give its maturity level").format(clause=done.id)
            )

    def do_rate_n(self) -> None:
        """Not met."""
        self.rate(Rating.N)

    def do_rate_p(self) -> None:
        """Partly met."""
        self.rate(Rating.P)

    def do_rate_l(self) -> None:
        """Largely met."""
        self.rate(Rating.L)

    def do_rate_f(self) -> None:
        """Fully met."""
        self.rate(Rating.F)

    def do_rate_unknown(self) -> None:
        """Nobody could tell."""
        self.rate(Rating.UNKNOWN)

    def do_rate_na(self) -> None:
        """Not applicable."""
        self.rate(Rating.NA)

    def do_clear(self) -> None:
        """Take the rating away."""
        self.session.answer(self.question.id, AnswerEdit(clear=True))
        self.fresh()

    def do_recurring(self) -> None:
        """Toggle recurring."""
        self._toggle("recurring", _("recurring"))

    def do_lapse(self) -> None:
        """Toggle a lapse seen."""
        self._toggle("lapse", _("lapse seen"))

    def do_follow_up(self) -> None:
        """Toggle the follow-up flag."""
        self._toggle("follow_up", _("follow-up"))

    def do_candidate(self) -> None:
        """Toggle the candidate finding flag."""
        self._toggle("candidate", _("candidate finding"))

    def _toggle(self, part: str, words: str) -> None:
        value = not getattr(self.answer, part)
        self.session.answer(self.question.id, edit_of(part, value))
        self.fresh()
        self.tell(f"{words}: {_('on') if value else _('off')}")

    def do_bulk(self) -> None:
        """Answer all open questions of the clause with one digit."""
        self.then(
            _("{clause}: one digit for all its open questions (marked bulk)").format(
                clause=self.leaf.id
            ),
            self._bulk,
        )

    def _bulk(self, event: events.Key) -> None:
        rating = RATINGS.get(event.character or "")
        if rating is None or rating is Rating.NA:
            return
        act = self.session.answer_clause(self.leaf.id, rating)
        self.fresh()
        self.tell(
            _("nothing open in this clause")
            if act is None
            else _("{count} answers in bulk; u takes them back").format(count=len(act.changes))
        )

    def do_maturity(self) -> None:
        """Show the level statements and wait for one."""
        self.place.levels = True
        self.repaint("card")
        self.then(
            _("maturity of {clause}: 0 to 5, - clears").format(clause=self.leaf.id), self._maturity
        )

    def _maturity(self, event: events.Key) -> None:
        self.place.levels = False
        key = (event.character or "").translate(str.maketrans("０１２３４５－", "012345-"))
        if key and key in "012345-":
            self.session.claim(self.leaf.id, key)
        self.fresh()

    # Facts

    def do_fact(self) -> None:
        """Answer the fact that the question depends on."""
        open_facts = [
            name for name in self.question.depends_on if name not in self.session.assessment.facts
        ]
        names = open_facts or list(self.question.depends_on)
        if not names:
            self.tell(_("this question depends on no fact"))
            return
        trigger = self.session.questionnaire.trigger[names[0]]
        self.then(
            _("{question} y yes, n no, - not known").format(question=trigger.question),
            lambda event: self._fact(trigger.id, event),
        )

    def _fact(self, name: str, event: events.Key) -> None:
        values: dict[str, bool | None] = {
            "y": True,
            "n": False,
            "-": None,
            "minus": None,
            "1": True,
            "0": False,
        }
        if event.key in values:
            value = values[event.key]
            self.session.set_facts({name: value})
            self.fresh()
            if value is False:
                self.tell(
                    _("no: the questions that depend on it are taken out; f and y bring them back")
                )

    # Note, evidence and other texts

    def do_note(self) -> None:
        """Open the note at a new, time-stamped line."""
        self._open_note(f"{datetime.now().astimezone():%H:%M} ")

    def _open_note(self, start: str) -> None:
        if self.session.writer is None or self.place.scan:
            return
        note = self.query_one("#note", TextArea)
        text = self.answer.note
        self._noted = self.question.id
        with note.prevent(TextArea.Changed):
            note.text = f"{text}\n{start}" if text else start
        note.move_cursor(note.document.end)
        self.query_one("#notes").add_class("-typing")
        note.focus()
        self.call_after_refresh(self.repaint, "header", "notehead")

    def on_text_area_changed(self) -> None:
        """Save what is typed after a pause."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep_note)

    def _keep_note(self) -> None:
        """Put the note being typed into its answer, without the stamp of an empty line."""
        if not self._noted or self.wizard.session is None:
            return
        text = self.query_one("#note", TextArea).text
        lines = text.rstrip().split("\n")
        if len(lines[-1]) <= len("HH:MM") and lines[-1][2:3] == ":":
            lines.pop()
        kept = "\n".join(lines)
        before = self.session.assessment.answers.get(self._noted, Answer()).note
        if kept != before:
            try:
                self.session.answer(self._noted, AnswerEdit(note=kept))
            except GapwizardError as problem:
                self.tell(str(problem))

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
            self._ask("evidence", f"{KINDS[key]}: ")
        elif key in ('"', "“", "”", "＂"):
            last = self.place.last_evidence
            if last is not None:
                self.session.answer(name, AnswerEdit(add=(last,)))
        elif key in ("0", "０"):
            self.session.answer(name, AnswerEdit(strength=0))
            self.tell(_("looked for and not found; adding evidence takes this back"))
        elif key in ("-", "－") and (self.answer.evidence or self.answer.strength is not None):
            self.session.answer(name, AnswerEdit(evidence=self.answer.evidence[:-1], derive=True))
        self.fresh()

    def do_other_party(self) -> None:
        """Name who does this work for the organisation, then how that party is controlled."""
        self._ask("other_party", self.answer.other_party)

    def _ask(self, takes: str, start: str) -> None:
        """Open the one-line field."""
        if self.session.writer is None:
            self.tell(_("read only"))
            return
        self._line_takes = takes
        field = self.query_one("#line", Input)
        field.value = start
        field.cursor_position = len(start)
        self.query_one("#notes").add_class("-line")
        field.focus()
        self.call_after_refresh(self.repaint, "header", "notehead")

    def _line_prompt(self) -> str:
        prompts = {
            "reason": _("WHY is it not applicable? Enter keeps it"),
            "evidence": _("EVIDENCE, such as record[3/5]: tickets of May"),
            "other_party": _("WHO does this work for the organisation? (empty: itself)"),
            "control": _("HOW is that party controlled?"),
        }
        return prompts.get(self._line_takes, "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line typed."""
        takes, text = self._line_takes, event.value.strip()
        try:
            if takes == "evidence":
                self._add_evidence(text)
            elif takes:
                self.session.answer(self.question.id, edit_of(takes, text))
        except GapwizardError as problem:
            self.tell(str(problem))
            return
        self._close_editors()
        if takes == "other_party" and text:
            self._ask("control", self.answer.control)
        elif takes == "reason" and text and self.advance:
            self._go_on()

    def _add_evidence(self, text: str) -> None:
        kind, _colon, rest = text.partition(":")
        if not rest.strip() and kind.strip() in [known.value for known in EvidenceKind]:
            return
        item = parse_item(text)
        self.place.last_evidence = item
        self.session.answer(
            self.question.id, AnswerEdit(add=(item,), derive=self.answer.strength == 0)
        )

    def do_keys(self) -> None:
        """Leave the text being typed; it is kept."""
        if self.editing:
            if self._line_takes:
                self._keep_line()
            self._close_editors()
        elif self.place.scan:
            self.do_scan()

    def _keep_line(self) -> None:
        """Keep a line left with Esc where it is complete."""
        text = self.query_one("#line", Input).value.strip()
        takes = self._line_takes
        try:
            if takes == "evidence":
                self._add_evidence(text)
            elif takes and text != getattr(self.answer, takes):
                self.session.answer(self.question.id, edit_of(takes, text))
        except GapwizardError as problem:
            self.tell(str(problem))

    def _close_editors(self) -> None:
        self._keep_note()
        self._noted = ""
        self._line_takes = ""
        self.query_one("#notes").remove_class("-typing", "-line")
        self.set_focus(None)
        self.fresh()

    def leave(self) -> None:
        """Keep what is being typed."""
        if self._line_takes:
            self._keep_line()
        self._keep_note()
        self.wizard.remember(self.question.id)

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
            self._open_note(f"{datetime.now().astimezone():%H:%M} {event.character}")

    def on_paste(self, event: events.Paste) -> None:
        """Let what is pasted fall into the note."""
        if not self.editing and event.text:
            event.stop()
            self._open_note(f"{datetime.now().astimezone():%H:%M} {event.text}")

    # Moving

    def _moved(self, moved: bool) -> None:
        self.place.levels = False
        if not moved:
            self.tell(_("there is no more in this direction"))
        self.fresh()

    def do_next(self) -> None:
        """Go to the next question, or clause in the quick scan."""
        self._moved(self.place.step(1, self.session.diagnosis))

    def do_previous(self) -> None:
        """Go to the previous one."""
        self._moved(self.place.step(-1, self.session.diagnosis))

    def do_next_clause(self) -> None:
        """Go to the next clause."""
        self._moved(self.place.next_leaf())

    def do_previous_clause(self) -> None:
        """Go to the clause before."""
        self._moved(self.place.previous_leaf())

    def do_filter(self) -> None:
        """Go through all questions, or only those still open."""
        self.place.only_open = not self.place.only_open
        self.fresh()
        self.tell(_("only open questions") if self.place.only_open else _("all questions"))

    def do_auto(self) -> None:
        """Switch going on by itself after a rating."""
        self.advance = not self.advance
        self.fresh()
        self.tell(_("goes on after a rating") if self.advance else _("stays after a rating"))

    def do_scan(self) -> None:
        """Switch between the quick scan and single questions."""
        self.place.scan = not self.place.scan
        self.fresh()
        self.tell(
            _("quick scan: one digit answers all open questions of a clause")
            if self.place.scan
            else _("one question at a time")
        )

    def do_jump(self) -> None:
        """Find a question or a clause by what is in it."""
        self.app.push_screen(Picker(_("Jump"), self.places(), self._picked))

    def do_clauses(self) -> None:
        """Show the clauses to choose from."""
        results = self.session.diagnosis.clauses
        items = [
            Item(
                leaf.id,
                f"{results[leaf.id].scores.answered}/{results[leaf.id].scores.applicable}  {leaf.title}",
                leaf.questions[0].id,
            )
            for leaf in self.session.questionnaire.leaves
        ]
        self.app.push_screen(Picker(_("Clauses"), items, self._picked))

    def places(self) -> list[Item]:
        """Give every question, and every clause by its first question."""
        found = []
        for leaf in self.session.questionnaire.leaves:
            found.append(Item(leaf.id, leaf.title, leaf.questions[0].id))
            found += [Item(q.id, f"{q.text}  {q.criterion}", q.id) for q in leaf.questions]
        return found

    def jump(self, place: str) -> None:
        """Go to a question."""
        self.place.go(place)
        self.fresh()

    def do_back(self) -> None:
        """Go back to the question one jumped from."""
        self._moved(self.place.back())

    def do_copy(self) -> None:
        """Copy the id and the question."""
        self.app.copy_to_clipboard(f"{self.question.id} {self.question.text}")
        self.tell(_("{id} copied, if the terminal allows it").format(id=self.question.id))

"""The interview: one question at a time, one key per answer, nothing modal.

The screen paints what its `Interview` holds and passes keys on to it; texts are typed at its
`NoteField`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, partialmethod

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.scale import Rating
from gapwizard.i18n import N_, _
from gapwizard.session.interview import next_best
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.replies import Rated, check_leaving_out, note_line
from gapwizard.session.interview.ways import CORE
from gapwizard.session.undo import HistoryEntry
from gapwizard.tui.interview import card, context, keys, layout, lines
from gapwizard.tui.interview.keys import Prompt
from gapwizard.tui.interview.lines import AnswerLines
from gapwizard.tui.interview.note_field import NoteField
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.commands import Command, character_of
from gapwizard.tui.kit.footer import GIVE_UP
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.panes import Painted, Pane
from gapwizard.tui.kit.text import DIM, STRONG, line

TICK = 20.0
"""Seconds between two looks at the clock of a slot, which shows minutes."""


class InterviewScreen(KeyScreen):
    """Tree, question card, note and context; below 100 columns the card alone."""

    NAME = "interview"
    TITLE_WORDS = N_("Interview")
    KEYS = keys.COMMANDS

    _levels: Clause | None = None
    """The clause whose maturity statements stand in place of the question."""
    _ticking = False
    """Whether the number of a point is waited for."""
    _sent = False
    """Whether another screen sent one to a question here: Esc goes back to it."""

    interview: Interview
    """The one handed on; begun where there is none yet, at the question one stopped at."""
    note_field: NoteField
    lines: AnswerLines

    def body(self) -> ComposeResult:
        """Three columns; the note stands above at least four other rows."""
        self.interview = self.handed.interview or self._begun()
        self.note_field = NoteField(self.interview, self, self._written)
        self.lines = AnswerLines(self.interview, self, self.fresh, self._rated)
        with Horizontal(id="columns"):
            yield Pane(self._paint_tree, id="tree", edge="right")
            with Vertical(id="work"):
                yield Pane(self._paint_card, id="card", rolls=True)
                yield self.note_field
                yield Pane(self._paint_below, id="below")
            yield Pane(self._paint_context, id="context", rolls=True, edge="left")

    def _begun(self) -> Interview:
        wizard, session, last = self.wizard, self.wizard.session, self.wizard.settings
        if session is None:
            raise RuntimeError("an interview has an open assessment")
        here = (wizard.data, last.last_assessment) == (session.folder.parent, session.assessment.id)
        begun = Interview(session, last.last_question if here else "")
        next_best.resume(begun, last.last_way if here else "")
        wizard.hand_on(Handed(interview=begun))
        return begun

    def on_mount(self) -> None:
        """Turn to the question, slot and pace that one was sent to."""
        interview, handed = self.interview, self.handed
        interview.scan = interview.scan or handed.scan
        interview.choose_slot(handed.slot or interview.chosen_slot, anew=handed.begins_slot)
        if handed.core:
            interview.take_way(CORE)
        if handed.question:
            interview.go(handed.question)
            self._sent = bool(self.wizard.came_from)
        self.wizard.remember(interview.question.id, next_best.way_of(interview))
        self.every(TICK, self._tick_clock)

    def _tick_clock(self) -> None:
        """Move the clock of the slot on, unless a text is being typed."""
        if self.is_current and not self.editing and self.interview.slot is not None:
            self.repaint("header")

    def available(self) -> Sequence[Command]:
        """Offer what acts: the quick scan has no notes and no evidence."""
        return [
            replace(command, barred=keys.is_barred(self.interview, command.id))
            for command in keys.footer_commands(self.interview, super().available())
        ]

    def run_command(self, command: Command) -> None:
        """Run a command; in the quick scan none that is about a question nobody sees."""
        to_report = command.id == "note" and self.interview.scanned
        if self.interview.scan and command.id in keys.UNSEEN_IN_SCAN and not to_report:
            self.tell(_("the quick scan answers whole clauses; s goes to single questions"))
        else:
            super().run_command(command)

    # Painting

    def fresh(self, words: str = "") -> None:
        """Paint after a change of answer or place, and say something where there is something."""
        self.wizard.remember(self.interview.question.id, next_best.way_of(self.interview))
        self._share()
        self.repaint(
            "header", "tree", "card", "context", "notehead", "noteshown", "below", "footer"
        )
        if words:
            self.tell(words)

    def show(self) -> None:
        """Paint what changed; the window may have another size."""
        self._share()
        super().show()

    def _share(self) -> None:
        """Let card and note share the rows there are."""
        self.set_class(self.interview.question_language == "both", "-both")
        most = layout.MANY if self.has_class("-tall") else layout.SOME
        layout.share(self.pane("card"), self.note_field, self._paint_card, most)

    def title_row(self) -> Content:
        """Name the clause."""
        leaf, about = self.interview.leaf, self.interview.session.assessment.about
        return line((f"{leaf.id} {leaf.title}", STRONG), (f"  {self.private(about.name)}", DIM))

    def corner(self) -> Content:
        """Say how far, saved or not, and the mode."""
        typed = {"note": _("NOTE"), "observation": _("OBSERVED"), "": self.mode or _("KEYS")}
        mode = typed[self.note_field.part]
        roomy = self.has_class("-wide") and not self.client
        far = context.progress(self.interview, roomy=roomy)
        return line((f"{self.wizard.saved_words}  ", DIM), f"{far}  ", (mode, STRONG))

    def unsaved_corner(self) -> Content:
        """Say the same: saved or not stands in it."""
        return self.corner()

    def _paint_tree(self, width: int, _height: int) -> Painted:
        return context.tree(self.interview, width - 1, client=self.client)

    def _paint_card(self, width: int, height: int) -> Painted:
        guided = self.has_class("-widest")
        return layout.card_of(
            self.interview, self._levels, width, height,
            guided=guided, client=self.client, ticking=self._ticking,
        )  # fmt: skip

    def _paint_context(self, width: int, _height: int) -> Painted:
        return context.context(self.interview, width - 1, client=self.client)

    def _paint_below(self, _width: int, _height: int) -> list[Content]:
        sent = _(self.wizard.places[self.wizard.came_from].words) if self._sent else ""
        return context.below(self.interview, client=self.client, sent=sent)

    def keep(self) -> None:
        """Save the text being typed as far as it goes."""
        self.note_field.keep()

    # Moving

    def _step(self, direction: int, *, clause: bool = False) -> None:
        """Go to the next or previous question, in the quick scan or by `clause` a clause."""
        self.fresh(next_best.onwards(self.interview, direction, clause=clause))

    do_next = partialmethod(_step, 1)
    do_previous = partialmethod(_step, -1)
    do_next_clause = partialmethod(_step, 1, clause=True)
    do_previous_clause = partialmethod(_step, -1, clause=True)

    def jump(self, place: str) -> None:
        """Go to a question."""
        self.interview.go(place)
        self.fresh()

    def do_back(self) -> None:
        """Go back to the question one jumped from."""
        none = _("there is no question to go back to: / and g t jump, b comes back")
        self.fresh("" if self.interview.back() else none)

    def reversed(self, act: HistoryEntry) -> None:
        """Go where an undo or a redo changed an answer."""
        self.interview.follow(act)
        self.fresh()

    def _turn(self, turn: Callable[[Interview], str]) -> None:
        """Turn to the next of several ways to ask, and say which."""
        self.fresh(turn(self.interview))

    do_filter = partialmethod(_turn, Interview.turn_filter)
    do_tongue = partialmethod(_turn, card.turn_question_language)
    do_next_best = partialmethod(_turn, next_best.go_to_best)
    do_scan = partialmethod(_turn, keys.turn_scan)

    def do_auto(self) -> None:
        """Switch going on by itself after a rating."""
        on = self.interview.advance = not self.interview.advance
        self.fresh(_("goes on after a rating") if on else _("stays after a rating"))

    def do_wrapup(self) -> None:
        """Show what the slot leaves open, and the read-back view."""
        self.wizard.visit("wrapup")

    def copyable(self) -> str:
        """The question with its id."""
        return f"{self.interview.question.id} {self.interview.question.text}"

    # Rating

    def _rate(self, rating: Rating) -> None:
        """Rate the question, or in the quick scan the whole clause."""
        if not self.interview.scan:
            self._rated(self.interview.rate(rating))
        elif rating is not Rating.NA:
            self.fresh(self.interview.rate_clause(rating))
        else:
            check_leaving_out(self.interview.session.questionnaire)
            self.lines.clause_reason()

    do_rate_n = partialmethod(_rate, Rating.N)
    do_rate_p = partialmethod(_rate, Rating.P)
    do_rate_l = partialmethod(_rate, Rating.L)
    do_rate_f = partialmethod(_rate, Rating.F)
    do_rate_unknown = partialmethod(_rate, Rating.UNKNOWN)
    do_rate_na = partialmethod(_rate, Rating.NA)

    def tick(self, number: str) -> None:
        """Tick the point that was clicked, or take that back."""
        self.interview.tick(int(number))
        self.fresh()

    def do_suggested(self) -> None:
        """Take the rating that the ticks suggest."""
        self._rate(self.interview.suggested_rating())

    def _rated(self, reply: Rated) -> None:
        """Ask what a rating leaves to ask; of what it leaves to say, there is room for one."""
        # The words offered would tell the client how it was rated.
        self.fresh(reply.said or self.private(reply.offered))
        if reply.asks_reason:
            self.lines.reason()
        self.lines.lapse(reply.lapse)

    def do_take_suggestion(self) -> None:
        """Take the words offered for the question just rated, else those of this one."""
        self._rated(self.interview.take_suggestion())

    def do_clear(self) -> None:
        """Take the rating away."""
        self.fresh(self.interview.clear())

    def _toggle(self, part: str, *, private: bool = False) -> None:
        """Switch one flag; client view does not say how a private one stands."""
        words, hidden = self.interview.toggle(part), private and self.client
        self.fresh(_("kept") if hidden else words)

    do_recurring = partialmethod(_toggle, "recurring")
    do_lapse = partialmethod(_toggle, "lapse")
    do_follow_up = partialmethod(_toggle, "follow_up", private=True)
    do_candidate = partialmethod(_toggle, "candidate", private=True)

    def _prompt(self, prompted: Callable[[Interview], Prompt]) -> None:
        """Wait for a second key."""
        prompt = prompted(self.interview)

        def take(event: events.Key) -> None:
            self.gave_up()
            self.fresh(prompt.take(character_of(event)))

        offered = (*prompt.offered, GIVE_UP)
        self.then(prompt.words, take, mode=prompt.mode, offered=offered, texts=prompt.texts)

    do_bulk = partialmethod(_prompt, keys.bulk)
    do_fact = partialmethod(_prompt, keys.fact)
    do_settle = partialmethod(_prompt, keys.settle)

    def do_maturity(self) -> None:
        """Show the level statements and wait for one; of a clause just completed, else of this one."""
        self._levels = self.interview.level_to_claim().leaf
        self.repaint("card")
        self._prompt(keys.maturity)

    def do_tick(self) -> None:
        """Wait for the number of a point that holds."""
        self._prompt(keys.tick)
        self._ticking = True
        self.repaint("card")

    def gave_up(self) -> None:
        """Put the card back where the maturity statements or the points stood."""
        self._levels, self._ticking = None, False

    def do_request(self) -> None:
        """Ask the client for a document: choose which."""
        self.pick(*lines.request_items(self.interview), self._request)

    def _request(self, name: str) -> None:
        if name == lines.BY_HAND:
            self.wizard.visit("documents", "new")
        else:
            self.fresh(self.interview.request(name))

    # Writing

    def do_note(self) -> None:
        """Open the note at a new, time-stamped line; once all is scanned, the report."""
        if self.interview.scan and self.interview.scanned:
            self.wizard.visit("report")
            return
        self.note_field.open_text("note", note_line(""))

    def do_observe(self) -> None:
        """Open the observation: what the report quotes."""
        self.note_field.open_text("observation", "")

    def do_other_party(self) -> None:
        """Name who does this work for the organisation, then how that party is controlled."""
        self.lines.other_party()

    def do_evidence(self) -> None:
        """Wait for the kind of evidence."""
        self._prompt(partial(keys.evidence, write=self.lines.evidence, show=self.lines.items))

    def _written(self, part: str) -> None:
        """Go on after a text to what has to be asked next."""
        self.fresh()
        if part == "observation":
            self.lines.lapse(self.interview.ask_lapse(self.interview.question.id))

    def do_keys(self) -> None:
        """Leave the text being typed; it is kept. Then the quick scan, then back to where one was."""
        if self.note_field.part:
            self.note_field.put_away()
        elif self.interview.scan:
            self.do_scan()
        elif self._sent:
            self.wizard.go_back()
        else:
            self.tell(_("nothing to leave: g h goes home, Ctrl+Q saves and ends"))

    def do_client(self) -> None:
        """Put away the text being typed, then hide what a client must not see."""
        if self.note_field.part:
            self.note_field.put_away()
        super().do_client()

    @property
    def unsaved(self) -> bool:
        """Whether a text typed here is not what the answer holds."""
        return (self.is_mounted and self.note_field.unsaved) or super().unsaved

    def unkept(self) -> str:
        """Say that a text is longer than its field."""
        return self.note_field.unkept() or self.ask_line.settle(kept=True)

    def refused(self, text: str) -> bool:
        """Keep in the private note a line that cannot be taken as it is, where it fits there."""
        return self.lines.keep_in_note(text)

    def leave(self) -> None:
        """Keep what is being typed."""
        super().leave()
        self.note_field.keep()
        self.wizard.remember(self.interview.question.id, next_best.way_of(self.interview))

    def on_other_key(self, event: events.Key) -> None:
        """Let what is no key of ours, such as Chinese from an input method, fall into the note."""
        if event.is_printable and not (event.character or "").isascii():
            self._into_note(event, event.character or "")
        else:
            super().on_other_key(event)

    def on_paste(self, event: events.Paste) -> None:
        """Let what is pasted fall into the note."""
        self._into_note(event, event.text)

    def _into_note(self, event: events.Event, text: str) -> None:
        if not text or self.editing:
            return
        event.stop()
        self.attempt(lambda: self.note_field.open_text("note", note_line(text)))

"""The end of a slot: what is open, claimed, flagged or asked for, and what is read back."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.domain import agenda
from gapwizard.domain.assessment import Slot
from gapwizard.domain.brevity import stopped
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.points import Point
from gapwizard.domain.words import evidence_word, rating_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, ngettext, sentences
from gapwizard.session.acts import agenda as acts
from gapwizard.session.acts import answers
from gapwizard.session.interview.ways import slot_on
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.host import NOTHING, Handed, Left
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import (
    DIM,
    MARKS,
    STRONG,
    WHOLE,
    hanging,
    indented,
    line,
    padded,
    rule,
    shortened,
    wrapped,
)

READING = "reading"
"""The view of what is read back, as it is remembered."""


class WrapUpRow(NamedTuple):
    """One row and where Enter goes from it: to a question or a document."""

    content: Content
    question: str = ""
    document: str = ""


class WrapUpScreen(ListScreen):
    """What the slot leaves open; in the read-back view what the interviewee confirms."""

    NAME = "wrapup"
    TOLD = ()
    TITLE_WORDS = N_("Wrap-up")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("open", ("enter",), N_("Open the question"), "Enter", N_("Open")),
        Command("view", ("v", "tab"), N_("Wrap-up, or read-back view for the interviewee"), "v", N_("Read back")),
        Command("next_step", ("n",), N_("Write down the next step agreed"), "n", N_("Next step")),
        Command("done", ("x",), N_("Slot done, or not"), "x", N_("Done")),
        Command("review", ("R",), N_("Mark the answers here as reviewed, by a role")),
    )  # fmt: skip

    slot_id = ""
    """The slot that is closed, empty for the whole assessment."""

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with what is open."""
        super().__init__(handed)
        self._reading = self.left.view == READING
        self.rows: RowList[WrapUpRow] = RowList(
            lambda row, _width: row.content, key=lambda row: row.question or row.document
        )

    def body(self) -> ComposeResult:
        """Slot and figures, then rows."""
        yield Pane(self._paint_figures, id="figures")
        yield self.rows

    def on_mount(self) -> None:
        """Take the slot chosen in the agenda, else the one that is on; it stays when it is done."""
        self.slot_id = slot_on(self.session, self.handed.row or self.handed.slot)
        self.stay(self.left.row)

    def looked_at(self) -> Left:
        """Remember whether one read back, and the row."""
        return Left(READING if self._reading else "", self.rows.key_here)

    @property
    def slot(self) -> Slot | None:
        """Its row."""
        return self.session.assessment.slots.get(self.slot_id)

    def title_row(self) -> Content:
        """Name the slot."""
        slot = self.slot
        title = _("Read-back") if self._reading else _("Wrap-up")
        name = slot.topic if slot is not None else _("everything")
        return line((title, STRONG), f"  {self.slot_id} {name}")

    def show(self) -> None:
        """Fill the rows."""
        rows = self._read_back() if self._reading else self._open_rows()
        self.rows.fill(rows, [line("   ", _("nothing is open here"))])
        super().show()

    def _open_rows(self) -> list[WrapUpRow]:
        found = agenda.wrap_up(self.session.diagnosis, self.slot)
        client = self.client
        groups = [
            (_("Not answered"), found.unanswered),
            (_("Claimed: rated above what the evidence carries"), found.claimed),
            (_("Without words: what is missing, which weakness, what was seen"), found.wordless),
            # A flag is private.
            (_("Flagged for follow-up or as a candidate finding"), () if client else found.flagged),
        ]
        rows: list[WrapUpRow] = []
        for title, points in groups:
            if points:
                rows.append(_head(title, len(points), points[0].question.id))
                rows += [_question_row(point, client=client) for point in points]
        if found.requests:
            rows.append(_head(_("Documents asked for"), len(found.requests)))
        documents = [asked.document for asked in found.requests]
        return rows + [WrapUpRow(line(f"     {d.id}  {d.title}"), document=d.id) for d in documents]

    def _read_back(self) -> list[WrapUpRow]:
        """Say what was understood, for the interviewee to confirm: no notes, no flags."""
        rows = []
        width, holds = max(self.size.width - 8, 20), _("Holds when: {criterion}")
        for point in agenda.read_back(self.session.diagnosis, self.slot):
            if point.rating is None or point.answer is None:
                continue
            name, answer = point.question.id, point.answer
            rows.append(WrapUpRow(line(f"  {name}  ", (rating_word(point.rating), STRONG)), name))
            observed = wrapped(answer.observation, width, WHOLE, STRONG)
            below = [
                *(observed if answer.observation.strip() else ()),
                *wrapped(holds.format(criterion=point.question.criterion), width, WHOLE),
                *(row for item in answer.evidence for row in _evidence_rows(item, width)),
            ]
            rows += [WrapUpRow(line("      ", text), name) for text in below]
        return rows

    def _paint_figures(self, width: int, height: int) -> list[Content]:
        slot, diagnosis = self.slot, self.session.diagnosis
        if slot is None:
            words = _("No slot of the agenda is on: this is about the whole assessment.")
        else:
            seen = agenda.progress(diagnosis, slot, datetime.now().astimezone())
            words = _("{day} {start}, {minutes} minutes: {answered} of {total} dealt with").format(
                day=slot.day,
                start=f"{slot.start:%H:%M}",
                minutes=slot.minutes,
                answered=seen.answered,
                total=seen.total,
            )
            if slot.done:
                words = names((words, _("DONE")))
            if slot.summary:
                summary = _("Next step: {summary}").format(summary=slot.summary)
                words = sentences((stopped(words), summary))
        rows = indented(words, width, height - 1)
        return [*rows, rule(width)]

    def copyable(self) -> str:
        """The question under the cursor."""
        return self.rows.here.question if self.rows.here is not None else ""

    # Commands

    def do_open(self) -> None:
        """Open the question or the document under the cursor."""
        row = self.rows.here
        if row is not None and row.document:
            self.wizard.visit("documents", handed=Handed(row=row.document))
        elif row is not None and row.question:
            self.jump(row.question)

    def do_view(self) -> None:
        """Show the other view."""
        self._reading = not self._reading
        self.rows.restart()
        self.show()

    def do_next_step(self) -> None:
        """Write down the next step agreed."""
        start = self._slot_on().summary
        self.ask(_("Next step agreed"), start, partial(self._set, "summary"))

    def do_done(self) -> None:
        """Mark the slot as done, or take that back."""
        self._set("done", "no" if self._slot_on().done else "yes")

    def do_review(self) -> None:
        """Mark the answers of the slot, or all, as reviewed by a role that is asked for."""
        self.ask(_("Reviewed by (a role)"), "", self._review)

    def _review(self, role: str) -> None:
        rated = [point.question.id for point in agenda.read_back(self.session.diagnosis, self.slot)]
        act = self.session.do(answers.review(self.session.moment, rated, role))
        count = 0 if act is None else len(act.changes)
        self.show()
        words = ngettext("{count} answer marked", "{count} answers marked", count)
        self.tell(words.format(count=count))

    def _slot_on(self) -> Slot:
        if self.slot is None:
            raise Refused(_("no slot is on; g s shows the agenda"))
        return self.slot

    def _set(self, field: str, value: str) -> None:
        self.session.do(acts.change(self.session.moment, self.slot_id, {field: value}))
        self.show()


def _evidence_rows(item: Evidence, width: int) -> list[Content]:
    """An item of evidence as it was taken, whole."""
    kind = line((evidence_word(item), DIM), "  ")
    rest = wrapped(item.written(_, placed=False), width - kind.cell_length, WHOLE)
    return hanging(kind, rest)


def _head(title: str, count: int, first: str = "") -> WrapUpRow:
    return WrapUpRow(line(" ", (title, STRONG), f"  {count}"), first)


def _question_row(point: Point, *, client: bool) -> WrapUpRow:
    answer = point.answer
    letter = MARKS[point.rating] if point.rating is not None else "."
    flags = ""
    if answer is not None and not client:
        flags = ("*" if answer.follow_up else "") + ("!" if answer.candidate else "")
    name = line(f"  [{letter}] ", shortened(point.question.id, 15, 9), f" {flags}")
    return WrapUpRow(line("  ", padded(name, 24), " ", point.question.text), point.question.id)

"""Which card the interview shows, and how many rows the card and the note under it get."""

from collections.abc import Callable

from gapwizard.domain.questionnaire import Clause
from gapwizard.session.interview.interview import Interview
from gapwizard.tui.interview import card, context, scan_end
from gapwizard.tui.interview.note_field import NoteField
from gapwizard.tui.kit.panes import Painted, Pane

FEW, SOME, MANY = 1, 4, 8
"""Lines of a note in sight: where the question needs the rest, in a window, and in a tall one."""


def card_of(
    interview: Interview,
    levels: Clause | None,
    width: int,
    height: int,
    *,
    guided: bool,
    client: bool,
    ticking: bool,
) -> Painted:
    """The question in focus, or the clause of the quick scan, or the maturity statements of one.

    `guided` says that the guidance stands beside it, `ticking` that the number of a point is waited
    for: then the points stand alone where the whole question has no room, so that all are in sight.
    """
    session = interview.session
    if levels is not None:
        return context.levels(session.diagnosis, levels, width)
    if interview.scan and interview.scanned:
        return Painted(scan_end.paint(interview, width, height), about="scanned")
    if interview.scan:
        return card.scan(session.diagnosis, interview.leaf, width)
    wording = card.wording(interview)
    laid = card.lay_out(
        session.diagnosis,
        wording,
        width,
        height,
        beside=guided,
        client=client,
        last=context.last_mark(session.baseline, interview.question),
    )
    if ticking and len(laid.rows) + len(laid.foot) > height:
        return card.to_tick(session.diagnosis, wording, width)
    return laid


def note_rows(asked: Painted, both: int, written: int, most: int) -> int:
    """The rows of the note, of `both` that card and note have; `written` are those it holds.

    It has its head and its last lines, `most` of them where the question leaves the room, and no
    blank ones: so its height seldom changes, for that lays the screen out anew and doubles a key.
    """
    whole = 1 + min(most, written)
    fits = len(asked.rows) + len(asked.foot) + whole <= both
    return whole if fits else 1 + min(FEW, written)


def share(
    pane: Pane | None, note_field: NoteField, paint: Callable[[int, int], Painted], most: int
) -> None:
    """Let the note have the rows that it has; one that is being typed has those of the style sheet."""
    styles = note_field.styles
    if note_field.part or pane is None or not pane.size.width:
        styles.clear_rule("height")
        return
    both = pane.size.height + note_field.size.height
    written = note_field.written(pane.size.width)
    height = 0
    if written is not None and written <= FEW:
        height = 1 + written  # whatever the question needs: the card is not laid out for it
    elif written is not None:
        height = note_rows(paint(pane.size.width, both), both, written, most)
    if styles.height is None or styles.height.cells != height:
        styles.height = height

"""What the staging screen paints: a row for each thing that comes in, and both its texts whole."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow
from gapwizard.i18n import N_, _, labelled
from gapwizard.session.acts.labels import cell_words
from gapwizard.session.handover.fields import is_private
from gapwizard.tui.kit.text import (
    DIM,
    STRONG,
    both_ends,
    hanging,
    id_cell,
    line,
    padded,
    plain,
    wrapped,
)
from gapwizard.tui.staging.state import StagingState

KINDS = {
    Kind.NEW: N_("new"),
    Kind.CHANGED: N_("changed"),
    Kind.SAME: N_("same"),
    Kind.CONFLICT: N_("CONFLICT"),
    Kind.UNKNOWN: N_("UNKNOWN"),
    Kind.EMPTY: N_("blank"),
    Kind.INVALID: N_("INVALID"),
}
STYLES = {
    Kind.NEW: "$text-success",
    Kind.SAME: DIM,
    Kind.CONFLICT: "$text-error",
    Kind.UNKNOWN: "$text-warning",
    Kind.EMPTY: DIM,
    Kind.INVALID: "$text-warning",
}
CHOICES = {
    Choice.THEIRS: N_("theirs"),
    Choice.MINE: N_("mine"),
    Choice.BOTH: N_("both"),
}
WHOLE = 400
"""Rows of a text that are shown: the longest one has fewer."""
BESIDE = 78
"""Cells from which both texts stand side by side."""
LABEL = 9
"""Cells of the words before a text."""


def visible_differences(row: StagedRow, *, client: bool) -> list[Difference]:
    """The differences of a row that may be seen."""
    return [one for one in row.differences if not (client and is_private(row.table, one.field))]


def head() -> Content:
    """The head of the rows."""
    cells = ((_("whose"), 9), (_("kind"), 10), (_("what"), 13), (_("here -> there"), 14))
    return line("  ", *(padded(plain(words, DIM), width) for words, width in cells))


def head_row(told: str, width: int) -> Content:
    """The head of the rows, with what is shown of them."""
    return both_ends(head(), plain(f"{told} ", DIM), width)


def row_line(laid: StagingState, row: StagedRow, *, client: bool) -> Content:
    """One row: whose words stand, what kind it is, the first field before and after."""
    choice = laid.choice(row)
    mark = _(CHOICES[choice]) if choice is not None else "?" if row.outcomes else "-"
    style = STRONG if choice is None and row.outcomes else ""
    return line(
        "  ",
        padded(plain(mark, style), 9),
        padded(plain(_(KINDS[row.kind]), STYLES.get(row.kind, "")), 10),
        id_cell(row.id or ("" if client else row.where), 12),
        " ",
        _short(laid, row, client=client),
    )


def _short(laid: StagingState, row: StagedRow, *, client: bool) -> str:
    """The first field of a row, and how many more."""
    if row.why:
        return row.why
    found = visible_differences(row, client=client)
    if not found:
        return ""
    told = [f"{one.mine or '∅'} -> {one.theirs or '∅'}" for one in found]
    asked = laid.questionnaire
    labels = [
        labelled(cell_words(one.field, row, asked), text)
        for one, text in zip(found, told, strict=True)
    ]
    return "   ".join(labels)


def counts(laid: StagingState, *, narrow: bool) -> Content:
    """How many rows of each kind there are; in a narrow window only those that wait."""
    kinds = (Kind.CONFLICT,) if narrow else tuple(Kind)
    found = [(kind, laid.count([kind])) for kind in kinds]
    told = [line((f"{_(KINDS[k])} {n}", STYLES.get(k, "")), "  ") for k, n in found if n]
    return line(*told)


def detail(laid: StagingState, row: StagedRow, width: int, *, client: bool) -> list[Content]:
    """Every field of a row that differs: what was there before, here and there, whole."""
    where = "" if client and row.table != "answers" else f"  {row.where}"
    rows = [
        line(" ", (f"{row.id}  ", STRONG), (_(KINDS[row.kind]), STYLES.get(row.kind, "")), where)
    ]
    if row.why:
        rows += _text(_("why"), row.why, width)
    found = visible_differences(row, client=client)
    if not found and not row.why:
        rows += _text("", _("nothing differs"), width)
    for one in found:
        called = cell_words(one.field, row, laid.questionnaire)
        rows.append(line(" ", (called, STRONG), "  ", _fate(laid, row, one)))
        if one.base is not None and one.base != one.mine:
            rows += _text(_("before"), one.base or "∅", width, DIM)
        rows += _both(one, width, client=client)
    return rows


def _both(one: Difference, width: int, *, client: bool) -> Iterable[Content]:
    """Both texts with who said them and when: side by side where there is room, else one below the other."""
    sides = (
        (_("here"), one.mine or "∅", "" if client else one.mine_by),
        (_("there"), one.theirs or "∅", "" if client else one.theirs_by),
    )
    if width < BESIDE:
        for label, text, by in sides:
            yield from _text(label, text, width)
            yield from _text("", by, width, DIM) if by else ()
        return
    half = (width - 2) // 2
    left, right = (
        [*_text(label, text, half), *(_text("", by, half, DIM) if by else ())]
        for label, text, by in sides
    )
    for at in range(max(len(left), len(right))):
        first = left[at] if at < len(left) else plain("")
        yield line(padded(first, half), "  ", right[at] if at < len(right) else plain(""))


def _fate(laid: StagingState, row: StagedRow, one: Difference) -> Content:
    """What becomes of a field."""
    taken = laid.taken(row, one)
    if taken is None:
        choice = laid.choice(row)
        words = _("both stand") if choice is Choice.BOTH else _("undecided")
        return plain(words, STRONG)
    return plain(_("is taken over") if taken else _("stays as it is here"), DIM)


def _text(label: str, text: str, width: int, style: str = "") -> Sequence[Content]:
    start = padded(plain(f"   {label}", DIM), LABEL + 3)
    lines: Iterable[Content] = (
        row
        for part in text.split("\n")
        for row in wrapped(part, width - LABEL - 4, WHOLE, style) or [plain("")]
    )
    return hanging(start, lines)

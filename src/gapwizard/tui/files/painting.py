"""What the file plan paints: figures, what to write next and why, a row for each file, its detail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.effort import days_word
from gapwizard.domain.figures import with_sign
from gapwizard.domain.files import (
    FILE_PLANS,
    FILE_STATES,
    FileState,
    ListedFile,
    file_owner_word,
    file_state_word,
    homeless,
    next_to_write,
)
from gapwizard.domain.life import stage_of, step_word
from gapwizard.domain.sentences import document_reason, state_of_line, verdict_of
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session.papers.files import FILES
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.row_list import ListedColumns
from gapwizard.tui.kit.text import DIM, STRONG, indented, line, padded, plain, wrapped

MOST = 40
"""Rows no paragraph of the detail has."""
NEXT = 2
"""Rows that say what to write next."""
STYLES: dict[FileState, str] = {
    "write": "$text-error",
    "revise": "$text-warning",
    "check": "",
    "stands": "$text-success",
}
COLUMNS = ListedColumns(
    FILES,
    {
        "number": 5, "title": 0, "state": 10, "owner": 18, "due": 10, "days": 7, "points": 6,
        "majors": 6, "documents": 9,
    },
    first=("number", "title", "state", "days", "points", "majors"),
    next=("due", "owner", "documents"),
    least=24,
    right=("number", "days", "points", "majors", "documents"),
    headings={"state": N_("State"), "documents": N_("Documents")},
)  # fmt: skip


def heads(diagnosis: Diagnosis, rows: Sequence[ListedFile], width: int) -> list[Content]:
    """Required documents without a file, the figures, what to write next."""
    count = Counter(row.file.state for row in rows if row.file.lines)
    told = [
        ngettext("{count} file", "{count} files", len(rows)).format(count=len(rows)),
        *(f"{count[state]} {_(word)}" for state, word in FILE_STATES.items() if count[state]),
        days_word(sum((row.worth.days for row in rows), Fraction(0))),
        _(FILE_PLANS[diagnosis.assessment.about.file_plan]),
    ]
    return [
        *_homeless(diagnosis, width),
        padded(plain(" " + "  ".join(told)), width),
        *_next(rows, width),
    ]


def _homeless(diagnosis: Diagnosis, width: int) -> list[Content]:
    without = [document.named for document in homeless(diagnosis)]
    if not without:
        return []
    words = i18n.labelled(_("Required, and in no file"), i18n.names(without))
    return indented(words, width, NEXT, "$text-error")


def _next(rows: Sequence[ListedFile], width: int) -> list[Content]:
    """The file to write next and why; as many rows in any case, so that nothing moves."""
    one = next_to_write([row.file for row in rows])
    row = next((row for row in rows if row.file is one), None)
    if row is None:
        said = [plain(" " + _("nothing is left to write"), DIM)] if rows else []
    else:
        title = f"{row.number} {row.file.file.title}"
        words = i18n.labelled(_("Next"), i18n.with_aside(title, why(row)))
        said = [clickable(one, "go_to", row.file.file.id) for one in indented(words, width, NEXT)]
    return [*said, *[plain("")] * (NEXT - len(said))]


def why(row: ListedFile) -> str:
    """Why a file is to be written: what it closes, gains and turns."""
    worth = row.worth
    found = (
        (_("closes majors"), i18n.names(worth.majors)),
        (_("for stage 1"), i18n.names(worth.stage1)),
        (_("points"), with_sign(worth.points) if worth.points else ""),
    )
    said = i18n.parts(i18n.labelled(*one) for one in found if one[1])
    return said or file_state_word(row.file)


def row_line(row: ListedFile, width: int) -> Content:
    """One file of the plan."""
    one, worth = row.file, row.worth
    nothing = {
        key
        for key, found in (("days", worth.days), ("points", worth.points), ("majors", worth.majors))
        if not found
    }
    said = {**dict.fromkeys(nothing, ""), "documents": str(len(one.lines))}
    styles = {"state": STYLES[one.state]}
    if worth.majors:
        styles["majors"] = "$text-error"
    return COLUMNS.row(row, width, styles, instead=said)


def detail(row: ListedFile, *, client: bool, width: int) -> list[Content]:
    """All that is known of one file; the pane rolls."""
    head = f"{row.number} {row.file.file.id} {row.file.file.title}"
    made = wrapped(head, width - 2, MOST, STRONG)
    for label, text in _pieces(row, client=client):
        if text:
            made += wrapped(i18n.labelled(_(label), text) if label else text, width - 2, MOST)
    return [line(" ", one) for one in made]


def _pieces(row: ListedFile, *, client: bool) -> Iterator[tuple[str, str]]:
    """The paragraphs of the detail: a label marked for translation, or none, and a text."""
    one, worth = row.file, row.worth
    due = one.due
    facts = (
        file_state_word(one),
        _("owner {owner}").format(owner=file_owner_word(one, worth.owner) or "-"),
        _("due {day}").format(day=due) if due is not None else "",
        days_word(worth.days) if worth.days else "",
        _("{points} points").format(points=with_sign(worth.points)) if worth.points else "",
    )
    yield ("", i18n.parts(filter(None, facts)))
    yield (N_("Closes majors"), i18n.names(worth.majors))
    yield (N_("Closes minors"), i18n.names(worth.minors))
    yield (N_("For stage 1"), i18n.names(worth.stage1))
    for each in one.lines:
        yield ("", document_line(each))
    if not one.lines:
        yield ("", _("It holds nothing yet; Enter names its documents."))
    yield (N_("Why"), one.file.why)
    yield (N_("Real file"), "" if client else one.record.location)


def document_line(each: DocumentResult) -> str:
    """A document of a file: its verdict and why, its state where that does not say it, its last step."""
    life, reason = each.record.life, document_reason(each)
    state = state_of_line(each)
    step = step_word(stage_of(life).step) if life else ""
    said = (
        i18n.labelled(verdict_of(each), reason),
        "" if reason.startswith(state) or state in reason else state,
        "" if step == state else step,
    )
    return i18n.labelled(each.document.named, i18n.parts(filter(None, said)))

"""What the documents screen paints: figures, and columns as far as there is room."""

from typing import NamedTuple

from textual.content import Content

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.register_views import Remark, Request, Row, figures, request_of, request_word
from gapwizard.domain.registers import Verdict
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.text import DIM, STRONG, id_cell, line, padded, plain

TITLE = 23
"""Cells a title has at the least."""
_SIGNS = {Request.LATE: "$text-error bold", Request.ASKED: "$text-warning"}
_VERDICTS = {
    Verdict.CREATE: "$text-error",
    Verdict.REVISE: "$text-warning",
    Verdict.KEEP: "$text-success",
}


class Column(NamedTuple):
    """One column, shown as far as there is room."""

    key: str
    words: str
    width: int
    """Cells; 0 takes what is left."""


COLUMNS = (
    Column("id", N_("ID"), 8),
    Column("title", N_("Title"), 0),
    Column("kind", N_("Kind"), 9),
    Column("version", N_("Ver"), 5),
    Column("date", N_("Date"), 10),
    Column("state", N_("State"), 10),
    Column("request", N_("Request"), 9),
    Column("verdict", N_("Verdict"), 9),
    Column("clause", N_("Clause"), 7),
    Column("owner", N_("Owner"), 18),
)
"""The columns from left to right."""
_FIRST = ("id", "title", "state", "request", "verdict")
_NEXT = ("clause", "version", "date", "kind", "owner")
"""Which columns come in as the room grows."""


def columns_for(width: int) -> list[Column]:
    """Choose the columns that fit beside a title of at least `TITLE` cells."""
    by_key = {column.key: column for column in COLUMNS}
    chosen = set(_FIRST)
    room = width - 2 - TITLE - sum(by_key[key].width + 1 for key in _FIRST)
    for key in _NEXT:
        if by_key[key].width + 1 <= room:
            chosen.add(key)
            room -= by_key[key].width + 1
    return [column for column in COLUMNS if column.key in chosen]


def heads(diagnosis: Diagnosis, width: int, rows_width: int) -> list[Content]:
    """The figures, and the heads of the columns."""
    seen = figures(diagnosis)
    words = [
        _("{count} items").format(count=seen.items),
        _("{count} current").format(count=seen.current),
        _("{count} revise").format(count=seen.revise),
        _("{count} create").format(count=seen.create),
        _("{count} missing").format(count=seen.missing),
        _("{count} asked").format(count=seen.asked),
    ]
    first = plain(" " + "  ".join(words))
    if seen.late:
        first += plain("  " + _("{count} LATE").format(count=seen.late), _SIGNS[Request.LATE])
    cells = {column.key: _(column.words) for column in COLUMNS}
    return [padded(first, width), padded(_columns(cells, {}, rows_width, DIM), width)]


def row(diagnosis: Diagnosis, shown: Row, width: int) -> Content:
    """One row of the register, or a remark above some."""
    if isinstance(shown, Remark):
        return padded(plain(f" {shown.kind}: {shown.clause} {shown.title}", STRONG), width)
    document, record = shown.document, shown.record
    request = request_of(record, diagnosis.today)
    cells = {
        "id": document.id,
        "title": document.title,
        "kind": wording.document_kind_word(document.kind),
        "version": record.version,
        "date": str(record.dated or ""),
        "state": wording.state_of_line(shown),
        "request": request_word(request),
        "verdict": wording.verdict_of(shown),
        "clause": document.clauses[0] if document.clauses else "",
        "owner": substance(record.owner) or document.owner,
    }
    styles = {"request": _SIGNS.get(request, ""), "verdict": _VERDICTS.get(shown.verdict, "")}
    return _columns(cells, styles, width)


def _columns(cells: dict[str, str], styles: dict[str, str], width: int, style: str = "") -> Content:
    chosen = columns_for(width)
    rest = max(width - 2 - sum(column.width + 1 for column in chosen if column.width) - 1, 1)
    made = plain(" ")
    for column in chosen:
        text = " ".join((cells.get(column.key) or "-").split())
        look = styles.get(column.key, "") or style
        if column.key == "id":
            made += line(" ", id_cell(text, column.width, look))
        else:
            made += line(" ", padded(plain(text, look), column.width or rest))
    return made

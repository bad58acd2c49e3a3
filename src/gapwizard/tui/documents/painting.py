"""What the documents screen paints: figures, columns as far as there is room, and the detail of a row.

The detail is made of paragraphs that share the rows there are: each its few first, then the first
ones more.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import document_views as views
from gapwizard.domain import words as words_of_codes
from gapwizard.domain.assessment import DocumentRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict, short_hash
from gapwizard.domain.life import stage_of, step_word, taken_words
from gapwizard.domain.sentences import document_reason, owner_word, state_of_line, verdict_of
from gapwizard.domain.visible import substance
from gapwizard.domain.words import document_kind_word, obligation_word
from gapwizard.i18n import N_, _, ngettext
from gapwizard.session.acts.documents import DISPOSALS
from gapwizard.session.papers.documents import Told, columns
from gapwizard.tui.kit.row_list import ListedColumns
from gapwizard.tui.kit.text import DIM, STRONG, line, padded, plain, wrapped

_SIGNS = {views.Request.LATE: "$text-error bold", views.Request.ASKED: "$text-warning"}
_VERDICTS = {
    Verdict.CREATE: "$text-error",
    Verdict.REVISE: "$text-warning",
    Verdict.KEEP: "$text-success",
}


@lru_cache(maxsize=1)
def _columns(today: date) -> ListedColumns[DocumentResult]:
    return ListedColumns(
        columns(today),
        {
            "id": 8, "title": 0, "kind": 9, "version": 5, "dated": 10, "state": 10, "standing": 9,
            "verdict": 9, "clauses": 7, "owner": 18,
        },
        first=("id", "title", "state", "standing", "verdict"),
        next=("clauses", "version", "dated", "kind", "owner"),
        least=23,
        headings={"version": N_("Ver"), "clauses": N_("Clause")},
    )  # fmt: skip


def heads(diagnosis: Diagnosis, width: int, rows_width: int) -> list[Content]:
    """The figures, and the heads of the columns."""
    seen = views.figures(diagnosis)
    words = [
        ngettext("{count} item", "{count} items", seen.items).format(count=seen.items),
        _("{count} current").format(count=seen.current),
        _("{count} revise").format(count=seen.revise),
        _("{count} create").format(count=seen.create),
        _("{count} missing").format(count=seen.missing),
        _("{count} asked").format(count=seen.asked),
    ]
    first = plain(" " + "  ".join(words))
    if seen.late:
        first += plain("  " + _("{count} LATE").format(count=seen.late), _SIGNS[views.Request.LATE])
    return [padded(first, width), padded(_columns(diagnosis.today).head(rows_width), width)]


def row(diagnosis: Diagnosis, shown: views.Row, width: int) -> Content:
    """One row of the register, or a remark above some."""
    if isinstance(shown, views.Remark):
        head = f"{shown.clause} {shown.title}"
        return padded(plain(f" {i18n.labelled(shown.kind, head)}", STRONG), width)
    document, record = shown.document, shown.record
    request = views.request_of(record, diagnosis.today)
    styles = {
        "standing": _SIGNS.get(request, ""),
        "verdict": _VERDICTS.get(shown.verdict, ""),
        "owner": "" if substance(record.owner) else DIM,  # the usual one, whom nobody recorded
    }
    first = document.clauses[0] if document.clauses else ""
    said = {"clauses": first, "owner": shown.likely_owner}
    return _columns(diagnosis.today).row(shown, width, styles, instead=said)


MOST = 40
"""Rows no paragraph of the detail has."""


class Paragraph(NamedTuple):
    """A piece of the detail."""

    label: str
    text: str


def detail(
    diagnosis: Diagnosis, shown: views.Row, story: Sequence[Told], *, client: bool, width: int
) -> list[Content]:
    """What is known of the row under the cursor, all of it: the pane rolls."""
    if isinstance(shown, views.Remark):
        head = f"{shown.clause} {shown.title}"
        pieces = [Paragraph("", shown.words)]
    else:
        head = shown.document.named
        pieces = _pieces(diagnosis, shown, story, client=client)
    rows = wrapped(head, width - 2, MOST, STRONG)
    for label, text in pieces:
        if substance(text):
            said = _("{label}: {text}").format(label=_(label), text=text) if label else text
            rows += wrapped(said, width - 2, MOST)
    return [line(" ", made) for made in rows]


def _pieces(
    diagnosis: Diagnosis, shown: DocumentResult, story: Sequence[Told], *, client: bool
) -> list[Paragraph]:
    document, record = shown.document, shown.record
    found = views.citations_of(diagnosis, document.id)
    verdicts = i18n.parts(
        i18n.labelled(verdict_of(each), document_reason(each))
        for each in views.lines_of(diagnosis, document.id)
    )
    return [
        Paragraph(N_("Verdict"), verdicts),
        Paragraph(N_("State"), _state(diagnosis, shown)),
        Paragraph(N_("Life"), i18n.parts(map(taken_words, record.life))),
        Paragraph(N_("Replaced by"), _replaced(record)),
        Paragraph("", _facts(shown)),
        Paragraph(N_("Location"), _place(shown, client=client)),
        Paragraph(N_("Must be inside"), i18n.parts(document.contents)),
        Paragraph(N_("Cited by"), i18n.names(found.by)),
        Paragraph(N_("Asked about in"), i18n.names(found.linked)),
        Paragraph(N_("Note (private)"), "" if client else record.note),
        *(Paragraph("", _told(told, client=client)) for told in reversed(story)),
    ]


def _state(diagnosis: Diagnosis, shown: DocumentResult) -> str:
    """Say the state, and the request with its days."""
    record = shown.record
    request = views.request_of(record, diagnosis.today)
    days = []
    if record.asked_on is not None:
        days.append(_("asked on {day}").format(day=record.asked_on))
    if record.asked_by is not None:
        days.append(_("until {day}").format(day=record.asked_by))
    if request is not views.Request.NONE and not (
        request is views.Request.ASKED and record.asked_on
    ):
        days.insert(0, views.request_word(request))
    step = step_word(stage_of(record.life).step) if record.life else ""
    said = (state_of_line(shown), step, i18n.names(days))
    return i18n.parts(filter(None, dict.fromkeys(said)))


def _replaced(record: DocumentRecord) -> str:
    """Say what took its place, and what became of its copies."""
    after = record.replaced_by or ""
    disposal = _(DISPOSALS[record.disposal]) if record.disposal else ""
    return i18n.with_aside(after or "-", disposal) if disposal else after


def _place(shown: DocumentResult, *, client: bool) -> str:
    """Say where the file is, and its hash; a client sees no path."""
    record = shown.record
    short = f"sha256 {short_hash(record.sha256)}.." if record.sha256 else ""
    return i18n.parts(part for part in ("" if client else record.location, short) if part)


def _facts(shown: DocumentResult) -> str:
    document, record = shown.document, shown.record
    words = [
        i18n.names(
            word
            for word in (
                document_kind_word(document.kind),
                words_of_codes.level_word(document.level),
            )
            if word
        ),
        _("added by hand") if shown.by_hand else obligation_word(document.obligation),
        _("version {version}").format(version=record.version) if substance(record.version) else "",
        str(record.dated or ""),
        _("clauses {clauses}").format(clauses=i18n.names(document.clauses))
        if document.clauses
        else "",
        _("owner {owner}").format(owner=owner_word(shown) or "-"),
        _("due {day}").format(day=record.due) if record.due is not None else "",
        record.confidentiality,
    ]
    return i18n.parts(word for word in words if substance(word))


def _told(told: Told, *, client: bool) -> str:
    words = f"{told.at[:10]} {told.words}"
    return words if client else i18n.with_aside(words, told.who)

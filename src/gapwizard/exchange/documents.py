"""The document register as JSON, and the list of what was asked of the client as CSV.

A line of the JSON has the five keys that the JSON of a diagnosis has for a document, in the same
order, then what else is known.
"""

from datetime import date

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import (
    Remark,
    Request,
    Row,
    Wanted,
    citations_of,
    request_of,
    request_word,
)
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.life import stage_of
from gapwizard.domain.words import document_kind_word
from gapwizard.exchange.lists import ListColumn
from gapwizard.i18n import N_

Json = dict[str, object]

ASKED: tuple[ListColumn[Wanted], ...] = (
    ListColumn("id", N_("id"), lambda item: item.document.id),
    ListColumn("title", N_("title"), lambda item: item.document.title),
    ListColumn("kind", N_("kind"), lambda item: document_kind_word(item.document.kind)),
    ListColumn("obligation", N_("obligation"), lambda item: item.obligation),
    ListColumn(
        "clauses",
        N_("clauses"),
        lambda item: "; ".join(f"{name} {title}".strip() for name, title in item.clauses),
    ),
    ListColumn(
        "contents", N_("what must be inside"), lambda item: "; ".join(item.document.contents)
    ),
    ListColumn("owner", N_("owner"), lambda item: item.owner),
    ListColumn("asked_on", N_("asked on"), lambda item: str(item.asked_on or "")),
    ListColumn("asked_by", N_("until"), lambda item: str(item.asked_by or "")),
    ListColumn("request", N_("request"), lambda item: request_word(item.request)),
)
"""The columns of the list of what was asked; `;` divides a cell whatever the language is."""


def register_json(rows: tuple[Row, ...], today: date) -> list[Json]:
    """The rows of a view; a remark about a clause has no state and no verdict."""
    return [_remark(row) if isinstance(row, Remark) else line_json(row, today) for row in rows]


def line_json(line: DocumentResult, today: date) -> Json:
    """One line of the register."""
    document, record = line.document, line.record
    return {
        "id": document.id,
        "title": document.title,
        "state": line.state,
        "verdict": line.verdict.value,
        "reason": wording.document_reason(line),
        "kind": document.kind,
        "level": document.level,
        "clauses": list(document.clauses),
        "obligation": document.obligation,
        "by_hand": line.by_hand,
        "seen": line.seen,
        "seen_on": _day(line.seen_on),
        "version": record.version,
        "dated": _day(record.dated),
        "owner": record.owner or None,
        "due": _day(record.due),
        "held_in": record.held_in,
        "request": record.request or None,
        "late": request_of(record, today) is Request.LATE,
        "asked_on": _day(record.asked_on),
        "asked_by": _day(record.asked_by),
        "step": stage_of(record.life).step,
        "life": [
            {"step": one.step, "on": _day(one.on), "by": one.by, "version": one.version}
            for one in record.life
        ],
        "replaced_by": record.replaced_by,
        "disposal": record.disposal or None,
    }


def document_json(diagnosis: Diagnosis, lines: tuple[DocumentResult, ...]) -> Json:
    """One document with all that is known; `verdicts` has every one it has."""
    first = lines[0]
    record = first.record
    found = citations_of(diagnosis, first.document.id)
    return {
        **line_json(first, diagnosis.today),
        "verdicts": [
            {"verdict": line.verdict.value, "reason": wording.document_reason(line)}
            for line in lines
        ],
        "recorded_state": record.state,
        "recorded_reason": record.reason,
        "usual_owner": first.document.owner or None,
        "location": record.location,
        "sha256": record.sha256 or None,
        "confidentiality": record.confidentiality,
        "note": record.note,
        "contents": list(first.document.contents),
        "combines_with": list(first.document.combines_with),
        "cited_by": list(found.by),
        "linked": list(found.linked),
    }


def _remark(remark: Remark) -> Json:
    return {
        "clause": remark.clause,
        "title": remark.title,
        "kind": remark.kind,
        "remark": remark.words,
        "documents": list(remark.documents),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None

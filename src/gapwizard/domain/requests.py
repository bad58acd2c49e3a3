"""Requests for documents: what the client was asked to send, until when, and what is late."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.assessment import DocumentRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.visible import substance
from gapwizard.domain.words import obligation_word
from gapwizard.i18n import N_, _


class Request(StrEnum):
    """Where a request for a document stands on one day."""

    NONE = ""
    ASKED = "asked"
    LATE = "late"
    RECEIVED = "received"
    REFUSED = "refused"


OPEN = (Request.LATE, Request.ASKED)
"""Those the client still owes an answer to."""
_ORDER = (Request.LATE, Request.ASKED, Request.REFUSED, Request.RECEIVED)
WORDS: Mapping[Request, str] = {
    Request.ASKED: N_("asked for"),
    Request.LATE: N_("LATE"),
    Request.RECEIVED: N_("received"),
    Request.REFUSED: N_("refused"),
}


class Wanted(NamedTuple):
    """One document on the request list: what a client may read about it, and nothing else."""

    document: Document
    clauses: tuple[tuple[str, str], ...]
    """Id and title of each clause it serves."""
    owner: str
    """A role: who is likely to have it."""
    asked_on: date | None
    asked_by: date | None
    request: Request

    by_hand: bool
    """Whether the assessor added it, so that no questionnaire says how far it is asked for."""

    @property
    def obligation(self) -> str:
        """How far the standard asks for it, in words; empty where nothing says so."""
        return "" if self.by_hand else obligation_word(self.document.obligation)


def request_of(record: DocumentRecord, today: date) -> Request:
    """Where a request stands: late is one whose day has passed without an answer."""
    if record.request == "asked" and record.asked_by is not None and record.asked_by < today:
        return Request.LATE
    return Request(record.request)


def request_word(request: Request) -> str:
    """The word of a request; empty where nothing was asked."""
    return _(WORDS[request]) if request in WORDS else ""


def wanted(diagnosis: Diagnosis) -> tuple[Wanted, ...]:
    """The documents that were asked for: late ones first, those received last."""
    found: dict[str, Wanted] = {}
    clauses = diagnosis.questionnaire.clause
    for line in diagnosis.documents:
        document, record = line.document, line.record
        request = request_of(record, diagnosis.today)
        if request is Request.NONE:
            continue
        serves = tuple(
            (name, clauses[name].title if name in clauses else "") for name in document.clauses
        )
        owner = substance(record.owner) or document.owner
        found[document.id] = Wanted(
            document, serves, owner, record.asked_on, record.asked_by, request, line.by_hand
        )
    return tuple(
        sorted(found.values(), key=lambda w: (_ORDER.index(w.request), w.asked_by or date.max))
    )

"""The document register as it is looked at: views, counts, remarks, and the request list.

`documents` says what is to be done about each document. Here are the lists that screens and commands
show of that, who cites a document, and where a request to the client stands on a day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.assessment import DocumentRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import (
    DocumentResult,
    Verdict,
    omissions,
    overlaps,
    unjudged_documents,
)
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.sentences import owner_word
from gapwizard.domain.visible import substance
from gapwizard.domain.words import obligation_word
from gapwizard.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a clause and its documents: it stands above the documents it is about."""

    clause: str
    """Id of the clause; of the document where no clause is meant."""
    title: str
    kind: str
    """In one word."""
    words: str
    """In a sentence."""
    documents: tuple[str, ...] = ()


Row = DocumentResult | Remark

VIEWS = {
    "all": N_("all"),
    "missing": N_("required and missing"),
    "create": N_("to create"),
    "revise": N_("to revise"),
    "requested": N_("requested"),
    "overlaps": N_("overlaps and omissions"),
}
"""Words for each view, in the order one goes through them."""


class Figures(NamedTuple):
    """How many documents stand where; one that is withdrawn and created anew is one item."""

    items: int
    current: int
    revise: int
    create: int
    missing: int
    """Required, and nothing is there to keep or revise: to be created."""
    asked: int
    """Requests the client has not answered, late ones too."""
    late: int


class Cited(NamedTuple):
    """The questions that have to do with a document."""

    by: tuple[str, ...]
    """Ids of the questions whose evidence names it."""
    linked: tuple[str, ...]
    """Ids of the questions it evidences according to the questionnaire."""


def is_missing(line: DocumentResult) -> bool:
    """Tell whether a required document is missing."""
    return line.document.obligation == "required" and line.verdict is Verdict.CREATE


def figures(diagnosis: Diagnosis) -> Figures:
    """Count the register."""
    lines, today = diagnosis.documents, diagnosis.today

    def count(holds: Callable[[DocumentResult], bool]) -> int:
        return len({line.document.id for line in lines if holds(line)})

    return Figures(
        items=len({line.document.id for line in diagnosis.documents}),
        current=count(lambda line: line.state == "current"),
        revise=count(lambda line: line.verdict is Verdict.REVISE),
        create=count(lambda line: line.verdict is Verdict.CREATE),
        missing=count(is_missing),
        asked=count(lambda line: request_of(line.record, today) in OPEN),
        late=count(lambda line: request_of(line.record, today) is Request.LATE),
    )


def rows_of(diagnosis: Diagnosis, view: str) -> tuple[Row, ...]:
    """The rows of a view of `VIEWS`."""
    if view == "overlaps":
        return tuple(_remarks(diagnosis))
    holds: Mapping[str, Callable[[DocumentResult], bool]] = {
        "missing": is_missing,
        "create": lambda line: line.verdict is Verdict.CREATE,
        "revise": lambda line: line.verdict is Verdict.REVISE,
        "requested": lambda line: bool(line.record.request),
    }
    if view not in holds:
        return diagnosis.documents
    return tuple(line for line in diagnosis.documents if holds[view](line))


def _remarks(diagnosis: Diagnosis) -> Iterable[Row]:
    """Each remark with the documents it is about below it."""
    first = {line.document.id: line for line in reversed(diagnosis.documents)}
    for remark in _all_remarks(diagnosis):
        yield remark
        yield from (first[name] for name in remark.documents)


def _all_remarks(diagnosis: Diagnosis) -> Iterable[Remark]:
    questionnaire, lines = diagnosis.questionnaire, diagnosis.documents
    words = _("Several processes or procedures serve this clause and no other.")
    for leaf, names in overlaps(questionnaire, lines):
        yield Remark(leaf, questionnaire.clause[leaf].title, _("overlap"), words, names)
    words = _("Documents are asked for, and none of those its questions are judged by stands.")
    for leaf in omissions(questionnaire, lines, diagnosis.points):
        clause = questionnaire.clause[leaf]
        linked = dict.fromkeys(name for q in clause.questions for name in q.documents)
        yield Remark(leaf, clause.title, _("omission"), words, tuple(linked))
    words = _("Required, and no question of the questionnaire serves it.")
    for name in unjudged_documents(questionnaire):
        title = questionnaire.document[name].title
        yield Remark(name, title, _("not asked about"), words, (name,))


def citations_of(diagnosis: Diagnosis, name: str) -> Cited:
    """The questions whose evidence names a document, and those linked to it."""
    answers = diagnosis.assessment.answers
    by = tuple(
        question
        for question in diagnosis.questionnaire.questions
        if question in answers and any(item.names(name) for item in answers[question].evidence)
    )
    linked = diagnosis.questionnaire.links.get(name, ())
    return Cited(by, tuple(question.id for question in linked))


def lines_of(diagnosis: Diagnosis, name: str) -> tuple[DocumentResult, ...]:
    """The lines of one document: none, one, or two where it is created anew."""
    return tuple(line for line in diagnosis.documents if line.document.id == name)


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
"""The requests in the order of the list: what the client still owes comes first."""
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
    """Whom somebody recorded: a list that comes back records nobody else."""
    likely_with: str
    """Who is likely to have it: its owner, else the usual one, called so."""
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


def wanted_documents(diagnosis: Diagnosis) -> tuple[Wanted, ...]:
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
        found[document.id] = Wanted(
            document,
            serves,
            owner=substance(record.owner),
            likely_with=owner_word(line),
            asked_on=record.asked_on,
            asked_by=record.asked_by,
            request=request,
            by_hand=line.by_hand,
        )
    return tuple(
        sorted(found.values(), key=lambda w: (_ORDER.index(w.request), w.asked_by or date.max))
    )

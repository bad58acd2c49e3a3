"""The register as it is looked at: its views, its figures, and who cites a document."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gapwizard.domain import registers
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.registers import DocumentResult, Verdict
from gapwizard.domain.requests import Request, request_of
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

    open_ = (Request.ASKED, Request.LATE)
    return Figures(
        items=len({line.document.id for line in diagnosis.documents}),
        current=count(lambda line: line.state == "current"),
        revise=count(lambda line: line.verdict is Verdict.REVISE),
        create=count(lambda line: line.verdict is Verdict.CREATE),
        missing=count(is_missing),
        asked=count(lambda line: request_of(line.record, today) in open_),
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
    for leaf, names in registers.overlaps(questionnaire, lines):
        yield Remark(leaf, questionnaire.clause[leaf].title, _("overlap"), words, names)
    words = _("Documents are asked for, and none is known that could be kept or revised.")
    for leaf in registers.omissions(questionnaire, lines, diagnosis.points):
        clause = questionnaire.clause[leaf]
        linked = dict.fromkeys(name for q in clause.questions for name in q.documents)
        yield Remark(leaf, clause.title, _("omission"), words, tuple(linked))
    words = _("Required, and no question of the questionnaire serves it.")
    for name in registers.unserved(questionnaire):
        title = questionnaire.document[name].title
        yield Remark(name, title, _("not asked about"), words, (name,))


def cited(diagnosis: Diagnosis, name: str) -> Cited:
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

"""The document registers: what to keep, create, revise, withdraw, and why.

Source: the diagnosis rules, "Documents".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gapwizard.domain.assessment import SEEN_STATES, Assessment, DocumentRecord, DocumentState
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Document, Questionnaire


class Verdict(StrEnum):
    """What is to be done about a document."""

    CREATE = "create"
    REVISE = "revise"
    KEEP = "keep"
    WITHDRAW = "withdraw"
    CHECK = "check"
    CONSIDER = "consider"
    NOT_NEEDED = "not_needed"
    NOT_APPLICABLE = "not_applicable"


class Why(StrEnum):
    """The rule that gave a verdict; `wording` says it in words."""

    NOTHING_APPLIES = "nothing_applies"
    ABSENT = "absent"
    DRAFT = "draft"
    OUTDATED = "outdated"
    OBSOLETE = "obsolete"
    OBSOLETE_REQUIRED = "obsolete_required"
    CURRENT = "current"
    CONTRADICTED = "contradicted"
    NOT_ASKED = "not_asked"
    ALL_UNMET = "all_unmet"
    SOME_UNMET = "some_unmet"
    SEEN = "seen"
    NOT_SEEN = "not_seen"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One line of a register; a withdrawn required document has a second one, to create it."""

    document: Document
    record: DocumentRecord
    state: DocumentState
    """Its own state, or that of the document it is held in."""
    verdict: Verdict
    why: Why
    seen: bool
    unmet: tuple[str, ...]
    """Ids of the linked questions that speak against it."""
    by_hand: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether there is something to keep or revise."""
        return self.verdict in (Verdict.KEEP, Verdict.REVISE)


UNSET = DocumentRecord()


def state_of(name: str, records: Mapping[str, DocumentRecord]) -> DocumentState:
    """Give a document's state, following `held_in` to the file that holds it."""
    followed = {name}
    record = records.get(name, UNSET)
    while record.held_in is not None and record.held_in not in followed:
        followed.add(record.held_in)
        record = records.get(record.held_in, UNSET)
    return record.state


def named_by_evidence(assessment: Assessment, names: Sequence[str]) -> set[str]:
    """Give the documents that an evidence item of any answer names."""
    known = frozenset(names)
    lengths = sorted({len(name) for name in names})
    found: set[str] = set()
    for answer in assessment.answers.values():
        for item in answer.evidence:
            for length in lengths:
                start = item.text[:length]
                if start in known and start not in found and item.names(start):
                    found.add(start)
    return found


def judge(
    document: Document, state: DocumentState, points: Sequence[Point], seen: bool
) -> tuple[Verdict, Why, tuple[str, ...]]:
    """Judge one document by its state and the points of all questions that link to it."""
    if points and not any(point.applicable for point in points):
        return Verdict.NOT_APPLICABLE, Why.NOTHING_APPLIES, ()
    answered = [point for point in points if point.answered]
    linked = [point for point in answered if not point.question.mirror] or answered
    unmet = tuple(point.question.id for point in linked if point.unmet)
    missing = Verdict.CONSIDER if document.obligation == "good_practice" else Verdict.CREATE
    by_state = {
        "absent": (missing, Why.ABSENT),
        "draft": (Verdict.REVISE, Why.DRAFT),
        "outdated": (Verdict.REVISE, Why.OUTDATED),
        "obsolete": (Verdict.WITHDRAW, Why.OBSOLETE),
        "not_needed": (Verdict.NOT_NEEDED, Why.NOT_NEEDED),
    }
    if state in by_state:
        return *by_state[state], unmet
    if state == "current":
        if unmet:
            return Verdict.REVISE, Why.CONTRADICTED, unmet
        return Verdict.KEEP, Why.CURRENT, unmet
    if not linked:
        return Verdict.CHECK, Why.NOT_ASKED, unmet
    if all(point.nothing for point in linked):
        return missing, Why.ALL_UNMET, unmet
    if unmet:
        return Verdict.REVISE, Why.SOME_UNMET, unmet
    return (Verdict.KEEP, Why.SEEN, unmet) if seen else (Verdict.CHECK, Why.NOT_SEEN, unmet)


def register(
    questionnaire: Questionnaire, assessment: Assessment, points: Mapping[str, Point]
) -> tuple[DocumentResult, ...]:
    """Give the whole register in the order of the questionnaire, then documents added by hand."""
    records = assessment.documents
    names = list(questionnaire.document)
    named = named_by_evidence(assessment, [*names, *(n for n in records if n not in names)])
    found = []
    for document in questionnaire.documents:
        linked = [points[question.id] for question in questionnaire.links[document.id]]
        found += _lines(document, records, linked, named, by_hand=False)
    for name, record in records.items():
        if name not in questionnaire.document and record.title:
            document = Document(id=name, title=record.title, clauses=record.clauses)
            found += _lines(document, records, [], named, by_hand=True)
    return tuple(found)


def _lines(
    document: Document,
    records: Mapping[str, DocumentRecord],
    linked: Sequence[Point],
    named: set[str],
    *,
    by_hand: bool,
) -> list[DocumentResult]:
    record = records.get(document.id, UNSET)
    state = state_of(document.id, records)
    seen = state in SEEN_STATES or document.id in named
    verdict, why, unmet = judge(document, state, linked, seen)
    line = DocumentResult(document, record, state, verdict, why, seen, unmet, by_hand)
    if verdict is Verdict.WITHDRAW and document.obligation == "required":
        again = DocumentResult(
            document, record, state, Verdict.CREATE, Why.OBSOLETE_REQUIRED, seen, unmet, by_hand
        )
        return [line, again]
    return [line]


def overlaps(
    questionnaire: Questionnaire, lines: Sequence[DocumentResult]
) -> list[tuple[str, tuple[str, ...]]]:
    """Give leaf clauses served by two or more processes or procedures of their own.

    Each with the ids of these documents; one held in another, not needed or not applicable is no
    document of its own.
    """
    own: dict[str, list[str]] = {}
    idle = (Verdict.NOT_NEEDED, Verdict.NOT_APPLICABLE)
    for line in lines:
        document = line.document
        leaves = [name for name in document.clauses if _has_own_duties(questionnaire, name)]
        if document.kind not in ("process", "procedure") or len(leaves) != 1:
            continue
        if line.verdict in idle or line.record.held_in is not None:
            continue
        names = own.setdefault(leaves[0], [])
        if document.id not in names:
            names.append(document.id)
    return [(leaf, tuple(names)) for leaf, names in own.items() if len(names) > 1]


def _has_own_duties(questionnaire: Questionnaire, name: str) -> bool:
    """Tell whether `name` is a leaf clause that does more than repeat other clauses."""
    clause = questionnaire.clause.get(name)
    return clause is not None and any(not question.mirror for question in clause.questions)


def omissions(
    questionnaire: Questionnaire, lines: Sequence[DocumentResult], points: Mapping[str, Point]
) -> list[str]:
    """Give leaf clauses that ask for documents and have none to keep or revise."""
    standing = {line.document.id for line in lines if line.stands}
    found = []
    for leaf in questionnaire.leaves:
        asked = [q for q in leaf.questions if q.documented and points[q.id].applicable]
        linked = {name for question in leaf.questions for name in question.documents}
        if asked and not linked & standing:
            found.append(leaf.id)
    return found


def unserved(questionnaire: Questionnaire) -> list[str]:
    """Give the required documents that no question links to."""
    return [
        document.id
        for document in questionnaire.documents
        if document.obligation == "required" and not questionnaire.links[document.id]
    ]

"""The documents: what to keep, create, revise, withdraw, and why.

Source: the diagnosis rules, "Documents".
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from gapwizard.domain.assessment import (
    SEEN_STATES,
    Answer,
    Assessment,
    DocumentRecord,
    DocumentState,
)
from gapwizard.domain.evidence import EvidenceKind
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Document, Questionnaire
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance


def short_hash(sha256: str) -> str:
    """The beginning of a hash: enough to tell two files apart by eye, as Git shows commits."""
    return sha256[:12]  # 48 bits


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
    """The rule that gave a verdict; `sentences` says it in words."""

    NOTHING_APPLIES = "nothing_applies"
    ABSENT = "absent"
    DRAFT = "draft"
    OUTDATED = "outdated"
    OBSOLETE = "obsolete"
    OBSOLETE_REQUIRED = "obsolete_required"
    CURRENT = "current"
    CONTRADICTED = "contradicted"
    NOT_THERE = "not_there"
    NOT_ASKED = "not_asked"
    NOT_JUDGED = "not_judged"
    NOT_KNOWN = "not_known"
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
    """Ids of the questions that speak against it."""
    by_hand: bool = False
    seen_on: date | None = None
    """The last day on which evidence that names it was entered."""

    @property
    def likely_owner(self) -> str:
        """Who was recorded as its owner, else who usually is; empty where neither is known."""
        return substance(self.record.owner) or substance(self.document.owner)

    @property
    def stands(self) -> bool:
        """Tell whether it was seen, is no mere draft, and is to be kept or revised."""
        return (
            self.seen and self.state != "draft" and self.verdict in (Verdict.KEEP, Verdict.REVISE)
        )


UNSET = DocumentRecord()


def applicable_lines(lines: Iterable[DocumentResult]) -> list[DocumentResult]:
    """One line per applicable document: that of withdraw stands for its create as well."""
    first: dict[str, DocumentResult] = {}
    for line in lines:
        if line.verdict is not Verdict.NOT_APPLICABLE:
            first.setdefault(line.document.id, line)
    return list(first.values())


def required_lines(lines: Iterable[DocumentResult]) -> list[DocumentResult]:
    """The applicable documents that the standard requires, as stage 1 counts them."""
    return [n for n in applicable_lines(lines) if n.document.obligation == "required"]


def state_of(name: str, records: Mapping[str, DocumentRecord]) -> DocumentState:
    """A document's state, following `held_in` to the file that holds it."""
    followed = {name}
    record = records.get(name, UNSET)
    while record.held_in is not None and record.held_in not in followed:
        followed.add(record.held_in)
        record = records.get(record.held_in, UNSET)
    return record.state


class Named(NamedTuple):
    """The documents that answers show by an item of evidence; what somebody said shows nothing."""

    by_answer: Mapping[str, tuple[tuple[str, ...], date | None]]
    """By question the ids and the day; without answers that name none."""
    days: Mapping[str, date | None]
    """By document the last day of an answer that shows it; None where none of them has a day
    (answers of version 1 of the rules)."""


def named_by_evidence(
    questionnaire: Questionnaire,
    assessment: Assessment,
    kept: Named | None = None,
    changed: frozenset[str] = frozenset(),
) -> Named:
    """The documents that an item of any answer shows.

    `kept` is what was found with the same documents, and `changed` are the answers that differ.
    """
    names = frozenset((*questionnaire.document, *assessment.documents))
    lengths = sorted({len(name) for name in names})
    answers = assessment.answers
    by_answer = dict(kept.by_answer) if kept is not None else {}
    same = kept is not None
    for name in changed if kept is not None else answers:
        before = by_answer.pop(name, None)
        answer = answers.get(name)
        shown = _shown(answer, names, lengths) if answer is not None else ()
        after = (shown, answer.shown) if answer is not None and shown else None
        if after is not None:
            by_answer[name] = after
        same = same and before == after
    if kept is not None and same:
        return kept
    days: dict[str, date | None] = {}
    for documents, day in by_answer.values():
        for document in documents:
            last = days.get(document)
            days[document] = max(last, day) if last and day else last or day
    return Named(by_answer, days)


def _shown(answer: Answer, names: Container[str], lengths: Sequence[int]) -> tuple[str, ...]:
    """The documents that the items of an answer show."""
    found = []
    for item in answer.evidence:
        if item.kind is EvidenceKind.SAID:
            continue
        for length in lengths:
            start = item.text[:length]
            if start in names and item.counts and item.names(start):
                found.append(start)
    return tuple(found)


_BY_STATE: Mapping[DocumentState, tuple[Verdict, Why]] = MappingProxyType({
    "draft": (Verdict.REVISE, Why.DRAFT),
    "outdated": (Verdict.REVISE, Why.OUTDATED),
    "obsolete": (Verdict.WITHDRAW, Why.OBSOLETE),
    "not_needed": (Verdict.NOT_NEEDED, Why.NOT_NEEDED),
})  # fmt: skip
"""States that settle what is to be done, whatever the answers say."""


def judge(
    document: Document,
    state: DocumentState,
    points: Sequence[Point],
    existence: Point | None,
    *,
    seen: bool,
) -> tuple[Verdict, Why, tuple[str, ...]]:
    """Judge one document by its state, the points of all questions that judge it, and `existence`.

    `existence` is the point whose N, or not found, says that the document is not there; it judges
    nothing else. A don't-know says nothing.
    """
    if points and not any(point.applicable for point in points):
        return Verdict.NOT_APPLICABLE, Why.NOTHING_APPLIES, ()
    answered = [p for p in points if p.answered and (p.rating is not Rating.UNKNOWN or p.not_found)]
    linked = [point for point in answered if not point.question.mirror] or answered
    unmet = tuple(point.question.id for point in linked if point.unmet)
    missing = Verdict.CONSIDER if document.obligation == "good_practice" else Verdict.CREATE
    if state == "absent":
        return missing, Why.ABSENT, unmet
    if state in _BY_STATE:
        return *_BY_STATE[state], unmet
    if state == "current":
        if unmet:
            return Verdict.REVISE, Why.CONTRADICTED, unmet
        return Verdict.KEEP, Why.CURRENT, unmet
    if existence is not None and existence.answered and existence.nothing:
        return missing, Why.NOT_THERE, (existence.question.id,)
    if not linked:
        not_asked = Verdict.CONSIDER if document.obligation == "good_practice" else Verdict.CHECK
        why = Why.NOT_ASKED if points else Why.NOT_JUDGED
        return not_asked, Why.NOT_KNOWN if any(p.answered for p in points) else why, unmet
    if all(point.nothing for point in linked):
        return missing, Why.ALL_UNMET, unmet
    if unmet:
        return Verdict.REVISE, Why.SOME_UNMET, unmet
    return (Verdict.KEEP, Why.SEEN, unmet) if seen else (Verdict.CHECK, Why.NOT_SEEN, unmet)


def document_results(
    questionnaire: Questionnaire,
    assessment: Assessment,
    points: Mapping[str, Point],
    named: Named,
    kept: Sequence[DocumentResult] = (),
    touched: Container[str] = (),
) -> tuple[DocumentResult, ...]:
    """The whole register in the order of the questionnaire, then documents added by hand.

    `kept` are lines made with the same records; all but those of `touched` are taken over.
    """
    records = assessment.documents
    before: dict[str, list[DocumentResult]] = {}
    for line in kept:
        if line.document.id not in touched:
            before.setdefault(line.document.id, []).append(line)
    found: list[DocumentResult] = []
    for document in questionnaire.documents:
        if document.id in before:
            found += before[document.id]
            continue
        linked = [points[question.id] for question in questionnaire.links[document.id]]
        existence = points.get(document.existence or "")
        found += _lines(document, records, Judged(linked, existence), named.days)
    for name, record in records.items():
        if name not in questionnaire.document and record.title:
            own = Document(id=name, title=record.title, kind=record.kind, clauses=record.clauses)
            found += _lines(own, records, None, named.days)
    return tuple(found)


def touched_documents(
    questionnaire: Questionnaire, changed: frozenset[str], before: Named, after: Named
) -> set[str]:
    """The documents that the answers of some questions say something else of than before."""
    found = {
        document
        for name in changed
        if name in questionnaire.questions
        for document in questionnaire.questions[name].documents
    }
    found |= {one.id for one in questionnaire.documents if one.existence in changed}
    return found | {name for name, _day in before.days.items() ^ after.days.items()}


class Judged(NamedTuple):
    """What the answers say of a document that the questionnaire lists."""

    linked: Sequence[Point]
    """Of the questions that judge it."""
    existence: Point | None


def _lines(
    document: Document,
    records: Mapping[str, DocumentRecord],
    judged: Judged | None,
    named: Mapping[str, date | None],
) -> list[DocumentResult]:
    """The line of a document, or its two; without `judged` it was added by hand."""
    record = records.get(document.id, UNSET)
    state = state_of(document.id, records)
    seen = state in SEEN_STATES or document.id in named
    linked, existence = judged or Judged((), None)
    verdict, why, unmet = judge(document, state, linked, existence, seen=seen)
    line = DocumentResult(
        document,
        record,
        state,
        verdict,
        why,
        seen,
        unmet,
        by_hand=judged is None,
        seen_on=named.get(document.id),
    )
    if verdict is Verdict.WITHDRAW and document.obligation == "required":
        return [line, replace(line, verdict=Verdict.CREATE, why=Why.OBSOLETE_REQUIRED)]
    return [line]


def overlaps(
    questionnaire: Questionnaire, lines: Sequence[DocumentResult]
) -> list[tuple[str, tuple[str, ...]]]:
    """Leaf clauses served by two or more processes or procedures of their own.

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
    """Leaf clauses that ask for documents and have none that stands.

    A document added by hand serves the leaves at and below its clauses.
    """
    standing = {line.document.id for line in lines if line.stands}
    own = {name for line in lines if line.by_hand and line.stands for name in line.document.clauses}
    found = []
    for leaf in questionnaire.leaves:
        asked = [q for q in leaf.questions if q.documented and points[q.id].applicable]
        linked = {name for question in leaf.questions for name in question.documents}
        served = bool(linked & standing) or bool(own & set(questionnaire.line[leaf.id]))
        if asked and not served:
            found.append(leaf.id)
    return found


def unjudged_documents(questionnaire: Questionnaire) -> list[str]:
    """The required documents that no question judges."""
    return [
        document.id
        for document in questionnaire.documents
        if document.obligation == "required" and not questionnaire.links[document.id]
    ]

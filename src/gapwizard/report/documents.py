"""Section 5, the documents to write and the whole register; and the list of what is asked for.

`5-documents.md` prints the first, `requests.md` the second: it goes to the client before an interview
and says nothing that the assessor noted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gapwizard import i18n
from gapwizard.domain.actions import TO_DO
from gapwizard.domain.brevity import stopped
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import OPEN, Request, Wanted, request_word
from gapwizard.domain.documents import (
    DocumentResult,
    Verdict,
    omissions,
    overlaps,
    unjudged_documents,
)
from gapwizard.domain.effort import days_word
from gapwizard.domain.files import (
    PlannedFile,
    file_owner_word,
    file_plan,
    file_state_word,
    worth_of,
)
from gapwizard.domain.pinyin import in_order
from gapwizard.domain.sentences import (
    document_reason,
    owner_word,
    short_list,
    state_of_line,
    subject_of,
    verdict_of,
)
from gapwizard.domain.words import DOCUMENT_LEVELS, document_kind_word, obligation_word
from gapwizard.i18n import _, day_words
from gapwizard.report.environment import document
from gapwizard.report.markdown import NONE
from gapwizard.report.parts import Line, classification_of, dashed, name_of, standard_of


class DocumentEntry(NamedTuple):
    """One document with what is to be done about it."""

    id: str
    title: str
    kind: str
    obligation: str
    state: str
    verdict: str
    why: str
    clauses: str
    owner: str
    due: str
    contents: tuple[str, ...]
    """What must be inside."""
    one_file_with: str
    """Documents of the same list that may be the same file."""


class Level(NamedTuple):
    """The register of one level."""

    title: str
    entries: tuple[DocumentEntry, ...]


class FileRow(NamedTuple):
    """One file of the file plan."""

    number: int
    id: str
    title: str
    state: str
    holds: str
    """Ids of the documents in it that are to be created or revised, or that it holds."""
    why: str
    owner: str
    """Who writes it; empty where nothing is to be written."""
    days: str
    """Days of work; empty where nothing is."""


class Documents(NamedTuple):
    """Everything section 5 and the annex of the register print."""

    counts_line: str
    """How many documents have which verdict."""
    files: tuple[FileRow, ...]
    to_write: tuple[DocumentEntry, ...]
    """What is to be created, revised, started or withdrawn, in the order of the register."""
    create: tuple[DocumentEntry, ...]
    revise: tuple[DocumentEntry, ...]
    withdraw: tuple[DocumentEntry, ...]
    consider: tuple[DocumentEntry, ...]
    overlaps: tuple[Line, ...]
    omissions: tuple[str, ...]
    omitted: str
    """Ids of the clauses with omissions."""
    dated: bool
    """Whether any document to write has a due date."""
    unserved: tuple[str, ...]
    levels: tuple[Level, ...]
    register_size: int


def build(diagnosis: Diagnosis) -> Documents:
    """Collect the four registers."""
    questionnaire, lines = diagnosis.questionnaire, diagnosis.documents
    to_write = {
        line.document.id for line in lines if line.verdict in (Verdict.CREATE, Verdict.REVISE)
    }

    def of(verdict: Verdict) -> tuple[DocumentEntry, ...]:
        return tuple(entry(line, to_write) for line in lines if line.verdict is verdict)

    names = {line.document.id: line.document.named for line in lines}
    return Documents(
        counts_line=_counts(lines),
        files=tuple(
            _file(diagnosis, number, one) for number, one in enumerate(file_plan(diagnosis), 1)
        ),
        to_write=tuple(entry(line, to_write) for line in _worked_on(lines)),
        create=of(Verdict.CREATE),
        revise=of(Verdict.REVISE),
        withdraw=of(Verdict.WITHDRAW),
        consider=of(Verdict.CONSIDER),
        overlaps=tuple(
            Line(name_of(questionnaire, leaf), i18n.names(names[name] for name in found))
            for leaf, found in overlaps(questionnaire, lines)
        ),
        omissions=tuple(
            name_of(questionnaire, leaf)
            for leaf in omissions(questionnaire, lines, diagnosis.points)
        ),
        omitted=stopped(i18n.names(omissions(questionnaire, lines, diagnosis.points))),
        dated=any(line.record.due is not None for line in _worked_on(lines)),
        unserved=tuple(names[name] for name in unjudged_documents(questionnaire)),
        levels=_levels(lines),
        register_size=len(names),
    )


def _worked_on(lines: tuple[DocumentResult, ...]) -> list[DocumentResult]:
    """The documents that are work for somebody: those to create first, then revise, withdraw."""
    return sorted(
        (line for line in lines if line.verdict in TO_DO), key=lambda n: TO_DO.index(n.verdict)
    )


def _file(diagnosis: Diagnosis, number: int, one: PlannedFile) -> FileRow:
    worth = worth_of(diagnosis, one)
    work = [n.document.id for n in one.lines if n.verdict in TO_DO]
    return FileRow(
        number,
        one.file.id,
        one.file.title,
        file_state_word(one),
        i18n.names(_in_short(work or [line.document.id for line in one.lines])),
        one.file.why,
        file_owner_word(one, worth.owner) if one.to_do else "",
        days_word(worth.days) if worth.days else "",
    )


def _in_short(ids: Sequence[str]) -> Iterator[str]:
    """Ids one after the other, without the beginning that one shares with the one before."""
    before = ""
    for name in ids:
        begin, mark, number = name.rpartition("-")
        yield number if mark and begin == before else name
        before = begin


def _counts(lines: tuple[DocumentResult, ...]) -> str:
    order = list(Verdict)
    ordered = sorted(lines, key=lambda line: order.index(line.verdict))
    found = Counter(map(verdict_of, ordered))
    return stopped(i18n.names(f"{word} {count}" for word, count in found.items()))


def _levels(lines: tuple[DocumentResult, ...]) -> tuple[Level, ...]:
    found: dict[str, list[DocumentEntry]] = {}
    for line in lines:
        title = line.document.level or (
            _("Added by the assessor") if line.by_hand else _("Without a level")
        )
        found.setdefault(title, []).append(entry(line, set()))
    order = sorted(found, key=lambda title: (not title.startswith("L"), in_order(title)))
    return tuple(
        Level(_(DOCUMENT_LEVELS[title]) if title in DOCUMENT_LEVELS else title, tuple(found[title]))
        for title in order
    )


def entry(line: DocumentResult, to_write: set[str]) -> DocumentEntry:
    """Print one document; `to_write` are the documents it may be put into one file with."""
    document, record = line.document, line.record
    together = [name for name in document.combines_with if name in to_write]
    return DocumentEntry(
        id=document.id,
        title=document.title,
        kind=dashed(document_kind_word(document.kind)),
        obligation=obligation_word(document.obligation),
        state=state_of_line(line),
        verdict=verdict_of(line),
        why=document_reason(line),
        clauses=dashed(i18n.names(document.clauses)),
        owner=owner_word(line) or NONE,
        due=record.due.isoformat() if record.due is not None else NONE,
        contents=document.contents,
        one_file_with=short_list(together),
    )


class AskedDocument(NamedTuple):
    """One document on the list."""

    id: str
    title: str
    kind: str
    obligation: str
    clauses: str
    contents: tuple[str, ...]
    """What must be inside."""
    owner: str
    asked_on: str
    until: str
    request: str
    open: bool
    """Whether the client still owes an answer."""
    known: str
    """Until when it is wanted, of what kind it is and whose, as far as anybody said."""


class Requests(NamedTuple):
    """Everything the list prints."""

    subject: str
    standard: str
    date: str
    classification: str
    asked: tuple[AskedDocument, ...]
    open: int
    late: int


def requests_markdown(diagnosis: Diagnosis, wanted: Sequence[Wanted]) -> str:
    """The list. Raises Refused for a broken template."""
    return document("requests.md", {"requests": build_requests(diagnosis, wanted)})


def build_requests(diagnosis: Diagnosis, wanted: Sequence[Wanted]) -> Requests:
    """Collect what the list says; notes, places and reasons of the assessor are not in it."""
    return Requests(
        subject=subject_of(diagnosis.assessment.about),
        standard=standard_of(diagnosis),
        date=day_words(diagnosis.today),
        classification=classification_of(diagnosis),
        asked=tuple(_asked(item) for item in wanted),
        open=sum(item.request in OPEN for item in wanted),
        late=sum(item.request is Request.LATE for item in wanted),
    )


def _asked(item: Wanted) -> AskedDocument:
    document = item.document
    kind = filter(None, (document_kind_word(document.kind), item.obligation))
    facts = (
        (_("Until"), str(item.asked_by or "")),
        (_("Kind"), i18n.names(kind)),
        (_("Owner"), item.likely_with),
    )
    return AskedDocument(
        id=document.id,
        title=document.title,
        kind=dashed(document_kind_word(document.kind)),
        obligation=dashed(item.obligation),
        clauses=dashed(i18n.names(f"{name} {title}".strip() for name, title in item.clauses)),
        contents=document.contents,
        owner=dashed(item.likely_with),
        asked_on=dashed(str(item.asked_on or "")),
        until=dashed(str(item.asked_by or "")),
        request=request_word(item.request),
        open=item.request in OPEN,
        known=stopped(i18n.parts(i18n.labelled(*fact) for fact in facts if fact[1])),
    )

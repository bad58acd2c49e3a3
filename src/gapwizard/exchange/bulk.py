"""Lists that go out and come back: documents, evidence, actions, departments; their columns, once.

What is written by these columns is read by them, in either language. Private notes are in none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from gapwizard.domain.assessment import Department
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import Request, request_word
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.evidence_record import STATES, braces
from gapwizard.domain.other_words import also
from gapwizard.domain.roadmap import roadmap
from gapwizard.domain.words import DOCUMENT_STATES, document_kind_word, evidence_word
from gapwizard.errors import Refused
from gapwizard.exchange import sheet
from gapwizard.exchange.actions import COLUMNS as ACTIONS
from gapwizard.exchange.documents import ASKED
from gapwizard.exchange.lists import ListColumn
from gapwizard.exchange.sheet import Sheet
from gapwizard.exchange.table import Form
from gapwizard.i18n import N_, _, in_all

MOST = 5_000
"""Rows of one list: as many documents as a questionnaire may have."""


class EvidenceRow(NamedTuple):
    """One item of evidence with the question it is of, and its number there, from 1."""

    question: str
    number: int
    item: Evidence


class DepartmentRow(NamedTuple):
    """A department with its id."""

    id: str
    row: Department


DOCUMENTS: tuple[ListColumn[DocumentResult], ...] = (
    ListColumn("id", N_("id"), lambda one: one.document.id),
    ListColumn("title", N_("title"), lambda one: one.document.title),
    ListColumn("kind", N_("kind"), lambda one: document_kind_word(one.document.kind)),
    ListColumn("clauses", N_("clauses"), lambda one: "; ".join(one.document.clauses)),
    ListColumn("state", N_("state"), lambda one: _(DOCUMENT_STATES[one.record.state])),
    ListColumn("held_in", N_("held in"), lambda one: one.record.held_in),
    ListColumn("owner", N_("owner"), lambda one: one.record.owner),
    ListColumn("due", N_("due"), lambda one: str(one.record.due or "")),
    ListColumn("reason", N_("reason"), lambda one: one.record.reason),
    ListColumn("version", N_("version"), lambda one: one.record.version),
    ListColumn("dated", N_("date"), lambda one: str(one.record.dated or "")),
    ListColumn("location", N_("location"), lambda one: one.record.location),
    ListColumn("confidentiality", N_("confidentiality"), lambda one: one.record.confidentiality),
    ListColumn("request", N_("request"), lambda one: request_word(Request(one.record.request))),
    ListColumn("asked_on", N_("asked on"), lambda one: str(one.record.asked_on or "")),
    ListColumn("asked_by", N_("until"), lambda one: str(one.record.asked_by or "")),
)
EVIDENCE: tuple[ListColumn[EvidenceRow], ...] = (
    ListColumn("question", N_("question"), lambda one: one.question),
    ListColumn("number", N_("number"), lambda one: str(one.number)),
    ListColumn("kind", N_("kind"), lambda one: evidence_word(one.item)),
    ListColumn("text", N_("evidence"), lambda one: one.item.text + braces(one.item.text, "", {})),
    ListColumn("dated", N_("date"), lambda one: str(one.item.dated or "")),
    ListColumn("owner", N_("owner"), lambda one: one.item.owner),
    ListColumn("location", N_("location"), lambda one: one.item.location),
    ListColumn("asked_of", N_("asked of"), lambda one: one.item.asked_of),
    ListColumn("state", N_("state"), lambda one: _(STATES[one.item.state]) if one.item.state else ""),
)  # fmt: skip
DEPARTMENTS: tuple[ListColumn[DepartmentRow], ...] = (
    ListColumn("id", N_("id"), lambda one: one.id),
    ListColumn("title", N_("title"), lambda one: one.row.title),
    ListColumn("roles", N_("roles"), lambda one: " ".join(one.row.roles)),
)


@dataclass(frozen=True)
class BulkList:
    """One kind of list."""

    what: str
    title: str
    """What people call it, marked for translation."""
    columns: Sequence[ListColumn[Any]]
    """Those written by `export`."""
    rows: Callable[[Diagnosis], Iterable[Any]]
    required: tuple[str, ...]
    passed: tuple[str, ...] = ()
    """Columns that tell a person what the row is about."""
    beside: Sequence[ListColumn[Any]] = ()
    """Further columns of other lists of ours that are read as well."""

    @cached_property
    def form(self) -> Form:
        """Its columns where it is read, by their names in every language."""
        known: dict[str, tuple[str, ...]] = {}
        for column in (*self.columns, *self.beside):
            every = (*known.get(column.key, ()), *in_all(column.heading), *also(column.heading))
            known[column.key] = tuple(dict.fromkeys(every))
        return Form(
            columns={key: said for key, said in known.items() if key not in self.passed},
            required=self.required,
            passed={key: known[key] for key in self.passed},
        )


def _documents(diagnosis: Diagnosis) -> list[DocumentResult]:
    """Each document once: one that is withdrawn and created anew has two lines."""
    return list({line.document.id: line for line in reversed(diagnosis.documents)}.values())[::-1]


def _evidence(diagnosis: Diagnosis) -> Iterable[EvidenceRow]:
    answers = diagnosis.assessment.answers
    for name in diagnosis.questionnaire.questions:
        for number, item in enumerate(answers[name].evidence if name in answers else (), 1):
            yield EvidenceRow(name, number, item)


LISTS: Mapping[str, BulkList] = {
    one.what: one
    for one in (
        BulkList(
            "documents", N_("documents"), DOCUMENTS, _documents, ("id",),
            ("obligation", "contents"), ASKED,
        ),
        BulkList("evidence", N_("evidence"), EVIDENCE, _evidence, ("question", "text")),
        BulkList(
            "actions", N_("actions"), ACTIONS, roadmap, ("title",),
            ("source", "days", "gain"),
        ),
        BulkList(
            "departments", N_("departments"), DEPARTMENTS,
            lambda diagnosis: map(DepartmentRow._make, diagnosis.assessment.departments.items()),
            ("title",),
        ),
    )
}  # fmt: skip


def kinds_of(path: Path) -> list[str]:
    """The lists that a file may be by its columns. Raises Unreadable."""
    return [what for what, one in LISTS.items() if _fits(path, one)]


def _fits(path: Path, one: BulkList) -> bool:
    try:
        found = sheet.read(path, one.form)
    except Refused:
        return False
    first = min((row.line for row in found.rows), default=1)
    return all(line >= first for line in found.faults.lines)


def read(
    path: Path, one: BulkList, *, encoding: str | None = None, ignore: Iterable[str] = ()
) -> Sheet:
    """Read a list from CSV or xlsx. Raises Refused or Unreadable; faults of rows are in the sheet."""
    found = sheet.read(path, one.form, encoding=encoding, ignore=ignore)
    if len(found.rows) > MOST:
        raise Refused(
            _("{path}: {count} rows, and a list has at most {limit}; divide it"),
            path=path,
            count=len(found.rows),
            limit=MOST,
        )
    return found

"""Lists that go out and come back: documents, evidence, actions, departments; their columns, once.

What is written by these columns is read by them, in either language. Private notes are in none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.evidence_record import STATES, braces
from gapwizard.domain.other_words import also
from gapwizard.domain.roadmap import roadmap
from gapwizard.domain.words import evidence_word
from gapwizard.exchange.table import Form
from gapwizard.i18n import N_, _, in_all
from gapwizard.session.papers.actions import COLUMNS as ACTIONS
from gapwizard.session.papers.departments import DEPARTMENTS, DepartmentRow
from gapwizard.session.papers.documents import ASKED, DOCUMENTS
from gapwizard.session.papers.lists import ListColumn, csv_of


class EvidenceRow(NamedTuple):
    """One item of evidence with the question it is of, and its number there, from 1."""

    question: str
    number: int
    item: Evidence


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


def csv(diagnosis: Diagnosis, what: str) -> str:
    """One of the lists as CSV."""
    one = LISTS[what]
    return csv_of(one.columns, one.rows(diagnosis))

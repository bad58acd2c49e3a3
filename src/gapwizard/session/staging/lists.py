"""Documents, actions and departments from a list that came in, laid beside those that are here.

A row is about the one of its id, else about one of the same title; else it is a new one. A cell that
says what our own list says of it now changes nothing, nor does an empty one; `∅` takes away.

An id that is given by counting (D-01, A-01) is another thing in another copy: a row that has another
title than the one of its id here is about the one of its title, else a conflict, never a new title.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import ActionRecord, Change, Department, DocumentRecord
from gapwizard.domain.base import Value
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import WORDS, Request, wanted_documents
from gapwizard.domain.mentions import ids_named
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.exchange.sheet import CLEARS, Sheet, SheetRow
from gapwizard.exchange.table import Faults
from gapwizard.i18n import _, in_all, language
from gapwizard.session.acts import actions, departments, documents, fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field, Fields
from gapwizard.session.acts.labels import field_words, labels
from gapwizard.session.acts.names import check_new_id, next_free, no_such
from gapwizard.session.acts.staging import counted_act_of
from gapwizard.session.papers.bulk import BulkList
from gapwizard.session.staging import evidence
from gapwizard.session.staging.cells import (
    broken_row,
    cells_of,
    claimed_rows,
    is_unchanged,
    ours_of,
    plain,
    says_so,
    where_of,
    without_label,
)

FIELD_OF = {"from": "source"}
"""The field of a column that is called otherwise."""
COLUMN_OF = {field: column for column, field in FIELD_OF.items()}
NAMING = ("depends_on", "held_in")
"""Columns that name other rows of the list."""


class _Register(NamedTuple):
    """How rows of one table are named, found and changed."""

    table: str
    fields: Fields
    ids: Callable[[Moment], Collection[str]]
    takes: Callable[[Moment, str], bool]
    """Whether a new one may have this id."""
    free: Callable[[Moment, Moment, str, int, Container[str]], str]
    """The id of a new one without, at first and now, by its title, how many were made, what is taken."""
    begin: Callable[[str], Value]
    """What a new one is before its row is read, by its title: others of the list may name it."""
    make: Callable[[Moment, str, Mapping[str, str]], Value | None]
    """The row with fields set. Raises Refused."""
    unknown: Callable[[], str]
    counted: Callable[[Moment, str], bool] = lambda _moment, _name: False
    """Whether an id was given by counting, so that another copy gives it to something else."""


def _document_ids(moment: Moment) -> Collection[str]:
    added = (name for name, row in moment.assessment.documents.items() if row.title)
    return {*moment.questionnaire.document, *added}


def _document(
    moment: Moment,
    name: str,
    pairs: Mapping[str, str],
    titles: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Value | None:
    pairs = dict(pairs)
    if name in moment.questionnaire.document:
        declared = moment.questionnaire.document[name]
        for key in documents.BY_HAND:
            if key in pairs and not says_so(declared, key, pairs.pop(key), titles):
                words = _("{key} of a document of the questionnaire cannot be changed")
                raise Refused(words, key=key)
    elif "clauses" in pairs:  # the list that went out names them with their titles
        parts = re.split(r"[;；,，、\n]", pairs["clauses"])
        pairs["clauses"] = " ".join(part.split()[0] for part in parts if part.strip())
    if not pairs:
        return moment.assessment.documents.get(name)
    return documents.change(moment, name, pairs).changes[0].row


def _action(moment: Moment, name: str, pairs: Mapping[str, str]) -> Value:
    return actions.edited_action(moment.assessment.actions, name, pairs)


def _department(moment: Moment, name: str, pairs: Mapping[str, str]) -> Value | None:
    return departments.change(moment, name, pairs).changes[0].row


REGISTERS = {
    "documents": _Register(
        "documents", documents.FIELDS, _document_ids, documents.may_be_called,
        lambda first, _now, _title, made, _taken: next_free(
            documents.COUNTED, {*first.questionnaire.document, *first.assessment.documents}, made
        ),
        lambda title: DocumentRecord(title=title), _document,
        lambda: _("there is no document {name!r}{hint}; one added by hand has a title, and an id of its own or none"),
        lambda now, name: name not in now.questionnaire.document and bool(re.fullmatch(r"D-[0-9]+", name)),
    ),
    "actions": _Register(
        "actions", actions.ACTION, lambda moment: moment.assessment.actions,
        lambda _moment, name: re.fullmatch(r"A-[0-9]{1,6}", name) is not None,
        lambda first, _now, _title, made, _taken: next_free("A-", first.assessment.actions, made),
        lambda title: ActionRecord(title=title), _action,
        lambda: _("there is no action {name!r}{hint}; a new one has no id yet"),
        lambda _moment, _name: True,
    ),
    "departments": _Register(
        "departments", departments.DEPARTMENT, lambda moment: moment.assessment.departments,
        lambda _moment, name: name not in departments.WORDS,
        lambda _first, now, title, _made, taken: departments.free_id(now.assessment, title, taken),
        lambda title: Department(title=title or "-"), _department,
        lambda: _("there is no department {name!r}{hint}; give a title to add one"),
    ),
}  # fmt: skip


def stage(
    moment: Moment,
    diagnosis: Diagnosis,
    one: BulkList,
    found: Sheet,
    faults: Faults,
    source: str,
    titles: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Staging:
    """Every row of a list beside what is here; what is wrong with one is noted in `faults` too.

    `titles` are those of the questionnaire's documents in its other languages.
    """
    ours = ours_of(one, diagnosis, wanted_documents(diagnosis) if one.beside else ())
    rows = [row for row in found.rows if not faults.at(row.line)]
    if one.what == "evidence":
        staged = evidence.stage(moment, rows, ours, faults)
    else:
        register = REGISTERS[one.what]
        if one.what == "documents":
            register = register._replace(make=partial(_document, titles=titles))
        staged = _Reading(moment, register, ours, faults).of(rows)
    table = "answers" if one.what == "evidence" else one.what
    told = {row.where for row in staged}
    broken = [broken_row(table, "", line, faults) for line in sorted(faults.lines)]
    return Staging(source, (*staged, *(row for row in broken if row.where not in told)))


class _Named(NamedTuple):
    """A row with the id that it is about."""

    row: SheetRow
    cells: Mapping[str, str]
    name: str
    new: bool
    stranger: bool
    """Whether another title stands under its id, and its own nowhere."""


class _Reading:
    """One list being read; what its rows made so far is known to those that follow."""

    def __init__(
        self,
        moment: Moment,
        register: _Register,
        ours: Mapping[str, Mapping[str, Collection[str]]],
        faults: Faults,
    ) -> None:
        self._moment, self._register, self._ours, self._faults = moment, register, ours, faults
        self._before, self._first, self._made = moment.assessment, moment, 0
        self._gone = frozenset(ids_named(moment.assessment))
        """Ids that something names: that of what was removed is given to nothing else."""
        self._seen: dict[str, int] = {}
        self._titled: dict[tuple[str, str], list[str]] = {}
        for name, row in moment.assessment.rows(register.table).items():
            self._titled.setdefault(_titles(dict(row)), []).append(name)
        self._claims: dict[int, str] = {}
        self._awaited = self._written = frozenset[str]()
        self._called: dict[str, str] = {}
        """The id here of what the list calls otherwise."""

    def of(self, rows: Sequence[SheetRow]) -> list[StagedRow]:
        """Each row: first whom all are about, then what they change, so that one may name another."""
        told = [(row.line, cells_of(row)) for row in rows]
        self._claims = claimed_rows(told, self._is_stranger, self._same_title)
        self._awaited = frozenset(self._claims.values())
        # Ids that the list gives itself, wherever they stand in it: none of them is counted.
        self._written = frozenset(cells.get("id", "") for _line, cells in told)
        named = [self._named(row) for row in rows]
        return [one if isinstance(one, StagedRow) else self._staged(one) for one in named]

    def _same_title(self, cells: Mapping[str, str]) -> list[str]:
        """Those here that have the title of a row, without those that an earlier row was about."""
        fields_of = {FIELD_OF.get(key, key): cell for key, cell in cells.items()}
        return self._titled.get(_titles(fields_of), [])

    def _is_stranger(self, cells: Mapping[str, str]) -> bool:
        """Tell whether a row has a counted id that nothing has here, or something of another title."""
        name, title = cells.get("id", ""), one_line(cells.get("title", ""))
        if title in ("", CLEARS) or not name or not self._register.counted(self._moment, name):
            return False
        row = self._before.row(self._register.table, name)
        return row is None or not is_unchanged(
            title, {plain(one_line(str(getattr(row, "title", ""))))}
        )

    def _named(self, row: SheetRow) -> _Named | StagedRow:
        cells = cells_of(row)
        name, kind = self._claims.get(row.line) or cells.get("id", ""), Kind.INVALID
        stranger = row.line not in self._claims and self._is_stranger(cells)
        if stranger and name in self._awaited:
            name, stranger = self._free(cells["title"], self._register.ids(self._moment)), False
        register, known = self._register, self._register.ids(self._moment)
        name, column = _as_known(name, known), "id"
        try:
            if (
                name
                and name not in known
                and not (cells.get("title") and register.takes(self._moment, name))
            ):
                kind = Kind.UNKNOWN
                raise no_such(register.unknown(), name, [] if self._faults.full else known)
            name, new = self._find(name, cells, known)
            if new:
                column = "title"
                fields.check_length(cells.get(column, ""), column)
        except Refused as problem:
            self._faults.add(row.line, column, without_label(str(problem), column))
            return broken_row(register.table, name, row.line, self._faults, kind)
        self._seen[name] = row.line
        if new:
            self._keep(name, self._register.begin(cells.get("title", "")))
        if cells.get("id", name) != name:
            self._called[cells["id"]] = name
        return _Named(row, cells, name, new, stranger and not new)

    def _find(
        self, name: str, cells: Mapping[str, str], known: Collection[str]
    ) -> tuple[str, bool]:
        """The id that a row is about, and whether it is a new one. Raises Refused."""
        if name in self._seen:
            words = _("{name} stands in line {first} already")
            raise Refused(words, name=name, first=self._seen[name])
        if name in known:
            return name, False
        if name:
            check_new_id(name)
            return name, True
        if not cells.get("title"):
            raise Refused(_("neither an id nor a title: it is not clear what the row is about"))
        same = self._same_title(cells)
        while same:
            if (found := same.pop(0)) not in self._seen and found not in self._awaited:
                return found, False
        return self._free(cells["title"], known), True

    def _free(self, title: str, known: Collection[str]) -> str:
        """An id that nobody has; counted on from those here, for a list may be long."""
        taken = {*known, *self._seen, *self._gone, *self._written}
        name = ""
        while name in taken | {""}:
            name = self._register.free(self._first, self._moment, title, self._made, taken)
            self._made += 1
        return name

    def _keep(self, name: str, row: Value | None) -> None:
        after = self._moment.assessment.with_changes([Change(self._register.table, name, row)])
        self._moment = self._moment._replace(assessment=after)

    def _staged(self, one: _Named) -> StagedRow:
        register, line = self._register, one.row.line
        pairs = self._pairs(one)
        before = self._before.row(register.table, one.name)
        try:
            after = register.make(self._moment, one.name, pairs) if pairs else before
        except Refused as problem:
            self._blame(one, pairs, problem)
            return broken_row(register.table, one.name, line, self._faults)
        if after == before:
            return StagedRow(
                register.table, one.name, Kind.SAME, where_of(line), outcomes={Choice.MINE: None}
            )
        found = _differences(register.fields, before, after)
        kind = Kind.NEW if one.new else Kind.CHANGED
        if one.stranger:
            kind, found = Kind.CONFLICT, (shown._replace(conflict=True) for shown in found)
        else:
            self._keep(one.name, after)
        change = Change(register.table, one.name, after)
        outcomes: dict[Choice, Change | None] = {Choice.THEIRS: change, Choice.MINE: None}
        return StagedRow(register.table, one.name, kind, where_of(line), tuple(found), outcomes)

    def _pairs(self, one: _Named) -> dict[str, str]:
        """The fields that a row changes, as they are typed."""
        ours = self._ours.get(one.name, {})
        pairs = {}
        for column, said in one.cells.items():
            cell = self._renamed(said) if column in NAMING and self._called else said
            if column == "id" or is_unchanged(cell, ours.get(column, ())):
                continue
            late = column in ("request", "state") and cell in in_all(WORDS[Request.LATE])
            if late and column == "state":  # it says nothing of how far an action has come
                continue
            field, written = FIELD_OF.get(column, column), "asked" if late else cell
            written = "" if written == CLEARS else written
            if not self._says(one, field, written):
                pairs[field] = written
        return pairs

    def _renamed(self, cell: str) -> str:
        """Ids of the list as they are here."""
        return re.sub(r"[\w.-]+", lambda found: self._called.get(found[0], found[0]), cell)

    def _says(self, one: _Named, field: str, written: str) -> bool:
        """Tell whether a field holds already what a cell says in other words."""
        row = self._before.row(self._register.table, one.name)
        if row is None:
            return False
        try:
            read = fields.read({field: written}, self._register.fields, type(row))
        except Refused:
            return False
        return bool(read[field] == getattr(row, field))

    def _blame(self, one: _Named, pairs: Mapping[str, str], whole: Refused) -> None:
        """Note which column is at fault, by trying them one by one; else the row."""
        found = False
        for field, written in pairs.items():
            try:
                self._register.make(self._moment, one.name, {field: written})
            except Refused as problem:
                found = True
                english = language() == "en"
                label = field if english else field_words(field)
                why = str(problem) if english else problem.worded(labels())
                column = COLUMN_OF.get(field, field)
                self._faults.add(one.row.line, column, without_label(why, label))
        if not found:
            self._faults.add(one.row.line, "", whole)


def _as_known(name: str, known: Collection[str]) -> str:
    """An id as it is written here: a spreadsheet may have changed its case or width."""
    if name in known:
        return name
    folded = unicodedata.normalize("NFKC", name).casefold()
    return next((one for one in known if one.casefold() == folded), name)


def _titles(cells: Mapping[str, Any]) -> tuple[str, str]:
    """What tells an action, a document or a department without an id."""
    return one_line(str(cells.get("title", ""))), one_line(str(cells.get("source", "")))


def _differences(fields: Fields, before: Value | None, after: Value | None) -> Iterable[Difference]:
    for key, field in fields.items():
        mine = field.typed(getattr(before, key, None))
        theirs = field.typed(getattr(after, key, None))
        if mine != theirs:
            yield Difference(key, _said(field, mine), _said(field, theirs))


def _said(field: Field, value: str) -> str:
    """A value as a list in this language has it: a code in English, its word in another one."""
    words = {} if language() == "en" else dict(field.choices)
    return _(words[value]) if value in words else value


def act_of(moment: Moment, staging: Staging, changes: Sequence[Change]) -> Act:
    """The one act of what was chosen. Raises Refused where it rests on a row that is left out."""
    after = moment.assessment.with_changes(changes)
    moment = moment._replace(assessment=after)
    for _table, name, row in changes:
        needed: Iterable[str] = ()
        if isinstance(row, DocumentRecord) and row.held_in is not None:
            needed = {row.held_in} - set(_document_ids(moment))
        elif isinstance(row, ActionRecord):
            needed = set(ids_in(row.depends_on)) - after.actions.keys()
        for other in needed:
            words = _("{name} names {other}, which is not taken; take both or neither")
            raise Refused(words, name=name, other=other)
    return counted_act_of(staging, changes)

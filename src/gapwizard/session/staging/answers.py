"""A sheet of ours that came back, laid beside the assessment as it is and as it was when it left.

A cell that is as it left is no change, whatever happened here since; one that both sides changed is a
conflict. An item of evidence with a number replaces the item that had it, wherever that stands now.
A rating, or a tick, of a question that asks something else since the sheet left is a conflict too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.evidence import Evidence, EvidenceItem, cell_of, with_item
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.domain.visible import visible
from gapwizard.domain.words import evidence_cell
from gapwizard.errors import quoted
from gapwizard.exchange import answers_sheet
from gapwizard.exchange.answers_out import CELLS, cell_written
from gapwizard.exchange.answers_sheet import OWN, AnswerFile, AnswerRow
from gapwizard.exchange.sheet import SheetRow
from gapwizard.i18n import LANGUAGES, _, speaking
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import TEXTS, AnswerEdit
from gapwizard.session.acts.fields import clean
from gapwizard.session.answer_sheet import RowReader, Words
from gapwizard.session.earlier import asked_otherwise, hash_of, rows_at, version_at
from gapwizard.session.session import Session
from gapwizard.session.staging.cells import broken_row, where_of

NAMES = ("question", "qid")
ABOUT = (*NAMES, "assessment", "revision", "blank")
"""Columns that say what a row is about."""
FIELDS = {**{column: column for column in (*CELLS, "note")}, OWN: "client"}
"""The field of an answer that each column holds; flags have two."""
FLAGS = ("follow_up", "candidate")
OWN_ALONE = ("note", *FLAGS)
"""Columns of the assessor's own, which no sheet of ours has: somebody else wrote what stands there."""
JUDGED = ("rating", "ticked")
"""Columns that say how far a criterion is met: another criterion leaves nothing of them."""


def is_ours(session: Session, file: AnswerFile) -> bool:
    """Tell whether a file was written from this assessment, at least in part.

    One whose rows name none any more, but which has the columns that our sheets alone have, is taken
    for one whose state nobody knows: what differs from what stands here is a conflict.
    """
    named = file.assessments
    unnamed = not named and any({"qid", OWN} & line.cells.keys() for line in file.lines)
    return unnamed or session.assessment.id in named


def act_of(session: Session, staging: Staging, changes: Sequence[Change]) -> Act:
    """The one act that takes in what was chosen."""
    return answers.import_act(session.moment, changes, staging.source)


def stage(session: Session, file: AnswerFile, words: Words, source: str) -> Staging:
    """Every row of a sheet beside what is here; what is wrong with a row is in the file's faults too."""
    reader = RowReader(session, words, file.faults, ours=is_ours(session, file))
    past = _Past(session, file.meta)
    rows = [_staged(reader, past, line) for line in file.lines]
    known = {line.line for line in file.lines}
    rows += [_broken(reader, line, "") for line in file.faults.lines if line not in known]
    return Staging(source, tuple(row for row in rows if row is not None))


class _Past:
    """The answers as they were when a sheet was written."""

    def __init__(self, session: Session, meta: Mapping[str, str]) -> None:
        self._session, self._hash = session, meta.get("hash", "")
        self._revision, self._version = meta.get("revision", ""), meta.get("version", "")
        self._known: dict[int, _State | None] = {}
        self._otherwise: dict[str, frozenset[str]] = {}

    def sides(self, origin: AnswerRow, question: str) -> "_Sides":
        """One answer as it left, and as it is."""
        state = self._at(origin.revision, origin.history)
        mine = self._session.assessment.answers.get(question) or Answer()
        base = mine if state is None else state.answers.get(question) or Answer()
        told = {self._version, state.version if state is not None else ""}
        others = told - {"", self._session.questionnaire.version}
        otherwise = any(question in self._changed_since(one) for one in others)
        return _Sides(base, mine, known=state is not None, old=bool(others), otherwise=otherwise)

    def _changed_since(self, version: str) -> frozenset[str]:
        """The questions that ask something else than in a version."""
        if version not in self._otherwise:
            self._otherwise[version] = asked_otherwise(self._session, version)
        return self._otherwise[version]

    def _at(self, revision: int | None, history: str) -> "_State | None":
        """None where it is not known: no revision is named, one to come, or it was another history.

        A bare number, of a row that an older version wrote or a person, is taken for one of ours.
        """
        if revision is None or revision > self._session.revision:
            return None
        if revision not in self._known:
            found: Mapping[str, Any] | None = rows_at(self._session, "answers", revision)
            self._known[revision] = None
            if found is not None:
                version = version_at(self._session, revision)
                self._known[revision] = _State(found, hash_of(found), version)
        state = self._known[revision]
        named = self._hash if str(revision) == self._revision else ""
        if state is None or not state.hash.startswith(history) or named not in ("", state.hash):
            return None
        return state


class _State(NamedTuple):
    """The answers at a revision of this history, their hash, and the version that was asked."""

    answers: Mapping[str, Answer]
    hash: str
    version: str


class _Sides(NamedTuple):
    """One answer as it left and as it is."""

    base: Answer
    mine: Answer
    known: bool
    """Whether it is known how it left."""
    old: bool
    """Whether another version of the questionnaire was asked then."""
    otherwise: bool
    """Whether its question asked something else then."""


def _staged(reader: RowReader, past: _Past, line: SheetRow) -> StagedRow | None:
    """One row; None for one that says nothing, of a question that only an older version had."""
    faults = reader.faults
    about = {name: line.cells[name] for name in ABOUT if line.cells.get(name)}
    if not any(cell.strip() for name, cell in line.cells.items() if name not in ABOUT[2:]):
        return None
    origin = answers_sheet.row_of(SheetRow(line.line, about), faults)
    question, blank = reader.named(origin.question), "blank" in about
    sides = past.sides(origin, question or origin.question)
    if blank:  # who filled it in saw nothing of what stood here
        sides = sides._replace(known=False)
    touched = _touched(line, sides, blank=blank)
    if not question and sides.old and not touched.cells.keys() - set(NAMES):
        return None
    kind = Kind.INVALID if question or not origin.question else Kind.UNKNOWN
    if not reader.check_origin(origin) or not reader.question(origin):
        return _broken(reader, line.line, origin.question, kind)
    row = answers_sheet.row_of(touched, faults)
    return _beside(reader, question, row, sides, sees_numbers=bool(origin.assessment) and not blank)


def _touched(line: SheetRow, sides: _Sides, *, blank: bool) -> SheetRow:
    """A row without the cells that are as they left."""
    cells = {}
    for name, cell in line.cells.items():
        left = ("",) if blank or not sides.known else _left(name, sides.base)
        if name in NAMES or (name not in ABOUT and _flat(cell) not in map(_flat, left)):
            cells[name] = cell
    return SheetRow(line.line, cells)


def _left(column: str, answer: Answer) -> Iterator[str]:
    """How a cell may have stood when the sheet left: in whichever language it was written."""
    for language in LANGUAGES:
        with speaking(language):
            yield cell_written(column, answer)


def _flat(cell: str) -> str:
    return " ".join(visible(cell).split())


def _beside(
    reader: RowReader, question: str, row: AnswerRow, sides: _Sides, *, sees_numbers: bool
) -> StagedRow:
    """A row whose cells were read, beside what is here."""
    edit = reader.edit(row)
    items = _corrected(sides, row.evidence if sees_numbers else _unnumbered(row.evidence))
    for why in items.faults:
        reader.faults.add(row.line, "evidence", why)
    if "evidence" in row.clears:
        items = _Items((), sides.mine.evidence, [])
        if sides.known and sides.base.evidence == sides.mine.evidence:
            items = _Items((), (), [])
    edit = replace(edit, add=(), evidence=items.theirs)
    if items.theirs == sides.mine.evidence:
        edit = replace(edit, evidence=None)
    theirs = reader.changed(row.line, question, edit)
    if reader.faults.at(row.line):
        return _broken(reader, row.line, question)
    after = theirs.row if theirs is not None else sides.mine
    found = tuple(_differences(sides, after if isinstance(after, Answer) else Answer(), items))
    where = where_of(row.line)
    if not found:
        return StagedRow("answers", question, Kind.SAME, where)
    kind = Kind.NEW if all(not one.mine for one in found) else Kind.CHANGED
    taken = _only(edit, [one.field for one in found])
    outcomes = {Choice.THEIRS: reader.changed(row.line, question, taken), Choice.MINE: None}
    if any(one.conflict for one in found):
        kind, kept = Kind.CONFLICT, _only(edit, [one.field for one in found if not one.conflict])
        if items.safe != items.theirs:
            kept = replace(kept, evidence=items.safe)
        outcomes[Choice.MINE] = reader.changed(row.line, question, kept)
    return StagedRow("answers", question, kind, where, found, outcomes)


def _broken(reader: RowReader, line: int, question: str, kind: Kind = Kind.INVALID) -> StagedRow:
    """A row of which nothing can be taken, and why."""
    return broken_row("answers", quoted(question), line, reader.faults, kind)


# What differs


def _differences(sides: _Sides, after: Answer, items: "_Items") -> Sequence[Difference]:
    found = []
    for column, field in (*FIELDS.items(), *((flag, flag) for flag in FLAGS)):
        base, mine, theirs = (getattr(one, field) for one in (sides.base, sides.mine, after))
        if column == "evidence":
            conflict = items.safe != items.theirs
        else:
            conflict = (mine != base) if sides.known else bool(_words(column, sides.mine))
            conflict = conflict or (sides.otherwise and column in JUDGED)
            conflict = conflict or (column in OWN_ALONE and bool(_words(column, sides.mine)))
        if mine != theirs and (theirs != base or not sides.known or column == "evidence"):
            before = _words(column, sides.base) if sides.known else None
            mine_words, theirs_words = _words(column, sides.mine), _words(column, after)
            if column in TEXTS and mine_words.strip() == theirs_words.strip():
                continue  # the blanks around a text do not stand in a cell
            found.append(Difference(column, mine_words, theirs_words, before, conflict))
    return found


def _words(column: str, answer: Answer) -> str:
    """A field as a person reads it; empty: nothing stands there."""
    if column == "evidence":
        return visible(evidence_cell(answer.evidence))
    if column in CELLS:
        return cell_written(column, answer)
    value = getattr(answer, FIELDS.get(column, column))
    return visible(value) if isinstance(value, str) else "yes" if value else ""


_TAKES_AWAY = {"rating": "clear", "strength": "derive", "client": "clear_client"}
"""The part of an edit that takes a field away."""


def _only(edit: AnswerEdit, columns: Sequence[str]) -> AnswerEdit:
    """An edit with some columns alone."""
    kept = {FIELDS.get(column, column) for column in columns}
    kept |= {away for field, away in _TAKES_AWAY.items() if field in kept}
    left: dict[str, Any] = {
        one.name: one.default for one in fields(AnswerEdit) if one.name not in kept
    }
    return replace(edit, **left)


# Evidence


class _Items(NamedTuple):
    """What a cell makes of the items that stand here."""

    theirs: tuple[Evidence, ...]
    safe: tuple[Evidence, ...]
    """The same without what corrects an item that was changed here too."""
    faults: Sequence[str]


def _unnumbered(items: Sequence[EvidenceItem]) -> Sequence[EvidenceItem]:
    """Items of a sheet in which none stood that could be corrected: their numbers mean nothing."""
    return [item._replace(number=None) for item in items]


def _corrected(sides: _Sides, items: Sequence[EvidenceItem]) -> _Items:
    """Put corrected items in the place of those that had their number, and add the new ones."""
    base, mine = sides.base.evidence, sides.mine.evidence
    theirs, safe, faults, seen = list(mine), list(mine), [], set[int]()
    cell = [
        (number, given.model_copy(update={"text": clean(given.text, "evidence")}))
        for number, given in items
    ]
    moved = _moved(cell, base)
    for place, (number, given) in enumerate(cell):
        if place in moved:
            if number not in moved.values():
                seen.add(number or 0)
            continue  # it stands there as it was, under another number
        if number in moved.values():  # what had the number stands elsewhere in the cell
            new = number not in seen
            seen.add(number or 0)
        else:
            new = number is None or (number > len(base) and not sides.known)
        if new or number is None:
            theirs, safe = list(with_item(theirs, given)), list(with_item(safe, given))
        elif number > len(base) or number in seen:
            why = _("there is no item {number}, or it stands here twice").format(number=number)
            faults.append(why)
        else:
            seen.add(number)
            old = base[number - 1]
            item = given.placed_as(old)
            if item == old or _flat(cell_of([item])) == _flat(cell_of([old])) or item in mine:
                continue
            _correct(theirs, number, old, item, base)
            if sides.known and old in mine:
                _correct(safe, number, old, item, base)
    return _Items(tuple(theirs), tuple(safe), faults)


def _moved(cell: Sequence[tuple[int | None, Evidence]], base: Sequence[Evidence]) -> dict[int, int]:
    """The places in a cell of items that stand there as they were under another number; that number."""
    words = [_flat(cell_of([old])) for old in base]
    own = {
        number
        for number, item in cell
        if number and number <= len(base) and _said(item, base[number - 1]) == words[number - 1]
    }
    found: dict[int, int] = {}
    for place, (number, item) in enumerate(cell):
        for at, old in enumerate(base, 1):
            free = at not in own and at not in found.values() and at != number
            if (
                number is not None
                and number not in own
                and free
                and _said(item, old) == words[at - 1]
            ):
                found[place] = at
                break
    return found


def _said(item: Evidence, old: Evidence) -> str:
    return _flat(cell_of([item.placed_as(old)]))


def _correct(
    items: list[Evidence], number: int, old: Evidence, new: Evidence, base: Sequence[Evidence]
) -> None:
    """Put an item in the place of the old one, else of what was made of that here, else behind."""
    if old in items:
        items[items.index(old)] = new
    elif number <= len(items) and items[number - 1] not in base:
        items[number - 1] = new
    else:
        items.append(new)

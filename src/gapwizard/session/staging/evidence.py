"""Evidence from a list that came in: its rows, by the question that they are of.

A row with a number is about the item that has it; one without adds an item, or says more of the one
with the same words. Rows of one question are taken together: its evidence is one part of its answer.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import Evidence, parse_item, with_item
from gapwizard.domain.evidence_record import STATES, braces
from gapwizard.domain.other_words import choice
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow
from gapwizard.domain.words import evidence_cell
from gapwizard.errors import Refused
from gapwizard.exchange.sheet import CLEARS, SheetRow
from gapwizard.exchange.table import Faults
from gapwizard.i18n import _, names
from gapwizard.session.acts import answers, fields
from gapwizard.session.acts.act import Moment
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.names import no_such
from gapwizard.session.staging.cells import Ours, broken_row, cells_of, is_unchanged, where_of

TABLE = "answers"


def stage(moment: Moment, rows: Sequence[SheetRow], ours: Ours, faults: Faults) -> list[StagedRow]:
    """One row for each question that a list names, and one for each row that cannot be taken."""
    found: list[StagedRow] = []
    asked: dict[str, list[SheetRow]] = {}
    for row in rows:
        name = unicodedata.normalize("NFKC", row.cells.get("question", "")).strip()
        if name in moment.questionnaire.questions:
            asked.setdefault(name, []).append(row)
            continue
        known = [] if faults.full else list(moment.questionnaire.questions)
        faults.add(
            row.line,
            "question",
            no_such(_("there is no question {name!r}{hint}"), name, known),
        )
        found.append(broken_row(TABLE, name, row.line, faults, Kind.UNKNOWN))
    return [
        *(one for item in asked.items() for one in _question(moment, *item, ours, faults)),
        *found,
    ]


def _question(
    moment: Moment, name: str, rows: Sequence[SheetRow], ours: Ours, faults: Faults
) -> list[StagedRow]:
    """What the rows of one question make of its evidence."""
    before = (moment.assessment.answers.get(name) or Answer()).evidence
    seen, broken = set[int](), list[StagedRow]()
    items: list[Evidence | None] = list(before)
    added: list[Mapping[str, str]] = []
    for row in rows:
        cells = cells_of(row)
        try:
            number = _number(cells.get("number", ""), seen)
            if number is not None and number <= len(before):
                seen.add(number)
                items[number - 1] = _changed(
                    before[number - 1], cells, ours.get(f"{name} {number}", {})
                )
            else:
                added.append(cells)
                _edited(None, cells, {})
        except Refused as problem:
            faults.add(row.line, "", problem)
            broken.append(broken_row(TABLE, name, row.line, faults))
    if broken:
        return broken
    after = tuple(item for item in items if item is not None)
    for one in added:  # behind those that are here, without what goes
        after = with_item(after, _edited(None, one, {}))
    try:
        change = answers.change(moment, name, AnswerEdit(evidence=after)).changes[0]
    except Refused as problem:
        faults.add(rows[0].line, "", problem)
        return [broken_row(TABLE, name, rows[0].line, faults)]
    where = where_of(*(row.line for row in rows))
    if after == before:
        return [StagedRow(TABLE, name, Kind.SAME, where, outcomes={Choice.MINE: None})]
    differences = tuple(_differences(before, after))
    kind = Kind.CHANGED if before else Kind.NEW
    return [
        StagedRow(TABLE, name, kind, where, differences, {Choice.THEIRS: change, Choice.MINE: None})
    ]


def _differences(before: tuple[Evidence, ...], after: tuple[Evidence, ...]) -> Iterator[Difference]:
    """What becomes of the items; where they lie by itself, for client view hides that."""
    mine, theirs = (evidence_cell(items, numbered=True) for items in (before, after))
    if mine != theirs:
        yield Difference("evidence", mine, theirs)
    places = [names(filter(None, (one.location for one in items))) for items in (before, after)]
    if places[0] != places[1]:
        yield Difference("location", places[0], places[1])


def _number(written: str, seen: set[int]) -> int | None:
    """The number of an item; None for one without. Raises Refused for one that stands twice."""
    if not written or written == CLEARS:
        return None
    number = fields.whole("number", written, 1, answers.EVIDENCE_LIMIT)
    if number in seen:
        raise Refused(_("item {number} stands here twice"), number=number)
    return number


def _changed(
    item: Evidence, cells: Mapping[str, str], ours: Mapping[str, Collection[str]]
) -> Evidence | None:
    """An item as the cells say; None where its text is taken away, and it with that. Raises Refused."""
    return None if cells.get("text") == CLEARS else _edited(item, cells, ours)


def _edited(
    item: Evidence | None, cells: Mapping[str, str], ours: Mapping[str, Collection[str]]
) -> Evidence:
    """An item as the cells say, from none or the one that is here. Raises Refused."""
    if item is None and cells.get("text") == CLEARS:
        raise Refused(_("∅ takes an item away by its number, and none is named"))
    said = {
        key: "" if cell == CLEARS else cell
        for key, cell in cells.items()
        if not is_unchanged(cell, ours.get(key, ()))
    }
    update: dict[str, object] = {
        key: fields.line(key, said[key]) for key in ("owner", "location", "asked_of") if key in said
    }
    if "dated" in said:
        update["dated"] = fields.day("date", said["dated"]) if said["dated"] else None
    if "state" in said:
        update["state"] = _state(said["state"])
    if item is None or "kind" in said or "text" in said:
        update = _worded(item, said) | update
    known = dict(item) if item is not None else {}
    return Evidence.model_validate({**known, **update})


def _worded(item: Evidence | None, said: Mapping[str, str]) -> dict[str, object]:
    """What the cells of its kind and its text say of an item; the text may hold more of it."""
    text, kind = said.get("text", ""), said.get("kind", "")
    if item is not None:
        text = text or item.text + braces(item.text, "", {})
        kind = kind or item.label
    read = parse_item(f"{kind}: {text}" if kind else text)
    beside = {key: value for key, value in read if value}
    words = fields.clean(read.text, "text")
    return {**beside, "kind": read.kind, "taken": read.taken, "of": read.of, "text": words}


def _state(written: str) -> str:
    if not written:
        return ""
    found = choice(written, STATES)
    if found is None:
        words = _("{written!r} is none of {words}")
        raise Refused(words, written=written, words=names(STATES))
    return found

"""Two copies of one assessment put together: what only one side changed is taken, the rest is staged.

A merge is three states of every row: as it was when both copies were one, as it is here, as it is
there. It never takes a word away: what both sides changed differently waits for a person, who may let
both stand as a dispute.
"""

from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from typing import NamedTuple

from gapwizard.domain.assessment import TABLES, Answer, Assessment, Change, Dispute
from gapwizard.domain.base import Value
from gapwizard.domain.disputes import PREFIX
from gapwizard.domain.mentions import Thing
from gapwizard.domain.merge_fields import (
    Combined,
    Fields,
    Sides,
    Voice,
    cell_text,
    combine,
    flat,
    followers,
    in_order,
    led_fields,
    plain_fields,
    review_fields,
    row_of_fields,
    take,
)
from gapwizard.domain.merge_ids import FreeIds, Renamed, new_ids, with_ids
from gapwizard.domain.merge_lineage import UNKNOWN_ORIGINS, Origins, joined_origins
from gapwizard.domain.merge_rules import Away, ThreeStates, with_links, with_rules
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow
from gapwizard.i18n import _, parts

Voices = Mapping[tuple[str, str, str], Voice]
"""Who said last what a field of a row holds, since both copies were one; the whole row: field ''."""


class Copies(NamedTuple):
    """One assessment in three states."""

    base: Assessment
    """As it was when both copies were one."""
    mine: Assessment
    theirs: Assessment
    mine_first: bool
    """Whose additions come first in a list: the same on both sides, whoever takes from whom."""
    voices: Voices
    """On the side that is here."""
    their_voices: Voices
    """On the other one, by the ids that it uses."""
    listed: frozenset[str] = frozenset()
    """Ids of the documents and files of the questionnaire, which nobody gave by hand."""
    origins: Origins = UNKNOWN_ORIGINS
    """By which acts things were made, by the ids of their own state."""


class Merge(NamedTuple):
    """What comes in from another copy."""

    rows: tuple[StagedRow, ...]
    renamed: Renamed
    """What rows that both sides added under one id are called here."""
    origins: Mapping[str, tuple[str, ...]]
    """By which acts what comes in was made, by `table/id`, where that is not known here."""


def merge(copies: Copies) -> Merge:
    """Lay the other copy beside the one that is here, row by row."""
    ids, old = new_ids(copies.base, copies.mine, copies.theirs, copies.listed, copies.origins)
    theirs, before = with_ids(copies.theirs, ids), with_ids(copies.base, old)
    there = {table: {here: n for n, here in own.items()} for table, own in ids.items()}
    rows: list[StagedRow] = []
    places = _Places(copies, there, FreeIds({*copies.mine.disputes, *theirs.disputes}))
    for table in TABLES:
        base, mine, other = (one.rows(table) for one in (before, copies.mine, theirs))
        for name in dict.fromkeys((*mine, *other, *base)):
            states = _States(base.get(name), mine.get(name), other.get(name))
            if states.mine == states.theirs or states.theirs == states.base:
                continue
            row = _row(states, places.beside(table, name))
            if row is not None:
                rows.append(row)
    three = ThreeStates(before, copies.mine, theirs)
    rows = with_links(rows, three, _taking_away(places))
    origins = joined_origins(copies.mine, theirs, _renamed(copies.origins, ids), copies.listed)
    return Merge(tuple(with_rules(rows, three, places.field_dispute)), ids, origins)


def _renamed(origins: Origins, ids: Renamed) -> Origins:
    """What came from where, with the ids that its rows have on this side."""
    theirs = {
        table: {ids.get(table, {}).get(name, name): acts for name, acts in made.items()}
        for table, made in origins.theirs.items()
    }
    return origins._replace(theirs=theirs)


class _Places(NamedTuple):
    """Where the rows of both copies are."""

    copies: Copies
    there: Renamed
    """The ids that rows have in the other copy, by their ids here."""
    numbers: FreeIds

    def beside(self, table: str, name: str) -> "_Beside":
        """What a row is called, and who said what of it."""
        there = self.there.get(table, {}).get(name, name)
        return _Beside(self.copies, table, name, there, self.numbers)

    def field_dispute(self, table: str, name: str, field: str, said: object) -> Change:
        """The dispute that keeps the other side's words of one field of a row."""
        beside = self.beside(table, name)
        return _dispute(beside, beside.theirs_by(field), {field: said})


def _taking_away(places: _Places) -> Away:
    """Disputes that say that a row was taken away: one for each, whoever asks."""

    @cache
    def dispute(thing: Thing) -> Change:
        beside = places.beside(*thing)
        here = places.copies.mine.row(*thing) is None
        return _dispute(beside, beside.mine_by("") if here else beside.theirs_by(""), gone=True)

    return dispute


class _States(NamedTuple):
    base: Value | None
    mine: Value | None
    theirs: Value | None


class _Beside(NamedTuple):
    """What a row is called, and who said what of it."""

    copies: Copies
    table: str
    name: str
    there: str
    """Its id in the other copy."""
    numbers: FreeIds

    def mine_by(self, path: str) -> Voice | None:
        return _voice(self.copies.voices, self.table, self.name, path)

    def theirs_by(self, path: str) -> Voice | None:
        return _voice(self.copies.their_voices, self.table, self.there, path)


def _voice(voices: Voices, table: str, name: str, path: str) -> Voice | None:
    field = path.partition(".")[0]
    return voices.get((table, name, field)) or voices.get((table, name, ""))


def _row(states: _States, beside: _Beside) -> StagedRow | None:
    """The row as it comes in; None where nothing of it does."""
    mine, table = states.mine, beside.table
    if table == "answers":  # an answer of which nothing is left is one that says nothing
        states = _States(*(row or Answer() for row in states))
    if table == "disputes" or None in (states.mine, states.theirs):
        return _whole(states, beside)
    fallback = plain_fields(table)
    old = flat(states.base) if states.base is not None else fallback
    sides = Sides(old, flat(states.mine), flat(states.theirs), beside.copies.mine_first)
    found = combine(table, sides)
    kept = _raised(table, found.fields)
    shown = _differences(sides, found, beside)
    if not found.open:
        if kept == mine:
            return None
        kind = Kind.NEW if mine is None else Kind.CHANGED
        outcomes = {Choice.THEIRS: _change(beside, kept), Choice.MINE: None}
        return _staged(beside, kind, shown, outcomes)
    other = _decided(table, found, sides)
    open_ones = [name for path in found.open for name in followers(table, path)]
    dispute = _dispute(
        beside,
        beside.theirs_by(found.open[0]),
        {name: sides.theirs.get(name) for name in open_ones},
    )
    mine_stays = None if kept == mine else _change(beside, kept)
    outcomes = {
        Choice.MINE: mine_stays,
        Choice.THEIRS: _change(beside, other),
        Choice.BOTH: mine_stays,
    }
    return _staged(beside, Kind.CONFLICT, shown, outcomes, {Choice.BOTH: (dispute,)})


def _whole(states: _States, beside: _Beside) -> StagedRow:
    """A row that one side added or took away: taken where the other left it alone."""
    base, mine, theirs = states
    change = Change(beside.table, beside.name, theirs)
    sides = Sides(flat(base), flat(mine), flat(theirs))
    paths = [
        p for p in dict.fromkeys((*sides.mine, *sides.theirs)) if _said(sides, p, beside.table)
    ]
    conflict = mine != base
    shown = tuple(_difference(sides, p, beside, conflict=conflict) for p in paths)
    if not conflict:
        kind = Kind.NEW if mine is None else Kind.CHANGED
        return _staged(beside, kind, shown, {Choice.THEIRS: change, Choice.MINE: None})
    # Taken away on one side, changed on the other: what was changed stays, disputed by who took it.
    voice = beside.mine_by("") if mine is None else beside.theirs_by("")
    outcomes = {
        Choice.MINE: None,
        Choice.THEIRS: change,
        Choice.BOTH: change if mine is None else None,
    }
    dispute = _dispute(beside, voice, gone=True)
    return _staged(beside, Kind.CONFLICT, shown, outcomes, {Choice.BOTH: (dispute,)})


def _said(sides: Sides, path: str, table: str) -> bool:
    """Whether anybody said something in a field that goes along with no other one."""
    unsaid = plain_fields(table).get(path)
    values = (sides.mine.get(path, unsaid), sides.theirs.get(path, unsaid))
    return path not in led_fields(table) and values[0] != values[1]


def _decided(table: str, found: Combined, sides: Sides) -> Value | None:
    """The combined row where the other side is right in what is open."""
    made = dict(found.fields)
    for path in found.open:
        take(made, sides.theirs, followers(table, path))
    if table == "answers":
        made |= review_fields(made, sides.mine, sides.theirs)
    return _raised(table, in_order(made, sides))


def _raised(table: str, fields: Fields) -> Value | None:
    row = row_of_fields(table, fields)
    return None if table == "answers" and row == Answer() else row


def _change(beside: _Beside, row: Value | None) -> Change:
    return Change(beside.table, beside.name, row)


def _dispute(
    beside: _Beside, voice: Voice | None, words: Fields | None = None, *, gone: bool = False
) -> Change:
    """The dispute that keeps the words that do not stand, or that a row was taken away."""
    who, at = voice or ("", "")
    row = Dispute.model_validate(
        {"table": beside.table, "row": beside.name, "gone": gone, "who": who, "at": at,
         "theirs": {name: _as_kept(value) for name, value in (words or {}).items()}}
    )  # fmt: skip
    return Change("disputes", beside.numbers.take(f"{PREFIX}01"), row)


def _as_kept(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, Value):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, tuple):
        return [_as_kept(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | time) else value


def _staged(
    beside: _Beside,
    kind: Kind,
    differences: tuple[Difference, ...],
    outcomes: Mapping[Choice, Change | None],
    others: Mapping[Choice, tuple[Change, ...]] | None = None,
) -> StagedRow:
    voice = beside.theirs_by("")
    where = "" if voice is None else str(voice)
    if beside.there != beside.name:
        there = _("{there} in the other copy").format(there=beside.there)
        where = parts(filter(None, (where, there)))
    return StagedRow(
        beside.table, beside.name, kind, where, differences, outcomes, beside=others or {}
    )


def _differences(sides: Sides, found: Combined, beside: _Beside) -> tuple[Difference, ...]:
    """What would be another here: what is taken, what lists have joined, and what is open."""
    hidden = led_fields(beside.table)
    paths = dict.fromkeys((*sides.mine, *sides.theirs))
    return tuple(
        _difference(
            sides._replace(theirs=found.fields if path not in found.open else sides.theirs),
            path,
            beside,
            conflict=path in found.open,
        )
        for path in paths
        if path in found.open
        or (path not in hidden and found.fields.get(path) != sides.mine.get(path))
    )


def _difference(sides: Sides, path: str, beside: _Beside, *, conflict: bool) -> Difference:
    base, mine, theirs = (
        cell_text(path, one.get(path)) for one in (sides.base, sides.mine, sides.theirs)
    )
    voices = (beside.mine_by(path), beside.theirs_by(path))
    said = ("" if voice is None else str(voice) for voice in voices)
    return Difference(path, mine, theirs, base, conflict, *said)

"""One row on two sides since they were one: field by field, and what of it nobody but a person decides.

A row is looked at as its fields; a mapping is a field for each of its keys (`targets.8.6`), and so is a
row of a register for each of its cells (`cells.owner`). What follows from another field goes along with it: when a
rating was given is no question of its own. `cell_text` shows such a field, `Voice` says whose it is.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import NamedTuple

from gapwizard.domain.assessment import TABLES
from gapwizard.domain.base import Value
from gapwizard.domain.days import to_the_minute
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.finding_states import CLOSING
from gapwizard.domain.findings import SETTLED
from gapwizard.domain.points import REVIEWED_PARTS
from gapwizard.domain.registers import RegisterCell, RegisterRow
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_cell
from gapwizard.i18n import parts

Fields = Mapping[str, object]
"""The fields of a row; what is not in it is as if nobody had said anything."""

FOLLOWING: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "answers": {"rating": ("bulk", "at"), "observation": ("suggested",)},
    "documents": {"location": ("sha256",)},
}
"""What goes along with a field, by table."""
LISTS: Mapping[str, tuple[str, ...]] = {
    "about": ("contracts", "own_rules", "law", "other_systems", "later", "internal_audit_clauses"),
    "answers": ("evidence", "ticked"),
    "documents": ("clauses",),
    "departments": ("roles",),
    "slots": ("roles", "clauses"),
}
"""Fields to which both sides may add: who adds takes nothing from the other."""
LATEST: Mapping[str, tuple[str, ...]] = {"answers": ("shown",)}
"""Dates of which the later one holds."""
OURS: Mapping[str, tuple[str, ...]] = {
    "about": (
        "questionnaire", "questionnaire_version", "created", "archived", "locked", "baseline",
        "rules", "former",
    ),
}  # fmt: skip
"""Fields that say how a copy is filed and read where it lies; they stay as they are here."""
REVIEWED = ("reviewed_by", "reviewed_on")


class Sides(NamedTuple):
    """One row in three states."""

    base: Fields
    """As it was when both sides were one."""
    mine: Fields
    theirs: Fields
    mine_first: bool = True
    """Whose additions come first in a list: the same on both sides, whoever takes from whom."""


class Combined(NamedTuple):
    """What becomes of a row."""

    fields: dict[str, object]
    """The fields that nobody has to decide."""
    open: tuple[str, ...]
    """The fields that both sides changed, and differently."""


def flat(row: Value | None) -> dict[str, object]:
    """The fields of a row, one for each key of a mapping or cell; none of a row that is not there."""
    if isinstance(row, RegisterRow):
        return {f"cells.{cell.field}": cell.text for cell in row.cells}
    found: dict[str, object] = {}
    for name in type(row).model_fields if row is not None else ():
        value = getattr(row, name)
        if isinstance(value, dict):
            found |= {f"{name}.{key}": one for key, one in value.items()}
        else:
            found[name] = value
    return found


def row_of_fields(table: str, fields: Fields) -> Value:
    """The row of some fields. Raises ValueError for what no such row can hold."""
    kind = TABLES[table]
    made: dict[str, object] = {}
    for path, value in fields.items():
        name, divided, key = path.partition(".")
        if not divided:
            made[name] = value
            continue
        inside = made.setdefault(name, {})
        if isinstance(inside, dict) and value is not None:
            inside[key] = value
    if kind is RegisterRow:  # a dispute of former days holds all cells in one
        cells = made.get("cells")
        if isinstance(cells, dict):
            made["cells"] = [RegisterCell(field=one, text=text) for one, text in cells.items()]
    return kind.model_validate(made)


def plain_fields(table: str) -> dict[str, object]:
    """The fields of a row of which nobody said anything; those that every row needs are missing."""
    if TABLES[table] is RegisterRow:
        return {}
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in TABLES[table].model_fields.items()
        if not field.is_required()
    }


def followers(table: str, path: str) -> tuple[str, ...]:
    """What goes along with a field, itself first."""
    return path, *FOLLOWING.get(table, {}).get(path, ())


def led_fields(table: str) -> frozenset[str]:
    """The fields that go along with another one."""
    return frozenset(name for group in FOLLOWING.get(table, {}).values() for name in group)


def combine(table: str, sides: Sides) -> Combined:
    """Put together what two sides made of one row."""
    base, mine, theirs, mine_first = sides
    made, left = dict(mine), []
    for path in dict.fromkeys((*base, *mine, *theirs)):
        if path in led_fields(table) or path in REVIEWED or path in OURS.get(table, ()):
            continue
        one, two = mine.get(path), theirs.get(path)
        if one == two:
            said_anew = one != base.get(path)  # then what goes along with it was said anew as well
            for name in followers(table, path)[1:]:
                before = None if said_anew else base.get(name)
                made[name] = _either(before, mine.get(name), theirs.get(name))
        elif two == base.get(path):
            continue
        elif one == base.get(path):
            take(made, theirs, followers(table, path))
        elif path in LISTS.get(table, ()):
            first, second = (one, two) if mine_first else (two, one)
            made[path] = _united(base.get(path), first, second)
        elif path in LATEST.get(table, ()):
            made[path] = _either(None, one, two)
        else:
            left.append(path)
    if table == "answers":
        made["ticked"] = tuple(sorted(_items(made.get("ticked")), key=_as_number))
        made |= review_fields(made, mine, theirs)
    left += _torn(table, made, sides, left)
    return Combined(in_order(made, sides), tuple(left))


def _torn(table: str, made: dict[str, object], sides: Sides, left: Iterable[str]) -> list[str]:
    """Fields of which each side's go together and the combined ones do not; `made` has mine then."""
    fault = FAULTS.get(table)
    if fault is None or fault(sides.mine) or fault(sides.theirs):
        return []
    other = dict(made)
    take(other, sides.theirs, left)
    wrong = dict.fromkeys((*fault(made), *fault(other)))
    found = [p for p in wrong if p not in left and sides.mine.get(p) != sides.theirs.get(p)]
    take(made, sides.mine, found)
    return found


def _accountable(fields: Fields) -> list[str]:
    """The letters of a clause for which two departments are accountable."""
    found = [path for path, letters in fields.items() if "A" in _items(letters)]
    return found if len(found) > 1 else []


def _not_closed(fields: Fields) -> list[str]:
    """The state of a finding that lacks what this state needs, and what it lacks."""
    if fields.get("state") not in SETTLED:
        return []
    blank = [name for name in CLOSING if not substance(str(fields.get(name, "")))]
    return ["state", *blank] if blank else []


FAULTS: Mapping[str, Callable[[Fields], list[str]]] = {
    "responsibilities": _accountable,
    "findings": _not_closed,
}
"""The fields of a row that cannot stand beside each other, by table; none where all is well."""


def in_order(made: Fields, sides: Sides) -> dict[str, object]:
    """The same fields, in an order both sides agree on: whose order is new goes first, else who was first."""
    base, mine, theirs = ([*side] for side in (sides.base, sides.mine, sides.theirs))
    new = [side for side in (mine, theirs) if side != base]
    first, second = (mine, theirs) if sides.mine_first else (theirs, mine)
    if len(new) == 1:
        first, second = (mine, theirs) if new == [mine] else (theirs, mine)
    return {path: made[path] for path in dict.fromkeys((*first, *second, *made)) if path in made}


def _as_number(position: object) -> int:
    return position if isinstance(position, int) else 0


def take(made: dict[str, object], side: Fields, paths: Iterable[str]) -> None:
    """Let some fields be as one side has them; what it has not goes."""
    for path in paths:
        if path in side:
            made[path] = side[path]
        else:
            made.pop(path, None)


def review_fields(made: Fields, mine: Fields, theirs: Fields) -> dict[str, object]:
    """Who reviewed a combined answer: who reviewed just that, the last of them; else nobody."""
    known = [
        side
        for side in (mine, theirs)
        if side.get("reviewed_by")
        and all(side.get(name) == made.get(name) for name in (*REVIEWED_PARTS, "bulk"))
    ]
    if not known:
        return {"reviewed_by": "", "reviewed_on": None}
    last = max(known, key=lambda side: (str(side.get("reviewed_on")), str(side["reviewed_by"])))
    return {name: last.get(name) for name in REVIEWED}


def _either(base: object, one: object, two: object) -> object:
    """One of two values that nobody needs to decide between, the same whoever takes from whom."""
    if one == two or two == base:
        return one
    if one == base or one is None:
        return two
    if two is None:
        return one
    if isinstance(one, bool) and isinstance(two, bool):
        return one and two
    return max(one, two, key=str)


def _united(base: object, first: object, second: object) -> tuple[object, ...]:
    """A list to which both sides added: what one of them took away is gone, what they added is there."""
    before, one, two = _items(base), _items(first), _items(second)
    kept = [item for item in before if item in one and item in two]
    new = [item for side in (one, two) for item in side if item not in before]
    return tuple(dict.fromkeys([*kept, *_mended(before, new)]))


def _mended(before: tuple[object, ...], new: list[object]) -> list[object]:
    """What was added, where both sides wrote something beside the same item in one: kept apart if they cannot be."""
    found: dict[object, object] = {}
    for item in new:
        key = _known_by(item)
        base = next((one for one in before if _known_by(one) == key), None)
        other = found.get(key)
        if other is None:
            found[key] = item
            continue
        joined = _joined(base, other, item)
        found[key if joined is not None else item] = item if joined is None else joined
    return list(found.values())


def _known_by(item: object) -> object:
    """What makes an item of evidence the same one, whatever is known beside it."""
    return (item.kind, item.text) if isinstance(item, Evidence) else item


def _joined(base: object, one: object, two: object) -> Evidence | None:
    """Two forms of one item put together; None where both changed the same of it."""
    if not (isinstance(one, Evidence) and isinstance(two, Evidence)):
        return None
    start = flat(base) if isinstance(base, Evidence) else plain_item()
    made: dict[str, object] = {}
    for name, value in flat(one).items():
        other = getattr(two, name)
        if value != other and start.get(name) not in (value, other):
            return None
        made[name] = other if value == start.get(name) else value
    try:
        return Evidence.model_validate(made)
    except ValueError:  # a sample of one side with that of the other
        return None


def plain_item() -> dict[str, object]:
    """What an item of evidence is beside its kind and text where nobody said anything."""
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in Evidence.model_fields.items()
        if not field.is_required()
    }


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


class Voice(NamedTuple):
    """Who said something, and when."""

    who: str
    at: str
    """ISO 8601, as the history keeps it."""

    def __str__(self) -> str:
        """Who and when, as it stands beside what was said."""
        return parts((self.who, to_the_minute(self.at)))


def cell_text(path: str, value: object) -> str:
    """A value of a field as a sheet writes it; empty for nothing."""
    if isinstance(value, tuple):
        items = [one for one in value if isinstance(one, Evidence)]
        if items:
            return evidence_cell(items)
        ticked = path == "ticked"
        return ", ".join(str(one + 1) if ticked else cell_text("", one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, time) or (isinstance(value, date) and not isinstance(value, datetime)):
        return value.isoformat()[:10] if isinstance(value, date) else value.isoformat("minutes")
    if isinstance(value, Value):
        said = (cell_text("", one) for _name, one in value)
        return " ".join(filter(None, said))
    return "" if value is None else str(value)

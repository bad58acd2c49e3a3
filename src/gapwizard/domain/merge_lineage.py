"""Which things of two copies are one, whatever their ids became: known by the acts that made them.

Ids are given by counting, so two copies give the same one to different things, and a merge gives a thing
another id than it had. The act that made a thing is another for each; where a merge finds that two
people made the same thing, it has the origins of both. Rows of whose origin nothing is known are told
apart by what they are about.
"""

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.base import Value
from gapwizard.domain.registers import RegisterRow

Made = Mapping[str, Mapping[str, frozenset[str]]]
"""By which acts each thing was made, by table and id: several where a merge found that they made one."""
_NONE: frozenset[str] = frozenset()


class Origins(NamedTuple):
    """By which acts the things of three states of one assessment were made."""

    base: Made
    """As it was when both copies were one."""
    mine: Made
    theirs: Made


UNKNOWN_ORIGINS = Origins({}, {}, {})


class _Counted(NamedTuple):
    """A table whose ids are given one after the other."""

    pattern: str
    """The ids that are given by hand; all others belong to the questionnaire."""
    about: tuple[str, ...]
    """The fields that tell one thing from another; none: the first cell of a row of a register."""


COUNTED = {
    "departments": _Counted(r".+", ("title",)),
    "documents": _Counted(r"D-\d+", ("title",)),
    "files": _Counted(r"F-\d+", ("title",)),
    "findings": _Counted(r"F-\d+", ("clause", "title", "statement")),
    "slots": _Counted(r"S-\d+", ("day", "start", "clauses", "department", "topic")),
    "actions": _Counted(r"A-\d+", ("title", "source")),
    "registers": _Counted(r"[^/]+/\S*\d+", ()),
    "disputes": _Counted(r"X-\d+", ("table", "row", "theirs", "gone", "who", "at")),
}
"""The tables whose rows can be two things under one id, those that others refer to first."""


def is_given(table: str, name: str, listed: Container[str] = ()) -> bool:
    """Whether an id was given by counting or by hand, and is none of the questionnaire's."""
    ours = table not in ("documents", "files") or name not in listed
    return ours and re.fullmatch(COUNTED[table].pattern, name) is not None


def about_of(table: str, row: Value) -> str:
    """What tells a row from others of its table; two rows that are about the same are one thing."""
    if isinstance(row, RegisterRow):
        return repr(row.cells[:1])
    return repr([getattr(row, name) for name in COUNTED[table].about])


def whereabouts(
    table: str,
    before: Mapping[str, Value],
    now: Mapping[str, Value],
    made: tuple[Made, Made],
    listed: Container[str] = (),
) -> dict[str, str | None]:
    """What each thing of a state is called in a later one; None: it is there no more.

    What was removed is known by what it is about when it comes again.
    """
    then = {n: made[0].get(table, {}).get(n, _NONE) for n in before if is_given(table, n, listed)}
    there = {n: made[1].get(table, {}).get(n, _NONE) for n in now if n not in listed}
    found: dict[str, str | None] = {n: n for n in before if not then.get(n)}
    found |= {n: n for n, acts in then.items() if not acts.isdisjoint(there.get(n, _NONE))}
    left = {n: acts for n, acts in then.items() if n not in found}
    found |= dict.fromkeys(left) | _alike(left, there, {*found})
    gone = [n for n in then if found[n] not in now]
    if gone:
        others = {
            about_of(table, row): name
            for name, row in now.items()
            if name not in found.values() and is_given(table, name)
        }
        found |= {name: others.pop(about_of(table, before[name]), None) for name in gone}
    return {name: found[name] for name in before}


def same_things(
    table: str,
    ours: Mapping[str, Value],
    theirs: Mapping[str, Value],
    made: tuple[Made, Made],
) -> dict[str, str]:
    """What some things of the other side are called here: made by one act, else about the same."""
    mine, other = (one.get(table, {}) for one in made)
    found = _alike({n: other.get(n, _NONE) for n in theirs}, {n: mine.get(n, _NONE) for n in ours})
    about = {n: about_of(table, row) for n, row in ours.items() if n not in found.values()}
    rest = {n: about_of(table, row) for n, row in theirs.items() if n not in found}
    found |= {n: n for n, what in rest.items() if about.get(n) == what}
    left: dict[str, list[str]] = {}
    for name in reversed([*about]):
        if name not in found:
            left.setdefault(about[name], []).append(name)
    for name, what in rest.items():
        if name not in found and left.get(what):
            found[name] = left[what].pop()
    return found


def _alike(
    some: Mapping[str, frozenset[str]],
    others: Mapping[str, frozenset[str]],
    taken: Container[str] = (),
) -> dict[str, str]:
    """Which of the others was made by the same act as each of some; none for two of them."""
    by_act = {act: n for n, acts in others.items() if n not in taken for act in acts}
    pairs = [(by_act[act], n) for n, acts in some.items() for act in sorted(acts) if act in by_act]
    return {name: other for other, name in dict(reversed(pairs)).items()}


def joined_origins(
    mine: Assessment, theirs: Assessment, origins: Origins, listed: Container[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The origins of what comes in by a merge, by `table/id`, where they are others than those here.

    `theirs` and its origins have the ids of this side.
    """
    found: dict[str, tuple[str, ...]] = {}
    for table, things in origins.theirs.items():
        known = origins.mine.get(table, {})
        for name, acts in things.items():
            row, other = mine.row(table, name), theirs.row(table, name)
            if other is None or not is_given(table, name, listed):
                continue
            own = known.get(name, _NONE)
            one = row is not None and (
                not own.isdisjoint(acts) or about_of(table, row) == about_of(table, other)
            )
            made = acts | own if one else acts
            if row is None or made != own:
                found[f"{table}/{name}"] = tuple(sorted(made))
    return found

"""What became of the things of one copy in another that took it over: known by what they are about.

Ids are given by counting and say nothing of it; a history says what each row was about, and when.
"""

from collections.abc import Collection, Container, Iterable, Mapping

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.merge_ids import COUNTED, Kept, about_of, is_given, with_ids

Called = Mapping[tuple[str, str], Collection[str]]
"""What rows were about, by table and id."""


def kept_ids(
    base: Assessment,
    after: Assessment,
    one: Container[tuple[str, str]],
    called: tuple[Called, Called] = ({}, {}),
) -> Kept:
    """What the things of a state are called in one that took it over by a merge; None: there they are not.

    `one` are the tables and ids that mean one thing in both, whatever was changed of it; `called` is
    what each thing of the two states was about since both were one: it may have another title by now.
    """
    found: dict[str, dict[str, str | None]] = {}
    ids: dict[str, dict[str, str]] = {}

    def is_same(table: str, name: str, other: str) -> bool:
        then, now = (
            known.get((table, n), ()) for known, n in zip(called, (name, other), strict=True)
        )
        return not set(then).isdisjoint(now)

    for table in COUNTED:
        there = {name: about_of(table, row) for name, row in after.rows(table).items()}
        rows = with_ids(base, ids).rows(table)
        then = {name: about_of(table, row) for name, row in rows.items() if is_given(table, name)}
        same = {
            n
            for n, about in then.items()
            if (table, n) in one or about == there.get(n) or (n in there and is_same(table, n, n))
        }
        left = {
            name: about
            for name, about in there.items()
            if name not in same and is_given(table, name)
        }
        own = found[table] = dict[str, str | None]()
        for n in (n for n in then if n not in same):
            alike = (m for m in left if left[m] == then[n] or is_same(table, n, m))
            own[n] = next(alike, None)
            left.pop(own[n] or "", None)
        ids[table] = {n: name for n, name in own.items() if name}
    return found


def kept_about(table: str, row: Mapping[str, object]) -> str:
    """As `about_of`, of a row as a history keeps it; to be compared with such a one alone."""
    if table == "registers":
        return repr([*_cells(row)][:1])
    return repr([row.get(name) for name in COUNTED[table].about])


def _cells(row: Mapping[str, object]) -> Iterable[object]:
    cells = row.get("cells", ())
    return cells if isinstance(cells, list | tuple) else ()

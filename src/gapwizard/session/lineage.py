"""What a history says of the ids of things: which were given anew, and what each row was about.

Ids are given by counting. A row that was removed leaves its id to nobody who counts, but an undo, another
copy or somebody who types it may give it again; which thing it is then, only its history tells.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.merge_ids import COUNTED, Kept
from gapwizard.domain.merge_lineage import kept_about, kept_ids
from gapwizard.session.acts.act import MERGE
from gapwizard.store.history import Acts, HistoryEntry, RowChange

Key = tuple[str, str]
"""Table and id."""


class Span(NamedTuple):
    """A part of a history."""

    acts: Acts
    after: int
    """The revision before its first act."""
    until: int | None = None
    """The revision of its last act; None: all there are."""

    def changes(self) -> Iterator[tuple[HistoryEntry, RowChange]]:
        """Every change to a row whose id was given by counting, with its act."""
        for act in self.acts.after(self.after):
            if self.until is not None and act.revision > self.until:
                return
            for change in act.changes:
                if change.table in COUNTED:
                    yield act, change


def ids_after_merge(
    before: Assessment, base: Assessment, after: Assessment, spans: tuple[Span, Span]
) -> Kept:
    """What the things of a `base` are called in the state `after` the act that took it over.

    `before` is the state in which both histories last were one; the spans lead from it to the other two.
    """
    anew = _anew(spans[0]) | _anew(spans[1])
    one = {(table, name) for table in COUNTED for name in before.rows(table)} - anew
    return kept_ids(base, after, one, (_called(spans[0]), _called(spans[1])))


def ids_since(kept: Kept, base: Assessment, since: Span) -> Kept:
    """What things of a `base` are called, without those whose id was given to something else since."""
    anew = _anew(since)
    found: dict[str, Mapping[str, str | None]] = {}
    for table in COUNTED:
        own = dict(kept.get(table, {}))
        own |= {n: None for n in base.rows(table) if (table, own.get(n, n)) in anew}
        found[table] = own
    return found


def _called(span: Span) -> dict[Key, set[str]]:
    """What each row was about, since another thing had its id."""
    found: dict[Key, set[str]] = {}
    for act, change in span.changes():
        key = (change.table, change.id)
        if change.new is None or change.old is None:
            found.pop(key, None)
        if change.new is None:
            continue
        about = kept_about(change.table, change.new)
        if act.what == MERGE and about not in found.get(key, ()):
            found[key] = set()  # another thing may have come in under its id
        found.setdefault(key, set()).add(about)
    return found


def _anew(span: Span) -> set[Key]:
    """Rows that were removed, and whose id was given to another thing."""
    gone: dict[Key, str] = {}
    found: set[Key] = set()
    for _act, change in span.changes():
        key = (change.table, change.id)
        if change.new is None and change.old is not None:
            gone.setdefault(key, kept_about(change.table, change.old))
        elif change.old is None and change.new is not None and key in gone:
            same = gone[key] == kept_about(change.table, change.new)  # an undo gives it back
            (found.discard if same else found.add)(key)
    return found

"""What comes in from outside, laid beside what stands here before anything is taken.

A sheet that was filled in elsewhere, a colleague's copy, a list of documents: each becomes rows of
one kind, and for each row a person says whose words stand. What was decided becomes one act.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import Change


class Kind(StrEnum):
    """How a row that comes in stands to the one that is here."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    """Both sides changed it since they were one, or it has the id of another thing here."""
    UNKNOWN = "unknown"
    """It is about a thing that is not here."""
    EMPTY = "empty"
    """The file it was looked for in says nothing of it yet."""
    INVALID = "invalid"
    """A cell of it cannot be what its column holds."""


class Choice(StrEnum):
    """Whose words stand where a row comes in."""

    THEIRS = "theirs"
    MINE = "mine"
    """What is here stays where both changed it; of a conflict, what only they changed is taken."""
    BOTH = "both"
    """What is here stays, and the other side's words stand beside it as disputed."""


class Difference(NamedTuple):
    """One field of a row, as a sheet writes it."""

    field: str
    mine: str
    """What stands here; empty: nothing."""
    theirs: str
    base: str | None = None
    """What stood on both sides before, where that is known."""
    conflict: bool = False
    """Both sides changed this field, and differently."""
    mine_by: str = ""
    """Who said what stands here, and when; empty where that is not known."""
    theirs_by: str = ""


class StagedRow(NamedTuple):
    """One row that comes in, and what each choice makes of it."""

    table: str
    id: str
    kind: Kind
    where: str
    """Where it comes from: `line 12`, or who did it and when."""
    differences: tuple[Difference, ...] = ()
    outcomes: Mapping[Choice, Change | None] = {}
    """What each possible choice does; None: it changes nothing. Empty where nothing can be taken."""
    why: str = ""
    """What is wrong with a row that is unknown or invalid."""
    beside: Mapping[Choice, tuple[Change, ...]] = {}
    """What a choice does to other rows."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells rows of one staging apart."""
        return self.table, self.id, self.where

    @property
    def proposed(self) -> Choice | None:
        """The choice where nobody makes one; None where a person has to decide, or nothing can be."""
        if self.kind in (Kind.NEW, Kind.CHANGED):
            return Choice.THEIRS
        return Choice.MINE if self.kind is Kind.SAME and self.outcomes else None


class Staging(NamedTuple):
    """All rows of one file or copy."""

    source: str
    """What the history calls it: the file's name, who sent it, its hash."""
    rows: tuple[StagedRow, ...]
    what: ActKind = "import"
    """The kind of the act, as histories keep it."""
    mark: str = ""
    """What stands behind the act's label once nothing is left undecided."""
    reason: str = ""
    """Why it was decided so."""
    origins: Mapping[str, tuple[str, ...]] | None = None
    """Of another copy: by which acts what it brings was made, by `table/id`."""

    def of(self, *kinds: Kind) -> tuple[StagedRow, ...]:
        """The rows of some kinds."""
        return tuple(row for row in self.rows if row.kind in kinds)

    def only_new(self) -> "Staging":
        """A staging of the same source with only the rows that are new."""
        return self._replace(rows=self.of(Kind.NEW))

    def decided(self, choice: Choice) -> dict[tuple[str, str, str], Choice]:
        """One choice for every conflict."""
        return {row.key: choice for row in self.of(Kind.CONFLICT) if choice in row.outcomes}

    def undecided(self, chosen: Mapping[tuple[str, str, str], Choice]) -> tuple[StagedRow, ...]:
        """Conflicts for which nobody has chosen."""
        return tuple(row for row in self.of(Kind.CONFLICT) if row.key not in chosen)

    def changes(self, chosen: Mapping[tuple[str, str, str], Choice]) -> Iterable[Change]:
        """What is done: what was chosen, else what is proposed; what is undecided stays as it is."""
        for row in self.rows:
            choice = chosen.get(row.key, row.proposed)
            change = row.outcomes.get(choice) if choice else None
            if change is not None:
                yield change
            if choice is not None:
                yield from row.beside.get(choice, ())

    def decided_by(self, chosen: Mapping[tuple[str, str, str], Choice]) -> "Staging":
        """The same, without its mark where something is left undecided: it is asked again next time."""
        return self._replace(mark="") if self.undecided(chosen) else self

    @property
    def label(self) -> str:
        """What the act is about: where it comes from, why it was decided so, and the mark."""
        told = f"{self.source}: {self.reason}" if self.reason else self.source
        return f"{told} {self.mark}".rstrip()

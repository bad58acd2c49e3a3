"""The state of the staging screen: the rows that come in, the choices made, the filter, the reason."""

from collections.abc import Iterable

from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.i18n import N_
from gapwizard.session.acts.act import Act
from gapwizard.session.session import Session
from gapwizard.session.staging.incoming import Staged
from gapwizard.session.undo import HistoryEntry
from gapwizard.tui.kit.picker import next_of

FILTERS: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "open": (N_("all but the same"), tuple(kind for kind in Kind if kind is not Kind.SAME)),
    "conflict": (N_("in conflict"), (Kind.CONFLICT,)),
    "new": (N_("new"), (Kind.NEW,)),
    "changed": (N_("changed"), (Kind.CHANGED,)),
    "left": (N_("unknown or invalid"), (Kind.UNKNOWN, Kind.INVALID)),
    "all": (N_("all rows"), tuple(Kind)),
}
"""Which rows are shown, in the order of the key that goes through them."""


class StagingState:
    """What comes in beside what is here, and whose words stand in each row."""

    def __init__(self, session: Session, staged: Staged) -> None:
        """Lay it out; nothing is chosen but what is proposed. Raises Refused where it cannot be laid."""
        self._session, self._staged = session, staged
        self.questionnaire = session.questionnaire
        self.title = staged.title
        self.chosen: dict[tuple[str, str, str], Choice] = {}
        self.filter = "open"
        self.reason = ""
        """Why it is decided so, for the history."""
        self._revision, self._staging = session.revision, staged.make()

    @property
    def staging(self) -> Staging:
        """The rows beside the assessment as it is now: an undo lays them out anew."""
        if self._revision != self._session.revision:
            self._revision = self._session.revision
            self._staging = self._staged.make()
            known = {row.key: row for row in self._staging.rows}
            self.chosen = {
                key: choice
                for key, choice in self.chosen.items()
                if key in known and choice in known[key].outcomes
            }
        return self._staging

    def rows(self) -> list[StagedRow]:
        """The rows that are shown."""
        return list(self.staging.of(*FILTERS[self.filter][1]))

    def next_filter(self) -> None:
        """Show the next kind that has rows."""
        for _name in FILTERS:
            self.filter = next_of(list(FILTERS), self.filter)
            if self.rows():
                return

    def choice(self, row: StagedRow) -> Choice | None:
        """Whose words stand in a row; None where nobody has chosen, or nothing can be."""
        return self.chosen.get(row.key, row.proposed)

    def choose(self, row: StagedRow, choice: Choice) -> bool:
        """Choose for one row; tells whether that can be chosen there."""
        possible = choice in row.outcomes
        if possible:
            self.chosen[row.key] = choice
        return possible

    def choose_next(self, row: StagedRow) -> bool:
        """Choose the next of what is possible in a row; tells whether anything is."""
        possible = [choice for choice in Choice if choice in row.outcomes]
        now = self.choice(row)
        return bool(possible) and self.choose(row, next_of(possible, now or Choice.BOTH))

    def decide(self, choice: Choice) -> int:
        """Choose one side in every conflict; gives how many there are."""
        decided = self.staging.decided(choice)
        self.chosen |= decided
        return len(decided)

    def taken(self, row: StagedRow, one: Difference) -> bool | None:
        """Whether a field is taken over; None where that is not decided, or both stand."""
        choice = self.choice(row)
        if choice is Choice.THEIRS:
            return True
        if choice is Choice.MINE:
            return row.kind is Kind.CONFLICT and not one.conflict
        return None

    def act(self) -> Act:
        """The one act of what was chosen."""
        staging = self.staging.decided_by(self.chosen)._replace(reason=self.reason)
        return self._staged.act(staging, tuple(staging.changes(self.chosen)))

    def take(self) -> HistoryEntry | None:
        """Take in what was chosen; None where nothing changes."""
        if not self.staging.rows:
            return None
        done = self._session.do(self.act())
        self._staged.after()
        self.reason = ""
        return done

    def count(self, kinds: Iterable[Kind]) -> int:
        """How many rows are of some kinds."""
        return len(self.staging.of(*kinds))

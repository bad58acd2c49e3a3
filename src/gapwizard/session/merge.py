"""Merging another copy into the open assessment: what comes in, and what is done once it is decided."""

from collections.abc import Mapping
from typing import NamedTuple

from gapwizard.domain.assessment import Change, Dispute
from gapwizard.domain.merge import Merge, merge
from gapwizard.domain.merge_ids import Renamed
from gapwizard.domain.staging import Choice, Staging
from gapwizard.session import people
from gapwizard.session.acts.act import MERGE, Act
from gapwizard.session.acts.fields import check_length, line
from gapwizard.session.copies import OtherCopy, mark_of, parting
from gapwizard.session.session import Session
from gapwizard.store.history import HistoryEntry
from gapwizard.store.people import Person

Chosen = Mapping[tuple[str, str, str], Choice]
REASON = 500
"""Characters of a reason: the history says it in one line."""


class Incoming(NamedTuple):
    """What another copy brings."""

    staging: Staging
    new: int
    """Acts of the other copy that were not taken over yet."""
    common: int
    """The last revision that both copies have in common."""
    persons: Mapping[str, Person]
    """Names of people, by the department's id here."""


def incoming(session: Session, other: OtherCopy) -> Incoming:
    """Lay another copy beside the open assessment. Raises Refused or Unreadable."""
    apart = parting(session, other)
    found: Merge = merge(apart.copies)
    newest = other.acts[-1]
    source = f"{other.name} r{newest.revision} {newest.who}"
    staging = Staging(source, found.rows, MERGE, mark_of(other.acts))
    return Incoming(staging, apart.new, apart.revision, _here(other.persons, found.renamed))


def _here(persons: Mapping[str, Person], ids: Renamed) -> dict[str, Person]:
    own = ids.get("departments", {})
    return {own.get(name, name): person for name, person in persons.items()}


def act_of(staging: Staging, chosen: Chosen, reason: str = "") -> Act:
    """The one act of what was decided; a dispute says why it was left open. Raises Refused."""
    why = line("reason", reason)
    check_length(why, "reason", REASON)
    changes = tuple(_with_reason(one, why) for one in staging.changes(chosen))
    return Act(staging.what, staging.label(chosen, why), changes)


def _with_reason(change: Change, reason: str) -> Change:
    if not reason or not isinstance(change.row, Dispute) or change.row.reason:
        return change
    return change._replace(row=change.row.model_copy(update={"reason": reason}))


def carry_out(
    session: Session, found: Incoming, chosen: Chosen, reason: str = ""
) -> HistoryEntry | None:
    """Do the merge; names of people that are missing here are taken too. None where nothing came in."""
    act = act_of(found.staging, chosen, reason)
    done = session.do(act) if found.staging.rows else None
    people.take_missing(session, found.persons)
    return done

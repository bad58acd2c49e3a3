"""Merging another copy into the open assessment: what comes in, and what is done once it is decided."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment, Change, Dispute
from gapwizard.domain.merge import Merge, merge
from gapwizard.domain.merge_ids import Renamed
from gapwizard.domain.staging import Staging
from gapwizard.session import people
from gapwizard.session.acts import departments
from gapwizard.session.acts.act import MERGE, Act
from gapwizard.session.acts.fields import check_length, line
from gapwizard.session.copies import OtherCopy, mark_of, parting_of
from gapwizard.session.session import Session
from gapwizard.session.staging.staging import Staged
from gapwizard.store.history import HistoryEntry
from gapwizard.store.people import Person

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


def incoming_copy(session: Session, other: OtherCopy) -> Incoming:
    """Lay another copy beside the open assessment. Raises Refused or Unreadable."""
    apart = parting_of(session, other)
    found: Merge = merge(apart.copies)
    newest = other.acts[-1]
    source = f"{other.name} r{newest.revision} {newest.who}"
    staging = Staging(source, found.rows, MERGE, mark_of(other.acts))
    return Incoming(staging, apart.new, apart.revision, _here(other.persons, found.renamed))


def _here(persons: Mapping[str, Person], ids: Renamed) -> dict[str, Person]:
    own = ids.get("departments", {})
    return {own.get(name, name): person for name, person in persons.items()}


def act_of(assessment: Assessment, staging: Staging, changes: Iterable[Change]) -> Act:
    """The one act of what was decided; a dispute says why it was left open. Raises Refused."""
    staging = staging._replace(reason=line("reason", staging.reason))
    check_length(staging.reason, "reason", REASON)
    made = [_with_reason(one, staging.reason) for one in changes]
    made += _let_go(assessment.with_changes(made))
    return Act(staging.what, staging.label, tuple(made))


def _let_go(after: Assessment) -> Iterator[Change]:
    """Letters and slots of a department that one side removed while the other went on using it."""
    known = after.departments
    return departments.without(after, lambda name: name not in known)


def _with_reason(change: Change, reason: str) -> Change:
    if not reason or not isinstance(change.row, Dispute) or change.row.reason:
        return change
    return change._replace(row=change.row.model_copy(update={"reason": reason}))


def carry_out(session: Session, found: Incoming, act: Act) -> HistoryEntry | None:
    """Do the merge; names of people that are missing here are taken too. None where nothing came in."""
    done = session.do(act) if found.staging.rows else None
    people.take_missing(session, found.persons)
    return done


def staged_copy(session: Session, other: OtherCopy) -> Staged:
    """Another copy, ready to be laid beside what is here. Raises Refused or Unreadable."""
    found = incoming_copy(session, other)

    def make() -> Staging:
        return incoming_copy(session, other).staging

    return Staged(
        other.name,
        make,
        lambda made, changes: act_of(session.assessment, made, changes),
        lambda: people.take_missing(session, found.persons),
    )

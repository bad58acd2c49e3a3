"""Merging another copy into the open assessment: what comes in, and what is done once it is decided."""

from collections.abc import Mapping
from typing import NamedTuple

from gapwizard.domain.merge import Merge, merge
from gapwizard.domain.merge_ids import Renamed
from gapwizard.domain.staging import Staging
from gapwizard.session import people
from gapwizard.session.acts.act import MERGE
from gapwizard.session.acts.staging import take_copy
from gapwizard.session.copies import OtherCopy, mark_of, parting_of
from gapwizard.session.session import Session
from gapwizard.session.staging.incoming import Staged
from gapwizard.store.people import Person


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
    staging = Staging(source, found.rows, MERGE, mark_of(other.acts), origins=found.origins)
    return Incoming(staging, apart.new, apart.revision, _here(other.persons, found.renamed))


def _here(persons: Mapping[str, Person], ids: Renamed) -> dict[str, Person]:
    own = ids.get("departments", {})
    return {own.get(name, name): person for name, person in persons.items()}


def staged_copy(session: Session, other: OtherCopy) -> Staged:
    """Another copy, ready to be laid beside what is here. Raises Refused or Unreadable."""
    found = incoming_copy(session, other)

    def make() -> Staging:
        return incoming_copy(session, other).staging

    return Staged(
        other.name,
        make,
        lambda made, changes: take_copy(session.assessment, made, changes),
        lambda: people.take_missing(session, found.persons),
    )

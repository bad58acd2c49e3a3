"""Disputes: laid side by side like all that comes from outside, and settled one by one."""

from collections.abc import Mapping

from gapwizard.domain import disputes
from gapwizard.domain.assessment import TABLES, Assessment, Change, Dispute
from gapwizard.domain.merge_fields import flat, led
from gapwizard.domain.said import Voice, written
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.errors import Refused
from gapwizard.i18n import _, parts
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import line
from gapwizard.session.acts.names import missing

SETTLE = "settle"
"""The act as histories keep it."""


def named(assessment: Assessment, name: str) -> dict[str, Dispute]:
    """The dispute of an id, or those about the row of an id. Raises Refused."""
    known = assessment.disputes
    if name in known:
        return {name: known[name]}
    found = {key: one for key, one in known.items() if one.row == name}
    if not found:
        ids = (*known, *(one.row for one in known.values()))
        raise missing(_("nothing about {name!r} is disputed{hint}"), name, ids)
    return found


def settle(moment: Moment, name: str, *, take: bool, reason: str = "") -> Act:
    """Keep what is here, or `take` the other side's words. Raises Refused."""
    found = named(moment.assessment, name)
    if len(found) > 1:
        raise Refused(
            _("{name}: several are disputed, {ids}; name one"), name=name, ids=", ".join(found)
        )
    [(key, dispute)] = found.items()
    why = line("reason", reason)
    changes = disputes.settled(moment.assessment, key, take=take)
    label = f"{key} {dispute.table} {dispute.row} {'theirs' if take else 'mine'} {why}".rstrip()
    return Act(SETTLE, label, changes)


def staged(assessment: Assessment, found: Mapping[str, Dispute]) -> Staging:
    """Some disputes as rows, each with what it does to keep, to take over or to leave open."""
    rows = tuple(_row(assessment, name, one) for name, one in found.items())
    return Staging(" ".join(found), rows, SETTLE)


def _row(assessment: Assessment, name: str, dispute: Dispute) -> StagedRow:
    row = assessment.row(dispute.table, dispute.row) if dispute.table in TABLES else None
    here, there = flat(row), disputes.words_of(assessment, dispute)
    paths = [p for p in (here if dispute.gone else there) if p not in led(dispute.table)]
    by = str(Voice(dispute.who, dispute.at)) if dispute.who else ""
    shown = (
        Difference(
            path,
            written(path, here.get(path)),
            written(path, there.get(path)),
            None,
            conflict=True,
            theirs_by=by,
        )
        for path in paths
        if written(path, here.get(path)) != written(path, there.get(path))
    )
    closed = Change("disputes", name, None)
    outcomes: dict[Choice, Change | None] = {Choice.MINE: closed, Choice.BOTH: None}
    beside: dict[Choice, tuple[Change, ...]] = {}
    try:
        first, *rest = disputes.settled(assessment, name, take=True)
        outcomes[Choice.THEIRS], beside[Choice.THEIRS] = first, tuple(rest)
    except Refused:  # words that no such row can hold are shown and cannot be taken
        pass
    where = parts(filter(None, (name, by, dispute.reason)))
    return StagedRow(
        dispute.table, dispute.row, Kind.CONFLICT, where, tuple(shown), outcomes, beside=beside
    )

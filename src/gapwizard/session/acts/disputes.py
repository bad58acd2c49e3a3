"""Disputes: settled one by one."""

from typing import Final

from gapwizard.domain import disputes
from gapwizard.domain.assessment import Assessment, Dispute
from gapwizard.errors import Refused
from gapwizard.i18n import _, names
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import LONGEST_REASON, check_length, line
from gapwizard.session.acts.names import no_such

SETTLE: Final = "settle"
"""The act as histories keep it."""


def disputes_named(assessment: Assessment, name: str) -> dict[str, Dispute]:
    """The dispute of an id, or those about the row of an id. Raises Refused."""
    known = assessment.disputes
    if name in known:
        return {name: known[name]}
    found = {key: one for key, one in known.items() if one.row == name}
    if not found:
        ids = (*known, *(one.row for one in known.values()))
        raise no_such(_("nothing about {name!r} is disputed{hint}"), name, ids)
    return found


def settle(moment: Moment, name: str, *, take: bool, reason: str = "") -> Act:
    """Keep what is here, or `take` the other side's words. Raises Refused."""
    found = disputes_named(moment.assessment, name)
    if len(found) > 1:
        raise Refused(
            _("{name}: several are disputed, {ids}; name one"), name=name, ids=names(found)
        )
    [(key, dispute)] = found.items()
    why = line("reason", reason)
    check_length(why, "reason", LONGEST_REASON)
    changes = disputes.settling_changes(moment.assessment, key, take=take)
    label = f"{key} {dispute.table} {dispute.row} {'theirs' if take else 'mine'} {why}".rstrip()
    return Act(SETTLE, label, changes)
